"""The process of Sphinx starts whatever the language of the system and the name of the folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from casebook.sphinx_runs import environment


@pytest.mark.parametrize("given", ["C", "POSIX", "zh_XX.UTF-8", ""])
def test_a_package_in_a_folder_with_chinese_is_found(
    given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an editable installation does it: a path file in the folder of packages names another."""
    monkeypatch.setenv("LC_ALL", given)
    packages, package = tmp_path / "packages", tmp_path / "案例 庫"
    packages.mkdir()
    package.mkdir()
    (package / "found_there.py").write_text("", "utf-8")
    (packages / "there.pth").write_text(f"{package}\n", "utf-8")
    code = f"import site; site.addsitedir({os.fspath(packages)!r}); import found_there, locale; "
    code += "locale.setlocale(locale.LC_ALL, '')"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
