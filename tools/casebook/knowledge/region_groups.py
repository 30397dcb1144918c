"""Regions that are several divisions: groups of provinces (长三角, 京津冀), and places in a row.

Such a region has no code of GB/T 2260.  The groups and their words are in ``data/places.toml``.
"""

from __future__ import annotations

import re

from casebook import resources
from casebook.knowledge.place_finder import codes_like, find_places
from casebook.knowledge.regions import lies_in, lineage
from casebook.records import Article
from casebook.text.fold import fold

_BETWEEN = re.compile(r"[、，,；;/／\s和与及-]*")
_LEAST = 2


def divisions_of(name: str) -> tuple[str, ...]:
    """Return the codes of the divisions that the name of a region means, where it is several.

    :param name: as a person writes it, in either script.
    :returns: codes in the order of the table or of the name; empty for one division, or a name
        that is not known.
    """
    folded = fold(name).strip()
    return _group(folded) or _in_a_row(folded)


def divisions_shared(article: Article) -> tuple[str, ...]:
    """Return the codes of the divisions of an article whose region is several, else none."""
    region = article.region
    return divisions_of(region.name) if region and not lineage(region.code) else ()


def _group(folded: str) -> tuple[str, ...]:
    groups = _groups()
    named = next((item for item in groups if _is_named(folded, item)), "")
    if named:
        return groups[named]
    short = _abbreviations()
    size = next((at for at, char in enumerate(folded) if char not in short), len(folded))
    known = size >= _LEAST and not codes_like(folded) and _is_named(folded, folded[:size])
    return tuple(dict.fromkeys(short[char] for char in folded[:size])) if known else ()


def _is_named(folded: str, group: str) -> bool:
    """Whether a name is that of a group, with nothing behind it but words for such regions."""
    words = "|".join(map(re.escape, map(fold, resources.toml("places.toml")["group_words"])))
    return folded.startswith(group) and bool(re.fullmatch(f"(?:{words})*", folded[len(group) :]))


@resources.cached
def _groups() -> dict[str, tuple[str, ...]]:
    """Return the codes of each group by its folded name, the longest names first."""
    table = resources.toml("places.toml")["groups"]
    names = sorted(table, key=len, reverse=True)
    return {fold(name): tuple(table[name]) for name in names}


@resources.cached
def _abbreviations() -> dict[str, str]:
    pairs = re.findall(r"(\D)(\d{6})", resources.toml("places.toml")["abbreviations"])
    return {fold(char): code for char, code in pairs}


def _in_a_row(folded: str) -> tuple[str, ...]:
    """Return the divisions of a name that consists of several (江苏省苏州市、浙江省嘉兴市)."""
    places = find_places(folded)
    at, between = 0, []
    for place in places:
        between.append(folded[at : place.start])
        at = place.end
    if not all(map(_BETWEEN.fullmatch, [*between, folded[at:]])):
        return ()
    codes = dict.fromkeys(place.code for place in places)
    lowest = [code for code in codes if not any(lies_in(other, code) for other in codes)]
    return tuple(lowest) if len(lowest) >= _LEAST else ()
