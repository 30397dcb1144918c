"""The parts of a Word document: what each refers to, what the file says of itself."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from casebook.ingest.read.package import Package, UnreadableError
from casebook.ingest.read.page import clean_text
from casebook.ingest.read.word.xml import attr, children, tag
from casebook.problems import Code


def relations_of(package: Package, part: str) -> Iterator[tuple[str, str, str]]:
    """Yield what a part refers to within the file: the id, the kind, the name of the other."""
    folder, base = posixpath.split(part)
    for relation in children(package.xml(f"{folder}/_rels/{base}.rels"), "Relationship"):
        if attr(relation, "TargetMode") == "External":
            continue  # never followed
        target = attr(relation, "Target")
        way = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
        kind = attr(relation, "Type").rpartition("/")[2]
        yield attr(relation, "Id"), kind, posixpath.normpath(way)


def properties_of(package: Package) -> dict[str, str]:
    """Return what the file says of itself (OPC core properties) by its keys."""
    try:
        root = package.xml("docProps/core.xml")
    except UnreadableError as error:
        if error.code is Code.DOCUMENT_BROKEN:
            return {}  # they are not the text
        raise
    if root is None:
        return {}
    return {tag(element): clean_text(element.text or "").text for element in root}
