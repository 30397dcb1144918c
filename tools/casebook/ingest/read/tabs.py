"""An article in tabs: 背景, 做法 and 成效 above three panels, of which one is shown.

Two signs are asked for: two tabs at least name a theme, and each tab has a panel, which it names
by its id (``href="#…"``, ``aria-controls``) or which stands at its place beside the tabs, with
running text in each of those that are named so.  Where the panels have the same words as
headings already, in the same order, the tabs only repeat them and go.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

from casebook.ingest.headings.themes import theme_of

_TABS = (
    "descendant::*/@class[contains(., 'Tab')"
    " or (contains(., 'tab') and not(contains(., 'table')))]/.."
)
_LISTS = "descendant::*[@role='tablist']"
_CALLED = re.compile("Tab|tab(?!le)")
"""What every such page holds somewhere; to look at each of its elements takes longer."""
_LINKS = ("href", "aria-controls", "data-target", "data-bs-target")
"""Attributes by which a tab names its panel."""
_PARTS = frozenset(["a", "button", "span", "div"])
_TITLE, _MOST = 12, 8
"""Characters of the longest title of a tab, and tabs at most."""
_THEMED = 2
"""Tabs that name a theme, at least."""
_NEAR = 2
"""Elements around the tabs beside which their panels may stand."""


def show_tabs(root: HtmlElement, markup: str) -> None:
    """Make the titles of tabs the headings of their panels, and show these.

    :param root: the tree of the page; it is changed.
    :param markup: what it was parsed from.
    """
    if not _CALLED.search(markup):
        return
    listed = "tablist" in markup
    for tabs in root.xpath(f"{_TABS} | {_LISTS}" if listed else _TABS):
        titles = _titles(tabs)
        if not _THEMED <= len(titles) <= _MOST:
            continue
        said = ["".join(title.text_content().split()) for title in titles]
        themed = [bool(text) and len(text) <= _TITLE and bool(theme_of(text)) for text in said]
        if sum(themed) > 1 and _repeats_headings(tabs, said):
            for title in titles:
                _empty(title)
            continue
        panels = _named(root, titles) or _beside(tabs, len(titles)) if sum(themed) > 1 else []
        texts = ["。" in panel.text_content() for panel in panels]
        if len(panels) != len(titles) or not all(
            text for text, theme in zip(texts, themed, strict=True) if theme
        ):
            continue
        for title, name, panel, text in zip(titles, said, panels, texts, strict=True):
            if text:
                _head(title, name, panel)


def _titles(tabs: HtmlElement) -> list[HtmlElement]:
    """Return the tabs in an element: those that call themselves so, or its points or links."""
    return (
        [part for part in tabs.iterdescendants() if part.get("role") == "tab"]
        or [*tabs.iterdescendants("li")]
        or [part for part in tabs if part.tag in _PARTS]
    )


def _named(root: HtmlElement, titles: list[HtmlElement]) -> list[HtmlElement]:
    panels: list[HtmlElement] = []
    for title in titles:
        told = (x.get(name) for x in title.iter("*") for name in _LINKS if x.get(name))
        ids = (value[1:] if value[:1] == "#" else value for value in told if value)
        found = next(
            (x for x in (root.get_element_by_id(i, None) for i in ids) if x is not None), None
        )
        if found is None or found in panels:
            return []
        panels.append(found)
    return panels


def _beside(tabs: HtmlElement, count: int) -> list[HtmlElement]:
    """Return the parts of the element behind the tabs, where there are as many as tabs."""
    around = tabs
    for _ in range(_NEAR):
        behind = around.getnext()
        parts = [part for part in behind if isinstance(part.tag, str)] if behind is not None else []
        if len(parts) == count and len({part.tag for part in parts}) == 1:
            return parts
        parent = around.getparent()
        if parent is None:
            break
        around = parent
    return []


def _repeats_headings(tabs: HtmlElement, said: list[str]) -> bool:
    """Whether the headings behind the tabs have the same words in the same order."""
    heads = tabs.xpath("following::*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5]")
    found = ["".join(head.text_content().split()) for head in heads]
    return [text for text in found if text in said] == said


def _empty(title: HtmlElement) -> None:
    for inner in [*title]:
        title.remove(inner)
    title.text = None


def _head(title: HtmlElement, name: str, panel: HtmlElement) -> None:
    heading = etree.Element("h2")
    heading.text, heading.tail = name, panel.text
    panel.text = None
    panel.insert(0, heading)
    for element in (panel, *panel.iterancestors()):
        if element.get("role") == "tabpanel" or element is panel:
            element.attrib.pop("hidden", None)
            element.attrib.pop("style", None)
    _empty(title)
