"""What a search can be narrowed to.

A facet is a table ``{"key", "names", "sets", "of"}``: ``names`` in the edition,
``sets`` the distinct sets of names (as their numbers) that cases have, parted by
spaces, and ``of`` the set of each case.  Numbers are in the codes of postings.
"""

from __future__ import annotations

from collections.abc import Sequence

from casebook.search.postings import code
from casebook.search.records import SearchCase


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
        "sets": " ".join("".join(code(numbers[name]) for name in each) for each in sets),
        "of": "".join(code(places[each]) for each in values),
    }
