"""``casebook add``: saved pages become articles."""

from __future__ import annotations

import sys
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
from casebook.ingest.clean.installed import installed_steps
from casebook.ingest.pipeline import Cleaned, clean_files
from casebook.knowledge.suggest import suggest
from casebook.library import SLUG
from casebook.library.store import Prepared, Store, prepare
from casebook.problems import Code, Problem
from casebook.project import Project, Rules, load_rules
from casebook.records import Article, Ledger, Picture, Section, walk


@dataclass(frozen=True, slots=True)
class _Job:
    """One article to be cleaned, from one file or from several.

    ``explain`` asks for the lines and what became of them instead of the files to be written.
    """

    paths: tuple[Path, ...]
    slug: str
    rules: Rules
    explain: bool = False


@dataclass(frozen=True, slots=True)
class _Done:
    """What became of a job: files to be written and what to say of them, or why there are none."""

    path: Path
    problems: tuple[Problem, ...]
    prepared: Prepared | None = None
    summary: str = ""
    cleaned: Cleaned | None = None


def _work(job: _Job) -> _Done:
    """Clean one article; runs in a process of its own, by the data of the knowledge base."""
    with resources.use(job.rules.overlay):
        return _done(job)


def _done(job: _Job) -> _Done:
    cleaned = _clean(job)
    path = job.paths[0]
    if job.explain:
        return _Done(path, cleaned.problems, cleaned=cleaned)
    if not cleaned.article:
        return _Done(path, cleaned.problems)
    prepared = prepare(cleaned.article, cleaned.ledger, cleaned.pictures, chosen=bool(job.slug))
    summary = _summary(path, cleaned.article, cleaned.ledger)
    return _Done(path, cleaned.problems, prepared, summary)


_FAILURES = {
    Failure.MISTAKE: Code.FILE_FAILED,
    Failure.TIMEOUT: Code.FILE_TIMEOUT,
    Failure.MEMORY: Code.FILE_MEMORY,
}


def _failed(job: _Job, failure: Failure, reason: str) -> _Done:
    path = job.paths[0]
    return _Done(path, (Problem(_FAILURES[failure], str(path), 0, reason),))


def _clean(job: _Job) -> Cleaned:
    settings = job.rules.settings
    cleaned = _named(clean_files(job.paths, max_bytes=settings.max_page_bytes), job.slug)
    if not cleaned.article:
        return cleaned
    slug = cleaned.article.slug
    if any(_is_of_overrules(problem, slug) for problem in job.rules.problems):
        return replace(cleaned, article=None)  # without them a line may be lost; it is reported
    if overrules := job.rules.overrules.get(slug):
        again = clean_files(job.paths, overrules=overrules, max_bytes=settings.max_page_bytes)
        cleaned = _named(again, job.slug)
    return cleaned


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
@click.option("--explain", is_flag=True, help="Print what became of each line; write nothing.")
@articles_option
@config_option
def add(
    files: tuple[Path, ...],
    slug: str,
    force: bool,
    join: bool,
    explain: bool,
    articles: Path,
    config_file: Path | None,
) -> None:
    """Clean saved pages (HTML or text, any encoding) and put them among the articles.

    Prints for each file what was understood and how much was removed.  A file
    that cannot be used is reported as file:line: CODE message; the others are
    still done, and the exit status is 1.  Lines that cleaning must keep or
    drop in spite of its rules stand in overrules/<slug>.txt beside the
    articles, `+ text` or `- text`, one a line.

    Example: casebook add ~/saved/page.html --slug chengdu-yijiaqin
    """
    if slug and len(files) > 1 and not join:
        raise click.UsageError("--slug goes with one article")
    rules = load_rules(Project.of(articles, config_file))
    stop_at_wrong_settings(rules.problems)
    if not articles.absolute().parent.is_dir():
        # A new knowledge base begins with a new folder, not with a mistyped path.
        print_problems((Problem(Code.FOLDER_MISSING, articles.as_posix()),))
        raise click.exceptions.Exit(1)
    groups = [files] if join else [(path,) for path in files]
    jobs = [_Job(paths, slug, rules, explain) for paths in groups]
    store = Store(articles, force=force)
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
            problems = done.problems
            if done.prepared:
                problems += store.put(done.prepared, done.path)
            if not quiet:
                click.echo(CLEAR_LINE, nl=False, err=True)
            if done.cleaned:
                print_lines(done.cleaned)
            print_problems(problems)
            if is_bad(problems):
                bad = True
            elif done.summary:
                click.echo(done.summary)
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
    if article.suggested:
        about.append(f"suggested, to be confirmed: {', '.join(article.suggested)}")
    return "\n  ".join(map(printable, [f"{path} -> {article.slug}.md", *about]))


def _outline(section: Section) -> str:
    count = f" ({len(section.sections)})" if section.sections else ""
    return section.theme.value + count
