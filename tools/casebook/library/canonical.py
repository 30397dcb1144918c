"""The file of an article as Casebook writes it, with the comments that a person left in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import yaml

from casebook.library import dump
from casebook.library.front_matter import (
    mended_lines,
    read_front_matter,
    write_front_matter,
)
from casebook.library.yaml_text import FrontMatterError, Wrong
from casebook.problems import Code
from casebook.records import Article


def canonical(article: Article, text: str) -> str:
    """Return the file of an article as Casebook writes it.

    YAML comments are no part of the article and would be lost: front matter that has some
    stays as it is where it says the same; where it says something else now, they stand
    above it.

    :param text: the file that the article was read from.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    begin, end = [at for at, line in enumerate(lines) if line.rstrip() == "---"][:2]
    kept = mended_lines("\n".join(lines[begin + 1 : end]) + "\n")
    whole = dump(article)
    comments = list(_comments(kept))
    if not comments:
        return whole
    written = write_front_matter(article)
    if _says(kept) == _says(written):
        return whole.replace(written, kept, 1)
    return whole.replace(written, "".join(f"{comment}\n" for comment in comments) + written, 1)


def rewritten(before: Article, after: Article, text: str) -> str | None:
    """Return the file of an article after a change, with every comment where it was.

    :param text: the file that ``before`` was read from.
    :returns: ``None`` where a comment of a person would be moved: the change is one of front
        matter that has a comment.
    """
    front = write_front_matter(after)
    if front == write_front_matter(before):
        return canonical(replace(before, sections=after.sections), text)
    if canonical(before, text) != dump(before):
        return None
    return dump(after)


def _says(text: str) -> Article | None:
    """Return what front matter says; ``None`` where it is not of the canonical form."""
    noted: list[Wrong] = []
    try:
        values = read_front_matter(text, 1, noted)
    except FrontMatterError:
        return None
    if any(item.code is Code.FORM_READ for item in noted):
        return None
    return Article(slug="", sections=(), **values)


def _comments(text: str) -> Iterator[str]:
    """Yield the comments of YAML text: each begins at a ``#`` that is part of no value."""
    inside = [
        range(token.start_mark.index, token.end_mark.index)
        for token in yaml.scan(text, Loader=yaml.SafeLoader)
        if isinstance(token, yaml.ScalarToken)
    ]
    at = 0
    for line in text.splitlines(keepends=True):
        for place, char in enumerate(line):
            if char == "#" and not any(at + place in span for span in inside):
                yield line[place:].rstrip()
                break
        at += len(line)
