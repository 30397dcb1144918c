"""The life of an article: it is withdrawn, brought back, renamed.

Each function reads a folder of articles whose lock is held and returns a :class:`Change`;
:func:`carry_out` makes it one transaction with a way back.  What cannot be done is a
:class:`~casebook.library.lock.FolderError` with its problem.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from casebook.files import read_file
from casebook.library import SLUG, article_text, changes, parse
from casebook.library.changes import ChangeKind
from casebook.library.history import change, undo
from casebook.library.ids import ids_name
from casebook.library.layout import (
    STATE,
    article_name,
    ledger_name,
    picture_name,
    withdrawn_name,
)
from casebook.library.ledger import dump_ledger, read_ledger
from casebook.library.lock import FolderError
from casebook.library.nearby import no_article
from casebook.library.plain_text import read_text_file, text_of
from casebook.library.redirects import Redirects, dump_redirects, led_on, load_redirects
from casebook.library.store import made_files_of, pages_in
from casebook.library.transaction import opened
from casebook.library.withdrawn import (
    NAME,
    Withdrawn,
    dump_withdrawn,
    load_withdrawn,
)
from casebook.problems import Code, Problem, Severity
from casebook.records import Article, is_clean_line


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be done to a folder of articles.

    :param files: new content by name from the folder, ``None`` for what goes.
    :param listed: what becomes of cases, for the list of changes.
    :param titles: of the articles that it is about, by their slugs.
    """

    what: str
    files: dict[str, bytes | None]
    listed: tuple[changes.Change, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)

    def title(self, slug: str) -> str:
        """Return the title of an article; its slug where it has none that can be read."""
        return self.titles.get(slug) or slug


def carry_out(folder: Path, make: Callable[[Path], Change]) -> tuple[Change, tuple[str, ...]]:
    """Make a change of a folder whole, with a way back.

    :returns: what was done, and the names of the files that changed.
    :raises FolderError: it cannot be made; nothing has changed.
    """
    if not folder.is_dir():
        raise FolderError(Problem(Code.FOLDER_MISSING, folder.as_posix()))
    try:
        with opened(folder):
            made = make(folder)
            return made, change(folder, made.what, made.files, made.listed)
    except OSError as error:
        name = Path(error.filename or folder)
        if name.is_relative_to(folder / STATE):  # what a person knows of it is the folder
            name = folder
        problem = Problem(Code.NOT_WRITTEN, name.as_posix(), 0, error.strerror or "")
        raise FolderError(problem) from error


def take_back(folder: Path) -> tuple[str, tuple[str, ...]]:
    """Undo the last change, as :func:`casebook.library.history.undo`."""
    if not folder.is_dir():
        raise FolderError(Problem(Code.FOLDER_MISSING, folder.as_posix()))
    try:
        with opened(folder):
            return undo(folder)
    except OSError as error:
        problem = Problem(Code.NOT_WRITTEN, folder.as_posix(), 0, error.strerror or "")
        raise FolderError(problem) from error


def read_one(folder: Path, slug: str) -> tuple[bytes, Article]:
    """Return the file of an article, and what it says.

    :raises FolderError: there is no such article, or it is broken.
    """
    path = folder / article_name(slug)
    content, problems = read_file(path)
    if content is None:
        raise FolderError(next(iter(problems), no_article(folder, slug)))
    text, problems = article_text(content, path.as_posix())
    article, wrong = parse(text, slug, path.as_posix()) if text is not None else (None, problems)
    if article is None:
        raise FolderError(next(item for item in wrong if item.code.severity is Severity.ERROR))
    return content, article


def withdraw(folder: Path, slug: str, reason: str, day: dt.date) -> Change:
    """Take an article out of everything, and remember it.

    A broken article can be withdrawn too.

    :param day: of the withdrawal.
    """
    path = folder / article_name(slug)
    content, problems = read_file(path)
    if content is None or not SLUG.fullmatch(slug):
        raise FolderError(next(iter(problems), no_article(folder, slug)))
    if not is_clean_line(reason):
        raise FolderError(Problem(Code.VALUE_REFUSED, "--reason", 0, repr(reason)))
    text = text_of(content)
    article, _ = parse(text, slug, path.as_posix())
    entries = [item for item in _withdrawn(folder) if item.slug != slug]
    pages = pages_in(content)
    title = article.title if article else ""
    entries.append(Withdrawn(slug, day.isoformat(), title, reason, pages))
    return Change(
        f"withdraw {slug}",
        {
            article_name(slug): None,
            withdrawn_name(slug): content,
            NAME: dump_withdrawn(entries),
        },
        (changes.Change(date=day, kind=ChangeKind.WITHDRAWN, case=slug, title=title),),
        {slug: title},
    )


def restore(folder: Path, slug: str, day: dt.date) -> Change:
    """Bring an article back that was withdrawn."""
    entries = _withdrawn(folder)
    path = folder / withdrawn_name(slug)
    content, problems = read_file(path)
    if slug not in {item.slug for item in entries} or content is None:
        raise FolderError(next(iter(problems), no_article(folder, slug, withdrawn_name(slug))))
    _must_be_free(folder, slug)
    rest = dump_withdrawn(entry for entry in entries if entry.slug != slug)
    files = {withdrawn_name(slug): None, article_name(slug): content, NAME: rest}
    listed = changes.Change(date=day, kind=ChangeKind.RESTORED, case=slug)
    titles = {entry.slug: entry.title for entry in entries}
    return Change(f"withdraw --restore {slug}", files, (listed,), titles)


def rename(folder: Path, slug: str, new: str, day: dt.date) -> Change:
    """Give an article another slug; its former address leads on."""
    if not SLUG.fullmatch(new):
        raise FolderError(Problem(Code.SLUG_INVALID, article_name(new)))
    path = folder / article_name(slug)
    content, problems = read_file(path)
    if content is None or not SLUG.fullmatch(slug):
        raise FolderError(next(iter(problems), no_article(folder, slug)))
    if new == slug:
        return Change(f"rename {slug} {new}", {})
    _must_be_free(folder, new)
    if new in {item.slug for item in _withdrawn(folder)}:
        raise FolderError(Problem(Code.WITHDRAWN, f"{new}.md"))
    files: dict[str, bytes | None] = {article_name(slug): None, article_name(new): content}
    files |= _moved(folder, ids_name(slug), ids_name(new))
    files |= _moved(folder, f"overrules/{slug}.txt", f"overrules/{new}.txt")
    pictures = folder / picture_name(slug, "")
    for name in sorted(element.name for element in pictures.iterdir()) if pictures.is_dir() else ():
        files |= _moved(folder, picture_name(slug, name), picture_name(new, name))
    ledger, _, problems = read_ledger(folder, slug)
    if problems:
        raise FolderError(problems[0])
    if ledger:
        old, now = (picture_name(entry, "") for entry in (slug, new))
        sums = {
            article_name(new) if name == article_name(slug) else name.replace(old, now, 1): total
            for name, total in ledger.files.items()
        }
        files[ledger_name(slug)] = None
        files[ledger_name(new)] = dump_ledger(ledger.ledger, sums, ledger.suggested).encode("utf-8")
    files |= renamed_in_decisions(folder, slug, new)
    redirects = led_on(read_redirects(folder), slug, new)
    files["redirects.tsv"] = dump_redirects(redirects)
    listed = changes.Change(date=day, kind=ChangeKind.RENAMED, case=new, former=slug)
    article, _ = parse(text_of(content), slug, path.as_posix())
    return Change(f"rename {slug} {new}", files, (listed,), {new: article.title} if article else {})


def read_redirects(folder: Path) -> Redirects:
    """Read the redirects; what cannot be read must not be written over."""
    redirects, problems = load_redirects(folder)
    if problems:
        raise FolderError(problems[0])
    return redirects


def renamed_in_decisions(folder: Path, slug: str, new: str) -> dict[str, bytes | None]:
    """Return the files in which people decided on an article, with its other slug."""
    files: dict[str, bytes | None] = {}
    text = _text(folder, "exceptions.tsv")
    after = "".join(_renamed_ruling(line, slug, new) for line in text.splitlines(keepends=True))
    if after != text:
        files["exceptions.tsv"] = after.encode("utf-8")
    text = _text(folder, "corrections.toml")
    named = re.compile(rf"""^(\s*case\s*=\s*)(["']){re.escape(slug)}\2""", re.MULTILINE)
    after = named.sub(rf"\g<1>\g<2>{new}\g<2>", text)
    if after != text:
        files["corrections.toml"] = after.encode("utf-8")
    return files


def _renamed_ruling(line: str, slug: str, new: str) -> str:
    cells = line.split("\t")
    if len(cells) > 1 and cells[1] == slug and not line.startswith("#"):
        cells[1] = new
    return "\t".join(cells)


def files_of(folder: Path, slug: str) -> Iterator[str]:
    """Yield the names of all files that belong to an article, whether they are there or not."""
    yield from (*made_files_of(folder, slug), f"overrules/{slug}.txt")


def _must_be_free(folder: Path, slug: str) -> None:
    path = folder / article_name(slug)
    if path.exists() or path.is_symlink():
        raise FolderError(Problem(Code.NAME_TAKEN, path.as_posix()))


def _moved(folder: Path, old: str, new: str) -> dict[str, bytes | None]:
    content, problems = read_file(folder / old)
    if problems:
        raise FolderError(problems[0])
    return {} if content is None else {old: None, new: content}


def _withdrawn(folder: Path) -> tuple[Withdrawn, ...]:
    entries, problems = load_withdrawn(folder)
    if problems:
        raise FolderError(problems[0])
    return entries


def _text(folder: Path, name: str) -> str:
    text, problems = read_text_file(folder / name)
    if problems:
        raise FolderError(problems[0])
    return text or ""
