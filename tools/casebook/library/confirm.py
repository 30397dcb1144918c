"""Values that tables suggested become values that a person confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from casebook.library.canonical import canonical
from casebook.library.layout import article_name
from casebook.library.life import Change, read_one
from casebook.library.plain_text import text_of


def confirm(folder: Path, slugs: Iterable[str], keys: frozenset[str]) -> Change:
    """Take keys off the list ``suggested`` of articles.

    :param keys: what is confirmed; all that is suggested where it is empty.
    """
    files: dict[str, bytes | None] = {}
    named = list(slugs)
    for slug in named:
        content, article = read_one(folder, slug)
        left = tuple(key for key in article.suggested if keys and key not in keys)
        if left != article.suggested:
            after = canonical(replace(article, suggested=left), text_of(content))
            files[article_name(slug)] = after.encode("utf-8")
    return Change(f"confirm {' '.join(named)}", files)
