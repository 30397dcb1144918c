"""系 that stands alone for *is*: 该房屋系村集体所有 is 係村集體所有 in Traditional script.

Source: usage of judgments and statutes.  What is only likely is still asked by `proofread`, for
no word decides it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

SIMPLIFIED, TRADITIONAL, OTHERWISE = "系", "係", "系"
"""The character, the copula in Traditional script, and what is printed where nothing decides."""

_HAN = re.compile("[一-鿿]+")
_SUBJECTS = frozenset("其人者方")
"""Words of one character that a copula may follow; others (该系, 各系) name a department."""
_NOT_AFTER = frozenset("之的和与及或等里中内外上下于着好紧住了个成到满在络")
"""What begins the next word where 系 is a department or a verb: 系着, 系上, 系的."""
_SCHOOL = re.compile("学院|大学|学校|高校|院系|专业|教师|学生|师生|教授|博士|硕士|本科|招生|系主任")
_COLOUR = "色"
"""蓝色系 is a range of colours."""
_AROUND = 20
"""Characters on either side in which a school makes 系 a department."""


def find_copulas(text: str, words: Sequence[str]) -> Iterator[int]:
    """Yield where 系 is a copula in Simplified text.

    :param words: the words of the text, in order; together they are the text.
    """
    at = 0
    for place, word in enumerate(words):
        if word == SIMPLIFIED and 0 < place < len(words) - 1:
            before, after = words[place - 1], words[place + 1]
            around = text[max(0, at - _AROUND) : at + _AROUND]
            subject = _HAN.fullmatch(before) and (len(before) > 1 or before in _SUBJECTS)
            goes_on = _HAN.match(after) and after[0] not in _NOT_AFTER
            if subject and goes_on and before[-1] != _COLOUR and not _SCHOOL.search(around):
                yield at
        at += len(word)
