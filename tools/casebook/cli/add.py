"""``casebook add``: saved pages become articles."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click

from casebook.cli.cleaning import Done, Job, failed, named_anew, work
from casebook.cli.common import (
    CLEAR_LINE,
    articles_option,
    config_option,
    day_option,
    is_bad,
    print_problems,
    stop_at_wrong_settings,
)
from casebook.cli.explain import print_lines
from casebook.cli.inputs import expanded
from casebook.cli.site_pages import shared_of_sites
from casebook.crawl.picks import picked_rows
from casebook.ingest.clean.installed import installed_steps
from casebook.library import SLUG
from casebook.library.store import Prepared, Store
from casebook.messages import say
from casebook.originals import forget_pages, keep_article, keep_pages
from casebook.pool import Limits, in_order
from casebook.problems import Code, Problem, Severity
from casebook.project import Project, Rules, load_rules, originals_folder


def _check_slug(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if value and not SLUG.fullmatch(value):
        raise click.BadParameter(
            say("a slug holds a-z, 0-9 and single hyphens only, and is not `index`")
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
@day_option
@click.option("--split", is_flag=True, help="Make an article of each case that the page holds.")
@click.option("--explain", is_flag=True, help="Print what became of each line; write nothing.")
@articles_option
@config_option
def add(
    files: tuple[Path, ...],
    slug: str,
    force: bool,
    join: bool,
    day: dt.date,
    split: bool,
    explain: bool,
    articles: Path,
    config_file: Path | None,
) -> None:
    """Clean saved pages (HTML, text, Word, PDF) and put them among the articles.

    FILES may be archives (ZIP, EPUB, WARC, WACZ), of which each page becomes an
    article, files of `casebook crawl`, of which each case that you picked does,
    and folders, too, and patterns such as saved/*.html.  Nothing is fetched: an
    internet shortcut or a list of addresses is named, with how to save the pages.
    Prints for each file what was understood and how much was removed, and at the
    end what was taken, refused, and wants a look.  A file that cannot be used is
    reported as file:line: CODE message; the others are still done, and the exit
    status is 1.  A page that is there already is passed over.  Lines that cleaning
    must keep or drop in spite of its rules stand in overrules/<slug>.txt beside
    the articles, `+ text` or `- text`, one a line.  A page that holds several
    cases becomes an article of each with --split, now and whenever it is added
    again.

    Example: casebook add ~/saved/page.html --slug chengdu-yijiaqin
    """
    named = list(expanded(files))
    refused = [item for item in named if isinstance(item, Problem)]
    paths = tuple(entry for entry in named if isinstance(entry, Path))
    count = len(paths) + sum(map(_is_error, refused))
    if slug and ((count > 1 and not join) or split):
        raise click.UsageError(say("--slug goes with one article"))
    rules = load_rules(Project.of(articles, config_file))
    stop_at_wrong_settings(rules.problems)
    if not articles.absolute().parent.is_dir():
        # A new knowledge base begins with a new folder, not with a mistyped path.
        print_problems((Problem(Code.FOLDER_MISSING, articles.as_posix()),))
        raise click.exceptions.Exit(1)
    groups = [paths] if join else [(path,) for path in paths]
    store = Store(articles, force=force, day=day)
    before = frozenset[str]() if explain else store.split_pages()
    limits = Limits(rules.settings.max_page_seconds)
    # The pages of one article have its title in common, too.
    sites = {} if join else shared_of_sites(paths, rules.settings.max_page_bytes, limits)
    jobs: list[Job] = []
    for group in filter(None, groups):
        rows, unpicked = _rows_of(group[0], slug)
        refused += unpicked
        shared = sites.get(group[0])
        jobs += [Job(group, slug, rules, explain, split, before, row, shared) for row in rows]
    originals = originals_folder(Project.of(articles, config_file), rules.settings)
    wrong = (*rules.problems, *installed_steps()[1])
    print_problems((*wrong, *refused))
    tally = _Tally(
        several=count > 1, refused=sum(map(_is_error, refused)), bad=is_bad((*wrong, *refused))
    )
    quiet = len(jobs) < 2 or not sys.stderr.isatty()
    with click.progressbar(
        in_order(work, jobs, failed, limits),
        len(jobs),
        label=say("Cleaning"),
        hidden=quiet,
        show_pos=True,
        file=sys.stderr,
    ) as results:
        for done in results:
            if not quiet:
                click.echo(CLEAR_LINE, nl=False, err=True)
            if done.cleaned:
                print_lines(done.cleaned)
            _store(done, store, originals, tally, rules)
    if not explain and count > 1:
        for line in (*tally.hints(), tally.line()):
            click.echo(line)
    if tally.bad:
        raise click.exceptions.Exit(1)


_CASES = ".parquet"
_NAMED = 6
"""Articles that are named of which the same hint is true."""


def _rows_of(path: Path, slug: str) -> tuple[tuple[int | None, ...], tuple[Problem, ...]]:
    """Return the cases that a person picked of a file of a crawl; of another file ``None``."""
    if path.suffix != _CASES:
        return (None,), ()
    rows, problems = picked_rows(path)
    if slug and len(rows) > 1:
        raise click.UsageError(say("--slug goes with one article"))
    return rows, problems


def _is_error(problem: Problem) -> bool:
    return problem.code.severity is Severity.ERROR


_THERE = {Code.PAGE_THERE, Code.PAGE_JOINED, Code.WITHDRAWN}
"""Why a page is passed over; what cleaning it would say is no news."""


def _is_there(problems: Iterable[Problem]) -> bool:
    """Whether a page was passed over."""
    return any(problem.code in _THERE for problem in problems)


def _is_withdrawn(problems: Iterable[Problem]) -> bool:
    return any(problem.code is Code.WITHDRAWN for problem in problems)


def _store(done: Done, store: Store, originals: Path | None, tally: _Tally, rules: Rules) -> None:
    """Put the articles of a page among the others, and say what became of each."""
    once: list[Problem] = []
    if not done.prepared:
        print_problems(done.problems)
        if not done.cleaned:
            tally.count("", done.problems)
        else:
            tally.bad |= is_bad(done.problems)
    for made, told, of_page in done.prepared:
        prepared, summary = made, told
        # A page of a crawl stays in the files of the crawl.
        folder = originals if done.row is None else None
        kept, problems = keep_pages(folder, done.paths, prepared.pages) if folder else ((), ())
        if not problems:
            prepared, summary, problems = _put(done, prepared, summary, store, rules)
        there = _is_there(problems)
        if is_bad(problems) or _is_withdrawn(problems):
            forget_pages(kept)
        elif folder and not there:
            problems += keep_article(folder, prepared.pages, prepared.content)
        once += [item for item in problems if item.code in _ONCE]
        if there:  # what cleaning it would say is no news
            print_problems(item for item in problems if item.code not in _ONCE)
        else:
            problems = (*of_page, *problems)
            tally.hint(prepared.slug, problems)
            shown = (x for x in problems if x.code not in _ONCE and not tally.is_gathered(x))
            print_problems(sorted(shown, key=_weight))
        tally.count(prepared.slug, problems)
        if not there and not is_bad(problems):
            click.echo(summary)
    print_problems(_gathered(once))
    for refused in done.refused:
        print_problems(refused)
        tally.count("", refused)


def _put(
    done: Done, prepared: Prepared, summary: str, store: Store, rules: Rules
) -> tuple[Prepared, str, tuple[Problem, ...]]:
    """Write an article; one of an archive whose name is taken, by the next name with a number."""
    problems = store.put(prepared, done.path)
    if any(problem.code is Code.SLUG_TAKEN for problem in problems):
        another = named_anew(done, prepared, store.name_beside(prepared), rules)
        if another:
            prepared, summary = another
            problems = store.put(prepared, done.path)
    if not problems and (twin := store.twin_of(prepared)):
        problems = (Problem(Code.TWIN, done.path.as_posix(), 0, twin),)
    return prepared, summary, problems


_HINTS = {Code.NO_THEME, Code.TEXT_BEFORE_THEME, Code.PICTURES_NOT_SAVED}
"""What is true of many pages and asks for nothing; of several files it is said once."""
_GAPS = {Code.NO_DATE, Code.NO_PUBLISHER}
"""What a page does not say: the article is right, and a person may fill it in."""


def _weight(problem: Problem) -> int:
    """Say how grave a problem is: hints, gaps, what may be wrong, what may be lost, errors."""
    if problem.code.severity is Severity.NOTE:
        return 0
    if problem.code in _GAPS:
        return 1
    return 4 if _is_error(problem) else 3 if problem.code is Code.TEXT_CUT else 2


_ONCE = {Code.PAGE_TAKEN, Code.WITHDRAWN}
"""What is true of a page as a whole, and said once, whatever number of cases it holds."""


def _gathered(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield one problem for each code and file, with the articles that all of them name."""
    named: dict[tuple[Code, str], dict[str, None]] = {}
    for problem in problems:
        named.setdefault((problem.code, problem.file), {})[problem.detail] = None
    for (code, file), articles in named.items():
        yield Problem(code, file, 0, ", ".join(articles))


@dataclass(slots=True)
class _Tally:
    """What became of all files."""

    taken: int = 0
    there: int = 0
    refused: int = 0
    several: bool = False
    doubtful: dict[str, list[Problem]] = field(default_factory=dict)
    gathered: dict[Code, list[str]] = field(default_factory=dict)
    bad: bool = False

    def is_gathered(self, problem: Problem) -> bool:
        """Whether a problem is said at the end, with all articles of which it is true."""
        return self.several and problem.code in _HINTS

    def hint(self, slug: str, problems: tuple[Problem, ...]) -> None:
        """Gather the hints of an article."""
        for problem in filter(self.is_gathered, problems):
            self.gathered.setdefault(problem.code, []).append(slug)

    def hints(self) -> Iterator[str]:
        """Yield what is true of many articles, a line each."""
        for code, slugs in sorted(self.gathered.items(), key=lambda entry: entry[0].code):
            more = " …" if len(slugs) > _NAMED else ""
            named = f"{len(slugs)}: {' '.join(slugs[:_NAMED])}{more}"
            yield f"{code.code} {say(code.meaning)} ({named})"

    def count(self, slug: str, problems: tuple[Problem, ...]) -> None:
        """Count one article, or one page of which there is none (``""``)."""
        if is_bad(problems):
            self.refused += 1
            self.bad = True
        elif _is_there(problems):
            self.there += 1
        elif slug:
            self.taken += 1
            warnings = [x for x in problems if x.code.severity is Severity.WARNING]
            if warnings:
                self.doubtful[slug] = sorted(warnings, key=_weight)

    def line(self) -> str:
        """Return the summary."""
        text = say(
            "taken {taken}, there already {there}, refused {refused}, want a look {look}",
            taken=self.taken,
            there=self.there,
            refused=self.refused,
            look=len(self.doubtful),
        )
        if not self.doubtful:
            return text
        ordered = sorted(self.doubtful.items(), key=lambda entry: _weight(entry[1][-1]))
        named = (
            f"{slug} ({' '.join(dict.fromkeys(x.code.code for x in found))})"
            for slug, found in ordered
        )
        return say("{tally}: {slugs}", tally=text, slugs=" ".join(named))
