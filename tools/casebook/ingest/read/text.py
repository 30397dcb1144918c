"""A page saved as text becomes lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from casebook.ingest.facts.masthead import is_masthead_line
from casebook.ingest.read.page import STEP, Page, clean_text, read_repairs
from casebook.ingest.read.wrapped import BULLET, DASH, RawLine, columns, joined_lines
from casebook.records import Line, Repair, Role
from casebook.text.numbering import number_of

_BREAK = re.compile(r"\r\n|\n|\r")
_OF_ITEM = "bullet of a list item"
_PAGE = re.compile(r"(.{6,60})_第\d{1,3}[页頁]")
"""What sites of documents print below each picture of a page: the title and its number."""
_FORM = re.compile(r"(?:范文|模板|参考)*")
"""What such sites add to the title above its text."""
_HEADING = re.compile(r"[■◆]\s+[^。；！？]{4,29}[^。；！？，：:]")
"""A short line behind a sign of layout, which marks points as well."""
_SIGNS = ("■", "◆")
_SENTENCE = re.compile("[。！？][”」』]?$")
_PARAGRAPH = 30
"""Characters of a paragraph above and below such a heading."""
_PARAGRAPHS = re.compile(r"</p>\s{0,8}<p(?:\s[^<>]{0,200})?>", re.IGNORECASE)
"""Where one paragraph ends and the next begins in markup."""
_TAGGED = 2
"""Such places that a line has at least whose markup is no part of its text."""
_TAG = re.compile(r"</?(?:p|br|span|strong|b|em)(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)
_BAR = re.compile(r"\s*[|｜]\s*")
_MAX_CELLS, _MAX_CELL = 10, 80


def read_text(text: str) -> Page:
    """Read a text dump.

    Bullets that a browser wrote for list items become the role ``item``, lines of cells
    between bars rows of a table; lines that were wrapped at a width are joined to
    paragraphs.  Each is recorded as a repair.  Empty lines only separate.
    """
    raw = list(_raw_lines(text))
    repairs: list[Repair] = []
    raw = [part for item in raw for part in _untagged(item, repairs)]
    raw = list(_parted(joined_lines(raw, repairs), repairs))
    lines: list[Line] = []
    tables = _tables(raw)
    dashes = _dashes(raw)
    heading = _marked_heading(raw)
    indents = sorted({entry.indent for entry in raw if BULLET.match(entry.text)})
    for at, item in enumerate(raw):
        clean = clean_text(item.text)
        repairs += read_repairs(item.number, clean)
        shown, role, depth = clean.text, Role.TEXT, 0
        if at in tables:
            lines.append(_row(item.number, shown, first=at - 1 not in tables, repairs=repairs))
            continue
        bullet = BULLET.match(shown) or (DASH.match(shown) if at in dashes else None)
        bullet = None if at == heading else bullet
        if bullet:
            mark = bullet[0].strip()
            repairs.append(Repair(item.number, mark, "", STEP, _OF_ITEM))
            shown, role = shown[bullet.end() :].strip(), Role.ITEM
            depth = indents.index(item.indent) + 1 if item.indent in indents else 1
        elif at == 0 and (dash := DASH.match(shown)):
            # A point of a menu that the copy did not take: its text may be the title.
            repairs.append(Repair(item.number, dash[0].strip(), "", STEP, _OF_ITEM))
            shown = shown[dash.end() :].strip()
        if shown:
            lines.append(Line(item.number, shown, role, min(depth, 4)))
    return Page(tuple(lines), tuple(repairs))


def _raw_lines(text: str) -> Iterator[RawLine]:
    blank = True
    for number, line in enumerate(_BREAK.split(text), 1):
        bare = line.strip(" \t\u3000\xa0")
        if not bare.strip():
            blank = True
            if line and not clean_text(line).taken:
                continue
            if not line:
                continue
        indent = columns(line[: len(line) - len(line.lstrip(" \t\u3000\xa0"))])
        yield RawLine(number, bare, indent, blank)
        blank = False


def _untagged(item: RawLine, repairs: list[Repair]) -> Iterator[RawLine]:
    """Part a line into the paragraphs whose tags a page shows: <p class="a">…</p> <p>….

    One paragraph alone may be what the text is about, and so may tags behind words.
    """
    begins = _TAG.match(item.text.lstrip())
    if begins is None or len(_PARAGRAPHS.findall(item.text)) < _TAGGED:
        yield item
        return
    why = "tags of paragraphs that the page shows"
    repairs += (Repair(item.number, tag[0], "", STEP, why) for tag in _TAG.finditer(item.text))
    parts = (_TAG.sub("", part).strip() for part in _PARAGRAPHS.split(item.text))
    for at, part in enumerate(filter(None, parts)):
        yield replace(item, text=part, blank_before=item.blank_before or at > 0)


def _parted(raw: list[RawLine], repairs: list[Repair]) -> Iterator[RawLine]:
    """Part a title from the text that runs on from it on the same line.

    Sites of documents print the title as the name of every page (…_第1页); where a line
    begins with it and a numbered heading follows, a line break was lost.
    """
    titles = dict.fromkeys(named[1] for item in raw if (named := _PAGE.fullmatch(item.text)))
    for item in raw:
        title = next((title for title in titles if item.text.startswith(title)), "")
        form = _FORM.match(item.text, len(title))
        end = form.end() if title and form else 0
        head, rest = item.text[:end].rstrip(), item.text[end:].lstrip()
        if not (head and rest) or number_of(rest) is None:
            yield item
            continue
        why = "the title is parted from the text on its line"
        repairs.append(Repair(item.number, head[-1] + rest[0], f"{head[-1]} {rest[0]}", STEP, why))
        yield replace(item, text=head)
        yield replace(item, text=rest, blank_before=True)


def _marked_heading(raw: list[RawLine]) -> int:
    """Find the only line behind a sign of layout, between two paragraphs: ■ 街长来敲门.

    :returns: its position, -1 for none; several are points, or headings by what they head.
    """
    marked = [at for at, item in enumerate(raw) if item.text.startswith(_SIGNS)]
    if len(marked) != 1 or not 0 < marked[0] < len(raw) - 1:
        return -1
    at = marked[0]
    beside = raw[at - 1].text, raw[at + 1].text
    told = all(len(text) >= _PARAGRAPH and _SENTENCE.search(text) for text in beside)
    return at if told and _HEADING.fullmatch(raw[at].text) else -1


def _tables(raw: list[RawLine]) -> frozenset[int]:
    """Find lines of cells between bars: two at least in a row, with as many cells each.

    One that stands a second time right below itself is a title: 改革案例｜某市推行街长制.
    """
    twice = {at for at in range(1, len(raw)) if raw[at].text == raw[at - 1].text}
    twice |= {at - 1 for at in twice}
    counts = [0 if at in twice else _cells(item.text) for at, item in enumerate(raw)]
    return frozenset(
        at
        for at, count in enumerate(counts)
        if count
        and (
            (at > 0 and counts[at - 1] == count) or (at + 1 < len(raw) and counts[at + 1] == count)
        )
    )


def _cells(text: str) -> int:
    if "|" not in text and "｜" not in text:
        return 0
    cells = _BAR.split(text.strip("|｜ "))
    fit = 2 <= len(cells) <= _MAX_CELLS and all(0 < len(cell) <= _MAX_CELL for cell in cells)
    # A label and a name between bars are credits: 主编 | 王立民.
    credit = len(cells) == 2 and is_masthead_line(text)
    return len(cells) if fit and "。" not in text and not credit else 0


def _row(number: int, text: str, *, first: bool, repairs: list[Repair]) -> Line:
    cells = tuple(cell.strip() for cell in _BAR.split(text.strip("|｜ ")))
    bars = "".join(re.findall(r"[|｜]", text))
    repairs.append(Repair(number, bars, "", STEP, "bars between cells"))
    shown = " ".join(cell for cell in cells if cell)
    return Line(number, shown, Role.ROW, int(first), "", cells)


def _dashes(raw: list[RawLine]) -> frozenset[int]:
    """Find hyphens that mark points: several in a row, or one below a line with a colon."""
    marked = [bool(DASH.match(item.text)) for item in raw]
    result = set()
    for at, is_marked in enumerate(marked):
        beside = (at > 0 and marked[at - 1]) or (at + 1 < len(raw) and marked[at + 1])
        if is_marked and (beside or (at > 0 and raw[at - 1].text.endswith(("：", ":")))):
            result.add(at)
    return frozenset(result)
