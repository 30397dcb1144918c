"""Cases alone: as a PDF and as a Word document, without Sphinx."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import docx
import pypdfium2
import pytest
from click.testing import CliRunner
from docx.document import Document
from docx.oxml.ns import qn
from tests.book.book import bare, page_texts

from casebook.cli import main
from casebook.library import dump
from casebook.records import Article, Paragraph, Picture, Script, Section, Source, Table, Theme

ARTICLE = Article(
    slug="jia-zhen",
    title="甲鎮的「一門」改革",
    script=Script.HANT,
    subtitle="三個窗口合為一個",
    sections=(
        Section(
            Theme.BACKGROUND,
            "改革背景",
            (
                Paragraph("過去要跑30天。"),
                Picture("大廳", "本館供圖", "hall.png"),
                Picture("流程", "", "steps.svg"),
                Picture("沒有存下來", "", "lost.png"),
                Picture("壞的", "", "broken.png"),
            ),
        ),
        Section(
            Theme.MEASURES,
            "主要做法",
            (Paragraph("一是合併窗口。", 1), Paragraph("二是下放。", 1)),
            (
                Section(
                    Theme.MEASURES,
                    "一、合併窗口",
                    (
                        Paragraph("合併", 1),
                        Paragraph("細則", 2),
                        Table((("項目", "數量"), ("窗口", "3個")), caption="規模"),
                    ),
                ),
            ),
        ),
    ),
    field="政務服務",
    sources=(
        Source(title="一門", publisher="鎮報", published="2015-02-03", url="https://e.org/a?b=1&c"),
    ),
)
OTHER = Article(
    slug="yi-zhen",
    title="乙鎮的改革",
    script=Script.HANT,
    sections=(Section(Theme.BACKGROUND, "改革背景", (Paragraph("乙鎮的背景。"),)),),
)


def _png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress((b"\0" + b"\x80" * width) * height))
    return b"\x89PNG\r\n\x1a\n" + head + rows + chunk(b"IEND", b"")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("single")
    pictures = base / "articles" / "pictures" / "jia-zhen"
    pictures.mkdir(parents=True)
    for article in (ARTICLE, OTHER):
        (base / "articles" / f"{article.slug}.md").write_text(dump(article), encoding="utf-8")
    (pictures / "hall.png").write_bytes(_png(3000, 600))
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="48"/>'
    (pictures / "steps.svg").write_text(svg, encoding="utf-8")
    (pictures / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nno picture")
    return base


def _build(folder: Path, *words: str) -> tuple[int, str]:
    places = ("--articles", str(folder / "articles"), "--build", str(folder / "build"))
    done = CliRunner().invoke(main, ["build", *words, *places])
    return done.exit_code, done.output


@pytest.fixture(scope="module")
def made(folder: Path) -> Path:
    status, output = _build(folder, "pdf", "docx", "--case", "jia-zhen")
    assert status == 0, output
    assert not (folder / "docs").exists()
    return folder / "build" / "cases"


@pytest.fixture(scope="module")
def document(made: Path) -> Document:
    return docx.Document(str(made / "jia-zhen-zh-Hant.docx"))


def test_each_edition_has_both_and_nothing_else_is_made(made: Path) -> None:
    assert sorted(path.name for path in made.iterdir()) == [
        f"jia-zhen-{edition}.{kind}"
        for edition in ("zh-Hans", "zh-Hant")
        for kind in ("docx", "pdf")
    ]
    assert not (made.parent / "pdf").exists()


@pytest.mark.parametrize(
    ("edition", "words"), [("zh-Hant", "過去要跑30天"), ("zh-Hans", "过去要跑30天")]
)
def test_the_pdf_is_the_case_alone(made: Path, edition: str, words: str) -> None:
    pdf = made / f"jia-zhen-{edition}.pdf"
    whole = bare("".join(page_texts(pdf)))
    assert words in whole
    assert "乙" not in whole
    with pypdfium2.PdfDocument(str(pdf)) as file:
        assert "改革" in file.get_metadata_value("Title")
        assert file.get_page_label(0) == "1"


def test_headings_lists_and_captions_are_styles(document: Document) -> None:
    results = [(p.style.name if p.style else "", p.text) for p in document.paragraphs if p.text]
    for style, words in (
        ("Title", "甲鎮的「一門」改革"),
        ("Subtitle", "三個窗口合為一個"),
        ("Heading 1", "改革背景"),
        ("Normal", "過去要跑30天。"),
        ("Caption", "大廳　本館供圖"),
        ("Normal", "一是合併窗口。"),
        ("Heading 2", "一、合併窗口"),
        ("List Bullet", "合併"),
        ("List Bullet 2", "細則"),
        ("Caption", "規模"),
        ("Heading 1", "資料來源"),
        ("List Number", "《一門》，鎮報，2015年2月3日"),
    ):
        assert (style, words) in results


def test_tables_have_heads_that_are_repeated(document: Document) -> None:
    facts, table = document.tables
    assert [cell.text for cell in facts.columns[0].cells][:2] == ["性質", "來源"]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["項目", "數量"],
        ["窗口", "3個"],
    ]
    heads = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
    assert heads == [True, False]


def test_pictures_are_no_wider_than_the_page_and_have_alternative_texts(
    document: Document,
) -> None:
    wide, small = document.inline_shapes
    section = document.sections[0]
    measure = section.page_width - section.left_margin - section.right_margin
    assert wide.width == pytest.approx(measure * 0.8, rel=0.001)
    assert wide.width / wide.height == pytest.approx(5, rel=0.01)
    assert small.width < measure / 3
    assert [shape._inline.docPr.get("descr") for shape in (wide, small)] == ["大廳", "流程"]
    captions = [p.text for p in document.paragraphs if p.style and p.style.name == "Caption"]
    assert "沒有存下來（圖片未隨文保存）" in captions
    assert "壞的（圖片無法讀取）" in captions


def test_sources_are_links_and_the_language_is_said(document: Document, made: Path) -> None:
    targets = {rel.target_ref for rel in document.part.rels.values() if rel.is_external}
    assert targets == {"https://e.org/a?b=1&c"}
    for edition, tag in (("zh-Hant", "zh-TW"), ("zh-Hans", "zh-CN")):
        with zipfile.ZipFile(made / f"jia-zhen-{edition}.docx") as packed:
            assert f'w:eastAsia="{tag}"'.encode() in packed.read("word/styles.xml")
    assert document.core_properties.title == "甲鎮的「一門」改革"


def test_the_same_case_has_the_same_bytes(folder: Path, made: Path) -> None:
    before = {path.name: path.read_bytes() for path in made.iterdir()}
    status, _ = _build(folder, "pdf", "docx", "--case", "jia-zhen")
    assert status == 0
    assert {path.name: path.read_bytes() for path in made.iterdir()} == before
    with zipfile.ZipFile(io.BytesIO(before["jia-zhen-zh-Hant.docx"])) as packed:
        assert {info.date_time for info in packed.infolist()} == {(2015, 2, 3, 0, 0, 0)}


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("html", "--case", "jia-zhen"), 2, "--case makes pdf, docx, not html"),
        (("docx",), 2, "name them with --case"),
        (("pdf", "--case", "bing-zhen"), 1, "bing-zhen.md:1: E006"),
    ],
)
def test_an_order_that_means_nothing_is_refused(
    folder: Path, words: tuple[str, ...], status: int, said: str
) -> None:
    done, output = _build(folder, *words)
    assert done == status
    assert said in output
