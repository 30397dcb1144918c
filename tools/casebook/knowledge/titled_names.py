"""Names that the title and the text of an article share, with quotation marks or without.

A name without marks whose last word says what kind of thing it is is a term: 幸福共享巴士,
春风行动.  Marks in a title say nothing: titles quote what is mended, too (“马路市场”).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from casebook import resources
from casebook.knowledge.mask import HIDDEN, QUOTED, TITLE, hide
from casebook.knowledge.term_forms import either, is_of_place, is_ordinary, term_key, words
from casebook.text import jieba
from casebook.text.fold import fold

_SHORTEST = 4
_LONGEST = 12
_LONG = 8
"""Characters of the longest name of a measure with the words of a title before it."""
_ALL_HAN = re.compile("[一-鿿\\d]+")
_POINTING = ("本", "该", "此", "我", "贵")
_LEADING = frozenset({"v", "p", "d", "m", "uj", "ul", "r", "c", "f", "ns", "x", "q", "u", "zg"})
"""Tags of words that a name does not begin with: 首个|青年零工驿站."""


def names_of_title(title: str, texts: Sequence[str]) -> frozenset[str]:
    """Return the keys of the names of a title that are terms where the text has them too.

    The name of the title's own place, and one without marks that ends as a kind of thing does.
    That a title quotes a name says nothing: it quotes figures of speech as often (金角银边).

    :param title: as it stands.
    :param texts: all texts of the article.
    """
    heading = hide(fold(title), TITLE)
    folded = [hide(fold(text), TITLE) for text in texts]
    marked = {match[0][1:-1] for text in folded for match in QUOTED.finditer(text)}
    bare = hide(heading, QUOTED)
    running = "\n".join(folded)
    sure = {name for name in marked if is_of_place(name, heading)}
    sure |= {*_without_marks(bare, running), *_repeated(folded, running)}
    # What holds a title in 《》 is none: “学透《…》的道理”.
    return frozenset(term_key(name) for name in sure if HIDDEN not in name)


def _repeated(texts: Iterable[str], running: str) -> set[str]:
    """Return the names without marks that a word of naming stands before, and the text repeats.

    What the text counts (10件产业行动计划) is no name.

    :param texts: folded, without titles.
    """
    named = {text[start:end] for text in texts for start, end in _named_kinds(text)}
    return {
        name
        for name in named
        if running.count(name) > 1 and not is_ordinary(name) and not _is_counted(name, running)
    }


def _is_one_of(name: str, heading: str) -> bool:
    """Whether a title says which of its kind a thing is: 甲乡第1个老人食堂."""
    return (
        re.search(rf"第[\d一二三四五六七八九十百]+[个家处间所座]{re.escape(name)}", heading)
        is not None
    )


def _is_counted(name: str, text: str) -> bool:
    return re.search(rf"\d[余多]?[个件项种家类]{re.escape(name)}", text) is not None


def named_without_marks(text: str) -> Iterator[tuple[int, int]]:
    """Yield where names without marks stand that end as a kind of thing does: 打造春风行动."""
    return _named_kinds(hide(fold(text), TITLE))


def _named_kinds(folded: str) -> Iterator[tuple[int, int]]:
    bare = hide(folded, QUOTED)
    for match in _named_kind().finditer(bare):
        if name := own_name(match[1], len(match["kind"])):
            yield match.end(1) - len(name), match.end(1)


@resources.cached
def _named_kind() -> re.Pattern[str]:
    """打造|春风行动, 推出新一轮|清洁生产伙伴计划."""
    kind = f"(?P<kind>{either('kinds_named')})"
    return re.compile(
        f"(?:{either('before')}{either('aspects')}?)((?:(?!的)[一-鿿\\d]){{2,{_LONGEST}}}?{kind})"
        f"(?!{either('documents_named')})(?![一-鿿]{{0,2}}(?:局|处|委员会))"
    )


def _without_marks(heading: str, text: str) -> Iterator[str]:
    ends = _word_ends(heading)
    for match in _kinds().finditer(heading):
        starts = [at for at in ends if at < match.start()]
        shared = [
            at
            for at in starts
            # “3820”|战略工程 goes on from what the marks hold.
            if heading[at : match.end()] in text and not _goes_on_before(heading, at)
        ]
        whole = own_name(heading[min(shared, default=0) : match.end()], len(match[0]))
        if len(whole) > _LONGEST:
            continue  # 高层次创新|创业人才支持计划
        shared = [at for at in shared if at >= match.end() - _LONGEST]
        if heading.startswith(words("documents_named"), match.end()):
            continue  # 三年行动|计划
        if match[0] in words("short_named") and match.end() - min(shared, default=0) > _LONG:
            continue  # 科技创新三年行动计划 describes
        names = [own_name(heading[at : match.end()], len(match[0])) for at in shared]
        named = [name for name in names if len(name) >= _SHORTEST and not is_ordinary(name)]
        named = [name for name in named if not _is_one_of(name, heading)]
        most = max((text.count(name) for name in named), default=0)
        # The longest that the text has often: 长者食堂 rather than 农村长者食堂.
        yield from [name for name in named if 3 * text.count(name) >= most][:1]


def _goes_on_before(heading: str, at: int) -> bool:
    """Whether a name begins further left: behind marks, a figure or a price (两元|乘车计划)."""
    return (
        heading[at - 1 : at].isdigit()
        or heading.endswith(HIDDEN, 0, at)
        or _PRICE.search(heading, 0, at) is not None
    )


_PRICE = re.compile(r"[\d一二两三四五六七八九十百千半][元折角毛]$")


def _word_ends(heading: str) -> list[int]:
    """Return where words of a title end, and so names may begin."""
    ends, at = [0], 0
    for word in jieba.cut(heading):
        at += len(word)
        ends.append(at)
    return ends


def own_name(name: str, kind: int) -> str:
    """Cut off what a name does not begin with; return ``""`` where nothing names it.

    :param kind: how many characters at its end say what kind of thing it is.
    """
    if name.startswith(_POINTING) or _COUNTED.search(name):
        return ""  # 本市都市计划, 设立75处清风夜市
    tagged = jieba.tag(name)
    while len(tagged) > 1 and (_leads(*tagged[0]) or tagged[0][0] in words("scopes")):
        name = name[len(tagged[0][0]) :]
        tagged = tagged[1:]
    modifier = name[:-kind]
    plain = words("plain_modifiers")
    named = _ALL_HAN.fullmatch(modifier) and not all(
        word in plain for word, _ in jieba.tag(modifier)
    )
    known = any(name.endswith(word) and name != word for word in words("known"))
    return name if named and not known and not _only_does(name, kind) else ""


_COUNTED = re.compile(r"\d[余多]?[个处家座所间条辆名支]")


def _only_does(name: str, kind: int) -> bool:
    """Whether a name only says what is done (巡查行动), or is that of a campaign at length.

    A plan or an action of many words (便利化专项行动) is called by what it does and not by a name.
    """
    if name[-kind:] not in words("short_named"):
        return False
    tagged = jieba.tag(name[:-kind])
    return len(name) > _LONG or (len(tagged) == 1 and tagged[0][1].startswith("v"))


def _leads(word: str, tag: str) -> bool:
    """Whether a name does not begin with a word; an unknown character (雳剑行动) is its own."""
    return tag in _LEADING and not (tag == "x" and _ALL_HAN.fullmatch(word)) and word[-1] != "元"


@resources.cached
def _kinds() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words("kinds_named"))))
