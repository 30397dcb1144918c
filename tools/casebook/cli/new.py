"""``casebook new``: a knowledge base of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from casebook.cli.common import print_problems
from casebook.messages import current, say
from casebook.output import write_whole
from casebook.problems import Code, Problem
from casebook.records import Script, is_clean_line
from casebook.settings import Settings
from casebook.starter import starter_files


def _check_title(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if not value.strip() or not is_clean_line(value.strip()):
        raise click.BadParameter(say("a title is one line of text"))
    return value.strip()


@click.command(short_help="Make a folder for a new knowledge base.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--title",
    default=Settings().title,
    show_default=True,
    callback=_check_title,
    help="Title of the site and the book, in Traditional or Simplified Chinese.",
)
def new(folder: Path, title: str) -> None:
    """Make a knowledge base that builds: settings, a folder for articles, a page about it.

    FOLDER must be empty or not there yet; otherwise nothing is written, and the
    exit status is 1.

    Example: casebook new my-cases --title 某省改革案例
    """
    name = folder.as_posix()
    try:
        taken = folder.is_symlink() and not folder.exists()
        if taken or (folder.exists() and not folder.is_dir()) or any(_entries(folder)):
            print_problems((Problem(Code.FOLDER_NOT_EMPTY, name),))
            raise click.exceptions.Exit(1)
        script = _script()
        for address, content in starter_files(title, script).items():
            write_whole(folder / address, content)
    except OSError as error:
        file = str(error.filename or name)
        print_problems((Problem(Code.NOT_WRITTEN, file, 0, error.strerror or ""),))
        raise click.exceptions.Exit(1) from error
    click.echo(
        say("A knowledge base is in {folder}; its README.md says how to go on.", folder=name)
    )
    click.echo(
        say("It declares no licence yet; `licence` in its casebook.toml is the line on rights.")
    )


def _script() -> Script:
    """Return the script of the person at the terminal."""
    return Script.HANS if current() == "zh_CN" else Script.HANT


def _entries(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []
