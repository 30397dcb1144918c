"""Putting cleaned articles among the others without losing a person's work."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from casebook.ingest.read.pictures import SavedPicture
from casebook.library import SLUG, dump, parse, read_article
from casebook.library.ids import ids_path, renewed_ids
from casebook.library.ledger import dump_ledger, ledger_path, written_sha256
from casebook.output import write_whole
from casebook.problems import Code, Problem
from casebook.records import Article, Ledger

# The first checksum of an article file is that of the page that it was made of.
_SHA256 = re.compile(rb"^\s+sha256: ([0-9a-f]{64})$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Volume:
    """An article ready to be put on the shelf: its file and that of its ledger, as bytes.

    ``sha256`` is the checksum of the saved page, of its first file where it has several;
    ``pictures`` are the files that the article names.
    """

    slug: str
    page: tuple[str, str]
    sha256: str
    content: bytes
    ledger: bytes
    pictures: tuple[SavedPicture, ...] = ()


def bind(article: Article, ledger: Ledger, pictures: Iterable[SavedPicture]) -> Volume:
    """Make the files of an article; the costly half of putting it away, and without effect."""
    content = dump(article).encode("utf-8")
    record = dump_ledger(ledger, _digest(content)).encode("utf-8")
    sha256 = article.sources[0].sha256 if article.sources else ""
    return Volume(article.slug, _page_of(article), sha256, content, record, tuple(pictures))


class Shelf:
    """A folder of articles that articles are added to.

    The ledger of each article remembers what its file was when it was written,
    so that a later edit by a person is seen.
    """

    def __init__(self, folder: Path, *, force: bool) -> None:
        self._folder = folder
        self._force = force
        self._placed: dict[str, Path] = {}
        self._pages: dict[str, str] | None = None

    def put(self, volume: Volume, page: Path) -> tuple[Problem, ...]:
        """Write an article, its ledger and its pictures, or say why not.

        Nothing is written where a file of this name exists that came from
        another page, or that a person has edited since, or where the page is
        there under another name, unless forced; nor, even then, where another
        page of this run has the name.

        :param page: the saved page, to be named in problems.
        """
        path = self._folder / f"{volume.slug}.md"
        record = ledger_path(self._folder, volume.slug)
        if not SLUG.fullmatch(volume.slug):
            return (Problem(Code.SLUG_INVALID, page.as_posix(), 0, "Choose one with --slug."),)
        if self._placed.setdefault(volume.slug, page) != page:
            return (Problem(Code.SLUG_TAKEN, page.as_posix(), 0, path.as_posix()),)
        try:
            refused = None if self._force else self._refusal(volume, path, record)
            if refused:
                code, other = refused
                return (Problem(code, page.as_posix(), 0, other.as_posix()),)
            for picture in volume.pictures:
                name = self._folder / "pictures" / volume.slug / picture.name
                write_whole(name, picture.content)
            _write_both(record, volume.ledger, path, volume.content)
            self._remember_ids(volume)
            self._known()[volume.sha256] = volume.slug
        except OSError as error:
            return (Problem(Code.NOT_WRITTEN, path.as_posix(), 0, error.strerror or ""),)
        return ()

    def _remember_ids(self, volume: Volume) -> None:
        """Give the text that an article had before the ids that it had."""
        article, _ = parse(volume.content.decode("utf-8"), volume.slug, "")
        path = ids_path(self._folder, volume.slug)
        before = path.read_bytes() if path.is_file() else None
        if article and (content := renewed_ids(before, article)):
            write_whole(path, content)

    def _refusal(self, volume: Volume, path: Path, record: Path) -> tuple[Code, Path] | None:
        """Return why an article is not written, and the file that stands in its way."""
        if path.exists():
            if written_sha256(record) != _digest(path.read_bytes()):
                return Code.ARTICLE_EDITED, path
            there, _ = read_article(path)
            if there is None or _page_of(there) != volume.page:
                return Code.SLUG_TAKEN, path
        slug = self._known().get(volume.sha256, volume.slug)
        return None if slug == volume.slug else (Code.PAGE_TAKEN, self._folder / f"{slug}.md")

    def _known(self) -> dict[str, str]:
        """Return the articles by the checksums of the pages that they were made of."""
        if self._pages is None:
            files = sorted(self._folder.glob("*.md"))
            found = ((_SHA256.search(file.read_bytes()), file.stem) for file in files)
            self._pages = {match[1].decode(): slug for match, slug in found if match}
        return self._pages


def _write_both(record: Path, ledger: bytes, path: Path, content: bytes) -> None:
    """Write ledger and article; where the article fails, the old ledger comes back.

    A ledger of an article that was not written would make the old article look
    as if a person had edited it.
    """
    before = record.read_bytes() if record.is_file() else None
    write_whole(record, ledger)
    try:
        write_whole(path, content)
    except BaseException:
        if before is None:
            record.unlink()
        else:
            write_whole(record, before)
        raise


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _page_of(article: Article) -> tuple[str, str]:
    """What tells the saved pages of two articles apart: many are called index.html."""
    return article.title, article.sources[0].file if article.sources else ""
