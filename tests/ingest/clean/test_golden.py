"""Golden folders: what is kept, taken out and reported of sample pages, one kind of dirt each."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path

import pytest
from tests.conftest import ROOT

from casebook.ingest.clean.run import STEPS
from casebook.ingest.pipeline import clean_articles, clean_files
from casebook.problems import Problem
from casebook.records import Ledger, Line

HERE = Path(__file__).parent
CASES = sorted({path.parent for path in HERE.glob("*/in*.*")})


def shown(line: Line) -> str:
    text = " | ".join(line.cells) if line.cells else line.text
    role = f"{line.role}{line.depth or ''}"
    return f"[{role}] {text}{f' <{line.src}>' if line.src else ''}" if role else text


def written(ledger: Ledger) -> str:
    record = {
        "removals": [asdict(removal) for removal in ledger.removals],
        "repairs": [asdict(repair) for repair in ledger.repairs],
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def told(problems: tuple[Problem, ...]) -> str:
    return "".join(
        f"{problem.code.code} line {problem.line} {problem.detail}\n" for problem in problems
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_kept_lines_and_ledger(case: Path, rewrite_goldens: bool) -> None:
    """A case is one saved page, in.*, or an article in several, in-1.*, in-2.*."""
    done = clean_files(sorted(case.glob("in*.*")))
    made = {
        "kept.txt": "".join(f"{shown(line)}\n" for line in done.kept),
        "ledger.json": written(done.ledger),
        "problems.txt": told(done.problems),
    }
    for name, text in made.items():
        if rewrite_goldens:
            (case / name).write_text(text, "utf-8")
        assert text == (case / name).read_text("utf-8")


def test_every_example_of_the_readme_is_read(tmp_path: Path) -> None:
    """Each row of its table of inputs has a case, which is added under the name of the row.

    What a crawl found is added in tests/crawl.
    """
    rows = re.findall(
        r"^\| .* \| `casebook add (\S+)` \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE
    )
    assert len(rows) == 8
    for name in rows:
        kind = "".join(Path(name).suffixes)
        cases = [path for path in sorted(HERE.glob(f"*/in{kind}")) if kind != ".parquet"]
        assert cases or kind == ".parquet", name
        for at, case in enumerate(cases[:1]):
            file = tmp_path / f"{at}-{name}"
            file.write_bytes(case.read_bytes())
            assert any(done.article for done in clean_articles((file,))), name


def test_every_kind_of_dirt_has_a_case() -> None:
    """Every step that takes something out does so in some golden case."""
    seen = set()
    for case in CASES:
        record = json.loads((case / "ledger.json").read_text("utf-8"))
        seen |= {entry["step"] for entry in record["removals"] + record["repairs"]}
    # What these two repair is shown by tests of their own.
    elsewhere = {"torn", "stops"}
    assert sorted({step.name for step in STEPS} - seen - elsewhere) == []


def test_every_step_stands_in_the_table_of_the_documentation() -> None:
    page = (ROOT / "docs/project/cleaning.md").read_text("utf-8")
    listed = re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE)
    names = [step.name for step in STEPS]
    assert [name for name in listed if name in names] == names, "a row for each step, in order"
