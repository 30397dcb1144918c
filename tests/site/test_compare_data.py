"""The data of the page for comparing: whole, in order, character for character."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.editions import EDITIONS, SIMPLIFIED, TRADITIONAL, printer
from tests.knowledge.test_casebook import BUS, ROAD
from tests.strategies import articles

from casebook.exports import comparison
from casebook.exports.comparison import ComparedCase, compare_files
from casebook.knowledge.build import annotate
from casebook.records import Article, Edition, Script, Section, block_texts, walk
from casebook.site.compare import words
from casebook.text import to_edition
from casebook.text.printer import Printer
from casebook.themes import page_of

OWN = {Script.HANT: TRADITIONAL, Script.HANS: SIMPLIFIED}


def _files(corpus: list[Article], edition: Edition) -> dict[str, bytes]:
    casebook = annotate(corpus)
    others = [printer(casebook, other) for other in EDITIONS if other != edition]
    return dict(compare_files(casebook, printer(casebook, edition), others))


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
        comparison, "_case", lambda case, _: made.append(case.slug) or _compared(case.slug)
    )
    files = compare_files(casebook, printer(casebook, TRADITIONAL), [])
    assert next(files)[0] == f"cases/{made[0]}.js"
    assert len(made) == 1
    assert [name for name, _ in files] == [f"cases/{made[1]}.js", "list.js"]


def _compared(slug: str) -> ComparedCase:
    return ComparedCase(slug, "", "", "", "", "", "", {}, [])


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
    written = {
        part: [
            (own, [cell for line in rows for cell in line if cell]) for _, own, _, rows in result
        ]
        for part, result in data["parts"].items()
    }
    assert written == parts


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
