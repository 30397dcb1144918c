"""How much a PDF unpacks to, before PDFium unpacks it: a bomb would take all memory there.

Streams stand in the file itself, whatever else is packed, so that they can be found without
reading its structure.  Pictures are left out: they are never decoded.  Of other packings than
Flate none makes much of little.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from casebook.ingest.read.package import MAX_UNPACKED, UnreadableError
from casebook.problems import Code

MAX_DRAWN = 20_000
"""Drawings (forms) of a page: each may draw others many times, and these others again."""
_STREAM = re.compile(rb"stream\r?\n")
_OBJECT = re.compile(rb"(\d+)\s+\d+\s+obj\b")
_REFERENCE = re.compile(rb"(\d+)\s+\d+\s+R\b")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_DRAW = re.compile(rb"/\S+\s+Do\b")
_DEEPEST = 30
"""Forms within forms that are followed; PDFium draws none that lie deeper."""
_HEAD = 4_000
"""Bytes before a stream in which its dictionary stands."""
_CHUNK = 1 << 20


def check_streams(data: bytes) -> None:
    """Unpack every stream, a chunk at a time, and count.

    :raises UnreadableError: together they are larger than any document is, or drawings hold each
        other so often that drawing them would not come to an end.
    """
    unpacked = 0
    forms: dict[int, tuple[int, frozenset[int]]] = {}
    pages = 0
    end = 0
    for found in _STREAM.finditer(data):
        if found.start() < end:
            continue  # within the stream before, or its own "endstream"
        number, head = _dictionary(data, max(end, found.start() - _HEAD), found.start())
        end = data.find(b"endstream", found.end())
        end = len(data) if end < 0 else end + len(b"endstream")
        filters = len(_FLATE.findall(head))
        if b"/Image" in head and b"/Form" not in head:
            continue
        draws = 0
        for chunk in _unpacked(data[found.end() : end], filters):
            unpacked += len(chunk)
            if unpacked > MAX_UNPACKED:
                raise UnreadableError(Code.PACKAGE_TOO_LARGE, f"(object {number})")
            draws += len(_DRAW.findall(chunk))
        if b"/Form" in head:
            forms[number] = (draws, frozenset(map(int, _REFERENCE.findall(head))))
        else:
            pages = max(pages, draws)
    drawn = pages * _most_drawn(forms)
    if drawn > MAX_DRAWN:
        raise UnreadableError(Code.PACKAGE_TOO_LARGE, f"({drawn} drawings)")


def _dictionary(data: bytes, start: int, end: int) -> tuple[int, bytes]:
    """Return number and dictionary of the object whose stream begins."""
    head = data[start:end]
    objects = list(_OBJECT.finditer(head))
    return (int(objects[-1][1]), head[objects[-1].end() :]) if objects else (0, head)


def _unpacked(packed: bytes, filters: int) -> Iterator[bytes]:
    """Yield the content of a stream by chunks; what cannot be unpacked is left to PDFium."""
    chunks: Iterator[bytes] = iter((packed,))
    for _ in range(filters):
        chunks = _inflated(chunks)
    return chunks


def _inflated(chunks: Iterator[bytes]) -> Iterator[bytes]:
    reader = zlib.decompressobj()
    try:
        for chunk in chunks:
            rest = chunk
            while rest and not reader.eof:
                yield reader.decompress(rest, _CHUNK)
                rest = reader.unconsumed_tail
    except zlib.error:
        return


def _most_drawn(forms: dict[int, tuple[int, frozenset[int]]]) -> int:
    """Return how many drawings one form comes to at most, with those that it draws in turn.

    :param forms: how often each draws another, and the objects that its dictionary names.
    """
    whole: dict[int, int] = {}

    def count(number: int, above: frozenset[int]) -> int:
        if number not in whole:
            draws, names = forms[number]
            inner = names & forms.keys() - above - {number} if len(above) < _DEEPEST else ()
            most = max((count(item, above | {number}) for item in inner), default=1)
            whole[number] = 1 + draws * most
        return whole[number]

    return max((count(number, frozenset()) for number in forms), default=1)
