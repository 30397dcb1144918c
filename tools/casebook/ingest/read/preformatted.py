"""Lines of the source that a browser shows as lines: in ``<pre>``, and where a style says so."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

_STYLE = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)(?!\w)", re.IGNORECASE)
"""``pre``, ``pre-wrap``, ``pre-line`` and the like."""
_STYLED = "descendant-or-self::*/@style[contains(., 'white-space')]/.."
_LINE = re.compile(r"\r\n?|\n")


def break_lines(root: HtmlElement, markup: str) -> None:
    """Put ``<br>`` where the source breaks a line that is shown as it stands.

    In an element with such a style only a break between two texts counts: the others are how
    the page was written down.

    :param root: the tree of the page; it is changed.
    :param markup: what it was parsed from.
    """
    for block in [*root.iter("pre")]:
        _break(block)
    if "white-space" in markup:
        for block in filter(lambda x: _STYLE.search(x.get("style")), root.xpath(_STYLED)):
            _break_text(block)


def _break(block: HtmlElement) -> None:
    for element in [*block.iter()]:
        if isinstance(element.tag, str):
            _break_text(element)
        if element is not block and element.tail:
            _put(element.getparent(), element, element.tail)


def _break_text(element: HtmlElement) -> None:
    if element.text and element.tag not in {"script", "style", "br"}:
        _put(element, None, element.text.strip("\r\n"))


def _put(parent: HtmlElement, before: HtmlElement | None, text: str) -> None:
    """Set the text at the head of an element, or behind a part of it, line by line."""
    first, *lines = _LINE.split(text)
    if before is None:
        parent.text = first
    else:
        before.tail = first
    at = 0 if before is None else parent.index(before) + 1
    for line in lines:
        broken = etree.Element("br")
        broken.tail = line
        parent.insert(at, broken)
        at += 1
