"""Stops of which a mirror lost the first byte, so that what follows them is read out of step.

Mirrors that turn pages to Traditional characters in GBK leave ``?`` for the first byte of 。
(A1 A3), and read on from its second one: 。“我們現 (A1A3 A1B0 CED2 8283 AC46) stands as
?！拔覀儸F.  The step comes back at the first character whose second half is a letter or sign of
ASCII (現 is AC46), which is left alone there.  Seen on mirrors that also print readings behind
characters: the reading of the character that was torn may stand behind the letter.
"""

from __future__ import annotations

import functools
import re

from casebook.ingest.read.everyday import is_common
from casebook.text import jieba
from casebook.text.simplified import to_simplified

_TORN = re.compile(
    "[?？\ufffd]([!->@\\[-`{-~\uff01-\uff5e][^\x00-\x7f]{0,60})([@-~])"
    "(?:[(（][a-zà-ǜ]{1,6}[)）])?(?![A-Za-z])"
)
"""What is read out of step: up to sixty characters, and the letter at which the step comes back."""
_ENDED = re.compile("[?？\ufffd]([!！]?)[?？\ufffd]?/p>")
"""The same before the end of a paragraph, whose ``<`` is lost as well: 。</p> and 。”</p>."""
_LEFT = re.compile(
    "[?\ufffd]{2}[\u0370-\u03ff\u4e00-\u9fff]|[?？\ufffd]！[\u4e00-\u9fff]{1,12}[\u0370-\u04ff]"
)
"""A stop and half of a character lost, and what follows them: 。對有異議 as ??τ挟愖h; or letters
of other scripts among what is out of step: 。“照片上帶有 as ?！罢掌蠋в."""
_WIDE = 0xFF01 - ord("!")
_LOST = b"\xa1"


def mended(line: str) -> str:
    """Return a line with its torn stops put right; the same where there is none.

    What is put right begins with 。 and is all characters of everyday use; what stood there had a
    rare one, or its last character makes a word with the one before it or behind it.
    """
    if line.isascii() or not ("?" in line or "？" in line or "\ufffd" in line):
        return line
    line = _ENDED.sub(lambda end: "。”" if end[1] else "。", line)
    return _TORN.sub(_in_step, line)


def is_torn(line: str) -> bool:
    """Whether a line still holds text out of step, on a page where other stops were put right."""
    return _LEFT.search(line) is not None


def _in_step(match: re.Match[str]) -> str:
    first = match[1][0]
    run = (first if first > "\x7f" else chr(ord(first) + _WIDE)) + match[1][1:] + match[2]
    text = _read(run)
    behind = match.string[match.end() : match.end() + 1]
    pairs = (text[-2:], text[-1:] + behind)
    words = (to_simplified(pair) for pair in pairs if len(pair) > 1)
    sure = not all(map(is_common, run[:-1])) or any(map(jieba.has_word, words))
    return text if text and sure else match[0]


@functools.lru_cache(maxsize=1 << 10)
def _read(run: str) -> str:
    """Return a run read in step; ``""`` where that gives no text of everyday characters."""
    try:
        text = (_LOST + run.encode("gbk")).decode("gbk")
    except UnicodeError:
        return ""
    return text if text[0] == "。" and all(map(is_common, text)) else ""
