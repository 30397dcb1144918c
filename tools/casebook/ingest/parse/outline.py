"""A row of headings and blocks becomes a tree of sections, by the page's own order of signs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from casebook.ingest.parse.blocks import Heading, Item
from casebook.records import Block, Section, Theme
from casebook.text.numbering import LEVELS

_DEEPEST = 5
"""Levels of sections that an article file can hold (``##`` to ``######``)."""
_PLAIN = "theme"
"""The kind of a heading that only its words make one."""
_UNNUMBERED = {"h", _PLAIN, "bold"}
"""The kinds of headings without a number."""
_FRAME = re.compile(
    r"[【\[]?(?:引\s*言|前\s*言|导\s*语|導\s*語|导读|導讀|摘\s*要|内容摘要|编者按|編者按|结\s*语|結\s*語|结束语|结论|結論|小结)[】\]]?[:：]?"
)
"""Headings that stand around the numbered parts of a text and never above them."""


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


def outline(row: tuple[Item, ...]) -> tuple[Section, ...]:
    """Build the sections of an article.

    What stands below what follows from the signs that the page uses, in the order in which
    it uses them: a sign that is new opens a level below the one that is open, a sign that
    was there goes back to its level; a sign that by common use is higher than all that is
    open opens a level above.  The words of a heading give it its theme, never a level.
    Text before the first heading stands in a section of theme ``body`` without a heading.
    """
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
        level = min(_level(stack, item, known), _DEEPEST - 1)
        known[item.kind, item.rank] = level
        del stack[level:]
        (stack[-1].sections if stack else tops).append(section)
        stack.append(section)
    return tuple(top.close(top.theme) for top in _unwrapped(tops))


def _level(stack: list[_Open], heading: Heading, known: dict[tuple[str, int], int]) -> int:
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
    while above and _is_higher(heading, stack[above - 1]):
        above -= 1
    return above


def _same(section: _Open, heading: Heading) -> bool:
    if not section.heading or section.kind != heading.kind:
        return False
    return section.kind != "h" or section.rank >= heading.rank


def _is_higher(heading: Heading, section: _Open) -> bool:
    """Whether by common use a heading stands above an open section."""
    if not section.heading:
        return True
    if heading.kind == "h" and section.kind == "h":
        return heading.rank < section.rank
    order = ("h", _PLAIN, *LEVELS, "bold")
    if heading.kind == "h":
        # A tag says that a line is a heading; what stands in its number says where.
        return section.kind not in {_PLAIN, *LEVELS[:3]}
    return order.index(heading.kind) < order.index(section.kind)


def _unwrapped(tops: list[_Open]) -> list[_Open]:
    """Open up a single section around all others that only repeats what the article is about.

    Where one heading without a theme stands above all headings that have one, it is a
    second title; the sections below it are those of the article.  So is one without number and
    text whose words name a theme (某镇殡葬改革做法), above headings of several others.
    """
    headed = [top for top in tops if top.heading]
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
