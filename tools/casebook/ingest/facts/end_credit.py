"""Who wrote a text and took its pictures, right behind its last sentence: …。（周海明 李 文）.

Two signs are asked for: it is the last that stands on the line, behind a stop, and it holds nothing
but names with a post, a label, a space or a workplace before them.  A single name in brackets
without any could be whoever was quoted last.
"""

from __future__ import annotations

import re
from itertools import pairwise

from casebook.ingest.facts.lead import read_alone
from casebook.ingest.facts.masthead import EMPTY, Masthead, read_line
from casebook.ingest.facts.people import close_up, is_name
from casebook.ingest.facts.posts import without_workplace
from casebook.ingest.facts.publisher import is_publisher

_HAN = "\u3400-\u9fff"
_TAIL = re.compile(
    r"(?<=[。！？!?…”」』])\s*(?:[（(【\[](?P<inner>[^（）()【】\[\]。！？!?“”]{2,60})[）)】\]]"
    rf"|(?P<bare>(?=[{_HAN}])[^（）()【】\[\]。！？!?“”，,；;]{{4,60}}?))\s*[|｜丨]?\s*$"
)
"""What stands behind the last sentence: in brackets or not, with a bar behind it."""
_SLASHED = re.compile(rf"[{_HAN}]{{1,4}}\s?[/／|｜丨]\s?[{_HAN}]")
"""A label with a bar behind it: 图/周海."""
_POSTED = re.compile("[记記]者|通[讯訊][员員]|[摄攝]影|[实實][习習]生")
_BETWEEN = re.compile(r"[\s　、]+")
_SPACED = re.compile(rf"[{_HAN}][ 　][{_HAN}]")
"""A name of two characters that a page spaces out."""


def read_end_credit(text: str) -> tuple[int, Masthead] | None:
    """Read the credit at the end of a paragraph.

    :returns: where it begins in ``text``, and what it says; ``None`` where no credit stands there.
    """
    match = _TAIL.search(text)
    if not match:
        return None
    text = match["inner"] or match["bare"]
    labelled = re.search("[:：]", text)
    said = _bracketed(text) if match["inner"] or labelled else _posted(text)
    return None if said.is_empty else (match.start(), said)


def _bracketed(text: str) -> Masthead:
    """Read what a bracket says: posts and names, labels and names, or names alone."""
    closed = close_up(text.strip())
    if re.search("[:：]", closed):
        return _labelled(closed)
    if _SLASHED.match(closed) and not (said := _labelled(closed)).is_empty:
        return said
    posted = _posted(closed)
    if not posted.is_empty:
        return posted
    people = without_workplace(closed, is_name)
    names = tuple(_BETWEEN.split(people))
    if closed.endswith(("摄", "攝")):
        return EMPTY  # Who took the pictures is read apart, and stays.
    told = len(names) > 1 or people != closed or _SPACED.fullmatch(text.strip())
    return Masthead(authors=names) if told and all(map(is_name, names)) else EMPTY


def _labelled(closed: str) -> Masthead:
    said, left = read_line(closed)
    people = (*said.authors, *said.editors, *said.photographers)
    own = not said.publisher or is_publisher(said.publisher)
    # Words with nothing between them may be a sentence: 记者：周海和李文都来了.
    glued = any(a + b in closed for a, b in pairwise(people))
    sure = own and people and not left and not glued
    return said if sure and all(map(is_name, people)) else EMPTY


def _posted(text: str) -> Masthead:
    return read_alone(text.strip()) if _POSTED.search(text) else EMPTY
