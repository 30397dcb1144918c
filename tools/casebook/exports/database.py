"""All flat tables in one SQLite file, with a full-text index of the paragraphs.

The index cuts text into runs of three characters (the tokenizer ``trigram`` of FTS5), so
that phrases of three characters and more are found in Chinese; shorter ones by ``LIKE``.
"""

from __future__ import annotations

import errno
import sqlite3
import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import msgspec

from casebook.exports.data_rows import FLAT_TABLES, KEYS, REFERENCES, Row, plain_type

DATABASE = "casebook.sqlite"
_TYPES = {int: "INTEGER", float: "REAL", str: "TEXT", bool: "INTEGER"}


Values = list[str | int | float | bool | None]
"""The values of a row."""


def database(tables: Mapping[str, Iterable[Values]], path: Path) -> None:
    """Write the database; the same rows give the same bytes with the same SQLite.

    :param tables: the values of the rows of each of
        :data:`~casebook.exports.data_rows.FLAT_TABLES`.
    :param path: where nothing is; nobody else has the file before it is whole.
    :raises OSError: where the folder cannot be written.
    """
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        with connection:
            for name, kind in FLAT_TABLES.items():
                connection.execute(_create(name, kind))
                marks = ", ".join("?" * len(kind.__struct_fields__))
                insert = f'INSERT INTO "{name}" VALUES ({marks})'  # noqa: S608 - names are those of the records
                connection.executemany(insert, tables[name])
            connection.execute(_FULL_TEXT)
            for name, value in _FILLING.items():
                connection.execute(_SET, (name, value))
            connection.execute(_FILL)
    except sqlite3.OperationalError as error:
        raise OSError(errno.EIO, str(error), str(path)) from error
    finally:
        connection.close()


_FULL_TEXT = (
    "CREATE VIRTUAL TABLE paragraphs_text USING fts5("
    "text, content='paragraphs', content_rowid='rowid', tokenize='trigram')"
)
_SET = "INSERT INTO paragraphs_text(paragraphs_text, rank) VALUES (?, ?)"
_FILLING = {"hashsize": 2 << 20, "automerge": 0, "crisismerge": 1999}
"""How FTS5 fills the index: as parts of two megabytes in memory, which stay apart.

It would write parts of one and merge them as they come, which is a fifth of the time (800
generated articles).  A query looks into each part, some 25 for 1,000 articles, in under a
millisecond.  FTS5 merges from 1,999 parts on; it can have 2,000.
"""
_FILL = "INSERT INTO paragraphs_text(paragraphs_text) VALUES ('rebuild')"


@cache
def _create(name: str, kind: type[Row]) -> str:
    columns = [f'"{field}" {column}' for field, column in _columns(kind)]
    columns.append(f"PRIMARY KEY ({_quoted(KEYS[name])})")
    columns += [
        f'FOREIGN KEY ({_quoted(fields)}) REFERENCES "{other}" ({_quoted(there)})'
        for fields, other, there in REFERENCES.get(name, ())
    ]
    return f'CREATE TABLE "{name}" ({", ".join(columns)})'


def _quoted(fields: Sequence[str]) -> str:
    return ", ".join(f'"{field}"' for field in fields)


def _columns(kind: type[Row]) -> Iterator[tuple[str, str]]:
    hints = typing.get_type_hints(kind, include_extras=True)
    for field in kind.__struct_fields__:
        types, optional = plain_type(hints[field])
        sql = "TEXT" if types == (tuple,) else _TYPES[types[-1]]
        yield field, sql if optional else f"{sql} NOT NULL"


def row_values(row: Row) -> Values:
    """Return the values of a row; lists are joined by ``;`` as in the CSV files."""
    return [
        ";".join(map(str, value)) if isinstance(value, tuple) else value
        for value in msgspec.structs.astuple(row)
    ]
