"""Which paragraphs of a Word document are a list of its contents."""

from __future__ import annotations

import re
from itertools import takewhile

from lxml import etree

from casebook.ingest.read.cover import entries_of_contents, is_contents
from casebook.ingest.read.word.paragraph import Paragraph
from casebook.ingest.read.word.xml import attr, tag, value
from casebook.records import Role

_STYLE = re.compile(
    r"(?:toc|contents|(?:wpsoffice手动)?目[录錄])\s*(?:heading|标题|標題)?\s*\d?|table of figures",
    re.IGNORECASE,
)
_FIELD = re.compile(r"\s*TOC\b", re.IGNORECASE)


def is_contents_style(name: str) -> bool:
    """Whether a style is one of lists of contents: those of Word, WPS, LibreOffice."""
    return bool(_STYLE.fullmatch(name))


def contents_of(body: etree._Element) -> set[etree._Element]:
    """Return the paragraphs that a control or a field makes a list of contents.

    A field (ECMA-376 part 1, 17.16.5.68) that does not end holds nothing.
    """
    found: set[etree._Element] = set()
    open_: list[str] = []
    held: list[etree._Element] = []
    paragraph: etree._Element | None = None
    for element in body.iter():
        name = tag(element)
        if name == "p":
            paragraph = element
        elif name == "sdt":
            if value(element, "sdtPr", "docPartObj", "docPartGallery") == "Table of Contents":
                found.update(below for below in element.iter() if tag(below) == "p")
        elif name == "fldChar":
            kind = attr(element, "fldCharType")
            if kind == "begin":
                open_.append("")
            elif kind == "end" and open_ and _FIELD.match(open_.pop()):
                found.update(held)
                held = []
        elif name == "instrText" and open_:
            open_[-1] += element.text or ""
        elif name == "t" and paragraph is not None and any(_FIELD.match(x) for x in open_):
            held.append(paragraph)
    return found


def settle_contents(made: list[Paragraph]) -> None:
    """Give a typed list of contents, and the heading of any, the role ``outside``.

    Typed ones are known by two signs: the heading 目錄, and entries that end in the numbers of
    pages, none smaller than the one before.
    """
    for at, item in enumerate(made):
        if item.role in {Role.OUTSIDE, Role.ROW} or not is_contents(item.text):
            continue
        below = [held for held in made[at + 1 :] if held.text]
        first = next(iter(below), None)
        if first is None:
            continue
        texts = takewhile(lambda held: held.role is not Role.ROW, below)
        entries = below[: entries_of_contents(held.text for held in texts)]
        if entries or first.role is Role.OUTSIDE:
            for held in (item, *entries):
                held.role, held.depth = Role.OUTSIDE, 0
