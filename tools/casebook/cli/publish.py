"""``casebook publish``: what lies beside the pages of a built site."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import click

from casebook.cli.common import articles_option, config_option, load_snapshot
from casebook.exports.citations import case_citations, collected_citations, reference
from casebook.exports.comparison import compare_files
from casebook.exports.data import data_files
from casebook.exports.indicator_data import FIGURE_SCRIPT, figure_script
from casebook.exports.search_records import search_cases, search_themes
from casebook.output import write_whole
from casebook.search import build_index


@click.command(short_help="Put search, data files and the entrance page beside a built site.")
@click.argument("site", type=click.Path(path_type=Path, file_okay=False, exists=True))
@articles_option
@config_option
def publish(site: Path, articles: Path, config_file: Path) -> None:
    """Put the search index, the data, the citations and the entrance page into a built site.

    SITE is the folder that holds the editions.  Broken articles are left out,
    as `casebook convert` tells.

    Example: casebook publish build/html
    """
    snapshot = load_snapshot(articles, config_file)
    casebook, settings = snapshot.casebook, snapshot.settings
    for printer in snapshot.printers:
        cited = [
            reference(article, settings.title, printer, settings.base_url)
            for article in snapshot.articles
        ]
        others = [one for one in snapshot.printers if one is not printer]
        folders = {
            "data": data_files(casebook, printer)
            | {FIGURE_SCRIPT: figure_script(casebook, printer)}
            | collected_citations(cited),
            "cite": case_citations(cited),
            "compare": compare_files(casebook, printer, others),
        }
        for folder, contents in folders.items():
            for name, content in contents.items():
                write_whole(site / printer.edition.folder / folder / name, content)
    themes = search_themes(snapshot.printers)
    build_index(search_cases(casebook, snapshot.printers), site / "search", themes)
    entrance = files("casebook").joinpath("site/entrance.html").read_bytes()
    write_whole(site / "index.html", entrance)
