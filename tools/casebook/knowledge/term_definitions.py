"""The sentence that defines a coined term, where there is one."""

from __future__ import annotations

import re

from casebook import resources
from casebook.knowledge.passages import Passage
from casebook.knowledge.sentences import sentence_around, sentence_start
from casebook.knowledge.term_forms import either, words
from casebook.knowledge.terms import REACH
from casebook.records import Mention
from casebook.text.fold import fold

_CLOSING = '”」’』"'


def definition(passage: Passage, mention: Mention) -> tuple[int, int] | None:
    """Return the span of the sentence around a mention, if that sentence defines the term."""
    text = passage.text
    after = fold(text[mention.end : mention.end + REACH]).lstrip(_CLOSING)
    before = fold(text[max(0, mention.start - REACH) : mention.start]).rstrip('“「‘『"')
    noun = next((word for word in words("nouns_between") if after.startswith(word)), "")
    says = after[len(noun) :].startswith(words("defines_after")) and not (
        _SAYS_OTHERWISE.match(after, len(noun)) or _is_within_marks(text, mention)
    )
    start, last = sentence_start(text, mention.start), sentence_around(text, mention.end)[1]
    named = before.endswith(words("defines_before")) and not _only_names().match(fold(text[start:]))
    bare = before.endswith("所谓") and not before.endswith(("即所谓", "是所谓"))
    named = named and not (bare and not _SAYS_SO.match(after))
    if not says and not named:
        return None
    while text[last : last + 1] and text[last] in _CLOSING:
        last += 1
    return start, last


_SAYS_OTHERWISE = re.compile(
    "即[可将日刻使便时]|就是[^，。；]{0,8}(?:例子|缩影|例证|典型|代表)|：$"
)
"""After a term: 搜索“某某”即可进入, “某某”就是一个例子, and a heading before a list."""
_SAYS_SO = re.compile("，|就?是|即|指")
"""After a term with 所谓 before it: 所谓“某某”论调 says nothing of what it is."""


def _is_within_marks(text: str, mention: Mention) -> bool:
    """Whether a colon goes on within the marks that a term begins in: 「龍崎光節：空山祭」."""
    opened = text[max(0, mention.start - 1) : mention.start] in tuple('“「‘『"')
    return opened and text[mention.end : mention.end + 1] == "："


@resources.cached
def _only_names() -> re.Pattern[str]:
    """这一办法后来称为“大包干”: what it is stands in the sentence before."""
    return re.compile(f"{either('pointing')}[^，。；]{{0,12}}称[为作之]")
