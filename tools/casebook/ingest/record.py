"""A cleaned page as JSON: article, ledger and problems, for programs that carry it further.

The form follows the records: each field of a dataclass is a key of its name.  Only three
things are written otherwise: a block says its ``kind``, a problem says its code, its severity
and what it means, and an enumeration its value.  :func:`schema` describes it all, made from
the same records.
"""

from __future__ import annotations

import dataclasses
import enum
import json
import types
import typing
from functools import cache
from typing import Any

from casebook.ingest.pipeline import Cleaned
from casebook.problems import Code, Problem
from casebook.records import Article, Ledger, Paragraph, Picture, Table

VERSION = 1
"""Raised by every change that a reader of version 1 would read falsely."""
_BLOCKS = {"paragraph": Paragraph, "picture": Picture, "table": Table}
_KINDS = {made: kind for kind, made in _BLOCKS.items()}
_SIMPLE = {str: "string", int: "integer", bool: "boolean", type(None): "null"}
_CODES = {code.code: code for code in Code}


class RecordError(ValueError):
    """A text is no record, or one of a newer version."""


def dump_record(cleaned: Cleaned) -> str:
    """Write a cleaned page as one line of JSON.

    The lines as read and the bytes of pictures are left out: the one is a matter of working
    out what happened, the others are files.
    """
    return json.dumps(plain_of(cleaned), ensure_ascii=False)


def plain_of(cleaned: Cleaned) -> dict[str, Any]:
    """Return a record as dictionaries, lists, strings, numbers and ``None``."""
    return {
        "version": VERSION,
        "article": _plain(cleaned.article),
        "ledger": _plain(cleaned.ledger),
        "problems": [_plain(problem) for problem in cleaned.problems],
    }


def load_record(text: str) -> Cleaned:
    """Read what :func:`dump_record` wrote.

    :raises RecordError: the text is no record, or a newer version of Casebook wrote it.
    """
    try:
        return cleaned_of(json.loads(text))
    except RecordError:
        raise
    except (ValueError, RecursionError) as error:
        raise RecordError(str(error)) from error


def cleaned_of(record: Any) -> Cleaned:
    """Read what :func:`plain_of` returned.

    :raises RecordError: it is no record, or a newer version of Casebook wrote it.
    """
    try:
        return _cleaned(record)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        if isinstance(error, RecordError):
            raise
        said = f"no field {error}" if isinstance(error, KeyError) else f"no record ({error})"
        raise RecordError(said) from error


def _cleaned(record: Any) -> Cleaned:
    version = record["version"]
    if not isinstance(version, int) or not 1 <= version <= VERSION:
        raise RecordError(f"version {version}")
    return Cleaned(
        None if record["article"] is None else _made(Article, record["article"]),
        _made(Ledger, record["ledger"]),
        tuple(_made(Problem, problem) for problem in record["problems"]),
    )


def _plain(value: Any) -> Any:
    match value:
        case Problem():
            code = value.code
            said = {"code": code.code, "severity": code.severity.value, "meaning": code.meaning}
            return said | {"file": value.file, "line": value.line, "detail": value.detail}
        case enum.Enum():
            return value.value
        case tuple():
            return [_plain(item) for item in value]
    if dataclasses.is_dataclass(value):
        kind = _KINDS.get(type(value))
        fields = {
            field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)
        }
        return {"kind": kind} | fields if kind else fields
    return value


@cache
def _hints(made: type) -> dict[str, Any]:
    return typing.get_type_hints(made)


def _made(hint: Any, value: Any) -> Any:
    """Make a value of a type from plain data."""
    origin = typing.get_origin(hint)
    if origin is tuple:
        if not isinstance(value, list):
            raise RecordError(f"{value!r:.80} is no list")
        inner = typing.get_args(hint)[0]
        return tuple(_made(inner, item) for item in value)
    if origin in {typing.Union, types.UnionType}:
        if value is None:
            return None
        choices = [choice for choice in typing.get_args(hint) if choice is not type(None)]
        return _made(_BLOCKS[value["kind"]] if len(choices) > 1 else choices[0], value)
    return _one(hint, value)


def _one(made: Any, value: Any) -> Any:
    """Make a value of a type that is no list and no choice."""
    if made is Code:
        return _CODES[value]
    if issubclass(made, enum.Enum):
        return made(value)
    if hasattr(made, "__dataclass_fields__"):
        hints = _hints(made)
        return made(**{name: _made(hints[name], value[name]) for name in hints})
    if type(value) is not made:
        raise RecordError(f"{value!r:.80} is no {made.__name__}")
    return value


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a record of this version."""
    defs: dict[str, Any] = {}
    article = {"anyOf": [_shape(Article, defs), {"type": "null"}]}
    properties = {
        "version": {"const": VERSION},
        "article": article,
        "ledger": _shape(Ledger, defs),
        "problems": {"type": "array", "items": _shape(Problem, defs)},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A page cleaned by Casebook",
        **_object(properties),
        "$defs": defs,
    }


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _shape(hint: Any, defs: dict[str, Any]) -> dict[str, Any]:
    origin = typing.get_origin(hint)
    if origin is tuple:
        return {"type": "array", "items": _shape(typing.get_args(hint)[0], defs)}
    if origin in {typing.Union, types.UnionType}:
        return {"anyOf": [_shape(choice, defs) for choice in typing.get_args(hint)]}
    if hint is Code:
        return {"enum": sorted(_CODES)}
    if hint not in _SIMPLE and not issubclass(hint, enum.Enum):
        return _referred(hint, defs)
    # Enumerations are strings: a knowledge base may add themes.
    return {"type": _SIMPLE.get(hint, "string")}


def _referred(hint: Any, defs: dict[str, Any]) -> dict[str, Any]:
    name = hint.__name__
    if name not in defs:
        defs[name] = {}
        properties = {key: _shape(inner, defs) for key, inner in _hints(hint).items()}
        if hint is Problem:
            properties |= {"severity": {"type": "string"}, "meaning": {"type": "string"}}
        if hint in _KINDS:
            properties["kind"] = {"const": _KINDS[hint]}
        defs[name] = _object(properties)
    return {"$ref": f"#/$defs/{name}"}
