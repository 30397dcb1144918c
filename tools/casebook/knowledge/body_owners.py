"""The division that a body belongs to: 余江县 of 中共余江县委."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from casebook import resources
from casebook.knowledge.named_bodies import FoundBody
from casebook.knowledge.office_names import office_at
from casebook.knowledge.regions import FoundPlace, divisions, former_names, lies_in, lineage
from casebook.knowledge.taiwan import TAIWAN

ROW = re.compile("[、和与及](?:以及)?|以及")
"""Between the bodies of a row."""


@resources.cached
def _times() -> Counter[str]:
    return Counter(division.name for division in divisions().values())


def division_name(code: str) -> str:
    """Return the name of a division, with that above it where others have the same name."""
    table = divisions()
    local = table[code]
    above = table[local.parent].name if _times()[local.name] > 1 and local.parent else ""
    return above + local.name


def division_of(level: str, home: str) -> str:
    """Return the division that 市, 省 … is for an article of a region; ``""`` where none is."""
    way = lineage(home) if home != TAIWAN else ()
    if level == "自治区":
        return way[0].code if way and way[0].name.endswith("自治区") else ""
    return next((item.code for item in reversed(way) if item.name.endswith(level)), "")


def whose_body(body: FoundBody) -> str:
    """Return the place that a body of government belongs to, ``""`` where it is none."""
    longest = ""
    if body.kind in ("government", "party"):
        bare = body.name.removeprefix("中共")
        match = re.match("^(?:[一-鿿]{2,12}?(?:省|自治区|市|县|区|州|旗))+", bare)
        longest = match[0] if match else ""
    return longest if longest in _division_names() else ""


@resources.cached
def _division_names() -> frozenset[str]:
    return frozenset(division_name(code) for code in divisions()) | former_names().keys()


def without_mixed(folded: str, bodies: Sequence[FoundBody]) -> tuple[FoundBody, ...]:
    """Leave out 县政府 right after the body of a county that the text names: 余江县委、县政府.

    It is of that county, whatever the article is about, as the rows of
    :mod:`~casebook.knowledge.organisations` have it then.
    """
    kept: list[FoundBody] = []
    end, whose = 0, ""
    for body in bodies:
        level = folded[body.start]
        if body.relative and whose.endswith(level) and ROW.fullmatch(folded, end, body.start):
            end = body.end
            continue
        end, whose = body.end, "" if body.relative else whose_body(body)
        kept.append(body)
    return tuple(kept)


def with_government(bodies: Sequence[FoundBody]) -> tuple[FoundBody, ...]:
    """Make one of the government of Hong Kong or Macao and its department: 香港特區政府|食環署."""
    kept: list[FoundBody] = []
    for body in bodies:
        owner = kept[-1] if kept and kept[-1].end == body.start else None
        if owner and owner.name.endswith("特别行政区政府") and body.kind == "government":
            kept[-1] = replace(body, start=owner.start)
        else:
            kept.append(body)
    return tuple(kept)


SETS_UP = re.compile("(?:设立?|设有|组建|成立|挂牌成立)(?P<level>[县区市州旗])")
"""亭湖区|设|区城市管理局: a place sets up an office of its own."""


def find_set_up(folded: str, places: Sequence[FoundPlace]) -> Iterator[FoundBody]:
    """Find what a place sets up of its own: 亭湖区|设|区城市管理局."""
    for place in places:
        sets = SETS_UP.match(folded, place.end)
        office = office_at(folded, sets.end()) if sets else None
        whose = division_name(place.code)
        if sets and office and sets["level"] == whose[-1]:
            start = sets.start("level")
            yield FoundBody(office.full(whose), office.kind, start, office.end, relative=True)


def without_site(folded: str, body: FoundBody, places: Sequence[FoundPlace]) -> FoundBody:
    """Cut off the place in which a firm lies whose name begins with another: 清河区|湖北….

    A lower division right before one that does not lie in it begins no name of a firm.
    """
    for place, after in itertools.pairwise(places if body.name.endswith("公司") else ()):
        beside = place.end == after.start and not lies_in(after.code, place.code)
        if place.start == body.start and beside:
            name = body.name.removeprefix(folded[place.start : place.end])
            return replace(body, name=name, start=after.start)
    return body
