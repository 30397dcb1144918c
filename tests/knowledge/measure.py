"""How well figures and the things that they measure are found, on hand-labelled sentences.

``indicators.jsonl`` holds one sentence a line with its figures as a reader sees
them: value, unit, and the widest phrase that may be given for the thing
measured, its indispensable part in brackets.  A thing found counts when it
holds that part and does not reach beyond the phrase.
Run as a program it prints the figures and every difference.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from casebook.knowledge.indicators import find_indicators
from casebook.knowledge.passages import Passage
from casebook.records import Theme
from casebook.text.fold import fold

LABELS = Path(__file__).with_name("indicators.jsonl")
HELD_OUT = Path(__file__).with_name("held_out.jsonl")


@dataclass(frozen=True)
class Score:
    """Counts over all sentences, and what differed."""

    sentences: int
    labelled: int
    found: int
    right: int
    measured: int
    measured_right: int
    given: int
    differences: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Share of the found (value, unit) that are labelled."""
        return self.right / self.found

    @property
    def recall(self) -> float:
        """Share of the labelled (value, unit) that are found."""
        return self.right / self.labelled

    @property
    def thing(self) -> float:
        """Share of the things given that are right: an empty one is no claim."""
        return self.measured_right / self.given

    @property
    def coverage(self) -> float:
        """Share of the right figures that have a thing measured at all."""
        return self.given / self.measured


def measure(rows: list[dict]) -> Score:
    """Compare what is found in the sentences with their labels."""
    labelled = result = right = measured = measured_right = given = 0
    differences = []
    for row in rows:
        passage = Passage("x", "body-p1", "body", Theme.BODY, row["text"], running=True)
        got = [
            (value, indicator.unit_key, fold(indicator.measured))
            for indicator in find_indicators(passage)
            for value in (indicator.base, indicator.value, indicator.high)
            if value is not None
        ]
        want = [
            (Decimal(value), fold(unit), fold(phrase)) for value, unit, phrase in row["figures"]
        ]
        labelled, result = labelled + len(want), result + len(got)
        common = Counter(element[:2] for element in want) & Counter(one[:2] for one in got)
        right += common.total()
        if common.total() < max(len(want), len(got)):
            differences.append(
                f"{row['case']} {row['paragraph']}: {row['text']}\n"
                f"    not found {_texts(want, common)}  not labelled {_texts(got, common)}"
            )
        for key in common:
            phrases = [item[2] for item in want if item[:2] == key]
            things = [entry[2] for entry in got if entry[:2] == key]
            for phrase, thing in zip(phrases, things, strict=False):
                measured += 1
                fits = _fits(thing, phrase)
                measured_right += fits and bool(thing)
                given += bool(thing)
                if thing and not fits:
                    differences.append(f"{row['text']}\n    {key}: {thing!r} for {phrase}")
    return Score(
        len(rows), labelled, result, right, measured, measured_right, given, tuple(differences)
    )


def _texts(items: list[tuple], common: Counter) -> list[str]:
    return [f"{value} {unit}" for value, unit in (Counter(item[:2] for item in items) - common)]


def _fits(thing: str, phrase: str) -> bool:
    return any(
        re.search(r"\[(.*?)\]", part)[1] in thing and thing in re.sub(r"[\[\]]", "", part)
        for part in phrase.split("|")
    )


def rows(file: Path = LABELS) -> list[dict]:
    """Read labelled sentences."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    for file in (LABELS, HELD_OUT):
        score = measure(rows(file))
        sys.stdout.write("\n".join(score.differences))
        sys.stdout.write(
            f"\n{file.name}: {score.sentences} sentences, {score.labelled} figures: "
            f"precision {score.precision:.3f}, recall {score.recall:.3f}, "
            f"thing measured {score.thing:.3f}, coverage {score.coverage:.3f}\n"
        )
