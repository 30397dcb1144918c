"""Whole books: text, bookmarks, references, lines, standards."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from tests.book.book import (
    NOT_FIRST,
    NOT_LAST,
    bare,
    build_book,
    face_names,
    folio,
    is_tagged,
    language,
    lines,
    metadata,
    page_texts,
    printed,
    texts,
    write_book_docs,
)

from casebook.records import (
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
    guide = (
        "# 導讀\n\n先讀[](#case:first-case)，再讀[](#case:hostile-case)，後讀[主頁](index.md)。\n"
    )
    (made / "docs" / "guide.md").write_text(guide, encoding="utf-8")
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
    assert "目录" in whole
    assert "辦件" not in whole


def test_contents_and_index_name_the_right_pages(hant: Path) -> None:
    texts = [bare(text) for text in page_texts(hant)]
    start = next(n for n, text in enumerate(texts) if text.startswith("目次"))
    match = re.search(r"乙鎮#panic\(\"y\"\)改革[.．]+(\d+)", texts[start])
    assert match
    first = next(n for n in range(start + 1, len(texts)) if "政務服務" in texts[n])
    opening = texts[first - 1 + int(match[1])]
    assert opening.startswith('乙鎮#panic("y")改革')
    index = next(text for text in page_texts(hant) if text.startswith("索引"))
    named = re.search(r"進一扇門、辦一件事\s+([\d、—\s]+)\s", index)
    assert named
    runs = [part.split("—") for part in bare(named[1]).split("、")]
    assert any(len(run) == 2 for run in runs)
    for first_page, last_page in ((int(run[0]), int(run[-1])) for run in runs):
        for number in range(first_page, last_page + 1):
            assert "進一扇門" in texts[first - 1 + number]


def test_no_line_breaks_the_rules_of_line_ends(hant: Path) -> None:
    """By position: a line's first and last sign, from the boxes of its characters."""
    results = list(lines(hant))
    assert sum(len(line) > 30 for line in results) > 50
    for line in results:
        assert line[0] not in NOT_FIRST, line
        assert line[-1] not in NOT_LAST, line


def test_pictures_missing_are_told(hant: Path) -> None:
    assert "（圖片未隨文保存）" in printed([hant])


@pytest.mark.parametrize("standard", ["ua-1", "a-2u"])
def test_standards(folder: Path, standard: str) -> None:
    pdf, warnings = build_book(folder, Script.HANT, casebook_standard=standard)
    assert not warnings
    assert is_tagged(pdf)
    assert ("pdfuaid" if standard == "ua-1" else "pdfaid") in metadata(pdf)


def test_the_same_pages_make_the_same_bytes(folder: Path, hant: Path) -> None:
    before = hant.read_bytes()
    pdf, _ = build_book(folder, Script.HANT)
    assert pdf.read_bytes() == before


def test_fonts_are_embedded_subsets(hant: Path) -> None:
    names = face_names(hant)
    assert names
    assert all(re.fullmatch(r"[A-Z]{6}\+[\w-]+", name) for name in names)
    assert language(hant) == "zh-TW"


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
    """A hand-written page names the volume and the page of each case."""
    pages = [[bare(text) for text in page_texts(pdf)] for pdf in volumes]
    named = [
        (n, result)
        for n, texts_ in enumerate(pages)
        for text in texts_
        for result in re.findall(r"改革（第([一二三四五六七八九])冊第(\d+)頁）", text)
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


WRITTEN = """# 說明

:::{note}
這是提示的內容。
:::

:::{admonition} 自己的標題
這是方框的內容。
:::

```{code-block} text
:caption: 清單的標題

第一行 #set
第二行
```

```{eval-rst}
.. topic:: 話題的標題

   話題的內容。

.. rubric:: 小標題

| 詩的一行
| 詩的二行

    引用的話。

    -- 說話的人

*強調* 和 **著重** 和 :abbr:`縮寫 (全稱)` 和 H\\ :sub:`2`\\ O。

.. list-table:: 表的標題
   :header-rows: 1

   * - 甲
     - 乙
   * - 丙
     - 丁

1. 第一項

   - 下一層

2. 第二項
```

{.screen-only}
## 只在網上

網上的話，看[說明](about.md)。

## 都有

{.screen-only}
網上的一段。

書上的一段[^n]。

[^n]: 注釋的話。
"""


def test_a_page_written_by_hand_may_hold_what_markdown_has(folder: Path) -> None:
    page = folder / "docs" / "about.md"
    page.write_text(WRITTEN, encoding="utf-8")
    try:
        pdf, warnings = build_book(folder, Script.HANT, casebook_date="2024-05-06")
    finally:
        page.unlink()
    reported = [line for line in warnings.splitlines() if "toc.not_included" not in line]
    assert [line for line in reported if "about" in line] == []
    whole = printed([pdf])
    for text in (
        *("提示的內容", "自己的標題", "方框的內容", "清單的標題", "第一行#set", "話題的標題"),
        *(
            "話題的內容",
            "小標題",
            "詩的一行",
            "詩的二行",
            "引用的話",
            "說話的人",
            "強調和著重和縮寫和H2O",
        ),
        *("表的標題", "甲乙丙丁", "第一項", "下一層", "第二項", "書上的一段", "注釋的話"),
    ):
        assert text in whole, text
    assert "網上的" not in whole
    assert "只在網上" not in whole


def test_references_that_lead_nowhere_are_reported_and_printed_as_words(folder: Path) -> None:
    page = folder / "docs" / "about.md"
    good = "[甲](cases/first-case.md)、[乙](#case:first-case)、[丙](#case:first-case/results)"
    wrong = "[丁](nothing.md)、[戊](#case:nothing)、[己](#case:first-case/nothing)、[庚](#nosuch)"
    page.write_text(f"# 說明\n\n見{good}、{wrong}。\n", encoding="utf-8")
    try:
        pdf, warnings = build_book(folder, Script.HANT, casebook_date="2024-05-07")
    finally:
        page.unlink()
    named = re.findall(r"about.* B010 .*'([^']+)' in '(.)'", warnings)
    assert named == [
        ("nothing.md", "丁"),
        ("case:nothing", "戊"),
        ("case:first-case/nothing", "己"),
        ("nosuch", "庚"),
    ]
    assert re.search(r"見甲.*、乙（第\d+頁）、丙（第\d+頁）、丁、戊、己、庚。", printed([pdf]))


# In the system's faces or those of the packages: neither has any of these.
_NO_GLYPH = ("\ue000", "\U00031360", "\U0001fae8")


def test_characters_that_no_face_draws_are_printed_as_codes_and_told(tmp_path: Path) -> None:
    private, rare, picture = _NO_GLYPH
    article = _article("bing-zhen", f"丙鎮{private}改革", f"這裡有{rare}字，還有{picture}。")
    write_book_docs([article], tmp_path)
    pdf, warnings = build_book(tmp_path, Script.HANT)
    whole = printed([pdf])
    for char in _NO_GLYPH:
        code = f"U+{ord(char):04X}"
        assert code in whole
        assert re.search(rf"cases/bing-zhen.* B002 .*{re.escape(code)}", warnings), warnings
    assert f"丙鎮U+{ord(private):04X}改革" in whole
    assert f"這裡有U+{ord(rare):04X}字" in whole


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
        texts_ = [bare(item.get_textpage().get_text_range()) for item in document]
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
