from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.editions import SIMPLIFIED, TRADITIONAL

from casebook.records import Script
from casebook.text import engine, measure, to_edition

SAMPLE = Path(__file__).with_name("sample.txt")

# Wrong characters in 10,000, measured on the sample and on the held half of the
# regulations.  A floor may be lowered only with a stated reason.
SAMPLE_FLOOR = 1.0
HELD_FLOOR = 8.0


def both(lines: Iterable[str]) -> tuple[measure.Score, measure.Score]:
    lines = list(lines)
    ours = measure.score(
        lines,
        lambda line: to_edition(line, SIMPLIFIED, script=Script.HANT),
        lambda line: to_edition(line, TRADITIONAL, script=Script.HANS),
    )
    return ours, measure.score(lines, engine.plain("tw2s"), engine.plain("s2tw"))


def test_the_sample_comes_home() -> None:
    ours, plain = both(SAMPLE.read_text(encoding="utf-8").splitlines())
    assert ours.per_10000 < SAMPLE_FLOOR, ours.confusions
    assert plain.per_10000 > 20


def test_the_held_half_of_the_regulations_comes_home(shared: Path) -> None:
    lines = (shared / "traditional" / "taiwan-regulations.txt").read_text(encoding="utf-8")
    ours, plain = both(measure.halves(lines.splitlines())[1])
    assert ours.per_10000 < HELD_FLOOR
    assert ours.wrong * 5 < plain.wrong


def test_halves_are_disjoint_and_whole() -> None:
    lines = [str(number) for number in range(1000)]
    tuned, held = measure.halves(lines)
    assert sorted(tuned + held) == sorted(lines)
    assert 400 < len(tuned) < 600
    assert measure.halves(reversed(lines))[0] == tuned[::-1]


def test_a_score_counts_what_changed() -> None:
    score = measure.score(["甲乙", "乙丙"], str, lambda text: text.replace("乙", "丁"))
    assert (score.characters, score.wrong, score.per_10000) == (4, 2, 5000)
    other = measure.score([""], str, str)
    assert other.per_10000 == 0
    assert measure.side_by_side(score, other, 5) == ["乙 丁 2        |"]
