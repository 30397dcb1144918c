"""One saved page is cleaned for ``casebook add``, in a process of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from casebook import resources
from casebook.cli.common import printable
from casebook.crawl.picks import page_of
from casebook.files import read_file, sha256_of
from casebook.ingest.clean.elsewhere import SharedLines
from casebook.ingest.clean.overrules import Overrules
from casebook.ingest.pipeline import Cleaned, clean_articles, clean_member
from casebook.knowledge.suggest import suggest
from casebook.knowledge.suggestion_reasons import suggestion_reasons
from casebook.library.store import Prepared, prepare
from casebook.messages import current, listed, named, say
from casebook.pool import Failure
from casebook.problems import Code, Problem
from casebook.project import Rules
from casebook.records import Article, Ledger, Picture, Section, Theme, walk


@dataclass(frozen=True, slots=True)
class Job:
    """One article to be cleaned, from one file or from several.

    ``row`` is that of a case of a crawl in the one file, where it is a file of cases.
    ``explain`` asks for the lines and what became of them instead of the files to be written,
    ``split`` for an article of each case of the page; a page of ``split_pages`` (checksums)
    was added so before.  ``shared`` is what the page has in common with others of its site.
    """

    paths: tuple[Path, ...]
    slug: str
    rules: Rules
    explain: bool = False
    split: bool = False
    split_pages: frozenset[str] = frozenset()
    row: int | None = None
    shared: SharedLines | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a job: files to be written and what to say of them, or why there are none.

    ``prepared`` are the articles in the order of the page, each with its summary and with what
    is wrong with it; ``problems`` say why there is none; ``refused`` is what is wrong with other
    pages of the same archive, of which there is no article.
    """

    paths: tuple[Path, ...]
    problems: tuple[Problem, ...]
    prepared: tuple[tuple[Prepared, str, tuple[Problem, ...]], ...] = ()
    cleaned: Cleaned | None = None
    refused: tuple[tuple[Problem, ...], ...] = ()
    row: int | None = None

    @property
    def path(self) -> Path:
        """The first file, which problems name."""
        return self.paths[0]


def work(job: Job) -> Done:
    """Clean one article by the data of the knowledge base."""
    with resources.use(job.rules.overlay):
        return _done(job)


def _done(job: Job) -> Done:
    split = not job.explain and (job.split or _is_split(job))
    cases = clean_by_rules(
        job.paths, job.slug, job.rules, split=split, row=job.row, shared=job.shared
    )
    if job.explain:
        return Done(job.paths, cases[0].problems, cleaned=cases[0])
    prepared = tuple(
        (
            prepare(
                case.article,
                case.ledger,
                case.pictures,
                chosen=bool(job.slug) and case.article.slug == job.slug,
            ),
            _summary(job.paths[0], case.article, case.ledger),
            case.problems,
        )
        for case in cases
        if case.article
    )
    if job.slug and not split and len(prepared) > 1:  # of an archive
        several = Problem(Code.SEVERAL_PAGES, str(job.paths[0]), 0, f"({len(prepared)} pages)")
        return Done(job.paths, (several,), row=job.row)
    made = [case for case in cases if case.article] or list(cases)
    refused = tuple(case.problems for case in cases if case not in made)
    problems = tuple(problem for case in made if not case.article for problem in case.problems)
    return Done(job.paths, problems, prepared, refused=refused, row=job.row)


def named_anew(
    done: Done, prepared: Prepared, slug: str, rules: Rules
) -> tuple[Prepared, str] | None:
    """Clean one page of an archive, or of a crawl, once more under another name.

    :returns: the files to be written and the summary; ``None`` for one case of several on a page,
        and for a page that is a file: a person can name that.
    """
    sha256 = prepared.pages[0]
    of_file = len(done.paths) > 1 or sha256 == _sum_of(done.path)
    if prepared.chosen or of_file or "/" in sha256:
        return None
    with resources.use(rules.overlay):
        cases = clean_by_rules(done.paths, slug, rules, row=done.row, only=sha256)
        for case in cases:
            if case.article and case.article.slug == slug:
                files = prepare(case.article, case.ledger, case.pictures, chosen=False)
                return files, _summary(done.path, case.article, case.ledger)
    return None


def _sum_of(path: Path) -> str:
    content, _ = read_file(path)
    return sha256_of(content or b"")


def _is_split(job: Job) -> bool:
    """Whether articles of the single cases of a page are there already."""
    if not job.split_pages:
        return False
    content: bytes | None
    if job.row is None:
        content, _ = read_file(job.paths[0])
    else:
        content = page_of(job.paths[0], job.row).data
    return content is not None and sha256_of(content) in job.split_pages


_FAILURES = {
    Failure.MISTAKE: Code.FILE_FAILED,
    Failure.TIMEOUT: Code.FILE_TIMEOUT,
    Failure.MEMORY: Code.FILE_MEMORY,
}


def failed(job: Job, failure: Failure, reason: str) -> Done:
    """Say why there is no result."""
    return Done(job.paths, (Problem(_FAILURES[failure], str(job.paths[0]), 0, reason),))


def clean_by_rules(
    paths: Sequence[Path],
    chosen: str,
    rules: Rules,
    *,
    split: bool = False,
    row: int | None = None,
    only: str = "",
    shared: SharedLines | None = None,
) -> tuple[Cleaned, ...]:
    """Clean a page, and once more by the overrules where there are any for its articles.

    :param paths: its files in reading order.
    :param chosen: the slug that a person chose, ``""`` for that of the title.
    :param split: whether each case of the page is an article.
    :param row: of the one file, where that holds the cases of a crawl.
    :param only: the checksum of the one page of an archive that is wanted.
    :param shared: what the page has in common with others of its site.
    """

    def cleaned(overrules: Overrules | None) -> tuple[Cleaned, ...]:
        limit = rules.settings.max_page_bytes
        if row is not None:
            page = page_of(paths[0], row)
            cases = clean_member(page, overrules=overrules, divide=split)
        else:
            cases = clean_articles(
                paths, overrules=overrules, max_bytes=limit, divide=split, only=only
            )
        single = sum(bool(case.article) for case in cases) == 1
        return tuple(_named(case, chosen if single else "") for case in cases)

    cases = cleaned(Overrules(shared=shared) if shared else None)
    slugs = [case.article.slug for case in cases if case.article]
    if any(_is_of_overrules(problem, slug) for problem in rules.problems for slug in slugs):
        # Without them a line may be lost; it is reported.
        return tuple(replace(case, article=None) for case in cases)
    own = [rules.overrules[slug] for slug in slugs if slug in rules.overrules]
    if not own:
        return cases
    keep = frozenset[str]().union(*(rule.keep for rule in own))
    drop = frozenset[str]().union(*(rule.drop for rule in own))
    return cleaned(Overrules(keep, drop, shared))


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


def _summary(path: Path, article: Article, ledger: Ledger) -> str:
    source = article.sources[0]
    pictures = sum(
        isinstance(place.content, Picture) and bool(place.content.file) for place in walk(article)
    )
    publisher = " ".join(filter(None, (source.publisher, source.channel))) or say("no publisher")
    dated = say(
        "source: {publisher}, {date}", publisher=publisher, date=source.published or say("no date")
    )
    if source.editors:
        dated += "，" if current() else ", "
        dated += say("editors {names}", names="、".join(source.editors))
    about = [
        say("title: {title}", title=article.title),
        dated,
        say(
            "parts: {parts}; pictures: {pictures}; script {script}",
            parts=listed(_outline(article.sections)),
            pictures=pictures,
            script=say(f"script {article.script.value}").removeprefix("script "),
        ),
        say(
            "removed lines: {lines}; repaired places: {places}",
            lines=len(ledger.removals),
            places=len(ledger.repairs),
        ),
    ]
    for loss, lines in _losses(ledger).items():
        about.append(say("to be looked at: {loss} (lines: {lines})", loss=say(loss), lines=lines))
    if article.suggested:
        keys = listed(_suggested(article))
        about.append(say("suggested, to be confirmed: {keys}", keys=keys))
    return "\n  ".join(map(printable, [f"{path} -> {article.slug}.md", *about]))


def _suggested(article: Article) -> Iterator[str]:
    """Yield what was suggested, each with the words that it comes from: years (2014年、2016年)."""
    reasons = suggestion_reasons(article)
    for key in article.suggested:
        words = "、".join(reasons.get(key, ()))
        yield named("key", key) + (f" ({words})" if words else "")


def _losses(ledger: Ledger) -> dict[str, int]:
    return dict(Counter(alarm.loss.value for alarm in ledger.alarms))


def _outline(sections: Iterable[Section]) -> Iterator[str]:
    """Yield the theme of each section, once for those in a row."""
    for theme, group in groupby(sections, lambda section: section.theme):
        of_theme = [*group]
        name = named("theme", theme.value)
        if theme is Theme.BODY:  # no mark that is typed
            name = name.removesuffix(f" {theme.value}")
        if len(of_theme) > 1:
            yield name + say(" ({number} parts)", number=len(of_theme))
        else:
            count = len(of_theme[0].sections)
            yield f"{name} ({count})" if count else name
