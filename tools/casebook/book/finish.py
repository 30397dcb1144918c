"""What Typst does not write into a PDF, and what makes it smaller."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import cast

import pikepdf


@dataclass(frozen=True, slots=True)
class About:
    """What the file of a book says of it, in words of the edition.

    :param rights: the line on rights.
    :param subjects: what the book is about.
    :param contents: the heading of the contents, ``""`` where it has none.
    """

    rights: str = ""
    subjects: tuple[str, ...] = ()
    contents: str = ""


def finish(pdf: Path, about: About) -> None:
    """Add rights and subjects to a PDF, tag its contents as such, and pack its objects."""
    with pikepdf.open(pdf, allow_overwriting_input=True) as document:
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as data:
            if about.rights:
                data["dc:rights"] = about.rights
            if about.subjects:
                data["dc:subject"] = list(about.subjects)
        # Readers show the title of the book, not the name of the file (PDF/UA-1, 7.1).
        if "/ViewerPreferences" not in document.Root:
            document.Root.ViewerPreferences = pikepdf.Dictionary()
        document.Root.ViewerPreferences.DisplayDocTitle = True
        _tag_contents(document, about.contents)
        document.save(
            pdf,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=True,
        )


def _tag_contents(document: pikepdf.Pdf, title: str) -> None:
    """Tag what stands below the heading of the contents as TOC and TOCI (ISO 32000-1, 14.8.4.3).

    Typst tags entries that the program sets itself as paragraphs.
    """
    tree = document.Root.get("/StructTreeRoot")
    if not title or tree is None:
        return
    # The one element at the top is the document.
    whole = cast("pikepdf.Dictionary", tree.K[0] if isinstance(tree.K, pikepdf.Array) else tree.K)
    kids = [cast("pikepdf.Dictionary", kid) for kid in cast("pikepdf.Array", whole.K)]
    at = next((n for n, kid in enumerate(kids) if _is_heading(kid, title)), None)
    if at is None:
        return
    entries = list(takewhile(lambda kid: not _is_heading(kid), kids[at + 1 :]))
    contents = document.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.TOC, P=whole)
    )
    contents.K = pikepdf.Array(_entries(document, entries, contents))
    whole.K = pikepdf.Array([*kids[: at + 1], contents, *kids[at + 1 + len(entries) :]])


def _entries(
    document: pikepdf.Pdf, elements: Iterable[pikepdf.Dictionary], contents: pikepdf.Object
) -> Iterable[pikepdf.Object]:
    for element in elements:
        if pikepdf.Name.Link == element.S:
            entry = document.make_indirect(
                pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.TOCI, P=contents)
            )
            entry.K = pikepdf.Array([element])
            element.P = entry
            yield entry
        else:
            element.S = pikepdf.Name.TOCI
            element.P = contents
            yield element


def _is_heading(element: pikepdf.Dictionary, title: str = "") -> bool:
    is_one = str(element.get("/S")) in {f"/H{level}" for level in range(1, 7)}
    return is_one and (not title or str(element.get("/T", "")) == title)
