"""``casebook undo``: the last change of articles is taken back."""

from __future__ import annotations

from pathlib import Path

import click

from casebook.cli.common import articles_option, print_problems, printable
from casebook.library.life import take_back
from casebook.library.lock import FolderError
from casebook.messages import say


@click.command(short_help="Take back the last change of the articles.")
@articles_option
def undo(articles: Path) -> None:
    """Take back what withdraw, rename, merge, join, split, confirm, reread or edit did last.

    Each run goes one change further back, up to twenty.  Where one of the files was
    written since, that is reported, nothing is done, and the exit status is 1.

    Example: casebook undo
    """
    try:
        what, names = take_back(articles)
    except FolderError as error:
        print_problems((error.problem,))
        raise click.exceptions.Exit(1) from error
    if not what:
        click.echo(say("There is nothing to take back."))
        return
    click.echo(say("Taken back: casebook {command}", command=printable(what)))
    for name in names:
        click.echo(printable((articles / name).as_posix()))
