"""Lists of cases, and the hidden lists that set the order of reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casebook.pages import myst
from casebook.pages.catalogue import Catalogue
from casebook.records import Article, Kind, Theme
from casebook.text import labels
from casebook.themes import ThemePage, page_of, theme_pages

PART_PREFIX = "case-"
"""How the id of a case's part on a theme page begins."""


def toctree(entries: Iterable[str], caption: str = "") -> str:
    """Return a hidden toctree; it sets the reading order and shows nothing."""
    options = {"hidden": ""} | ({"caption": caption} if caption else {})
    return "\n".join(myst.fence("toctree", list(entries), **options))


def facts(article: Article, *, field: bool = True, kind: bool = True) -> Iterator[str]:
    """Yield the few facts that distinguish a case in a list, as MyST.

    :param kind: whether the cases of the list are of more than one kind.
    """
    if article.region and article.region.name:
        yield myst.span(article.region.name, article.script, article.slug)
    if article.years:
        yield labels.years(article)
    if field:
        yield Catalogue.field_of(article).name
    if kind and article.kind is Kind.DIGEST:
        yield labels.KINDS[Kind.DIGEST]


def case_lines(
    articles: Iterable[Article], theme: Theme | None = None, *, field: bool = True
) -> str:
    """Return a list of cases, each with its facts and the way to its parts.

    :param theme: link to the cases' parts on this theme's pages instead of to
        their own pages.
    :param field: whether the cases are of more than one field.
    """
    listed = tuple(articles)
    shown = {"field": field, "kind": several_kinds(listed)}
    lines = (_case_line(article, theme, facts(article, **shown)) for article in listed)
    return "\n".join(["{.cases}", *lines])


def several_kinds(articles: Iterable[Article]) -> bool:
    """Whether some of the cases are digests and some not, so that lists say which."""
    return len({article.kind for article in articles}) > 1


def _case_line(article: Article, theme: Theme | None, about: Iterable[str]) -> str:
    target = f"#{theme.value}:{article.slug}" if theme else f"#case:{article.slug}"
    title = myst.link(article.title, target, article.script)
    parts = ""
    if not theme:
        links = [
            myst.link(page.short, f"#{page.theme.value}:{article.slug}")
            for page in pages_with((article,))
        ]
        parts = f" [{' · '.join(links)}]{{.parts}}" if links else ""
    return f"- {title} [{' · '.join(about)}]{{.facts}}{parts}"


def pages_with(articles: Iterable[Article]) -> tuple[ThemePage, ...]:
    """Return the themes on whose pages a section of an article stands, in their order."""
    # What stands in a section has its theme.
    present = {page_of(part.theme) for article in articles for part in article.sections}
    return tuple(page for page in theme_pages() if page in present)
