"""``casebook publish``: what lies beside the pages of a built site."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import click

from casebook.cite import case_citations, collected_citations, placed, reference
from casebook.cli.casebook import load_casebook, load_exceptions
from casebook.cli.common import articles_option, config_option, load_config
from casebook.files import write_whole
from casebook.model import Edition, Script
from casebook.script import to_edition
from casebook.search import build_index
from casebook.store import load_articles
from casebook.write.compare import compare_files
from casebook.write.data import data_files
from casebook.write.search_cases import search_cases, search_themes


@click.command(short_help="Put search, data files and the entrance page beside a built site.")
@click.argument("site", type=click.Path(path_type=Path, file_okay=False))
@articles_option
@config_option
def publish(site: Path, articles: Path, config_file: Path) -> None:
    """Put the search index, the data files and the entrance page into a built site.

    SITE is the folder that holds both editions.  Broken articles are left out,
    as `casebook convert` tells.

    Example: casebook publish build/html
    """
    config = load_config(config_file)
    loaded, _ = load_articles(articles)
    casebook, _ = load_casebook(loaded, articles)
    exceptions, _ = load_exceptions(articles)
    for edition in Edition:
        own = site / edition.folder

        def convert(text: str, script: Script, edition: Edition = edition) -> str:
            return to_edition(text, edition, script=script)

        cited = [
            placed(
                reference(
                    case.article,
                    config.title,
                    edition,
                    exceptions.of(case.slug, edition.script),
                ),
                config.base_url,
            )
            for case in casebook.cases
        ]
        for name, content in (data_files(casebook, convert) | collected_citations(cited)).items():
            write_whole(own / "data" / name, content)
        for one in cited:
            for name, content in case_citations(one).items():
                write_whole(own / "cite" / name, content)
        for name, content in compare_files(casebook, exceptions, edition).items():
            write_whole(own / "compare" / name, content)
    build_index(search_cases(casebook, exceptions), site / "search", search_themes())
    entrance = files("casebook").joinpath("ext/entrance.html").read_bytes()
    write_whole(site / "index.html", entrance)
