"""Which pages need not be cleaned: those without a word of reforms that do not read like a case.

Most pages of an archive are such; looking costs little beside cleaning.  A page is looked at
twice: its source before it is read, where another kind of file or wrongly decoded text is read
all the same, and what reading took for its text before that is cleaned: the words of many pages
stand in their menus alone.  Accounts in plain words pass for the words of a place and of then and
now at first, and for what all of their words say at the second time.
"""

from __future__ import annotations

import html
import re

from casebook.crawl.score import glance_words, has_reform, words_say
from casebook.ingest.clean.outside import TAKEN
from casebook.ingest.read.archives.member import Member
from casebook.ingest.read.decode import decode, is_binary
from casebook.ingest.read.kinds import Kind, kind_of
from casebook.ingest.read.mojibake import restore
from casebook.ingest.read.origin import is_mhtml
from casebook.ingest.read.package import UnreadableError
from casebook.ingest.read.page import Page
from casebook.text.fold import fold

_SAID = 0.06
"""How much the words of a page without a word of reforms say for a case at least: 0.9 of the
logarithm of the odds (before these are taken at 0.7).  At 0 eleven of 60 made pages of others were
cleaned for it, in place of four; of 44 real ones none was at either."""
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)


def may_be_case(page: Member) -> bool:
    """Whether a page has a word of reforms or two plain ones, or only reading tells."""
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
    read, words = decoded.text, glance_words()
    if words.stand_in([read]):
        return True
    repaired = restore(html.unescape(read) if "&#" in read else read)[0]
    return repaired != read and words.stand_in([repaired])


def text_may_be_case(page: Page) -> bool:
    """Whether a page that was read has a word of reforms, or its words speak for a case.

    Words are looked for across lines and blanks, too: cleaning puts together what a page tears
    apart.
    """
    texts = (page.facts.title, *(line.text for line in page.lines if line.role not in TAKEN))
    folded = [fold("".join("".join(texts).split()))]
    return has_reform(folded) or words_say(folded) >= _SAID
