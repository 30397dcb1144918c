"""Whether a line goes on with the title or the subtitle above it, which is broken over lines."""

from __future__ import annotations

import re

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.running import is_sentence
from casebook.ingest.clean.step import Lines
from casebook.ingest.facts.masthead import is_masthead_line
from casebook.ingest.facts.names import is_name, is_office
from casebook.ingest.facts.people import read_byline
from casebook.ingest.facts.places import place_names
from casebook.ingest.facts.posts import may_name_person
from casebook.ingest.facts.publisher import is_publisher
from casebook.ingest.facts.title_labels import headline_label
from casebook.ingest.headings.forms import forms
from casebook.ingest.headings.not_titles import is_series
from casebook.ingest.headings.themes import theme_of
from casebook.ingest.headings.title import bigrams, goes_across, is_no_title
from casebook.ingest.headings.two_parts import is_couplet
from casebook.ingest.lexicon import words
from casebook.records import Line, Role
from casebook.text import jieba
from casebook.text.numbering import number_of
from casebook.text.simplified import to_simplified

DASHES = ("——", "—", "──", "――", "--")
_LONGEST = 20
"""Characters of a line that goes on with the one above it, at most."""
_BROKEN = 40
"""Characters of a line that is broken, at most."""
_WORDED = re.compile("[\u3400-\u9fff“”‘’「」《》A-Za-z0-9+·]{2,}")
"""What such a line is made of: it has neither a stop nor a colon, and no gap."""
_PAIRED, _LONGEST_KICKER = 6, 30
"""Characters of a kicker and its title at least, and of a kicker at most."""
_LEADS_IN = re.compile("^[^。]{6,}(?:—|─|…|——)$")
"""How a kicker ends that leads over to the title below it."""
_SAYS_WHO = re.compile("^[^。：:]{8,}[：:]$")
"""How one ends that says whose the title is: 某区法院特邀调解员：."""
_SHARED = 3
"""Pairs of characters that a title below its kicker shares with the text."""
_PLACE = re.compile("[\u3400-\u9fff·]{1,14}[省市县縣区區州盟旗镇鎮乡鄉村][:：]")
"""The place of a title, on a line of its own above the rest: 宁夏盐池县："""
_PLACED = re.compile(
    "(?:[\u3400-\u9fff]{2,5}[省市州盟]){0,2}"
    "(?P<last>[\u3400-\u9fff]{2,6}(?:自治[州县縣旗区區]|[县縣市区區旗镇鎮乡鄉]|街道))"
)
"""The same without a colon, of which the text speaks: 宁夏盐池县."""
_NO_PLACE = {"v", "vn", "a", "ad", "an", "d", "p", "c"}
"""What no part of the name of a place is: 争创文明城市."""
_COUNTED = re.compile(r"(?:近|[约約]|超[过過]?|逾|已有?|共|累[计計]|新增)?\s?\d")
"""How a line begins that says how many: 近3000个爱心点."""
_NO_SUBJECT = {"v", "vd", "vn", "d", "b", "m"}
"""What the first word of a line is that says what for or how many, and not who."""
_WRITTEN = re.compile("(?P<column>[^｜|丨]{2,20}?)\\s?[｜|丨]\\s?(?P<name>[\u3400-\u9fff]{2,4})")
"""A column and a word behind its bar."""
_MOST_PLACES = 3
"""Places named without their kind, each in the one before it: 广东佛山顺德："""
_QUOTED = re.compile("“[^“”]{2,12}”|「[^「」]{2,12}」")
"""A quotation and nothing else."""
_HALF = 8
"""Characters of a line that a quotation alone goes on with, at least."""
_GOES_ON = "的"
"""No title and no heading begins with it."""


def is_dashed(text: str) -> bool:
    """Whether a line is a subtitle by the dash that it begins with."""
    return text.startswith(DASHES) and len(text) <= _BROKEN and "。" not in text


def is_place_of_title(text: str) -> bool:
    """Whether a line names a place and ends in a colon: 宁夏盐池县：, 深圳南山：."""
    if _PLACE.fullmatch(text):
        return True
    name = to_simplified(text[:-1])
    return text.endswith(("：", ":")) and bool(name) and _are_places(name, _MOST_PLACES)


def looks_like_place(text: str) -> bool:
    """Whether a line is a word that ends like the name of a place, whose names are not known.

    The dictionary takes no part of it for a verb or a quality: not 争创文明城市.
    """
    if not _PLACED.fullmatch(text):
        return False
    return all(tag not in _NO_PLACE for _, tag in jieba.tag(to_simplified(text)))


def _are_places(name: str, most: int) -> bool:
    """Whether a word is made of the names of places, so many at most."""
    if not name or not most:
        return not name
    heads = (size for size in range(2, len(name) + 1) if name[:size] in place_names())
    return any(_are_places(name[size:], most - 1) for size in heads)


def continues(lines: Lines, at: int, causes: dict[int, Cause]) -> bool:
    """Whether a line goes on with the title or subtitle right above it.

    Two signs: it stands right above the masthead or the first sentence, where no other line of
    the headline stands below it; and it goes on by its form.  That is what no line begins with, a
    word that goes across, a quotation alone, or below a subtitle the place above the masthead,
    where no heading stands, or the noun of a kind of text (纪实, 侧记).

    :param causes: why lines leave with the masthead.
    """
    if not 0 < at < len(lines) - 1 or lines[at].role is not Role.TEXT or at in causes:
        return False
    above, text = lines[at - 1].text, lines[at].text
    if len(text) > _LONGEST or len(above) > _BROKEN or not _WORDED.fullmatch(text):
        return False
    headed = causes.get(at + 1) is Cause.HEAD or is_masthead_line(lines[at + 1].text)
    if not (headed or is_sentence(lines[at + 1].text)) or re.search("[。：:；？！]$", above):
        return False
    if text.startswith(_GOES_ON) or goes_across(above, text) or _is_only_quoted(lines, at):
        return True
    if not is_dashed(above) or _is_signature(text) or number_of(text) is not None:
        return False
    return headed or (theme_of(text) is None and text.endswith(words("title", "kinds_of_text")))


def is_pair_of_title(lines: Lines, at: int, first: int) -> bool:
    """Whether of a title and the line below it one is of two parts: 群众动嘴 干部跑腿.

    The line stands right below the title and right above the text, in which no other short line
    stands that could be a heading as it might be.
    """
    if not 0 < at == first - 1 or lines[at].role is not Role.TEXT:
        return False
    text = lines[at].text
    other = is_no_title(text) or _is_signature(text) or re.search("[，：；）)]$", text)
    last = max((n for n, line in enumerate(lines) if is_sentence(line.text)), default=first)
    alone = all(is_sentence(line.text) or line.role is not Role.TEXT for line in lines[first:last])
    paired = is_couplet(lines[at - 1].text) or is_couplet(text)
    return paired and not other and alone and len(text) >= _PAIRED


def _is_only_quoted(lines: Lines, at: int) -> bool:
    """Whether a line is the one quotation that stands alone, as headings do not: “换证难”."""
    if not _QUOTED.fullmatch(lines[at].text) or len(lines[at - 1].text) < _HALF:
        return False
    return sum(_QUOTED.fullmatch(line.text) is not None for line in lines) == 1


def leads_in(text: str) -> bool:
    """Whether a line ends in a dash or in points, as a kicker does: 巷口多了三十盏灯——."""
    return len(text) <= _BROKEN and _LEADS_IN.search(text.strip()) is not None


def is_kicker(lines: Lines, at: int, pairs: frozenset[str]) -> bool:
    """Whether a line above another that could be a title, too, is its kicker: 促进居民交流.

    A kicker has its mark (引题), or says what for or how many, and begins with the verb or the
    number; the title right below it says who did what, and shares more with the text.  So is the
    place of which the text speaks (宁夏盐池县), and a line of its words that leads on with a dash
    or points (巡河三万次——).  A second line that names a kind of text (…改革纪实), or a theme, is a
    subtitle or a heading.

    :param pairs: the pairs of characters of the running text.
    """
    above, below = lines[at], lines[at + 1]
    if headline_label(above.text)[0] is Role.KICKER:
        return True
    plain = above.role is Role.TEXT and below.role in {Role.TEXT, Role.TITLE}
    if not plain or is_no_title(below.text):
        return False
    return is_series(above.text) or _leads(above.text, pairs) or _says_what_for(above, below, pairs)


def _leads(text: str, pairs: frozenset[str]) -> bool:
    """Whether a line above a title is its place, or leads on to it with a dash.

    Either has words of the text, the place all of its own.
    """
    place = _PLACED.fullmatch(text)
    if place and to_simplified(text).startswith(place_names()):
        return bigrams(place["last"]) <= pairs
    if _SAYS_WHO.search(text):
        return len(bigrams(text) & pairs) >= _SHARED
    return leads_in(text) and not pairs.isdisjoint(bigrams(text))


def _says_what_for(above: Line, below: Line, pairs: frozenset[str]) -> bool:
    """Whether a line says what for, and the title below it who did what."""
    sizes = min(len(above.text), len(below.text)) >= _PAIRED and len(above.text) <= _LONGEST_KICKER
    if not sizes or is_no_title(above.text):
        return False
    own, others = bigrams(above.text) & pairs, bigrams(below.text) & pairs
    if len(others) < _SHARED or len(others) <= len(own):
        return False
    verbal = opens_with_verb(above.text) or (has_no_subject(above.text) and len(own) > 1)
    verbal = verbal and not has_no_subject(below.text)
    last = below.text.endswith(words("title", "kinds_of_text")) or theme_of(below.text)
    return verbal and not last


def column_and_writer(text: str, running: str) -> tuple[str, str]:
    """Part the name of who writes from the column before its bar: 老街手记｜周海明.

    The dictionary takes it for a name, or for no word, and the text does not say it.

    :param running: the text below.
    :returns: both; ``""`` twice where a title has other parts.
    """
    found = _WRITTEN.fullmatch(text.strip())
    name = found["name"] if found else ""
    if not found or name in running or not (is_name(name) and may_name_person(name)):
        return "", ""
    return found["column"], name


def has_no_subject(text: str) -> bool:
    """Whether a line begins with a verb, with how it is done, or with a number: 12件小事办结."""
    plain = to_simplified(text)
    return (
        bool(_COUNTED.match(text)) or opens_with_verb(text) or jieba.tag(plain)[0][1] in _NO_SUBJECT
    )


def opens_with_verb(text: str) -> bool:
    """Whether a line begins with a verb that headings begin with: 促进居民交流."""
    return forms().opens_with_verb(to_simplified(text))


def _is_signature(text: str) -> bool:
    named = is_name(text) or is_office(text) or is_publisher(text)
    return named or read_byline(text) is not None
