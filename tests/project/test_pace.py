"""What a person at a terminal sees of a run of Sphinx."""

from __future__ import annotations

from casebook.sphinx_runs import Pace


def _shown(lines: list[str], times: list[float]) -> list[str]:
    pace = Pace(iter(times).__next__)
    return [pace.after(line) for line in lines]


def test_reading_and_writing_show_their_total_and_their_rate() -> None:
    lines = [
        "updating environment: [new config] 400 added, 100 changed, 3 removed",
        "reading sources... [  0%] about",
        "reading sources... [ 50%] cases/one",
        "pages to write: 40",
        "writing output... [ 25%] cases/one",
        "writing output... [100%] cases/two",
        "build succeeded.",
    ]
    assert _shown(lines, [10, 20, 30, 32]) == [
        "",
        "reading sources 0/500",
        "reading sources 250/500, 25.0/s",
        "",
        "writing output 10/40",
        "writing output 40/40, 20.0/s",
        "",
    ]


def test_there_is_a_rate_after_a_second_and_no_total_that_is_not_known() -> None:
    lines = ["reading sources... [ 10%] a", "reading sources... [ 20%] b"]
    assert _shown(lines, [1, 9]) == ["reading sources 10%", "reading sources 20%"]
    known = ["10 added, 0 changed, 0 removed", *lines, "reading sources... [ 30%] c"]
    assert _shown(known, [1, 1.99, 2])[1:] == [
        "reading sources 1/10",
        "reading sources 2/10",
        "reading sources 3/10, 3.0/s",
    ]
