"""Headings without number or tag: short lines between paragraphs.

A line without a stop that stands alone between two paragraphs is a heading where a second
sign says so: its likelihood (:mod:`casebook.ingest.headings.likely`), that it speaks of what the
text speaks of and is not unlikely, or other lines of the page stand in the same way.  Where
markup could have said what is a heading and does not, only the latter counts, or two lines that
are both likely.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from casebook.ingest.facts.masthead import is_masthead_line
from casebook.ingest.headings.likely import Surroundings, likelihood
from casebook.ingest.headings.scenes import is_scene
from casebook.ingest.headings.themes import theme_of
from casebook.ingest.headings.title import (
    bigrams,
    is_no_title,
)
from casebook.ingest.headings.two_parts import are_clauses, in_two_parts, is_called, is_couplet
from casebook.ingest.parse.chains import HEADS
from casebook.ingest.parse.formed import CAPTION, MOST, SENTENCE, STOP, may_be_heading
from casebook.records import Line, Role
from casebook.text.numbering import number_of

_LONGEST, _UNLIKE = 48, 12
"""Characters of the longest heading that others built alike speak for, and by which they differ."""
_CLAUSES = re.compile("[，：,:]")
_RUNNING = 12
"""Characters of the paragraph that a heading has below it."""
_SHARED = 2
"""Pairs of characters that a heading has in common with the other lines."""
_LIKELY = 0.62
"""Likelihood from which a line that could be a title is a heading between two paragraphs."""
_UNLIKELY = 0.35
"""Likelihood below which it is none, though it speaks of what the text speaks of."""
_FRAMED = re.compile(r"【[^【】。：:]{2,20}】")
_SIGNED = re.compile(r"[■◆]\s")
"""The sign of layout before a heading, where it marks no points."""
_FRAMES = 2
"""Lines in brackets between paragraphs that are headings for each other's sake."""
_NUMERAL = re.compile(r"\d{1,2}|[一二三四五六七八九十]{1,2}")
"""The number of a heading on a line of its own."""
_MANY = 3
"""Lines between paragraphs that are believed to be headings for each other's sake."""
_OF_SITE = re.compile("(?:专[题題栏欄]|[栏欄]目|[标標][签籤]|[话話][题題]|系列)[:：][^。，]{2,20}")
"""What a site sets into a text: 专题：走基层."""
_LEVEL = re.compile(
    "[\u3400-\u9fff]{1,8}?(?:省|自治[区區州县縣]|地[区區]|市|州|盟|[县縣区區]|旗|[镇鎮乡鄉]|街道|村|社[区區]|[组組])"
)
"""One level of an address: 青河县, 上河镇."""
_ADDRESS = 3
"""Levels of a line that is an address."""
_CAPTIONED = 60
"""Characters of the longest caption that may stand above a heading."""
_DAY = re.compile(r"\d\s?月\s?\d{1,2}\s?[日号號]")
"""A day, as reports have it that say where they come from: 青河《一线》 6月13日发自河口."""
_CLAUSE = re.compile("[，,][^，,。]+$")
"""How a paragraph ends that was cut short: after a comma and a word."""
_STACKED = 3
"""Headings right below each other at most, the last above its text."""
_PAIR = 2
"""The same where each of them is likely by itself, in a page with markup."""
_ALIKE = 4
"""Characters by which the last heading may be longer or shorter than one of the others."""
_POSTER = 6
"""Lines of the shortest poster."""
_NOUN = 5
"""Characters of the longest heading that a poster has without a number: 取得的成效."""
_FULL = re.compile("[。；]")
_MARKED = {Role.HEADING, Role.BOLD, Role.PICTURE}
_HEADED = {Role.HEADING, Role.BOLD}
"""Roles of lines that the markup of a page makes headings."""


def bare_headings(lines: tuple[Line, ...], *, themed: bool, plain: bool = True) -> frozenset[int]:
    """Find the positions of such lines; none on a page whose markup says what is a heading.

    :param themed: whether a heading without a number names a theme on this page: so are its
        headings, then.
    :param plain: whether the lines come from a page without markup.
    """
    framed = frozenset(_framed(lines))
    if any(line.role in (_MARKED if plain else _HEADED) for line in lines):
        return framed
    found = framed | _unmarked(lines, themed=themed, plain=plain)
    if not plain:
        return found
    found |= _built_alike(lines)
    # What stands several times names pictures, or the site.
    often = Counter(lines[at].text for at in found)
    found -= {at for at in found if often[lines[at].text] > 1 and theme_of(lines[at].text) is None}
    # What stands right below the title is a caption or place if nothing else is a heading.
    apart = lines and (_is_address(lines[0].text) or (found == {0} and not themed))
    return found - {0} if apart else found


def _is_address(text: str) -> bool:
    """Whether a line names a place by its levels and says nothing else: 某省某市某县某镇."""
    at = levels = 0
    while match := _LEVEL.match(text, at):
        at, levels = match.end(), levels + 1
    return at == len(text) and levels >= _ADDRESS


def _built_alike(lines: tuple[Line, ...]) -> frozenset[int]:
    """Find headings of several clauses, some longer than headings are, that are built alike.

    Each stands between two paragraphs, and has as many clauses as the others and about their
    length: three with commas, or two with a colon (“红色引擎”强动能：党建引领……).
    """
    alike: dict[str, list[int]] = defaultdict(list)
    for at in range(len(lines) - 1):
        signs = "".join(_CLAUSES.findall(lines[at].text))
        if signs and _is_between(lines, at, _LONGEST) and not _DAY.search(lines[at].text):
            alike[signs].append(at)
    found: list[int] = []
    for signs, heads in alike.items():
        sizes = [len(lines[at].text) for at in heads]
        enough = len(heads) >= (_PAIR if signs in {"：", ":"} else _MANY)
        if enough and max(sizes) > MOST and max(sizes) - min(sizes) <= _UNLIKE:
            found += heads
    return frozenset(found)


def _framed(lines: tuple[Line, ...]) -> list[int]:
    """Find headings in brackets, several of which stand between paragraphs: 【老街变样】."""
    heads = [
        at
        for at in range(len(lines) - 1)
        if _FRAMED.fullmatch(lines[at].text)
        and _is_text(lines, at + 1)
        and ((above := _above(lines, at)) is None or _ends(above.text))
    ]
    return heads if len(heads) >= _FRAMES else []


def _unmarked(lines: tuple[Line, ...], *, themed: bool, plain: bool) -> frozenset[int]:
    """Find headings on a page whose markup names none."""
    between = [at for at in range(len(lines) - 1) if _is_between(lines, at)]
    if not plain:
        heads = (at for at in range(len(lines) - 1) if may_be_heading(lines[at]))
        known = frozenset(between)
        between += [at for at in heads if at not in known and _heads_first(lines, at)]
        return frozenset(between if len(between) >= _MANY else _likely_pair(lines, between))
    end = _above_end(lines, between)
    many = themed or len(between) + len(end) >= _MANY
    if many:
        # Where headings stand so, one may stand right above another, or above a list.
        heads = (at for at in range(len(lines) - 1) if _is_above(lines, at))
        return frozenset((*end, *(at for at in heads if at or _is_of_text(lines, at))))
    alone = frozenset(_alone(lines, between))
    last = [at for at in between if at == len(lines) - 2 and _is_of_text(lines, at)]
    return alone.union(end, last) if alone - {0} else alone


def _above_end(lines: tuple[Line, ...], between: list[int]) -> list[int]:
    """Find the last of several such lines, above the words with which the page was cut short.

    It is as long as one of the others, and no line of them is a sentence.  Where there is but one
    other, both have the same commas or colons.
    """
    at = len(lines) - 2
    if not between or at in between or not may_be_heading(lines[at]):
        return []
    text, end = lines[at].text, lines[-1]
    others = [lines[x].text for x in between if abs(len(text) - len(lines[x].text)) <= _ALIKE]
    signs = _CLAUSES.findall(text)
    if len(between) < _PAIR:
        others = [other for other in others if signs and _CLAUSES.findall(other) == signs]
    above = _above(lines, at)
    open_ = end.role is Role.TEXT and len(end.text) >= _RUNNING and not STOP.search(end.text)
    open_ = open_ and " " not in end.text and number_of(end.text) is None
    plain = open_ and not is_masthead_line(end.text)
    return [at] if others and plain and above is not None and _ends(above.text) else []


def _likely_pair(lines: tuple[Line, ...], between: list[int]) -> list[int]:
    """Return the lines between paragraphs that are likely headings, where they are two."""
    if len(between) < _PAIR:
        return []
    around = _surroundings(lines, asked(lines))
    likely = [at for at in between if likelihood(around, at) >= _LIKELY]
    return likely if len(likely) == _PAIR else []


def _alone(lines: tuple[Line, ...], between: list[int]) -> Iterator[int]:
    """Find headings where no others of the page speak for them."""
    candidates = asked(lines)
    around = _surroundings(lines, candidates)
    several = sum(in_two_parts(lines[at].text) for at in between) >= _PAIR
    pairs = [[at for at in between if form(lines[at].text)] for form in (is_called, are_clauses)]
    alike = {at for pair in pairs if len(pair) >= _PAIR for at in pair}
    for at in candidates:
        if at in between and _is_dashed(lines, at + 1):
            yield at
        elif at in between or _heads_first(lines, at):
            likely, text = likelihood(around, at), lines[at].text
            titled = at and not (is_no_title(text) or _DAY.search(text))
            said = at in between and likely >= _UNLIKELY and _is_of_text(lines, at)
            parted = at and at in between and (is_couplet(text) or (several and in_two_parts(text)))
            parted = parted or (at and at in alike) or bool(_SIGNED.match(text))
            if (titled and likely >= _LIKELY) or said or parted:
                yield at


def _surroundings(lines: tuple[Line, ...], candidates: list[int]) -> Surroundings:
    captions = frozenset(at for at, line in enumerate(lines) if _is_caption(line))
    return Surroundings([line.text for line in lines], candidates, captions)


def _heads_first(lines: tuple[Line, ...], at: int) -> bool:
    """Whether a line stands below a paragraph and right above the first of numbered headings."""
    above = _above(lines, at) if _is_above_first(lines, at) else None
    return above is not None and _ends(above.text)


def _is_above_first(lines: tuple[Line, ...], at: int) -> bool:
    number = number_of(lines[at + 1].text)
    return number is not None and number.value == 1


def _above(lines: tuple[Line, ...], at: int) -> Line | None:
    """Return the line above a heading; captions of pictures that are not there do not count.

    Neither do the columns that a site names within the text.
    """
    above = (lines[x] for x in range(at - 1, -1, -1))
    return next((line for line in above if not _is_caption(line)), None)


def _is_caption(line: Line) -> bool:
    text = line.text
    return line.role is Role.CAPTION or bool(
        len(text) <= _CAPTIONED
        and not _ends(text)
        and (
            CAPTION.search(text)
            or _OF_SITE.fullmatch(text)
            or (line.role is Role.TEXT and is_scene(text))
        )
    )


def no_headings(lines: tuple[Line, ...], *, plain: bool) -> frozenset[int]:
    """Find lines that are no headings though they name a theme: of a poster, and captions.

    :param plain: whether the lines come from a page without markup, which loses its pictures.
    """
    shown = (at for at, line in enumerate(lines) if line.role is Role.TEXT and is_scene(line.text))
    return _poster_lines(lines).union(shown if plain else ())


def _poster_lines(lines: tuple[Line, ...]) -> frozenset[int]:
    """Find the lines of a poster.

    Its sentences run over short lines without a stop: 青河县用三个月 / 梳理21个堵点.  A page is one
    where no line has a full stop and none is long; a heading of a few characters (主要做法) and a
    numbered one stay headings.
    """
    text = [at for at, line in enumerate(lines) if line.role is Role.TEXT]
    if len(text) < _POSTER or any(
        line.role in _HEADED or _FULL.search(line.text) or len(line.text) > MOST
        for line in lines
        if line.role is not Role.CAPTION
    ):
        return frozenset()
    return frozenset(
        at for at in text if len(lines[at].text) > _NOUN and number_of(lines[at].text) is None
    )


def asked(lines: tuple[Line, ...]) -> list[int]:
    """Find the lines that have the form of a heading and stand above what one may head.

    Of these a likelihood is asked; ``bench/line_fit.py`` fits it to the same ones.
    """
    return [
        at
        for at, line in enumerate(lines[:-1])
        if may_be_heading(line)
        and (
            _is_text(lines, at + 1)
            or _is_dashed(lines, at + 1)
            or number_of(lines[at + 1].text) is not None
        )
    ]


def _is_of_text(lines: tuple[Line, ...], at: int) -> bool:
    """Whether a line speaks of what the other lines speak of."""
    others = "\n".join(line.text for other, line in enumerate(lines) if other != at)
    return len(bigrams(lines[at].text) & bigrams(others)) >= _SHARED


def _ends(text: str) -> bool:
    """Whether a line before a heading is a whole sentence, leads on, or is its number."""
    led = text.endswith(("…", "......", "——", "──", "――"))
    return bool(SENTENCE.search(text[-2:]) or led or _NUMERAL.fullmatch(text))


def _is_between(lines: tuple[Line, ...], at: int, most: int = MOST) -> bool:
    """Whether a line has the form of a heading and stands between two paragraphs."""
    if not may_be_heading(lines[at], most):
        return False
    before = _above(lines, at)
    below = _is_text(lines, at + 1) or _is_dashed(lines, at + 1)
    return below and (before is None or _ends(before.text))


def stands_between(lines: tuple[Line, ...], at: int) -> bool:
    """Whether a line stands above a paragraph, and below a whole sentence or nothing."""
    before = _above(lines, at)
    return stands_above(lines, at) and (before is None or _ends(before.text))


def stands_above(lines: tuple[Line, ...], at: int) -> bool:
    """Whether a line stands above a paragraph."""
    return at + 1 < len(lines) and _is_text(lines, at + 1)


def _is_above(lines: tuple[Line, ...], at: int) -> bool:
    """Whether a line of that form stands above a paragraph, a list, or one more heading."""
    if not may_be_heading(lines[at]):
        return False
    before = _above(lines, at)
    headed = before is None or _ends(before.text) or before.role is Role.ITEM
    stacked = not headed and _is_stacked(lines, at)
    below = lines[at + 1]
    if _is_text(lines, at + 1) or _is_dashed(lines, at + 1):
        return headed or stacked
    listed = below.role is Role.ITEM and at + 2 < len(lines) and lines[at + 2].role is Role.ITEM
    upper = may_be_heading(below) and at + 2 < len(lines) and _is_paragraph(lines[at + 2])
    if not headed:
        return upper and stacked and theme_of(lines[at - 1].text) is not None
    return listed or upper or _is_above_first(lines, at)


def _is_stacked(lines: tuple[Line, ...], at: int) -> bool:
    """Whether headings stand right above a line: a numbered one, or others without a number.

    Of these there are two below a whole sentence, or one of them names a theme at the head of a
    longer stack (案例启示 / 内容生产维度 / 创作效率提升).
    """
    if _is_numbered(lines[at - 1]):
        return True
    for above in range(at - 1, max(at - _STACKED, -1), -1):
        if not may_be_heading(lines[above]):
            return False
        if above == 0 or _ends(lines[above - 1].text):
            return above == at - 1 or theme_of(lines[above].text) is not None
    return False


def _is_numbered(line: Line) -> bool:
    """Whether a line is a numbered heading by its form."""
    number = number_of(line.text)
    heads = number is not None and number.kind in HEADS
    return heads and len(line.text) <= MOST and not STOP.search(line.text)


def _is_dashed(lines: tuple[Line, ...], at: int) -> bool:
    """Whether a line of a dash above a paragraph says more of the heading above it."""
    text = lines[at].text
    return (
        at + 1 < len(lines)
        and text.startswith(("——", "──"))
        and len(text) <= MOST
        and not SENTENCE.search(text)
        and _is_paragraph(lines[at + 1])
    )


def _is_paragraph(line: Line) -> bool:
    return (
        len(line.text) >= _RUNNING
        and (SENTENCE.search(line.text) is not None or line.text.endswith(("：", ":")))
        and number_of(line.text) is None
    )


def _is_text(lines: tuple[Line, ...], at: int) -> bool:
    """Whether a line is a paragraph, or the beginning of one with which the page was cut short."""
    text = lines[at].text
    cut = at == len(lines) - 1 and len(text) >= _RUNNING and _CLAUSE.search(text) is not None
    return _is_paragraph(lines[at]) or (cut and number_of(text) is None)
