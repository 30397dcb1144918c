"""What Typst does not write into a PDF, and what makes it smaller."""

from __future__ import annotations

from pathlib import Path

import pikepdf


def finish(pdf: Path, rights: str) -> None:
    """Add the line on rights to the metadata of a PDF, and pack its objects.

    :param rights: words of the edition.
    """
    with pikepdf.open(pdf, allow_overwriting_input=True) as document:
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as data:
            if rights:
                data["dc:rights"] = rights
        document.save(
            pdf,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=True,
        )
