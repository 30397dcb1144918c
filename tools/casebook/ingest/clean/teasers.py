"""What stands below the line of editors of a saved text: links, buttons, teasers of other news."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.ingest.clean.edges import OF_TEXT, PLAIN, is_foreign_to, is_saved_text, running_pairs
from casebook.ingest.clean.edges import stays as may_be_text
from casebook.ingest.clean.running import is_sentence
from casebook.ingest.clean.step import Lines
from casebook.ingest.facts.labels import is_labelled
from casebook.ingest.facts.masthead import is_masthead_line
from casebook.ingest.facts.names import is_name
from casebook.ingest.headings.themes import theme_of
from casebook.ingest.lexicon import is_furniture, is_listed
from casebook.text.dates import find_day

_SHORT = 20
"""Characters of a link or a button."""
_TEASER = re.compile("[\u3400-\u9fff]{3,12}[:：][^。；:：]{4,30}")
"""The title of other news behind its place or speaker: 青河库区：柑橘红了."""
_REACHED = re.compile("[联聯][系絡络繫]|地址|[电電][话話邮郵]|[邮郵]|[热熱][线線]|[传傳]真")
"""What a label speaks of that says how somebody is reached."""
_GAP = re.compile("[\\s、，,]+")
_LINKS = ("tails", "related")


def below_editors(lines: Lines, editors: int) -> Iterator[int]:
    """Find short lines below the line of editors that ends saved text.

    A heading of links stays: what takes it out knows what stands below it.
    """
    if not is_saved_text(lines):
        return
    tail = range(editors + 1, len(lines))
    free = [at for at in tail if lines[at].role in PLAIN and not _is_known(lines[at].text)]
    formed = [at for at in free if _TEASER.fullmatch(lines[at].text)]
    pairs = running_pairs(lines[:editors]) if formed else frozenset()
    goes_on = any(is_sentence(x.text) and not is_foreign_to(x.text, pairs) for x in lines[editors:])
    for at in free:
        text = lines[at].text
        short = len(text) <= _SHORT and not may_be_text(text)
        teaser = not goes_on and at in formed and _is_teaser(text, pairs)
        if short or teaser:
            yield at


def _is_known(text: str) -> bool:
    """Whether a line is furniture, or heads links, by its words."""
    return is_furniture(text) or any(is_listed(key, text) for key in _LINKS)


def _is_teaser(text: str, pairs: frozenset[str]) -> bool:
    """Whether a line of that form is foreign to the text and no label with its value."""
    label, value = re.split("[:：]", text, maxsplit=1)
    if is_labelled(text) or is_masthead_line(text) or _REACHED.search(label):
        return False
    if all(map(is_name, _GAP.split(value.strip()))) or theme_of(label):
        return False
    return not (OF_TEXT.match(text) or find_day(text)) and is_foreign_to(text, pairs)
