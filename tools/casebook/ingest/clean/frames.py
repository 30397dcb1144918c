"""Lines that are nothing but the frame of a site: buttons, columns, menus, by known words.

Each goes for two signs: all its words stand on the list of what frames say (``frame.toml``),
and it stands above the first sentence or below the last one.  A word that may head a part of an
article, too (文化, 就业资讯), needs a third one: the text does not say it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import groupby

from casebook.ingest.clean.edges import is_saved_text, running_pairs
from casebook.ingest.clean.step import Lines
from casebook.ingest.headings.not_titles import is_menu
from casebook.ingest.headings.themes import theme_of
from casebook.ingest.headings.title import bigrams
from casebook.ingest.lexicon import is_button, is_frame, is_prose
from casebook.records import Line, Role
from casebook.text.dates import find_day
from casebook.text.numbering import number_of

_FORM = re.compile(
    r"(?=.*[\u3400-\u9fff])(?!.*\d{7})[\w\s.,|｜¦·•>＞»›<＜«‹→←↑\[\]【】()（）:：+＋、，/／&]{2,}"
)
"""A row of words and counts with the signs that stand between links; no number to call."""
_LINK, _MANY, _THIRD = 8, 6, 3
"""Characters of a link of a menu, lines of a menu at least, and what part of them is known."""
_HEADING = 12
"""Characters of a heading that is a word or two, as columns are."""
_STOP = re.compile("[。！？；，：:]")


def frames(lines: Lines, first: int, last: int, known: Collection[int]) -> Iterator[int]:
    """Find the lines of the frame of a site above and below a text.

    :param first: where the running text begins.
    :param last: where it ends.
    :param known: lines that are furniture already.
    """
    saved = is_saved_text(lines)
    # What reads like text above it may be its first sentence for all that.
    first = next((at for at in range(first) if is_prose(lines[at].text)), first)
    edges = [*range(first), *range(last + 1, len(lines))]
    plain = [at for at in edges if _is_plain(lines[at])]
    sure = {at for at in plain if is_button(lines[at].text) or (saved and is_menu(lines[at].text))}
    if saved:
        sure.update(_rows(lines, plain))
    yield from sure
    columns = [at for at in plain if at not in sure and saved and is_frame(lines[at].text)]
    if not columns:
        return
    pairs = running_pairs(lines)
    below = any(at > last for at in (*sure, *known))
    headed = any(_is_heading(line) for line in lines[first + 1 : last])
    for at in columns:
        # Right above a text with headings of its own stands the first of them.
        placed = below if at > last else not (headed and at == first - 1)
        if placed and bigrams(lines[at].text).isdisjoint(pairs):
            yield at


def _is_heading(line: Line) -> bool:
    """Whether a short line within the text may be a heading of a part of it."""
    return line.role is Role.TEXT and len(line.text) <= _HEADING and not _STOP.search(line.text)


def _is_plain(line: Line) -> bool:
    """Whether a line has the form of none that a text has: no number, no theme, no day."""
    text = line.text
    plain = line.role is Role.TEXT and _FORM.fullmatch(text)
    return bool(plain) and not (number_of(text, bare=True) or theme_of(text) or find_day(text))


def _rows(lines: Lines, plain: list[int]) -> Iterator[int]:
    """Find menus with a line for each link: many short lines together, a third of them known."""
    short = [
        at for at in plain if len(lines[at].text) <= _LINK and not _STOP.search(lines[at].text)
    ]
    for _, group in groupby(enumerate(short), lambda entry: entry[1] - entry[0]):
        row = [at for _, at in group]
        known = sum(is_frame(lines[at].text) for at in row)
        if len(row) >= _MANY and known * _THIRD >= len(row):
            yield from row
