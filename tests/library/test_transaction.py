"""Article, ledger and pictures are one: killed or refused anywhere, it is before or after."""

from __future__ import annotations

import itertools
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import snapshot
from tests.library.stored import in_child, killing, points, prepared, put, refusing, state

from casebook import files
from casebook.library.changes import HISTORY
from casebook.library.layout import STATE
from casebook.library.lock import FolderError
from casebook.library.transaction import Append, commit, consistent, opened
from casebook.problems import Code

# What stands in the folder, what is put there, and whether by force.
SCENES = {
    "new": ((), prepared("新"), False),
    "new with pictures": ((), prepared("新", "a.png", "b.png"), False),
    "other text": ((prepared("舊"),), prepared("新"), False),
    "by force": ((prepared("舊", page="other.html"),), prepared("新"), True),
    "pictures come and go": (
        (prepared("舊", "a.png", "b.png"),),
        prepared("新", "b.png", "c.png"),
        False,
    ),
    "the same again": ((prepared("新", "a.png"),), prepared("新", "a.png"), False),
}
WORK = f"{STATE}/transaction"


class Scene:
    """A folder as it is before, and as it must be after."""

    def __init__(self, name: str, folder: Path) -> None:
        there, self.new, self.force = SCENES[name]
        self.start = folder / "start"
        for item in there:
            assert put(self.start, item) == ()
        self.before = state(self.start)
        self.points = points(lambda: self.put(self.copy(folder / "try")))
        self.after = state(folder / "try")
        self._folder = folder

    def copy(self, folder: Path) -> Path:
        shutil.rmtree(folder, ignore_errors=True)
        if self.start.is_dir():
            shutil.copytree(self.start, folder)
            # As another process finds it: the child that is killed signs the lock too.
            (folder / STATE / "holder.json").unlink(missing_ok=True)
        return folder

    def put(self, folder: Path) -> tuple[object, ...]:
        return put(folder, self.new, force=self.force)


@pytest.fixture(params=SCENES)
def scene(request: pytest.FixtureRequest, tmp_path: Path) -> Scene:
    return Scene(request.param, tmp_path)


def test_every_file_of_an_article_is_written(tmp_path: Path) -> None:
    scene = Scene("pictures come and go", tmp_path)
    named = {"case.md", "ids/case.json", "ledger/case.json", "pictures/case/b.png", HISTORY}
    assert scene.before.keys() == named | {"pictures/case/a.png"}
    assert scene.after.keys() == named | {"pictures/case/c.png"}
    assert all(scene.before[name] != scene.after[name] for name in named)
    assert len(scene.points) > 20


def test_what_is_new_is_on_the_disk_before_anything_is_moved(
    tmp_path: Path, settled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, str]] = []
    waited: dict[str, set[str]] = {}

    def note(operation: str, path: Path) -> None:
        seen.append((operation, path.name))
        if operation == "move":
            waited[path.name] = set(settled)

    monkeypatch.setattr(files, "before_change", note)
    put(tmp_path, prepared("新", "a.png"))
    assert [name for operation, name in seen if operation == "move"] == [
        "commit.json",
        "case.md",
        "a.png",
        "case.json",
        "case.json",
    ]
    assert seen[-1] == ("remove", "4.new")
    assert ("append", HISTORY) in seen
    assert waited["commit.json"] == {"0.new", "1.new", "2.new", "3.new", "4.new", "draft.json"}
    assert waited["case.md"] == waited["commit.json"] | {"transaction"}


def test_what_is_there_already_is_not_written(tmp_path: Path) -> None:
    scene = Scene("the same again", tmp_path)
    assert scene.before == scene.after
    assert scene.points == ["write holder.json", "write .gitignore"]


def test_a_kill_at_any_moment_leaves_before_or_after(scene: Scene, tmp_path: Path) -> None:
    folder = tmp_path / "killed"
    seen = set()
    for at in range(len(scene.points)):
        scene.copy(folder)

        def act(at: int = at) -> None:
            files.before_change = killing(at)
            scene.put(folder)

        assert in_child(act) == -9, scene.points[at]
        results = state(folder)
        assert results in (scene.before, scene.after), scene.points[at]
        seen.add(results == scene.after)
        assert not (folder / WORK).exists()
        assert scene.put(folder) == ()
        assert state(folder) == scene.after, scene.points[at]
    assert seen == {False, True} or scene.before == scene.after


def test_a_refusal_at_any_moment_leaves_what_is_reported(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "refused"
    for at in range(len(scene.points)):
        scene.copy(folder)
        monkeypatch.setattr(files, "before_change", refusing(at))
        problems = scene.put(folder)
        monkeypatch.setattr(files, "before_change", files._nothing)
        results = snapshot(folder) if folder.is_dir() else {}
        kept = {name: value for name, value in results.items() if not name.startswith(WORK)}
        assert kept == (scene.before if problems else scene.after), scene.points[at]
        assert [problem.code for problem in problems] in ([], [Code.NOT_WRITTEN])  # type: ignore[attr-defined]
        assert state(folder) == kept
        assert scene.put(folder) == ()
        assert state(folder) == scene.after


@pytest.mark.parametrize("name", ["pictures come and go"])
def test_two_refusals_leave_a_folder_that_heals(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where putting back is refused too, the next run puts back."""
    scene, folder = Scene(name, tmp_path), tmp_path / "refused"
    for first, second in itertools.combinations(range(0, len(scene.points), 2), 2):
        scene.copy(folder)
        monkeypatch.setattr(files, "before_change", refusing(first, second))
        scene.put(folder)
        monkeypatch.setattr(files, "before_change", files._nothing)
        assert state(folder) in (scene.before, scene.after)


def test_a_kill_while_a_kill_is_healed(scene: Scene, tmp_path: Path) -> None:
    folder = tmp_path / "killed"
    healing = range(6)  # more changes than any of them takes
    for at, again in itertools.product(range(len(scene.points)), healing):
        if (at + again) % len(healing) == 0:  # each moment of both, not all pairs
            scene.copy(folder)

            def act(at: int = at) -> None:
                files.before_change = killing(at)
                scene.put(folder)

            def heal(again: int = again) -> None:
                files.before_change = killing(again)
                state(folder)

            in_child(act)
            in_child(heal)
            assert state(folder) in (scene.before, scene.after)


def _kill_after_the_record(scene: Scene, folder: Path) -> Path:
    """Leave a folder whose change has happened, and none of whose files is in its place."""
    at = scene.points.index("move commit.json") + 1
    scene.copy(folder)

    def act() -> None:
        files.before_change = killing(at)
        scene.put(folder)

    assert in_child(act) == -9
    assert (folder / WORK / "commit.json").is_file()
    return folder


def test_what_a_person_wrote_after_a_kill_stays(tmp_path: Path) -> None:
    scene = Scene("pictures come and go", tmp_path)
    folder = _kill_after_the_record(scene, tmp_path / "killed")
    (folder / "case.md").write_bytes(b"mine")
    assert state(folder) == {**scene.before, "case.md": b"mine"}


@pytest.mark.parametrize("there", [None, b"", b"a\n"])
@pytest.mark.parametrize("written", ["", "new\n", "new\nlines\n"])
def test_an_addition_that_was_killed_within_is_whole_or_gone(
    there: bytes | None, written: str, tmp_path: Path
) -> None:
    """However much of it had come to the disk, and whether the change is completed or not."""
    for is_edited in (False, True):
        folder = tmp_path / f"{is_edited}"
        folder.mkdir()
        path = folder / "list"
        if there is not None:
            path.write_bytes(there)
        at = points(lambda: _commit_in(tmp_path / "count", there)).index("append list")

        def act(folder: Path = folder, at: int = at) -> None:
            files.before_change = killing(at)
            _commit_in(folder, None)

        assert in_child(act) == -9
        with path.open("ab") as file:
            file.write(written.encode())
        if is_edited:  # by a person: the change is put back, and what they wrote stays
            (folder / "case.md").write_bytes(b"mine")
        whole = (there or b"") + b"new\nlines\n"
        expected = {"case.md": b"mine", "list": there} if is_edited else {"list": whole}
        expected = {"case.md": b"text", **expected}
        left = {name: content for name, content in state(folder).items() if content is not None}
        assert left == {name: content for name, content in expected.items() if content is not None}
        shutil.rmtree(tmp_path / "count")


def _commit_in(folder: Path, there: bytes | None) -> None:
    folder.mkdir(exist_ok=True)
    if there is not None:
        (folder / "list").write_bytes(there)
    with opened(folder):
        commit(folder, {"case.md": b"text", "list": Append(b"new\nlines\n")})


def test_an_addition_to_what_a_person_changed_meanwhile_is_not_made(tmp_path: Path) -> None:
    (tmp_path / "list").write_bytes(b"a\n")

    def act() -> None:
        at = points(lambda: _commit_in(tmp_path / "count", b"a\n")).index("append list")
        files.before_change = killing(at)
        _commit_in(tmp_path, None)

    assert in_child(act) == -9
    (tmp_path / "list").write_bytes(b"a\nby hand\n")
    shutil.rmtree(tmp_path / "count")
    assert state(tmp_path) == {"list": b"a\nby hand\n"}


def test_nothing_is_added_through_a_link_or_to_what_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"mine")
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / HISTORY).symlink_to(tmp_path / "real")
    assert [item.code for item in put(folder, prepared("新"))] == [Code.NOT_WRITTEN]
    (folder / HISTORY).unlink()
    (folder / HISTORY).mkdir()
    assert [item.code for item in put(folder, prepared("新"))] == [Code.NOT_WRITTEN]
    assert (tmp_path / "real").read_bytes() == b"mine"
    assert list(folder.glob("*.md")) == []


@pytest.mark.parametrize(
    "name", ["../outside.md", "/tmp/x.md", "a/../../x.md", ".hidden", "a\\b", "c:d", "", "a/b/c/d"]
)
def test_no_record_leads_out_of_the_folder(name: str, tmp_path: Path) -> None:
    folder = _kill_after_the_record(Scene("new", tmp_path), tmp_path / "killed")
    record = folder / WORK / "commit.json"
    values = json.loads(record.read_bytes())
    values["files"][0]["name"] = name
    record.write_text(json.dumps(values), "utf-8")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(FolderError) as caught:
        state(folder)
    assert caught.value.problem.code is Code.UNFINISHED
    assert caught.value.problem.file == record.as_posix()
    after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert {path for path in before | after if before.get(path) != after.get(path)} <= {
        folder / STATE / "holder.json"
    }
    with pytest.raises(OSError, match="no name"), opened(tmp_path / "fresh"):
        commit(tmp_path / "fresh", {name: b"x"})


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"version": 1}', b'{"version": "1"}'])
def test_a_damaged_record_is_named_and_left(content: bytes, tmp_path: Path) -> None:
    folder = _kill_after_the_record(Scene("new", tmp_path), tmp_path / "killed")
    record = folder / WORK / "commit.json"
    record.write_bytes(content)
    with pytest.raises(FolderError) as caught:
        state(folder)
    assert caught.value.problem.code is Code.UNFINISHED
    assert record.read_bytes() == content
    assert [item.code for item in put(folder, prepared("新"))] == [Code.UNFINISHED]


def test_a_record_of_a_newer_version_is_left(tmp_path: Path) -> None:
    folder = _kill_after_the_record(Scene("new", tmp_path), tmp_path / "killed")
    record = folder / WORK / "commit.json"
    record.write_text(record.read_text("utf-8").replace('"version": 2', '"version": 3'), "utf-8")
    with pytest.raises(FolderError) as caught:
        state(folder)
    assert caught.value.problem.code is Code.FORMAT_NEWER


def test_a_link_in_place_of_the_state_is_not_followed(tmp_path: Path) -> None:
    valued = tmp_path / "valued"
    valued.mkdir()
    (valued / "1.new").write_bytes(b"mine")
    folder = tmp_path / "articles"
    (folder / STATE).mkdir(parents=True)
    (folder / WORK).symlink_to(valued)
    with pytest.raises(FolderError):
        state(folder)
    assert (valued / "1.new").read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["case.md", "ledger", "ledger/case.json", "pictures"])
def test_a_link_is_named_and_left(name: str, tmp_path: Path) -> None:
    folder, real = tmp_path / "articles", tmp_path / "real"
    link = folder / name
    link.parent.mkdir(parents=True)
    if link.suffix:
        real.write_bytes(b"real")
    else:
        real.mkdir()
    link.symlink_to(real)
    problems = put(folder, prepared("新", "a.png"), force=True)
    assert [problem.code for problem in problems] == [Code.NOT_WRITTEN]
    assert "link" in problems[0].detail
    assert link.name in problems[0].detail
    assert link.is_symlink()
    assert real.is_dir() or real.read_bytes() == b"real"
    assert {path.name for path in folder.glob("*.md")} <= {link.name}


def test_foreign_files_in_the_state_are_left(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    (folder / WORK).mkdir(parents=True)
    (folder / WORK / "notes.txt").write_bytes(b"mine")
    (folder / WORK / "0.new").write_bytes(b"rest of a killed run")
    assert put(folder, prepared("新")) == ()
    assert {path.name for path in (folder / WORK).iterdir()} == {"notes.txt"}


def test_reading_leaves_nothing_in_a_folder(tmp_path: Path) -> None:
    assert consistent(tmp_path, lambda: 1) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, prepared("新"))
    whole = snapshot(tmp_path)

    def refuse(_operation: str, path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    shutil.rmtree(tmp_path / STATE)
    (tmp_path / STATE).mkdir()  # where the lock cannot be signed
    monkeypatch.setattr(files, "before_change", refuse)
    assert consistent(tmp_path, lambda: snapshot(tmp_path)) == whole


def test_a_change_that_cannot_be_completed_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _kill_after_the_record(Scene("new", tmp_path), tmp_path / "killed")

    def refuse(_operation: str, path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(files, "before_change", refuse)
    with pytest.raises(FolderError) as caught:
        consistent(folder, lambda: snapshot(folder))
    assert caught.value.problem.code is Code.UNFINISHED
    assert "Permission denied" in caught.value.problem.detail


def test_interrupted_by_the_keyboard_it_is_before_or_after(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "interrupted"
    for at in range(len(scene.points)):
        scene.copy(folder)
        count = itertools.count()

        def interrupt(
            _operation: str, _path: Path, at: int = at, count: itertools.count[int] = count
        ) -> None:
            if next(count) == at:
                raise KeyboardInterrupt

        _refused: Callable[[], object] = lambda: scene.put(folder)  # noqa: E731
        monkeypatch.setattr(files, "before_change", interrupt)
        with pytest.raises(KeyboardInterrupt):
            _refused()
        monkeypatch.setattr(files, "before_change", files._nothing)
        if folder.is_dir():
            left = snapshot(folder)
            assert left in (scene.before, scene.after), scene.points[at]
