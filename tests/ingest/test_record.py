"""A cleaned page is written as JSON and read back the same; anything else is refused."""

from __future__ import annotations

import json

import jsonschema
import pytest
from tests.ingest.read.test_word import OFFICIAL, TEXT
from tests.ingest.read.word_files import cell, docx, table

import casebook
from casebook.ingest.pipeline import Cleaned
from casebook.ingest.record import VERSION, RecordError, dump_record, load_record, schema

GRID = table((cell("指标"), cell("改革前")), (cell("天数"), cell("20")))
PAGES = [docx(*TEXT, GRID), docx(*OFFICIAL), b"", "街长制\n\n过去要跑三个部门。".encode()]


@pytest.mark.parametrize("data", PAGES)
def test_what_is_written_is_read_back(data: bytes) -> None:
    done = casebook.clean_bytes(data, name="件")
    text = dump_record(done)
    assert "\n" not in text
    assert load_record(text) == Cleaned(done.article, done.ledger, done.problems)
    jsonschema.validate(json.loads(text), schema())


def test_the_schema_holds_every_field() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    record = json.loads(dump_record(casebook.clean_bytes(PAGES[0])))
    for way in (("article", "title"), ("ledger", "removals"), ("version",)):
        broken = json.loads(json.dumps(record))
        inner = broken
        for key in way[:-1]:
            inner = inner[key]
        del inner[way[-1]]
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(broken, schema())
        with pytest.raises(RecordError):
            load_record(json.dumps(broken))


@pytest.mark.parametrize(
    "text", ["", "[]", "null", "{}", '{"version": 1}', '{"version": "1"}', "[" * 100_000]
)
def test_no_record(text: str) -> None:
    with pytest.raises(RecordError):
        load_record(text)


def test_a_newer_version_is_left_alone() -> None:
    record = json.loads(dump_record(casebook.clean_bytes(PAGES[0])))
    for version in (VERSION + 1, 0):
        with pytest.raises(RecordError, match=f"version {version}"):
            load_record(json.dumps(record | {"version": version}))


@pytest.mark.parametrize(
    ("text", "why"),
    [("{}", "no field 'version'"), ("[]", "no record"), ('{"version": 1}', "no field 'article'")],
)
def test_it_is_said_what_a_record_lacks(text: str, why: str) -> None:
    with pytest.raises(RecordError, match=why):
        load_record(text)


@pytest.mark.parametrize("value", [1, None, ["x"], {"a": 1}])
def test_values_of_another_type_are_refused(value: object) -> None:
    record = json.loads(dump_record(casebook.clean_bytes(PAGES[0])))
    record["article"]["title"] = value
    with pytest.raises(RecordError):
        load_record(json.dumps(record))
