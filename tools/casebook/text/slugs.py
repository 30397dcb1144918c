"""ASCII slugs of Chinese titles and names, in pinyin.

The slug of an article is the pinyin of its title, and is remembered by its file name: where
two sound the same, the store gives the second a number.  The slug of a term, a policy or a
body follows from its name alone, so that no other name can change it.  Pinyin is not enough
for that (三權分置 and 三圈分治 sound the same, and long titles are cut), so a hash follows it.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from collections import Counter
from collections.abc import Iterable

from casebook.text.simplified import to_simplified

MAX_SLUG = 60
"""Characters of the pinyin in a slug: a path stays readable and within any file system."""
_HASH = 8
"""Characters of the hash, of five bits each: among 1,000 names that share their pinyin, two
share their hash once in two million such collections."""


def title_slug(title: str) -> str:
    """Make the slug of a title.

    Pinyin without tones, syllables joined by hyphens, cut at a whole syllable to at most
    :data:`MAX_SLUG` characters.  Both scripts of one title give one slug.  A title without
    any word gives ``case``.
    """
    # Only here, as below: what knows the slugs already need not load all readings.
    from pypinyin.seg.simpleseg import seg  # noqa: PLC0415

    words = [word for part in seg(to_simplified(title)) for word in _syllables(part)]
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:MAX_SLUG]
        if len(longer) > MAX_SLUG:
            break
        slug = longer
    return slug or "case"


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
        if shared[slug] == 1 and len(slug) <= MAX_SLUG and slug != "x"
        else f"{_cut(slug)}-{hashlib.sha256(name.encode()).hexdigest()[:6]}"
        for name, slug in plain.items()
    }


def _pinyin(name: str) -> str:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - as above

    syllables = lazy_pinyin(name, errors="default")
    return re.sub(r"[^a-z0-9]+", "-", "-".join(syllables).lower()).strip("-") or "x"


def _cut(slug: str) -> str:
    if len(slug) <= MAX_SLUG:
        return slug
    return slug[:MAX_SLUG].rpartition("-")[0] or slug[:MAX_SLUG]


@functools.lru_cache(maxsize=1 << 14)
def _syllables(word: str) -> tuple[str, ...]:
    """Spell one word of a title; titles of one subject share most of their words."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - as above

    spelled = lazy_pinyin([word], style=Style.NORMAL, errors=_latin)
    return tuple(
        syllable for part in spelled for syllable in re.findall(r"[a-z0-9]+", part.lower())
    )


def _latin(text: str) -> str:
    return re.sub(r"[^\x00-\x7f]", " ", text)
