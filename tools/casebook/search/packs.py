"""Packs of text: what candidates are verified on and results are shown from.

A pack holds the cases that follow one another in one edition, as JSON::

    [[path, slug, published, [[id, kind, theme, text, variant?], …]], …]

``kind`` and ``theme`` are numbers (``theme`` is -1 for none).  ``variant`` is
there where another edition's text of the entry differs in more than folding:
``[[start, end, replacement], …]`` turns the text of this edition into the
other one; offsets are UTF-16 code units, as JavaScript counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from casebook.search.records import EntryKind, SearchCase, SearchEntry, Texts
from casebook.text.fold import Level, fold

#: A pack is closed when it has grown to so many bytes of text.
PACK_BYTES = 64_000
#: Kinds in their order of weight; a pack names them by their place here.
KINDS = tuple(EntryKind)

Variant = list[tuple[int, int, str]]


def packs(
    cases: Sequence[SearchCase],
    folded: Sequence[Sequence[Texts]],
    edition: str,
    themes: Mapping[str, int],
) -> Iterator[tuple[int, str]]:
    """Yield the number of the first case of each pack, and the pack as JSON.

    ``folded`` has of each case the entries' texts folded (:func:`fold_entries`).
    Packs are cut by the size of all editions together, so that a case has the
    same pack in each.
    """
    first, size, rows = 0, 0, list[object]()
    for number, (case, texts) in enumerate(zip(cases, folded, strict=True)):
        entries = [
            _entry(entry, each, edition, themes)
            for entry, each in zip(case.all_entries, texts, strict=True)
        ]
        rows.append([case.path, case.slug, case.published, entries])
        size += sum(len(t.encode()) for e in case.all_entries for t in e.text.values())
        if size >= PACK_BYTES * len(case.title):
            yield first, to_json(rows)
            first, size, rows = number + 1, 0, []
    if rows:
        yield first, to_json(rows)


def fold_entries(case: SearchCase) -> tuple[Texts, ...]:
    """Fold every text of a case once: of each entry the folded text in every edition."""
    return tuple(
        {edition: fold(text, Level.SEARCH) for edition, text in entry.text.items()}
        for entry in case.all_entries
    )


def _entry(
    entry: SearchEntry, folded: Texts, edition: str, themes: Mapping[str, int]
) -> list[object]:
    text = entry.text[edition]
    row: list[object] = [entry.id, KINDS.index(entry.kind), themes.get(entry.theme, -1), text]
    # Editions of one script mostly fold alike.
    others = {other: entry.text[tag] for tag, other in folded.items() if other != folded[edition]}
    return [*row, *(variant(text, other) for other in others.values())]


def variant(text: str, other: str) -> Variant:
    """The replacements that turn ``text`` into what folds like ``other``.

    Empty where both fold alike.  Texts of one length are compared character by
    character, which is what a conversion between scripts does.
    """
    ours, theirs = fold(text, Level.SEARCH), fold(other, Level.SEARCH)
    if ours == theirs:
        return []
    if len(ours) == len(theirs):
        blocks = [(i, i + 1, i, i + 1) for i in range(len(ours)) if ours[i] != theirs[i]]
    else:
        matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
        blocks = [block[1:] for block in matcher.get_opcodes() if block[0] != "equal"]
    return [
        (_units(text[:start]), _units(text[:end]), other[from_:to])
        for start, end, from_, to in blocks
    ]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def to_json(value: object) -> str:
    """Compact JSON that may stand in a script of any age."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
