"""Accuracy on real pages does not fall below its floors."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[2] / "bench"))

import plant  # noqa: E402
import scoring  # noqa: E402


@pytest.fixture(scope="module")
def floors() -> dict[str, Any]:
    return tomllib.loads((HERE / "floors.toml").read_text("utf-8"))


@pytest.fixture
def pages(shared: Path) -> list[scoring.Sample]:
    return list(scoring.samples(shared / "pages"))


def test_text(pages: list[scoring.Sample], floors: dict[str, Any]) -> None:
    scores = {
        page.id: scoring.score(scoring.ours(scoring.decoded(page)), page.reference)
        for page in pages
    }
    f1 = {page: score.f1 for page, score in scores.items()}
    assert min(f1.values()) >= floors["worst_f1"], sorted(f1.items(), key=lambda item: item[1])[:3]
    assert sum(f1.values()) / len(f1) >= floors["mean_f1"]
    assert sum(s.recall for s in scores.values()) / len(scores) >= floors["mean_recall"]


MANGLED = {
    "without class names": (r"(?i)\s(class|id)=(\"[^\"]*\"|'[^']*'|[^\s>]+)", ""),
    "without headings": (r"(?i)<(/?)h[1-6]\b", r"<\1div"),
    "without paragraphs": (r"(?i)<(/?)p\b", r"<\1div"),
    "without titles": (r"(?is)<title.*?</title>|<meta[^>]*title[^>]*>", ""),
}


@pytest.mark.parametrize("name", MANGLED)
def test_text_of_pages_that_say_less(
    name: str, pages: list[scoring.Sample], floors: dict[str, Any]
) -> None:
    """The choice rests on the text: names and headings of a site only help it."""
    scores = [
        scoring.score(scoring.ours(re.sub(*MANGLED[name], scoring.decoded(page))), page.reference)
        for page in pages
    ]
    assert sum(score.f1 for score in scores) / len(scores) >= floors["mangled_f1"]


def test_mastheads(pages: list[scoring.Sample], floors: dict[str, Any]) -> None:
    marks = [scoring.masthead_marks(page) for page in pages]
    for key, floor in (
        ("title", "titles"),
        ("date", "dates"),
        ("source", "sources"),
        ("editors", "editors"),
    ):
        right = sum(mark[key] for mark in marks) / len(marks)
        assert right >= floors[floor], key


def test_planted_advertising(pages: list[scoring.Sample], floors: dict[str, Any]) -> None:
    survived = [
        (page.id, planted.place, planted.phrase)
        for index, page in enumerate(pages)
        for planted in plant.planted_pages(page, index, 1)
        if plant.survives(planted)
    ]
    assert len(survived) <= floors["planted"], survived


def test_unseen_advertising(pages: list[scoring.Sample], floors: dict[str, Any]) -> None:
    """Words that no list was made from are known by their form, mostly."""
    for place in ("title", "between paragraphs"):
        planted = [
            item
            for index, page in enumerate(pages)
            for item in plant.unseen_pages(page, index, 2)
            if item.place == place
        ]
        survived = [entry.phrase for entry in planted if plant.survives(entry)]
        assert len(survived) <= floors["unseen"] * len(planted), (place, survived)


def test_clean_text_is_left_alone(pages: list[scoring.Sample], floors: dict[str, Any]) -> None:
    cut = [line for page in pages for line in scoring.cut_lines(page.reference)]
    assert len(cut) <= floors["cut_lines"], cut


def test_advertising_is_not_seen_in_regulations(shared: Path) -> None:
    """No line of law reads like advertising, whole or in part."""
    from casebook.ingest.clean.advertising import advertising
    from casebook.ingest.read.text import read_text

    text = (shared / "traditional" / "taiwan-regulations.txt").read_text("utf-8")
    assert advertising(read_text(text).lines).removals == ()


@pytest.mark.parametrize("folder", ["facts", "articles"])
def test_advertising_is_not_seen_in_facts_and_articles(shared: Path, folder: str) -> None:
    from casebook.ingest.clean.advertising import advertising
    from casebook.ingest.read.text import read_text

    files = sorted((shared / "facts" if folder == "facts" else HERE.parents[2] / folder).iterdir())
    for file in files:
        if file.suffix == ".md":
            assert advertising(read_text(file.read_text("utf-8")).lines).removals == (), file.name
