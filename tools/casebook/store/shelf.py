"""Putting cleaned articles among the others without losing a person's work."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from casebook.files import write_whole
from casebook.model import Article, Ledger
from casebook.problems import Code, Problem
from casebook.read.pictures import SavedPicture
from casebook.store import dump, read_article
from casebook.store.ledger import dump_ledger, ledger_path, written_sha256


class Shelf:
    """A folder of articles that articles are added to.

    The ledger of each article remembers what its file was when it was written,
    so that a later edit by a person is seen.
    """

    def __init__(self, folder: Path, *, force: bool) -> None:
        self._folder = folder
        self._force = force

    def put(
        self,
        article: Article,
        ledger: Ledger,
        pictures: Iterable[SavedPicture],
        page: Path,
    ) -> tuple[Problem, ...]:
        """Write an article, its ledger and its pictures, or say why not.

        Nothing is written where a file of this name exists that came from
        another page, or that a person has edited since, unless forced.

        :param pictures: the files that the article names, where they lie now.
        :param page: the saved page, to be named in problems.
        """
        path = self._folder / f"{article.slug}.md"
        content = dump(article).encode("utf-8")
        record = ledger_path(self._folder, article.slug)
        if path.exists() and not self._force:
            if written_sha256(record) != _digest(path.read_bytes()):
                return (Problem(Code.ARTICLE_EDITED, page.as_posix(), 0, path.as_posix()),)
            there, _ = read_article(path)
            if there is None or _page_of(there) != _page_of(article):
                return (Problem(Code.SLUG_TAKEN, page.as_posix(), 0, path.as_posix()),)
        try:
            for picture in pictures:
                name = self._folder / "pictures" / article.slug / picture.name
                write_whole(name, picture.path.read_bytes())
            write_whole(record, dump_ledger(ledger, _digest(content)).encode("utf-8"))
            write_whole(path, content)
        except OSError as error:
            return (Problem(Code.NOT_WRITTEN, path.as_posix(), 0, error.strerror or ""),)
        return ()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _page_of(article: Article) -> str:
    """What tells the saved pages of two articles apart."""
    return article.sources[0].file if article.sources else ""
