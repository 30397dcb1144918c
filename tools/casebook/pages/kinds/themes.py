"""Theme pages: the same parts of many cases, field by field, in a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from casebook.knowledge.fields import Field
from casebook.pages import myst
from casebook.pages.blocks import render
from casebook.pages.catalogue import Catalogue
from casebook.pages.contents import Contents
from casebook.pages.lists import PART_PREFIX, case_lines, facts, several_kinds, toctree
from casebook.pages.registry import Group, PageKind
from casebook.pages.split import Sheet, by_year
from casebook.records import Article, Paragraph, Placed, Section, block_texts, walk
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
            divided=True,
        )
        for order, page in enumerate(theme_pages())
    )


def _pages(theme: ThemePage, contents: Contents) -> Iterator[tuple[str, str]]:
    """Yield ``(address under docs/, MyST)`` for all pages of one theme."""
    catalogue, kept = contents.catalogue, contents.snapshot.kept
    limit = contents.snapshot.settings.theme_page_characters
    key = theme.theme.value
    below: list[str] = []
    blocks = [myst.heading(1, theme.title, "top"), theme.lead]
    for field, articles in catalogue.by_field:
        reported = [article for article in articles if _has_part(article, theme)]
        if not reported:
            continue
        blocks.append(myst.heading(2, myst.link(field.name, f"{field.key}.md"), field.key))
        blocks.append(case_lines(reported, theme.theme, field=False))
        parts = {
            item.slug: kept.of(
                f"parts-{key}",
                item.slug,
                contents.inputs[item.slug],
                _Part,
                partial(_part, item, theme, contents),
            )
            for item in reported
        }
        sheets = list(by_year(field, reported, _length_in(parts), limit))
        head = {"casebook_theme": key, "casebook_parts": f"{key}/{field.key}"}
        for sheet in sheets:
            below.append(sheet.name)
            page = _page(theme, field, sheet, catalogue, parts)
            if sheet is sheets[0]:
                page += _elsewhere(theme, sheets[1:], parts)
            yield f"{key}/{sheet.name}.md", myst.page(head | myst.PAGE, page)
    blocks.append(toctree(below))
    yield f"{key}/index.md", myst.page(myst.PAGE, blocks)


def part_id(slug: str) -> str:
    """Return the HTML id of a case's part on a theme page.

    The prefix keeps any slug a valid id: docutils strips digits from the front
    of an id, and gives ids such as ``id3`` itself.
    """
    return f"{PART_PREFIX}{slug}"


def _has_part(article: Article, theme: ThemePage) -> bool:
    return any(section.theme in theme.taken for section in article.sections)


def _places(article: Article, theme: ThemePage) -> list[Placed]:
    return [place for place in walk(article) if place.theme in theme.taken]


def _shown(article: Article, theme: ThemePage) -> list[Placed]:
    """Return what stands on a theme page: all but sections without a heading."""
    return [
        place
        for place in _places(article, theme)
        if not isinstance(place.content, Section) or place.content.heading
    ]


def _length(article: Article, theme: ThemePage) -> int:
    return sum(
        len(place.content.heading)
        if isinstance(place.content, Section)
        else sum(map(len, block_texts(place.content)))
        for place in _places(article, theme)
    )


class _Part(NamedTuple):
    """A case's part on a theme page, whatever other cases there are.

    :param length: in characters.
    :param blocks: below its head, as MyST.
    :param ids: the HTML ids inside.
    """

    length: int
    blocks: tuple[str, ...]
    ids: tuple[str, ...]


def _length_in(parts: Mapping[str, _Part]) -> Callable[[Article], int]:
    return lambda article: parts[article.slug].length


def _part(article: Article, theme: ThemePage, contents: Contents) -> _Part:
    own, places = _id(article), _shown(article, theme)
    blocks = render(
        article,
        places,
        top=3,
        own=own,
        pictures=contents.pictures_of(article),
        links=contents.catalogue.links[article.slug],
    )
    return _Part(_length(article, theme), tuple(blocks), tuple(filter(None, map(own, places))))


def _page(
    theme: ThemePage,
    field: Field,
    sheet: Sheet,
    catalogue: Catalogue,
    parts: Mapping[str, _Part],
) -> list[str]:
    title = f"{theme.title}：{field.name}{sheet.note}"
    blocks = [myst.heading(1, myst.inline(title), "top")]
    kind = several_kinds(sheet.articles)
    for article in sheet.articles:
        element_id = part_id(article.slug)
        blocks.append(myst.heading(2, myst.inline(article.title), element_id, article.script))
        former = [
            part_id(item) for item in catalogue.redirects.former.get(("case", article.slug), ())
        ]
        line = " · ".join([*facts(article, field=False, kind=kind), *_siblings(article, theme)])
        blocks.append(
            "\n".join(myst.fence("container", [line + myst.anchors(former)], "part-head hant"))
        )
        blocks += parts[article.slug].blocks
    return blocks


def _id(article: Article) -> Callable[[Placed], str]:
    """Return what gives all but paragraphs an id on a theme page, which no other case can have.

    Without one Sphinx counts them, and the next case on the page would shift them.
    """

    def element_id(place: Placed) -> str:
        is_paragraph = isinstance(place.content, Paragraph)
        return "" if is_paragraph else f"part-{place.id}-of-{article.slug}"

    return element_id


def _elsewhere(theme: ThemePage, sheets: list[Sheet], parts: Mapping[str, _Part]) -> list[str]:
    """Return the way to the parts on pages of single years.

    A part has its permanent addresses on the page of the field: there it stood before the page
    was divided, and there it stands again when enough cases are taken away.
    """
    lines = []
    kind = several_kinds(article for sheet in sheets for article in sheet.articles)
    for sheet in sheets:
        for article in sheet.articles:
            link = myst.link(article.title, f"#{theme.theme.value}:{article.slug}", article.script)
            about = " · ".join(facts(article, field=False, kind=kind))
            inside = myst.anchors(parts[article.slug].ids)
            lines.append(f"- {{#{part_id(article.slug)}}}\n  {link} [{about}]{{.facts}}{inside}")
    return ["{.note}\n其他年份的案例：", "\n".join(["{.cases}", *lines])] if lines else []


def _siblings(article: Article, element_id: ThemePage) -> Iterator[str]:
    for theme in theme_pages():
        if theme == element_id:
            yield f"[{theme.short}]{{.here}}"
        elif _has_part(article, theme):
            yield myst.link(theme.short, f"#{theme.theme.value}:{article.slug}")
    yield myst.link("全文", f"#case:{article.slug}")
