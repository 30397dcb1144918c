"""A PDF is read back: its tags, its measure, its lines, its numbers, its pictures.

The articles are of our own wording and hold what is hard to set.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pypdfium2 import raw
from tests.book.book import (
    bare,
    build_book,
    metadata,
    png,
    printed,
    signs_of,
    texts,
    write_book_docs,
)
from tests.editions import SIMPLIFIED

from casebook.records import Article, Paragraph, Picture, Script, Section, Source, Table, Theme
from casebook.text import to_edition

_SENTENCE = (
    "試點鎮在2019年把23項許可（包括開店、辦證、領證）交給一個窗口，「進一扇門、辦一件事」，"
    "並按《試點辦法》《收件規則》逐項公布；共辦理3078.5萬件，減少500批，每畝增收209公斤。"
)
_WIDE = Table(
    (
        ("地區", *(f"{year}年" for year in range(2010, 2021))),
        *(
            (name, *(f"{31898 + 137 * n}.5萬元" for n in range(11)))
            for name in ("甲鎮", "乙鎮", "丙鎮")
        ),
    ),
    caption="十二欄的表",
)
_LONG = Table(
    (("序號", "事項", "期限"), *((str(n), f"第{n}項許可", f"{n % 9 + 1}天") for n in range(1, 91))),
    caption="九十行的表",
)
_TALL = Table(
    (("項", "說明"), ("甲項", _SENTENCE * 16), ("乙項", "短")),
    caption="一格比一頁還高的表",
)
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}">'
    '<rect width="9" height="9"/></svg>'
)
_SIZES = {"tiny.svg": (48, 32), "wide.svg": (2400, 300), "tall.svg": (300, 2400)}
_PIXELS = {"icon.png": (48, 32), "photo.png": (900, 600)}
_SETTINGS = """
book_editor = "鎮史辦"
book_publisher = "甲鎮出版社"
book_place = "甲鎮"
book_edition = "第1版第1次印刷"
book_isbn = "978-7-5000-0000-6"
book_cip = "甲鎮的改革/鎮史辦編.—甲鎮：甲鎮出版社，2026"
"""
_LICENCE = "本庫編寫的文字以 CC BY 4.0 授權。"
_ADDRESS = "https://example.org/" + "a" * 9_000
ARTICLE = Article(
    slug="hard-case",
    title="甲鎮" + "很長的題目" * 18 + "的改革",
    script=Script.HANT,
    sections=(
        Section(
            Theme.BACKGROUND,
            "改革背景",
            tuple(Paragraph(_SENTENCE[n:] + _SENTENCE * 3) for n in range(24)),
        ),
        Section(
            Theme.MEASURES,
            "主要做法",
            (
                Paragraph("CO₂減排👍，編號" + "9" * 80 + "。"),
                *(Picture(f"圖{name}", "某報記者 攝", name) for name in (*_SIZES, *_PIXELS)),
                _WIDE,
                _LONG,
                _TALL,
                Paragraph("一是合併窗口，把許可交給一個窗口。", 1),
                Paragraph("二是下放。", 1),
            ),
            (
                Section(Theme.MEASURES, "一、合併窗口", (Paragraph(_SENTENCE * 2),)),
                Section(Theme.MEASURES, "二、下放許可", (Paragraph(_SENTENCE * 5),)),
            ),
        ),
    ),
    field="政務服務",
    years="2014",
    sources=(
        Source(title="試點", publisher="鎮報", published="2015-02-03"),
        Source(title="長的網址", publisher="鎮報", url=_ADDRESS),
    ),
)


@dataclass(frozen=True)
class Made:
    script: Script
    paper: str
    pdf: Path
    reported: str


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("read-back")
    write_book_docs([ARTICLE], made)
    pictures = made / "articles" / "pictures" / ARTICLE.slug
    pictures.mkdir(parents=True)
    for name, size in _SIZES.items():
        (pictures / name).write_text(_SVG.format(*size), encoding="utf-8")
    for name, size in _PIXELS.items():
        (pictures / name).write_bytes(png(*size))
    (made / "casebook.toml").write_text(_SETTINGS, encoding="utf-8")
    return made


@pytest.fixture(
    scope="module", params=[(Script.HANT, "a4"), (Script.HANS, "16k")], ids=lambda p: p[1]
)
def made(request: pytest.FixtureRequest, folder: Path) -> Made:
    script, paper = request.param
    pdf, reported = build_book(folder, script, casebook_paper=paper, casebook_licence=_LICENCE)
    return Made(script, paper, pdf, reported)


# --- tags ------------------------------------------------------------------------------


def _children(element: pikepdf.Dictionary) -> list[pikepdf.Dictionary]:
    kids = element.get("/K", [])
    listed = kids if isinstance(kids, pikepdf.Array) else [kids]
    return [thing for thing in listed if isinstance(thing, pikepdf.Dictionary) and "/S" in thing]


def _elements(element: pikepdf.Dictionary) -> Iterator[pikepdf.Dictionary]:
    yield element
    for child in _children(element):
        yield from _elements(child)


def _kinds(elements: list[pikepdf.Dictionary]) -> list[str]:
    return [str(thing.S)[1:] for thing in elements]


@pytest.fixture(scope="module")
def tree(made: Made) -> Iterator[list[pikepdf.Dictionary]]:
    with pikepdf.open(made.pdf) as document:
        top = document.Root.StructTreeRoot.K
        yield list(_elements(top[0] if isinstance(top, pikepdf.Array) else top))


def _all(tree: list[pikepdf.Dictionary], kind: str) -> list[pikepdf.Dictionary]:
    return [thing for thing in tree if f"/{kind}" == thing.S]


def test_tables_have_rows_heads_with_scope_and_cells(tree: list[pikepdf.Dictionary]) -> None:
    tables = _all(tree, "Table")
    # The wide table, the long and the tall one; figures at the back are lines with their pages.
    assert len(tables) == 3
    for table in tables:
        inside = list(_elements(table))
        kinds = _kinds(inside)
        assert {"TR", "TH", "TD"} <= set(kinds)
        for row in _all(inside, "TR"):
            assert set(_kinds(_children(row))) <= {"TH", "TD"}
        for head in _all(inside, "TH"):
            attributes = head.get("/A")
            listed = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
            assert [thing.Scope for thing in listed if "/Scope" in thing] == ["/Column"]
    captions = _all(tree, "Caption")
    assert len(captions) >= 3 + len(_SIZES)


def test_the_contents_are_tagged_as_such(tree: list[pikepdf.Dictionary]) -> None:
    (contents,) = _all(tree, "TOC")
    entries = _children(contents)
    assert set(_kinds(entries)) == {"TOCI"}
    # The field, the case, and what stands at the back.
    assert len(entries) >= 5
    assert all(_all(list(_elements(entry)), "Link") for entry in entries)
    for thing in [contents, *entries, *(kid for entry in entries for kid in _children(entry))]:
        assert any(kid.objgen == thing.objgen for kid in _children(thing.P))


def test_pictures_say_what_is_seen(tree: list[pikepdf.Dictionary]) -> None:
    said = {str(thing.Alt) for thing in _all(tree, "Figure") if "/Alt" in thing}
    assert said
    assert not [words for words in said if "記者" in words or "记者" in words]
    assert len([words for words in said if "svg" in words]) == len(_SIZES)


def test_lists_have_items(tree: list[pikepdf.Dictionary]) -> None:
    for thing in _all(tree, "L"):
        assert set(_kinds(_children(thing))) == {"LI"}
    for thing in _all(tree, "LI"):
        assert set(_kinds(_children(thing))) <= {"Lbl", "LBody", "L"}


def test_levels_of_headings_follow_each_other(tree: list[pikepdf.Dictionary]) -> None:
    levels = [int(kind[1]) for kind in _kinds(tree) if re.fullmatch(r"H\d", kind)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_file_says_what_it_is(made: Made) -> None:
    data = metadata(made.pdf)
    for name in ("title", "description", "creator", "rights", "subject", "language"):
        assert f"<dc:{name}>" in data
    assert "本庫編寫" in data or "本库编写" in data
    with pikepdf.open(made.pdf) as document:
        assert document.Root.MarkInfo.Marked
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert all(
            "/Tabs" in page and page.Tabs == "/S" for page in document.pages if "/Annots" in page
        )


# --- what is printed ---------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    page: int
    base: float
    left: float
    right: float
    text: str


def _lines(pdf: Path) -> list[list[Line]]:
    """Return the lines of every page, from top to bottom, without head and folio."""
    pages = []
    with pypdfium2.PdfDocument(str(pdf)) as document:
        for number, page in enumerate(document):
            signs = [(round(down, 1), *rest) for down, *rest in signs_of(page)]
            rows: dict[float, list[tuple[float, float, str]]] = {}
            for base, left, right, char in sorted(signs):
                if -page.get_height() + 60 < base < -60:
                    rows.setdefault(base, []).append((left, right, char))
            pages.append(
                [
                    Line(
                        number,
                        -base,
                        min(left for left, _, _ in row),
                        max(right for _, right, _ in row),
                        "".join(char for _, _, char in row),
                    )
                    for base, row in rows.items()
                ]
            )
    return pages


@pytest.fixture(scope="module")
def pages(made: Made) -> list[list[Line]]:
    return _lines(made.pdf)


def test_there_is_a_book_whatever_the_article_holds(made: Made) -> None:
    whole = printed([made.pdf])
    assert "B005" not in made.reported
    if made.script is Script.HANT:
        # A cell may go on below the head that is repeated.
        joined = re.sub(r"續表\d項說明", "", whole).replace("續表", "")
        for said in texts(ARTICLE):
            if "👍" not in said:
                assert bare(said) in joined or said == ARTICLE.title, said
    assert re.search(r"cases/hard-case.* B002 .*U\+1F44D", made.reported) or "👍" in whole
    assert re.search(r"cases/hard-case.* B009 ", made.reported)
    # With the page that it stands on.
    (page,) = re.findall(r"B009 .*, page (\d+)\n", made.reported)
    with pypdfium2.PdfDocument(str(made.pdf)) as document:
        labels = [document.get_page_label(number) for number in range(len(document))]
        said = document[labels.index(page)].get_textpage().get_text_range()
    assert ("長的網址" if made.script is Script.HANT else "长的网址") in bare(said)


def test_the_front_matter_says_what_the_settings_give(made: Made) -> None:
    """GB/T 12450 and 12451: on the title page, and before the rest on its back."""
    with pypdfium2.PdfDocument(str(made.pdf)) as document:
        title, imprint = (
            bare(document[number].get_textpage().get_text_range()) for number in (2, 3)
        )
    told = _SETTINGS if made.script is Script.HANT else to_edition(_SETTINGS, SIMPLIFIED)
    known = dict(re.findall(r'book_(\w+) = "(.*)"', told))
    assert known["editor"] in title
    assert known["publisher"] in title
    assert imprint.startswith(bare(known["cip"]))
    assert all(bare(value) in imprint for value in known.values())


def test_tags_are_in_the_order_of_the_pages(made: Made) -> None:
    """What is heard comes in the order that is read."""
    with pikepdf.open(made.pdf) as document:
        numbers = {page.objgen: number for number, page in enumerate(document.pages)}
        top = document.Root.StructTreeRoot.K
        whole = _elements(top[0] if isinstance(top, pikepdf.Array) else top)
        order = [numbers[element.Pg.objgen] for element in whole if "/Pg" in element]
    assert len(order) > 300
    assert order == sorted(order)


def test_nothing_passes_the_measure(made: Made, pages: list[list[Line]]) -> None:
    with pypdfium2.PdfDocument(str(made.pdf)) as document:
        widths = [page.get_width() for page in document]
    for lines in pages:
        for line in lines:
            # 16k has the narrowest outer margin: 184 mm − 28 mm − 35 × 10.5 pt.
            assert line.right < widths[line.page] - 60, line
            assert line.left > 60, line


def test_a_row_that_is_higher_than_a_page_goes_on(made: Made, pages: list[list[Line]]) -> None:
    """Its cells begin on one line, and nothing stands below the last line of a page."""
    name = "甲項" if made.script is Script.HANT else "甲项"
    (first,) = (line for lines in pages for line in lines if line.text.startswith(name))
    assert len(first.text) > 20
    height, top, lines, size = (842, 76.5, 37, 11) if made.paper == "a4" else (737, 68, 34, 10.5)
    foot = height - top - (lines * 1.72 - 0.72) * size
    assert min(line.base for page in pages for line in page) > foot - 1


def test_a_number_stands_on_one_line_with_its_unit(made: Made, pages: list[list[Line]]) -> None:
    # At the back lines end with the numbers of pages.
    back = next(
        number
        for number, lines in enumerate(pages)
        if any(line.text in ("指標表", "指标表") for line in lines)
    )
    parted = [
        (thing.text, after.text)
        for lines in pages[:back]
        for thing, after in pairwise(lines)
        if re.search(r"[0-9]$", thing.text)
        and re.match(r"[年萬万批公件項项]", after.text)
        and len(thing.text) > 25
    ]
    assert parted == []
    whole = printed([made.pdf])
    assert len(re.findall(r"500批", whole)) > 50


def test_no_last_line_is_a_single_character(pages: list[list[Line]]) -> None:
    single = [
        thing.text
        for lines in pages
        for thing in lines
        if re.fullmatch(r"[一-鿿][。！？」]*", thing.text)
    ]
    assert single == []


def test_a_table_that_goes_on_says_so(made: Made) -> None:
    more = "續表" if made.script is Script.HANT else "续表"
    with pypdfium2.PdfDocument(str(made.pdf)) as document:
        said = [bare(page.get_textpage().get_text_range()) for page in document]
    with_rows = [text for text in said if re.search(r"第\d+[項项][許许]可\d天", text)]
    assert len(with_rows) >= 2
    assert [bool(re.search(rf"{more}\d", text)) for text in with_rows] == [
        number > 0 for number in range(len(with_rows))
    ]


def test_pictures_are_no_larger_than_their_pixels_are(made: Made) -> None:
    """At 72 pixels an inch: an icon stays one, and a photograph fits the measure."""
    drawn = []
    with pypdfium2.PdfDocument(str(made.pdf)) as document:
        for page in document:
            for item in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE]):
                left, bottom, right, top = item.get_bounds()
                drawn.append((round(right - left), round(top - bottom)))
    measure = 38 * 11 if made.paper == "a4" else 35 * 10.5
    wide, high = round(0.8 * measure), round(0.8 * measure / 900 * 600)
    assert sorted(drawn) == [(48, 32), (wide, high)]


def test_captions_stand_on_the_pages_of_their_pictures(
    made: Made, tree: list[pikepdf.Dictionary]
) -> None:
    with pikepdf.open(made.pdf) as document:
        numbers = {page.objgen: number for number, page in enumerate(document.pages)}
    drawn = {
        str(thing.Alt): numbers[thing.Pg.objgen]
        for thing in _all(tree, "Figure")
        if "/Alt" in thing and "svg" in str(thing.Alt)
    }
    assert len(drawn) == len(_SIZES)
    with pypdfium2.PdfDocument(str(made.pdf)) as document:
        said = [bare(page.get_textpage().get_text_range()) for page in document]
    for alt, number in drawn.items():
        assert bare(alt) in said[number], alt


def test_running_heads_have_one_line(made: Made) -> None:
    with pypdfium2.PdfDocument(str(made.pdf)) as document:
        for page in document:
            text = page.get_textpage().get_text_bounded(bottom=page.get_height() - 62)
            assert len(text.split("\r\n")) <= 1, text


def test_facing_pages_of_text_are_level(made: Made, pages: list[list[Line]]) -> None:
    """Every line of running text stands on the lines of the page, whatever is above it."""
    size = 11 if made.paper == "a4" else 10.5
    pitch = size * 1.72
    heads = ["改革背景", "主要做法"]
    starts, ends = (
        next(n for n, lines in enumerate(pages) if any(line.text == head for line in lines))
        for head in heads
    )
    background = [line for lines in pages[starts:ends] for line in lines if len(line.text) > 30]
    offsets = {round((line.base % pitch) * 2) / 2 for line in background}
    assert len(background) > 30
    assert len(offsets) <= 2, offsets


@pytest.mark.parametrize("meeting", ["」，", "》《"])
def test_marks_that_meet_take_less_room(made: Made, meeting: str) -> None:
    """In the Traditional edition, whose commas stand in the middle of their square."""
    if made.script is Script.HANS:
        meeting = meeting.replace("」", "”")
    results = []
    with pypdfium2.PdfDocument(str(made.pdf)) as document:
        for page in document:
            text = page.get_textpage()
            said = text.get_text_range()
            x, y, z = ctypes.c_double(), ctypes.c_double(), ctypes.c_double()
            for match in re.finditer(re.escape(meeting) + r"(?=[一-鿿])", said):
                raw.FPDFText_GetCharOrigin(text, match.start(), x, y)
                raw.FPDFText_GetCharOrigin(text, match.start() + 1, z, y)
                if 0 < z.value - x.value < 30:
                    results.append(z.value - x.value)
    size = 11 if made.paper == "a4" else 10.5
    body = [advance for advance in results if advance < size * 1.2]
    assert len(body) > 10
    assert sum(advance < 0.75 * size for advance in body) / len(body) > 0.9
