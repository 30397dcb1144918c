"""The order of the book: by field, or by theme and then by field.

Both print every block of every case once; only the order differs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from docutils import nodes
from sphinx.builders import Builder

from casebook.book.parts import Chapter, Part
from casebook.book.source import call, content, string
from casebook.book.translate import PageTranslator, address
from casebook.pages.catalogue import Catalogue
from casebook.records import Theme
from casebook.site.snapshot import snapshot_of
from casebook.themes import id_pattern, page_of, theme_pages

SCREEN_ONLY = "screen-only"
"""The class of what a hand-written page says of the web site alone."""
GLOSSARY = "glossary"
"""The hand-written page that stands at the back instead of before the contents."""

# About 80 pages: what is set together must not take much memory, whatever its field holds.
_RUN = 200_000

Trees = Mapping[str, nodes.document]
"""The resolved pages of the cases, by slug."""

Opener = Callable[[str, int], PageTranslator]
"""Makes the translator of the case of a slug, whose title stands at a level."""

Show = Callable[[str], str]


def catalogue_of(builder: Builder) -> Catalogue:
    """Return the articles of the knowledge base in their order."""
    return Catalogue(snapshot_of(builder.config).casebook)


def by_field(catalogue: Catalogue, trees: Trees, opener: Opener, show: Show) -> Iterator[Part]:
    """Yield the parts of the book sorted by field."""
    for field, articles in catalogue.by_field:
        title = content(show(field.name))
        chapters = []
        for article in articles:
            page, tree = opener(article.slug, 2), trees[article.slug]
            chapters.append(_case(article.slug, page, tree, title, page.inside_case(tree)))
        yield Part(address(f"parts/{field.key}", ""), title, tuple(chapters))


def by_theme(catalogue: Catalogue, trees: Trees, opener: Opener, show: Show) -> Iterator[Part]:
    """Yield the parts of the book sorted by theme, then by field.

    Heads and sources of the cases stand in the last part.
    """
    for sorted_by in (*theme_pages(), None):
        shown = content(show(sorted_by.title if sorted_by else "其他"))
        theme = sorted_by.theme if sorted_by else None
        name = theme or "other"
        chapters = tuple(_fields(theme, name, catalogue, trees, opener, show, shown))
        if chapters:
            yield Part(address(f"parts/{name}", ""), shown, chapters)
    title = content(show("案例與來源"))
    cases = []
    for article in catalogue.articles:
        page, tree = opener(article.slug, 2), trees[article.slug]
        page.go_below()
        rest = "".join(map(page.translate, _rest(tree)))
        cases.append(_case(article.slug, page, tree, title, rest))
    yield Part(address("parts/cases", ""), title, tuple(cases))


def _case(slug: str, page: PageTranslator, tree: nodes.document, part: str, inside: str) -> Chapter:
    section = _section(tree)
    title = content(page.title(section))
    key = address(f"cases/{slug}", "")
    # Outside the heading, whose content running heads repeat.
    body = content(page.anchors(section) + inside)
    return Chapter(key, title, call("case", string(key), part, title, body))


def _fields(
    theme: Theme | None,
    name: str,
    catalogue: Catalogue,
    trees: Trees,
    opener: Opener,
    show: Show,
    part: str,
) -> Iterator[Chapter]:
    for field, articles in catalogue.by_field:
        runs = [""]
        for article in articles:
            tree = trees[article.slug]
            sections = [one for one in _sections(tree) if _theme(one) is theme]
            if sections:
                if len(runs[-1]) > _RUN:
                    runs.append("")
                page = opener(article.slug, 3)
                runs[-1] += page.heading(_section(tree))
                page.go_below()
                runs[-1] += "".join(map(page.translate, sections))
        for number, run in enumerate(runs if runs[0] else ()):
            key = address(f"parts/{name}", f"{field.key}-{number}")
            title = content(show(field.name + ("（續）" if number else "")))
            yield Chapter(key, title, call("case", string(key), part, title, content(run)))


def _section(tree: nodes.document) -> nodes.section:
    return next(tree.findall(nodes.section))


def _sections(tree: nodes.document) -> list[nodes.section]:
    """Return the top-level sections of the article itself."""
    children = _section(tree).children
    return [one for one in children if isinstance(one, nodes.section) and _top(one)]


def _rest(tree: nodes.document) -> list[nodes.Node]:
    """Return what a case page holds beside its title and the article."""
    taken: set[int] = {id(one) for one in _sections(tree)}
    return [
        one
        for one in _section(tree).children
        if id(one) not in taken and not isinstance(one, nodes.title)
    ]


def _top(section: nodes.section) -> str:
    found = (id_pattern().fullmatch(own) for own in section["ids"])
    return next((one[1] for one in found if one), "")


def _theme(section: nodes.section) -> Theme | None:
    page = page_of(Theme(_top(section)))
    return page.theme if page else None
