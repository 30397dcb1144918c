"""What the page for comparing cases loads: one small script a case, and the list of cases.

A comparison loads the scripts of its own cases, at most four, so that it costs the
same however many cases there are; the list is loaded when a reader chooses.
Scripts, not JSON, because a page that was opened from a folder may not fetch.

The text of a case stands in its script in the units of the search
(:mod:`casebook.search.units`), parted by spaces and apart from what it belongs to: first the
cells of all blocks, then of each figure what it measures (key and name), its unit (key and
name), its words and its time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Literal, NamedTuple, get_args

import msgspec

from casebook.kept import Kept, digest
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
from casebook.saved_choices import printed_once
from casebook.search import Units
from casebook.text import labels
from casebook.text.fold import fold
from casebook.text.printer import Printer
from casebook.themes import page_of

Kind = Literal["heading", "paragraph", "point", "table", "picture"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""A block says its kind by its place here; ``compare.js`` has the same list."""

Block = tuple[int, str, int] | tuple[int, str, int, list[int]]
"""Kind, id, level or depth, and how many cells its lines have where it is not one of one."""

OTHER = "other"


class ComparedCase(msgspec.Struct, frozen=True):
    """A case as the page for comparing shows it, in the script of one edition.

    :param indicators: of each figure its paragraph.
    :param texts: of all blocks and figures, in units.
    """

    slug: str
    title: str
    field: str
    region: str
    years: str
    kind: str
    source: str
    parts: dict[str, list[Block]]
    indicators: list[str]
    texts: str


class Compared(NamedTuple):
    """What a case brings to the comparison: its script, and its row in the list of cases."""

    script: bytes
    row: list[str]


def compare_files(
    casebook: Casebook,
    printer: Printer,
    others: Sequence[Printer],
    units: Units,
    kept: Kept | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Yield the scripts of one edition, one after the other: ``cases/SLUG.js`` and ``list.js``.

    :param others: the printers of the other editions.
    :param units: what the search writes its texts in.
    :param kept: what earlier runs made of the same cases.
    """
    kept = kept or Kept()
    units = units.of(printer.edition.tag)
    group = f"compare-{printer.edition.tag}"
    basis = digest([item.edition.tag for item in others], units.units)
    rows = []
    for case in casebook.cases:
        compared = kept.of(
            group,
            case.slug,
            (kept.checksum(case.slug, case.alone), basis),
            Compared,
            partial(_compared, case, printer, others, units, kept),
        )
        rows.append(compared.row)
        yield f"cases/{case.slug}.js", compared.script
    yield "list.js", _script("list", rows)


def _compared(
    case: Case, printer: Printer, others: Sequence[Printer], units: Units, kept: Kept
) -> Compared:
    title, field, region = _named(case, printer)
    # What other editions print is there to be found, not to be shown.
    other = " ".join(dict.fromkeys(" ".join(_named(case, item)) for item in others))
    row = [case.slug, title, field, region, labels.years(case.article), other]
    printed = printed_once(case.article, printer, kept, kept.checksum(case.slug, case.alone))
    return Compared(_script(f"cases/{case.slug}", _case(case, printer, units, printed)), row)


def _named(case: Case, printer: Printer) -> tuple[str, str, str]:
    """Return the title of a case, its field and its region."""
    article = case.article
    title = printer.article(article)(article.title)
    return title, printed_field(article, printer), _region(case, printer)


def _script(name: str, data: object) -> bytes:
    return b"casebookCompare.put(%s,%s);\n" % (msgspec.json.encode(name), msgspec.json.encode(data))


def _case(
    case: Case, printer: Printer, units: Units, printed: Callable[[str], str]
) -> ComparedCase:
    article = case.article
    title, field, region = _named(case, printer)
    here = printer.interface
    parts: dict[str, list[Block]] = {}
    texts: dict[str, list[str]] = {}
    for part, kind, own, level, lines in _blocks(article):
        shape = [len(line) for line in lines]
        block = (KINDS.index(kind), own, level)
        parts.setdefault(part, []).append(block if shape == [1] else (*block, shape))
        texts.setdefault(part, []).extend(printed(cell) for line in lines for cell in line)
    for indicator in case.indicators:
        texts.setdefault("", []).extend(
            (
                fold(indicator.label),
                printer.noted(indicator.label, indicator.case),
                indicator.unit_key,
                printer.noted(indicator.unit, indicator.case),
                printed(indicator.printed),
                here(labels.when(indicator)),
            )
        )
    source = article.sources[0] if article.sources else Source()
    publisher = labels.publisher(source)
    return ComparedCase(
        slug=article.slug,
        title=title,
        field=field,
        region=region,
        years=labels.years(article),
        kind=article.kind.value,
        source=printer.source(publisher, article),
        parts=parts,
        indicators=[indicator.paragraph for indicator in case.indicators],
        texts=" ".join(units.written(text) for each in texts.values() for text in each),
    )


def _region(case: Case, printer: Printer) -> str:
    region = case.article.region
    if region and region.name:
        return printer.article(case.article)(region.name)
    return printer.text("".join(map(own_name, case.lineage)), Script.HANS)


def _blocks(article: Article) -> Iterator[tuple[str, Kind, str, int, list[list[str]]]]:
    """Yield every heading and block: the part that it stands in, kind, id, level or depth, cells.

    Running text is one cell of one line.
    """
    for place in walk(article):
        page = page_of(place.theme)
        part = page.theme.value if page else OTHER
        match place.content:
            case Section(heading=heading):
                if heading:
                    yield part, "heading", place.id, place.level, [[heading]]
            case Paragraph(text=text, depth=depth):
                yield part, "point" if depth else "paragraph", place.id, depth, [[text]]
            case Table(rows=rows, header=header, caption=caption):
                cells = [list(row) for row in rows]
                if caption:
                    cells.insert(0, [caption])
                # Level 1: the first row after the caption is a head; 2 and 3: with a caption.
                yield part, "table", place.id, int(header) + 2 * bool(caption), cells
            case Picture() as picture:
                yield part, "picture", place.id, 0, [[text] for text in block_texts(picture)]
