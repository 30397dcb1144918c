"""The record that a citation is made of.

An original is cited by its source: the authors, the title, the publisher and the
date of the page that it was published on.  A digest was written here: its author
is the knowledge base, its sources stand in the notes, and its date is that in its
file (``compiled``), else that of the book of the knowledge base (``book_date``); the
date of a source is never taken for it.  Nothing is taken from
a clock: the day of access is the day that the source page was saved, where that
is known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

import msgspec

from casebook.records import Article, Edition, Kind, Source
from casebook.text.catalogue import N_
from casebook.text.printer import Printer
from casebook.text.urls import web_address

_SOURCES = N_("編寫所據來源")
_COPY = N_("本站存本")
_RETRIEVED = N_("檢索自")


class Dating(StrEnum):
    """What the date of a citation is the date of."""

    NONE = ""
    SOURCE = "source"
    COMPILED = "compiled"
    BOOK = "book"


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """Words of an edition: no date, compiled from, copy kept here, and read on a day."""

    undated: str
    sources: str
    copy: str
    retrieved: str


class Reference(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is cited, all text in the script of one edition.

    :param slug: of the case; it names the entry in reference managers.
    :param title: of the article.
    :param authors: persons or bodies as printed, never split into given and family names.
    :param publisher: site or medium that it was published by.
    :param site: name of the knowledge base.
    :param date: ISO 8601 day, month or year, or ``""``.
    :param dating: what the date is the date of.
    :param accessed: ISO 8601 day on which the source page was saved, or ``""``.
    :param url: ``http`` or ``https`` address of what is cited, or ``""``.
    :param sources: of a digest, what it was compiled from.
    :param copy: address of the case page, where another page is cited.
    :param words: the words of the edition for what a citation says of itself.
    """

    slug: str
    title: str
    language: str
    digest: bool = False
    authors: tuple[str, ...] = ()
    publisher: str = ""
    site: str = ""
    date: str = ""
    dating: Dating = Dating.NONE
    accessed: str = ""
    url: str = ""
    sources: tuple[Reference, ...] = ()
    copy: str = ""
    words: Words


def reference(
    article: Article, site: str, printer: Printer, base_url: str, book_date: str = ""
) -> Reference:
    """Return what is cited for an article, in the script of an edition.

    :param site: name of the knowledge base, in Traditional Chinese.
    :param base_url: web address of the site, ``""`` where it is not known.
    :param book_date: date of the knowledge base as a whole, ``""`` where none was given.
    """
    words = Words(
        undated=printer.interface("無日期"),
        sources=printer.interface(_SOURCES),
        copy=printer.interface(_COPY),
        retrieved=printer.interface(_RETRIEVED),
    )

    def cited(source: Source) -> Reference:
        return _of_source(article, source, printer, words)

    title = printer.article(article)(article.title)
    if article.kind is Kind.DIGEST:
        sources = map(cited, article.sources)
        result = Reference(
            slug=article.slug,
            title=title,
            language=printer.edition.tag,
            digest=True,
            authors=(printer.interface(site),),
            date=article.compiled or book_date,
            dating=_dating(article.compiled, book_date),
            sources=tuple(item for item in sources if item.title or item.publisher or item.url),
            words=words,
        )
    else:
        source = article.sources[0] if article.sources else Source()
        result = msgspec.structs.replace(cited(source), title=title)
    result = msgspec.structs.replace(result, site=printer.interface(site))
    return _addressed(result, printer.edition, base_url)


def _dating(compiled: str, book_date: str) -> Dating:
    if compiled:
        return Dating.COMPILED
    return Dating.BOOK if book_date else Dating.NONE


def _of_source(article: Article, source: Source, printer: Printer, words: Words) -> Reference:
    def printed(text: str) -> str:
        return printer.source(text, article)

    return Reference(
        slug=article.slug,
        title=printed(source.title),
        language=printer.edition.tag,
        authors=tuple(map(printed, source.authors)),
        publisher=" ".join(printed(part) for part in (source.publisher, source.channel) if part),
        date=source.published.partition("T")[0],
        dating=Dating.SOURCE if source.published else Dating.NONE,
        accessed=source.saved.partition("T")[0],
        url=web_address(source.url),
        words=words,
    )


def _addressed(reference: Reference, edition: Edition, base_url: str) -> Reference:
    """Add the address of the case page, where that of the site is known.

    It is the address of what is cited, unless the source has its own.
    """
    if not base_url:
        return reference
    page = f"{base_url}{edition.folder}/cases/{reference.slug}.html"
    if reference.url:
        return msgspec.structs.replace(reference, copy=page)
    return msgspec.structs.replace(reference, url=page)


def _numbered(references: Sequence[Reference], print_: Callable[[Reference], str]) -> list[str]:
    """Return the sources of a digest as lines, numbered as they stand on its page."""
    return [f"[{number}] {print_(item)}" for number, item in enumerate(references, 1)]


def notes(reference: Reference, print_: Callable[[Reference], str]) -> list[str]:
    """Return what a file says of a reference in words: its sources, the copy kept here."""
    result = []
    if reference.sources:
        result.append(
            f"{reference.words.sources}：{' '.join(_numbered(reference.sources, print_))}"
        )
    if reference.copy:
        result.append(f"{reference.words.copy}：{reference.copy}")
    return result
