"""The provinces as tiles that stand as they lie on a map."""

from __future__ import annotations

from typing import NamedTuple

from casebook import resources
from casebook.pages.catalogue import Catalogue
from casebook.records import Place

LEGEND = "{.note}\n方格裡的數字是當地的案例數；沒有數字的方格，案例只提到當地。"


def tiles(catalogue: Catalogue) -> str:
    """Return the provinces as tiles that stand as they lie on a map."""
    provinces = [place for place in catalogue.casebook.places if not place.parent]
    shown = [(place, _tiles()[place.code]) for place in provinces]
    if not shown:
        return "還沒有地區。"
    left = min(tile.column for _, tile in shown) - 1
    top = min(tile.row for _, tile in shown) - 1
    return "{.tiles}\n" + "\n".join(
        _tile(place, tile.name, tile.column - left, tile.row - top) for place, tile in shown
    )


def _tile(place: Place, name: str, column: int, row: int) -> str:
    label = f"{name} {len(place.cases)}" if place.cases else name
    named = "" if place.cases else " .named"
    return f"[{label}](/regions/{place.code}.md){{.hans .tile .c{column} .r{row}{named}}}"


class _Tile(NamedTuple):
    name: str
    column: int
    row: int


@resources.cached
def _tiles() -> dict[str, _Tile]:
    return {
        code: _Tile(name, int(column), int(row))
        for code, name, column, row in resources.rows("tiles.tsv")
    }
