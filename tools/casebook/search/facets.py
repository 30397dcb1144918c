"""What a search can be narrowed to, and what is suggested while typing.

A facet is a table ``{"key", "names", "sets", "of"}``: ``names`` in the edition,
``sets`` the distinct sets of names (as their numbers) that cases have, and
``of`` the set of each case.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from casebook.search.records import EntryKind, SearchCase

#: What is suggested besides titles, in this order.
_SUGGESTED = (EntryKind.TERM, EntryKind.POLICY, EntryKind.PLACE)


def facets(cases: Sequence[SearchCase], edition: str) -> list[dict[str, object]]:
    """Field, region, year and source of every case, in the words of one edition."""
    return [
        _facet("field", [(c.field[edition],) if c.field else () for c in cases]),
        _facet("region", [tuple(region[edition] for region in c.regions) for c in cases]),
        _facet("year", [_years(case.years) for case in cases]),
        _facet("source", [tuple(source[edition] for source in c.sources) for c in cases]),
    ]


def _years(years: tuple[int, int] | None) -> tuple[str, ...]:
    return tuple(str(year) for year in range(years[0], years[1] + 1)) if years else ()


def _facet(key: str, values: Sequence[tuple[str, ...]]) -> dict[str, object]:
    names = sorted({name for each in values for name in each})
    numbers = {name: number for number, name in enumerate(names)}
    sets = list(dict.fromkeys(values))
    places = {each: place for place, each in enumerate(sets)}
    return {
        "key": key,
        "names": names,
        "sets": [[numbers[name] for name in each] for each in sets],
        "of": [places[each] for each in values],
    }


def suggestions(cases: Sequence[SearchCase], edition: str) -> dict[str, list[str]]:
    """Titles in the order of the cases; terms, policies and places, the most used first."""
    result: dict[str, list[str]] = {"title": [case.title[edition] for case in cases]}
    for kind in _SUGGESTED:
        count = Counter(
            name
            for case in cases
            for name in sorted({e.text[edition] for e in case.all_entries if e.kind is kind})
        )
        if kind is EntryKind.PLACE:
            count.update(region[edition] for case in cases for region in case.regions)
        result[kind.value] = sorted(count, key=lambda name: (-count[name], name))
    return result
