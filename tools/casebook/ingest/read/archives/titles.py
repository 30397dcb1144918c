"""The title of a chapter of an EPUB, without its number, and the body that stands below it."""

from __future__ import annotations

import re

from lxml.html import HtmlElement, tostring

from casebook.ingest.read.archives.notes import tree_of
from casebook.ingest.read.cover_names import is_body

_LABEL = re.compile(
    r"(?:(?:典型|改革|[创創]新|[优優]秀)?案例\s*之?(?:[一二三四五六七八九十]{1,3}|\d{1,2})"
    r"|第[一二三四五六七八九十百\d]{1,4}[章节節篇编編])(?:\s*[:：、．.]\s*|\s+)(?=\S)"
)
"""The number of a chapter at the head of its title: 案例二　, 第五章 ."""
_LEAST = 4
"""Characters of a title behind its number."""
_WITHIN = {"b", "br", "em", "small", "span", "strong"}
"""Elements of a heading that are set as its text."""


def headed(data: bytes) -> tuple[bytes, str]:
    """Set the number of a chapter on a line above its title, and name the file by the title.

    Two signs are asked for: there is one heading of the first level, and it begins with a number
    that counts chapters.  What ``<title>`` says no reader of a book sees; often it is that number,
    and then is no title.

    :returns: the chapter, and the body that stands alone right below its only heading of the
        first level, ``""`` where none does.
    """
    tree = tree_of(data) if b"<h1" in data else None
    headings: list[HtmlElement] = [] if tree is None else list(tree.iter("h1"))
    if tree is None or len(headings) != 1:
        return data, ""
    heading = headings[0]
    below = heading.getnext()
    said = "" if below is None or below.tag != "p" else _text(below)
    body = said if is_body(said) else ""
    for cut in heading.iter("br"):
        cut.tail = f" {cut.tail or ''}"
    text = _text(heading)
    label = _LABEL.match(text)
    title = text[label.end() :] if label else ""
    if label is None or len(title) < _LEAST or {x.tag for x in heading.iterdescendants()} - _WITHIN:
        return data, body
    above = heading.makeelement("p")
    above.text = label[0].strip(" :：、．.")
    heading.addprevious(above)
    for part in list(heading):
        heading.remove(part)
    heading.text = title
    for named in tree.iter("title"):
        named.text = title if _text(named) in text else named.text
    return bytes(tostring(tree, encoding="utf-8")), body


def _text(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())
