"""A line of a Word document while the document is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from casebook.ingest.read.word.styles import Look
from casebook.records import Role


@dataclass(slots=True)
class Paragraph:
    """One line to be: its text, what Word says of it."""

    text: str
    role: Role = Role.TEXT
    depth: int = 0
    src: str = ""
    cells: tuple[str, ...] = ()
    look: Look = field(default_factory=Look)
    bold: bool = False
    style: str = ""
    changes: list[tuple[str, str]] = field(default_factory=list)
    """What is not shown in it, and why."""
    apart: bool = False
    """Whether it belongs to the file and not to its text."""
    boxed: bool = False
    """Whether it stands in a text box, where type makes no heading: a label of a drawing."""


def beside_cells(lines: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Yield what the cells of a grid hold besides their text: pictures, and what is not shown."""
    for line in lines:
        if line.role is Role.PICTURE:
            yield line
        elif line.changes:
            yield replace(line, text="", role=Role.TEXT)
