"""Articles are read from and written to plain text files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from casebook import resources
from casebook.files import read_file, sha256_of
from casebook.library.body import read_body, write_body
from casebook.library.front_matter import (
    read_front_matter,
    write_front_matter,
)
from casebook.library.ids import Matched, identified, matched
from casebook.library.layout import SLUG, article_files
from casebook.library.plain_text import broken_place, decoded
from casebook.library.yaml_text import FrontMatterError, Wrong
from casebook.problems import Code, Problem, Severity
from casebook.records import Article, Section

__all__ = ["SLUG", "article_files", "dump", "load_articles", "parse", "read_article"]


@resources.one_text()
def dump(article: Article) -> str:
    """Return the text of the article's file (the slug is its file name)."""
    return f"---\n{write_front_matter(article)}---\n\n{write_body(article.sections)}"


@resources.one_text()
def parse(text: str, slug: str, file: str) -> tuple[Article | None, tuple[Problem, ...]]:
    """Read the text of an article file.

    :param file: the path to name in problems.
    :returns: the article, or ``None`` where a problem is an error.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    marks = [number for number, line in enumerate(lines) if line.rstrip() == "---"]
    if len(marks) < 2 or any(line.strip() for line in lines[: marks[0]]):
        return None, (Problem(Code.FRONT_MATTER_MISSING, file, 1),)
    end = marks[1]
    sections, problems = read_body("\n".join(lines[end + 1 :]), file, end + 2)
    values: dict[str, Any] = {}
    noted: list[Wrong] = []
    try:
        values = read_front_matter("\n".join(lines[marks[0] + 1 : end]), marks[0] + 2, noted)
    except FrontMatterError as error:
        newer = next((entry for entry in error.wrong if entry.code is Code.FORMAT_NEWER), None)
        if newer:  # what else it says may be right in that version
            return None, (Problem(newer.code, file, newer.line, newer.detail),)
        problems[:0] = [Problem(item.code, file, item.line, item.detail) for item in error.wrong]
    problems[:0] = [Problem(item.code, file, item.line, item.detail) for item in noted]
    if not any(_has_text(section) for section in sections):
        problems.append(Problem(Code.BODY_EMPTY, file, end + 1))
    problems.sort(key=lambda problem: problem.line)
    if any(problem.code.severity is Severity.ERROR for problem in problems):
        return None, tuple(problems)
    return Article(slug=slug, sections=sections, **values), tuple(problems)


Parse = Callable[[str, str, str], tuple[Article | None, tuple[Problem, ...]]]
"""What :func:`parse` is."""


def _has_text(section: Section) -> bool:
    return bool(section.blocks) or any(_has_text(below) for below in section.sections)


def read_article(path: Path) -> tuple[Article | None, tuple[Problem, ...]]:
    """Read one article file; every failure is a problem, never an exception."""
    article, _, problems = read_article_file(path)
    return article, problems


def read_article_file(
    path: Path, parse: Parse = parse
) -> tuple[Article | None, str, tuple[Problem, ...]]:
    """Read one article file, as :func:`read_article`.

    :param parse: :func:`parse`, or what gives the same.
    :returns: also the text of the file, ``""`` where it cannot be read.
    """
    file = path.as_posix()
    if not SLUG.fullmatch(path.stem):
        return None, "", (Problem(Code.SLUG_INVALID, file),)
    content, problems = read_file(path)
    if content is None:
        return None, "", problems or (Problem(Code.FILE_MISSING, file),)
    text, problems = article_text(content, file)
    if text is None:
        return None, "", problems
    article, result = parse(text, path.stem, file)
    return article, text, (*problems, *result)


def article_text(content: bytes, file: str) -> tuple[str | None, tuple[Problem, ...]]:
    """Return the text of an article file in whatever encoding an editor wrote it.

    :returns: ``None`` where a byte is broken, or no encoding fits it whole.
    """
    text, encoding = decoded(content)
    if text is None:
        return None, (Problem(Code.ARTICLE_NOT_UTF8, file, *broken_place(content)),)
    return text, (Problem(Code.ENCODING_READ, file, 0, f"({encoding})"),) if encoding else ()


def load_articles(folder: Path) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Read every article of a folder, each with its ids; broken ones are problems and left out."""
    loaded, problems = load_article_files(folder)
    return tuple(item.article for item in loaded), problems


class Loaded(NamedTuple):
    """An article with its ids, and whether they are remembered.

    :param text: that of its file, ``""`` where it does not stay in memory.
    :param sum: a checksum of the text.
    """

    article: Article
    text: str
    sum: str
    has_its_ids: bool


def load_article_files(
    folder: Path,
    parse: Parse = parse,
    matched: Matched = matched,
    stays: Callable[[Article], bool] = lambda _: False,
) -> tuple[tuple[Loaded, ...], tuple[Problem, ...]]:
    """Read every article of a folder, as :func:`load_articles`.

    :param parse: :func:`parse`, or what gives the same.
    :param matched: :func:`casebook.library.ids.matched`, or what gives the same; it is asked
        after ``parse`` for the same article.
    :param stays: whether the text of the file of an article stays in memory.
    """
    loaded: list[Loaded] = []
    paths, wrong = article_files(folder)
    problems, of_ids = list(wrong), list[Problem]()
    for path in paths:
        article, text, result = read_article_file(path, parse)
        problems += result
        if article:
            article, has_its_ids, result = identified(folder, article, matched)
            of_ids += result
            sum_ = sha256_of(text.encode("utf-8", "surrogatepass"))
            loaded.append(Loaded(article, text if stays(article) else "", sum_, has_its_ids))
    return tuple(loaded), (*problems, *of_ids)
