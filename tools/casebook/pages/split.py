"""How pages that grow with the articles are divided, so that none grows without end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar

from casebook.knowledge.fields import Field
from casebook.records import Article

T = TypeVar("T")


class Sheet(NamedTuple):
    """One of the pages that a field takes: name, what its title adds, its articles."""

    name: str
    note: str
    articles: list[Article]


def by_year(
    field: Field, articles: Iterable[Article], size: Callable[[Article], int], limit: int
) -> Iterator[Sheet]:
    """Divide a field by the first year of its cases, where its size is above a limit.

    The first page always has the bare name of the field, so that its address
    stays when the field grows: it holds the newest year.  The name of the page of
    a year (:func:`year_page_names`) leads to the bare one while there is no such page.

    :param size: of an article on these pages, in the unit of ``limit``.
    """
    results = list(articles)
    if not results:
        return
    if sum(map(size, results)) <= limit:
        yield Sheet(field.key, "", results)
        return
    years: dict[str, list[Article]] = defaultdict(list)
    for article in results:
        years[article.years[:4]].append(article)
    for number, year in enumerate(sorted(years, reverse=True)):
        name = _year_page(field, year) if number else field.key
        yield Sheet(name, f"（{year or '年份不詳'}）", years[year])


def name_key(name: str, slug: str) -> tuple[tuple[str, ...], str]:
    """Return what names are sorted by: the syllables of their slug, without its hash.

    A name comes before those that begin with it, as in a dictionary.
    With the hash 國務院辦公廳 (``guo-wu-yuan-ban…``) would come before 國務院
    (``guo-wu-yuan-ui…``).
    """
    return tuple(slug.rpartition("-")[0].split("-")), name


def year_page_names(field: Field, articles: Iterable[Article]) -> tuple[str, ...]:
    """Return the names of the pages of single years that a field has when it is divided."""
    return tuple(
        _year_page(field, year) for year in sorted({article.years[:4] for article in articles})
    )


def _year_page(field: Field, year: str) -> str:
    return f"{field.key}-{year or 'undated'}"


def by_letter(
    entries: Iterable[T],
    slug: Callable[[T], str],
    order: Callable[[T], tuple[tuple[str, ...], str]] | None = None,
) -> dict[str, list[T]]:
    """Group entries by the first letter of their slugs, which is that of their pinyin.

    :param order: what entries are sorted by (:func:`name_key`); their slugs where it is left out.
    :returns: the entries by letter (``a`` to ``z``; ``0`` for all else), in their order.
    """
    letters: dict[str, list[T]] = defaultdict(list)
    for entry in sorted(entries, key=order or slug):
        first = slug(entry)[:1]
        letters[first if "a" <= first <= "z" else "0"].append(entry)
    return dict(sorted(letters.items()))
