"""A line above a text that names its writers, their institution or a paper without a label."""

from __future__ import annotations

import re
from itertools import takewhile

from casebook.ingest.clean.line_causes import is_affiliation
from casebook.ingest.clean.named import is_below_day, is_issued_jointly
from casebook.ingest.clean.step import Lines
from casebook.ingest.facts.credits import Byline
from casebook.ingest.facts.dates import day_alone, month_alone
from casebook.ingest.facts.dispatch_line import read_dispatch_line
from casebook.ingest.facts.labels import parted_from_label
from casebook.ingest.facts.masthead import Masthead, read_line
from casebook.ingest.facts.names import glued_names, is_name, is_office
from casebook.ingest.facts.people import read_byline
from casebook.ingest.facts.posts import tells
from casebook.ingest.facts.publisher import is_publisher, journal_of
from casebook.ingest.headings.title import holder_of_post, is_no_title, is_placed_office, is_post
from casebook.ingest.lexicon import is_frame, is_furniture, words
from casebook.records import Line, Role

_OUTSIDE = {Role.OUTSIDE, Role.BESIDE_TITLE}
_BESIDE = {*_OUTSIDE, Role.HEADING}
"""Roles that the name of a paper right below the title may have."""
_UNIT = re.compile(
    r"[\u3400-\u9fff]{2,6}(?:中心|組|组|部)\s*[／/∕]\s*[\u3400-\u9fff]{0,6}(?:報導|报道|報道|編譯|编译|整理)"
)
"""The desk of a paper where its writer is not named: 社會中心／綜合報導."""
_DESK = re.compile("[\u3400-\u9fff]{1,6}[課课科室股组組处處]")
"""A desk behind its office: 竹塘鄉公所 社會課."""
_NEAR, _MIN_PAPER = 3, 4
"""Lines below the title in which the name of a paper may stand alone, and its characters."""
_MENU, _WORD = 5, re.compile("[\u3400-\u9fff]{2,6}")
"""Words of a menu, one a line, and their form."""
_TOLD = 3
"""How often a text says whom or what it tells of, at least; who wrote it stands there once."""
_SPEAKS = "(?:表示|指出|[说說认認][为為道]?|[强強][调調]|介[绍紹]|坦言|[称稱]|[补補]充)"
_NAME = re.compile("[\u3400-\u9fff]{2,4}")
"""A name above its institution, whatever its surname."""
_LEADER = re.compile(r"[副正第一二三四]{0,3}[组組班队隊站][长長][\s　]")
"""Who leads a group that the line does not name (组长 周海明): of it the text tells."""
_INSTITUTION = re.compile(
    r"[\u3400-\u9fff]+(?:[（(][\u3400-\u9fff]{2,8}[）)][\u3400-\u9fff]*)?(?:大学|大學|学院|學院|研究院|研究所|党校|黨校)(?:\s?[\u3400-\u9fff]+(?:学院|學院|系))?"
)
"""An institution without place and brackets, as it stands below the name of a writer."""


def byline(lines: Lines, at: int, first: int, title: int) -> Masthead | None:
    """Read a line of writers, of their institution, of the paper or journal, without a label."""
    line = lines[at]
    text = line.text
    unsigned = line.role in {Role.HEADING, Role.HIDDEN, Role.ROW} or len(text) > 160
    if unsigned or _is_between_buttons(lines, at):
        # A page may set the name of its paper as large as a heading.
        near = line.role is Role.HEADING and 0 <= title < at <= title + _NEAR
        return Masthead(publisher=text) if near and _is_large(lines, line) else None
    alone = line.role is Role.ITEM and _is_alone(lines, at)
    named = _holder(text) or read_byline(f"■{text}" if alone else text)
    named = named or _above_institution(lines, at, first)
    named = named or read_dispatch_line(text)
    if named and not named.strong:
        other = is_frame(text) or _is_told(lines, first, named) or _issuer(lines, at, first)
        named = None if other else named
    weak = line.role in _OUTSIDE and not is_below_day(lines, at)
    # A paper may set the mark of a point before the office that writes: ● 青河县委编办.
    weak = weak or (line.role is Role.ITEM and not (is_office(text) and alone))
    if named and (named.strong or not weak) and not is_issued_jointly(lines, at):
        publisher = named.publisher if is_publisher(named.publisher) else ""
        return Masthead("", publisher, "", named.authors, named.editors, named.photographers)
    headed = at <= title + _NEAR if title >= 0 else _is_above_day(lines, at, first)
    if headed and _is_paper(line, beside=not any(x.text for x in lines[title + 1 : at])):
        return Masthead(publisher=text)
    journal = journal_of(text)
    if journal:
        return Masthead(publisher=journal)
    placed = (is_affiliation(text) or _is_below_name(lines, at)) and at < first
    parted = parted_from_label(text) if at > title >= 0 else ""
    if placed or parted or _UNIT.fullmatch(text):
        return read_line(parted)[0] if parted else Masthead()
    return _issuer(lines, at, first)


def _is_above_day(lines: Lines, at: int, first: int) -> bool:
    """Whether a line is the second one, above the day: the first one is the title, then."""
    return at == 1 and at + 1 < first and bool(day_alone(lines[at + 1].text))


def _is_told(lines: Lines, first: int, named: Byline) -> bool:
    """Whether the text tells of the only word of a line that has the form of a name: 石虎.

    It says the word often, or that somebody of that name speaks, whose portrait it is.
    """
    if len(named.authors) != 1:
        return False
    name, below = named.authors[0], [line.text for line in lines[first:]]
    speaks = re.compile(f"{name}\\s?{_SPEAKS}")
    return sum(text.count(name) for text in below) >= _TOLD or any(map(speaks.search, below))


def _issuer(lines: Lines, at: int, first: int) -> Masthead | None:
    """Read the office that heads its report, right above the day alone and below the title.

    青河县水务局 / 2023年6月15日; its writer may stand behind it.
    """
    office, *names = lines[at].text.split() or [""]
    below = lines[at + 1].text if at + 1 < first else ""
    if lines[at].role is not Role.TEXT or not (day_alone(below) or month_alone(below)):
        return None
    titled = any(x.role is Role.TITLE or not is_no_title(x.text) for x in lines[:at])
    named = is_office(office) or is_placed_office(office)
    writers = tuple(name for name in names if not _DESK.fullmatch(name))
    if not (titled and named and all(map(is_name, writers))):
        return None
    return Masthead(publisher=office, authors=writers)


def _above_institution(lines: Lines, at: int, first: int) -> Byline | None:
    """Read names without anything between them where their institution stands below them."""
    text = lines[at].text
    names = glued_names(text) or tuple(re.split(r"[,，、\s]+", text.strip()))
    if not all(_NAME.fullmatch(name) for name in names):
        return None
    if len(names) > 1 and at + 1 < first and is_affiliation(lines[at + 1].text):
        return Byline(names, strong=True)
    return None


def _holder(text: str) -> Byline | None:
    """Read who gave a report: 青河省省长 周海."""
    name = "" if _LEADER.match(text) else holder_of_post(text)
    return Byline((name,), strong=True) if name else None


def _is_between_buttons(lines: Lines, at: int) -> bool:
    """Whether a line stands in a column of buttons: what looks like a name is one, too (全屏).

    So it does in a menu, one word a line, a third of which are known: 简体, 頭條, 港澳, 評論, 通說.
    """
    beside = lines[max(at - 1, 0) : at] + lines[at + 1 : at + 2]
    if len(beside) > 1 and all(is_furniture(line.text) for line in beside):
        return True
    above = [*takewhile(_is_word, lines[max(at - _MENU, 0) : at][::-1])]
    below = [*takewhile(_is_word, lines[at + 1 : at + 1 + _MENU])]
    known = sum(is_frame(line.text) for line in (*above, *below))
    return len(above) + len(below) >= _MENU and known * 3 >= len(above) + len(below)


def _is_alone(lines: Lines, at: int) -> bool:
    """Whether a point stands beside no other one."""
    return all(line.role is not Role.ITEM for line in lines[at - 1 : at] + lines[at + 1 : at + 2])


def _is_word(line: Line) -> bool:
    return _WORD.fullmatch(line.text) is not None


def _is_below_name(lines: Lines, at: int) -> bool:
    """Whether a line is an institution and nothing else, right below nothing but names.

    Below it the post may stand that the writer has there.
    """
    if at > 1 and is_post(lines[at].text) and _INSTITUTION.fullmatch(lines[at - 1].text):
        return _is_below_name(lines, at - 1)
    above = read_byline(lines[at - 1].text) if at > 1 else None
    named = above is not None and bool(above.authors) and not is_office(above.authors[0])
    return named and _INSTITUTION.fullmatch(lines[at].text) is not None


def _is_large(lines: Lines, line: Line) -> bool:
    """Whether a heading is the name of the page's paper, and heads no text: 农民办起农村报.

    Papers that a text tells of one after the other head each a part of it.
    """
    heads = [x for x in lines if x.role is Role.HEADING and _is_paper(x, beside=True)]
    return heads == [line] and not tells(line.text)


def _is_paper(line: Line, *, beside: bool) -> bool:
    """Whether a line below the title is the name of a paper or a site and nothing else.

    :param beside: whether it stands right below the title; there it may be outside the text.
    """
    name = line.text
    return (
        (line.role in {Role.TEXT, Role.BOLD} or (beside and line.role in _BESIDE))
        and len(name) >= _MIN_PAPER
        and name.endswith(words("masthead", "papers"))
        and not re.search(r"\W", name)
    )
