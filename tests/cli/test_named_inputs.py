"""What can be named to `casebook add`, and what is said at the end."""

from __future__ import annotations

import plistlib
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.cli.conftest import Base, snapshot

from casebook.cli import main
from casebook.cli.inputs import addresses_in, expanded
from casebook.problems import Code, Problem

SHORTCUTS = {
    "a.url": b"[InternetShortcut]\r\nURL=https://www.example.gov.cn/gaige/1.html\r\n",
    "b.webloc": plistlib.dumps({"URL": "https://www.example.gov.cn/2.html"}),
    "c.webloc": plistlib.dumps(
        {"URL": "https://www.example.gov.cn/3.html"}, fmt=plistlib.FMT_BINARY
    ),
    "d.txt": "https://a.cn/1\nhttps://a.cn/2\n\n# 待存\n- https://a.cn/3\n".encode(),
    "e.desktop": b"[Desktop Entry]\nType=Link\nURL=https://a.cn/1\n",
    "f.txt": "\ufeffhttps://a.cn/1\r\nhttps://a.cn/2".encode("utf-8"),
}


@pytest.mark.parametrize("name", SHORTCUTS)
def test_addresses_are_named_and_nothing_is_fetched(base: Base, name: str) -> None:
    path = base.folder / name
    path.write_bytes(SHORTCUTS[name])
    result = base.run("add", path)
    assert result.exit_code == 1
    assert f"{path}:1: R021 " in result.stderr
    assert "https://" in result.stderr
    assert not base.articles.exists()


@pytest.mark.parametrize(
    "text",
    ["", "https://a.cn/1 改革案例", "一段文字。\nhttps://a.cn/1", "<html>https://a.cn</html>"],
)
def test_text_with_addresses_is_text(text: str) -> None:
    assert addresses_in(text.encode()) == []


def test_folders_patterns_and_what_browsers_put_beside_pages(base: Base) -> None:
    page = base.page("in/一.html")
    base.page("in/deep/二.htm")
    base.page("in/一_files/frame.html")
    base.page("in/.hidden.html")
    (base.folder / "saved" / "in" / "p.png").write_bytes(b"png")
    folder = base.folder / "saved"
    names = [path.name for path in expanded([folder, page]) if isinstance(path, Path)]
    assert names == ["二.htm", "一.html"]
    matched = [path.name for path in expanded([folder / "in" / "*.html"]) if isinstance(path, Path)]
    assert matched == ["一.html"]
    (nothing,) = expanded([folder / "*.nothing"])
    assert isinstance(nothing, Problem)
    assert nothing.code is Code.FILE_MISSING
    for name in ("表.xlsx", "p.svg", "Thumbs.db", ".git"):
        (folder / "in" / name).write_bytes(b"PK")
    (passed,) = (item for item in expanded([folder]) if isinstance(item, Problem))
    assert (passed.code, passed.detail) == (Code.FOLDER_PASSED_OVER, "(1: 表.xlsx)")
    assert base.run("add", folder, "--join", "--slug", "one").exit_code == 0
    odd = base.page("a[1].html")
    assert list(expanded([odd])) == [odd]


def test_the_summary_counts_what_became_of_each(base: Base) -> None:
    good = base.page("good.html", title="甲县改革试点")
    base.page("mirror.html", title="乙县转载的改革试点")
    (base.folder / "saved" / "x.url").write_bytes(SHORTCUTS["a.url"])
    result = base.run("add", base.folder / "saved")
    assert result.exit_code == 1
    last = result.stdout.splitlines()[-1]
    assert last.startswith("taken 2, there already 0, refused 1, want a look 2: ")
    assert "H011" in result.stderr  # the same text under two titles
    before = snapshot(base.articles)
    again = base.run("add", good, base.folder / "saved" / "mirror.html")
    assert again.exit_code == 0
    assert snapshot(base.articles) == before


def test_a_part_of_a_joined_article_is_known(base: Base) -> None:
    first, second = base.page("kh.html"), base.page("kh_2.html", title="某镇改革（二）", town="乙")
    assert base.run("add", "--join", first, second).exit_code == 0
    before = snapshot(base.articles)
    for page in (first, second):
        result = base.run("add", page)
        assert (result.exit_code, "H004" in result.stderr) == (0, True)
    result = base.run("add", base.folder / "saved")
    assert result.stdout.splitlines()[-1].startswith("taken 0, there already 2, refused 0")
    assert snapshot(base.articles) == before


def test_an_edited_article_is_passed_over_where_its_page_says_nothing_new(base: Base) -> None:
    page = base.page("page.html")
    base.run("add", page)
    (path,) = base.articles.glob("*.md")
    path.write_text(path.read_text("utf-8").replace("五个窗口", "六个窗口"), "utf-8")
    before = snapshot(base.articles)
    result = base.run("add", page)
    assert (result.exit_code, "H005" in result.stderr) == (0, True)
    assert snapshot(base.articles) == before


def test_outside_a_knowledge_base_nothing_is_made(
    base: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = base.page("page.html")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    result = CliRunner().invoke(main, ["add", str(page)])
    assert result.exit_code == 1
    assert "G020" in result.output
    assert list(elsewhere.iterdir()) == []
    (elsewhere / "casebook.toml").write_text("", "utf-8")
    assert CliRunner().invoke(main, ["add", str(page)]).exit_code == 0


@pytest.mark.parametrize("named", [".", "articles"])
def test_a_knowledge_base_is_not_added_to_itself(base: Base, named: str) -> None:
    (base.folder / "casebook.toml").write_text('title = "某省"\n', "utf-8")
    (base.folder / "README.md").write_text("# 某省\n\n收入網頁，然後核對。\n", "utf-8")
    base.article("one")
    before = sorted(path.name for path in base.articles.glob("*.md"))
    result = base.run("add", named)
    assert result.exit_code == 1
    assert " R022 " in result.stderr
    assert sorted(path.name for path in base.articles.glob("*.md")) == before
