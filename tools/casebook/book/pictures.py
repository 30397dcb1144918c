"""Pictures of the pages, checked before they are put into the book."""

from __future__ import annotations

from pathlib import Path

import typst

from casebook.book.source import string
from casebook.output import write_whole
from casebook.problems import Code, Problem

_CHECK = "check-picture"


class Pictures:
    """Copies pictures beside the Typst source, those that Typst can read.

    :param out: the folder of the Typst source.
    """

    def __init__(self, out: Path) -> None:
        self.folder = out
        self._taken: dict[Path, str] = {}
        self.problems: list[Problem] = []

    def take(self, file: Path) -> str:
        """Return the path of a picture for Typst, ``""`` where it cannot be read."""
        if file not in self._taken:
            self._taken[file] = self._copy(file)
        return self._taken[file]

    def _copy(self, file: Path) -> str:
        name = f"pictures/{len(self._taken) + 1}{file.suffix.lower()}"
        try:
            write_whole(self.folder / name, file.read_bytes())
        except OSError as error:
            self.problems.append(
                Problem(Code.BOOK_PICTURE, file.as_posix(), 0, error.strerror or "")
            )
            return ""
        check = self.folder / f"{_CHECK}.typ"
        write_whole(check, f"#image({string(name)})".encode())
        try:
            typst.compile(str(check), root=str(self.folder))
        except typst.TypstError as error:
            self.problems.append(Problem(Code.BOOK_PICTURE, file.as_posix(), 0, error.message))
            return ""
        finally:
            check.unlink()
        return name
