"""``casebook add``: saved pages become articles."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import click

from casebook import resources
from casebook.cli.common import (
    CLEAR_LINE,
    articles_option,
    config_option,
    is_bad,
    many,
    print_problems,
    printable,
    stop_at_wrong_settings,
)
from casebook.cli.explain import print_lines
from casebook.cli.pool import Failure, Limits, in_order
from casebook.files import read_file, sha256_of
from casebook.ingest.clean.installed import installed_steps
from casebook.ingest.clean.overrules import Overrules
from casebook.ingest.pipeline import Cleaned, clean_articles
from casebook.knowledge.suggest import suggest
from casebook.library import SLUG
from casebook.library.store import Prepared, Store, prepare
from casebook.problems import Code, Problem
from casebook.project import Project, Rules, load_rules
from casebook.records import Article, Ledger, Picture, Section, walk


@dataclass(frozen=True, slots=True)
class _Job:
    """One article to be cleaned, from one file or from several.

    ``explain`` asks for the lines and what became of them instead of the files to be written,
    ``split`` for an article of each case of the page; a page of ``split_pages`` (checksums)
    was added so before.
    """

    paths: tuple[Path, ...]
    slug: str
    rules: Rules
    explain: bool = False
    split: bool = False
    split_pages: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Done:
    """What became of a job: files to be written and what to say of them, or why there are none.

    ``prepared`` are the articles in the order of the page, each with its summary.
    """

    path: Path
    problems: tuple[Problem, ...]
    prepared: tuple[tuple[Prepared, str], ...] = ()
    cleaned: Cleaned | None = None


def _work(job: _Job) -> _Done:
    """Clean one article; runs in a process of its own, by the data of the knowledge base."""
    with resources.use(job.rules.overlay):
        return _done(job)


def _done(job: _Job) -> _Done:
    path = job.paths[0]
    if job.explain:
        (cleaned,) = _clean(job)
        return _Done(path, cleaned.problems, cleaned=cleaned)
    cases = _clean(replace(job, split=job.split or _is_split(job)))
    prepared = tuple(
        (
            prepare(case.article, case.ledger, case.pictures),
            _summary(path, case.article, case.ledger),
        )
        for case in cases
        if case.article
    )
    return _Done(path, tuple(problem for case in cases for problem in case.problems), prepared)


def _is_split(job: _Job) -> bool:
    """Whether articles of the single cases of a page are there already."""
    if not job.split_pages:
        return False
    content, _ = read_file(job.paths[0])
    return content is not None and sha256_of(content) in job.split_pages


_FAILURES = {
    Failure.MISTAKE: Code.FILE_FAILED,
    Failure.TIMEOUT: Code.FILE_TIMEOUT,
    Failure.MEMORY: Code.FILE_MEMORY,
}


def _failed(job: _Job, failure: Failure, reason: str) -> _Done:
    path = job.paths[0]
    return _Done(path, (Problem(_FAILURES[failure], str(path), 0, reason),))


def _clean(job: _Job) -> tuple[Cleaned, ...]:
    """Clean a page, and once more by the overrules where there are any for its articles."""
    cases = _cases(job, None)
    slugs = [case.article.slug for case in cases if case.article]
    if any(_is_of_overrules(problem, slug) for problem in job.rules.problems for slug in slugs):
        # Without them a line may be lost; it is reported.
        return tuple(replace(case, article=None) for case in cases)
    rules = [job.rules.overrules[slug] for slug in slugs if slug in job.rules.overrules]
    if not rules:
        return cases
    keep = frozenset[str]().union(*(rule.keep for rule in rules))
    drop = frozenset[str]().union(*(rule.drop for rule in rules))
    return _cases(job, Overrules(keep, drop))


def _cases(job: _Job, overrules: Overrules | None) -> tuple[Cleaned, ...]:
    limit = job.rules.settings.max_page_bytes
    cases = clean_articles(job.paths, overrules=overrules, max_bytes=limit, divide=job.split)
    slug = job.slug if sum(bool(case.article) for case in cases) == 1 else ""
    return tuple(_named(case, slug) for case in cases)


def _is_of_overrules(problem: Problem, slug: str) -> bool:
    """Whether the overrules file of an article could not be read."""
    path = Path(problem.file)
    return problem.line == 0 and (path.parent.name, path.name) == ("overrules", f"{slug}.txt")


def _named(cleaned: Cleaned, slug: str) -> Cleaned:
    """Fill in what tables suggest, and the slug that the user chose."""
    if not cleaned.article:
        return cleaned
    article = suggest(cleaned.article)
    if slug:
        suggested = tuple(key for key in article.suggested if key != "slug")
        article = replace(article, slug=slug, suggested=suggested)
    return replace(cleaned, article=article)


def _check_slug(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if value and not SLUG.fullmatch(value):
        raise click.BadParameter(
            "a slug holds a-z, 0-9 and single hyphens only, and is not `index`"
        )
    return value


@click.command(short_help="Clean saved pages and put them among the articles.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--slug",
    default="",
    callback=_check_slug,
    help="Name of the article in its address; of one file only. Default: pinyin of the title.",
)
@click.option("--force", is_flag=True, help="Replace an article even if a person has edited it.")
@click.option("--join", is_flag=True, help="The files are the pages of one article, in order.")
@click.option("--split", is_flag=True, help="Make an article of each case that the page holds.")
@click.option("--explain", is_flag=True, help="Print what became of each line; write nothing.")
@articles_option
@config_option
def add(
    files: tuple[Path, ...],
    slug: str,
    force: bool,
    join: bool,
    split: bool,
    explain: bool,
    articles: Path,
    config_file: Path | None,
) -> None:
    """Clean saved pages (HTML or text, any encoding) and put them among the articles.

    Prints for each file what was understood and how much was removed.  A file
    that cannot be used is reported as file:line: CODE message; the others are
    still done, and the exit status is 1.  Lines that cleaning must keep or
    drop in spite of its rules stand in overrules/<slug>.txt beside the
    articles, `+ text` or `- text`, one a line.  A page that holds several
    cases becomes an article of each with --split, now and whenever it is added
    again.

    Example: casebook add ~/saved/page.html --slug chengdu-yijiaqin
    """
    if slug and ((len(files) > 1 and not join) or split):
        raise click.UsageError("--slug goes with one article")
    rules = load_rules(Project.of(articles, config_file))
    stop_at_wrong_settings(rules.problems)
    if not articles.absolute().parent.is_dir():
        # A new knowledge base begins with a new folder, not with a mistyped path.
        print_problems((Problem(Code.FOLDER_MISSING, articles.as_posix()),))
        raise click.exceptions.Exit(1)
    groups = [files] if join else [(path,) for path in files]
    store = Store(articles, force=force)
    before = frozenset() if explain else store.split_pages()
    jobs = [_Job(paths, slug, rules, explain, split, before) for paths in groups]
    limits = Limits(rules.settings.max_page_seconds)
    wrong = (*rules.problems, *installed_steps()[1])
    print_problems(wrong)
    bad = is_bad(wrong)
    quiet = len(jobs) < 2 or not sys.stderr.isatty()
    with click.progressbar(
        in_order(_work, jobs, _failed, limits),
        len(jobs),
        label="Cleaning",
        hidden=quiet,
        show_pos=True,
        file=sys.stderr,
    ) as results:
        for done in results:
            if not quiet:
                click.echo(CLEAR_LINE, nl=False, err=True)
            if done.cleaned:
                print_lines(done.cleaned)
            print_problems(done.problems)
            bad |= is_bad(done.problems)
            for prepared, summary in done.prepared:
                problems = store.put(prepared, done.path)
                print_problems(problems)
                if is_bad(problems):
                    bad = True
                else:
                    click.echo(summary)
    if bad:
        raise click.exceptions.Exit(1)


def _summary(path: Path, article: Article, ledger: Ledger) -> str:
    source = article.sources[0]
    pictures = sum(isinstance(place.content, Picture) for place in walk(article))
    outline = ", ".join(_outline(section) for section in article.sections)
    about = [
        f"title: {article.title}",
        f"source: {' '.join(filter(None, (source.publisher, source.channel))) or '?'}"
        f", {source.published or 'no date'}"
        + (f", editors {'、'.join(source.editors)}" if source.editors else ""),
        f"parts: {outline}; {many(pictures, 'picture')}; script {article.script.value}",
        (
            f"removed: {many(len(ledger.removals), 'line')}; "
            f"repaired: {many(len(ledger.repairs), 'place')}"
        ),
    ]
    for loss, lines in _losses(ledger).items():
        about.append(f"to be looked at: {loss} ({many(lines, 'line')})")
    if article.suggested:
        about.append(f"suggested, to be confirmed: {', '.join(article.suggested)}")
    return "\n  ".join(map(printable, [f"{path} -> {article.slug}.md", *about]))


def _losses(ledger: Ledger) -> dict[str, int]:
    return dict(Counter(alarm.loss.value for alarm in ledger.alarms))


def _outline(section: Section) -> str:
    count = f" ({len(section.sections)})" if section.sections else ""
    return section.theme.value + count
