"""What stands in blocks of a book: their records, their addresses, their text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from casebook.book.blocks import (
    Anchor,
    Aside,
    Attribution,
    ChapterText,
    Figure,
    Grid,
    Heading,
    Item,
    Label,
    Para,
    Piece,
    Rubric,
    Spot,
    plain,
)


def records_in(*things: object) -> Iterator[object]:
    """Yield every record in blocks, in the order of the text."""
    todo: list[object] = list(reversed(things))
    while todo:
        thing = todo.pop()
        if isinstance(thing, tuple):
            todo.extend(reversed(thing))
        elif is_dataclass(thing):
            yield thing
            todo.extend(getattr(thing, part.name) for part in reversed(fields(thing)))


def keys_in(*things: object) -> Iterator[str]:
    """Yield the addresses that blocks have."""
    for thing in records_in(*things):
        if isinstance(thing, Anchor):
            yield thing.key
        elif isinstance(thing, _KEYED):
            yield from thing.keys


def pieces_in(block: object) -> Iterator[Piece]:
    """Yield what stands in the lines of a block."""
    for thing in records_in(block):
        yield from getattr(thing, "inside", ()) if isinstance(thing, _LINES) else ()


_KEYED = (Rubric, Heading, Para, Spot, Item, Grid, Figure, ChapterText)
_LINES = (Heading, Para, Aside, Item, Label, Attribution)


def text_of(item: Item) -> str:
    """Return all text of an item: of a cell, of a point."""
    below = (piece for element in item.below for piece in pieces_in(element))
    return plain((*item.inside, *below))
