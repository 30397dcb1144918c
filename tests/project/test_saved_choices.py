"""What conversion chose is saved by article: never another result, never more work than needed."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest

from casebook import saved_choices
from casebook.exports.beside import beside_files
from casebook.library import dump
from casebook.pages.site import site_pages
from casebook.project import Project, Snapshot, load
from casebook.records import Article, Paragraph, Script, Section, Theme
from casebook.saved_choices import FOLDER, choices_of, forget_others
from casebook.text import conversion
from casebook.text.article_scripts import texts

_TEXTS = {"hall": "乾部後備，面積不大。", "road": "干部后备，里程很长。"}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    articles = tmp_path / "articles"
    articles.mkdir()
    (tmp_path / "casebook.toml").write_text('title = "案例庫"\n', "utf-8")
    for slug, text in _TEXTS.items():
        _write(articles, slug, text)
    return Project.of(articles)


def _write(articles: Path, slug: str, text: str) -> None:
    script = Script.HANT if slug == "hall" else Script.HANS
    section = Section(theme=Theme.MEASURES, heading="主要做法", blocks=(Paragraph(text),))
    article = Article(slug=slug, title="題名", script=script, sections=(section,))
    (articles / f"{slug}.md").write_text(dump(article), "utf-8")


def _every(snapshot: Snapshot) -> dict[tuple[str, str], saved_choices.Choices]:
    return {
        (article.slug, edition.tag): choices_of(snapshot, article, edition)
        for article in snapshot.articles
        for edition in snapshot.editions
    }


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are looked at."""
    result: list[str] = []
    whole = saved_choices.proofread

    def noted(text: str, *rest: object) -> object:
        result.append(text)
        return whole(text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(saved_choices, "proofread", noted)
    return result


def test_only_the_edited_article_is_looked_at_again(
    project: Project, tmp_path: Path, asked: list[str]
) -> None:
    cache = tmp_path / "cache"
    first = _every(load(project, cache))
    assert any(choice for each in first.values() for choice in each)
    assert _every(load(project)) == first
    asked.clear()
    assert _every(load(project, cache)) == first
    assert asked == []
    _write(project.articles, "road", "干部后备，里程很短。")
    again = load(project, cache)
    changed = _every(again)
    (road,) = (article for article in again.articles if article.slug == "road")
    assert sorted(asked) == sorted([text for _, text in texts(road)] * len(again.editions))
    assert changed == _every(load(project))


def test_a_ruling_is_obeyed(project: Project, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    before = _every(load(project, cache))
    ruling = "zh-Hant-TW\troad\t里程\t裏程\n"
    (project.articles / "exceptions.tsv").write_text(ruling, "utf-8")
    after = _every(load(project, cache))
    assert after == _every(load(project))
    assert after["road", "zh-Hant-TW"] != before["road", "zh-Hant-TW"]
    assert after["hall", "zh-Hans-CN"] == before["hall", "zh-Hans-CN"]


def test_what_is_damaged_is_made_anew_and_what_is_gone_is_deleted(
    project: Project, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    first = _every(load(project, cache))
    files = sorted((cache / FOLDER).iterdir())
    for path in files:
        path.write_bytes(path.read_bytes()[:-1])
    assert _every(load(project, cache)) == first
    (project.articles / "hall.md").unlink()
    forget_others(load(project, cache))
    left = sorted(path.name for path in (cache / FOLDER).iterdir())
    assert left == [path.name for path in files if path.name.startswith("road.")]


def test_what_pages_convert_is_not_converted_again_beside_them(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of many articles the texts of one are forgotten before it is asked for again."""
    asked: Counter[str] = Counter()
    convert_anew = conversion._converted.__wrapped__

    def counted(text: str, *rest: object) -> str:
        asked[text] += 1
        return convert_anew(text, *rest)

    monkeypatch.setattr(conversion, "_converted", lru_cache(maxsize=8)(counted))
    paragraphs = {f"road-{number}": f"干部后备，{number}里程。" for number in range(9)}
    for slug, text in paragraphs.items():
        _write(project.articles, slug, text)
    snapshot = load(project, tmp_path / "cache")
    assert list(site_pages(snapshot))
    assert {asked[text] for text in paragraphs.values()} == {1}
    assert dict(beside_files(snapshot))
    assert {asked[text] for text in paragraphs.values()} == {1}
