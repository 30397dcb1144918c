"""``casebook add``: saved pages become articles."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import click

from casebook import resources
from casebook.cli.common import (
    CLEAR_LINE,
    articles_option,
    config_option,
    is_bad,
    print_problems,
    printable,
    stop_at_wrong_settings,
)
from casebook.cli.explain import print_lines
from casebook.cli.inputs import expanded
from casebook.cli.pool import Failure, Limits, in_order
from casebook.ingest.clean.installed import installed_steps
from casebook.ingest.pipeline import Cleaned, clean_files
from casebook.knowledge.suggest import suggest
from casebook.library import SLUG
from casebook.library.store import Prepared, Store, prepare
from casebook.messages import say
from casebook.originals import keep_originals, originals_folder
from casebook.problems import Code, Problem, Severity
from casebook.project import SETTINGS, Project, Rules, load_rules
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

    paths: tuple[Path, ...]
    problems: tuple[Problem, ...]
    prepared: Prepared | None = None
    summary: str = ""
    cleaned: Cleaned | None = None

    @property
    def path(self) -> Path:
        """The first file, which problems name."""
        return self.paths[0]


def _work(job: _Job) -> _Done:
    """Clean one article; runs in a process of its own, by the data of the knowledge base."""
    with resources.use(job.rules.overlay):
        return _done(job)


def _done(job: _Job) -> _Done:
    cleaned = clean_by_rules(job.paths, job.slug, job.rules)
    if job.explain:
        return _Done(job.paths, cleaned.problems, cleaned=cleaned)
    if not cleaned.article:
        return _Done(job.paths, cleaned.problems)
    prepared = prepare(cleaned.article, cleaned.ledger, cleaned.pictures, chosen=bool(job.slug))
    summary = _summary(job.paths[0], cleaned.article, cleaned.ledger)
    return _Done(job.paths, cleaned.problems, prepared, summary)


_FAILURES = {
    Failure.MISTAKE: Code.FILE_FAILED,
    Failure.TIMEOUT: Code.FILE_TIMEOUT,
    Failure.MEMORY: Code.FILE_MEMORY,
}


def _failed(job: _Job, failure: Failure, reason: str) -> _Done:
    path = job.paths[0]
    return _Done(job.paths, (Problem(_FAILURES[failure], str(path), 0, reason),))


def clean_by_rules(paths: Sequence[Path], chosen: str, rules: Rules) -> Cleaned:
    """Clean one article by the rules of its knowledge base.

    :param paths: its saved pages in reading order.
    :param chosen: the slug that a person chose, ``""`` for that of the title.
    """
    settings = rules.settings
    cleaned = _named(clean_files(paths, max_bytes=settings.max_page_bytes), chosen)
    if not cleaned.article:
        return cleaned
    slug = cleaned.article.slug
    if any(_is_of_overrules(problem, slug) for problem in rules.problems):
        return replace(cleaned, article=None)  # without them a line may be lost; it is reported
    if overrules := rules.overrules.get(slug):
        again = clean_files(paths, overrules=overrules, max_bytes=settings.max_page_bytes)
        cleaned = _named(again, chosen)
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
@click.pass_context
def add(
    context: click.Context,
    files: tuple[Path, ...],
    slug: str,
    force: bool,
    join: bool,
    explain: bool,
    articles: Path,
    config_file: Path | None,
) -> None:
    """Clean saved pages (HTML or text, any encoding) and put them among the articles.

    FILES may be folders, too, and patterns such as saved/*.html.  Nothing is
    fetched: an internet shortcut or a list of addresses is named, with how to save
    the pages.  Prints for each file what was understood and how much was removed,
    and at the end what was taken, refused, and wants a look.  A file that cannot be
    used is reported as file:line: CODE message; the others are still done, and the
    exit status is 1.  A page that is there already is passed over.  Lines that
    cleaning must keep or drop in spite of its rules stand in overrules/<slug>.txt
    beside the articles, `+ text` or `- text`, one a line.

    Example: casebook add ~/saved/page.html --slug chengdu-yijiaqin
    """
    named = list(expanded(files))
    refused = [one for one in named if isinstance(one, Problem)]
    paths = tuple(one for one in named if isinstance(one, Path))
    if slug and len(named) > 1 and not join:
        raise click.UsageError("--slug goes with one article")
    _stop_outside(context, articles)
    rules = load_rules(Project.of(articles, config_file))
    stop_at_wrong_settings(rules.problems)
    if not articles.absolute().parent.is_dir():
        # A new knowledge base begins with a new folder, not with a mistyped path.
        print_problems((Problem(Code.FOLDER_MISSING, articles.as_posix()),))
        raise click.exceptions.Exit(1)
    groups = [paths] if join else [(path,) for path in paths]
    jobs = [_Job(group, slug, rules, explain) for group in groups if group]
    store = Store(articles, force=force)
    originals = originals_folder(Project.of(articles, config_file), rules.settings)
    limits = Limits(rules.settings.max_page_seconds)
    wrong = (*rules.problems, *installed_steps()[1])
    print_problems((*wrong, *refused))
    tally = _Tally(refused=len(refused), bad=is_bad(wrong) or bool(refused))
    quiet = len(jobs) < 2 or not sys.stderr.isatty()
    with click.progressbar(
        in_order(_work, jobs, _failed, limits),
        len(jobs),
        label=say("Cleaning"),
        hidden=quiet,
        show_pos=True,
        file=sys.stderr,
    ) as results:
        for done in results:
            problems = done.problems
            if done.prepared:
                problems += _stored(store, done.prepared, done.path)
                stored = not is_bad(problems) and not _is_there(problems)
                if originals and stored:
                    problems += keep_originals(originals, done.paths, done.prepared.content)
            if not quiet:
                click.echo(CLEAR_LINE, nl=False, err=True)
            if done.cleaned:
                print_lines(done.cleaned)
            _report(done, problems)
            tally.count(done, problems)
    if not explain and len(named) > 1:
        click.echo(tally.line())
    if tally.bad:
        raise click.exceptions.Exit(1)


_THERE = {Code.PAGE_THERE, Code.PAGE_JOINED, Code.WITHDRAWN}
"""Why a page is passed over; what cleaning it would say is no news."""


def _report(done: _Done, problems: tuple[Problem, ...]) -> None:
    """Say what became of one article."""
    there = _is_there(problems)
    print_problems(one for one in problems if not there or one.code in _THERE)
    if done.summary and not is_bad(problems) and not there:
        click.echo(done.summary)


def _is_there(problems: Iterable[Problem]) -> bool:
    """Whether a page was passed over."""
    return any(problem.code in _THERE for problem in problems)


def _stop_outside(context: click.Context, articles: Path) -> None:
    """Refuse to begin a knowledge base in whatever folder the person happens to be in."""
    is_default = context.get_parameter_source("articles") is click.core.ParameterSource.DEFAULT
    if is_default and not articles.is_dir() and not Path(SETTINGS).exists():
        print_problems((Problem(Code.NO_BASE, articles.absolute().parent.as_posix()),))
        raise click.exceptions.Exit(1)


def _stored(store: Store, prepared: Prepared, page: Path) -> tuple[Problem, ...]:
    """Put an article among the others, and say of which other one it has the text."""
    problems = store.put(prepared, page)
    twin = None if problems else store.twin_of(prepared)
    if twin:
        shown = f"{twin[0]} ({twin[1]:.0%})"
        problems += (Problem(Code.TWIN, page.as_posix(), 0, shown),)
    return problems


@dataclass(slots=True)
class _Tally:
    """What became of all files."""

    taken: int = 0
    there: int = 0
    refused: int = 0
    doubtful: list[str] = field(default_factory=list)
    bad: bool = False

    def count(self, done: _Done, problems: tuple[Problem, ...]) -> None:
        """Count one article."""
        if is_bad(problems):
            self.refused += 1
            self.bad = True
        elif _is_there(problems):
            self.there += 1
        elif done.prepared:
            self.taken += 1
            if any(one.code.severity is Severity.WARNING for one in problems):
                self.doubtful.append(done.prepared.slug)

    def line(self) -> str:
        """Return the summary."""
        text = say(
            "taken {taken}, there already {there}, refused {refused}, want a look {look}",
            taken=self.taken,
            there=self.there,
            refused=self.refused,
            look=len(self.doubtful),
        )
        return f"{text}: {' '.join(self.doubtful)}" if self.doubtful else text


def _summary(path: Path, article: Article, ledger: Ledger) -> str:
    source = article.sources[0]
    pictures = sum(isinstance(place.content, Picture) for place in walk(article))
    publisher = " ".join(filter(None, (source.publisher, source.channel))) or "?"
    dated = say(
        "source: {publisher}, {date}", publisher=publisher, date=source.published or say("no date")
    )
    if source.editors:
        dated += ", " + say("editors {names}", names="、".join(source.editors))
    about = [
        say("title: {title}", title=article.title),
        dated,
        say(
            "parts: {parts}; pictures: {pictures}; script {script}",
            parts=", ".join(_outline(section) for section in article.sections),
            pictures=pictures,
            script=article.script.value,
        ),
        say(
            "removed: {lines} lines; repaired: {places} places",
            lines=len(ledger.removals),
            places=len(ledger.repairs),
        ),
    ]
    if article.suggested:
        about.append(say("suggested, to be confirmed: {keys}", keys=", ".join(article.suggested)))
    return "\n  ".join(map(printable, [f"{path} -> {article.slug}.md", *about]))


def _outline(section: Section) -> str:
    count = f" ({len(section.sections)})" if section.sections else ""
    return section.theme.value + count
