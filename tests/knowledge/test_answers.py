"""Measures and results: a link rests on what one measure alone shares with a result."""

from __future__ import annotations

from decimal import Decimal

import pytest

from casebook.knowledge.answers import Marks, Part, find_answers
from casebook.knowledge.passages import Passage
from casebook.records import Ground, Indicator, Mention, Theme

TEXT = "竹编合作社的竹器远销外县，竹林养护有了专人，竹农收入增加。"
NONE = Marks({}, {}, {})


def part(theme: Theme, heading: str, text: str = TEXT, number: int = 1) -> Part:
    name = f"{theme.value}-{number}"
    texts = [Passage("x", name, name, theme, heading, running=False)]
    if text:
        texts.append(Passage("x", f"{name}-p1", name, theme, text, running=True))
    return Part(name, theme, tuple(texts))


def linked(measures: list[str], results: list[str], marks: Marks = NONE) -> dict[int, int]:
    """Return the number of the measure of each result; the first line of each is its heading."""

    def parts(theme: Theme, texts: list[str]) -> tuple[Part, ...]:
        return tuple(part(theme, *text.split("\n"), number=n) for n, text in enumerate(texts, 1))

    answers = find_answers(
        "x", parts(Theme.MEASURES, measures), parts(Theme.RESULTS, results), marks
    )
    return {int(a.result.rsplit("-", 1)[1]): int(a.measure.rsplit("-", 1)[1]) for a in answers}


@pytest.mark.parametrize(
    ("heading", "has_link"),
    [("一、竹器远销", True), ("三、资料的限度", False), ("四、有待觀察的問題", False)],
)
def test_a_caveat_answers_no_measure(heading: str, *, has_link: bool) -> None:
    other = part(Theme.RESULTS, "二、道路通车", "", 2)
    results = (part(Theme.RESULTS, heading), other)
    answers = find_answers("x", (part(Theme.MEASURES, "一、办竹编合作社"),), results, NONE)
    assert bool(answers) is has_link


def test_two_nouns_of_one_measure_make_a_link() -> None:
    measures = ["一\n码头旁开设鱼市，由渔港收购。", "二\n修建铁桥。"]
    assert linked(measures, ["一\n渔港繁忙，码头拥挤。"]) == {1: 1}


def test_one_short_noun_is_no_ground() -> None:
    measures = ["一\n开设鱼市，由渔港收购。", "二\n修建铁桥。"]
    assert linked(measures, ["一\n渔港繁忙。"]) == {}


def test_one_noun_in_the_heading_of_the_result_is_a_ground() -> None:
    measures = ["一\n开设鱼市，由渔港收购。", "二\n修建铁桥。"]
    assert linked(measures, ["渔港繁忙\n来往的人多了。"]) == {1: 1}
    assert linked(["渔港\n开设鱼市。", "二\n修建铁桥。"], ["一\n渔港繁忙。"]) == {}


@pytest.mark.parametrize(
    ("measure", "result", "found"),
    [
        ("建成气象站，气象站有人值班。", "气象站开放。", True),
        ("建成气象站。", "气象站开放。", False),
    ],
)
def test_a_long_noun_alone_must_stand_often(measure: str, result: str, *, found: bool) -> None:
    assert bool(linked([f"一\n{measure}", "二\n修建铁桥。"], [f"一\n{result}"])) is found


def test_a_long_noun_alone_is_no_ground_where_another_measure_has_its_head() -> None:
    measure = "一\n公立医院改革，公立医院公开价目。"
    assert linked([measure, "二\n修建铁桥。"], ["一\n公立医院增多。"]) == {1: 1}
    assert linked([measure, "二\n修建医院。"], ["一\n公立医院增多。"]) == {}


def test_what_two_measures_have_speaks_for_neither() -> None:
    measures = ["一\n码头旁开设鱼市，由渔港收购。", "二\n渔港的码头加宽。"]
    assert linked(measures, ["一\n渔港繁忙，码头拥挤。"]) == {}


def test_no_link_where_another_measure_is_near() -> None:
    measures = ["一\n码头旁开设鱼市，由渔港收购。", "二\n修建铁桥，购置渔网。"]
    assert linked(measures, ["一\n渔港繁忙，码头拥挤。"]) == {1: 1}
    assert linked(measures, ["一\n渔港繁忙，码头拥挤，铁桥亮起，渔网更换。"]) == {}


def test_words_of_any_reform_and_names_of_places_are_no_ground() -> None:
    measures = ["一\n义乌的企业增加投资，提高收入。", "二\n修建铁桥。"]
    assert linked(measures, ["一\n义乌企业的投资和收入增加。"]) == {}


def figure(part_: str, measured: str, value: str = "300", unit: str = "户") -> Indicator:
    text = f"{value}{unit}"
    mention = Mention("x", f"{part_}-p1", 0, len(text))
    return Indicator(
        f"{part_}-n1", mention, Theme.BODY, text, Decimal(value), unit, unit, measured=measured
    )


@pytest.mark.parametrize(
    ("first", "second", "value", "unit", "found"),
    [
        ("参加农户", "农户", "300", "户", True),
        ("参加农户", "商店", "300", "户", False),
        ("参加农户", "农户", "9", "户", False),
        ("参加农户", "农户", "10", "户", True),
        ("覆盖率", "覆盖率", "100", "%", False),
        ("覆盖率", "覆盖率", "99", "%", True),
    ],
)
def test_a_shared_figure_counts_with_its_label(
    first: str, second: str, value: str, unit: str, *, found: bool
) -> None:
    marks = Marks(
        {
            "measures-1-p1": (figure("measures-1", first, value, unit),),
            "results-1-p1": (figure("results-1", second, value, unit),),
        },
        {},
        {},
    )
    assert bool(linked(["一\n甲。", "二\n乙。"], ["一\n丙。"], marks)) is found


def test_a_term_or_document_of_one_measure_alone_is_a_ground() -> None:
    terms = {
        "measures-1-p1": (("一码通行", "一码通行"),),
        "results-1-p1": (("一码通行", "一碼通行"),),
    }
    found = find_answers(
        "x",
        (part(Theme.MEASURES, "一", "甲。"), part(Theme.MEASURES, "二", "乙。", 2)),
        (part(Theme.RESULTS, "一", "丙。"),),
        Marks({}, terms, {}),
    )
    assert [(a.measure, a.reasons[0].ground, a.reasons[0].shared) for a in found] == [
        ("measures-1", Ground.TERM, ("一碼通行",))
    ]
    policies = dict.fromkeys(terms, (("林规", "《林规》"),))
    assert linked(["一\n甲。", "二\n乙。"], ["一\n丙。"], Marks({}, {}, policies)) == {1: 1}


def test_what_other_results_have_too_says_less() -> None:
    measures = ["一\n码头旁开设鱼市，由渔港收购。", "二\n修建铁桥。"]
    assert linked(measures, ["一\n渔港繁忙，码头拥挤。", "二\n渔港和码头干净。"]) == {}
    heading = linked(measures, ["渔港繁忙\n码头拥挤。", "二\n渔港和码头干净。"])
    assert heading == {}
