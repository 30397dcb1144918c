"""What the file of a book says of it: apart from what writes it, which takes long to load."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class About:
    """What the file of a book says of it, in words of the edition.

    :param rights: the line on rights.
    :param subjects: what the book is about.
    :param contents: the heading of the contents, ``""`` where it has none.
    """

    rights: str = ""
    subjects: tuple[str, ...] = ()
    contents: str = ""
