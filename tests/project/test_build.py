"""A build leaves exactly what it made, whatever was built before; a failed one leaves the last."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.cli.conftest import article

from casebook.cli import main
from casebook.kept_file import NAME
from casebook.library import dump
from casebook.output import MANIFEST, NOT_CURRENT
from casebook.records import Article, Paragraph, Picture, Script, Section, Source, Theme

# The smallest PNG: one pixel.
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)


@dataclass(frozen=True)
class Base:
    """A knowledge base in a folder of its own, and its build folder."""

    folder: Path

    @property
    def build(self) -> Path:
        return self.folder / "My 案例's build"

    def write(self, *articles: Article) -> None:
        """Let the knowledge base hold exactly these articles."""
        shutil.rmtree(self.folder / "articles", ignore_errors=True)
        for item in articles:
            path = self.folder / "articles" / f"{item.slug}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dump(item), encoding="utf-8")
            picture = self.folder / "articles/pictures" / item.slug / "1.png"
            picture.parent.mkdir(parents=True, exist_ok=True)
            picture.write_bytes(_PNG)

    def settings(self, text: str) -> None:
        (self.folder / "casebook.toml").write_text(text, encoding="utf-8")

    def page(self, name: str, text: str) -> None:
        path = self.folder / "docs" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def rule(self, text: str) -> None:
        """Let the knowledge base have these rulings on conversion."""
        (self.folder / "articles/exceptions.tsv").write_text(text, encoding="utf-8")

    def run(self, verb: str, *arguments: str) -> Result:
        result = CliRunner().invoke(main, [verb, *arguments, *self.options(verb)])
        assert result.exception is None or isinstance(result.exception, SystemExit), result
        return result

    def options(self, verb: str) -> list[str]:
        """Return the options that point a verb at this knowledge base."""
        options = [] if verb == "convert" else ["--build", str(self.build)]
        if verb != "clean":
            options += ["--articles", str(self.folder / "articles")]
            options += ["--docs", str(self.folder / "docs")]
            options += ["--config", str(self.folder / "casebook.toml")]
        return options

    def made(self) -> dict[str, bytes]:
        """Return every file of the build folder but those that Casebook works with."""
        results = (path for path in sorted(self.build.rglob("*")) if path.is_file())
        named = {path.relative_to(self.build).as_posix(): path for path in results}
        return {
            name: path.read_bytes()
            for name, path in named.items()
            if name != MANIFEST and name.split("/")[0] not in {"work", "cache"}
        }


def base_in(folder: Path) -> Base:
    """Make a knowledge base without articles."""
    base = Base(folder)
    folder.mkdir(exist_ok=True)
    base.settings('title = "某縣案例庫"\nbook_date = "2024-05-06"\n')
    base.page("about", "# 關於\n\n見[全部案例](cases/index.md)。\n")
    return base


def _article(slug: str, **changes: object) -> Article:
    made = article(slug, **changes)
    pictures = Section(Theme.RESULTS, "實踐成效", (Picture("辦事大廳", "", "1.png"),))
    return replace(made, sections=(*made.sections[:2], pictures))


ENTRANCE = {".nojekyll", "entrance.css", "entrance.js"}
FIRST = (_article("one"), _article("two"), _article("three", field="醫療衛生", years="2019"))


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
        _article("four", script=Script.HANS, keep=("范村",), title="于家村的改革"),
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


def _names_in_work(base: Base, *, newer_than: int = 0) -> set[str]:
    """Return the pages that Sphinx has of the Traditional edition, or that it wrote lately."""
    folder = base.build / "work/zh-Hant/html"
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.html")
        if path.stat().st_mtime_ns > newer_than
    }


def _now(base: Base) -> int:
    """Return the latest time of a file of the build."""
    return max(path.stat().st_mtime_ns for path in base.build.rglob("*") if path.is_file())


# Each is done to the base in turn: a title that other pages print, a text that only its own
# page has, an address that others refer to, a picture, a source, a page that people wrote.
_STEPS = {
    "title": lambda base, item: base.write(replace(item, title="另一個題名"), *FIRST[1:]),
    "paragraph": lambda base, item: base.write(
        replace(item, sections=(*item.sections[:2], *_texts("末段改寫了。"))), *FIRST[1:]
    ),
    "section": lambda base, item: base.write(
        replace(item, sections=(*_texts("新的一節在前。"), *item.sections)), *FIRST[1:]
    ),
    "source": lambda base, item: base.write(
        replace(item, sources=(Source(title="別的來源", publisher="別報"),)), *FIRST[1:]
    ),
    "years": lambda base, item: base.write(replace(item, years="2003"), *FIRST[1:]),
    "page": lambda base, item: base.page("about", "# 凡例\n\n見[案例](#case:two)。\n"),
    "new page": lambda base, item: base.page("notes", "# 札記\n\n見[關於](about.md)。\n"),
    "rulings": lambda base, item: base.rule("zh-Hans-CN\t*\t大廳\t大堂\n"),
    "gone": lambda base, item: base.write(*FIRST[1:]),
    "nothing else": lambda base, item: None,
}


def _texts(text: str) -> tuple[Section, ...]:
    return (Section(Theme.LESSONS, "經驗啟示", (Paragraph(text),)),)


def test_after_each_small_change_there_is_what_a_build_from_nothing_makes(tmp_path: Path) -> None:
    base = base_in(tmp_path / "base")
    base.settings('editions = ["zh-Hans-CN"]\n')
    base.write(*FIRST)
    assert base.run("build").exit_code == 0
    for name, step in _STEPS.items():
        step(base, FIRST[0])
        done = base.run("build")
        assert done.exit_code == 0, (name, done.output)
        fresh = Base(tmp_path / name)
        shutil.copytree(base.folder, fresh.folder, ignore=shutil.ignore_patterns("My*", ".*"))
        done = fresh.run("build")
        assert done.exit_code == 0, (name, done.output)
        made, expected = base.made(), fresh.made()
        assert sorted(made) == sorted(expected), name
        assert [file for file in made if made[file] != expected[file]] == [], name
        shutil.rmtree(fresh.folder)
    with closing(sqlite3.connect(base.build / "cache/annotations/kept" / NAME)) as kept:
        names = kept.execute("SELECT DISTINCT name FROM kept WHERE family = 'cases'")
        assert {name for (name,) in names} == {"two", "three"}


def test_only_pages_that_would_be_different_are_written(tmp_path: Path) -> None:
    base = base_in(tmp_path / "base")
    base.write(*FIRST)
    assert base.run("build").exit_code == 0
    before = _now(base)
    item = FIRST[0]
    base.write(replace(item, sections=(*item.sections[:2], *_texts("末段改寫了。"))), *FIRST[1:])
    assert base.run("build").exit_code == 0
    written = _names_in_work(base, newer_than=before)
    assert "cases/one.html" in written
    assert "cases/two.html" not in written
    assert not {name for name in written if name.startswith(("policies/", "fields/"))}
    assert len(written) < len(_names_in_work(base)) / 2


def test_another_list_of_similar_cases_is_put_into_a_page_that_is_not_read(
    tmp_path: Path,
) -> None:
    def says(slug: str, *texts: str) -> Article:
        paragraphs = tuple(map(Paragraph, texts))
        return _article(slug, sections=(Section(Theme.MEASURES, "創新舉措", paragraphs), *_PART))

    term = "推行「圩田小站」模式。"
    document = "印發《關於圩田排灌的若干意見》。"
    known = (says("one", term, document), says("two", term), says("four", "別無他事。"))
    base = base_in(tmp_path / "base")
    base.settings('editions = ["zh-Hant-TW"]\n')
    base.write(*known)
    assert base.run("build").exit_code == 0
    page = base.folder / "docs/cases/one.md"
    built = base.build / "html/zh-Hant/cases/one.html"
    source, before = page.read_bytes(), _similar(built)
    assert "two.html" in before
    assert "xian.html" not in before
    # The last of its field, so that no other page names it as the next one.
    base.write(*known, says("xian", document))
    # A program of its own, of which Sphinx may be a copy.
    command = [sys.executable, "-m", "casebook", "build", *base.options("build")]
    paths = os.pathsep.join(filter(None, sys.path))
    subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": paths})
    assert page.read_bytes() == source
    assert "xian.html" in _similar(built)
    assert "同引一份文件（關於圩田排灌的若干意見）" in _similar(built)
    # The list was put into a page that is otherwise as it was; it is as it would be written.
    fresh = Base(tmp_path / "fresh")
    shutil.copytree(base.folder, fresh.folder, ignore=shutil.ignore_patterns("My*", ".*"))
    assert fresh.run("build").exit_code == 0
    assert base.made() == fresh.made()


_PART = _texts("群眾都說好。")


def _similar(page: Path) -> str:
    """Return the list of similar cases of a page, its names without markup."""
    _, _, rest = page.read_text("utf-8").partition('id="similar"')
    return re.sub("</?span[^>]*>", "", rest.partition("</section>")[0])


def test_where_nothing_changed_nothing_is_done_and_the_warnings_stay(tmp_path: Path) -> None:
    base = base_in(tmp_path / "base")
    base.write(*FIRST)
    article_file = base.folder / "articles/one.md"
    article_file.write_text(f"{article_file.read_text('utf-8')}\n![沒有寫完\n", "utf-8")
    base.rule("zh-Hans-CN\tnowhere\t大廳\t大堂\n")
    first = base.run("build")
    assert first.exit_code == 0, first.output
    assert " F010 " in first.stderr
    made, latest = base.made(), _now(base)
    again = base.run("build")
    assert again.stdout == "html: nothing changed\n"
    assert [line for line in again.stderr.splitlines() if " F021 " not in line] == [
        line for line in first.stderr.splitlines() if " F021 " not in line
    ]
    assert again.exit_code == 0
    assert _now(base) == latest
    # Whatever differs, also in what was made, is a reason to build.
    page = base.build / "html/zh-Hant/cases/two.html"
    page.write_text("of a person", "utf-8")
    assert "nothing changed" not in base.run("build").stdout
    assert base.made() == made
    page.unlink()
    assert "nothing changed" not in base.run("build").stdout
    assert base.made() == made
    for change in (
        lambda: base.settings('title = "別的題名"\nbook_date = "2024-05-06"\n'),
        lambda: base.page("about", "# 凡例\n"),
        lambda: (base.folder / "articles/pictures/two/1.png").write_bytes(_PNG + b"\0"),
        lambda: base.write(*FIRST),
    ):
        change()
        assert "nothing changed" not in base.run("build").stdout
        assert base.run("build").stdout == "html: nothing changed\n"


def test_a_page_that_is_wrong_is_reported_at_every_build(tmp_path: Path) -> None:
    base = base_in(tmp_path / "base")
    base.write(FIRST[0])
    base.page("about", "# 關於\n\n```{nothing}\n```\n\n見[沒有的](#case:nowhere)。\n")
    for _ in range(2):
        done = base.run("build")
        assert done.exit_code == 1
        assert "case:nowhere" in done.stderr
        assert "'nothing'" in done.stderr
    base.page("about", "# 關於\n")
    assert base.run("build").exit_code == 0


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


def test_a_kept_word_reaches_pages_whose_source_stays_the_same(tmp_path: Path) -> None:
    base = base_in(tmp_path / "base")
    text = (Section(Theme.RESULTS, "实践成效", (Paragraph("范村变了样。"),)),)
    simplified = _article("one", script=Script.HANS, sections=text)
    base.write(simplified)
    assert base.run("build").exit_code == 0
    page = "html/zh-Hant/cases/one.html"
    before = base.made()[page].decode("utf-8")
    base.write(replace(simplified, keep=("范村",)))
    assert base.run("build").exit_code == 0
    made = base.made()
    fresh = base_in(tmp_path / "fresh")
    fresh.write(replace(simplified, keep=("范村",)))
    assert fresh.run("build").exit_code == 0
    assert [name for name, text in fresh.made().items() if made.get(name) != text] == []
    assert "範村" in before
    assert "範村" not in made[page].decode("utf-8")


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
