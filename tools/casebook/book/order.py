"""The order of the book: by field, or by theme and then by field.

Both print every block of every case once; only the order differs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from casebook.book.case import CaseWriter
from casebook.book.context import address
from casebook.book.parts import Chapter, Part
from casebook.book.source import call, content, string
from casebook.pages.catalogue import Catalogue
from casebook.records import Case
from casebook.themes import ThemePage, theme_pages

SCREEN_ONLY = "screen-only"
"""The class of what a hand-written page says of the web site alone."""
GLOSSARY = "glossary"
"""The hand-written page that stands at the back instead of before the contents."""

# About 80 pages: what is set together must not take much memory, whatever its field holds.
_RUN = 200_000

Opener = Callable[[Case, int], CaseWriter]
"""Makes the writer of a case whose title stands at a level."""

Show = Callable[[str], str]


def by_field(catalogue: Catalogue, opener: Opener, show: Show) -> Iterator[Part]:
    """Yield the parts of the book sorted by field."""
    for field, articles in catalogue.by_field:
        title = content(show(field.name))
        chapters = []
        for article in articles:
            writer = opener(catalogue.cases[article.slug], 2)
            chapters.append(_case(writer, title, writer.head() + writer.body() + writer.rest()))
        yield Part(address(f"parts/{field.key}", ""), title, tuple(chapters))


def by_theme(catalogue: Catalogue, opener: Opener, show: Show) -> Iterator[Part]:
    """Yield the parts of the book sorted by theme, then by field.

    Heads and sources of the cases stand in the last part.
    """
    for page in (*theme_pages(), None):
        shown = content(show(page.title if page else "其他"))
        name = page.theme.value if page else "other"
        chapters = tuple(_fields(page, name, catalogue, opener, show, shown))
        if chapters:
            yield Part(address(f"parts/{name}", ""), shown, chapters)
    title = content(show("案例與來源"))
    writers = (opener(catalogue.cases[article.slug], 2) for article in catalogue.articles)
    cases = [_case(writer, title, writer.head() + writer.rest()) for writer in writers]
    yield Part(address("parts/cases", ""), title, tuple(cases))


def _case(writer: CaseWriter, part: str, inside: str) -> Chapter:
    key = address(writer.page, "")
    # Outside the heading, whose content running heads repeat.
    body = content(writer.anchors() + inside)
    return Chapter(key, writer.title, call("case", string(key), part, writer.title, body))


def _fields(
    page: ThemePage | None,
    name: str,
    catalogue: Catalogue,
    opener: Opener,
    show: Show,
    part: str,
) -> Iterator[Chapter]:
    for field, articles in catalogue.by_field:
        runs = [""]
        for article in articles:
            writer = opener(catalogue.cases[article.slug], 3)
            body = writer.body(page.theme if page else None, whole=False)
            if body:
                if len(runs[-1]) > _RUN:
                    runs.append("")
                runs[-1] += call("section", "3", writer.title) + body
        for number, run in enumerate(runs if runs[0] else ()):
            key = address(f"parts/{name}", f"{field.key}-{number}")
            title = content(show(field.name + ("（續）" if number else "")))
            yield Chapter(key, title, call("case", string(key), part, title, content(run)))
