"""The body of an article file: one block a line, no inline markup.

The form is described in ``docs/project/article-format.md``.  Reading what was
written gives exactly the same record; that is a property test.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from casebook import resources
from casebook.ingest.headings.themes import theme_of
from casebook.problems import Code, Problem
from casebook.records import Block, Paragraph, Picture, Section, Table, Theme, is_clean_line
from casebook.themes import themes

_HEADING = re.compile(r"(#{2,6})(?: (.*))?")
_POINT = re.compile(r"( *)- (.*)")
_PICTURE = re.compile(
    r"!\[(?P<caption>(?:\\.|[^\\\]])*)\]"
    r"\((?P<file>(?:\\.|[^\\)\" ])*)(?: ?\"(?P<credit>(?:\\.|[^\\\"])*)\")?\)"
)
# A name with spaces or brackets, as Windows gives to copies.
_LOOSE_PICTURE = re.compile(
    r"!\[(?P<caption>[^\]]*)\]\((?P<file>[^\"\\]+?\.\w{2,5})(?: +\"(?P<credit>[^\"\\]*)\")?\)"
)
_CELL = re.compile(r"((?:\\.|[^\\|])*)\|")
# The sources of a paragraph, by their numbers, at its end: 三千人。[^2][^5]  Text that ends
# like this has ``[^]`` after it, which names none.
_SOURCED = re.compile(r"(?P<text>.*?)(?:\[\^\])?(?P<marks>(?:\[\^[1-9]\d{0,2}\])*)")
_NO_SOURCE = "[^]"
_SOURCE = re.compile(r"\d+")
_CAPTION = "Table: "
# Running text that begins like one of these is written after a backslash.
_LOOKS_LIKE_SYNTAX = re.compile(r"#{2,6}(?: |$)|- |!\[|\||\\|Table: ")


def _escape(text: str, special: str) -> str:
    return re.sub(f"([{re.escape(special)}])", r"\\\1", text)


def _unescape(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


# --- writing ---------------------------------------------------------------


def write_body(sections: Sequence[Section]) -> str:
    """Return the body of an article file, ending in one newline."""
    chunks: list[str] = []
    for index, section in enumerate(sections):
        bare = index == 0 and not section.heading and section.theme is Theme.BODY
        chunks.extend(_write_section(section, 2, bare=bare))
    return "\n\n".join(chunks) + "\n"


def _write_section(section: Section, hashes: int, *, bare: bool = False) -> Iterator[str]:
    if not bare:
        heading = section.heading
        understood = hashes > 2 or (theme_of(heading) or Theme.BODY) is section.theme
        if not understood or _theme_mark().fullmatch(heading):
            heading = f"{heading} {{{section.theme.value}}}".lstrip()
        yield f"{'#' * hashes} {heading}"
    points: list[str] = []
    for block in section.blocks:
        if isinstance(block, Paragraph) and block.depth:
            points.append("  " * (block.depth - 1) + f"- {_sourced(block.text, block.sources)}")
            continue
        if points:
            yield "\n".join(points)
            points = []
        yield _write_block(block)
    if points:
        yield "\n".join(points)
    for below in section.sections:
        yield from _write_section(below, hashes + 1)


def _write_block(block: Block) -> str:
    match block:
        case Paragraph(text=text, sources=sources):
            written = _sourced(text, sources)
            return "\\" + written if _LOOKS_LIKE_SYNTAX.match(written) else written
        case Picture(caption=caption, credit=credit, file=file):
            name = _escape(file, '\\)" ')
            if credit:
                name += (" " if name else "") + f'"{_escape(credit, chr(92) + chr(34))}"'
            return f"![{_escape(caption, chr(92) + ']')}]({name})"
        case Table():
            return _write_table(block)


def _write_table(table: Table) -> str:
    rows = [[_write_cell(cell) for cell in row] for row in table.rows]
    if table.header:
        rows.insert(1, ["---"] * len(rows[0]))
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    if table.caption or table.sources:
        lines.insert(0, _CAPTION + _sourced(table.caption, table.sources, may_lack=True))
    return "\n".join(lines)


def _sourced(text: str, sources: Sequence[int], *, may_lack: bool = False) -> str:
    """Return text with the numbers of its sources; see :func:`_read_sources`."""
    marks = "".join(f"[^{number}]" for number in sources)
    read_back = _read_sources(text + marks, may_lack=may_lack)
    return text + marks if read_back == (text, tuple(sources)) else text + _NO_SOURCE + marks


def _write_cell(cell: str) -> str:
    return "\\---" if cell == "---" else _escape(cell, "\\|")


# --- reading ---------------------------------------------------------------


@dataclass(slots=True)
class _Open:
    """A section that is still being filled."""

    level: int
    theme: Theme
    heading: str
    blocks: list[Block] = field(default_factory=list)
    sections: list[_Open] = field(default_factory=list)

    def close(self) -> Section:
        below = tuple(section.close() for section in self.sections)
        return Section(self.theme, self.heading, tuple(self.blocks), below)


def read_body(text: str, file: str, first_line: int) -> tuple[tuple[Section, ...], list[Problem]]:
    """Read the body of an article file.

    :param text: the lines below the front matter.
    :param file: the path to name in problems.
    :param first_line: the line of the file that ``text`` begins on, from 1.
    :returns: the sections and the problems; sections are to be used only
        where no problem is an error.
    """
    problems: list[Problem] = []
    opened, _ = _read(text, file, first_line, problems)
    return tuple(section.close() for section in opened), problems


def body_lines(text: str, first_line: int) -> tuple[int, ...]:
    """Return the line of every section and block, in the order of :func:`casebook.records.walk`.

    Parameters are those of :func:`read_body`.  A section without a heading has the line of
    its first block.
    """
    return tuple(_read(text, "", first_line, [])[1])


def _read(
    text: str, file: str, first_line: int, problems: list[Problem]
) -> tuple[list[_Open], list[int]]:
    """Read the sections, and the line of every section and block."""
    lines = [
        (number, _clean(raw, file, number, problems))
        for number, raw in enumerate(text.split("\n"), first_line)
    ]
    places: list[int] = []
    opened: list[_Open] = []
    path: list[_Open] = []
    index = 0
    while index < len(lines):
        number, line = lines[index]
        index += 1
        if not line.strip():
            continue
        places.append(number)
        heading = _HEADING.fullmatch(line)
        if heading:
            section = _read_heading(heading)
            if section.level > len(path) + 1:
                problems.append(Problem(Code.HEADING_LEVEL, file, number))
                section.level = len(path) + 1
            del path[section.level - 1 :]
            if path:
                section.theme = path[0].theme
            (path[-1].sections if path else opened).append(section)
            path.append(section)
            continue
        if not path:
            path.append(_Open(1, Theme.BODY, ""))
            opened.append(path[0])
            places.append(number)
        rows_at = index if line.startswith(_CAPTION) and _is_row(lines, index) else index - 1
        if _is_row(lines, rows_at):
            end = rows_at
            while _is_row(lines, end):
                end += 1
            caption = line.removeprefix(_CAPTION).strip() if rows_at == index else ""
            rows = [row for _, row in lines[rows_at:end]]
            path[-1].blocks.append(_read_table(rows, caption, file, number, problems))
            index = end
        else:
            path[-1].blocks.append(_read_line(line, file, number, problems))
    return opened, places


def _clean(raw: str, file: str, number: int, problems: list[Problem]) -> str:
    line = raw.rstrip()
    if is_clean_line(line.strip()):
        return line
    problems.append(Problem(Code.CONTROL_CHARACTER, file, number))
    return "".join(char for char in line if is_clean_line(f"x{char}x")).rstrip()


def _is_row(lines: Sequence[tuple[int, str]], index: int) -> bool:
    return index < len(lines) and lines[index][1].startswith("|")


@resources.cached
def _theme_mark() -> re.Pattern[str]:
    """Return what a heading looks like whose theme is written after it: ``綜述 {results}``."""
    return re.compile(rf"(?:(.*) )?\{{({'|'.join(themes())})\}}")


def _read_heading(match: re.Match[str]) -> _Open:
    heading = (match[2] or "").strip()
    if marked := _theme_mark().fullmatch(heading):
        heading, theme = (marked[1] or "").strip(), Theme(marked[2])
    else:
        theme = theme_of(heading) or Theme.BODY
    return _Open(len(match[1]) - 1, theme, heading)


def _read_line(line: str, file: str, number: int, problems: list[Problem]) -> Block:
    point = _POINT.fullmatch(line)
    if point:
        text, sources = _read_sources(point[2].strip())
        return Paragraph(text, len(point[1]) // 2 + 1, sources)
    line = line.strip()
    if line.startswith("!["):
        match = _PICTURE.fullmatch(line) or _LOOSE_PICTURE.fullmatch(line)
        if not match:
            problems.append(Problem(Code.PICTURE_FORM, file, number))
            return Paragraph(line)
        return Picture(
            _unescape(match["caption"]).strip(),
            _unescape(match["credit"] or "").strip(),
            _unescape(match["file"]),
        )
    # A backslash with nothing after it is text.
    text, sources = _read_sources(line.removeprefix("\\").strip() or line)
    return Paragraph(text, sources=sources)


def _read_sources(text: str, *, may_lack: bool = False) -> tuple[str, tuple[int, ...]]:
    """Return a text without the numbers of its sources at its end, and the numbers.

    :param may_lack: whether there may be numbers without text; else they are text.
    """
    match = _SOURCED.fullmatch(text) if text.endswith("]") else None
    if not match or not (may_lack or match["text"].strip()):
        return text, ()
    numbers = (int(number) for number in _SOURCE.findall(match["marks"]))
    return match["text"].strip(), tuple(dict.fromkeys(numbers))


def _read_table(
    lines: Sequence[str], caption: str, file: str, number: int, problems: list[Problem]
) -> Table:
    rows = [_read_row(line) for line in lines]
    header = len(rows) > 1 and all(re.fullmatch(r":?-{3,}:?", cell) for cell in rows[1])
    if header:
        del rows[1]
    width = max(len(row) for row in rows)
    if any(len(row) != width for row in rows):
        problems.append(Problem(Code.TABLE_RAGGED, file, number))
    cells = tuple(
        tuple(_unescape(cell).strip() for cell in row) + ("",) * (width - len(row)) for row in rows
    )
    caption, sources = _read_sources(caption, may_lack=True)
    return Table(cells, header, caption, sources)


def _read_row(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    if not re.search(r"(?<!\\)(?:\\\\)*\|$", inner):
        inner += "|"
    return [cell.strip() for cell in _CELL.findall(inner)]
