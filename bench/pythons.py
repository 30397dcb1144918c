"""Build one knowledge base with several Pythons, and compare every byte of what they made.

Usage: python -m bench.pythons PYTHON PYTHON …

Each PYTHON is an interpreter that has the locked packages.  The knowledge base is that of
``tests/small``; site, PDF, EPUB and archive of both editions are built, and a case alone as PDF
and Word document.  Each Python builds in another folder, time zone and locale (one that is not
there is as good as one that is), with another hash seed and home folder.
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
PLACES = (
    ("one", "Asia/Taipei", "zh_TW.UTF-8"),
    ("另 一 folder", "America/Lima", "C"),
    ("three/deeper", "Asia/Kathmandu", "C.UTF-8"),
)


def _build(python: str, folder: Path, number: int) -> dict[str, bytes]:
    """Return what a Python makes, by the path below the build folder."""
    name, zone, locale = PLACES[number % len(PLACES)]
    base = folder / str(number) / name
    shutil.copytree(ROOT / "tests" / "small", base, ignore=shutil.ignore_patterns("*.py", "__*"))
    case = min((base / "articles").glob("*.md")).stem
    paths = os.pathsep.join(filter(None, (str(ROOT / "tools"), os.environ.get("PYTHONPATH"))))
    for words in (PRODUCTS, ("pdf", "docx", "--case", case)):
        subprocess.run(
            [python, "-m", "casebook", "build", *words],
            check=True,
            cwd=base,
            env={
                **os.environ,
                "PYTHONPATH": paths,
                "PYTHONSAFEPATH": "1",
                "PYTHONHASHSEED": str(number + 1),
                "TZ": zone,
                "LANG": locale,
                "LC_ALL": locale,
                "HOME": f"/home-{number}",
            },
        )
    return {
        path.relative_to(base / "build").as_posix(): path.read_bytes()
        for product in (*PRODUCTS, "cases")
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
            built[python] = _build(python, folder, number)
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
