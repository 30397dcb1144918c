"""ZIP packages (Word documents, EPUB, archives of pages), read with limits and never unpacked.

Nothing is written to disk, so that no name inside a package can become a path.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field

from lxml import etree

from casebook.problems import Code

MAX_PART = 64 * 1024 * 1024
"""Bytes that one part may have unpacked; the XML of a book of 1,000 pages has 20 MB."""
MAX_UNPACKED = 256 * 1024 * 1024
"""Bytes that all parts that are read may have together."""
MAX_PARTS = 20_000
_ENCRYPTED = 1
_CHUNK = 1 << 20
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    struct.error,
    NotImplementedError,
    OSError,
    ValueError,
    KeyError,
    IndexError,
)


class UnreadableError(Exception):
    """A document cannot be read; ``code`` and ``detail`` say why."""

    def __init__(self, code: Code, detail: str = "") -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


@dataclass(slots=True)
class Package:
    """A ZIP package in memory; its parts are read one by one and counted."""

    archive: zipfile.ZipFile
    names: tuple[str, ...]
    unpacked: int = 0
    entities: int = 0
    """Entities that were met in its XML, which stand as they are written."""
    _known: frozenset[str] = field(default=frozenset())

    def __post_init__(self) -> None:
        self._known = frozenset(self.names)

    def has(self, name: str) -> bool:
        """Whether there is a part of this name."""
        return name in self._known

    def read(self, name: str) -> bytes:
        """Read one part.

        :returns: its bytes, ``b""`` where there is no such part.
        :raises UnreadableError: encrypted, damaged, or larger than any document is (the sizes that
            a package states of itself are not believed).
        """
        return self.read_part(self.archive.getinfo(name)) if name in self._known else b""

    def read_part(self, info: zipfile.ZipInfo) -> bytes:
        """Read one part; of several with one name, the one that is meant.

        :raises UnreadableError: as :meth:`read`.
        """
        name = info.filename
        made = bytearray()
        try:
            if info.flag_bits & _ENCRYPTED:
                raise UnreadableError(Code.DOCUMENT_ENCRYPTED, name)
            with self.archive.open(info) as part:
                while chunk := part.read(_CHUNK):
                    made += chunk
                    self.unpacked += len(chunk)
                    if len(made) > MAX_PART or self.unpacked > MAX_UNPACKED:
                        raise UnreadableError(Code.PACKAGE_TOO_LARGE, f"({name})")
        except _BROKEN as error:
            raise UnreadableError(Code.DOCUMENT_BROKEN, f"({name})") from error
        return bytes(made)

    def xml(self, name: str) -> etree._Element | None:
        """Read one part as XML; ``None`` where there is none.

        Entities are not resolved and nothing is fetched; they stand as they are written.

        :raises UnreadableError: as :meth:`read`, or the part is no XML.
        """
        data = self.read(name)
        if not data.strip():
            return None
        root = parse_xml(data, name)
        self.entities += _as_written(root)
        return root


def open_package(data: bytes) -> Package:
    """Open a ZIP package.

    :raises UnreadableError: it is damaged or has more parts than any document.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = tuple(archive.namelist())
    except _BROKEN as error:
        raise UnreadableError(Code.DOCUMENT_BROKEN) from error
    if len(names) > MAX_PARTS:
        raise UnreadableError(Code.PACKAGE_TOO_LARGE, f"({len(names)} parts)")
    return Package(archive, names)


def _as_written(root: etree._Element) -> int:
    """Put the name of an entity (``&name;``) into the text where it stands; return how many."""
    entities = list(root.iter(etree.Entity))
    for entity in entities:
        text = f"{entity.text}{entity.tail or ''}"
        before, parent = entity.getprevious(), entity.getparent()
        if before is not None:
            before.tail = (before.tail or "") + text
        elif parent is not None:
            parent.text = (parent.text or "") + text
        if parent is not None:
            entity.tail = None
            parent.remove(entity)
    return len(entities)


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Parse XML without entities, document type or network.

    :raises UnreadableError: it is no XML.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(Code.DOCUMENT_BROKEN, f"({name})") from error
