"""Machine-readable data of a casebook: JSON and CSV files, and their schema.

The fields are documented in ``docs/project/data.md``; the schema is
``casebook/data/data.schema.json``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import msgspec

from casebook.exports.data_rows import (
    TABLES,
    AnswerRow,
    CaseRow,
    EventRow,
    IndicatorRow,
    OrganisationRow,
    ParagraphRow,
    PlaceRow,
    PolicyRow,
    ReasonRow,
    Row,
    SimilarRow,
    SourceRow,
    TermRow,
)
from casebook.knowledge.regions import full_name
from casebook.records import (
    Case,
    Casebook,
    Indicator,
    Picture,
    Reason,
    Script,
    Section,
    Table,
    block_texts,
    walk,
)
from casebook.text.printer import Printer

_CSV = ("indicators", "policies", "terms", "places", "organisations", "timeline")
"""Tables whose rows are flat enough for CSV."""

DATA_FILES = frozenset(
    ("schema.json", *(f"{name}.json" for name in TABLES), *(f"{name}.csv" for name in _CSV))
)
"""The names of all data files."""


def data_files(casebook: Casebook, printer: Printer) -> dict[str, bytes]:
    """Make every data file of a casebook, in one edition.

    :returns: file name to content: UTF-8 JSON, and CSV with a byte order mark
        (without it spreadsheets misread Chinese) and CRLF line ends (RFC 4180).
    """
    tables = _tables(casebook, printer)
    files = {
        f"{name}.json": msgspec.json.format(msgspec.json.encode(rows), indent=1) + b"\n"
        for name, rows in tables.items()
    }
    files |= {f"{name}.csv": _csv(TABLES[name], tables[name]) for name in _CSV}
    return files | {"schema.json": schema()}


def schema() -> bytes:
    """Make the JSON Schema of all data files, with one definition a kind of row."""
    types, components = msgspec.json.schema_components(
        TABLES.values(), ref_template="#/$defs/{name}"
    )
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Casebook data",
        "description": "TABLE.json is a list of rows of the table of that name.",
        "properties": {
            name: {"type": "array", "items": one} for name, one in zip(TABLES, types, strict=True)
        },
        "$defs": components,
    }
    return msgspec.json.format(msgspec.json.encode(document, order="sorted"), indent=2) + b"\n"


def _tables(casebook: Casebook, printer: Printer) -> dict[str, Sequence[Row]]:
    fields = {case.slug: case for case in casebook.cases}
    return {
        "cases": [_case(case, printer) for case in casebook.cases],
        "indicators": [_indicator(one, fields[one.case], printer) for one in casebook.indicators],
        "policies": [
            PolicyRow(
                slug=one.slug,
                title=printer.quoted(one.title, one.cases[0]),
                kind=one.kind.value,
                issuer=printer.quoted(one.issuer, one.cases[0]),
                number=printer.quoted(one.number, one.cases[0]),
                date=one.date,
                cases=one.cases,
                mentions=len(one.mentions),
            )
            for one in casebook.policies
        ],
        "terms": [
            TermRow(
                slug=one.slug,
                term=printer.quoted(one.text, one.first.case),
                definition=printer.quoted(one.definition, (one.defined or one.first).case),
                first_case=one.first.case,
                first_paragraph=one.first.paragraph,
                cases=one.cases,
                mentions=len(one.mentions),
            )
            for one in casebook.terms
        ],
        "places": [
            PlaceRow(
                code=one.code,
                name=printer.text(one.name, Script.HANS),
                full_name=printer.text(full_name(one.code, Script.HANS), Script.HANS),
                parent=one.parent,
                cases=one.cases,
                mentions=len(one.mentions),
            )
            for one in casebook.places
        ],
        "organisations": [
            OrganisationRow(
                slug=one.slug,
                name=printer.quoted(one.name, one.cases[0]),
                kind=one.kind,
                cases=one.cases,
                mentions=len(one.mentions),
            )
            for one in casebook.organisations
        ],
        "timeline": [
            EventRow(year=one.year, date=one.date, kind=one.kind.value, slug=one.slug)
            for one in casebook.timeline
        ],
    }


def _case(case: Case, printer: Printer) -> CaseRow:
    article = case.article
    print_ = printer.article(article)

    def reasons(found: Sequence[Reason]) -> tuple[ReasonRow, ...]:
        return tuple(
            ReasonRow(ground=one.ground.value, shared=tuple(print_(text) for text in one.shared))
            for one in found
        )

    years = article.year_range
    return CaseRow(
        slug=article.slug,
        title=print_(article.title),
        kind=article.kind.value,
        script=article.script.value,
        field=case.field,
        field_name=printer.interface(article.field),
        region=article.region.code if article.region else "",
        region_name=print_(article.region.name) if article.region else "",
        regions=case.lineage,
        level=article.level.value if article.level else "",
        first_year=years[0] if years else None,
        last_year=years[1] if years else None,
        published=article.published,
        sources=tuple(
            SourceRow(
                title=printer.source(one.title, article),
                publisher=printer.source(one.publisher, article),
                published=one.published,
                url=one.url,
            )
            for one in article.sources
        ),
        paragraphs=tuple(_paragraphs(case, print_)),
        policies=case.policies,
        terms=case.terms,
        places=case.places,
        organisations=case.organisations,
        answers=tuple(
            AnswerRow(
                result=one.result,
                measure=one.measure,
                confirmed=one.confirmed,
                reasons=reasons(one.reasons),
            )
            for one in case.answers
        ),
        similar=tuple(
            SimilarRow(case=one.case, reasons=reasons(one.reasons)) for one in case.similar
        ),
    )


def _paragraphs(case: Case, print_: Callable[[str], str]) -> list[ParagraphRow]:
    rows = []
    for placed in walk(case.article):
        match placed.content:
            case Section(heading=heading):
                kind, text = "heading", heading
            case Picture():
                kind, text = "picture", "\n".join(block_texts(placed.content))
            case Table():
                kind, text = "table", "\n".join(block_texts(placed.content))
            case paragraph:
                kind, text = "paragraph", paragraph.text
        rows.append(
            ParagraphRow(
                id=placed.id,
                theme=placed.theme.value,
                section=placed.section,
                kind=kind,
                text=print_(text),
            )
        )
    return rows


def _indicator(one: Indicator, case: Case, printer: Printer) -> IndicatorRow:
    print_ = printer.article(case.article)
    return IndicatorRow(
        id=one.id,
        case=one.case,
        paragraph=one.paragraph,
        theme=one.theme.value,
        field=case.field,
        region=case.lineage[-1] if case.lineage else "",
        measured=print_(one.measured),
        direction=print_(one.direction),
        value=_number(one.value),
        high=None if one.high is None else _number(one.high),
        base=None if one.base is None else _number(one.base),
        unit=print_(one.unit),
        kind=one.kind.value,
        approximation=one.approx.value,
        date=one.date,
        date_derived=one.date_derived,
        year=one.year,
        text=print_(one.text),
        start=one.mention.start,
        end=one.mention.end,
    )


def _number(value: Decimal) -> int | float:
    """Print a whole number as one: 12000, not 12000.0."""
    return int(value) if value == value.to_integral_value() else float(value)


def _csv(kind: type[Row], rows: Sequence[Row]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(kind.__struct_fields__)
    for row in rows:
        writer.writerow([_cell(value) for value in msgspec.structs.astuple(row)])
    return text.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str | int | float:
    """Print a value; text that a spreadsheet would take for a formula gets an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return value
    text = ";".join(value) if isinstance(value, tuple) else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
