"""The report of lines that stay beside a saved text and look like those of its site.

A line above the first or below the last sentence that has no pair of characters of the text, or
hardly one where it is a headline, and no form of an article, is of the site more often than not.
That is one sign: it stays, and whoever adds the page learns of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.ingest.clean.edges import ENOUGH, is_saved_text, running_pairs
from casebook.ingest.clean.running import is_sentence
from casebook.ingest.clean.strangers import is_formless
from casebook.ingest.headings.title import bigrams
from casebook.problems import Code, Problem
from casebook.records import Line, Role

_HEADLINE = {Role.KICKER, Role.TITLE, Role.SUBTITLE}
_PLAIN = {Role.TEXT, Role.ITEM}
_TORN = 6
"""Characters of the last line of a page that may be where it was cut."""
_SHARE = 10
"""Pairs of characters of a headline below a text of which the text may have one."""
_HEADLINED = re.compile(r"[^，]{4,}[ \u3000][^，]{4,}")
"""A headline of two parts; a line without may be the last one of a text that was cut."""
_VALUED = re.compile("[\u3400-\u9fff]{2,6}[:：]\\s?\\S{1,12}")
"""A label with its value, which a notice may end with: 联系人：周海."""
_SHOWN, _LONG = 3, 30
"""Lines that the report names, and how many characters of each."""


def lines_of_site(kept: tuple[Line, ...], file: str) -> tuple[Problem, ...]:
    """Report lines that were kept and look like those of the site.

    :param kept: the lines that cleaning kept.
    :param file: to be named in the report.
    """
    found = list(_found(kept))
    if not found:
        return ()
    texts = (line.text if len(line.text) <= _LONG else line.text[:_LONG] + "…" for line in found)
    shown = "; ".join(text for text, _ in zip(texts, range(_SHOWN), strict=False))
    more = " …" if found[_SHOWN:] else ""
    return (Problem(Code.LINES_OF_SITE, file, found[0].number, f"({shown}{more})"),)


def _found(kept: tuple[Line, ...]) -> Iterator[Line]:
    said = [at for at, x in enumerate(kept) if x.role in _PLAIN and is_sentence(x.text)]
    if not said or not is_saved_text(kept):
        return
    first, last = said[0], said[-1]
    pairs = running_pairs(kept[first : last + 1])
    if len(pairs) < ENOUGH:
        return
    known = pairs | bigrams("\n".join(x.text for x in kept if x.role in _HEADLINE))
    for at in (*range(first), *range(last + 1, len(kept))):
        line = kept[at]
        torn = at == len(kept) - 1 and len(line.text) <= _TORN
        valued = at > last and _VALUED.fullmatch(line.text)
        if line.role not in _PLAIN or torn or valued or not is_formless(line.text):
            continue
        own = bigrams(line.text)
        headline = at > last and _HEADLINED.fullmatch(line.text)
        if len(own & known) * _SHARE <= (len(own) if headline else 0):
            yield line
