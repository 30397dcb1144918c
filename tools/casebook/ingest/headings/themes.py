"""Which theme a heading opens, by a grammar of headings (``data/themes.toml``).

A heading of a reform case is made of few words: modifiers and a noun (改革 + 主要 +
做法), several of them joined by 与, 和, 及 or 、, and often the subject of the article in
front (高效政务创新的 + 背景与意义).  The head noun of the first part decides the theme.
A heading with a word that the grammar does not know opens none.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from casebook import resources
from casebook.records import Theme
from casebook.text.numbering import strip_number
from casebook.text.simplified import to_simplified

_CLOSING = " 　:：。.、，,;；-—…【】[]〔〕〖〗「」『』“”<>＜＞■●◆▲★☆◎○□▪•*#"
_CONTINUED = re.compile(r"[:：]|——|--|──|[ 　]|[—－-](?=\D)|[|｜]")
_JOINED = re.compile(r"以及|[与和及暨、/／&]|并(?=[^存])")
_COUNT = re.compile(r"[一二三四五六七八九十百几多\d]{1,3}(?:大|项|个|条|点|方面|步|种|招|化|步走)?")
_PLACE = re.compile(r"[\u3400-\u9fff]{1,6}(?:省|市|县|区|州|盟|旗|镇|乡|村|街道|社区)")
_VARIANTS = str.maketrans("啓劃畧", "启划略")
"""Traditional variants that the plain table of characters leaves."""
_DOING = re.compile(
    "[一二三四五六七八九十]是|完善|健全|建立|创新|推进|推动|加强|强化|优化|深化|构建|打造|提升|实施"
    "|推行|开展|落实|坚持|聚焦|探索|规范|改进|突出|抓|做|着力|持续|加快|促进|拓展|统筹"
)
"""How a heading begins that says what was done: it has no subject in front of its noun."""
_ASKED = (
    (re.compile("(?:为什么|为何|缘何|因何|为啥)[^，。]{0,12}"), Theme.BACKGROUND),
    (
        re.compile("(?:改革|治理|成效|效果|改得|干得|做得|收效)[^，。]{0,4}(?:怎么样|咋样)"),
        Theme.RESULTS,
    ),
    (re.compile("(?:怎么|怎样|如何|咋)[^，。]{0,12}"), Theme.MEASURES),
)
"""Headings that ask: 为什么改, 怎么改, 改得怎么样."""
_LONGEST_SUBJECT = 24
_MAX = 30
"""Characters of the longest heading that is read."""


@dataclass(frozen=True)
class _Grammar:
    """The words of the grammar: whole headings, strong and weak nouns, and what stands around."""

    headings: dict[str, Theme]
    nouns: dict[str, Theme]
    weak: dict[str, Theme]
    modifiers: frozenset[str]
    suffixes: frozenset[str]
    outlook: tuple[str, ...]

    @functools.cached_property
    def longest(self) -> int:
        """Characters of the longest word."""
        return max(map(len, (*self.nouns, *self.weak, *self.modifiers, *self.suffixes)))


@resources.cached
def _grammar() -> _Grammar:
    data = resources.toml("themes.toml")

    def words(key: str) -> dict[str, Theme]:
        return {
            to_simplified(word): Theme(name)
            for name, entry in data.items()
            if name not in Theme.NOT_THEMES
            for word in entry.get(key, ())
        }

    common = data["grammar"]
    return _Grammar(
        words("headings"),
        words("nouns"),
        words("weak"),
        frozenset(common["modifiers"]),
        frozenset(common["suffixes"]),
        tuple(common["outlook"]),
    )


def theme_of(heading: str) -> Theme | None:
    """Return the theme that a heading opens.

    :param heading: as printed, in either script, numbered or not, with or
        without closing punctuation.
    :returns: its theme, or ``None`` where the grammar does not read it.
    """
    if not 0 < len(heading) <= 2 * _MAX:
        return None
    return _theme_of(resources.active(), heading)


@functools.lru_cache(maxsize=1 << 12)
def _theme_of(_overlay: resources.Overlay, heading: str) -> Theme | None:
    folded = to_simplified(heading).translate(_VARIANTS).replace("计画", "计划")
    bare = strip_number(folded.strip(_CLOSING)).strip(_CLOSING)
    bare = re.sub(r"^\d{1,2}(?:\.\d{1,2})*\.?\s*(?=[\u3400-\u9fff])", "", bare)
    bare = re.sub(r"[（(].*?[）)]$", "", bare).strip(_CLOSING)
    whole = re.sub(r"[\s　“”\"「」]", "", bare)
    if not whole:
        return None
    if len(whole) <= _MAX:
        theme = _read(whole)
        if theme:
            return theme
    first = _CONTINUED.split(bare, maxsplit=1)[0].strip(_CLOSING)
    if len(first) >= 4 and first != whole and len(first) <= _MAX:
        return _read(re.sub(r"[\s　“”\"]", "", first), subject=False)
    return None


def _read(text: str, *, subject: bool = True) -> Theme | None:
    """Read a whole heading; ``subject`` says whether something unknown may stand in front."""
    grammar = _grammar()
    if text in grammar.headings:
        return grammar.headings[text]
    asked = next((theme for form, theme in _ASKED if form.fullmatch(text.rstrip("?？"))), None)
    parsed = asked or _parse(text)
    if parsed:
        return parsed
    if not subject:
        return None
    ends = [at + 1 for at, char in enumerate(text) if char == "的" and at < len(text) - 2]
    for end in ends:
        if 2 < end <= _LONGEST_SUBJECT and not re.search("[，。！？；]", text[:end]):
            tail = text[end:]
            theme = grammar.headings.get(tail) or _parse(tail)
            if theme:
                return theme
    return _behind_subject(text)


_MATTERS = (
    *("治理", "改革", "试点", "制度", "服务", "建设", "工作", "行动", "管理", "发展", "振兴"),
    *("项目", "模式", "案例", "机制", "创新", "工程", "平台", "政策", "计划"),
)
"""How the subject of an article ends."""


def _behind_subject(text: str) -> Theme | None:
    """Read a heading whose subject has no 的 after it: 乡村治理背景分析.

    The subject is believed where it ends in a noun of the matter (改革, 治理, 试点) or
    begins with a place, and a strong noun follows.
    """
    if _DOING.match(text) or re.search("[，。！？；、]", text):
        return None
    for at in range(2, min(len(text) - 1, _LONGEST_SUBJECT)):
        head = text[:at]
        if at <= 8 and text[at:] in _PROFILE:
            return Theme.BACKGROUND
        if _PLACE.match(head) or head.endswith(_MATTERS):
            theme = _parse(text[at:], strong=True)
            if theme:
                return theme
    return None


def _parse(text: str, *, strong: bool = False) -> Theme | None:
    """Read modifiers and nouns; ``None`` where any word is unknown or no noun is there."""
    grammar = _grammar()
    if any(text.startswith(word) for word in grammar.outlook) and _words(text):
        return Theme.LESSONS
    if not _words(text):
        return None
    themes = [
        (theme, words)
        for words in (_words(part) or () for part in _JOINED.split(text))
        if (theme := _head(words, strong=strong))
    ]
    if not themes:
        return None
    # What is wrong, joined with what is to be done about it, closes a case.
    if len(themes) > 1 and themes[-1][0] is Theme.LESSONS and _LACKS.intersection(themes[0][1]):
        return Theme.LESSONS
    return themes[0][0]


def _head(words: tuple[str, ...], *, strong: bool) -> Theme | None:
    grammar = _grammar()
    for word in words:
        if word in grammar.nouns and not _modifies(word, words):
            if strong and word in _ALSO_MODIFIERS:
                return None
            return grammar.nouns[word]
    if strong:
        return None
    weak = [word for word in words if word in grammar.weak]
    return grammar.weak[weak[-1]] if weak else None


_LACKS = frozenset(["问题", "不足", "短板", "困难"])
_PROFILE = frozenset(["概况", "简介", "概述", "背景", "缘起", "缘由", "基本情况"])
"""Nouns that any short subject may stand before: 街道概况."""
_ALSO_MODIFIERS = frozenset(
    [
        "制度",
        "机制",
        "亮点",
        "重点",
        "任务",
        "需求",
        "规划",
        "行动",
        "方式",
        "方法",
        "办法",
        "要求",
        "形势",
        "战略",
        "手段",
        "要点",
        "逻辑",
        "路径",
        "环境",
    ]
)
"""Nouns that as often stand before another one (机制创新, 制度成果)."""


def _modifies(word: str, words: tuple[str, ...]) -> bool:
    """Whether a noun that often is a modifier has a stronger one after it."""
    if word not in _ALSO_MODIFIERS:
        return False
    grammar = _grammar()
    behind = words[words.index(word) + 1 :]
    return any(other in grammar.nouns and other not in _ALSO_MODIFIERS for other in behind)


def _words(text: str) -> tuple[str, ...] | None:
    """Cut a text into words of the grammar, the longest first; ``None`` where that fails.

    Joining words and counts (三项) are let through; a suffix only stands after a noun.
    """
    grammar = _grammar()
    known = grammar.nouns.keys() | grammar.weak.keys() | grammar.modifiers | grammar.suffixes
    if not text:
        return None

    @functools.cache
    def cut(at: int) -> tuple[str, ...] | None:
        if at == len(text):
            return ()
        for pattern in (_JOINED, _COUNT) if at else (_COUNT,):
            passed = pattern.match(text, at)
            rest = cut(passed.end()) if passed and passed.end() < len(text) else None
            if rest is not None:
                return rest
        for size in range(min(grammar.longest, len(text) - at), 0, -1):
            word = text[at : at + size]
            if word in known:
                rest = cut(at + size)
                if rest is not None:
                    return (word, *rest)
        return None

    return cut(0)
