"""What the package offers to other programs."""

from __future__ import annotations

from pathlib import Path

import pytest

import casebook


def test_pages_are_cleaned_and_text_is_converted(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("試點的標題\n\n改革背景\n\n當地原來沒有辦事大廳，要跑好幾個部門。\n", "utf-8")
    article, ledger, problems = casebook.clean_page(page)
    assert article is not None
    assert article.title == "試點的標題"
    assert ledger.steps
    assert all(problem.file == str(page) for problem in problems)
    assert casebook.to_edition(article.title, "zh-Hans-CN") == "试点的标题"
    assert casebook.to_edition("试点的标题", "zh-Hant-TW") == "試點的標題"


def test_nothing_else_is_offered() -> None:
    with pytest.raises(AttributeError):
        _ = casebook.nothing  # type: ignore[attr-defined]
