"""The forms of names: of persons, and of offices and groups that write.

A name is two to four Han characters that begin with a surname (a longer one after
a double surname), or a foreign or minority name with a dot in it.  An office that
writes (某市委政法委课题组) is known by how it ends.
"""

from __future__ import annotations

import re

from casebook import resources
from casebook.ingest.facts.posts import is_desk_in_short, is_of_place, names_person
from casebook.ingest.lexicon import words
from casebook.text import jieba
from casebook.text.simplified import to_simplified

_HAN = "\u3400-\u9fff"
_HAN_ONLY = re.compile(f"[{_HAN}]+")
_DOTTED = re.compile(rf"[{_HAN}]{{1,8}}(?:[·•・][{_HAN}]{{1,8}}){{1,3}}")
_WORD, _NAMING = 2, {"nr", "nrt", "ns", "ng", "x"}
"""Characters of a word in the name of a column, and what words of a foreign name are tagged."""
_LANDFORM = "[庄湾村寨堡沟坝屯岭塘店桥坡坪寺庙集街巷河]"
_OF_FAMILY = re.compile(f".家{_LANDFORM}")
"""A hamlet named after the family that lives there: 王家庄."""
_ADDED = tuple("感率度性化村")
"""How words end behind another word: 安全感, 满意率, 法治化, 文明村."""
_TO_HAVE = tuple("有全强明")
"""Rare surnames that begin a motto more often: 强基础, 有作为."""
_NO_NAME = tuple("网網报報社台市县區区省局街路版院馆館系站办辦")
"""How words end that begin like a name and are that of a paper or a place."""


@resources.cached
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    listed = "".join(words("people", "surnames"))
    return frozenset(listed), frozenset(words("people", "double_surnames"))


@resources.cached
def _no_names() -> frozenset[str]:
    return frozenset((*words("people", "no_names"), *words("masthead", "network_places")))


LATIN = re.compile(r"[A-Z](?:[a-z]+|[A-Z]+)(?: [A-Z](?:[a-z]*|[A-Z]*)\.?){1,2}")
"""A foreign name in its own letters: Kevin Li."""
GROUP = re.compile(rf"[{_HAN}]+(?:联盟|聯盟|融媒|中心|频道|頻道|日报|日報|网|網)[·•・]")
"""A group of papers with the place of one of them: 共享联盟·诸暨."""


def is_name(text: str) -> bool:
    """Whether a word has the form of a Chinese name."""
    single, double = _surnames()
    size = len(text)
    if text[:2] in double and 3 <= size <= 4:
        formed = bool(_HAN_ONLY.fullmatch(text))
    elif 2 <= size <= 3 and text[0] in single and _HAN_ONLY.fullmatch(text):
        formed = True
    else:
        formed = bool(_DOTTED.fullmatch(text)) and not (GROUP.match(text) or _is_column(text))
    # 甘肃 and 吉林 begin with a surname.
    return formed and not (
        text.endswith(_NO_NAME)
        or text in _no_names()
        or _is_town(text)
        or is_desk_in_short(text)
        or (size == len("高标准") and is_other_word(text))
    )


def is_other_word(text: str) -> bool:
    """Whether three characters are a word or a place of the dictionary, or a motto: 高标准.

    It has people of renown, too, of which one or the other may be tagged otherwise.
    """
    plain = to_simplified(text)
    if _OF_FAMILY.fullmatch(plain):
        return True
    if plain.endswith(_ADDED) and jieba.has_word(plain[:2]):
        return True
    if jieba.has_word(plain):
        ((_, tag), *others) = jieba.tag(plain)
        placed = tag == "ns" and re.search(f"{_LANDFORM}$", plain) is not None
        return not others and (placed or not tag.startswith(("nr", "ns")))
    if not plain.startswith(_TO_HAVE):
        return False
    return [tag[:1] for _, tag in jieba.tag(plain)] in (
        ["a", "n"],
        ["v", "n"],
        ["a", "v"],
        ["v", "v"],
    )


def _is_column(text: str) -> bool:
    """Whether all words around a dot are of two characters and no names: 新闻·产经资讯.

    A foreign name has other syllables, or is known as one, or as that of a place.
    """
    tagged = [pair for part in re.split("[·•・]", text) for pair in jieba.tag(to_simplified(part))]
    return all(len(word) == _WORD and tag not in _NAMING for word, tag in tagged)


def is_called(text: str) -> bool:
    """Whether a word of the form of a name is how people call somebody by the post: 张老师."""
    return len(text) == len("张老师") and text.endswith(words("people", "called"))


def _is_town(text: str) -> bool:
    """Whether a word of the form of a name is of a town or village: 河口镇, 石桥村."""
    if text.endswith(("镇", "鎮", "乡", "鄉")):
        return len(text) > len("李镇")
    return text.endswith("村") and not names_person(text)


def has_surname(text: str) -> bool:
    """Whether two or three characters begin with a surname, whatever they end with: 周小路."""
    return bool(re.fullmatch(f"[{_HAN}]{{2,3}}", text)) and text[0] in _surnames()[0]


def is_office(text: str) -> bool:
    """Whether a word is the name of an office or group that writes."""
    return (
        4 <= len(text) <= 30
        and to_simplified(text).endswith(words("people", "offices"))
        and not re.search("[:：]", text)
    )


_ANY_NAME = re.compile(
    r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,8}[·•・][\u3400-\u9fff·•・]{1,20}"
    r"|[A-Za-z0-9_.&@-]{2,20}|(?=\w{0,9}[A-Za-z0-9])[\w\u3400-\u9fff]{2,10}"
    r"|[A-Z](?:[a-z]+|[A-Z]+)(?: [A-Z](?:[a-z]*|[A-Z]*)\.?){1,2}"
)


def is_person(name: str) -> bool:
    """Whether a name could be one: short, or an office; no sentence."""
    return bool(_ANY_NAME.fullmatch(name)) or is_office(name)


_GLUED = 18
"""Characters of names with nothing between them, at most: six of three."""


def glued_names(text: str) -> tuple[str, ...]:
    """Read names that a page prints without anything between them: 张公望朱明芬.

    They are split where each part begins with a surname and has two or three
    characters; where that can be done in several ways, the even one is taken.
    """
    text = text.strip()
    if is_office(text) or is_name(text):
        return (text,)
    if is_of_place(text, is_name):  # 华中路街道 could be two names
        return ()
    if not re.fullmatch(rf"[{_HAN}]{{4,{_GLUED}}}", text):
        return ()
    ways = _ways(text)
    return min(ways, key=lambda way: len({len(name) for name in way}), default=())


def _ways(text: str) -> list[tuple[str, ...]]:
    if not text:
        return [()]
    made: list[tuple[str, ...]] = []
    for size in (3, 2):
        head = text[:size]
        if len(head) == size and is_name(head):
            made += [(head, *rest) for rest in _ways(text[size:])]
    return made
