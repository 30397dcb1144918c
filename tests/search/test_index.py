"""The index as files: deterministic, tidy, and every pair of characters in it."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.search.demo import HANS, HANT, THEMES, both, generated, read_units

from casebook.search import EntryKind, SearchCase, SearchEntry, build_index, index_files
from casebook.search.packs import Wordings
from casebook.search.postings import (
    DIGITS,
    MARKS,
    OFTEN,
    STOPPERS,
    Searched,
    code,
    keys_of,
    letters_of,
    pack_bins,
    postings,
)
from casebook.search.units import learnt
from casebook.search.wordings import replaced
from casebook.text.fold import Level, fold

_CONTINUERS = len(DIGITS) - STOPPERS
#: In a group: a second character, its postings, and after each mark the places in them.
_KEY = re.compile(rf"([^\x00-\x7f])([\x21-\x7b]+)((?:[{re.escape(MARKS)}][\x21-\x7b]+)*)")
_PROGRAM = (
    "import hashlib; from casebook.search import index_files;"
    "from tests.search.demo import THEMES, generated;"
    "files = list(index_files(generated(6, 1), THEMES));"
    "print(hashlib.sha256(repr(files).encode()).hexdigest())"
)


def _numbers(packed: str) -> list[int]:
    """Read codes as the format describes them."""
    numbers, high = [], 0
    for char in packed:
        digit = DIGITS.index(char)
        if digit < STOPPERS:
            numbers.append(high * STOPPERS + digit)
            high = 0
        else:
            high = high * _CONTINUERS + digit - STOPPERS + 1
    assert not high
    return numbers


@given(st.lists(st.integers(0, 1_000_000)))
def test_codes_can_be_read_back(numbers: list[int]) -> None:
    assert _numbers("".join(map(code, numbers))) == numbers


def _ascending(packed: str) -> list[int]:
    """Read ascending numbers, each the distance from the one before less one."""
    steps = _numbers(packed)
    return [sum(steps[: n + 1]) + n for n in range(len(steps))]


_ALPHABET = st.sampled_from("改革开放a1 \"'\\𠮷é\ue061\u05d0。")


@given(st.lists(st.lists(st.text(_ALPHABET, min_size=1), max_size=4), max_size=8))
def test_bins_hold_every_pair_and_no_other(texts: list[list[str]]) -> None:
    results = postings(
        keys_of(Searched(frozenset(), frozenset(), frozenset(each))) for each in texts
    )
    letters = letters_of(results.cases)
    packed = pack_bins(results, len(texts), letters)
    read: dict[str, set[int]] = {}
    for content in packed.contents:
        for first, group in re.findall(r" ([^\x00-\x7f])([^ ]*)", content):
            for second, codes, _ in _KEY.findall(group):
                read[first + second] = set(_ascending(codes))

    def written(char: str) -> str:
        place = letters.find(char)
        return chr(0xA1 + place) if place >= 0 else char if char >= "\u0800" else ""

    wanted: dict[str, set[int]] = {}
    for number, entries in enumerate(texts):
        for entry in entries:
            for first, second in zip(entry, entry[1:] + "\n", strict=True):
                # What is no letter is written in the private use area.
                key = "".join(written(c) or chr(0xE000 + ord(c)) for c in (first, second))
                wanted.setdefault(key, set()).add(number)
    assert read == wanted


# --- what the bins say of a run of characters ---------------------------------------------

_Indexed = tuple[list[SearchCase], list[set[str]], dict[str, set[int]]]


@pytest.fixture(scope="module")
def indexed() -> _Indexed:
    """Cases from the newest, and of each pair of characters the cases that have it."""
    cases = generated(30, 8)
    ordered = sorted(sorted(cases, key=lambda c: c.slug), key=lambda c: c.published, reverse=True)
    files = {name: content.decode() for name, content in index_files(cases, THEMES)}
    head = json.loads(files["index.js"].partition(",")[2].rpartition(")")[0])
    chars = {chr(0xA1 + place): char for place, char in enumerate(head["letters"])}
    read: dict[str, set[int]] = {}
    for name, content in files.items():
        for first, group in (
            re.findall(r" ([^\x00-\x7f])([^ ]*)", content) if name.startswith("bins/") else ()
        ):
            for second, codes, _ in _KEY.findall(group.removesuffix('");\n')):
                key = chars.get(first, first) + chars.get(second, second)
                read[key] = set(_ascending(codes))
    texts = [
        {text for entry in case.all_entries for text in Wordings.of(entry).all} for case in ordered
    ]
    return ordered, texts, read


@given(data=st.data(), length=st.integers(1, 40))
def test_no_case_that_has_a_run_of_characters_is_lost(
    indexed: _Indexed, data: st.DataObject, length: int
) -> None:
    cases, texts, read = indexed
    case = data.draw(st.sampled_from(cases))
    entry = data.draw(st.sampled_from(case.all_entries))
    text = entry.text[data.draw(st.sampled_from([HANT, HANS]))]
    start = data.draw(st.integers(0, max(0, len(text) - length)))
    piece = fold(text[start : start + length], Level.SEARCH)
    holders = {number for number, each in enumerate(texts) if any(piece in t for t in each)}
    pairs = [first + second for first, second in itertools.pairwise(piece)]
    if pairs:
        candidates = set.intersection(*(read[pair] for pair in pairs))
    else:
        candidates = set[int]().union(*(result for key, result in read.items() if key[0] == piece))
    assert cases.index(case) in holders <= candidates
    # One or two characters are proved by their postings alone.
    assert length > 2 or candidates == holders


_HOSTILE = '改軟體程式ab𠮷 "\\|!\n\ue000\ue7ff\ue800\uf8ff㎡①二〇一四'


@given(st.lists(st.text(_HOSTILE, max_size=12), min_size=1), st.text(_HOSTILE, max_size=30))
def test_a_text_in_units_is_read_back(known: list[str], text: str) -> None:
    units = learnt([{HANT: each} for each in known], [HANT])
    assert read_units(units.written(text), units.listed(HANT)["units"]) == text


@given(st.text("改軟體程式ab𠮷㎡①報導", max_size=12), st.text("改软件程序ab𠮷㎡①", max_size=12))
def test_a_variant_turns_a_text_into_another_wording(text: str, other: str) -> None:
    wordings = Wordings.of(SearchEntry("", EntryKind.TITLE, {HANT: text, HANS: other}))
    folded = wordings.folded[HANT]
    assert wordings.folded[HANS] in wordings.all
    assert {replaced(folded, each) for each in wordings.others(HANT)} == wordings.all - {folded}


def test_postings_mark_titles_headings_and_what_is_often() -> None:
    often = Searched(frozenset({"甲乙"}), frozenset({"丙丁"}), frozenset({"戊己" * OFTEN}))
    rare = Searched(frozenset({"丙丁"}), frozenset(), frozenset({"戊己" * (OFTEN - 1)}))
    results = postings(map(keys_of, [often, rare]))
    title, head, many = results.marked
    assert (title["甲乙"], head["丙丁"], many["戊己"]) == ([0], [0], [0])
    assert title["丙丁"] == [1]
    assert results.cases["丙丁"] == results.cases["戊己"] == [0, 1]
    (content,) = pack_bins(results, 2, "己丁乙", marked=2).contents
    letter = {char: chr(0xA1 + place) for place, char in enumerate("己丁乙")}
    zero, one = code(0), code(1)
    # Both cases have 丙丁: the second in its title (place 1), the first in a heading (place 0).
    assert f" 丙{letter['丁']}{zero}{zero}{MARKS[0]}{one}{MARKS[1]}{zero} " in content
    assert f"{letter['己']}{zero}{zero}{MARKS[2]}{zero}" in content
    # Of what few cases have, all marks are taken for true, so none is written.
    (content,) = pack_bins(results, 2, "己丁乙", marked=3).contents
    assert not set(content) & set(MARKS)


def test_bytes_depend_on_neither_hashes_nor_the_order_of_cases() -> None:
    cases = generated(6, 1)
    files = list(index_files(cases, THEMES))
    assert list(index_files(cases[::-1], THEMES)) == files
    digests = set()
    for seed in ("1", "2"):
        path = os.pathsep.join(["tools", ".", os.environ.get("PYTHONPATH", "")])
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path}
        root = Path(__file__).parents[2]
        run = [sys.executable, "-c", _PROGRAM]
        digests.add(subprocess.check_output(run, env=environment, cwd=root, text=True).strip())
    assert digests == {hashlib.sha256(repr(files).encode()).hexdigest()}


def test_building_again_touches_only_what_changed(tmp_path: Path) -> None:
    cases = generated(6, 1)
    build_index(cases, tmp_path, THEMES)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.js")}
    (tmp_path / "texts" / "stale.js").write_text("")
    build_index(cases, tmp_path, THEMES)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.js")} == before


def test_the_stamp_changes_with_the_text(tmp_path: Path) -> None:
    stamps = set()
    for seed in (1, 2):
        build_index(generated(3, seed), tmp_path, THEMES)
        stamps.add((tmp_path / "stamp.js").read_text("utf-8"))
    assert len(stamps) == 2


def test_no_cases_make_an_index_too(tmp_path: Path) -> None:
    assert build_index((), tmp_path, THEMES).bins == 0


def test_a_text_without_an_edition_is_told(tmp_path: Path) -> None:
    entry = SearchEntry("p1", EntryKind.PARAGRAPH, {HANT: "改革"})
    with pytest.raises(KeyError, match=HANS):
        build_index([SearchCase("a", "a.html", both("題"), (entry,))], tmp_path)
