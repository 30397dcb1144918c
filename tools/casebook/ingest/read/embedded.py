"""Pictures that stand in a page itself, as SingleFile keeps them: ``data:`` addresses (RFC 2397).

They become parts with an address each, as in MHTML.  Small ones are placeholders of pictures
that were not shown yet, and ornaments; what a script would put in the place of one is elsewhere.
"""

from __future__ import annotations

import base64
import binascii
import re

from casebook.ingest.read.pictures import SavedPicture, attachment

_IMAGE = re.compile(r"<img\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", re.IGNORECASE)
_SOURCE = re.compile(
    r"(?<![\w-])src\s*=\s*([\"']?)data:image/[\w.+-]+;base64,([A-Za-z0-9+/=\s%]+?)\1(?=[\s>/])",
    re.IGNORECASE,
)
_LATER = re.compile(r"\sdata-[\w-]*(?:src|original|lazy)[\w-]*\s*=", re.IGNORECASE)
_SAVED = re.compile(r"<!--\s*Page saved with SingleFile", re.IGNORECASE)
_EMBEDDED = ";base64,"
_HEAD = 4096
_LEAST = 2_000
"""Bytes of a picture; a placeholder of one point has some 50, one of a grey box some 500."""


def without_embedded(markup: str) -> tuple[str, dict[str, SavedPicture]]:
    """Take the pictures out of a page.

    :returns: the page, in which each has an address, and the pictures by these.
    """
    if _EMBEDDED not in markup:
        return markup, {}
    held: dict[str, SavedPicture] = {}
    saved = bool(_SAVED.search(markup[:_HEAD]))

    def named(image: re.Match[str]) -> str:
        source = _SOURCE.search(image[0]) if _EMBEDDED in image[0] else None
        if not source or (_LATER.search(image[0]) and not saved):
            return image[0]
        try:
            content = base64.b64decode(source[2])
        except (binascii.Error, ValueError):
            return image[0]
        address = f"cid:picture-{len(held) + 1}"
        picture = attachment(address, content) if len(content) >= _LEAST else None
        if not picture:
            return image[0]
        held[address] = picture
        return f'{image[0][: source.start()]}src="{address}"{image[0][source.end() :]}'

    return _IMAGE.sub(named, markup), held
