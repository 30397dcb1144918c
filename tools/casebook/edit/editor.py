"""Reads the files of one article at a time, and writes them as one, with a way back.

A page names what it showed by a stamp of the files; where they are others when it comes
back, nothing is written.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from casebook.edit.decisions import FILE as CORRECTIONS
from casebook.edit.refused import RefusedError, StaleError
from casebook.files import read_file, sha256_of
from casebook.library import history, parse, read_article_file
from casebook.library.canonical import rewritten
from casebook.library.changes import Change, ChangeKind, is_seen
from casebook.library.ids import dump_ids, ids_name, load_ids, parse_ids, renewed_ids, with_ids
from casebook.library.layout import SLUG, article_files, article_name, ledger_name
from casebook.library.ledger import LedgerFile, dump_ledger, read_ledger
from casebook.library.lock import FolderError
from casebook.library.matching import Memory, match
from casebook.library.transaction import opened
from casebook.problems import Code, Problem, Severity
from casebook.project import Project, Snapshot, load, load_rules, originals_folder
from casebook.records import Article, Ledger
from casebook.text.catalogue import N_

Problems = tuple[Problem, ...]
Changes = Mapping[str, bytes | None]

# What a page shows and its actions write, from the folder of articles.
_SCOPES: Mapping[str, Callable[[str, Project], tuple[str, ...]]] = {
    "article": lambda slug, _: (article_name(slug), ledger_name(slug)),
    "rulings": lambda slug, it: (article_name(slug), it.overrides_file.name),
    "corrections": lambda slug, _: (article_name(slug), CORRECTIONS),
}


@dataclass(frozen=True, slots=True)
class Opened:
    """An article with what lies beside it, as its files are now.

    :param article: ``None`` where the file cannot be read as an article.
    :param text: of the file.
    """

    slug: str
    article: Article | None
    text: str
    ledger: LedgerFile | None = None
    problems: Problems = ()

    def readable(self) -> Article:
        """Return the article.

        :raises RefusedError: its file cannot be read as one.
        """
        if self.article is None:
            raise RefusedError(N_("這篇文章的檔案有錯，請先在「全文」裡改正。"), self.problems)
        return self.article


class Editor:
    """The articles of a knowledge base while they are edited; may be used by several threads.

    :param cache: folder in which annotation is saved, ``None`` for nowhere.
    :param today: returns the day that the list of changes gives to a change.
    """

    def __init__(
        self,
        project: Project,
        cache: Path | None = None,
        today: Callable[[], dt.date] = lambda: dt.datetime.now().astimezone().date(),
    ) -> None:
        self.project = project
        self._cache = cache
        self._today = today
        self._lock = threading.Lock()

    @property
    def folder(self) -> Path:
        """The folder of articles."""
        return self.project.articles

    def originals(self) -> Path | None:
        """Return where saved pages are kept, ``None`` where they are not."""
        return originals_folder(self.project, load_rules(self.project).settings)

    def snapshot(self) -> Snapshot:
        """Load the knowledge base as it is now."""
        return load(self.project, self._cache)

    def editions(self) -> tuple[str, ...]:
        """Return the tags of the editions of the knowledge base.

        Its data files are laid over those of the program for the rest of this context.
        """
        return load_rules(self.project).settings.editions

    def slugs(self) -> tuple[str, ...]:
        """Return the names of all article files, also of broken ones."""
        return tuple(path.stem for path in article_files(self.folder)[0])

    def open(self, slug: str) -> Opened | None:
        """Read an article; ``None`` where there is no file of this name."""
        if not SLUG.fullmatch(slug) or slug not in self.slugs():
            return None
        return self._read(slug)

    def stamp(self, scope: str, slug: str) -> str:
        """Return what a page of a scope is made from: a checksum over the files."""
        names = _SCOPES[scope](slug, self.project)
        return sha256_of("".join(f"{name} {self._sum(name)}\n" for name in names).encode())

    def change(self, scope: str, slug: str, stamp: str, make: Callable[[Opened], Changes]) -> None:
        """Write what a function makes of an article, unless its files changed meanwhile.

        :param stamp: that of the page on which the person decided.
        :param make: is given the article as it is now, and returns new content by name.
        :raises RefusedError: nothing was written; it says why.
        """
        with self._lock, _locked(self.folder):
            if stamp != self.stamp(scope, slug):
                raise StaleError(
                    N_(
                        "這一頁打開以後，檔案已在別處改過，所以沒有寫入。下面是現在的內容，請再做一次。"
                    )
                )
            before = self._read(slug)
            changes = make(before)
            listed = [Change(date=self._today(), kind=ChangeKind.CHANGED, case=slug)]
            seen = _are_seen(before, changes)
            history.change(self.folder, f"edit {slug}", changes, listed if seen else ())

    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return history.can_undo(self.folder)

    def undo(self) -> None:
        """Take the last change of the folder back, also one that another verb made.

        :raises RefusedError: there is none, or its files were changed since.
        """
        with self._lock, _locked(self.folder):
            try:
                undone, _ = history.undo(self.folder)
            except FolderError as error:
                if error.problem.code is not Code.UNDO_REFUSED:
                    raise
                raise RefusedError(N_("檔案後來又改過，不能復原這一步。")) from error
            if not undone:
                raise RefusedError(N_("沒有可以復原的改動。"))

    def _sum(self, name: str) -> str:
        content, _ = read_file(self.folder / name)
        return "" if content is None else sha256_of(content)

    def _read(self, slug: str) -> Opened:
        article, text, problems = read_article_file(self.folder / article_name(slug))
        if article:
            (article,), result = load_ids(self.folder, (article,))
            problems += result
        ledger, _, result = read_ledger(self.folder, slug)
        return Opened(slug, article, text, ledger, problems + result)

    def article_changes(
        self, before: Opened, after: Article, ledger: Ledger | None = None
    ) -> Changes:
        """Return the files of an article after a change; its paragraphs keep their ids.

        :param ledger: that of the article, where it changed.
        :raises RefusedError: what was typed cannot stand in the file.
        """
        text = rewritten(before.readable(), after, before.text)
        if text is None:
            raise RefusedError(
                N_("檔案開頭有人寫的備註（#），在這裡改會弄丟，所以沒有寫入。請在「全文」裡改。")
            )
        again, problems = parse(text, before.slug, article_name(before.slug))
        if again != replace(after, ids=(), gone=()):
            raise RefusedError(N_("這樣改以後，檔案讀不回原樣，所以沒有寫入。"), problems)
        changes = dict(self.text_changes(before, text))
        if ledger:
            changes |= self.ledger_changes(before, ledger)
        return changes

    def ledger_changes(self, before: Opened, ledger: Ledger) -> Changes:
        """Return the file of the ledger of an article after a change.

        The checksums of what the program wrote stay: the article is one that a person edited.
        """
        was = before.ledger or LedgerFile(ledger, {})
        text = dump_ledger(ledger, was.files, was.suggested)
        return {ledger_name(before.slug): text.encode("utf-8")}

    def with_new_ids(self, article: Article, changes: Changes) -> Article:
        """Return an article with the ids that changes of its files give it."""
        content = changes.get(ids_name(article.slug))
        return with_ids(article, parse_ids(content)) if content else article

    def text_changes(self, before: Opened, text: str) -> Changes:
        """Return the files of an article whose whole file a person wrote.

        :raises RefusedError: the text is no article; it says what is wrong.
        """
        file = article_name(before.slug)
        article, problems = parse(text, before.slug, file)
        if article is None:
            wrong = tuple(
                problem for problem in problems if problem.code.severity is Severity.ERROR
            )
            raise RefusedError(N_("這樣的檔案讀不懂，所以沒有寫入。"), wrong)
        changes: dict[str, bytes | None] = {file: text.encode("utf-8")}
        ids = ids_name(before.slug)
        known, problems = read_file(self.folder / ids)
        if known is None and before.article:
            known = dump_ids(match(Memory(), replace(before.article, ids=(), gone=())))
        if not problems and (renewed := renewed_ids(known, article)):
            changes[ids] = renewed
        return changes


def _are_seen(before: Opened, changes: Changes) -> bool:
    """Whether readers can see what changes of files do to a case."""
    file = article_name(before.slug)
    content = changes.get(file)
    if content is None or before.article is None:
        return bool(changes.keys() - {ledger_name(before.slug)})
    after, _ = parse(content.decode("utf-8"), before.slug, file)
    return after is None or is_seen(before.article, after)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder; what the system refuses is a refusal of the editor."""
    try:
        with opened(folder):
            yield
    except FolderError as error:
        raise RefusedError(N_("檔案寫不進去，一切照舊。"), (error.problem,)) from error
    except OSError as error:
        raise RefusedError(N_("檔案寫不進去，一切照舊：{detail}"), detail=str(error)) from error
