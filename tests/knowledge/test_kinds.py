"""Kinds of sentences, in our own wording: what is right is written beside each."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from casebook.knowledge.indicators import find_indicators
from casebook.knowledge.organisations import find_bodies
from casebook.knowledge.passages import Passage
from casebook.knowledge.policies import find_policies
from casebook.knowledge.regions import divisions, find_places, former_names
from casebook.records import Indicator, Theme
from casebook.text.fold import fold

KINDS = Path(__file__).with_name("kinds")


def rows(name: str) -> list[list[str]]:
    lines = (KINDS / name).read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def said(one: Indicator) -> tuple[Decimal | None, Decimal, Decimal | None, str]:
    return one.base, one.value, one.high, one.unit_key


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
    found = find_indicators(passage)
    want = [one.strip() for one in figures.split(";") if one.strip()]
    assert [said(one) for one in found] == [wanted(one) for one in want]
    for one, words in zip(found, want, strict=True):
        _, _, thing, sign = words.split("|")
        if thing == "-":
            assert one.measured == ""
        elif thing:
            assert thing in one.measured
        assert one.sign == {"+": 1, "-": -1, "": 0}[sign]


@pytest.mark.parametrize(("text", "home", "bodies"), rows("bodies.tsv"))
def test_bodies(text: str, home: str, bodies: str) -> None:
    want = [one.partition("=") for one in bodies.split(";") if one]
    found = find_bodies(text, home)
    assert [(text[one.start : one.end], one.name) for one in found] == [
        (words, full or words) for words, _, full in want
    ]


@pytest.mark.parametrize(("text", "documents"), rows("documents.tsv"))
def test_documents(text: str, documents: str) -> None:
    passage = Passage("x", "body-p1", "body", Theme.BODY, text, running=True)
    want = [one.partition("→") for one in documents.split(";") if one]
    found = find_policies([passage])
    assert [(text[one.mention.start : one.mention.end], one.title) for one in found] == [
        (words, full or words) for words, _, full in want
    ]


@pytest.mark.parametrize(("text", "places"), rows("places.tsv"))
def test_places(text: str, places: str) -> None:
    found = [divisions()[one.code].name for one in find_places(text)]
    assert found == [one for one in places.split(";") if one]


def test_former_divisions_lead_to_one_in_force() -> None:
    for name, code in former_names().items():
        assert code in divisions()
        assert name not in {one.name for one in divisions().values()}


@pytest.mark.parametrize(("text", "published", "dates"), rows("dates.tsv"))
def test_dates(text: str, published: str, dates: str) -> None:
    passage = Passage("x", "body-p1", "body", Theme.BODY, text, running=True, published=published)
    found = [f"{'~' * one.date_derived}{one.date or '-'}" for one in find_indicators(passage)]
    assert found == [one.strip() for one in dates.split(";")]
