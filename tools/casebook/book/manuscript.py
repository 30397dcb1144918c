"""What the Sphinx builder leaves for the press: a book as Typst, and how it is to be set.

Sphinx and Typst each take much memory, so that they never run in the same
process: Sphinx has ended when the book is set.  The Typst of the chapters lies in a file of
its own, from which each is read when its volume is set: see :func:`texts_of`.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from casebook.book.about import About
from casebook.book.parts import Book, Chapter, Part
from casebook.book.texts import Kept
from casebook.output import write_whole
from casebook.problems import Code, Problem

SUFFIX = ".manuscript.json"
"""Manuscripts lie beside the template and the pictures, which their Typst names."""
_TEXTS = ".chapters.txt"


def texts_of(file: Path) -> Path:
    """Return the file that the Typst of the chapters of a manuscript lies in."""
    return file.with_name(file.name.removesuffix(SUFFIX) + _TEXTS)


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A book and how it is to be set.

    :param limit: the most pages of a volume, front matter not counted.
    :param standard: a PDF standard as Typst names it, or ``""``.
    :param about: what the file says of the book.
    :param problems: what is wrong with the pages; the book is made all the same.
    """

    book: Book
    limit: int
    standard: str
    problems: tuple[Problem, ...] = ()
    about: About = field(default_factory=About)


def write_manuscript(manuscript: Manuscript, file: Path) -> None:
    """Write a manuscript whole."""
    known = asdict(manuscript) | {
        "problems": [
            (problem.code.name, problem.file, problem.line, problem.detail)
            for problem in manuscript.problems
        ]
    }
    text = json.dumps(known, ensure_ascii=False)
    write_whole(file, text.encode("utf-8"))


def read_manuscript(file: Path) -> Manuscript:
    """Read what :func:`write_manuscript` wrote.

    :raises OSError: where the file cannot be read.
    :raises ValueError: where it is no manuscript.
    """
    known = json.loads(file.read_text(encoding="utf-8"))
    try:
        book = known["book"]
        made = Book(
            settings=book["settings"],
            look=book["look"],
            cover=book["cover"],
            imprint=book["imprint"],
            preface=_chapters(book["preface"]),
            contents=book["contents"],
            parts=tuple(
                Part(item["key"], item["title"], _chapters(item["chapters"]))
                for item in book["parts"]
            ),
        )
        problems = tuple(Problem(Code[name], *rest) for name, *rest in known["problems"])
        said = known["about"]
        about = About(said["rights"], tuple(said["subjects"]), said["contents"])
        return Manuscript(made, known["limit"], known["standard"], problems, about)
    except (KeyError, TypeError) as error:
        raise ValueError(f"no manuscript: {error}") from None


def _chapters(result: list[dict[str, Any]]) -> tuple[Chapter, ...]:
    return tuple(Chapter(item["key"], item["title"], Kept(**item["source"])) for item in result)
