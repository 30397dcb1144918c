"""Formulas of Word (OMML, ECMA-376 part 1, 22.1) on one line.

What stands above or below a line is written as in the linear format of Word: ``a/b``, ``a^(b+c)``,
or with raised and lowered characters where there are such.
"""

from __future__ import annotations

from lxml import etree

from casebook.ingest.read.inline import lowered, raised
from casebook.ingest.read.word.xml import attr, child, children, tag, value

_BOUND = {"f": "/", "sSup": "^", "sSub": "_"}
_PARTS = {"f": ("num", "den"), "sSup": ("e", "sup"), "sSub": ("e", "sub")}


def linear(element: etree._Element | None) -> str:
    """Write a formula, or a part of one, on one line."""
    if element is None:
        return ""
    name = tag(element)
    if name == "t":
        return element.text or ""
    if name in _PARTS:
        left, right = (linear(child(element, part)) for part in _PARTS[name])
        return _joined(name, left, right)
    if name == "rad":
        return f"{raised(linear(child(element, 'deg')))}√{_held(linear(child(element, 'e')))}"
    if name in _MORE:
        return _MORE[name](element)
    return "".join(map(linear, element))


def _bounded(element: etree._Element) -> str:
    """Write a sign with bounds below and above: a sum, or what has two indices."""
    base, sum_ = linear(child(element, "e")), tag(element) == "nary"
    head = (value(element, "naryPr", "chr") or "∫") if sum_ else base
    for name, part in (("sSub", "sub"), ("sSup", "sup")):
        said = linear(child(element, part))
        head = _joined(name, head, said) if said else head
    return f"{head}{base}" if sum_ else head


def _bracketed(element: etree._Element) -> str:
    begin, end = (child(element, "dPr", part) for part in ("begChr", "endChr"))
    first = "(" if begin is None else attr(begin, "val")
    last = ")" if end is None else attr(end, "val")
    parts = map(linear, children(element, "e"))
    return f"{first}{(value(element, 'dPr', 'sepChr') or '|').join(parts)}{last}"


_MORE = {"sSubSup": _bounded, "nary": _bounded, "d": _bracketed}


def _joined(name: str, left: str, right: str) -> str:
    if name != "f":
        shifted = raised(right) if name == "sSup" else lowered(right)
        if shifted != right:
            return f"{left}{shifted}"
        return f"{left}{_BOUND[name]}{_held(right)}"
    return f"{_held(left)}/{_held(right)}"


def _held(text: str) -> str:
    """Return a part in brackets, if it is more than a word or a number."""
    return text if text.replace(".", "").isalnum() else f"({text})"
