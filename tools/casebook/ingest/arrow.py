"""A cleaned page as a row of Arrow: the record of :mod:`casebook.ingest.record` in columns.

Arrow knows no type that holds itself and no choice of types that Parquet could keep.  So the
sections of an article stand in one list, in reading order, each with its level (1 at the top),
and a block has the fields of every kind of block, of which those of its own ``kind`` are
filled.  All else is as in JSON.  Needs the extra ``crawl``.
"""

from __future__ import annotations

import dataclasses
import enum
import types
import typing
from functools import cache
from importlib import import_module
from typing import Any

from casebook.ingest.pipeline import Cleaned
from casebook.ingest.record import (
    VERSION,
    RecordError,
    cleaned_of,
    plain_of,
)
from casebook.problems import Code, Problem
from casebook.records import Article, Ledger, Paragraph, Picture, Section, Table

VERSION_KEY = b"casebook.record.version"
"""The key of the version in the metadata of a schema."""
_BLOCKS = {"paragraph": Paragraph, "picture": Picture, "table": Table}
_SIMPLE = {str: "string", int: "int64", bool: "bool_"}


def record_schema() -> Any:
    """Return the ``pyarrow.Schema`` of a record of this version: article, ledger, problems.

    :raises ImportError: pyarrow is not installed.
    """
    arrow: Any = import_module("pyarrow")
    fields = [
        arrow.field("article", _type(Article)),
        arrow.field("ledger", _type(Ledger)),
        arrow.field("problems", arrow.list_(_type(Problem))),
    ]
    return arrow.schema(fields, metadata={VERSION_KEY: str(VERSION).encode()})


def to_row(cleaned: Cleaned) -> dict[str, Any]:
    """Return a record as a row of :func:`record_schema`, for ``pyarrow.Table.from_pylist``."""
    record = plain_of(cleaned)
    del record["version"]
    if record["article"]:
        record["article"]["sections"] = list(_flat(record["article"]["sections"], 1))
    return record


def from_row(row: dict[str, Any], version: int) -> Cleaned:
    """Read a row that :func:`to_row` made; other columns of the row are left alone.

    :param version: of the schema that the row comes from (:func:`version_of`).
    :raises RecordError: the row is no record, or a newer version of Casebook wrote it.
    """
    try:
        article = row["article"]
        if article is not None:
            article = {**article, "sections": _nested(article["sections"])}
        record = {"article": article, "ledger": row["ledger"], "problems": row["problems"]}
        return cleaned_of({"version": version, **record})
    except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
        if isinstance(error, RecordError):
            raise
        raise RecordError(str(error)) from error


def version_of(schema: Any) -> int:
    """Return the version of the records of a schema or a Parquet file, 0 where it has none."""
    said = (schema.metadata or {}).get(VERSION_KEY, b"")
    return int(said) if said.isdigit() else 0


def _flat(sections: list[dict[str, Any]], level: int) -> typing.Iterator[dict[str, Any]]:
    for section in sections:
        yield {key: section[key] for key in ("theme", "heading", "blocks")} | {"level": level}
        yield from _flat(section["sections"], level + 1)


def _nested(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put sections that stand in a row into those that they belong to."""
    top: list[dict[str, Any]] = []
    open_: list[list[dict[str, Any]]] = [top]
    for row in rows:
        level = row["level"]
        if not 1 <= level <= len(open_):
            raise RecordError(f"a section of level {level}")
        blocks = [_of_kind(block) for block in row["blocks"]]
        section = {"theme": row["theme"], "heading": row["heading"], "blocks": blocks}
        section["sections"] = []
        del open_[level:]
        open_[-1].append(section)
        open_.append(section["sections"])
    return top


def _of_kind(block: dict[str, Any]) -> dict[str, Any]:
    names = (field.name for field in dataclasses.fields(_BLOCKS[block["kind"]]))
    return {"kind": block["kind"]} | {name: block[name] for name in names}


@cache
def _type(hint: Any) -> Any:
    """Return the Arrow type of a field of a record."""
    arrow: Any = import_module("pyarrow")
    origin = typing.get_origin(hint)
    if origin is tuple:
        return arrow.list_(_type(typing.get_args(hint)[0]))
    if origin in {typing.Union, types.UnionType}:
        choices = [item for item in typing.get_args(hint) if item is not type(None)]
        return _type(choices[0]) if len(choices) == 1 else _block_type(arrow)
    if hint is Code or issubclass(hint, enum.Enum):
        return arrow.string()
    if hint in _SIMPLE:
        return getattr(arrow, _SIMPLE[hint])()
    fields = {name: _type(inner) for name, inner in _hints(hint).items()}
    if hint is Problem:
        fields |= {"severity": arrow.string(), "meaning": arrow.string()}
    return arrow.struct(list(fields.items()))


def _hints(made: type) -> dict[str, Any]:
    hints = typing.get_type_hints(made)
    if made is Section:
        del hints["sections"]
        hints["level"] = int
    return hints


def _block_type(arrow: Any) -> Any:
    fields = {"kind": arrow.string()}
    for block in _BLOCKS.values():
        fields |= {name: _type(hint) for name, hint in typing.get_type_hints(block).items()}
    return arrow.struct(list(fields.items()))
