"""Theme pages: the same parts of many cases, field by field, in a row."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from casebook.pages import myst
from casebook.pages.blocks import render
from casebook.pages.catalogue import Catalogue
from casebook.pages.contents import Contents
from casebook.pages.lists import PART_PREFIX, case_lines, facts, toctree
from casebook.pages.registry import Group, PageKind
from casebook.pages.split import by_year
from casebook.records import Article, Placed, Section, block_texts, walk
from casebook.themes import ThemePage, theme_pages


def kinds() -> tuple[PageKind, ...]:
    """Declare the pages: one kind a theme that has pages."""
    return tuple(
        PageKind(
            key=page.theme.value,
            title=page.title,
            order=order,
            build=partial(_pages, page),
            group=Group.THEMES,
        )
        for order, page in enumerate(theme_pages())
    )


def _pages(theme: ThemePage, contents: Contents) -> Iterator[tuple[str, str]]:
    """Yield ``(address under docs/, MyST)`` for all pages of one theme."""
    catalogue, pictures = contents.catalogue, frozenset(contents.pictures)
    limit = contents.snapshot.settings.theme_page_characters
    key = theme.theme.value
    below: list[str] = []
    blocks = [f"# {theme.title}", theme.lead]
    for field, articles in catalogue.by_field:
        told = [article for article in articles if _places(article, theme)]
        if not told:
            continue
        blocks.append(myst.heading(2, myst.link(field.name, f"{field.key}.md"), field.key))
        blocks.append(case_lines(told, theme.theme))
        for name, note, part in by_year(field, told, lambda one: _length(one, theme), limit):
            below.append(name)
            title = f"{theme.title}：{field.name}{note}"
            yield f"{key}/{name}.md", _page(theme, title, part, catalogue, pictures)
    blocks.append(toctree(below))
    yield f"{key}/index.md", myst.page(myst.PAGE, blocks)


def part_id(article: Article) -> str:
    """Return the HTML id of a case's part on a theme page.

    The prefix keeps any slug a valid id: docutils strips digits from the front
    of an id, and gives ids such as ``id3`` itself.
    """
    return f"{PART_PREFIX}{article.slug}"


def _places(article: Article, theme: ThemePage) -> list[Placed]:
    return [place for place in walk(article) if place.theme in theme.taken]


def _length(article: Article, theme: ThemePage) -> int:
    return sum(
        len(place.content.heading)
        if isinstance(place.content, Section)
        else sum(map(len, block_texts(place.content)))
        for place in _places(article, theme)
    )


def _page(
    theme: ThemePage,
    title: str,
    articles: list[Article],
    catalogue: Catalogue,
    pictures: frozenset[str],
) -> str:
    blocks = [f"# {myst.inline(title)}"]
    for article in articles:
        blocks.append(myst.heading(2, myst.inline(article.title), part_id(article), article.script))
        line = " · ".join([*facts(article, field=False), *_siblings(article, theme)])
        blocks.append("\n".join(myst.fence("container", [line], "part-head hant")))
        places = [
            place
            for place in _places(article, theme)
            if not isinstance(place.content, Section) or place.content.heading
        ]
        links = catalogue.links[article.slug]
        blocks.extend(
            render(article, places, top=3, addressed=False, pictures=pictures, links=links)
        )
    return myst.page({"casebook_theme": theme.theme.value} | myst.PAGE, blocks)


def _siblings(article: Article, own: ThemePage) -> Iterator[str]:
    for theme in theme_pages():
        if theme == own:
            yield f"[{theme.short}]{{.here}}"
        elif _places(article, theme):
            yield myst.link(theme.short, f"#{theme.theme.value}:{article.slug}")
    yield myst.link("全文", f"#case:{article.slug}")
