"""``casebook check``: lint the articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from casebook.checks import lint, lint_cleaning
from casebook.cli.common import articles_option, many, print_problems
from casebook.figure_checks import lint_figures
from casebook.library.ids import remember_ids
from casebook.library.line_numbers import places
from casebook.problems import Problem
from casebook.project import Project, Snapshot, load
from casebook.records import Article


@click.command(short_help="Report everything in the articles that wants a person's eye.")
@articles_option
def check(articles: Path) -> None:
    """Report everything in the articles that needs review.

    One line a problem: file:line: CODE message.  The exit status is 1 where
    there is any; `casebook problems` explains the codes.

    Example: casebook check --articles articles
    """
    snapshot = load(Project.of(articles))
    print_problems(remember_ids(articles, snapshot.articles, create=False))
    results = (
        *snapshot.problems,
        *(problem for article in snapshot.articles for problem in _lint(article, snapshot)),
    )
    print_problems(results)
    if results:
        raise click.exceptions.Exit(1)
    click.echo(f"{many(len(snapshot.articles), 'article')}, no problems")


def _lint(article: Article, snapshot: Snapshot) -> Iterator[Problem]:
    folder = snapshot.project.articles
    lines = places(snapshot.texts[article.slug], article)
    yield from lint(article, folder, snapshot.overrides, lines)
    yield from lint_cleaning(article, snapshot.ledger(article), folder)
    yield from lint_figures(article, snapshot.corrections, folder, lines)
