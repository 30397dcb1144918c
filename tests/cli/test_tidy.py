"""`casebook tidy`: the form changes, what an article says does not."""

from __future__ import annotations

import json
import re
import shutil

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from tests.cli.conftest import Base, snapshot
from tests.conftest import ROOT
from tests.strategies import articles

from casebook.library import dump, parse
from casebook.library.canonical import canonical
from casebook.records import Article

MESSY = """\
\ufeff---\r
script: Hans\r
title:   '题目'\r
years: "2014"\r
---\r
## 改革背景\r
\r
\r
一段文字。  \r
\r
\r
## 主要做法
- 一是统一。
"""


def _messy(base: Base, text: str = MESSY) -> Article:
    path = base.article("messy")
    path.write_bytes(text.encode())
    article, problems = parse(text, "messy", "messy.md")
    assert article
    assert problems == ()
    return article


def test_a_messy_article_is_brought_into_form_and_says_the_same(base: Base) -> None:
    article = _messy(base)
    result = base.run("tidy")
    assert result.exit_code == 0, result.stderr
    path = base.articles / "messy.md"
    assert path.read_text("utf-8") == dump(article)
    lines = result.stdout.splitlines()
    assert lines[0] == path.as_posix()
    assert "  -title:   '题目'\\r" in lines
    assert "  +title: 题目" in lines
    assert lines[-1] == "Articles changed: 1; ledgers upgraded: 0"
    before = snapshot(base.articles)
    assert base.run("tidy").stdout == "Articles changed: 0; ledgers upgraded: 0\n"
    assert snapshot(base.articles) == before


@hypothesis_settings(max_examples=50, deadline=None)
@given(articles)
def test_what_is_in_form_stays(article: Article) -> None:
    text = dump(article)
    assert canonical(article, text) == text
    assert canonical(article, "\ufeff" + text.replace("\n", "\r\n")) == text


def test_the_sample_is_in_form(base: Base) -> None:
    shutil.copytree(ROOT / "articles", base.articles, ignore=shutil.ignore_patterns(".casebook"))
    before = snapshot(base.articles)
    assert base.run("tidy").exit_code == 0
    assert snapshot(base.articles) == before


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("field: 政務服務 # 待查", True),
        ("# 待查\nfield: 政務服務", True),
        ("field: '政務 # 服務'", False),
        ("kicker: C#語言", False),
    ],
)
def test_a_comment_of_a_person_is_kept(base: Base, line: str, kept: bool) -> None:
    text = f"---\nscript: Hans\n{line}\ntitle: 题目\n---\n\n\n## 改革背景\n\n一段。\n"
    article = _messy(base, text)
    assert base.run("tidy").exit_code == 0
    after = (base.articles / "messy.md").read_text("utf-8")
    assert parse(after, "messy", "messy.md") == (article, ())
    assert (f"\n{line}\ntitle: 题目\n---\n\n## 改革背景" in after) is kept
    assert (after == dump(article)) is not kept


def test_tidying_is_no_edit_by_a_person(base: Base) -> None:
    page = base.page("page.html")
    base.run("add", page, "--slug", "mine")
    path = base.articles / "mine.md"
    ledger = base.articles / "ledger" / "mine.json"
    # As an earlier version, with another idea of the form, had written both.
    path.write_text(path.read_text("utf-8").replace("\n\n", "\n\n\n"), "utf-8")
    values = json.loads(ledger.read_bytes())
    old = {key: values[key] for key in ("removals", "repairs", "steps")}
    import hashlib

    old["article_sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    ledger.write_text(json.dumps(old), "utf-8")
    result = base.run("tidy")
    assert result.stdout.splitlines()[0] == f"{path.as_posix()} (ledger of version 1 upgraded)"
    assert result.stdout.endswith("Articles changed: 1; ledgers upgraded: 1\n")
    assert json.loads(ledger.read_bytes())["version"] == 2
    base.page("page.html", town="丙镇")
    assert base.run("add", page, "--slug", "mine").exit_code == 0
    assert "丙镇" in path.read_text("utf-8")


def test_an_edit_by_a_person_stays_one(base: Base) -> None:
    page = base.page("page.html")
    base.run("add", page, "--slug", "mine")
    path = base.articles / "mine.md"
    path.write_text(path.read_text("utf-8").replace("五个窗口", "六个窗口") + "\n\n", "utf-8")
    assert base.run("tidy").stdout.endswith("Articles changed: 1; ledgers upgraded: 0\n")
    assert "F014" in base.run("add", page, "--slug", "mine").stderr
    assert "六个窗口" in path.read_text("utf-8")


def test_what_is_broken_or_newer_is_named_and_left(base: Base) -> None:
    _messy(base)
    for name, text in {
        "broken": "---\ntitle: 题目\n---\n## 改革背景\n\n一段。\n",
        "newer": MESSY.replace("script", "version: 2\r\nscript"),
        "latin": "---\ntitle: \udcff\n",
    }.items():
        path = base.articles / f"{name}.md"
        path.write_bytes(text.encode(errors="surrogateescape"))
    base.article("good")
    ledger = base.articles / "ledger" / "good.json"
    ledger.parent.mkdir()
    ledger.write_text('{"version": 3}', "utf-8")
    before = snapshot(base.articles)
    result = base.run("tidy")
    assert result.exit_code == 1
    assert re.findall(r"/(\w+)\.\w+:\d+: ([A-Z]\d+)", result.stderr) == [
        ("broken", "F006"),
        ("good", "T003"),
        ("latin", "F001"),
        ("newer", "T003"),
    ]
    after = snapshot(base.articles)
    assert {name for name in after if after[name] != before[name]} == {"messy.md"}


def test_a_newer_file_is_not_replaced_even_by_force(base: Base) -> None:
    page = base.page("page.html")
    path = base.article("mine")
    path.write_bytes(MESSY.replace("script", "version: 2\r\nscript").encode())
    before = snapshot(base.articles)
    result = base.run("add", page, "--slug", "mine", "--force")
    assert (result.exit_code, "T003" in result.stderr) == (1, True)
    assert snapshot(base.articles) == before


def test_a_lost_ledger_is_not_called_an_edit(base: Base) -> None:
    page = base.page("page.html")
    base.run("add", page, "--slug", "mine")
    ledger = base.articles / "ledger" / "mine.json"
    before = snapshot(base.articles)
    ledger.unlink()
    # The page gives the same text: nothing can be lost, and the ledger comes back.
    assert base.run("add", page, "--slug", "mine").exit_code == 0
    assert snapshot(base.articles) == before
    ledger.unlink()
    base.page("page.html", town="丙镇")
    result = base.run("add", page, "--slug", "mine")
    assert (result.exit_code, "T005" in result.stderr) == (1, True)
    assert base.run("add", page, "--slug", "mine", "--force").exit_code == 0


@pytest.mark.parametrize("encoding", ["gb18030", "gbk", "big5", "utf-16", "utf-16-le"])
def test_an_article_in_another_encoding_is_named_and_counted(base: Base, encoding: str) -> None:
    text = (
        "---\ntitle: 五個窗口合成一個\nscript: Hant\n---\n\n## 改革背景\n\n群眾辦事要跑五個窗口。\n"
    )
    item, _ = parse(text, "one", "one.md")
    assert item
    text = dump(item)
    path = base.article("one")
    path.write_bytes(text.encode(encoding))
    result = base.run("tidy")
    lines = result.stdout.splitlines()
    assert lines[0] == path.as_posix()
    assert re.fullmatch(r"  [\w-]+ -> utf-8", lines[1])
    assert lines[-1] == "Articles changed: 1; ledgers upgraded: 0"
    assert path.read_text("utf-8") == text
    assert base.run("tidy").stdout == "Articles changed: 0; ledgers upgraded: 0\n"


def test_an_article_whose_encoding_is_in_doubt_is_left(base: Base) -> None:
    path = base.article("one")
    short = "---\ntitle: 一段。\nscript: Hans\n---\n\nA.\n".encode("gb18030")
    path.write_bytes(short)
    result = base.run("tidy")
    assert "F034" in result.stderr
    assert path.read_bytes() == short


def test_a_picture_that_a_person_replaced_is_kept(base: Base) -> None:
    page = base.page("page.html")
    png = b"\x89PNG\r\n\x1a\n" + bytes(50)
    (page.parent / "a.png").write_bytes(png)
    text = page.read_text("utf-8").replace(
        "<p>三、", '<p><img src="a.png"></p><p>图为窗口。</p><p>三、'
    )
    page.write_text(text, "utf-8")
    assert base.run("add", page, "--slug", "mine").exit_code == 0
    picture = base.articles / "pictures" / "mine" / "a.png"
    assert picture.read_bytes() == png
    picture.write_bytes(png + b"better")
    result = base.run("add", page, "--slug", "mine")
    assert (result.exit_code, "F014" in result.stderr) == (1, True)
    assert picture.as_posix() in result.stderr
    assert picture.read_bytes() == png + b"better"
    # Without the picture in the page, that of the person stays where it is.
    page.write_text(text.replace('<img src="a.png">', ""), "utf-8")
    assert base.run("add", page, "--slug", "mine").exit_code == 0
    assert picture.read_bytes() == png + b"better"


@pytest.mark.parametrize("name", ["casebook.toml", "data/lexicon.toml"])
def test_a_text_that_is_a_link_is_written_through_it(base: Base, name: str) -> None:
    base.article("one")
    real, path = base.folder / "elsewhere" / "real", base.folder / name
    real.parent.mkdir()
    path.parent.mkdir(exist_ok=True)
    text = "# 某省的改革案例库，由研究室整理\n"
    real.write_bytes(text.encode("gb18030"))
    path.symlink_to(real)
    assert base.run("tidy").exit_code == 0
    assert path.is_symlink()
    assert real.read_text("utf-8") == text
