"""``casebook withdraw``: an article is taken out of everything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import click

from casebook.cli.common import articles_option, day_option
from casebook.cli.life import change_articles, page_of
from casebook.cli.names import Slug
from casebook.library import life
from casebook.library.life import Change
from casebook.messages import say


@click.command(short_help="Take an article out of everything, and remember it.")
@click.argument("slug", type=Slug())
@click.option("--reason", default="", help="Shown on the page that stands in its place.")
@click.option("--restore", is_flag=True, help="Bring an article back that was withdrawn.")
@day_option
@articles_option
def withdraw(slug: str, reason: str, restore: bool, day: dt.date, articles: Path) -> None:
    """Take the article SLUG out of everything, and remember it.

    The next build has it nowhere: not in the site, the book, the search or the
    data.  A page at its address says that it was withdrawn, when and why, and
    `casebook add` does not take it in again.  Its text moves to withdrawn/ and its
    line to withdrawn.tsv, both beside the articles.  An unknown article is
    reported, nothing is done, and the exit status is 1.

    Example: casebook withdraw some-case --reason 應發布者要求
    """
    if restore:
        change_articles(articles, lambda folder: life.restore(folder, slug, day), _restored(slug))
        return
    change_articles(
        articles,
        lambda folder: life.withdraw(folder, slug, reason.strip(), day),
        _withdrawn(slug),
    )


def _withdrawn(slug: str) -> Callable[[Change], str]:
    return lambda made: say(
        "“{title}” is withdrawn. From the next build on it is nowhere but at {page}, where a page "
        "says that it was withdrawn. `casebook withdraw --restore {slug}` brings it back.",
        title=made.title(slug),
        page=page_of(slug),
        slug=slug,
    )


def _restored(slug: str) -> Callable[[Change], str]:
    return lambda made: say(
        "“{title}” is back. From the next build on it is at {page} again.",
        title=made.title(slug),
        page=page_of(slug),
    )
