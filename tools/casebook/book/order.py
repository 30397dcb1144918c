"""The order of the book: by field, or by theme and then by field.

Both print every block of every case once; only the order differs.
"""

from __future__ import annotations

from collections.abc import Iterator

from casebook.book.blocks import Block, ChapterText, Heading, PartText, address, plain
from casebook.book.case import CaseWriter, Shared
from casebook.book.walks import pieces_in
from casebook.knowledge.fields import Field
from casebook.pages.catalogue import Catalogue
from casebook.text.catalogue import N_
from casebook.themes import ThemePage, theme_pages

SCREEN_ONLY = "screen-only"
"""The class of what a hand-written page says of the web site alone."""
GLOSSARY = "glossary"
"""The hand-written page that stands at the back instead of before the contents."""

# About 80 pages: what is set together must not take much memory, whatever its field holds.
_RUN = 100_000


def by_field(shared: Shared) -> Iterator[PartText]:
    """Yield the parts of the book sorted by field."""
    catalogue, here = shared.catalogue, shared.printer.interface
    for field, articles in catalogue.by_field:
        chapters = (CaseWriter(catalogue.cases[item.slug], shared, 2).whole() for item in articles)
        yield PartText(address(f"parts/{field.key}", ""), here(field.name), chapters)


def by_theme(shared: Shared) -> Iterator[PartText]:
    """Yield the parts of the book sorted by theme, then by field.

    Heads and sources of the cases stand in the last part.
    """
    catalogue, here = shared.catalogue, shared.printer.interface
    for page in (*theme_pages(), None):
        name = page.theme.value if page else "other"
        title = here(page.title if page else N_("其他"))
        yield PartText(address(f"parts/{name}", ""), title, _fields(page, name, shared))
    writers = (CaseWriter(catalogue.cases[item.slug], shared, 2) for item in catalogue.articles)
    cases = (writer.chapter((*writer.head(), *writer.rest())) for writer in writers)
    yield PartText(address("parts/cases", ""), here(N_("案例與來源")), cases)


def _fields(page: ThemePage | None, name: str, shared: Shared) -> Iterator[ChapterText]:
    catalogue: Catalogue = shared.catalogue
    for field, articles in catalogue.by_field:
        number, taken = 0, 0
        run: list[Block] = []
        for article in articles:
            writer = CaseWriter(catalogue.cases[article.slug], shared, 3)
            body = writer.body(page.theme if page else None, whole=False)
            if not body:
                continue
            if taken > _RUN:
                yield _run(name, field, number, run, shared)
                number, taken, run = number + 1, 0, []
            run += (Heading(3, (writer.title,)), *body)
            taken += sum(len(plain(pieces_in(block))) for block in body)
        if run:
            yield _run(name, field, number, run, shared)


def _run(name: str, field: Field, number: int, blocks: list[Block], shared: Shared) -> ChapterText:
    here = shared.printer.interface
    key = address(f"parts/{name}", f"{field.key}-{number}")
    title = here(field.name) + (here(N_("（續）")) if number else "")
    return ChapterText(key, title, 2, tuple(blocks))
