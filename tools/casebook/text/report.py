"""The proofreading report: lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from casebook.text.article_scripts import PlacedChoice
from casebook.text.proofread import is_open


def ordered(places: Iterable[PlacedChoice]) -> tuple[PlacedChoice, ...]:
    """Return places that no word decided first; otherwise in the order given."""
    return tuple(sorted(places, key=lambda place: not is_open(place.choice)))


def lines(places: Iterable[PlacedChoice]) -> tuple[str, ...]:
    """Return one line a place: ``slug#id: left[余→餘]right (or 余; 餘)``."""
    return tuple(_line(place) for place in ordered(places))


def _line(place: PlacedChoice) -> str:
    one = place.choice
    shown = one.before if one.before == one.after else f"{one.before}→{one.after}"
    could = f"or {' '.join(one.alternatives)}; " if one.alternatives else ""
    decided = one.rule or "no word decides"
    return f"{place.slug}#{place.id}: {one.left}[{shown}]{one.right} ({could}{decided})"
