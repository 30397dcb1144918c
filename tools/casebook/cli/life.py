"""What the verbs of the life of an article share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from casebook.cli.common import print_problems, printable
from casebook.library.life import Change, carry_out
from casebook.library.lock import FolderError
from casebook.messages import say


def change_articles(
    articles: Path,
    make: Callable[[Path], Change],
    sentence: Callable[[Change], str] | None = None,
    *,
    nothing: str = "",
) -> None:
    """Change the folder of articles and say what happened, or end with status 1.

    :param sentence: returns what to say of what was done; the files that changed stand below.
    :param nothing: what to say where no file changed.
    """
    try:
        made, names = carry_out(articles, make)
    except FolderError as error:
        print_problems((error.problem,))
        raise click.exceptions.Exit(1) from error
    if sentence and names:
        click.echo(printable(sentence(made)))
    if nothing and not names:
        click.echo(nothing)
    for name in names:
        click.echo(printable((articles / name).as_posix()))
    if names:
        click.echo(say("`casebook undo` takes this back."))


def page_of(slug: str) -> str:
    """Return the address of a case in the folder of an edition."""
    return f"cases/{slug}.html"
