"""The pictures of the articles, under addresses made of slug and id."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.pages.contents import Contents
from casebook.pages.registry import PageKind


def kinds() -> tuple[PageKind, ...]:
    """Declare the files."""
    return (PageKind(key="pictures", build=_files, group=None, files=True),)


def _files(contents: Contents) -> Iterator[tuple[str, bytes]]:
    for address, file in contents.pictures.items():
        yield address, file.read_bytes()
