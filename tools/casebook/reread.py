"""Old articles by better rules: a kept page is cleaned anew, and the result is merged.

Three texts are compared line by line: the article as Casebook wrote it, as it is now, and
as Casebook writes it today.  What only Casebook does otherwise is taken over; what only a
person changed stays; where both did, the person's words stay and the place is named.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from merge3 import Merge3

from casebook.files import read_file, sha256_of
from casebook.ingest.pipeline import Cleaned
from casebook.library import dump, parse
from casebook.library.changes import Change as Listed
from casebook.library.changes import ChangeKind, is_seen
from casebook.library.ids import ids_name, renewed_ids
from casebook.library.layout import article_name, ledger_name
from casebook.library.ledger import dump_ledger, read_ledger
from casebook.library.life import Change, read_one
from casebook.library.lock import FolderError
from casebook.library.plain_text import text_of
from casebook.library.store import pages_in
from casebook.library.suggested import suggestions
from casebook.originals import find_originals, written_article
from casebook.problems import Code, Problem
from casebook.records import Article, Block, Picture, Section

Clean = Callable[[tuple[Path, ...], str, str], Cleaned]
"""Cleans the pages of an article by the rules of the knowledge base: the files in which they
are kept, its slug, and its first page as the article names it."""


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading an article anew gives.

    :param difference: from the article as it is to what it will be, a unified difference
        without context.
    :param conflicts: lines that a person and today's rules changed both; the person's stay.
    :param written: the article as Casebook writes it today.
    """

    slug: str
    pages: tuple[str, ...]
    difference: tuple[str, ...]
    conflicts: tuple[str, ...]
    change: Change
    written: bytes


def reread(folder: Path, slug: str, originals: Path, clean: Clean, day: dt.date) -> Reread:
    """Clean the kept page of an article anew and merge the result with the article.

    :param folder: of the articles, read as it is now.
    :param day: that the list of changes gives to it.
    :raises FolderError: the page was not kept, or cannot be cleaned, or the article cannot be
        read or written; nothing is changed by this function.
    """
    content, article = read_one(folder, slug)
    file = (folder / article_name(slug)).as_posix()
    mine = text_of(content).removeprefix("\ufeff").replace("\r\n", "\n")
    pages = pages_in(content)
    paths = find_originals(originals, pages)
    if not pages or not paths:
        raise FolderError(Problem(Code.ORIGINAL_MISSING, file, 0, originals.as_posix()))
    ledger, _, problems = read_ledger(folder, slug)
    if problems:
        raise FolderError(problems[0])
    kept = written_article(originals, pages)
    is_edited = ledger is None or ledger.files.get(article_name(slug)) != sha256_of(content)
    if kept is None and is_edited:
        raise FolderError(Problem(Code.ORIGINAL_UNKNOWN, file))
    base = text_of(kept or content)
    cleaned = clean(paths, slug, pages[0])
    if cleaned.article is None:
        raise FolderError(next(iter(cleaned.problems), Problem(Code.NO_BODY, file)))
    was, _ = parse(base, slug, file)
    anew = _as_before(cleaned.article, was or article)
    theirs = dump(anew)
    merged, conflicts = _merged(base, mine, theirs)
    after, wrong = parse(merged, slug, file)
    if after is None:
        raise FolderError(wrong[0])
    files: dict[str, bytes | None] = {article_name(slug): merged.encode("utf-8")}
    before, problems = read_file(folder / ids_name(slug))
    if before is None:
        before = renewed_ids(None, article)
    if not problems and (ids := renewed_ids(before, after)):
        files[ids_name(slug)] = ids
    sums = dict(ledger.files) if ledger else {}
    sums[article_name(slug)] = sha256_of(theirs.encode("utf-8"))
    files[ledger_name(slug)] = dump_ledger(cleaned.ledger, sums, suggestions(anew)).encode("utf-8")
    lines = difflib.unified_diff(mine.split("\n"), merged.split("\n"), n=0, lineterm="")
    change = Change(
        f"reread {slug}",
        files,
        (Listed(date=day, kind=ChangeKind.CHANGED, case=slug),) if is_seen(article, after) else (),
    )
    return Reread(slug, pages, tuple(lines)[2:], conflicts, change, theirs.encode("utf-8"))


def _merged(base: str, mine: str, theirs: str) -> tuple[str, tuple[str, ...]]:
    """Merge two texts that come from one; where both changed it, the first stands."""
    merge = Merge3(base.split("\n"), mine.split("\n"), theirs.split("\n"))
    lines: list[str] = []
    conflicts: list[str] = []
    for group in merge.merge_groups():
        if group[0] == "conflict":
            lines += group[2]
            conflicts += [line for line in group[3] if line and line not in group[2]]
        else:
            lines += group[1]
    return "\n".join(lines), tuple(conflicts)


def _as_before(article: Article, was: Article) -> Article:
    """Give an article what cleaning a kept page cannot know: its name, its pictures' files."""
    sources = article.sources
    if sources and was.sources:
        first = was.sources[0]
        known = replace(
            sources[0], file=first.file, sha256=first.sha256, note=first.note, url=first.url
        )
        sources = (replace(known, saved=known.saved or first.saved), *sources[1:])
    names = list(_pictures(was.sections))
    same = len(names) == sum(1 for _ in _pictures(article.sections))
    files = iter(names)

    def file_of(picture: Picture) -> str:
        if same:
            return next(files).file
        return next((name.file for name in names if name.caption == picture.caption), "")

    sections = tuple(_with_files(section, file_of) for section in article.sections)
    return replace(article, slug=was.slug, sources=sources, sections=sections)


def _pictures(sections: tuple[Section, ...]) -> Iterator[Picture]:
    for section in sections:
        yield from (block for block in section.blocks if isinstance(block, Picture))
        yield from _pictures(section.sections)


def _with_files(section: Section, file_of: Callable[[Picture], str]) -> Section:
    blocks: tuple[Block, ...] = tuple(
        replace(block, file=file_of(block)) if isinstance(block, Picture) else block
        for block in section.blocks
    )
    below = tuple(_with_files(item, file_of) for item in section.sections)
    return replace(section, blocks=blocks, sections=below)
