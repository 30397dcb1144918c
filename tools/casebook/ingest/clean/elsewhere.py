"""Lines that stand on several pages of one site: its furniture, whatever words it has.

What the pages have in common is data: a first look at all of them (:func:`shared_lines`) gives
a frozen record, and a page is cleaned by it as by overrules, alone.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.outside import TAKEN
from casebook.ingest.clean.step import Lines, Outcome, without
from casebook.ingest.facts.dates import day_alone
from casebook.ingest.facts.masthead import is_masthead_line
from casebook.ingest.headings.themes import theme_of
from casebook.ingest.headings.title import bigrams
from casebook.ingest.lexicon import SENTENCE
from casebook.records import Line, Removal, Role
from casebook.text.numbering import number_of

NAME = "elsewhere"
_PAGES = 3
_SHARE = 1 / 3
"""Pages on which two lines stand one below the other that are furniture of their site, at least,
and their share of all that are looked at."""
_FOREIGN = 0.25
"""Share of the pairs of characters of a sentence, or of a line beside the text, that the rest of
the page has, at most."""
_TEXT = 100
"""Characters of running text that a page must have besides."""
_STOP = re.compile("[。！？；]")
_EDGE = "\x1f"
"""Stands for what is above the first line and below the last one; no line holds it."""


@dataclass(frozen=True, slots=True)
class SharedLines:
    """What several pages of one site have in common.

    ``pairs`` are two neighbouring lines each, as digests; ``texts`` are lines that were found to
    be furniture of a page before.
    """

    pairs: frozenset[bytes] = frozenset()
    texts: frozenset[str] = frozenset()


def shared_lines(pages: Iterable[Sequence[str]]) -> SharedLines:
    """Find what stands on three pages and a third of all at least: two lines below each other.

    Pages with the same longest line are copies of one article and count once.  The order of
    the pages means nothing.

    :param pages: the lines of each page, from the first to the last.
    """
    seen: defaultdict[bytes, set[str]] = defaultdict(set)
    articles: set[str] = set()
    for texts in pages:
        longest = max(texts, key=lambda text: (len(text), text), default="")
        articles.add(longest)
        for pair in _pairs(texts):
            seen[pair].add(longest)
    least = max(_PAGES, math.ceil(len(articles) * _SHARE))
    return SharedLines(frozenset(pair for pair, where in seen.items() if len(where) >= least))


def known_lines(removals: Iterable[Removal]) -> SharedLines | None:
    """Return what was found on several pages before, by the ledger of an article; or nothing."""
    texts = frozenset(removal.text for removal in removals if removal.step == NAME)
    return SharedLines(texts=texts) if texts else None


def _pairs(texts: Sequence[str]) -> list[bytes]:
    return [_digest(f"{a}\n{b}") for a, b in pairwise((_EDGE, *texts, _EDGE))]


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()


def elsewhere(lines: Lines, shared: SharedLines) -> Outcome:
    """Take out the lines that stand on other pages of the site, too.

    Two signs: the line stands between the same two lines there, and above the first or below the
    last sentence that only this page has.  A sentence, and a line at the end of such a row, must
    say nothing of what the page says.  What has a number or names a theme stays, and the
    masthead, which is read.  A page that has hardly a text of its own is left as it is.
    """
    texts = [line.text for line in lines]
    known = [pair in shared.pairs for pair in _pairs(texts)]
    standing = [known[at] or known[at + 1] or text in shared.texts for at, text in enumerate(texts)]
    own = [at for at, stands in enumerate(standing) if not stands]
    told = [at for at in own if lines[at].role not in TAKEN and _is_sentence(texts[at])]
    if sum(len(texts[at]) for at in told) < _TEXT:
        return Outcome(lines)
    words = bigrams("\n".join(texts[at] for at in own))
    found = {
        at: Cause.ELSEWHERE
        for at, line in enumerate(lines)
        if standing[at]
        and not told[0] < at < told[-1]
        and (
            line.text in shared.texts
            or _is_furniture(line, known[at : at + 2], words, head=at < told[0])
        )
    }
    return without(lines, found, NAME)


def _is_furniture(line: Line, known: list[bool], words: frozenset[str], *, head: bool) -> bool:
    """Whether a line that stands elsewhere is none of the text.

    :param known: whether it stands there below the line above it, and above the line below it.
    :param words: the pairs of characters of what only this page has.
    :param head: whether it stands above the text.
    """
    above, below = known
    if line.role in TAKEN or line.role is Role.TITLE or not line.text:
        return False
    if number_of(line.text) or theme_of(line.text) or line.text.endswith(("：", ":")):
        return False
    if is_masthead_line(line.text) and not (above and below and day_alone(line.text)):
        return False
    # Of a row above the text the last line belongs to the first ones; below it the first may sign.
    within = above and (below or head)
    if within and not _is_sentence(line.text):
        return True
    pairs = bigrams(line.text)
    return len(pairs & words) <= len(pairs) * (_FOREIGN if within else 0)


def _is_sentence(text: str) -> bool:
    return len(text) >= SENTENCE and _STOP.search(text) is not None
