"""All generated files of a knowledge base: a pure function from a snapshot to files."""

from __future__ import annotations

from collections.abc import Sequence

from casebook.pages.contents import Contents
from casebook.pages.registry import page_kinds
from casebook.project import Snapshot


def site_files(snapshot: Snapshot, handwritten: Sequence[str]) -> dict[str, bytes]:
    """Return every generated file by its address under ``docs/``.

    :param handwritten: names of hand-written pages at the top of ``docs/``.
    :raises OSError: where a picture cannot be read.
    """
    contents = Contents(snapshot, tuple(handwritten))
    files: dict[str, bytes] = {}
    for kind in page_kinds():
        for address, content in kind.build(contents):
            assert address not in files, address
            files[address] = content.encode("utf-8") if isinstance(content, str) else content
    return files
