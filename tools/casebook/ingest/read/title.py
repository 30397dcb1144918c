"""Which line of an HTML page is its title, and what its ``<title>`` says without the site."""

from __future__ import annotations

import re

from casebook.ingest.lexicon import any_of
from casebook.ingest.read.dom import DomLine
from casebook.records import Role

_MIN = 4
_MAX = 90
_LONGEST = 300
"""Characters up to which a ``<title>`` is a title and can end in names."""
_SEPARATOR = re.compile(r"\s*(?:[_|｜]|\s[-—–]+\s|[-—–](?=[^-—–]{2,24}$))\s*")
_LONG_ENOUGH = 8
_GENERIC = 12
"""Characters up to which a ``<title>`` may name the site only."""


def bare_title(title: str) -> str:
    """Take names of the site and its channels off the end of a ``<title>``."""
    site = any_of("title", "sites")
    while len(title) <= _LONGEST:
        found = list(_SEPARATOR.finditer(title))
        if not found:
            return title.strip()
        head, tail = title[: found[-1].start()], title[found[-1].end() :]
        short = len(tail) <= _LONG_ENOUGH and found[-1][0].strip() in {"_", "|", "｜"}
        if not (short or site.search(tail)) or len(head) < _MIN:
            return title.strip()
        title = head
    return title.strip()


def title_position(lines: list[DomLine], first: int, page_title: str) -> int:
    """Find the line that shows the title.

    :param first: position of the first line of running text of the article.
    :param page_title: text of ``<title>`` or of ``og:title``.
    :returns: its position, or -1.
    """
    whole = _bare(page_title)
    named = _bare(bare_title(page_title))
    shown = [
        at
        for at, line in enumerate(lines)
        if line.role not in {Role.HIDDEN, Role.PICTURE, Role.ROW}
    ]
    matching = [
        at
        for at in shown
        if len(_bare(lines[at].text)) >= _MIN
        and (_bare(lines[at].text) == named or whole.startswith(_bare(lines[at].text)))
        and len(_bare(lines[at].text)) * 2 >= min(len(named), 24)
    ]
    if matching:
        return max(matching, key=lambda at: (_rank(lines[at]), at <= first, -abs(first - at)))
    headings = [at for at in shown if at <= first and _may_be_title(lines[at])]
    ranked = [at for at in headings if _rank(lines[at]) >= 5 and not lines[at].linked]
    if ranked:
        return max(ranked, key=lambda at: (_rank(lines[at]), at))
    if len(named) > _GENERIC:
        return -1
    above = [at for at in headings if at < first and not lines[at].linked and _may_stand(lines[at])]
    return above[-1] if above else -1


def _may_stand(line: DomLine) -> bool:
    """Whether a line without heading markup could be a title: no label, date or button in it."""
    text = line.text
    return (
        not (re.search(r"[:：]|\d{4}", text) or any_of("chrome", "lines").fullmatch(text))
        and len(text) > _LONG_ENOUGH
    )


def _may_be_title(line: DomLine) -> bool:
    return _MIN + 2 <= len(line.text) <= _MAX and "。" not in line.text


def _rank(line: DomLine) -> int:
    return 7 - line.depth if line.role == Role.HEADING else 0


def _bare(text: str) -> str:
    return re.sub(r"\W", "", text)
