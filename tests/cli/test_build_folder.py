"""Where a site may be built."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from casebook.cli.common import stop_among_sources
from casebook.project import Project


@pytest.mark.parametrize("inside", ["articles", "articles/deep/build", "docs", "data/build"])
def test_nothing_is_built_into_a_folder_of_sources(
    inside: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("articles", "docs", "data"):
        (tmp_path / name).mkdir()
    (tmp_path / "casebook.toml").touch()
    with pytest.raises(click.exceptions.Exit) as stop:
        stop_among_sources(Project.of(tmp_path / "articles", None), tmp_path / inside)
    assert stop.value.exit_code == 1
    assert "W021" in "".join(capsys.readouterr())


@pytest.mark.parametrize("beside", ["build", "articles-2", "."])
def test_what_is_built_may_stand_beside_the_sources(beside: str, tmp_path: Path) -> None:
    (tmp_path / "casebook.toml").touch()
    stop_among_sources(Project.of(tmp_path / "articles", None), tmp_path / beside)
