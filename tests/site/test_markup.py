"""Pages hold what is read, and little else: classes, words of scripts, indents."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml import html
from tests.conftest import ROOT
from tests.site.build import build, page, write_docs

from casebook.records import Article, Paragraph, Script, Section, Source, Theme
from casebook.site.markup import SILENT
from casebook.site.shell import static_files

_FIGURES = "辦理時間由30天縮短到3天，窗口有120個，滿意率為96%。"
_PLAIN = "這一句沒有數字，也沒有提法。"
_SITE = ROOT / "tools" / "casebook" / "site"


def _article(text: str = _FIGURES, times: int = 1) -> Article:
    paragraphs = tuple(Paragraph(f"第{at}段。{text}", sources=(1,)) for at in range(times))
    return Article(
        slug="one",
        title="甲縣改革",
        script=Script.HANT,
        years="2019",
        sources=(Source(title="報道", publisher="報社", published="2019-08-31"),),
        sections=(
            Section(Theme.MEASURES, "創新舉措", paragraphs, (Section(Theme.MEASURES, "一、窗口"),)),
        ),
    )


def _built(folder: Path, article: Article) -> str:
    write_docs([article], folder / "docs")
    assert not build(folder / "docs", folder / "out", Script.HANT)
    return (folder / "out" / "Hant" / "cases" / "one.html").read_text("utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lean")
    _built(folder, _article())
    return folder / "out"


def test_no_style_sheet_and_no_script_asks_for_what_is_left_out() -> None:
    files = dict(static_files())
    search = ROOT / "tools" / "casebook" / "search"
    texts = [content.decode("utf-8") for name, content in files.items() if name != "words.js"]
    texts += [path.read_text("utf-8") for path in search.glob("*.[jc]s*")]
    styles = "\n".join(re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL) for text in texts)
    asked = {name for name in SILENT if re.search(rf"\.{name}(?![\w-])\s*[,{{:>.)\[+~]", styles)}
    assert asked == set()


def test_no_page_has_a_class_that_says_nothing(built: Path) -> None:
    pages = sorted(built.rglob("*.html"))
    assert len(pages) > 10
    for path in pages:
        tree = html.document_fromstring(path.read_bytes())
        names = {name for value in tree.xpath("//@class") for name in value.split()}
        assert not names & SILENT, path


def test_a_piece_of_text_of_which_nothing_is_said_has_no_element(built: Path) -> None:
    article = page(built, Script.HANT, "cases/one")
    assert [span for span in article.iter("span") if not span.attrib] == []


def test_facts_of_a_case_have_no_colon_that_nobody_sees(built: Path) -> None:
    article = page(built, Script.HANT, "cases/one")
    names = article.cssselect(".case-head dt, .case-record dt")
    assert len(names) > 3
    assert not [name for name in names if name.text_content().endswith(":")]


def test_a_mark_of_a_source_has_one_class(built: Path) -> None:
    marks = page(built, Script.HANT, "cases/one").cssselect("a.source-mark")
    assert {mark.get("class") for mark in marks} == {"source-mark"}


def test_words_of_scripts_stand_in_one_file_and_in_no_page(built: Path) -> None:
    script = (built / "Hant" / "_shared" / "words-zh-Hant-TW.js").read_text("utf-8")
    words = json.loads(script.partition("=")[2].strip().rstrip(";"))
    assert {"shell", "tray", "cite", "excerpts", "differences", "report"} == set(words)
    assert words["shell"]["heading"] == "連結到這個標頭"
    text = (built / "Hant" / "cases" / "one.html").read_text("utf-8")
    for name in ("cite", "excerpts", "differences"):
        assert not [said for said in words[name].values() if len(said) > 3 and said in text]


def test_lines_of_the_shell_are_not_indented(built: Path) -> None:
    text = (built / "Hant" / "cases" / "one.html").read_text("utf-8")
    shell = re.sub(r"<article.*</article>", "", text, flags=re.DOTALL)
    assert not re.search(r"\n[ \t]", shell)


def test_a_source_is_said_once_and_each_mark_leads_to_it(tmp_path: Path) -> None:
    _built(tmp_path, _article(times=3))
    marks = page(tmp_path / "out", Script.HANT, "cases/one").cssselect("a.source-mark")
    assert [mark.get("href") for mark in marks] == ["#source-1"] * 3
    assert [mark.get("title") for mark in marks] == ["來源：報道，報社，2019年8月31日", None, None]


def _rows(text: str) -> tuple[int, int, int]:
    """Return the rows of the table of figures, its bytes, and the bytes of what is read in it."""
    (table,) = html.document_fromstring(text).cssselect("table.figures tbody")
    source = text[text.index("figures table") :].partition("<tbody>")[2].partition("</tbody>")[0]
    return len(table), len(source.encode()), len(table.text_content().encode())


def test_a_figure_costs_few_bytes_more_than_what_is_read_of_it(tmp_path: Path) -> None:
    few, many = (_rows(_built(tmp_path / str(times), _article(times=times))) for times in (2, 12))
    rows, written, read = (more - less for less, more in zip(few, many, strict=True))
    assert rows == 30
    # Four cells, a link to the paragraph, the figure in its sentence.
    assert (written - read) / rows < 60
    texts = [
        (tmp_path / str(times) / "out/Hant/indicators/other.html").read_text("utf-8")
        for times in (2, 12)
    ]
    # The head of the case above them is one more row, whatever their number.
    assert [_rows(text)[0] - 1 for text in texts] == [6, 36]
    few, many = map(_rows, texts)
    rows, written, read = (more - less for less, more in zip(few, many, strict=True))
    # The name of the case stands above its figures, not beside each of them.
    assert (written - read) / rows < 77
    assert all(text.count("</thead>") == text.count(">甲縣改革</a></th>") == 1 for text in texts)


@pytest.mark.parametrize(("name", "most"), [("index", 6_000), ("fields/index", 6_000)])
def test_the_shell_of_a_page_is_light(built: Path, name: str, most: int) -> None:
    text = (built / "Hant" / f"{name}.html").read_text("utf-8")
    shell = re.sub(r"<article.*</article>", "", text, flags=re.DOTALL)
    assert len(shell.encode()) < most


def test_a_style_sheet_keeps_its_rules_and_its_rights() -> None:
    (style,) = [content for name, content in static_files() if name == "casebook.css"]
    text = style.decode("utf-8")
    assert text.count("/*") == text.count("Copyright of their authors") == 1
    parts = [path.read_text("utf-8") for path in (_SITE / "assets").glob("*.css")]
    assert text.count("{") == sum(
        re.sub(r"/\*.*?\*/", "", part, flags=re.DOTALL).count("{") for part in parts
    )
