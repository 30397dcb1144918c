"""The table of what a knowledge base costs as it grows (bench/scale.py)."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from tests.conftest import ROOT


@pytest.fixture
def scale(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT / "bench")
    spec = importlib.util.spec_from_file_location("bench_scale", ROOT / "bench" / "scale.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "bench_scale", module)
    spec.loader.exec_module(module)
    return module


def test_what_each_article_more_costs_is_told_between_two_sizes(scale: ModuleType) -> None:
    sizes = {
        100: {"build, CPU s": 35.0, "largest process, MiB": 300.0, "search index, kB": 9.0},
        300: {"build, CPU s": 95.0, "largest process, MiB": 400.0, "search index, kB": 9.0},
        500: {"build, CPU s": 155.0},
    }
    assert scale.growth(sizes) == {
        "build, CPU s": [pytest.approx(0.3), pytest.approx(0.3)],
        "largest process, MiB": [pytest.approx(0.5), None],
    }


def test_a_share_is_printed_as_one_and_what_was_not_measured_as_a_dash(scale: ModuleType) -> None:
    assert scale._shown("one paragraph edited, of a build", 0.0312) == "3.1%"
    assert scale._shown("build, CPU s", 1234.5) == "1,234"
    assert scale._shown("build, CPU s", 0.1234) == "0.123"
    assert scale._shown("build, CPU s", None) == "–"


def test_pages_are_plain_markdown_for_the_others(scale: ModuleType, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    (docs / "cases").mkdir(parents=True)
    page = (
        '---\ncasebook_case: "a"\n---\n\n{#top}\n# 題名\n\n:::::{container} case-head hant\n文\n'
        ":::::\n\n```{toctree}\nb\n```\n\n見[乙](#case:b)。\n"
    )
    (docs / "cases/a.md").write_text(page, "utf-8")
    scale.plain(docs, tmp_path / "plain")
    text = (tmp_path / "plain/cases/a.md").read_text("utf-8")
    assert [line for line in text.splitlines() if line] == ["# 題名", "文", "見[乙](index.md)。"]
