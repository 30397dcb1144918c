"""The domain keeps its objects by page: a page that is read again costs its own objects alone."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.site.domain import CaseDomain, Entry, anchor_target


class Counted(dict[Any, Any]):
    """A dictionary that counts how often it is asked for an entry, and forbids going through it."""

    asked = 0

    def __getitem__(self, key: object) -> Any:
        self.asked += 1
        return super().__getitem__(key)

    def __delitem__(self, key: object) -> None:
        self.asked += 1
        super().__delitem__(key)

    def __iter__(self) -> Iterator[Any]:
        raise AssertionError("every object was gone through")

    def items(self) -> Any:
        """Forbid it."""
        raise AssertionError("every object was gone through")

    keys = values = items


def domain() -> CaseDomain:
    """Return a domain without objects, as in a fresh environment."""
    return CaseDomain(SimpleNamespace(domaindata={}))  # type: ignore[arg-type]


def fill(made: CaseDomain, pages: int, each: int) -> None:
    """Give each page so many paragraphs."""
    for page in range(pages):
        for number in range(each):
            made.note("paragraph", f"c{page}/p{number}", Entry(f"cases/c{page}", f"p{number}", ""))


def counted(made: CaseDomain) -> Counted:
    """Count from now on what is asked of the objects."""
    objects = made.data["objects"] = Counted(made.objects)
    return objects


def test_clearing_a_page_costs_its_own_objects_however_many_there_are() -> None:
    costs = []
    for pages in (10, 1000):
        made = domain()
        fill(made, pages, 5)
        objects = counted(made)
        made.clear_doc("cases/c3")
        assert len(objects) == 5 * (pages - 1)
        costs.append(objects.asked)
    assert costs[0] == costs[1] <= 2 * 5


def test_merging_costs_the_objects_of_the_pages_that_were_read() -> None:
    costs = []
    for pages in (10, 1000):
        made, other = domain(), domain()
        fill(other, pages, 5)
        objects = counted(other)
        made.merge_domaindata({"cases/c1", "cases/c2", "cases/none"}, other.data)
        assert {entry.docname for entry in made.objects.values()} == {"cases/c1", "cases/c2"}
        assert len(made.objects) == 10
        costs.append(objects.asked)
    assert costs == [10, 10]


_names = st.sampled_from("abcd")
_pages = st.sampled_from(["x", "y", "z"])


@given(st.lists(st.one_of(st.tuples(_names, _pages), st.tuples(st.none(), _pages))))
def test_the_index_by_page_forgets_what_going_through_all_objects_would(
    steps: list[tuple[str | None, str]],
) -> None:
    made, wanted = domain(), {}
    for name, page in steps:
        if name is None:
            made.clear_doc(page)
            wanted = {key: docname for key, docname in wanted.items() if docname != page}
        else:
            made.note("term", name, Entry(page, "", ""))
            wanted["term", name] = page
    assert {key: entry.docname for key, entry in made.objects.items()} == wanted


def _known(**objects: Entry) -> CaseDomain:
    env = SimpleNamespace(domaindata={}, domains=SimpleNamespace(standard_domain=None))
    made = CaseDomain(env)  # type: ignore[arg-type]
    for kind, entry in objects.items():
        made.note(kind, "hall/measures-1", entry)
    return made


def test_a_labelled_link_depends_on_where_it_leads_and_another_on_the_title_too() -> None:
    at = {"docname": "cases/hall", "anchor": "measures-1"}
    before = _known(section=Entry(**at, title="做法"))
    after = _known(section=Entry(**at, title="舉措"))
    moved = _known(section=Entry("cases/desk", "measures-1", "做法"))
    labelled, titled = (
        anchor_target("case:hall/measures-1", is_labelled=is_labelled)
        for is_labelled in (True, False)
    )
    assert before.found(labelled) == after.found(labelled) != moved.found(labelled)
    assert before.found(titled) != after.found(titled) != moved.found(titled)


def test_former_names_are_not_looked_for_where_something_has_the_name_now(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []
    monkeypatch.setattr(CaseDomain, "_find", lambda _, *key: asked.append(key))
    made = _known(paragraph=Entry("cases/hall", "measures-1", "做法"))
    assert [kind for kind, _ in made.leads_to("case:hall/measures-1")] == ["paragraph"]
    assert asked == []
    assert made.leads_to("case:hall/none") == []
    assert asked == [(kind, "hall/none") for kind in ("case", "section", "paragraph")]
