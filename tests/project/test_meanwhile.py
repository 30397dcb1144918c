"""While Sphinx runs, the program makes what lies beside the pages."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from casebook.sphinx_runs import Run, run_all

pytestmark = pytest.mark.skipif(os.name == "nt", reason="it needs named pipes")


@dataclass(frozen=True, slots=True)
class _Waiting(Run):
    """A run that ends when somebody writes to a named pipe."""

    def command(self) -> list[str]:
        return [sys.executable, "-c", f"open({os.fspath(self.work / 'pipe')!r}).read()"]


def _run(folder: Path) -> _Waiting:
    os.mkfifo(folder / "pipe")
    return _Waiting("zh-Hant html", "html", folder / "docs", None, folder, {})


def test_this_process_works_while_sphinx_does(tmp_path: Path) -> None:
    run = _run(tmp_path)

    def let_it_end() -> None:
        (tmp_path / "pipe").write_text("go")

    (ran,) = run_all([[run]], print, let_it_end)
    assert ran.good


def test_sphinx_ends_with_this_process(tmp_path: Path) -> None:
    run = _run(tmp_path)

    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_all([[run]], print, stop)
    assert not (tmp_path / "html.good").exists()
