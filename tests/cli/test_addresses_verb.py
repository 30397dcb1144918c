"""Addresses are kept by `add`, `convert` and `check`."""

from __future__ import annotations

import json

import pytest
from tests.cli.conftest import Base

from casebook.records import Paragraph, Section, Theme

FIRST = "本地設立「一窗通辦」窗口，所謂「一窗通辦」，就是一個窗口辦成。"
SECOND = "辦理時間由12天縮短到3天，羣眾不再來回奔波。"


def _body(*texts: str) -> tuple[Section, ...]:
    return (Section(Theme.MEASURES, "主要做法", tuple(map(Paragraph, texts))),)


def _ids(base: Base, slug: str) -> list[str]:
    content = json.loads((base.articles / "ids" / f"{slug}.json").read_text("utf-8"))
    return [own for own, *_ in content["known"]]


def test_an_edit_keeps_addresses_and_says_what_is_gone(base: Base) -> None:
    base.article("one", sections=_body(FIRST, SECOND))
    assert base.run("convert").exit_code == 0
    assert _ids(base, "one") == ["measures", "measures-p1", "measures-p2"]
    base.article("one", sections=_body("新的一段寫在前面。", SECOND))
    result = base.run("convert")
    assert result.exit_code == 0
    assert "F021" in result.stderr
    assert "measures-p1 is gone" in result.stderr
    assert _ids(base, "one") == ["measures", "measures-p3", "measures-p2"]
    page = (base.docs / "cases" / "one.md").read_text("utf-8")
    assert f"{{#measures-p2}}\n{SECOND}" in page
    assert "{#measures-p1}\n  [measures-p1]{.as-is}：已刪去" in page
    again = base.run("convert")
    assert "F021" not in again.stderr
    assert "0 written, 0 deleted" in again.stdout


def test_check_says_it_too_but_begins_nothing(base: Base) -> None:
    base.article("one", sections=_body(FIRST, SECOND))
    base.run("check")
    assert not (base.articles / "ids").exists()
    base.run("convert")
    base.article("one", sections=_body(SECOND))
    assert "measures-p1 is gone" in base.run("check", "--format", "lines").stdout
    assert "F021" not in base.run("convert").stderr


def test_a_page_that_is_added_has_its_ids_at_once(base: Base) -> None:
    assert base.run("add", base.page("a.html"), "--slug", "one").exit_code == 0
    ids = _ids(base, "one")
    assert ids[0] == "background"
    assert base.run("add", base.page("a.html"), "--slug", "one", "--force").exit_code == 0
    assert _ids(base, "one") == ids


@pytest.mark.parametrize("begun", [False, True])
def test_former_addresses_are_written_once_where_there_may_be_some(
    base: Base, *, begun: bool
) -> None:
    """A knowledge base that remembers ids was never built with other slugs."""
    base.article("one", sections=_body(FIRST, SECOND))
    if begun:
        (base.articles / "ids").mkdir()
    assert base.run("convert").exit_code == 0
    path = base.articles / "redirects.tsv"
    if begun:
        assert not path.exists()
        return
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line[0] != "#"]
    ((kind, former, present),) = rows
    assert (kind, former) == ("term", "yi-chuang-tong-ban")
    letter = (base.docs / "terms" / "y.md").read_text("utf-8")
    assert letter.index(f"{{#term-{present}}}") < letter.index(f"[]{{#term-{former}}}")
    # Later names were never at such an address.
    base.article("two", sections=_body(FIRST.replace("一窗通辦", "一網通管"), SECOND))
    before = path.read_bytes()
    assert base.run("convert").exit_code == 0
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "line", ["term\ta", "thing\ta\tb", "term\tA\tb", "term\ta\t../b", "term\ta\tb\nterm\ta\tc"]
)
def test_a_wrong_redirect_is_named_with_its_line(base: Base, line: str) -> None:
    base.article("one", sections=_body(FIRST, SECOND))
    path = base.articles / "redirects.tsv"
    path.write_text(f"# Casebook redirects, version 1\n{line}\n", encoding="utf-8")
    result = base.run("convert")
    assert result.exit_code == 0
    at = 3 if "\n" in line else 2
    assert f"{path.as_posix()}:{at}: F022 " in result.stderr
