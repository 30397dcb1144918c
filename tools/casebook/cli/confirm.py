"""``casebook confirm``: what was suggested is right."""

from __future__ import annotations

from pathlib import Path

import click

from casebook.cli.common import articles_option
from casebook.cli.life import change_articles
from casebook.cli.names import Slug
from casebook.library.confirm import confirm as confirmed
from casebook.messages import say

KEYS = ("field", "region", "level", "years", "slug")


@click.command(short_help="Confirm the values that were suggested for articles.")
@click.argument("slugs", nargs=-1, type=Slug(), required=True)
@click.option(
    "--key",
    "keys",
    multiple=True,
    type=click.Choice(KEYS),
    help="Confirm this one only; may be given several times. Default: all.",
)
@articles_option
def confirm(slugs: tuple[str, ...], keys: tuple[str, ...], articles: Path) -> None:
    """Say that the values suggested for the articles SLUGS are right.

    They are no longer marked as suggested, in the file and on the pages.  A value
    that is wrong is corrected in the article file.  An unknown article is
    reported, nothing is done, and the exit status is 1.

    Example: casebook confirm anji-bamboo wuping-lin-quan --key region
    """
    change_articles(
        articles,
        lambda folder: confirmed(folder, slugs, frozenset(keys)),
        nothing=say("None of this is marked as suggested; nothing was changed."),
    )
