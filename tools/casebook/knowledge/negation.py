"""What is said not to be: the thing of 无电梯老楼1.2万栋 is not 电梯老楼."""

from __future__ import annotations

import re

from casebook.knowledge.measured import Thing
from casebook.text import jieba
from casebook.text.fold import fold

_NEGATED = re.compile("(?P<word>[无未非不])(?P<verb>[一-鿿]{0,2})$")
_REACH = 4
"""Characters before a name that the negation and its verb take, and a numeral (三无小区)."""
_NUMERALS = frozenset("一二三四五六七八九两")
_NO_NAME = frozenset("超少低高多断再足到得能会可仅必同止需如论但惜大光要只")
"""Behind 不 or 未 a word that negates no name: 不断|提升服务, 不少于|12个项目; and none stands
between 无 and its name."""


def with_negation(text: str, thing: Thing) -> Thing:
    """Return the thing that a figure measures with the negation right before it.

    无|电梯老楼, 未安装|电梯楼房, 不合格|产品: without it the name says the contrary.
    """
    if not thing.span:
        return thing
    first, last = thing.span
    floor = max(0, first - _REACH)
    before = fold(text[floor:first])
    match = _NEGATED.search(before)
    if not match:
        return thing
    verb = match["verb"]
    if verb and (match["word"] in "无非" or verb[0] in _NO_NAME or not _is_verb(verb)):
        return thing
    at = floor + match.start()
    at -= before[match.start() - 1 : match.start()] in _NUMERALS
    return Thing(text[at:first] + thing.words, (at, last))


def _is_verb(word: str) -> bool:
    tagged = jieba.tag(word)
    return len(tagged) == 1 and tagged[0][1].startswith("v")
