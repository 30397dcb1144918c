"""The data of a casebook as files: JSON, CSV, JSON lines, a database, and what describes them.

The fields are documented in ``docs/project/data.md``; the schema of the JSON files is
``casebook/data/data.schema.json``, the CSV files are described by ``datapackage.json``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from casebook.exports.data_rows import FLAT_TABLES, TABLES, Row
from casebook.exports.database import DATABASE, database
from casebook.exports.package import FORMAT_VERSION, PACKAGE, Description, Sum, data_package
from casebook.exports.tables import flattened, tables
from casebook.project import Snapshot
from casebook.records import Casebook
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
    casebook: Casebook, printer: Printer, about: Description | None = None
) -> Iterator[tuple[str, bytes]]:
    """Make every data file of a casebook, in one edition, one after the other.

    :param about: what ``datapackage.json`` says of the knowledge base.
    :returns: file name and content: UTF-8 JSON, and CSV with a byte order mark
        (without it spreadsheets misread Chinese) and CRLF line ends (RFC 4180).
    """
    nested = tables(casebook, printer)
    for name, rows in nested.items():
        yield f"{name}.json", msgspec.json.format(msgspec.json.encode(rows), indent=1) + b"\n"
    flat = flattened(nested, casebook, printer)
    sums: dict[str, Sum] = {}
    for name in FLAT_TABLES:
        content = _csv(FLAT_TABLES[name], flat[name])
        sums[name] = Sum.of(content)
        yield f"{name}.csv", content
    yield LINES, b"".join(msgspec.json.encode(row) + b"\n" for row in flat["paragraphs"])
    yield DATABASE, database(flat)
    yield PACKAGE, data_package(sums, printer, about or Description())
    yield "schema.json", schema()


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


def _csv(kind: type[Row], rows: Sequence[Row]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(kind.__struct_fields__)
    for row in rows:
        writer.writerow([_cell(value) for value in msgspec.structs.astuple(row)])
    return text.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str | int | float:
    """Print a value; text is never a formula."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return value
    return cell(";".join(map(str, value)) if isinstance(value, tuple) else str(value))
