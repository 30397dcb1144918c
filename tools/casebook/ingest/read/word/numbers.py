"""The numbers of lists, which Word counts and never writes: ``numbering.xml``.

ECMA-376 part 1, 17.9 (numbering) and 17.18.59 (formats of numbers).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from casebook.ingest.read.list_numerals import formatted
from casebook.ingest.read.word.xml import attr, child, children, number, switch, tag, value

_LEVELS = 9
BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False
    restarts: bool = True
    style: str = ""
    """The style of paragraphs whose level this is."""


@dataclass(frozen=True, slots=True)
class Label:
    """What Word shows before a paragraph of a list; ``bullet`` where it is no number."""

    text: str
    bullet: bool = False


@dataclass(slots=True)
class Numbers:
    """Counts the lists of a document, paragraph by paragraph."""

    _abstract: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _lists: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, root: etree._Element | None) -> Numbers:
        """Read ``numbering.xml``; without it no list has a number."""
        made = cls()
        styles: dict[str, str] = {}
        links: dict[str, str] = {}
        for element in children(root, "abstractNum"):
            key = attr(element, "abstractNumId")
            made._abstract[key] = {
                number(attr(level, "ilvl")): _level(level) for level in children(element, "lvl")
            }
            if name := value(element, "styleLink"):
                styles[name] = key
            if name := value(element, "numStyleLink"):
                links[key] = name
        for key, name in links.items():
            made._abstract[key] = made._abstract.get(styles.get(name, ""), {})
        for element in children(root, "num"):
            levels: dict[int, _Level] = {}
            starts: dict[int, int] = {}
            for override in children(element, "lvlOverride"):
                at = number(attr(override, "ilvl"))
                level = child(override, "lvl")
                if level is not None:
                    levels[at] = _level(level)
                start = child(override, "startOverride")
                if start is not None:
                    starts[at] = number(attr(start, "val"), 1)
            key = attr(element, "numId")
            made._lists[key] = (value(element, "abstractNumId"), levels, starts)
        return made

    def level_of(self, num_id: str, styles: list[str], at: int) -> int:
        """Return the level of a list that belongs to a style (ECMA-376 part 1, 17.9.23).

        :param styles: that of a paragraph and those it stands on.
        :param at: the level that the style states, where the list names none of them.
        """
        abstract, own, _ = self._lists.get(num_id, ("", {}, {}))
        levels = self._abstract.get(abstract, {}) | own
        named = {level.style: at for at, level in levels.items() if level.style}
        return next((named[style] for style in styles if style in named), at)

    def label(self, num_id: str, at: int) -> Label | None:
        """Count one paragraph, and return what stands before it.

        :param num_id: the list; one that is not defined, and ``0``, have no numbers.
        :param at: level, from 0.
        """
        if num_id not in self._lists or not 0 <= at < _LEVELS:
            return None
        abstract, own, starts = self._lists[num_id]
        levels = self._abstract.get(abstract, {}) | own
        level = levels.get(at)
        if level is None:
            return None
        counts = self._counts.setdefault(abstract, {})
        if at in starts and (num_id, at) not in self._begun:
            counts[at] = starts[at]
            self._begun.add((num_id, at))
        else:
            counts[at] = counts[at] + 1 if at in counts else level.start
        for deeper in [key for key in counts if key > at]:
            if levels.get(deeper, level).restarts:
                del counts[deeper]
        if level.form == BULLET:
            return Label(level.text, bullet=True)

        def filled(match: re.Match[str]) -> str:
            upper = int(match[1]) - 1
            other = levels.get(upper, _Level())
            form = "decimal" if level.legal and upper != at else other.form
            return formatted(counts.get(upper, other.start), form)

        text = re.sub(r"%([1-9])", filled, level.text).strip()
        return Label(text) if text else None


def _level(element: etree._Element) -> _Level:
    form = child(element, "numFmt")
    if form is None:  # newer formats stand beside an older one
        choice = next((x for x in element if tag(x) == "AlternateContent"), None)
        form = child(choice, "Choice", "numFmt")
        fallback = child(choice, "Fallback", "numFmt")
        form = fallback if attr(form, "val") == "custom" else form
    return _Level(
        number(value(element, "start"), 1),
        attr(form, "val") or "decimal",
        value(element, "lvlText"),
        bool(switch(element, "isLgl")),
        value(element, "lvlRestart") != "0",
        value(element, "pStyle"),
    )
