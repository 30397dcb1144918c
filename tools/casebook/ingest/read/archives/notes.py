"""The notes of a chapter of an EPUB, at its end, as those of a Word document stand.

A reader of books shows a note where its mark is touched, and nowhere else; the note stands in a
box of the chapter, in a list at its end, or in a file of its own (EPUB 3.3, Structural Semantics
Vocabulary; ``doc-noteref`` of DPUB-ARIA).
"""

from __future__ import annotations

import itertools
import posixpath
import re
from collections.abc import Callable
from urllib.parse import unquote

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring, tostring

_MARKED = re.compile(rb"\bnoteref\b|\bdoc-noteref\b")
_NOTES = frozenset(
    {"footnote", "endnote", "rearnote", "note", "footnotes", "endnotes", "rearnotes", "notes"}
)
_PARTS = frozenset({"article", "div", "main", "section"})
_LABEL = re.compile(r"[\s\[［〔(（【]*(\d{1,3})[\s\]］〕)）】]*")
_LEADING = re.compile(
    r"(?:[\[［〔(（【]\s*(\d{1,3})\s*[\]］〕)）】]|(\d{1,3})(?=[\s.．、:：]))[\s.．、:：]*+(?!\d)"
)
"""The label of a note at its head; 1.5 and 12個縣 are none."""

Read = Callable[[str], bytes]
"""What reads another file of the book by its path from the chapter."""


def with_notes(data: bytes, name: str, read: Read) -> bytes:
    """Put the notes that a chapter refers to at its end, and ``[1]`` where their marks stand.

    A mark is one by two signs: it says so, and leads to an element of the book.

    :param name: of the chapter, without its folder, by which it may refer to itself.
    :param read: returns ``b""`` where there is no such file.
    :returns: the chapter as it is, where it refers to no notes.
    """
    tree = tree_of(data) if _MARKED.search(data) else None
    if tree is None:
        return data
    trees: dict[str, HtmlElement | None] = {"": tree, name: tree}
    taken: dict[HtmlElement, str] = {}
    folders: dict[HtmlElement, str] = {}
    marks = set[str | None]()
    for mark in [x for x in tree.iter("a") if _types(x) & {"noteref"}]:
        path, _, own = unquote(mark.get("href") or "").partition("#")
        if path not in trees:
            trees[path] = tree_of(read(path))
        note = _by_id(trees[path], own)
        if note is None or mark in note.iter():
            continue
        said = _LABEL.fullmatch(_text(mark))
        label = taken.get(note) or (str(int(said[1])) if said else "")
        if not label or (note not in taken and label in taken.values()):
            label = next(x for x in map(str, itertools.count(1)) if x not in taken.values())
        taken[note], folders[note] = label, posixpath.dirname(path)
        marks |= {above.get("id") for above in (mark, *mark.iterancestors())}
        _label(mark, label)
    body = tree.find("body")
    if not taken or body is None:
        return data
    made = [part for note in taken for part in _shown(note, taken[note], folders[note], marks)]
    for note in taken:
        _remove(note)
    _end_of_text(body).extend(made)
    return bytes(tostring(tree, encoding="utf-8"))


def _end_of_text(body: HtmlElement) -> HtmlElement:
    """Return what holds most of a text and its end: a body, or the one part of it that does."""
    held = body
    while True:
        filled = [part for part in held if isinstance(part.tag, str) and _text(part)]
        last = filled[-1] if filled else held
        if last.tag not in _PARTS or len(_text(last)) * 2 <= len(_text(held)):
            return held
        held = last


def holds_only_notes(data: bytes) -> bool:
    """Whether a file of a book is its notes, which stand at the chapters that refer to them."""
    tree = tree_of(data) if b"note" in data else None
    body = None if tree is None else tree.find("body")
    if body is None:
        return False
    said = [part for part in body if isinstance(part.tag, str) and _text(part)]
    return bool(said) and all(_types(part) & _NOTES for part in said)


def tree_of(data: bytes) -> HtmlElement | None:
    """Parse a file of a book; ``None`` where it holds nothing."""
    try:
        return document_fromstring(data, parser=HTMLParser(encoding="utf-8", remove_pis=True))
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _types(element: HtmlElement) -> set[str]:
    said = f"{element.get('epub:type') or ''} {element.get('role') or ''}"
    return {word.removeprefix("doc-") for word in said.split()}


def _by_id(tree: HtmlElement | None, name: str) -> HtmlElement | None:
    found = [] if tree is None or not name else tree.xpath("//*[@id=$name]", name=name)
    return found[0] if found else None


def _text(element: HtmlElement) -> str:
    return "".join(element.itertext()).strip()


def _label(mark: HtmlElement, label: str) -> None:
    """Set a mark as one of Word is set, on the line; a picture that marks a note goes."""
    above = mark.getparent()
    if above is not None and above.tag == "sup" and _text(above) == _text(mark):
        mark, tail = above, above.tail
    else:
        tail = mark.tail
    mark.clear()
    mark.tag, mark.text, mark.tail = "span", f"[{label}]", tail


def _shown(note: HtmlElement, label: str, folder: str, marks: set[str | None]) -> list[HtmlElement]:
    """Return a note as a paragraph, without the ways back to its marks, and what it shows."""
    for back in list(note.iterdescendants("a")):
        if (back.get("href") or "").partition("#")[2] in marks:
            back.drop_tree()
    shown = _taken_out(note, folder)
    return [_paragraph(note, label), *shown]


def _taken_out(note: HtmlElement, folder: str) -> list[HtmlElement]:
    """Take the tables and pictures out of a note, to stand below it.

    A picture that a line of text begins with is its mark.

    :param folder: of the file that the note stands in, from that of the chapter.
    """
    shown: list[HtmlElement] = []
    for element in list(note.iterdescendants("table", "figure", "img")):
        if any(above in shown for above in element.iterancestors()):
            continue
        before = element.xpath("preceding-sibling::node()[self::* or normalize-space()]")
        if element.tag == "img" and not before and (element.tail or "").strip():
            continue
        shown.append(element)
    for element in shown:
        for picture in element.iter("img"):
            source = picture.get("src") or ""
            if folder and not re.match(r"/|[a-z]+:", source):
                picture.set("src", posixpath.normpath(posixpath.join(folder, source)))
        after, element.tail = element.tail, None
        space = note.makeelement("span")
        space.tail = after
        above = element.getparent()
        if above is not None:
            above.replace(element, space)
    return shown


def _paragraph(note: HtmlElement, label: str) -> HtmlElement:
    """Return the text of a note as a paragraph."""
    for block in note.iter("p", "li", "div", "br"):
        if block is not note:
            block.tail = f"\n{block.tail or ''}"
    text = " ".join(_text(note).split())
    first = _LEADING.match(text)
    if first and int(first[1] or first[2]) == int(label):
        text = text[first.end() :]
    made = note.makeelement("p")
    made.text = f"[{label}] {text}"
    return made


def _remove(note: HtmlElement) -> None:
    """Take a note out of its place, and what holds nothing but the heading of notes then."""
    while (above := note.getparent()) is not None:
        note.drop_tree()
        left = [x for x in above.iter() if x is not above and x.tag not in {"h1", "h2", "h3", "hr"}]
        if (
            above.tag in {"body", "html"}
            or any(_text(x) for x in left)
            or (above.text or "").strip()
        ):
            return
        note = above
