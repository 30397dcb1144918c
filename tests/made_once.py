"""What is costly to build is built once for all processes of a run of the tests."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from filelock import FileLock

Made = TypeVar("Made")


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Made]) -> Made:
    """Return what the first process to ask for a name made; the others wait for it.

    Nobody may change the files: tests in another process read them at the same time.

    :param name: of the folder that it is made in.
    :param make: what makes it in the folder that it is given; what it returns can be pickled.
    """
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    folder, result = base / name, base / f"{name}.pickle"
    with FileLock(base / f"{name}.lock"):
        if not result.exists():
            folder.mkdir()
            result.write_bytes(pickle.dumps(make(folder)))
        made: Made = pickle.loads(result.read_bytes())
    return made
