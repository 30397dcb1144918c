"""Atom feeds: what changed and when, with ids that stay."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from lxml import etree
from tests.conftest import ROOT
from tests.editions import SIMPLIFIED, TRADITIONAL

from casebook.exports.feeds import FEED, feed_files
from casebook.library.changes import (
    HISTORY,
    Change,
    ChangeKind,
    addition,
    dump_changes,
    read_changes,
    shown_changes,
    without_lines,
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
    path = tmp_path / HISTORY
    path.write_bytes(dump_changes(CHANGES))
    assert path.read_bytes() == dump_changes(CHANGES)
    assert read_changes(tmp_path) == (CHANGES, ())
    good = path.read_text("utf-8")
    wrong = (
        'nonsense\n{"date": "2026-13-01", "kind": "added", "case": "a"}\n'
        '{"date": "2026-01-01", "kind": "lost", "case": "a"}\n'
        '{"date": "2026-01-01", "kind": "added", "case": "../a"}\n'
        '{"date": "2026-01-01", "kind": "renamed", "case": "a", "former": "](x)"}\n'
    )
    path.write_text(wrong + good, "utf-8")
    changes, problems = read_changes(tmp_path)
    assert changes == CHANGES
    assert [(problem.code, problem.line) for problem in problems] == [
        (Code.HISTORY_BROKEN, line) for line in (1, 2, 3, 4, 5)
    ]


def test_lines_are_added_once_and_a_last_line_without_its_end_is_ended(tmp_path: Path) -> None:
    first, second = CHANGES[:1], CHANGES[1:2]
    assert addition(tmp_path, first).content == dump_changes(first)
    path = tmp_path / HISTORY
    path.write_bytes(b"{}")
    assert addition(tmp_path, first).content == b"\n" + dump_changes(first)
    path.write_bytes(dump_changes(first))
    assert addition(tmp_path, first).content == b""  # it is said already
    assert addition(tmp_path, (*first, *second, *second)).content == dump_changes(second)
    noted = msgspec.structs.replace(CHANGES[0], note="長" * 5000)
    path.write_bytes(dump_changes((noted,)))
    assert addition(tmp_path, first).content == dump_changes(first)


def test_lines_are_taken_away_the_last_of_each() -> None:
    one, two = dump_changes(CHANGES[:1]), dump_changes(CHANGES[1:2])
    assert without_lines(one + two + one, one) == one + two
    assert without_lines(one + two, two + one) == b""
    assert without_lines(two, one) == two
    assert without_lines(one.rstrip() + b"\n" + two, two) == one


def test_a_renamed_case_keeps_its_days_and_its_id(small: Snapshot) -> None:
    def entry(changes: tuple[Change, ...]) -> dict[str, list[str]]:
        snapshot = replace(small, changes=changes)
        feed = etree.fromstring(dict(feed_files(snapshot, small.printer(TRADITIONAL.tag)))[FEED])
        names = ("id", "published", "updated", "summary")
        return {name: _texts(feed, f"a:entry/a:{name}/text()") for name in names}

    before = entry((_change("2026-01-02", "added", "hall"),))
    renamed = msgspec.structs.replace(_change("2026-02-01", "renamed", "hall"), former="desk")
    after = entry((_change("2026-01-02", "added", "desk"), renamed))
    assert after["published"] == before["published"]
    assert after["updated"] == ["2026-02-01T00:00:00Z"]
    assert after["summary"][0].startswith("改網址。")
    again = msgspec.structs.replace(_change("2026-03-01", "renamed", "hall"), former="room")
    twice = entry(
        (
            _change("2026-01-02", "added", "desk"),
            msgspec.structs.replace(renamed, case="room"),
            again,
        )
    )
    assert twice["id"] == after["id"] != before["id"]
    # Another case has the former slug now: two entries must not have one id.
    taken = entry((msgspec.structs.replace(renamed, former="land"),))
    assert taken["id"] == before["id"]


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


def test_a_feed_claims_no_licence_that_nobody_chose(small: Snapshot) -> None:
    bare = replace(small, rules=Rules())
    feed = etree.fromstring(dict(feed_files(bare, bare.printer(SIMPLIFIED.tag)))[FEED])
    assert _texts(feed, "a:rights/text()") == ["本库未声明授权；原文的权利属于原发布者。"]


def test_a_merged_case_is_named_in_the_entry_of_the_other(small: Snapshot) -> None:
    day = dt.date(2026, 6, 1)
    merged = Change(date=day, kind=ChangeKind.MERGED, case="hall", former="x", title="併入的題名")
    snapshot = replace(small, changes=(*CHANGES, merged))
    feed = etree.fromstring(dict(feed_files(snapshot, small.printer(SIMPLIFIED.tag)))[FEED])
    assert _texts(feed, "a:entry/a:summary/text()")[0].startswith("合并《并入的题名》。")
