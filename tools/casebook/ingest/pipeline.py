"""The way of a saved page to an article: read, clean, parse.

:func:`clean_bytes` is the whole way without files.  :func:`clean_page` and
:func:`clean_files` read files and look for pictures beside them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from casebook import resources
from casebook.ingest.alarm import alarms, problems_of
from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.installed import installed_steps
from casebook.ingest.clean.masthead import NAME as MASTHEAD
from casebook.ingest.clean.overrules import Overrules, unused
from casebook.ingest.clean.run import Result, clean
from casebook.ingest.clean.spun import spun_reason
from casebook.ingest.doubts import doubts
from casebook.ingest.first_look import shared_of_members, with_shared
from casebook.ingest.parse.article import Saved, parse
from casebook.ingest.parse.cases import CaseSpan, cases_in
from casebook.ingest.read.archives import Member, is_archive, members
from casebook.ingest.read.formats import read_bytes_of_page
from casebook.ingest.read.page import Facts, Page
from casebook.ingest.read.pictures import Find, SavedPicture, find_beside, none_beside, settle
from casebook.ingest.read.source import MAX_PAGE_BYTES, read_bytes
from casebook.ingest.recorded import with_true_causes
from casebook.ingest.refusal import is_list_without_text, not_an_article
from casebook.ingest.split import split
from casebook.problems import Code, Problem, Severity
from casebook.records import Article, Ledger, Line, Removal, Role, Source

Problems = tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """All that the way of one page yields.

    ``lines`` are the lines of the page as read and ``kept`` those that
    cleaning left, for :func:`casebook.ingest.clean.explain.explain`; ``pictures``
    are the files to be written beside the article.
    """

    article: Article | None
    ledger: Ledger
    problems: Problems
    lines: tuple[Line, ...] = ()
    kept: tuple[Line, ...] = ()
    pictures: tuple[SavedPicture, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """One saved file of an article: its bytes, its name, and where its pictures are found."""

    data: bytes
    name: str
    media_type: str = ""
    beside: Find = none_beside
    facts: Facts = field(default_factory=Facts)
    """What an archive says of the page."""
    mirrors: tuple[Source, ...] = ()
    """Other pages with the same text."""


def clean_bytes(
    data: bytes,
    *,
    url: str = "",
    media_type: str = "",
    name: str = "",
    overrules: Overrules | None = None,
) -> Cleaned:
    """Read, clean and parse one saved page; pure, so that it can run in any process.

    :param data: the page as saved: HTML, MHTML, Markdown or text, in any encoding; a Word
        document, a PDF, or an archive with one page in it (see :func:`clean_archive`).
    :param url: the address of the page, where it is known.
    :param media_type: of the bytes (``text/html``), where it is known; else they are looked at.
    :param name: what problems and the source of the article call the page.
    :param overrules: lines that stay or go whatever the steps say.
    :returns: the article, its ledger and the problems met.  Where a problem is an error,
        the article is ``None``.  Nothing is raised for bad input.
    """
    if is_archive(data):
        return _alone(clean_archive(data, url=url, name=name, overrules=overrules), name)
    return _clean_parts((_Part(data, name, media_type),), url, overrules)[0]


def clean_archive(
    data: bytes,
    *,
    url: str = "",
    name: str = "",
    overrules: Overrules | None = None,
    divide: bool = False,
    only: str = "",
) -> tuple[Cleaned, ...]:
    """Read, clean and parse each page of an archive (ZIP, EPUB, WARC, WACZ).

    :param data: the archive.
    :param url: the address of the page where there is only one, and the archive has none.
    :param name: what problems call the archive; pages are called ``name/page``.
    :param divide: whether each case of a page is an article.
    :param only: the SHA-256 checksum of the one page that is wanted; the others are passed over.
    :returns: one entry for each article, in the order of the archive; a page that cannot be
        used has an entry without article.  What is wrong with the archive itself stands in an
        entry without article at the end.
    """
    made: list[Cleaned] = []
    problems: Problems = ()
    known = overrules is not None and overrules.shared is not None
    sites = {} if known else shared_of_members(data, name)
    for at, member in enumerate(members(data, name)):
        if isinstance(member, Problem):
            problems += (member,)
        elif not only or hashlib.sha256(member.data).hexdigest() == only:
            own = with_shared(overrules, sites.get(at))
            made += clean_member(member, url=url, overrules=own, divide=divide)
    return (*made, Cleaned(None, Ledger(), problems)) if problems else tuple(made)


def clean_member(
    member: Member,
    *,
    url: str = "",
    overrules: Overrules | None = None,
    divide: bool = False,
    wanted: Callable[[Page], bool] | None = None,
) -> tuple[Cleaned, ...]:
    """Read, clean and parse one page of an archive; parameters as for :func:`clean_archive`.

    :param wanted: whether a page that was read is worth cleaning; one that is not has no article
        and no problem but those of reading.
    """
    mirrors = member.mirrors
    part = _Part(member.data, member.name, member.media_type, member.beside, member.facts, mirrors)
    return _clean_parts((part,), member.url or url, overrules, divide=divide, wanted=wanted)


def _alone(made: tuple[Cleaned, ...], name: str) -> Cleaned:
    """Return the one article of an archive, or say that there are several."""
    articles = [item for item in made if item.article]
    problems = tuple(problem for entry in made for problem in entry.problems)
    if len(articles) == 1:
        return replace(articles[0], problems=problems)
    if articles:
        problems = (Problem(Code.SEVERAL_PAGES, name, 0, f"({len(articles)} pages)"),)
    return Cleaned(None, Ledger(), problems)


def clean_page(
    path: Path | str,
    *,
    url: str = "",
    overrules: Overrules | None = None,
    max_bytes: int = MAX_PAGE_BYTES,
) -> tuple[Article | None, Ledger, Problems]:
    """Read, clean and parse one saved file.

    :param path: an HTML page or a page saved as text, in any encoding.
    :param max_bytes: size above which the file is refused.
    :returns: the article, the ledger of what cleaning removed and changed, and the
        problems met.  Where a problem is an error, the article is ``None``.
        Nothing is raised for bad input.

    Other parameters are those of :func:`clean_bytes`.
    """
    done = clean_files((path,), url=url, overrules=overrules, max_bytes=max_bytes)
    return done.article, done.ledger, (*installed_steps()[1], *done.problems)


def clean_files(
    paths: Sequence[Path | str],
    *,
    url: str = "",
    overrules: Overrules | None = None,
    max_bytes: int = MAX_PAGE_BYTES,
) -> Cleaned:
    """Read, clean and parse one article that was saved in one file or, page by page, in several.

    :param paths: the files in reading order; the first one gives title and masthead.
    :returns: everything that is known of the article.  Line numbers of later files go
        on where the file before ended.
    """
    return _clean_paths(paths, url, overrules, max_bytes, divide=False)[0]


def clean_articles(
    paths: Sequence[Path | str],
    *,
    overrules: Overrules | None = None,
    max_bytes: int = MAX_PAGE_BYTES,
    divide: bool = False,
    only: str = "",
) -> tuple[Cleaned, ...]:
    """Read, clean and parse saved files as ``casebook add`` does.

    :param divide: whether each case of a page is an article.
    :param only: the SHA-256 checksum of the one page of an archive that is wanted.
    :returns: one entry for each article, in order: one, or those of an archive, or those of its
        cases, and one where a page to be divided holds no several cases (P009) or cannot be
        used.  The ledger of a case holds what was done to its lines and to those before the
        first one.

    Other parameters are those of :func:`clean_files`.
    """
    if len(paths) == 1:
        data, _ = read_bytes(Path(paths[0]), max_bytes)
        if data is not None and is_archive(data):
            name = str(paths[0])
            return clean_archive(data, name=name, overrules=overrules, divide=divide, only=only)
    return _clean_paths(paths, "", overrules, max_bytes, divide=divide)


def _clean_paths(
    paths: Sequence[Path | str],
    url: str,
    overrules: Overrules | None,
    max_bytes: int,
    *,
    divide: bool,
) -> tuple[Cleaned, ...]:
    parts: list[_Part] = []
    problems: Problems = ()
    for path in map(Path, paths):
        data, met = read_bytes(path, max_bytes)
        problems += met
        if data is None:
            return (Cleaned(None, Ledger(), problems),)
        if is_archive(data):
            made = _alone(
                clean_archive(data, url=url, name=str(path), overrules=overrules), str(path)
            )
            return (replace(made, problems=problems + made.problems),)
        parts.append(_Part(data, str(path), "", partial(find_beside, path.parent)))
    first, *others = _clean_parts(tuple(parts), url, overrules, divide=divide)
    return (replace(first, problems=problems + first.problems), *others)


@dataclass(frozen=True, slots=True)
class _Joined:
    """What the parts so far gave."""

    result: Result = field(default_factory=lambda: Result((), Ledger()))
    lines: tuple[Line, ...] = ()
    pictures: tuple[SavedPicture, ...] = ()
    facts: Facts = field(default_factory=Facts)
    problems: Problems = ()
    sums: tuple[str, ...] = ()


@resources.one_text()
def _clean_parts(
    parts: tuple[_Part, ...],
    url: str,
    overrules: Overrules | None,
    *,
    divide: bool = False,
    wanted: Callable[[Page], bool] | None = None,
) -> tuple[Cleaned, ...]:
    done = _Joined()
    for part in parts:
        page, problems = read_bytes_of_page(part.data, part.name, part.media_type)
        done = replace(done, problems=done.problems + problems)
        if page is None or any(item.code.severity is Severity.ERROR for item in problems):
            return (Cleaned(None, done.result.ledger, done.problems),)
        spun = spun_reason(page.lines)
        if spun:
            problem = Problem(Code.SPUN_TEXT, part.name, 0, spun)
            return (Cleaned(None, done.result.ledger, (*done.problems, problem)),)
        if wanted and not wanted(page):
            return (Cleaned(None, done.result.ledger, done.problems),)
        page = replace(page, facts=page.facts.filled_by(part.facts))
        done = _joined(done, _shifted(page, done.lines), part, overrules)
    cases = cases_in(done.result.lines) if divide else ()
    unused_rules = _unused(overrules, done.lines, parts[0].name)
    if not cases:
        whole = _article(done, parts, url, overrules)
        alone = (Problem(Code.ONE_CASE, parts[0].name),) if divide and whole.article else ()
        return (replace(whole, problems=done.problems + whole.problems + alone + unused_rules),)
    # A title above the first case is that of the collection.
    titles = (x for x in done.result.lines if x.role is Role.TITLE)
    collection = next((x.text for x in titles if x.number < cases[0].first), "")
    made: list[Cleaned] = []
    for case, result in zip(cases, split(done.result, cases), strict=True):
        single = _article(replace(done, result=result), parts, url, overrules)
        made.append(_as_case(single, case, len(made) + 1, collection))
    slugs = [item.article.slug if item.article else "" for item in made]
    for at, item in enumerate(made):
        if item.article and slugs[at] in slugs[:at]:
            slug = f"{slugs[at]}-{at + 1}"
            made[at] = replace(item, article=replace(item.article, slug=slug))
    before = done.problems + unused_rules
    return (replace(made[0], problems=before + made[0].problems), *made[1:])


def _article(
    done: _Joined, parts: tuple[_Part, ...], url: str, overrules: Overrules | None
) -> Cleaned:
    """Parse what cleaning left, and look at what it took."""
    first = parts[0].name
    saved = Saved(Path(first).name, done.sums[0], done.facts.saved, url)
    article, results, repairs = parse(done.result, done.facts, saved)
    if not (overrules and overrules.keep):
        title = article.title if article else _shown_title(done)
        judge = not_an_article if article else is_list_without_text
        refused = judge(done.lines, done.result.lines, title, first)
        if refused:
            return Cleaned(None, done.result.ledger, (*done.problems, refused), done.lines)
    if article and len(parts) > 1:
        others = ", ".join(
            f"{Path(part.name).name} (sha256 {total})"
            for part, total in zip(parts[1:], done.sums[1:], strict=True)
        )
        note = "; ".join(filter(None, (article.sources[0].note, f"continued in {others}")))
        sources = (replace(article.sources[0], note=note),)
        article = replace(article, sources=sources)
    if article and parts[0].mirrors:
        article = replace(article, sources=(*article.sources, *parts[0].mirrors))
    losses = alarms(done.lines, done.result, overrules) if article else ()
    notes = (
        *(replace(problem, file=first) for problem in results),
        *doubts(done.lines, done.result, article, first),
        *problems_of(losses, first),
    )
    ledger = with_true_causes(done.result, article)
    ledger = replace(ledger, repairs=ledger.repairs + repairs, alarms=losses)
    return Cleaned(article, ledger, notes, done.lines, done.result.lines, done.pictures)


def _shown_title(done: _Joined) -> str:
    titles = (line.text for line in done.result.lines if line.role is Role.TITLE)
    return next(titles, done.facts.title)


def _as_case(cleaned: Cleaned, case: CaseSpan, number: int, collection: str) -> Cleaned:
    """Make the article of a case out of what parsing its lines gave.

    :param number: of the case on the page, from 1.
    :param collection: the title of the page above its cases, ``""`` where it has none.
    """
    article, ledger = cleaned.article, cleaned.ledger
    if article:
        source = article.sources[0]
        source = replace(source, title=collection or source.title, part=str(number))
        article = replace(article, sources=(source,))
    problems = cleaned.problems
    if number > 1:
        # What stands before the first case is reported with the first case.
        losses = tuple(alarm for alarm in ledger.alarms if alarm.line >= case.first)
        ledger = replace(ledger, alarms=losses)
        file = next((item.file for item in problems), "")
        others = tuple(item for item in problems if item.code is not Code.TEXT_CUT)
        problems = others + problems_of(losses, file)
    sources = {line.src for line in cleaned.kept}
    pictures = tuple(item for item in cleaned.pictures if item.name in sources)
    lines = tuple(line for line in cleaned.lines if case.first <= line.number <= case.last)
    return replace(
        cleaned, article=article, ledger=ledger, problems=problems, lines=lines, pictures=pictures
    )


def _shifted(page: Page, before: tuple[Line, ...]) -> Page:
    """Let the line numbers of a further file go on where the file before ended."""
    by = before[-1].number if before else 0
    if not by:
        return page
    lines = tuple(replace(line, number=line.number + by) for line in page.lines)
    repairs = tuple(replace(repair, line=repair.line + by) for repair in page.repairs)
    return replace(page, lines=lines, repairs=repairs)


def _joined(done: _Joined, page: Page, part: _Part, overrules: Overrules | None) -> _Joined:
    """Clean one more file and put it after what is there."""
    result = clean(page.lines, overrules)
    kept, removals, pictures = settle(result.lines, part.beside, page.attached, done.pictures)
    before = done.result
    if any(line.role is Role.TITLE for line in before.lines):
        again = tuple(line for line in kept if line.role is Role.TITLE)
        kept = tuple(line for line in kept if line.role is not Role.TITLE)
        removals += tuple(Removal(x.number, x.text, MASTHEAD, Cause.AGAIN) for x in again)
    ledger = Ledger(
        before.ledger.removals + result.ledger.removals + removals,
        before.ledger.repairs + page.repairs + result.ledger.repairs,
        ("read", *result.ledger.steps, "pictures"),
    )
    whole = Result(
        before.lines + kept,
        ledger,
        before.head.filled_by(result.head),
        before.foot.filled_by(result.foot),
        before.choice or result.choice or page.choice,
        before.said | result.said,
    )
    return _Joined(
        whole,
        done.lines + page.lines,
        pictures,
        done.facts if done.sums else page.facts,
        done.problems,
        (*done.sums, hashlib.sha256(part.data).hexdigest()),
    )


def _unused(overrules: Overrules | None, lines: tuple[Line, ...], file: str) -> Problems:
    missing = unused(overrules, lines) if overrules else ()
    return tuple(Problem(Code.OVERRULE_UNUSED, file, 0, text) for text in missing)
