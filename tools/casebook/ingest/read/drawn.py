"""Text in a drawing (SVG): what a page lays over a picture, and headings that are drawn.

Editors of WeChat put whole paragraphs into ``<foreignObject>``, so that a touch unfolds them; its
text is that of the page.  A drawing with one text (a ``<text>`` with its ``<tspan>``) has the
form of a line, or of a number and a heading; the words of a chart stay with the chart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree
from lxml.html import HtmlElement

from casebook.ingest.read.hiding import is_hidden

_NUMBER = re.compile(r"(?:PART|No)?[.\s]?\d{1,2}|[一二三四五六七八九十]{1,2}", re.IGNORECASE)
"""What stands before the words of a heading in a text of its own."""
_HAN = re.compile("[\u3400-\u9fff]{2}")


def show_drawn_text(root: HtmlElement) -> None:
    """Put the text that drawings hold before them, as elements of the page.

    :param root: the tree of the page; it is changed.
    """
    for drawing in reversed([*root.iter("svg")]):
        if is_hidden(drawing) or next(drawing.iterancestors("a", "button"), None) is not None:
            continue
        held = [part for part in drawing.iter("foreignobject") if _said(part)]
        if held:
            box = etree.Element("div")
            for part in held:
                _move(part, box)
            drawing.addprevious(box)
        elif line := _line(drawing.iter("text")):
            shown = etree.Element("p")
            shown.text = line
            drawing.addprevious(shown)


def _said(part: HtmlElement) -> bool:
    return bool(_HAN.search("".join(part.itertext())))


def _move(part: HtmlElement, box: HtmlElement) -> None:
    inner = etree.SubElement(box, "div")
    inner.text = part.text
    inner.extend(list(part))
    part.text = None


def _line(texts: Iterable[HtmlElement]) -> str:
    """Return the one text of a drawing, or its number and its heading; ``""`` if neither."""
    said = ["".join("".join(text.itertext()).split()) for text in texts]
    said = [text for text in said if text]
    if len(said) > 2 or not said or not _HAN.search(said[-1]):
        return ""
    return " ".join(said) if len(said) == 1 or _NUMBER.fullmatch(said[0]) else ""
