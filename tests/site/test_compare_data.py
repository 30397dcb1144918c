"""The data of the page for comparing: whole, in order, character for character."""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.editions import EDITIONS, SIMPLIFIED, TRADITIONAL, printer
from tests.knowledge.test_casebook import BUS, ROAD
from tests.search.demo import read_units
from tests.strategies import articles

from casebook.exports import comparison
from casebook.exports.comparison import ComparedCase, compare_files
from casebook.knowledge.build import annotate
from casebook.records import (
    Article,
    Edition,
    Paragraph,
    Script,
    Section,
    Theme,
    block_texts,
    walk,
)
from casebook.search import Units
from casebook.site.compare import words
from casebook.text import to_edition
from casebook.text.printer import Printer
from casebook.themes import page_of

OWN = {Script.HANT: TRADITIONAL, Script.HANS: SIMPLIFIED}


#: Units that the Traditional edition has otherwise than the Simplified one.
UNITS = Units(("改革", "改", "頭髮", "的", "1"), {SIMPLIFIED.tag: {"頭": "头", "髮": "发"}})


def _files(corpus: list[Article], edition: Edition) -> dict[str, bytes]:
    casebook = annotate(corpus)
    others = [printer(casebook, other) for other in EDITIONS if other != edition]
    return dict(compare_files(casebook, printer(casebook, edition), others, UNITS))


def _texts(data: dict[str, Any], edition: Edition) -> list[str]:
    listed = "|".join(UNITS.of(edition.tag).units)
    return [read_units(text, listed) for text in data["texts"].split(" ")]


def _read(content: bytes) -> tuple[str, object]:
    match = re.fullmatch(r"casebookCompare\.put\((.*)\);\n", content.decode("utf-8"))
    assert match
    name, data = json.loads(f"[{match[1]}]")
    return name, data


def test_the_script_of_a_case_is_made_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory holds one of them, not those of all cases."""
    casebook = annotate([BUS, ROAD])
    made: list[str] = []
    monkeypatch.setattr(
        comparison, "_case", lambda case, *_: made.append(case.slug) or _compared(case.slug)
    )
    files = compare_files(casebook, printer(casebook, TRADITIONAL), [], UNITS)
    assert next(files)[0] == f"cases/{made[0]}.js"
    assert len(made) == 1
    assert [name for name, _ in files] == [f"cases/{made[1]}.js", "list.js"]


def _compared(slug: str) -> ComparedCase:
    return ComparedCase(slug, "", "", "", "", "", "", {}, [], "")


@settings(deadline=None)
@given(articles)
def test_every_text_of_an_article_is_there_once_and_in_order(article: Article) -> None:
    files = _files([article], OWN[article.script])
    name, data = _read(files[f"cases/{article.slug}.js"])
    assert name == f"cases/{article.slug}"
    assert isinstance(data, dict)
    assert data["title"] == article.title
    parts: dict[str, list[tuple[str, list[str]]]] = {}
    for place in walk(article):
        page = page_of(place.theme)
        if isinstance(place.content, Section):
            texts = [place.content.heading] if place.content.heading else []
            if not texts:
                continue
        else:
            texts = list(block_texts(place.content))
        parts.setdefault(page.theme.value if page else "other", []).append((place.id, texts))
    texts = iter(_texts(data, OWN[article.script]))
    written = {
        part: [
            (own, [text for text in islice(texts, sum(shape[0] if shape else [1])) if text])
            for _, own, _, *shape in blocks
        ]
        for part, blocks in data["parts"].items()
    }
    assert written == parts
    # Six texts of each figure are left.
    assert len(data["indicators"]) * 6 == len([*texts]) - (data["texts"] == "")


def _paragraphs(*texts: str) -> Article:
    section = Section(Theme.MEASURES, "做法", tuple(map(Paragraph, texts)))
    return Article("one", "甲", Script.HANT, (section,))


@pytest.mark.parametrize(
    ("edition", "text"),
    [(TRADITIONAL, "改革的頭髮，乾坤 1|2。"), (SIMPLIFIED, "改革的头发，乾坤 1|2。")],
)
def test_an_edition_writes_what_it_prints_in_units_of_its_own(edition: Edition, text: str) -> None:
    _, data = _read(_files([_paragraphs("改革的頭髮，乾坤 1|2。")], edition)["cases/one.js"])
    assert isinstance(data, dict)
    assert data["texts"].split(" ")[1].startswith("!%$，乾坤")
    assert _texts(data, edition) == ["做法", text]


def test_a_block_costs_few_bytes_more_than_its_text_in_the_search() -> None:
    few, many = (_files([_paragraphs(*["改革窗口"] * times)], TRADITIONAL) for times in (10, 60))
    bytes_ = (len(many["cases/one.js"]) - len(few["cases/one.js"])) / 50
    # One of the unit, three of each character beside it; its kind and its id.
    assert 7 < bytes_ < 7 + 27


@settings(deadline=None, max_examples=25)
@given(st.lists(articles, min_size=1, max_size=4, unique_by=lambda article: article.slug))
def test_a_case_costs_the_same_whatever_other_cases_there_are(corpus: list[Article]) -> None:
    together = _files(corpus, TRADITIONAL)
    assert together == _files(corpus, TRADITIONAL)
    assert set(together) == {"list.js", *(f"cases/{element.slug}.js" for element in corpus)}
    name, rows = _read(together["list.js"])
    assert name == "list"
    assert isinstance(rows, list)
    assert sorted(row[0] for row in rows) == sorted(entry.slug for entry in corpus)
    for item in corpus:
        alone = _files([item], TRADITIONAL)
        _, apart = _read(alone[f"cases/{item.slug}.js"])
        _, among = _read(together[f"cases/{item.slug}.js"])
        assert isinstance(apart, dict)
        assert isinstance(among, dict)
        assert apart["parts"] == among["parts"]


def test_the_words_of_the_page_are_in_the_language_of_each_edition() -> None:
    traditional, simplified = (words(Printer(edition)) for edition in EDITIONS)
    assert traditional.keys() == simplified.keys()
    for edition, other in ((TRADITIONAL, Script.HANS), (SIMPLIFIED, Script.HANT)):
        for name, text in words(Printer(edition)).items():
            assert to_edition(text, edition, script=other) == text, name
            places = re.findall(r"\{\w+\}", text)
            assert sorted(places) == sorted(re.findall(r"\{\w+\}", traditional[name]))
