"""The data of a casebook as files: JSON, CSV, JSON lines, a database, and what describes them.

The fields are documented in ``docs/project/data.md``; the schema of the JSON files is
``casebook/data/data.schema.json``, the CSV files are described by ``datapackage.json``.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import cache, partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

import msgspec

from casebook.exports.data_rows import FLAT_TABLES, TABLES, CaseRow, Row
from casebook.exports.database import DATABASE, Values, database, row_values
from casebook.exports.package import FORMAT_VERSION, PACKAGE, Description, Sum, data_package
from casebook.exports.tables import (
    Citation,
    case_row,
    citation_rows,
    citations_by_case,
    flat_rows,
    indicator_rows,
    tables_across,
    with_similar,
)
from casebook.kept import Kept
from casebook.knowledge.names import Names, names_used, shared_names
from casebook.output import Content
from casebook.project import Snapshot
from casebook.records import Case, Casebook, Script
from casebook.saved_choices import printed_once
from casebook.text.printer import Printer
from casebook.text.spreadsheet import cell

LINES = "paragraphs.jsonl"
DATA_FILES = frozenset(
    (
        *("schema.json", PACKAGE, DATABASE, LINES),
        *(f"{name}.json" for name in TABLES),
        *(f"{name}.csv" for name in FLAT_TABLES),
    )
)
"""The names of all data files."""


def data_files(
    casebook: Casebook,
    printer: Printer,
    about: Description | None = None,
    kept: Kept | None = None,
) -> Iterator[tuple[str, Content]]:
    """Make every data file of a casebook, in one edition, one after the other.

    :param about: what ``datapackage.json`` says of the knowledge base.
    :param kept: what earlier runs made of the same cases.
    :returns: file name and content: UTF-8 JSON, and CSV with a byte order mark
        (without it spreadsheets misread Chinese) and CRLF line ends (RFC 4180).  A content that
        is a file is there until the next is asked for.
    """
    kept = kept or Kept()
    parts = chain(_parts(casebook, printer, kept), [_part_across(casebook, printer, kept)])
    # All files grow side by side, on the disk: memory holds one case.
    with TemporaryDirectory(dir=kept.scratch) as folder, ExitStack() as stack:

        def opened(name: str) -> BinaryIO:
            return stack.enter_context(Path(folder, name).open("w+b"))

        nested = {name: opened(f"{name}.json") for name in TABLES}
        flat = {name: opened(f"{name}.csv") for name in FLAT_TABLES}
        values, lines = {name: opened(name) for name in FLAT_TABLES}, opened(LINES)
        for name, file in flat.items():
            file.write(codecs.BOM_UTF8 + _csv([FLAT_TABLES[name].__struct_fields__]))
        for part in parts:
            for name, rows in part.json.items():
                nested[name].write((b",\n" if nested[name].tell() else b"[\n") + rows)
            for name, rows in part.csv.items():
                flat[name].write(rows)
            for name, rows in part.values.items():
                values[name].write(len(rows).to_bytes(_LENGTH) + rows)
            lines.write(part.lines)
        for name, file in nested.items():
            file.write(b"\n]\n" if file.tell() else b"[]\n")
            yield f"{name}.json", _whole(file)
        sums: dict[str, Sum] = {}
        for name, file in flat.items():
            content = _whole(file)
            sums[name] = Sum.of(content)
            yield f"{name}.csv", content
        yield LINES, _whole(lines)
        made = Path(folder, DATABASE)
        database({name: _rows(file) for name, file in values.items()}, made)
        yield DATABASE, made
    yield PACKAGE, data_package(sums, printer, about or Description())
    yield "schema.json", schema()


_LENGTH = 8
"""Bytes of the number that says how long the values of a part are."""


def _whole(file: BinaryIO) -> Path:
    """Return where a file lies, with all that was written of it."""
    file.flush()
    return Path(file.name)


def _rows(file: BinaryIO) -> Iterator[Values]:
    """Yield the rows of a table that the parts have."""
    file.seek(0)
    while length := file.read(_LENGTH):
        yield from msgspec.msgpack.decode(file.read(int.from_bytes(length)), type=list[Values])


class Part(msgspec.Struct):
    """What a case brings to the data files, or what is of no single case; by table.

    :param json: rows of the JSON files, parted by commas; only tables with rows.
    :param csv: rows of the CSV files, in UTF-8.
    :param values: rows of the database, as a list in MessagePack.
    :param lines: rows of ``paragraphs.jsonl``.
    """

    json: dict[str, bytes]
    csv: dict[str, bytes]
    values: dict[str, bytes]
    lines: bytes = b""


def _parts(casebook: Casebook, printer: Printer, kept: Kept) -> Iterator[Part]:
    """Yield what each case brings; only what changed since an earlier run is made.

    Which cases are like one may change with any other, so its row in the list of cases, which
    says so, is made of all else that is known of it.
    """
    names, tag = shared_names(casebook), printer.edition.tag
    cited = citations_by_case(casebook)
    for case in casebook.cases:
        slug, citations = case.slug, cited.get(case.slug, ())
        state = kept.checksum(slug, case.alone)
        # Asked for where one of the others is made.
        for group in ("rows", "printed"):
            kept.stays(f"{group}-{tag}", slug)
        alone = partial(_row_alone, case, printer, kept, state)
        row = partial(kept.of, f"rows-{tag}", slug, state, CaseRow, alone)
        make = partial(_part_of, case, row, citations, printer)
        part = kept.of(f"data-{tag}", slug, (state, citations), Part, make)
        likeness = (state, case.similar, names_used(case, names))
        make_row = partial(_row_of, case, row, names, printer)
        part.json["cases"] = kept.of(f"cases-{tag}", slug, likeness, bytes, make_row)
        yield part


class _Asking(Printer):
    """What says of each text what it would print, which takes longer."""

    def text(self, text: str, script: Script | None, slug: str = "") -> str:
        """Return the question."""
        return f"{script} {slug} {text}"


def _part_across(casebook: Casebook, printer: Printer, kept: Kept) -> Part:
    """Return what is of no single case: it stays where an edit changes no name."""
    asked = tables_across(casebook, _Asking(printer.edition, printer.wording))
    return kept.of(
        f"across-{printer.edition.tag}",
        "of-all",
        asked,
        Part,
        lambda: _part(tables_across(casebook, printer)),
    )


def _row_alone(case: Case, printer: Printer, kept: Kept, state: str) -> CaseRow:
    return case_row(case, printer, printed_once(case.article, printer, kept, state))


def _part_of(
    case: Case, row: Callable[[], CaseRow], citations: Sequence[Citation], printer: Printer
) -> Part:
    """Return what a case brings but its row in the list of cases."""
    indicators = indicator_rows(case, printer)
    flat = {**flat_rows(case, row()), "indicators": indicators}
    flat["citations"] = citation_rows(case, citations, printer)
    return _part({"indicators": indicators}, flat)


def _row_of(case: Case, row: Callable[[], CaseRow], names: Names, printer: Printer) -> bytes:
    return _json([with_similar(row(), case, names, printer)])


def _part(
    nested: Mapping[str, Sequence[Row]], flat: Mapping[str, Sequence[Row]] | None = None
) -> Part:
    """Write rows for each kind of file.

    :param flat: the flat rows, where they are others than those of ``nested``.
    """
    flat = nested if flat is None else flat
    values = {name: list(map(row_values, rows)) for name, rows in flat.items() if rows}
    return Part(
        {name: _json(rows) for name, rows in nested.items() if rows},
        {name: _csv(map(msgspec.structs.astuple, rows)) for name, rows in flat.items()},
        {name: msgspec.msgpack.encode(rows) for name, rows in values.items()},
        b"".join(msgspec.json.encode(row) + b"\n" for row in flat.get("paragraphs", ())),
    )


def _json(rows: Sequence[Row]) -> bytes:
    """Return rows as they stand between the brackets of a list."""
    return msgspec.json.format(msgspec.json.encode(rows), indent=1)[2:-2]


def described(snapshot: Snapshot) -> Description:
    """Return what ``datapackage.json`` says of a knowledge base."""
    settings = snapshot.settings
    dates = (article.published[:10] for article in snapshot.articles)
    return Description(
        title=settings.title,
        licence=settings.licence,
        rights=settings.rights,
        homepage=settings.base_url,
        date=max(dates, default=""),
    )


@cache
def schema() -> bytes:
    """Make the JSON Schema of the JSON files, with one definition a kind of row."""
    types, components = msgspec.json.schema_components(
        TABLES.values(), ref_template="#/$defs/{name}"
    )
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Casebook data",
        "version": FORMAT_VERSION,
        "description": "TABLE.json is a list of rows of the table of that name.",
        "properties": {
            name: {"type": "array", "items": item} for name, item in zip(TABLES, types, strict=True)
        },
        "$defs": components,
    }
    return msgspec.json.format(msgspec.json.encode(document, order="sorted"), indent=2) + b"\n"


def _csv(rows: Iterable[Iterable[Any]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows(map(_cell, row) for row in rows)
    return text.getvalue().encode()


def _cell(value: Any) -> str | int | float:
    """Print a value; text is never a formula."""
    if type(value) is str:  # nearly all of them
        return cell(value)
    if value is None:
        return ""
    if isinstance(value, int | float):
        return value
    return cell(";".join(map(str, value)) if isinstance(value, tuple) else str(value))
