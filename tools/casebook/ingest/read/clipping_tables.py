"""Tables of HTML in Markdown, which Markdown holds as they are (CommonMark 0.31, 4.6).

And the pictures that stand in a row or beside other text, which become lines of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from casebook.ingest.read.clipping_marks import coded, pictures_within, unquoted, without_code
from casebook.ingest.read.dom import DomLine, dom_lines
from casebook.ingest.read.html import parse
from casebook.records import Role

FENCE = re.compile(r"\s*(?:`{3,}|~{3,})[ \t]*[\w.+#-]*\s*", re.ASCII)
"""The line above and below code."""
TABLE = re.compile(r"<table\b", re.IGNORECASE)
_CLOSE = re.compile(r"</table\s*>", re.IGNORECASE)
_FIELD = re.compile(r"<t[dh]\b", re.IGNORECASE)
_HEADING = re.compile(r"#{1,6}\s")


def with_tables(text: str) -> str:
    """Write the tables of HTML in a text as those of Markdown.

    Lines keep their numbers, unless a table has more rows than it has lines.  One that is
    never closed ends at an empty line.
    """
    if not TABLE.search(text):
        return text
    raws = text.split("\n")
    made: list[str] = []
    at = 0
    code = coded(raws)
    while at < len(raws):
        size = 0 if at in code else _size(raws, at)
        held = raws[at : at + (size or 1)]
        if size and any(_FIELD.search(raw) for raw in held):
            rows = list(_rows("\n".join(map(unquoted, held))))
            if made and made[-1].startswith("|"):  # else it would go on with the table above
                rows.insert(0, "")
            held = rows + [""] * (size - len(rows))
        made += held
        at += size or 1
    return "\n".join(made)


def with_pictures(text: str) -> str:
    """Put the pictures that stand beside other text below their line, those of a table below it.

    Lines keep their numbers up to the first of them.
    """
    if "![" not in text and "<img" not in text.lower():
        return text
    raws = text.split("\n")
    code = coded(raws)
    made: list[str] = []
    waiting: list[str] = []
    for at, raw in enumerate(raws):
        if "|" not in raw:
            made += waiting
            waiting = []
        made.append(raw)
        waiting += [] if at in code else pictures_within(raw)
        if "|" not in raw:
            made += waiting
            waiting = []
    return "\n".join(made + waiting)


def _size(raws: Sequence[str], first: int) -> int:
    """Return how many lines a table has that begins in a line; 0 where none does."""
    opened, empty = 0, 0
    for at in range(first, len(raws)):
        shown = without_code(raws[at])
        if at == first and (not TABLE.search(shown) or "<!--" in shown):
            return 0
        if _HEADING.match(shown) or FENCE.fullmatch(shown):
            return (empty or at) - first
        empty = empty or (0 if shown.strip() else at)
        opened += len(TABLE.findall(shown)) - len(_CLOSE.findall(shown))
        if opened <= 0:
            return at + 1 - first
    return (empty or len(raws)) - first


def _rows(markup: str) -> Iterator[str]:
    root = parse(markup)
    table: HtmlElement | None = None
    for line in () if root is None else dom_lines(root):
        is_row = line.role is Role.ROW
        within = next(line.block.iterancestors("table"), None) if is_row else None
        in_table = within is not None and within is table
        if table is not None and is_row and not in_table:
            yield ""
        if is_row and not in_table:
            # Above rows of which none names the columns, Markdown has an empty one.
            yield _piped(line.cells if line.depth else [""] * len(line.cells))
            yield _piped(["---"] * len(line.cells))
        if is_row and (in_table or not line.depth):
            yield _piped(line.cells)
        elif not is_row:
            yield _marked(line)
        table = within


def _piped(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _marked(line: DomLine) -> str:
    if line.role is Role.PICTURE:
        return f"![{line.text}]({line.src})"
    if line.role in {Role.CAPTION, Role.TABLE_TITLE}:
        return f"Table: {line.text}"
    if line.role is Role.DELETED:
        return f"~~{line.text}~~"
    if line.role in {Role.HIDDEN, Role.READING}:
        return f"<!--{line.text}-->"
    return line.text
