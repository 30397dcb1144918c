"""A cleaned page is a row of Arrow and of Parquet, and is read back the same."""

from __future__ import annotations

import dataclasses
import io
from typing import Any

import pytest
from hypothesis import given, settings
from tests.ingest.test_record import PAGES
from tests.strategies import articles

import casebook
from casebook.ingest.arrow import VERSION_KEY, from_row, record_schema, to_row, version_of
from casebook.ingest.pipeline import Cleaned
from casebook.ingest.record import VERSION, RecordError
from casebook.problems import Code, Problem
from casebook.records import Alarm, Article, Ledger, Loss, Removal, Repair

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")


def through_parquet(*cleaned: Cleaned) -> tuple[list[dict[str, Any]], int]:
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([to_row(x) for x in cleaned], record_schema()), file)
    table = pq.read_table(file)
    return table.to_pylist(), version_of(table.schema)


def test_pages_are_read_back() -> None:
    done = [casebook.clean_bytes(data, name="件") for data in PAGES]
    rows, version = through_parquet(*done)
    assert version == VERSION
    assert [from_row(row, version) for row in rows] == [
        Cleaned(item.article, item.ledger, item.problems) for item in done
    ]


LEDGER = Ledger(
    (Removal(1, "分享到", "share", "button"),),
    (Repair(2, "発", "发", "script", "form"),),
    ("read", "share"),
    (Alarm(3, "另有两项：", Loss.LEAD_IN),),
)


@settings(max_examples=25, deadline=None)
@given(articles)
def test_every_article_is_read_back(article: Article) -> None:
    cleaned = Cleaned(article, LEDGER, (Problem(Code.NO_DATE, "件", 0, ""),))
    (row,), version = through_parquet(cleaned)
    assert from_row(row, version) == cleaned


def test_the_schema_has_every_field_of_the_records() -> None:
    schema = record_schema()
    names = {field.name for field in dataclasses.fields(Article)}
    assert {field.name for field in schema.field("article").type} == names
    sections = schema.field("article").type.field("sections").type.value_type
    assert {field.name for field in sections} == {"theme", "heading", "blocks", "level"}


def row() -> dict[str, Any]:
    (made,), _ = through_parquet(casebook.clean_bytes(PAGES[0]))
    return made


@pytest.mark.parametrize("version", [0, VERSION + 1])
def test_another_version_is_left_alone(version: int) -> None:
    with pytest.raises(RecordError, match=f"version {version}"):
        from_row(row(), version)


@pytest.mark.parametrize("level", [0, 3])
def test_a_section_that_belongs_to_none_is_no_record(level: int) -> None:
    broken = row()
    sections = broken["article"]["sections"]
    assert sections[0]["level"] == 1
    sections[1]["level"] = level
    with pytest.raises(RecordError, match=f"level {level}"):
        from_row(broken, VERSION)
    sections[1]["level"] = 2
    from_row(broken, VERSION)


@pytest.mark.parametrize("column", ["article", "ledger", "problems"])
def test_a_row_without_a_column_is_no_record(column: str) -> None:
    broken = row()
    del broken[column]
    with pytest.raises(RecordError):
        from_row(broken, VERSION)


def test_a_file_without_version_has_none() -> None:
    assert version_of(pa.schema([])) == 0
    assert version_of(pa.schema([], metadata={VERSION_KEY: b"x"})) == 0
