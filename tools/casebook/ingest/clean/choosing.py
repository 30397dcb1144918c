"""Which line above the text is the title, of a page without markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import takewhile

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.running import is_row_of_news, is_sentence
from casebook.ingest.clean.step import Lines
from casebook.ingest.clean.title_doubts import (
    ENOUGH,
    LEAST,
    SHARED,
    Heads,
    doubted,
    is_of_something_else,
)
from casebook.ingest.clean.title_lines import continues, is_dashed
from casebook.ingest.facts.labels import is_labelled
from casebook.ingest.facts.masthead import is_masthead_line
from casebook.ingest.facts.names import is_office
from casebook.ingest.facts.publisher import is_publisher
from casebook.ingest.facts.title_labels import (
    headline_label,
    named_in_index,
    titled,
    without_label,
)
from casebook.ingest.headings.not_titles import is_issue
from casebook.ingest.headings.themes import is_of_subject, theme_of
from casebook.ingest.headings.title import (
    Candidate,
    Choice,
    bare,
    bigrams,
    choose_title,
    is_interview,
    is_no_title,
    is_period,
    repeated_lines,
)
from casebook.ingest.lexicon import is_listed
from casebook.records import Role

_FILE = re.compile(r"[\w\s()（）.-]{1,60}\.(?:jpe?g|png|gif|webp|bmp)", re.IGNORECASE)
"""The name of a picture file, which stands where the picture was."""
_BULLETIN = re.compile("[\u3400-\u9fff]{2,10}(?:[简簡][报報]|[专專][报報]|[内內][参參])")
"""A bulletin of an office, which is no title where its day and a title stand below: 改革简报."""
_HEAD = 80
"""Lines at the head of a page, furniture included, among which its title stands."""
_DATED = re.compile(r"(?:19|20)\d\d-\d\d-\d\d\s+\d\d:\d\d(?::\d\d)?$")
_NEWS = 3
"""Lines with day and hour behind them, from which on they are a list of news."""
_TAILED = re.compile(
    r"(.{4,}?)(?:\s{0,3}[_|｜]|\s{1,3}[-－–—](?=\s)|\s{0,3}[-－–—](?=[^-－–—]*(?:[网網报報台]|[频頻]道))"
    r"|(?<=.{6})\s?-{1,2}[\u3400-\u9fffA-Za-z]{2,12}$)"
)
_SOURCED = re.compile("[来來]源[:：]")
_NAME = 8
"""Characters of the name of a paper, at most, that is no title."""
_ROWS = 2
"""Rows with labels beside that which names the title."""
_LINKS = ("tails", "related")
_LINES = {Role.TEXT, Role.ITEM, Role.ROW}
_LISTED = 2
"""Lines below the heading of a list that may be title and subtitle as well."""
_HEADLINE = 3
"""Lines of a headline: kicker, title and subtitle."""
_WORD = re.compile(r"\s?\w")
"""With what a title goes on that was cut; a button has brackets: [打印本页]."""
_TENTH = 10
"""Part of the pairs of a row of headlines that may be of the text, too, by chance."""


def is_foreign(lines: Lines, at: int) -> bool:
    """Whether a line above the title has hardly a word in common with the text.

    Of a row of headlines a tenth may be words of the text.
    """
    running = "".join(line.text for line in lines if is_sentence(line.text) and line != lines[at])
    own = bigrams(lines[at].text)
    shared = len(own & bigrams(running))
    return shared < SHARED or (is_row_of_news(lines[at].text) and shared * _TENTH <= len(own))


def _is_above(lines: Lines, at: int, first: int, head: set[int], free: set[int]) -> bool:
    """Whether the masthead or the text follows right below a line, or below one more line."""
    for below in (at + 1, at + 2):
        if below in head or below == first:
            return True
        if below < len(lines) and _FILE.fullmatch(lines[below].text):
            continue
        if below < len(lines) and theme_of(lines[below].text):
            return True
        if below not in free or is_no_title(lines[below].text):
            return False
    return False


def _tailed(lines: Lines, at: int, free: list[int]) -> str:
    """Return another line that this one is, with the name of a site or button after a bar or dash.

    That is what the page calls itself; ``""`` for none.
    """
    begins = _TAILED.match(lines[at].text)
    return begins[1] if begins and any(lines[x].text == begins[1] for x in free) else ""


def _beside(lines: Lines) -> set[int]:
    """Find lines that stand twice, one right below the other: a picture's text and caption."""
    pairs = {at for at in range(1, len(lines)) if lines[at].text == lines[at - 1].text}
    return pairs | {at - 1 for at in pairs}


def _is_bulletin(lines: Lines, free: list[int], causes: dict[int, Cause]) -> bool:
    """Whether the first line is a bulletin, with its day below, and another may be the title."""
    if not free or not _BULLETIN.fullmatch(lines[free[0]].text):
        return False
    dated = causes.get(free[0] + 1) is Cause.HEAD
    return dated and any(not is_no_title(lines[at].text) for at in free[1:])


def choose(lines: Lines, first: int, causes: dict[int, Cause], crumbs: tuple[str, ...]) -> Choice:
    """Choose the title of a page without markup among the lines above its text."""
    # A notice of the site above the text shares words with its own heading.
    running = "".join(line.text for line in lines[first:] if is_sentence(line.text))
    head = frozenset(at for at, cause in causes.items() if cause is Cause.HEAD and at < first)
    candidates = _candidates(lines, first, causes, crumbs)
    pairs = bigrams(running)
    if len(pairs) >= ENOUGH:
        alone = bool(head) or sum(not is_no_title(x.text) for x in candidates) == 1
        candidates = [x for x in candidates if not is_of_something_else(x, pairs, alone=alone)]
    others = titles_of_others(lines, first, causes)
    if others:
        candidates = [x for x in candidates if x.repeated or x.at not in others[:-1]]
    choice = choose_title(candidates, running)
    below = lines[choice.at + 1 : choice.at + 2] if choice.at >= 0 else ()
    if not choice.runner_up and any(is_dashed(line.text) for line in below):
        choice = replace(choice, doubtful=False)  # what has a subtitle is a title
    listed = choice.at in others or (
        not head and _stands_in_stack(candidates, choice.at, first, pairs)
    )
    if listed and choice.at + 1 not in head:
        choice = replace(choice, doubtful=True)  # it may be one more of the list
    copied = frozenset(lines[at].text for at in _beside(lines[: first + 1]))
    return doubted(choice, Heads(lines, first, head, tuple(candidates), copied, running))


def titles_of_others(lines: Lines, first: int, causes: dict[int, Cause]) -> list[int]:
    """Find the list of other articles above a text, below the line that heads it.

    It ends at the masthead or the text, and its last line may be the title of the text.

    :returns: the positions of its lines; none where they are few.
    """
    heads = [at for at in range(first) if any(is_listed(x, lines[at].text) for x in _LINKS)]
    if not heads:
        return []
    below = range(heads[-1] + 1, first)
    run = list(takewhile(lambda at: at not in causes and lines[at].role in _LINES, below))
    return run if len(run) > _LISTED else []


def _stands_in_stack(
    candidates: list[Candidate], at: int, first: int, pairs: frozenset[str]
) -> bool:
    """Whether a line is one of more title-like lines right above the text than a headline has.

    The page shows it once, and each has a word of the text.
    """
    free = {x.at: x for x in candidates}
    stack = list(takewhile(free.__contains__, range(first - 1, -1, -1)))
    told = (x for x in stack if not pairs.isdisjoint(bigrams(free[x].text)))
    formed = [x for x in told if not is_no_title(free[x].text)]
    return at in stack and len(formed) > _HEADLINE and not free[at].repeated


def _candidates(
    lines: Lines, first: int, causes: dict[int, Cause], crumbs: tuple[str, ...]
) -> list[Candidate]:
    """Return the lines above a text that might be its title, with what speaks for each."""
    twice = repeated_lines(bare(line.text) for line in lines[: first + 1])
    beside = _beside(lines[: first + 1])
    free = [
        at
        for at in range(min(first, _HEAD))
        if at not in causes and lines[at].role in {Role.TEXT, Role.HEADING, Role.BOLD}
    ]
    tailed = {at: name for at in free if (name := _tailed(lines, at, free))}
    free = [at for at in free if at not in tailed]
    free = [
        at
        for at in free
        if not (at and is_dashed(lines[at - 1].text) and continues(lines, at, causes))
        and not (at != free[0] and is_interview(lines[at].text))
        and not is_row_of_news(lines[at].text)
        and not any(is_issue(line.text) for line in lines[at + 1 : first][:1])
    ]
    dated = [at for at in free if _DATED.search(lines[at].text)]
    free = [at for at in free if at not in dated or len(dated) < _NEWS]
    whole = {at: name for at in free if (name := titled(lines[at].text))}
    free = [at for at in free if not _is_cut(lines[at].text, whole.values())]
    free = _by_marks(lines, free[_is_bulletin(lines, free, causes) :])
    named = {bare(step) for step in crumbs}
    head = {at for at, cause in causes.items() if cause is Cause.HEAD and at < first}
    # Two lines that name a theme of their subject are headings, not a title above one.
    sole = bool(free) and is_of_subject(lines[free[0]].text)
    sole = sole and sum(is_of_subject(line.text) for line in lines) < 2
    return [
        Candidate(
            at,
            # The row of a form is no title by its number.
            whole.get(at, text) if is_no_title(text := lines[at].text) else text,
            rank=7 - lines[at].depth if lines[at].role is Role.HEADING else 0,
            named=1.0
            if lines[at].text in tailed.values()
            else 0.5 * any(step and step in bare(lines[at].text) for step in named),
            repeated=bare(lines[at].text) in twice and (at == free[0] or at not in beside),
            above=_is_above(lines, at, first, head, set(free)),
            heads=sole and (at + 1 in {*head, first} or _heads(lines[at + 1].text)),
            first=at == free[0],
            between=causes.get(at - 1) is Cause.CRUMBS and _heads_masthead(lines, at, head),
        )
        for at in free
        # Below the first line it is that of who published the text.
        if at == free[0] or not _names_paper(lines[at].text)
    ]


def _is_cut(text: str, whole: Iterable[str]) -> bool:
    """Whether a line is the beginning of a title that another line gives in full."""
    begun = without_label(text) or text
    return any(title.startswith(begun) and _WORD.match(title, len(begun)) for title in whole)


def _names_paper(text: str) -> bool:
    """Whether a line is the short name of a paper, or has the label of a source."""
    return (len(text) <= _NAME and is_publisher(text)) or _SOURCED.search(text) is not None


def _heads_masthead(lines: Lines, at: int, head: set[int]) -> bool:
    """Whether the masthead stands right below a line, or below buttons."""
    below = min((x for x in head if x > at), default=at)
    return below > at and all(is_no_title(line.text) for line in lines[at + 1 : below])


def _by_marks(lines: Lines, free: list[int]) -> list[int]:
    """Leave what may be the title by the marks of a headline: 主题, and neither 引题 nor 副题."""
    marks = {at: headline_label(lines[at].text)[0] for at in free}
    titled = [at for at in free if marks[at] is Role.TITLE]
    return titled[:1] or [at for at in free if marks[at] is None]


def named_by_index(lines: Lines, causes: dict[int, Cause], first: int) -> int:
    """Find the row that names the title in the table of what an office filed; -1 for none.

    Two signs: other rows with labels stand beside it, and the text speaks of what it says.
    """
    rows = [at for at in range(first) if causes.get(at) is Cause.HEAD]
    if sum(is_labelled(lines[at].text) for at in rows) <= _ROWS:
        return -1
    running = bigrams("".join(line.text for line in lines[first:] if is_sentence(line.text)))
    for at in range(first):
        own = titled(lines[at].text)
        name = own or (named_in_index(lines[at].text) if at in rows else "")
        told = len(bare(name)) >= LEAST and len(bigrams(name) & running) >= SHARED
        if told and (own or not is_no_title(name)) and not is_labelled(name):
            return at
    return -1


def _heads(below: str) -> bool:
    """Whether a line stands right below a title: the first heading of a theme, a year."""
    return theme_of(below) is not None or is_period(below)


def is_only_title(lines: Lines, at: int, first: int) -> bool:
    """Whether a line could be the title of saved text, and no other above the text could.

    It is named as no publisher, office or person is, and below it stands the masthead or the text.

    :param first: where the running text begins.
    """
    text = lines[at].text
    if is_no_title(text) or is_publisher(text) or is_office(text):
        return False
    below = all(is_masthead_line(line.text) for line in lines[at + 1 : first])
    return (
        below
        and len(text) >= LEAST
        and all(line.role is Role.TEXT and is_no_title(line.text) for line in lines[:at])
    )
