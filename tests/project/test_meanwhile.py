"""While Sphinx runs, the program makes what lies beside the pages."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from casebook import files
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


def test_what_an_unfinished_run_left_is_not_read_where_it_cannot_be_removed(
    tmp_path: Path,
) -> None:
    """A link, which is not followed, stands for what the system does not let go."""
    (tmp_path / "elsewhere").mkdir()
    run = Run("zh-Hant html", "html", tmp_path, None, tmp_path / "work", {})
    run.work.mkdir()
    run.doctrees.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="link"):
        run.prepare()


@dataclass(frozen=True, slots=True)
class _Failing(Run):
    """A run that says something and fails."""

    said: str = ""

    def command(self) -> list[str]:
        script = f"import sys; sys.exit({self.said!r})"
        return [sys.executable, "-I", "-S", "-c", script]


def _nothing() -> None:
    """Do nothing meanwhile."""


@pytest.mark.parametrize(
    ("said", "full"),
    [
        ("OSError: [Errno 28] No space left on device", os.strerror(errno.ENOSPC)),
        ("a.md:1: WARNING: error writing file a: [Errno 27] File too large", "File too large"),
        ("a.md:1: WARNING: unknown document [Errno 2]", ""),
    ],
)
def test_a_full_disk_is_known_by_what_sphinx_says(tmp_path: Path, said: str, full: str) -> None:
    run = _Failing("zh-Hant html", "html", tmp_path, None, tmp_path / "work", {}, said)
    (ran,) = run_all([[run]], print, _nothing)
    assert (ran.good, ran.full) == (False, full)


def test_a_full_disk_is_known_where_sphinx_could_not_say_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = _Failing("zh-Hant html", "html", tmp_path, None, tmp_path / "work", {})

    def full(operation: str, path: Path) -> None:
        if (operation, path.name) == ("write", "trial"):
            (run.out / "en").mkdir(parents=True)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), os.fspath(path))

    monkeypatch.setattr(files, "before_change", full)
    (ran,) = run_all([[run]], print, _nothing)
    assert ran.full == os.strerror(errno.ENOSPC)
    assert not run.out.exists()


# Where Sphinx was loaded, as by other tests, or another thread works, nothing is copied.
_COPIES = """
import json, os, sys, threading
from dataclasses import dataclass
from pathlib import Path
from casebook.processes import Copy
from casebook.sphinx_runs import Run, run_all

folder, program, kept = Path(sys.argv[1]), os.getpid(), open(sys.argv[0])

@dataclass(frozen=True, slots=True)
class _Run(Run):
    def command(self):
        return [sys.executable, "-c", "import sys; sys.exit(7)"]

def run(name, is_first=False):
    (folder / name).mkdir()
    if not is_first:
        (folder / name / "doctrees-html").mkdir()
        (folder / name / "html.good").touch()
    return _Run(name, "html", folder, None, folder / name, {})

def sphinx(arguments):
    work = Path(arguments[-1]).parent
    order = [name for name in "ab" if (folder / name / "seen").exists()]
    (work / "seen").write_text(json.dumps([os.getppid() == program, order]))
    print("reading sources... [ 50%] one", flush=True)
    print("注意", file=sys.stderr)
    try:
        os.fstat(kept.fileno())
    except OSError:
        return len(work.name) - 1
    raise AssertionError("a file is open")

shown = []
rows = [[run("a"), run("b"), run("long")], [run("c")]]
ran = run_all(rows, shown.append, lambda: None, sphinx)
first = run_all([[run("e", is_first=True)]], shown.append, lambda: None, sphinx)
with Copy(lambda: 0) as idle:
    pass
threading.Thread(target=threading.Event().wait, daemon=True).start()
fresh = run_all([[run("d")]], shown.append, lambda: None, sphinx)
print(json.dumps({
    "good": [item.good for item in ran],
    "warnings": [item.warnings for item in ran],
    "marked": [(folder / item.run.name / "html.good").exists() for item in ran],
    "seen": [json.loads((folder / item.run.name / "seen").read_text()) for item in ran],
    "shown": sorted({part for line in shown for part in line.split("; ")}),
    "idle": idle.wait(),
    "fresh": [(item.good, (folder / item.run.name / "seen").exists()) for item in fresh + first],
}))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is copied elsewhere")
def test_a_copy_of_the_program_is_a_process_of_sphinx(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(_COPIES, "utf-8")
    paths = os.pathsep.join(filter(None, sys.path))
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path)],
        env={**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    said = json.loads(done.stdout)
    assert said == {
        "good": [True, True, False, True],
        "warnings": ["注意\n"] * 4,
        "marked": [True, True, False, True],
        "seen": [[True, []], [True, ["a"]], [True, ["a", "b"]], said["seen"][3]],
        "shown": [f"{name}: reading sources 50%" for name in ("a", "b", "c", "long")],
        "idle": 1,
        "fresh": [[False, False]] * 2,
    }
    assert said["seen"][3][0]


_KILLED = """
import os, signal
from casebook.processes import Copy
copies = [Copy(lambda: 0), Copy(lambda: 0)]
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is copied elsewhere")
def test_copies_that_wait_end_with_the_program() -> None:
    paths = os.pathsep.join(filter(None, sys.path))
    # It returns when nobody has the other end of the pipe any more.
    done = subprocess.run(
        [sys.executable, "-c", _KILLED],
        env={**os.environ, "PYTHONPATH": paths},
        stderr=subprocess.PIPE,
        check=False,
    )
    assert done.stderr == b""
