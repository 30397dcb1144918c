"""Articles are read from and written to plain text files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from casebook.library.body import read_body, write_body
from casebook.library.front_matter import FrontMatterError, read_front_matter, write_front_matter
from casebook.library.ids import load_ids
from casebook.problems import Code, Problem, Severity
from casebook.records import Article, Section

# `cases/index` is the list of all cases.
SLUG = re.compile(r"(?!index\Z)[a-z0-9]+(?:-[a-z0-9]+)*")
# Files that people keep beside articles; they are no articles.
_NOT_ARTICLES = {"README.md", "LICENSE.md"}


def dump(article: Article) -> str:
    """Return the text of the article's file (the slug is its file name)."""
    return f"---\n{write_front_matter(article)}---\n\n{write_body(article.sections)}"


def parse(text: str, slug: str, file: str) -> tuple[Article | None, tuple[Problem, ...]]:
    """Read the text of an article file.

    :param file: the path to name in problems.
    :returns: the article, or ``None`` where a problem is an error.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    marks = [number for number, line in enumerate(lines) if line.rstrip() == "---"]
    if len(marks) < 2 or marks[0] != 0:
        return None, (Problem(Code.FRONT_MATTER_MISSING, file, 1),)
    end = marks[1]
    sections, problems = read_body("\n".join(lines[end + 1 :]), file, end + 2)
    values: dict[str, Any] = {}
    try:
        values = read_front_matter("\n".join(lines[1:end]), 2)
    except FrontMatterError as error:
        problems[:0] = [Problem(one.code, file, one.line, one.detail) for one in error.wrong]
    if not any(_has_text(section) for section in sections):
        problems.append(Problem(Code.BODY_EMPTY, file, end + 1))
    if any(problem.code.severity is Severity.ERROR for problem in problems):
        return None, tuple(problems)
    return Article(slug=slug, sections=sections, **values), tuple(problems)


def _has_text(section: Section) -> bool:
    return bool(section.blocks) or any(_has_text(below) for below in section.sections)


def read_article(path: Path) -> tuple[Article | None, tuple[Problem, ...]]:
    """Read one article file; every failure is a problem, never an exception."""
    file = path.as_posix()
    if not SLUG.fullmatch(path.stem):
        return None, (Problem(Code.SLUG_INVALID, file),)
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        return None, (Problem(Code.ARTICLE_NOT_UTF8, file, 0, f"Byte {error.start} is broken."),)
    except OSError as error:
        return None, (Problem(Code.FILE_UNREADABLE, file, 0, error.strerror or ""),)
    return parse(text, path.stem, file)


def article_files(folder: Path) -> Iterator[Path]:
    """Yield the article files of a folder, sorted by name."""
    yield from sorted(path for path in folder.glob("*.md") if path.name not in _NOT_ARTICLES)


def load_articles(folder: Path) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Read every article of a folder, each with its ids; broken ones are problems and left out."""
    if not folder.is_dir():
        return (), (Problem(Code.FOLDER_MISSING, folder.as_posix()),)
    articles: list[Article] = []
    problems: list[Problem] = []
    for path in article_files(folder):
        article, found = read_article(path)
        problems.extend(found)
        if article:
            articles.append(article)
    found_articles, found = load_ids(folder, articles)
    return found_articles, (*problems, *found)
