"""Archives of pages: ZIP, EPUB, WARC, WACZ, gzip.  Nothing is unpacked to disk, nothing fetched."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

from casebook.ingest.read.archives.epub import chapters
from casebook.ingest.read.archives.gzipped import name_within, unpacked
from casebook.ingest.read.archives.member import Found, Member
from casebook.ingest.read.archives.warc import responses, responses_of_package
from casebook.ingest.read.archives.zipped import pages_of
from casebook.ingest.read.kinds import Kind, kind_of
from casebook.ingest.read.package import UnreadableError, open_package
from casebook.problems import Code, Problem

__all__ = ["Member", "is_archive", "members"]

_ARCHIVES = {Kind.ZIP, Kind.EPUB, Kind.WARC, Kind.WACZ, Kind.GZIP}


def is_archive(data: bytes) -> bool:
    """Whether bytes are an archive of pages, rather than a page."""
    try:
        return kind_of(data) in _ARCHIVES
    except UnreadableError:
        return False


def members(data: bytes, name: str) -> Iterator[Member | Problem]:
    """Yield the pages of an archive, each once, and what is wrong with it.

    :param name: what problems call the archive; that of a page follows after a slash and is
        never used as a path.
    """
    seen: set[bytes] = set()
    counted = Counter[Code]()
    passed = list[str]()
    failed = False
    try:
        for result in _found(data, name):
            if isinstance(result, str):
                passed.append(result)
                continue
            if isinstance(result, UnreadableError):
                failed = True
                yield Problem(result.code, name, 0, result.detail)
                continue
            digest = hashlib.sha256(result.data).digest()
            if digest in seen:
                counted[Code.ARCHIVE_DUPLICATE] += 1
                continue
            seen.add(digest)
            yield result.named(f"{name}/{result.name}")
    except UnreadableError as error:
        yield Problem(error.code, name, 0, error.detail)
        return
    if not seen and not failed:
        yield Problem(Code.ARCHIVE_WITHOUT_PAGE, name)
    for code, count in counted.items():
        yield Problem(code, name, 0, f"(pages: {count})")
    if passed:
        shown = ", ".join(passed[:3]) + (" …" if passed[3:] else "")
        yield Problem(Code.ARCHIVE_PASSED_OVER, name, 0, f"({len(passed)}: {shown})")


def _found(data: bytes, name: str) -> Iterator[Found]:
    kind = kind_of(data)
    if kind is Kind.GZIP:
        data = unpacked(data)
        kind = kind_of(data)
        if kind not in _ARCHIVES:
            return iter((Member(data, name_within(name)),))
    if kind is Kind.WARC:
        return responses(data)
    package = open_package(data)
    if kind is Kind.EPUB:
        return chapters(package)
    return responses_of_package(package) if kind is Kind.WACZ else pages_of(package)
