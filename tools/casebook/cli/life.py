"""What the verbs of the life of an article share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from casebook.cli.common import print_problems, printable
from casebook.library.life import Change, carry_out
from casebook.library.lock import FolderError
from casebook.messages import say


def change_articles(articles: Path, make: Callable[[Path], Change]) -> None:
    """Change the folder of articles and say which files changed, or end with status 1."""
    try:
        names = carry_out(articles, make)
    except FolderError as error:
        print_problems((error.problem,))
        raise click.exceptions.Exit(1) from error
    for name in names:
        click.echo(printable((articles / name).as_posix()))
    if names:
        click.echo(say("`casebook undo` takes this back."))
