"""ASCII slugs of Chinese names: pinyin for the reader, a hash for uniqueness.

A slug follows from its name alone, so no other name can change it.  Pinyin is not
enough for that: 三權分置 and 三圈分治 sound the same, and long titles are cut.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable

from pypinyin import lazy_pinyin

_LONGEST = 60
"""Characters of the pinyin in a slug: a path stays readable and within any file system."""
_HASH = 8
"""Characters of the hash, of five bits each: among 1,000 names that share their pinyin, two
share their hash once in two million such collections."""


def slugs(names: Iterable[str]) -> dict[str, str]:
    """Give each (folded) name its slug; see :func:`name_slug`."""
    return {name: name_slug(name) for name in names}


def name_slug(name: str) -> str:
    """Return the slug of a (folded) name: ``san-quan-fen-zhi-`` and eight of ``[a-z2-7]``.

    The pinyin is cut at a whole syllable to at most 60 characters; a name that has none is
    ``x``.
    """
    digest = hashlib.sha256(name.encode()).digest()
    return f"{_cut(_pinyin(name))}-{base64.b32encode(digest).decode().lower()[:_HASH]}"


def former_slugs(names: Iterable[str]) -> dict[str, str]:
    """Return the slugs that names had in knowledge bases made until November 2026.

    They were the pinyin alone; only names that shared it, or whose pinyin was cut, had a hash
    at the end.  Needed to write the redirects of such a knowledge base.
    """
    plain = {name: _pinyin(name) for name in names}
    shared = Counter(plain.values())
    return {
        name: slug
        if shared[slug] == 1 and len(slug) <= _LONGEST and slug != "x"
        else f"{_cut(slug)}-{hashlib.sha256(name.encode()).hexdigest()[:6]}"
        for name, slug in plain.items()
    }


def _pinyin(name: str) -> str:
    syllables = lazy_pinyin(name, errors="default")
    return re.sub(r"[^a-z0-9]+", "-", "-".join(syllables).lower()).strip("-") or "x"


def _cut(slug: str) -> str:
    if len(slug) <= _LONGEST:
        return slug
    return slug[:_LONGEST].rpartition("-")[0] or slug[:_LONGEST]
