"""Programs that npm brings, for tests: never skipped in CI."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

_CI = os.environ.get("CI") == "true"


def install(packages: Path, folder: Path, *programs: str) -> Path:
    """Install what ``package-lock.json`` of a folder names; return the folder of the modules.

    :param packages: with ``package.json`` and ``package-lock.json``.
    :param folder: where to.
    :param programs: of the system that the test needs besides node and npm.
    """
    lacking = [name for name in ("node", "npm", *programs) if shutil.which(name) is None]
    if lacking:
        if _CI:
            pytest.fail(f"no {lacking}: .ci/run installs them")
        pytest.skip(f"no {lacking} on this machine")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(packages / name, folder)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode and not _CI:
        pytest.skip("npm reaches no registry")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "node_modules"
