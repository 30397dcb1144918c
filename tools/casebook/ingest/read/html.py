"""A saved HTML page becomes lines, those of the article separated from what stands around it."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from selectolax.lexbor import LexborHTMLParser

from casebook.ingest.headings.title import Choice, are_halves, bare
from casebook.ingest.read.breaks import join_breaks
from casebook.ingest.read.captions_below import with_captions
from casebook.ingest.read.content import choose
from casebook.ingest.read.counted import mark_counted, write_counters
from casebook.ingest.read.dom import DomLine, dom_lines
from casebook.ingest.read.drawn import show_drawn_text
from casebook.ingest.read.embedded import without_embedded
from casebook.ingest.read.facts import page_facts
from casebook.ingest.read.frames import with_frame
from casebook.ingest.read.headline import headline_roles
from casebook.ingest.read.page import CleanText, Page, read_repairs
from casebook.ingest.read.preformatted import break_lines
from casebook.ingest.read.scripted import show_scripted_text
from casebook.ingest.read.tabs import show_tabs
from casebook.ingest.read.title import bare_title
from casebook.ingest.read.unexplained import teasers, unexplained
from casebook.ingest.read.unveiled import unveil
from casebook.records import Line, Repair, Role

_SNIFF = re.compile(r"<(?:!doctype\s+html|html|head|body|meta)\b", re.IGNORECASE)
_SNIFFED = 4096
"""Characters at the head of a file in which a page shows that it is HTML."""
_FRAGMENT = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:title|div|p|section|article|main|h[1-6]|table|ul|ol|dl|blockquote"
    r"|figure|span|font|center)(?:\s[^<>]*)?>",
    re.IGNORECASE | re.DOTALL,
)
"""How what was copied out of a page begins, with no ``<html>`` around it."""
_FRAGMENT_END = re.compile(
    r"</(?:div|p|section|article|main|h[1-6]|table|ul|ol|dl|blockquote|figure|span|font|center)"
    r"\s*>(?:\s*<!--.*?-->)*\s*\Z",
    re.IGNORECASE | re.DOTALL,
)
_TAIL = 1000
"""Characters at the end of a file in which a fragment is to be closed."""
_MARKDOWN = re.compile(r"^(?:#{1,6}[ \t]|```|---[ \t]*$|>[ \t])", re.MULTILINE)
_TRAIL = re.compile(r"(?:[\s_|｜]|-(?=[-\s]*$))+$")
_KIND = re.compile(r"[\[【［][\u3400-\u9fff]{2,6}[\]】］]\s*")
"""What stands in brackets before the title of a post: [原创]."""
_JOINTS = "，：；、！？,:;"
"""Stops that a title has where its lines break, which need not show them."""
_UNSEEN = {Role.HIDDEN, Role.DELETED, Role.READING}
# `shadowrootmode` of the HTML standard, `shadowroot` before it, `shadowmode` in MHTML of Chrome.
_SHADOW = re.compile(r"<template\b[^>]*\bshadow(?:root|mode|rootmode)\s*=[^>]*>", re.IGNORECASE)
_TEMPLATE_END = re.compile(r"</template\s*>", re.IGNORECASE)


def is_html(text: str) -> bool:
    """Whether a decoded file is an HTML page, rather than text with tags left in it.

    So is a part of a page that was copied out of it: all of it stands inside of tags, and
    nothing in it is Markdown, which may hold tags as well.
    """
    return bool(_SNIFF.search(text[:_SNIFFED])) or _is_fragment(text)


def _is_fragment(text: str) -> bool:
    head = _FRAGMENT.match(text.removeprefix("\ufeff"))
    return bool(head and _FRAGMENT_END.search(text[-_TAIL:]) and not _MARKDOWN.search(text))


def read_html(markup: str) -> Page:
    """Read a page.

    :param markup: the page, already decoded; what it says of its own encoding
        is not heeded.
    :returns: every line of the page, the text of ``<title>`` first; lines that are not
        of the article carry the role ``outside``, lines that no browser shows ``hidden``.
    """
    markup, attached = without_embedded(with_frame(markup))
    root = parse(markup)
    if root is None:
        return Page((), markup=True)
    facts = page_facts(root, markup)
    write_counters(root, markup)
    show_drawn_text(root)
    break_lines(root, markup)
    show_tabs(root, markup)
    scripted = show_scripted_text(root, markup)
    if scripted and bare(scripted).startswith(bare(facts.title.replace("\\n", " "))):
        facts = replace(facts, title="")  # a post without a title is called by its text
    walked = dom_lines(root)
    walked = dom_lines(root) if unveil(walked) else walked
    results = join_breaks(with_captions(walked, facts.title))
    inside, titles, choice = choose(results, markup, facts.title)
    if titles and facts.account and results[titles[-1]].text == facts.account:
        titles, choice = (), Choice()  # a post without a title stands below its account
    beside = headline_roles(results, titles, inside, facts.title)
    article = inside.union(titles, beside)
    doubtful, leading = unexplained(results, article), teasers(results, article)
    head = bare_title(facts.title)
    first, rest = (titles[0], titles[1:]) if titles else (-1, ())
    lines = [Line(1, head, Role.OUTSIDE if titles else Role.TITLE)] if head else []
    repairs: list[Repair] = []
    repairs += _without_kind(results, titles, head)
    for at, line in enumerate(results):
        number = at + 2
        if line.taken or line.changes:
            repairs += read_repairs(number, CleanText("", line.taken, line.changes))
        role, depth, text = line.role, line.depth, line.text
        if at == first:
            role, depth = Role.TITLE, 0
            text = joined_title([line.text, *(results[x].text for x in rest)], facts.title)
        elif at in rest:
            # Its text stands in the line before; an empty line leaves no trace in the article.
            repairs.append(Repair(first + 2, "", text, "read", "lines of the title are joined"))
            continue
        elif at in beside:
            role, depth = beside[at], 0
        elif at not in inside and role not in _UNSEEN:
            role = Role.OUTSIDE
        lines.append(
            Line(
                number,
                _TRAIL.sub("", text) if at == first else text,
                role,
                depth,
                line.src,
                line.cells,
                role is Role.OUTSIDE and at in doubtful,
                role is Role.OUTSIDE and at in leading,
            )
        )
    return Page(tuple(lines), tuple(repairs), facts, markup=True, choice=choice, attached=attached)


def _without_kind(results: list[DomLine], titles: tuple[int, ...], head: str) -> list[Repair]:
    """Take off what kind of post it is, which a forum sets before the title of a page alone."""
    if len(titles) != 1:
        return []
    first, whole = titles[0], results[titles[0]].text
    tag = _KIND.match(whole)
    text = whole[tag.end() :] if tag else ""
    # The ``<title>`` is that title, with the name of the site behind it; it does not go on.
    if not text or not head.startswith(text) or head[len(text) :][:1].isalnum():
        return []
    results[first] = replace(results[first], text=text)
    return [Repair(first + 2, whole, text, "read", "a kind of post is no part of the title")]


def joined_title(parts: list[str], page_title: str) -> str:
    """Join the lines of a title as the ``<title>`` does: with a stop, a space, or without.

    Where it says nothing, halves that stand for themselves have a space between them.
    """
    fused = parts[0].replace(" ", "")
    text = fused if fused in page_title else parts[0]
    for part in parts[1:]:
        said_so = f"{text} {part}" in page_title or text.endswith(("”", '"'))
        spaced = said_so or (text + part not in page_title and are_halves(text, part))
        said = (stop for stop in _JOINTS if f"{text}{stop}{part}" in page_title)
        gap = next(said, " " if spaced else "")
        text = f"{text}{gap}{part}"
    return text


def parse(markup: str) -> HtmlElement | None:
    """Parse decoded markup as a browser does; ``None`` if there is nothing in it.

    The tree is that of the HTML standard (lexbor): an early ``</html>`` ends nothing, tables
    and paragraphs are closed where browsers close them.  It is handed to lxml, which the
    rest works with.
    """
    if _SHADOW.search(markup):
        markup = _TEMPLATE_END.sub("</div>", _SHADOW.sub("<div>", markup))
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    # One class for all elements; to choose one for each of them takes a tenth of the time.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    try:
        tree = LexborHTMLParser(markup.encode("utf-8", "replace"))
        mark_counted(tree)
        return document_fromstring((tree.html or "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
