"""Outline numbers and the points 一是, 二是."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.text.numbering import han_numeral, han_value, number_of, split_points


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("一、先試點", "han", 1),
        ("十二、先試點", "han", 12),
        ("二十、先試點", "han", 20),
        ("（三）先試點", "hanpar", 3),
        ("(三)先試點", "hanpar", 3),
        ("4.先試點", "digit", 4),
        ("4、先試點", "digit", 4),
        ("（5）先試點", "digitpar", 5),
        ("⑥先試點", "digitpar", 6),
        ("1.2先試點", "decimal", 2),
        ("1.2.3先試點", "subdecimal", 3),
    ],
)
def test_outline_numbers(text: str, kind: str, value: int) -> None:
    number = number_of(text)
    assert number is not None
    assert (number.kind, number.value) == (kind, value)
    assert text[number.length :] == "先試點"


def test_a_number_may_stand_before_latin_letters_behind_a_space() -> None:
    assert number_of("2.1 BIS的研究") is not None
    assert number_of("2.1BIS的研究") is None
    assert number_of("3.2 日常管理") is not None


@pytest.mark.parametrize(
    "text", ["3.5萬人", "一方面", "2024年", "一是先試點", "十分重要", "（注）"]
)
def test_what_is_no_outline_number(text: str) -> None:
    assert number_of(text) is None


@given(st.integers(1, 99))
def test_chinese_numerals(value: int) -> None:
    assert han_value(han_numeral(value)) == value


def test_points_stand_after_a_stop() -> None:
    text = "全縣推開。一是定方案。先調研。二是抓落實；三是看成效。"
    assert split_points(text) == (
        "全縣推開。",
        "一是定方案。先調研。",
        "二是抓落實；",
        "三是看成效。",
    )


@pytest.mark.parametrize(
    "text",
    [
        "這是第一是要做的事，第二是看。",
        "全縣推開。一是定方案。",
        "他說：“要做兩件事。一是定方案。二是抓落實。”",
        "一是一，二是二。",
    ],
)
def test_what_are_no_points(text: str) -> None:
    assert split_points(text) == (text,)


@given(st.text(st.sampled_from("一二三是。；“”甲乙")))
def test_points_joined_give_the_text(text: str) -> None:
    assert "".join(split_points(text)) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("壹 起因", 1),
        ("参　成效", 3),
        ("伍 成效如何", 5),
        ("伍 小明", None),
        ("陸 小海", None),
        ("参 考文献", None),
        ("參 與", None),
        ("壹基金", None),
    ],
)
def test_a_capital_numeral_stands_alone_before_a_gap(text: str, value: int | None) -> None:
    number = number_of(text)
    assert (number.value if number else None) == value
