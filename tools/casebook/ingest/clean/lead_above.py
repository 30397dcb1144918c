"""What stands above the title of a saved text: a lead, an editor's note, its kicker, the site."""

from __future__ import annotations

import re

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.choosing import is_foreign, titles_of_others
from casebook.ingest.clean.edges import running_pairs
from casebook.ingest.clean.running import is_sentence
from casebook.ingest.clean.site_name import site_name
from casebook.ingest.clean.step import Lines
from casebook.ingest.clean.title_lines import is_kicker
from casebook.ingest.facts.masthead import is_masthead_line, read_line
from casebook.ingest.headings.title import bigrams, is_no_title
from casebook.records import Role

_LEADS = 2
"""Sentences of such a lead, at most."""
_TITLE = 44
"""Characters of a title."""
_SHARED = 2
"""Pairs of characters that a title shares with its lead, and with the text below it."""

_NOTE = re.compile(
    r"[【\[]?[编編]者(?:按|[的之]?[话話])[】\]]?[:：]?|[【\[]按[语語]?[】\]]|按[语語]?[:：]"
)
"""What opens an editor's note: 编者按, and 按： or 按语： in a bulletin."""
_LED = re.compile(
    r"[【\[]?(?:核心提示|核心[阅閱][读讀]|[内內]容提要|[导導][读讀]|提要)[】\]]?[:：]?\s?[^\s].{10}"
)
"""A lead behind its label."""
_ASIDES = 2
"""Lines of the site that stand between the title and a line above them, which is of it, too."""
_AFTER_NOTE = 8
"""Lines below an editor's note in which the title may stand."""


def is_note(text: str) -> bool:
    """Whether a line is a lead behind its label, or an editor's note that ends as a sentence."""
    return _LED.match(text) is not None or (_NOTE.match(text) is not None and text.endswith("。"))


def below_note(lines: Lines, first: int) -> int:
    """Return where the text begins after an editor's note that stands above the title.

    :param first: where the running text begins.
    :returns: ``first`` where no note or no title stands so.
    """
    before = lines[first - 1].text if first else ""
    if first >= len(lines) or not (_NOTE.match(lines[first].text) or _NOTE.fullmatch(before)):
        return first
    if sum(line.text.startswith(("——", "──", "--")) for line in lines) > 1:
        return first  # subtitles of several cases: what follows is the title of the first one
    for at in range(first + 1, min(first + _AFTER_NOTE, len(lines))):
        if is_sentence(lines[at].text):
            free = [x for x in range(first + 1, at) if not is_no_title(lines[x].text)]
            return at if free else first
    return first


def below_lead(lines: Lines, first: int) -> int:
    """Return where the text goes on below a title that stands below its first sentences.

    Two signs: the masthead with its day stands right below that line, and it speaks of what both
    the lead and the text speak of; and above the lead stands nothing that could be a title.

    :param first: where the running text begins.
    :returns: ``first`` where no title stands so.
    """
    at = first
    while at < len(lines) and at - first < _LEADS and _is_lead(lines, at):
        at += 1
    if at == first or at + 2 >= len(lines) or lines[at].role is not Role.TEXT:
        return first
    title, row = lines[at].text, lines[at + 1].text
    dated = is_masthead_line(row) and read_line(row)[0].published
    if not dated or len(title) > _TITLE or is_no_title(title):
        return first
    if any(line.role is Role.TITLE or not is_no_title(line.text) for line in lines[:first]):
        return first
    goes_on = next((x for x in range(at + 2, len(lines)) if _is_lead(lines, x)), first)
    pairs = bigrams(title)
    lead = bigrams("\n".join(line.text for line in lines[first:at]))
    below = bigrams("\n".join(line.text for line in lines[goes_on:]))
    of_both = min(len(pairs & lead), len(pairs & below)) >= _SHARED
    return goes_on if of_both else first


def above_chosen(lines: Lines, title: int, noted: int) -> list[int]:
    """Return the lines above a title that was chosen, but for pictures and an editor's note.

    :param noted: where the sentences of a note begin.
    """
    return [
        at
        for at in range(max(title, 0))
        if lines[at].role is not Role.PICTURE
        and not (at >= noted and is_sentence(lines[at].text))
        and not is_note(lines[at].text)
    ]


def without_kicker(lines: Lines, above: list[int]) -> tuple[list[int], int]:
    """Take the kicker right above the title from the lines above it; -1 where there is none."""
    kicked = above and is_kicker(lines, above[-1], running_pairs(lines))
    return (above[:-1], above[-1]) if kicked else (above, -1)


def cut_above(lines: Lines, above: list[int], causes: dict[int, Cause], *, sure: bool) -> list[int]:
    """Find the lines above a title that leave: all of them where a masthead stands beside it.

    Without one those that are of the site: foreign to the text, called as the site is, or over
    such lines.  Where the title is in doubt, what speaks of the text may be the title, and stays.

    :param sure: whether the title is not in doubt.
    """
    free = [at for at in above if at not in causes]
    headed = Cause.HEAD in causes.values()
    others = titles_of_others(lines, above[-1] + 2, causes) if above and not sure else []
    if headed and sure:
        return free
    foreign = [
        at for at in free if at in others or is_foreign(lines, at) or site_name(lines[at].text)
    ]
    if not sure:
        return foreign
    return [at for at in free if at in foreign or sum(x > at for x in foreign) >= _ASIDES]


def _is_lead(lines: Lines, at: int) -> bool:
    return lines[at].role is Role.TEXT and is_sentence(lines[at].text)
