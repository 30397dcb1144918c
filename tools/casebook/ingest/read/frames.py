"""A frame of a page that holds its article.

SingleFile keeps frames in the attribute ``srcdoc``, Chrome and Edge as further parts of MHTML.
Most frames hold advertising; the one that has more text than all the rest of the page is read
where it stands.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from casebook.ingest.read.decode import decode

_FRAME = re.compile(r"<iframe\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", re.IGNORECASE)
_WITHIN = re.compile(r"\bsrcdoc\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_SOURCE = re.compile(r"\bsrc\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_BODY = re.compile(r"<body\b[^>]*>(.*?)(?:</body\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_TITLE = re.compile(r"<title\b[^>]*>[^<]*[^<\s][^<]*</title\s*>", re.IGNORECASE)
_UNSEEN = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.IGNORECASE | re.DOTALL)
_HAN = re.compile(r"[\u3400-\u9fff]")
_MORE = 2
"""Times the characters of the rest of the page that a frame with its article has."""
_DEEPEST = 3
"""Frames in frames that are read."""
_LEAST = 150
"""Characters of a frame that may be an article."""


def with_frame(markup: str) -> str:
    """Return a page with the frame that holds its article in the place of the frame."""
    if "srcdoc" not in markup:
        return markup
    for frame in _FRAME.finditer(markup):
        held = _first(_WITHIN.search(frame[0]))
        if not held:
            continue
        page = html.unescape(held)
        inside = _weight(page)
        rest = _weight(_FRAME.sub("", markup))
        if inside >= _LEAST and inside > _MORE * rest:
            body = _BODY.search(page)
            made = f"<div>{body[1] if body else page}</div>"
            return f"{_titled(markup[: frame.start()], page)}{made}{markup[frame.end() :]}"
    return markup


def _titled(head: str, page: str) -> str:
    """Give a page the title of its frame, where that has one."""
    own = _TITLE.search(page)
    return _TITLE.sub(lambda _: own[0], head, count=1) if own else head


def with_parts(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return a page of an MHTML file with its frames in it, as SingleFile keeps them.

    :param parts: the other pages of the file, by the addresses that the page has for them.
    """
    if not parts or b"<iframe" not in content.lower():
        return content
    outer = decode(content)
    if outer is None or outer.broken:
        return content
    markup = _filled(outer.text, parts, _DEEPEST)
    return content if markup == outer.text else markup.encode("utf-8-sig")


def _filled(markup: str, parts: Mapping[str, bytes], deep: int) -> str:
    def filled(frame: re.Match[str]) -> str:
        part = parts.get(html.unescape(_first(_SOURCE.search(frame[0]))))
        page = decode(part) if part else None
        if page is None or page.broken:
            return frame[0]
        # A page in a frame may be framed itself; what has most text is read where it stands.
        inner = with_frame(_filled(page.text, parts, deep - 1)) if deep > 1 else page.text
        return f'<iframe srcdoc="{html.escape(inner)}">'

    return _FRAME.sub(filled, markup)


def _first(found: re.Match[str] | None) -> str:
    return next(filter(None, found.groups()), "") if found else ""


def _weight(markup: str) -> int:
    return len(_HAN.findall(_UNSEEN.sub("", markup)))
