"""Forms (申报表): tables whose rows are the parts of a text, each with its label on the left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from casebook.ingest.read.themed_rows import Told, themed_rows
from casebook.ingest.read.word.paragraph import Paragraph, beside_cells
from casebook.ingest.read.word.tables import cells_of, rows_of
from casebook.records import Role


def form_of(
    table: etree._Element, held: Mapping[etree._Element, list[Paragraph]]
) -> list[Paragraph]:
    """Return the lines of a form, whose themes are headings; none where a table is no form."""
    rows = [list(cells_of(row)) for row in rows_of(table)]
    themed = themed_rows([tuple(_text(cell, held) for cell in row) for row in rows])
    if not any(told is not Told.NOTHING for told in themed):
        return []
    return [
        line for row, told in zip(rows, themed, strict=True) for line in _lines(row, held, told)
    ]


def _lines(
    row: list[etree._Element], held: Mapping[etree._Element, list[Paragraph]], told: Told
) -> Iterator[Paragraph]:
    texts = tuple(_text(cell, held) for cell in row)
    lines = [line for cell in row for line in held.get(cell, [])]
    if told is Told.BOTH:
        yield from held[row[0]] if len(row) > len(texts[-2:]) else ()
        yield Paragraph(texts[-2], Role.BOLD)
        yield from beside_cells(held[row[-2]])
        yield from held[row[-1]]
    elif told is Told.NAME:
        yield Paragraph(texts[0], Role.BOLD)
        yield from beside_cells(lines)
    elif sum(map(bool, texts)) > 1 and not any(line.role is Role.ROW for line in lines):
        yield Paragraph(" ".join(filter(None, texts)), Role.ROW, cells=texts)
        yield from beside_cells(lines)
    else:
        yield from lines


def _text(cell: etree._Element, held: Mapping[etree._Element, list[Paragraph]]) -> str:
    return "".join(line.text for line in held.get(cell, []))
