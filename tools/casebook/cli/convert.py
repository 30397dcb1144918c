"""``casebook convert``: articles become MyST pages."""

from __future__ import annotations

from pathlib import Path

import click

from casebook.addresses import keep_addresses
from casebook.build import write_pages
from casebook.cli.common import (
    articles_option,
    config_option,
    docs_option,
    is_bad,
    load_snapshot,
    print_problems,
)
from casebook.messages import say
from casebook.problems import Code, Problem


@click.command(short_help="Write the pages of the site from the articles.")
@articles_option
@docs_option
@config_option
def convert(articles: Path, docs: Path | None, config_file: Path | None) -> None:
    """Write the MyST pages of the site from the cleaned articles.

    Writes only what changed and deletes what is stale; hand-written pages are
    never touched.  The ids of paragraphs are remembered in articles/ids/, so
    that they stay with their text when an article is edited.  A broken article
    is reported and left out, and the exit status is 1.

    Example: casebook convert --articles articles --docs docs
    """
    snapshot = load_snapshot(articles, config_file, docs)
    snapshot, changed = keep_addresses(snapshot)
    problems, docs = snapshot.problems + changed, snapshot.project.docs
    try:
        synced = write_pages(snapshot, docs)
    except OSError as error:
        path = error.filename or docs.as_posix()
        print_problems((*problems, Problem(Code.NOT_WRITTEN, str(path), 0, error.strerror or "")))
        raise click.exceptions.Exit(1) from error
    problems += synced.problems
    print_problems(problems)
    click.echo(
        say(
            "Articles: {articles}; files: {files} ({written} written, {deleted} deleted)",
            articles=len(snapshot.articles),
            files=synced.files,
            written=len(synced.written),
            deleted=len(synced.deleted),
        )
    )
    if is_bad(problems):
        raise click.exceptions.Exit(1)
