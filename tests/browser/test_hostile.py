"""Text is data, from end to end: one hostile knowledge base, and everything that is made of it.

Every field that a person or a page can fill holds text that some reader of some file would
take for a command: title, people, publisher, address, caption, cell, heading, names of files,
settings, rulings, corrections, glossary.
"""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import zipfile
from pathlib import Path
from urllib.parse import urlencode

import pikepdf
import pypdfium2
import pytest
import rispy
from click.testing import CliRunner, Result
from lxml import etree, html
from playwright.sync_api import Browser
from pybtex.database import parse_string
from tests.browser.conftest import Watched

from casebook.cli import main
from casebook.library import dump
from casebook.library.changes import HISTORY, ChangeKind
from casebook.library.ledger import dump_ledger
from casebook.records import (
    Article,
    Ledger,
    Paragraph,
    Picture,
    Region,
    Removal,
    Repair,
    Script,
    Section,
    Source,
    Table,
    Theme,
)

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</script><script>alert(1)</script>",
    "<svg onload=alert(1)>",
    "--><iframe src=//evil.example>",
    "javascript:alert(1)",
    "' onmouseover='alert(1)",
    "&lt;img src=x onerror=alert(1)&gt;",
    '=HYPERLINK("http://evil.example/")',
    "＝1＋1",
    "＋1+1",
    "－1-1",
    "＠SUM(A1)",
    "-1+cmd|' /C calc'!A0",
    "{{7*7}} {include} /etc/passwd",
    "```{raw} html",
    '#eval("1") #read("/etc/passwd")',
    "\\input{x} $x$ \\\\",
    "}, title = {x}, x = {",
    "ER  - TY  - JOUR",
    "'; DROP TABLE cases; --",
    "../../etc/passwd",
    "\u202e反向\u202c\u200b",
    "__proto__ constructor ${alert(1)}",
)
_FORMULA = tuple("=+-@＝＋－＠\t\r")
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def _file_name(text: str) -> str:
    return text.replace("/", "_")[:40] + ".png"


def _article(number: int, text: str) -> Article:
    """Return an article with the same text in every field."""
    words = f"{text}，全縣辦理{number + 3}件，放管服"
    blocks = (
        Paragraph(text),
        Paragraph(f"《{text}》和「{text}」由{text}縣人民政府印發，增加{number}5%。"),
        Paragraph(text, 1),
        Picture(text, text, _file_name(text)),
        Table(((text, "年"), (words, text)), True, text),
    )
    script = list(Script)[number % 2]
    return Article(
        slug=f"case-{number}",
        title=text,
        script=script,
        sections=(
            Section(Theme.BACKGROUND, text, blocks[:2]),
            Section(Theme.MEASURES, text, blocks, (Section(Theme.MEASURES, text, blocks[:1]),)),
            Section(Theme.RESULTS, text, blocks[:2]),
        ),
        kicker=text,
        subtitle=text,
        field=("政務服務", text)[number % 2],
        region=Region(text, "510100"),
        years="2014",
        sources=(
            Source(
                *(text, text, text, "2024-01-02", text),
                *((text,), (text,), (text,)),
                *(text, text),
            ),
        ),
        keep=(text,),
    )


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _write(folder: Path) -> None:
    """Write the knowledge base."""
    articles = folder / "articles"
    for number, text in enumerate(PAYLOADS):
        made = _article(number, text)
        _put(articles / f"{made.slug}.md", dump(made).encode())
        _put(articles / "pictures" / made.slug / _file_name(text), _PNG)
        ledger = Ledger(
            (Removal(1, text, text, text),),
            (Repair(2, text, text + "。", text, text),),
            (text,),
        )
        _put(articles / "ledger" / f"{made.slug}.json", dump_ledger(ledger, {}).encode())
    rulings = "".join(
        f"zh-Hans-CN\t*\t{text}{tail}\t{text}{tail}\n"
        for tail, text in (("甲", PAYLOADS[0]), ("乙", PAYLOADS[8]), ("丙", PAYLOADS[14]))
    )
    _put(articles / "exceptions.tsv", rulings.encode())
    listed = ", ".join(map(_toml, PAYLOADS))
    policies = "".join(
        f"[[policy]]\ntitle = {_toml(text)}\nissuer = {_toml(text)}\nnumber = {_toml(text)}\n"
        for text in PAYLOADS
    )
    _put(
        articles / "corrections.toml",
        f"[terms]\nadd = [{listed}]\n[policies]\nadd = [{listed}]\n{policies}".encode(),
    )
    _put(
        articles / "glossary.toml",
        "".join(
            f"[[term]]\nterm = {_toml(text)}\ndefinition = {_toml(text)}\n" for text in PAYLOADS
        ).encode(),
    )
    changes = (
        {"date": "2024-02-03", "kind": kind.value, "case": f"case-{number}", "note": text}
        for number, text in enumerate(PAYLOADS)
        for kind in (ChangeKind.ADDED, ChangeKind.CHANGED)
    )
    _put(articles / HISTORY, "".join(f"{json.dumps(item)}\n" for item in changes).encode())
    both = _toml(f"{PAYLOADS[0]} {PAYLOADS[1]} {PAYLOADS[16]}")
    named = "".join(
        f"{name} = {both}\n"
        for name in ("title", "licence", "book_editor", "book_publisher", "book_place")
    )
    _put(folder / "casebook.toml", f'{named}base_url = "https://example.org/kb/"\n'.encode())


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """The build folder, and what the build said."""
    folder = tmp_path_factory.mktemp("hostile")
    assert CliRunner().invoke(main, ["new", str(folder / "kb")]).exit_code == 0
    for path in (folder / "kb" / "articles").rglob("*.md"):
        path.unlink()
    _write(folder / "kb")
    options = ["--articles", str(folder / "kb" / "articles"), "--build", str(folder / "out")]
    result = CliRunner().invoke(main, ["build", "html", "pdf", "epub", "zip", *options])
    assert result.exception is None or isinstance(result.exception, SystemExit), result
    return folder / "out", result


def _pages(out: Path) -> list[Path]:
    return [path for path in sorted((out / "html").rglob("*.html")) if "_static" not in path.parts]


def test_all_is_built_and_the_terminal_gets_no_control_character(
    built: tuple[Path, Result],
) -> None:
    out, result = built
    errors = [line for line in result.stderr.splitlines() if re.search(r":\d+: \w\d{3} ", line)]
    assert result.exit_code == 0, result.stderr[-3000:]
    assert not _CONTROL.search(result.output + result.stderr)
    assert all(" B0" in line or " A00" in line or " E0" in line for line in errors), errors
    for name in ("casebook-zh-Hant", "casebook-zh-Hans"):
        assert (out / "pdf" / f"{name}.pdf").is_file()
        assert (out / "epub" / f"{name}.epub").is_file()


def test_pages_hold_no_program_of_an_article_and_no_foreign_address(
    built: tuple[Path, Result],
) -> None:
    handlers = []
    for path in _pages(built[0]):
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


@pytest.mark.browser
def test_no_dialog_no_request_no_error_in_a_browser(
    browser: Browser, built: tuple[Path, Result]
) -> None:
    site = built[0] / "html"
    context = browser.new_context(locale="zh-TW")
    watched = Watched(context, site)
    watched.page.on("dialog", lambda dialog: (watched.wrong.append("dialog"), dialog.dismiss()))
    names = [path.relative_to(site).as_posix() for path in _pages(built[0])]
    cases = [name for name in names if "zh-Hant/cases/" in name]
    others = [name for name in names if "/cases/" not in name and name.startswith("zh-Hant/")]
    kinds = {name.split("/")[1]: name for name in others}
    for name in [*cases, *kinds.values()]:
        watched.open(name)
    for text in PAYLOADS:
        page = watched.open("zh-Hant/search.html")
        page.goto(f"{site.as_uri()}/zh-Hant/search.html?{urlencode({'q': text})}")
        page.wait_for_load_state("networkidle")
    assert watched.wrong == []
    context.close()


def test_no_cell_is_a_formula_and_every_file_of_data_is_read(built: tuple[Path, Result]) -> None:
    folder = built[0] / "html" / "zh-Hant" / "data"
    tables = sorted(folder.glob("*.csv"))
    assert len(tables) > 5
    for path in tables:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        assert len({len(row) for row in rows}) == 1, path
        for row in rows[1:]:
            for cell in row:
                number = re.fullmatch(r"-?\d+(?:\.\d+)?", cell)
                assert number or not cell.startswith(_FORMULA), (path.name, cell)
    for path in folder.glob("*.json"):
        json.loads(path.read_text("utf-8"))
    cases = json.loads((folder / "cases.json").read_text("utf-8"))
    listed = cases["cases"] if isinstance(cases, dict) else cases
    assert len(listed) == len(PAYLOADS)


def test_the_database_holds_every_case(built: tuple[Path, Result]) -> None:
    (path,) = (built[0] / "html" / "zh-Hant" / "data").glob("*.sqlite")
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    titles = {title for (title,) in connection.execute("SELECT title FROM cases")}
    connection.close()
    assert {text for at, text in enumerate(PAYLOADS) if at % 2 == 0} <= titles


def test_citations_hold_every_case_and_no_other(built: tuple[Path, Result]) -> None:
    folder = built[0] / "html" / "zh-Hant" / "data"
    bib = parse_string((folder / "cases.bib").read_text("utf-8"), "bibtex")
    assert len(bib.entries) == len(PAYLOADS)
    ris = rispy.loads((folder / "cases.ris").read_text("utf-8"))
    assert len(ris) == len(PAYLOADS)
    assert all(item["type_of_reference"] == "ELEC" for item in ris)
    assert len(json.loads((folder / "cases.csl.json").read_text("utf-8"))) == len(PAYLOADS)


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
    built: tuple[Path, Result],
) -> None:
    books = list((built[0] / "epub").glob("*.epub"))
    assert len(books) == 2
    archives = [path for path in built[0].rglob("*.zip") if "work" not in path.parts]
    assert archives
    for path in (*books, *archives):
        _check_archive(path)


def test_feeds_sitemaps_and_drawings_are_whole_and_run_nothing(
    built: tuple[Path, Result],
) -> None:
    site = built[0] / "html"
    paths = [path for kind in ("xml", "atom", "svg") for path in site.rglob(f"*.{kind}")]
    assert {"sitemap.xml", "feed.xml"} <= {path.name for path in paths}
    for path in paths:
        _check_tree(path.read_bytes(), path.name)
    for path in _pages(built[0]):
        for drawing in html.document_fromstring(path.read_text("utf-8")).iter("svg"):
            assert not drawing.xpath(".//script | .//foreignobject"), path


def test_a_book_runs_nothing_and_prints_the_text(built: tuple[Path, Result]) -> None:
    for path in (built[0] / "pdf").glob("casebook-*.pdf"):
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


def test_names_of_files_do_not_control_the_terminal(tmp_path: Path) -> None:
    page = tmp_path / "saved" / "\x1b[31m紅\u202e.html"
    _put(page, b"<html>")
    _put(tmp_path / "articles" / "\x1b]0;x\x07.md", b"x")
    for verb, more in (("add", [str(page)]), ("check", []), ("convert", []), ("tidy", [])):
        options = ["--articles", str(tmp_path / "articles")]
        docs = ["--docs", str(tmp_path / "docs")] if verb == "convert" else []
        result = CliRunner().invoke(main, [verb, *options, *docs, *more])
        assert result.exit_code == 1
        assert result.output
        assert not _CONTROL.search(result.output + result.stderr)
