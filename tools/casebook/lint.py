"""What `casebook check` reports of an article that can be built."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from casebook.annotate.fields import field_by_name
from casebook.annotate.regions import lineage
from casebook.model import Article, Theme
from casebook.problems import Code, Problem
from casebook.script.articles import check_script
from casebook.script.exceptions import Exceptions


def lint(article: Article, folder: Path, exceptions: Exceptions) -> Iterator[Problem]:
    """Yield what a person should look at; pure but for the path that is named."""
    file = (folder / f"{article.slug}.md").as_posix()
    yield from _lint_facts(article, file)
    yield from _lint_sources(article, file)
    yield from check_script(article, exceptions, file)
    for key in article.suggested:
        yield Problem(Code.STILL_SUGGESTED, file, 0, f"`{key}`")
    for section in article.sections:
        if section.theme is Theme.BODY:
            shown = f"`{section.heading}`" if section.heading else "It stands before the first ##."
            yield Problem(Code.NO_THEME_HEADINGS, file, 0, shown)


def _lint_facts(article: Article, file: str) -> Iterator[Problem]:
    if not article.field:
        yield Problem(Code.FIELD_MISSING, file)
    elif not field_by_name(article.field):
        yield Problem(Code.FIELD_UNKNOWN, file, 0, f"`{article.field}`")
    if not article.region:
        yield Problem(Code.REGION_MISSING, file)
    elif article.region.code and not lineage(article.region.code):
        yield Problem(Code.REGION_CODE_UNKNOWN, file, 0, f"`{article.region.code}`")
    if not article.years:
        yield Problem(Code.YEARS_MISSING, file)


def _lint_sources(article: Article, file: str) -> Iterator[Problem]:
    if not article.sources:
        yield Problem(Code.SOURCE_MISSING, file)
    for source in article.sources:
        if source.url and not source.url.lower().startswith(("http://", "https://")):
            yield Problem(Code.URL_UNSAFE, file, 0, f"`{source.url}`")
