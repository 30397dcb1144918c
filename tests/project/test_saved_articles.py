"""Articles that were read are saved: never another result, never more work than needed."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from tests.conftest import ROOT
from tests.source_code import nodes
from tests.strategies import articles as any_articles

from casebook import saved_articles
from casebook.addresses import keep_addresses
from casebook.knowledge import saved
from casebook.library import Parse, dump, parse
from casebook.project import Project, Snapshot, load
from casebook.records import Article, Paragraph, Script, Section, Theme
from casebook.saved_articles import FOLDER, SavedArticles


@pytest.fixture
def project(tmp_path: Path) -> Project:
    articles = tmp_path / "articles"
    articles.mkdir()
    for slug in ("hall", "road"):
        _write(articles, slug, "全縣設立窗口120個。")
    return Project.of(articles)


def _write(folder: Path, slug: str, text: str, after: str = "") -> None:
    section = Section(Theme.MEASURES, "主要做法", (Paragraph(text),))
    article = Article(slug=slug, title="題名", script=Script.HANT, sections=(section,))
    (folder / f"{slug}.md").write_text(dump(article) + after, "utf-8")


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The articles whose text is read."""
    result: list[str] = []
    whole = saved_articles.parse

    def noted(text: str, slug: str, file: str) -> object:
        result.append(slug)
        return whole(text, slug, file)

    monkeypatch.setattr(saved_articles, "parse", noted)
    return result


def test_only_the_edited_article_is_read_again(
    project: Project, tmp_path: Path, parsed: list[str]
) -> None:
    cache = tmp_path / "cache"
    first = load(project, cache)
    assert (first.whole, first.problems) == (load(project).whole, load(project).problems)
    parsed.clear()
    assert load(project, cache).whole == first.whole
    assert parsed == []
    _write(project.articles, "road", "全縣設立窗口121個。")
    again = load(project, cache)
    assert parsed == ["road"]
    assert again.whole == load(project).whole


def test_an_article_with_something_to_report_reports_it_each_time(
    project: Project, tmp_path: Path
) -> None:
    path = project.articles / "hall.md"
    path.write_text(path.read_text("utf-8").replace("---\n", "---\nunknown: 1\n", 1), "utf-8")
    cache = tmp_path / "cache"
    first = load(project, cache)
    assert first.problems
    assert load(project, cache).problems == first.problems


def test_ids_are_given_anew_only_where_their_file_or_the_article_changed(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    whole = saved_articles.matched

    def noted(content: bytes, article: Article) -> tuple[Article, bool]:
        asked.append(article.slug)
        return whole(content, article)

    def check(*slugs: str) -> Snapshot:
        asked.clear()
        made = load(project, cache)
        assert sorted(asked) == [*slugs]
        plain = load(project)
        assert (made.whole, made.new_ids) == (plain.whole, plain.new_ids)
        return made

    monkeypatch.setattr(saved_articles, "matched", noted)
    cache, path = tmp_path / "cache", project.articles / "hall.md"
    keep_addresses(check())  # there are no files of ids yet
    check("hall", "road")
    text = path.read_text("utf-8").replace("全縣設立", "窗口合成一個。\n\n全縣設立")
    path.write_text(text, "utf-8")
    made = check("hall")
    assert made.whole[0].ids
    assert made.new_ids == {"hall"}
    keep_addresses(made)
    assert not check("hall").new_ids  # its file of ids is another one
    check()
    (project.articles / "ids" / "hall.json").unlink()
    assert not check().whole[0].ids


@pytest.mark.parametrize("damage", [lambda content: content[:-1], lambda _: b"", lambda _: b"x"])
def test_what_is_damaged_is_read_anew_and_what_is_gone_is_deleted(
    project: Project, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    cache = tmp_path / "cache"
    first = load(project, cache)
    for path in (cache / FOLDER).iterdir():
        path.write_bytes(damage(path.read_bytes()))
    assert load(project, cache).whole == first.whole
    (project.articles / "hall.md").unlink()
    load(project, cache)
    assert [path.name for path in (cache / FOLDER).iterdir()] == ["road.msgpack"]


def test_another_program_reads_anew(
    project: Project, tmp_path: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    load(project, tmp_path / "cache")
    parsed.clear()
    monkeypatch.setattr(saved_articles, "program", lambda *_: "another program")
    load(project, tmp_path / "cache")
    assert sorted(parsed) == ["hall", "road"]


@given(article=any_articles)
def test_what_was_saved_is_what_was_read(
    article: Article, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text, cache = dump(article), tmp_path_factory.mktemp("cache")
    reads: list[Parse] = [parse, SavedArticles(cache).parse, SavedArticles(cache).parse]
    plain, first, again = (read(text, article.slug, "a.md") for read in reads)
    assert plain == first == again


def test_all_that_reading_imports_is_part_of_the_key() -> None:
    package = ROOT / "tools" / "casebook"
    covered = {*saved._RULES, *saved._RULE_FILES, *saved_articles.PARTS}
    covered = {name.removesuffix(".py") for name in covered}
    # Writing a file atomically has no bearing on what is read.
    allowed = covered | {"output"}
    for room in ("library", "themes"):
        folder = package / room
        for path in folder.rglob("*.py") if folder.is_dir() else [package / f"{room}.py"]:
            for node in nodes(path):
                if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("casebook."):
                    assert str(node.module).split(".")[1] in allowed, f"{path}: {node.module}"
