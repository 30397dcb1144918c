"""The characters of a page whose text a program recognised from its picture."""

from __future__ import annotations

import re
from dataclasses import replace

from casebook.ingest.read.pdf.marks import Char

_HAN = re.compile(r"[\u3400-\u9fff”’）》」』]")
_NUMERAL = re.compile(r"[一二三四五六七八九十百壹贰叁甲乙丙丁]")
"""What may stand before the stop of a number: 一. 主要做法."""
_STOPS = frozenset(".．")


def without_blanks(chars: list[Char]) -> list[Char]:
    """Leave out the blanks that a text recognition puts between Han characters.

    How far characters stand apart says where a row has a gap.
    """
    made: list[Char] = []
    for at, char in enumerate(chars):
        around = (chars[at - 1 : at] or chars[:1])[0].text + "".join(
            x.text for x in chars[at + 1 : at + 2]
        )
        if not char.text.isspace() or around.isascii():
            made.append(char)
    return made


def with_full_stops(chars: list[Char]) -> list[Char]:
    """Write the stop between Han characters, or behind the last one, as the full stop it is.

    :param chars: without blanks, in the order in which they were recognised.
    """
    made = list(chars)
    for at, char in enumerate(chars):
        if char.text not in _STOPS or at == 0 or not _HAN.match(chars[at - 1].text):
            continue
        after = chars[at + 1 : at + 2]
        if after and after[0].text.isascii() and _is_on_line(char, after[0]):
            continue
        first = at == 1 or not _is_on_line(char, chars[at - 2])
        if not (first and _NUMERAL.match(chars[at - 1].text)):
            made[at] = replace(char, text="。")
    return made


def _is_on_line(char: Char, other: Char) -> bool:
    return abs(char.base - other.base) <= char.size
