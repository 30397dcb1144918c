"""The database where its folder cannot take it. Found by ``bench.faults html --kinds full``."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Self

import pytest

from casebook.exports import database as made
from casebook.exports.data_rows import FLAT_TABLES


def test_a_disk_that_is_full_is_an_error_of_the_system(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class Full:
        def execute(self, *_given: object) -> None:
            raise sqlite3.OperationalError("database or disk is full")

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_given: object) -> None:
            pass

        def close(self) -> None:
            pass

    monkeypatch.setattr(sqlite3, "connect", lambda _path: Full())
    with pytest.raises(OSError, match="database or disk is full") as caught:
        made.database({name: [] for name in FLAT_TABLES}, tmp_path / made.DATABASE)
    assert str(caught.value.filename).endswith(made.DATABASE)
