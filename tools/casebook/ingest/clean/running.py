"""Which lines of a page are running text, and where it begins and ends."""

from __future__ import annotations

import re
from itertools import takewhile

from casebook.ingest.clean.step import Lines
from casebook.ingest.clean.telling import tells_of
from casebook.ingest.facts.masthead import is_masthead_line, read_line
from casebook.ingest.headings.title import bigrams, is_no_title
from casebook.ingest.lexicon import ends_in_credit, furniture_in
from casebook.records import Role

_SENTENCE = re.compile(r"[。！？]")
_MIN_SENTENCE = 20
_TITLE = 44
"""Characters of a title."""
_CLAUSE, _CLAUSES = re.compile("[\u3400-\u9fff”》）][，,；]"), 2
"""Where a clause ends, and how many a paragraph has that leads to what stands below it."""
_ASKS = re.compile("(?=.{0,43}$)[^，。、,]*[\u3400-\u9fff”」][ 　][^，。、,？！?!]*[！？!?]")
"""A title of two parts that asks or calls out: 老街换了新模样 商户还能留得住吗？"""
_ENDS = re.compile("[！？!?…：:；，,][”’」』）)]{0,2}$|[”’」』）)]$")
"""How a line ends that is text though no full stop stands in it."""
PASSIVE = {
    *(Role.OUTSIDE, Role.BESIDE_TITLE, Role.HIDDEN, Role.DELETED),
    *(Role.KICKER, Role.TITLE, Role.SUBTITLE, Role.LEAD, Role.ROW, Role.PICTURE),
}
"""Roles of lines that are no running text."""
_SAVED = {Role.TEXT, Role.ITEM, Role.ROW, Role.TITLE, Role.SUBTITLE, Role.CAPTION}
"""Roles that lines of saved text may have; markup gives others."""
_READER = re.compile(r"您|[请請]你|[浏瀏][览覽]器|\byou\b|\byour\b", re.IGNORECASE)
"""Who is spoken to by a notice of the site."""
_NOTICE = 0.1
"""Share of the pairs of characters of a notice that the text has, too, at most."""
_NEWS, _ROW = re.compile(r"[！!?？…]\s"), 3
"""Where one of several headlines ends that a site sets in a row, and how many are a row."""
_NOTICED = 3
"""Sentences that a page has at least where the first one may be a notice."""
_SHARED = 3
"""Pairs of characters that a title shares with its text."""
_POINTS = re.compile(r"[▲△▼▽]")
"""A caption that points to its picture is no text, though it may be a sentence."""


def leads_on(text: str) -> bool:
    """Whether a line is a paragraph that ends in a colon: …，经检查评定，现将名单公布如下：."""
    if not text.endswith(("：", ":")) or len(text) <= _TITLE:
        return False
    return len(_CLAUSE.findall(text.rpartition("。")[2])) >= _CLAUSES


def is_sentence(text: str) -> bool:
    """Whether a line is running text: it has a full stop, or leads on, and some length.

    A short line that calls out in its midst and ends without a stop is a title:
    秋收怎麼收！街上的人怎麼說 老農：看天.
    """
    if len(text) < _MIN_SENTENCE:
        return False
    if leads_on(text):
        return True
    if not _SENTENCE.search(text) or (len(text) < _TITLE and _ASKS.fullmatch(text)):
        return False
    return len(text) > _TITLE or "。" in text or _ENDS.search(text) is not None


def is_row_of_news(text: str) -> bool:
    """Whether a line is several headlines in a row, as sites run them above a page."""
    return len(_NEWS.findall(text)) >= _ROW


def _is_notice(lines: Lines, running: list[int]) -> bool:
    """Whether the first sentence speaks to the reader of the site, not of the matter.

    It has hardly a pair of characters of the other sentences, and stands above the masthead; or it
    says you or is a row of headlines, and a line that shares words with the others stands below it.
    """
    text = lines[running[0]].text
    others = bigrams("\n".join(lines[at].text for at in running[1:]))
    own = bigrams(text)
    if len(own & others) > len(own) * _NOTICE:
        return False
    between = [lines[at].text for at in range(running[0] + 1, running[1])]
    spoken = _READER.search(text) is not None or is_row_of_news(text)
    return any(
        is_masthead_line(x) or (spoken and len(bigrams(x) & others) >= _SHARED) for x in between
    )


def _captions_above(lines: Lines, running: list[int]) -> int:
    """Count the sentences above the day of a page that are captions with a credit at their end.

    So are those that stand first, right above a line that could be the title of the text below.
    """
    count = sum(1 for _ in takewhile(lambda at: ends_in_credit(lines[at].text), running))
    if not 0 < count < len(running):
        return 0
    top = running[count - 1]
    titled = top == count - 1 and running[count] == top + 2
    if titled and not is_no_title(lines[top + 1].text):
        return count
    between = range(running[0] + 1, running[count])
    return count if any(read_line(lines[at].text)[0].published for at in between) else 0


def _without_prompts(lines: Lines, running: list[int]) -> list[int]:
    """Leave out sentences that ask the reader for something and tell nothing of the text.

    One above the text is of it only where it stands right above.
    """
    asking = {at for at in running if furniture_in("prompts", lines[at].text[:80])}
    if not asking:
        return running
    said = bigrams("\n".join(lines[at].text for at in running if at not in asking))
    told = {at for at in asking if tells_of(lines[at].text, said)}
    kept = [at for at in running if at not in asking]
    first = kept[0] if kept else len(lines)
    while first - 1 in told:
        first -= 1
    return [at for at in running if at not in asking or (at in told and at >= first)]


def body_span(lines: Lines) -> tuple[int, int]:
    """First and last position of running text that belongs to the article."""
    running = [
        at
        for at, line in enumerate(lines)
        if line.role not in PASSIVE
        and is_sentence(line.text)
        and not is_masthead_line(line.text)
        and not _POINTS.match(line.text)
    ]
    running = _without_prompts(lines, running)
    running = running[_captions_above(lines, running) :]
    plain = all(line.role in _SAVED for line in lines)
    while plain and len(running) >= _NOTICED and _is_notice(lines, running):
        running.pop(0)
    if running:
        return running[0], running[-1]
    return len(lines), len(lines)
