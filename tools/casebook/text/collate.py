"""Names in the order in which readers of an edition look them up, by ICU.

The orders are CLDR's: strokes or zhuyin for Traditional, pinyin for Simplified.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

import icu

from casebook.records import Edition, Script


def order_of(edition: Edition, order: str) -> str:
    """Return the BCP 47 tag of the order of an index.

    :param order: ``stroke`` or ``zhuyin``; only editions in Traditional script ask.
    """
    if edition.script is Script.HANS:
        return edition.collation
    return re.sub(r"(?<=-co-)\w+", order, edition.collation)


# Before the first letter and after the last ICU has one group each without a name.
_NAMELESS = "…"

T = TypeVar("T")


def grouped(
    entries: Iterable[T], name: Callable[[T], str], tag: str, other: str
) -> list[tuple[str, list[T]]]:
    """Sort entries by name and group them under headings (``3畫``, ``ㄍ``, ``G``).

    :param tag: BCP 47 tag of the order (:attr:`casebook.records.Edition.collation`).
    :param other: the heading of names that begin with no such letter.
    :returns: the groups that have entries, in their order.
    """
    locale = icu.Locale.forLanguageTag(tag)
    collator = icu.Collator.createInstance(locale)
    index = icu.AlphabeticIndex(locale)
    for entry in sorted(entries, key=lambda item: (collator.getSortKey(name(item)), name(item))):
        index.addRecord(name(entry), entry)
    groups: list[tuple[str, list[T]]] = []
    for label, _ in index:
        results: list[T] = []
        while index.nextRecord():
            results.append(index.recordData)
        if results:
            # CLDR counts strokes by 劃, which is to divide; a stroke is 畫.
            heading = other if label == _NAMELESS else label.replace("劃", "畫")
            groups.append((heading, results))
    return groups
