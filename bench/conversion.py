"""Print how well and how fast text converts, for the project and for plain OpenCC.

    PYTHONPATH=tools python bench/conversion.py LINES.txt

The file holds Traditional text, one paragraph a line.  Lines are split by a hash of
their text into the half that the dictionaries were tuned on and the half held back.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from casebook.records import Edition, Script
from casebook.text import engine, measure, repair, to_edition
from casebook.text.editions import edition_of

ARTICLES, LENGTH = 2000, 5000


def project(edition: Edition, script: Script) -> Callable[[str], str]:
    return lambda line: to_edition(line, edition, script=script)


def accuracy(name: str, lines: list[str]) -> None:
    ours = measure.score(
        lines,
        project(edition_of("zh-Hans-CN"), Script.HANT),
        project(edition_of("zh-Hant-TW"), Script.HANS),
    )
    plain = measure.score(lines, engine.plain("tw2s"), engine.plain("s2tw"))
    print(f"{name}: {len(lines)} lines, {ours.characters} characters")
    print(f"  wrong per 10,000: project {ours.per_10000:.2f}, plain OpenCC {plain.per_10000:.2f}")
    print("  the hundred most frequent confusions (right, printed, times): project | plain OpenCC")
    for row in measure.side_by_side(ours, plain, 100):
        print(f"    {row}")


def sides(lines: list[str], corpus: list[str]) -> None:
    """Print how many of the wrong characters stand so in another line of the corpus.

    The regulations print 銷毀 and 銷燬, 檢核 and 檢覈: nothing in Simplified text says which.
    A wrong character counts here only where no line has it between the same two neighbours.
    """
    known = {line[at : at + 3] for line in corpus for at in range(len(line) - 2)}
    there = project(edition_of("zh-Hans-CN"), Script.HANT)
    back = project(edition_of("zh-Hant-TW"), Script.HANS)
    wrong = 0
    for line in lines:
        home = back(there(line))
        for at, (right, printed) in enumerate(zip(line, home, strict=True)):
            around = line[max(0, at - 1) : at] + printed + line[at + 1 : at + 2]
            wrong += right != printed and around not in known
    characters = sum(map(len, lines))
    print(f"  without what another line prints so: {wrong * 1e4 / characters:.2f}")


def repairs(lines: list[str]) -> None:
    made = [choice for line in lines for choice in repair(line, Script.HANT)[1]]
    characters = sum(map(len, lines))
    print(f"repairs of right text: {len(made)}, {len(made) * 1e5 / characters:.2f} in 100,000")
    for item in made:
        print(f"    {item.left}[{item.before}→{item.after}]{item.right} ({item.rule})")


def speed(lines: list[str]) -> None:
    text = "".join(lines)
    paragraphs = [text[i : i + 200] for i in range(0, len(text) - 200, 200)]
    whole = ARTICLES * LENGTH // 200
    paragraphs = [f"{i} {paragraphs[i % len(paragraphs)]}" for i in range(whole)]
    start = time.perf_counter()
    simplified = [
        to_edition(paragraph, "zh-Hans-CN", script=Script.HANT) for paragraph in paragraphs
    ]
    middle = time.perf_counter()
    for item in simplified:
        to_edition(item, edition_of("zh-Hant-TW"), script=Script.HANS)
    end = time.perf_counter()
    print(
        f"{ARTICLES} articles of {LENGTH} characters in paragraphs of 200: "
        f"{middle - start:.1f} s into Simplified, {end - middle:.1f} s into Traditional"
    )


def main() -> None:
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    tuned, held = measure.halves(lines)
    accuracy("tuned half", tuned)
    sides(tuned, lines)
    accuracy("held half", held)
    sides(held, lines)
    repairs(lines)
    speed(lines)


if __name__ == "__main__":
    main()
