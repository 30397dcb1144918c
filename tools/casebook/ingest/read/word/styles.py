"""How paragraphs and characters look: the styles of a document and what stands over them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from casebook.ingest.read.word.xml import attr, child, children, number, switch, value

_BODY = 9
"""Outline level of running text."""
_DEEP = 12
"""Styles that may stand one on another; Word allows eleven."""
_HEADING = re.compile(r"(?:heading|标题|標題)\s*([1-9])$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """What a style or a direct setting says; ``None`` and ``""`` where it says nothing.

    ``level`` is the outline level, 1 to 9, 0 for running text; ``size`` is in half-points.
    """

    level: int | None = None
    list_id: str = ""
    list_level: int = 0
    centred: bool | None = None
    bold: bool | None = None
    size: int | None = None
    font: str = ""
    colour: str = ""
    hidden: bool | None = None
    struck: bool | None = None
    raised: str = ""

    def under(self, other: Look) -> Look:
        """Return this look with what ``other`` says set over it."""
        said = {
            name: setting
            for name in self.__dataclass_fields__
            if (setting := getattr(other, name)) not in (None, "")
        }
        if "list_id" not in said:
            said.pop("list_level", None)
        return replace(self, **said)


def look_of(paragraph: etree._Element | None, run: etree._Element | None) -> Look:
    """Read the settings of ``w:pPr`` and ``w:rPr``."""
    level = value(paragraph, "outlineLvl")
    align = value(paragraph, "jc")
    fonts = child(run, "rFonts")
    size = value(run, "sz")
    struck = switch(run, "strike")
    return Look(
        (number(level, _BODY) + 1) % (_BODY + 1) if level else None,
        value(paragraph, "numPr", "numId"),
        number(value(paragraph, "numPr", "ilvl")),
        align == "center" if align else None,
        switch(run, "b"),
        number(size) if size else None,
        attr(fonts, "eastAsia") or attr(fonts, "ascii"),
        value(run, "color").upper(),
        switch(run, "vanish"),
        struck if struck is not None else switch(run, "dstrike"),
        value(run, "vertAlign"),
    )


@dataclass(slots=True)
class Styles:
    """The styles of a document by their ids."""

    names: dict[str, str] = field(default_factory=dict)
    _looks: dict[str, Look] = field(default_factory=dict)
    _above: dict[str, str] = field(default_factory=dict)
    _default: Look = field(default_factory=Look)
    _usual: str = ""

    @classmethod
    def of(cls, root: etree._Element | None) -> Styles:
        """Read ``styles.xml``; without it nothing has a style."""
        made = cls()
        defaults = child(root, "docDefaults")
        made._default = look_of(
            child(defaults, "pPrDefault", "pPr"), child(defaults, "rPrDefault", "rPr")
        )
        for element in children(root, "style"):
            key = attr(element, "styleId")
            name = value(element, "name")
            made.names[key] = name
            look = look_of(child(element, "pPr"), child(element, "rPr"))
            heading = _HEADING.fullmatch(name.strip())
            if heading and look.level is None:
                look = replace(look, level=int(heading[1]))
            made._looks[key] = look
            made._above[key] = value(element, "basedOn")
            if attr(element, "type") == "paragraph" and attr(element, "default") in {"1", "true"}:
                made._usual = key
        return made

    def name(self, key: str) -> str:
        """Return the name of a style, in lower case."""
        return self.names.get(key, key).strip().lower()

    def paragraph(self, key: str) -> Look:
        """Return the look of a paragraph of a style, ``""`` for the usual one."""
        return self._default.under(self.character(key or self._usual))

    def chain(self, key: str) -> list[str]:
        """Return a style and those that it stands on, itself first."""
        made: list[str] = []
        while key and key in self._looks and key not in made and len(made) < _DEEP:
            made.append(key)
            key = self._above[key]
        return made

    def character(self, key: str) -> Look:
        """Return what a style and those below it say, without the defaults."""
        look = Look()
        for name in reversed(self.chain(key)):
            look = look.under(self._looks[name])
        return look
