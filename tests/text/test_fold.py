"""Folding on its three levels, from the fixture that the fold of JavaScript is tested on too."""

from __future__ import annotations

import json
from pathlib import Path

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.text.fold import Level, _folded, classes_of, fold, fold_classes

_FIXTURE = json.loads(Path(__file__).with_name("fold.json").read_text("utf-8"))
_CHARS = [chr(code) for code in range(0x31350) if not 0xD800 <= code < 0xE000]


@pytest.mark.parametrize("each", _FIXTURE, ids=lambda each: each["text"])
@pytest.mark.parametrize("level", Level)
def test_fixture(each: dict[str, str], level: Level) -> None:
    assert fold(each["text"], level) == each[level]


@given(st.text(), st.sampled_from(Level))
def test_folding_keeps_length_and_is_done_once(text: str, level: Level) -> None:
    folded = fold(text, level)
    assert len(folded) == len(text)
    assert fold(folded, level) == folded


@pytest.mark.parametrize("level", Level)
def test_no_character_folds_twice(level: Level) -> None:
    once = [fold(char, level) for char in _CHARS]
    assert [char for char in once if fold(char, level) != char] == []


@pytest.mark.parametrize(
    ("finer", "coarser"), [(Level.SCRIPT, Level.WORDS), (Level.WORDS, Level.SEARCH)]
)
def test_what_folds_alike_on_one_level_folds_alike_on_the_next(
    finer: Level, coarser: Level
) -> None:
    seen: dict[str, str] = {}
    for char in _CHARS:
        first = seen.setdefault(fold(char, finer), char)
        assert fold(char, coarser) == fold(first, coarser), (char, first)


def test_every_conversion_of_one_character_folds_alike() -> None:
    cjk = [chr(code) for code in (*range(0x3400, 0xA000), *range(0x20000, 0x2A6E0))]
    for config in ("t2s", "tw2s", "hk2s", "s2t", "s2tw", "s2hk", "t2tw", "tw2t"):
        converted = opencc.OpenCC(config).convert("\n".join(cjk)).split("\n")
        apart = [
            char + other
            for char, other in zip(cjk, converted, strict=True)
            if len(other) == 1 and fold(char, Level.SEARCH) != fold(other, Level.SEARCH)
        ]
        assert not apart


def test_each_character_is_in_one_class() -> None:
    members = [char for each in fold_classes() for char in each]
    assert len(members) == len(set(members))
    assert "\n" not in members


def test_classes_of_a_text_are_those_that_fold_a_query_for_it() -> None:
    classes = classes_of(fold("答覆乾淨", Level.SEARCH))
    assert any("乾" in each and "幹" in each and each[0] == "干" for each in classes)
    assert not any("裡" in each for each in classes)


def test_forms_of_hong_kong_and_a_mistyped_city_fold_for_reading_facts() -> None:
    assert fold("衞生署臺南巿") == "卫生署台南市"


@pytest.mark.parametrize(
    ("size", "is_kept"), [(24, False), (25, True), (1999, True), (2000, False)]
)
def test_a_paragraph_is_remembered_as_folded_and_a_line_or_an_article_is_not(
    size: int, *, is_kept: bool
) -> None:
    text = "農" * size
    before = _folded.cache_info()
    assert fold(text) == fold(text) == "农" * size
    after = _folded.cache_info()
    assert (after.hits > before.hits, after.misses > before.misses) == (is_kept, is_kept)
