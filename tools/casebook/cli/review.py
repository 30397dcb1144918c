"""``casebook review``: the cases of a crawl, by score, to be picked by a person."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import click

from casebook.cli.common import is_bad, print_problems, printable
from casebook.crawl.picks import PICKS, dump_picks, listed, load_marks
from casebook.crawl.run import case_files
from casebook.messages import say
from casebook.output import write_whole
from casebook.problems import Code, Problem

_SHOWN = 20
_REASONS = 4
"""Signs that are shown of a case; the file has all."""


@click.command(short_help="List the cases that a crawl found, to be picked.")
@click.argument("folder", type=click.Path(path_type=Path))
def review(folder: Path) -> None:
    """List the cases that a crawl found, the best first, in picks.tsv of its folder.

    With each stands what its score was made of: `results +2.1` is what sentences that
    tell of results add, `document -0.8` what sentences of rules take away.

    Mark the lines that shall become articles in the first column, with any editor or
    spreadsheet, and run `casebook add FOLDER/*.parquet`.  Marks stay when the list is
    written anew.  A folder without cases is reported as file:line: CODE message, and the
    exit status is 1; a line of picks.tsv that cannot be read is reported, and the list is
    left as it is.

    Example: casebook review found
    """
    problems = _reviewed(folder)
    print_problems(problems)
    if is_bad(problems):
        raise click.exceptions.Exit(1)


def _reviewed(folder: Path) -> tuple[Problem, ...]:
    name = folder.as_posix()
    if not case_files(folder):
        return (Problem(Code.CRAWL_FOLDER, name),)
    try:
        arrow: Any = import_module("pyarrow")
    except ImportError:
        return (Problem(Code.EXTRA_MISSING, name, 0, "(pyarrow: casebook[crawl])"),)
    try:
        cases = listed(folder)
    except (arrow.ArrowException, OSError, KeyError, TypeError) as error:
        return (Problem(Code.DOCUMENT_BROKEN, name, 0, f"({error})"),)
    marks, problems = load_marks(folder)
    path = folder / PICKS
    if not problems:
        try:
            # Through a link: the file is a person's.
            write_whole(path.resolve(), dump_picks(cases, marks).encode("utf-8"))
        except OSError as error:
            return (Problem(Code.NOT_WRITTEN, path.as_posix(), 0, error.strerror or ""),)
    for case in cases[:_SHOWN]:
        mark = marks.get(case.sha256, " ")
        mirrors = f" (+{case.mirrors})" if case.mirrors else ""
        about = f"{mark} {case.score:.2f} {case.published or '?'} {case.title}{mirrors}"
        click.echo(printable(f"{about}  {case.address}"))
        click.echo(printable(f"       {', '.join(case.reasons[:_REASONS])}"))
    picked = sum(case.sha256 in marks for case in cases)
    click.echo(
        say("cases {cases}, picked {picked}: {file}", cases=len(cases), picked=picked, file=path)
    )
    return problems
