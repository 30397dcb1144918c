"""Where an edition differs from an original by more than shape, as proofread says it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

from tests import small
from tests.editions import SIMPLIFIED, TRADITIONAL

from casebook.exports.differences import difference_files
from casebook.records import Script
from casebook.text.article_scripts import proofread_article, texts
from casebook.text.overrides import Overrides, Ruling
from casebook.text.repair import EXCEPTION


def _rows(content: bytes) -> list[list[Any]]:
    match = re.fullmatch(r'casebookDifferences\.put\("[a-z]+",(.*)\);\n', content.decode("utf-8"))
    assert match
    rows: list[list[Any]] = json.loads(match[1])
    return rows


def test_only_cases_of_the_other_script_differ() -> None:
    snapshot = small.snapshot()
    scripts = {article.slug: article.script for article in snapshot.articles}
    for printer in snapshot.printers:
        files = dict(difference_files(snapshot, printer))
        assert {name.removesuffix(".js") for name in files} == {
            slug for slug, script in scripts.items() if script is not printer.edition.script
        }
        assert files


def test_each_place_has_what_is_printed_and_what_stood_there() -> None:
    snapshot = small.snapshot()
    for printer in snapshot.printers:
        for name, content in difference_files(snapshot, printer):
            article = snapshot.casebook.case(name.removesuffix(".js")).article
            by_place: dict[str, list[str]] = {}
            for place, text in texts(article):
                by_place.setdefault(place, []).append(text)
            rows = _rows(content)
            for place, number, start, after, before, _, _ in rows:
                text = by_place[place][number]
                assert before != after
                assert text[start] == before
                assert printer.article(article)(text)[start] == after


def test_they_are_what_proofread_lists() -> None:
    snapshot = small.snapshot()
    for printer in snapshot.printers:
        for name, content in difference_files(snapshot, printer):
            article = snapshot.casebook.case(name.removesuffix(".js")).article
            listed = proofread_article(article, printer.edition, snapshot.overrides)
            assert [(row[0], row[2], row[3], row[6]) for row in _rows(content)] == [
                (item.id, item.choice.start, item.choice.after, item.choice.rule)
                for item in listed
                if item.choice.before != item.choice.after and not item.id.startswith("source-")
            ]


def test_a_ruling_is_listed_as_one() -> None:
    snapshot = small.snapshot()
    article = next(entry for entry in snapshot.articles if entry.script is Script.HANS)
    changed = replace(article, title="三年后干部")
    ruling = Ruling(TRADITIONAL.tag, article.slug, "年后", "年後")
    choices = proofread_article(changed, TRADITIONAL, Overrides(frozenset({ruling})))
    (results,) = (
        item.choice for item in choices if item.id == "title" and item.choice.before == "后"
    )
    assert (results.after, results.rule) == ("後", EXCEPTION)
    assert not [
        item
        for item in proofread_article(changed, SIMPLIFIED, Overrides(frozenset({ruling})))
        if item.choice.rule == EXCEPTION
    ]
