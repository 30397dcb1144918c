"""Which script a text is in, detected by the characters that only one script has."""

from __future__ import annotations

import functools
import re

from casebook.records import Script
from casebook.text import dictionary
from casebook.text.characters import mapped

_IDEOGRAPHS = range(0x3400, 0xA000)


def _changed(config: str) -> frozenset[str]:
    """Return the ideographs that an OpenCC configuration changes when they stand alone."""
    return frozenset(
        before for before, after in mapped(config, map(chr, _IDEOGRAPHS)) if before != after
    )


@functools.cache
def own_characters(script: Script) -> frozenset[str]:
    """Return the characters that text in ``script`` has and text in the other never has.

    A character is of one script alone where OpenCC changes it on the way to
    the other, unless it may also stay there (后, 干, 里, 瞭 stand in either).
    """
    traditional, simplified = _changed("t2s"), _changed("s2tw")
    mine, other = Script.HANT, Script.HANS
    only_there = traditional - simplified
    if script is Script.HANS:
        mine, other, only_there = other, mine, simplified - traditional
    return frozenset(
        char for char in only_there if char not in dictionary.readings(other).get(char, "")
    )


@functools.lru_cache(maxsize=4)
def script_marks(text: str) -> tuple[int, int]:
    """Count the characters that are of Simplified script only, and of Traditional only."""
    return len(own_pattern(Script.HANS).findall(text)), len(own_pattern(Script.HANT).findall(text))


@functools.cache
def own_pattern(script: Script) -> re.Pattern[str]:
    """Return a pattern that finds each character of one script only."""
    return re.compile(f"[{''.join(sorted(own_characters(script)))}]")


def detect_script(text: str) -> Script | None:
    """Return the script of ``text``, or ``None`` where nothing in it shows it.

    The script with more characters of its own wins, so that a Traditional
    article with some characters left in simplified form is Traditional.
    """
    hans, hant = script_marks(text)
    if hans == hant:
        return None
    return Script.HANT if hant > hans else Script.HANS
