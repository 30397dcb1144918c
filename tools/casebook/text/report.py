"""The proofreading report: rows for a table, lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from casebook.text.article_scripts import PlacedChoice
from casebook.text.proofread import is_open

HEAD = ("PlacedChoice", "Context", "Printed", "Instead of", "Could be", "Decided by")


def ordered(places: Iterable[PlacedChoice]) -> tuple[PlacedChoice, ...]:
    """Return places that no word decided first; otherwise in the order given."""
    return tuple(sorted(places, key=lambda place: not is_open(place.choice)))


def row(place: PlacedChoice) -> tuple[str, str, str, str, str, str]:
    """Return one place as the cells that :data:`HEAD` names, plain text all of them."""
    one = place.choice
    return (
        f"{place.slug}#{place.id}",
        f"{one.left}[{one.before}]{one.right}",
        one.after,
        one.before,
        " ".join(one.alternatives),
        one.rule or "no word",
    )


def lines(places: Iterable[PlacedChoice]) -> tuple[str, ...]:
    """Return one line a place: ``slug#id: left[余→餘]right (or 余; 餘)``."""
    return tuple(_line(place) for place in ordered(places))


def _line(place: PlacedChoice) -> str:
    one = place.choice
    shown = one.before if one.before == one.after else f"{one.before}→{one.after}"
    could = f"or {' '.join(one.alternatives)}; " if one.alternatives else ""
    decided = one.rule or "no word decides"
    return f"{place.slug}#{place.id}: {one.left}[{shown}]{one.right} ({could}{decided})"
