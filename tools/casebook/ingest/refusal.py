"""Pages that are no articles: lists of articles, and messages of a web server.

Cleaning leaves something of every page.  Whether that is an article is judged from the page
as a whole: an article has sentences of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from casebook.ingest.headings.themes import theme_of
from casebook.ingest.lexicon import any_of
from casebook.problems import Code, Problem
from casebook.records import Line, Role

MOST_OF_MESSAGE = 160
"""Characters of a page that can be a message: beyond that it has content."""
LEAST_ROWS = 6
"""Dated titles that make a list; an article links to fewer others at its end."""
MOST_OF_LIST = 40
"""Characters in sentences that a page of a list may have: a line on what it lists.  A list
with summaries is not known as one: a short article must never be refused."""

_DATED = re.compile(
    r"(?:[\[【(（]?\s*(?:20|19)?\d{2}\s*[-/.年]\s*\d{1,2}(?:\s*[-/.月]\s*\d{1,2}\s*日?)?\s*[\]】)）]?)"
)
_TITLE_LENGTH = (6, 60)
_SENTENCE = re.compile(r"[^。！？\n]{8,}[。！？]")


def not_an_article(
    lines: Sequence[Line], kept: Sequence[Line], title: str, file: str
) -> Problem | None:
    """Return why a page is refused, ``None`` where it may be an article.

    :param lines: the lines of the page as read.
    :param kept: those that cleaning left.
    """
    texts = [line.text for line in kept if line.role not in {Role.PICTURE, Role.CAPTION}]
    whole = "\n".join(texts)
    if len(whole) <= MOST_OF_MESSAGE:
        match = any_of("refusal", "messages").search(f"{title}\n{whole}")
        if match:
            return Problem(Code.ERROR_PAGE, file, 0, f"({match[0].strip()[:30]})")
    if any(theme_of(text) for text in texts):
        return None
    rows = list_rows([line.text for line in lines])
    reported = sum(map(len, _SENTENCE.findall(whole)))
    if rows >= LEAST_ROWS and reported <= MOST_OF_LIST:
        return Problem(Code.LIST_PAGE, file, 0, f"({rows} titles)")
    if reported == 0 and len(whole) <= MOST_OF_MESSAGE and any_of("refusal", "pager").search(whole):
        return Problem(Code.LIST_PAGE, file)
    return None


def list_rows(texts: Sequence[str]) -> int:
    """Return how many lines are titles with a date, on the line or on the next or last one."""
    rows = 0
    before = ""
    for at, text in enumerate(texts):
        date = _DATED.search(text)
        rest = _DATED.sub("", text).strip(" ·•-—|【】[]()（）") if date else text
        after = texts[at + 1] if at + 1 < len(texts) else ""
        is_title = _TITLE_LENGTH[0] <= len(rest) <= _TITLE_LENGTH[1] and "。" not in rest
        beside = date or _is_date(after) or (_is_date(before) and not _is_date(after))
        rows += bool(is_title and beside)
        before = text
    return rows


def _is_date(text: str) -> bool:
    return bool(_DATED.fullmatch(text.strip(" ·•-—|")))
