"""Same input, same bytes: two whole builds that share nothing but the input are compared."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import ROOT

# Folder, environment: what differs between two machines.
_MACHINES = (
    (
        "one",
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Taipei", "LC_ALL": "C.UTF-8", "HOME": "/root-of-a"},
    ),
    (
        "另 一 folder",
        {"PYTHONHASHSEED": "77", "TZ": "America/Lima", "LANG": "C", "LC_ALL": "C", "HOME": "/b"},
    ),
)
_BUILD = "from casebook.cli import main; main()"


def _build(folder: Path, environment: dict[str, str]) -> Path:
    base = folder / "kb"
    shutil.copytree(ROOT / "tests" / "small", base, ignore=shutil.ignore_patterns("*.py", "__*"))
    paths = os.pathsep.join([str(ROOT / "tools"), *filter(None, sys.path)])
    subprocess.run(
        [sys.executable, "-c", _BUILD, "build", "html", "pdf", "epub"],
        check=True,
        capture_output=True,
        cwd=base,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": paths, **environment},
    )
    return base / "build"


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    made = []
    for name, environment in _MACHINES:
        folder = tmp_path_factory.mktemp("machine") / name
        folder.mkdir()
        made.append(_build(folder, environment))
    return made


def _files(build: Path) -> dict[str, bytes]:
    return {
        path.relative_to(build).as_posix(): path.read_bytes()
        for product in ("html", "pdf", "epub")
        for path in sorted((build / product).rglob("*"))
        if path.is_file()
    }


def test_two_machines_make_the_same_bytes(builds: list[Path]) -> None:
    one, two = map(_files, builds)
    assert one.keys() == two.keys()
    assert len(one) > 300
    assert [name for name in one if one[name] != two[name]] == []


def test_nothing_that_was_made_names_where_it_was_made(builds: list[Path]) -> None:
    """No path of the machine, no home folder, no name of a user or of the machine."""
    for build, (_, environment) in zip(builds, _MACHINES, strict=True):
        names = {str(build.parent), str(build.parent.parent), str(ROOT), environment["HOME"]}
        needles = [name.encode() for name in names if len(name) > 3]
        found = [
            (name, needle)
            for name, content in _files(build).items()
            for needle in needles
            if needle in content
        ]
        assert found == []
