"""Text that was decoded wrongly before it was saved.

Where the wrong decoding lost nothing it is undone and recorded; where it did, the
damage is reported and left as it stands.  A page was decoded as a whole, so the way
that its long lines were read wrongly is tried on its short ones, headings included.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Callable

from casebook.ingest.lexicon import any_of, words
from casebook.ingest.read.everyday import is_common
from casebook.ingest.read.torn_stop import is_torn, mended

_MIN_HAN = 4
_COMMON = 0.95
_BREAK = re.compile(r"(\r\n|\n|\r)")
_ASCII = bytes(range(0x80))
_HAN = re.compile("[\u3400-\u9fff]")
_LOSSES = 0.02
"""Share of the characters of a line that may be lost in a way that is still believed."""
_PROVED = 40
"""Characters of broken lines that a way must have given back before it is believed of lines that
hold rare characters: 作者：王喆."""


def is_broken(text: str) -> bool:
    """Whether a line still holds signs of wrong decoding."""
    # The scripts of a page may have millions of characters, all of them ASCII, which no mark is.
    foreign = text.encode("utf-8", "replace").translate(None, _ASCII).decode("utf-8")
    marked = any(mark in foreign for mark in words("mojibake", "marks"))
    return marked and any_of("mojibake", "signs").search(text) is not None


def restore(text: str) -> tuple[str, tuple[tuple[int, str, str], ...], int]:
    """Undo wrong decoding where nothing was lost.

    :returns: the text; of every changed line its number, what stood there and
        what stands there now; and the number of lines that stay broken.
    """
    made, changed, left = _restored(text) if is_broken(text) else (text, (), 0)
    # No torn stop goes beyond its line: most pages are seen to have none at once.
    foreign = (line for line in made.splitlines() if not line.isascii())
    if not any(mended(line) != line for line in foreign):
        return made, changed, left
    parts = _BREAK.split(made)
    whole = [mended(part) for part in parts]
    torn = [(at, part, new) for at, (part, new) in enumerate(zip(parts, whole, strict=True))]
    more = ((at // 2 + 1, part, new) for at, part, new in torn if new != part)
    return "".join(whole), (*changed, *more), left + sum(map(is_torn, whole))


def _restored(text: str) -> tuple[str, tuple[tuple[int, str, str], ...], int]:
    """Undo wrong decoding of a text that bears signs of it."""
    broken = any_of("mojibake", "signs")
    parts = _BREAK.split(text)
    signed = [not part.isascii() and broken.search(part) is not None for part in parts[::2]]
    won = _won([part for part, sure in zip(parts[::2], signed, strict=True) if sure])
    ways = [_WAYS[number] for number, _ in won.most_common()]
    proved = [_WAYS[number] for number, size in won.most_common() if size >= _PROVED]
    changed: list[tuple[int, str, str]] = []
    left = 0
    for at in range(0, len(parts), 2):
        line, sure = parts[at], signed[at // 2]
        if line.isascii():
            continue
        undone = next(filter(None, (_undone(line, way, sure=sure) for way in ways)), "")
        undone = undone or next(filter(None, (_with_rare(line, way) for way in proved)), "")
        if undone:
            changed.append((at // 2 + 1, line, undone))
            parts[at] = undone
        elif sure:
            left += 1
    return "".join(parts), tuple(changed), left


def _won(lines: list[str]) -> Counter[int]:
    """Count how many characters of the broken lines each way of undoing gives back."""
    won: Counter[int] = Counter()
    for line in lines:
        for number, way in enumerate(_WAYS):
            if _undone(line, way, sure=True):
                won[number] += len(line)
    return won


def _with_rare(line: str, way: Callable[[str], str]) -> str:
    """Undo a line that holds rare characters, in the way that was proved on others of its page.

    It was no Chinese before, nothing may be lost, all of it must become Chinese, and half of
    that common.
    """
    if _HAN.search(line):
        return ""
    undone, foreign, common = _back(line, way)
    whole = all(_HAN.match(char) or is_common(char) for char in foreign)
    return undone if whole and common > 1 and common * 2 >= len(foreign) else ""


def _undone(line: str, way: Callable[[str], str], *, sure: bool) -> str:
    """Undo a line in one way; ``""`` where that gives no Chinese text.

    :param sure: whether the line bears signs of wrong decoding itself.  One that does not
        must become wholly common Chinese, having been no Chinese before.
    """
    undone, foreign, common = _back(line, way)
    lost = undone.count("\ufffd")
    if lost > max(1, len(undone) * _LOSSES):
        return ""
    if sure:
        return undone if common >= _MIN_HAN and common >= len(foreign) * _COMMON else ""
    whole = bool(_HAN.search(undone)) and common == len(foreign) and not _HAN.search(line)
    return undone if whole else ""


def _back(line: str, way: Callable[[str], str]) -> tuple[str, list[str], int]:
    """Return a line undone in one way, its characters beyond ASCII, and how many are common.

    Where the way leads to no text, all of it is empty.
    """
    try:
        undone = way(line)
    except (UnicodeError, ValueError):
        undone = ""
    foreign = [char for char in undone if char > "\x7f"]
    return undone, foreign, sum(map(is_common, foreign))


def _windows(line: str) -> bytes:
    """Bytes of a text that a browser read as Windows-1252: five bytes have no character there."""
    return codecs.charmap_encode(line, "strict", _BYTES)[0]


_BYTES = {byte: byte for byte in range(0x100)} | {
    ord(char): byte
    for byte in range(0x80, 0xA0)
    if (char := bytes([byte]).decode("cp1252", "ignore"))
}
"""Bytes of the characters of Latin-1, and of those that Windows-1252 has in place of controls."""


def _mixed(line: str) -> bytes:
    """Bytes of a text whose reader took UTF-8 where it could and Latin-1 elsewhere."""
    runs = re.findall("[\x00-\xff]+|[^\x00-\xff]+", line)
    return b"".join(run.encode("latin-1" if run[0] < "\u0100" else "utf-8") for run in runs)


def _loose(data: bytes, encoding: str) -> str:
    return data.decode(encoding, errors="replace")


_WAYS: tuple[Callable[[str], str], ...] = (
    lambda line: line.encode("gb18030").decode("utf-8"),
    lambda line: _loose(_windows(line), "utf-8"),
    lambda line: line.encode("latin-1").decode("gb18030"),
    lambda line: _windows(line).decode("gb18030"),
    lambda line: _loose(_mixed(line), "gb18030"),
)
"""Ways of undoing: UTF-8 read as GBK, UTF-8 and GBK read as Latin-1 or Windows-1252, and GBK
read as UTF-8 where that is possible and as Latin-1 where it is not."""
