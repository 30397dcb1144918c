"""The picture files that articles name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from casebook.library.line_numbers import places
from casebook.problems import Code, Problem
from casebook.records import Article, Picture, blocks_of, walk


def picture_files(
    articles: Iterable[Article], texts: Mapping[str, str], folder: Path
) -> tuple[dict[tuple[str, str], Path], tuple[Problem, ...]]:
    """Find the picture files that articles name.

    :param texts: the text of the file of each article that :func:`has_pictures`, by slug.
    :returns: the files by slug and name; a problem for each that is not there.
    """
    result: dict[tuple[str, str], Path] = {}
    problems: list[Problem] = []
    for article in articles:
        for placed_id, name in _picture_names(article):
            path = folder / "pictures" / article.slug / name
            if _is_bare(name) and _is_file(path):
                result[article.slug, name] = path
            else:
                file = (folder / f"{article.slug}.md").as_posix()
                line = places(texts[article.slug], article)[placed_id]
                problems.append(Problem(Code.PICTURE_FILE_MISSING, file, line, repr(name)))
    return result, tuple(problems)


def has_pictures(article: Article) -> bool:
    """Whether an article has pictures."""
    return any(isinstance(block, Picture) for _, block in blocks_of(article))


def _picture_names(article: Article) -> Iterator[tuple[str, str]]:
    """Yield the address of each picture that has a file, and the name of the file."""
    if not has_pictures(article):
        return  # as most: no address is made for them
    for placed in walk(article):
        if isinstance(placed.content, Picture) and placed.content.file:
            yield placed.id, placed.content.file


def _is_bare(name: str) -> bool:
    """Whether a name is that of a file: nothing in an article may lead out of its folder."""
    return name not in {".", ".."} and Path(name).name == name


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that is longer than the system allows
        return False
