from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.editions import EDITIONS, SIMPLIFIED, TRADITIONAL

from casebook.problems import Code
from casebook.records import (
    Article,
    Edition,
    Paragraph,
    Picture,
    Script,
    Section,
    Source,
    Table,
    Theme,
    walk,
)
from casebook.text import (
    Overrides,
    Ruling,
    check_script,
    engine,
    is_open,
    map_text,
    parse_overrides,
    proofread,
    proofread_article,
    render_overrides,
    repair_article,
    settle,
    to_edition,
)
from casebook.text.printer import Printer, Wording
from casebook.text.repair import EXCEPTION

HANT, HANS = TRADITIONAL, SIMPLIFIED


def article(script: Script, word: str) -> Article:
    """Build an article with ``word`` in every place that can hold text."""
    blocks = (
        Paragraph(f"段落{word}好"),
        Picture(f"照片{word}好", f"供圖{word}好"),
        Table((("表格", f"格{word}好"), ("甲", "乙")), caption=f"附件{word}好"),
    )
    below = Section(Theme.MEASURES, f"一、{word}好", blocks)
    top = Section(Theme.MEASURES, f"舉措{word}好", (), (below,))
    return Article("case", f"標題{word}好", script, (top,), f"眉{word}好", f"副{word}好")


def test_every_text_of_an_article_is_repaired_and_listed_with_its_place() -> None:
    repaired, made, left = repair_article(article(Script.HANT, "示范"), Overrides())
    assert repaired == article(Script.HANT, "示範")
    assert not left
    assert {place.slug for place in made} == {"case"}
    assert [place.id for place in made] == [
        "kicker",
        "title",
        "subtitle",
        "measures",
        "measures-1",
        "measures-1-p1",
        "measures-1-f1",
        "measures-1-f1",
        "measures-1-t1",
        "measures-1-t1",
    ]
    ids = {placed.id for placed in walk(repaired)}
    assert {place.id for place in made[3:]} <= ids


def test_exceptions_and_kept_words_hold_for_an_article() -> None:
    ruled = Overrides(frozenset({Ruling(HANT.tag, "case", "示范", "示范")}))
    assert repair_article(article(Script.HANT, "示范"), ruled)[1] == ()
    other = Overrides(frozenset({Ruling(HANT.tag, "other", "示范", "示范")}))
    assert len(repair_article(article(Script.HANT, "示范"), other)[1]) == 10
    every = Overrides(frozenset({Ruling(HANT.tag, "*", "示范", "示范")}))
    assert repair_article(article(Script.HANT, "示范"), every)[1] == ()


def test_map_text_changes_every_printed_text() -> None:
    assert map_text(article(Script.HANT, "甲"), lambda text: text.replace("甲好", "乙好")) == (
        article(Script.HANT, "乙")
    )


def test_every_ambiguous_character_is_listed_with_its_rule() -> None:
    results = proofread("干部里外，发", HANT, Script.HANS)
    assert [(result.start, result.before, result.after, is_open(result)) for result in results] == [
        (0, "干", "幹", False),
        (2, "里", "裡", False),
        (5, "发", "發", True),
    ]
    assert "乾" in results[0].alternatives
    assert results[0].after not in results[0].alternatives
    assert results[2].left == "干部里外，"


@pytest.mark.parametrize("asked_of", ["converter", "probe"])
def test_listing_asks_of_no_text_twice(asked_of: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is printed, and what decides it, are both asked of the text and of its words."""
    asked, known = list[str](), getattr(engine, asked_of)

    def counted(edition: Edition) -> Callable[[str], str]:
        def ask(text: str) -> str:
            asked.append(text)
            return str(known(edition)(text))

        return ask

    monkeypatch.setattr(engine, asked_of, counted)
    proofread("干部", HANT, Script.HANS)  # builds the dictionaries
    asked.clear()
    text = f"{asked_of}：干部发现，第三日上门后里外都丰收"
    assert len(proofread(text, HANT, Script.HANS)) > 3
    assert len(asked) == len({*asked}) == 2


def test_what_is_listed_prints_without_another_conversion(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "里外的干部发现“发”字，第四日上门后都丰收"
    listed = proofread(text, HANT, Script.HANS, ("干部",))
    monkeypatch.setattr("casebook.text.segment.convert", None)
    printed = to_edition(text, HANT, script=Script.HANS, keep=("干部",))
    assert [printed[item.start] for item in listed] == [item.after for item in listed]
    assert printed.startswith("裡外的干部發現「發」字")


def test_proofreading_in_the_own_script_lists_repairs_and_questions() -> None:
    results = proofread("先后來到后。", HANT, Script.HANT)
    assert [(result.before, result.after, is_open(result)) for result in results] == [
        ("后", "後", False),
        ("后", "后", True),
    ]


@pytest.mark.parametrize("after", ["", "髮"])
def test_a_ruling_settles_its_place(after: str) -> None:
    text = "他们发，批复发了"
    (item,) = (entry for entry in proofread(text, HANT, Script.HANS) if entry.start == 2)
    ruled = settle(Overrides(), HANT, "case", Script.HANS, item, after=after)
    own = ruled.of("case", HANT)
    assert own != ruled.of("other", HANT)
    printed = to_edition(text, HANT, script=Script.HANS, exceptions=own)
    assert printed == f"他們{after or '發'}，批復發了"
    listed = proofread(text, HANT, Script.HANS, exceptions=own)
    (settled,) = (element for element in listed if element.start == 2)
    assert (settled.after, settled.rule) == (after or "發", EXCEPTION)
    assert not is_open(settled)


def test_a_second_ruling_replaces_the_first() -> None:
    (item,) = (entry for entry in proofread("他们发，", HANT, Script.HANS) if entry.before == "发")
    first = settle(Overrides(), HANT, "case", Script.HANS, item)
    second = settle(first, HANT, "case", Script.HANS, item, after="髮")
    assert {ruling.after for ruling in second.rulings} == {"他們髮，"}


def test_a_ruling_in_the_own_script_mends_its_neighbours_too() -> None:
    _, left = (item for item in proofread("干部后", HANT, Script.HANT))
    ruled = settle(Overrides(), HANT, "case", Script.HANT, left, after="後")
    assert ruled.of("case", HANT) == {"干部后": "幹部後"}


def test_a_ruling_that_cannot_hold_is_refused() -> None:
    (alone,) = proofread("发", HANT, Script.HANS)
    with pytest.raises(ValueError, match="alone"):
        settle(Overrides(), HANT, "case", Script.HANS, alone)
    (item,) = proofread("发，", HANT, Script.HANS)
    with pytest.raises(ValueError, match="one character"):
        settle(Overrides(), HANT, "case", Script.HANS, item, after="髮髮")


words = st.text(
    st.characters(exclude_categories=["C", "Z"], exclude_characters="#"), min_size=1, max_size=5
)
rulings = st.builds(
    lambda edition, article, before: Ruling(edition.tag, article, before, before[::-1]),
    st.sampled_from(EDITIONS),
    st.sampled_from(["*", "case", "other-case"]),
    words,
)


@given(st.frozensets(rulings))
@settings(deadline=None)
def test_the_exceptions_file_reads_back(results: frozenset[Ruling]) -> None:
    exceptions = Overrides(results)
    written = render_overrides(exceptions)
    assert parse_overrides(written, "exceptions.tsv") == (exceptions, ())


def test_bad_lines_of_the_exceptions_file_are_reported() -> None:
    text = (
        "# comment\n"
        "\n"
        "zh-Hant-TW\t*\t先后\t先後\n"
        "zh-Hant-TW\t*\t先后\t先后\n"
        "zh-Hant-TW\t*\t后\t後來\n"
        "zh-TW\t*\t后\t後\n"
        "zh-Hant-TW\t*\t后\n"
    )
    exceptions, problems = parse_overrides(text, "exceptions.tsv")
    assert exceptions.of("case", HANT) == {"先后": "先後"}
    assert [(problem.line, problem.code) for problem in problems] == [
        (4, Code.EXCEPTION_TWICE),
        (5, Code.EXCEPTION_LENGTH),
        (6, Code.EXCEPTION_MALFORMED),
        (7, Code.EXCEPTION_MALFORMED),
    ]


def test_check_names_what_is_left_and_what_no_word_decides() -> None:
    made = check_script(article(Script.HANT, "示范"), Overrides(), "case.md", {})
    assert {problem.code for problem in made} == {Code.LEFT_SIMPLIFIED}
    assert str(made[0]).startswith("case.md:1: E004 ")
    assert "眉示[范]好" in made[0].detail
    left = check_script(article(Script.HANT, "，后，"), Overrides(), "case.md", {})
    assert {problem.code for problem in left} == {Code.UNDECIDED}
    assert check_script(article(Script.HANT, "示範"), Overrides(), "case.md", {}) == ()


@pytest.mark.parametrize(
    ("name", "asked"),
    [("陈盛钟", ["鍾"]), ("高洁莹", []), ("莆田晨钟报", [])],
)
def test_a_name_of_a_source_that_no_word_decides_is_asked(name: str, asked: list[str]) -> None:
    made = replace(article(Script.HANS, "改革"), sources=(Source(authors=("李明", name)),))
    places = proofread_article(made, TRADITIONAL, Overrides())
    listed = [place for place in places if place.id == "source-1" and is_open(place.choice)]
    assert [place.choice.after for place in listed] == asked
    assert not [p for p in proofread_article(made, SIMPLIFIED, Overrides()) if p.id == "source-1"]


def test_a_ruling_on_the_name_of_a_source_is_printed() -> None:
    made = replace(article(Script.HANS, "改革"), sources=(Source(authors=("陈盛钟",)),))
    (place,) = [p for p in proofread_article(made, TRADITIONAL, Overrides()) if p.id == "source-1"]
    ruled = settle(Overrides(), TRADITIONAL, made.slug, made.script, place.choice, after="鐘")
    assert Printer(TRADITIONAL, Wording.of([made], ruled)).source("陈盛钟", made) == "陳盛鐘"
