"""A full disk, a folder that may not be read or written, one that vanishes: named, and healed."""

from __future__ import annotations

import itertools
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from tests.cli.conftest import Base, Result, copies, snapshot
from tests.library.stored import in_child, points, refusing

from casebook import build, files
from casebook.output import MANIFEST, NOT_CURRENT
from casebook.problems import Code, Severity
from casebook.sphinx_runs import Progress, Ran, Run, Sphinx

_CODES = {code.code: code for code in Code}
_WARNINGS = {code.code for code in Code if code.severity is not Severity.ERROR}
VERBS = ("add", "convert", "check", "tidy", "build", "clean")


def _codes(result: Result) -> list[str]:
    return re.findall(r"^\S.*?:\d+: ([A-Z]\d{3}) ", result.output, re.MULTILINE)


def _ran(
    runs: Sequence[Sequence[Run]], _progress: Progress, meanwhile: Callable[[], None], _: Sphinx
) -> list[Ran]:
    """Stand for Sphinx, which takes seconds: one page for each edition."""
    meanwhile()
    made = []
    for run in (item for row in runs for item in row):
        run.out.mkdir(parents=True, exist_ok=True)
        (run.out / "index.html").write_text("<p>page", "utf-8")
        made.append(Ran(run, good=True, warnings=""))
    return made


@pytest.fixture
def ready(base: Base, monkeypatch: pytest.MonkeyPatch) -> Base:
    """A knowledge base that was built, then edited: every verb has something to do."""
    monkeypatch.setattr(build, "run_all", _ran)
    monkeypatch.setattr(os, "fsync", lambda _: None)
    base.article("good")
    base.article("gone")
    assert _do(base, "build").exit_code == 0
    (base.articles / "gone.md").unlink()
    path = base.article("good", title="另一題目")
    path.write_text(path.read_text("utf-8").rstrip("\n") + "\n\n\n", "utf-8")
    base.page("page.html")
    return base


def _do(base: Base, verb: str) -> Result:
    if verb == "add":
        return base.run(
            "add", base.folder / "saved" / "page.html", "--slug", "page", "--date", "2026-01-02"
        )
    places = {"build": ["--articles", base.articles, "--docs", base.docs], "clean": []}
    if verb == "check":
        return base.run("check", "--format", "lines")
    build_folder = ["--build", base.folder / "build"] if verb in places else []
    return base.run(verb, *places.get(verb, []), *build_folder)


def _tree(base: Base) -> dict[str, bytes]:
    return {
        name: content
        for name, content in snapshot(base.folder).items()
        if not name.startswith(
            (*(f"build/{own}" for own in ("work", "cache")), "articles/.casebook/")
        )
    }


def _is_named(result: Result) -> bool:
    """Whether a failure is reported: with its code, and status 1 where one is an error."""
    codes = _codes(result)
    bad = [code for code in codes if code not in _WARNINGS]
    return bool(codes) and result.exit_code == (1 if bad else 0)


@pytest.mark.parametrize("verb", VERBS)
def test_a_disk_that_is_full_at_any_write(
    verb: str, ready: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    again, before = copies(ready), _tree(ready)
    count = len(points(lambda: _do(ready, verb)))
    after = _tree(ready)
    step = max(1, count // 25)  # of the many files of a build, every so many-th
    for at in sorted({*range(0, count, step), count - 1} if count else ()):
        again()
        monkeypatch.setattr(files, "before_change", refusing(*range(at, 10**4)))
        result = _do(ready, verb)
        monkeypatch.setattr(files, "before_change", files._nothing)
        done = result.exit_code == 0 and _tree(ready) == after  # only its own traces are left
        assert done or _is_named(result), (at, result.output)
        for name, content in _tree(ready).items():
            if name != f"build/{MANIFEST}":
                known = (before.get(name), after.get(name))
                assert content in known or name.endswith("NOT-CURRENT.txt"), (at, name)
        assert not [name for name in _tree(ready) if ".casebook-" in name]
        assert _do(ready, verb).exit_code == 0
        assert _tree(ready) == after, at


def test_a_disk_without_room_for_sphinx_is_no_mistake_of_a_page(
    ready: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(runs: Sequence[Sequence[Run]], *_: object) -> list[Ran]:
        return [Ran(run, False, "[Errno 28]", "No space left") for row in runs for run in row]

    monkeypatch.setattr(build, "run_all", full)
    result = _do(ready, "build")
    assert [code for code in _codes(result) if code not in _WARNINGS] == ["W002", "W003"]
    assert "No space left" in result.stderr
    assert "Errno" not in result.stderr
    note = ready.folder / "build" / "html" / NOT_CURRENT
    assert "W002" in note.read_text("utf-8")

    def no_room(_operation: str, path: Path) -> None:
        if path.name == NOT_CURRENT:
            raise OSError(28, "No space left", os.fspath(path))

    note.unlink()
    monkeypatch.setattr(files, "before_change", no_room)
    result = _do(ready, "build")
    assert re.search(rf" W003 .*\({NOT_CURRENT}: No space left\)$", result.stderr, re.MULTILINE)

    def no_room_for_pages(_operation: str, path: Path) -> None:
        if ready.docs in path.parents:
            raise OSError(28, "No space left", os.fspath(path))

    ready.article("good", title="又一題目")
    monkeypatch.setattr(files, "before_change", no_room_for_pages)
    result = _do(ready, "build")
    assert [code for code in _codes(result) if code not in _WARNINGS] == ["W002", "W003"]
    assert re.search(r"W002 .*No space left", note.read_text("utf-8"))


@pytest.mark.parametrize(
    ("verb", "folder", "share"),
    [
        *(("add", "articles", 0), ("check", "articles", 0), ("tidy", "articles", 0)),
        *(("convert", "docs", 0), ("convert", "articles", 0.5)),
        *(("build", "build", 0), ("build", "articles", 0.5), ("build", "docs", 0.5)),
        *(("build", "build", 1), ("clean", "build", 0)),
    ],
)
def test_a_folder_that_vanishes_before_a_write(
    verb: str, folder: str, share: float, ready: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the first, one in the middle, or the last."""
    again = copies(ready)
    at = round(share * (len(points(lambda: _do(ready, verb))) - 1)) if share else 0
    again()
    count = itertools.count()

    def vanish(_operation: str, _path: Path) -> None:
        if next(count) == at:
            shutil.rmtree(ready.folder / folder)

    monkeypatch.setattr(files, "before_change", vanish)
    result = _do(ready, verb)
    assert result.exit_code == 0 or _is_named(result), result.output


@pytest.fixture
def open_base(monkeypatch: pytest.MonkeyPatch) -> Iterator[Base]:
    """A knowledge base in a folder that every user can reach."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        monkeypatch.chdir(name)
        yield Base(Path(name))


def _as_another_user(act: Callable[[], bool]) -> bool:
    """Run something as a user whom permissions hold, as they hold nobody who is root."""

    def child() -> None:
        if os.getuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        assert act()

    return in_child(child) == 0


def _own(folder: Path) -> None:
    if os.getuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, 65534, 65534)


UNREADABLE = {
    "articles/good.md": "R007",
    "articles/ledger/good.json": "R007",
    "articles/exceptions.tsv": "R007",
    "articles/corrections.toml": "R007",
    "articles": "R007",
}


@pytest.mark.parametrize("name", UNREADABLE)
@pytest.mark.parametrize("verb", ["check", "convert", "build"])
def test_what_may_not_be_read_is_named(
    verb: str, name: str, open_base: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "run_all", _ran)
    open_base.article("good")
    open_base.article("other")
    path = open_base.folder / name
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_text("", "utf-8")
    _own(open_base.folder)
    path.chmod(0)

    def act() -> bool:
        result = _do(open_base, verb)
        line = next(item for item in result.output.splitlines() if str(path) in item)
        return result.exit_code == 1 and f" {UNREADABLE[name]} " in line

    try:
        assert _as_another_user(act)
    finally:
        path.chmod(0o755)


@pytest.mark.parametrize("verb", VERBS)
def test_folders_that_may_not_be_written_are_named(
    verb: str, open_base: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "run_all", _ran)
    path = open_base.article("good")
    path.write_text(path.read_text("utf-8") + "\n\n", "utf-8")
    open_base.page("page.html")
    assert _do(open_base, "build").exit_code == 0
    before = _tree(open_base)
    _own(open_base.folder)
    folders = [item for item in (open_base.folder, *open_base.folder.rglob("*")) if item.is_dir()]
    for folder in folders:
        folder.chmod(0o555)

    def act() -> bool:
        open_base.article("good", title="另一題目") if os.access(path, os.W_OK) else None
        result = _do(open_base, verb)
        return _is_named(result) or (verb == "check" and result.exit_code == 0)

    try:
        assert _as_another_user(act)
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert set(_tree(open_base)) == before.keys()
