"""The pages of a web archive: WARC (ISO 28500) and WACZ; needs the extra ``archives``."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from casebook.ingest.read.archives.member import Found, Member
from casebook.ingest.read.package import MAX_PART, MAX_UNPACKED, Package, UnreadableError
from casebook.ingest.read.page import Facts
from casebook.problems import Code

_KINDS = re.compile(
    r"(?:text/(?:html|plain|markdown)|application/(?:xhtml\+xml|pdf|msword|"
    r"vnd\.openxmlformats-officedocument\.wordprocessingml\.document))\b"
)
_CHUNK = 1 << 20
_ADDRESS = re.compile(r"https?://[!-~]+")


def responses(data: bytes) -> Iterator[Found]:
    """Yield the pages that servers answered with, in the order of the archive.

    Redirections, errors, requests and what is no text are passed over without a word:
    an archive is full of them.

    :raises UnreadableError: warcio is not installed, or the archive is damaged; what stands before
        the damage has been yielded.
    """
    try:
        iterator: Any = import_module("warcio.archiveiterator")
        failures: Any = import_module("warcio.exceptions")
    except ImportError as error:
        raise UnreadableError(Code.EXTRA_MISSING, "(warcio: casebook[archives])") from error
    total = 0
    try:
        for record in iterator.ArchiveIterator(io.BytesIO(data)):
            member = _member(record)
            if member:
                total += len(member.data)
                if total > MAX_UNPACKED:
                    raise UnreadableError(Code.PACKAGE_TOO_LARGE, f"({member.url})")
                yield member
    except (failures.ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
        raise UnreadableError(Code.DOCUMENT_BROKEN, "(WARC)") from error


def _member(record: Any) -> Member | None:
    headers = record.rec_headers
    url = str(headers.get_header("WARC-Target-URI") or "").strip("<>")
    if not _ADDRESS.fullmatch(url):
        return None
    if record.rec_type == "response" and record.http_headers:
        if record.http_headers.get_statuscode() != "200":
            return None
        media = str(record.http_headers.get_header("Content-Type") or "")
    elif record.rec_type == "resource":
        media = str(headers.get_header("Content-Type") or "")
    else:
        return None
    if not _KINDS.match(media.strip().lower()):
        return None
    made = bytearray()
    stream = record.content_stream()
    while chunk := stream.read(_CHUNK):
        made += chunk
        if len(made) > MAX_PART:
            raise UnreadableError(Code.PACKAGE_TOO_LARGE, f"({url})")
    while record.raw_stream.read(_CHUNK):
        pass  # what the encoding of the answer left
    if record.raw_stream.limit > 0:  # the archive ends before the record does
        raise UnreadableError(Code.DOCUMENT_BROKEN, f"({url})")
    day = str(headers.get_header("WARC-Date") or "")[:10]
    saved = day if re.fullmatch(r"\d{4}-\d{2}-\d{2}", day) else ""
    return Member(bytes(made), url, url, media.lower(), facts=Facts(url=url, saved=saved))


def responses_of_package(package: Package) -> Iterator[Found]:
    """Yield the pages of a WACZ: of the WARC files in its folder ``archive``."""
    for name in sorted(package.names):
        if re.fullmatch(r"archive/[^/]+\.warc(?:\.gz)?", name):
            yield from responses(package.read(name))
