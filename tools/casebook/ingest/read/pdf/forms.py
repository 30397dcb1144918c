"""Tables of a PDF become lines; rows of a form that tell of themes, headings and their text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from casebook.ingest.read.cover import is_form
from casebook.ingest.read.pdf.paragraphs import Block
from casebook.ingest.read.themed_rows import Told, merged, themed_rows
from casebook.records import Line, Role

_ABOVE = 3
"""Lines of a form above its table: which annex it is, its title, who sends it in."""
_MOST = 40
"""Characters of such a title."""
GOES_ON = ("on",)
"""What a table says of its first row that goes on from the page before."""


def form_title(blocks: Sequence[Block]) -> tuple[int, ...]:
    """Find the title of a form set in the type of its text: it names a form, right above a table.

    :returns: its position, or none.
    """
    table = next((at for at, block in enumerate(blocks) if block.cells), 0)
    above = blocks[table - 1] if 0 < table <= _ABOVE else None
    return (table - 1,) if above and len(above.text) <= _MOST and is_form(above.text) else ()


def with_whole_tables(blocks: Sequence[Block]) -> list[Block]:
    """Put the parts of a table together that stand on pages behind each other."""
    made: list[Block] = []
    for block in blocks:
        if made and made[-1].cells and block.cells[:1] == (GOES_ON,):
            made[-1] = replace(made[-1], cells=(*made[-1].cells, *block.cells[1:]))
        else:
            made.append(block)
    return made


def lines_of(
    cells: Sequence[tuple[str, ...]], number: int, parts: Mapping[str, tuple[str, ...]]
) -> Iterator[Line]:
    """Yield the lines of a table; rows of a form that name themes are its text.

    :param cells: what the table says of its first row, and the rows.
    :param number: of the line before.
    :param parts: the paragraphs of cells that have several.
    """
    rows = cells[1:]
    told = themed_rows([merged(row) for row in rows])
    is_form = any(tells is not Told.NOTHING for tells in told)
    shared = ""
    for row, tells in zip(rows, told, strict=True):
        held = merged(row) if is_form else row
        if tells is Told.BOTH and held[:-2] and held[0] != shared:
            shared = held[0]
            number += 1
            yield Line(number, shared)
        if tells in {Told.BOTH, Told.NAME}:
            number += 1
            yield Line(number, held[-2] if tells is Told.BOTH else held[-1], Role.BOLD)
        if tells in {Told.BOTH, Told.TEXT}:
            for part in parts.get(held[-1], (held[-1],)):
                number += 1
                yield Line(number, part)
        if tells is Told.NOTHING:
            number += 1
            head = int(row is rows[0] and cells[0] == ("head",))
            yield Line(number, " ".join(filter(None, held)), Role.ROW, head, "", held)
