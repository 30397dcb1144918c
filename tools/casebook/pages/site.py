"""All pages of a knowledge base: a pure function from a casebook to files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from casebook.library.ledger import parse_ledger
from casebook.pages import labels
from casebook.pages.blocks import picture_path
from casebook.pages.case_page import case_page
from casebook.pages.catalogue import Catalogue
from casebook.pages.figure_pages import figure_pages
from casebook.pages.home import home_page
from casebook.pages.index_pages import case_index, field_pages, year_pages
from casebook.pages.knowledge_pages import knowledge_pages
from casebook.pages.place_pages import place_pages
from casebook.pages.proof_page import proof_pages
from casebook.pages.record import ledger_address
from casebook.pages.theme_pages import theme_pages
from casebook.project import Snapshot
from casebook.records import Picture, walk
from casebook.settings import Settings


def site_files(snapshot: Snapshot, handwritten: Sequence[str]) -> dict[str, bytes]:
    """Return every generated file by its address under ``docs/``.

    :param handwritten: names of hand-written pages at the top of ``docs/``.
    :raises OSError: where a picture cannot be read.
    """
    catalogue = Catalogue(snapshot.casebook)
    files = dict(_picture_files(catalogue, snapshot.pictures))
    shown = frozenset(files)
    pages = _pages(catalogue, snapshot.settings, shown, snapshot.ledgers, handwritten)
    proofs = proof_pages(catalogue, snapshot.editions, snapshot.overrides)
    for address, text in (*pages, *proofs):
        assert address not in files, address
        files[address] = text.encode("utf-8")
    return files | {ledger_address(slug): content for slug, content in snapshot.ledgers.items()}


def _picture_files(
    catalogue: Catalogue, pictures: Mapping[tuple[str, str], Path]
) -> Iterator[tuple[str, bytes]]:
    for article in catalogue.articles:
        for place in walk(article):
            if isinstance(place.content, Picture):
                path = picture_path(article, place)
                file = pictures.get((article.slug, place.content.file))
                if path and file is not None:
                    yield path, file.read_bytes()


def _pages(
    catalogue: Catalogue,
    settings: Settings,
    pictures: frozenset[str],
    ledgers: Mapping[str, bytes],
    handwritten: Sequence[str],
) -> Iterator[tuple[str, str]]:
    yield home_page(catalogue, settings, handwritten)
    for theme in labels.THEME_PAGES:
        yield from theme_pages(theme, catalogue, pictures, settings.theme_page_characters)
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
