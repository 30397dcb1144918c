"""Where the markup of a text grades its headings itself: ## above ###, Heading 1 above Heading 2.

Tags of web pages are often chosen for their looks.  They are believed where two things agree:
the first heading has the highest rank, and the numbers of the headings are of one kind within each
part and of a lower kind in the parts below it.
"""

from __future__ import annotations

from collections.abc import Iterator

from casebook.ingest.parse.blocks import Heading, Item
from casebook.records import Line, Role
from casebook.text.numbering import LEVELS, Number, number_of

_LEAST = 3
"""Marked headings from which on their ranks say something."""

_Marked = tuple[int, Number | None, str]
"""The rank of a heading, its number, and the unit that it counts (第一章: 章)."""


def marked_ranks(row: tuple[Item, ...], lines: tuple[Line, ...]) -> dict[int, int]:
    """Return the ranks of marked headings by the number of their line; ``{}`` if not coherent."""
    tags = {line.number: line.depth for line in lines if line.role is Role.HEADING}
    heads = [item for item in row if isinstance(item, Heading)]
    marked = [head for head in heads if head.line in tags]
    ranks = [tags[head.line] for head in marked]
    if len(marked) < _LEAST or len(set(ranks)) == 1 or ranks[0] != min(ranks):
        return {}
    if any(head.kind == "part" for head in heads):
        return {}
    if not any(head.theme for head in marked) and (
        len({head.theme for head in heads if head.theme and head.line not in tags}) > 1
    ):
        return {}
    found = [(tags[head.line], *_number(head.text)) for head in marked]
    return {head.line: tags[head.line] for head in marked} if _is_coherent(found) else {}


def points(lines: tuple[Line, ...]) -> dict[int, int]:
    """Return the depths of the points of lists by the number of their line."""
    return {line.number: max(line.depth, 1) for line in lines if line.role is Role.ITEM}


def _number(text: str) -> tuple[Number | None, str]:
    """Return the number of a heading, and the unit that it counts; ``""`` without one."""
    number = number_of(text, bare=True)
    counts = number is not None and number.kind == "chapter"
    return number, text[: number.length].strip()[-1:] if number and counts else ""


def _is_coherent(heads: list[_Marked], above: _Marked | None = None) -> bool:
    """Whether the numbers of headings are of one kind in each part, and lower below it."""
    parts = list(_parts(heads))
    numbered = [head for head, _ in parts if head[1]]
    if len({(number.kind, unit) for _, number, unit in numbered if number}) > 1:
        return False
    if numbered and above and not _is_below(numbered[0], above):
        return False
    return all(_is_coherent(below, head if head[1] else above) for head, below in parts)


def _parts(heads: list[_Marked]) -> Iterator[tuple[_Marked, list[_Marked]]]:
    """Part headings into those of the rank of the first, each with the headings below it."""
    at = 0
    while at < len(heads):
        end = at + 1
        while end < len(heads) and heads[end][0] > heads[at][0]:
            end += 1
        yield heads[at], heads[at + 1 : end]
        at = end


def _is_below(head: _Marked, above: _Marked) -> bool:
    """Whether a number counts what is lower: of another unit, of a lower kind, or from one anew."""
    number, upper = head[1], above[1]
    if number is None or upper is None:
        return True
    order = LEVELS.index(number.kind) - LEVELS.index(upper.kind)
    return order > 0 or (order == 0 and (number.value == 1 or head[2] != above[2]))
