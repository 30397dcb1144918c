"""``casebook publish``: what lies beside the pages of a built site."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import click

from casebook.cli.casebook import load_casebook, load_exceptions
from casebook.cli.common import articles_option
from casebook.files import write_whole
from casebook.model import Edition, Script
from casebook.script import to_edition
from casebook.search import build_index
from casebook.store import load_articles
from casebook.write.data import data_files
from casebook.write.figure_data import FIGURE_SCRIPT, figure_script
from casebook.write.search_cases import search_cases, search_themes


@click.command(short_help="Put search, data files and the entrance page beside a built site.")
@click.argument("site", type=click.Path(path_type=Path, file_okay=False))
@articles_option
def publish(site: Path, articles: Path) -> None:
    """Put the search index, the data files and the entrance page into a built site.

    SITE is the folder that holds both editions.  Broken articles are left out,
    as `casebook convert` tells.

    Example: casebook publish build/html
    """
    loaded, _ = load_articles(articles)
    casebook, _ = load_casebook(loaded, articles)
    exceptions, _ = load_exceptions(articles)
    for edition in Edition:

        def convert(text: str, script: Script, edition: Edition = edition) -> str:
            return to_edition(text, edition, script=script)

        beside = data_files(casebook, convert)
        beside[FIGURE_SCRIPT] = figure_script(casebook, convert)
        for name, content in beside.items():
            write_whole(site / edition.folder / "data" / name, content)
    build_index(search_cases(casebook, exceptions), site / "search", search_themes())
    entrance = files("casebook").joinpath("ext/entrance.html").read_bytes()
    write_whole(site / "index.html", entrance)
