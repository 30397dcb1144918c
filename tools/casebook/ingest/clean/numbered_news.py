"""A numbered list of other news at the end of a saved text: titles, each again, with their ages.

What is numbered stays where words or place alone speak against it.  Here each title has two signs
of three: it stands again right below without its number, its age stands below it, and it
shares hardly a pair of characters with the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from casebook.ingest.clean.edges import is_foreign_to, is_saved_text, running_pairs
from casebook.ingest.clean.running import is_sentence
from casebook.ingest.clean.step import Lines
from casebook.ingest.headings.title import bare
from casebook.records import Line, Role
from casebook.text.numbering import number_of

_AGE = re.compile(r"\d{1,2}\s?(?:秒[钟鐘]?|分[钟鐘]|小?[时時]|天|[周週]|[個个]月)[之以]?前")
"""How old the news is, alone on its line."""
_LEAST = 2
"""Titles with their signs that make such a list."""
_TITLE = 60
"""Characters of the longest title."""
_ROLES = {Role.TEXT, Role.ITEM}


def numbered_news(lines: Lines, known: Collection[int]) -> Iterator[int]:
    """Find the lines of such a list, to the end of the page.

    Nothing else stands in it but lines that leave anyway, the heading right above the first title
    and the beginning of a last one, where the page was cut.

    :param known: lines that leave as furniture.
    """
    sentences = (at for at, line in enumerate(lines) if is_sentence(line.text) and at not in known)
    last = max(sentences, default=-1)
    tail = range(last + 1, len(lines))
    numbered = [at for at in tail if _rest(lines[at])]
    if last < 0 or len(numbered) < _LEAST or not is_saved_text(lines):
        return
    pairs = running_pairs(lines[: last + 1])
    listed: set[int] = set()
    news: list[int] = []
    for at in numbered:
        below = next((x for x in numbered if x > at), len(lines))
        ages = [x for x in range(at + 1, below) if _AGE.fullmatch(lines[x].text)]
        again = [x for x in range(at + 1, below) if bare(lines[x].text) == bare(_rest(lines[at]))]
        if bool(ages) + bool(again) + is_foreign_to(_rest(lines[at]), pairs) >= _LEAST:
            news.append(at)
            listed.update((at, *ages, *again))
    if len([at for at in news if at + 1 in listed]) < _LEAST:
        return
    # The list may begin with a button, which has a number, too: 1. 更多.
    run = range(news[0] - (news[0] - 1 in numbered), len(lines))
    other = [at for at in run[1:] if at not in listed and at not in known]
    if all(at == run[-1] and _kind(lines[at]) == _kind(lines[news[-1]]) for at in other):
        yield from (at for at in run if at not in known)


def _kind(line: Line) -> str:
    number = number_of(line.text)
    return number.kind if number else ""


def _rest(line: Line) -> str:
    """Return what stands behind the number of a title; nothing where a line is none."""
    number = number_of(line.text) if line.role in _ROLES and not line.src else None
    rest = line.text[number.length :].strip() if number else ""
    return rest if len(rest) <= _TITLE and "。" not in rest else ""
