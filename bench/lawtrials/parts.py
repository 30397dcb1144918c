"""Records put together by chance from parts that the strategies of the tests draw.

Hypothesis takes longer to draw a record than most laws to try it.  Here it draws a few hundred
parts for each seed, and records are put together of them: a field of this article, the
sections of that one, the lines of a third.  Each is one that the strategy could have drawn.
"""

from __future__ import annotations

import random
import string
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, TypeVar

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from tests.strategies import articles_of_people, has_text, lines

from casebook.records import Article, Block, Paragraph, Picture, Section, Table, is_clean_line

T = TypeVar("T")

# Of each other's independent: what one article has, another may have too.
_FIELDS = frozenset(field.name for field in fields(Article)) - {
    *("slug", "title", "sections", "ids", "gone"),
}
_SLUG = string.ascii_lowercase + string.digits


def drawn(strategy: st.SearchStrategy[T], count: int, number: int) -> list[T]:
    """Return about so many values of a strategy, the same for the same number."""
    values: list[T] = []

    def take(value: T) -> None:
        values.append(value)

    test = settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )(given(strategy)(take))
    seed(number)(test)()
    return values


class Parts:
    """What the records of one seed are put together of.

    :param number: the seed.
    """

    def __init__(self, number: int) -> None:
        self.random = random.Random(number)
        self._number = number
        self._pools: dict[int, tuple[object, list[Any]]] = {}
        self._made: dict[str, st.SearchStrategy[Any]] = {}
        self._given: set[str] = set()

    def one(self, strategy: st.SearchStrategy[T], count: int = 200) -> T:
        """Return one of some values of a strategy, which is the same object each time."""
        known = self._pools.get(id(strategy))
        if known is None:
            known = self._pools[id(strategy)] = (strategy, drawn(strategy, count, self._number))
        return self.random.choice(known[1])  # type: ignore[no-any-return]

    def draw(self, strategy: st.SearchStrategy[T]) -> T:
        """Do as the function that a composite strategy is given, from few values of each."""
        known = self._made.setdefault(repr(strategy), strategy)
        return self.one(known, 100)

    def line(self) -> str:
        """Return a line of text: one of the strategy, or two of them in one."""
        line = self.one(lines, 400)
        if self.random.random() < 0.5:
            return line
        both = (line + self.one(lines, 400)).strip()
        return both if is_clean_line(both) else line

    def fresh(self, make: Callable[[], str]) -> str:
        """Return what a function makes by chance, and never the same again."""
        while (made := make()) in self._given:
            pass
        self._given.add(made)
        return made

    def slug(self) -> str:
        """Return a slug of one to three parts, another one each time."""
        return self.fresh(self._slug)

    def _slug(self) -> str:
        parts = range(self.random.randint(1, 3))
        return "-".join(
            "".join(self.random.choices(_SLUG, k=self.random.randint(1, 6))) for _ in parts
        )

    def article(self) -> Article:
        """Return an article of people, with any fields and any lines; three of four are short."""
        pick = lambda: self.one(articles_of_people, 100)  # noqa: E731
        values: dict[str, Any] = {name: getattr(pick(), name) for name in sorted(_FIELDS)}
        found = pick().sections
        if self.random.random() < 0.75:
            values["sources"] = values["sources"][:1]
            found = tuple(filter(has_text, found))[:1]
            short = [
                replace(item, blocks=item.blocks[:3], sections=item.sections[:1]) for item in found
            ]
            # What is cut may be all the text; such a section stays as long as it was.
            found = tuple(
                new if has_text(new) else item for new, item in zip(short, found, strict=True)
            )
        sections = tuple(map(self._section, found))
        return replace(pick(), slug=self.slug(), title=self.line(), sections=sections, **values)

    def _section(self, section: Section) -> Section:
        return Section(
            section.theme,
            section.heading and self.line(),
            tuple(map(self._block, section.blocks)),
            tuple(map(self._section, section.sections)),
        )

    def _block(self, block: Block) -> Block:
        if isinstance(block, Paragraph):
            return Paragraph(self.line(), block.depth, block.sources)
        if isinstance(block, Picture):
            return Picture(block.caption and self.line(), block.credit, block.file)
        assert isinstance(block, Table)
        rows = tuple(tuple(cell and self.line() for cell in row) for row in block.rows)
        return Table(rows, block.header, block.caption, block.sources)
