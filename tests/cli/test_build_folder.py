"""Where a site may be built, and by how many at once."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from filelock import FileLock, Timeout

from casebook.build import WORK
from casebook.cli import build as verb
from casebook.cli.common import stop_among_sources
from casebook.output import Output
from casebook.project import Project


@pytest.mark.parametrize(
    "inside", ["articles", "articles/deep/build", "docs", "data/build", "link", "link/build"]
)
def test_nothing_is_built_into_a_folder_of_sources(
    inside: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("articles", "docs", "data"):
        (tmp_path / name).mkdir()
    (tmp_path / "link").symlink_to("articles")
    (tmp_path / "casebook.toml").touch()
    with pytest.raises(click.exceptions.Exit) as stop:
        stop_among_sources(Project.of(tmp_path / "articles", None), tmp_path / inside)
    assert stop.value.exit_code == 1
    assert "W021" in "".join(capsys.readouterr())


@pytest.mark.parametrize("beside", ["build", "articles-2", "."])
def test_what_is_built_may_stand_beside_the_sources(beside: str, tmp_path: Path) -> None:
    (tmp_path / "casebook.toml").touch()
    stop_among_sources(Project.of(tmp_path / "articles", None), tmp_path / beside)


def test_a_build_waits_for_the_one_that_works_in_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Found by ``bench.contests``: each took the files of the other away."""
    lock = Output(tmp_path).scratch(WORK) / "lock"
    first = FileLock(lock)
    first.acquire()
    said: list[str] = []

    def echo(text: str, *, err: bool) -> None:
        assert err
        said.append(text)
        first.release()

    monkeypatch.setattr(verb.click, "echo", echo)
    with verb._alone(tmp_path), pytest.raises(Timeout):
        FileLock(lock).acquire(blocking=False)
    assert len(said) == 1
    with verb._alone(tmp_path):
        assert len(said) == 1


def test_where_no_lock_can_be_made_the_build_says_so(tmp_path: Path) -> None:
    (tmp_path / WORK).mkdir()
    (tmp_path / WORK / "foreign").touch()
    with verb._alone(tmp_path):
        assert not (tmp_path / WORK / "lock").exists()
