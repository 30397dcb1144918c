"""What a file is, by its bytes; its name is not believed."""

from __future__ import annotations

import enum
import json
import re
import zlib

from casebook.ingest.read.origin import fields_of
from casebook.ingest.read.package import Package, UnreadableError, open_package
from casebook.problems import Code

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = {
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!\x1a\x07": "RAR",
    b"\xfd7zXZ\x00": "xz",
    b"BZh91AY&SY": "bzip2",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"%!PS-": "PostScript",
    b"bplist00": "Safari",
    b"CAJ\x00": "CAJ",
    b"KDH ": "CAJ",
    b"\x89PNG\r\n": "PNG, a picture",
    b"\xff\xd8\xff": "JPEG, a picture",
    b"GIF8": "GIF, a picture",
    b"II*\x00": "TIFF, a picture",
    b"MM\x00*": "TIFF, a picture",
    b"RIFF": "RIFF, as WebP, a picture",
}
"""How files begin that other programs wrote, and which."""
OLD_WORD = "(.doc or .wps)"
"""What a problem says of a document of older Word programs."""
_TAR, _TAR_AT = b"ustar", 257
"""What a tar archive says, and where (POSIX.1-1988)."""
_HAR = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*\{\s*"log"\s*:\s*\{\s*"(?:version|creator|browser|pages|entries)"\s*:'
)
"""The head of a record of what a browser loaded (HTTP Archive 1.2), in JSON."""
GZIP = b"\x1f\x8b"
"""How what gzip packed begins (RFC 1952, 2.3.1)."""
_WARC_HEADS = (b"WARC/1.", b"WARC/0.", b"filedesc://")
"""How web archives begin: WARC (ISO 28500), and ARC before it."""
_BOM = b"\xef\xbb\xbf"
_DECLARED = re.compile(rb"<\?xml\s")
_NO_ELEMENT = re.compile(rb"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>]*>", re.DOTALL)
_ELEMENT = re.compile(rb"\s*<([A-Za-z][\w:.-]{0,60})[\s/>]")
"""What may stand before the first element of an XML file, and its name (XML 1.0, 2.8)."""
_XML_HEAD = 4096
"""Bytes at the head of an XML file in which its first element is looked for."""
_PAGES = frozenset({"html", "head", "body", "div", "p", "article", "section", "main", "table"})
"""First elements of XML that a reader of pages understands."""
_OFFICE_XML = {
    "w:wordDocument": "Word XML",
    "pkg:package": "Word XML",
    "office:document": "OpenDocument",
}
"""First elements of the office documents that are one XML file."""
_PDF_HEAD = 1024
"""Bytes at the head of a file in which a PDF names itself (ISO 32000-1, annex H.3.4.1)."""

_MAIL = tuple(
    re.compile(rb"(?im)^" + field)
    for field in (rb"mime-version:", rb"(?:from|to):.*@", rb"content-type:\s*multipart/mixed\b")
)
"""Fields of a mail with files attached (RFC 5322, RFC 2046 5.1.3)."""


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
    GZIP = enum.auto()
    """One file, whatever it is, packed with gzip (RFC 1952)."""


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
    if data.startswith(GZIP):
        return Kind.WARC if _holds_warc(data) else Kind.GZIP
    if data.startswith(_WARC_HEADS):
        return Kind.WARC
    office = _OFFICE_XML.get(_first_element(data))
    if office:
        raise UnreadableError(Code.OLD_OFFICE, f"({office})")
    other = _other(data)
    if other:
        raise UnreadableError(Code.OTHER_FORMAT, f"({other})")
    return Kind.TEXT


def _other(data: bytes) -> str:
    """Return which other program wrote a file, as far as its head tells."""
    fields = fields_of(data)
    if all(field.search(fields) for field in _MAIL):
        return "mail"
    if data.startswith(_TAR, _TAR_AT):
        return "tar"
    if _HAR.match(data):
        return "HAR"
    if _is_json(data):
        return "JSON"
    element = _first_element(data)
    if element and element.rpartition(":")[2].lower() not in _PAGES:
        return f"XML: {element}"
    return next((name for head, name in _OTHERS.items() if data.startswith(head)), "")


def _holds_warc(data: bytes) -> bool:
    """Whether what gzip packed is a web archive; nothing is an empty one."""
    size = max(map(len, _WARC_HEADS))
    try:
        head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data, size)
    except zlib.error:
        return False
    return not head or head.startswith(_WARC_HEADS)


def _first_element(data: bytes) -> str:
    """Return the name of the first element of an XML file, ``""`` of any other."""
    head = data[:_XML_HEAD].removeprefix(_BOM).lstrip()
    found = _DECLARED.match(head) and _ELEMENT.match(_NO_ELEMENT.sub(b"", head))
    return found[1].decode("ascii", "replace") if found else ""


def _is_json(data: bytes) -> bool:
    """Whether a file is one value of JSON (RFC 8259), or has an object in each line."""
    text = data.removeprefix(_BOM).strip()
    if not text.startswith((b"{", b"[")):
        return False
    return _is_object(text) or _is_object(text.partition(b"\n")[0])


def _is_object(text: bytes) -> bool:
    """Whether a text is an object of JSON, or a list with one."""
    try:
        value = json.loads(text.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) or any(isinstance(item, dict) for item in value)


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
        return UnreadableError(Code.OLD_OFFICE, OLD_WORD)
    return UnreadableError(Code.OLD_OFFICE)
