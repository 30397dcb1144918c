"""Markup inside a line that means something, as characters: exponents, indices."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from casebook.ingest.read.hiding import is_hidden, skipped

_RAISED = dict(zip("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", strict=True))
_LOWERED = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))
_MINUS = str.maketrans("−－＋０１２３４５６７８９", "--+0123456789")
_DROPPED = frozenset(["del", "s", "strike", "rt", "rp", "rtc"])
"""Elements whose text is not that of the line: struck out, or a reading above it."""
_SET_OFF = frozenset(["p", "div", "li", "br", "ul", "ol", "tr", "td", "section", "h3", "h4", "h5"])


def raised(text: str) -> str:
    """Return what stands raised as characters of that form: 10⁵, m²; other text as it is."""
    return _mapped(text, _RAISED)


def lowered(text: str) -> str:
    """Return what stands lowered as characters of that form: CO₂; other text as it is."""
    return _mapped(text, _LOWERED)


def _mapped(text: str, table: dict[str, str]) -> str:
    plain = text.strip().translate(_MINUS)
    if not re.search(r"\d|n", plain) or any(char not in table for char in plain):
        return text
    return "".join(table[char] for char in plain)


def shown_text(element: HtmlElement) -> str:
    """Text of a cell as one line: parts on lines of their own are set off by a space."""
    return "".join(_pieces(element))


def _pieces(element: HtmlElement) -> Iterator[str]:
    unseen = 0
    form: list[str] = []
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        tag = inner.tag
        if not isinstance(tag, str):
            continue
        starts, whole = event == "start", inner is element
        if not whole and (tag in skipped() or tag in _DROPPED or is_hidden(inner)):
            unseen += 1 if starts else -1
        if tag in {"sup", "sub"}:
            form = [*form, tag] if starts else form[:-1]
        if tag in _SET_OFF and not whole:
            yield " "
        text = inner.text if starts else None if whole else inner.tail
        if text and not unseen:
            yield _formed(text, form)


def _formed(text: str, form: list[str]) -> str:
    if not form:
        return text
    return raised(text) if form[-1] == "sup" else lowered(text)
