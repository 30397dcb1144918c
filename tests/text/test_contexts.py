from __future__ import annotations

import pytest
from tests.editions import TRADITIONAL

from casebook import resources
from casebook.records import Script
from casebook.text import contexts, dictionary, is_open, proofread, to_edition


def _printed(text: str) -> str:
    return to_edition(text, TRADITIONAL, script=Script.HANS)


def _asked(text: str) -> set[int]:
    return {item.start for item in proofread(text, TRADITIONAL, Script.HANS) if is_open(item)}


def test_every_context_names_a_reading_of_its_character() -> None:
    readings = dictionary.readings(Script.HANT)
    for line in resources.text("script/contexts.tsv").splitlines():
        if not line.startswith("#"):
            char, reading, shape, neighbours = line.split("\t")
            assert char in readings
            assert len(neighbours) % (len(shape) - 1) == 0
            assert reading in dictionary.readings(Script.HANT)[char] + char


def test_the_table_is_small() -> None:
    assert len(resources.text("script/contexts.tsv").encode()) <= 200_000


def test_one_neighbour_is_not_enough_to_print_another_character() -> None:
    """果干 is dried fruit nearly always, but not in 结果|干得好."""
    assert contexts.sign("果干", 1) == contexts.Sign("乾", 1, 0)
    assert _printed("结果干得好") == "結果幹得好"


def test_one_neighbour_before_is_enough_where_the_character_ends_names() -> None:
    sign = contexts.sign("安里", 1)
    assert sign is not None
    assert sign.strong
    assert not sign.both
    assert _printed("敦和里路灯") == "敦和里路燈"


def test_what_one_side_decides_is_asked() -> None:
    assert _asked("敦和里路灯") == {2}


def test_what_both_sides_decide_is_not_asked() -> None:
    assert _asked("主要与后两项权利有关") == set()


def test_contexts_that_contradict_each_other_say_nothing() -> None:
    assert contexts.sign("果干", 1) is not None
    assert contexts.sign("干涉", 0) is not None
    assert contexts.sign("果干涉", 1) is None


def test_a_name_after_a_title_stays_a_question() -> None:
    assert _asked("主任于近日到任") == {2}


def test_a_context_decides_nothing_where_the_script_is_unknown() -> None:
    assert to_edition("安里", TRADITIONAL) == "安里"


@pytest.mark.parametrize("text", ["里", "后", "干\n", "·里·"])
def test_a_character_without_known_neighbours_has_no_sign(text: str) -> None:
    assert all(contexts.sign(text, place) is None for place in range(len(text)))
