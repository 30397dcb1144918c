"""The way of a saved page to an article: read, clean, parse."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from casebook.ingest.clean.installed import installed_steps
from casebook.ingest.clean.masthead import AGAIN
from casebook.ingest.clean.masthead import NAME as MASTHEAD
from casebook.ingest.clean.overrules import Overrules, unused
from casebook.ingest.clean.pinyin import LOST
from casebook.ingest.clean.pinyin import NAME as PINYIN
from casebook.ingest.clean.run import clean
from casebook.ingest.clean.spun import spun_reason
from casebook.ingest.parse.article import Saved, parse
from casebook.ingest.read.decode import decode, is_binary
from casebook.ingest.read.html import is_html, read_html
from casebook.ingest.read.mojibake import restore
from casebook.ingest.read.origin import Origin, is_mhtml, origin_of, unpack
from casebook.ingest.read.page import STEP, Facts, Page
from casebook.ingest.read.pictures import SavedPicture, settle
from casebook.ingest.read.source import MAX_PAGE_BYTES, read_bytes
from casebook.ingest.read.text import read_text
from casebook.problems import Code, Problem
from casebook.records import Article, Ledger, Line, Removal, Repair

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


def clean_page(
    path: Path | str,
    *,
    url: str = "",
    overrules: Overrules | None = None,
    max_bytes: int = MAX_PAGE_BYTES,
) -> tuple[Article | None, Ledger, Problems]:
    """Read, clean and parse one saved page.

    :param path: an HTML page or a page saved as text, in any encoding.
    :param url: the address of the page, where it is known.
    :param overrules: lines that stay or go whatever the steps say.
    :param max_bytes: size above which the file is refused.
    :returns: the article, the ledger of what cleaning removed and changed, and the
        problems met.  Where a problem is an error, the article is ``None``.
        Nothing is raised for bad input.
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
    done = Cleaned(None, Ledger(), ())
    facts = Facts()
    sums: list[str] = []
    for path in map(Path, paths):
        page, problems, sha256 = read_page(path, max_bytes)
        done = replace(done, problems=done.problems + problems)
        if page is None:
            return replace(done, article=None)
        spun = spun_reason(page.lines)
        if spun:
            problem = Problem(Code.SPUN_TEXT, str(path), 0, spun)
            return replace(done, article=None, problems=(*done.problems, problem))
        done = _joined(done, _shifted(page, done.lines), path.parent, overrules)
        facts = facts if sums else page.facts
        sums.append(sha256)
    first = Path(paths[0])
    article, found = parse(
        done.kept, done.ledger, facts, Saved(first.name, sums[0], facts.saved, url)
    )
    if article and len(paths) > 1:
        others = ", ".join(
            f"{Path(p).name} (sha256 {s})" for p, s in zip(paths[1:], sums[1:], strict=True)
        )
        sources = (replace(article.sources[0], note=f"continued in {others}"),)
        article = replace(article, sources=sources)
    named = tuple(replace(problem, file=str(first)) for problem in found)
    notes = (*_unused(overrules, done.lines, first), *_lost(done.ledger, first))
    return replace(done, article=article, problems=done.problems + named + notes)


def read_page(path: Path, max_bytes: int = MAX_PAGE_BYTES) -> tuple[Page | None, Problems, str]:
    """Read a saved page into lines.

    :returns: the page (``None`` where it cannot be read), the problems met, and the
        SHA-256 checksum of the file in hexadecimal.
    """
    data, problems = read_bytes(path, max_bytes)
    if data is None:
        return None, problems, ""
    sha256 = hashlib.sha256(data).hexdigest()
    origin, attached = Origin(), dict[str, SavedPicture]()
    if is_mhtml(data):
        data, origin, attached = unpack(data)
        if not data.strip():
            return None, (Problem(Code.MHTML_WITHOUT_PAGE, str(path)),), sha256
    if is_binary(data):
        return None, (Problem(Code.FILE_BINARY, str(path)),), sha256
    decoded = decode(data)
    if decoded is None:
        return None, (Problem(Code.UNDECODABLE, str(path)),), sha256
    if decoded.broken:
        detail = f"({decoded.broken} in {decoded.encoding})"
        problems = (Problem(Code.BROKEN_BYTES, str(path), 0, detail),)
    text, restored, broken = restore(decoded.text)
    if broken:
        problems = (*problems, Problem(Code.MOJIBAKE, str(path), 0, f"(lines: {broken})"))
    if not text.strip():
        return None, (Problem(Code.FILE_EMPTY, str(path)),), sha256
    page = read_html(text) if is_html(text) else read_text(text)
    if page.markup:
        page = replace(page, facts=_with_origin(page.facts, origin, origin_of(text)))
    repairs = tuple(
        Repair(0 if page.markup else number, before, after, STEP, "decoded wrongly when saved")
        for number, before, after in restored
    )
    return replace(page, repairs=repairs + page.repairs, attached=attached), problems, sha256


def _with_origin(facts: Facts, *origins: Origin) -> Facts:
    """Let what the browser wrote down of a page go before what the page says of itself."""
    url = next((origin.url for origin in origins if origin.url), facts.url)
    return replace(facts, url=url, saved=next((o.saved for o in origins if o.saved), ""))


def _shifted(page: Page, before: tuple[Line, ...]) -> Page:
    """Let the line numbers of a further file go on where the file before ended."""
    by = before[-1].number if before else 0
    if not by:
        return page
    lines = tuple(replace(line, number=line.number + by) for line in page.lines)
    repairs = tuple(replace(repair, line=repair.line + by) for repair in page.repairs)
    return replace(page, lines=lines, repairs=repairs)


def _joined(done: Cleaned, page: Page, folder: Path, overrules: Overrules | None) -> Cleaned:
    """Clean one more file and put it behind what is there."""
    kept, ledger = clean(page.lines, overrules)
    kept, removals, pictures = settle(kept, folder, page.attached, done.pictures)
    title = next((line.text for line in done.kept if line.role == "title"), "")
    if title:
        again = tuple(line for line in kept if line.role == "title")
        kept = tuple(line for line in kept if line.role != "title")
        removals += tuple(Removal(x.number, x.text, MASTHEAD, AGAIN) for x in again)
    steps = ("read", *ledger.steps, "pictures")
    whole = Ledger(
        done.ledger.removals + ledger.removals + removals,
        done.ledger.repairs + page.repairs + ledger.repairs,
        steps,
    )
    return replace(
        done,
        ledger=whole,
        lines=done.lines + page.lines,
        kept=done.kept + kept,
        pictures=pictures,
    )


def _unused(overrules: Overrules | None, lines: tuple[Line, ...], path: Path) -> Problems:
    missing = unused(overrules, lines) if overrules else ()
    return tuple(Problem(Code.OVERRULE_UNUSED, str(path), 0, text) for text in missing)


def _lost(ledger: Ledger, path: Path) -> Problems:
    """Report the characters that a mirror had lost."""
    repairs = [repair for repair in ledger.repairs if repair.step == PINYIN]
    lost = sum(repair.after.count(LOST) - repair.before.count(LOST) for repair in repairs)
    return (Problem(Code.LOST_CHARACTERS, str(path), 0, f"(characters: {lost})"),) if lost else ()
