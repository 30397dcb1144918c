"""The work of making pages, books and the search grows with one article, not with its square.

Work is counted as calls of functions.  The part that does not grow is taken away: for four
sizes of one article, each twice the one before, the work that is added must not more than
double either.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils
from tests.conftest import ROOT
from tests.knowledge.test_work import MOST, calls
from tests.site.build import snapshot_of

from casebook.book.compose import compose_case
from casebook.exports.search_records import search_cases
from casebook.pages.site import site_files
from casebook.project import Snapshot
from casebook.records import Article, Paragraph, Script, Section, Table, Theme
from casebook.search import index_files
from casebook.site.snapshot import provide

SIZES = (25, 50, 100)
TEXT = "甲縣出臺《關於第{0}路的意見》，投入{0}萬元，建成{0}個「小站{0}」。"


def _paragraphs(size: int) -> Section:
    return _section(*(Paragraph(TEXT.format(number)) for number in range(size)))


def _points(size: int) -> Section:
    return _section(*(Paragraph(TEXT.format(number), 1 + number % 3) for number in range(size)))


def _one_paragraph(size: int) -> Section:
    return _section(Paragraph("".join(TEXT.format(number) for number in range(size))))


def _brackets(size: int) -> Section:
    return _section(Paragraph("（[《「" * size + "字" + "」》]）" * size))


def _rows(size: int) -> Section:
    return _section(Table(tuple((f"第{number}項", f"{number}件") for number in range(size))))


def _headings(size: int) -> Section:
    below = tuple(
        Section(Theme.MEASURES, f"{number}、做法", (Paragraph(TEXT.format(number)),))
        for number in range(size)
    )
    return Section(Theme.MEASURES, "創新舉措", (), below)


def _section(*blocks: Paragraph | Table) -> Section:
    return Section(Theme.MEASURES, "創新舉措", blocks)


SHAPES: tuple[Callable[[int], Section], ...] = (
    *(_paragraphs, _points, _one_paragraph, _brackets, _rows, _headings),
)


def snapshot_of_section(section: Section) -> Snapshot:
    article = Article("case", "甲縣改革", Script.HANT, (section,))
    snapshot = snapshot_of([article], Path("none/articles"))
    assert snapshot.casebook.cases  # annotation has a test of its own
    return snapshot


def pages_stage(snapshot: Snapshot, _folder: Path) -> Callable[[], object]:
    return lambda: site_files(snapshot)


def search_stage(snapshot: Snapshot, _folder: Path) -> Callable[[], object]:
    cases = search_cases(snapshot.casebook, snapshot.printers)
    return lambda: list(index_files(cases))


def book_stage(snapshot: Snapshot, _folder: Path) -> Callable[[], object]:
    return lambda: compose_case(snapshot, snapshot.printers[0], "case")


def sphinx_stage(snapshot: Snapshot, folder: Path) -> Callable[[], object]:
    """Sphinx reads and writes the case page alone: its links lead nowhere here."""
    docs = folder / "docs"
    (docs / "cases").mkdir(parents=True)
    (docs / "cases" / "case.md").write_bytes(site_files(snapshot)["cases/case.md"])
    (docs / "index.md").write_text("# 首頁\n\n```{toctree}\ncases/case\n```\n", "utf-8")

    def build() -> None:
        with patch_docutils(str(ROOT)), docutils_namespace():
            app = Sphinx(
                *(str(docs), str(ROOT), str(folder / "out"), str(folder / "trees"), "html"),
                {"casebook_edition": "zh-Hant-TW"},
                status=None,
                warning=io.StringIO(),
            )
            provide(app.config, snapshot)
            app.build()

    return build


STAGES = (pages_stage, sphinx_stage, book_stage, search_stage)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("stage", STAGES)
def test_twice_the_article_is_twice_the_work(
    stage: Callable[[Snapshot, Path], Callable[[], object]],
    shape: Callable[[int], Section],
    tmp_path: Path,
) -> None:
    warm = tmp_path / "warm"
    stage(snapshot_of_section(shape(SIZES[0])), warm)()
    work = [calls(stage(snapshot_of_section(shape(size)), tmp_path / str(size))) for size in SIZES]
    first, second = work[1] - work[0], work[2] - work[1]
    assert second <= MOST * first, work
