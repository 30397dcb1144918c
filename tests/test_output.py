"""A build folder: exactly what a build made, foreign files untouched, clean by the mark."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import psutil
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook import files as disk
from casebook import output as module
from casebook.checksums import Checksums
from casebook.output import MANIFEST, NOT_CURRENT, Output, set_aside, write_whole
from casebook.problems import Code, Problem
from tests.library.stored import in_child, killing, points


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


def _loaded(folder: Path) -> Output:
    output = Output(folder)
    assert output.load() == ()
    return output


_names = st.sampled_from(["a", "b", "c/a", "c/b", "c/d/a", "e/案例.html"])
_products = st.dictionaries(_names, st.binary(max_size=3))


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["html", "pdf"]), _products), max_size=5), _products)
def test_a_folder_holds_what_the_last_builds_made_and_what_others_put_there(
    tmp_path_factory: pytest.TempPathFactory,
    builds: list[tuple[str, dict[str, bytes]]],
    foreign: dict[str, bytes],
) -> None:
    folder = tmp_path_factory.mktemp("build")
    mine = {f"html/foreign-{name.replace('/', '-')}": text for name, text in foreign.items()}
    mine |= {"notes.txt": b"of a person"}
    for name, text in mine.items():
        write_whole(folder / name, text)
    last: dict[str, dict[str, bytes]] = {}
    for product, files in builds:
        changes = _loaded(folder).replace(product, files)
        assert not changes.problems
        before = last.get(product, {})
        assert set(changes.written) == {n for n, text in files.items() if before.get(n) != text}
        assert set(changes.deleted) == before.keys() - files.keys()
        last[product] = files
        made = {f"{item}/{n}": text for item, own in last.items() for n, text in own.items()}
        assert _tree(folder) == made | mine
    empty = [path for path in folder.rglob("*") if path.is_dir() and not any(path.iterdir())]
    assert empty == []
    _loaded(folder).clean()
    assert _tree(folder) == mine
    assert not (folder / MANIFEST).exists()


def test_files_from_paths_are_copied(tmp_path: Path) -> None:
    source = tmp_path / "work.pdf"
    source.write_bytes(b"%PDF")
    _loaded(tmp_path / "build").replace("pdf", {"book.pdf": source})
    assert (tmp_path / "build/pdf/book.pdf").read_bytes() == b"%PDF"


@pytest.mark.parametrize("number", [1, 3])
def test_a_foreign_file_in_the_way_is_left_and_reported(tmp_path: Path, number: int) -> None:
    files: Mapping[str, bytes] = {f"{n}.html": b"made" for n in range(number)}
    for name in files:
        write_whole(tmp_path / "html" / name, b"of a person")
    output = _loaded(tmp_path)
    changes = output.replace("html", {**files, "new.html": b"made"})
    (problem,) = changes.problems
    assert problem.code is Code.NOT_GENERATED
    assert problem.file == (tmp_path / "html/0.html").as_posix()
    assert ("2 more" in problem.detail) == (number == 3)
    assert output.files("html") == {"new.html"}
    _loaded(tmp_path).clean()
    assert _tree(tmp_path) == {f"html/{name}": b"of a person" for name in files}


def test_a_file_of_the_same_bytes_becomes_that_of_the_build(tmp_path: Path) -> None:
    write_whole(tmp_path / "html/a", b"made")
    output = _loaded(tmp_path)
    assert output.replace("html", {"a": b"made"}).problems == ()
    assert output.files("html") == {"a"}


@pytest.mark.parametrize("stop", range(1, 7))
def test_a_build_that_is_killed_while_files_move_is_healed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: int
) -> None:
    first = {"a": b"1", "b": b"1", "gone": b"1"}
    second = {"a": b"2", "b": b"1", "new": b"2"}
    write_whole(tmp_path / "html/foreign", b"of a person")
    _loaded(tmp_path).replace("html", first)
    steps = 0

    def dies(work: object) -> object:
        def step(*args: object) -> object:
            nonlocal steps
            steps += 1
            if steps == stop:
                raise KeyboardInterrupt
            return work(*args)  # type: ignore[operator]

        return step

    with monkeypatch.context() as patch:
        patch.setattr(module, "write_whole", dies(module.write_whole))
        patch.setattr(module, "_delete", dies(module._delete))
        with pytest.raises(KeyboardInterrupt):
            _loaded(tmp_path).replace("html", second)
    _loaded(tmp_path).replace("html", second)
    expected = {f"html/{name}": text for name, text in second.items()}
    assert _tree(tmp_path) == expected | {"html/foreign": b"of a person"}


def test_where_a_build_fails_the_last_files_stand_with_a_note(tmp_path: Path) -> None:
    output = _loaded(tmp_path)
    reason = Problem(Code.BOOK_SETTING, "book", 0, "too long")
    assert output.keep_last("pdf", [reason]) is None
    assert _tree(tmp_path) == {}
    output.replace("pdf", {"book.pdf": b"1"})
    for _ in range(2):
        problem = _loaded(tmp_path).keep_last("pdf", [reason])
        assert problem is not None
        assert problem.code is Code.LAST_BUILD_STANDS
        assert problem.file == (tmp_path / "pdf").as_posix()
    assert (tmp_path / "pdf/book.pdf").read_bytes() == b"1"
    assert "too long" in (tmp_path / "pdf" / NOT_CURRENT).read_text("utf-8")
    _loaded(tmp_path).replace("pdf", {"book.pdf": b"1"})
    assert _tree(tmp_path) == {"pdf/book.pdf": b"1"}


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "{}",
        '{"format": 2, "files": {}}',
        '{"format": 1, "files": []}',
        '{"format": 1, "files": {"html": ["../a"]}}',
        '{"format": 1, "files": {"html": ["/etc/passwd"]}}',
        '{"format": 1, "files": {"..": ["a"]}}',
        '{"format": 1, "files": {"html": ["a\\\\b"]}}',
        '{"format": 1, "files": {"html": [1]}}',
    ],
)
def test_a_manifest_that_cannot_be_trusted_is_reported(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text, "utf-8")
    output = Output(tmp_path)
    (problem,) = output.load()
    assert problem.code is Code.MANIFEST_BROKEN
    assert output.files("html") == frozenset()


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="the system has no links")
def test_nothing_is_deleted_through_a_link(tmp_path: Path) -> None:
    build, outside = tmp_path / "build", tmp_path / "outside"
    write_whole(outside / "a", b"of a person")
    output = _loaded(build)
    output.replace("html", {"cases/a": b"made"})
    output.scratch("work")
    (build / "html/cases/a").unlink()
    (build / "html/cases").rmdir()
    (build / "html/cases").symlink_to(outside)
    (build / "linked").symlink_to(outside)
    _loaded(build).replace("html", {})
    _loaded(build).clean()
    assert _tree(outside) == {"a": b"of a person"}


def test_work_folders_are_deleted_only_with_the_mark(tmp_path: Path) -> None:
    output = _loaded(tmp_path)
    output.replace("html", {})
    write_whole(output.scratch("work") / "zh-Hant/page.html", b"1")
    assert output.scratch("work") == tmp_path / "work"
    write_whole(tmp_path / "cache/thesis.txt", b"of a person")
    with pytest.raises(FileExistsError):
        output.scratch("cache")
    output.clean()
    assert _tree(tmp_path) == {"cache/thesis.txt": b"of a person"}


def test_two_programs_may_make_a_work_folder_at_once(tmp_path: Path) -> None:
    """The other has not moved its mark to its place yet."""
    handle, _ = disk.new_beside(tmp_path / "work/CACHEDIR.TAG")
    os.close(handle)
    assert _loaded(tmp_path).scratch("work") == tmp_path / "work"


def test_a_folder_that_held_nothing_else_goes_too(tmp_path: Path) -> None:
    output = _loaded(tmp_path / "build")
    output.replace("html", {"zh-Hant/a/b.html": b"1"})
    output.scratch("work")
    output.clean()
    assert list(tmp_path.iterdir()) == []


def test_the_manifest_is_sorted_and_says_its_version(tmp_path: Path) -> None:
    output = _loaded(tmp_path)
    output.replace("pdf", {"b": b"", "a": b""})
    output.replace("html", {"c": b""})
    known = json.loads((tmp_path / MANIFEST).read_text("utf-8"))
    assert known == {"format": 1, "files": {"html": ["c"], "pdf": ["a", "b"]}}
    assert list(known["files"]) == ["html", "pdf"]


_BEFORE = {"a": b"1", "c/a": b"1", "c/b": b"1"}
_AFTER = {"a": b"2", "c/a": b"1", "d/e": b"1"}


def test_a_kill_at_any_write_leaves_whole_files_and_the_next_run_heals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "build"

    def put(files: dict[str, bytes]) -> None:
        _loaded(folder).replace("html", files)

    put(_BEFORE)
    count = len(points(lambda: put(_AFTER)))
    assert count > 6
    for at in range(count):
        put(_BEFORE)

        def act(at: int = at) -> None:
            disk.before_change = killing(at)
            put(_AFTER)

        assert in_child(act) == -9
        for name, content in _tree(folder / "html").items():
            made = content in (_BEFORE.get(name), _AFTER.get(name))
            assert made or name.rpartition("/")[2].startswith(".casebook-"), (at, name)
        monkeypatch.setattr(disk, "_cleared", set())  # as in another process
        put(_AFTER)
        assert _tree(folder / "html") == _AFTER


def test_files_that_a_running_program_has_not_moved_yet_stay(tmp_path: Path) -> None:
    _, made = disk.new_beside(tmp_path / "a")
    for name in (".casebook-1-of-somebody", ".casebook-x", ".casebook-99999999999999999999-x"):
        (tmp_path / name).write_bytes(b"")

    def act() -> None:
        disk._cleared.clear()
        disk.new_beside(tmp_path / "b")[1].unlink()

    assert in_child(act) == 0
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {made.name, ".casebook-1-of-somebody", ".casebook-x"}


@pytest.mark.parametrize(("before", "stays"), [(0.5, True), (1.5, False)])
def test_a_file_older_than_the_process_of_its_number_goes(
    tmp_path: Path, before: float, stays: bool
) -> None:
    """In a container each program has the number of the one that was killed."""
    left = tmp_path / f".casebook-{os.getpid()}-killed"
    left.write_bytes(b"half")
    written = psutil.Process().create_time() - before
    os.utime(left, (written, written))
    disk._cleared.clear()
    _, made = disk.new_beside(tmp_path / "a")
    assert left.exists() == stays
    assert made.exists()


def test_a_folder_of_the_same_name_elsewhere_is_cleared_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = [tmp_path / name for name in ("first", "second")]
    for folder in folders:
        (folder / "work").mkdir(parents=True)
    left = folders[1] / "work" / ".casebook-999999999-killed"
    left.write_bytes(b"half")
    for folder in folders:
        monkeypatch.chdir(folder)
        disk.new_beside(Path("work/a"))[1].unlink()
    assert not left.exists()


@pytest.mark.skipif(not hasattr(os, "waitid"), reason="no process stays here when it has ended")
def test_a_file_of_a_process_that_has_ended_goes_though_nobody_asked_how(tmp_path: Path) -> None:
    """The first process of a container often asks of none."""
    killed = os.fork()
    if killed == 0:
        os._exit(0)
    os.waitid(os.P_PID, killed, os.WEXITED | os.WNOWAIT)
    left = tmp_path / f".casebook-{killed}-killed"
    left.write_bytes(b"half")
    disk._cleared.clear()
    disk.new_beside(tmp_path / "a")
    os.waitpid(killed, 0)
    assert not left.exists()


def test_what_is_set_aside_is_written_as_it_is_made_and_nothing_else_stays(tmp_path: Path) -> None:
    there: list[int] = []

    def made(files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
        for name, content in files.items():
            there.append(len(_tree(tmp_path)))
            yield name, content

    assert set_aside(made(_BEFORE), tmp_path) == {name: tmp_path / name for name in _BEFORE}
    assert there == [0, 1, 2]
    set_aside(made(_AFTER), tmp_path)
    assert _tree(tmp_path) == _AFTER


def test_what_is_set_aside_may_be_a_file_that_goes(tmp_path: Path) -> None:
    """It is taken before the next is asked for, and left alone where it is the same."""

    def made(content: bytes) -> Iterator[tuple[str, Path]]:
        for name in ("a/large", "b"):
            path = tmp_path / "passing"
            path.write_bytes(name.encode() + content)
            yield name, path
            path.unlink(missing_ok=True)

    folder, same = tmp_path / "aside", Checksums()
    for content, sums in ((b"1", Checksums()), (b"2", same), (b"3", same)):
        set_aside(made(content), folder, sums)
        assert _tree(folder) == {"a/large": b"a/large" + content, "b": b"b" + content}
    before = {path: path.stat().st_ino for path in folder.rglob("*") if path.is_file()}
    set_aside(made(b"3"), folder, Checksums())
    assert {path: path.stat().st_ino for path in before} == before


@pytest.mark.parametrize("is_held", [False, True])
def test_a_file_that_is_set_aside_is_moved_or_else_copied(
    tmp_path: Path, is_held: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another disk, or a system that moves no file that is open."""
    given, replace_ = tmp_path / "given", Path.replace
    given.write_bytes(b"large")

    def replaced(path: Path, target: Path) -> Path:
        if is_held and path == given:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return replace_(path, target)

    monkeypatch.setattr(Path, "replace", replaced)
    set_aside([("large", given)], tmp_path / "aside")
    assert (tmp_path / "aside/large").read_bytes() == b"large"
    assert given.exists() is is_held
