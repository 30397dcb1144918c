"""Text is data, from end to end: one hostile knowledge base, and everything that is made of it."""

from __future__ import annotations

import codecs
import csv
import json
import re
import sqlite3
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import rispy
from click.testing import CliRunner
from lxml import etree, html
from pybtex.database import parse_string
from tests.browser.hostile import CASES, CONTROL, FORMULA, PAYLOADS, SAVED, Hostile, put
from tests.site.whole import FOLDERS

from casebook.cli import main
from casebook.library import dump, load_articles


def _pages(out: Path) -> list[Path]:
    return [path for path in sorted((out / "html").rglob("*.html")) if "_static" not in path.parts]


def test_saved_pages_are_added_as_text_under_any_name_of_a_file(hostile_build: Hostile) -> None:
    assert hostile_build.added.exit_code == 0, hostile_build.added.stderr
    assert not CONTROL.search(hostile_build.added.stdout + hostile_build.added.stderr)
    articles, problems = load_articles(hostile_build.out.parent / "kb" / "articles")
    assert problems == ()
    added = [article for article in articles if article.sources[0].file in SAVED]
    assert {article.sources[0].file for article in added} == set(SAVED)
    (shown,) = (dump(item) for item in added if item.sources[0].file == next(iter(SAVED)))
    (markup,) = (dump(item) for item in added if item.sources[0].file != next(iter(SAVED)))
    # What a page shows of markup is its text; its own markup is none.
    assert "alert(1)" in shown
    assert "<script>" not in markup
    assert all("javascript:" not in source.url for item in added for source in item.sources)


def test_all_is_built_and_the_terminal_gets_no_control_character(hostile_build: Hostile) -> None:
    out, result = hostile_build.out, hostile_build.built
    errors = [line for line in result.stderr.splitlines() if re.search(r":\d+: \w\d{3} ", line)]
    assert result.exit_code == 0, result.stderr[-3000:]
    assert not CONTROL.search(result.stdout + result.stderr)
    assert all(" B0" in line or " A00" in line or " E0" in line for line in errors), errors
    for name in ("casebook-zh-Hant", "casebook-zh-Hans"):
        assert (out / "pdf" / f"{name}.pdf").is_file()
        assert (out / "epub" / f"{name}.epub").is_file()


def test_pages_hold_no_program_of_an_article_and_no_foreign_address(
    hostile_build: Hostile,
) -> None:
    handlers = []
    for path in _pages(hostile_build.out):
        tree = html.document_fromstring(path.read_text("utf-8"))
        for element in tree.iter(etree.Element):
            for name, value in element.attrib.items():
                target = value.strip().lower()
                if name.startswith("on"):
                    handlers.append((path.name, name, value))
                if name in {"href", "src", "action", "data", "poster", "formaction"}:
                    assert not target.startswith(("javascript:", "vbscript:")), path
                    assert element.tag in {"a", "link"} or "//" not in target[:8], (path, target)
        for data in tree.xpath("//script[@type='application/ld+json']/text()"):
            json.loads(data)
        scripts = [item for item in tree.xpath("//script[not(@src)]") if not item.get("type")]
        assert all("alert(1)" not in item.text_content() for item in scripts), path
        assert not tree.xpath("//iframe | //object | //embed | //base")
    assert [item for item in handlers if "alert" in item[2]] == []


def test_linked_data_says_the_text(hostile_build: Hostile) -> None:
    for number, text in list(enumerate(PAYLOADS))[::2]:
        path = hostile_build.out / "html" / "zh-Hant" / "cases" / f"case-{number}.html"
        tree = html.document_fromstring(path.read_text("utf-8"))
        read = map(json.loads, tree.xpath("//script[@type='application/ld+json']/text()"))
        assert [item["headline"] for item in read if item["@type"] == "Article"] == [text]


@pytest.mark.parametrize("edition", FOLDERS)
def test_no_cell_is_a_formula_and_every_file_of_data_is_read(
    hostile_build: Hostile, edition: str
) -> None:
    folder = hostile_build.out / "html" / edition / "data"
    tables = sorted(folder.glob("*.csv"))
    assert len(tables) > 5
    for path in tables:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        assert len({len(row) for row in rows}) == 1, path
        # Excel takes a file that begins with ID for another format, unless a mark stands before.
        assert path.read_bytes().startswith(codecs.BOM_UTF8)
        for row in rows[1:]:
            for cell in row:
                number = re.fullmatch(r"-?\d+(?:\.\d+)?", cell)
                assert number or not cell.startswith(FORMULA), (path.name, cell)
    for path in folder.glob("*.json"):
        json.loads(path.read_text("utf-8"))
    cases = json.loads((folder / "cases.json").read_text("utf-8"))
    listed = cases["cases"] if isinstance(cases, dict) else cases
    assert len(listed) == CASES


def test_the_database_holds_every_case(hostile_build: Hostile) -> None:
    (path,) = (hostile_build.out / "html" / "zh-Hant" / "data").glob("*.sqlite")
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    titles = {title for (title,) in connection.execute("SELECT title FROM cases")}
    connection.close()
    assert {text for at, text in enumerate(PAYLOADS) if at % 2 == 0} <= titles


def test_citations_hold_every_case_and_no_other(hostile_build: Hostile) -> None:
    folder = hostile_build.out / "html" / "zh-Hant" / "data"
    bib = parse_string((folder / "cases.bib").read_text("utf-8"), "bibtex")
    assert len(bib.entries) == CASES
    ris = rispy.loads((folder / "cases.ris").read_text("utf-8"))
    assert len(ris) == CASES
    assert set(PAYLOADS[::2]) <= {item["title"] for item in ris}
    assert all(item["type_of_reference"] == "ELEC" for item in ris)
    assert len(json.loads((folder / "cases.csl.json").read_text("utf-8"))) == CASES


def _check_tree(content: bytes, name: str) -> None:
    """Check that XML is whole and that nothing in it runs."""
    for element in etree.fromstring(content).iter(etree.Element):
        assert etree.QName(element).localname not in {"script", "iframe", "foreignObject"}, name
        for key, value in element.attrib.items():
            assert not key.startswith("on"), (name, key)
            if etree.QName(key).localname in {"href", "src"}:
                assert not value.strip().lower().startswith("javascript:"), name


def _check_archive(path: Path) -> None:
    """Check that an archive is whole, and that no name in it leads out of a folder."""
    with zipfile.ZipFile(path) as packed:
        assert packed.testzip() is None
        for name in packed.namelist():
            assert not name.startswith("/")
            assert "\\" not in name
            assert ".." not in name.split("/")
            if name.endswith((".xhtml", ".opf", ".ncx", ".svg")):
                _check_tree(packed.read(name), name)


def test_archives_have_no_way_out_and_an_epub_holds_no_program(
    hostile_build: Hostile,
) -> None:
    books = list((hostile_build.out / "epub").glob("*.epub"))
    assert len(books) == 2
    archives = [path for path in hostile_build.out.rglob("*.zip") if "work" not in path.parts]
    assert archives
    for path in (*books, *archives):
        _check_archive(path)


def test_feeds_sitemaps_and_drawings_are_whole_and_run_nothing(
    hostile_build: Hostile,
) -> None:
    site = hostile_build.out / "html"
    paths = [path for kind in ("xml", "atom", "svg") for path in site.rglob(f"*.{kind}")]
    assert {"sitemap.xml", "feed.xml"} <= {path.name for path in paths}
    for path in paths:
        _check_tree(path.read_bytes(), path.name)
    for path in site.rglob("feed.xml"):
        # A reader of feeds takes for HTML what is said to be HTML: nothing is.
        types = etree.parse(path).xpath("//@type[. = 'html' or . = 'xhtml']")
        assert types == []
    for path in _pages(hostile_build.out):
        for drawing in html.document_fromstring(path.read_text("utf-8")).iter("svg"):
            assert not drawing.xpath(".//script | .//foreignobject"), path


def test_a_book_runs_nothing_and_prints_the_text(hostile_build: Hostile) -> None:
    for path in (hostile_build.out / "pdf").glob("casebook-*.pdf"):
        with pikepdf.open(path) as book:
            raw = b"".join(
                item.unparse() for item in book.objects if not isinstance(item, pikepdf.Stream)
            )
        assert not re.search(rb"/(?:JavaScript|JS|Launch|SubmitForm|EmbeddedFile)\b", raw)
        assert not re.search(rb"/URI \((?!https?:|mailto:)", raw)
        document = pypdfium2.PdfDocument(path)
        text = "".join(page.get_textpage().get_text_range() for page in document)
        assert "alert(1)" in text
        assert "DROP" in text


def test_a_word_document_holds_the_text_and_no_field(hostile_build: Hostile) -> None:
    folder = hostile_build.out.parent
    slugs = [f"case-{number}" for number in range(len(PAYLOADS))]
    options = ["--articles", str(folder / "kb" / "articles"), "--build", str(folder / "alone")]
    chosen = [word for slug in slugs for word in ("--case", slug)]
    result = CliRunner().invoke(main, ["build", "docx", *chosen, *options])
    assert result.exit_code == 0, result.output
    assert not CONTROL.search(result.output)
    for number, slug in enumerate(slugs):
        path = folder / "alone" / "cases" / f"{slug}-{FOLDERS[number % 2]}.docx"
        _check_archive(path)
        with zipfile.ZipFile(path) as packed:
            parts = [packed.read(name) for name in packed.namelist() if name.endswith(".rels")]
            text = etree.fromstring(packed.read("word/document.xml"))
        for part in parts:
            outside = etree.fromstring(part).xpath("//*[@TargetMode='External']/@Target")
            assert all(target.startswith(("http://", "https://")) for target in outside), outside
        # Word would work out what stands in a field.
        assert not text.xpath("//*[local-name() = 'instrText' or local-name() = 'fldSimple']")
        assert PAYLOADS[number] in "".join(text.itertext())


def test_names_of_files_do_not_control_the_terminal(tmp_path: Path) -> None:
    page = tmp_path / "saved" / "\x1b[31m紅\u202e.html"
    put(page, b"<html>")
    put(tmp_path / "articles" / "\x1b]0;x\x07.md", b"x")
    for verb, more in (("add", [str(page)]), ("check", []), ("convert", []), ("tidy", [])):
        options = ["--articles", str(tmp_path / "articles")]
        docs = ["--docs", str(tmp_path / "docs")] if verb == "convert" else []
        result = CliRunner().invoke(main, [verb, *options, *docs, *more])
        assert result.exit_code == 1
        assert result.output
        assert not CONTROL.search(result.stdout + result.stderr)
