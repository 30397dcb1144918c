"""Text in GB 18030 or Big5 some bytes of which were lost or broken, read without losing step.

A byte that was dropped puts all that follows out of step, up to the next byte that can be no
half of a character, and every pair may still be some character.  Two signs say where the way
back is: characters of everyday use, and words of several characters.
"""

from __future__ import annotations

import codecs
import functools
import math
import re
from collections.abc import Iterator

from casebook.ingest.read.everyday import is_common
from casebook.text import jieba
from casebook.text.simplified import to_simplified

_ERRORS = "casebook-in-step"
_SAMPLE = 2_000
"""Characters of a text that show of which script it is."""
_AHEAD = 24
"""Bytes after a broken one that decide how to read on."""
_HIGH, _NEVER = 0x80, 0xFF
_RUN = re.compile(rb"[\x40-\x7e]*[\x80-\xff][\x40-\xff]*")
"""Bytes that may be halves of characters, between two that cannot."""
_LOW = re.compile(rb"[\x40-\x7e]")
"""A byte without which a run that lost a byte has one half too few, which is an error."""
_FOUR = re.compile(rb"[\x81-\xfe][0-9][\x81-\xfe][0-9]")
"""A character of four bytes in GB 18030: two runs of a byte, or the end of one and a byte."""
_ALONE = re.compile(r"(?<=[^\x00-\x7f])[@-~](?=[^\x00-\x7f]|$)")
"""A letter between characters, as the second half of one is left where the first was lost."""
_HALF = re.compile(r"(?<=[^\x00-\x7f])[@-Z\\^`a-{}](?=[^\x00-\x7f])")
"""The same without the signs that stand between parts of a line: |, _, ~ and brackets."""
_MOST = 2
"""Such letters up to which a text is searched for halves: formulas have many."""
_TRADITIONAL = 0.04
"""Share of characters whose second half is a letter or sign, which Simplified text lacks."""
_USUAL = -6.0
"""Likelihood from which a word is usual enough to miss a character of it."""
_AROUND = 4
"""Characters that are shown on each side of such a letter."""
_HAN, _LAST_HAN = "\u3400", "\ufb00"
_LONGEST = 4
"""Characters of the longest word that is looked up."""
_ALL = 60_000_000
"""About how many words the frequencies of the dictionary were counted in."""
_STOPS = "，。、"
_MARKS = "；：！？「」『』《》（）“”‘’…—·"
_FOREIGN = -4.0
"""How likely, as a power of ten, a letter or sign of another script is."""
_LIKELY = {
    "stop": -1.5,
    "mark": -2.5,
    "letter": -7.0,
    "everyday": -8.0,
    "lost": -8.0,
    "rare": -11.0,
    "none": -20.0,
}
"""Likelihoods, as powers of ten, of what no dictionary counts: full stops and commas, other
punctuation, a letter of ASCII between characters, an everyday
character, a byte of no meaning, a rare character, and a pair that is no character."""
_LOST = _LIKELY["lost"]
_MARGIN = 1.5
"""Powers of ten by which a text with a loss must be likelier than the same without one."""


def read_in_step(data: bytes, encoding: str) -> str:
    """Decode bytes some of which are broken or missing; each loss stands as U+FFFD."""
    data = _RUN.sub(lambda run: _with_gaps(run, encoding), data)
    return data.decode(encoding, errors=_ERRORS)


def _with_gaps(match: re.Match[bytes], encoding: str) -> bytes:
    """Mark the bytes of a run that belong to no character.

    Where the run holds rare characters, errors, or a letter alone, it is cut into characters,
    letters and single bytes of no meaning in the way that is the likeliest text by the
    frequencies of words.  It stays as it is where a decoder reads it without an error and the
    text with a loss is hardly likelier.
    """
    run = match[0]
    straight = run.decode(encoding, errors="replace")
    if all(c < "\x80" or is_common(c) for c in straight) and not _ALONE.search(straight):
        return run
    sound = "\ufffd" not in straight
    if sound and not _LOW.search(run):
        return run
    starts = (match.end() - 1, match.start() - 2)
    wide = any(at >= 0 and _FOUR.match(match.string, at) for at in starts)
    likely, pieces = _cut(run, encoding, wide=wide, gaps=True)
    if sound and likely < _cut(run, encoding, wide=wide, gaps=False)[0] + _MARGIN:
        return run
    last = len(pieces) - 1 if wide else len(pieces)
    return b"".join(
        b"\xff" if _is_lost(piece) and at < last else piece for at, piece in enumerate(pieces)
    )


def _is_lost(piece: bytes) -> bool:
    """Whether a piece of a run belongs to no character."""
    return piece[0] == _NEVER or (len(piece) == 1 and piece[0] >= _HIGH)


def _cut(run: bytes, encoding: str, *, wide: bool, gaps: bool) -> tuple[float, list[bytes]]:
    """Cut a run into characters and single bytes, in the way that is likeliest.

    :param wide: whether its last byte is part of a character of four bytes.
    :param gaps: whether a byte may be left out; otherwise the run is read as a decoder reads it.
    :returns: how likely that is, as a power of ten, and the pieces.
    """
    best: list[tuple[float, int]] = [(0.0, 0)] * (len(run) + 1)
    for at in range(len(run) - 1, -1, -1):
        last = at + 1 == len(run)
        ways = [
            (worth + best[at + size][0], size) for size, worth in _characters(run, at, encoding)
        ]
        if gaps or last or run[at] < _HIGH:
            alone = 0.0 if wide and last else _alone(run, at, encoding)
            ways.append((alone + best[at + 1][0], 1))
        best[at] = max(ways)
    pieces, at = [], 0
    while at < len(run):
        end = at + best[at][1]
        pieces += [run[x : min(x + 2, end)] for x in range(at, end, 2)]
        at = end
    return best[0][0], pieces


def _alone(run: bytes, at: int, encoding: str) -> float:
    """Return how likely a byte is that is no half of a character."""
    if run[at] >= _HIGH:
        return _LOST
    beside = run[max(0, at - 1) : at] + run[at + 1 : at + 2]
    before = _pair(run[at - 2 : at], encoding) if at > 1 else ""
    latin = any(byte < _HIGH for byte in beside) or (before.isalpha() and before < _HAN)
    return _LIKELY["stop" if latin else "letter"]


def _characters(run: bytes, at: int, encoding: str) -> Iterator[tuple[int, float]]:
    """Yield the characters and words that may begin at a byte: their bytes, and how likely."""
    text, end = "", at
    while len(text) < _LONGEST and end + 1 < len(run) and run[end] >= _HIGH:
        char = _pair(run[end : end + 2], encoding)
        text, end = text + char, end + 2
        if end == at + 2:
            yield 2, _LOST if run[at] == _NEVER else _likelihood(char)
        elif char and (worth := _worth(text)) is not None:
            yield end - at, worth
        if not char:
            return


@functools.lru_cache(maxsize=1 << 15)
def _worth(text: str) -> float | None:
    """Return how likely several characters are as a word, ``None`` where they are none."""
    folded = to_simplified(text)
    return _frequency(folded) if jieba.has_word(folded) else None


@functools.lru_cache(maxsize=1 << 15)
def _likelihood(char: str) -> float:
    """Return how likely a character is that is in no word, ``""`` where bytes are none."""
    if not char:
        return _LIKELY["none"]
    if char in _STOPS:
        return _LIKELY["stop"]
    if char in _MARKS:
        return _LIKELY["mark"]
    if not _HAN <= char <= _LAST_HAN:
        return _FOREIGN
    if not is_common(char):
        return _LIKELY["rare"]
    folded = to_simplified(char)
    return _frequency(folded) if jieba.has_word(folded) else _LIKELY["everyday"]


@functools.lru_cache(maxsize=1 << 15)
def _frequency(word: str) -> float:
    """Return how often the dictionary counts a word, as a power of ten of its share."""
    return math.log10(jieba.frequency(word) / _ALL)


@functools.lru_cache(maxsize=1 << 15)
def _pair(pair: bytes, encoding: str) -> str:
    """Read two bytes as one character; ``""`` where they are none."""
    try:
        char = pair.decode(encoding)
    except UnicodeDecodeError:
        return ""
    return char if len(char) == 1 else ""


def halves(text: str, encoding: str) -> tuple[str, ...]:
    """Find letters that may be what is left of a character (計p for 計畫), with their text.

    Two signs are asked for: the letter stands alone between characters and is part of no word
    of theirs (A股), and a character that ends in its byte makes a usual word with one of them.
    Simplified text in GB 18030 has no such characters, and text with several such letters
    speaks of formulas.
    """
    found = list(_HALF.finditer(text))
    if not 0 < len(found) <= _MOST or _share_of_low(text, encoding) < _TRADITIONAL:
        return ()
    return tuple(
        text[max(0, match.start() - _AROUND) : match.end() + _AROUND].strip()
        for match in found
        if _is_half(
            match[0],
            to_simplified(text[max(0, match.start() - _LONGEST) : match.start()]),
            to_simplified(text[match.end() : match.end() + _LONGEST]),
            encoding,
        )
    )


def _share_of_low(text: str, encoding: str) -> float:
    """Return the share of two-byte characters whose second byte is that of an ASCII sign."""
    pairs = [char.encode(encoding, "ignore") for char in text[:_SAMPLE] if char > _HAN]
    return sum(pair[1:2] < b"\x80" for pair in pairs) / (len(pairs) or 1)


def _is_half(letter: str, before: str, after: str, encoding: str) -> bool:
    """Whether a letter with another byte before it makes a usual word with what is beside it."""
    ends = [before[-size:] for size in range(1, _LONGEST) if size <= len(before)]
    begins = [after[:size] for size in range(1, _LONGEST) if size <= len(after)]
    if any(jieba.has_word(x + letter) for x in ends):
        return False
    if any(jieba.has_word(letter + x) for x in begins):
        return False
    made = (
        left + char + right
        for char in _ending_in(letter, encoding)
        for left in ("", *ends[:2])
        for right in ("", *begins[:2])
        if left or right
    )
    return any(jieba.has_word(word) and _frequency(word) >= _USUAL for word in made)


@functools.lru_cache(maxsize=128)
def _ending_in(letter: str, encoding: str) -> tuple[str, ...]:
    """Return the everyday characters whose second byte is that of a letter, simplified."""
    pairs = (_pair(bytes((lead, ord(letter))), encoding) for lead in range(0x81, _NEVER))
    return tuple(to_simplified(char) for char in pairs if char and is_common(char))


def _resumed(error: UnicodeError) -> tuple[str, int]:
    """Decide how a decoder goes on after a broken byte.

    In encodings of two bytes a character, one broken byte puts all that follows
    out of step up to the next ASCII character.  So the text is read with one and
    with two bytes left out, and the better reading goes on.
    """
    assert isinstance(error, UnicodeDecodeError)
    if error.object[error.start] == _NEVER:
        return "\ufffd", error.start + 1  # what belongs to it was taken out with it
    ahead = range(error.start + 1, error.start + 3)
    best = max(ahead, key=lambda at: _everyday(error.object[at : at + _AHEAD], error.encoding))
    return "\ufffd", best


codecs.register_error(_ERRORS, _resumed)


def _everyday(data: bytes, encoding: str) -> int:
    """Count the everyday characters of a few bytes."""
    return sum(map(is_common, data.decode(encoding, errors="replace")))
