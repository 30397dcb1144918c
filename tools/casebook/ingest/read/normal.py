"""The normal form of text as it is read: one way to write what means the same.

Programs that save, paste or scan pages leave characters that look right and are
found by no search: radicals for characters, wide digits, joiners of no width,
entities escaped twice.  They are replaced here, once, and each replacement is
recorded as a repair; no later step has to know of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from casebook import resources

_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CJK = rf"{_HAN}\u3000-\u303f\uff00-\uffef“”‘’…—·"
NEWLINE = re.compile(rf"(?<=[{_CJK}])[ \t\u3000\xa0]*[\r\n][\s]*(?=[{_CJK}])")
"""A break of the source between two characters, where no space is meant."""
_WIDE = {
    code: code - 0xFEE0
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_WIDE_RUN = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+(?:[．：][０-９]+|，[０-９]{3}(?![０-９]))*(?:％)?")
_SIGNS = str.maketrans({"．": ".", "：": ":", "，": ",", "％": "%"})
_ENTITY = re.compile(r"&([a-z]{3,6});")
_SPACES = frozenset(["nbsp", "ensp", "emsp", "thinsp"])
_SOME = re.compile(
    "[\u00ad\u180e\u200b\u200c\u200d\u2060\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef"
    "\u2e80-\u2fdf\uf900-\ufaff\ufe30\ufe13\ufe55○◯０-９Ａ-Ｚａ-ｚ&]"
)
_SOME_APART = re.compile("[\u3400-\u9fff] [\u3400-\u9fff] [\u3400-\u9fff]")
"""One of these stands in every line that is not in the normal form: a class is found quickly."""
_NO_WIDTH = re.compile("[\u00ad\u180e\u200b\u2060\ufeff]+")
_JOINER = re.compile(rf"(?<=[{_HAN}a-z])[\u200c\u200d]+|[\u200c\u200d]+(?=[{_HAN}])")
_SELECTOR = re.compile(rf"(?<=[{_HAN}])[\ufe00-\ufe0f\U000e0100-\U000e01ef]+")
_RADICAL = re.compile("[\u2e80-\u2fdf]")
_COMPATIBLE = re.compile("[\uf900-\ufaff]")
_SPACED = re.compile(
    rf"(?<![{_HAN}])[{_HAN}](?:[ \u3000][{_HAN}]){{3,}}"
    rf"(?![{_HAN}]*[ \u3000][{_HAN}](?:[ \u3000]|$))"
)
"""Four characters and more with a space between each two, as typists set headings apart."""
_COLON = re.compile("[\ufe30\ufe13\ufe55]")
"""Colons of vertical and of small text, which some papers print after a label: 記者︰周海."""
_ZERO = re.compile(r"(?<=[一二三四五六七八九〇])[○◯]|[○◯](?=[一二三四五六七八九]{1,2}年)")
_LETTER_ZERO = re.compile(
    "(?<![0-9A-Za-z一二三四五六七八九〇])[一二](?=[〇零一二三四五六七八九]{0,2}[0OoΟοОо])"
    "[〇零0OoΟοОо一二三四五六七八九]{3}(?=年)"
)
"""A year in Chinese numerals with digits or letters (Latin, Greek, Cyrillic) for its zeros."""
_LETTERS = str.maketrans(dict.fromkeys("0OoΟοОо", "〇"))

Change = tuple[str, str, str]
"""What stood there, what stands there now, and why."""


def normalize(text: str) -> tuple[str, tuple[Change, ...]]:
    """Bring one line into the normal form.

    :returns: the line, and what was changed in it.
    """
    spaced = " " in text and _SOME_APART.search(text)
    if not (_SOME.search(text) or spaced or ("年" in text and _LETTER_ZERO.search(text))):
        return text, ()
    changes: list[Change] = []
    for pattern, new, reason in _RULES:
        text = _replaced(text, pattern, new, reason, changes)
    return text, tuple(changes)


def _replaced(
    text: str,
    pattern: re.Pattern[str],
    new: Callable[[re.Match[str]], str],
    reason: str,
    changes: list[Change],
) -> str:
    def change(match: re.Match[str]) -> str:
        after = new(match)
        if after != match[0]:
            before = match[0] if match[0].isprintable() else _code_points(match[0])
            changes.append((before, after, reason))
        return after

    return pattern.sub(change, text)


def _code_points(text: str) -> str:
    return " ".join(f"U+{ord(char):04X}" for char in text)


def _nothing(_found: re.Match[str]) -> str:
    return ""


def _narrow(match: re.Match[str]) -> str:
    return match[0].translate(_WIDE).translate(_SIGNS)


def _entity(match: re.Match[str]) -> str:
    if match[1] in _SPACES:
        return " "
    return str(resources.toml("clean/normal.toml")["entities"].get(match[1], match[0]))


def _unified(match: re.Match[str]) -> str:
    listed = resources.toml("clean/normal.toml")["radicals"]
    return str(listed.get(match[0]) or unicodedata.normalize("NFKC", match[0]))


def _canonical(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match[0])


def _colon(_found: re.Match[str]) -> str:
    return "："


def _zero(_found: re.Match[str]) -> str:
    return "〇"


def _zeros(match: re.Match[str]) -> str:
    return match[0].translate(_LETTERS)


def _together(match: re.Match[str]) -> str:
    return re.sub(r"[ \u3000]", "", match[0])


NO_WIDTH = "characters without width"
_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str], str], ...] = (
    (_ENTITY, _entity, "an entity that was escaped twice"),
    (_NO_WIDTH, _nothing, NO_WIDTH),
    (_JOINER, _nothing, NO_WIDTH),
    (_SELECTOR, _nothing, NO_WIDTH),
    (_RADICAL, _unified, "a radical instead of the character"),
    (_COMPATIBLE, _canonical, "a compatibility form of the character"),
    (_WIDE_RUN, _narrow, "full-width digits and letters"),
    (_SPACED, _together, "characters spaced out"),
    (_COLON, _colon, "a colon of vertical or small text"),
    (_ZERO, _zero, "a circle instead of the numeral zero"),
    (_LETTER_ZERO, _zeros, "a letter or digit instead of the numeral zero"),
)
