"""Manuscripts become books: what cannot be set is reported, and the rest is set."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.book import press
from casebook.book.edition import print_book
from casebook.book.manuscript import SUFFIX, Manuscript, read_manuscript, texts_of, write_manuscript
from casebook.book.parts import Book, Chapter, Part
from casebook.book.press import Job, cuts_of, set_here
from casebook.book.setting import set_books
from casebook.book.source import array, call, content, shown, string
from casebook.book.texts import Kept, TextsWriter, read_text
from casebook.book.typeset import write_template
from casebook.problems import Code, Problem

_LOOK = {
    "sans": ["New Computer Modern"],
    "words": dict.fromkeys(
        (
            *("page-before", "page-after", "volume-before", "volume-after"),
            *("goes-on", "comma", "table", "picture", "see", "also", "more"),
        ),
        "、",
    ),
}
_SETTINGS = (
    '(title: "t", author: "t", description: [], keywords: (), date: none, paper: "a4", '
    'serif: ("New Computer Modern",), '
    'region: "TW", script: "hant")'
)


def _manuscript(inside: str, file: Path) -> Manuscript:
    title = content(shown("title"))
    body = content(call("matter", string("one#"), title) + inside)
    with TextsWriter(texts_of(file)) as texts:
        source = texts.add(call("chapter", string("one#"), title, body))
    only = Chapter("one#", title, source)
    parts = (Part("", "", (only,)),)
    book = Book(_SETTINGS, _LOOK, "#[cover];", "#[imprint];", (), "[contents]", parts)
    return Manuscript(book, 400, "")


def _write(folder: Path, name: str, inside: str) -> Path:
    file = folder / f"{name}{SUFFIX}"
    write_manuscript(_manuscript(inside, file), file)
    write_template(folder)
    return file


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "No such file"),
        (b"{", "Expecting property name"),
        (b"\xff", "decode"),
        (b"{}", "no manuscript"),
        (b"[]", "no manuscript"),
    ],
)
def test_a_file_that_is_no_manuscript_is_told_and_the_rest_is_set(
    tmp_path: Path, content: bytes | None, said: str
) -> None:
    wrong = tmp_path / f"wrong{SUFFIX}"
    if content is not None:
        wrong.write_bytes(content)
    right = _write(tmp_path, "right", shown("text"))
    books, problems = set_books([wrong, right], lambda _: None)
    assert books is None
    (problem,) = problems
    assert problem.code is Code.BOOK_MANUSCRIPT
    assert problem.file == str(wrong)
    assert said in problem.detail
    assert (tmp_path / "right.pdf").read_bytes().startswith(b"%PDF")
    assert not (tmp_path / "wrong.pdf").exists()


def test_what_typst_refuses_is_told_with_its_message_and_leaves_the_last_book(
    tmp_path: Path,
) -> None:
    file = _write(tmp_path, "short", '#panic("no such thing");')
    (tmp_path / "short.pdf").write_bytes(b"the last one")
    books, (problem,) = set_books([file], lambda _: None)
    assert books is None
    assert problem.code is Code.BOOK_SETTING
    assert "no such thing" in problem.detail
    assert (tmp_path / "short.pdf").read_bytes() == b"the last one"


def ended(_job: press.Job, *, settle: bool) -> press.Sheets:
    """As the system does with a process that takes too much memory."""
    assert settle
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="processes are ended another way")
def test_a_process_of_typst_that_is_ended_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "set_here", ended)
    file = _write(tmp_path, "short", shown("text"))
    (tmp_path / "short.pdf").write_bytes(b"the last one")
    books, (problem,) = set_books([file], lambda _: None)
    assert books is None
    assert problem.code is Code.BOOK_SETTING
    assert "memory" in problem.detail
    assert (tmp_path / "short.pdf").read_bytes() == b"the last one"


def test_volumes_of_a_longer_book_go_when_the_book_is_shorter(tmp_path: Path) -> None:
    file = _write(tmp_path, "short", shown("text"))
    (tmp_path / "short-2.pdf").write_bytes(b"old")
    book = print_book(read_manuscript(file), file, lambda _: None)
    assert not book.problems
    assert book.pdfs == (tmp_path / "short.pdf",)
    assert tuple(tmp_path.glob("*.pdf")) == book.pdfs


def test_a_draft_gives_an_index_the_room_that_it_will_need(tmp_path: Path) -> None:
    """Or a volume would be planned with far fewer pages than it will have."""
    keys = array(string(f"place#{number}") for number in range(3000))
    entry = array((content(shown("名")), keys, "none", "none"))
    index = call("index", string("index#"), array([array((content(shown("1")), array([entry])))]))
    file = _write(tmp_path, "long", index)
    main_file = file.with_name("long.typ")
    lines = ('#import "book.typ": *', f"#show: book.with({_SETTINGS})", "#show: body-matter")
    chapter = read_manuscript(file).book.parts[0].chapters[0]
    source = read_text(texts_of(file), chapter.source)
    main_file.write_text("\n".join([*lines, source]), encoding="utf-8")
    sheets = set_here(Job(main_file, 0, _LOOK, {}), settle=True)
    # At least 300 numbers of five digits a page, and no page that is nearly empty.
    assert 4 <= sheets.ends["one#"] <= 15


@pytest.mark.parametrize(
    ("units", "cuts"),
    [
        ([(0, 1, 1), (1, 1, 1)], {"index#": 0}),
        ([(0, 1, 1), (1, 2, 2), (2, 2, 2)], {"index#": 1}),
        # The last page begins within a unit, or holds the end of one alone.
        ([(0, 1, 2), (1, 2, 2)], {}),
        ([(0, 1, 2)], {}),
    ],
)
def test_a_list_is_divided_where_its_last_page_begins(
    units: list[tuple[int, int, int]], cuts: dict[str, int]
) -> None:
    """Or the volume would have a page more than its draft, and be set again."""
    marks = [("index#", at, page) for at, begin, end in units for page in (begin, end)]
    assert cuts_of(marks) == cuts


_texts = st.text(st.characters(blacklist_categories=("Cs",)), max_size=20)
_kept = st.builds(Kept, *(st.integers(0, 9) for _ in range(3)))
_chapters = st.lists(st.builds(Chapter, _texts, _texts, _kept), max_size=3).map(tuple)


@given(st.lists(_texts, max_size=5))
def test_texts_are_read_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, written: list[str]
) -> None:
    file = tmp_path_factory.getbasetemp() / "texts"
    with TextsWriter(file) as texts:
        kept = [texts.add(text) for text in written]
    assert [read_text(file, entry) for entry in kept] == written
    assert [entry.length for entry in kept] == list(map(len, written))


def test_a_manuscript_without_its_chapters_is_told(tmp_path: Path) -> None:
    cut, gone = _write(tmp_path, "cut", shown("text")), _write(tmp_path, "gone", shown("text"))
    texts_of(cut).write_bytes(b"#cha")
    texts_of(gone).unlink()
    books, problems = set_books([cut, gone], lambda _: None)
    assert books is None
    assert [problem.code for problem in problems] == [Code.BOOK_MANUSCRIPT] * 2
    assert "ends before byte" in problems[0].detail


@given(
    st.builds(
        Manuscript,
        st.builds(
            Book,
            _texts,
            st.dictionaries(_texts, st.lists(_texts)),
            _texts,
            _texts,
            _chapters,
            _texts,
            st.lists(st.builds(Part, _texts, _texts, _chapters), max_size=3).map(tuple),
        ),
        st.integers(1, 1000),
        _texts,
        st.lists(
            st.builds(Problem, st.sampled_from(Code), _texts, st.integers(0, 9), _texts), max_size=2
        ).map(tuple),
    )
)
def test_a_manuscript_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, made: Manuscript
) -> None:
    file = tmp_path_factory.getbasetemp() / f"made{SUFFIX}"
    write_manuscript(made, file)
    assert read_manuscript(file) == made
