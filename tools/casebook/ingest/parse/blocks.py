"""Kept lines become headings and blocks, still in one row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casebook.ingest.headings.themes import theme_of
from casebook.ingest.lexicon import any_of
from casebook.records import Block, Line, Paragraph, Picture, Role, Table, Theme
from casebook.text.numbering import Number, han_value, number_of, split_points

_MAX_HEADING = 64
"""Longest heading, in characters; reform cases have numbered headings of up to fifty."""
_MAX_THEME_HEADING = 30
_MAX_RUN_IN = 60
_MAX_BOLD = 40
_BRACKETED = re.compile(r"([【〔\[][^】〕\]]{2,20}[】〕\]])\s*(\S.*)")
"""A heading in brackets with its text behind it on the same line: 【改革背景】……"""
_QUOTES = (("“", "”"), ("「", "」"), ("『", "』"), ("（", "）"), ("《", "》"))


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in the row of an article.

    ``kind`` is the kind of its outline number, or ``h`` or ``bold`` for what only the
    markup says; ``rank`` orders headings of the kind ``h``.
    """

    text: str
    kind: str
    theme: Theme | None = None
    rank: int = 0
    line: int = 0


Item = Heading | Block


def items(lines: tuple[Line, ...]) -> tuple[Item, ...]:
    """Tell headings, paragraphs, points, pictures and tables apart, in order."""
    chains = _chains(lines)
    made: list[Item] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.role == Role.ROW:
            end = at
            while end < len(lines) and lines[end].role == Role.ROW:
                end += 1
            made.append(_table(lines[at:end]))
            at = end
            continue
        if line.role in {Role.PICTURE, Role.CAPTION}:
            at, picture = _picture(lines, at)
            made.append(picture)
            continue
        made += _text_items(line, chains.get(at))
        at += 1
    return tuple(_standing_points(made))


def _text_items(line: Line, number: Number | None) -> Iterator[Item]:
    text = line.text
    theme = theme_of(text) if len(text) <= _MAX_THEME_HEADING else None
    if theme:
        own = number_of(text)
        kind = own.kind if own else ("h" if line.role == Role.HEADING else "theme")
        yield Heading(text, kind, theme, line.depth, line.number)
        return
    bracketed = _BRACKETED.fullmatch(text)
    if bracketed and (theme := theme_of(bracketed[1])):
        yield Heading(bracketed[1], "theme", theme, line.depth, line.number)
        yield from _paragraphs(bracketed[2], 0)
        return
    if number:
        heading, rest = split_run_in(text, number)
        if heading:
            yield Heading(heading, number.kind, None, 0, line.number)
            if rest:
                yield from _paragraphs(rest, 0)
            return
        if number.kind in {"digit", "digitpar"}:
            yield Paragraph(text, max(line.depth if line.role == Role.ITEM else 0, 1))
            return
    if line.role == Role.HEADING and len(text) <= _MAX_HEADING:
        yield Heading(text, "h", None, line.depth, line.number)
        return
    if line.role == Role.BOLD and len(text) <= _MAX_BOLD and not re.search(r"[。；;，：:]$", text):
        yield Heading(text, Role.BOLD, None, 0, line.number)
        return
    yield from _paragraphs(text, line.depth if line.role == Role.ITEM else 0)


def _paragraphs(text: str, depth: int) -> Iterator[Paragraph]:
    lead, *points = split_points(text)
    if lead.strip():
        yield Paragraph(lead.strip(), depth)
    for point in points:
        yield Paragraph(point.strip(), depth + 1)


def _standing_points(row: list[Item]) -> Iterator[Item]:
    """Paragraphs that themselves begin with 一是, 二是 … in a row are points."""
    expected = 1
    for at, item in enumerate(row):
        if not isinstance(item, Paragraph) or item.depth:
            yield item
            continue
        value = _point_value(item.text)
        following = row[at + 1] if at + 1 < len(row) else None
        begins = (
            value == 1 and isinstance(following, Paragraph) and _point_value(following.text) == 2
        )
        if begins or (value > 1 and value == expected):
            expected = value + 1
            yield Paragraph(item.text, 1)
        else:
            expected = 1
            yield item


def _point_value(text: str) -> int:
    found = re.match(r"([一二三四五六七八九十]{1,2})是(?!否)", text)
    return han_value(found[1]) if found else 0


def split_run_in(text: str, number: Number) -> tuple[str, str]:
    """Split a numbered line into its heading and the text that follows on the same line.

    :returns: the heading with its number and closing stop, and the rest;
        ``("", text)`` where the line begins with no heading.
    """
    at = text.find("。", number.length)
    while 0 <= at <= _MAX_HEADING and not _closed(text[: at + 1]):
        at = text.find("。", at + 1)
    end = at + 1 if at >= 0 else len(text)
    rest = text[end:].strip()
    longest = _MAX_RUN_IN if rest else _MAX_HEADING
    if end > longest or end <= number.length or text[:end].endswith(("；", ";", "，", "：")):
        return "", text
    return text[:end].strip(), rest


def _closed(text: str) -> bool:
    return all(text.count(a) <= text.count(b) for a, b in _QUOTES)


def _chains(lines: tuple[Line, ...]) -> dict[int, Number]:
    """Find the outline numbers that count on from one; the others are part of the text."""
    chains: list[list[tuple[int, Number]]] = []
    open_: dict[str, list[tuple[int, Number]]] = {}
    for at, line in enumerate(lines):
        if line.role in {Role.ROW, Role.PICTURE, Role.CAPTION}:
            continue
        number = number_of(line.text)
        if number is None:
            if len(line.text) <= _MAX_THEME_HEADING and theme_of(line.text):
                open_.clear()
            continue
        chain = open_.get(number.kind)
        if number.value == 1:
            open_[number.kind] = [(at, number)]
            chains.append(open_[number.kind])
        elif chain and number.value == chain[-1][1].value + 1:
            chain.append((at, number))
    return {at: number for chain in chains if len(chain) > 1 for at, number in chain}


def _picture(lines: tuple[Line, ...], at: int) -> tuple[int, Picture]:
    line = lines[at]
    if line.role == Role.CAPTION:
        caption, credit = split_credit(line.text)
        return at + 1, Picture(caption, credit)
    file, text, end = line.src, line.text, at + 1
    if end < len(lines) and lines[end].role == Role.CAPTION:
        text, end = lines[end].text, end + 1
    caption, credit = split_credit(text)
    return end, Picture(caption, credit, file)


def split_credit(text: str) -> tuple[str, str]:
    """Split a caption from the credit that ends it."""
    found = any_of("captions", "credits").search(text)
    if not found:
        return text, ""
    return text[: found.start()].strip(), text[found.start() :].strip()


def _table(rows: tuple[Line, ...]) -> Table:
    width = max(len(row.cells) for row in rows)
    cells = tuple(row.cells + ("",) * (width - len(row.cells)) for row in rows)
    return Table(cells, header=bool(rows[0].depth))
