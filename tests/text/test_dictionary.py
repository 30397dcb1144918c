from __future__ import annotations

from collections import defaultdict

import pytest

from casebook.records import Edition, Script
from casebook.text import dictionary, engine
from casebook.text.editions import editions_of, known_tags, own_groups

SCRIPTS = pytest.mark.parametrize("script", list(Script))
EVERY = pytest.mark.parametrize("edition", editions_of(known_tags()), ids=str)


@EVERY
def test_every_group_has_a_reason_and_a_source_and_a_name_of_its_own(edition: Edition) -> None:
    groups = dictionary.groups(edition)
    assert groups
    names = [group.name for group in groups]
    assert len(names) == len(set(names))
    for group in groups:
        assert group.reason
        assert group.source
        assert group.words or group.characters or group.variants


@EVERY
def test_no_two_groups_contradict_each_other(edition: Edition) -> None:
    for groups in (dictionary.script_groups(edition.script), dictionary.region_groups(edition)):
        results: dict[str, set[str]] = defaultdict(set)
        for group in groups:
            for before, after in engine.keyed(group, edition.script).items():
                results[before].add(after)
        assert {before: after for before, after in results.items() if len(after) > 1} == {}


@EVERY
def test_every_word_keeps_its_length_and_prints_as_the_file_says(edition: Edition) -> None:
    convert, forms = engine.converter(edition), engine.forms(edition)
    own = {
        before: after
        for group in dictionary.region_groups(edition)
        for before, after in engine.keyed(group, edition.script).items()
    }
    for group in dictionary.groups(edition):
        for before, after in engine.keyed(group, edition.script).items():
            # What a region says itself overrides the words of the script.
            printed = own.get(before, forms(after))
            assert len(before) == len(after), (group.name, before, after)
            assert convert(before) == printed, (group.name, before)
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
    assert dictionary.weak() <= {group.name for group in dictionary.script_groups(Script.HANT)}


def test_a_template_stands_for_each_of_its_words() -> None:
    assert list(dictionary.expand("[三五]天[前後]")) == ["三天前", "三天後", "五天前", "五天後"]
    assert list(dictionary.expand("計畫")) == ["計畫"]


@EVERY
def test_a_group_that_an_edition_leaves_out_is_there_to_be_left_out(edition: Edition) -> None:
    assert set(edition.without) <= {
        group.name for group in dictionary.script_groups(edition.script)
    }


def test_the_standard_editions_have_the_words_of_their_script_and_no_others() -> None:
    for edition in editions_of():
        assert dictionary.groups(edition) == dictionary.script_groups(edition.script)
        assert own_groups(edition) == []
