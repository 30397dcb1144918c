"""Same input, same bytes: two whole builds that share nothing but the input are compared."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from tests.conftest import ROOT

# Folder, number of cores, environment: what differs between two machines.  A locale that is
# not there is as good a test as one that is.
_MACHINES = (
    (
        "one",
        1,
        {
            "PYTHONHASHSEED": "1",
            "TZ": "Asia/Taipei",
            "LANG": "zh_TW.UTF-8",
            "LC_ALL": "zh_TW.UTF-8",
            "LOCPATH": os.environ.get("LOCPATH", ""),
            "HOME": "/home-of-a",
            **dict.fromkeys(("USER", "LOGNAME", "USERNAME"), "user-of-a"),
        },
    ),
    (
        "另 一 folder",
        4,
        {
            "PYTHONHASHSEED": "77",
            "TZ": "America/Lima",
            "LANG": "C",
            "LC_ALL": "C",
            "HOME": "/home-of-b",
            **dict.fromkeys(("USER", "LOGNAME", "USERNAME"), "user-of-b"),
        },
    ),
)
# Typst asks the system on how many cores it may run.
_BUILD = """
import os, sys
cores = int(sys.argv.pop(1))
os.cpu_count = lambda: cores
if cores == 1 and hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
from casebook.cli import main
main()
"""
_PRODUCTS = ("html", "pdf", "epub", "zip")
_TELLING = 8
"""Letters of a name of a machine that stands in no text by chance."""
# Python itself does not start in an environment whose folder the locale has no letters for: it
# reads the paths of what is installed there in the encoding of the locale.
_STARTS = {} if str(ROOT).isascii() else {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}


def _build(folder: Path, cores: int, environment: dict[str, str]) -> Path:
    base = folder / "kb"
    shutil.copytree(ROOT / "tests" / "small", base, ignore=shutil.ignore_patterns("*.py", "__*"))
    paths = os.pathsep.join([str(ROOT / "tools"), *filter(None, sys.path)])
    subprocess.run(
        [sys.executable, "-c", _BUILD, str(cores), "build", *_PRODUCTS],
        check=True,
        capture_output=True,
        cwd=base,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": paths, **environment, **_STARTS},
    )
    return base / "build"


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    made = []
    for name, cores, environment in _MACHINES:
        folder = tmp_path_factory.mktemp("machine") / name
        folder.mkdir()
        made.append(_build(folder, cores, environment))
    return made


def _contents(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file, of what an archive packs, and of the objects of a PDF."""
    yield path.read_bytes()
    if path.suffix in {".epub", ".zip"}:
        with zipfile.ZipFile(path) as packed:
            yield from map(packed.read, packed.namelist())
    if path.suffix == ".pdf":
        with pikepdf.open(path) as book:
            for item in book.objects:
                is_stream = isinstance(item, pikepdf.Stream)
                yield item.read_raw_bytes() if is_stream else item.unparse()


def _files(build: Path) -> dict[str, bytes]:
    return {
        path.relative_to(build).as_posix(): path.read_bytes()
        for product in _PRODUCTS
        for path in sorted((build / product).rglob("*"))
        if path.is_file()
    }


def test_two_machines_make_the_same_bytes(builds: list[Path]) -> None:
    item, two = map(_files, builds)
    assert item.keys() == two.keys()
    assert len(item) > 200
    assert {name.partition("/")[0] for name in item} == set(_PRODUCTS)
    assert [name for name in item if item[name] != two[name]] == []


def test_nothing_that_was_made_names_where_it_was_made(builds: list[Path]) -> None:
    """No path of the machine, no home folder, no name of a user or of the machine."""
    for build, (_, _, environment) in zip(builds, _MACHINES, strict=True):
        names = (build.parent, build.parent.parent, ROOT, environment["HOME"], environment["USER"])
        needles = [str(name).encode() for name in names]
        if len(host := platform.node()) >= _TELLING:  # a shorter one may be a word
            needles.append(host.encode())
        named = [
            (name, needle)
            for name in _files(build)
            for content in _contents(build / name)
            for needle in needles
            if needle in content
        ]
        assert named == []
