"""``make html``, ``pdf`` and ``epub`` when an article is broken; its programs are stand-ins."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from tests.conftest import ROOT

# Writes into its last argument what the target takes from there.
_SPHINX = """#!/bin/sh
for folder; do :; done
mkdir -p "$folder"
for kind in epub pdf; do echo made > "$folder/casebook-$(basename "$folder").$kind"; done
"""
_CASEBOOK = "#!/bin/sh\n[ $1 != convert ] || exit {}\n"


def _make(folder: Path, target: str, status: int, *more: str) -> subprocess.CompletedProcess[str]:
    programs = folder / "bin"
    programs.mkdir()
    for name, script in {"sphinx-build": _SPHINX, "casebook": _CASEBOOK.format(status)}.items():
        (programs / name).write_text(script, encoding="utf-8")
        (programs / name).chmod(0o755)
    return subprocess.run(
        [
            *("make", "-o", ".venv/.installed", target),
            *(f"BIN={programs}", f"BUILD={folder / 'build'}", *more),
        ],
        cwd=ROOT,
        env={key: value for key, value in os.environ.items() if key != "MAKEFLAGS"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("target", ["html", "pdf", "epub"])
@pytest.mark.parametrize("status", [0, 1])
def test_what_is_left_out_is_said_last_and_the_rest_is_built(
    tmp_path: Path, target: str, status: int
) -> None:
    done = _make(tmp_path, target, status)
    told = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert told == ["Not everything is in it: see what is told above."] * status
    assert bool(done.returncode) == bool(status)
    made = [path for path in (tmp_path / "build" / target).rglob("casebook-*") if path.is_file()]
    assert made


@pytest.mark.parametrize("target", ["html", "pdf", "epub"])
def test_without_a_folder_of_articles_nothing_is_built(tmp_path: Path, target: str) -> None:
    done = _make(tmp_path, target, 1, f"ARTICLES={tmp_path / 'none'}")
    assert done.returncode
    assert not (tmp_path / "build").exists()
