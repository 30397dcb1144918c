"""A build leaves exactly what it made, whatever was built before; a failed one leaves the last."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.project.base import FIRST, Base, base_in, pictured

from casebook.output import NOT_CURRENT
from casebook.records import Paragraph, Picture, Script, Section, Source, Theme

pytestmark = pytest.mark.usefixtures("forked_sphinx")

ENTRANCE = {".nojekyll", "entrance.css", "entrance.js"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Base:
    """A base that was built, and then changed in every way and built again."""
    base = base_in(tmp_path_factory.mktemp("changed"))
    base.write(*FIRST)
    done = base.run("build", "html", "pdf", "epub")
    assert done.exit_code == 0, done.output
    (base.build / "html/zh-Hant/cases/CNAME").write_text("of a person", "utf-8")
    (base.build / "notes.txt").write_text("of a person", "utf-8")
    _change(base)
    done = base.run("build", "html", "pdf", "epub")
    assert done.exit_code == 0, done.output
    return base


def _change(base: Base) -> None:
    """Delete, rename, edit and add articles; take a page away, change another and the title."""
    item, _, three = FIRST
    base.write(
        replace(
            item, title="改了題名的改革", sources=(Source(title="另一篇", publisher="另一報"),)
        ),
        replace(three, slug="renamed"),
        pictured("four", script=Script.HANS, keep=("范村",), title="于家村的改革"),
    )
    base.settings('title = "另一案例庫"\nbook_date = "2024-05-06"\n')
    base.page("about", "# 說明\n\n見[全部案例](cases/index.md)。\n")


def test_after_changes_there_is_what_a_build_from_nothing_makes(
    built: Base, tmp_path: Path
) -> None:
    fresh = base_in(tmp_path / "fresh")
    _change(fresh)
    done = fresh.run("build", "html", "pdf", "epub")
    assert done.exit_code == 0, done.output
    made, expected = built.made(), fresh.made()
    assert made.pop("notes.txt") == b"of a person"
    assert made.pop("html/zh-Hant/cases/CNAME") == b"of a person"
    assert sorted(made) == sorted(expected)
    assert [name for name in made if made[name] != expected[name]] == []
    assert {name for name in made if name.split("/")[0] != "html"} == {
        f"{kind}/casebook-{folder}.{kind}"
        for kind in ("pdf", "epub")
        for folder in ("zh-Hant", "zh-Hans")
    }
    assert [name for name in made if "two" in name or "three" in name] == []
    assert "html/zh-Hant/cite/renamed.bib" in made


def test_a_build_of_the_same_changes_no_file(built: Base) -> None:
    before = {path: path.stat().st_mtime_ns for path in (built.build / "html").rglob("*.*")}
    done = built.run("build", "html", "pdf", "epub")
    assert done.exit_code == 0, done.output
    assert {path: path.stat().st_mtime_ns for path in (built.build / "html").rglob("*.*")} == before


def test_an_edition_that_was_taken_away_goes(tmp_path: Path) -> None:
    base = base_in(tmp_path / "base")
    base.write(FIRST[0])
    assert base.run("build").exit_code == 0
    base.settings('editions = ["zh-Hans-CN"]\n')
    done = base.run("build")
    assert done.exit_code == 0, done.output
    assert {name.split("/")[1] for name in base.made()} == {
        "zh-Hans",
        "_static",
        "search",
        "index.html",
    } | ENTRANCE


def _of(product: str, made: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in made.items() if name.startswith(f"{product}/")}


def test_a_build_that_fails_leaves_the_last_one_and_says_so(tmp_path: Path) -> None:
    base = base_in(tmp_path / "base")
    base.write(FIRST[0])
    assert base.run("build", "html", "pdf").exit_code == 0
    before = base.made()
    base.write(FIRST[1])
    base.page("about", "# 關於\n\n見[沒有的](#case:nowhere)。\n")
    done = base.run("build", "html", "pdf")
    assert done.exit_code == 1
    assert "case:nowhere" in done.stderr
    assert done.stderr.splitlines()[-1] == "Build incomplete: see the errors above."
    made = base.made()
    assert f"{(base.build / 'html').as_posix()}:1: W003" in done.stderr
    assert b"earlier build" in made.pop(f"html/{NOT_CURRENT}")
    assert _of("html", made) == _of("html", before)
    # The book prints the label of what is not in it; that references lead somewhere is
    # guarded where the site is built.
    assert _of("pdf", made) != _of("pdf", before)
    base.page("about", "# 關於\n")
    done = base.run("build", "html", "pdf")
    assert done.exit_code == 0, done.output
    assert [name for name in base.made() if NOT_CURRENT in name or "one" in name] == []


def test_what_the_book_cannot_print_is_reported_and_costs_nothing(tmp_path: Path) -> None:
    base = base_in(tmp_path / "base")
    blocks = (Paragraph("一\U000f0000二。"), Picture("壞", "", "1.png"))
    text = Section(Theme.RESULTS, "實踐成效", blocks)
    base.write(replace(FIRST[0], sections=(text,)))
    (base.folder / "articles/pictures/one/1.png").write_bytes(b"no picture")
    done = base.run("build", "html", "pdf", "epub")
    assert done.exit_code == 0, done.output
    assert "B002" in done.stderr
    assert "B004" in done.stderr
    assert {name.split("/")[0] for name in base.made()} == {"html", "pdf", "epub"}
    # A page of a kind that the book does not print, and a reference to it that cannot lead there.
    base.page("formula", "(f)=\n\n# 公式\n\n```{math}\n1 + 1 = 2\n```\n")
    base.page("about", "# 關於\n\n見[公式](#f)。\n")
    done = base.run("build", "html", "pdf", "epub")
    assert done.exit_code == 1, done.output
    assert "formula:1: B003" in done.stderr
    assert "W003" not in done.stderr
    products = {name.split("/")[0] for name in base.made()}
    assert products == {"html", "pdf", "epub"}


def test_a_broken_article_is_left_out_and_the_rest_is_built(tmp_path: Path) -> None:
    base = base_in(tmp_path / "base")
    base.write(FIRST[0])
    (base.folder / "articles/broken.md").write_text("no article", "utf-8")
    done = base.run("build")
    assert done.exit_code == 1
    assert done.stderr.splitlines()[-1] == "Build incomplete: see the errors above."
    assert "html/zh-Hant/cases/one.html" in base.made()


@pytest.mark.parametrize("product", ["html", "pdf", "epub"])
def test_without_a_folder_of_articles_nothing_is_built(tmp_path: Path, product: str) -> None:
    base = base_in(tmp_path / "base")
    done = base.run("build", product)
    assert done.exit_code == 1
    assert not base.build.exists()


def test_clean_deletes_what_was_built_and_nothing_else(tmp_path: Path) -> None:
    base = base_in(tmp_path / "base")
    base.write(FIRST[0])
    assert base.run("build").exit_code == 0
    done = base.run("clean")
    assert done.exit_code == 0, done.output
    assert not base.build.exists()
    assert base.run("clean").exit_code == 0


def test_clean_does_not_touch_a_folder_without_the_mark(tmp_path: Path) -> None:
    base = base_in(tmp_path / "base")
    (base.build / "html").mkdir(parents=True)
    (base.build / "html/thesis.html").write_text("of a person", "utf-8")
    done = base.run("clean")
    assert done.exit_code == 1
    assert "W005" in done.stderr
    assert base.made() == {"html/thesis.html": b"of a person"}
