"""The sample corpus in both editions: every paragraph, bookmark, link and face."""

from __future__ import annotations

import ctypes
import re
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw
from tests.book.book import (
    NOT_FIRST,
    NOT_LAST,
    bare,
    bookmarks,
    face_names,
    folio,
    language,
    lines,
    links,
    page_texts,
    printed,
    texts,
)
from tests.conftest import ROOT
from tests.editions import SIMPLIFIED, TRADITIONAL

from casebook.library import load_articles
from casebook.project import Project, load
from casebook.records import Script
from casebook.text import to_edition

OF_SCRIPT = {Script.HANT: TRADITIONAL, Script.HANS: SIMPLIFIED}


@pytest.fixture(scope="module", params=list(Script))
def script(request: pytest.FixtureRequest) -> Script:
    result: Script = request.param
    return result


@pytest.fixture(scope="module")
def book(script: Script, sample_books: dict[Script, Path]) -> Path:
    return sample_books[script]


def test_every_paragraph_is_printed_as_in_the_edition(book: Path, script: Script) -> None:
    snapshot = load(Project.of(ROOT / "articles"))
    printer = snapshot.printer(OF_SCRIPT[script].tag)
    # A reference in a paragraph bears its page number.
    whole = re.sub(r"（第\d+[頁页]）", "", printed([book]))
    wanted = [
        bare(printer.article(article)(text))
        for article in snapshot.articles
        for text in texts(article)
    ]
    assert [text for text in wanted if text not in whole] == []


def test_bookmarks_name_what_stands_on_their_pages(book: Path, script: Script) -> None:
    marks = bookmarks(book)
    pages = [bare(text) for text in page_texts(book)]
    for _, title, page in marks:
        assert bare(title) in pages[page], title
    titles = {bare(title) for _, title, _ in marks}
    for article in load_articles(ROOT / "articles")[0]:
        assert bare(to_edition(article.title, OF_SCRIPT[script], script=article.script)) in titles
    targets = [page for _, _, page in marks]
    assert targets == sorted(targets)


def test_printed_page_numbers_are_those_that_links_lead_to(book: Path) -> None:
    checked = 0
    with pypdfium2.PdfDocument(str(book)) as document:
        # Title pages of parts bear no number; their label has it.
        numbers = [document.get_page_label(n) for n in range(len(document))]
        for number, page in zip(numbers, document, strict=True):
            assert folio(page) in {number, ""}
            for said, target in links(document, page):
                named = re.fullmatch(r"(?:.*?[.．]\s*)?(\d+)", said, re.DOTALL)
                if named:
                    assert numbers[target] == named[1], said
                    checked += 1
    assert checked > 500


def test_faces_are_embedded_subsets_of_the_edition(book: Path, script: Script) -> None:
    names: dict[str, int] = {}
    with pypdfium2.PdfDocument(str(book)) as document:
        for page in list(document)[::4]:
            for item in page.get_objects([raw.FPDF_PAGEOBJ_TEXT]):
                font = raw.FPDFTextObj_GetFont(item)
                buffer = ctypes.create_string_buffer(200)
                raw.FPDFFont_GetBaseFontName(font, buffer, 200)
                assert raw.FPDFFont_GetIsEmbedded(font) == 1
                name = buffer.value.decode()
                names[name] = names.get(name, 0) + 1
    assert names
    face = "tc" if script is Script.HANT else "sc"
    own = sum(count for name, count in names.items() if re.search(rf"(cjk)?{face}-", name.lower()))
    assert own / sum(names.values()) > 0.9
    embedded = face_names(book)
    assert embedded
    assert all(re.match(r"[A-Z]{6}\+", name) for name in embedded)


def test_no_line_breaks_the_rules_of_line_ends(book: Path) -> None:
    results = list(lines(book))
    assert sum(len(line) > 30 for line in results) > 500
    assert [line for line in results if line[0] in NOT_FIRST or line[-1] in NOT_LAST] == []


def test_the_book_is_tagged_and_says_its_language(book: Path, script: Script) -> None:
    assert language(book) == ("zh-TW" if script is Script.HANT else "zh-CN")
    with pypdfium2.PdfDocument(str(book)) as document:
        assert raw.FPDFCatalog_IsTagged(document)
        assert document.get_metadata_value("Title")
        assert document.get_metadata_value("Author")
        kinds = {kind for page in document for kind in _tags(page)}
    assert {"H1", "H2", "H3", "P", "Table", "TH", "TD", "Link", "L", "LI"} <= kinds


def _tags(page: pypdfium2.PdfPage) -> set[str]:
    tree = raw.FPDF_StructTree_GetForPage(page)
    todo = [
        raw.FPDF_StructTree_GetChildAtIndex(tree, n)
        for n in range(raw.FPDF_StructTree_CountChildren(tree))
    ]
    kinds = set()
    while todo:
        item = todo.pop()
        if item:
            buffer = ctypes.create_string_buffer(60)
            raw.FPDF_StructElement_GetType(item, buffer, 60)
            kinds.add(buffer.raw.decode("utf-16-le").split("\0")[0])
            children = range(raw.FPDF_StructElement_CountChildren(item))
            todo += [raw.FPDF_StructElement_GetChildAtIndex(item, n) for n in children]
    raw.FPDF_StructTree_Close(tree)
    return kinds


def test_no_character_is_without_a_glyph(book: Path) -> None:
    assert "U+" not in printed([book])
