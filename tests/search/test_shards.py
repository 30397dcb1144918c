"""Postings in shards are the postings, whichever of them an earlier run made."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.kept import Kept
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
from casebook.search.shards import packed_postings, sharded

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
