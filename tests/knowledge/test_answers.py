"""Measures and results: what tells of limits answers nothing."""

from __future__ import annotations

import pytest

from casebook.knowledge.answers import Marks, Part, find_answers
from casebook.knowledge.passages import Passage
from casebook.records import Theme

TEXT = "竹编合作社的竹器远销外县，竹林养护有了专人，竹农收入增加。"


def part(theme: Theme, heading: str) -> Part:
    name = f"{theme.value}-1"
    return Part(
        name,
        theme,
        (
            Passage("x", name, name, theme, heading, running=False),
            Passage("x", f"{name}-p1", name, theme, TEXT, running=True),
        ),
    )


@pytest.mark.parametrize(
    ("heading", "linked"),
    [("一、竹器远销", True), ("三、资料的限度", False), ("四、有待觀察的問題", False)],
)
def test_a_caveat_answers_no_measure(heading: str, *, linked: bool) -> None:
    other = Part(
        "results-2",
        Theme.RESULTS,
        (Passage("x", "results-2", "results-2", Theme.RESULTS, "二、道路通车", running=False),),
    )
    results = (part(Theme.RESULTS, heading), other)
    answers = find_answers(
        "x", (part(Theme.MEASURES, "一、办竹编合作社"),), results, Marks({}, {}, {})
    )
    assert bool(answers) is linked
