"""The provinces as tiles that stand as they lie on a map."""

from __future__ import annotations

from typing import NamedTuple

from casebook import resources
from casebook.pages import myst
from casebook.pages.catalogue import Catalogue
from casebook.records import Script

LEGEND = (
    "{.note}\n方格裡的數字是當地的案例數，不含跨地區的；著色而沒有數字的，只有跨地區的案例，"
    "或者案例只提到當地；其餘的還沒有案例提到。"
)


class Tile(NamedTuple):
    """The short name of a province, and where its tile stands, from 1."""

    name: str
    column: int
    row: int


def tiles(catalogue: Catalogue) -> str:
    """Return all provinces as tiles; those that cases tell of or name lead to their pages."""
    provinces = {place.code: place for place in catalogue.casebook.places if not place.parent}
    if not provinces:
        return "還沒有地區。"
    lines = []
    for code, tile in province_tiles().items():
        marks = f".hans .tile .c{tile.column} .r{tile.row}"
        place = provinces.get(code)
        if place is None:
            lines.append(f"[{tile.name}]{{{marks} .none}}")
            continue
        label = f"{tile.name} {len(place.cases)}" if place.cases else tile.name
        named = "" if place.cases else " .named"
        lines.append(f"[{label}](/regions/{code}.md){{{marks}{named}}}")
    return "{.tiles}\n" + "\n".join(lines)


def names_of(codes: frozenset[str]) -> str:
    """Return the short names of provinces, in the order of their codes."""
    known = province_tiles()
    return "、".join(
        myst.span(known[code].name, Script.HANS) for code in sorted(codes) if code in known
    )


@resources.cached
def province_tiles() -> dict[str, Tile]:
    """Return the tile of each province by its code, in the order in which they are read."""
    rows = (
        (code, Tile(name, int(column), int(row)))
        for code, name, column, row in resources.rows("tiles.tsv")
    )
    return dict(sorted(rows, key=lambda entry: (entry[1].row, entry[1].column)))
