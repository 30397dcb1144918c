"""``casebook merge``: two articles of the same case become one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from casebook.cli.common import articles_option, day_option
from casebook.cli.life import change_articles, page_of
from casebook.cli.names import Slug
from casebook.library import parts
from casebook.messages import say


@click.command(short_help="Make two articles of the same text one.")
@click.argument("slug", type=Slug())
@click.argument("other", type=Slug())
@click.option("--drop", is_flag=True, help="Let text go that only the other article has.")
@day_option
@articles_option
def merge(slug: str, other: str, drop: bool, day: dt.date, articles: Path) -> None:
    """Make SLUG and OTHER one article: the text of SLUG, the sources of both.

    The address of OTHER leads on, each paragraph to the same text.  Where OTHER has
    text that SLUG does not have, that is reported, nothing is done, and the exit
    status is 1; --drop lets it go.

    Example: casebook merge anji-bamboo anji-zhuan-zai
    """
    change_articles(
        articles,
        lambda folder: parts.merge(folder, slug, other, day, drop=drop),
        lambda made: say(
            "“{other}” is part of “{title}” now, which has its sources. Its address {former} leads "
            "to {page}, and that of each paragraph to the same text.",
            other=made.title(other),
            title=made.title(slug),
            former=page_of(other),
            page=page_of(slug),
        ),
    )
