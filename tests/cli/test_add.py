"""`casebook add`: what a person gets for good pages and for bad ones."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.cli.conftest import Base, snapshot

from casebook.cli import main
from casebook.library import load_articles


def _codes(text: str) -> list[str]:
    return re.findall(r"^\S.*?:\d+: ([A-Z]\d{3}) ", text, re.MULTILINE)


def test_a_page_becomes_an_article(base: Base) -> None:
    page = base.page("page.html")
    result = base.run("add", page)
    assert result.exit_code == 0, result.output
    (path,) = base.articles.glob("*.md")
    (article,), problems = load_articles(base.articles)
    assert not problems
    assert article.title == "某镇一窗受理改革"
    assert [section.theme for section in article.sections] == ["background", "measures", "results"]
    assert article.sources[0].file == "page.html"
    assert path.name in result.stdout
    assert article.title in result.stdout
    assert (base.articles / "ledger" / f"{path.stem}.json").is_file()


def _empty(base: Base) -> Path:
    path = base.page("empty.html")
    path.write_bytes(b" \n")
    return path


def _binary(base: Base) -> Path:
    path = base.page("program.html")
    path.write_bytes(b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20)
    return path


def _undecodable(base: Base) -> Path:
    path = base.page("page.txt")
    path.write_bytes(b"\x80\xff\x81\xfe" * 100)
    return path


def _too_large(base: Base) -> Path:
    (base.folder / "casebook.toml").write_text("max_page_bytes = 5000\n", "utf-8")
    path = base.page("large.html")
    path.write_text(path.read_text("utf-8") + "<p>又一段文字。</p>" * 400, "utf-8")
    return path


def _empty_folder(base: Base) -> Path:
    folder = base.page("inner/page_files/part.html").parent.parent
    (folder / "notes.xlsx").write_bytes(b"PK")
    return folder


def _missing(base: Base) -> Path:
    return base.folder / "missing.html"


def _without_body(base: Base) -> Path:
    path = base.page("menu.html")
    path.write_text("<html><body><ul><li><a href='/'>首页</a></li></ul></body></html>", "utf-8")
    return path


BAD = {
    "R001": _missing,
    "R020": _empty_folder,
    "R003": _empty,
    "R004": _binary,
    "R005": _too_large,
    "R006": _undecodable,
    "P001": _without_body,
}


@pytest.mark.parametrize("code", BAD)
def test_a_bad_file_is_told_and_the_others_are_done(base: Base, code: str) -> None:
    good = base.page("good.html")
    bad = BAD[code](base)
    alone = base.run("add", bad)
    assert alone.exit_code == 1
    assert alone.stderr.startswith(f"{bad}:1: ")
    assert code in _codes(alone.stderr)
    assert alone.stdout == ""
    assert not base.articles.exists()

    together = base.run("add", bad, good)
    assert together.exit_code == 1
    assert code in _codes(together.stderr)
    (article,), problems = load_articles(base.articles)
    assert not problems
    assert article.sources[0].file == "good.html"


def test_an_unreadable_file_is_told(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    page = base.page("page.html")

    real = os.open

    def refuse(path: os.PathLike[str], *rest: int) -> int:
        if Path(path) == page:
            raise PermissionError(13, "Permission denied")
        return real(path, *rest)

    monkeypatch.setattr(os, "open", refuse)
    result = base.run("add", page)
    assert result.exit_code == 1
    assert _codes(result.stderr) == ["R007"]


def test_two_pages_of_one_name_do_not_replace_each_other(base: Base) -> None:
    first = base.page("first.html", town="甲镇")
    second = base.page("second.html", town="乙镇")
    result = base.run("add", first, second)
    assert result.exit_code == 1
    assert _codes(result.stderr).count("F013") == 1
    assert f"{second}:1: F013" in result.stderr
    ((article,), _) = load_articles(base.articles)
    assert article.sources[0].file == "first.html"

    before = snapshot(base.articles)
    assert _codes(base.run("add", second).stderr).count("F013") == 1
    assert snapshot(base.articles) == before
    assert base.run("add", second, "--slug", "second").exit_code == 0
    assert {path.name for path in base.articles.glob("*.md")} > {"second.md"}


def test_a_page_that_lies_in_two_archives_is_one(base: Base) -> None:
    page = base.page("index.html")
    for name in ("march.zip", "april.zip"):
        with zipfile.ZipFile(base.folder / "saved" / name, "w") as archive:
            archive.write(page, "index.html")
            archive.write(page, f"{name}.xlsx")
    page.unlink()
    result = base.run("add", base.folder / "saved")
    assert result.exit_code == 0, result.output
    assert _codes(result.stderr).count("H005") == 1
    ((_,), _) = load_articles(base.articles)


def test_what_is_wrong_with_a_page_of_an_archive_is_said_of_its_article(base: Base) -> None:
    first = base.page("first.html", "甲镇改革")
    second = base.page("second.html", "乙镇改革", "乙镇")
    dated = first.read_text("utf-8").replace("</h1>", "</h1><p>2024-05-06 来源：青河日报</p>")
    first.write_text(dated, "utf-8")
    with zipfile.ZipFile(base.folder / "a.zip", "w") as archive:
        archive.write(first, "a/1.html")
        archive.write(second, "b/2.html")
    other = base.page("c.html", "丙镇改革", "丙镇")
    last = base.run("add", base.folder / "a.zip", other).stdout.splitlines()[-1]
    assert "want a look 2: yi-zhen-gai-ge (P003 P004) bing-zhen-gai-ge (P003 P004)" in last


@pytest.mark.parametrize("options", [[], ["--force"]])
def test_pages_of_one_file_name_in_two_folders_are_two(base: Base, options: list[str]) -> None:
    first = base.page("a/index.html", town="甲镇")
    second = base.page("b/index.html", town="乙镇")
    result = base.run("add", first, second, *options)
    assert result.exit_code == 1
    assert f"{second}:1: F013" in result.stderr
    (path,) = base.articles.glob("*.md")
    assert "甲镇" in path.read_text("utf-8")


def test_another_article_does_not_take_a_chosen_slug(base: Base) -> None:
    assert base.run("add", base.page("a/index.html"), "--slug", "mine").exit_code == 0
    before = snapshot(base.articles)
    other = base.page("b/index.html", title="另一个县的林权改革")
    result = base.run("add", other, "--slug", "mine")
    assert (result.exit_code, _codes(result.stderr)[-1]) == (1, "F013")
    assert snapshot(base.articles) == before


def test_an_edited_article_is_kept_unless_forced(base: Base) -> None:
    page = base.page("page.html")
    base.run("add", page, "--slug", "mine")
    path = base.articles / "mine.md"
    path.write_text(path.read_text("utf-8").replace("五个窗口", "六个窗口"), "utf-8")
    before = snapshot(base.articles)
    result = base.run("add", page, "--slug", "mine")
    assert (result.exit_code, _codes(result.stderr)[-1]) == (1, "F014")
    assert snapshot(base.articles) == before
    assert base.run("add", page, "--slug", "mine", "--force").exit_code == 0
    assert "六个窗口" not in path.read_text("utf-8")


def test_a_handwritten_article_is_kept(base: Base) -> None:
    path = base.article("mine")
    before = path.read_bytes()
    result = base.run("add", base.page("page.html"), "--slug", "mine")
    assert (result.exit_code, _codes(result.stderr)[-1]) == (1, "F014")
    assert path.read_bytes() == before


def test_a_page_added_again_takes_the_place_of_its_article(base: Base) -> None:
    page = base.page("page.html")
    base.run("add", page)
    before = snapshot(base.articles)
    assert base.run("add", page, page).exit_code == 0
    assert snapshot(base.articles) == before
    base.page("page.html", town="丙镇")
    assert base.run("add", page).exit_code == 0
    (path,) = base.articles.glob("*.md")
    assert "丙镇" in path.read_text("utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["a.html", "b.html", "--slug", "mine"],
        ["a.html", "--slug", "Not A Slug"],
        ["a.html", "--slug", "../up"],
        ["a.html", "--slug", "index"],
        ["a.html", "--config", "nowhere.toml"],
        ["a.html", "--nonsense"],
    ],
)
def test_called_wrongly(base: Base, arguments: list[str]) -> None:
    result = base.run("add", *arguments)
    assert result.exit_code == 2
    assert "Error: " in result.stderr
    assert not base.articles.exists()


def test_a_slug_that_is_too_long_for_the_system_is_told(base: Base) -> None:
    result = base.run("add", base.page("page.html"), "--slug", "a" * 300)
    assert (result.exit_code, _codes(result.stderr)[-1]) == (1, "W002")


def test_a_title_that_gives_the_name_of_the_list_is_told(base: Base) -> None:
    result = base.run("add", base.page("page.html", title="Index"))
    assert result.exit_code == 1
    assert _codes(result.stderr)[-1] == "F007"
    assert snapshot(base.folder / "articles") == {}


def test_articles_that_are_no_folder_are_told(base: Base) -> None:
    base.articles.write_text("a file", "utf-8")
    result = base.run("add", base.page("page.html"))
    assert (result.exit_code, _codes(result.stderr)[-1]) == (1, "W002")
    assert base.articles.read_text("utf-8") == "a file"


@pytest.mark.parametrize(
    "name",
    ["{include} x.html", "`$x$`.html", "a\nb\x1b[31m.html", "反\u202e向.html", b"\xff\xe4.html"],
)
def test_any_file_name_may_be_added(base: Base, name: str | bytes) -> None:
    shown = os.fsdecode(name)
    page = base.page("page.html").rename(base.folder / "saved" / shown)
    result = CliRunner().invoke(main, ["add", str(page), "--articles", str(base.articles)])
    assert result.exit_code == 0, result.output
    assert "\x1b" not in result.output
    assert "\u202e" not in result.output
    (article,), problems = load_articles(base.articles)
    assert not problems
    assert article.sources[0].file.endswith(".html")
    assert base.run("convert").exit_code == 0


@pytest.mark.parametrize("failing", [1, 2])
def test_an_interrupted_add_leaves_the_old_state(
    base: Base, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    page = base.page("page.html")
    base.run("add", page)
    before = snapshot(base.articles)
    base.page("page.html", town="丁镇")
    real, calls = Path.replace, []

    def fail(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == failing:
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    result = base.run("add", page)
    monkeypatch.undo()
    assert (result.exit_code, _codes(result.stderr)[-1]) == (1, "W002")
    assert "No space left on device" in result.stderr
    assert len(calls) >= failing
    assert snapshot(base.articles) == before
    assert base.run("add", page).exit_code == 0


def test_a_first_add_that_fails_leaves_nothing(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    page = base.page("page.html")

    def fail(self: Path, target: Path) -> Path:
        if target.suffix == ".md":
            raise OSError(28, "No space left on device")
        return self.rename(target)

    monkeypatch.setattr(Path, "replace", fail)
    assert base.run("add", page).exit_code == 1
    assert snapshot(base.articles) == {}


def test_many_pages_are_told_quietly_in_a_pipe(base: Base) -> None:
    pages = [base.page(f"{number}.html", title=f"第{number}个改革") for number in range(6)]
    result = base.run("add", *pages)
    assert result.exit_code == 0
    reported = [line for line in result.stdout.splitlines() if " -> " in line]
    assert [line.split(" -> ")[0] for line in reported] == [str(page) for page in pages]


def test_of_several_pages_hints_are_gathered_and_what_is_grave_comes_last(base: Base) -> None:
    body = "全镇把五个窗口合成一个窗口，统一收件、分类办理、限时答复，群众少跑了很多路。"
    title = "第{}个镇的新鲜事"
    texts = [
        f"{title.format(at)}\n2024-06-14 来源：河口日报\n{body}\n{at}：{body}\n"
        for at in "一二三四五六七八"
    ]
    texts[0] += "街道名单如下：\n"
    texts[1] = texts[1].replace(" 来源：河口日报", "")
    pages = []
    for at, text in enumerate(texts):
        pages.append(base.folder / f"{at}.txt")
        pages[-1].write_text(text, "utf-8")
    result = base.run("add", *pages)
    assert result.exit_code == 0
    assert "P005" not in result.stderr
    *_, hint, tally = result.stdout.splitlines()
    assert hint.startswith("P005 ")
    assert "(8: di-yi-ge" in hint
    assert hint.endswith("di-liu-ge-zhen-de-xin-xian-shi …)")
    gap, loss = tally.rpartition(": ")[2].split(") ")
    assert gap == "di-er-ge-zhen-de-xin-xian-shi (P004"
    assert loss == "di-yi-ge-zhen-de-xin-xian-shi (C005)"
    texts[2] = texts[2].replace(" 来源：河口日报", "").replace("个镇", "个县") + "街道名单如下：\n"
    (base.folder / "one.txt").write_text(texts[2], "utf-8")
    alone = base.run("add", base.folder / "one.txt").stderr
    assert re.findall(r": ([A-Z]\d{3}) ", alone)[:3] == ["P005", "P004", "C005"]


def test_the_same_page_under_another_name_is_told(base: Base) -> None:
    page = base.page("page.html")
    assert base.run("add", page, "--slug", "first").exit_code == 0
    before = snapshot(base.articles)
    result = base.run("add", page, "--slug", "second")
    assert result.exit_code == 1
    assert "F018" in _codes(result.output)
    assert (base.articles / "first.md").as_posix() in result.output
    assert snapshot(base.articles) == before
    assert base.run("add", page, "--slug", "first").exit_code == 0
    assert base.run("add", page, "--slug", "second", "--force").exit_code == 0
    assert (base.articles / "second.md").is_file()


def _of_store(text: str) -> list[str]:
    """Return the codes that are of what is there already, not of what the page says."""
    return [code for code in _codes(text) if not code.startswith("P")]


def test_a_copy_of_a_page_is_passed_over_and_so_is_the_page_under_another_name(base: Base) -> None:
    page = base.page("page.html")
    copy = page.with_name("page (1).html")
    copy.write_bytes(page.read_bytes())
    result = base.run("add", page, copy)
    assert result.exit_code == 0
    assert _of_store(result.output) == ["H005"]
    before = snapshot(base.articles)
    other = page.with_name("other.html")
    other.write_bytes(page.read_bytes())
    for names in ([copy, page], [other]):
        result = base.run("add", *names)
        assert result.exit_code == 0
        assert _of_store(result.output) == ["H005"] * len(names)
        assert snapshot(base.articles) == before


def test_another_page_of_the_same_title_is_still_refused(base: Base) -> None:
    page, other = base.page("page.html"), base.page("other.html")
    other.write_bytes(page.read_bytes() + b"<!-- saved elsewhere -->")
    result = base.run("add", page, other)
    assert result.exit_code == 1
    assert _of_store(result.output) == ["F013"]
    assert _of_store(base.run("add", other).output) == ["F013"]


def test_a_page_that_cannot_be_kept_is_not_taken_in(base: Base) -> None:
    page = base.page("page.html")
    originals = base.folder / "originals"
    originals.write_bytes(b"")  # no folder
    result = base.run("add", page)
    assert result.exit_code == 1
    assert "W002" in _codes(result.output)
    assert snapshot(base.articles) == {}
    originals.unlink()
    assert base.run("add", page).exit_code == 0
    kept = snapshot(originals)
    # Nor is a page kept whose article is refused.
    other = base.page("other.html", title="另一个改革")
    (article,) = base.articles.glob("*.md")
    result = base.run("add", other, "--slug", article.stem)
    assert _of_store(result.output) == ["F013"]
    assert snapshot(originals) == kept


def test_a_locked_folder_costs_the_pages_beside_it_nothing(
    base: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = base.page("pages/page.html")
    locked = page.parent / "锁着"
    locked.mkdir()
    listed = Path.iterdir

    def refuse(self: Path) -> Iterator[Path]:
        if self == locked:
            raise PermissionError(13, "Permission denied", str(self))
        return listed(self)

    monkeypatch.setattr(Path, "iterdir", refuse)
    result = base.run("add", page.parent)
    assert result.exit_code == 1
    assert "R007" in _codes(result.output)
    assert len(list(base.articles.glob("*.md"))) == 1


def test_articles_are_not_put_below_a_folder_that_is_not_there(base: Base) -> None:
    page = base.page("page.html")
    nowhere = base.folder / "no" / "such"
    result = CliRunner().invoke(main, ["add", "--articles", str(nowhere), str(page)])
    assert result.exit_code == 1
    assert _codes(result.output) == ["F015"]
    assert not nowhere.parent.exists()


def test_what_is_added_and_changed_is_written_down_with_its_day(base: Base) -> None:
    page = base.page("page.html")
    assert base.run("add", page, "--date", "2026-01-02").exit_code == 0
    (path,) = base.articles.glob("*.md")
    history = base.articles / "history.jsonl"
    added = f'{{"date":"2026-01-02","kind":"added","case":"{path.stem}"}}\n'
    assert history.read_text("utf-8") == added
    # The same page again changes nothing, and is no change.
    assert base.run("add", page, "--date", "2026-01-03").exit_code == 0
    assert history.read_text("utf-8") == added
    path.write_text(path.read_text("utf-8").replace("某镇", "某某镇"), "utf-8")
    assert (
        base.run("add", page, "--date", "2026-01-04").exit_code == 0
    )  # what a person changed stands
    assert history.read_text("utf-8") == added
    assert base.run("add", page, "--force", "--date", "2026-01-04").exit_code == 0
    changed = f'{{"date":"2026-01-04","kind":"changed","case":"{path.stem}"}}\n'
    assert history.read_text("utf-8") == added + changed


def test_a_day_that_is_none_is_refused(base: Base) -> None:
    assert base.run("add", base.page("page.html"), "--date", "2026-02-30").exit_code == 2
    assert not (base.articles / "history.jsonl").exists()
