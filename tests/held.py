"""Files that are made one after the other, held all at once."""

from __future__ import annotations

from collections.abc import Iterable

from casebook.output import Content


def held(made: Iterable[tuple[str, Content]]) -> dict[str, bytes]:
    """Return the bytes of files, by name; one that lies on the disk is gone when the next comes."""
    return {
        name: content if isinstance(content, bytes) else content.read_bytes()
        for name, content in made
    }
