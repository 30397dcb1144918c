"""A file that was packed with gzip (RFC 1952): a page, a document, or an archive of pages."""

from __future__ import annotations

import gzip
import io
import posixpath
import zlib

from casebook.ingest.read.kinds import GZIP
from casebook.ingest.read.package import MAX_PART, UnreadableError
from casebook.problems import Code


def unpacked(data: bytes) -> bytes:
    """Return the file that gzip packed.

    :raises UnreadableError: it is cut off or damaged, has more than :data:`MAX_PART` bytes, or
        was packed more than once.
    """
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            made = packed.read(MAX_PART + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableError(Code.DOCUMENT_BROKEN, "(gzip)") from error
    if len(made) > MAX_PART:
        raise UnreadableError(Code.PACKAGE_TOO_LARGE, "(gzip)")
    if made.startswith(GZIP):
        raise UnreadableError(Code.OTHER_FORMAT, "(gzip in gzip)")
    return made


def name_within(name: str) -> str:
    """Return what the file is called that was packed as ``name`` (``a/page.html.gz``)."""
    return posixpath.basename(name.replace("\\", "/")).removesuffix(".gz") or "page"
