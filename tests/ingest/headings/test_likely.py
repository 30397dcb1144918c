"""Lines of saved text that are likely to be headings: signs, weights, and what they decide."""

from __future__ import annotations

import pytest
from tests.ingest.saved_text import ONE, THREE, TWO, article_of, headings

from casebook import resources
from casebook.ingest.headings.likely import Surroundings, likelihood, signs_of
from casebook.ingest.parse import bare
from casebook.ingest.parse.bare import asked
from casebook.records import Line

LONG = TWO + THREE
LINE = "问诊早一步"


def likely(*texts: str, at: int = 1) -> float:
    return likelihood(Surroundings(texts, [at]), at)


def alone(text: str) -> list[str]:
    lines = tuple(Line(n, x) for n, x in enumerate((ONE, text, LONG, THREE), 1))
    return [lines[at].text for at in bare.bare_headings(lines, themed=False)]


def test_every_sign_has_a_weight_and_every_weight_a_sign() -> None:
    texts = ("门口", "街长/a 1：“街”，办", "“街长” " + LONG, "街道", *(ONE,) * 4)
    found = signs_of(Surroundings(texts, [1, 3]), 1) | signs_of(Surroundings(texts, [1]), 0)
    found |= signs_of(Surroundings(texts, [3]), 5)
    found |= {f"size_{n}": 1.0 for n in range(6)} | {"last": 1.0, "below_open": 1.0}
    weights = resources.toml("headings_likely.toml")["weights"]
    assert found.keys() | {"constant"} == weights.keys()


@pytest.mark.parametrize(("length", "size"), [(6, 0), (7, 1), (9, 1), (13, 2), (18, 3), (24, 4)])
def test_sizes_end_where_they_say(length: int, size: int) -> None:
    assert f"size_{size}" in signs_of(Surroundings(["街" * length], []), 0)


@pytest.mark.parametrize(
    ("texts", "at", "sign", "there"),
    [
        (("街" * 40, LINE), 1, "above_short", True),
        (("街" * 41, LINE), 1, "above_short", False),
        ((LINE, "街" * 60), 0, "below_long", True),
        ((LINE, "街" * 59), 0, "below_long", False),
        ((LINE, "门", "门"), 0, "last", True),
        ((LINE, "门", "门", "门"), 0, "last", False),
        ((LINE, "门", "门", "早一步"), 0, "near", True),
        ((LINE, "门", "门", "门", "早一步"), 0, "near", False),
        ((LINE, *"门门门", *"门" * 11, "早一步"), 0, "far", True),
        ((LINE, *"门门门", *"门" * 12, "早一步"), 0, "far", False),
        (("早一步", *"门" * 11, LINE), 12, "far", True),
        (("早一步", *"门" * 12, LINE), 13, "far", False),
    ],
)
def test_signs_of_neighbours_end_where_they_say(
    texts: tuple[str, ...], at: int, sign: str, there: bool
) -> None:
    assert bool(signs_of(Surroundings(texts, []), at).get(sign)) is there


def test_four_others_say_as_much_as_five() -> None:
    signs = [signs_of(Surroundings(["街"] * 9, range(n + 1)), 0)["others"] for n in range(6)]
    assert signs == [0, 0.25, 0.5, 0.75, 1, 1]


def test_what_stands_between_paragraphs_is_likelier_than_a_caption_or_a_byline() -> None:
    heading = likely(ONE, "从“多头跑”到“一门办”", LONG)
    assert heading > likely(ONE, "青河日报 社会部/记者组", LONG)
    assert heading > likely("群众在大厅里办理业务", "从“多头跑”到“一门办”", LONG)
    assert 0 < likely("", "A 1/2", "门") < heading < 1


def test_a_line_alone_between_paragraphs_is_a_heading_though_it_shares_no_word() -> None:
    line = "从“多头跑”到“一门办”"
    assert headings(article_of("青河市推行街长制", ONE, line, LONG, THREE))[1:] == [line]
    assert headings(article_of("青河市推行街长制", ONE, "核心提示", LONG, THREE)) == [""]


def test_a_line_right_above_the_first_number_is_a_heading() -> None:
    line = "整合资源、协作联动，打造“一站式”平台"
    texts = (ONE, line, "（一）设立窗口", LONG, "（二）建立机制", THREE)
    assert headings(article_of("青河市推行街长制", *texts))[1] == line
    second = tuple(Line(n, x) for n, x in enumerate((ONE, line, "（二）设立窗口", LONG), 1))
    assert not bare.bare_headings(second, themed=False)


@pytest.mark.parametrize(
    ("likelihood", "text", "is_heading"),
    [
        (0.62, LINE, True),
        (0.61, LINE, False),
        (0.62, "核心提示", False),
        (0.62, "青河《一线》吴江 6月13日发自河口", False),
        (0.35, "街长巡查发现占道", True),
        (0.34, "街长巡查发现占道", False),
        (0.35, LINE, False),
    ],
)
def test_how_likely_a_heading_is(
    monkeypatch: pytest.MonkeyPatch, likelihood: float, text: str, is_heading: bool
) -> None:
    monkeypatch.setattr(bare, "likelihood", lambda *_: likelihood)
    assert alone(text) == [text] * is_heading


@pytest.mark.parametrize(
    "credit", ["吴江摄（青河视觉）", "（河口區公所提供）", "◎ 图：河口街道截图", "圖／河口街道"]
)
def test_a_credit_is_no_heading(monkeypatch: pytest.MonkeyPatch, credit: str) -> None:
    monkeypatch.setattr(bare, "likelihood", lambda *_: 0.99)
    assert alone(credit) == []
    assert alone("一张蓝图：街长制（试行）") == ["一张蓝图：街长制（试行）"]


def test_the_first_line_is_no_heading_for_its_likelihood_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bare, "likelihood", lambda *_: 0.99)
    lines = tuple(Line(n, x) for n, x in enumerate((LINE, ONE, TWO), 1))
    assert not bare.bare_headings(lines, themed=False)


def test_a_likelihood_is_asked_only_of_lines_above_what_one_may_head() -> None:
    lines = tuple(Line(n, x) for n, x in enumerate((ONE, LINE, TWO, LINE, "门口", LINE), 1))
    assert asked(lines) == [1]


@pytest.mark.parametrize(
    ("last", "end", "found"),
    [
        ("管好沿街商户", "街道办每月都会召集商户到", True),
        ("管好沿街商户们的门前", "街道办每月都会召集商户到", True),
        ("管好沿街商户们的门前事", "街道办每月都会召集商户到", False),  # longer by five
        ("管好沿街商户", "街道办每月都会召集商户", False),
        ("管好沿街商户", "街道办每月 都会召集商户到", False),
        ("管好沿街商户", "2024年5月6日 来源：青河日报", False),
    ],
)
def test_the_last_of_several_headings_stands_above_words_that_were_cut(
    last: str, end: str, *, found: bool
) -> None:
    texts = (ONE, "推行早晚巡街", TWO, "用好一部手机", THREE, last, end)
    lines = tuple(Line(n, x) for n, x in enumerate(texts, 1))
    assert (5 in bare.bare_headings(lines, themed=False)) is found
    one = tuple(Line(n, x) for n, x in enumerate((ONE, "推行早晚巡街", TWO, last, end), 1))
    assert 3 not in bare.bare_headings(one, themed=False)
