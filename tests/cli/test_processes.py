"""The processes of Sphinx and Typst end with the program, whatever ends it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.cli.conftest import Base

TOOLS = Path(__file__).parents[2] / "tools"
pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")

CONF = """
import os
said = open({fifo!r}, "wb", buffering=0)
said.write(b"x")
while True: pass
"""
TYPST = """
import sys
from pathlib import Path
from casebook.book import press

def hang(job, *, settle):
    said = open(job, "wb", buffering=0)
    said.write(b"x")
    while True: pass

if __name__ == "__main__":
    press.set_here = hang
    press.work(Path(sys.argv[1]))
"""
SERVE = """
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from casebook.build import Order
from casebook.cli.serve import _Rebuild

if __name__ == "__main__":
    order = Order(("html",), Path("docs"), Path("build"))
    with ProcessPoolExecutor(1) as pool:  # as sphinx-autobuild does after a change
        pool.submit(_Rebuild(order, Path("articles"), None)).result()
"""


@contextmanager
def hanging(command: list[str], fifo: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program until a process of it writes to a pipe; then that process must end."""
    os.mkfifo(fifo)
    running = subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": str(TOOLS)}, stderr=subprocess.DEVNULL
    )
    with fifo.open("rb", buffering=0) as said:
        assert said.read(1) == b"x"
        yield running
        running.wait()
        # The pipe is open while that process lives: this waits until it has ended.
        assert said.read(1) == b""


def hanging_base(base: Base) -> Path:
    """Let Sphinx hang in a knowledge base; return the pipe that it writes to."""
    base.article("good")
    fifo = base.folder / "fifo"
    (base.folder / "conf.py").write_text(CONF.format(fifo=str(fifo)), "utf-8")
    (base.folder / "casebook.toml").write_text('editions = ["zh-Hant-TW"]\n', "utf-8")
    return fifo


@pytest.mark.parametrize("end", ["SIGTERM", "SIGKILL"])
def test_sphinx_does_not_outlive_the_program(end: str, base: Base) -> None:
    command = [sys.executable, "-m", "casebook", "build", "html"]
    with hanging(command, hanging_base(base)) as running:
        running.send_signal(getattr(signal, end))


def test_a_build_after_a_change_does_not_outlive_the_server(base: Base) -> None:
    script = base.folder / "script.py"
    script.write_text(SERVE, "utf-8")
    with hanging([sys.executable, str(script)], hanging_base(base)) as running:
        running.kill()


@pytest.mark.parametrize("end", ["SIGTERM", "SIGKILL"])
def test_typst_does_not_outlive_the_program(end: str, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(TYPST, "utf-8")
    with hanging([sys.executable, str(script), str(tmp_path / "fifo")], tmp_path / "fifo") as run:
        run.send_signal(getattr(signal, end))
