"""Years that say how old a thing is (2000年前建成的小区), not when a case took place."""

from __future__ import annotations

import re

from casebook import resources

_YEAR = r"(?<!\d)(?:1[89]|20)\d{2}年"
_DAY = r"(?:\d{1,2}月(?:\d{1,2}日)?|[初底末])?"


@resources.cached
def _aged() -> re.Pattern[str]:
    bounds, origin = (resources.toml("years.toml")[key] for key in ("bounds", "origin"))
    after = f"{_one_of(bounds['after'])}|(?:{_one_of(bounds['before_of'])})的"
    return re.compile(
        f"{_YEAR}(?:{after})|{_YEAR}{_DAY}(?:{_one_of(origin['after'])})"
        f"|(?:{_one_of(origin['before'])}){_YEAR}"
    )


def _one_of(words: list[str]) -> str:
    return "|".join(map(re.escape, words))


def without_ages(folded: str) -> str:
    """Return a folded text without the years that say how old a thing is."""
    return _aged().sub("", folded)
