"""``withdrawn.tsv``: what it says, and lines that cannot be read whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.library.withdrawn import NAME, Withdrawn, load_withdrawn
from casebook.problems import Code


@pytest.mark.parametrize("day", ["2026-02-28", ""])
def test_a_day_that_there_is_or_none(day: str, tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(f"out\t{day}\t題名\t應發布者要求\t\n", "utf-8")
    assert load_withdrawn(tmp_path) == ((Withdrawn("out", day, "題名", "應發布者要求"),), ())


@pytest.mark.parametrize("day", ["2026-02-30", "2026-2-3", "二月", "2026-13-01"])
def test_a_day_that_is_none_is_named_and_the_article_stays_out(day: str, tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(f"out\t{day}\t題名\t應發布者要求\t\n", "utf-8")
    entries, problems = load_withdrawn(tmp_path)
    assert entries == (Withdrawn("out"),)
    assert [(problem.code, problem.line) for problem in problems] == [(Code.WITHDRAWN_BROKEN, 1)]
