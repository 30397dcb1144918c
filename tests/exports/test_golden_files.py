"""What lies beside the pages of the small knowledge base, as a reviewer has read it.

After a change: ``pytest tests/exports --rewrite-goldens``, and read the difference.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict
from pathlib import Path

import pytest
from tests import small
from tests.held import held

from casebook.exports.beside import beside_files
from casebook.exports.citations import apa, gbt, head_tags, reference
from casebook.exports.database import DATABASE
from casebook.exports.search_records import search_cases, search_themes
from casebook.project import Snapshot

GOLDEN = Path(__file__).parent / "golden"
_ELSEWHERE = ("search/", "zh-Hans/data/", "zh-Hans/cite/", "zh-Hant/cite/land", "zh-Hant/cite/late")


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, default=asdict) + "\n").encode()


def _schema(content: bytes, folder: Path) -> bytes:
    """Return how the tables of a database are made."""
    (folder / DATABASE).write_bytes(content)
    connection = sqlite3.connect(folder / DATABASE)
    rows = connection.execute("SELECT sql FROM sqlite_master WHERE name NOT LIKE '%text_%'")
    text = "".join(f"{sql}\n" for (sql,) in rows if sql)
    connection.close()
    return text.encode()


def _cited(snapshot: Snapshot) -> bytes:
    """Return how each article is cited, in each edition."""
    lines = []
    for printer in snapshot.printers:
        for article in snapshot.articles:
            for base in ("", "https://example.org/kb/"):
                item = reference(article, "小庫", printer, base)
                lines += [
                    gbt(item),
                    apa(item),
                    *(f"  {name}: {text}" for name, text in head_tags(item)),
                ]
    return ("\n".join(lines) + "\n").encode()


@pytest.fixture(scope="module")
def files(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    """The files that are read with the eye: without the index, and data in one edition."""
    snapshot = small.snapshot()
    made = held(beside_files(snapshot))
    assert any(name.startswith("search/") for name in made)
    hans = {"cases.csv", "terms.json", "policies.csv", "indicators.js", "cases.bib"}
    kept = {
        name: content
        for name, content in made.items()
        if not name.startswith(_ELSEWHERE)
        or (name.startswith("zh-Hans/data/") and Path(name).name in hans)
    }
    database = kept.pop(f"zh-Hant/data/{DATABASE}")
    kept["schema.sql"] = _schema(database, tmp_path_factory.mktemp("database"))
    # The schema of the data is compared with that of the documentation.
    del kept["zh-Hant/data/schema.json"]
    kept["cited.txt"] = _cited(snapshot)
    kept["search.json"] = _json(
        [search_themes(snapshot.printers), search_cases(snapshot.casebook, snapshot.printers)]
    )
    if request.config.getoption("--rewrite-goldens"):
        small.rewrite(GOLDEN, kept)
    return kept


def test_these_files_are_made_and_no_others(files: dict[str, bytes]) -> None:
    assert sorted(files) == small.golden_names(GOLDEN)


@pytest.mark.parametrize("name", small.golden_names(GOLDEN))
def test_file(files: dict[str, bytes], name: str) -> None:
    assert files[name].decode("utf-8") == (GOLDEN / name).read_bytes().decode("utf-8")
