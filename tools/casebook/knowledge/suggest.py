"""What a page does not say is suggested from its text, and marked as suggested."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from casebook.knowledge.ages import without_ages
from casebook.knowledge.fields import field_name, suggest_field
from casebook.knowledge.figure_dates import Calendar
from casebook.knowledge.passages import Passage, passages
from casebook.knowledge.suggested_level import Scope, scope, suggest_level
from casebook.knowledge.suggested_region import suggest_region
from casebook.records import Article, Level, Script, Theme
from casebook.text.editions import standard
from casebook.text.fold import fold
from casebook.text.printer import Printer

_OLDEST = 60
"""An article covers at most so many years before it was published."""


def suggest(article: Article) -> Article:
    """Fill in field, region, level and years where they are empty.

    :returns: the article with ``suggested`` naming every key that was filled.
    """
    added: list[str] = []
    texts = tuple(passages(article))
    running = "\n".join(text.text for text in texts)
    if not article.field and (field := suggest_field(article)):
        article = replace(article, field=field_name(field, article.script))
        added.append("field")
    named = _named_in(article)
    reach = Scope.PLACE if article.region else scope(named, running)
    about_place = not article.region and reach is Scope.PLACE
    if about_place and (region := suggest_region(named, running)):
        print_ = Printer(standard(article.script)).text
        article = replace(article, region=replace(region, name=print_(region.name, Script.HANS)))
        added.append("region")
    if not article.level:
        code = article.region.code if article.region else ""
        level = Level.NATION if reach is Scope.NATION else None
        if reach is Scope.PLACE:
            level = suggest_level(named, running, code)
        if level:
            article = replace(article, level=level)
            added.append("level")
    if not article.years and (years := suggest_years(texts)):
        article = replace(article, years=years)
        added.append("years")
    new = tuple(key for key in added if key not in article.suggested)
    return replace(article, suggested=article.suggested + new)


def _named_in(article: Article) -> str:
    """Return the title with a subtitle that names whose case it is (——某县改革典型经验)."""
    example = re.search("[为為]例", article.subtitle)
    return article.title if example else f"{article.title} {article.subtitle}".strip()


def suggest_years(texts: tuple[Passage, ...]) -> str:
    """Return the first and last year in measures and results (``2014-2022``).

    An article without these themes is read whole.  Dates of reports do not count, nor years
    after its publication, which are aims.

    :returns: ``""`` where no year is said.
    """
    themes = (Theme.MEASURES, Theme.RESULTS)
    relevant = [text for text in texts if text.theme in themes] or list(texts)
    years = sorted(set(_years(relevant)))
    if not years:
        return ""
    return str(years[0]) if years[0] == years[-1] else f"{years[0]}-{years[-1]}"


def _years(texts: list[Passage]) -> Iterator[int]:
    for text in texts:
        last = int(text.published[:4]) if text.published else None
        for iso in Calendar(without_ages(fold(text.text)), text.published).said():
            for part in iso.split("/"):
                year = int(part[:4]) if part[:1].isdigit() else None
                if year and (last is None or last - _OLDEST <= year <= last):
                    yield year
