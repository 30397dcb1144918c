"""The words of a keeper reach site, book and EPUB in each edition, in whichever script she wrote.

The knowledge base lies in a folder with spaces and Chinese in its name, as `casebook new`
makes it where the system is in Simplified Chinese.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner
from tests.cli.conftest import article
from tests.text.interface import interface_words

from casebook import resources
from casebook.cli import main
from casebook.colours import contrast, is_legible, on_dark
from casebook.library import dump
from casebook.problems import Code
from casebook.records import Script
from casebook.settings import read_settings
from casebook.text.detect import detect_script
from casebook.text.editions import edition_of
from casebook.text.printer import Printer, Wording

SETTINGS = """\
title = "浙江改革案例库"
lead = "我们收集的县乡做法，读完就能用。"
licence = "本库编写部分采用 CC BY-SA 4.0 许可；转载请注明来源。"
colour = "#1f4e79"
logo = "标志 图.svg"
book_editor = "某省发展研究院"
editions = ["zh-Hans-CN", "zh-Hant-TW"]
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
SAID = {
    "zh-Hans": {
        "title": "浙江改革案例库",
        "lead": "我们收集的县乡做法，读完就能用。",
        "licence": "本库编写部分采用 CC BY-SA 4.0 许可；转载请注明来源。",
        "editor": "某省发展研究院",
        "label": "新说法",
        "theme": "主要做法",
        "about": "电话转接",
    },
    "zh-Hant": {
        "title": "浙江改革案例庫",
        "lead": "我們收集的縣鄉做法，讀完就能用。",
        "licence": "本庫編寫部分採用 CC BY-SA 4.0 許可；轉載請註明來源。",
        "editor": "某省發展研究院",
        "label": "新說法",
        "theme": "主要做法",
        "about": "電話轉接",
    },
}
EDITIONS = pytest.mark.parametrize("folder", list(SAID))


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("改革 案例") / "我的 库"
    with pytest.MonkeyPatch.context() as patch, resources.use(resources.EMPTY):
        # Not LC_ALL: where the system has no such locale, Python would take ASCII for the
        # encoding, and could not read a path of its own in Chinese.
        patch.delenv("LC_ALL", raising=False)
        patch.delenv("LANGUAGE", raising=False)
        patch.setenv("LC_MESSAGES", "zh_CN.UTF-8")
        assert CliRunner().invoke(main, ["new", str(folder)]).exit_code == 0
        (folder / "casebook.toml").write_text(SETTINGS, "utf-8")
        (folder / "标志 图.svg").write_text(LOGO, "utf-8")
        labels = '[labels]\n"提法" = "新说法"\n'
        (folder / "data/labels.toml").write_text(labels, "utf-8")
        (folder / "data/themes.toml").write_text('[measures]\ntitle = "主要做法"\n', "utf-8")
        (folder / "articles/one.md").write_text(dump(article("one")), "utf-8")
        about = folder / "docs/about.md"
        # As an editor on Windows saves it: site and book read it all the same.
        text = about.read_text("utf-8") + "\n## 联系我们\n\n电话转接。\n"
        about.write_bytes(text.encode("gb18030"))
        patch.chdir(folder)
        done = CliRunner().invoke(main, ["build", "html", "pdf", "epub"])
        assert done.exit_code == 0, done.output
        yield folder


@EDITIONS
def test_the_site_says_them(base: Path, folder: str) -> None:
    site, said = base / "build/html" / folder, SAID[folder]
    home = (site / "index.html").read_text("utf-8")
    for name in ("title", "lead", "licence", "label", "theme"):
        assert said[name] in home, name
    assert said["about"] in (site / "about.html").read_text("utf-8")
    page = (site / "cases/one.html").read_text("utf-8")
    assert '<img class="logo" src="../../_static/logo.svg" alt="">' in page
    assert 'rel="icon" href="../../_static/logo.svg"' in page
    assert (base / "build/html/_static/logo.svg").read_text("utf-8") == LOGO
    styles = (base / "build/html/_static/themes.css").read_text("utf-8")
    assert "--pst-color-link: #1f4e79;" in styles


@EDITIONS
def test_the_books_say_them(base: Path, folder: str) -> None:
    said = SAID[folder]
    book = pypdfium2.PdfDocument(base / f"build/pdf/casebook-{folder}.pdf")
    text = "".join(page.get_textpage().get_text_range() for page in book)
    text = "".join(text.split())
    for name in ("title", "licence", "editor", "about"):
        assert "".join(said[name].split()) in text, name
    assert any(item.type == 2 for item in book[0].get_objects())  # the logo on the cover
    with zipfile.ZipFile(base / f"build/epub/casebook-{folder}.epub") as archive:
        names = [name for name in archive.namelist() if name.endswith((".xhtml", ".opf"))]
        whole = "".join(archive.read(name).decode("utf-8") for name in names)
    for name in ("title", "licence", "editor", "about"):
        assert said[name] in whole, name


def test_the_words_of_the_program_are_not_taken_for_simplified() -> None:
    """No words of the interface are read in the other script for a character that both have."""
    words = interface_words()
    assert len(words) > 400
    assert [word for word in words if detect_script(word) is Script.HANS] == []


def test_own_labels_are_said_in_each_edition() -> None:
    labels = (("labels.toml", '[labels]\n"提法" = "新说法"\n'),)
    with resources.use(resources.Overlay(labels)):
        assert Printer(edition_of("zh-Hant-TW"), Wording()).interface("提法") == "新說法"
        assert Printer(edition_of("zh-Hans-CN"), Wording()).interface("提法") == "新说法"
    with resources.use(resources.EMPTY):
        assert Printer(edition_of("zh-Hant-TW"), Wording()).interface("提法") == "提法"


@pytest.mark.parametrize(
    ("colour", "good"),
    [
        ("", True),
        ("#1f4e79", True),
        ("#1F4E79", True),
        ("#ffcc00", False),  # cannot be read on paper
        ("1f4e79", False),
        ("#1f4", False),
        ("navy", False),
        ("#1f4e79; }", False),
    ],
)
def test_a_colour_that_can_be_read(colour: str, good: bool) -> None:
    assert is_legible(colour) is good


@pytest.mark.parametrize("colour", ["#000000", "#1f4e79", "#8c2f1b", "#003300", "#4b0082"])
def test_a_colour_is_lightened_for_dark_ground(colour: str) -> None:
    assert contrast(on_dark(colour), "#221f1b") >= 4.5


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize(
    ("line", "detail"),
    [
        ('logo = "none.svg"', "The file does not exist."),
        ('logo = "logo.gif"', "no SVG, PNG or JPEG"),
        ('colour = "#ffcc00"', "dark enough"),
    ],
)
def test_a_wrong_logo_or_colour_stops_the_build(tmp_path: Path, line: str, detail: str) -> None:
    path = tmp_path / "casebook.toml"
    path.write_text(line, "utf-8")
    _, (problem,) = read_settings(path)
    assert (problem.code, problem.line) == (Code.CONFIG_KEY, 1)
    assert detail in problem.detail
