"""A saved HTML page becomes lines, the article's told from what stands around it."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from casebook.ingest.read.content import choose
from casebook.ingest.read.dom import dom_lines
from casebook.ingest.read.facts import page_facts
from casebook.ingest.read.page import Page, control_repair
from casebook.ingest.read.title import bare_title
from casebook.records import Line, Repair, Role

_SNIFF = re.compile(r"<(?:!doctype\s+html|html|head|body|meta)\b", re.IGNORECASE)
_SNIFFED = 4096
"""Characters at the head of a file in which a page shows that it is HTML."""


def is_html(text: str) -> bool:
    """Whether a decoded file is an HTML page, rather than text with tags left in it."""
    return bool(_SNIFF.search(text[:_SNIFFED]))


def read_html(markup: str) -> Page:
    """Read a page.

    :param markup: the page, already decoded; what it says of its own encoding
        is not heeded.
    :returns: every line of the page, the text of ``<title>`` first; lines that are not
        of the article carry the role ``outside``, lines that no browser shows ``hidden``.
    """
    root = parse(markup)
    if root is None:
        return Page((), markup=True)
    facts = page_facts(root)
    found = dom_lines(root)
    inside, title = choose(found, markup, facts.title)
    head = bare_title(facts.title)
    lines = [Line(1, head, Role.OUTSIDE if title >= 0 else Role.TITLE)] if head else []
    repairs: list[Repair] = []
    for at, line in enumerate(found):
        number = at + 2
        if line.taken:
            repairs.append(control_repair(number, line.taken))
        role, depth = line.role, line.depth
        if at == title:
            role, depth = Role.TITLE, 0
        elif role != Role.HIDDEN and at not in inside:
            role = Role.OUTSIDE
        lines.append(Line(number, line.text, role, depth, line.src, line.cells))
    return Page(tuple(lines), tuple(repairs), facts, markup=True)


def parse(markup: str) -> HtmlElement | None:
    """Parse decoded markup as UTF-8, whatever its own label says; ``None`` if there is none."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
