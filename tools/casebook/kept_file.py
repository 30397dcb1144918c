"""One file that holds the results of earlier runs, each found by its group, its name and its key.

It is an SQLite database.  Thousands of files of a few kilobytes took longer to write than what
they hold took to make.  Nothing in it is needed: what cannot be read counts as missing, what
cannot be written is made again by the next run, and a damaged file is begun anew.  So no write
waits for the disk; each result has a checksum, for what a power failure may leave.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from casebook import files as disk

NAME = "kept.sqlite"
_FORMAT = 2
_PAGE = 8_192
"""Bytes of a page of the file: one holds several of the usual results."""
_PATIENCE = 60.0
"""Seconds that a run waits for another one, which writes in well under one."""
_CREATE = (
    "CREATE TABLE kept (family TEXT NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL,"
    " checksum BLOB NOT NULL, content BLOB NOT NULL, PRIMARY KEY (family, name))"
)

CHECKSUM = 4
"""Bytes of a checksum: what may be damaged is cut or mixed, and nobody forges it (CRC-32)."""

T = TypeVar("T")


class KeptFile:
    """Results of earlier runs in a folder, which may be missing."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self._connection: sqlite3.Connection | None = None

    def read(self, group: str, name: str, key: str) -> bytes | None:
        """Return what was written under a key; ``None`` where nothing was, or something else."""
        query = "SELECT content, checksum FROM kept WHERE family = ? AND name = ? AND key = ?"

        def row(connection: sqlite3.Connection) -> tuple[bytes, bytes] | None:
            found: tuple[bytes, bytes] | None
            found = connection.execute(query, (group, name, key)).fetchone()
            return found

        found = self._try(row)
        if found is None or checksum_of(found[0]) != found[1]:
            return None
        return found[0]

    def write(self, group: str, name: str, key: str, content: bytes) -> None:
        """Write a result in place of the one of this name."""
        with suppress(OSError):
            disk.before_change("write", self.path)
            values = (group, name, key, checksum_of(content), content)
            order = "INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?)"
            self._try(lambda connection: connection.execute(order, values))

    def delete_others(self, wanted: Mapping[str, Collection[str]]) -> None:
        """Delete all results but those of these names, by group."""

        def delete(connection: sqlite3.Connection) -> None:
            there = connection.execute("SELECT family, name FROM kept").fetchall()
            others = [row for row in there if row[1] not in wanted.get(row[0], ())]
            if others:
                connection.executemany("DELETE FROM kept WHERE family = ? AND name = ?", others)

        with suppress(OSError):
            disk.before_change("write", self.path)
            self._try(delete)
        self.close()

    def close(self) -> None:
        """Let the file go; what is asked for after that opens it again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _try(self, act: Callable[[sqlite3.Connection], T]) -> T | None:
        """Do something with the file; ``None`` where that is not possible."""
        try:
            return act(self._opened())
        except sqlite3.OperationalError:
            return None  # the disk is full, or another run has it for long
        except (sqlite3.DatabaseError, OSError):
            self._begin_anew()
            return None

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # Each write stands for itself; a lock is held for that alone.
            connection = sqlite3.connect(
                self.path, _PATIENCE, isolation_level=None, check_same_thread=False
            )
            try:
                self._prepare(connection)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    @staticmethod
    def _prepare(connection: sqlite3.Connection) -> None:
        connection.execute(f"PRAGMA page_size = {_PAGE}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = OFF")
        if _version(connection) == _FORMAT:
            return
        connection.execute("BEGIN IMMEDIATE")
        if _version(connection) != _FORMAT:  # nor has another run made it meanwhile
            connection.execute("DROP TABLE IF EXISTS kept")
            connection.execute(_CREATE)
            connection.execute(f"PRAGMA user_version = {_FORMAT}")
        connection.execute("COMMIT")

    def _begin_anew(self) -> None:
        self.close()
        with suppress(OSError):
            for suffix in ("", "-wal", "-shm"):
                disk.remove(self.path.with_name(f"{NAME}{suffix}"))


def _version(connection: sqlite3.Connection) -> int:
    ((version,),) = connection.execute("PRAGMA user_version").fetchall()
    return int(version)


def checksum_of(content: bytes) -> bytes:
    """Return what shows that a result was read as it was written."""
    return zlib.crc32(content).to_bytes(CHECKSUM)
