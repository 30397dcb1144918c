"""Generated files go to disk: only what changed, and what is stale goes.

A generated page says so itself: its front matter begins with a key
``casebook_…``; and everything in a folder of files (pictures, ledgers) is generated.
So a hand-written page is never overwritten or deleted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from casebook.files import remove
from casebook.library.handwritten import has_mark
from casebook.output import write_whole
from casebook.pages.registry import page_kinds
from casebook.problems import Code, Problem


@dataclass(frozen=True, slots=True)
class Synced:
    """What a run did to a folder."""

    written: tuple[str, ...]
    deleted: tuple[str, ...]
    problems: tuple[Problem, ...]


def is_generated(path: Path, folder: Path) -> bool:
    """Whether a file below a folder of pages is one that :func:`sync` writes.

    :param path: absolute, as ``folder`` is.
    """
    if path.relative_to(folder).parts[0] in {kind.key for kind in page_kinds() if kind.files}:
        return True
    return path.suffix == ".md" and path.is_file() and has_mark(path)


def generated(folder: Path) -> Iterator[str]:
    """Yield the addresses of the generated files of a folder."""
    for path in folder.rglob("*.md"):
        if path.is_file() and has_mark(path):
            yield path.relative_to(folder).as_posix()
    for kind in page_kinds():
        if kind.files:
            for path in (folder / kind.key).rglob("*"):
                if path.is_file():
                    yield path.relative_to(folder).as_posix()


def sync(files: Mapping[str, bytes], folder: Path) -> Synced:
    """Make the generated files of a folder be exactly ``files``.

    Every file is replaced whole; a run that is interrupted can simply be run
    again.

    :raises OSError: where the folder cannot be written.
    """
    before = set(generated(folder))
    blocked = {
        address
        for address in files.keys() - before
        if (folder / address).exists() and (folder / address).read_bytes() != files[address]
    }
    written = tuple(
        address
        for address in sorted(files.keys() - blocked)
        if write_whole(folder / address, files[address])
    )
    deleted = tuple(sorted(before - files.keys()))
    for address in deleted:
        path = folder / address
        remove(path)
        if not any(path.parent.iterdir()):
            path.parent.rmdir()
    problems = tuple(
        Problem(Code.NOT_GENERATED, (folder / address).as_posix()) for address in sorted(blocked)
    )
    return Synced(written, deleted, problems)
