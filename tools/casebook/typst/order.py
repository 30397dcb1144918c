"""The order of the book: by field, or by theme and then by field.

Both print every block of every case once; only the order differs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from docutils import nodes

from casebook.model import Theme
from casebook.typst.source import call, content
from casebook.typst.translate import Page
from casebook.write import labels
from casebook.write.catalogue import Catalogue

_TOP = re.compile(rf"({'|'.join(Theme)})\d*")

Trees = dict[str, nodes.document]
"""The resolved pages of the cases, by slug."""

Opener = Callable[[str, int], Page]
"""Makes the translator of the case of a slug, whose title stands at a level."""

Show = Callable[[str], str]


def by_field(catalogue: Catalogue, trees: Trees, opener: Opener, show: Show) -> Iterator[str]:
    """Yield the parts of the book sorted by field, as Typst."""
    for field, articles in catalogue.by_field:
        yield call("part", content(show(field.name)))
        for article in articles:
            yield opener(article.slug, 2).translate(trees[article.slug])


def by_theme(catalogue: Catalogue, trees: Trees, opener: Opener, show: Show) -> Iterator[str]:
    """Yield the parts of the book sorted by theme, then by field, as Typst.

    Heads and sources of the cases stand in the last part.
    """
    told = (*((page, labels.THEME_TITLES[page]) for page in labels.THEME_PAGES), (None, "其他"))
    for theme, title in told:
        fields = list(_fields(theme, catalogue, trees, opener, show))
        if fields:
            yield call("part", content(show(title)))
            yield from fields
    yield call("part", content(show("案例與來源")))
    for article in catalogue.articles:
        page = opener(article.slug, 2)
        yield page.heading(_case(trees[article.slug]), whole=True)
        page.go_below()
        yield from map(page.translate, _rest(trees[article.slug]))


def _fields(
    theme: Theme | None, catalogue: Catalogue, trees: Trees, opener: Opener, show: Show
) -> Iterator[str]:
    for field, articles in catalogue.by_field:
        cases = []
        for article in articles:
            sections = [one for one in _sections(trees[article.slug]) if _theme(one) is theme]
            if sections:
                page = opener(article.slug, 3)
                cases.append(page.heading(_case(trees[article.slug]), whole=False))
                page.go_below()
                cases += map(page.translate, sections)
        if cases:
            yield call("case", content(show(field.name)))
            yield from cases


def _case(tree: nodes.document) -> nodes.section:
    return next(tree.findall(nodes.section))


def _sections(tree: nodes.document) -> list[nodes.section]:
    """Return the top-level sections of the article itself."""
    children = _case(tree).children
    return [one for one in children if isinstance(one, nodes.section) and _top(one)]


def _rest(tree: nodes.document) -> list[nodes.Node]:
    """Return what a case page holds beside its title and the article."""
    taken: set[int] = {id(one) for one in _sections(tree)}
    return [
        one
        for one in _case(tree).children
        if id(one) not in taken and not isinstance(one, nodes.title)
    ]


def _top(section: nodes.section) -> str:
    found = (_TOP.fullmatch(own) for own in section["ids"])
    return next((one[1] for one in found if one), "")


def _theme(section: nodes.section) -> Theme | None:
    return labels.theme_page_of(Theme(_top(section)))
