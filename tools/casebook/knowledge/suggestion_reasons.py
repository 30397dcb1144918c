"""Why a value was suggested: the words of the article that it comes from.

What was suggested is suggested again from the article as it stands.  Where that gives another
value (the text was corrected meanwhile), nothing is said: a reason must be that of the value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from casebook import resources
from casebook.knowledge.fields import field_by_name, field_words
from casebook.knowledge.passages import passages
from casebook.knowledge.suggest import named_in, suggest
from casebook.knowledge.suggested_level import level_words
from casebook.knowledge.suggested_region import region_words
from casebook.knowledge.suggested_years import year_words
from casebook.records import Article, Level

_SHOWN = 4
"""Words that are named for one value."""


@resources.one_text()
def suggestion_reasons(article: Article) -> Mapping[str, tuple[str, ...]]:
    """Return the words that each value comes from which is only suggested, by its key.

    :returns: at most four words a key (``field``, ``region``, ``level``, ``years``), as they
        stand in the title or the text; a key without words is left out.
    """
    keys = [key for key in _EMPTY if key in article.suggested]
    if not keys:
        return {}
    again = suggest(replace(article, **{key: _EMPTY[key] for key in keys}))
    texts = tuple(passages(article))
    title, running = named_in(article), "\n".join(text.text for text in texts)
    result: dict[str, tuple[str, ...]] = {}
    for key in keys:
        if getattr(again, key) != getattr(article, key):
            continue
        match key:
            case "field" if field := field_by_name(article.field):
                result[key] = field_words(article, field)
            case "region" if article.region:
                result[key] = region_words(title, running, article.region.code)
            case "level" if article.level:
                result[key] = _of_level(article, article.level, title, running)
            case "years":
                result[key] = year_words(
                    texts, article.years, of_nation=again.level is Level.NATION
                )
    return {key: words[:_SHOWN] for key, words in result.items() if words}


_EMPTY: Mapping[str, Any] = {"field": "", "region": None, "level": None, "years": ""}


def _of_level(article: Article, level: Level, title: str, text: str) -> tuple[str, ...]:
    """Return the words of a level: those of the region that has it, else its own (我县, 全国)."""
    of_region = article.region and level not in (Level.NATION, Level.TOWNSHIP)
    words = region_words(title, text, article.region.code) if article.region and of_region else ()
    return words or level_words(title, text, level)
