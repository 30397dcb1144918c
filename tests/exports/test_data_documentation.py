"""The schema and the documentation of the data are those of the records of its rows.

After a change: ``pytest tests/exports/test_data_documentation.py --rewrite-goldens``.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import ROOT

from casebook.exports.data import schema
from casebook.exports.data_documentation import documentation


@pytest.mark.parametrize(
    ("path", "made"),
    [
        (ROOT / "tools" / "casebook" / "data" / "data.schema.json", schema()),
        (ROOT / "docs" / "project" / "data.md", documentation().encode("utf-8")),
    ],
    ids=["schema", "documentation"],
)
def test_file_is_up_to_date(path: Path, made: bytes, rewrite_goldens: bool) -> None:
    if rewrite_goldens:
        path.write_bytes(made)
    assert path.read_bytes() == made
