"""Postings in shards are the postings, whichever of them an earlier run made."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.kept import Kept
from casebook.search import EntryKind, SearchCase, SearchEntry, files_of, index
from casebook.search.index import sample
from casebook.search.postings import (
    MARKED,
    OFTEN,
    Searched,
    bins_of,
    keys_of,
    letters_of,
    pack_bins,
    packed_of,
    postings,
)
from casebook.search.records import Source
from casebook.search.shards import packed_postings, sharded
from casebook.text import fold

# The private characters are what é and ü are written as where they have no letter.
_TEXTS = st.frozensets(st.text("甲乙丙𠮷éü\ue0e9\ue0fc", min_size=1, max_size=9), max_size=3)
_CASES = st.lists(st.builds(Searched, _TEXTS, _TEXTS, _TEXTS), max_size=6)


@settings(deadline=None)
@given(_CASES)
def test_shards_together_are_the_postings(cases: list[Searched]) -> None:
    flat = [keys_of(case) for case in [*cases, Searched(frozenset(), frozenset(["甲"]))] * OFTEN]
    results = postings(flat)
    packed, merged = packed_postings(list(map(sharded, flat)), Kept())
    assert packed == packed_of(results, len(flat))
    for letters in ("", letters_of(packed)):
        assert bins_of(packed, letters, merged) == pack_bins(results, len(flat), letters)


@settings(deadline=None, max_examples=20)
@given(_CASES, _CASES)
def test_what_an_earlier_run_kept_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, before: list[Searched], after: list[Searched]
) -> None:
    folder = tmp_path_factory.mktemp("kept")
    for cases in (before, after, [*after, *before], after[::-1]):
        made = [sharded(keys_of(case)) for case in cases]
        assert packed_postings(made, Kept(folder))[0] == packed_postings(made, Kept())[0]


def test_marks_are_written_of_keys_of_many_cases() -> None:
    made = [sharded(keys_of(Searched(frozenset(["甲乙"]))))] * MARKED
    assert "|" in packed_postings(made, Kept())[0]["甲乙"]
    assert "|" not in packed_postings(made[1:], Kept())[0]["甲乙"]


def _case(slug: str, term: str, paragraph: str) -> SearchCase:
    entries = (
        SearchEntry("term", EntryKind.TERM, {"zh-Hant-TW": term}),
        SearchEntry("p1", EntryKind.PARAGRAPH, {"zh-Hant-TW": paragraph}),
    )
    return SearchCase(slug, f"cases/{slug}.html", {"zh-Hant-TW": "改革"}, entries)


def test_names_are_made_again_where_one_differs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "SAMPLE", 2)
    made = []
    whole = index.name_data
    monkeypatch.setattr(index, "name_data", lambda *rest: made.append(1) or whole(*rest))

    def times(changed: SearchCase | None = None) -> int:
        made.clear()
        all_ = {case.slug: case for case in cases}
        all_ |= {changed.slug: changed} if changed else {}
        sources = [
            Source(item.slug, repr(item), partial(all_.get, item.slug)) for item in all_.values()
        ]
        kept = Kept(tmp_path)
        assert dict(files_of(sources, (), kept)) == dict(files_of(sources, (), Kept()))
        kept.forget_others()
        return len(made) - 1  # one of them is made without what is kept

    cases = [_case(f"case-{number}", "一窗受理", "窗口受理一窗。") for number in range(3)]
    # Units and letters are learnt from the others.
    (slug,) = {case.slug for case in cases} - {case.slug for case in sample(cases)}
    assert times() == 1
    assert times() == 0
    assert times(_case(slug, "一窗受理", "大廳受理。")) == 0
    assert times(_case(slug, "一窗", "窗口受理。")) == 1


def test_classes_of_characters_are_made_once_for_all_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fold, "_CLASSES", [])
    first = dict(files_of([], (), Kept(tmp_path)))
    classes = fold.fold_classes()
    monkeypatch.setattr(fold, "_CLASSES", [])
    monkeypatch.setattr(fold, "_classes", lambda: pytest.fail("made again"))
    assert dict(files_of([], (), Kept(tmp_path))) == first
    assert fold.fold_classes() == classes
