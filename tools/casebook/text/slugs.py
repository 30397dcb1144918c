"""Stable ASCII slugs of Chinese names, by pinyin."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable

from pypinyin import lazy_pinyin

_LONGEST = 60
"""Characters of a slug before its hash: a path stays readable and within any file system."""


def slugs(names: Iterable[str]) -> dict[str, str]:
    """Give each (folded) name a slug of ``[a-z0-9-]``.

    A slug follows from its name alone, but for homophones: all names that
    would share one get a short hash of the name behind it.
    """
    plain = {name: _pinyin(name) for name in names}
    shared = Counter(plain.values())
    return {
        name: slug if shared[slug] == 1 and not _is_cut(slug) else f"{_cut(slug)}-{_hash(name)}"
        for name, slug in plain.items()
    }


def _pinyin(name: str) -> str:
    syllables = lazy_pinyin(name, errors="default")
    return re.sub(r"[^a-z0-9]+", "-", "-".join(syllables).lower()).strip("-") or "x"


def _is_cut(slug: str) -> bool:
    return len(slug) > _LONGEST or slug == "x"


def _cut(slug: str) -> str:
    return slug if len(slug) <= _LONGEST else slug[:_LONGEST].rpartition("-")[0]


def _hash(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:6]
