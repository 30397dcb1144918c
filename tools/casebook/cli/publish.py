"""``casebook publish``: what lies beside the pages of a built site."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import click

from casebook.cli.casebook import load_casebook
from casebook.cli.common import articles_option
from casebook.files import write_whole
from casebook.model import Edition, Script
from casebook.script import to_edition
from casebook.store import load_articles
from casebook.write.data import data_files


@click.command(short_help="Put data files and the entrance page beside a built site.")
@click.argument("site", type=click.Path(path_type=Path, file_okay=False))
@articles_option
def publish(site: Path, articles: Path) -> None:
    """Put the data files of each edition and the entrance page into a built site.

    SITE is the folder that holds both editions.  Broken articles are left out,
    as `casebook convert` tells.

    Example: casebook publish build/html
    """
    loaded, _ = load_articles(articles)
    casebook, _ = load_casebook(loaded, articles)
    for edition in Edition:

        def convert(text: str, script: Script, edition: Edition = edition) -> str:
            return to_edition(text, edition, script=script)

        for name, content in data_files(casebook, convert).items():
            write_whole(site / edition.folder / "data" / name, content)
    entrance = files("casebook").joinpath("ext/entrance.html").read_bytes()
    write_whole(site / "index.html", entrance)
