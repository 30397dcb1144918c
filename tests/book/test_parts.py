"""The builder's parts: literals, unknown elements, glyphs, faces, pictures, order."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst
from docutils import nodes
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.editions import EDITIONS, SIMPLIFIED, TRADITIONAL

from casebook.book import edition
from casebook.book.blocks import Para
from casebook.book.context import Context
from casebook.book.fonts import faces
from casebook.book.front import front_of
from casebook.book.manuscript import SUFFIX, Manuscript, texts_of
from casebook.book.parts import Book, Chapter, Part
from casebook.book.pictures import Pictures
from casebook.book.press import Job, Sheets
from casebook.book.source import shown, string
from casebook.book.texts import TextsWriter
from casebook.book.translate import PageTranslator, UnknownNodeError
from casebook.book.typst_source import TypstWriter
from casebook.problems import Code, Problem
from casebook.records import Edition
from casebook.settings import Settings
from casebook.text.collate import grouped, order_of
from casebook.text.printer import Printer


def _context() -> Context:
    return Context(
        drawn=frozenset(range(0x20, 0xA000)),
        places=frozenset({"glossary#term"}),
        picture=lambda uri: uri,
        words={},
    )


_text = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=60)


@settings(max_examples=60, deadline=None)
@given(_text)
def test_a_literal_is_the_text_again(text: str) -> None:
    source = f"#metadata({string(text)}) <said>".encode()
    assert typst.query(source, "<said>", field="value", one=True) == _json(text)


def _json(text: str) -> str:
    import json

    return json.dumps(text, ensure_ascii=False)


def test_unknown_elements_stop_the_build_by_name_and_place() -> None:
    class Hologram(nodes.General, nodes.Element):
        pass

    node = Hologram()
    node.source, node.line = "docs/cases/somewhere.md", 7
    with pytest.raises(UnknownNodeError, match=r"somewhere\.md:7: B003 .*Hologram"):
        list(PageTranslator("somewhere", Path()).blocks(nodes.paragraph("", "", node)))


def test_characters_without_a_glyph_are_told_and_shown_as_codes() -> None:
    context = _context()
    done = TypstWriter(context).block(Para(("甲\U00020bb7乙",), ("cases/x#p1",)))
    assert shown("甲") + '#undrawn("U+20BB7", "");' + shown("乙") in done
    (problem,) = context.problems
    assert problem.code is Code.BOOK_GLYPH
    assert problem.file == "cases/x#p1"


def test_references_out_of_the_book_keep_their_label_only() -> None:
    page, writer = PageTranslator("x", Path()), TypstWriter(_context())
    inside = nodes.reference("", "詞", internal=True, refuri="glossary#term")
    outside = nodes.reference("", "詞", internal=True, refuri="fields/x")
    assert writer.line(tuple(page.pieces(inside))) == '#see("glossary#term", [#"詞";]);'
    assert writer.line(tuple(page.pieces(outside))) == shown("詞")


@pytest.mark.parametrize("edition", list(EDITIONS))
def test_faces_that_pip_installs_draw_the_edition(edition: Edition) -> None:
    results = faces(edition, system=False)
    assert results is not None
    assert results.serif[0].endswith("TC" if edition is TRADITIONAL else "SC")
    assert {ord(char) for char in "改革，背景；舉措、成效。举措实践"} <= results.drawn


def test_broken_and_missing_pictures_are_told(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nnot a picture")
    (docs / "good.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    pictures = Pictures(tmp_path / "out")
    assert pictures.take(docs / "good.svg")
    assert not pictures.problems
    assert not pictures.take(docs / "broken.png")
    assert not pictures.take(docs / "gone.png")
    assert not pictures.take(docs)
    assert [problem.code for problem in pictures.problems] == [Code.BOOK_PICTURE] * 3


@pytest.mark.parametrize(
    ("edition", "order", "expected"),
    [
        (
            TRADITIONAL,
            "stroke",
            [("1畫", ["一網通辦"]), ("3畫", ["三醫聯動"]), ("7畫", ["改革"])],
        ),
        (
            TRADITIONAL,
            "zhuyin",
            [("ㄍ", ["改革"]), ("ㄙ", ["三醫聯動"]), ("ㄧ", ["一網通辦"])],
        ),
        (SIMPLIFIED, "stroke", [("G", ["改革"]), ("S", ["三醫聯動"]), ("Y", ["一網通辦"])]),
    ],
)
def test_names_are_grouped_in_the_order_of_the_edition(
    edition: Edition, order: str, expected: list[tuple[str, list[str]]]
) -> None:
    names = ["改革", "一網通辦", "三醫聯動"]
    assert grouped(names, str, order_of(edition, order), "其他") == expected


def test_names_without_a_letter_stand_under_other() -> None:
    assert grouped(["12345"], str, SIMPLIFIED.collation, "其他") == [("其他", ["12345"])]


def _setting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, free: bool) -> list[Problem]:
    """Set a book whose one address is never where its reference says, unless it has room."""
    file = tmp_path / f"book{SUFFIX}"
    with TextsWriter(texts_of(file)) as texts:
        only = Chapter("one#", "[one]", texts.add("#one;"))
    book = Book("()", {}, "", "", (), "[contents]", (Part("", "", (only,)),))

    def work(job: Job, *, settle: bool = True) -> Sheets:
        if not job.number:
            return Sheets({"one#": "1"}, {"one#": 3}, True)
        said = job.places["one#"][1]
        page = "3" if (job.digits and not free) or said != "3" else "2"
        return Sheets({"one#": page}, {}, said == page)

    monkeypatch.setattr(edition, "work", work)
    monkeypatch.setattr(edition, "finish", lambda *_: None)
    printed = edition.print_book(Manuscript(book, 400, ""), file, lambda _: None)
    return list(printed.problems)


def test_page_numbers_that_chase_each_other_get_room(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert _setting(monkeypatch, tmp_path, free=False) == []


def test_page_numbers_that_never_settle_are_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (problem,) = _setting(monkeypatch, tmp_path, free=True)
    assert problem.code is Code.BOOK_PAGES


def test_a_page_of_tables_takes_the_room_of_two(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """They take the memory of two: a volume has 400 pages of text, or 200 of tables."""
    file = tmp_path / f"book{SUFFIX}"
    with TextsWriter(texts_of(file)) as texts:
        text = Part("part#", "[part]", (Chapter("text#", "[text]", texts.add("#text;")),))
        table = texts.add("#table;")
    tables = [Part("", "", (Chapter(f"{item}#", "", table),)) for item in range(5)]
    book = Book("()", {}, "", "", (), "[contents]", (text, *tables))
    draft = {"part#": "1", "text#": "3"} | {
        f"{entry}#": str(391 + 60 * entry) for entry in range(5)
    }
    ends = {"text#": 390} | {f"{entry}#": 450 + 60 * entry for entry in range(5)}
    monkeypatch.setattr(edition, "work", lambda job, **_: Sheets(draft, ends, True))
    monkeypatch.setattr(edition, "finish", lambda *_: None)
    printed = edition.print_book(Manuscript(book, 400, ""), file, lambda _: None)
    inside = [pdf.with_suffix(".typ").read_text("utf-8").count("#table;") for pdf in printed.pdfs]
    assert inside == [0, 3, 2]


def test_an_imprint_claims_no_licence_that_nobody_chose() -> None:
    here = front_of(Settings(), Printer(SIMPLIFIED), (), ())
    said = "本库未声明授权；原文的权利属于原发布者。"
    assert here.rights == said
    assert ("授权", said) in here.imprint
