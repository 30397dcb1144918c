"""What stands below the line of editors of a saved text: links, buttons, teasers of other news."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import takewhile

from casebook.ingest.clean.cut_short import CUT_SHORT
from casebook.ingest.clean.edges import (
    OF_TEXT,
    PLAIN,
    is_foreign_to,
    is_saved_text,
    running_pairs,
)
from casebook.ingest.clean.edges import stays as may_be_text
from casebook.ingest.clean.running import is_sentence
from casebook.ingest.clean.step import Lines
from casebook.ingest.facts.labels import is_labelled
from casebook.ingest.facts.masthead import is_masthead_line
from casebook.ingest.facts.names import is_name
from casebook.ingest.headings.themes import theme_of
from casebook.ingest.headings.title import bigrams
from casebook.ingest.lexicon import is_frame, is_furniture, is_listed
from casebook.records import Line, Role
from casebook.text.dates import find_day

_SAYS = re.compile("[。！？!?；;，,：:]|\\d{3}")
"""What no name of an account has."""
_SHORT = 20
"""Characters of a link or a button."""
_TEASER = re.compile("[\u3400-\u9fff]{3,12}[:：][^。；:：]{4,30}")
"""The title of other news behind its place or speaker: 青河库区：柑橘红了."""
_REACHED = re.compile(
    "[联聯][系絡络繫]|地址|[电電][话話邮郵]|[邮郵]|[热熱][线線]|[传傳]真|[举舉][报報]|投[诉訴]|咨[询詢]"
)
"""What a label speaks of that says how somebody is reached."""
_ROW = re.compile("[\u3400-\u9fff]{2,12}[:：][^。；:：]{2,40}")
"""A row of a list, which a teaser may look like."""
_COUNTED = re.compile("第|.*[\\d一二三四五六七八九十]$")
"""A label that counts, which is that of a row: 问题一：…, 第二步：…."""
_HEADS = re.compile(
    "(?:如下|名[单單]|[标標]准|[标標]準|清[单單]|一[览覽]|[问問]答|[问問][几幾]?答)[:：]?$"
)
"""How the line above a list ends."""
_GAP = re.compile("[\\s、，,]+")
_LINKS = ("tails", "related", "recommended")
_TEASERS, _COLUMNS = 3, 2
"""Sentences of teasers that end a page, at most, and names of columns that stand above them."""
_BOX = re.compile("^\\W*(?:相[关關]|延伸|[知背]|[链鏈]接)|[链鏈连連][接結结]\\W*$")
"""How the heading of a box begins or ends that an article has, too: 相关链接, 延伸阅读."""
_SAID = 100
"""Pairs of characters of a text of which sentences below it would share some."""
_SHARE = 10
"""Pairs of characters of a sentence of which the text may have one, if it is of something else."""


def below_editors(lines: Lines, editors: int) -> Iterator[int]:
    """Find short lines below the line of editors that ends saved text.

    A heading of links stays: what takes it out knows what stands below it.
    """
    if not is_saved_text(lines):
        return
    tail = range(editors + 1, len(lines))
    free = [at for at in tail if lines[at].role in PLAIN and not _is_known(lines[at].text)]
    formed = [at for at in free if _TEASER.fullmatch(lines[at].text)]
    pairs = running_pairs(lines[:editors]) if formed else frozenset()
    goes_on = any(is_sentence(x.text) and not is_foreign_to(x.text, pairs) for x in lines[editors:])
    if not goes_on:
        yield from (at for at in tail if _is_link(lines[at]))
    teasers = set() if goes_on else {at for at in formed if _is_teaser(lines[at].text, pairs)}
    listed = _in_lists(lines, editors, free, teasers)
    for at in free:
        text = lines[at].text
        short = len(text) <= _SHORT and not may_be_text(text)
        if at not in listed and (short or at in teasers):
            yield at


def teased(lines: Lines, first: int, last: int, known: Collection[int]) -> int:
    """Return where the teasers of something else begin that end a page with sentences.

    These are few and foreign to all that stands above, and the heading of a box of links stands
    between, or several names of columns; no title, row or picture stands below these.  Below one
    that an article may have, too, where it explains a word, they are cut short.

    :param first: where the running text begins, and ``last``, where it ends.
    :param known: lines that are furniture already.
    :returns: the number of lines where there is none.
    """
    if first >= len(lines) or not is_saved_text(lines):
        return len(lines)
    said = [at for at in range(first, last + 1) if at not in known and is_sentence(lines[at].text)]
    for nth in range(max(1, len(said) - _TEASERS), len(said)):
        between = range(said[nth - 1] + 1, said[nth])
        columns = [at for at in between if is_frame(lines[at].text)]
        heads = [at for at in between if _is_head(lines[at].text)]
        begins = min((*heads, *columns), default=len(lines))
        plain = all(line.role in {Role.TEXT, Role.ITEM} for line in lines[begins:])
        if not plain or (not heads and len(columns) < _COLUMNS):
            continue
        pairs = running_pairs(lines[first : said[nth - 1] + 1])
        others = [bigrams(lines[at].text) for at in said[nth:]]
        foreign = all(len(own & pairs) * _SHARE <= len(own) for own in others)
        box = any(_BOX.search(lines[at].text) for at in heads)
        if box and not all(CUT_SHORT.search(lines[at].text) for at in said[nth:]):
            continue
        if foreign and len(pairs) >= _SAID:
            return begins
    return len(lines)


def _is_head(text: str) -> bool:
    return any(is_listed(key, text) for key in _LINKS)


def _is_link(line: Line) -> bool:
    """Whether a point of a list says nothing but a name: • 青河新闻网微信."""
    return line.role is Role.ITEM and len(line.text) <= _SHORT and not _SAYS.search(line.text)


def _in_lists(lines: Lines, editors: int, free: list[int], teasers: set[int]) -> set[int]:
    """Find teasers that are rows of a list, with the line above it.

    The list has a heading, or a row that is none: 城东街道：周海, 城北街道：王立民（兼）.
    """
    found: set[int] = set()
    rows = {at for at in free if _ROW.fullmatch(lines[at].text) and not _is_frame(lines[at].text)}
    for first in (at for at in sorted(rows) if at - 1 not in rows):
        run = list(takewhile(rows.__contains__, range(first, len(lines))))
        headed = first - 1 > editors and _HEADS.search(lines[first - 1].text)
        if headed or not teasers.issuperset(run):
            found.update(run)
        if headed:
            found.add(first - 1)
    return found


def _is_frame(text: str) -> bool:
    """Whether a line of that form says who made the text, or how somebody is reached."""
    return is_labelled(text) or is_masthead_line(text) or bool(_REACHED.search(text))


def _is_known(text: str) -> bool:
    """Whether a line is furniture, or heads links, by its words."""
    return is_furniture(text) or _is_head(text)


def _is_teaser(text: str, pairs: frozenset[str]) -> bool:
    """Whether a line of that form is foreign to the text and no label with its value."""
    label, value = re.split("[:：]", text, maxsplit=1)
    if is_labelled(text) or is_masthead_line(text) or _REACHED.search(label):
        return False
    if _COUNTED.match(label):
        return False
    if all(map(is_name, _GAP.split(value.strip()))) or theme_of(label):
        return False
    return not (OF_TEXT.match(text) or find_day(text)) and is_foreign_to(text, pairs)
