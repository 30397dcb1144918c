"""Packs of text: what candidates are verified on and results are shown from.

A pack holds the cases that follow one another, for all editions, as JSON::

    [[path, slug, published, heads, text, differences?], …]

``text`` has the entries of the case in the first edition, parted by spaces, in units
(:mod:`casebook.search.units`).  ``heads`` has a word for each entry, parted by spaces too: the
number of its kind, that of its theme (``0`` for none) and so many characters as its id shares
with that of the entry before, each as one character from ``0`` on, then the rest of the id.

``differences`` has of each edition ``[changes, variants]``.  ``changes`` bring what the units of
the edition give to its text: ``[entry, start, end, replacement, …]``.  ``variants`` are other
wordings of an entry, ``[entry, [start, end, replacement, …]]``, each with what turns the text of
the edition into it: where another edition's text differs in more than folding, and where a
reader may type it otherwise (:mod:`casebook.search.wordings`).  Offsets are UTF-16 code units,
as JavaScript counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from casebook.search.postings import Searched
from casebook.search.records import EntryKind, SearchCase, SearchEntry, Texts
from casebook.search.units import Units
from casebook.search.wordings import Span, replaced, spans
from casebook.text.fold import Level, fold

#: A pack is closed when the texts of one edition in it have grown to so many bytes.  A case of
#: usual length is a pack of its own, so that a result costs no more than its text.
PACK_BYTES = 6_000
#: Kinds in their order of weight; a pack names them by their place here.
KINDS = tuple(EntryKind)

#: What an id shares with the one before is counted up to here.
_MOST_SHARED = 40
_HEADS = frozenset({EntryKind.HEADING, *KINDS[2:6]})


@dataclass(frozen=True, slots=True)
class Wordings:
    """What an entry is found by.

    :param folded: its text folded, in every edition.
    :param forms: of each of these that its form differs from, what the form replaces.
    """

    folded: Texts
    forms: Mapping[str, Sequence[Span]]

    @classmethod
    def of(cls, entry: SearchEntry) -> Wordings:
        """Return the wordings of an entry."""
        folded = {edition: fold(text, Level.SEARCH) for edition, text in entry.text.items()}
        # Editions of one script mostly fold alike, and then have one form too.
        texts = {text: entry.text[edition] for edition, text in folded.items()}
        made = {text: spans(texts[text], text) for text in texts}
        return cls(folded, {text: each for text, each in made.items() if each})

    @property
    def all(self) -> frozenset[str]:
        """Every distinct folded wording."""
        forms = (replaced(text, each) for text, each in self.forms.items())
        return frozenset((*self.folded.values(), *forms))

    def others(self, edition: str) -> Iterator[list[Span]]:
        """Yield of each other wording what makes it of the text of an edition."""
        folded = self.folded[edition]
        own = self.forms.get(folded, ())
        form = replaced(folded, own)
        for wording in sorted(self.all - {folded}):
            yield list(own) if wording == form else _replaced(folded, wording)


def searched(case: SearchCase, wordings: Sequence[Wordings]) -> Searched:
    """What the postings of a case are made of.

    :param wordings: those of each of its entries.
    """
    groups: tuple[set[str], set[str], set[str]] = (set(), set(), set())
    for entry, each in zip(case.all_entries, wordings, strict=True):
        place = 0 if entry.kind is EntryKind.TITLE else 1 if entry.kind in _HEADS else 2
        groups[place].update(each.all)
    return Searched(*map(frozenset, groups))


def size_of(case: SearchCase) -> int:
    """Return the bytes of the texts of a case in one edition."""
    return sum(len(next(iter(entry.text.values())).encode()) for entry in case.all_entries)


def packs(rows: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield the number of the first case of each pack, and the pack as JSON.

    :param rows: the size of each case (:func:`size_of`), and what :func:`packed` made of it,
        as JSON.
    """
    first, size, pack = 0, 0, list[str]()
    for number, (bytes_, row) in enumerate(rows):
        pack.append(row)
        size += bytes_
        if size >= PACK_BYTES:
            yield first, f"[{','.join(pack)}]"
            first, size, pack = number + 1, 0, []
    if pack:
        yield first, f"[{','.join(pack)}]"


Variant = tuple[int, list[int | str]]
"""The place of an entry, and what turns its text into another wording."""


def variants_of(case: SearchCase, wordings: Sequence[Wordings]) -> list[list[Variant]]:
    """Return the other wordings of the entries of a case, of each edition.

    :param wordings: those of each of its entries.
    """
    return [list(_variants(case, wordings, edition)) for edition in case.title]


def _variants(case: SearchCase, wordings: Sequence[Wordings], edition: str) -> Iterator[Variant]:
    for place, (entry, each) in enumerate(zip(case.all_entries, wordings, strict=True)):
        if len(each.forms) or len({*each.folded.values()}) > 1:
            for wording in each.others(edition):
                spans_ = (_in_units(entry.text[edition], span) for span in wording)
                yield place, [item for span in spans_ for item in span]


def packed(
    case: SearchCase,
    variants: Sequence[Sequence[Variant]],
    units: Units,
    themes: Mapping[str, int],
) -> list[object]:
    """Return a case as a pack has it.

    :param variants: what :func:`variants_of` gives.
    """
    base, *others = case.title
    changes: list[list[object]] = [[] for _ in case.title]
    lines, heads, before = list[str](), list[str](), ""
    for place, entry in enumerate(case.all_entries):
        text = entry.text[base]
        lines.append(units.written(text))
        for own, edition in zip(changes[1:], others, strict=True):
            given = units.in_edition(text, edition)
            for change in _changes(given, entry.text[edition]):
                own.extend((place, *change))
        heads.append(_head(entry, themes, before))
        before = entry.id
    row: list[object] = [case.path, case.slug, case.published, " ".join(heads), " ".join(lines)]
    differences = list(map(list, zip(changes, variants, strict=True)))
    if any(map(any, differences)):
        row.append(differences)
    return row


def _head(entry: SearchEntry, themes: Mapping[str, int], before: str) -> str:
    shared = 0
    most = min(len(entry.id), len(before), _MOST_SHARED)
    while shared < most and entry.id[shared] == before[shared]:
        shared += 1
    numbers = (KINDS.index(entry.kind), themes.get(entry.theme, -1) + 1, shared)
    return "".join(chr(ord("0") + number) for number in numbers) + entry.id[shared:]


def _changes(given: str, wanted: str) -> list[Span]:
    """Return the replacements that make ``wanted`` of ``given``."""
    return [] if given == wanted else [_in_units(given, s) for s in _replaced(given, wanted)]


def _replaced(ours: str, theirs: str) -> list[Span]:
    """Return what differs: texts of one length are compared character by character.

    That is what a conversion between scripts changes.
    """
    if len(ours) == len(theirs):
        result = list[Span]()
        for at, (our, their) in enumerate(zip(ours, theirs, strict=True)):
            if our == their:
                continue
            if result and result[-1][1] == at:
                start, _, new = result.pop()
                result.append((start, at + 1, new + their))
            else:
                result.append((at, at + 1, their))
        return result
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    return [
        (start, end, theirs[from_:to])
        for kind, start, end, from_, to in matcher.get_opcodes()
        if kind != "equal"
    ]


def _in_units(text: str, span: Span) -> Span:
    """Return a span of code points as one of UTF-16 code units."""
    start, end, new = span
    return (_units(text[:start]), _units(text[:end]), new)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def to_json(value: object) -> str:
    """Compact JSON that may stand in a script of any age."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
