"""Teasers below a saved text that stand in rows of one shape, and numbered buttons.

A headline, a sentence, a day or a count of readers, and so on three times at least to the end of
the page: the shape is one sign, the other that hardly a pair of characters of these lines is of
the text.  Without days and counts, or where the days go up as in a chronicle, a heading of such
boxes (其他人也在看) must stand above them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from casebook.ingest.clean.edges import is_foreign_to, is_saved_text
from casebook.ingest.clean.running import is_sentence
from casebook.ingest.clean.step import Lines
from casebook.ingest.facts.dates import day_alone
from casebook.ingest.headings.themes import theme_of
from casebook.ingest.headings.title import bigrams
from casebook.ingest.lexicon import is_button, is_frame, is_listed
from casebook.records import Line, Role
from casebook.text.numbering import number_of

_ROWS, _LONGEST = 3, 4
"""Rows of one shape that are a list of teasers, and the lines of the longest of them."""
_HEADLINE = range(4, 45)
"""Characters of a headline."""
_MARK = 24
"""Characters of a line that gives a day or counts readers."""
_AGE = re.compile(r"\d{1,2}\s?(?:秒[钟鐘]?|分[钟鐘]|小?[时時]|天|[周週]|[個个]月|年)[之以]?前")
_STOP = re.compile(r"[。！？!?…；;][”’」』]?$|\.{3}$")
_NO_HEADLINE = re.compile(r"[。；：:，,、]$|^[（(【\[〔《※*＊①-⑳]|^(?:注|附[件表录錄]|[图圖])")
_ENOUGH = 150
"""Pairs of characters of a text that any line of it would share one of."""
_RUN = 60
"""Lines at the end of a page among which such rows are looked for."""
_BUTTONS = 2
"""Numbered buttons that are a list of them."""


def teaser_rows(lines: Lines, known: Collection[int]) -> list[int]:
    """Find rows of teasers to the end of a saved text, with the heading above them.

    :param known: lines that leave as furniture; among them the counts of such rows may be.
    """
    if not is_saved_text(lines):
        return []
    last = next((at for at in reversed(range(len(lines))) if at not in known), -1)
    end = last + 1
    while end < len(lines) and _is_mark(lines[end], known=True):
        end += 1
    kinds = ""
    for at in range(end - 1, max(end - _RUN, 0) - 1, -1):
        kind = _kind(lines[at], known=at in known)
        if kind == "-" or (len(kinds) == _LONGEST and "h" not in kinds):
            break
        kinds = kind + kinds
    offset = end - len(kinds)
    for size in range(2, _LONGEST + 1):
        shape, rows = kinds[-size:], 0
        while kinds.endswith(shape * (rows + 1)) and rows * size < len(kinds):
            rows += 1
        begin = offset + len(kinds) - size * rows
        if rows >= _ROWS and shape.count("h") == 1:
            headed = begin > 0 and _is_head(lines[begin - 1])
            marked = "c" in shape and not _is_chronicle(lines[begin:end])
            if (marked or headed) and _are_foreign(lines, begin, kinds[begin - offset :]):
                return list(range(begin - headed, end))
    return []


def numbered_buttons(lines: Lines, last: int) -> Iterator[int]:
    """Find buttons below the text that a list numbers: 1 点赞, 2 在看.

    :param last: where the running text ends.
    """
    run: list[int] = []
    for at in range(last + 1, len(lines)):
        number = number_of(lines[at].text, bare=True)
        if number and is_button(lines[at].text[number.length :]):
            run.append(at)
    if len(run) >= _BUTTONS and run[-1] - run[0] == len(run) - 1:
        yield from run


def _kind(line: Line, *, known: bool) -> str:
    """Return what a line may be of a row: c, a day or count; h, a headline; s, a sentence; or -."""
    text = line.text
    if line.role is not Role.TEXT or line.src or number_of(text):
        return "-"
    if _is_mark(line, known=known):
        return "c"
    if _STOP.search(text) and len(text) > _HEADLINE.start:
        return "s"
    plain = len(text) in _HEADLINE and not _NO_HEADLINE.search(text)
    return "h" if plain else "-"


def _is_mark(line: Line, *, known: bool) -> bool:
    text = line.text
    if len(text) > _MARK:
        return False
    told = bool(day_alone(text) or _AGE.fullmatch(text))
    return told or ((known or any(map(str.isdigit, text))) and is_button(text))


def _is_chronicle(rows: Lines) -> bool:
    """Whether the days of rows go up, as those of what a text tells do, and of news hardly."""
    days = [day for line in rows if (day := day_alone(line.text))]
    return len(days) >= _ROWS and all(one < two for one, two in pairwise(days))


def _is_head(line: Line) -> bool:
    """Whether a line is the heading of a box of links."""
    return any(is_listed(key, line.text) for key in ("related", "tails")) or is_frame(line.text)


def _are_foreign(lines: Lines, begin: int, kinds: str) -> bool:
    """Whether all headlines, and most sentences, have hardly a pair of the text above them."""
    pairs = bigrams("\n".join(line.text for line in lines[:begin] if is_sentence(line.text)))
    if len(pairs) < _ENOUGH:
        return False
    strange = [is_foreign_to(lines[at].text, pairs) for at in range(begin, begin + len(kinds))]
    told = [x for x, kind in zip(strange, kinds, strict=True) if kind == "s"]
    titles = [begin + at for at, kind in enumerate(kinds) if kind == "h"]
    other = all(strange[at - begin] and theme_of(lines[at].text) is None for at in titles)
    return other and sum(told) * 2 >= len(told)
