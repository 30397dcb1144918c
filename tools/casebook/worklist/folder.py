"""What lies beside the articles and belongs to none of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from casebook.problems import Code, Problem

_BESIDE = (("ledger", ".json"), ("ids", ".json"), ("overrules", ".txt"))


def orphans(folder: Path, slugs: Collection[str]) -> Iterator[Problem]:
    """Yield the ledgers, ids, overrules and pictures of articles that are not there.

    :param folder: of the articles.
    :param slugs: of all articles, withdrawn ones and broken ones too.
    """
    for name, suffix in _BESIDE:
        for path in _entries(folder / name):
            if path.suffix == suffix and path.stem not in slugs:
                yield Problem(Code.ORPHAN, path.as_posix())
    for path in _entries(folder / "pictures"):
        if path.is_dir() and path.name not in slugs:
            yield Problem(Code.ORPHAN, path.as_posix())


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError:
        return []
