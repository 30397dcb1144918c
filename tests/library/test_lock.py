"""One process at a time changes a folder of articles, and who comes meanwhile waits."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.library.stored import DAY, PAGE, in_child, prepared, put, state

from casebook.library import lock
from casebook.library.changes import HISTORY
from casebook.library.layout import STATE
from casebook.library.lock import FolderError, locked
from casebook.library.store import Store
from casebook.library.transaction import consistent, opened
from casebook.problems import Code

CONTESTS = 40


def _holding(folder: Path) -> tuple[int, int, Callable[[], None]]:
    """Return a process that holds the lock of a folder, the pipe it reads, and what ends it."""
    (held, hold), (go, let_go) = os.pipe(), os.pipe()
    pid = os.fork()
    if pid == 0:
        with locked(folder):
            os.write(hold, b"x")
            os.close(let_go)
            os.read(go, 1)
        os._exit(0)
    os.close(go)
    os.read(held, 1)

    def end() -> None:
        os.close(let_go)
        os.waitpid(pid, 0)

    return pid, let_go, end


def test_who_holds_the_lock_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["/usr/bin/casebook", "add", "secret name.html"])
    monkeypatch.setattr(lock, "WAIT", 0)
    pid, _, end = _holding(tmp_path)
    problems = put(tmp_path, prepared("新"))
    assert [problem.code for problem in problems] == [Code.FOLDER_LOCKED]
    assert problems[0].file == tmp_path.as_posix()
    assert f"process {pid} (casebook add), since 2" in problems[0].detail
    with pytest.raises(FolderError):
        consistent(tmp_path, lambda: None)
    (tmp_path / STATE / "holder.json").write_bytes(b"{")
    assert "another process" in put(tmp_path, prepared("新"))[0].detail
    end()
    assert put(tmp_path, prepared("新")) == ()


def test_the_lock_dies_with_its_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pid, _, _ = _holding(tmp_path)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    monkeypatch.setattr(lock, "WAIT", 0)
    assert put(tmp_path, prepared("新")) == ()


def test_who_comes_meanwhile_waits(tmp_path: Path) -> None:
    _, let_go, end = _holding(tmp_path)
    pid = os.fork()
    if pid == 0:
        os.close(let_go)
        os._exit(len(put(tmp_path, prepared("新"))))
    end()
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert (tmp_path / "case.md").is_file()


def test_a_process_knows_whether_others_were_here(tmp_path: Path) -> None:
    def here() -> bool:
        with opened(tmp_path) as undisturbed:
            return undisturbed

    assert [here(), here()] == [False, True]
    assert in_child(lambda: os._exit(here())) == 0
    assert [here(), here()] == [False, True]


def test_what_another_process_added_is_known(tmp_path: Path) -> None:
    store = Store(tmp_path, force=False, day=DAY)
    assert store.put(prepared("一", slug="one", page="1.html"), PAGE) == ()

    def other() -> None:
        put(tmp_path, prepared("二", slug="two", page="2.html"))

    assert in_child(other) == 0
    problems = store.put(prepared("二", slug="second", page="2.html"), Path("2.html"))
    assert [(problem.code, problem.detail) for problem in problems] == [
        (Code.PAGE_TAKEN, (tmp_path / "two.md").as_posix())
    ]


LISTED = [
    f'{{"date":"{DAY}","kind":"{kind}","case":"case"}}\n'.encode() for kind in ("added", "changed")
]


def test_no_contest_for_one_name_loses_a_text(tmp_path: Path) -> None:
    """Of two pages of one name one is written, and who brought the other is told so."""
    for number in range(CONTESTS):
        folder = tmp_path / str(number)
        start, go = os.pipe()
        children = []
        for name in ("甲", "乙"):
            pid = os.fork()
            if pid == 0:
                os.close(go)
                os.read(start, 1)  # both begin when the pipe is closed
                os._exit(len(put(folder, prepared(name, "a.png", page=f"{name}.html"))))
            children.append((name, pid))
        os.close(start)
        os.close(go)
        reported = {
            name: os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for name, pid in children
        }
        assert sorted(reported.values()) == [0, 1]
        winner = next(name for name, status in reported.items() if status == 0)
        whole = prepared(winner, "a.png", page=f"{winner}.html")
        results = state(folder)
        assert winner in results.pop("ids/case.json").decode("utf-8")
        assert results.pop(HISTORY) == LISTED[0]
        assert results == {**whole.files, "ledger/case.json": whole.ledger}


def test_readers_never_see_half(tmp_path: Path) -> None:
    """While articles are replaced, every reader finds article, ledger and picture of one run."""
    versions = [prepared(text, "a.png") for text in ("甲", "乙")]
    wholes = [{**version.files, "ledger/case.json": version.ledger} for version in versions]
    put(tmp_path, versions[0])
    pid = os.fork()
    if pid == 0:
        for number in range(300):
            put(tmp_path, versions[number % 2])
        os._exit(0)
    seen = []
    while os.waitpid(pid, os.WNOHANG)[0] == 0:
        results = state(tmp_path)
        ids = results.pop("ids/case.json").decode("utf-8")
        assert results.pop(HISTORY) in (LISTED[0], b"".join(LISTED))
        assert results in wholes
        assert ("甲", "乙")[wholes.index(results)] in ids
        seen.append(wholes.index(results))
    assert set(seen) == {0, 1}


def test_the_state_stays_out_of_version_control(tmp_path: Path) -> None:
    put(tmp_path, prepared("新"))
    assert (tmp_path / STATE / ".gitignore").read_text() == "*\n"
    known = json.loads((tmp_path / STATE / "holder.json").read_bytes())
    assert known["pid"] == os.getpid()


def test_links_in_the_state_are_replaced_not_followed(tmp_path: Path) -> None:
    folder, valued = tmp_path / "articles", tmp_path / "valued"
    (folder / STATE).mkdir(parents=True)
    valued.write_bytes(b"mine")
    for name in ("holder.json", ".gitignore"):
        (folder / STATE / name).symlink_to(valued)
    assert put(folder, prepared("新")) == ()
    assert valued.read_bytes() == b"mine"
