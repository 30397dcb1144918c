"""``casebook new``: a folder that builds, and two of them side by side."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from fnmatch import fnmatch
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import html
from tests.cli.conftest import article

from casebook import resources
from casebook.cli import main
from casebook.library import dump
from casebook.pages.site import site_files
from casebook.project import Project, load
from casebook.records import Script
from casebook.settings import Settings, read_settings
from casebook.starter import starter_files


@pytest.fixture(autouse=True)
def _clean_context() -> Iterator[None]:
    with resources.use(resources.EMPTY):
        yield


def _run(*words: object) -> Result:
    result = CliRunner().invoke(main, list(map(str, words)))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def _files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.mark.parametrize("title", ["某省改革案例", '引"號"\\與*星*', "1. 數字", "# 井號"])
def test_a_new_knowledge_base_is_whole(tmp_path: Path, title: str) -> None:
    folder = tmp_path / "my cases"
    result = _run("new", folder, "--title", title)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert _files(folder) == starter_files(title)
    assert len((folder / "README.md").read_text("utf-8").splitlines()) == 7
    snapshot = load(Project.of(folder / "articles"))
    assert snapshot.problems == ()
    assert snapshot.settings == Settings(title=title)
    assert snapshot.handwritten == ("about",)


def test_every_setting_stands_in_its_file_and_has_its_default_there(tmp_path: Path) -> None:
    _run("new", tmp_path / "one", "--title", "某省")
    file = tmp_path / "one" / "casebook.toml"
    text = file.read_text("utf-8")
    bare = re.sub(r"(?m)^# (\w+ = )", r"\1", text)
    assert set(tomllib.loads(bare)) == {field.name for field in fields(Settings)}
    file.write_text(bare, "utf-8")
    assert read_settings(file) == (Settings(title="某省"), ())


def test_commands_of_its_readme_exist(tmp_path: Path) -> None:
    _run("new", tmp_path / "one")
    shown = re.findall("`(casebook [^`]+)`", (tmp_path / "one" / "README.md").read_text("utf-8"))
    assert len(shown) >= 3
    for command in shown:
        assert shlex.split(command)[1] in main.commands


def test_what_is_generated_is_not_committed(tmp_path: Path) -> None:
    _run("new", tmp_path / "one")
    folder = tmp_path / "one"
    text = dump(article("dam"))
    (folder / "articles" / "dam.md").write_text(text, "utf-8")
    ledger = folder / "articles" / "ledger" / "dam.json"
    ledger.parent.mkdir()
    ledger.write_text('{"article_sha256": "", "removals": [], "repairs": [], "steps": []}')
    ignored = [
        line.strip("/") for line in (folder / ".gitignore").read_text("utf-8").splitlines() if line
    ]
    for address in site_files(load(Project.of(folder / "articles"))):
        assert any(fnmatch(f"docs/{address}", f"{item}*") for item in ignored), address
    assert not any(fnmatch("docs/about.md", f"{entry}*") for entry in ignored)


def _taken_file(folder: Path) -> None:
    folder.write_text("a file", "utf-8")


def _taken_folder(folder: Path) -> None:
    (folder / "articles").mkdir(parents=True)


def _hidden(folder: Path) -> None:
    folder.mkdir()
    (folder / ".git").write_text("", "utf-8")


def _dangling(folder: Path) -> None:
    folder.symlink_to("nowhere")


@pytest.mark.parametrize("take", [_taken_file, _taken_folder, _hidden, _dangling])
def test_a_folder_that_is_not_empty_is_left(tmp_path: Path, take: object) -> None:
    folder = tmp_path / "one"
    take(folder)  # type: ignore[operator]
    before = _files(tmp_path)
    result = _run("new", folder)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{folder.as_posix()}:1: G006 ")
    assert _files(tmp_path) == before


def test_a_folder_that_is_empty_is_taken(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    assert _run("new", tmp_path / "one").exit_code == 0


@pytest.mark.parametrize("title", ["", "  ", "兩\n行"])
def test_a_title_is_a_line(tmp_path: Path, title: str) -> None:
    assert _run("new", tmp_path / "one", "--title", title).exit_code == 2
    assert not (tmp_path / "one").exists()


def test_two_knowledge_bases_build_with_one_installation(tmp_path: Path) -> None:
    for name, title, settings in (
        ("one", "甲省案例", 'licence = "甲省的權利"\neditions = ["zh-Hans-CN"]\n'),
        ("two", "乙省案例", 'licence = "乙省的權利"\neditions = ["zh-Hant-TW"]\n'),
    ):
        folder = tmp_path / name
        assert _run("new", folder, "--title", title).exit_code == 0
        with (folder / "casebook.toml").open("a", encoding="utf-8") as file:
            file.write(settings)
        text = dump(article(f"dam-{name}", script=Script.HANT))
        (folder / "articles" / f"dam-{name}.md").write_text(text, "utf-8")
        build = folder / "build"
        result = _run("build", "html", "--articles", folder / "articles", "--build", build)
        assert result.exit_code == 0, result.stderr
    item, two = tmp_path / "one" / "build" / "html", tmp_path / "two" / "build" / "html"
    for site, edition, title, rights, other in (
        (item, "zh-Hans", "甲省案例", "甲省的权利", "zh-Hant"),
        (two, "zh-Hant", "乙省案例", "乙省的權利", "zh-Hans"),
    ):
        page = html.document_fromstring((site / edition / "index.html").read_text("utf-8"))
        assert title in page.text_content()
        assert rights in page.text_content()
        assert not (site / other).exists()
        about = html.document_fromstring((site / edition / "about.html").read_text("utf-8"))
        linked = [a.get("href") for a in about.cssselect("article a[href^='data/']")]
        assert "data/cases.json" in linked
        assert [name for name in linked if not (site / edition / name).is_file()] == []
        assert (site / edition / "cases" / f"dam-{site.parent.parent.name}.html").is_file()
