"""The page of licences lists every package of the lock and every table of data."""

from __future__ import annotations

import re

import pytest
from tests.conftest import ROOT

_PAGE = (ROOT / "docs" / "project" / "licences.md").read_text("utf-8")
_ROWS = dict(re.findall(r"^\| `?([\w./-]+)`? \| (.+) \|$", _PAGE, re.MULTILINE))


def test_every_package_of_the_lock_is_listed() -> None:
    lock = (ROOT / "requirements.txt").read_text("utf-8")
    packages = set(re.findall(r"^([A-Za-z0-9._-]+)==", lock, re.MULTILINE))
    assert len(packages) > 50
    tables = {name for name in _ROWS if name.endswith(".tsv")}
    # To mend it: python bench/licences.py > docs/project/licences.md
    assert set(_ROWS) - tables - {"package", "table", "---"} == packages


@pytest.mark.parametrize(
    "path", sorted((ROOT / "tools/casebook/data").rglob("*.tsv")), ids=lambda path: path.name
)
def test_every_table_says_where_it_is_from(path: object) -> None:
    name = str(path).rpartition("/data/")[2]
    assert len(_ROWS[name]) > 40


def test_no_package_is_without_a_licence() -> None:
    assert [name for name, licence in _ROWS.items() if licence == "not declared"] == []
