"""A page written by hand with a table, pictures and a note, in the PDF standards."""

from __future__ import annotations

import ctypes
import re
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw
from tests.book.book import build_book, language, metadata, printed, write_book_docs

from casebook.records import Article, Paragraph, Script, Section, Source, Theme

PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60">'
    '<path fill="#c80010" d="M0 0h80v50z"/></svg>'
)
WRITTEN = """# 說明

文中有注[^a]，句裡有圖![方形](box.svg)，[![門](box.svg)](https://example.org/)也是圖。

```{figure} box.svg
:alt: 一個方塊

圖的說明
```

![](box.svg)

| 甲 | 乙 |
|---|---|
| 丙 | \ue000 |

[^a]: 注的文字。
"""
_ARTICLE = Article(
    slug="one-case",
    title="甲鎮的改革",
    script=Script.HANT,
    sections=(Section(Theme.MEASURES, "主要做法", (Paragraph("做法分兩步。"),)),),
    field="政務服務",
    years="2014",
    sources=(Source(title="試點", publisher="鎮報", published="2015-02-03"),),
)


Made = tuple[str, Path, str]
"""Standard, PDF, and what was reported."""


@pytest.fixture(scope="module", params=["ua-1", "a-2u"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("written")
    write_book_docs([_ARTICLE], folder)
    (folder / "docs" / "box.svg").write_text(PICTURE, encoding="utf-8")
    (folder / "docs" / "about.md").write_text(WRITTEN, encoding="utf-8")
    pdf, warnings = build_book(folder, Script.HANT, casebook_standard=request.param)
    return request.param, pdf, warnings


def test_the_standard_is_met_and_named(made: Made) -> None:
    standard, pdf, warnings = made
    assert "B005" not in warnings, warnings
    named = {"ua-1": r"pdfuaid:part>1<", "a-2u": r"pdfaid:part>2<.*pdfaid:conformance>U<"}
    assert re.search(named[standard], metadata(pdf), re.DOTALL)
    assert language(pdf) == "zh-TW"


def test_every_picture_is_drawn_and_described(made: Made) -> None:
    """Three have a text that stands for them; the one without is an ornament."""
    _, pdf, _ = made
    with pypdfium2.PdfDocument(str(pdf)) as document:
        said = [text for page in document for text in _alternatives(page)]
        drawn = sum(
            1
            for page in document
            for item in page.get_objects(max_depth=4)
            if item.type == raw.FPDF_PAGEOBJ_PATH and _is_red(item)
        )
    assert {"方形", "門", "圖的說明"} <= set(said)
    assert drawn == WRITTEN.count("box.svg")


def _is_red(pdfobject: pypdfium2.PdfObject) -> bool:
    parts = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(pdfobject, *parts)
    return [part.value for part in parts[:3]] == [0xC8, 0x00, 0x10]


def test_a_cell_without_a_glyph_is_printed_as_its_code_and_told(made: Made) -> None:
    _, pdf, warnings = made
    assert re.search(r"about.* B002 .*U\+E000", warnings)
    assert "甲乙丙U+E000" in printed([pdf])


def _alternatives(page: pypdfium2.PdfPage) -> list[str]:
    tree = raw.FPDF_StructTree_GetForPage(page)
    todo = [
        raw.FPDF_StructTree_GetChildAtIndex(tree, n)
        for n in range(raw.FPDF_StructTree_CountChildren(tree))
    ]
    result = []
    while todo:
        item = todo.pop()
        if item:
            buffer = ctypes.create_string_buffer(200)
            raw.FPDF_StructElement_GetAltText(item, buffer, 200)
            result.append(buffer.raw.decode("utf-16-le").split("\0")[0])
            children = range(raw.FPDF_StructElement_CountChildren(item))
            todo += [raw.FPDF_StructElement_GetChildAtIndex(item, n) for n in children]
    raw.FPDF_StructTree_Close(tree)
    return result
