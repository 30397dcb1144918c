"""The files of a small index as a reader of the format expects them, and where packs are cut.

After a change: ``pytest tests/search --rewrite-goldens``, and read the difference.
"""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import small
from tests.search.demo import HANS, HANT, THEMES, both

from casebook import search
from casebook.search import EntryKind, SearchCase, SearchEntry, build_index, index, index_files
from casebook.search.index import PROGRAM
from casebook.search.labels import LABELS
from casebook.search.lean import lean
from casebook.search.names import PACK
from casebook.search.packs import (
    KINDS,
    PACK_BYTES,
    Wordings,
    packed,
    packs,
    size_of,
    to_json,
    variants_of,
)
from casebook.search.postings import (
    BIN_BYTES,
    DIGITS,
    MARKS,
    STOPPERS,
    Postings,
    Searched,
    code,
    keys_of,
    letters_of,
    pack_bins,
    postings,
)
from casebook.search.units import ONE, TWO, Units, learnt

GOLDEN = Path(__file__).parent / "golden"
SCRIPTS = Path(importlib.import_module("casebook.search").__file__ or "").parent

CASES = (
    SearchCase(
        slug="hall",
        path="cases/hall.html",
        title=both("一個大廳"),
        entries=(
            SearchEntry("measures", EntryKind.HEADING, both("創新舉措"), "measures"),
            SearchEntry("measures-p1", EntryKind.PARAGRAPH, both("軟體與網際網路 GDP"), "measures"),
            SearchEntry("measures-f1", EntryKind.CAPTION, both("大廳一角"), "unknown"),
            SearchEntry("measures-p1", EntryKind.TERM, both("一窗通辦")),
            SearchEntry("measures-p2", EntryKind.POLICY, both("《意見》")),
            SearchEntry("", EntryKind.PLACE, both("浙江省")),
        ),
        field=both("政務服務"),
        regions=(both("浙江省"), both("杭州市")),
        years=(2014, 2016),
        sources=(both("甲報"), both("乙網")),
        published="2016-07-30",
    ),
    SearchCase(
        slug="land",
        path="cases/land.html",
        title=both("山林到戶"),
        entries=(
            SearchEntry("p1", EntryKind.PARAGRAPH, both("一個山村"), "results"),
            SearchEntry("p1", EntryKind.TERM, both("一窗通辦")),
            SearchEntry("p1", EntryKind.TERM, both("一窗通辦")),
            SearchEntry("p1", EntryKind.TERM, both("三不管")),
        ),
        regions=(both("浙江省"),),
        published="2001",
    ),
    SearchCase("atlas", "cases/atlas.html", both("地圖"), (), published="2001"),
    SearchCase("zero", "cases/zero.html", both("零"), (), field=both("農村土地")),
)


@pytest.fixture(scope="module")
def files(request: pytest.FixtureRequest) -> dict[str, bytes]:
    made = dict(index_files(CASES, THEMES))
    for name in PROGRAM:
        del made[name]
    if request.config.getoption("--rewrite-goldens"):
        small.rewrite(GOLDEN, made)
    return made


def test_these_files_are_made_and_no_others(files: dict[str, bytes]) -> None:
    assert sorted(files) == small.golden_names(GOLDEN)


def test_every_script_and_style_is_in_the_program_once() -> None:
    made = dict(index_files(CASES))
    program = b"".join(made[name] for name in PROGRAM)
    sources = [path for path in SCRIPTS.glob("*.*") if path.suffix in {".js", ".css"}]
    assert sorted(path.name for path in sources if path.name in made) == ["search.css", "search.js"]
    leaned = {path.name: lean(path.name, path.read_text("utf-8")) for path in sources}
    assert [name for name, content in leaned.items() if program.count(content) != 1] == []
    assert len(program) == sum(map(len, leaned.values()))


def test_the_version_is_another_when_any_script_is(monkeypatch: pytest.MonkeyPatch) -> None:
    before = index.program_version()
    changed = [(name, content + b" ") for name, content in index.program()]
    for number in range(len(PROGRAM)):
        other = [*index.program()[:number], changed[number], *index.program()[number + 1 :]]
        with monkeypatch.context() as patch:
            patch.setattr(index, "program", lambda other=other: tuple(other))
            assert index.program_version.__wrapped__() != before


@pytest.mark.parametrize("name", small.golden_names(GOLDEN))
def test_file(files: dict[str, bytes], name: str) -> None:
    assert files[name].decode("utf-8") == (GOLDEN / name).read_text("utf-8")


def test_the_size_of_an_index_is_that_of_its_files(files: dict[str, bytes], tmp_path: Path) -> None:
    size = build_index(CASES, tmp_path, THEMES)
    by_group = {
        group: sum(path.stat().st_size for path in (tmp_path / group).rglob("*.js"))
        for group in ("bins", "texts")
    }
    every = sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file())
    assert (size.cases, size.bins) == (4, len(list((tmp_path / "bins").iterdir())))
    assert (size.bin_bytes, size.text_bytes) == (by_group["bins"], by_group["texts"])
    assert size.other_bytes == every - size.bin_bytes - size.text_bytes


def test_what_is_stale_goes_at_any_depth(tmp_path: Path) -> None:
    for name in ("stale.js", "texts/old/0001.js"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    build_index(CASES, tmp_path, THEMES)
    assert not (tmp_path / "stale.js").exists()
    assert not (tmp_path / "texts/old/0001.js").exists()


def test_every_name_that_the_package_offers_is_there() -> None:
    assert all(getattr(search, name) for name in search.__all__)


def test_scripts_ask_for_labels_that_there_are() -> None:
    text = "\n".join(path.read_text("utf-8") for path in SCRIPTS.glob("*.js"))
    asked = set(re.findall(r"\blabels\.(\w+)", text)) - {"themes"}
    kinds = {f"{kind.value}Kind" for kind in EntryKind}
    facets = {"theme", "field", "region", "year", "source"}
    assert set(LABELS) == asked | kinds | facets


def test_an_entry_stands_for_nothing_that_is_not_said() -> None:
    entry = SearchEntry("p1", EntryKind.PARAGRAPH, both("字"))
    assert entry.theme == ""
    case = SearchCase("a", "a.html", both("題"), (entry,), sources=(both("甲報"),))
    assert (case.field, case.regions, case.years, case.published) == ({}, (), None, "")
    assert [(item.id, item.kind, item.text) for item in case.all_entries] == [
        ("", EntryKind.TITLE, both("題")),
        ("p1", EntryKind.PARAGRAPH, both("字")),
        ("", EntryKind.PUBLISHER, both("甲報")),
    ]


# --- numbers ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "digits"),
    [
        (0, DIGITS[0]),
        (STOPPERS - 1, DIGITS[STOPPERS - 1]),
        (STOPPERS, DIGITS[STOPPERS] + DIGITS[0]),
        (2 * STOPPERS - 1, DIGITS[STOPPERS] + DIGITS[STOPPERS - 1]),
        (2 * STOPPERS, DIGITS[STOPPERS + 1] + DIGITS[0]),
    ],
)
def test_a_number_takes_another_digit_at(number: int, digits: str) -> None:
    assert code(number) == digits


def test_digits_are_printable_and_need_no_escape() -> None:
    # 94 printable characters of ASCII without the quotation mark, the backslash and three marks.
    assert len(DIGITS) == 89
    assert STOPPERS == 73
    assert DIGITS[0] == "!"
    assert DIGITS[-1] == "{"
    assert MARKS == "|}~"
    assert not set(DIGITS) & set('"\\ ' + MARKS)


# --- bins -------------------------------------------------------------------------------


def _postings(cases: dict[str, list[int]]) -> Postings:
    return Postings(cases, tuple({} for _ in MARKS))


@pytest.mark.parametrize(("numbers", "size"), [([0], 7), ([0, 1], 8)])
def test_a_bin_is_cut_when_it_has_its_size(numbers: list[int], size: int) -> None:
    """A key of its own takes 1 + 3 bytes for the first character, 2 for the letter, 1 a posting."""
    whole = -(-BIN_BYTES // size)
    firsts = [chr(0x4E01 + number) for number in range(2 * whole + 1)]
    packed = pack_bins(_postings({first + "一": numbers for first in firsts}), 2, "一")
    sizes = [len(content.encode()) for content in packed.contents]
    assert sizes == [whole * size, whole * size, size]
    heads = [firsts[0], firsts[whole], firsts[2 * whole]]
    assert list(packed.first_keys) == [head + chr(0xA1) for head in heads]


def test_seconds_of_one_first_character_share_its_group() -> None:
    results = {"一乙": [0, 2], "一丙": [1], "丁乙": [0]}
    assert letters_of(results) == "乙丙"
    letters = {char: chr(0xA1 + place) for place, char in enumerate("乙丙")}
    zero, item = code(0), code(1)
    groups = [f" 丁{letters['乙']}{zero}", f" 一{letters['乙']}{zero}{item}{letters['丙']}{item}"]
    packed = pack_bins(_postings(results), 3, "乙丙")
    assert packed.contents == ("".join(sorted(groups)),)


def test_letters_go_to_the_most_used_and_end_where_utf8_takes_three_bytes() -> None:
    seconds = [chr(0x4E00 + number) for number in range(0x800 - 0xA1 + 1)]
    letters = letters_of(["甲" + second for second in seconds] + ["乙" + seconds[-1]])
    assert len(letters) == 0x800 - 0xA1
    assert letters[0] == seconds[-1]
    assert seconds[-2] not in letters


@pytest.mark.parametrize("beyond", ["\U00010000", "\U00020bb7"])
def test_keys_are_in_the_order_of_utf16_as_scripts_compare_them(beyond: str) -> None:
    # From U+10000 on a character is a pair of surrogates in UTF-16: it comes before U+F900.
    packed = pack_bins(_postings({"\uf900一": [0], f"{beyond}一": [0], "丁一": [0]}), 1, "一")
    (content,) = packed.contents
    assert [group[0] for group in content.split(" ")[1:]] == ["丁", beyond, "\uf900"]


def test_the_last_character_pairs_with_a_line_feed() -> None:
    cases = [Searched(frozenset(), frozenset(), frozenset(each)) for each in (["甲乙"], ["乙"])]
    assert postings(map(keys_of, cases)).cases == {"甲乙": [0], "乙\n": [0, 1]}


# --- units ------------------------------------------------------------------------------


def test_the_most_used_unit_takes_one_byte_and_the_next_two() -> None:
    """Two characters of each pair stand together twice, so that the pairs are units."""
    text = "".join(chr(0x4E00 + number) for number in range(2 * len(ONE) + 2))
    pairs = [text[at : at + 2] for at in range(0, len(text), 2)]
    units = learnt([{HANT: pair} for pair in (*pairs, *pairs)], [HANT])
    assert [units.written(pair) for pair in pairs] == [*ONE, TWO[0]]
    assert units.written("𠮷") == "𠮷"
    assert units.written("a\ue000\ue800\ue801") == "\ue061\ue800\ue000\ue800\ue800\ue801"


def test_other_editions_are_read_with_what_mostly_stands_there() -> None:
    texts = [{HANT: "乾淨", HANS: "干净"}] * 2 + [{HANT: "乾坤", HANS: "乾坤"}]
    units = learnt(texts, [HANT, HANS])
    assert units.in_edition("乾淨乾坤", HANS) == "干净干坤"
    assert units.listed(HANS)["units"].split("|")[0] == "干净"
    # Where lengths differ nothing is learnt.
    assert learnt([{HANT: "網際網路", HANS: "互联网"}], [HANT, HANS]).converted[HANS] == {}


# --- packs ------------------------------------------------------------------------------


def _case(slug: str, size: int) -> SearchCase:
    """A case whose texts have so many bytes, in an edition of one."""
    return SearchCase(slug, f"{slug}.html", {HANT: "a" * size}, ())


@pytest.mark.parametrize(
    ("sizes", "firsts"),
    [
        ((PACK_BYTES - 1, 1, 1), [0, 2]),
        ((PACK_BYTES, 1, 1), [0, 1]),
        ((PACK_BYTES - 2, 1, PACK_BYTES), [0]),
        ((PACK_BYTES, PACK_BYTES), [0, 1]),
        ((1, PACK_BYTES - 1, PACK_BYTES - 1, 1, 1), [0, 2, 4]),
    ],
)
def test_a_pack_is_closed_at_its_size(sizes: tuple[int, ...], firsts: list[int]) -> None:
    cases = [_case(f"case-{number}", size) for number, size in enumerate(sizes)]
    made = list(packs(_rows(cases, learnt([], [HANT]))))
    assert [first for first, _ in made] == firsts
    assert [row[1] for _, pack in made for row in json.loads(pack)] == [c.slug for c in cases]


def _rows(
    cases: list[SearchCase], units: Units, themes: dict[str, int] | None = None
) -> Iterator[tuple[int, str]]:
    for case in cases:
        wordings = [Wordings.of(entry) for entry in case.all_entries]
        yield size_of(case), to_json(packed(case, variants_of(case, wordings), units, themes or {}))


def test_units_are_learnt_from_few_cases_and_always_the_same() -> None:
    cases = [_case(f"case-{number}", 1) for number in range(index.SAMPLE + 1)]
    known = index.sample(cases)
    assert len(known) == index.SAMPLE
    assert index.sample(cases[::-1]) == known
    (left,) = (case for case in cases if case not in known)
    assert index.sample([case for case in cases if case is not left]) == known
    more = [*cases, _case("more", 1)]
    assert len([case for case in index.sample(more) if case in known]) >= index.SAMPLE - 1


def test_packs_are_cut_by_the_first_edition() -> None:
    cases = [
        SearchCase("a", "a.html", {HANT: "a" * (PACK_BYTES - 1), HANS: "b" * 2 * PACK_BYTES}, ()),
        SearchCase("b", "b.html", {HANT: "", HANS: ""}, ()),
    ]
    units = learnt([], [HANT, HANS])
    assert [first for first, _ in packs(_rows(cases, units))] == [0]
    more = SearchCase("a", "a.html", {HANT: "a" * PACK_BYTES, HANS: ""}, ())
    cases = [more, *cases[1:]]
    assert [first for first, _ in packs(_rows(cases, units))] == [0, 1]


@pytest.mark.parametrize(
    ("text", "other", "differences"),
    [
        ("發展", "发展", []),
        ("GDP", "gdp", [[[], []], [[0, 0, 3, "gdp"], []]]),
        ("甲乙丙", "甲丁丙", [[[], [[0, [1, 2, "丁"]]]], [[], [[0, [1, 2, "乙"]]]]]),
        ("𠮷乙", "𠮷丁", [[[], [[0, [2, 3, "丁"]]]], [[], [[0, [2, 3, "乙"]]]]]),
        ("面積9㎡", "面积9㎡", [[[], [[0, [3, 4, "m2"]]]], [[], [[0, [3, 4, "m2"]]]]]),
    ],
)
def test_differences_of_editions(text: str, other: str, differences: list[object]) -> None:
    case = SearchCase("a", "a.html", {HANT: text, HANS: other}, ())
    units = learnt([entry.text for entry in case.all_entries], [HANT, HANS])
    units = learnt([], [HANT, HANS]) if text == "GDP" else units
    ((_, pack),) = packs(_rows([case], units))
    (row,) = json.loads(pack)
    assert row[5:] == ([differences] if differences else [])


@pytest.mark.parametrize(("shared", "written"), [(40, 40), (41, 40)])
def test_an_id_shares_with_the_one_before_up_to(shared: int, written: int) -> None:
    ids = ["a" * shared + "b", "a" * shared + "c"]
    entries = tuple(SearchEntry(each, EntryKind.PARAGRAPH, {HANT: "字"}, "b") for each in ids)
    case = SearchCase("a", "a.html", {HANT: "題"}, entries)
    ((_, pack),) = packs(_rows([case], learnt([], [HANT]), {"a": 0, "b": 1}))
    heads = json.loads(pack)[0][3].split(" ")
    rest = "a" * (shared - written) + "c"
    assert heads == ["000", f"720{ids[0]}", f"72{chr(ord('0') + written)}{rest}"]


def test_json_may_stand_in_a_script() -> None:
    assert to_json({"甲": ["\u2028", "\u2029", 1]}) == '{"甲":["\\u2028","\\u2029",1]}'


def test_kinds_have_their_numbers() -> None:
    assert [kind.value for kind in KINDS] == [
        "title",
        "heading",
        "term",
        "policy",
        "place",
        "publisher",
        "caption",
        "paragraph",
    ]


def test_names_are_packed_by_so_many() -> None:
    cases = [_case(f"case-{number}", 1) for number in range(PACK + 1)]
    names = sorted(name for name, _ in index_files(cases) if name.startswith("names/texts"))
    assert names == ["names/texts/0000.js", "names/texts/0001.js"]
    names = [name for name, _ in index_files(cases[:-1]) if name.startswith("names/texts")]
    assert names == ["names/texts/0000.js"]
