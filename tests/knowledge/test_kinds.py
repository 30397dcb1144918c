"""Kinds of sentences, in our own wording: what is right is written beside each."""

from __future__ import annotations

import tomllib
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from casebook.knowledge import annotate
from casebook.knowledge.body_proposals import propose_bodies
from casebook.knowledge.corrections import Corrections, TermChanges
from casebook.knowledge.indicators import find_indicators
from casebook.knowledge.organisations import find_bodies
from casebook.knowledge.passages import Passage
from casebook.knowledge.place_finder import find_places
from casebook.knowledge.policies import find_policies
from casebook.knowledge.regions import divisions, former_names
from casebook.knowledge.term_forms import term_key
from casebook.knowledge.term_mentions import TermFinder
from casebook.knowledge.term_proposals import proposed_terms
from casebook.knowledge.terms import quotations, term_keys
from casebook.records import Article, Indicator, Level, Paragraph, Script, Section, Theme
from casebook.text.fold import fold

KINDS = Path(__file__).with_name("kinds")


def rows(name: str) -> list[list[str]]:
    lines = (KINDS / name).read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def said(indicator: Indicator) -> tuple[Decimal | None, Decimal, Decimal | None, str]:
    return indicator.base, indicator.value, indicator.high, indicator.unit_key


def wanted(words: str) -> tuple[Decimal | None, Decimal, Decimal | None, str]:
    value, unit, _, _ = words.split("|")
    base, _, rest = value.rpartition(">")
    low, _, high = rest.partition("..")
    return (
        Decimal(base) if base else None,
        Decimal(low),
        Decimal(high) if high else None,
        fold(unit),
    )


@pytest.mark.parametrize(("text", "figures"), rows("figures.tsv"))
def test_figures(text: str, figures: str) -> None:
    passage = Passage("x", "body-p1", "body", Theme.BODY, text, running=True)
    results = find_indicators(passage)
    want = [part.strip() for part in figures.split(";") if part.strip()]
    assert [said(result) for result in results] == [wanted(entry) for entry in want]
    for item, words in zip(results, want, strict=True):
        _, _, thing, sign = words.split("|")
        if thing == "-":
            assert item.measured == ""
        elif thing:
            assert thing in item.measured
        assert item.sign == {"+": 1, "-": -1, "": 0}[sign]


@pytest.mark.parametrize(("text", "home", "bodies"), rows("bodies.tsv"))
def test_bodies(text: str, home: str, bodies: str) -> None:
    want = [part.partition("=") for part in bodies.split(";") if part]
    results = find_bodies(text, home)
    assert [(text[result.start : result.end], result.name) for result in results] == [
        (words, full or words) for words, _, full in want
    ]


@pytest.mark.parametrize(("text", "home", "names"), rows("proposals.tsv"))
def test_proposals(text: str, home: str, names: str) -> None:
    want = [part.partition("=") for part in names.split(";") if part]
    results = propose_bodies(text, home, find_bodies(text, home))
    assert [(text[body.start : body.end], body.name) for body in results] == [
        (words, full or words) for words, _, full in want
    ]


@pytest.mark.parametrize(("text", "documents"), rows("documents.tsv"))
def test_documents(text: str, documents: str) -> None:
    passage = Passage("x", "body-p1", "body", Theme.BODY, text, running=True)
    want = [part.partition("→") for part in documents.split(";") if part]
    results = find_policies([passage])
    assert [
        (text[result.mention.start : result.mention.end], result.title) for result in results
    ] == [(words, full or words) for words, _, full in want]


@pytest.mark.parametrize(("text", "terms"), rows("terms.tsv"))
def test_terms(text: str, terms: str) -> None:
    passage = Passage("x", "body-p1", "body", Theme.BODY, text, running=True)
    quoted = quotations(passage)
    results = {key for key, _ in TermFinder(term_keys(quoted)).find(passage, quoted)}
    assert results == {term_key(term) for term in terms.split(";") if term}


def test_terms_of_sentences_written_before_the_rules_saw_them_keep_their_floor() -> None:
    right = given = labelled = 0
    for text, terms in rows("../held_out_terms.tsv"):
        passage = Passage("x", "body-p1", "body", Theme.BODY, text, running=True)
        want = {term_key(term) for term in terms.split(";") if term}
        quoted = quotations(passage)
        got = {key for key, _ in TermFinder(term_keys(quoted)).find(passage, quoted)}
        right, given, labelled = right + len(got & want), given + len(got), labelled + len(want)
    floors = tomllib.loads(KINDS.with_name("floors.toml").read_text(encoding="utf-8"))
    assert right / given >= floors["terms_precision"]
    assert right / labelled >= floors["terms_recall"]


@pytest.mark.parametrize(("title", "text", "names"), rows("term_proposals.tsv"))
def test_term_proposals(title: str, text: str, names: str) -> None:
    section = Section(Theme.BODY, "", (Paragraph(text),))
    article = Article("x", title, Script.HANS, (section,))
    terms = annotate([article]).terms
    want = [name for name in names.split(";") if name]
    assert [item.text for item in proposed_terms(article, terms, Corrections())] == want
    for decision in (TermChanges(add=tuple(want)), TermChanges(drop=tuple(want))):
        assert not proposed_terms(article, terms, Corrections(terms=decision))


@pytest.mark.parametrize(("text", "places"), rows("places.tsv"))
def test_places(text: str, places: str) -> None:
    results = [divisions()[place.code].name for place in find_places(text)]
    assert results == [part for part in places.split(";") if part]


def test_former_divisions_lead_to_one_in_force() -> None:
    for name, code in former_names().items():
        assert code in divisions()
        assert name not in {division.name for division in divisions().values()}


@pytest.mark.parametrize(("province", "cities", "counties"), rows("divisions.tsv"))
def test_as_many_divisions_as_the_ministry_counts(
    province: str, cities: str, counties: str
) -> None:
    inside = [item for item in divisions().values() if item.code[:2] == province[:2]]
    levels = Counter(item.level for item in inside)
    assert (levels[Level.CITY], levels[Level.COUNTY]) == (int(cities), int(counties))


@pytest.mark.parametrize(("text", "published", "dates"), rows("dates.tsv"))
def test_dates(text: str, published: str, dates: str) -> None:
    passage = Passage("x", "body-p1", "body", Theme.BODY, text, running=True, published=published)
    results = [
        f"{'~' * indicator.date_derived}{indicator.date or '-'}"
        for indicator in find_indicators(passage)
    ]
    assert results == [part.strip() for part in dates.split(";")]
