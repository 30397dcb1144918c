"""All generated files of a knowledge base: a pure function from a snapshot to files."""

from __future__ import annotations

from casebook.pages.contents import Contents
from casebook.pages.registry import page_kinds
from casebook.project import Snapshot


def site_files(snapshot: Snapshot) -> dict[str, bytes]:
    """Return every generated file by its address under ``docs/``.

    :raises OSError: where a picture cannot be read.
    """
    contents = Contents(snapshot, snapshot.handwritten)
    files: dict[str, bytes] = {}
    for kind in page_kinds():
        for address, content in kind.build(contents):
            assert address not in files, address
            files[address] = content.encode("utf-8") if isinstance(content, str) else content
    return files
