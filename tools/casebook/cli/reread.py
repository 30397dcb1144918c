"""``casebook reread``: kept pages are cleaned anew by today's rules."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from casebook import resources
from casebook.cli.cleaning import clean_by_rules
from casebook.cli.common import (
    articles_option,
    config_option,
    day_option,
    print_problems,
    printable,
    stop_at_wrong_settings,
)
from casebook.cli.names import Slug
from casebook.files import Problems
from casebook.ingest.clean.elsewhere import known_lines
from casebook.ingest.pipeline import Cleaned
from casebook.library.layout import article_files, article_name
from casebook.library.ledger import read_ledger
from casebook.library.life import carry_out
from casebook.library.lock import FolderError
from casebook.messages import say
from casebook.originals import written_path
from casebook.output import write_whole
from casebook.problems import Code, Problem
from casebook.project import Project, load_rules, originals_folder
from casebook.reread import Reread
from casebook.reread import reread as read_anew


@click.command(short_help="Clean the kept pages of articles anew, and take over what is better.")
@click.argument("slugs", nargs=-1, type=Slug())
@click.option(
    "--take",
    is_flag=True,
    help="Take over what the new cleaning changed; without it, it is only shown.",
)
@day_option
@articles_option
@config_option
def reread(
    slugs: tuple[str, ...], take: bool, day: dt.date, articles: Path, config_file: Path | None
) -> None:
    """Clean the kept pages of the articles SLUGS (of all, where none is named) anew.

    Shows for each which lines would change.  With --take they are changed: what a
    person edited stays, and where both changed a line, the person's stays and the other
    one is shown after `!`.  Pages are kept where the setting `originals` says.  An article
    whose page was not kept is reported and left as it is, and the exit status is 1.

    Example: casebook reread anji-bamboo --take
    """
    project = Project.of(articles, config_file)
    rules = load_rules(project)
    stop_at_wrong_settings(rules.problems)
    originals = originals_folder(project, rules.settings)
    names = slugs or tuple(path.stem for path in article_files(articles)[0])
    bad = False

    def clean(paths: tuple[Path, ...], slug: str, page: str) -> Cleaned:
        sha256, _, part = page.partition("/")
        ledger, _, _ = read_ledger(articles, slug)
        with resources.use(rules.overlay):
            shared = known_lines(ledger.ledger.removals) if ledger else None
            cases = clean_by_rules(paths, slug, rules, split=bool(part), only=sha256, shared=shared)
        return cases[int(part) - 1] if part and int(part) <= len(cases) else cases[0]

    for slug in names:
        try:
            if originals is None:
                file = (articles / article_name(slug)).as_posix()
                raise FolderError(Problem(Code.ORIGINAL_MISSING, file))  # noqa: TRY301
            done = read_anew(articles, slug, originals, clean, day)
            problems = _taken(done, articles, originals) if take else ()
        except FolderError as error:
            problems = (error.problem,)
        else:
            _show(done, articles)
        print_problems(problems)
        bad = bad or bool(problems)
    if bad:
        raise click.exceptions.Exit(1)


def _show(done: Reread, articles: Path) -> None:
    if not done.difference and not done.conflicts:
        return
    click.echo(printable((articles / article_name(done.slug)).as_posix()))
    for line in done.difference:
        click.echo(f"  {printable(line)}")
    for line in done.conflicts:
        click.echo(f"  !{printable(line)}")


def _taken(done: Reread, articles: Path, originals: Path) -> Problems:
    carry_out(articles, lambda _: done.change)
    try:
        write_whole(written_path(originals, done.pages), done.written)
    except OSError as error:
        return (Problem(Code.NOT_WRITTEN, str(originals), 0, error.strerror or ""),)
    if done.difference:
        click.echo(say("`casebook undo` takes this back."))
    return ()
