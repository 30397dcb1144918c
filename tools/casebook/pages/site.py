"""All generated files of a knowledge base: a pure function from a snapshot to files."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.pages.contents import Contents
from casebook.pages.registry import page_kinds
from casebook.project import Snapshot


def site_pages(snapshot: Snapshot) -> Iterator[tuple[str, bytes]]:
    """Yield every generated file: its address under ``docs/``, and its content.

    One after the other, because memory should not hold them all.

    :raises OSError: where a picture cannot be read.
    """
    contents = Contents(snapshot, snapshot.handwritten)
    made = set[str]()
    for kind in page_kinds():
        for address, content in kind.build(contents):
            assert address not in made, address
            made.add(address)
            yield address, content.encode("utf-8") if isinstance(content, str) else content


def site_files(snapshot: Snapshot) -> dict[str, bytes]:
    """Return every generated file by its address under ``docs/``.

    :raises OSError: where a picture cannot be read.
    """
    return dict(site_pages(snapshot))
