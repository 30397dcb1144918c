"""Generated files go to disk: only what changed, and what is stale goes.

A generated page says so itself: its front matter begins with a key
``casebook_…``; and everything in a folder of files (pictures, ledgers) is generated.
So a hand-written page is never overwritten or deleted.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from casebook.checksums import Checksums
from casebook.files import remove
from casebook.library.handwritten import MARK, has_mark
from casebook.output import write_changed
from casebook.pages.registry import page_kinds
from casebook.problems import Code, Problem


@dataclass(frozen=True, slots=True)
class Synced:
    """What a run did to a folder: how many files there are now, and what became of them."""

    files: int
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


def generated(folder: Path, sums: Checksums | None = None) -> Iterator[str]:
    """Yield the addresses of the generated files of a folder.

    :param sums: what is known of the files there.
    """
    kinds = {kind.key for kind in page_kinds() if kind.files}
    for above, _, names in os.walk(folder):
        here = Path(above).relative_to(folder).as_posix()
        is_made = here.partition("/")[0] in kinds
        for name in names:
            path = os.path.join(above, name)  # noqa: PTH118 - thousands of them
            if is_made or (name.endswith(".md") and _has_mark(path, sums)):
                yield name if here == "." else f"{here}/{name}"


def _has_mark(path: str, sums: Checksums | None) -> bool:
    if not os.path.isfile(path):  # noqa: PTH113
        return False
    return sums.of(path).beginning.startswith(MARK) if sums else has_mark(Path(path))


def special_files(folder: Path) -> tuple[Problem, ...]:
    """Name the pipes, sockets and devices with the name of a page: whoever reads one may wait."""
    found = [
        os.path.join(above, name)  # noqa: PTH118 - thousands of them
        for above, _, names in os.walk(folder)
        for name in names
        if name.endswith(".md")
    ]
    return tuple(
        Problem(Code.FILE_SPECIAL, Path(path).as_posix())
        for path in sorted(found)
        if os.path.exists(path) and not os.path.isfile(path)  # noqa: PTH110, PTH113
    )


def sync(files: Iterable[tuple[str, bytes]], folder: Path, sums: Checksums | None = None) -> Synced:
    """Make the generated files of a folder be exactly ``files``, each written when it is made.

    Every file is replaced whole; a run that is interrupted can simply be run
    again.  Where a pipe or a device has the name of a page, nothing is done: Sphinx would wait.

    :param sums: what is known of the files there.
    :raises OSError: where the folder cannot be written.
    """
    if special := special_files(folder):
        return Synced(0, (), (), special)
    sums = sums or Checksums()
    before = set(generated(folder, sums))
    made, written, blocked = set[str](), list[str](), list[str]()
    for address, content in files:
        made.add(address)
        path = folder / address
        if address not in before and path.exists() and path.read_bytes() != content:
            blocked.append(address)
        elif write_changed(path, content, sums):
            written.append(address)
    deleted = tuple(sorted(before - made))
    for address in deleted:
        path = folder / address
        remove(path)
        if not any(path.parent.iterdir()):
            path.parent.rmdir()
    problems = tuple(
        Problem(Code.NOT_GENERATED, (folder / address).as_posix()) for address in sorted(blocked)
    )
    return Synced(len(made), tuple(sorted(written)), deleted, problems)
