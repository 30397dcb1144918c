"""Texts in a file: a long book has more of them than memory should hold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a text lies in a file of texts.

    :param start: its first byte.
    :param size: in bytes, UTF-8.
    :param length: in characters.
    """

    start: int
    size: int
    length: int


class TextsWriter:
    """Writes a file of texts, one after the other; a context, with which the file is closed.

    :raises OSError: where the file cannot be written.
    """

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._file = file.open("wb")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def add(self, text: str) -> Kept:
        """Write a text; return where it lies."""
        content = text.encode("utf-8")
        start = self._file.tell()
        self._file.write(content)
        return Kept(start, len(content), len(text))


def read_text(file: Path, kept: Kept) -> str:
    """Read a text that :class:`TextsWriter` wrote.

    :raises OSError: where the file cannot be read.
    :raises ValueError: where the file does not hold it.
    """
    with file.open("rb") as texts:
        texts.seek(kept.start)
        content = texts.read(kept.size)
    if len(content) != kept.size:
        raise ValueError(f"{file.name} ends before byte {kept.start + kept.size}")
    return content.decode("utf-8")
