"""Whether an article breaks off: a page of a list, a preview, or the first of several pages.

What such an article would say further on is not known; that it says too little for a case is
no verdict.
"""

from __future__ import annotations

import re

from casebook.ingest.read.cut import WHOLE
from casebook.records import Article, Paragraph, walk

_OPEN = re.compile(r"(?:…+|\.{3,}|\[…\]|[,，、])\s*$")
"""What a preview ends with, however short its last paragraph is."""
_SHORT = 25
"""Characters below which a last paragraph may be a signature or a caption."""


def breaks_off(article: Article) -> bool:
    """Whether the last text of an article ends within a sentence.

    An article that ends with a table, a picture or a heading says nothing about that.
    """
    last = None
    for placed in walk(article):
        last = placed.content
    if not isinstance(last, Paragraph):
        return False
    text = last.text.rstrip()
    if _OPEN.search(text):
        return True
    return len(text) >= _SHORT and not WHOLE.search(text)
