"""A PDF with a text layer (ISO 32000) becomes lines.

It holds no text, only characters at places: rows, columns, paragraphs, tables and headings
are found again from where they stand and how they are set.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import takewhile
from statistics import median

from casebook.ingest.headings.themes import theme_of
from casebook.ingest.headings.title import is_no_title
from casebook.ingest.read.below_title import no_headings
from casebook.ingest.read.by_form import by_form
from casebook.ingest.read.cover import (
    LONG,
    MOST,
    Cover,
    Shown,
    entries_of_contents,
    is_contents,
    joined_title,
    of_form,
    read_cover,
)
from casebook.ingest.read.official_forms import Official
from casebook.ingest.read.package import UnreadableError
from casebook.ingest.read.page import STEP, Facts, Page, clean_text, read_repairs
from casebook.ingest.read.pdf.beside import Aside, asides_of, frames_of, with_asides, without
from casebook.ingest.read.pdf.binding import binding_of
from casebook.ingest.read.pdf.drop_caps import with_drop_caps
from casebook.ingest.read.pdf.forms import GOES_ON, form_title, lines_of, with_whole_tables
from casebook.ingest.read.pdf.furniture import furniture
from casebook.ingest.read.pdf.marks import Char, Sheet, sheets_of
from casebook.ingest.read.pdf.over_pages import over_pages
from casebook.ingest.read.pdf.paragraphs import Block, paragraphs, usual_size
from casebook.ingest.read.pdf.recognised import with_full_stops, without_blanks
from casebook.ingest.read.pdf.row import Row
from casebook.ingest.read.pdf.rows import (
    edges_of,
    gutter_of,
    in_order,
    is_beside,
    rows_of,
)
from casebook.ingest.read.pdf.set_off import with_set_off
from casebook.ingest.read.pdf.tables import Grid, grids_of
from casebook.ingest.read.pdf.three_rules import three_ruled
from casebook.ingest.read.typed_captions import caption_role
from casebook.problems import Code, Problem
from casebook.records import Line, Repair, Role
from casebook.text.numbering import number_of

_FEW = 12
"""Characters of a page below which a picture that covers it is the page."""
_COVER = 0.5
_NAMED = 8
"""Characters of a title that ends as the heading of a theme does."""
_LARGER = 1.08
"""Share of the usual size from which type is that of a heading."""
_TEXTS = 2
"""Long paragraphs of a page in one type that make it the type of its text."""
_MAX_HEADING, _MAX_TITLE = 50, 80
_STOP = re.compile(r"[。；！？].|^(?![（(第\d一二三四五六七八九十]).{19,}，.{4,}。$")  # a sentence
_HAN = re.compile(r"[\u3400-\u9fff]")
_BULLET = re.compile(r"[•●◦▪■◆►‣⁃]\s*(?=\S)")
_PROPERTIES = ("Title", "Author", "Creator", "Producer", "CreationDate", "ModDate")
_SHOWN = 12
_WHOLE = 0.9
"""Share of the usual width of the text from which a page is as wide."""


def read_pdf(data: bytes, name: str) -> tuple[Page, tuple[Problem, ...]]:
    """Read a PDF.

    :param name: what problems call it.
    :returns: its lines, running heads and page numbers with the role ``outside``, and what
        a person should know: pages that are pictures, signs that are no characters.
    :raises UnreadableError: the extra is not installed; the file is encrypted, damaged, or
        holds only pictures.
    """
    sheets, properties = sheets_of(data)
    binding = [_unbound(sheet) for sheet in sheets]
    for sheet in sheets:
        if not _is_recognised(sheet):  # there sizes and lines are guessed
            sheet.chars = with_set_off(with_drop_caps(sheet.chars))
    blank = [at for at, sheet in enumerate(sheets, 1) if _is_picture(sheet)]
    if not any(char.text.strip() for sheet in sheets for char in sheet.chars):
        raise UnreadableError(Code.NO_TEXT_LAYER, f"({len(sheets)} pages)")
    grids, again = over_pages([grids_of(sheet.rules, sheet.chars) for sheet in sheets], sheets)
    for sheet, known in zip(sheets, grids, strict=True):
        known += three_ruled(sheet.rules, sheet.chars, known)  # noqa: PLW2901 - the list itself
    pages = [_lines(sheet, at, grids[at]) for at, sheet in enumerate(sheets)]
    flat = [[row for line in lines for row in line] for lines in pages]
    beside = furniture(flat, [sheet.height for sheet in sheets])
    outside = [flat[page][at].text for page, at in sorted(beside)]
    running = _running(outside, len(sheets))
    gone = {id(flat[page][at]) for page, at in beside}
    pages = [_without(lines, gone) for lines in pages]
    asides = [_asides(*held) for held in zip(pages, sheets, grids, strict=True)]
    pages = [without(*held) for held in zip(pages, asides, strict=True)]
    rows, doubtful = _in_order(pages, [sheet.width for sheet in sheets], asides)
    blocks = with_whole_tables(paragraphs(rows))
    parted = {text: held for page in grids for grid in page for text, held in grid.parts}
    outside += [*again, *filter(None, binding)]
    outside += [sheet.turned for sheet in sheets if sheet.turned.strip()]
    outside += [f"{key}: {properties[key]}" for key in _PROPERTIES if properties.get(key)]
    problems = _problems(sheets, blank, name)
    if doubtful:
        detail = f"(pages: {_listed(doubtful)})"
        problems += (Problem(Code.ORDER_IN_DOUBT, name, 0, detail),)
    return _page(blocks, outside, running, parted), problems


def _unbound(sheet: Sheet) -> str:
    """Take the line of binding out of a page, and return its signs."""
    held = binding_of(sheet.chars)
    if held:
        gone = set(map(id, held))
        sheet.chars = [char for char in sheet.chars if id(char) not in gone]
    return "".join(char.text for char in held)


def _running(outside: list[str], pages: int) -> str:
    """Return what stands at the head or foot of most pages, if it is in words."""
    counted = Counter(text for text in outside if _HAN.search(text))
    text, count = max(counted.items(), key=lambda item: item[1], default=("", 0))
    return text if count * 2 > pages and not is_no_title(text) else ""


def _is_picture(sheet: Sheet) -> bool:
    """Whether a page is a picture: hardly a character on it, and a picture over most of it."""
    inked = sum(not char.text.isspace() for char in sheet.chars)
    return inked < _FEW and sheet.covered >= _COVER


def _lines(sheet: Sheet, page: int, grids: list[Grid]) -> list[list[Row]]:
    """Read the lines of a page from above; a table stands as one row where it is."""
    chars: list[Char] = []
    drawn: dict[int, int] = {}
    for char in sheet.chars:
        grid = next((grid for grid in grids if grid.holds(char)), None)
        if grid is None:
            chars.append(char)
        else:
            drawn.setdefault(id(grid), len(chars))
    if _is_recognised(sheet):
        chars = with_full_stops(without_blanks(chars))
    lines = rows_of(chars, page)
    lines += [[_as_row(grid, page, drawn.get(id(grid), 0))] for grid in grids if grid.rows]
    return sorted(lines, key=lambda line: line[0].top if line[0].cells else line[0].base)


def _without(lines: list[list[Row]], gone: set[int]) -> list[list[Row]]:
    kept = ([row for row in line if id(row) not in gone] for line in lines)
    return [line for line in kept if line]


def _asides(lines: list[list[Row]], sheet: Sheet, grids: list[Grid]) -> list[Aside]:
    """Return what stands beside the text of a page."""
    if _is_recognised(sheet):  # there sizes are guessed
        return []
    rules = [rule for rule in sheet.rules if not any(grid.touches(rule) for grid in grids)]
    return asides_of(lines, frames_of(rules, sheet.shades))


def _in_order(
    pages: list[list[list[Row]]], widths: list[float], asides: list[list[Aside]]
) -> tuple[list[Row], list[int]]:
    """Put the rows of all pages in order; what pages share is known from all of them.

    :param widths: of the pages, in points.
    :param asides: what stands beside their text.
    :returns: the rows, and the pages, from 1, of which the order is not sure.
    """
    given = zip(pages, widths, asides, strict=True)
    held = [(lines, width, beside) for lines, width, beside in given if lines]
    edges = [edges_of([row for line in lines for row in line]) for lines, _, _ in held]
    usual: dict[int, list[float]] = {}
    for (left, right, sure), (_, width, _) in zip(edges, held, strict=True):
        usual.setdefault(round(width), []).append(right - left if sure else 0)
    farthest = [max(row.right for line in lines for row in line) for lines, _, _ in held]
    widest = max(
        (right - left for (left, _, _), right in zip(edges, farthest, strict=True)), default=0.0
    )
    own = [
        gutter_of(lines, left, right)
        for (lines, _, _), (left, _, _), right in zip(held, edges, farthest, strict=True)
    ]
    gutters = [gutter for gutter in own if gutter]
    known = median(gutters) if gutters else None
    made: list[Row] = []
    doubtful: list[int] = []
    number = 0
    for at, (lines, width, beside) in enumerate(held):
        left, right, sure = edges[at]
        alike = [wide for wide in usual[round(width)] if wide]
        wide = median(alike) if alike else 0.0
        if own[at] or (known and is_beside(lines, known)):
            # A column may hold too few rows to show where it ends.
            right = max(farthest[at], left + widest)
        elif not sure or right - left < _WHOLE * wide:
            right = max(right, left + wide) if not alike else left + wide
        rows, unsure = in_order(lines, left, right, known)
        made += with_asides(rows, beside, number)
        number += len(beside)
        if unsure:
            doubtful.append(lines[0][0].page + 1)
    return made, doubtful


def _as_row(grid: Grid, page: int, drawn: int) -> Row:
    """Return a table as one row.

    :param drawn: how many characters of text the file draws before it.
    """
    head = GOES_ON if grid.goes_on else ("head",) if grid.head else ("",)
    place = grid.left, grid.top, grid.right, grid.top
    return Row("table", *place, 0, False, page, cells=(head, *grid.rows), drawn=drawn)


def _page(
    blocks: list[Block], outside: list[str], running: str, parted: Mapping[str, tuple[str, ...]]
) -> Page:
    usual = usual_size(blocks)
    parts = by_form(
        ["" if block.cells else block.text for block in blocks],
        [block.centred for block in blocks],
    )
    beside = parts.beside if parts else frozenset()
    listed = _contents(blocks)
    cover = of_form(_cover(blocks, usual, parts), (row for x in blocks for row in x.cells))
    titles = cover.titles if cover else ()
    beside |= cover.beside if cover else frozenset()
    running = "" if parts else running
    sizes = sorted({round(x.size, 1) for x in blocks if _is_larger(x, usual)}, reverse=True)
    lines: list[Line] = []
    repairs: list[Repair] = []
    number = 0
    set_in = _text_sizes(blocks)
    above = takewhile(lambda block: not block.cells, blocks)
    below = no_headings([block.text for block in above], titles)
    below |= (parts.signs if parts else frozenset()) | (cover.plain if cover else frozenset())
    for at, block in enumerate(blocks):
        if block.cells:
            lines += lines_of(block.cells, number, parted)
            number = lines[-1].number
            continue
        number += 1
        line, made = _line(block, number, max(usual, set_in.get(block.page, 0)), sizes)
        repairs += made
        if at in below:
            role = Role.KICKER if cover and at == cover.kicker else Role.TEXT
            line = replace(line, role=role, depth=0)
        if at in titles:
            first = cover is not None and at == titles[0]
            text = clean_text(cover.title).text if cover and first else ""
            repairs += joined_title(number, line.text, text, alone=len(titles) == 1)
            lines += [Line(number, text, Role.TITLE)] if text else []
        elif at in beside or at in listed:
            lines.append(Line(number, line.text, Role.OUTSIDE, apart=True))
        elif line.text:
            lines.append(line)
    for text in outside:
        number += 1
        clean = clean_text(text)
        repairs += read_repairs(number, clean)
        if clean.text:
            lines.append(Line(number, clean.text, Role.OUTSIDE, apart=True))
    title = next((line.text for line in lines if line.role is Role.TITLE), running)
    title = parts.title if parts and parts.title else title
    choice = cover.choice if cover else None
    return Page(
        tuple(lines), tuple(repairs), _facts(title, parts, cover), markup=True, choice=choice
    )


def _contents(blocks: list[Block]) -> frozenset[int]:
    """Find the lists of contents, with their headings."""
    found: set[int] = set()
    for at, block in enumerate(blocks):
        if not block.cells and is_contents(block.text):
            count = entries_of_contents("" if x.cells else x.text for x in blocks[at + 1 :])
            found |= set(range(at, at + count + 1)) if count else set()
    return frozenset(found)


def _facts(title: str, parts: Official | None, cover: Cover | None) -> Facts:
    if not parts:
        if not cover:
            return Facts(title)
        return Facts(title, "", cover.published, cover.publisher, authors=cover.authors)
    return Facts(title, "", parts.signed, parts.body, formal=True, note=parts.number)


def _line(block: Block, number: int, usual: float, sizes: list[float]) -> tuple[Line, list[Repair]]:
    clean = clean_text(block.text)
    repairs = list(read_repairs(number, clean))
    repairs += [
        Repair(number, f"{before} {after}", f"{before}{after}", STEP, "wrapped lines are joined")
        for before, after in block.joined
    ]
    line = Line(number, clean.text)
    bullet = _BULLET.match(clean.text)
    if bullet:
        repairs.append(Repair(number, bullet[0].strip(), "", STEP, "bullet of a list item"))
        line = replace(line, text=clean.text[bullet.end() :], role=Role.ITEM, depth=1)
    elif block.aside and number_of(clean.text):
        line = replace(line, role=Role.NUMBERED, depth=1)
    elif role := caption_role(clean.text):
        line = replace(line, role=role)
    elif len(clean.text) <= _MAX_HEADING and not _STOP.search(clean.text):
        if _is_larger(block, usual):
            depth = min(sizes.index(round(block.size, 1)) + 1, 6)
            line = replace(line, role=Role.HEADING, depth=depth)
        elif block.bold and not block.aside:
            line = replace(line, role=Role.BOLD)
    return line, repairs


def _text_sizes(blocks: list[Block]) -> dict[int, float]:
    """Return the largest type in which running text is set, by page.

    A collection sets some of its texts in larger type than most.
    """
    held: dict[int, Counter[float]] = {}
    for block in blocks:
        if not block.cells and block.rows > 1 and len(block.text) > _MAX_TITLE:
            held.setdefault(block.page, Counter())[round(block.size, 1)] += 1
    return {
        page: max(sizes)
        for page, counted in held.items()
        if (sizes := [size for size, count in counted.items() if count >= _TEXTS])
    }


def _is_larger(block: Block, usual: float) -> bool:
    return not (block.cells or block.aside) and block.size > usual * _LARGER


def _titles(blocks: list[Block], usual: float, beside: frozenset[int]) -> tuple[int, ...]:
    """Find the title: the largest type above the text, with lines of its size next to it.

    :param beside: what is no part of the text, as the red head of an official document.
    """
    first = next(
        (at for at, block in enumerate(blocks) if len(block.text) > _MAX_TITLE), len(blocks)
    )
    above = [
        at
        for at in range(min(first, 12))
        if _is_larger(blocks[at], usual) and blocks[at].page == 0 and at not in beside
    ]
    # Beside a title in Chinese stand its translation and marks of other kinds.
    above = [at for at in above if _HAN.search(blocks[at].text)] or above
    if not above:
        return ()
    largest = max(blocks[at].size for at in above)
    titles = [at for at in above if blocks[at].size > largest / _LARGER]
    return tuple(at for n, at in enumerate(titles) if at == titles[0] + n)


def _cover(blocks: list[Block], usual: float, parts: Official | None) -> Cover | None:
    """Read what stands above the text on the first page; ``None`` where no title does."""
    if parts and parts.title:
        return Cover(parts.titles, parts.title)
    titles = _titles(blocks, usual, parts.beside if parts else frozenset())
    titles = titles or (parts.titles if parts else form_title(blocks))
    if not titles:
        return None
    first = next(
        (at for at, x in enumerate(blocks) if x.page or x.cells or len(x.text) > LONG), len(blocks)
    )
    first = max(first, titles[-1] + 1)
    if parts:
        return Cover(titles, "".join(blocks[at].text for at in titles))
    shown = [Shown(block.text, block.size) for block in blocks[:first]]
    alone = first <= MOST and first < len(blocks) and blocks[first].page > 0
    cover = read_cover(shown, titles, usual, alone=alone)
    # 前言, 目录: a book without a page for its title.  A name may end as a heading does (…的做法),
    # which others of its type would be, too.
    named = theme_of(cover.title) and len(cover.title) >= _NAMED
    sole = sum(_is_of_size(block, blocks[titles[0]].size) for block in blocks) == len(titles)
    return None if is_no_title(cover.title) and not (named and sole) else cover


def _is_of_size(block: Block, size: float) -> bool:
    return not block.cells and abs(block.size - size) <= size * (_LARGER - 1)


def _is_recognised(sheet: Sheet) -> bool:
    """Whether the text of a page was recognised from the picture that covers it.

    Such text is not seen: it is set without ink, or the picture lies over it.
    """
    inked = sum(not char.text.isspace() for char in sheet.chars)
    return inked >= _FEW and sheet.covered >= _COVER and sheet.unseen * 2 > sheet.written


def _listed(pages: list[int]) -> str:
    return ", ".join(map(str, pages[:_SHOWN])) + (" …" if pages[_SHOWN:] else "")


def _problems(sheets: list[Sheet], blank: list[int], name: str) -> tuple[Problem, ...]:
    made: list[Problem] = []
    if blank:
        made.append(Problem(Code.PICTURE_PAGES, name, 0, f"(pages: {_listed(blank)})"))
    # The picture of a page whose text was recognised is what was read.
    pictures = sum(
        sheet.pictures - _is_recognised(sheet)
        for at, sheet in enumerate(sheets, 1)
        if at not in blank
    )
    if pictures:
        made.append(Problem(Code.PARTS_UNREAD, name, 0, f"(pictures: {pictures})"))
    recognised = [at for at, sheet in enumerate(sheets, 1) if _is_recognised(sheet)]
    if recognised:
        made.append(Problem(Code.RECOGNISED_TEXT, name, 0, f"(pages: {_listed(recognised)})"))
    unmapped = sum(sheet.unmapped for sheet in sheets)
    if unmapped:
        made.append(Problem(Code.UNMAPPED_TEXT, name, 0, f"(signs: {unmapped})"))
    return tuple(made)
