"""Whole books: text, bookmarks, references, lines, standards."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from tests.typst.book import (
    NOT_FIRST,
    NOT_LAST,
    bare,
    build_book,
    folio,
    lines,
    page_texts,
    printed,
    texts,
    write_book_docs,
)

from casebook.model import (
    Article,
    Paragraph,
    Picture,
    Script,
    Section,
    Source,
    Table,
    Theme,
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


@pytest.mark.parametrize("book", ["field", "theme"])
def test_every_text_is_printed(folder: Path, book: str) -> None:
    pdf, _ = build_book(folder, Script.HANT, casebook_book=book)
    whole = printed([pdf])
    for article in ARTICLES:
        for text in texts(article):
            assert bare(text) in whole, text


def test_simplified_edition_is_simplified(folder: Path) -> None:
    pdf, _ = build_book(folder, Script.HANS)
    whole = printed([pdf])
    assert "甲镇的“一门”改革" in whole
    assert "辦件" not in whole


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
    found = list(lines(hant))
    assert sum(len(line) > 30 for line in found) > 50
    for line in found:
        assert line[0] not in NOT_FIRST, line
        assert line[-1] not in NOT_LAST, line


def test_pictures_missing_are_told(hant: Path) -> None:
    assert "（圖片未隨文保存）" in printed([hant])


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


# --- volumes ---------------------------------------------------------------------

LIMIT = 6


@pytest.fixture(scope="module")
def volumes(folder: Path) -> list[Path]:
    """The small book in volumes of few pages; its one field is longer than a volume."""
    pdf, warnings = build_book(folder, Script.HANT, casebook_volume_pages=LIMIT)
    assert not warnings
    assert not pdf.exists()
    return sorted(pdf.parent.glob("casebook-zh-Hant-*.pdf"))


def test_a_long_book_is_divided(volumes: list[Path]) -> None:
    assert [pdf.stem[-1] for pdf in volumes] == [str(n + 1) for n in range(len(volumes))]
    assert len(volumes) > 1
    for pdf in volumes:
        with pypdfium2.PdfDocument(str(pdf)) as document:
            body = [page for page in document if folio(page).isdecimal()]
            assert 0 < len(body) <= LIMIT


def test_volumes_together_print_every_text(volumes: list[Path]) -> None:
    whole = printed(volumes)
    for article in ARTICLES:
        for text in texts(article):
            assert bare(text) in whole, text


def test_references_lead_across_volumes(volumes: list[Path]) -> None:
    """The contents of the first volume and the similar cases name volume and page."""
    pages = [[bare(text) for text in page_texts(pdf)] for pdf in volumes]
    named = [
        (n, found)
        for n, texts_ in enumerate(pages)
        for text in texts_
        for found in re.findall(r"改革（第([一二三四五六七八九])冊第(\d+)頁）", text)
    ]
    assert named
    for n, (volume, number) in named:
        there = "一二三四五六七八九".index(volume)
        assert there != n
        with pypdfium2.PdfDocument(str(volumes[there])) as document:
            (target,) = (k for k, page in enumerate(document) if folio(page) == number)
        assert re.match(r"[甲乙]鎮.+改革", pages[there][target])


def test_the_index_is_in_the_last_volume_alone(volumes: list[Path]) -> None:
    with_index = [any(text.startswith("索引") for text in page_texts(pdf)) for pdf in volumes]
    assert with_index == [False] * (len(volumes) - 1) + [True]


# --- paper, notes, addresses -------------------------------------------------------

ADDRESS = "https://example.org/" + "very-long-folder/" * 9 + "page.html?q=1&r=2#end"


def test_small_paper_with_notes_and_long_addresses(folder: Path) -> None:
    docs = folder / "docs"
    about = f"# 凡例\n\n這裡有注[^a]，再看 <{ADDRESS}>。\n\n{'正文。' * 80}\n\n[^a]: 注的文字。\n"
    (docs / "about.md").write_text(about, encoding="utf-8")
    try:
        pdf, warnings = build_book(folder, Script.HANT, casebook_paper="16k")
    finally:
        (docs / "about.md").unlink()
    assert "凡例" not in warnings
    with pypdfium2.PdfDocument(str(pdf)) as document:
        sizes = {tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in document}
        assert sizes == {(184, 260)}
        texts_ = [bare(one.get_textpage().get_text_range()) for one in document]
        page = document[next(n for n, said in enumerate(texts_) if "這裡有注" in said)]
        text = page.get_textpage()
        place = text.search("注的文字").get_next()
        assert place
        lowest = text.search("正文。").get_next()
        assert lowest
        assert text.get_charbox(place[0])[3] < page.get_height() / 4
        assert text.get_charbox(lowest[0])[1] > text.get_charbox(place[0])[3]
        width = page.get_width()
        boxes = [text.get_charbox(n) for n in range(text.count_chars())]
        assert max(right for _, _, right, _ in boxes) < width - 30
        # PDFium takes a hyphen at the end of a line for one that the line made.
        assert bare(ADDRESS) in bare(text.get_text_range().replace("\ufffe", "-"))
