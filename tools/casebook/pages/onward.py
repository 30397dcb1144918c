"""The way on from the end of a part: to the same part of the next case in the field."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.pages import myst
from casebook.pages.catalogue import Catalogue
from casebook.records import Article, Placed, Section, walk
from casebook.themes import ThemePage, page_of


def top_sections(article: Article) -> Iterator[tuple[list[Placed], ThemePage | None]]:
    """Yield the places of each top-level section, and the theme whose part ends with it.

    A part is what stands on the pages of one theme (改革背景 with 改革思路); where its sections
    lie apart, it ends with the last of them.
    """
    sections: list[list[Placed]] = []
    for place in walk(article):
        if isinstance(place.content, Section) and place.level == 1:
            sections.append([])
        sections[-1].append(place)
    pages = [page_of(places[0].theme) for places in sections]
    for number, (places, page) in enumerate(zip(sections, pages, strict=True)):
        yield places, None if page in pages[number + 1 :] else page


def onward(article: Article, page: ThemePage, catalogue: Catalogue) -> Iterator[str]:
    """Yield the links at the end of a part; none where no other case of the field has it."""
    if len(catalogue.with_part[catalogue.field_of(article), page]) < 2:
        return
    field = catalogue.field_of(article)
    links = [
        myst.link(f"連讀「{field.name}」的{page.title}", f"#{page.theme.value}:{article.slug}")
    ]
    following = catalogue.following(article, page)
    if following is not None:
        section = next(place.id for place in walk(following) if page_of(place.theme) is page)
        title = myst.link(following.title, f"#case:{following.slug}/{section}", following.script)
        links.append(f"下一個案例的{page.title}：{title}")
    yield "\n".join(myst.fence("container", [" · ".join(links)], "part-links hant"))
