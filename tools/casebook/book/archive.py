"""ZIP archives that are the same bytes whenever they are made: EPUB and Word documents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO

# The first day that a ZIP file knows.
_FIRST_DAY = "1980-01-01"


def whole_day(date: str) -> str:
    """Return a date of any precision as a whole one: a year alone is its first day.

    :param date: ISO 8601; ``""`` is the first day that a ZIP file knows.
    """
    return "-".join([*(date or _FIRST_DAY).split("-"), "01", "01"][:3])


def archive(files: Iterable[tuple[str, bytes]], date: str) -> bytes:
    """Return a ZIP archive whose files are all of one day.

    :param files: in their order.
    :param date: ISO 8601 of any precision, ``""`` for none.
    """
    packed = io.BytesIO()
    _write(packed, files, date, "")
    return packed.getvalue()


def write_archive(
    file: Path, files: Iterable[tuple[str, bytes]], date: str, *, stored: str
) -> None:
    """Write a ZIP archive, of which no more than one file is held.

    :param files: as :func:`archive` takes them.
    :param stored: the name of a file that is not compressed.
    :raises OSError: where the file cannot be written.
    """
    with file.open("wb") as target:
        _write(target, files, date, stored)


def _write(target: IO[bytes], files: Iterable[tuple[str, bytes]], date: str, stored: str) -> None:
    year, month, day = map(int, max(whole_day(date), _FIRST_DAY).split("-"))
    with zipfile.ZipFile(target, "w") as made:
        for name, content in files:
            info = zipfile.ZipInfo(name, (year, month, day, 0, 0, 0))
            info.external_attr = 0o644 << 16
            info.create_system = 3
            kind = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            made.writestr(info, content, kind)
