"""Build one knowledge base with several Pythons, and compare every byte of what they made.

Usage: python -m bench.pythons PYTHON PYTHON …

Each PYTHON is an interpreter that has the locked packages.  The knowledge base is that of
``tests/small``; site, PDF, EPUB and archive of both editions are built.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PRODUCTS = ("html", "pdf", "epub", "zip")


def _build(python: str, folder: Path) -> dict[str, bytes]:
    """Return what a Python makes, by the path below the build folder."""
    base = folder / "kb"
    shutil.copytree(ROOT / "tests" / "small", base, ignore=shutil.ignore_patterns("*.py", "__*"))
    subprocess.run(
        [python, "-m", "casebook", "build", *PRODUCTS],
        check=True,
        cwd=base,
        env={**os.environ, "PYTHONPATH": str(ROOT / "tools"), "PYTHONSAFEPATH": "1"},
    )
    return {
        path.relative_to(base / "build").as_posix(): path.read_bytes()
        for product in PRODUCTS
        for path in sorted((base / "build" / product).rglob("*"))
        if path.is_file()
    }


def _packed(name: str, one: bytes, other: bytes, folder: Path) -> str:
    """Say which files of two archives differ; ``""`` for files that are no archives."""
    if not name.endswith((".zip", ".epub")):
        return ""
    packed = []
    for content in (one, other):
        (folder / "packed").write_bytes(content)
        with zipfile.ZipFile(folder / "packed") as archive:
            packed.append({item: archive.read(item) for item in archive.namelist()})
    differ = _differing(*packed)
    return f": {', '.join(differ[:8])}" if differ else ": the same files, packed otherwise"


def _differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def main() -> int:
    """Build and compare; 1 where something differs."""
    good = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        built: dict[str, dict[str, bytes]] = {}
        for number, python in enumerate(sys.argv[1:]):
            (folder / str(number)).mkdir()
            built[python] = _build(python, folder / str(number))
        first, *others = built
        for python in others:
            differ = _differing(built[first], built[python])
            good = good and not differ
            print(f"{python}: {len(differ)} of {len(built[first])} files differ from {first}")
            for file in differ:
                one, other = built[first].get(file, b""), built[python].get(file, b"")
                print(f"  {file}{_packed(file, one, other, folder) if one and other else ''}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
