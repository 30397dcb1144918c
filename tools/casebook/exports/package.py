"""``datapackage.json``: what describes the CSV files to programs.

Frictionless Data Package and Table Schema, version 1
(https://specs.frictionlessdata.io/tabular-data-package/).
"""

from __future__ import annotations

import hashlib
import json
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Meta

from casebook.exports.data_rows import FLAT_TABLES, KEYS, REFERENCES, Row, plain_type
from casebook.text.printer import Printer

PACKAGE = "datapackage.json"
FORMAT_VERSION = "1.1.0"
"""Version of the tables: raised where a field is added, renamed or changes its meaning."""

_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean"}


@dataclass(frozen=True, slots=True)
class Description:
    """What is said of the knowledge base, in Traditional Chinese where it is text.

    :param title: its title.
    :param licence: the licence, ``""`` where none was declared.
    :param rights: the line on rights: the licence, or that there is none.
    :param homepage: its web address, ``""`` where it is not known.
    :param date: ISO 8601 day of the newest source, ``""`` where none has a date.
    """

    title: str = ""
    licence: str = ""
    homepage: str = ""
    date: str = ""
    rights: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """How large a file is, and its SHA-256."""

    size: int
    sha256: str

    @classmethod
    def of(cls, path: Path) -> Sum:
        """Return that of a file."""
        with path.open("rb") as file:
            return cls(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def data_package(sums: Mapping[str, Sum], printer: Printer, about: Description) -> bytes:
    """Return ``datapackage.json``.

    :param sums: those of the CSV files, by table.
    """
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": f"casebook-{printer.edition.tag.lower()}",
        "title": printer.interface(about.title),
        "description": printer.interface(about.rights or about.licence),
        "licenses": [{"name": "other", "title": printer.interface(about.licence)}]
        if about.licence
        else [],
        "homepage": about.homepage,
        "version": FORMAT_VERSION,
        "created": f"{about.date}T00:00:00Z" if len(about.date) == len("2024-07-30") else "",
        "resources": [_resource(name, sums[name]) for name in FLAT_TABLES],
    }
    filled = {key: value for key, value in package.items() if value}
    return (json.dumps(filled, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _resource(name: str, content: Sum) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "bytes": content.size,
        "hash": f"sha256:{content.sha256}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"'},
        "schema": {
            "fields": _fields(FLAT_TABLES[name]),
            "missingValues": [""],
            "primaryKey": list(KEYS[name]),
            "foreignKeys": [
                {
                    "fields": list(fields),
                    "reference": {"resource": other, "fields": list(there)},
                }
                for fields, other, there in REFERENCES.get(name, ())
            ],
        },
    }


@cache
def _fields(kind: type[Row]) -> list[dict[str, Any]]:
    hints = typing.get_type_hints(kind, include_extras=True)
    fields = []
    for field in kind.__struct_fields__:
        types, _ = plain_type(hints[field])
        metas = [arg for arg in typing.get_args(hints[field]) if isinstance(arg, Meta)]
        described = next(meta.description for meta in reversed(metas) if meta.description)
        type_ = "string" if types == (tuple,) else _TYPES[types[-1]]
        fields.append({"name": field, "type": type_, "description": described})
    return fields
