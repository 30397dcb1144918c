"""Find bodies (offices, party committees, courts, schools, firms) in a text.

A body is known from the table, or is the name of a place followed by a core
(财政, 卫生健康) and an ending (局, 委员会) of ``data/organisations.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from casebook import resources
from casebook.knowledge.lexicon import Lexicon
from casebook.knowledge.regions import find_places
from casebook.knowledge.tagging import is_name
from casebook.text.fold import fold

_FREE_CORE = r"[一-鿿]{0,8}?"
"""What may stand between a place and 大学, 医院, 公司: a name of its own."""


@dataclass(frozen=True, slots=True)
class FoundBody:
    """A body named in a text: folded canonical name, kind, span."""

    name: str
    kind: str
    start: int
    end: int


@resources.cached
def _known() -> dict[str, tuple[str, str]]:
    """Every name of a known body to its canonical name and kind."""
    known = {}
    for body in resources.toml("organisations.toml")["known"]:
        for name in (body["name"], *body.get("aliases", ())):
            known[fold(name)] = (fold(body["name"]), body["kind"])
    return known


@resources.cached
def _lexicon() -> Lexicon:
    return Lexicon(_known())


@resources.cached
def _local() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return a pattern for each kind, to match right behind the name of a place."""
    patterns = []
    for kind in resources.toml("organisations.toml")["kind"]:
        endings = _alternatives(kind["endings"])
        free = kind["core"] == ["*"]
        core = _FREE_CORE if free else f"(?:{_alternatives(kind['core'])}){{0,2}}"
        patterns.append((kind["key"], re.compile(f"{core}(?:{endings})")))
    return tuple(patterns)


@resources.cached
def _listed(name: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in resources.toml("organisations.toml")["words"][name])


def _alternatives(words: list[str]) -> str:
    return "|".join(sorted({re.escape(fold(w)) for w in words}, key=lambda w: (-len(w), w)))


def find_bodies(text: str, home: str = "") -> tuple[FoundBody, ...]:
    """Every body that a text names, in order, without overlap (the longest counts).

    :param home: the code of the article's region, for names of counties.
    """
    folded = fold(text)
    found = []
    for start, end in _lexicon().find(folded):
        name, kind = _known()[folded[start:end]]
        found.append(FoundBody(name, kind, start, end))
    places = find_places(text, home)
    for number, place in enumerate(places):
        first = number
        while first and places[first - 1].end == places[first].start:
            first -= 1
        start = places[first].start
        if folded[:start].endswith("中共"):
            start -= 2
        if body := _local_body(folded, start, place.end):
            found.append(body)
    return _longest(found)


def _local_body(folded: str, start: int, place_end: int) -> FoundBody | None:
    best: FoundBody | None = None
    for kind, pattern in _local():
        match = pattern.match(folded, place_end)
        if not match or (best and match.end() <= best.end):
            continue
        core = folded[place_end : match.end()]
        if core.startswith(_listed("generic")) or folded.startswith(
            _listed("goes_on"), match.end()
        ):
            continue
        if is_name(folded, place_end, match.end()):
            best = FoundBody(folded[start : match.end()], kind, start, match.end())
    return best


def _longest(found: list[FoundBody]) -> tuple[FoundBody, ...]:
    kept: list[FoundBody] = []
    for body in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(body.end <= other.start or other.end <= body.start for other in kept):
            kept.append(body)
    return tuple(sorted(kept, key=lambda one: one.start))
