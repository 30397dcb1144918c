"""``casebook tidy``: the files of a knowledge base in today's form."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import click

from casebook.cli.common import articles_option, is_bad, print_problems, printable
from casebook.library.tidy import tidy_folder, tidy_texts
from casebook.messages import say
from casebook.project import Project


@click.command(short_help="Bring the files of the articles into canonical form.")
@articles_option
def tidy(articles: Path) -> None:
    """Bring article files into the form that Casebook writes, and ledgers to today's version.

    Says which lines of which file changed; what an article says stays the same.
    Each article and its ledger are written as one.  Settings, pages and data files in
    another encoding are saved as UTF-8.  A file that is broken, or
    that a newer version of Casebook wrote, is reported and left as it is, and
    the exit status is 1.

    Example: casebook tidy --articles articles
    """
    bad, changed, upgraded = False, 0, 0
    texts = tidy_texts(Project.of(articles).texts())
    for item in chain(texts, tidy_folder(articles)):
        print_problems(item.problems)
        bad = bad or is_bad(item.problems)
        changed += bool(item.slug and item.changed)
        upgraded += bool(item.upgraded)
        if item.slug and (item.changed or item.upgraded):
            ledger = " (ledger of version {version} upgraded)" if item.upgraded else ""
            note = say(ledger, version=item.upgraded) if ledger else ""
            click.echo(f"{(articles / item.slug).as_posix()}.md{note}")
        for line in item.changed:
            click.echo(f"  {printable(line)}")
    click.echo(
        say(
            "Articles changed: {articles}; ledgers upgraded: {ledgers}",
            articles=changed,
            ledgers=upgraded,
        )
    )
    if bad:
        raise click.exceptions.Exit(1)
