"""The small knowledge base of this folder, and the comparison with golden folders."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from casebook.project import Project, Snapshot, load

HERE = Path(__file__).parent


def snapshot() -> Snapshot:
    """Load the small knowledge base."""
    loaded = load(Project.of(HERE / "articles"))
    assert not loaded.problems
    return loaded


def golden_names(folder: Path) -> list[str]:
    """Return the addresses of the files of a golden folder."""
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def rewrite(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a golden folder hold these files."""
    for name in golden_names(folder):
        (folder / name).unlink()
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
