"""Headings that a paper sets on two lines become one line: 小事不出院 / 大事大家定."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from casebook.ingest.facts.masthead import is_masthead_line
from casebook.ingest.facts.names import is_name, is_office
from casebook.ingest.facts.people import read_byline
from casebook.ingest.facts.publisher import is_publisher
from casebook.ingest.headings.likely import Surroundings, likelihood
from casebook.ingest.headings.scenes import is_scene
from casebook.ingest.headings.themes import theme_of
from casebook.ingest.headings.title import bigrams, is_no_title
from casebook.ingest.headings.two_parts import are_balanced, are_parts, is_called
from casebook.ingest.lexicon import is_furniture, words
from casebook.ingest.read.lone_numbers import is_lone_number
from casebook.ingest.read.page import STEP, Page
from casebook.records import Line, Repair, Role
from casebook.text.numbering import number_of

_RUNNING = 30
"""Characters of a paragraph above such a heading."""
_SENTENCE = re.compile("[。！？]")
_TOLD = 20
"""Characters of a sentence beside one whose form says that it goes on."""
_STOPPED = re.compile("[。！？!?]")
_LIST = re.compile("(?:如下|以下|下列)[^。]{0,8}。$")
"""How a sentence ends that announces a list."""
_LEADS = re.compile("[\u3400-\u9fff”」](?:[：:]|——|──|--)$")
"""How the first line of a heading ends that goes on below."""
_MARKED = re.compile(
    "[“「][\u3400-\u9fff、，]{2,12}[”」](?:[\u3400-\u9fff]{1,4})?[：:]"
    "|[\u3400-\u9fff“”]{3,20}(?:——|──|--)"
)
"""The same where its form alone says so: in quotation marks, or before a dash."""
_PLACED = re.compile("([\u3400-\u9fff]{2,21})(?:[:：]|(——|──))")
"""A first line that names the place or the person of whom the second tells: 青河村：, 周海——."""
_PLACE = re.compile("(?:[省市县縣区區镇鎮乡鄉村]|街道|社[区區])$")
_POST = 6
"""Characters of a person with what he is."""
_NEAR = 4
"""Lines above and below in which the text speaks of them."""
_SHORT = re.compile("[^。；：:！？]{4,24}(?<![，、,—-])")
"""The second line of such a heading."""
_LONGEST = 24
"""Characters of the first one."""
_CUT = re.compile("[^，,]{4,}[，,].{10,}[^。！？；，、：:,;]")
"""A clause and the beginning of the next."""
_SEVERAL = 2
"""Headings on two lines that speak for each other, however long their lines are."""
_LINE = re.compile(
    "(?![图圖]|照片)[“「『\u3400-\u9fff][^。；：:！？.（(【\\[]{3,23}(?<![，、,—摄攝图圖-])"
)
"""Lines of a heading that neither form nor length gives away: 一条法务街区 / 让群众只进一扇门."""
_SHARED = 2
"""Pairs of characters that these lines have in common with the text around."""
_AROUND = 16
"""Lines above and below that are the text around: as many as likelihood is told by."""
_LIKELY = 0.65
"""Likelihood from which both together are one; captions that begin alike are more likely, too."""
_WHY = "the two lines of a heading are one"


def join_headings(page: Page) -> Page:
    """Join the two lines of each such heading of a page without markup, as a repair.

    Two signs: two short lines and no more stand between paragraphs; and they are of one length,
    or several such pairs stand in the text, or the first one is quoted or ends in a dash, or both
    together are likely to be one heading (:mod:`casebook.ingest.headings.likely`).  Only
    in several pairs is a call of three characters above what it means the first of two lines:
    做减法 / 下放审批事项.
    """
    lines = page.lines
    found = [at for at in range(len(lines) - 1) if _stands_so(lines, at)]
    called = [at for at in found if _is_called(lines, at)]
    found = [at for at in found if at not in called]
    if len(found) < _SEVERAL:
        found = [at for at in found if are_balanced(lines[at].text, lines[at + 1].text)]
    marked = [at for at in range(1, len(lines) - 1) if _is_marked(lines, at)]
    likely = [at for at in range(1, len(lines) - 1) if _is_likely(lines, at)]
    several = called if len(called) >= _SEVERAL else ()
    found = _apart({*found, *marked, *_led(lines), *several, *likely})
    if not found:
        return page
    made = list(lines)
    repairs = []
    for at in reversed(found):
        first, second = made[at], made.pop(at + 1)
        gap = "" if _LEADS.search(first.text) else " "
        made[at] = replace(first, text=f"{first.text}{gap}{second.text}")
        pair = (f"{first.text[-1]} {second.text[0]}", f"{first.text[-1]}{gap}{second.text[0]}")
        repairs.append(Repair(first.number, *pair, STEP, _WHY))
    return replace(page, lines=tuple(made), repairs=(*page.repairs, *reversed(repairs)))


def _apart(found: Iterable[int]) -> list[int]:
    """Return positions in order, without those whose first line is the second of another pair."""
    made: list[int] = []
    for at in sorted(found):
        if not made or at > made[-1] + 1:
            made.append(at)
    return made


def _is_likely(lines: tuple[Line, ...], at: int) -> bool:
    """Whether two lines between paragraphs are likely to be one heading.

    Lines that begin alike are points or captions: 上河村的账本, 上河村的水渠.
    """
    first, second = (line.text for line in lines[at : at + 2])
    shaped = _LINE.fullmatch(first) and _LINE.fullmatch(second) and first[:2] != second[:2]
    if not shaped or not _are_between(lines, at):
        return False
    above = [line.text for line in lines[max(0, at - _AROUND) : at]]
    below = [line.text for line in lines[at + 2 : at + 2 + _AROUND]]
    others = bigrams("\n".join((*above, *below)))
    if len(others & (bigrams(first) | bigrams(second))) < _SHARED:
        return False
    around = Surroundings((*above, f"{first} {second}", *below), [len(above)])
    return likelihood(around, len(above)) >= _LIKELY


def _led(lines: tuple[Line, ...]) -> list[int]:
    """Find headings of which the first line leads to the second, several of one kind.

    None where a short line stands alone between paragraphs below them: there the second line
    is the first of the headings below a theme.
    """
    led = [at for at in range(len(lines) - 1) if _is_led(lines, at)]
    if len(led) < _SEVERAL:
        return []
    own = {at + more for at in led for more in range(2)}
    others = (at for at in range(led[0], len(lines) - 1) if at not in own)
    alone = any(
        _SHORT.fullmatch(lines[at].text) and _is_running(_beside(lines, at + 1, 1)) for at in others
    )
    return [] if alone else led


def _is_led(lines: tuple[Line, ...], at: int) -> bool:
    """Whether a line leads to the next one, which ends the heading above a paragraph.

    One of them names its theme: 改革背景： / 山多人散 各自为池, 一张网 一本账—— / 改革的做法.
    """
    first, second = lines[at].text, lines[at + 1].text
    plain = all(line.role is Role.TEXT for line in lines[at : at + 2]) and not number_of(second)
    short = _SHORT.fullmatch(second) and len(first) <= _LONGEST
    if not (plain and short and _LEADS.search(first) and _is_running(_beside(lines, at + 2, 1))):
        return False
    named = [theme_of(text) is not None for text in (first, second)]
    return any(named) and not all(named) and not is_masthead_line(second)


def _is_marked(lines: tuple[Line, ...], at: int) -> bool:
    """Whether a line says by its form that the heading goes on: “县属乡用”：, 林改遇尴尬——.

    A short line follows, and paragraphs stand on both sides; what is quoted, or ends in a dash,
    is none that announces a list.
    """
    first, second = lines[at], lines[at + 1]
    placed = _is_placed(lines, at)
    if not (placed or _MARKED.fullmatch(first.text)) or not _SHORT.fullmatch(second.text):
        return False
    plain = first.role is second.role is Role.TEXT and not number_of(second.text)
    quoted = second.text[0] in "“「" and not placed
    if not plain or quoted or is_masthead_line(second.text):
        return False
    below = _beside(lines, at + 2, 1)
    return _is_told(lines[at - 1]) and (_is_told(below) or _is_cut(lines, at + 2))


def _is_placed(lines: tuple[Line, ...], at: int) -> bool:
    """Whether a line names a place or a person of whom the text around speaks.

    A colon stands behind it, or a dash: a name alone with a colon says who speaks.
    """
    match = _PLACED.fullmatch(lines[at].text)
    if not match or theme_of(lines[at].text):
        return False
    whole = match[1]
    placed = _PLACE.search(whole) or whole in words("masthead", "network_places")
    named = (x for x in (whole[-3:], whole[-2:]) if len(whole) >= _POST and is_name(x))
    alone = match[2] is not None and is_name(whole)
    name = whole if placed or alone else next(named, "")
    if not name:
        return False
    around = (*lines[max(0, at - _NEAR) : at], *lines[at + 2 : at + 2 + _NEAR])
    return any(name in line.text for line in around)


def _is_told(line: Line | None) -> bool:
    """Whether a line is a sentence, however short."""
    text = line.text if line and line.role is Role.TEXT else ""
    return len(text) >= _TOLD and _STOPPED.search(text) is not None


def _stands_so(lines: tuple[Line, ...], at: int) -> bool:
    """Whether a line and the next stand between paragraphs and could be a heading's two lines."""
    parts = are_parts(lines[at].text, lines[at + 1].text) or _is_called(lines, at)
    return parts and _are_between(lines, at)


def _are_between(lines: tuple[Line, ...], at: int) -> bool:
    """Whether two lines stand between paragraphs, and neither has a form of its own.

    The first of them stands nowhere above, as the title does.
    """
    pair = lines[at : at + 2]
    if any(line.text == pair[0].text for line in lines[:at]):
        return False
    above, below = _beside(lines, at - 1, -1), _beside(lines, at + 2, 1)
    return (
        _is_running(above)
        and not _LIST.search(above.text if above else "")
        and (_is_running(below) or _is_cut(lines, at + 2))
        and not all(is_publisher(line.text) for line in pair)
        and not any(
            line.role is not Role.TEXT
            or number_of(line.text)
            or is_masthead_line(line.text)
            or is_no_title(line.text)
            or is_office(line.text)
            or theme_of(line.text)
            or is_scene(line.text)
            for line in pair
        )
    )


def _is_called(lines: tuple[Line, ...], at: int) -> bool:
    return is_called(f"{lines[at].text} {lines[at + 1].text}")


def _is_cut(lines: tuple[Line, ...], at: int) -> bool:
    """Whether a line is the beginning of a paragraph with which the page was cut short."""
    cut = at == len(lines) - 1 and lines[at].role is Role.TEXT
    return cut and _CUT.fullmatch(lines[at].text) is not None


def _beside(lines: tuple[Line, ...], at: int, step: int) -> Line | None:
    """Return the line at a position, or beyond a number, a byline or a picture with its caption."""
    numbered = step < 0 <= at and is_lone_number(lines[at])
    signed = step > 0 and at < len(lines) and _is_byline(lines[at].text)
    if numbered or signed:
        at += step
    first = at
    while 0 <= at < len(lines) and is_furniture(lines[at].text):
        at += step
    if at > first and 0 <= at + step < len(lines) and not _is_running(lines[at]):
        at += step
    return lines[at] if 0 <= at < len(lines) else None


def _is_byline(text: str) -> bool:
    return len(text) <= _LONGEST and read_byline(text) is not None


def _is_running(line: Line | None) -> bool:
    """Whether a line is a paragraph: a sentence of some length, or one that the page cut."""
    return (
        line is not None
        and line.role is Role.TEXT
        and len(line.text) >= _RUNNING
        and _SENTENCE.search(line.text) is not None
    )
