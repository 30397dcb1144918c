"""What tables suggested for an article, and what of it a person has corrected since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from casebook.records import Article


def suggestions(article: Article) -> dict[str, str]:
    """Return the values of an article that are only suggested, as its ledger keeps them."""
    values = _values(article)
    return {key: values[key] for key in article.suggested if key in values}


def without_corrected(article: Article, suggested: Mapping[str, str]) -> Article:
    """Take keys off the list of what is only suggested whose value a person has changed.

    :param suggested: what tables suggested; a key that is not in it stays.
    """
    if not suggested or not article.suggested:
        return article
    values = _values(article)
    left = tuple(
        key
        for key in article.suggested
        if key not in values or suggested.get(key, values[key]) == values[key]
    )
    return replace(article, suggested=left)


def _values(article: Article) -> dict[str, str]:
    region = article.region
    return {
        "field": article.field,
        "region": f"{region.name} {region.code}".strip() if region else "",
        "level": article.level.value if article.level else "",
        "years": article.years,
        "slug": article.slug,
    }
