"""Years that say how old a thing or person is (2000年前建成的小区), or which report is meant."""

from __future__ import annotations

import re

from casebook import resources
from casebook.knowledge.mask import hide

_YEAR = r"(?<!\d)(?:1[89]|20)\d{2}年"
_DAY = r"(?:\d{1,2}月(?:\d{1,2}日)?|[初底末])?"


@resources.cached
def _aged() -> re.Pattern[str]:
    years = resources.toml("years.toml")
    bounds, origin = years["bounds"], years["origin"]
    of_things = f"(?:{_one_of(bounds['before_of'])})的|{_one_of(origin['after'])}"
    return re.compile(
        f"{_YEAR}(?:{_one_of(bounds['after'])})|{_YEAR}{_DAY}(?:{of_things})"
        f"|(?:{_one_of(origin['before'])}){_YEAR}"
        f"|{_YEAR}[一-鿿]{{0,8}}(?:{_one_of(years['reports']['after'])})"
        r"|今年(?:已经?)?\d{1,3}岁"
    )


@resources.cached
def _origins() -> tuple[str, ...]:
    return tuple(resources.toml("years.toml")["origin"]["before"])


def is_of_origin(folded: str, at: int) -> bool:
    """Whether a date is that of the beginning of a thing: 成立于|2014年，面积1.5平方公里."""
    return folded.endswith(_origins(), 0, at)


def _one_of(words: list[str]) -> str:
    return "|".join(map(re.escape, words))


def age_spans(folded: str) -> list[tuple[int, int]]:
    """Return the spans of a folded text, each from a year on, that say how old a thing is."""
    return [match.span() for match in _aged().finditer(folded)]


def without_ages(folded: str) -> str:
    """Hide the years of a folded text that say how old a thing is; offsets stay."""
    return hide(folded, _aged())
