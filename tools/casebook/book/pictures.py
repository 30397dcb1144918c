"""Pictures of the pages, checked before they are put into the book."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import typst

from casebook.book.source import string
from casebook.output import write_whole
from casebook.problems import Code, Problem

_CHECK = "check-picture"


class Pictures:
    """Copies pictures beside the Typst source, those that Typst can read.

    :param docs: the folder that the pages' addresses are relative to.
    :param out: the folder of the Typst source.
    """

    def __init__(self, docs: Path, out: Path) -> None:
        self._docs = docs
        self._out = out
        self._taken: dict[str, str] = {}
        self.problems: list[Problem] = []

    def take(self, uri: str) -> str:
        """Return the path of a picture for Typst, ``""`` where it cannot be read."""
        if uri not in self._taken:
            self._taken[uri] = self._copy(uri)
        return self._taken[uri]

    def _copy(self, uri: str) -> str:
        source = self._docs / uri
        name = f"pictures/{len(self._taken) + 1}{PurePosixPath(uri).suffix.lower()}"
        if "://" in uri or not source.is_file():
            self.problems.append(Problem(Code.BOOK_PICTURE, uri))
            return ""
        write_whole(self._out / name, source.read_bytes())
        check = self._out / f"{_CHECK}.typ"
        write_whole(check, f"#image({string(name)})".encode())
        try:
            typst.compile(str(check), root=str(self._out))
        except typst.TypstError as error:
            self.problems.append(Problem(Code.BOOK_PICTURE, uri, 0, error.message))
            return ""
        finally:
            check.unlink()
        return name
