"""``casebook publish``: what lies beside the pages of a built site."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import click

from casebook.cli.common import articles_option, config_option, load_config
from casebook.exports.citations import (
    Reference,
    case_citations,
    collected_citations,
    placed,
    reference,
)
from casebook.exports.comparison import compare_files
from casebook.exports.data import data_files
from casebook.exports.indicator_data import FIGURE_SCRIPT, figure_script
from casebook.exports.search_records import search_cases, search_themes
from casebook.library import load_articles
from casebook.output import write_whole
from casebook.project import load_casebook, load_exceptions
from casebook.records import Article, Edition, Script
from casebook.search import build_index
from casebook.settings import Config
from casebook.text import to_edition
from casebook.text.overrides import Exceptions


@click.command(short_help="Put search, data files and the entrance page beside a built site.")
@click.argument("site", type=click.Path(path_type=Path, file_okay=False, exists=True))
@articles_option
@config_option
def publish(site: Path, articles: Path, config_file: Path) -> None:
    """Put the search index, the data, the citations and the entrance page into a built site.

    SITE is the folder that holds both editions.  Broken articles are left out,
    as `casebook convert` tells.

    Example: casebook publish build/html
    """
    config = load_config(config_file)
    loaded, _ = load_articles(articles)
    casebook, _ = load_casebook(loaded, articles)
    exceptions, _ = load_exceptions(articles)
    for edition in Edition:

        def convert(text: str, script: Script, edition: Edition = edition) -> str:
            return to_edition(text, edition, script=script)

        cited = [_cited(case.article, config, edition, exceptions) for case in casebook.cases]
        folders = {
            "data": data_files(casebook, convert)
            | {FIGURE_SCRIPT: figure_script(casebook, convert)}
            | collected_citations(cited),
            "cite": case_citations(cited),
            "compare": compare_files(casebook, exceptions, edition),
        }
        for folder, contents in folders.items():
            for name, content in contents.items():
                write_whole(site / edition.folder / folder / name, content)
    build_index(search_cases(casebook, exceptions), site / "search", search_themes())
    entrance = files("casebook").joinpath("site/entrance.html").read_bytes()
    write_whole(site / "index.html", entrance)


def _cited(article: Article, config: Config, edition: Edition, exceptions: Exceptions) -> Reference:
    words = exceptions.of(article.slug, edition.script)
    return placed(reference(article, config.title, edition, words), config.base_url)
