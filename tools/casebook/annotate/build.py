"""All articles to one :class:`~casebook.knowledge.Casebook`."""

from __future__ import annotations

from collections.abc import Iterable

from casebook.annotate.fields import field_by_name
from casebook.annotate.regions import lineage
from casebook.knowledge import Case, Casebook
from casebook.model import Article


def annotate(articles: Iterable[Article]) -> Casebook:
    """Compute everything that the site shows across cases.

    The order of ``articles`` does not matter: cases are sorted by slug.
    """
    cases = tuple(_case(article) for article in sorted(articles, key=lambda a: a.slug))
    return Casebook(cases=cases)


def _case(article: Article) -> Case:
    field = field_by_name(article.field)
    code = article.region.code if article.region else ""
    return Case(
        article,
        field=field.key if field else "",
        lineage=tuple(one.code for one in lineage(code)),
    )
