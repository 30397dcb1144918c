"""Atom feeds: what changed and when, with ids that stay."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from tests.conftest import ROOT
from tests.editions import SIMPLIFIED, TRADITIONAL

from casebook.exports.feeds import FEED, feed_files
from casebook.library.changes import (
    HISTORY,
    Change,
    ChangeKind,
    dump_changes,
    read_changes,
    record_changes,
    shown_changes,
    with_changes,
)
from casebook.library.withdrawn import Withdrawn
from casebook.problems import Code
from casebook.project import Project, Rules, Snapshot, load
from casebook.settings import Settings

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def _change(day: str, kind: str, case: str, note: str = "") -> Change:
    return Change(date=dt.date.fromisoformat(day), kind=ChangeKind(kind), case=case, note=note)


CHANGES = (
    _change("2026-01-02", "added", "hall"),
    _change("2026-01-03", "added", "land"),
    _change("2026-03-01", "changed", "hall", "改正一個數字"),
    _change("2026-04-01", "added", "gone"),
    _change("2026-05-01", "withdrawn", "gone"),
)


@pytest.fixture(scope="module")
def small() -> Snapshot:
    snapshot = load(Project.of(ROOT / "tests" / "small" / "articles"))
    return replace(snapshot, changes=CHANGES)


def _texts(feed: etree._Element, path: str) -> list[str]:
    return [str(text) for text in feed.xpath(path, namespaces=ATOM)]


def test_a_feed_has_what_atom_asks_for(small: Snapshot) -> None:
    files = dict(feed_files(small, small.printer(TRADITIONAL.tag)))
    assert sorted(files) == [FEED, "fields/government-services.xml", "fields/rural-land.xml"]
    for content in files.values():
        feed = etree.fromstring(content)
        for name in ("id", "title", "updated"):
            assert len(_texts(feed, f"a:{name}/text()")) == 1
        assert _texts(feed, "a:author/a:name/text()") == [small.settings.title]
        for entry in feed.xpath("a:entry", namespaces=ATOM):
            for name in ("id", "title", "updated", "published", "summary"):
                assert len(_texts(entry, f"a:{name}/text()")) == 1, name
            assert len(_texts(entry, "a:link[@rel='alternate']/@href")) == 1
        ids = _texts(feed, "//a:id/text()")
        assert len(set(ids)) == len(ids)


def test_the_case_that_changed_last_comes_first(small: Snapshot) -> None:
    feed = etree.fromstring(dict(feed_files(small, small.printer(TRADITIONAL.tag)))[FEED])
    assert _texts(feed, "a:entry/a:title/text()") == ["一個大廳辦成事", "山林發到戶"]
    assert _texts(feed, "a:updated/text()") == ["2026-03-01T00:00:00Z"]
    first = feed.find("a:entry", ATOM)
    assert _texts(first, "a:published/text()") == ["2026-01-02T00:00:00Z"]
    assert _texts(first, "a:updated/text()") == ["2026-03-01T00:00:00Z"]
    assert _texts(first, "a:summary/text()")[0].startswith("修改：改正一個數字。開頭的話")
    assert _texts(first, "a:category/@term") == ["政務服務"]


def test_ids_stay_when_the_site_moves_or_grows(small: Snapshot) -> None:
    def ids(snapshot: Snapshot) -> dict[str, str]:
        feed = etree.fromstring(dict(feed_files(snapshot, snapshot.printer(SIMPLIFIED.tag)))[FEED])
        titles = _texts(feed, "a:entry/a:title/text()")
        return dict(zip(titles, _texts(feed, "a:entry/a:id/text()"), strict=True))

    before = ids(small)
    moved = replace(small.settings, base_url="https://example.org/")
    grown = (*CHANGES, _change("2026-06-01", "added", "late"))
    after = ids(replace(small, rules=Rules(moved), changes=grown))
    assert len(after) == len(before) + 1
    assert {title: after[title] for title in before} == before


@pytest.mark.parametrize(
    ("base_url", "case", "own"),
    [
        ("", "../cases/land.html", "rural-land.xml"),
        (
            "https://example.org/",
            "https://example.org/zh-Hant/cases/land.html",
            "https://example.org/zh-Hant/fields/rural-land.xml",
        ),
    ],
)
def test_addresses_hold_with_and_without_one_of_the_site(
    small: Snapshot, base_url: str, case: str, own: str
) -> None:
    snapshot = replace(small, rules=Rules(Settings(base_url=base_url)))
    files = dict(feed_files(snapshot, snapshot.printer(TRADITIONAL.tag)))
    feed = etree.fromstring(files["fields/rural-land.xml"])
    assert _texts(feed, "a:entry/a:link/@href") == [case]
    assert _texts(feed, "a:link[@rel='self']/@href") == [own]


def test_without_a_history_there_is_no_feed(small: Snapshot) -> None:
    snapshot = replace(small, changes=())
    assert dict(feed_files(snapshot, snapshot.printer(TRADITIONAL.tag))) == {}


def test_changes_survive_and_wrong_lines_are_named(tmp_path: Path) -> None:
    record_changes(tmp_path, CHANGES[:2])
    record_changes(tmp_path, CHANGES[2:])
    record_changes(tmp_path, ())
    path = tmp_path / HISTORY
    assert path.read_bytes() == dump_changes(CHANGES)
    assert read_changes(tmp_path) == (CHANGES, ())
    good = path.read_text("utf-8")
    wrong = (
        'nonsense\n{"date": "2026-13-01", "kind": "added", "case": "a"}\n'
        '{"date": "2026-01-01", "kind": "lost", "case": "a"}\n'
        '{"date": "2026-01-01", "kind": "added", "case": "../a"}\n'
    )
    path.write_text(wrong + good, "utf-8")
    changes, problems = read_changes(tmp_path)
    assert changes == CHANGES
    assert [(problem.code, problem.line) for problem in problems] == [
        (Code.HISTORY_BROKEN, line) for line in (1, 2, 3, 4)
    ]


def test_a_last_line_without_its_end_is_ended() -> None:
    assert with_changes(b"{}", CHANGES[:1]) == b"{}\n" + dump_changes(CHANGES[:1])
    assert with_changes(None, CHANGES[:1]) == dump_changes(CHANGES[:1])


def test_readers_are_shown_the_changes_of_what_is_printed_or_was_withdrawn() -> None:
    changes = (
        _change("2026-01-02", "added", "hall"),
        _change("2026-01-03", "added", "private"),
        _change("2026-01-04", "added", "former"),
        _change("2026-01-05", "added", "out"),
        _change("2026-01-06", "withdrawn", "by-hand"),
    )
    withdrawn = (
        Withdrawn("by-hand", "2026-01-07"),
        Withdrawn("out", "2026-02-01", "題名", "應發布者要求"),
        Withdrawn("undated"),
    )
    present = {("case", "former"): "land"}
    shown = shown_changes(changes, withdrawn, ("hall", "land"), present)
    assert shown == (
        changes[0],
        *changes[2:],
        _change("2026-02-01", "withdrawn", "out", "應發布者要求"),
    )
