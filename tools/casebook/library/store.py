"""Putting cleaned articles among the others without losing a person's work."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from casebook.files import read_file, sha256_of
from casebook.ingest.read.pictures import SavedPicture
from casebook.library import dump, parse, read_article_file
from casebook.library.changes import HISTORY, Change, ChangeKind, addition
from casebook.library.ids import ids_name, renewed_ids
from casebook.library.layout import (
    SLUG,
    article_files,
    article_name,
    ledger_name,
    picture_name,
    withdrawn_name,
)
from casebook.library.ledger import LedgerFile, dump_ledger, read_ledger
from casebook.library.lock import FolderError
from casebook.library.namesakes import free_name, of_one_address
from casebook.library.plain_text import text_of
from casebook.library.redirects import dump_redirects, led_on, load_redirects
from casebook.library.suggested import suggestions
from casebook.library.transaction import Content, commit, opened
from casebook.library.twins import Index, likeness, sentences, texts_of_file
from casebook.library.withdrawn import load_withdrawn
from casebook.problems import Code, Problem
from casebook.records import Article, Ledger, Source

# In the front matter of an article these are the checksums of the pages that it was made of, and
# which of the cases of a page it is.
_SHA256 = re.compile(
    rb"\b([0-9a-f]{64})\b(?:(?:\n\s+saved: .*)?\n\s+part: '?(\d{1,3})'?$)?", re.MULTILINE
)

_Refusal = tuple[Code, str]
"""Why an article is not written, and the file in its way by its name in the folder."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article ready to be stored: the content of its files.

    ``page`` is its title and the name of its saved page; ``pages`` are the files of that page
    (:func:`pages_in`); ``pictures`` are the files that it names.  ``chosen`` says whether a
    person chose the slug.
    """

    slug: str
    page: tuple[str, str]
    pages: tuple[str, ...]
    content: bytes
    ledger: bytes
    pictures: tuple[SavedPicture, ...] = ()
    chosen: bool = True

    @property
    def files(self) -> dict[str, bytes]:
        """The article and its pictures, by their names in the folder of articles."""
        pictures = {
            picture_name(self.slug, picture.name): picture.content for picture in self.pictures
        }
        return {article_name(self.slug): self.content, **pictures}


def prepare(
    article: Article, ledger: Ledger, pictures: Iterable[SavedPicture], *, chosen: bool = True
) -> Prepared:
    """Make the files of an article; the costly half of storing it, and without effect.

    :param chosen: whether a person chose the slug.
    """
    content = dump(article).encode("utf-8")
    kept = tuple(pictures)
    sums = {picture_name(article.slug, item.name): sha256_of(item.content) for item in kept}
    sums[article_name(article.slug)] = sha256_of(content)
    record = dump_ledger(ledger, sums, suggestions(article)).encode("utf-8")
    pages = pages_in(content)
    return Prepared(article.slug, _page_of(article), pages, content, record, kept, chosen)


class Store:
    """A folder of articles that articles are added to.

    The ledger of each article remembers the checksums of the files that were written with
    it, so that a later edit by a person is seen.

    :param day: that the list of changes gives to what is written.
    """

    def __init__(self, folder: Path, *, force: bool, day: dt.date) -> None:
        self._folder = folder
        self._force = force
        self._day = day
        self._placed: dict[str, tuple[Path, tuple[str, ...]]] = {}
        self._pages = _Pages(folder)
        self._texts: Index | None = None

    def split_pages(self) -> frozenset[str]:
        """Return the checksums of the pages that were added case by case."""
        return self._pages.split() if self._folder.is_dir() else frozenset()

    def put(self, prepared: Prepared, page: Path) -> tuple[Problem, ...]:
        """Write an article, its ledger and its pictures as one, or say why not.

        Nothing is written where a file of this name exists that came from
        another page, or that a person has edited since, or where the page is
        there under another name, unless forced; nor, even then, where another
        page of this run has the name.

        :param page: the saved page, to be named in problems.
        """
        path = self._folder / article_name(prepared.slug)
        if not SLUG.fullmatch(prepared.slug):
            return (Problem(Code.SLUG_INVALID, page.as_posix(), 0, "Choose one with --slug."),)
        first, held = self._placed.setdefault(prepared.slug, (page, prepared.pages))
        if first != page and held != prepared.pages:
            return (Problem(Code.SLUG_TAKEN, page.as_posix(), 0, path.as_posix()),)
        try:
            with opened(self._folder) as undisturbed:
                if not undisturbed:
                    self._pages.renew()
                problem = self._write(prepared, page)
        except FolderError as error:
            problem = error.problem
        except OSError as error:
            problem = Problem(Code.NOT_WRITTEN, path.as_posix(), 0, error.strerror or "")
        return (problem,) if problem else ()

    def twin_of(self, prepared: Prepared) -> str:
        """Return which other article an article is (nearly) the same text as, and how much.

        The folder is read once, when this is first asked.

        :returns: in words (:func:`casebook.library.twins.likeness`), ``""`` where there is none.
        """
        own = sentences(texts_of_file(prepared.content.decode("utf-8")))
        if self._texts is None:
            self._texts = Index()
            for path in article_files(self._folder)[0]:
                content, _ = read_file(path)
                self._texts.add(path.stem, sentences(texts_of_file(text_of(content))))
        else:
            self._texts.add(prepared.slug, own)
        result = self._texts.most_alike(own, prepared.slug)
        if not result:
            return ""
        first, second = (
            read_article_file(self._folder / article_name(slug))[0]
            for slug in (result, prepared.slug)
        )
        return likeness(first, second) if first and second else article_name(result)

    def _write(self, prepared: Prepared, page: Path) -> Problem | None:
        """Write an article into the folder, which is locked, unless something is in its way."""
        path = self._folder / article_name(prepared.slug)
        written, _, problems = read_ledger(self._folder, prepared.slug)
        there, _ = read_file(path)
        newer = _newer(prepared.slug, there, path, problems)
        if newer:
            return newer
        refused = self._withdrawn(prepared)
        whole = self._replaced(prepared)
        if not refused and not self._force:
            refused = self._refusal(prepared, there, written, whole)
        if not refused and self._is_of_another(prepared, there):
            refused = Code.SLUG_TAKEN, article_name(prepared.slug)
        if refused:
            code, name = refused
            return Problem(code, page.as_posix(), 0, (self._folder / name).as_posix())
        changes = self._changes(prepared, written)
        former = whole if whole != prepared.slug else ""
        if former:
            changes |= self._without(former, prepared.slug)
        if there != prepared.content:
            kind = ChangeKind.ADDED if there is None else ChangeKind.CHANGED
            kind = ChangeKind.RENAMED if former else kind
            listed = Change(date=self._day, kind=kind, case=prepared.slug, former=former)
            changes[HISTORY] = addition(self._folder, [listed])
        changed = commit(self._folder, changes)
        if former:
            self._pages.drop(former)
        self._pages.add(prepared.pages, prepared.slug)
        if changed or prepared.chosen:
            return None
        return Problem(Code.PAGE_THERE, page.as_posix(), 0, path.as_posix())

    def name_beside(self, prepared: Prepared) -> str:
        """Return the name under which an article is there, or else one with the next number."""
        known = self._pages.article_of(prepared.pages)
        return known[0] if known else free_name(self._folder, prepared.slug, self._placed.keys())

    def _is_of_another(self, prepared: Prepared, there: bytes | None) -> bool:
        """Whether the name of an article went to another page of the same archive in this run.

        A page of the same address is the same page, saved once more.
        """
        held = self._placed[prepared.slug][1]
        if there is None or held == prepared.pages or pages_in(there) != held:
            return False
        of_case = any("/" in page for page in prepared.pages)
        return of_case or not of_one_address(there, prepared.content)

    def _changes(self, prepared: Prepared, written: LedgerFile | None) -> dict[str, Content]:
        """Return the files to be written, and the pictures of before that go."""
        changes: dict[str, Content] = {**prepared.files}
        changes[ledger_name(prepared.slug)] = prepared.ledger
        # Text that the article had before keeps the ids that it had.
        ids = ids_name(prepared.slug)
        article, _ = parse(prepared.content.decode("utf-8"), prepared.slug, "")
        before, problems = read_file(self._folder / ids)
        if article and not problems and (renewed := renewed_ids(before, article)):
            changes[ids] = renewed
        of_pictures = picture_name(prepared.slug, "")
        for name, sha256 in written.files.items() if written else ():
            if name.startswith(of_pictures) and name not in changes:
                content, _ = read_file(self._folder / name)
                if content is not None and sha256_of(content) == sha256:
                    changes[name] = None
        return changes

    def _replaced(self, prepared: Prepared) -> str:
        """Return the article of a whole page that the first of its cases takes the place of.

        It is one that nobody has edited, unless forced; ``""`` where there is none.
        """
        slug = self._pages.whole_of(prepared.pages)
        if not slug or self._force:
            return slug
        ledger, _, _ = read_ledger(self._folder, slug)
        sums = ledger.files if ledger else {}
        there = {name: read_file(self._folder / name)[0] for name in sums}
        unedited = all(content and sha256_of(content) == sums[x] for x, content in there.items())
        return slug if unedited and article_name(slug) in sums else ""

    def _without(self, slug: str, new: str) -> dict[str, Content]:
        """Return the files of an article that go; its address leads on to another.

        The lines on which a person has decided (overrules) are left.
        """
        redirects, problems = load_redirects(self._folder)
        if problems:
            raise FolderError(problems[0])
        changes: dict[str, Content] = dict.fromkeys(made_files_of(self._folder, slug))
        changes["redirects.tsv"] = dump_redirects(led_on(redirects, slug, new))
        return changes

    def _refusal(
        self, prepared: Prepared, there: bytes | None, written: LedgerFile | None, whole: str
    ) -> _Refusal | None:
        """Return why an article is not written, ``None`` where it can be.

        :param there: what the file of its name holds.
        :param whole: the article of the whole page that it takes the place of.
        """
        name = article_name(prepared.slug)
        if not whole and (there is None or there != prepared.content):
            known = self._known_page(prepared, written, there)
            if known:
                return known
        if there is not None and there != prepared.content:
            article, _ = parse(text_of(there), prepared.slug, name)
            if written is None and article and any(source.sha256 for source in article.sources):
                return Code.EDITS_UNKNOWN, name
            if written is None or written.files.get(name) != sha256_of(there):
                return Code.ARTICLE_EDITED, name
            if whole != prepared.slug and (article is None or _page_of(article) != prepared.page):
                return Code.SLUG_TAKEN, name
        edited = next(self._edited_pictures(prepared, written), None)
        return (Code.ARTICLE_EDITED, edited) if edited else None

    def _withdrawn(self, prepared: Prepared) -> _Refusal | None:
        """Return why an article is not taken in that was withdrawn, by its page or its name.

        A case of a page that was withdrawn whole is of its text, and so is the whole page of
        a case that was withdrawn.
        """
        entries, problems = load_withdrawn(self._folder)
        if problems:
            raise FolderError(problems[0])
        for entry in entries:
            if entry.slug == prepared.slug or _share_text(entry.pages, prepared.pages):
                return Code.WITHDRAWN, withdrawn_name(entry.slug)
        return None

    def _known_page(
        self, prepared: Prepared, written: LedgerFile | None, there: bytes | None
    ) -> _Refusal | None:
        """Return why a page is not taken in that an article was made of already."""
        of_page = self._pages.article_of(prepared.pages)
        if not of_page:
            return None
        slug, pages = of_page
        name = article_name(slug)
        if set(prepared.pages) < set(pages):
            return Code.PAGE_JOINED, name
        if slug != prepared.slug:
            # The whole page is there, and a case of it, or more pages with it, is to be added.
            other = prepared.chosen or not set(prepared.pages) <= set(pages)
            return (Code.PAGE_TAKEN if other else Code.PAGE_THERE), name
        article, _ = parse(text_of(there), slug, name)
        if article and prepared.pages == pages and _page_of(article)[1] != prepared.page[1]:
            return Code.PAGE_THERE, name  # a copy of its file, or its file under another name
        # The page gives what it gave before: only a person has changed the article.
        same = written is not None and written.files.get(name) == sha256_of(prepared.content)
        return (Code.PAGE_THERE, name) if same and not prepared.chosen else None

    def _edited_pictures(self, prepared: Prepared, written: LedgerFile | None) -> Iterator[str]:
        """Yield the pictures that would be replaced and are others than were written."""
        if written and written.version == 1:
            return  # it does not know what its pictures were
        for name, content in prepared.files.items():
            if name == article_name(prepared.slug):
                continue
            there, problems = read_file(self._folder / name)
            known = written.files.get(name) if written else None
            if problems or (there is not None and there != content and sha256_of(there) != known):
                yield name


class _Pages:
    """The saved pages that the articles of a folder were made of, by their checksums."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {}
        self._slugs: dict[str, str] | None = None

    def renew(self) -> None:
        """Look at the folder again before the next answer: others have written to it."""
        self._slugs = None

    def add(self, pages: tuple[str, ...], slug: str) -> None:
        """Note that an article was made of pages."""
        if self._slugs is not None:
            self._seen[slug] = ((0, 0), pages)
            self._slugs |= dict.fromkeys(pages, slug)

    def drop(self, slug: str) -> None:
        """Note that an article is there no more."""
        self._seen.pop(slug, None)
        self._slugs = {page: of for page, of in (self._slugs or {}).items() if of != slug}

    def whole_of(self, pages: tuple[str, ...]) -> str:
        """Return the article of a whole page of which the first case is given; ``""`` if none."""
        of_page = self.article_of(pages)
        first = of_page and pages == tuple(f"{sha256}/1" for sha256 in of_page[1])
        return of_page[0] if of_page and first else ""

    def article_of(self, pages: tuple[str, ...]) -> tuple[str, tuple[str, ...]] | None:
        """Return the article that was made of one of some pages, with all of its pages."""
        if self._slugs is None:
            self._seen = {path.stem: self._look(path) for path in article_files(self._folder)[0]}
            self._slugs = {
                page: slug for slug, (_, all_pages) in self._seen.items() for page in all_pages
            }
        slug = next(filter(None, (self._slug_of(page) for page in pages)), None)
        return (slug, self._seen[slug][1]) if slug else None

    def _slug_of(self, page: str) -> str:
        """Return the article of a page or of one of its cases.

        That of the whole page stands for a case of it, and that of the first case for the
        whole page, as both hold the same text.
        """
        assert self._slugs is not None
        sha256, _, part = page.partition("/")
        return self._slugs.get(page) or self._slugs.get(sha256 if part else f"{sha256}/1", "")

    def split(self) -> frozenset[str]:
        """Return the checksums of the pages that articles of single cases were made of."""
        self.article_of(())
        assert self._slugs is not None
        return frozenset(page.partition("/")[0] for page in self._slugs if "/" in page)

    def _look(self, path: Path) -> tuple[tuple[int, int], tuple[str, ...]]:
        """Read the checksums of the pages in an article file, unless it is as it was."""
        try:
            status = os.stat(path)  # noqa: PTH116 - ten thousand of them
        except OSError:
            return (0, 0), ()
        stamp = (status.st_mtime_ns, status.st_size)
        known = self._seen.get(path.stem)
        if known and known[0] == stamp:
            return known
        content, _ = read_file(path)
        return stamp, pages_in(content or b"")


def made_files_of(folder: Path, slug: str) -> tuple[str, ...]:
    """Return the names of the files that Casebook makes for an article, there or not."""
    pictures = folder / picture_name(slug, "")
    names = sorted(path.name for path in pictures.iterdir()) if pictures.is_dir() else ()
    own = (article_name(slug), ledger_name(slug), ids_name(slug))
    return (*own, *(picture_name(slug, name) for name in names))


def pages_in(content: bytes) -> tuple[str, ...]:
    """Return the saved pages that an article was made of, from its file.

    :returns: the checksum of each, with a slash and its number for one of several cases on it.
    """
    front = content.partition(b"\n---")[0]
    result = (
        f"{sha256.decode()}/{part.decode()}" if part else sha256.decode()
        for sha256, part in _SHA256.findall(front)
    )
    return tuple(dict.fromkeys(result))


def _share_text(pages: Iterable[str], others: Iterable[str]) -> bool:
    """Whether one of some pages or cases of pages holds text of one of others."""
    known = tuple(page.partition("/") for page in others)
    return any(
        sha256 == other and (not part or not number or part == number)
        for sha256, _, part in (page.partition("/") for page in pages)
        for other, _, number in known
    )


def _newer(
    slug: str, there: bytes | None, path: Path, of_ledger: tuple[Problem, ...]
) -> Problem | None:
    """Return the problem of a file that a newer version of Casebook wrote."""
    _, problems = parse(text_of(there), slug, path.as_posix())
    result = (*problems, *of_ledger)
    return next((item for item in result if item.code is Code.FORMAT_NEWER), None)


def _page_of(article: Article) -> tuple[str, str]:
    """What distinguishes the saved pages of two articles: many are called index.html."""
    source = article.sources[0] if article.sources else Source()
    return article.title, source.file
