"""``casebook check``: lint the articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from casebook.checks import lint
from casebook.cli.common import articles_option, many, tell
from casebook.library import load_articles
from casebook.library.line_numbers import places
from casebook.problems import Problem
from casebook.project import Project, load_overrides
from casebook.records import Article
from casebook.text.overrides import Overrides


@click.command(short_help="Report everything in the articles that wants a person's eye.")
@articles_option
def check(articles: Path) -> None:
    """Report everything in the articles that wants a person's eye.

    One line a problem: file:line: CODE message.  The exit status is 1 where
    there is any; `casebook problems` explains the codes.

    Example: casebook check --articles articles
    """
    loaded, problems = load_articles(articles)
    overrides, wrong = load_overrides(Project.of(articles))
    problems += wrong
    found = (
        *problems,
        *(problem for one in loaded for problem in _lint(one, articles, overrides)),
    )
    tell(found)
    if found:
        raise click.exceptions.Exit(1)
    click.echo(f"{many(len(loaded), 'article')}, no problems")


def _lint(article: Article, folder: Path, overrides: Overrides) -> Iterator[Problem]:
    text = (folder / f"{article.slug}.md").read_bytes().decode("utf-8")
    return lint(article, folder, overrides, places(text, article))
