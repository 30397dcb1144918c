"""Articles that would have one name: many cases are called 典型案例."""

from __future__ import annotations

import itertools
from collections.abc import Collection
from pathlib import Path

from casebook.library import parse
from casebook.library.layout import article_name
from casebook.library.plain_text import text_of
from casebook.library.withdrawn import load_withdrawn


def free_name(folder: Path, slug: str, taken: Collection[str]) -> str:
    """Return a name with the next number that no article has, has had, or is to have.

    :param taken: names of this run, besides those in the folder.
    """
    withdrawn = {entry.slug for entry in load_withdrawn(folder)[0]}
    names = (f"{slug}-{number}" for number in itertools.count(2))
    return next(
        name
        for name in names
        if name not in taken
        and name not in withdrawn
        and not (folder / article_name(name)).exists()
    )


def of_one_address(*contents: bytes) -> bool:
    """Whether article files name one and the same address as that of their page."""
    articles = (parse(text_of(content), "", "")[0] for content in contents)
    urls = {article.sources[0].url if article and article.sources else "" for article in articles}
    return len(urls) == 1 and "" not in urls
