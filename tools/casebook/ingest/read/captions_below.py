"""Captions right below the pictures of a page, which no markup calls so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from lxml.html import HtmlElement

from casebook.ingest.headings.themes import theme_of
from casebook.ingest.headings.title import bare
from casebook.ingest.read.dom import DomLine
from casebook.records import Role
from casebook.text.numbering import number_of

_LONGEST = 80
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_NAME = re.compile(r"caption|tuzhu|img-?desc|pic-?desc|pictext", re.IGNORECASE)
_MARK = re.compile(r"^[▲△▼↑↓◆]|^(?:图为|圖為|[（(]?(?:上|下|左|右)?图[:：一二三四1234]?[:：])")
_HEADS = re.compile(r"[关關][于於]|[〔\[]\d{4}[〕\]]")
"""What stands in the title and the number of a document, below the picture of its red line."""
_TYPED = {Role.TEXT, Role.BOLD}


def with_captions(lines: list[DomLine], page_title: str) -> list[DomLine]:
    """Give centred lines right below a picture the role of captions, in place.

    Bold ones only where no bold line of the page that is centred stands elsewhere, and one that
    is not centred stands above: then the headings of the page have another form.  A bold line
    may be the title, below the picture of a site.

    :param page_title: text of ``<title>``.
    """
    named = bare(page_title)
    found: list[DomLine] = []
    bold: list[DomLine] = []
    for before, line in pairwise(lines):
        below = before.role is Role.PICTURE and line.role in _TYPED
        if below and len(line.text) <= _LONGEST and not line.linked:
            other = theme_of(line.text) or number_of(line.text) or _HEADS.search(line.text)
            sentence = line.text.count("。") > 1 or line.text.endswith(("：", ":"))
            if _MARK.search(line.text) and not sentence:
                found.append(line)
            elif not (other or sentence) and _is_centred(line.block):
                if line.role is Role.TEXT:
                    found.append(line)
                elif bare(line.text) not in named:
                    bold.append(line)
    if bold and _are_of_another_form(lines, bold):
        found += bold
    for line in found:
        line.role = Role.CAPTION
    return lines


def _are_of_another_form(lines: Sequence[DomLine], captions: Sequence[DomLine]) -> bool:
    """Whether bold lines are centred below pictures only, and one that is not stands above them."""
    first, known = captions[0], {id(line) for line in captions}
    others = [x for x in lines if x.role is Role.BOLD and id(x) not in known and not x.linked]
    above = [
        x
        for x in lines[: next(at for at, x in enumerate(lines) if x is first)]
        if x.role is Role.BOLD and not x.linked
    ]
    return bool(above) and not any(_is_centred(x.block) for x in others)


def _is_centred(block: HtmlElement) -> bool:
    """Whether the markup of a block, or of what it stands in, says that it is centred."""
    element: HtmlElement | None = block
    for _ in range(2):
        if element is None or not isinstance(element.tag, str) or element.tag == "body":
            return False
        if (
            _CENTRED.search(element.get("style") or "")
            or element.get("align") == "center"
            or element.tag == "center"
            or _NAME.search(element.get("class") or "")
        ):
            return True
        element = element.getparent()
    return False
