"""The words that figures stand in: short, whole, and never half a pair of marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.book.quotes import CUT, LONG, LONGEST, joined, quoted, quoted_span


def _quote(text: str, figure: str, measured: str = "") -> str:
    start = text.index(figure)
    return quoted(text, quoted_span(text, start, start + len(figure), measured))


LONG_SENTENCE = (
    "全縣把二十三項許可交給一個窗口，辦件時間由30天縮短至3天，"
    "羣眾不必再往返於各個部門之間，滿意率也隨之提高到96%，此後每年公布一次，再不中斷"
)


@pytest.mark.parametrize(
    ("text", "figure", "measured", "said"),
    [
        ("過去要跑。時間由30天縮短至3天。此後再減。", "3天", "時間", "時間由30天縮短至3天"),
        ("時間由30天縮短至3天", "3天", "", "時間由30天縮短至3天"),
        (LONG_SENTENCE, "3天", "時間", f"{CUT}辦件時間由30天縮短至3天{CUT}"),
        (LONG_SENTENCE, "96%", "", f"{CUT}滿意率也隨之提高到96%{CUT}"),
        # From the clause that names what is measured.
        (
            "農戶" + "林" * 30 + "的貸款，在試點以後的三年裡，共發放2億元，" + "其餘" * 15 + "。",
            "2億元",
            "貸款",
            "農戶" + "林" * 30 + "的貸款，在試點以後的三年裡，共發放2億元" + CUT,
        ),
        # A quotation mark does not stand alone.
        (
            "提出「一個窗口，" + "甲" * 60 + "，三天辦結」的目標。",
            "三天",
            "",
            "提出「一個窗口，" + "甲" * 60 + "，三天辦結」的目標",
        ),
    ],
)
def test_what_is_quoted(text: str, figure: str, measured: str, said: str) -> None:
    assert _quote(text, figure, measured) == said


@pytest.mark.parametrize(("length", "whole"), [(LONG, True), (LONG + 1, False)])
def test_a_short_sentence_is_quoted_whole(length: int, whole: bool) -> None:
    text = "其他的話，" + "甲" * (length - 8) + "，3天"
    assert len(text) == length
    assert (_quote(text, "3天") == text) is whole


@pytest.mark.parametrize(("length", "both"), [(LONGEST, True), (LONGEST + 1, False)])
def test_clauses_are_quoted_together_up_to_a_length(length: int, both: bool) -> None:
    text = "開頭的話，時間" + "甲" * (length - 5) + "，3天"
    assert _quote(text, "3天", "時間").startswith(f"{CUT}時間") is both


@pytest.mark.parametrize(("length", "together"), [(LONGEST, True), (LONGEST + 1, False)])
def test_figures_of_a_sentence_are_quoted_together(length: int, together: bool) -> None:
    spans = [(0, 10), (length - 10, length)]
    text = "甲" * length
    assert list(joined(text, spans)) == ([(0, length)] if together else spans)
    parted = text[:20] + "。" + text[21:]
    assert list(joined(parted, spans)) == spans


@given(st.text(alphabet="甲乙。，；「」（）3天\n", max_size=120), st.data())
def test_a_quotation_is_of_the_text_and_has_its_figure(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = quoted_span(text, start, end, "")
    assert first <= start
    assert end <= last
    assert quoted(text, (first, last)).strip(CUT) in text
