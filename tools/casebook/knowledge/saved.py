"""Annotation that was saved by an earlier run, in a folder that may be deleted at any time.

Each entry (:mod:`casebook.kept`) has the checksum of all that it was made of as its key: the
article, the decisions of people that touch it, the rules and data of the program, the data
files of the knowledge base.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import fields
from itertools import chain
from pathlib import Path
from sys import intern
from typing import Any, get_type_hints

import msgspec

from casebook import resources
from casebook.kept import SUFFIX, delete_others, digest, program, read_entry, write_entry
from casebook.knowledge.corrections import Corrections, Glossary
from casebook.knowledge.links import Links
from casebook.knowledge.passages import passages
from casebook.knowledge.policies import title_key
from casebook.knowledge.scan import Scan
from casebook.knowledge.similar import Words
from casebook.records import (
    Answer,
    Article,
    Case,
    Casebook,
    Event,
    Indicator,
    Mention,
    Organisation,
    Place,
    Policy,
    Similar,
    Term,
)
from casebook.text.slugs import name_slug

# No slug has such a name.
_LINKS, _CASEBOOK, _SLUGS = "_links", "_casebook", "_slugs"

_RULES = ("knowledge", "records", "text", "data")
"""Folders of the program that annotation depends on; a test holds them against the imports."""
_RULE_FILES = ("resources.py", "problems.py", "kept.py", "kept_file.py", "toml_faults.py")
_LIBRARIES = ("babel", "msgspec", "opencc", "pypinyin", "rjieba")
"""What annotation takes from other packages; the same test knows."""


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
        self._slugs: dict[str, str] = {}

    def casebook(self) -> Casebook | None:
        """Return the whole, where nothing at all has changed."""
        pieces = read_entry(self._path(_CASEBOOK), self._whole, _pieces())
        if pieces is None:
            return None
        with suppress(msgspec.MsgspecError, UnicodeDecodeError):
            cases = zip(self._articles, _read(pieces.cases, _rest_of_case()), strict=True)
            return Casebook(
                tuple(Case(article, *_values(rest, Case)) for article, rest in cases),
                policies=tuple(_read(pieces.policies, Policy)),
                terms=tuple(_read(pieces.terms, Term)),
                places=tuple(_read(pieces.places, Place)),
                organisations=tuple(_read(pieces.organisations, Organisation)),
                timeline=tuple(_read(pieces.timeline, Event)),
            )
        return None

    def scan(self, article: Article, compute: Callable[[], Scan]) -> Scan:
        """Return what one article names; computed, and saved, where it is not known."""
        path, key = self._path(article.slug), self._scan_keys[article.slug]
        result = read_entry(path, key, Scan)
        if result is None:
            result = compute()
            write_entry(path, key, result)
        _share_mentions(quotation.mention for quotation in result.quotations)
        _share_mentions(policy.mention for policy in result.policies)
        _share_mentions(mention for _, mention in (*result.places, *result.bodies))
        _share_indicators(result.indicators)
        _share(result, "words", _shared_words(result.words))
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
        links = read_entry(self._path(_LINKS), digest(self._rules), Links) or Links()
        for linked in links.of.values():
            _share_mentions(term.mention for term in linked.terms)
            _share_mentions(term.defined for term in linked.terms if term.defined)
            _share_reasons(linked.answers)
        return links

    def slugs(self, names: Iterable[str]) -> dict[str, str]:
        """Return the slugs of names, as :func:`casebook.text.slugs.slugs` does."""
        known = read_entry(self._path(_SLUGS), digest(self._rules), dict[str, str]) or {}
        result = {name: known.get(name) or name_slug(name) for name in names}
        self._slugs |= result
        return result

    def keep(self, casebook: Casebook, links: Links) -> None:
        """Save links, slugs and the whole, and delete the entries of articles that are gone."""
        write_entry(self._path(_LINKS), digest(self._rules), links)
        write_entry(self._path(_SLUGS), digest(self._rules), self._slugs)
        cases = [_rest_of_case()(*_values(case, Case)) for case in casebook.cases]
        whole = _whole()(cases, *_values(casebook, Casebook))
        write_entry(self._path(_CASEBOOK), self._whole, whole)
        wanted = {self._path(name).name for name in (*self._scan_keys, _LINKS, _CASEBOOK, _SLUGS)}
        delete_others(self._folder, wanted)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}{SUFFIX}"


def _read(pieces: Iterable[msgspec.Raw], kind: Any) -> Iterator[Any]:
    """Yield the records of what was saved, with equal slugs, ids, words and dates as one string.

    What is read has a string for each, three tenths of the memory of what is known of an
    article.  So they are read one by one: the strings of one record are gone before the next,
    and never lie between the records of all.
    """
    decode = msgspec.msgpack.Decoder(kind).decode
    for piece in pieces:
        record = decode(piece)
        _share_mentions(getattr(record, "mentions", ()))
        _share_indicators(getattr(record, "indicators", ()))
        _share_reasons(getattr(record, "answers", ()))
        _share_reasons(getattr(record, "similar", ()))
        yield record


def _share_reasons(records: Iterable[Answer | Similar]) -> None:
    for reason in chain.from_iterable(record.reasons for record in records):
        _share(reason, "shared", tuple(map(intern, reason.shared)))


_share = object.__setattr__


def _shared_words(words: Words) -> Words:
    """Return the nouns of a case as strings that they are in other cases, too."""
    return Words(
        {intern(word): count for word, count in words.count.items()},
        {intern(word): intern(text) for word, text in words.printed.items()},
    )


def _share_mentions(mentions: Iterable[Mention]) -> None:
    for mention in mentions:
        _share(mention, "case", intern(mention.case))
        _share(mention, "paragraph", intern(mention.paragraph))


def _share_indicators(indicators: Iterable[Indicator]) -> None:
    _share_mentions(indicator.mention for indicator in indicators)
    for indicator in indicators:
        for name in _OFTEN_EQUAL:
            _share(indicator, name, intern(getattr(indicator, name)))


_OFTEN_EQUAL = ("id", "text", "measured", "unit", "unit_key", "date", "direction")
"""The fields of a figure that others mostly have too."""


# The whole is saved without the articles: they are read from their files in any case.


def _values(record: Any, kind: type[Case | Casebook]) -> list[Any]:
    """Return the values of a record but the first: the article of a case, the cases of all."""
    return [getattr(record, field.name) for field in fields(kind)[1:]]


@functools.cache
def _rest_of_case() -> Any:
    return _form("CaseWithoutArticle", _types(Case))


@functools.cache
def _pieces() -> Any:
    """Return the form of the whole in which every record is read later."""
    pieces: Any = tuple[msgspec.Raw, ...]
    return _form("Pieces", [(field.name, pieces) for field in fields(Casebook)])


@functools.cache
def _whole() -> Any:
    cases = ("cases", tuple[_rest_of_case(), ...])  # type: ignore[misc]
    return _form("Whole", [cases, *_types(Casebook)])


def _types(kind: type[Case | Casebook]) -> list[tuple[str, Any]]:
    hints = get_type_hints(kind)
    return [(field.name, hints[field.name]) for field in fields(kind)[1:]]


def _form(name: str, types: Sequence[tuple[str, Any]]) -> Any:
    return msgspec.defstruct(name, types, array_like=True)


def rules() -> str:
    """Return a checksum of the program and the data that annotation depends on."""
    return digest(_program(), resources.active().files)


def _program() -> str:
    return program((*_RULES, *_RULE_FILES), _LIBRARIES)
