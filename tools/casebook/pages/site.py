"""All pages of a knowledge base: a pure function from a casebook to files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from casebook.exports.citations import references
from casebook.library.ledger import parse_ledger
from casebook.pages import labels
from casebook.pages.blocks import picture_path
from casebook.pages.case_page import case_page, citation_address
from casebook.pages.catalogue import Catalogue
from casebook.pages.figure_pages import figure_pages
from casebook.pages.home import home_page
from casebook.pages.index_pages import case_index, field_pages, year_pages
from casebook.pages.knowledge_pages import knowledge_pages
from casebook.pages.place_pages import place_pages
from casebook.pages.proof_page import proof_pages
from casebook.pages.record import ledger_address
from casebook.pages.theme_pages import theme_pages
from casebook.pages.wording import ADDRESS, dump_wording
from casebook.records import Casebook, Picture, Script, walk
from casebook.settings import Config
from casebook.text.overrides import Exceptions


def site_files(
    casebook: Casebook,
    config: Config,
    *,
    pictures: Mapping[tuple[str, str], bytes],
    ledgers: Mapping[str, bytes],
    handwritten: Sequence[str],
    exceptions: Exceptions,
) -> dict[str, bytes]:
    """Return every generated file by its address under ``docs/``.

    :param pictures: content of picture files by slug and file name.
    :param ledgers: content of ledger files by slug.
    :param handwritten: names of hand-written pages at the top of ``docs/``.
    :param exceptions: what a person decided about conversion.
    """
    catalogue = Catalogue(casebook)
    files = dict(_picture_files(catalogue, pictures))
    shown = frozenset(files)
    pages = _pages(catalogue, config, shown, ledgers, handwritten)
    proofs = proof_pages(catalogue, exceptions)
    for address, text in (*pages, *proofs):
        assert address not in files, address
        files[address] = text.encode("utf-8")
    files |= {ledger_address(slug): content for slug, content in ledgers.items()}
    for article in catalogue.articles:
        words = {script: exceptions.of(article.slug, script) for script in Script}
        files[citation_address(article.slug)] = references(article, config.title, words)
    files[ADDRESS] = dump_wording(catalogue.articles, exceptions).encode("utf-8")
    return files


def _picture_files(
    catalogue: Catalogue, pictures: Mapping[tuple[str, str], bytes]
) -> Iterator[tuple[str, bytes]]:
    for article in catalogue.articles:
        for place in walk(article):
            if isinstance(place.content, Picture):
                path = picture_path(article, place)
                content = pictures.get((article.slug, place.content.file))
                if path and content is not None:
                    yield path, content


def _pages(
    catalogue: Catalogue,
    config: Config,
    pictures: frozenset[str],
    ledgers: Mapping[str, bytes],
    handwritten: Sequence[str],
) -> Iterator[tuple[str, str]]:
    yield home_page(catalogue, config, handwritten)
    for theme in labels.THEME_PAGES:
        yield from theme_pages(theme, catalogue, pictures, config.theme_page_characters)
    yield case_index(catalogue)
    for article in catalogue.articles:
        written = ledgers.get(article.slug)
        ledger = parse_ledger(written.decode("utf-8")) if written else None
        text = case_page(article, catalogue, pictures, ledger)
        yield f"cases/{article.slug}.md", text
    yield from field_pages(catalogue)
    yield from place_pages(catalogue)
    yield from year_pages(catalogue)
    yield from figure_pages(catalogue)
    yield from knowledge_pages(catalogue)
