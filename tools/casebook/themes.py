"""The themes of a reform case, each declared once: a table of ``data/themes.toml``.

A theme has a key, its place in the order, the page that takes it in, and the words that
open it (read by :mod:`casebook.ingest`).  A theme that has pages of its own also has their
title, its short name, a lead and its colours.  Everything that is sorted, coloured or
narrowed by theme follows from this table, so that adding a table adds a theme.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from casebook import resources
from casebook.records import Theme

TABLE = "themes.toml"
_KEY = re.compile(r"[a-z]+")
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_SHOWN = ("title", "short", "lead", "colour", "dark")


class ThemeError(ValueError):
    """The table of themes is not complete."""


@dataclass(frozen=True, slots=True)
class ThemePage:
    """A theme that has pages of its own.

    :param taken: the themes that its pages take in, in their order.
    :param title: of its pages, in Traditional Chinese like the other words.
    :param short: its name in a row of links.
    :param lead: what its index page says first.
    :param colour: ``#rrggbb`` on light ground.
    :param dark: ``#rrggbb`` on dark ground.
    """

    theme: Theme
    taken: tuple[Theme, ...]
    title: str
    short: str
    lead: str
    colour: str
    dark: str


@resources.cached
def themes() -> tuple[Theme, ...]:
    """Return every theme that a section can have, in their order; ``BODY`` is the last.

    :raises ThemeError: where the table lacks something; it says what.
    """
    return (*_declared(), Theme.BODY)


@resources.cached
def theme_pages() -> tuple[ThemePage, ...]:
    """Return the themes that have pages, in the order of the site.

    :raises ThemeError: where the table lacks something; it says what.
    """
    table = _declared()
    return tuple(
        ThemePage(
            theme,
            tuple(other for other, entry in table.items() if entry["page"] == theme),
            *(entry[name] for name in _SHOWN),
        )
        for theme, entry in table.items()
        if entry["page"] == theme
    )


@resources.cached
def _page_by_theme() -> dict[Theme, ThemePage]:
    return {theme: page for page in theme_pages() for theme in page.taken}


def page_of(theme: Theme) -> ThemePage | None:
    """Return the theme whose pages take in a section, ``None`` for ``BODY``."""
    return _page_by_theme().get(theme)


@resources.cached
def id_pattern() -> re.Pattern[str]:
    """Return what the ids of sections and blocks look like; group 1 is the theme.

    See :func:`casebook.records.walk`.
    """
    return re.compile(rf"({'|'.join(themes())})\d*(?:-[a-z]?\d+)*")


def _declared() -> dict[Theme, Mapping[str, Any]]:
    """Return the entries of the table in their order.

    :raises ThemeError: where an entry lacks something.
    """
    table = resources.toml(TABLE)
    for key, reason in wrong_in(table):
        raise ThemeError(f"{TABLE}: [{key}]: {reason}")
    keys = table.keys() - Theme.NOT_THEMES
    return {
        Theme(key): table[key] for key in sorted(keys, key=lambda key: (table[key]["order"], key))
    }


def wrong_in(table: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield the key of each theme of a whole table that lacks something, and what, in words."""
    for key, entry in table.items():
        if key not in Theme.NOT_THEMES and (lack := "; ".join(_lacking(key, entry, table))):
            yield key, lack


def _lacking(key: str, entry: Mapping[str, Any], table: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with an entry, in words."""
    if not _KEY.fullmatch(key):
        return ["a key is made of small letters a to z: it begins the ids of paragraphs"]
    result = []
    if type(entry.get("order")) is not int:
        result.append("`order` (a whole number) is missing")
    if not any(entry.get(words) for words in ("headings", "nouns")):
        result.append("`headings` are missing: no heading would open it")
    page = entry.get("page")
    if page is None:
        result.append("`page` (the theme whose pages take it in, or itself) is missing")
    elif page == key:
        result += [f"`{name}` is missing" for name in _SHOWN if not entry.get(name)]
        result += [
            f"`{name}` is no colour like #8c2f1b"
            for name in ("colour", "dark")
            if entry.get(name) and not _COLOUR.fullmatch(entry[name])
        ]
    elif page not in table or table[page].get("page") != page:
        result.append(f"`page` names {page!r}, which has no pages of its own")
    return result
