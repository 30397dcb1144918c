"""A row of headings and blocks becomes a tree of sections."""

from __future__ import annotations

from dataclasses import dataclass, field

from casebook.ingest.parse.blocks import Heading, Item
from casebook.records import Block, Section, Theme

_DEEPEST = 5
"""Levels of sections that an article file can hold (``##`` to ``######``)."""


@dataclass(slots=True)
class _Open:
    """A section that is still being filled."""

    heading: str
    theme: Theme
    kind: str = ""
    rank: int = 0
    blocks: list[Block] = field(default_factory=list)
    sections: list[_Open] = field(default_factory=list)

    def close(self) -> Section:
        return Section(
            self.theme,
            self.heading,
            tuple(self.blocks),
            tuple(section.close() for section in self.sections),
        )


def outline(row: tuple[Item, ...]) -> tuple[Section, ...]:
    """Build the sections of an article.

    Headings that the theme lexicon knows open top-level sections; so do
    headings numbered in the same way beside them (二、改革背景, 三、其他).
    Everything else nests below by the kind of its number or its markup.
    Text before the first theme stands in a section of theme ``body`` without
    a heading.
    """
    top_kinds = {item.kind for item in row if isinstance(item, Heading) and item.theme}
    top_kinds -= {"theme", "h"}
    tops: list[_Open] = []
    stack: list[_Open] = []
    for item in row:
        if not isinstance(item, Heading):
            if not stack:
                stack = [_Open("", Theme.BODY)]
                tops.append(stack[0])
            stack[-1].blocks.append(item)
            continue
        if item.theme or item.kind in top_kinds:
            stack = [_Open(item.text, item.theme or Theme.BODY, item.kind, item.rank)]
            tops.append(stack[0])
            continue
        if not stack:
            stack = [_Open("", Theme.BODY)]
            tops.append(stack[0])
        _descend(stack, item)
    return tuple(section.close() for section in tops)


def _descend(stack: list[_Open], heading: Heading) -> None:
    """Open a section below the one that the heading belongs to."""
    same = [at for at, section in enumerate(stack) if at and _same(section, heading)]
    if same:
        del stack[same[0] :]
    del stack[_DEEPEST - 1 :]
    section = _Open(heading.text, stack[0].theme, heading.kind, heading.rank)
    stack[-1].sections.append(section)
    stack.append(section)


def _same(section: _Open, heading: Heading) -> bool:
    if section.kind != heading.kind:
        return False
    return section.kind != "h" or section.rank >= heading.rank
