"""The pages of a web archive: WARC (ISO 28500) and WACZ; needs the extra ``archives``."""

from __future__ import annotations

import gzip
import io
import itertools
import re
import zlib
from collections.abc import Iterator
from importlib import import_module
from typing import Any, BinaryIO

from casebook.ingest.read.archives.member import Found, Member
from casebook.ingest.read.kinds import OLD_WORD, Kind, kind_of
from casebook.ingest.read.package import MAX_PART, MAX_UNPACKED, Package, UnreadableError
from casebook.ingest.read.page import Facts
from casebook.problems import Code

_KINDS = re.compile(
    r"(?:text/(?:html|plain|markdown)|application/(?:xhtml\+xml|pdf|msword|"
    r"vnd\.openxmlformats-officedocument\.wordprocessingml\.document))\b"
)
_UNSAID = re.compile(r"(?!.*(?:script|json|xml|css|font|wasm))(?:(?:application|binary)/|[^/]*$)")
"""Types that do not say what an answer is: none, and those of downloads of any kind."""
_HEADS = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b"
    rb"|PK\x03\x04.*?(?:\[Content_Types\]\.xml|_rels/|docProps/|word/)"
    rb"|\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    re.DOTALL | re.IGNORECASE,
)
"""How pages, Word documents and what older Office programs wrote begin."""
_SNIFFED = 1024
"""Bytes of an answer that show what it is; in them a PDF names itself."""
_CHUNK = 1 << 20
_ADDRESS = re.compile(r"https?://[!-~]+")


def responses(data: bytes) -> Iterator[Found]:
    """Yield the pages that servers answered with, in the order of the archive.

    Redirections, errors, requests and what is no text are passed over without a word:
    an archive is full of them.

    :returns: pages, and an error for each page that cannot be unpacked.
    :raises UnreadableError: warcio is not installed, or the archive is damaged or too large; what
        stands before the damage has been yielded.
    """
    total = 0
    for result in records(io.BytesIO(data)):
        if isinstance(result, Member):
            total += len(result.data)
            if total > MAX_UNPACKED:
                raise UnreadableError(Code.PACKAGE_TOO_LARGE, f"({result.url})")
        yield result


def records(stream: BinaryIO) -> Iterator[Member | UnreadableError]:
    """Yield the pages of a web archive of any size, read as a stream.

    :returns: pages, and an error for each page that cannot be unpacked; the next follow.
    :raises UnreadableError: as :func:`responses`; also where only the end of a page is missing.
    """
    done = 0
    try:
        for result in _records(stream):
            yield result
            done += 1
    except _PackedAsOneError:
        stream.seek(0)
        with gzip.GzipFile(fileobj=stream) as unpacked:
            yield from itertools.islice(_records(unpacked), done, None)


class _PackedAsOneError(Exception):
    """An archive was packed as a whole, and not record by record as the standard asks for."""


def _records(stream: BinaryIO | gzip.GzipFile) -> Iterator[Member | UnreadableError]:
    try:
        iterator: Any = import_module("warcio.archiveiterator")
        failures: Any = import_module("warcio.exceptions")
    except ImportError as error:
        raise UnreadableError(Code.EXTRA_MISSING, "(warcio: casebook[archives])") from error
    try:
        archive = iterator.ArchiveIterator(stream)
        whole = _watched(archive)
        last: Any = None
        for record in archive:
            last = record
            try:
                member = _member(record)
            except UnreadableError as error:
                if error.code is Code.DOCUMENT_BROKEN:
                    raise
                yield error
                continue
            if member:
                yield member
        if not all(whole) or (last is not None and _is_cut(last)):
            raise UnreadableError(Code.DOCUMENT_BROKEN, "(WARC)")
    except failures.ArchiveLoadFailed as error:
        if "non-chunked gzip" in str(error) and stream.seekable():
            raise _PackedAsOneError from error
        raise UnreadableError(Code.DOCUMENT_BROKEN, "(WARC)") from error
    except (EOFError, OSError, ValueError, AttributeError, zlib.error) as error:
        # An answer without an address has no field that warcio could look into.
        raise UnreadableError(Code.DOCUMENT_BROKEN, "(WARC)") from error


def _watched(archive: Any) -> list[bool]:
    """Return a list that holds, when an archive has been read, whether it came to its end.

    warcio takes an archive that ends within the head of a record for one that ends before it:
    then a line of the record had been read, or gzip has not come to its end.
    """
    whole: list[bool] = []
    close, next_record = archive.close, archive._next_record  # noqa: SLF001  says it nowhere else

    def closing() -> None:
        packing = archive.reader.decompressor if archive.reader else None
        whole.append(packing is None or packing.eof)
        close()

    def following(line: bytes | None) -> Any:
        try:
            return next_record(line)
        except EOFError:
            whole.append(not line)
            raise

    archive.close, archive._next_record = closing, following  # noqa: SLF001
    return whole


def _is_cut(record: Any) -> bool:
    """Whether the last record of an archive ends within its head, or before its length."""
    headed = record.format != "warc" or record.rec_headers.get_header("Content-Length")
    return not headed or record.raw_stream.limit > 0


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
    media = media.strip().lower()
    said = bool(_KINDS.match(media))
    if not (said or _UNSAID.match(media)):
        return None
    page = _content(record, url, said=said)
    if page is None:
        return None
    day = str(headers.get_header("WARC-Date") or "")[:10]
    saved = day if re.fullmatch(r"\d{4}-\d{2}-\d{2}", day) else ""
    return Member(page, url, url, media, facts=Facts(url=url, saved=saved))


def _is_page(data: bytes) -> bool:
    """Whether an answer whose type says nothing is a page or a document, also a damaged one."""
    try:
        return _begins_as_page(data) and kind_of(data) in {Kind.TEXT, Kind.WORD, Kind.PDF}
    except UnreadableError as error:
        others = {Code.OLD_OFFICE, Code.OTHER_FORMAT}
        return error.code not in others or error.detail == OLD_WORD


def _content(record: Any, url: str, *, said: bool) -> bytes | None:
    """Read a record to its end, whatever its server packed it with.

    :param said: whether it is a page by its type; else its bytes tell.
    :returns: its bytes, ``None`` if it is none.
    """
    packed = str(record.http_headers.get_header("Content-Encoding") if record.http_headers else "")
    brotli = packed.strip().lower() == "br"
    if brotli:
        record.http_headers.remove_header("Content-Encoding")  # warcio fails on it
    made = bytearray()
    stream = record.content_stream()
    wanted = said or brotli
    while chunk := stream.read(_CHUNK if wanted else _SNIFFED):
        made += chunk
        wanted = wanted or _begins_as_page(made)
        if not wanted and len(made) >= _SNIFFED:
            return None
        if len(made) > MAX_PART:
            raise UnreadableError(Code.PACKAGE_TOO_LARGE, f"({url})")
    while record.raw_stream.read(_CHUNK):
        pass  # what the encoding of the answer left
    if record.raw_stream.limit > 0:  # the archive ends before the record does
        raise UnreadableError(Code.DOCUMENT_BROKEN, f"({url})")
    data = _unpacked(bytes(made), url) if brotli else bytes(made)
    return data if said or _is_page(data) else None


def _begins_as_page(data: bytes | bytearray) -> bool:
    return b"%PDF-" in data[:_SNIFFED] or bool(_HEADS.match(data[:_SNIFFED]))


def _unpacked(data: bytes, url: str) -> bytes:
    """Unpack what a server packed with Brotli (RFC 7932); what it only says is so stays."""
    try:
        brotli: Any = import_module("brotli")
    except ImportError as error:
        raise UnreadableError(Code.EXTRA_MISSING, "(brotli: casebook[archives])") from error
    decoder = brotli.Decompressor()
    made = bytearray()
    try:
        made += decoder.process(data, output_buffer_limit=_CHUNK)
        while not decoder.can_accept_more_data() and len(made) <= MAX_PART:
            made += decoder.process(b"", output_buffer_limit=_CHUNK)
    except brotli.error:
        return data
    if len(made) > MAX_PART:
        raise UnreadableError(Code.PACKAGE_TOO_LARGE, f"({url})")
    return bytes(made)


def responses_of_package(package: Package) -> Iterator[Found]:
    """Yield the pages of a WACZ: of the WARC files in its folder ``archive``."""
    for name in sorted(package.names):
        if re.fullmatch(r"archive/[^/]+\.warc(?:\.gz)?", name):
            yield from responses(package.read(name))
