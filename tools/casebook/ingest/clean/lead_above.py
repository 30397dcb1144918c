"""The first sentences of a saved text that stand above its title, as papers set their lead."""

from __future__ import annotations

from casebook.ingest.clean.running import is_sentence
from casebook.ingest.clean.step import Lines
from casebook.ingest.facts.masthead import is_masthead_line, read_line
from casebook.ingest.headings.title import bigrams, is_no_title
from casebook.records import Role

_LEADS = 2
"""Sentences of such a lead, at most."""
_TITLE = 44
"""Characters of a title."""
_SHARED = 2
"""Pairs of characters that a title shares with its lead, and with the text below it."""


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


def _is_lead(lines: Lines, at: int) -> bool:
    return lines[at].role is Role.TEXT and is_sentence(lines[at].text)
