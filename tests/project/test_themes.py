"""A theme is one table of themes.toml: half a theme is refused, a whole one is everywhere."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils
from tests.conftest import ROOT
from tests.editions import TRADITIONAL, printer

from casebook import resources
from casebook.book.manuscript import SUFFIX, read_manuscript, texts_of
from casebook.book.texts import read_text
from casebook.exports.comparison import compare_files
from casebook.exports.indicator_data import indicator_script
from casebook.exports.search_records import search_cases, search_themes
from casebook.library import dump, parse
from casebook.pages.kinds.home import kinds as home
from casebook.pages.registry import Group, listed
from casebook.pages.site import site_files
from casebook.project import Project, load
from casebook.records import Article, Theme, walk
from casebook.resources import Overlay
from casebook.search import Units, index_files
from casebook.site.theme_styles import theme_styles
from casebook.themes import ThemeError, id_pattern, page_of, theme_pages, themes

OUTLOOK = """\
[outlook]
order = 45
page = "outlook"
title = "未來布局"
short = "布局"
lead = "接下來打算做什麼。"
colour = "#123456"
dark = "#abcdef"
headings = ["未来布局", "未來布局"]
"""
TEXT = """\
---
title: 某鎮一窗受理改革
script: Hant
---

## 創新舉措

設立窗口120個。

## 未來布局

明年把窗口增至150個。
"""


def overlay(text: str) -> Overlay:
    """Return a knowledge base's own table of themes."""
    return Overlay((("themes.toml", text),))


@pytest.fixture
def outlook() -> Iterator[Theme]:
    """Work on a knowledge base with one more theme."""
    with resources.use(overlay(OUTLOOK)):
        yield Theme("outlook")


def article() -> Article:
    """Return an article with a section of the new theme."""
    result, problems = parse(TEXT, "case", "case.md")
    assert result
    assert problems == ()
    return result


def test_the_program_names_only_themes_of_the_table() -> None:
    table = tomllib.loads(resources.text("themes.toml"))
    assert {theme.value for theme in Theme} - {"body"} <= table.keys()
    assert set(Theme) <= set(themes())
    assert themes()[-1] is Theme.BODY


def test_every_theme_but_the_rest_stands_on_exactly_one_page() -> None:
    taken = [theme for page in theme_pages() for theme in page.taken]
    assert sorted(taken) == sorted(set(themes()) - {Theme.BODY})
    assert page_of(Theme.BODY) is None


_KEYS = re.findall(r"(?m)^(\w+) = ", OUTLOOK)


@pytest.mark.parametrize("key", _KEYS)
def test_half_a_theme_is_refused_and_what_lacks_is_said(key: str) -> None:
    half = re.sub(rf"(?m)^{key} = .*\n", "", OUTLOOK)
    with (
        resources.use(overlay(half)),
        pytest.raises(ThemeError, match=rf"\[outlook\]: .*`{key}`.* missing"),
    ):
        themes()


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("page", '"nothing"', "'nothing', which has no pages"),
        ("page", '"approach"', "'approach', which has no pages"),
        ("order", '"last"', "`order` (a whole number) is missing"),
        ("order", "true", "`order` (a whole number) is missing"),
        ("colour", '"red"', "`colour` is no colour"),
        ("dark", '"#FFFFFF"', "`dark` is no colour"),
        ("headings", "[]", "no heading would open it"),
        ("title", '""', "`title` is missing"),
    ],
)
def test_a_wrong_value_is_refused(key: str, value: str, said: str) -> None:
    wrong = re.sub(rf"(?m)^{key} = .*$", f"{key} = {value}", OUTLOOK)
    with resources.use(overlay(wrong)), pytest.raises(ThemeError, match=re.escape(said)):
        theme_pages()


def test_a_key_begins_ids_and_so_is_made_of_letters() -> None:
    wrong = OUTLOOK.replace("outlook", "out-look2").replace("[out-look2]", '["out-look2"]')
    with resources.use(overlay(wrong)), pytest.raises(ThemeError, match="small letters"):
        themes()


def test_what_is_no_table_is_no_theme() -> None:
    for name in ("outlook-never-declared", "grammar", ""):
        with pytest.raises(ValueError, match="is not a valid Theme"):
            Theme(name)


def test_a_theme_may_stand_on_the_pages_of_another() -> None:
    text = '[digression]\norder = 35\npage = "measures"\nheadings = ["題外話"]\n'
    with resources.use(overlay(text)):
        page = page_of(Theme("digression"))
        assert page
        assert page.taken == (Theme.MEASURES, "digression")
        assert themes().index(Theme("digression")) == themes().index(Theme.MEASURES) + 1


def test_a_new_theme_is_one_object_a_key(outlook: Theme) -> None:
    assert outlook is Theme("outlook")
    assert outlook.value == "outlook"
    assert page_of(outlook) in theme_pages()


def test_a_new_theme_is_read_and_written(outlook: Theme) -> None:
    results = article()
    assert [section.theme for section in results.sections] == [Theme.MEASURES, outlook]
    assert parse(dump(results), "case", "case.md")[0] == results
    assert all(id_pattern().fullmatch(placed.id) for placed in walk(results))


def _project(folder: Path) -> Project:
    """Write a knowledge base with the new theme and one article."""
    (folder / "data").mkdir()
    (folder / "data" / "themes.toml").write_text(OUTLOOK, "utf-8")
    (folder / "articles").mkdir()
    (folder / "articles" / "case.md").write_text(TEXT, "utf-8")
    return Project.of(folder / "articles")


@pytest.mark.usefixtures("outlook")
def test_a_new_theme_has_pages_and_is_listed_everywhere(tmp_path: Path) -> None:
    files = site_files(load(_project(tmp_path)))
    assert "明年把窗口增至150個。" in files["outlook/other.md"].decode()
    home_page = files["index.md"].decode()
    assert "\noutlook/index\n" in home_page
    assert "{.about .outlook}" in home_page
    # No other case of the field has such a part, so that of this case leads to none.
    assert "#outlook:other" not in files["cases/case.md"].decode()
    assert "(#outlook:case)" in files["measures/other.md"].decode()
    assert "(#outlook:case)" in files["cases/index.md"].decode()
    assert ("outlook/index", "未來布局") in [(k.index, k.title) for k in listed(Group.THEMES)]
    assert home()[0].key not in {kind.key for kind in listed(Group.THEMES)}


@pytest.mark.usefixtures("outlook")
def test_a_new_theme_is_exported_and_found(tmp_path: Path) -> None:
    casebook = load(_project(tmp_path)).casebook
    shown = printer(casebook, TRADITIONAL)
    files = dict(compare_files(casebook, shown, [], Units((), {})))
    assert b'"outlook":[[0,"outlook"' in files["cases/case.js"]
    (script,) = re.findall(rb"casebookIndicators = (.*);\n", indicator_script(casebook, shown))
    data = json.loads(script)
    assert [data["themes"][row[2]] for row in data["rows"]] == ["舉措", "布局"]
    keys = [theme.key for theme in search_themes([shown])]
    assert keys == [page.theme for page in theme_pages()]
    assert "outlook" in keys
    (case,) = search_cases(casebook, [shown])
    assert "outlook" in {entry.theme for entry in case.entries}
    index = dict(index_files([case], search_themes([shown])))
    assert b'"outlook"' in index["index.js"]


@pytest.mark.usefixtures("outlook")
def test_a_new_theme_has_its_colours() -> None:
    styles = theme_styles([TRADITIONAL])
    assert "--casebook-outlook: #123456;" in styles
    assert "--casebook-outlook: #abcdef;" in styles
    assert 'section#outlook, .about.outlook, [data-theme-page="outlook"]' in styles
    # Headings take this colour wherever a part of the theme stands (look.css).
    assert re.search(
        r"section#outlook\b[^{]*{ --casebook-theme: var\(--casebook-outlook\); }", styles
    )


def _sphinx(folder: Path, out: Path, builder: str) -> None:
    with patch_docutils(str(ROOT)), docutils_namespace():
        app = Sphinx(
            str(folder / "docs"),
            str(ROOT),
            str(out),
            str(folder / "doctrees"),
            builder,
            {
                "casebook_articles": str(folder / "articles"),
                "casebook_settings": str(folder / "casebook.toml"),
                "casebook_book": "theme",
                "casebook_search": True,
                "nitpicky": True,
            },
            status=None,
            warningiserror=True,
        )
        app.build()


@pytest.mark.usefixtures("outlook")
def test_a_new_theme_is_on_the_site_and_in_the_book_by_theme(tmp_path: Path) -> None:
    for address, content in site_files(load(_project(tmp_path))).items():
        path = tmp_path / "docs" / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    out = tmp_path / "html"
    _sphinx(tmp_path, out, "html")
    assert "--casebook-outlook" in (out / "_shared" / "themes.css").read_text("utf-8")
    case = (out / "cases" / "case.html").read_text("utf-8")
    assert "themes.css" in case
    assert "../outlook/index.html" in case
    assert 'data-theme-page="outlook"' in (out / "outlook" / "other.html").read_text("utf-8")
    compare = (out / "compare.html").read_text("utf-8")
    assert "outlook" in compare
    _sphinx(tmp_path, tmp_path / "book", "typst")
    manuscript = tmp_path / "book" / f"casebook-zh-Hant{SUFFIX}"
    book = read_manuscript(manuscript).book
    parts = {part.key: part for part in book.parts}
    assert "未來布局" in next(part.title for key, part in parts.items() if "outlook" in key)
    inside = next(part.chapters for key, part in parts.items() if "outlook" in key)
    assert "明年把窗口增至" in "".join(
        read_text(texts_of(manuscript), chapter.source) for chapter in inside
    )
