"""``casebook rename``: an article gets another address, and the former one leads on."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from casebook.cli.common import articles_option, day_option
from casebook.cli.life import change_articles, page_of
from casebook.cli.names import Slug
from casebook.library import life
from casebook.messages import say


@click.command(short_help="Give an article another address; the former one leads on.")
@click.argument("slug", type=Slug())
@click.argument("new", type=Slug())
@day_option
@articles_option
def rename(slug: str, new: str, day: dt.date, articles: Path) -> None:
    """Give the article SLUG the name NEW: a-z, 0-9 and single hyphens.

    Its ledger, ids, pictures and what people decided on it go with it.  Its former
    address leads on, with every paragraph, from a folder as on a server.  A name
    that is taken is reported, nothing is done, and the exit status is 1.

    Example: casebook rename gai-ge-an-li anji-bamboo
    """
    change_articles(
        articles,
        lambda folder: life.rename(folder, slug, new, day),
        lambda made: say(
            "“{title}” is at {page} now. Its former address {former} leads there, and so does "
            "that of each paragraph.",
            title=made.title(new),
            page=page_of(new),
            former=page_of(slug),
        ),
        nothing=say("{slug} is its name already; nothing was changed.", slug=slug),
    )
