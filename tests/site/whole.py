"""Builds the sample corpus as `make html` does, one process for each edition.

Sphinx keeps the interface language of the first build of a process, so that two
editions built in one process would not be what readers get.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from click.testing import CliRunner
from tests.conftest import ROOT

from casebook.cli import main

FOLDERS = ("zh-Hant", "zh-Hans")
LANGUAGES = {"zh-Hant": "zh-Hant-TW", "zh-Hans": "zh-Hans-CN"}


def build_samples(folder: Path) -> Path:
    """Build both editions below a folder, with their archives; return the folder of the site."""
    docs, site = folder / "docs", folder / "html"
    shutil.copytree(ROOT / "docs", docs, ignore=_generated)
    done = CliRunner().invoke(
        main,
        [
            *("build", "zip", "--articles", str(ROOT / "articles")),
            *("--docs", str(docs), "--build", str(folder)),
        ],
    )
    assert done.exit_code == 0, done.output
    assert done.stderr == ""
    return site


def _generated(folder: str, names: list[str]) -> set[str]:
    """Leave out what a developer's own build wrote, and what the site leaves out."""
    if Path(folder) != ROOT / "docs":
        return set()
    return {name for name in names if (ROOT / "docs" / name).is_dir()} | ({"index.md"} & set(names))
