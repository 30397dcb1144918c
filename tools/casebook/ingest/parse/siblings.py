"""Headings whose words name no theme, beside others of the same layout that name one.

【痛点】, 【破题】 and 【见效】 stand alike; where one of them is known by its words, the others are
headings of the same level, whatever they say.  The theme of such a heading stays undecided.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace

from casebook.ingest.facts.names import has_surname
from casebook.ingest.headings.themes import theme_of
from casebook.ingest.lexicon import is_frame, is_furniture
from casebook.ingest.parse.bare import stands_above, stands_between
from casebook.ingest.parse.formed import may_be_heading
from casebook.ingest.read.lone_numbers import count_on, is_lone_number
from casebook.records import Line, Role, Theme

SIGNS = "\u2190-\u21ff\u2500-\u27bf\u2b00-\u2bff\u3013\U0001f300-\U0001faff|｜丨※"
"""Arrows, bars, blocks, geometric shapes, stars and pictures, within a class of characters."""
_SIGN = rf"[{SIGNS}#＃*＊「『【〖［\[]"
_SIGNED = re.compile(
    rf"(?P<before>①|{_SIGN}{{1,4}}|[Pp](?:ART|art)[\s.]*)(?:\d{{1,2}})?[\s　:：.]*"
    r"(?P<word>[\u3400-\u9fff“”、]{2,20}"
    r"(?:(?<=[\u3400-\u9fff”])[:：][\u3400-\u9fff“”、，,]{2,20})?)[\s　]*"
    rf"(?P<after>[】〗』」］\]{_SIGN[1:-1]}]{{0,4}})"
)
"""A heading between or behind signs of layout: 【破题】, ◆实招◆, ▎探路, PART 02 破局.

Behind the word of a numbered part more may stand: PART 01 背景：白条从哪里来."""
_COLON = re.compile("[:：]")
_WORDS = re.compile("[\u3400-\u9fff“”、]{2,20}")
_BRACKETED = re.compile(
    r"([【〔〖][\u3400-\u9fff]{2,10}[】〕〗][:：]?)\s*([^\s【〔〖，,、。；;：:].*)"
)
"""The same in brackets before its text: 【破题】镇里在每个村……"""
_OF_PAPER = re.compile(
    "[【〔〖](?:[内內中文]{0,2}[摘提]要|[关關][键鍵][词詞]|作者[简簡單单][介位]|基金[项項]目|中[图圖]分[类類][号號]|文[献獻][标標][识識]..?"
    "|收稿日期|文章[编編][号號])[】〕〗]"
)
"""Labels of the apparatus of a paper, which are no headings: 【作者简介】."""
_LABEL = re.compile("[\u3400-\u9fff]{2,8}[:：]")
_LABELLED = re.compile("([\u3400-\u9fff]{2,8}[:：])\\s*(\\S.*[。！？”])")
"""A label before its text, a whole sentence at least: 成效：信访件少了一半。"""
_LEAST = 2
"""Lines of one layout that speak for each other."""
_WORD, _SHORTER = 4, 3
"""Characters of headings of a theme that are one word, and of others beside two of these."""
_COUNTED = re.compile("[①-⑳❶-❿]")
_WORD_ALONE = re.compile("[\u3400-\u9fff](?:[ 　]?[\u3400-\u9fff]){1,2}")
"""A word of two or three characters, spread or not."""
_HAN = re.compile("[\u3400-\u9fff]")
_GAP = re.compile("[ 　]")
_OPEN = re.compile("[，、；：,;:]$")
"""How a line ends that goes on below."""


def of_one_layout(lines: tuple[Line, ...]) -> dict[int, Theme | None]:
    """Find lines that are headings for each other's sake, by position with the theme of each."""
    alone = single_words(lines) | points_alone(lines) | numbers_alone(lines) | words_alone(lines)
    return dict.fromkeys(alone) | signed(lines)


def signed(lines: tuple[Line, ...]) -> dict[int, Theme | None]:
    """Find lines with the signs of layout that one with the name of a theme has, too.

    Each stands above a paragraph, and below another or at the head of the text.

    :returns: by position the theme that a line names.
    """
    alike: dict[tuple[str, str], dict[int, Theme | None]] = defaultdict(dict)
    for at, line in enumerate(lines):
        sign = _sign(line)
        if sign and (stands_between(lines, at) or _heads_points(lines, at, sign[0])):
            alike[sign[:2]][at] = theme_of(sign[2])
    several = (x for x in alike.values() if len(x) >= _LEAST and any(x.values()))
    return {at: theme for found in several for at, theme in found.items()}


def points_alone(lines: tuple[Line, ...]) -> frozenset[int]:
    """Find points that head paragraphs in saved text: ■ 枫林小区：先议后改, above its paragraph.

    Two at least, and every point of the text stands so: without a stop, alone between paragraphs.
    """
    if _is_marked_up(lines):
        return frozenset()
    points = [at for at, line in enumerate(lines) if line.role is Role.ITEM]
    heads = [
        at
        for at in points
        if may_be_heading(replace(lines[at], role=Role.TEXT))
        and stands_between(lines, at)
        and lines[at + 1].role is Role.TEXT
    ]
    return frozenset(heads if len(heads) == len(points) >= _LEAST else ())


def numbers_alone(lines: tuple[Line, ...]) -> frozenset[int]:
    """Find numbers that are all of a heading in saved text: （一） between two paragraphs.

    They count on from one.  Digits, which count pages and notes, too, are two at least, and so is a
    number right below the title, where the part of a series has its own.
    """
    if _is_marked_up(lines):
        return frozenset()
    found = [at for at, line in enumerate(lines) if is_lone_number(line)]
    texts = [lines[at].text for at in found]
    counted = count_on(texts) and all(stands_between(lines, at) for at in found)
    enough = len(found) >= _LEAST or (0 not in found and any(map(_HAN.search, texts)))
    return frozenset(found if counted and enough else ())


def words_alone(lines: tuple[Line, ...]) -> frozenset[int]:
    """Find headings of two or three characters between paragraphs of saved text: 等船, 寻 牛.

    The second sign is that the text says the word, too, or the paragraph below has all of its
    characters (赶着渡河), or that several stand so.  What may be the name of a person, or a button,
    is none, nor what stands so twice, as speakers do, or alone right below the title.
    """
    if _is_marked_up(lines):
        return frozenset()
    short = {
        at: _GAP.sub("", line.text)
        for at, line in enumerate(lines)
        if line.role is Role.TEXT and _WORD_ALONE.fullmatch(line.text) and _is_apart(lines, at)
    }
    heads = {
        at: word
        for at, word in short.items()
        if not (has_surname(word) or is_frame(word) or is_furniture(word))
    }
    if len(set(short.values())) < len(short):
        return frozenset()
    others = "\n".join(line.text for at, line in enumerate(lines) if at not in short)
    said = [at for at, x in heads.items() if x in others or set(x) <= set(lines[at + 1].text)]
    found = frozenset(heads if len(heads) == len(short) >= _LEAST else said)
    return found if found != {0} else frozenset()


def _is_apart(lines: tuple[Line, ...], at: int) -> bool:
    """Whether a line stands above a paragraph, and no line above goes on with it."""
    return stands_above(lines, at) and (at == 0 or _OPEN.search(lines[at - 1].text) is None)


def _is_marked_up(lines: tuple[Line, ...]) -> bool:
    return any(line.role in {Role.HEADING, Role.BOLD} for line in lines)


def _heads_points(lines: tuple[Line, ...], at: int, before: str) -> bool:
    """Whether a line is a numbered part above the first of its points: PART 02 做法：三张单子."""
    if at + 1 == len(lines) or before[:1] not in ("P", "p"):
        return False
    below = lines[at + 1]
    return below.role in {Role.TEXT, Role.ITEM} and below.text.endswith(("；", ";"))


def _sign(line: Line) -> tuple[str, str, str] | None:
    if line.role is Role.ITEM and _WORDS.fullmatch(line.text):
        return "item", "", line.text  # its bullet was taken off
    if line.role not in {Role.TEXT, Role.BOLD}:
        return None
    match = _SIGNED.fullmatch(_COUNTED.sub("①", line.text))
    if not match or (_COLON.search(match["word"]) and match["before"][:1] not in "Pp"):
        return None
    return match["before"].strip(), match["after"], match["word"]


def labels_alone(lines: tuple[Line, ...]) -> dict[int, Theme]:
    """Find labels on lines of their own that name themes: 主要举措：, above points."""
    return {
        at: theme
        for at, line in enumerate(lines)
        if line.role is Role.TEXT and _LABEL.fullmatch(line.text) and (theme := theme_of(line.text))
    }


def before_text(
    lines: tuple[Line, ...], above: Collection[Theme] = (), *, headed: bool
) -> dict[int, tuple[str, str]]:
    """Find headings that stand before their text on a line, in brackets or with a colon.

    One at least names a theme; of labels two, of different ones, and only in a text that has no
    other headings but labels.

    :param above: the themes of labels on lines of their own (:func:`labels_alone`): beside these
        one label is enough that names another theme, and stands but once.
    :param headed: whether the text has headings of another form.
    :returns: by position the heading and the text.
    """
    found = _matched(lines, _BRACKETED)
    result = {at: both for at, both in found.items() if not _OF_PAPER.match(both[0])}
    themes = {theme_of(heading) for heading, _ in result.values()} - {None}
    if len(result) >= _LEAST and themes:
        return result
    if headed:
        return {}
    labelled = _matched(lines, _LABELLED)
    known = {at: theme for at, (label, _) in labelled.items() if (theme := theme_of(label))}
    if above and len(set(known.values())) < len(known):
        return {}
    if len({*known.values(), *above}) < _LEAST:
        return {}
    return {at: labelled[at] for at in known}


def _matched(lines: tuple[Line, ...], form: re.Pattern[str]) -> dict[int, tuple[str, str]]:
    return {
        at: (match[1], match[2])
        for at, line in enumerate(lines)
        if line.role is Role.TEXT and (match := form.fullmatch(line.text))
    }


def single_words(lines: tuple[Line, ...]) -> frozenset[int]:
    """Find headings of two or three characters beside two of one word that name themes.

    难题, 招法 and then 回响: shorter than a line that is a heading by itself.
    """
    short = [
        at
        for at, line in enumerate(lines)
        if line.role is Role.TEXT and len(line.text) <= _WORD and stands_between(lines, at)
    ]
    themes = sum(theme_of(lines[at].text) is not None for at in short)
    if themes < _LEAST:
        return frozenset()
    return frozenset(
        at for at in short if _LEAST <= len(lines[at].text) <= _SHORTER and lines[at].text.isalpha()
    )
