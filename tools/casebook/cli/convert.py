"""``casebook convert``: articles become MyST pages."""

from __future__ import annotations

from pathlib import Path

import click

from casebook.cli.casebook import load_casebook, load_exceptions
from casebook.cli.common import (
    articles_option,
    config_option,
    docs_option,
    is_bad,
    load_config,
    tell,
)
from casebook.model import Article, Picture, walk
from casebook.problems import Code, Problem
from casebook.store import load_articles
from casebook.store.ledger import load_ledgers
from casebook.write.site import site_files
from casebook.write.sync import handwritten, sync


@click.command(short_help="Write the pages of the site from the articles.")
@articles_option
@docs_option
@config_option
def convert(articles: Path, docs: Path, config_file: Path) -> None:
    """Write the MyST pages of the site from the cleaned articles.

    Writes only what changed and deletes what is stale; hand-written pages are
    never touched.  A broken article is reported and left out, and the exit
    status is 1.

    Example: casebook convert --articles articles --docs docs
    """
    config = load_config(config_file)
    loaded, problems = load_articles(articles)
    pictures, missing = _pictures(loaded, articles)
    problems += missing
    casebook, wrong = load_casebook(loaded, articles)
    problems += wrong
    exceptions, wrong = load_exceptions(articles)
    problems += wrong
    ledgers, wrong = load_ledgers(articles, (article.slug for article in loaded))
    problems += wrong
    files = site_files(
        casebook,
        config,
        pictures=pictures,
        ledgers=ledgers,
        handwritten=handwritten(docs),
        exceptions=exceptions,
    )
    synced = sync(files, docs)
    problems += synced.problems
    tell(problems)
    click.echo(
        f"{len(loaded)} articles, {len(files)} files: "
        f"{len(synced.written)} written, {len(synced.deleted)} deleted"
    )
    if is_bad(problems):
        raise click.exceptions.Exit(1)


def _pictures(
    articles: tuple[Article, ...], folder: Path
) -> tuple[dict[tuple[str, str], bytes], tuple[Problem, ...]]:
    """Read the picture files that articles name."""
    found: dict[tuple[str, str], bytes] = {}
    problems: list[Problem] = []
    for article in articles:
        for place in walk(article):
            if not (isinstance(place.content, Picture) and place.content.file):
                continue
            name = place.content.file
            path = folder / "pictures" / article.slug / name
            # A bare name only: nothing in an article may point out of its folder.
            if name not in {".", ".."} and Path(name).name == name and path.is_file():
                found[article.slug, name] = path.read_bytes()
            else:
                file = (folder / f"{article.slug}.md").as_posix()
                problems.append(Problem(Code.PICTURE_FILE_MISSING, file, 0, repr(name)))
    return found, tuple(problems)
