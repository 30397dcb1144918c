"""Which lines of an HTML page are its title, and what its ``<title>`` says without the site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from lxml.html import HtmlElement

from casebook.ingest.facts.names import is_office
from casebook.ingest.facts.publisher import is_publisher
from casebook.ingest.headings.title import (
    MAX_TITLE,
    Candidate,
    Choice,
    agreement,
    bare,
    bigrams,
    choose_title,
    is_no_title,
    repeated_lines,
    says,
)
from casebook.ingest.lexicon import any_of, words
from casebook.ingest.read.dom import DomLine
from casebook.records import Role

_MIN = 4
_LONGEST = 300
"""Characters up to which a ``<title>`` is a title and can end in names."""
_SEPARATOR = re.compile(
    r"\s*(?:[_|｜]+|\s[-—–]+\s|[-—–]+(?=[^-—–]{2,24}$)|\s[:：]{2}\s|\s*[»›]\s*)\s*"
)
_STEP = re.compile("[>＞»›]")
"""What stands between the steps of a breadcrumb."""
_DASH = re.compile(r"\s*[-—–_|｜]+\s*")
_LONG_ENOUGH, _SPACED_OFF = 8, 6
_SITE = 10
"""Characters of the name of a site that stands before the title."""
_GENERIC = 12
"""Characters up to which a ``<title>`` may name the site only."""
_STEPS = 2
"""Names that such a way has, at least."""
_UNSHOWN = {Role.HIDDEN, Role.PICTURE, Role.ROW, Role.DELETED, Role.READING, Role.CAPTION}
_MOST_LINES = 12
"""Lines that a title is broken into at most: one for each body that issues a document."""
_AFTER = 12
"""Lines after the first line of text in which a title without heading markup is sought."""
_NEAR = 6
"""Lines above the text in which its title stands as a rule."""
_COLUMN = 8
"""Characters of the name of a column."""
_SHARED = 3
"""Pairs of characters that a title right above the text shares with it."""
_MOST_PARTS = 3
"""Lines of one form that may be the parts of one title."""
_GOES_ON = ("，", ",")
"""How a line ends that goes on."""
_BEFORE = 40
"""Lines above the text in which a title without heading markup is sought."""


def bare_title(title: str) -> str:
    """Take names of the site and its channels off the end of a ``<title>``."""
    site = any_of("title", "sites")
    while len(title) <= _LONGEST:
        results = list(_SEPARATOR.finditer(title))
        if not results:
            return title.strip()
        head, tail = title[: results[-1].start()], title[results[-1].end() :]
        if len(results) == 1 and site.search(head) and len(head) <= _SITE and not site.search(tail):
            return tail.strip()
        short = len(tail) <= _LONG_ENOUGH and results[-1][0].strip() in {"_", "|", "｜", "__"}
        if not (short or site.search(tail)) or len(head) < _MIN:
            return title.strip()
        title = head
    return title.strip()


def title_lines(
    lines: list[DomLine], first: int, last: int, page_title: str, running: str
) -> tuple[tuple[int, ...], Choice]:
    """Find the lines that show the title; several where it is broken.

    :param first: position of the first line of running text of the article.
    :param last: position of the last one; no title stands below it.
    :param page_title: text of ``<title>`` or of ``og:title``.
    :param running: the running text of the page.
    :returns: their positions, ``()`` where no line shows it, and how it was chosen.
    """
    named = _shown_part(bare_title(page_title), lines)
    broken = _broken(lines, first, named)
    if broken:
        # It may stand above its masthead on one line, and once more above the text.
        whole = [at for at in range(broken[0]) if _is_whole(lines[at], named)]
        titles = (whole[-1],) if whole else broken
        return titles, Choice(titles[0], 9.0)
    shown = [at for at, line in enumerate(lines) if line.role not in _UNSHOWN]
    bare_named, bare_whole = bare(named), bare(page_title)
    keys = {
        at: bare(lines[at].text[:_LONGEST])
        for at in shown
        if at <= last and (at <= first + _AFTER or lines[at].role is Role.HEADING)
    }
    twice = repeated_lines(key for at, key in keys.items() if at <= first)
    candidates = []
    for at, key in keys.items():
        line = lines[at]
        agreed = agreement(key, bare_named, bare_whole)
        near = first - _BEFORE <= at <= first
        if not (agreed >= 0.8 or (at <= first and (line.role is Role.HEADING or agreed or near))):
            continue
        if len(key) < _MIN <= len(bare_named) and not agreed:
            continue  # the button of a language (中文), by whatever tag
        if at > first and line.role is not Role.HEADING and agreed < 1.0:
            continue
        rank = 7 - line.depth if line.role is Role.HEADING else 0
        candidates.append(
            Candidate(
                at,
                line.text,
                rank=rank,
                named=agreed * (1.0 if at <= first else 0.9),
                repeated=key in twice,
                above=0 <= first - at <= _NEAR,
                linked=line.linked > len(line.text) / 2,
            )
        )
    choice = choose_title(candidates, running)
    generic = len(bare(named)) <= _GENERIC
    weak = choice.at >= 0 and choice.score < 4.5 and lines[choice.at].role is not Role.HEADING
    if (
        choice.at >= 0
        and weak
        and not generic
        and len(named) <= _LONGEST
        and not is_no_title(named)
    ):
        # What the page calls itself goes before a line that only might be its title.
        return (), Choice(-1, 3.0, lines[choice.at].text)
    if choice.at < 0:
        return (), choice
    is_whole = bare(lines[choice.at].text) in {bare_named, bare_whole}
    titles = (choice.at,) if is_whole else _parts(lines, choice.at, running)
    title = "".join(lines[at].text for at in titles)
    if _names_column(lines, choice, first, running):
        choice = replace(choice, doubtful=True)
    elif _is_another(title, named, running) and not _is_trail(named, lines):
        choice = replace(choice, doubtful=True, runner_up=named)
    else:
        choice = choice if is_whole else _against_heading(choice, lines, first, running)
    return titles, choice


def _against_heading(choice: Choice, lines: list[DomLine], first: int, running: str) -> Choice:
    """Doubt a title where the only heading of the highest rank stands below text, and is none.

    What stands above that may be a box of teasers, whose lower heading was taken for the title; a
    title that is no heading at all stays, but above an h1.
    """
    depths = {at: x.depth for at, x in enumerate(lines) if x.role is Role.HEADING}
    top = min(depths.values(), default=0)
    highest = [at for at in depths if depths[at] == top]
    if len(highest) != 1 or highest[0] <= first or top >= depths.get(choice.at, 2):
        return choice
    other = lines[highest[0]]
    told = not other.linked and len(bigrams(other.text) & bigrams(running)) >= _SHARED
    if not told or is_no_title(other.text):
        return choice
    return replace(choice, doubtful=True, runner_up=other.text)


def _parts(lines: list[DomLine], at: int, running: str) -> tuple[int, ...]:
    """Find the lines that are one title with that which was chosen, right above and below it.

    They have its form, which nothing else of the page has, speak of what the text speaks of,
    and could be titles.  What the ``<title>`` names wholly has no further part.
    """
    above, below = at, at
    while above > 0 and _is_part(lines, above - 1, at, running):
        above -= 1
    while below + 1 < len(lines) and _is_part(lines, below + 1, at, running):
        below += 1
    parts = tuple(range(above, below + 1))
    return parts if len("".join(lines[x].text for x in parts)) <= MAX_TITLE else (at,)


def _is_part(lines: list[DomLine], at: int, title: int, running: str) -> bool:
    line, own = lines[at], bare(lines[at].text)
    if line.role in _UNSHOWN or line.linked or not is_of_one_form(lines, at, title):
        return False
    text = line.text.rstrip("：:、")
    whole = bare(lines[title].text)
    if len(own) < _MIN or own in whole or whole in own:
        return False
    # Who issues a document is part of its title: 青河县人民政府 / 关于……的意见.
    issued = at + 1 == title and lines[title].text.startswith(words("title", "issued"))
    named = is_publisher(text) or is_office(text)
    if named or is_no_title(text):
        return named and issued
    return text.endswith(_GOES_ON) or not bigrams(text).isdisjoint(bigrams(running))


def is_of_one_form(lines: Sequence[DomLine], at: int, title: int) -> bool:
    """Whether a line has the form of the title, which nothing else of the page has.

    It stands in the same element, or in one of the same tag and class beside it.
    """
    block, form = lines[title].block, _form(lines[title])
    if lines[at].block is block:
        return sum(line.block is block for line in lines) <= _MOST_PARTS
    if not form[1] or _form(lines[at]) != form:
        return False
    # A row of a table or another element of its own may hold each of them.
    other = lines[at].block
    if not any(a is b for a, b in zip(_above(other), _above(block), strict=False)):
        return False
    return sum(_form(line) == form for line in lines) <= _MOST_PARTS


def _above(block: HtmlElement) -> list[HtmlElement]:
    return list(islice(block.iterancestors(), 2))


def _form(line: DomLine) -> tuple[str, str]:
    return line.block.tag, line.block.get("class") or ""


def _names_column(lines: list[DomLine], choice: Choice, first: int, running: str) -> bool:
    """Whether a title is short, stands far above the text, and another one right above it.

    A page may be named after its column, which its menu shows, too: 政策文件.
    """
    if not 0 <= choice.at < first - _NEAR or len(bare(lines[choice.at].text)) > _COLUMN:
        return False
    near = {line.text for line in lines[max(0, first - _NEAR) : first]}
    shared = bigrams(choice.runner_up) & bigrams(running)
    return choice.runner_up in near and len(shared) >= _SHARED


def _is_another(title: str, named: str, running: str) -> bool:
    """Whether the ``<title>`` says what the text speaks of, and the title something else."""
    pairs = bigrams(named)
    told = len(bare(named)) > _GENERIC and len(pairs & bigrams(running)) >= _SHARED
    return told and not is_no_title(named) and not (says(named, title) or says(title, named))


def _is_trail(named: str, lines: list[DomLine]) -> bool:
    """Whether a ``<title>`` is the way to a page: short names that its menu shows, too.

    部门动态 - 新闻动态 - 青河大学后勤集团; the last one may be the site itself.
    """
    parts = [bare(part) for part in _DASH.split(named) if part]
    if len(parts) < _STEPS or max(map(len, parts)) > _GENERIC:
        return False
    steps = {bare(step) for line in lines for step in _STEP.split(line.text)}
    linked = {bare(line.text) for line in lines if line.linked}
    return all(part in steps | linked for part in parts[:-1])


def _shown_part(named: str, lines: list[DomLine]) -> str:
    """Take the part of a ``<title>`` before a dash that a heading of the page is, too.

    What stands after it may be any office (专业学位简介-某某管理学院); that it is the site is
    not said by its words but by the page, which shows the part alone; a short part only where it
    shows what follows alone, too, as the column of a menu is.
    """
    cuts = [match for match in _DASH.finditer(named) if match.start()]
    if not cuts:
        return named
    headings = {bare(line.text) for line in lines if line.role is Role.HEADING}
    plain = {bare(line.text) for line in lines if not line.linked}
    if bare(named) in plain | headings:
        return named
    for cut in reversed(cuts):
        key = bare(named[: cut.start()])
        least = _SPACED_OFF if re.fullmatch(r"\s.*\s", cut[0]) else _LONG_ENOUGH
        alone = len(key) >= _MIN and key in plain
        if (len(key) >= _MIN and key in headings) or (
            alone and (len(key) >= least or _shows_one(lines, named[cut.end() :]))
        ):
            return named[: cut.start()]
    return named


def _shows_one(lines: list[DomLine], rest: str) -> bool:
    """Whether the page shows a part of what stands behind a dash alone, or as the last step."""
    every = {bare(_STEP.split(line.text)[-1]) for line in lines}
    return any(bare(part) in every for part in _DASH.split(rest) if part)


def title_again(lines: list[DomLine], titles: tuple[int, ...], page_title: str) -> frozenset[int]:
    """Find the lines of a title below that which is whole, where it is broken.

    :param titles: positions of the lines chosen as the title.
    """
    named = _shown_part(bare_title(page_title), lines)
    if len(titles) != 1 or not _is_whole(lines[titles[0]], named):
        return frozenset()
    below = lines[titles[0] + 1 :]
    return frozenset(at + titles[0] + 1 for at in _broken(below, len(below), named))


def _is_whole(line: DomLine, named: str) -> bool:
    return line.role not in _UNSHOWN and not line.linked and bare(line.text) == bare(named)


def _broken(lines: list[DomLine], first: int, named: str) -> tuple[int, ...]:
    """Find consecutive lines that together are what ``<title>`` names, with nothing between."""
    whole = bare(named)
    if re.search(r"\s[-—–|_]+\s|_", named):
        return ()
    if len(whole) < 2 * _MIN:
        return ()
    end = min(first + 1, len(lines))
    for at in range(end):
        if lines[at].role in _UNSHOWN:
            continue
        start = bare(lines[at].text)
        if not start or len(start) < 3 or not whole.startswith(start) or start == whole:
            continue
        text, taken = start, [at]
        for below in range(at + 1, min(at + _MOST_LINES, len(lines))):
            if lines[below].role in _UNSHOWN or lines[below].block is None:
                break
            text += bare(lines[below].text)
            taken.append(below)
            if text == whole:
                return tuple(taken)
            if not whole.startswith(text):
                break
    return ()
