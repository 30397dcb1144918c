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
    item = place.choice
    shown = item.before if item.before == item.after else f"{item.before}→{item.after}"
    could = f"or {' '.join(item.alternatives)}; " if item.alternatives else ""
    decided = item.rule or "no word decides"
    return f"{place.slug}#{place.id}: {item.left}[{shown}]{item.right} ({could}{decided})"
