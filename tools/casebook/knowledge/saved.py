"""Annotation that was saved by an earlier run, in a folder that may be deleted at any time.

Each entry is a file with a key: a checksum of all that its content was made of (the article,
the decisions of people that touch it, the rules and data of the program, the data files of
the knowledge base).  An entry with another key, of another format, or damaged counts as
missing.  Entries are MessagePack that is read into the records it stands for, and nothing
else, so a foreign file can do no harm.
"""

from __future__ import annotations

import functools
import hashlib
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import fields
from importlib import metadata
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

import msgspec

from casebook import resources
from casebook.knowledge.corrections import Corrections, Glossary
from casebook.knowledge.links import Links
from casebook.knowledge.passages import passages
from casebook.knowledge.policies import title_key
from casebook.knowledge.scan import Scan
from casebook.output import write_whole
from casebook.records import Article, Case, Casebook

_FORMAT = "casebook-annotation-1"
_SUFFIX = ".msgpack"
# No slug has such a name.
_LINKS, _CASEBOOK = "_links", "_casebook"

_RULES = ("knowledge", "records", "text", "data")
"""Folders of the program that annotation depends on; a test holds them against the imports."""
_RULE_FILES = ("resources.py", "problems.py")
_LIBRARIES = ("babel", "msgspec", "opencc", "pypinyin", "rjieba")
"""What annotation takes from other packages; the same test knows."""

T = TypeVar("T")


class _Entry(msgspec.Struct, array_like=True):
    """A saved file: its format, its key, the checksum of its content, the content."""

    format: str
    key: str
    sha256: str
    content: bytes


def declared(article: Article, corrections: Corrections) -> tuple[frozenset[str], frozenset[str]]:
    """Return the titles of an article that people declared documents, and those declared none.

    :returns: keys of titles; only such as the article has.
    """
    changes = corrections.policies
    if not (changes.add or changes.drop):
        return frozenset(), frozenset()
    text = title_key("\n".join(passage.text for passage in passages(article)))
    always, never = (
        frozenset(key for title in titles if (key := title_key(title)) in text)
        for titles in (changes.add, changes.drop)
    )
    return always, never


class Saved:
    """The annotation of a knowledge base that earlier runs left in a folder."""

    def __init__(
        self,
        folder: Path,
        articles: Sequence[Article],
        corrections: Corrections,
        glossary: Glossary,
    ) -> None:
        """Name what is wanted; nothing is read yet.

        :param articles: all articles of the knowledge base, by slug.
        """
        self._folder = folder
        self._articles = articles
        basis = rules()
        self._scan_keys = {
            article.slug: digest(
                basis, article, [sorted(d) for d in declared(article, corrections)]
            )
            for article in articles
        }
        self._whole = digest(basis, list(self._scan_keys.values()), corrections, glossary)
        self._rules = basis
        self._corrections = corrections

    def casebook(self) -> Casebook | None:
        """Return the whole, where nothing at all has changed."""
        result = read_entry(self._path(_CASEBOOK), self._whole, _whole())
        if result is None:
            return None
        cases = tuple(
            Case(article, *_values(rest, Case))
            for article, rest in zip(self._articles, result.cases, strict=True)
        )
        return Casebook(cases, *_values(result, Casebook))

    def scan(self, article: Article, compute: Callable[[], Scan]) -> Scan:
        """Return what one article names; computed, and saved, where it is not known."""
        path, key = self._path(article.slug), self._scan_keys[article.slug]
        result = read_entry(path, key, Scan)
        if result is None:
            result = compute()
            write_entry(path, key, result)
        return result

    def link_key(self, article: Article) -> str:
        """Return the name of an article with the corrections of its indicators and answers."""
        slug = article.slug
        changes = self._corrections
        return digest(
            self._scan_keys[slug],
            [item for item in changes.indicator if item.case == slug],
            [entry for entry in changes.answer if entry.case == slug],
        )

    def links(self) -> Links:
        """Return the links of the last run, ``Links()`` where there are none."""
        return read_entry(self._path(_LINKS), digest(self._rules), Links) or Links()

    def keep(self, casebook: Casebook, links: Links) -> None:
        """Save links and the whole, and delete the entries of articles that are gone."""
        write_entry(self._path(_LINKS), digest(self._rules), links)
        cases = [_rest_of_case()(*_values(case, Case)) for case in casebook.cases]
        whole = _whole()(cases, *_values(casebook, Casebook))
        write_entry(self._path(_CASEBOOK), self._whole, whole)
        wanted = {self._path(name).name for name in (*self._scan_keys, _LINKS, _CASEBOOK)}
        delete_others(self._folder, wanted)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}{_SUFFIX}"


# The whole is saved without the articles: they are read from their files in any case.


def _values(record: Any, kind: type[Case | Casebook]) -> list[Any]:
    """Return the values of a record but the first: the article of a case, the cases of all."""
    return [getattr(record, field.name) for field in fields(kind)[1:]]


@functools.cache
def _rest_of_case() -> Any:
    return _form("CaseWithoutArticle", _types(Case))


@functools.cache
def _whole() -> Any:
    cases = ("cases", tuple[_rest_of_case(), ...])  # type: ignore[misc]
    return _form("Whole", [cases, *_types(Casebook)])


def _types(kind: type[Case | Casebook]) -> list[tuple[str, Any]]:
    hints = get_type_hints(kind)
    return [(field.name, hints[field.name]) for field in fields(kind)[1:]]


def _form(name: str, types: Sequence[tuple[str, Any]]) -> Any:
    return msgspec.defstruct(name, types, array_like=True)


def read_entry(path: Path, key: str, kind: type[T]) -> T | None:
    """Read an entry; ``None`` where there is none of this key."""
    try:
        entry = msgspec.msgpack.decode(path.read_bytes(), type=_Entry)
        if entry.format != _FORMAT or entry.key != key or entry.sha256 != _sha256(entry.content):
            return None
        return msgspec.msgpack.decode(entry.content, type=kind)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def write_entry(path: Path, key: str, value: Any) -> None:
    """Save a value that consists of records, as an entry of a key."""
    content = msgspec.msgpack.encode(value)
    entry = _Entry(_FORMAT, key, _sha256(content), content)
    # What cannot be saved is computed again the next time.
    with suppress(OSError):
        write_whole(path, msgspec.msgpack.encode(entry))


def delete_others(folder: Path, wanted: Collection[str]) -> None:
    """Delete the entries of a folder that nobody wants any more, by their names."""
    with suppress(OSError):
        for path in folder.glob(f"*{_SUFFIX}"):
            if path.name not in wanted:
                path.unlink()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def digest(*values: Any) -> str:
    """Return a checksum of values that consist of records."""
    return _sha256(msgspec.msgpack.encode(values))


def rules() -> str:
    """Return a checksum of the program and the data that annotation depends on."""
    return digest(_program(), resources.active().files)


def _program() -> str:
    return program((*_RULES, *_RULE_FILES), _LIBRARIES)


@functools.cache
def program(parts: tuple[str, ...], libraries: tuple[str, ...]) -> str:
    """Return a checksum of parts of the program, and of what they take from other packages.

    :param parts: files and folders of the package.
    :param libraries: as they are distributed.
    """
    # The version of Unicode decides what is a letter or a digit.
    versions = [sys.version.split()[0], *map(metadata.version, libraries)]
    package = files("casebook")
    sources = [package.joinpath(name) for name in parts]
    return digest(versions, [(name, content) for top in sources for name, content in _all(top)])


def _all(entry: Traversable, above: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield every file below a folder, sorted, with its content."""
    name = f"{above}/{entry.name}"
    if entry.is_file():
        yield name, entry.read_bytes()
        return
    below: Iterable[Traversable] = sorted(entry.iterdir(), key=lambda path: path.name)
    for item in below:
        if item.name != "__pycache__":
            yield from _all(item, name)
