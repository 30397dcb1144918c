"""A row of headings and blocks becomes a tree of sections, by the page's own order of signs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from casebook.ingest.parse.blocks import Heading, Item
from casebook.ingest.parse.graded import marked_ranks, points
from casebook.records import Block, Line, Paragraph, Section, Theme
from casebook.text.numbering import LEVELS, number_of

_DEEPEST = 5
"""Levels of sections that an article file can hold (``##`` to ``######``)."""
_PLAIN = "theme"
"""The kind of a heading that only its words make one."""
_PART = "part"
"""The kind of a bare heading above numbers that begin again below it."""
_TAGGED = ("h", _PLAIN)
_CONTENTS = re.compile(r"目\s*[录錄次]")
_UNNUMBERED = {*_TAGGED, "bold"}
"""The kinds of headings without a number."""
_FRAME = re.compile(
    r"[【\[]?(?:引\s*言|前\s*言|导\s*语|導\s*語|导读|導讀|摘\s*要|内容摘要|编者按|編者按|结\s*语|結\s*語|结束语|结论|結論|小结)[】\]]?[:：]?"
)
"""Headings that stand around the numbered parts of a text and never above them."""


_LONGER = 2
"""Characters by which an only heading below others may be longer than those that name themes."""


@dataclass(slots=True)
class _Open:
    """A section that is still being filled."""

    heading: str
    theme: Theme
    kind: str = ""
    rank: int = 0
    blocks: list[Block] = field(default_factory=list)
    sections: list[_Open] = field(default_factory=list)

    def close(self, theme: Theme) -> Section:
        below = tuple(section.close(theme) for section in self.sections)
        return Section(theme, self.heading, tuple(self.blocks), below)


def outline(row: tuple[Item, ...], lines: tuple[Line, ...] = ()) -> tuple[Section, ...]:
    """Build the sections of an article.

    What stands below what follows from the signs that the page uses, in the order in which
    it uses them: a sign that is new opens a level below the one that is open, a sign that
    was there goes back to its level; a sign that by common use is higher than all that is
    open opens a level above.  The words of a heading give it its theme, never a level.
    Text before the first heading stands in a section of theme ``body`` without a heading.
    Where the markup grades the headings, its ranks say what stands below what.

    :param lines: of which the row was made; their tags are not known without them.
    """
    if ranks := marked_ranks(row, lines):
        return _by_ranks(row, ranks, points(lines))
    row, order = _with_parts(_beside_numbers(_without_only_children(row)))
    tops: list[_Open] = []
    stack: list[_Open] = []
    known: dict[tuple[str, int], int] = {}
    for item in row:
        if not isinstance(item, Heading):
            if not stack:
                stack = [_Open("", Theme.BODY)]
                tops.append(stack[0])
            stack[-1].blocks.append(item)
            continue
        section = _Open(item.text, item.theme or Theme.BODY, item.kind, item.rank)
        level = min(_level(stack, item, known, order), _DEEPEST - 1)
        known[item.kind, item.rank] = level
        del stack[level:]
        (stack[-1].sections if stack else tops).append(section)
        stack.append(section)
    return tuple(top.close(top.theme) for top in _unwrapped(tops))


def _by_ranks(
    row: tuple[Item, ...], ranks: dict[int, int], listed: dict[int, int]
) -> tuple[Section, ...]:
    """Build the sections of a text whose markup grades its headings.

    Other headings stand below the marked one above them; words in a list head nothing.
    """
    tops: list[_Open] = []
    stack: list[_Open] = []
    order = (*_TAGGED, *LEVELS, "bold")
    for item in row:
        if not isinstance(item, Heading) or (item.line in listed and item.kind == _PLAIN):
            if not stack:
                stack = [_Open("", Theme.BODY)]
                tops.append(stack[0])
            block = Paragraph(item.text, listed[item.line]) if isinstance(item, Heading) else item
            stack[-1].blocks.append(block)
            continue
        rank = ranks.get(item.line, 0)
        level = len(stack) if not stack or stack[0].heading else 0
        while level and _ends(stack[level - 1], item, rank, order):
            level -= 1
        section = _Open(item.text, item.theme or Theme.BODY, item.kind, rank)
        del stack[min(level, _DEEPEST - 1) :]
        (stack[-1].sections if stack else tops).append(section)
        stack.append(section)
    return tuple(top.close(top.theme) for top in _unwrapped(tops))


def _ends(section: _Open, heading: Heading, rank: int, order: tuple[str, ...]) -> bool:
    """Whether a heading ends an open section of a text whose markup grades its headings."""
    if rank or section.rank:
        return rank > 0 and (not section.rank or section.rank >= rank)
    return order.index(heading.kind) <= order.index(section.kind)


def _without_only_children(row: tuple[Item, ...]) -> tuple[Item, ...]:
    """Raise the only heading below one of a theme that has a text of its own above it.

    Headings below another come in pairs; 怎么改, a paragraph, 改得怎样, a paragraph are two parts
    of a text.  It is hardly longer than those that name themes, and none of these has several
    headings below it.
    """
    heads = [(at, item) for at, item in enumerate(row) if isinstance(item, Heading)]
    tops = [(at, head) for at, head in heads if head.kind == _PLAIN and head.theme]
    longest = max((len(head.text) for _, head in tops), default=0) + _LONGER
    raised: set[int] = set()
    for (top, _), (end, _) in pairwise([*tops, (len(row), None)]):
        below = [(at, head) for at, head in heads if top < at < end]
        if len(below) > 1 or any(head.kind != "bold" or head.theme for _, head in below):
            return row
        told = any(isinstance(item, Paragraph) for item in row[top : below[0][0] if below else end])
        raised |= {at for at, head in below if told and len(head.text) <= longest}
    return tuple(
        replace(item, kind=_PLAIN) if at in raised and isinstance(item, Heading) else item
        for at, item in enumerate(row)
    )


def _beside_numbers(row: tuple[Item, ...]) -> tuple[Item, ...]:
    """Let a bare heading of a theme with a text stand beside the numbers below it.

    背景, a paragraph, 一、主要做法, 二、取得成效: the numbers begin once, the first of them names
    another theme, and half of them at least name one.
    """
    heads = [(at, item) for at, item in enumerate(row) if isinstance(item, Heading)]
    made = list(row)
    for (at, head), (below, first) in pairwise(heads):
        bare = head.kind in {"bold", _PLAIN} and head.theme and not head.inside
        told = any(isinstance(item, Paragraph) for item in row[at:below])
        if not (bare and told and first.kind in LEVELS and first.theme not in {None, head.theme}):
            continue
        alike = [item for _, item in heads if item.kind == first.kind]
        numbers = [number_of(item.text, bare=True) for item in alike]
        begun = [number.value for number in numbers if number].count(1)
        themed = sum(item.theme is not None for item in alike)
        if alike[0] is first and begun == 1 and themed * 2 >= len(alike):
            made[at] = replace(head, kind=first.kind, rank=first.rank)
    return tuple(made)


def _with_parts(row: tuple[Item, ...]) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """Tell bare headings that stand above the numbers of a text from those below them.

    They are the titles of its parts, or of a second document in it, where the numbers begin
    again below each of them.

    :returns: the row, such headings of the kind ``part``; and the kinds from the highest on.
    """
    plain = (*_TAGGED, _PART, *LEVELS, "bold")
    heads = [item for item in row if isinstance(item, Heading)]
    # A title that another heading follows at once, and that text stands above, holds it.
    adjacent = [pair for pair in pairwise(row) if pair[0] is not row[0]]
    first: list[str] = []
    leading: set[int] = set()
    again = any(head.kind == _PART for head in heads)
    begun = False
    for head, below in pairwise(heads):
        if _is_bare(head) and not _is_bare(below):
            number = number_of(below.text, bare=True)
            if head.inside or number is None or number.kind != below.kind or number.value != 1:
                return row, plain
            again |= below.kind in first or (begun and not first) or (head, below) in adjacent
            first.append(below.kind)
            leading.add(id(head))
        begun |= head.kind in LEVELS
    if not first or not (again or len(first) > 1):
        return row, plain
    highest = min(map(LEVELS.index, first))
    parts = tuple(
        replace(item, kind=_PART) if isinstance(item, Heading) and id(item) in leading else item
        for item in row
    )
    return parts, (*_TAGGED, *LEVELS[:highest], _PART, *LEVELS[highest:], "bold")


def _is_bare(heading: Heading) -> bool:
    """Whether neither a number nor a tag nor a theme says where a heading stands."""
    named = heading.kind in {"bold", _PLAIN, _PART} and heading.theme is None
    return named and not _CONTENTS.fullmatch(heading.text)


def _level(
    stack: list[_Open],
    heading: Heading,
    known: dict[tuple[str, int], int],
    order: tuple[str, ...],
) -> int:
    """Find how many open sections a heading stands below."""
    open_ = [section for section in stack if section.heading]
    if not open_:
        return 0
    while stack and _FRAME.fullmatch(stack[-1].heading):
        stack.pop()
    if not stack or (_FRAME.fullmatch(heading.text) and heading.kind in {_PLAIN, "bold"}):
        return 0
    at = next((n for n, section in enumerate(stack) if _same(section, heading)), None)
    if at is not None:
        return at
    # A sign that stood higher than all that is open now goes back to where it was.
    home = known.get((heading.kind, heading.rank), len(stack))
    if home < len(stack):
        return home
    if heading.kind == _PLAIN and not heading.inside:
        return 0
    above = len(stack)
    while above and _is_higher(heading, stack[above - 1], order):
        above -= 1
    return above


def _same(section: _Open, heading: Heading) -> bool:
    if not section.heading or section.kind != heading.kind:
        return False
    return section.kind != "h" or section.rank >= heading.rank


def _is_higher(heading: Heading, section: _Open, order: tuple[str, ...]) -> bool:
    """Whether by common use a heading stands above an open section."""
    if not section.heading:
        return True
    if heading.kind == "h" and section.kind == "h":
        return heading.rank < section.rank
    if heading.kind == "h":
        # A tag says that a line is a heading; what stands in its number says where.
        return section.kind not in {_PLAIN, *LEVELS[:3]}
    return order.index(heading.kind) < order.index(section.kind)


def _unwrapped(tops: list[_Open]) -> list[_Open]:
    """Open up a single section around all others that only repeats what the article is about.

    Where one heading without a theme stands above all headings that have one, it is a
    second title; the sections below it are those of the article.  So is one without number and
    text whose words name a theme (某镇殡葬改革做法), above headings of several others.
    A heading that holds nothing (附件, above the title of an annex) stands beside none.
    """
    headed = [top for top in tops if top.heading and (top.blocks or top.sections)]
    if len(headed) != 1:
        return tops
    only = headed[0]
    themes = [section.theme for section in only.sections if section.theme is not Theme.BODY]
    if only.theme is Theme.BODY:
        is_title = len(themes) > 1
    else:
        is_title = len(set(themes)) > 1 and only.kind in _UNNUMBERED and not only.blocks
    if not is_title:
        return tops
    only.theme = Theme.BODY
    below, only.sections = only.sections, []
    return [*tops, *below]
