"""Whole books: text, bookmarks, references, lines, standards."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from tests.typst.book import bare, build_book, page_texts, write_book_docs

from casebook.model import (
    Article,
    Paragraph,
    Picture,
    Script,
    Section,
    Source,
    Table,
    Theme,
    walk,
)

HOSTILE = (
    '#panic("x")',
    '"]; #read("/etc/passwd")',
    "$x^2$ *strong* _emph_ `raw` @label <label>",
    "\\u{41} \\n \\\\ // 註 /* 註 */",
    "= 標題",
    "#import sys: *",
    "-- --- ... ~ \\",
)
NOT_FIRST = "，。、；：！？）」』》”"
NOT_LAST = "（「『《“"
_LONG = (
    "試點鎮把二十三項許可（包括開店、辦證、領證）交給一個窗口，「進一扇門、辦一件事」，"
    "並按《試點辦法》《收件規則》《時限規定》逐項公布；群眾問：「要跑幾趟？」答：一趟。"
)


def _article(slug: str, title: str, *extra: str) -> Article:
    measures = Section(
        Theme.MEASURES,
        "主要做法",
        (
            Paragraph("做法分兩步。"),
            Paragraph(f"一是{_LONG}", 1),
            Paragraph("二是把結果寄到家裡。", 1),
            Table((("項目", "數量"), ("窗口", "23個"), ("天數", "3天")), caption="試點的規模"),
            Picture(caption="試點鎮的大廳", credit="本館供圖", file="lost.png"),
        ),
    )
    return Article(
        slug=slug,
        title=title,
        script=Script.HANT,
        sections=(
            Section(
                Theme.BACKGROUND,
                "改革背景",
                (
                    *(Paragraph(text) for text in extra),
                    *(Paragraph(_LONG[n:] + _LONG * 3) for n in range(12)),
                ),
            ),
            measures,
            Section(Theme.RESULTS, "實踐成效", (Paragraph("辦件時間由30天縮短至3天。"),)),
        ),
        field="政務服務",
        years="2014",
        sources=(Source(title="試點", publisher="鎮報", published="2015-02-03"),),
    )


ARTICLES = (
    _article("first-case", "甲鎮的「一門」改革"),
    _article("hostile-case", '乙鎮 #panic("y") 改革', *HOSTILE),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("book")
    write_book_docs(ARTICLES, made)
    return made


@pytest.fixture(scope="module")
def hant(folder: Path) -> Path:
    pdf, _ = build_book(folder, Script.HANT)
    return pdf


def _printed(pdf: Path) -> str:
    """The text of the whole book without running heads and page numbers, white space dropped."""
    with pypdfium2.PdfDocument(str(pdf)) as document:
        parts = []
        for page in document:
            text = page.get_textpage()
            height = page.get_height()
            parts.append(text.get_text_bounded(bottom=65, top=height - 65))
    return bare("".join(parts))


def _texts(article: Article) -> list[str]:
    found = [article.title]
    for place in walk(article):
        content = place.content
        if isinstance(content, Section):
            found.append(content.heading)
        elif isinstance(content, Paragraph):
            found.append(content.text)
        elif isinstance(content, Table):
            found += [content.caption, *(cell for row in content.rows for cell in row)]
        else:
            found += [content.caption, content.credit]
    return found


@pytest.mark.parametrize("book", ["field", "theme"])
def test_every_text_is_printed(folder: Path, book: str) -> None:
    pdf, _ = build_book(folder, Script.HANT, casebook_book=book)
    printed = _printed(pdf)
    for article in ARTICLES:
        for text in _texts(article):
            assert bare(text) in printed, text


def test_simplified_edition_is_simplified(folder: Path) -> None:
    pdf, _ = build_book(folder, Script.HANS)
    printed = _printed(pdf)
    assert "甲镇的“一门”改革" in printed
    assert "辦件" not in printed


def test_bookmarks_follow_the_cases(hant: Path) -> None:
    with pypdfium2.PdfDocument(str(hant)) as document:
        marks = [
            (entry.level, entry.get_title(), entry.get_dest().get_index())
            for entry in document.get_toc()
        ]
    titles = [title for _, title, _ in marks]
    assert titles.index("政務服務") < titles.index("甲鎮的「一門」改革")
    texts = page_texts(hant)
    for _, title, page in marks:
        assert bare(title) in bare(texts[page])


def test_contents_and_index_name_the_right_pages(hant: Path) -> None:
    texts = [bare(text) for text in page_texts(hant)]
    start = next(n for n, text in enumerate(texts) if text.startswith("目次"))
    found = re.search(r"乙鎮#panic\(\"y\"\)改革[.．]+(\d+)", texts[start])
    assert found
    first = next(n for n in range(start + 1, len(texts)) if "政務服務" in texts[n])
    opening = texts[first - 1 + int(found[1])]
    assert opening.startswith('乙鎮#panic("y")改革')
    index = next(text for text in page_texts(hant) if text.startswith("索引"))
    named = re.search(r"進一扇門、辦一件事\s+((?:\d+、\s*)*\d+)\s", index)
    assert named
    for number in bare(named[1]).split("、"):
        assert "進一扇門" in texts[first - 1 + int(number)]


def test_no_line_breaks_the_rules_of_line_ends(hant: Path) -> None:
    """By position: a line's first and last sign, from the boxes of its characters."""
    lines = 0
    with pypdfium2.PdfDocument(str(hant)) as document:
        for page in document:
            text = page.get_textpage()
            rows: dict[int, list[tuple[float, str]]] = {}
            for n in range(text.count_chars()):
                char = text.get_text_range(n, 1)
                if char.strip():
                    left, bottom, _, _ = text.get_charbox(n, loose=True)
                    rows.setdefault(round(bottom / 4), []).append((left, char))
            for row in rows.values():
                ordered = "".join(char for _, char in sorted(row))
                lines += len(ordered) > 30
                assert ordered[0] not in NOT_FIRST, ordered
                assert ordered[-1] not in NOT_LAST, ordered
    assert lines > 50


def test_pictures_missing_are_told(hant: Path) -> None:
    assert "（圖片未隨文保存）" in _printed(hant)


@pytest.mark.parametrize("standard", ["ua-1", "a-2u"])
def test_standards(folder: Path, standard: str) -> None:
    pdf, warnings = build_book(folder, Script.HANT, casebook_standard=standard)
    assert not warnings
    data = pdf.read_bytes()
    assert b"/MarkInfo" in data
    assert (b"pdfuaid" if standard == "ua-1" else b"pdfaid") in data


def test_the_same_pages_make_the_same_bytes(folder: Path, hant: Path) -> None:
    before = hant.read_bytes()
    pdf, _ = build_book(folder, Script.HANT)
    assert pdf.read_bytes() == before


def test_fonts_are_embedded_subsets(hant: Path) -> None:
    data = hant.read_bytes()
    names = set(re.findall(rb"/BaseFont\s*/([A-Z]{6}\+[\w-]+)", data))
    assert names
    assert set(re.findall(rb"/BaseFont\s*/([\w+-]+)", data)) == names
    assert b"/Lang" in data
