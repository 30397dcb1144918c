"""Theme pages: the same parts of many cases, field by field, in a row."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.pages import labels, myst
from casebook.pages.blocks import render
from casebook.pages.catalogue import Catalogue
from casebook.pages.index_pages import case_lines, facts, toctree
from casebook.pages.split import by_year
from casebook.records import Article, Placed, Section, Theme, block_texts, walk

PART_PREFIX = "case-"


def theme_pages(
    theme: Theme, catalogue: Catalogue, pictures: frozenset[str], limit: int
) -> Iterator[tuple[str, str]]:
    """Yield ``(address under docs/, MyST)`` for all pages of one theme.

    :param limit: a page with more characters of text is split by year.
    """
    below: list[str] = []
    blocks = [f"# {labels.THEME_TITLES[theme]}", labels.THEME_LEADS[theme]]
    for field, articles in catalogue.by_field:
        told = [article for article in articles if _places(article, theme)]
        if not told:
            continue
        blocks.append(myst.heading(2, myst.link(field.name, f"{field.key}.md"), field.key))
        blocks.append(case_lines(told, theme))
        for name, note, part in by_year(field, told, lambda one: _length(one, theme), limit):
            below.append(name)
            title = f"{labels.THEME_TITLES[theme]}：{field.name}{note}"
            yield f"{theme.value}/{name}.md", _page(theme, title, part, catalogue, pictures)
    blocks.append(toctree(below))
    yield f"{theme.value}/index.md", myst.page(labels.PAGE, blocks)


def part_id(article: Article) -> str:
    """Return the HTML id of a case's part on a theme page.

    The prefix keeps any slug a valid id: docutils strips digits from the front
    of an id, and gives ids such as ``id3`` itself.
    """
    return f"{PART_PREFIX}{article.slug}"


def _places(article: Article, theme: Theme) -> list[Placed]:
    taken = labels.THEME_PAGES[theme]
    return [place for place in walk(article) if place.theme in taken]


def _length(article: Article, theme: Theme) -> int:
    return sum(
        len(place.content.heading)
        if isinstance(place.content, Section)
        else sum(map(len, block_texts(place.content)))
        for place in _places(article, theme)
    )


def _page(
    theme: Theme,
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
    return myst.page({"casebook_theme": theme.value} | labels.PAGE, blocks)


def _siblings(article: Article, own: Theme) -> Iterator[str]:
    for theme in labels.THEME_PAGES:
        if theme is own:
            yield f"[{labels.THEME_SHORT[theme]}]{{.here}}"
        elif _places(article, theme):
            yield myst.link(labels.THEME_SHORT[theme], f"#{theme.value}:{article.slug}")
    yield myst.link("全文", f"#case:{article.slug}")
