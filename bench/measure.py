"""What is measured of an extracted text: characters shared with a reference."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import LCSseq


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 over characters, white space removed."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Sample:
    """One page of the measuring material."""

    id: str
    url: str
    data: bytes
    reference: str


def bare(text: str) -> str:
    """Text without any white space."""
    return "".join(text.split())


def score(text: str, reference: str) -> Score:
    """Compare by the longest common subsequence of characters."""
    ours, theirs = bare(text), bare(reference)
    if not ours or not theirs:
        return Score(0.0, 0.0)
    shared = LCSseq.similarity(ours, theirs)
    return Score(shared / len(ours), shared / len(theirs))


def samples(folder: Path) -> Iterator[Sample]:
    """Read the pages that ``index.json`` lists."""
    for entry in json.loads((folder / "index.json").read_text("utf-8")):
        yield Sample(
            entry["id"],
            entry["url"],
            (folder / entry["html"]).read_bytes(),
            (folder / entry["text"]).read_text("utf-8"),
        )
