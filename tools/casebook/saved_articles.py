"""Articles as they were read from the text of their files, saved for the next process.

Reading front matter as YAML takes most of the time that a build after an edit needs for the
articles that did not change.  An article follows from the text of its file and the rules of
the program (:mod:`casebook.knowledge.saved`); one with anything to report is read anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

import msgspec

from casebook.files import sha256_of
from casebook.kept import delete_others, digest, program, read_entry, write_entry
from casebook.knowledge.saved import rules
from casebook.library import parse
from casebook.library.ids import matched
from casebook.problems import Problem
from casebook.records import Article, Block, Gone, Paragraph, Picture, Section, Table, Theme

FOLDER = "articles"
"""The folder below that of the annotation."""

PARTS = ("library", "ingest", "files.py", "themes.py")
"""What reading depends on besides what annotation does; a test holds it against the imports."""
LIBRARIES = ("PyYAML",)


class SavedArticles:
    """Articles that an earlier run read, each with the ids that its file of ids then gave it.

    :param cache: the folder of the annotation.
    """

    def __init__(self, cache: Path) -> None:
        self._folder = cache / FOLDER
        self._basis = digest(rules(), program(PARTS, LIBRARIES))
        self._keys: dict[str, str] = {}
        self._ids: dict[str, _Ids] = {}

    def parse(self, text: str, slug: str, file: str) -> tuple[Article | None, tuple[Problem, ...]]:
        """Return what :func:`casebook.library.parse` does; look first for what it gave before."""
        key = digest(self._basis, slug, text.encode("utf-8", "surrogatepass"))
        known = read_entry(self._path(slug), key, _form())
        if known is not None:
            self._keys[slug], self._ids[slug] = key, known.remembered
            return _article(known), ()
        article, problems = parse(text, slug, file)
        if article is not None and not problems:
            self._keys[slug] = key
            write_entry(self._path(slug), key, _saved(article, _NO_IDS))
        return article, problems

    def matched(self, content: bytes, article: Article) -> tuple[Article, bool]:
        """Return what :func:`casebook.library.ids.matched` does; look first, as :meth:`parse`.

        :param article: as :meth:`parse` returned it.
        """
        slug, sha256 = article.slug, sha256_of(content)
        known = self._ids.get(slug)
        if known is None or known.sha256 != sha256:
            with_ids, has_its_ids = matched(content, article)
            known = _Ids(sha256, with_ids.ids, with_ids.gone, has_its_ids)
            if slug in self._keys:
                write_entry(self._path(slug), self._keys[slug], _saved(article, known))
        if known.ids or known.gone:
            article = replace(article, ids=known.ids, gone=known.gone)
        return article, known.has_its_ids

    def _path(self, slug: str) -> Path:
        return self._folder / f"{slug}.msgpack"


def forget_others(cache: Path | None, slugs: Iterable[str]) -> None:
    """Delete what is saved of articles that are gone."""
    if cache is None:
        return
    delete_others(cache / FOLDER, {f"{slug}.msgpack" for slug in slugs})


class _Ids(msgspec.Struct, array_like=True):
    """The ids of an article, as the file with a checksum gave them."""

    sha256: str
    ids: tuple[str, ...]
    gone: tuple[Gone, ...]
    has_its_ids: bool


_NO_IDS = _Ids("", (), (), has_its_ids=False)
"""No file has this checksum."""


# MessagePack says of a block which kind it is; of an article its sections stand apart.


class _Paragraph(msgspec.Struct, tag="p", array_like=True):
    block: Paragraph


class _Picture(msgspec.Struct, tag="f", array_like=True):
    block: Picture


class _Table(msgspec.Struct, tag="t", array_like=True):
    block: Table


class _Section(msgspec.Struct, array_like=True):
    theme: Theme
    heading: str
    blocks: list[_Paragraph | _Picture | _Table]
    sections: list[_Section]


_KINDS = {Paragraph: _Paragraph, Picture: _Picture, Table: _Table}


@cache
def _form() -> Any:
    hints = get_type_hints(Article)
    rest = [(name, hints[name]) for name in _names()]
    return msgspec.defstruct(
        "Saved",
        [*rest, ("sections", list[_Section]), ("remembered", _Ids)],
        array_like=True,
        module=__name__,
    )


@cache
def _names() -> tuple[str, ...]:
    return tuple(field.name for field in fields(Article) if field.name != "sections")


def _saved(article: Article, remembered: _Ids) -> Any:
    values = (getattr(article, name) for name in _names())
    return _form()(*values, list(map(_saved_section, article.sections)), remembered)


def _saved_section(section: Section) -> _Section:
    blocks = [_KINDS[type(block)](block) for block in section.blocks]
    sections = list(map(_saved_section, section.sections))
    return _Section(section.theme, section.heading, blocks, sections)


def _article(saved: Any) -> Article:
    values = {name: getattr(saved, name) for name in _names()}
    return Article(**values, sections=tuple(map(_section, saved.sections)))


def _section(saved: _Section) -> Section:
    blocks: tuple[Block, ...] = tuple(entry.block for entry in saved.blocks)
    return Section(saved.theme, saved.heading, blocks, tuple(map(_section, saved.sections)))
