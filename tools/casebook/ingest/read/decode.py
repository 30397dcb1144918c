"""Bytes become text: the encoding is judged by what it yields, not by its label.

Labels lie in both directions (UTF-8 bytes under ``charset=GB2312`` and the
reverse), so every plausible encoding is tried and the text that looks most
like Chinese wins; a label only decides between equals.  GB2312 and GBK are
read as GB18030 and Big5 as Big5-HKSCS, their supersets.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace

from casebook.ingest.read.everyday import is_common
from casebook.ingest.read.in_step import halves, read_in_step
from casebook.text import jieba
from casebook.text.simplified import to_simplified

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LABELS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "utf8": "utf-8",
    "utf-8": "utf-8",
}
_PAIRS = {"gb18030", "big5hkscs"}
_MULTIBYTE = ("utf-8", "gb18030", "big5hkscs")
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\x0c\r\x1b")
_SAMPLE = 200_000
"""Characters that are judged; a page declares itself long before its end."""
_CERTAIN = 0.97
"""Share of everyday characters with which what the page says of its encoding is believed."""
_PLAUSIBLE = 0.6
"""Score, the share of everyday characters, from which zero bytes are believed to be UTF-16."""
_DOUBTFUL = 1.5
"""Everyday characters that one encoding must give more than another, not to be in doubt."""
_WORD = 2
"""Characters in words that one encoding must give more than another, not to be in doubt."""
_LEAST = 4
"""Characters below which words prove nothing.  Of 32,400 strings of 2 to 200 characters of our own
wording in GB 18030, Big5 and UTF-8 (unseen) none of 5 or more was read wrongly without doubt."""
_LONGEST_BY_CHANCE = 4096
"""Bytes of which a text may be UTF-8 by chance; of Chinese text longer ones never are."""
_MAX_NULS = 0.001
"""Share of zero bytes up to which a page of HTML is still read; one is always let through."""
_MAX_BAD = 0.02
"""Share of impossible characters above which no encoding is believed."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, the encoding it was read in, and bytes that were lost.

    ``rival`` is an encoding in which the bytes are about as good a text, ``""`` where none is:
    a few characters do not show which of the two was meant.  ``halves`` are places at which
    a letter may be what is left of a character.
    """

    text: str
    encoding: str
    broken: int = 0
    rival: str = ""
    halves: tuple[str, ...] = ()


def decode(data: bytes, served: str = "") -> Decoded | None:
    """Decode the bytes of a page.

    :param data: the whole file.
    :param served: the encoding that a server said, which goes before that of the page.
    :returns: its text without byte order mark, or ``None`` where no encoding
        yields text.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            result = _attempt(data[len(bom) :], encoding)
            if result:
                return result[1]
    if unicode := _as_utf16(data) or _as_utf8(data):
        return unicode
    label = _LABELS.get(served.lower(), "") or _label(data)
    attempts = []
    for encoding in sorted(_MULTIBYTE, key=lambda name: name != label):
        attempt = _attempt(data, encoding)
        if attempt:
            score, decoded = attempt
            if encoding == label and score >= _CERTAIN and not decoded.broken:
                attempts = [(score, decoded)]
                break
            attempts.append((score + (0.01 if encoding == label else 0), decoded))
    if max((score for score, _ in attempts), default=0.0) < _PLAUSIBLE:
        # A byte that is missing puts so much out of step that nothing is believed.
        mended = _most_plausible(data)
        if mended or not attempts:
            return mended
    best, rival = _better(attempts)
    best = _in_step(data, best.encoding) if best.encoding in _PAIRS else best
    return replace(best, rival=rival)


def _most_plausible(data: bytes) -> Decoded | None:
    """Decode bytes that no encoding reads as text, some of them being lost."""
    mended = (_in_step(data, encoding) for encoding in sorted(_PAIRS))
    plausible = [item for item in mended if _share(item.text) >= _PLAUSIBLE]
    return max(plausible, key=lambda entry: _share(entry.text), default=None)


def _better(attempts: list[tuple[float, Decoded]]) -> tuple[Decoded, str]:
    """Return the best reading, and the encoding of another that is about as good.

    Where the share of everyday characters says too little, words decide.
    """
    score, best = max(attempts, key=lambda attempt: attempt[0])
    near = score - _DOUBTFUL / (_foreign(best.text) or 1)
    others = [decoded for value, decoded in attempts if decoded is not best and value > near]
    if not others:
        return best, ""
    words = {decoded.encoding: _in_words(decoded.text) for decoded in (best, *others)}
    first, second, *_ = sorted((best, *others), key=lambda item: -words[item.encoding])
    more = words[first.encoding] - words[second.encoding]
    sure = more >= _WORD and _foreign(first.text) >= _LEAST
    return first, "" if sure else second.encoding


def _in_words(text: str) -> int:
    """Count the characters of a text that stand in words of several characters."""
    cut = jieba.cut(to_simplified(text[:_SAMPLE]))
    return sum(len(word) for word in cut if len(word) > 1 and word > "\x7f")


def _as_utf8(data: bytes) -> Decoded | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return Decoded(text, "utf-8", rival=_instead_of_utf8(data, text))


def _instead_of_utf8(data: bytes, text: str) -> str:
    """Return the encoding of Chinese that a short text may be in, though it is UTF-8.

    枚一枚 in GB 18030 is UTF-8, too: of letters of several scripts (öһö), which no word has;
    学校 is ѧУ, of one script, and two characters of a word in Chinese.
    """
    if len(data) > _LONGEST_BY_CHANCE:
        return ""
    letters = [char for char in text if char > "\x7f"]
    if not letters or any(map(is_common, letters)):
        return ""
    scripts = {unicodedata.name(char, "").partition(" ")[0] for char in letters}
    attempts = filter(None, (_attempt(data, encoding) for encoding in sorted(_PAIRS)))
    score, best = max(attempts, key=lambda attempt: attempt[0], default=(0.0, None))
    if best is None or score < _CERTAIN:
        return ""
    is_likely = len(scripts) > 1 or _in_words(best.text) >= _WORD
    return best.encoding if is_likely else ""


def _foreign(text: str) -> int:
    sample = text[:_SAMPLE]
    return len(sample) - len(sample.encode("ascii", "ignore"))


def is_binary(data: bytes) -> bool:
    """Whether bytes are no text in any encoding: zero bytes outside UTF-16 and UTF-32."""
    if any(data.startswith(bom) for bom, _ in _BOMS) or _as_utf16(data):
        return False
    head = data[:_SAMPLE]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return b"\0" in head or controls > len(head) * _MAX_BAD


def without_nuls(data: bytes) -> tuple[bytes, int]:
    """Take a few zero bytes out of a page: those that a disk or a broken download left in it.

    :returns: the bytes and how many were taken out; the same bytes where they are UTF-16 or
        UTF-32, or where zero bytes are too many for text.
    """
    count = data.count(0)
    if not count or count > max(1, len(data) * _MAX_NULS):
        return data, 0
    if any(data.startswith(bom) for bom, _ in _BOMS) or _as_utf16(data):
        return data, 0
    return data.replace(b"\0", b""), count


def _in_step(data: bytes, encoding: str) -> Decoded:
    """Decode bytes some of which are broken or missing."""
    text = read_in_step(data, encoding)
    return Decoded(text, encoding, text.count("\ufffd"), halves=halves(text, encoding))


def _label(data: bytes) -> str:
    match = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", data[:4096], re.IGNORECASE)
    return _LABELS.get(match[1].decode("ascii").lower(), "") if match else ""


def _as_utf16(data: bytes) -> Decoded | None:
    """Decode UTF-16 without a byte order mark, which zero bytes give away.

    No other encoding of text has zero bytes; binary data gives no Chinese or Latin text.
    """
    if len(data) % 2 or b"\0" not in data[:_SAMPLE]:
        return None
    pair = (_attempt(data, encoding) for encoding in ("utf-16-le", "utf-16-be"))
    judged = [attempt for attempt in pair if attempt and attempt[0] >= _PLAUSIBLE]
    return max(judged, key=lambda attempt: attempt[0])[1] if judged else None


def _attempt(data: bytes, encoding: str) -> tuple[float, Decoded] | None:
    text = data.decode(encoding, errors="replace")
    sample = text[:_SAMPLE]
    counted = Counter(sample)
    foreign = {char: n for char, n in counted.items() if ord(char) > 0x7F}
    total = sum(foreign.values())
    bad = sum(n for char, n in counted.items() if _impossible(char))
    if bad > max(1, total * _MAX_BAD):
        return None
    common = sum(n for char, n in foreign.items() if is_common(char))
    score = (common - 10 * bad) / total if total else 1.0
    return score, Decoded(text, encoding, text.count("\ufffd"))


def _share(text: str) -> float:
    """Share of everyday characters among those that are not ASCII."""
    foreign = [char for char in text[:_SAMPLE] if char > "\x7f"]
    return sum(map(is_common, foreign)) / len(foreign) if foreign else 0.0


def _impossible(char: str) -> bool:
    if char in "\t\n\r\f\x1b":
        return False
    return char == "\ufffd" or unicodedata.category(char) in {"Cc", "Cn", "Co", "Cs"}
