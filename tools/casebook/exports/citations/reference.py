"""The record that a citation is made of.

An original is cited by its source: the authors, the title, the publisher and the
date of the page that it was published on.  A digest was written here: its author
is the knowledge base, and its sources stand in the notes.  Nothing is taken from
a clock: the day of access is the day that the source page was saved, where that
is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import msgspec

from casebook.records import Article, Edition, Kind, Script, Source
from casebook.text import detect_script, to_edition

Convert = Callable[[str, Script], str]
"""Prints a text of a script in the script of an edition."""

_SOURCES = "編寫所據來源"
_COPY = "本站存本"


class Reference(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is cited, all text in the script of one edition.

    :param slug: of the case; it names the entry in reference managers.
    :param title: of the article.
    :param authors: persons or bodies as printed, never split into given and family names.
    :param publisher: site or medium that it was published by.
    :param date: ISO 8601 day, month or year, or ``""``.
    :param accessed: ISO 8601 day on which the source page was saved, or ``""``.
    :param url: ``http`` or ``https`` address of what is cited, or ``""``.
    :param sources: of a digest, what it was compiled from.
    :param copy: address of the case page, where another page is cited.
    """

    slug: str
    title: str
    language: str
    digest: bool = False
    authors: tuple[str, ...] = ()
    publisher: str = ""
    date: str = ""
    accessed: str = ""
    url: str = ""
    sources: tuple[Reference, ...] = ()
    copy: str = ""


def references(article: Article, site: str, words: Mapping[Script, Mapping[str, str]]) -> bytes:
    """Return the references of one article in both editions, as JSON by edition.

    :param site: name of the knowledge base, in Traditional Chinese.
    :param words: what editions must print for certain words, by their script.
    """
    found = {
        edition.value: reference(article, site, edition, words[edition.script])
        for edition in Edition
    }
    return msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n"


def read_references(content: bytes) -> dict[str, Reference]:
    """Read what :func:`references` returned: references by the tag of the edition."""
    return msgspec.json.decode(content, type=dict[str, Reference])


def reference(article: Article, site: str, edition: Edition, words: Mapping[str, str]) -> Reference:
    """Return what is cited for an article, in the script of an edition."""

    def own(text: str) -> str:
        return to_edition(text, edition, script=article.script, keep=article.keep, exceptions=words)

    def of_source(text: str) -> str:
        # A source's own words may be in another script than the article.
        script = detect_script(text) or article.script
        return to_edition(text, edition, script=script, keep=article.keep, exceptions=words)

    title = own(article.title)
    language = edition.value
    if article.kind is Kind.DIGEST:
        sources = (_of_source(article.slug, one, language, of_source) for one in article.sources)
        return Reference(
            slug=article.slug,
            title=title,
            language=language,
            digest=True,
            authors=(to_edition(site, edition, script=Script.HANT),),
            sources=tuple(one for one in sources if one.title or one.publisher or one.url),
        )
    source = article.sources[0] if article.sources else Source()
    found = _of_source(article.slug, source, language, of_source)
    return msgspec.structs.replace(found, title=title)


def _of_source(slug: str, source: Source, language: str, print_: Callable[[str], str]) -> Reference:
    return Reference(
        slug=slug,
        title=print_(source.title),
        language=language,
        authors=tuple(map(print_, source.authors)),
        publisher=" ".join(print_(part) for part in (source.publisher, source.channel) if part),
        date=source.published.partition("T")[0],
        accessed=source.saved.partition("T")[0],
        url=_web(source.url),
    )


def _web(url: str) -> str:
    """Return a web address with everything that could end it percent-encoded, or ``""``."""
    if not re.match(r"https?://", url, re.IGNORECASE):
        return ""
    return re.sub(
        r"[^\w\-.~:/?#@!$&*+,;=%()']",
        lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8")),
        url,
        flags=re.ASCII,
    )


def placed(reference: Reference, base_url: str) -> Reference:
    """Return a reference with the address of its case page, where the site's is known.

    The address is that of what is cited, unless the source has one of its own.
    """
    if not base_url:
        return reference
    folder = Edition(reference.language).folder
    page = f"{base_url}{folder}/cases/{reference.slug}.html"
    if reference.url:
        return msgspec.structs.replace(reference, copy=page)
    return msgspec.structs.replace(reference, url=page)


def _numbered(references: Sequence[Reference], print_: Callable[[Reference], str]) -> list[str]:
    """Return the sources of a digest as lines, numbered as they stand on its page."""
    return [f"[{number}] {print_(one)}" for number, one in enumerate(references, 1)]


def notes(reference: Reference, print_: Callable[[Reference], str]) -> list[str]:
    """Return what a file says of a reference in words: its sources, the copy kept here."""
    edition = Edition(reference.language)

    def here(text: str) -> str:
        return to_edition(text, edition, script=Script.HANT)

    found = []
    if reference.sources:
        found.append(f"{here(_SOURCES)}：{' '.join(_numbered(reference.sources, print_))}")
    if reference.copy:
        found.append(f"{here(_COPY)}：{reference.copy}")
    return found
