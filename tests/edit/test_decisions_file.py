"""corrections.toml is changed where a person decides, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from tests import strategies

from casebook.edit.decisions import with_answer, with_figure, with_name
from casebook.edit.refused import RefusedError
from casebook.knowledge.corrections import (
    AnswerChange,
    Corrections,
    IndicatorChange,
    TermChanges,
    read_corrections,
)

OWN = b"""\
# of a person
[terms]
add = ["\xe6\x94\xbe\xe7\xae\xa1\xe6\x9c\x8d"]  # stays

[[indicator]]
case = "one"
paragraph = "results-p1"
text = "617"
value = 600   # a person counted
"""


def _read(content: bytes) -> Corrections:
    corrections, problems = read_corrections(content, "corrections.toml")
    assert problems == ()
    return corrections


def test_comments_and_other_entries_stay() -> None:
    content = with_answer(OWN, "one", "results-1", ["measures-1", "measures-2"])
    content = with_name(content, "terms", "兩個標準", "drop")
    content = with_figure(content, "one", "results-p1", "617", {"measured": "機構"})
    for kept in ("# of a person", "# stays", "# a person counted"):
        assert kept in content.decode()
    read = _read(content)
    assert read.terms.add == ("放管服",)
    assert read.terms.drop == ("兩個標準",)
    assert read.answer == (AnswerChange("one", "results-1", ("measures-1", "measures-2")),)
    (figure,) = read.indicator
    assert (figure.measured, figure.value) == ("機構", 600)


def test_a_name_is_taken_back_in_either_script() -> None:
    content = with_name(b"", "terms", "托育倍增计划", "drop")
    assert _read(with_name(content, "terms", "托育倍增計畫", None)).terms.drop == ()
    content = with_name(content, "terms", "托育倍增計畫", "add")
    assert _read(content).terms == TermChanges(add=("托育倍增計畫",))


def test_a_decision_takes_the_place_of_the_one_before_and_can_be_taken_back() -> None:
    content = with_answer(b"", "one", "results-1", ["measures-1"])
    content = with_answer(content, "one", "results-1", [])
    assert _read(content).answer == (AnswerChange("one", "results-1", ()),)
    assert _read(with_answer(content, "one", "results-1", None)) == Corrections()
    content = with_figure(b"", "one", "p", "3 個", {"measured": "甲"})
    content = with_figure(content, "one", "p", "3 個", {"drop": True})
    assert _read(content).indicator == (IndicatorChange("one", "p", "3 個", drop=True),)
    content = with_figure(content, "one", "p", "3 個", {"date": "2014"})
    assert _read(content).indicator == (IndicatorChange("one", "p", "3 個", date="2014"),)
    assert _read(with_figure(content, "one", "p", "3 個", None)) == Corrections()
    content = with_name(b"", "policies", "某某手冊", "drop")
    assert with_name(content, "policies", "某某手冊", "drop") == content
    assert _read(with_name(content, "policies", "某某手冊", None)).policies.drop == ()


@given(strategies.lines)
def test_any_name_is_read_back_as_it_was(name: str) -> None:
    assert _read(with_name(OWN, "terms", name, "drop")).terms.drop == (name,)
    answer = AnswerChange("one", name, (name,))
    assert _read(with_answer(OWN, "one", name, [name])).answer == (answer,)


@pytest.mark.parametrize(
    "content", [b"[terms", b"\xff", b"answer = 3\n", b"terms = 3\n", b"[terms]\ndrop = 1\n"]
)
def test_a_file_that_is_broken_is_left_as_it_is(content: bytes) -> None:
    with pytest.raises(RefusedError):
        with_answer(with_name(content, "terms", "x", "drop"), "one", "results-1", [])
