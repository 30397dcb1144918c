"""What the page for comparing cases loads: one small script a case, and the list of cases.

A comparison loads the scripts of its own cases, at most four, so that it costs the
same however many cases there are; the list is loaded when a reader chooses.
Scripts, not JSON, because a page that was opened from a folder may not fetch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

import msgspec

from casebook.kept import Kept
from casebook.knowledge.fields import printed_field
from casebook.knowledge.regions import own_name
from casebook.records import (
    Article,
    Case,
    Casebook,
    Paragraph,
    Picture,
    Script,
    Section,
    Source,
    Table,
    block_texts,
    walk,
)
from casebook.text import labels
from casebook.text.fold import fold
from casebook.text.printer import Printer
from casebook.themes import page_of

Block = tuple[str, str, int, list[list[str]]]
"""Kind, id, level or depth, and lines of cells; running text is one cell of one line."""

ComparedIndicator = tuple[str, str, str, str, str, str, str]
"""Key and name of the thing measured, key and name of the unit, words, time, paragraph."""

OTHER = "other"


class ComparedCase(msgspec.Struct, frozen=True):
    """A case as the page for comparing shows it, in the script of one edition."""

    slug: str
    title: str
    field: str
    region: str
    years: str
    kind: str
    source: str
    parts: dict[str, list[Block]]
    indicators: list[ComparedIndicator]


class Compared(NamedTuple):
    """What a case brings to the comparison: its script, and its row in the list of cases."""

    script: bytes
    row: list[str]


def compare_files(
    casebook: Casebook, printer: Printer, others: Sequence[Printer], kept: Kept | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield the scripts of one edition, one after the other: ``cases/SLUG.js`` and ``list.js``.

    :param others: the printers of the other editions.
    :param kept: what earlier runs made of the same cases.
    """
    kept = kept or Kept()
    group, tags = f"compare-{printer.edition.tag}", [item.edition.tag for item in others]
    rows = []
    for case in casebook.cases:
        compared = kept.of(
            group,
            case.slug,
            (kept.checksum(case.slug, case.alone), tags),
            Compared,
            partial(_compared, case, printer, others),
        )
        rows.append(compared.row)
        yield f"cases/{case.slug}.js", compared.script
    yield "list.js", _script("list", rows)


def _compared(case: Case, printer: Printer, others: Sequence[Printer]) -> Compared:
    compared = _case(case, printer)
    # What other editions print is there to be found, not to be shown.
    shown = (_case(case, item) for item in others)
    words = (f"{entry.title} {entry.field} {entry.region}" for entry in shown)
    other = " ".join(dict.fromkeys(words))
    row = [compared.slug, compared.title, compared.field, compared.region, compared.years, other]
    return Compared(_script(f"cases/{case.slug}", compared), row)


def _script(name: str, data: object) -> bytes:
    return b"casebookCompare.put(%s,%s);\n" % (msgspec.json.encode(name), msgspec.json.encode(data))


def _case(case: Case, printer: Printer) -> ComparedCase:
    article = case.article
    printed, here = printer.article(article), printer.interface
    parts: dict[str, list[Block]] = {}
    for part, block in _blocks(article, printed):
        parts.setdefault(part, []).append(block)
    source = article.sources[0] if article.sources else Source()
    publisher = labels.publisher(source)
    return ComparedCase(
        slug=article.slug,
        title=printed(article.title),
        field=printed_field(article, printer),
        region=_region(case, printer),
        years=labels.years(article),
        kind=article.kind.value,
        source=printer.source(publisher, article),
        parts=parts,
        indicators=[
            (
                fold(indicator.label),
                printer.noted(indicator.label, indicator.case),
                indicator.unit_key,
                printer.noted(indicator.unit, indicator.case),
                printed(indicator.text),
                here(labels.when(indicator)),
                indicator.paragraph,
            )
            for indicator in case.indicators
        ],
    )


def _region(case: Case, printer: Printer) -> str:
    region = case.article.region
    if region and region.name:
        return printer.article(case.article)(region.name)
    return printer.text("".join(map(own_name, case.lineage)), Script.HANS)


def _blocks(article: Article, printed: Callable[[str], str]) -> Iterator[tuple[str, Block]]:
    """Yield every heading and block with the part of the comparison that it stands in."""
    for place in walk(article):
        page = page_of(place.theme)
        part = page.theme.value if page else OTHER
        match place.content:
            case Section(heading=heading):
                if heading:
                    yield part, ("heading", place.id, place.level, [[printed(heading)]])
            case Paragraph(text=text, depth=depth):
                kind = "point" if depth else "paragraph"
                yield part, (kind, place.id, depth, [[printed(text)]])
            case Table(rows=rows, header=header, caption=caption):
                cells = [[printed(cell) for cell in row] for row in rows]
                if caption:
                    cells.insert(0, [printed(caption)])
                # Level 1: the first row after the caption is a head; 2 and 3: with a caption.
                yield part, ("table", place.id, int(header) + 2 * bool(caption), cells)
            case Picture() as picture:
                lines = [[printed(text)] for text in block_texts(picture)]
                yield part, ("picture", place.id, 0, lines)
