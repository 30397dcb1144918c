"""What of a casebook can be searched: every printed text, in all editions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from casebook.kept import Kept
from casebook.knowledge.fields import field_by_name
from casebook.knowledge.first_mentions import first_mentions
from casebook.knowledge.region_groups import divisions_shared
from casebook.knowledge.regions import full_name, lineage
from casebook.records import (
    Article,
    Case,
    Casebook,
    Mention,
    Paragraph,
    Policy,
    Script,
    Section,
    Term,
    block_texts,
    walk,
)
from casebook.saved_choices import printed_once
from casebook.search import EntryKind, SearchCase, SearchEntry, SearchTheme, Source, Texts
from casebook.text import labels
from casebook.text.printer import Printer
from casebook.themes import page_of, theme_pages

Printers = Sequence[Printer]
"""One for each edition of the knowledge base."""


def search_themes(printers: Printers) -> tuple[SearchTheme, ...]:
    """Return the themes that a search can be narrowed to."""
    return tuple(
        SearchTheme(page.theme.value, _label(printers, page.title)) for page in theme_pages()
    )


_GROUP = "search-cases"


def search_sources(
    casebook: Casebook, printers: Printers, kept: Kept | None = None
) -> tuple[Source, ...]:
    """Return all cases with everything in them that can be found, each made where it is asked for.

    :param kept: what earlier runs made of the same cases.
    """
    kept = kept or Kept()
    names = _Names(first_mentions(casebook.terms), first_mentions(casebook.policies))
    return tuple(_source(case, names, printers, kept) for case in casebook.cases)


def search_cases(casebook: Casebook, printers: Printers) -> tuple[SearchCase, ...]:
    """Return all cases with everything in them that can be found."""
    return tuple(source.make() for source in search_sources(casebook, printers))


def _source(case: Case, names: _Names, printers: Printers, kept: Kept) -> Source:
    slug, make = case.slug, partial(_case, case, names, printers, kept)
    key = kept.key(_inputs(case, names, printers, kept))
    kept.stays(_GROUP, slug)
    return Source(slug, key, lambda: kept.of(_GROUP, slug, key, SearchCase, make))


def _inputs(case: Case, names: _Names, printers: Printers, kept: Kept) -> object:
    """Return all that :func:`_case` reads of a case and of what it names."""
    scripts = printers[0].wording.scripts if printers else {}

    def named(text: str, first: str, mention: Mention) -> object:
        return text, first, scripts.get(first), mention.paragraph

    return (
        [printer.edition.tag for printer in printers],
        kept.checksum(case.slug, case.alone),
        [named(term.text, term.first.case, m) for term, m in names.terms.get(case.slug, ())],
        [named(p.title, p.mentions[0].case, m) for p, m in names.policies.get(case.slug, ())],
    )


class _Names(NamedTuple):
    """The terms and the documents of each case, by its slug, with their first mentions."""

    terms: Mapping[str, Sequence[tuple[Term, Mention]]]
    policies: Mapping[str, Sequence[tuple[Policy, Mention]]]


def _label(printers: Printers, text: str) -> Texts:
    return {printer.edition.tag: printer.interface(text) for printer in printers}


def _division(printers: Printers, name: str) -> Texts:
    """Return a name of the table of divisions, which is Simplified, in every edition."""
    return {printer.edition.tag: printer.text(name, Script.HANS) for printer in printers}


def _case(case: Case, names: _Names, printers: Printers, kept: Kept) -> SearchCase:
    article, state = case.article, kept.checksum(case.slug, case.alone)
    prints = {
        printer.edition.tag: printed_once(article, printer, kept, state) for printer in printers
    }

    def texts(text: str) -> Texts:
        return {tag: print_(text) for tag, print_ in prints.items()}

    def source(name: str) -> Texts:
        script = labels.script_of(name, article)
        return {
            printer.edition.tag: printer.text(name, script, article.slug) for printer in printers
        }

    region = article.region
    # A case of several provinces (长三角) is found under each of them.
    codes = (region.code, *divisions_shared(article)) if region else ()
    way = dict.fromkeys(division for code in codes for division in lineage(code))
    field = field_by_name(article.field)
    return SearchCase(
        slug=article.slug,
        path=f"cases/{article.slug}.html",
        title=texts(article.title),
        entries=(*_entries(article, texts), *_named(case, names, printers)),
        field=_label(printers, field.name) if field else {},
        regions=tuple(_division(printers, item.name) for item in way),
        years=article.year_range,
        sources=tuple(
            source(name) for name in dict.fromkeys(map(labels.publisher, article.sources)) if name
        ),
        published=article.published,
    )


def _entries(article: Article, texts: Callable[[str], Texts]) -> Iterator[SearchEntry]:
    """Yield the texts of an article.

    :param texts: returns a text in every edition.
    """
    for head in (article.kicker, article.subtitle):
        if head:
            yield SearchEntry("", EntryKind.HEADING, texts(head))
    for place in walk(article):
        page = page_of(place.theme)
        theme = page.theme.value if page else ""
        if isinstance(place.content, Section):
            if place.content.heading:
                yield SearchEntry(place.id, EntryKind.HEADING, texts(place.content.heading), theme)
            continue
        running = isinstance(place.content, Paragraph)
        kind = EntryKind.PARAGRAPH if running else EntryKind.CAPTION
        for text in block_texts(place.content):
            yield SearchEntry(place.id, kind, texts(text), theme)


def _named(case: Case, names: _Names, printers: Printers) -> Iterator[SearchEntry]:
    """Yield the terms, documents and the place of a case as entries of their own.

    A name is printed as its first mention prints it, as on the page of that name.
    """

    def texts(text: str, slug: str) -> Texts:
        return {printer.edition.tag: printer.quoted(text, slug) for printer in printers}

    for term, mention in names.terms.get(case.slug, ()):
        yield SearchEntry(mention.paragraph, EntryKind.TERM, texts(term.text, term.first.case))
    for policy, mention in names.policies.get(case.slug, ()):
        title = texts(f"《{policy.title}》", policy.mentions[0].case)
        yield SearchEntry(mention.paragraph, EntryKind.POLICY, title)
    region = case.article.region
    if region:
        named = (
            texts(region.name, case.slug)
            if region.name
            else _division(printers, full_name(region.code))
        )
        yield SearchEntry("", EntryKind.PLACE, named)
