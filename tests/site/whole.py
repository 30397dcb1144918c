"""Builds the sample corpus as `make html` does, one process for each edition.

Sphinx keeps the interface language of the first build of a process, so that two
editions built in one process would not be what readers get.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner
from tests.conftest import ROOT

from casebook.cli import main

FOLDERS = ("zh-Hant", "zh-Hans")
LANGUAGES = {"zh-Hant": "zh-Hant-TW", "zh-Hans": "zh-Hans-CN"}


def build_samples(folder: Path) -> Path:
    """Build both editions below a folder; return the folder of the site."""
    docs, site = folder / "docs", folder / "html"
    shutil.copytree(ROOT / "docs", docs, ignore=_generated)
    done = CliRunner().invoke(
        main, ["convert", "--articles", str(ROOT / "articles"), "--docs", str(docs)]
    )
    assert done.exit_code == 0, done.output
    builds = [_start(docs, site, name) for name in FOLDERS]
    for build in builds:
        output, _ = build.communicate()
        assert build.returncode == 0, output
        assert output == "", output
    arguments = ["publish", str(site), "--articles", str(ROOT / "articles")]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    return site


def _start(docs: Path, site: Path, name: str) -> subprocess.Popen[str]:
    tags = ["-t", "hans"] if name == "zh-Hans" else []
    doctrees = site.parent / "doctrees" / name
    command = [sys.executable, "-m", "sphinx", "-n", "-W", "--keep-going", "-q", "-c", str(ROOT)]
    return subprocess.Popen(
        [*command, *tags, "-d", str(doctrees), str(docs), str(site / name)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def _generated(folder: str, names: list[str]) -> set[str]:
    """Leave out what a developer's own build wrote, and what the site leaves out."""
    if Path(folder) != ROOT / "docs":
        return set()
    return {name for name in names if (ROOT / "docs" / name).is_dir()} | ({"index.md"} & set(names))
