"""Which pages need not be cleaned: those without a word of reforms.

Most pages of an archive are such; looking costs little beside cleaning.  Where the look could
be wrong (another kind of file, wrongly decoded text), the page is cleaned.
"""

from __future__ import annotations

import html
import re

from casebook.crawl.score import reform_words
from casebook.ingest.read.archives.member import Member
from casebook.ingest.read.decode import decode, is_binary
from casebook.ingest.read.kinds import Kind, kind_of
from casebook.ingest.read.mojibake import restore
from casebook.ingest.read.origin import is_mhtml
from casebook.ingest.read.package import UnreadableError

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)


def may_be_case(page: Member) -> bool:
    """Whether a page has a word of reforms anywhere, or is of a kind that only reading tells."""
    data = page.data
    try:
        if kind_of(data) is not Kind.TEXT or is_mhtml(data):
            return True
    except UnreadableError:
        return True
    if not data.strip() or is_binary(data):
        return True
    served = _CHARSET.search(page.media_type)
    decoded = decode(data, served[1] if served else "")
    if decoded is None:
        return True
    read, words = decoded.text, reform_words()
    if words.stand_in([read]):
        return True
    repaired = restore(html.unescape(read) if "&#" in read else read)[0]
    return repaired != read and words.stand_in([repaired])
