"""Years that say how old a thing is are no years of the case."""

from __future__ import annotations

import pytest

from casebook.knowledge.ages import without_ages
from casebook.knowledge.mask import HIDDEN
from casebook.text.fold import fold


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("2000年前建成的小區有六成", "小区有六成"),
        ("1998年以前入住的居民", "入住的居民"),
        ("始建於1956年的廠房", "的厂房"),
        ("1982年6月建成的住宅樓", "住宅楼"),
        ("2005年之前登記的房屋", "登记的房屋"),
    ],
)
def test_an_age_is_hidden(text: str, left: str) -> None:
    hidden = without_ages(fold(text))
    assert hidden.replace(HIDDEN, "") == left
    assert len(hidden) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "2000年前后开始改革",
        "2020年前三季度办件三万",
        "2020年底前建成五个窗口",
        "2021年前10个月",
        "2018年建成投用",
        "2019年底以前完成改造",
    ],
)
def test_a_year_of_the_case_stays(text: str) -> None:
    assert without_ages(text) == text
