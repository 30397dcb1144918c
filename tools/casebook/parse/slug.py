"""A title becomes a slug: its pinyin in ASCII."""

from __future__ import annotations

import re

from pypinyin import Style, lazy_pinyin

from casebook.clean.scripts import to_simplified

MAX_SLUG = 60
_WORD = re.compile(r"[a-z0-9]+")


def slug_of(title: str) -> str:
    """Make the slug of a title.

    Pinyin without tones, syllables joined by hyphens, cut at a whole syllable
    to at most :data:`MAX_SLUG` characters.  Both scripts of one title give one
    slug.  A title without any word gives ``case``.
    """
    syllables = lazy_pinyin(to_simplified(title), style=Style.NORMAL, errors=_latin)
    words = [word for part in syllables for word in _WORD.findall(part.lower())]
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:MAX_SLUG]
        if len(longer) > MAX_SLUG:
            break
        slug = longer
    return slug or "case"


def _latin(text: str) -> str:
    return re.sub(r"[^\x00-\x7f]", " ", text)
