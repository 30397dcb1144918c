"""The ids of an article's sections and blocks, ``articles/ids/<slug>.json``.

The file remembers each id with the text that it was given to, so that an edit of the
article shows which text is which (:mod:`casebook.library.matching`).  It is input like the
article: without it, ids follow from the place of a block in the article.
"""

from __future__ import annotations

import codecs
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import msgspec

from casebook.files import read_file
from casebook.library.lock import FolderError
from casebook.library.matching import Known, Lost, Memory, match
from casebook.library.transaction import commit, opened
from casebook.problems import Code, Problem
from casebook.records import Article, walk_anew

T = TypeVar("T")

VERSION = 1
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def ids_name(slug: str) -> str:
    """Return the name of the file of an article's ids in the folder of articles."""
    return f"ids/{slug}.json"


def ids_path(folder: Path, slug: str) -> Path:
    """Return where the ids of an article lie."""
    return folder / ids_name(slug)


def dump_ids(memory: Memory) -> bytes:
    """Return the file, one section, block or lost id a line, so that differences read well."""
    known = [[item.id, item.level, item.letter, item.text, item.file] for item in memory.known]
    lost = [[element.id, element.into, element.digest] for element in memory.lost]
    parts = [f'"version": {VERSION}']
    for name, entries in (("known", known), ("lost", lost)):
        rows = ",\n".join("  " + json.dumps(entry, ensure_ascii=False) for entry in entries)
        parts.append(f'"{name}": [\n{rows}\n]' if rows else f'"{name}": []')
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


class NewerFormatError(ValueError):
    """The file was written by a newer version of the program."""


class _Version(msgspec.Struct):
    version: int


class _File(msgspec.Struct, forbid_unknown_fields=True):
    version: int
    known: tuple[tuple[str, int, str, str, str], ...]
    lost: tuple[tuple[str, str, str], ...]


def _decoded(content: bytes, form: type[T]) -> T:
    try:
        return msgspec.json.decode(content.removeprefix(codecs.BOM_UTF8), type=form)
    except RecursionError as error:
        raise ValueError(str(error)) from error


def parse_ids(content: bytes) -> Memory:
    """Read what :func:`dump_ids` wrote.

    :raises ValueError: it is no such file, or one of a newer version
        (:class:`NewerFormatError`), or gives an id twice.
    """
    version = _decoded(content, _Version).version
    if version > VERSION:
        raise NewerFormatError(f"version {version}")
    if version != VERSION:
        raise ValueError(f"version {version} is not {VERSION}")
    file = _decoded(content, _File)
    memory = Memory(
        tuple(Known(*entry) for entry in file.known), tuple(Lost(*entry) for entry in file.lost)
    )
    ids = [*memory.ids, *(item.id for item in memory.lost)]
    wrong = [element_id for element_id in ids if not _ID.fullmatch(element_id)]
    wrong += [ident for ident, times in Counter(ids).items() if times > 1]
    if wrong:
        raise ValueError(f"{wrong[0]!r} is no id, or there twice")
    return memory


def with_ids(article: Article, memory: Memory) -> Article:
    """Return an article with the ids that it was given before."""
    return _with(article, match(memory, article))


def _with(article: Article, now: Memory) -> Article:
    # An article whose ids follow from its text alone bears none: it is what its file says.
    plain = now.ids == tuple(placed.id for placed in walk_anew(article))
    return replace(article, ids=() if plain else now.ids, gone=now.gone)


def load_ids(
    folder: Path, articles: Iterable[Article]
) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Give the articles of a folder the ids of their files.

    :returns: the articles, and a problem for each file of ids that cannot be read; the ids of
        that article follow from the place of its blocks.
    """
    results = [identified(folder, article) for article in articles]
    problems = tuple(problem for _, _, wrong in results for problem in wrong)
    return tuple(article for article, _, _ in results), problems


Matched = Callable[[bytes, Article], tuple[Article, bool]]
"""What :func:`matched` is."""


def matched(content: bytes, article: Article) -> tuple[Article, bool]:
    """Give an article the ids that the content of its file remembers.

    :returns: also whether the file says what the article says now: there is nothing to remember.
    :raises ValueError: as :func:`parse_ids`.
    """
    memory = parse_ids(content)
    now = match(memory, article)
    return _with(article, now), now == memory


def identified(
    folder: Path, article: Article, matched: Matched = matched
) -> tuple[Article, bool, tuple[Problem, ...]]:
    """Give an article the ids of its file, as :func:`load_ids`.

    :param matched: :func:`matched`, or what gives the same.
    :returns: also what that returns; whether there is nothing to remember.
    """
    result, wrong = _read(ids_path(folder, article.slug), lambda content: matched(content, article))
    return (*(result or (article, False)), wrong)


def changed_ids(
    folder: Path, articles: Iterable[Article], *, create: bool = True
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Compare the files of ids with the articles as they are now.

    :param create: whether articles that have no such file get one.
    :returns: the files to be written, by slug, and a note for each article whose ids are others
        than were remembered.  A file that cannot be read is left as it is.
    """
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for article in articles:
        before, wrong = _read(ids_path(folder, article.slug), parse_ids)
        if wrong or (before is None and not create):
            continue
        now = match(before or Memory(), article)
        if before and (changed := _changes(before, now)):
            file = (folder / f"{article.slug}.md").as_posix()
            problems.append(Problem(Code.IDS_CHANGED, file, 0, changed))
        if before != now:
            files[article.slug] = dump_ids(now)
    return files, tuple(problems)


def remember_ids(
    folder: Path, articles: Iterable[Article], *, create: bool = True
) -> tuple[Problem, ...]:
    """Bring the files of ids up to date with the articles as they are now.

    :param create: whether articles that have no such file get one.
    :returns: what changed, and a problem where a file could not be written.
    """
    files, problems = changed_ids(folder, articles, create=create)
    if not files:
        return problems
    try:
        with opened(folder):
            commit(folder, {ids_name(slug): content for slug, content in files.items()})
    except FolderError as error:
        return (*problems, error.problem)
    except OSError as error:
        reason = error.strerror or ""
        return (*problems, Problem(Code.IDS_NOT_WRITTEN, folder.as_posix(), 0, reason))
    return problems


def renewed_ids(content: bytes | None, article: Article) -> bytes | None:
    """Return the file of ids of an article that is written anew.

    :param content: the file that is there.
    :returns: ``None`` where that cannot be read: it is to be left as it is.
    """
    try:
        before = parse_ids(content) if content else Memory()
    except ValueError:
        return None
    return dump_ids(match(before, article))


def _read(path: Path, parse: Callable[[bytes], T]) -> tuple[T | None, tuple[Problem, ...]]:
    content, problems = read_file(path)
    if content is None:
        return None, problems
    try:
        return parse(content), ()
    except NewerFormatError:
        return None, (Problem(Code.FORMAT_NEWER, path.as_posix()),)
    except ValueError as error:
        return None, (Problem(Code.IDS_BROKEN, path.as_posix(), 0, str(error)),)


def _changes(before: Memory, now: Memory) -> str:
    """Say which ids are new, and what became of those that are gone."""
    known, gone = set(before.ids), {item.id for item in before.gone}
    new = [element_id for element_id in now.ids if element_id not in known]
    parts = [f"{ident} is new" for ident in new if ident not in gone]
    parts += [f"{key} is back" for key in new if key in gone]
    parts += [
        f"{item.id} is part of {item.into}" if item.into else f"{item.id} is gone"
        for item in now.gone
        if item.id not in gone
    ]
    texts: Mapping[str, str] = {entry.id: entry.text for entry in before.known}
    edited = [
        element.id for element in now.known if element.text != texts.get(element.id, element.text)
    ]
    parts += [f"{key} was edited" for key in edited]
    return ", ".join(parts)
