"""Names of towns and villages that are ordinary words too: 边境村 names none, 富裕村 may."""

from __future__ import annotations

import re

from casebook.text import jieba

OF_HOME = (
    "(?:[村镇亲愁音贤邻绅友野俗间思约味谣宴]|情(?!况)|土(?!地)|居(?![委民])|建(?![设立成档])"
    "|下(?![辖属沉发]))"
)
"""What makes a word of 乡 that names no township, behind it: 让乡亲…, 留乡愁."""
TOWN_ENDING = f"(?:镇|街道|乡(?!{OF_HOME})|(?<!农)村(?![民委务级庄集寨]))"
_ORDINARY = frozenset({"n", "v", "vn", "a", "b", "d"})


def is_word(name: str) -> bool:
    """Whether two characters are an ordinary word: 巡回法庭 is of no town 巡回."""
    known = len(jieba.cut(name)) == 1  # without guesses at what no dictionary has
    return known and jieba.tag(name)[0][1] in _ORDINARY


def is_no_town(name: str, folded: str) -> bool:
    """Whether what stands before 村 or 镇 only says which: 边境村 in a text of 边境.

    Two signs are needed, since towns are called by words too (富裕村): it is an ordinary word, and
    the text has it without such an ending.

    :param name: the two characters before the ending.
    :param folded: the text.
    """
    return bool(re.search(f"{name}(?!{TOWN_ENDING})", folded)) and is_word(name)
