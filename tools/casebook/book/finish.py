"""What Typst does not write into a PDF, and what makes it smaller."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pikepdf


def finish(pdf: Path, rights: str, subjects: Iterable[str]) -> None:
    """Add rights and subjects to the metadata of a PDF, and pack its objects.

    :param rights: the line on rights, words of the edition.
    :param subjects: what the book is about.
    """
    with pikepdf.open(pdf, allow_overwriting_input=True) as document:
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as data:
            if rights:
                data["dc:rights"] = rights
            if named := list(subjects):
                data["dc:subject"] = named
        document.save(
            pdf,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=True,
        )
