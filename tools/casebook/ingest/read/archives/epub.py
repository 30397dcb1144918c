"""The chapters of an EPUB, in the order of its spine (EPUB 3.3, 5)."""

from __future__ import annotations

import functools
import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

from casebook.ingest.facts.dates import from_meta
from casebook.ingest.read.archives.continued import Chapter
from casebook.ingest.read.archives.member import Found, Member
from casebook.ingest.read.archives.notes import holds_only_notes, with_notes
from casebook.ingest.read.archives.titles import headed
from casebook.ingest.read.archives.zipped import beside
from casebook.ingest.read.package import Package, UnreadableError
from casebook.ingest.read.page import Facts, clean_text
from casebook.ingest.read.word.xml import attr, child, children, tag
from casebook.problems import Code

_ENCRYPTION = "META-INF/encryption.xml"
_FONTS = re.compile(rb"(?i)obfuscation")
_TEXT = re.compile(rb"<[^>]*>")
_LEAST = 180
"""Bytes of text from which a chapter is more than a cover, a title page, a list of contents."""
_CONTENTS = re.compile(r"\bnav\b|\bcover")


def chapters(package: Package) -> Iterator[Found]:
    """Yield the chapters of a book; covers, title pages and contents are named as no pages.

    :raises UnreadableError: it is encrypted or names no content.
    """
    lock = package.read(_ENCRYPTION)
    if lock and not _FONTS.search(lock):
        raise UnreadableError(Code.DOCUMENT_ENCRYPTED)
    container = package.xml("META-INF/container.xml")
    opf = attr(child(container, "rootfiles", "rootfile"), "full-path")
    root = package.xml(opf)
    if root is None:
        raise UnreadableError(Code.DOCUMENT_BROKEN, "(META-INF/container.xml)")
    metadata = child(root, "metadata")
    said = [] if metadata is None else list(metadata)
    facts = _facts({tag(x): x.text or "" for x in said})
    items = {attr(item, "id"): item for item in children(child(root, "manifest"), "item")}
    held: Chapter | None = None
    for reference in children(child(root, "spine"), "itemref"):
        item = items.get(attr(reference, "idref"))
        href = unquote(attr(item, "href")).partition("#")[0]
        name = posixpath.normpath(posixpath.join(posixpath.dirname(opf), href))
        try:
            data = package.read(name)
        except UnreadableError as error:
            yield error
            continue
        apart = bool(_CONTENTS.search(attr(item, "properties"))) or holds_only_notes(data)
        beside_it = held and posixpath.dirname(name) == posixpath.dirname(held.name)
        if held and beside_it and not apart and held.take(data, posixpath.basename(name)):
            continue
        if apart or not _is_chapter(data):
            yield name
            continue
        if held:
            yield _chapter(package, held, facts)
        held = Chapter(name, data)
    if held:
        yield _chapter(package, held, facts)


def _chapter(package: Package, chapter: Chapter, facts: Facts) -> Member:
    name = chapter.name
    data, body = headed(chapter.content())
    data = with_notes(data, posixpath.basename(name), functools.partial(_beside, package, name))
    own = replace(facts, publisher=body or facts.publisher)
    return Member(data, name, "", "text/html", beside(package, name), own)


def _beside(package: Package, page: str, path: str) -> bytes:
    """Read a file of a book by its path from a page of it; nothing where it cannot be read."""
    try:
        return package.read(posixpath.normpath(posixpath.join(posixpath.dirname(page), path)))
    except UnreadableError:
        return b""


def _is_chapter(data: bytes) -> bool:
    body = data.partition(b"<body")[2]
    return len(b"".join(_TEXT.sub(b"", body).split())) >= _LEAST


def _facts(said: dict[str, str]) -> Facts:
    day = from_meta(said.get("date", ""))
    return Facts(published=day, publisher=clean_text(said.get("publisher", "")).text)
