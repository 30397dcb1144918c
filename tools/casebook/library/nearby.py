"""An article that is not there, and the one that was probably meant."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path

from casebook.files import read_file
from casebook.library.layout import article_files, article_name
from casebook.library.withdrawn import load_withdrawn
from casebook.problems import Code, Problem
from casebook.text.fold import fold

_SHOWN = 3
_HEAD = 4096
"""Bytes of a file in which its title stands."""
_TITLE = re.compile(r"^(?:title|標題|标题|題目|题目)\s*[:：]\s*(.+)$", re.MULTILINE)


def no_article(folder: Path, slug: str, name: str = "") -> Problem:
    """Return the problem of an article that is not there, with those of a similar name.

    A person may have typed the slug wrongly, a part of it, or words of the title; or the
    article may have been withdrawn.

    :param name: of the file that was looked for, where it is not that of the article.
    """
    # An address or a path is shown as it was typed: of https://… a path would lose a stroke.
    file = slug if "/" in slug else (folder / (name or article_name(slug))).as_posix()
    if not name and slug in {entry.slug for entry in load_withdrawn(folder)[0]}:
        return Problem(Code.IS_WITHDRAWN, file)
    near = _near(folder, slug)
    detail = f"Did you mean {', '.join(near)}?" if near else ""
    return Problem(Code.NO_ARTICLE, file, 0, detail)


def _near(folder: Path, slug: str) -> list[str]:
    slugs = [path.stem for path in article_files(folder)[0]]
    typed = slug.strip().lower()
    if not typed:
        return []
    if not typed.isascii():
        return [item for item in slugs if fold(typed) in fold(_title(folder, item))][:_SHOWN]
    part = [item for item in slugs if typed in item]
    return [*part, *(get_close_matches(typed, slugs, _SHOWN) if not part else ())][:_SHOWN]


def _title(folder: Path, slug: str) -> str:
    content, _ = read_file(folder / article_name(slug))
    match = _TITLE.search((content or b"")[:_HEAD].decode("utf-8", "ignore"))
    return match[1] if match else ""
