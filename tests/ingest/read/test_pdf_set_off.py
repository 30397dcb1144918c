"""Raised and lowered digits of a PDF keep their form: no figure becomes another."""

from __future__ import annotations

import pytest

from casebook.ingest.read.pdf.marks import Char
from casebook.ingest.read.pdf.set_off import with_set_off

SIZE, BASE = 10.0, 100.0


def char(text: str, left: float, base: float = BASE, size: float = SIZE) -> Char:
    return Char(text, left, base - size, left + size / 2, base, base)


def said(*chars: Char) -> str:
    return "".join(item.text for item in with_set_off(list(chars)))


def test_raised_digits_stand_in_their_own_form_on_the_line_of_the_text() -> None:
    chars = [char("6", 0), char("1", 5, 96.5, 6), char("2", 8, 96.5, 6), char("人", 11)]
    made = with_set_off(chars)
    assert "".join(item.text for item in made) == "6¹²人"
    assert {item.base for item in made} == {BASE}


def test_lowered_digits_are_told_from_raised_ones() -> None:
    assert said(char("C", 0), char("O", 5), char("2", 10, 101.5, 6), char("排", 13)) == "CO₂排"


def test_the_mark_at_the_head_of_a_note_is_raised() -> None:
    assert said(char("。", 90, 80), char("1", 0, 97, 6), char("县", 3)) == "。¹县"


@pytest.mark.parametrize(
    ("base", "size", "left", "made"),
    [
        (98.0, 6, 5, "¹"),  # a fifth of the size above the line
        (98.1, 6, 5, "1"),
        (93.0, 6, 5, "¹"),
        (92.9, 6, 5, "1"),
        (96.5, 8.9, 5, "¹"),
        (96.5, 9.0, 5, "1"),
        (96.5, 6, 8, "¹"),
        (96.5, 6, 8.1, "1"),
        (101.0, 6, 5, "₁"),
        (100.9, 6, 5, "1"),
        (105.0, 6, 5, "₁"),
        (105.1, 6, 5, "1"),
    ],
)
def test_only_what_is_smaller_off_the_line_and_beside_it_is_set_off(
    base: float, size: float, left: float, made: str
) -> None:
    assert said(char("6", 0), char("1", left, base, size)) == f"6{made}"


@pytest.mark.parametrize("text", ["a", "人", "。", " "])
def test_other_signs_stay_as_they_are(text: str) -> None:
    assert said(char("6", 0), char(text, 5, 96.5, 6)) == f"6{text}"


@pytest.mark.parametrize(
    "text", ["①", "[1]", "[2][3]", "〔注1〕", "*", "TM", "123456", "（县级以上）"]
)
def test_a_raised_mark_stands_on_the_line_of_the_text(text: str) -> None:
    mark = [char(sign, 5 + 3 * at, 96.5, 6) for at, sign in enumerate(text)]
    after = 5 + 3 * len(text)
    for chars in ([char("跑", 0), *mark, char("一", after)], [*mark, char("县", after)]):
        made = with_set_off(chars)
        assert {item.base for item in made} == {BASE}
        shown = "".join(item.text for item in made)
        assert ("¹²³⁴⁵⁶" if text == "123456" else text) in shown


@pytest.mark.parametrize("text", ["柳湾", "发展局", "1234567", "(县级以上处)", "[注"])
def test_a_reading_and_a_small_row_beside_large_type_stay_on_their_own(text: str) -> None:
    mark = [char(sign, 5 + 3 * at, 96.5, 6) for at, sign in enumerate(text)]
    made = with_set_off([char("跑", 0), *mark, char("一", 80)])
    assert [item.base for item in made] == [BASE] + [96.5] * len(text) + [BASE]


def test_a_flat_character_and_letters_with_high_boxes_have_their_size() -> None:
    flat = Char("一", 0, 99, 10, 100, BASE)
    assert with_set_off([flat, char("①", 10, 96.5, 6)])[1].base == BASE
    wide = Char("大", 0, 90, 10, 100, BASE)
    assert [with_set_off([wide, char("(", 10, 96.5, x)])[1].base for x in (9.9, 10)] == [BASE, 96.5]
