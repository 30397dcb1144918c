from __future__ import annotations

from collections import defaultdict

import pytest

from casebook.records import Script
from casebook.text import dictionary, engine

SCRIPTS = pytest.mark.parametrize("script", list(Script))


@SCRIPTS
def test_every_group_has_a_reason_and_a_source_and_a_name_of_its_own(script: Script) -> None:
    groups = dictionary.groups(script)
    assert groups
    names = [group.name for group in groups]
    assert len(names) == len(set(names))
    for group in groups:
        assert group.reason
        assert group.source
        assert group.words or group.characters or group.variants


@SCRIPTS
def test_no_two_groups_contradict_each_other(script: Script) -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for group in dictionary.groups(script):
        for before, after in engine.keyed(group, script).items():
            found[before].add(after)
    assert {before: after for before, after in found.items() if len(after) > 1} == {}


@SCRIPTS
def test_every_word_keeps_its_length_and_prints_as_the_file_says(script: Script) -> None:
    convert = engine.converter(script)
    for group in dictionary.groups(script):
        for before, after in engine.keyed(group, script).items():
            assert len(before) == len(after), (group.name, before, after)
            assert convert(before) == after, (group.name, before)
        for before, after in group.characters:
            assert len(before) == len(after) == 1


@SCRIPTS
def test_every_reading_is_a_single_character_and_choices_have_two(script: Script) -> None:
    readings = dictionary.readings(script)
    assert readings
    for char, may in readings.items():
        assert len(char) == 1
        assert len(set(may)) == len(may) >= 2


def test_weak_groups_exist() -> None:
    assert dictionary.weak() <= {group.name for group in dictionary.groups(Script.HANT)}


def test_a_template_stands_for_each_of_its_words() -> None:
    assert list(dictionary.expand("[三五]天[前後]")) == ["三天前", "三天後", "五天前", "五天後"]
    assert list(dictionary.expand("計畫")) == ["計畫"]
