"""``casebook check``: what is to be done, by article."""

from __future__ import annotations

from pathlib import Path

import click

from casebook.cli.common import articles_option, is_bad, printable
from casebook.library.ids import remember_ids
from casebook.library.layout import article_files
from casebook.messages import say
from casebook.problems import Severity
from casebook.project import Project, load
from casebook.worklist import render
from casebook.worklist.collect import worklist

_FORMATS = ("list", "lines", "json", "html")


@click.command(short_help="Show what in the articles wants a person's eye, as a list of work.")
@articles_option
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    default="list",
    show_default=True,
    help="A list by article; one problem a line, for editors; JSON; a page for a browser.",
)
@click.option("--strict", is_flag=True, help="Exit status 1 for warnings too.")
def check(articles: Path, form: str, strict: bool) -> None:
    """Show what in the articles wants a person's eye: by article, errors first.

    Notes are counted at the end; of values that are only suggested the line to
    confirm them is shown.  With --format lines each problem is one line,
    file:line: CODE message.  The exit status is 1 where there is an error, with
    --strict also where there is a warning; `casebook problems` explains the codes.

    Example: casebook check --format html > worklist.html
    """
    snapshot = load(Project.of(articles))
    results = (*remember_ids(articles, snapshot.whole, create=False), *worklist(snapshot))
    titles = {
        (articles / f"{article.slug}.md").as_posix(): article.title for article in snapshot.whole
    }
    if form == "json":
        click.echo(render.as_json(results, titles))
    elif form == "html":
        click.echo(render.as_html(results, titles))
    else:
        listed = render.lines(results) if form == "lines" else render.listed(results, titles)
        for line in listed:
            click.echo(printable(line))
        if form == "list":
            click.echo(render.summary(results, len(snapshot.whole)))
        if form == "list" and not article_files(articles)[0]:
            click.echo(say("There is no article yet: `casebook add` takes saved pages in."))
    warned = any(problem.code.severity is Severity.WARNING for problem in results)
    if is_bad(results) or (strict and warned):
        raise click.exceptions.Exit(1)
