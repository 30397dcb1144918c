"""What Typst does not write into a PDF, or should not, and what makes it smaller."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from itertools import takewhile
from pathlib import Path
from typing import cast

import pikepdf

from casebook.book.about import About
from casebook.book.source import JOINER
from casebook.output import write_whole

# Typst draws nothing for a joiner and counts it to the sign before: in a replacement text of
# that sign, or in what its font says that it means.  Both are UTF-16 in hexadecimal digits.
_SAID = re.compile(rb"(?<=/ActualText<FEFF)[0-9A-F]+(?=>)|(?<=> <)[0-9A-F]{8,}(?=>)")
_JOINER = f"{ord(JOINER):04X}".encode()


def finish(pdf: Path, about: About) -> None:
    """Add rights and subjects to a PDF, tag its contents, drop joiners, and pack its objects.

    :raises OSError: where it cannot be written; the file is as before.
    """
    # In memory: the library ends the process where the disk is full.
    packed = io.BytesIO()
    with pikepdf.open(pdf) as document:
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
        _join_lists(document)
        _drop_joiners(document)
        document.save(
            packed,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=True,
        )
    write_whole(pdf, packed.getvalue())


def _drop_joiners(document: pikepdf.Pdf) -> None:
    """Leave no joiner in what a reader copies, searches or hears."""
    streams: dict[tuple[int, int], pikepdf.Object] = {}
    for page in document.pages:
        streams[page.Contents.objgen] = page.Contents
        for font in page.resources.get("/Font", pikepdf.Dictionary()).values():
            if "/ToUnicode" in font:
                streams[font.ToUnicode.objgen] = font.ToUnicode
    for stream in streams.values():
        data = stream.read_bytes()
        if _JOINER in data:
            stream.write(_SAID.sub(_without_joiners, data))
    with document.open_outline() as outline:
        todo = list(outline.root)
        while todo:
            entry = todo.pop()
            entry.title = entry.title.replace(JOINER, "")
            todo += entry.children
    for element in _top(document):
        if _is_heading(element):
            element.T = pikepdf.String(str(element.get("/T", "")).replace(JOINER, ""))


def _without_joiners(said: re.Match[bytes]) -> bytes:
    units = (said[0][at : at + 4] for at in range(0, len(said[0]), 4))
    return b"".join(unit for unit in units if unit != _JOINER)


def _tag_contents(document: pikepdf.Pdf, title: str) -> None:
    """Tag what stands below the heading of the contents as TOC and TOCI (ISO 32000-1, 14.8.4.3).

    Typst tags entries that the program sets itself as paragraphs.
    """
    kids = _top(document) if title else []
    at = next((n for n, kid in enumerate(kids) if _is_heading(kid, title)), None)
    if at is None:
        return
    whole = kids[at].P
    entries = list(takewhile(lambda kid: not _is_heading(kid), kids[at + 1 :]))
    contents = document.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.TOC, P=whole)
    )
    contents.K = pikepdf.Array(_entries(document, entries, contents))
    whole.K = pikepdf.Array([*kids[: at + 1], contents, *kids[at + 1 + len(entries) :]])


def _join_lists(document: pikepdf.Pdf) -> None:
    """Make one list of lists that follow each other: the template sets each item as a list."""
    kids = _top(document)
    runs: list[list[pikepdf.Dictionary]] = []
    for kid in kids:
        if runs and pikepdf.Name.L == kid.S == runs[-1][0].S:
            runs[-1].append(kid)
        else:
            runs.append([kid])
    for first, *others in runs:
        if not others:
            continue
        items = _kids(first)
        for other in others:
            for item in _kids(other):
                item.P = first
                items.append(item)
        first.K = pikepdf.Array(items)
    if kids:
        kids[0].P.K = pikepdf.Array([first for first, *_ in runs])


def _kids(element: pikepdf.Dictionary) -> list[pikepdf.Dictionary]:
    kids = element.K
    return cast(
        "list[pikepdf.Dictionary]", list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    )


def _top(document: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """Return what stands in the one element at the top of the tags, the document."""
    tree = document.Root.get("/StructTreeRoot")
    if tree is None:
        return []
    (whole,) = _kids(cast("pikepdf.Dictionary", tree))
    return _kids(whole)


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
