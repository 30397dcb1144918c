r"""The text of a post that stands in a script only, until a program of the page shows it.

WeChat prints posts of plain text and of pictures so: ``content_noencode: JsDecode('…\x0a…')``
in the data of the page, and an element for the text with nothing in it.  Two signs are asked
for: the data, and that the element shows hardly anything.
"""

from __future__ import annotations

import html
import re
from itertools import accumulate

from lxml import etree
from lxml.html import HtmlElement, fragments_fromstring

from casebook.ingest.read.hiding import visible

_ELEMENT = "js_content"
_KEYS = ("content_noencode", "contentNoEncode", "text_page_info")
_VALUE = re.compile(
    r"\b(?:content_noencode|contentNoEncode|text_page_info\s*:\s*\{\s*content)\s*:\s*"
    r"(?:JsDecode\(\s*)?(?:'((?:[^'\\\n]|\\.)*)'|\"((?:[^\"\\\n]|\\.)*)\")"
)
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_LETTERS = {"n": "\n", "r": "", "t": " ", "b": "", "f": "", "v": " "}
_TAGS = re.compile(r"<(?:p|section|div|br)\b", re.IGNORECASE)
_SHOWN = 30
"""Characters that the element may show and still be empty: the name of the account."""
_LEAST = 20
"""Characters of such a text."""
_TWICE = 2
"""Times that WeChat escapes it: once for the script, once for its own function."""


def show_scripted_text(root: HtmlElement, markup: str) -> str:
    """Put the text of a post that only a script holds beside the element that is to show it.

    :param root: the tree of the page; it is changed.
    :param markup: what it was parsed from.
    :returns: the text, ``""`` where the page shows its own or holds none.
    """
    if not any(key in markup for key in _KEYS):
        return ""
    element = root.get_element_by_id(_ELEMENT, None)
    held = element if element is not None else root.find("body")
    if held is None or _shows_text(held):
        return ""
    values = (_decoded(match[1] or match[2] or "") for match in _VALUE.finditer(markup))
    text = max(values, key=len, default="")
    if len(text) < _LEAST:
        return ""
    box = etree.Element("div")
    box.extend(_parts(text))
    # Beside the element: what it does show is the account and no text.
    held.append(box) if element is None else element.addnext(box)
    return text


def _shows_text(element: HtmlElement) -> bool:
    """Whether an element shows more than a name; no more of it is read than shows that."""
    shown = accumulate(len("".join(piece.split())) for piece in visible(element))
    return any(length > _SHOWN for length in shown)


def _decoded(value: str) -> str:
    for _ in range(_TWICE):
        if "\\" not in value:
            break
        value = _ESCAPE.sub(_char, value)
    return html.unescape(value).strip()


def _char(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _LETTERS.get(match[3], match[3])


def _parts(text: str) -> list[HtmlElement]:
    """Make elements of a text: of its markup, or of its lines."""
    if not _TAGS.search(text):
        text = "".join(f"<p>{line}</p>" for line in text.split("\n") if line.strip())
    try:
        made = fragments_fromstring(text, no_leading_text=True)
    except (etree.ParserError, etree.XMLSyntaxError):
        return []
    return [part for part in made if isinstance(part, HtmlElement)]
