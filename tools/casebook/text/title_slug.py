"""A title becomes a slug: its pinyin in ASCII."""

from __future__ import annotations

import functools
import re

from pypinyin import Style, lazy_pinyin
from pypinyin.seg.simpleseg import seg

from casebook.text.simplified import to_simplified

MAX_SLUG = 60
_WORD = re.compile(r"[a-z0-9]+")


def slug_of(title: str) -> str:
    """Make the slug of a title.

    Pinyin without tones, syllables joined by hyphens, cut at a whole syllable
    to at most :data:`MAX_SLUG` characters.  Both scripts of one title give one
    slug.  A title without any word gives ``case``.
    """
    words = [word for part in seg(to_simplified(title)) for word in _syllables(part)]
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:MAX_SLUG]
        if len(longer) > MAX_SLUG:
            break
        slug = longer
    return slug or "case"


@functools.lru_cache(maxsize=1 << 14)
def _syllables(word: str) -> tuple[str, ...]:
    """Spell one word of a title; titles of one subject share most of their words."""
    spelled = lazy_pinyin([word], style=Style.NORMAL, errors=_latin)
    return tuple(result for part in spelled for result in _WORD.findall(part.lower()))


def _latin(text: str) -> str:
    return re.sub(r"[^\x00-\x7f]", " ", text)
