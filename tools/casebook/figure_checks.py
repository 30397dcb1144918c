"""What `casebook check` says of the figures of an article: their sources, and their series."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from casebook.knowledge.corrections import Corrections
from casebook.knowledge.indicators import find_indicators
from casebook.knowledge.links import corrected
from casebook.knowledge.passages import passages
from casebook.knowledge.series import doubtful_series
from casebook.problems import Code, Problem
from casebook.records import Article, Case, Indicator, Kind, Paragraph, Table, walk

_SHOWN = 3
"""Figures of a paragraph that a problem names."""


def lint_figures(
    article: Article, corrections: Corrections, folder: Path, lines: Mapping[str, int]
) -> Iterator[Problem]:
    """Yield what a person should look at.

    :param corrections: a person's word on indicators and series.
    :param folder: of the article, to be named in problems.
    :param lines: the line of each address in the file of the article.
    """
    file = (folder / f"{article.slug}.md").as_posix()
    yield from _lint_numbers(article, file, lines)
    indicators = _indicators(article, corrections)
    yield from _lint_sources(article, indicators, file, lines)
    for series in doubtful_series(Case(article, indicators=indicators), corrections.series):
        first = series.points[0].indicator
        shown = "、".join(f"{point.date}: {point.indicator.printed}" for point in series.points)
        detail = f"{series.label}, unit `{first.unit}` ({shown})"
        yield Problem(Code.SERIES_IN_DOUBT, file, lines[first.paragraph], detail)


def _indicators(article: Article, corrections: Corrections) -> tuple[Indicator, ...]:
    changes = tuple(change for change in corrections.indicator if change.case == article.slug)
    results = (item for passage in passages(article) for item in find_indicators(passage))
    return corrected(results, changes, article.script)


def _lint_numbers(article: Article, file: str, lines: Mapping[str, int]) -> Iterator[Problem]:
    """Report numbers that the list of sources does not have."""
    for placed in walk(article):
        if isinstance(placed.content, Paragraph | Table):
            wrong = [item for item in placed.content.sources if item > len(article.sources)]
            if wrong:
                detail = f"[{wrong[0]}] of {len(article.sources)}"
                yield Problem(Code.SOURCE_NUMBER, file, lines[placed.id], detail)


def _lint_sources(
    article: Article, indicators: tuple[Indicator, ...], file: str, lines: Mapping[str, int]
) -> Iterator[Problem]:
    """Report paragraphs of a digest of several sources whose figures come from none of them."""
    if article.kind is not Kind.DIGEST or len(article.sources) < 2:
        return
    figures: dict[str, list[str]] = {}
    for indicator in indicators:
        figures.setdefault(indicator.paragraph, []).append(indicator.text)
    for placed in walk(article):
        block = placed.content
        if placed.id in figures and isinstance(block, Paragraph | Table) and not block.sources:
            shown = "、".join(figures[placed.id][:_SHOWN])
            yield Problem(Code.FIGURE_WITHOUT_SOURCE, file, lines[placed.id], shown)
