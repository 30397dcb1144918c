"""What a file is, by its bytes; its name is not believed."""

from __future__ import annotations

import enum
import re

from casebook.ingest.read.package import Package, UnreadableError, open_package
from casebook.problems import Code

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = {
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!\x1a\x07": "RAR",
    b"\xfd7zXZ\x00": "xz",
    b"bplist00": "Safari",
    b"CAJ\x00": "CAJ",
    b"KDH ": "CAJ",
}
"""How files begin that other programs wrote, and which."""
_TAR, _TAR_AT = b"ustar", 257
"""What a tar archive says, and where (POSIX.1-1988)."""
_HAR = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*\{\s*"log"\s*:\s*\{\s*"(?:version|creator|browser|pages|entries)"\s*:'
)
"""The head of a record of what a browser loaded (HTTP Archive 1.2), in JSON."""
_PDF_HEAD = 1024
"""Bytes at the head of a file in which a PDF names itself (ISO 32000-1, annex H.3.4.1)."""


class Kind(enum.Enum):
    """A kind of file that is no text."""

    TEXT = enum.auto()
    """HTML, Markdown, text: what the readers of text are asked about."""
    WORD = enum.auto()
    PDF = enum.auto()
    EPUB = enum.auto()
    ZIP = enum.auto()
    WARC = enum.auto()
    WACZ = enum.auto()


def kind_of(data: bytes) -> Kind:
    """Return what bytes are.

    :raises UnreadableError: they are of a kind that is known and not read, or damaged.
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_package(open_package(data))
    if len(data) >= 2 and b"PK\x03\x04".startswith(data):
        raise UnreadableError(Code.DOCUMENT_BROKEN)
    if data.startswith(_OLE):
        raise _old(data)
    if data.startswith(b"{\\rtf"):
        raise UnreadableError(Code.OLD_OFFICE, "(RTF)")
    if b"%PDF-" in data[:_PDF_HEAD]:
        return Kind.PDF
    if data.startswith((b"WARC/1.", b"WARC/0.", b"\x1f\x8b")):
        return Kind.WARC
    other = _other(data)
    if other:
        raise UnreadableError(Code.OTHER_FORMAT, f"({other})")
    return Kind.TEXT


def _other(data: bytes) -> str:
    """Return which other program wrote a file, as far as its head tells."""
    if data.startswith(_TAR, _TAR_AT):
        return "tar"
    if _HAR.match(data):
        return "HAR"
    return next((name for head, name in _OTHERS.items() if data.startswith(head)), "")


def _kind_of_package(package: Package) -> Kind:
    if package.has("[Content_Types].xml"):
        folders = {name.partition("/")[0] for name in package.names}
        if "word" in folders:
            return Kind.WORD
        kind = "slides" if "ppt" in folders else "a workbook" if "xl" in folders else "office"
        raise UnreadableError(Code.OLD_OFFICE, f"({kind})")
    named = package.read("mimetype")[:100].strip()
    if named == b"application/epub+zip":
        return Kind.EPUB
    if named.startswith(b"application/vnd.oasis.opendocument"):
        raise UnreadableError(Code.OLD_OFFICE, "(OpenDocument)")
    if package.has("OFD.xml"):
        raise UnreadableError(Code.OTHER_FORMAT, "(OFD)")
    if package.has("datapackage.json") and any(x.startswith("archive/") for x in package.names):
        return Kind.WACZ
    return Kind.ZIP


def _old(data: bytes) -> UnreadableError:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return UnreadableError(Code.DOCUMENT_ENCRYPTED)
    if holds("WordDocument"):
        return UnreadableError(Code.OLD_OFFICE, "(.doc or .wps)")
    return UnreadableError(Code.OLD_OFFICE)
