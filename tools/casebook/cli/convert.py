"""``casebook convert``: articles become MyST pages."""

from __future__ import annotations

from pathlib import Path

import click

from casebook.cli.common import (
    articles_option,
    config_option,
    docs_option,
    is_bad,
    load_config,
    many,
    tell,
)
from casebook.library import load_articles
from casebook.library.ledger import load_ledgers
from casebook.pages.site import site_files
from casebook.pages.sync import handwritten, sync
from casebook.problems import Code, Problem
from casebook.project import load_casebook, load_exceptions
from casebook.records import Article, Picture, walk


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
    if not articles.is_dir():
        # Nothing to build from is no reason to delete what was built.
        tell((Problem(Code.FOLDER_MISSING, articles.as_posix()),))
        raise click.exceptions.Exit(1)
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
    try:
        synced = sync(files, docs)
    except OSError as error:
        path = error.filename or docs.as_posix()
        tell((*problems, Problem(Code.NOT_WRITTEN, str(path), 0, error.strerror or "")))
        raise click.exceptions.Exit(1) from error
    problems += synced.problems
    tell(problems)
    click.echo(
        f"{many(len(loaded), 'article')}, {many(len(files), 'file')}: "
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
            content = _picture(folder / "pictures" / article.slug, name)
            if content is None:
                file = (folder / f"{article.slug}.md").as_posix()
                problems.append(Problem(Code.PICTURE_FILE_MISSING, file, 0, repr(name)))
            else:
                found[article.slug, name] = content
    return found, tuple(problems)


def _picture(folder: Path, name: str) -> bytes | None:
    """Read a picture; a bare name only: nothing in an article may point out of its folder."""
    if name in {".", ".."} or Path(name).name != name:
        return None
    try:
        return (folder / name).read_bytes()
    except OSError:  # also a name that is longer than the system allows
        return None
