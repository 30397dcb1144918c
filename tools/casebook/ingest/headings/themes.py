"""Which theme a heading opens, by a grammar of headings (``data/themes.toml``).

A heading of a reform case is made of few words: modifiers and a noun (改革 + 主要 +
做法), several of them joined by 与, 和, 及 or 、, and often the subject of the article in
front (高效政务创新的 + 背景与意义).  The head noun of the first part decides the theme.
A heading with a word that the grammar does not know opens none.
"""

from __future__ import annotations

import re

from casebook import resources
from casebook.ingest.facts.publisher import SOURCED
from casebook.ingest.headings.forms import (
    CLOSING,
    CONTINUED,
    DATED,
    JOINED,
    LABELLED,
    PLACE,
    POINT,
    STOPS,
    forms,
)
from casebook.ingest.headings.vocabulary import vocabulary, words_of
from casebook.records import Theme
from casebook.text.numbering import number_of, strip_number
from casebook.text.simplified import to_simplified

_VARIANTS = str.maketrans("啓劃畧", "启划略")
"""Traditional variants that the plain table of characters leaves."""
_PLANS = re.compile("(?<=[计规企])画")
"""As Taiwan writes them, too: 計畫, 規畫, 企畫."""
_SAID = re.compile("[:：][^:：]*[，。；][^:：]*[。！？]$")
"""A sentence after a colon: 编者按：改革没有完成时。本报今起推出专栏。"""
_ANNOUNCED = re.compile("(?:[^点處处]是|包括|包含|[^没所]有)[:：]$")
"""How a sentence ends whose other half follows: 今年政府工作的总体要求是：, 主要措施包括：."""
_CLAUSES = re.compile(r"[^\s　]{5,}[\u3400-\u9fff][\s　]+[\u3400-\u9fff][^\s　]{5,}")
"""Two clauses of a headline, of which the last names no theme: 央行放宽准入 券商上调目标."""
_DECIMAL = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\.?\s*(?=[\u3400-\u9fff])")
_BRACKET = re.compile(r"[（(].*?[）)]$")
_QUOTES = re.compile(r"[\s　“”\"「」]")
_PART = 6
"""Characters of a part of a heading that may hold an unknown word beside a known part."""
_QUESTION = re.compile(
    "(?:为什么|为何|缘何|因何|为啥|(?:怎么|怎样|如何)(?!治[疗病愈])|改什么|[改干做管办治]得).{0,4}"
)
"""A question without its subject: 为何改, 怎么改, 改得如何."""
_TOLD = ("情况", "情形")
"""After a deed they tell how it went: 推行情况."""
_LONGEST_SUBJECT = 24
_PAUSES = re.compile("[，。！？；：:]")
_CLAUSE = re.compile("[，。！？；、]")
_SHORT = 12
"""Characters of the longest heading that its last word alone decides."""
_MAX = 30
"""Characters of the longest heading that is read."""


def theme_of(heading: str) -> Theme | None:
    """Return the theme that a heading opens.

    :param heading: as printed, in either script, numbered or not, with or
        without closing punctuation.
    :returns: its theme, or ``None`` where the grammar does not read it.
    """
    if not 0 < len(heading) <= 2 * _MAX:
        return None
    return _theme_of(heading)


def is_of_subject(heading: str) -> bool:
    """Whether a heading names a theme of something that it names, too: 某镇殡葬改革做法.

    A title may be such a line; what is made of words of the grammar alone (主要做法), or goes on
    after a colon (引言：乡村治理的数字化), is a heading of any text.
    """
    whole = re.sub(r"\W", "", to_simplified(heading).translate(_VARIANTS))
    return (
        theme_of(heading) is not None
        and not re.search("[:：]", heading)
        and whole not in vocabulary().headings
        and number_of(heading) is None
        and _parse(whole) is None
    )


@resources.recalled
def _theme_of(heading: str) -> Theme | None:
    dashed = heading.startswith(("——", "—", "──", "--"))
    if dashed or _ANNOUNCED.search(heading) or _SAID.search(heading) or SOURCED.match(heading):
        return None  # a subtitle; a lead-in; a sentence; where a text is from: 来源：某报
    folded = to_simplified(heading).translate(_VARIANTS)
    folded = _PLANS.sub("划", folded)
    bare = strip_number(folded.strip(CLOSING)).strip(CLOSING)
    bare = _DECIMAL.sub("", bare)
    bare = DATED.sub("", _BRACKET.sub("", bare).strip(CLOSING), count=1)
    whole = _QUOTES.sub("", bare)
    ended = heading.endswith("。") and number_of(folded) is None
    sentence = ended and whole not in vocabulary().headings and _parse(whole) is None
    if not whole or sentence or forms().none.fullmatch(whole):
        return None
    one = len(whole) <= _MAX and not _CLAUSES.fullmatch(bare)
    theme = _named(bare) or _labelled(bare) or (_read(whole) if one else None)
    if theme:
        return theme
    first, *after = (part.strip(CLOSING) for part in CONTINUED.split(bare, maxsplit=1))
    framed = first in forms().frame
    # 治理创新：搭建议事平台 says what was done, as weak nouns before a verb do.
    done = after[0] if after and forms().opens_with_verb(after[0]) else ""
    deed = bool(done) and _parse(first) is not None and not _after_of(done)
    if (framed or len(first) >= 4) and first != whole and len(first) <= _MAX and not deed:
        theme = _read(re.sub(r"[\s　“”\"]", "", first), subject=first.endswith(tuple(forms().sure)))
        if theme:
            return theme
    # A heading that asks after a word of its own: 破题：为何而变.
    if re.search("记者|[问答]", first):
        return None
    asked = re.sub("[“”]", "", CONTINUED.split(bare, maxsplit=1)[-1]).rstrip("?？")
    return forms().asks(asked) or _asked_last(asked)


def _asked_last(text: str) -> Theme | None:
    """Read a short question of its own after what it is about: 聚焦痛点，为何改."""
    about, comma, asked = text.partition("，")
    if not comma or len(about) > _PART or not _QUESTION.fullmatch(asked):
        return None
    return vocabulary().headings.get(asked) or forms().asks(asked)


def _named(text: str) -> Theme | None:
    """Read a heading that is one noun and what it is about: 缘由：一张表引发的思考."""
    noun, colon, _ = text.partition("：" if "：" in text else ":")
    return vocabulary().nouns.get(noun) if colon else None


def _labelled(text: str) -> Theme | None:
    """Read a heading that goes on after a colon or dash by the words before it alone.

    They decide where all are words of the grammar, whatever the rest would name by itself:
    案例背景：数字时代的文化使命.
    """
    label, *rest = LABELLED.split(text, maxsplit=1)
    label = re.sub(r"[\s　“”\"「」]", "", label.strip(CLOSING))
    return (vocabulary().headings.get(label) or _parse(label, strong=True)) if rest else None


def _read(text: str, *, subject: bool = True) -> Theme | None:
    """Read a whole heading; ``subject`` says whether something unknown may stand in front."""
    grammar = vocabulary()
    if text in grammar.headings:
        return grammar.headings[text]
    if forms().renewed.fullmatch(text) or POINT.match(text):
        return None
    asked = forms().asks(text.rstrip("?？"))
    if asked or forms().stated.search(text):
        return asked
    text = text.removeprefix("关于")
    parsed = _parse(text)
    if parsed:
        return parsed
    if not subject or forms().grasped.match(text):
        return None
    return (
        _after_of(text)
        or _after_subject(text)
        or _by_last_word(text)
        or _by_last_noun_phrase(text)
        or _by_first_part(text)
        or _by_last_word(text, joined=True)
    )


def _after_of(text: str) -> Theme | None:
    """Read what follows a 的: 高效政务创新的背景与意义.

    What a verb opens has its object before the 的: only a strong noun is a head there.
    """
    opened = forms().opens_with_verb(text)
    for end in (at + 1 for at, char in enumerate(text) if char == "的"):
        tail = text[end:]
        whole = not STOPS.search(text[:end]) or tail in forms().sure
        if 2 < end <= _LONGEST_SUBJECT and len(tail) > 1 and whole:
            strong = opened and not tail.endswith(forms().named)
            theme = vocabulary().headings.get(tail) or _parse(tail, strong=strong)
            if not theme and (first := JOINED.split(tail, maxsplit=1)[0]) != tail:
                theme = _parse(first, strong=True)
            if theme:
                return theme
    return None


def _by_first_part(text: str) -> Theme | None:
    """Read joined parts by a long first one: 农村消费市场发展现状及特征."""
    first, *others = JOINED.split(text)
    return _by_last_word(first) if others else None


def _by_last_noun_phrase(text: str) -> Theme | None:
    """Read a longer heading by the short phrase after its last 的: 队伍的适配短板.

    Where that only says what is done with the matter (难题的深度剖析), by what stands before it.
    """
    before, joint, after = text.rpartition("的")
    if not joint or forms().opens_with_verb(text):
        return None
    theme = _by_last_word(after)
    if theme or not (words := words_of(after)):
        return theme
    grammar = vocabulary()
    empty = not any(word in grammar.nouns or word in grammar.weak for word in words)
    return _by_last_word(before) if empty else None


def _by_last_word(text: str, *, joined: bool = False) -> Theme | None:
    """Read a short heading whose last word decides whatever stands before it.

    Chinese puts the head of a noun phrase last (原有体制的弊端); where no verb opens the
    heading, only the last word says what it is.

    :param joined: whether parts may be joined before it (集体林地及林权改革现状); only a sure
        word decides then.
    """
    if _PAUSES.search(text) or forms().opens_with_verb(text) or forms().short_verbs.match(text):
        return None
    grammar = vocabulary()
    text = _without_suffix(text)
    for size in range(min(grammar.longest, len(text) - 2), 1, -1):
        if (joined or len(text) > _SHORT) and text[-size:] not in forms().sure:
            continue
        theme = grammar.last.get(text[-size:])
        before = text[:-size].removesuffix("的")
        if (
            theme
            and not forms().no_subject.search(before)
            and not (theme is Theme.BACKGROUND and forms().solved.search(before))
            and (joined or not JOINED.search(before))
        ):
            return theme
    return None


def _without_suffix(text: str) -> str:
    """Take off a word that says only what is done with the matter: 深度贫困成因分析."""
    grammar = vocabulary()
    size = next((n for n in (4, 3, 2) if text[-n:] in grammar.suffixes), 0)
    return text[:-size] if size and text[:-size].endswith(grammar.heads) else text


def _after_subject(text: str) -> Theme | None:
    """Read a heading whose subject has no 的 after it: 乡村治理背景分析.

    The subject is believed where it ends in a noun of the matter (改革, 治理, 试点) or
    begins with a place, and a strong noun follows.
    """
    known = forms()
    if known.opens_with_verb(text) or _CLAUSE.search(text):
        return None
    for at in range(2, min(len(text) - 1, _LONGEST_SUBJECT)):
        head = text[:at]
        if at <= 8 and text[at:] in known.profile and head not in known.writers:
            return Theme.BACKGROUND
        if PLACE.match(head) or head.endswith(known.matters):
            theme = _parse(text[at:], strong=True)
            if theme:
                return theme
    return None


def _parse(text: str, *, strong: bool = False) -> Theme | None:
    """Read modifiers and nouns; ``None`` where any word is unknown or no noun is there."""
    grammar = vocabulary()
    if any(text.startswith(word) for word in grammar.outlook) and words_of(text):
        return Theme.LESSONS
    cut = words_of(text)
    if not cut:
        return _joined(text)
    if len(cut) > 1 and cut[0] in forms().improved and cut[-1] not in forms().naming:
        return None
    parts = JOINED.split(text)
    themes = [
        (theme, words)
        for words in map(_head_words, parts)
        if (theme := _head(words, strong=strong))
    ]
    return _of_parts(themes, whole=grammar.headings.get(parts[0])) if themes else None


def _of_parts(themes: list[tuple[Theme, tuple[str, ...]]], *, whole: Theme | None) -> Theme | None:
    """Return the theme of joined parts: that of the first, unless the others say otherwise.

    :param themes: of each part that names one, with its words.
    :param whole: what the first part opens where it is a heading of its own.
    """
    (first, words), *others = themes
    joined = [theme for theme, _ in others]
    # A first part of two minds takes the theme of what is joined with it: 执行策略与方法.
    for theme in (forms().yields.get(words[-1]), whole):
        if theme in joined:
            return theme
    # What is wrong, joined with what is to be done about it, closes a case.
    closes = joined[-1:] == [Theme.LESSONS] and forms().lacks.intersection(words)
    return Theme.LESSONS if closes else first


def _joined(text: str) -> Theme | None:
    """Read a heading of short parts of which one is known: 机遇与挑战."""
    parts = JOINED.split(text)
    if len(parts) < 2 or any(not 1 < len(part) <= _PART for part in parts):
        return None
    if any(forms().opens_with_verb(part) for part in parts):
        return None
    themes = (_head(words, strong=True) for part in parts if (words := words_of(part)))
    return next(filter(None, themes), None)


def _head_words(part: str) -> tuple[str, ...]:
    """Return the words among which the head of a part is: those after its last 的."""
    after = part.rpartition("的")[2]
    words = words_of(after) or ()
    grammar = vocabulary()
    known = any(word in grammar.nouns or word in grammar.weak for word in words)
    return words if known else words_of(part) or ()


def _by_end(words: tuple[str, ...], *, strong: bool) -> Theme | None:
    """Read a part whose last word decides whatever stands before it: 现实考量背景, 推行情况."""
    last = words[-1] if words else ""
    if last in forms().origins:
        return vocabulary().nouns[last]
    if last in forms().lacks and not strong:
        return Theme.BACKGROUND
    told = last in _TOLD and forms().deeds.intersection(words[-2:-1])
    return Theme.MEASURES if told else None


def _head(words: tuple[str, ...], *, strong: bool) -> Theme | None:
    if theme := _by_end(words, strong=strong):
        return theme
    grammar = vocabulary()
    for word in words:
        if word in grammar.nouns and not _modifies(word, words):
            if strong and word in forms().also_modifiers:
                return None
            return grammar.nouns[word]
    if strong:
        return None
    at = max((at for at, word in enumerate(words) if word in grammar.weak), default=-1)
    ends = at >= 0 and grammar.suffixes.issuperset(words[at + 1 :])
    return grammar.weak[words[at]] if ends else None


def _modifies(word: str, words: tuple[str, ...]) -> bool:
    """Whether a noun that often is a modifier has a stronger one after it."""
    if word not in forms().also_modifiers:
        return False
    grammar = vocabulary()
    after = words[words.index(word) + 1 :]
    if not grammar.tails.issuperset(after):
        return True
    return any(
        (other in grammar.nouns and other not in forms().also_modifiers)
        or other in forms().naming
        or other in forms().frames
        for other in after
    )
