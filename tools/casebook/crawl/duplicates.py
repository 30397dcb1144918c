"""Which cases are one text on several pages, and which of these is kept.

Candidates come from MinHash (datatrove); whether two of them are one text is asked of their
sentences, as ``casebook add`` asks it, so that a stock phrase makes no mirror.
"""

from __future__ import annotations

import re
import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import takewhile
from pathlib import Path
from typing import Any

from casebook.crawl.rows import Outcome, case_schema
from casebook.crawl.steps import Row, page_file, write_parquet
from casebook.ingest.clean.headline import NAME as HEADLINE
from casebook.ingest.facts.reprint import is_editors_note, is_reprint_note, without_reprint_mark
from casebook.library.twins import ALIKE, sentences, shared
from casebook.text.fold import fold
from casebook.text.urls import site_of

Key = tuple[int, int]
"""The number of a task, and that of the case among those of the task."""
SHINGLE = 5
"""Characters that are hashed together."""
BUCKETS, HASHES = 20, 5
"""Two texts whose shingles agree to 0.7 are compared with probability .975, to 0.8 with .9996."""
AS_FULL = 0.97
"""Share of the fullest text that another must have to be as full: the earliest of those is kept."""
OF_ORIGINAL = 0.92
"""Share that is enough for what is by two signs the original of fuller ones."""
_NOTES = 2
"""Lines at the head and at the foot of a text that may be notes of those who reprint it."""
_OFFICES = re.compile(r"(?:^|\.)gov(?:\.[a-z]{2})?$")
"""Hosts of offices."""
_CASES_OF_FILE = 5000
_PAIR = struct.Struct("<4I")
_MIRROR = ("address", "title", "publisher", "published", "saved", "sha256")


@dataclass(frozen=True, slots=True)
class ReadTexts:
    """Hand the texts of the cases of a task to MinHash, folded so that scripts do not matter."""

    pages: Path

    def __call__(self, _rows: object, rank: int, _tasks: int) -> Iterator[Any]:
        """Yield documents of datatrove."""
        document: Any = import_module("datatrove.data").Document
        for at, row in enumerate(cases_of(self.pages, rank, ("text", "sha256"))):
            yield document(text=fold(row["text"]), id=f"{rank}/{at}")


class Characters:
    """A tokenizer of datatrove for Chinese: characters, spaces left out."""

    def word_tokenize(self, text: str) -> list[str]:
        """Divide a text into characters."""
        return [char for char in text if not char.isspace()]


def cases_of(pages: Path, rank: int, columns: Sequence[str] | None = None) -> Iterator[Row]:
    """Yield the cases among the pages of a task, in order.

    :param columns: those to be read; all where none are named.
    """
    parquet: Any = import_module("pyarrow.parquet")
    wanted = None if columns is None else [*columns, "outcome"]
    with parquet.ParquetFile(page_file(pages, rank)) as file:
        for batch in file.iter_batches(batch_size=256, columns=wanted):
            compute: Any = import_module("pyarrow.compute")
            kept = batch.filter(compute.equal(batch["outcome"], Outcome.CASE.value))
            yield from kept.to_pylist()


def mirrors(pairs: Iterable[tuple[Key, Key]], texts: Mapping[Key, str]) -> list[list[Key]]:
    """Return the texts that stand on several pages, as groups of pages.

    :param pairs: candidates.
    :returns: groups of two or more, each in the order of its keys.
    """
    near: dict[Key, set[Key]] = defaultdict(set)
    for first, second in pairs:
        near[first].add(second)
        near[second].add(first)
    result: list[list[Key]] = []
    seen: set[Key] = set()
    for start in sorted(near):
        if start not in seen:
            group = _reached(start, near)
            seen |= group
            result += _alike(sorted(group), texts)
    return result


def _reached(start: Key, near: Mapping[Key, set[Key]]) -> set[Key]:
    reached, waiting = {start}, [start]
    while waiting:
        more = near[waiting.pop()] - reached
        reached |= more
        waiting += more
    return reached


def _alike(group: Sequence[Key], texts: Mapping[Key, str]) -> Iterator[list[Key]]:
    """Divide candidates into groups of one text each; each is compared with the fullest."""
    said = {key: sentences(texts[key].split("\n")) for key in group}
    rest = sorted(group, key=lambda key: (-sum(map(len, said[key])), key))
    while rest:
        fullest = rest[0]
        same = [key for key in rest if key == fullest or shared(said[fullest], said[key]) >= ALIKE]
        rest = [key for key in rest if key not in same]
        if len(same) > 1:
            yield sorted(same)


def kept_of(rows: Sequence[Row]) -> int:
    """Return which of the pages of one text is kept: the earliest of the fullest, no reprint.

    How full a text is, is counted without notes of editors.  A page that is less full than others
    is their original where each of these says that it is a reprint, or where it alone is of a site
    of offices and earlier.
    """
    full = [row["characters"] - _of_editors(row["text"]) for row in rows]
    most = max(full)
    reprints = [_is_reprint(row) for row in rows]
    fullest = sorted(
        (at for at, reprint in enumerate(reprints) if not reprint), key=lambda at: -full[at]
    )

    def is_original(at: int) -> bool:
        row = rows[at]
        fuller = takewhile(lambda other: full[other] > full[at], fullest)
        return not reprints[at] and all(
            _is_of_office(row) and not _is_of_office(other) and _is_before(row, other)
            for other in map(rows.__getitem__, fuller)
        )

    def order(at: int) -> tuple[bool, str, bool, str, str, int]:
        row = rows[at]
        days = (row["published"] or "9999", row["saved"] or "9999")
        return reprints[at], days[0], not _is_of_office(row), days[1], row["address"], at

    return min(
        (
            at
            for at, count in enumerate(full)
            if count >= AS_FULL * most or (count >= OF_ORIGINAL * most and is_original(at))
        ),
        key=order,
    )


def _outermost(text: str) -> list[str]:
    lines = text.split("\n")
    return lines[:_NOTES] + lines[_NOTES:][-_NOTES:]


def _of_editors(text: str) -> int:
    return sum(len(line) for line in _outermost(text) if is_editors_note(line))


def _is_reprint(row: Row) -> bool:
    return bool(row["marked"]) or any(map(is_reprint_note, _outermost(row["text"])))


def _is_of_office(row: Row) -> bool:
    return bool(_OFFICES.search(site_of(row["address"]).partition(":")[0]))


def _is_before(row: Row, other: Row) -> bool:
    return bool(row["published"]) and row["published"] < (other["published"] or "")


@dataclass(frozen=True, slots=True)
class WriteCases:
    """Write each case once, with its mirrors, in files beside the folder of pages."""

    out: Path
    pages: Path
    pairs: Path
    tasks: int

    def __call__(self, _rows: object, _rank: int, _tasks: int) -> Iterator[Row]:
        """Yield nothing."""
        pairs = set(_pairs_in(self.pairs))
        wanted = {key for pair in pairs for key in pair}
        about: dict[Key, Row] = {}
        names = (*_MIRROR, "text", "characters", "ledger")
        for rank in range(self.tasks if wanted else 0):
            for at, row in enumerate(cases_of(self.pages, rank, names)):
                if (rank, at) in wanted:
                    changed = (x for x in row.pop("ledger")["repairs"] if x["step"] == HEADLINE)
                    row["marked"] = any(without_reprint_mark(x["before"])[0] for x in changed)
                    about[rank, at] = row
        groups = mirrors(pairs, {key: row["text"] for key, row in about.items()})
        of_kept: dict[Key, list[Row]] = {}
        gone: set[Key] = set()
        for group in groups:
            kept = group[kept_of([about[key] for key in group])]
            of_kept[kept] = _mirrors_of(kept, [key for key in group if key != kept], about)
            gone |= set(group) - {kept}
        rows = self._kept(of_kept, gone)
        for number, first in enumerate(rows):
            part = _some(first, rows, _CASES_OF_FILE)
            write_parquet(self.out / f"cases-{number:03}.parquet", part, case_schema())
        return iter(())

    def _kept(self, of_kept: Mapping[Key, list[Row]], gone: set[Key]) -> Iterator[Row]:
        for rank in range(self.tasks):
            for at, row in enumerate(cases_of(self.pages, rank)):
                if (rank, at) not in gone:
                    yield row | {"mirrors": of_kept.get((rank, at), [])}


def _mirrors_of(kept: Key, others: Iterable[Key], about: Mapping[Key, Row]) -> list[Row]:
    """Return the other pages of a text, those of one address once."""
    seen = {about[kept]["address"]}
    result = []
    for key in others:
        row = about[key]
        if row["address"] not in seen:
            seen.add(row["address"])
            result.append({name: row[name] for name in _MIRROR})
    return result


def _some(first: Row, rows: Iterator[Row], most: int) -> Iterator[Row]:
    yield first
    for _, row in zip(range(most - 1), rows, strict=False):
        yield row


def _pairs_in(folder: Path) -> Iterator[tuple[Key, Key]]:
    """Yield the pairs that MinHash found, from the files of its second stage."""
    for path in sorted(folder.glob("*.dups")):
        for a, b, c, d in _PAIR.iter_unpack(path.read_bytes()):
            yield (a, b), (c, d)
