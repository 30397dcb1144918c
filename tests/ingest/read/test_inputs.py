"""Every input that the README lists is added by its example."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.conftest import ROOT

from casebook.cli import main

GOLDENS = ROOT / "tests" / "ingest" / "clean"
ROWS = re.findall(
    r"^\| .* \| `casebook add (\S+)` \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE
)
FILES = {
    "page.html": "hidden-and-planted/in.html",
    "report.docx": "word-official/in.docx",
    "report.pdf": "pdf-two-columns/in.pdf",
    "pages.zip": "zip-of-a-page/in.zip",
    "book.epub": "epub-chapter/in.epub",
    "crawl.warc.gz": "web-archive-warc/in.warc.gz",
}
AFTER_A_CRAWL = "found/*.parquet"
"""Needs a crawl and a person's choice first: ``tests/crawl/test_crawl.py`` goes that way."""
CLIPPING = """---
title: 甲街推行街长制
source: https://example.org/a
---
过去群众要跑三个部门、交十一份材料，最长等二十天；现在由街道收件，五天内答复。
"""


@pytest.mark.parametrize("name", [name for name in ROWS if name != AFTER_A_CRAWL])
def test_an_input_of_the_readme_becomes_an_article(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    if name in FILES:
        shutil.copy(GOLDENS / FILES[name], file)
    else:
        file.write_text(CLIPPING, "utf-8")
    articles = tmp_path / "articles"
    articles.mkdir()
    done = CliRunner().invoke(main, ["add", str(file), "--articles", str(articles)])
    assert done.exit_code == 0, done.output
    assert len(list(articles.glob("*.md"))) == 1


def test_the_table_has_every_kind() -> None:
    assert {*FILES, "clipping.md", AFTER_A_CRAWL} == set(ROWS)
