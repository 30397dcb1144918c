"""``casebook crawl``: the reform cases among millions of pages."""

from __future__ import annotations

import os
from pathlib import Path

import click

from casebook.cli.common import is_bad, print_problems
from casebook.crawl.run import LEAST, Plan, begin, missing_packages, report, run
from casebook.crawl.sources import archives_at
from casebook.messages import say
from casebook.problems import Code, Problem


@click.command(short_help="Find the reform cases in archives of pages.")
@click.argument("sources", nargs=-1, required=True)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Folder of what is found; a crawl that was stopped goes on there.",
)
@click.option(
    "--least",
    type=click.FloatRange(0, 1),
    default=LEAST,
    show_default=True,
    help="Score from which on a page is a reform case.",
)
@click.option(
    "--workers",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    help="Archives that are read at once. Default: as many as the machine has cores.",
)
def crawl(sources: tuple[str, ...], out: Path, least: float, workers: int) -> None:
    """Find the reform cases in archives of pages: WARC, WACZ, Parquet.

    SOURCES are files, patterns and folders, on this machine or at any address that
    fsspec knows (s3://bucket/crawl/*.warc.gz, with the package that it needs).  Every
    page is cleaned and weighed; pages/*.parquet in the folder says what became of
    each, cases-*.parquet holds the cases, one text once, its mirrors named with it.
    An article that breaks off before it has told a case is not judged (`cut off`).
    A page that cannot be read has a row with its code; an archive that is missing, is
    none, or breaks off is reported as file:line: CODE message, and the exit status is
    1.  Stopped at any moment, the same command goes on where it was.  Look at the cases
    with `casebook review`.

    Example: casebook crawl archives/ --out found
    """
    missing = missing_packages()
    if missing:
        detail = f"({', '.join(missing)}: casebook[crawl])"
        print_problems((Problem(Code.EXTRA_MISSING, out.as_posix(), 0, detail),))
        raise click.exceptions.Exit(1)
    archives, problems = archives_at(sources)
    print_problems(problems)
    # What is not there or no archive costs no other.
    absent = bool(problems)
    if not archives:
        raise click.exceptions.Exit(1)
    plan = Plan(archives, out, least)
    problems = begin(plan) or run(plan, workers)
    print_problems(problems)
    if is_bad(problems):
        raise click.exceptions.Exit(1)
    done = report(plan)
    click.echo(
        say(
            "pages {pages}: cases {cases} (kept {kept}), other articles {others}, "
            "cut off {cut}, errors {errors}",
            pages=done.pages.total(),
            cases=done.pages["case"],
            kept=done.kept,
            others=done.pages["other"],
            cut=done.pages["cut"],
            errors=done.pages["error"],
        )
    )
    for code, count in sorted(done.codes.items()):
        click.echo(f"  {code} {count}")
    print_problems(done.archives)
    if absent or done.archives:
        raise click.exceptions.Exit(1)
