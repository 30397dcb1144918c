"""Lines around a saved text that have no word of it and no form of an article.

Which words a site has around an article is its own; that they are none of the article's is not.
A line is strange that stands above the first or below the last sentence without one pair of
characters of the text or title, and is no number, theme, name of a person, body or place, line
of a masthead, caption, note, quotation, sentence, or way to reach somebody.  It goes for a second
sign: its words are those of frames (``frame.toml``), or other furniture stands above it and, above
the text, below it, too.  Else it may be a subtitle, a verse, a motto, or who signs.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from casebook import resources
from casebook.ingest.clean.edges import (
    ENOUGH,
    OF_TEXT,
    is_foreign_to,
    is_saved_text,
    running_pairs,
)
from casebook.ingest.clean.running import is_sentence
from casebook.ingest.clean.step import Lines
from casebook.ingest.facts.line_kinds import names_people
from casebook.ingest.facts.masthead import is_masthead_line
from casebook.ingest.facts.names import is_name, is_office
from casebook.ingest.facts.people import read_byline
from casebook.ingest.facts.publisher import is_publisher
from casebook.ingest.headings.themes import theme_of
from casebook.ingest.headings.title import bigrams, is_document_number
from casebook.ingest.lexicon import words
from casebook.records import Line, Role
from casebook.text.numbering import number_of

_LONGEST = 60
"""Characters of a line of the frame; a longer one says something."""
_HEAD = 8
"""Characters of the heading of what stands below a text."""
_FRAMED = 0.6
"""Share of the pairs of characters of a line that stand in words of frames."""
_BODY = re.compile("[院局所校会會厅廳委部处處社司团團府村镇鎮乡鄉县縣市区區馆館站]$")
"""How names of bodies and places end, of whom or where an article is."""
_WAY = re.compile(r"\d{7}|\d{4}[\s-]\d{4}|\d{3,4}-\d{6}|@|\w\.(?:com|cn|net|org|edu|gov)\b")
"""A way to reach somebody."""
_NO_FRAME = re.compile(rf"[“「『”」』！!?？]|。$|\d\s?票|{_WAY.pattern}")
"""What no line of a frame has: words that somebody says, votes, ways to reach somebody."""


def strangers(lines: Lines, first: int, last: int, known: Collection[int]) -> Iterator[int]:
    """Find the lines around a saved text that are of its site.

    :param first: where the running text begins, and ``last``, where it ends.
    :param known: lines that are furniture already.
    """
    if first >= len(lines) or not is_saved_text(lines):
        return
    # What heads nothing but furniture is of it, though the text may have its words, too.
    head = last + 1
    if head < len(lines) - 1 and set(range(head + 1, len(lines))) <= set(known):
        text = lines[head].text
        if _is_free(lines[head]) and len(text) <= _HEAD and share_of_frame(text) >= _FRAMED:
            yield head
    pairs = running_pairs(lines[first : last + 1])
    strange = [at for at in _strange(lines, first, last, pairs) if at not in known]
    framed = {at for at in strange if share_of_frame(lines[at].text) >= _FRAMED}
    if len(pairs) < ENOUGH:
        # Of a short text a line need not have a word; beside furniture words of frames are enough.
        yield from (at for at in framed if not {at - 1, at + 1}.isdisjoint(known))
        return
    sure = framed.union(known)
    title = next((at for at in range(first) if lines[at].role is Role.TITLE), -1)
    for span in (range(title), range(title + 1, first), range(last + 1, len(lines))):
        top = next((at for at in span if at in sure), len(lines))
        end = len(lines) if span.start > last else max(sure.intersection(span), default=-1)
        for at in (x for x in strange if x in span):
            # What stands right beside the text may be a heading.
            apart = at not in {first - 1, last + 1} or at - 1 in sure or at + 1 in sure
            between = top < at < end and not _BODY.search(lines[at].text)
            if apart if at in framed else between or _is_count(lines, at, sure):
                yield at
    # Between two lines of furniture below the text stands another one, form it as it may.
    for at in range(last + 2, len(lines) - 1):
        enclosed = at not in known and {at - 1, at + 1} <= set(known)
        if enclosed and _is_plain(lines[at]) and is_foreign_to(lines[at].text, pairs):
            yield at


def _is_count(lines: Lines, at: int, sure: Collection[int]) -> bool:
    """Whether a line is a number beside furniture, of which it says how many: 分享, 292."""
    return lines[at].text.isdecimal() and not {at - 1, at + 1}.isdisjoint(sure)


def _strange(lines: Lines, first: int, last: int, pairs: frozenset[str]) -> list[int]:
    """Return the lines around a saved text that have neither words nor forms of an article.

    Above a text without a title any line may be it.
    """
    titled = any(line.role is Role.TITLE for line in lines[:first])
    edges = (*(range(first) if titled else ()), *range(last + 1, len(lines)))
    free = [at for at in edges if _is_free(lines[at])]
    said = pairs | bigrams("\n".join(x.text for x in lines if x.role is Role.TITLE))
    return [at for at in free if bigrams(lines[at].text).isdisjoint(said)]


def _is_plain(line: Line) -> bool:
    """Whether a line is short plain text and no sentence, number, signature or way to reach."""
    text = line.text
    short = line.role is Role.TEXT and len(text) <= _LONGEST and not line.src
    if not short or is_sentence(text) or number_of(text, bare=True) is not None:
        return False
    return not (is_office(text) or is_name(text) or is_masthead_line(text) or _WAY.search(text))


def _is_free(line: Line) -> bool:
    """Whether a line is plain text without a form that lines of an article have."""
    return line.role is Role.TEXT and not line.src and is_formless(line.text)


def is_formless(text: str) -> bool:
    """Whether a line is short and has no form that lines of an article have."""
    if not text or len(text) > _LONGEST:
        return False
    if is_sentence(text) or OF_TEXT.match(text) or _NO_FRAME.search(text):
        return False
    return not (
        number_of(text, bare=True) is not None
        or theme_of(text)
        or is_name(text)
        or is_office(text)
        or is_publisher(text)
        or read_byline(text)
        or names_people(text)
        or is_masthead_line(text)
        or is_document_number(text)
    )


@resources.cached
def _pairs_of_frames() -> frozenset[str]:
    return bigrams("\n".join(words("frame", "buttons") + words("frame", "columns")))


def share_of_frame(text: str) -> float:
    """Say which part of the pairs of characters of a line stands in words of frames."""
    own = bigrams(text)
    return len(own & _pairs_of_frames()) / len(own) if own else 0.0
