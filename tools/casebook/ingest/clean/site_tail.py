"""What a site leaves of itself in a page saved as text, in whole sentences and rows.

Below the text: its notices with the ways to reach it, rows of tags.  Each goes for two signs
that do not depend on each other, one of them its place; the alarm names what reads like text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.ingest.clean.running import is_sentence
from casebook.ingest.clean.step import Lines
from casebook.ingest.facts.labels import is_labelled
from casebook.ingest.facts.masthead import is_masthead_line
from casebook.ingest.facts.names import is_name
from casebook.ingest.headings.title import bigrams
from casebook.ingest.lexicon import furniture_in, is_listed
from casebook.records import Role
from casebook.text.numbering import number_of
from casebook.text.simplified import to_simplified

_NOTICE = 320
"""Characters of a notice of a site."""
_SHORT = 44
"""Characters of a line without a stop that may stand among its notices."""
_FOREIGN = 0.25
"""Share of the pairs of characters of a notice that the text has, too, at most."""
_ENOUGH = 150
"""Pairs of characters of a text that any line of it would share some of."""
_REACHED = re.compile(r"@|\d{7}|\d{3,4}-\d{6}|https?://|www\.|[邮郵][编編政]")
"""A way to be reached: a mailbox, a telephone, an address."""
_LABELS = re.compile("[\u3400-\u9fffA-Za-z]{2,10}[:：]\\s?\\S")
"""A label with its value."""
_TAGS, _TAG = 3, 12
"""Tags that make a row of them, and the characters of the longest one."""


def box_below(lines: Lines) -> range:
    """Find the box of links that stands right below the source of a saved text, to its end.

    It ends a text that stands above it, one that weighs no less than what it would cut; above
    the text the same words lead nowhere.
    """
    for at in range(2, len(lines)):
        above = lines[at - 1].text
        if not (is_listed("related", lines[at].text) and is_labelled(above)):
            continue
        if is_masthead_line(above) and _weight(lines[:at]) >= _weight(lines[at:]):
            return range(at, len(lines))
    return range(0)


def _weight(lines: Lines) -> int:
    """Count the characters of running text."""
    said = (line.text for line in lines if is_sentence(line.text))
    return sum(len(text) for text in said if not furniture_in("prompts", text[:80]))


def notices_below(lines: Lines) -> Iterator[int]:
    """Find sentences at the end of a page in which its site speaks of itself and of rights.

    They have words of such notices and hardly a pair of characters of the text above.  Where
    that text is too short to tell, a way to reach the site stands with them.  What names ways
    to reach it beside such a notice goes with it.
    """
    found = list(_notices(lines))
    if not found:
        return
    yield from found
    known = set(found)
    above = bigrams("\n".join(x.text for x in lines[: found[-1]]))
    for below in range(found[-1], len(lines)):
        text = lines[below].text
        reached = _REACHED.search(text) and len(_LABELS.findall(text)) > 1
        if below not in known and reached and _is_foreign(text, above):
            yield below


def _notices(lines: Lines) -> Iterator[int]:
    """Find the sentences of notices, from the last one up."""
    likely = list(_worded(lines))
    if not likely:
        return
    # What stands above all of them is compared once: there may be thousands.
    above = bigrams("\n".join(x.text for x in lines[: likely[-1]] if is_sentence(x.text)))
    reached = False
    for at in range(len(lines) - 1, likely[-1] - 1, -1):
        text = lines[at].text
        reached = reached or _REACHED.search(text) is not None
        if is_sentence(text):
            sure = len(above) >= _ENOUGH or (above and reached)
            if not sure or not _is_foreign(text, above):
                return
            yield at


def _worded(lines: Lines) -> Iterator[int]:
    """Find sentences at the end of a page that have words of notices, from the last one up."""
    for at in range(len(lines) - 1, 0, -1):
        if not _may_be_tail(lines, at):
            return
        if is_sentence(lines[at].text):
            if not furniture_in("notices", lines[at].text):
                return
            yield at


def _may_be_tail(lines: Lines, at: int) -> bool:
    """Whether a line is text of no special form that may stand below an article."""
    line = lines[at]
    if line.role is not Role.TEXT or number_of(line.text, bare=True) is not None:
        return False
    reached = _REACHED.search(line.text) is not None
    return len(line.text) <= (_NOTICE if is_sentence(line.text) or reached else _SHORT)


def _is_foreign(text: str, above: frozenset[str]) -> bool:
    own = bigrams(text)
    return len(own & above) <= len(own) * _FOREIGN


def is_tag_row(text: str, above: str) -> bool:
    """Whether a line is a row of tags: words between spaces, each of which the text has, too.

    Names alone are no tags: they may be those of the writers.

    :param above: what stands above the line, in Simplified characters.
    """
    tags = [tag.lstrip("#＃") for tag in to_simplified(text).split()]
    return (
        len(tags) >= _TAGS
        and all(2 <= len(tag) <= _TAG and tag in above for tag in tags)
        and not all(map(is_name, text.split()))
    )
