"""``casebook join``: articles that are the pages of one text become one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from casebook.cli.common import articles_option, day_option
from casebook.cli.life import change_articles, page_of
from casebook.cli.names import Slug
from casebook.library import parts
from casebook.messages import listed, say


@click.command(short_help="Make articles that are the pages of one text one article.")
@click.argument("slug", type=Slug())
@click.argument("others", nargs=-1, type=Slug(), required=True)
@day_option
@articles_option
def join(slug: str, others: tuple[str, ...], day: dt.date, articles: Path) -> None:
    """Put the texts of OTHERS, in this order, after that of SLUG.

    Their ledgers and pictures go with them, and their addresses lead on, each
    paragraph to the same text.  `casebook add` knows the pages afterwards.  An unknown
    article is reported, nothing is done, and the exit status is 1.

    Example: casebook join kunshan kunshan-2 kunshan-3
    """
    change_articles(
        articles,
        lambda folder: parts.join(folder, slug, others, day),
        lambda made: say(
            "The pages are one article now, “{title}”. Their addresses ({former}) lead to {page}, "
            "and that of each paragraph to the same text.",
            title=made.title(slug),
            former=listed(map(page_of, others)),
            page=page_of(slug),
        ),
    )
