"""ZIP archives that are the same bytes whenever they are made: EPUB and Word documents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

# The first day that a ZIP file knows.
_FIRST_DAY = "1980-01-01"


def whole_day(date: str) -> str:
    """Return a date of any precision as a whole one: a year alone is its first day.

    :param date: ISO 8601; ``""`` is the first day that a ZIP file knows.
    """
    return "-".join([*(date or _FIRST_DAY).split("-"), "01", "01"][:3])


def archive(files: Mapping[str, bytes], date: str, *, stored: str = "") -> bytes:
    """Return a ZIP archive whose files are all of one day.

    :param files: in their order.
    :param date: ISO 8601 of any precision, ``""`` for none.
    :param stored: the name of a file that is not compressed.
    """
    year, month, day = map(int, max(whole_day(date), _FIRST_DAY).split("-"))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, (year, month, day, 0, 0, 0))
            info.external_attr = 0o644 << 16
            info.create_system = 3
            kind = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            made.writestr(info, content, kind)
    return packed.getvalue()
