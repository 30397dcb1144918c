"""What stands in a paragraph of Word, piece by piece: text, breaks, pictures, what was deleted."""

from __future__ import annotations

import enum
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from casebook.ingest.read.inline import lowered, raised
from casebook.ingest.read.word.formulas import linear
from casebook.ingest.read.word.signs import symbol
from casebook.ingest.read.word.styles import Look, Styles, look_of
from casebook.ingest.read.word.xml import attr, child, children, number, switch, tag, value


class Kind(enum.Enum):
    """A kind of piece."""

    TEXT = enum.auto()
    BREAK = enum.auto()
    PICTURE = enum.auto()
    """``text`` is the id of its relation."""
    BOX = enum.auto()
    """A text box; ``element`` holds its paragraphs."""
    DELETED = enum.auto()
    HIDDEN = enum.auto()
    STRUCK = enum.auto()
    PROMPT = enum.auto()
    """What an empty content control asks to be typed."""
    READING = enum.auto()
    """Pinyin above characters."""
    DIAGRAM = enum.auto()
    """``text`` is the id of the relation to its data."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a paragraph, with its look."""

    kind: Kind
    text: str = ""
    look: Look = field(default_factory=Look)
    element: etree._Element | None = None


@dataclass(slots=True)
class Seen:
    """What was met on the way through a document."""

    inserted: int = 0
    deleted: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)
    """The notes referred to, in order: ``footnotes`` or ``endnotes``, and their ids."""
    unread: Counter[str] = field(default_factory=Counter)
    codes: frozenset[etree._Element] = frozenset()
    """Texts of the paragraph that is read that are the code of a field."""


_DRAWN = re.compile(r"\s*eq\b", re.IGNORECASE)
_PASSED = frozenset({"pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delInstrText", "Fallback"})
_SIGNS = {"tab": " ", "ptab": " ", "noBreakHyphen": "-", "softHyphen": "", "cr": "\n"}
_UNREAD = {"chart": "charts", "relIds": "diagrams", "OLEObject": "embedded objects"}
_BOXES = {"txbxContent", "txBody"}
_INSERTED, _DELETED = {"ins", "moveTo"}, {"del", "moveFrom"}


def pieces(
    paragraph: etree._Element, look: Look, styles: Styles, seen: Seen, kind: Kind = Kind.TEXT
) -> Iterator[Piece]:
    """Yield the pieces of a paragraph, tracked changes accepted.

    :param look: that of the paragraph, which its runs stand on.
    :param seen: takes down changes, notes and what is not read.
    """
    for element in paragraph:
        name = tag(element)
        if name in _PASSED:
            continue
        if name == "r":
            yield from _run(element, look, styles, seen, kind)
        elif name in _DELETED:
            seen.deleted += 1
            yield from pieces(element, look, styles, seen, Kind.DELETED)
        elif name == "oMath":
            seen.unread["formulas"] += 1
            yield Piece(kind, linear(element), look)
        elif name in {"altChunk", "subDoc"}:
            seen.unread["embedded files"] += 1
        elif (
            name == "sdt" and kind is Kind.TEXT and switch(child(element, "sdtPr"), "showingPlcHdr")
        ):
            yield from pieces(element, look, styles, seen, Kind.PROMPT)
        else:
            seen.inserted += name in _INSERTED
            yield from pieces(element, look, styles, seen, kind)


def field_codes(paragraph: etree._Element) -> frozenset[etree._Element]:
    """Return the texts of a paragraph that stand in the code of a field and not in its result.

    A code may hold fields with results of their own, which no reader sees.  One that does not
    end in the paragraph hides nothing.
    """
    if next(paragraph.iter("{*}fldChar"), None) is None:
        return frozenset()
    hidden: set[etree._Element] = set()
    open_: list[tuple[list[etree._Element], bool]] = []
    for element in paragraph.iter("{*}t", "{*}sym", "{*}fldChar"):
        kind = attr(element, "fldCharType")
        if tag(element) != "fldChar":
            for held, in_code in open_:
                if in_code:
                    held.append(element)
        elif kind == "begin":
            open_.append(([], True))
        elif open_:
            held, in_code = open_.pop()
            hidden.update(held if in_code else ())
            if kind == "separate":
                open_.append(([], False))
    return frozenset(hidden)


def _run(
    run: etree._Element, look: Look, styles: Styles, seen: Seen, kind: Kind
) -> Iterator[Piece]:
    own = child(run, "rPr")
    look = look.under(styles.character(value(own, "rStyle"))).under(look_of(None, own))
    if kind is Kind.TEXT:
        kind = Kind.HIDDEN if look.hidden else Kind.STRUCK if look.struck else kind
    for element in run:
        if tag(element) == "instrText":
            # Characters in circles, fractions: drawn by the code, without a result.
            seen.unread.update(["formulas"] * bool(_DRAWN.match(element.text or "")))
        elif element not in seen.codes:
            yield from _in_run(element, look, styles, seen, kind)


def _in_run(
    element: etree._Element, look: Look, styles: Styles, seen: Seen, kind: Kind
) -> Iterator[Piece]:
    name = tag(element)
    if name in {"t", "delText"}:
        yield Piece(kind, _formed(element.text or "", look), look)
    elif name == "br":
        yield Piece(Kind.BREAK)
    elif name in _SIGNS:
        yield Piece(kind, _SIGNS[name], look)
    elif name == "sym":
        yield Piece(kind, symbol(attr(element, "font"), attr(element, "char")), look)
    elif name in {"footnoteReference", "endnoteReference"} and kind is Kind.TEXT:
        seen.notes.append((name.replace("Reference", "s"), attr(element, "id")))
        yield Piece(kind, f"[{len(seen.notes)}]", look)
    elif name == "ruby":
        yield from _ruby(element, look, styles, seen, kind)
    elif name == "fldChar":
        yield Piece(kind, _chosen(child(element, "ffData")), look)
    elif name in {"drawing", "pict", "object", "AlternateContent"}:
        yield from _drawing(element, seen, kind)


def _ruby(
    element: etree._Element, look: Look, styles: Styles, seen: Seen, kind: Kind
) -> Iterator[Piece]:
    """Find what stands on the line, and its reading above it."""
    for part, of in (("rubyBase", kind), ("rt", Kind.READING)):
        for held in children(element, part) if of is kind or kind is Kind.TEXT else ():
            yield from pieces(held, look, styles, seen, of)


def _chosen(form: etree._Element | None) -> str:
    """Return what was chosen in a field of an old form, which has no other result."""
    box, choice = child(form, "checkBox"), child(form, "ddList")
    if box is not None:
        said = switch(box, "checked")
        return "☑" if (switch(box, "default") if said is None else said) else "☐"
    entries = [attr(entry, "val") for entry in children(choice, "listEntry")]
    at = number(value(choice, "result") or value(choice, "default"))
    return entries[at] if 0 <= at < len(entries) else ""


def _drawing(element: etree._Element, seen: Seen, kind: Kind) -> Iterator[Piece]:
    """Find the pictures and the text boxes in a drawing, of two forms the newer one."""
    if kind is not Kind.TEXT:
        return
    chosen: etree._Element | None = element
    if tag(element) == "AlternateContent":
        chosen = child(element, "Choice")
        chosen = child(element, "Fallback") if chosen is None else chosen
    inside: set[etree._Element] = set()
    for below in () if chosen is None else chosen.iterdescendants():
        name = tag(below)
        parent = below.getparent()
        if name == "Fallback" or parent in inside:
            inside.add(below)
        elif name in _BOXES:
            inside.add(below)
            yield Piece(Kind.BOX, element=below)
        else:
            yield from _drawn(below, seen)


def _drawn(element: etree._Element, seen: Seen) -> Iterator[Piece]:
    name = tag(element)
    if name == "textpath" and attr(element, "string"):
        yield Piece(Kind.BOX, element=_box_of(attr(element, "string")))
    elif name == "blip" and (attr(element, "embed") or attr(element, "link")):
        yield Piece(Kind.PICTURE, attr(element, "embed") or attr(element, "link"))
    elif name == "imagedata" and attr(element, "id"):
        yield Piece(Kind.PICTURE, attr(element, "id"))
    elif name in _UNREAD:
        seen.unread[_UNREAD[name]] += 1
        if name == "relIds":
            yield Piece(Kind.DIAGRAM, attr(element, "dm"))


def _box_of(text: str) -> etree._Element:
    """Return the text of a drawing (WordArt) as a box that holds it."""
    box = etree.Element("txbxContent")
    etree.SubElement(etree.SubElement(etree.SubElement(box, "p"), "r"), "t").text = text
    return box


def _formed(text: str, look: Look) -> str:
    if look.raised == "superscript":
        return raised(text)
    return lowered(text) if look.raised == "subscript" else text
