"""``casebook split``: a part of an article becomes an article of its own."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from casebook.cli.common import articles_option, day_option
from casebook.cli.life import change_articles, page_of
from casebook.cli.names import Slug
from casebook.knowledge.suggest import suggest
from casebook.library import parts
from casebook.messages import say


@click.command(short_help="Make the rest of an article another article.")
@click.argument("slug", type=Slug())
@click.argument("paragraph")
@click.argument("new", type=Slug())
@click.option(
    "--title",
    default="",
    help="Of the new article. Default: the heading that it begins with.",
)
@day_option
@articles_option
def split(slug: str, paragraph: str, new: str, title: str, day: dt.date, articles: Path) -> None:
    """Make what begins at PARAGRAPH of SLUG the article NEW.

    PARAGRAPH is the address of a section or a paragraph: what stands after # in its
    link, as measures-2 or measures-p7.  The links to what moves lead on.  Both have
    the sources of the page.  An address that is not there is reported, nothing
    is done, and the exit status is 1.

    Example: casebook split two-counties measures-2 second-county
    """
    change_articles(
        articles,
        lambda folder: parts.split(folder, slug, paragraph, new, title.strip(), day, suggest),
        lambda made: say(
            "What begins at {paragraph} is the article “{title}” now, at {page}. The rest stays "
            "at {former}, whose record leads old links on to what moved.",
            paragraph=paragraph,
            title=made.title(new),
            page=page_of(new),
            former=page_of(slug),
        ),
    )
