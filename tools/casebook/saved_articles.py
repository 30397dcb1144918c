"""Articles as they were read from the text of their files, saved for the next process.

Reading front matter as YAML takes most of the time that a build after an edit needs for the
articles that did not change.  An article follows from the text of its file and the rules of
the program (:mod:`casebook.knowledge.saved`); one with anything to report is read anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

import msgspec

from casebook.kept import delete_others, digest, program, read_entry, write_entry
from casebook.knowledge.saved import rules
from casebook.library import Parse, parse
from casebook.problems import Problem
from casebook.records import Article, Block, Paragraph, Picture, Section, Table, Theme

FOLDER = "articles"
"""The folder below that of the annotation."""

PARTS = ("library", "ingest", "files.py", "themes.py")
"""What reading depends on besides what annotation does; a test holds it against the imports."""
LIBRARIES = ("PyYAML",)


def remembering(cache: Path | None) -> Parse:
    """Return :func:`casebook.library.parse`, which looks first for what it gave before.

    :param cache: the folder of the annotation, ``None`` for nowhere.
    """
    if cache is None:
        return parse
    basis = digest(rules(), program(PARTS, LIBRARIES))

    def read(text: str, slug: str, file: str) -> tuple[Article | None, tuple[Problem, ...]]:
        path = cache / FOLDER / f"{slug}.msgpack"
        key = digest(basis, slug, text.encode("utf-8", "surrogatepass"))
        known = read_entry(path, key, _form())
        if known is not None:
            return _article(known), ()
        article, problems = parse(text, slug, file)
        if article is not None and not problems:
            write_entry(path, key, _saved(article))
        return article, problems

    return read


def forget_others(cache: Path | None, slugs: Iterable[str]) -> None:
    """Delete what is saved of articles that are gone."""
    if cache is None:
        return
    delete_others(cache / FOLDER, {f"{slug}.msgpack" for slug in slugs})


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
        "Saved", [*rest, ("sections", list[_Section])], array_like=True, module=__name__
    )


@cache
def _names() -> tuple[str, ...]:
    return tuple(field.name for field in fields(Article) if field.name != "sections")


def _saved(article: Article) -> Any:
    values = (getattr(article, name) for name in _names())
    return _form()(*values, list(map(_saved_section, article.sections)))


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
