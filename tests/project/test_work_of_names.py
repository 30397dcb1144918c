"""The work of what is named across cases grows with the cases, not with their square.

Work is counted as calls of functions.  All cases share a term and a document, and each has
some that no other has.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from tests.knowledge.test_work import MOST, article, calls
from tests.site.build import snapshot_of

from casebook.exports.search_records import search_cases
from casebook.exports.tables import flat_tables
from casebook.knowledge.first_mentions import first_mentions
from casebook.pages.links import all_links
from casebook.project import Snapshot

SIZES = (20, 40, 80)
TEXT = "甲縣推行“小站”模式和“小站{0}號”模式，出台《關於小站的意見》和《關於第{0}路的意見》。"


def _snapshot(size: int) -> Snapshot:
    made = [article(n, TEXT.format(n), TEXT.format(n)) for n in range(size)]
    snapshot = snapshot_of(made, Path("none/articles"))
    assert len(snapshot.casebook.policies) > size
    assert len(snapshot.casebook.terms) > size
    return snapshot


STAGES: tuple[Callable[[Snapshot], object], ...] = (
    lambda snapshot: all_links(snapshot.casebook),
    lambda snapshot: search_cases(snapshot.casebook, snapshot.printers),
    lambda snapshot: flat_tables(snapshot.casebook, snapshot.printers[0]),
)


@pytest.mark.parametrize("stage", STAGES, ids=("links", "search", "data"))
def test_twice_the_cases_is_twice_the_work(stage: Callable[[Snapshot], object]) -> None:
    stage(_snapshot(SIZES[0]))
    work = []
    for size in SIZES:
        snapshot = _snapshot(size)
        work.append(calls(partial(stage, snapshot)))
    first, second = work[1] - work[0], work[2] - work[1]
    assert second <= MOST * first, work


def test_the_first_mention_in_each_case_is_that_of_its_first_paragraph() -> None:
    snapshot = _snapshot(3)
    for item in (*snapshot.casebook.terms, *snapshot.casebook.policies):
        for slug in item.cases:
            firsts = {
                each.slug: mention
                for each, mention in (
                    *first_mentions(snapshot.casebook.terms)[slug],
                    *first_mentions(snapshot.casebook.policies)[slug],
                )
            }
            here = [mention for mention in item.mentions if mention.case == slug]
            assert firsts[item.slug] == here[0]
    assert first_mentions(()) == {}


def test_a_case_is_found_by_its_slug_alone() -> None:
    casebook = _snapshot(5).casebook
    assert [casebook.case(case.slug) for case in casebook.cases] == list(casebook.cases)
    for slug in ("a", "a00005", "a0001x", "z"):
        with pytest.raises(KeyError, match=slug):
            casebook.case(slug)
