"""Names in the order in which readers of an edition look them up, by ICU.

The orders are CLDR's: strokes or zhuyin for Traditional, pinyin for Simplified.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

import icu

from casebook.records import Edition

ORDERS = {"stroke": "zh-Hant-u-co-stroke", "zhuyin": "zh-Hant-u-co-zhuyin"}
"""The settings of the Traditional edition, as BCP 47 tags."""
_PINYIN = "zh-Hans-u-co-pinyin"
# Before the first letter and after the last ICU has one group each without a name.
_NAMELESS = "…"

T = TypeVar("T")


def grouped(
    entries: Iterable[T], name: Callable[[T], str], edition: Edition, order: str, other: str
) -> list[tuple[str, list[T]]]:
    """Sort entries by name and group them under headings (``3劃``, ``ㄍ``, ``G``).

    :param order: a key of :data:`ORDERS`; only the Traditional edition asks.
    :param other: the heading of names that begin with no such letter.
    :returns: the groups that have entries, in their order.
    """
    tag = ORDERS[order] if edition is Edition.TRADITIONAL else _PINYIN
    locale = icu.Locale.forLanguageTag(tag)
    collator = icu.Collator.createInstance(locale)
    index = icu.AlphabeticIndex(locale)
    for entry in sorted(entries, key=lambda one: (collator.getSortKey(name(one)), name(one))):
        index.addRecord(name(entry), entry)
    groups: list[tuple[str, list[T]]] = []
    for label, _ in index:
        found: list[T] = []
        while index.nextRecord():
            found.append(index.recordData)
        if found:
            groups.append((other if label == _NAMELESS else label, found))
    return groups
