"""What is said not to be: the thing of 无电梯老楼1.2万栋 is not 电梯老楼."""

from __future__ import annotations

import re

from casebook.knowledge.measured import Thing
from casebook.text import jieba
from casebook.text.fold import fold

_NEGATED = re.compile(
    "(?<![并从暂尚毫既])(?<![计查看问核断论明定]有)(?P<no>无)(?P<of>(?![论非奈关法疑权意])[一-鿿])?$"
    "|(?<![南北东西中亚对援并除莫若绝是])(?P<non>非)公?$"
    "|(?P<not>未|(?<![得可能是要会])不|没有|免[予于]|无(?=[需须]))(?P<verb>[一-鿿]{0,2})$"
)
_REACH = 5
"""Characters before a name that the negation and its verb take, and a numeral (三无小区) or what
stands before it."""
_NUMERALS = frozenset("一二三四五六七八九两")
_MODAL = frozenset("可能会得需须再经")
"""Right behind the negation and before the name, with which they go together: 不可|移动文物."""
_NO_NAME = frozenset("超少低高多断再足到得能会可仅必同止需如论但惜大光要只包含计除定间")
"""Behind 不 or 未 a word that negates no name: 不断|提升服务, 不少于|12个项目, 不含|外地企业."""


def with_negation(text: str, thing: Thing) -> Thing:
    """Return the thing that a figure measures with the negation right before it.

    无|电梯老楼, 未安装|电梯楼房, 不合格|产品, 不可|移动文物, 未经|审批项目: without it the name
    says the contrary.
    """
    if not thing.span:
        return thing
    first, last = thing.span
    floor = max(0, first - _REACH)
    before = fold(text[floor:first])
    match = _NEGATED.search(before)
    if not match:
        return thing
    verb = match["verb"] or ""
    if verb and verb not in _MODAL and (verb[0] in _NO_NAME or not _is_verb(verb)):
        return thing
    at = floor + match.start()
    at -= before[match.start() - 1 : match.start()] in _NUMERALS
    return Thing(text[at:first] + thing.words, (at, last))


def _is_verb(word: str) -> bool:
    tagged = jieba.tag(word)
    return len(tagged) == 1 and tagged[0][1].startswith("v")
