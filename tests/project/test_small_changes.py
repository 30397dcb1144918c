"""After any small change there is what a build from nothing makes, and little else is done."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from tests.project.base import FIRST, PNG, Base, base_in, pictured

from casebook.kept_file import NAME
from casebook.records import Article, Paragraph, Script, Section, Source, Theme

pytestmark = pytest.mark.usefixtures("forked_sphinx")


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
    base.settings('editions = ["zh-Hant-TW"]\n')
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
        return pictured(slug, sections=(Section(Theme.MEASURES, "創新舉措", paragraphs), *_PART))

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
    base.settings('editions = ["zh-Hans-CN"]\n')
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
    page = base.build / "html/zh-Hans/cases/two.html"
    page.write_text("of a person", "utf-8")
    assert "nothing changed" not in base.run("build").stdout
    assert base.made() == made
    page.unlink()
    assert "nothing changed" not in base.run("build").stdout
    assert base.made() == made
    for change in (
        lambda: base.settings('title = "別的題名"\neditions = ["zh-Hans-CN"]\n'),
        lambda: base.page("about", "# 凡例\n"),
        lambda: (base.folder / "articles/pictures/two/1.png").write_bytes(PNG + b"\0"),
        lambda: base.write(*FIRST),
    ):
        change()
        assert "nothing changed" not in base.run("build").stdout
        assert base.run("build").stdout == "html: nothing changed\n"


def test_a_page_that_is_wrong_is_reported_at_every_build(tmp_path: Path) -> None:
    base = base_in(tmp_path / "base")
    base.settings('editions = ["zh-Hant-TW"]\n')
    base.write(FIRST[0])
    base.page("about", "# 關於\n\n```{nothing}\n```\n\n見[沒有的](#case:nowhere)。\n")
    for _ in range(2):
        done = base.run("build")
        assert done.exit_code == 1
        assert "case:nowhere" in done.stderr
        assert "'nothing'" in done.stderr
    base.page("about", "# 關於\n")
    assert base.run("build").exit_code == 0


def test_a_kept_word_reaches_pages_whose_source_stays_the_same(tmp_path: Path) -> None:
    base = base_in(tmp_path / "base")
    base.settings('editions = ["zh-Hant-TW"]\n')
    text = (Section(Theme.RESULTS, "实践成效", (Paragraph("红村变了样。"),)),)
    simplified = pictured("one", script=Script.HANS, sections=text)
    base.write(simplified)
    assert base.run("build").exit_code == 0
    page = "html/zh-Hant/cases/one.html"
    before = base.made()[page].decode("utf-8")
    base.write(replace(simplified, keep=("红村",)))
    assert base.run("build").exit_code == 0
    made = base.made()
    fresh = base_in(tmp_path / "fresh")
    fresh.settings('editions = ["zh-Hant-TW"]\n')
    fresh.write(replace(simplified, keep=("红村",)))
    assert fresh.run("build").exit_code == 0
    assert [name for name, text in fresh.made().items() if made.get(name) != text] == []
    assert "紅村" in before
    assert "紅村" not in made[page].decode("utf-8")
