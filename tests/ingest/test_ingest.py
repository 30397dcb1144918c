"""Ingest as a whole: one way, one pure function, and nothing written that cannot be read."""

from __future__ import annotations

import ast
import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import ROOT
from tests.source_code import nodes

import casebook
from casebook.ingest.clean.causes import Cause
from casebook.ingest.pipeline import clean_files
from casebook.library import dump, parse
from casebook.problems import Code, Severity
from casebook.records import Role

HERE = Path(__file__).parent
SITUATIONS = sorted(
    path
    for path in (HERE / "situations").rglob("*")
    if path.suffix in {".html", ".txt", ".md", ".mhtml"}
)
PACKAGE = ROOT / "tools" / "casebook" / "ingest"
# Later ones use earlier ones, never the other way.
ORDER = (
    "lexicon",
    "scripts",
    "facts",
    "headings",
    "read",
    "clean",
    "first_look",
    "parse",
    "open_alarms",
    "unread_names",
    "copied",
    "alarm",
    "planted_numbers",
    "kept_credits",
    "doubts",
    "recorded",
    "refusal",
    "split",
    "pipeline",
    "record",
    "arrow",
)
SENTENCE = "河口镇去年开始整治村庄环境，先从清理河道做起，再到修整道路和院落。"


def _place(parts: tuple[str, ...]) -> int:
    return ORDER.index(parts[0].removesuffix(".py"))


def test_no_arrow_runs_back() -> None:
    for path in sorted(PACKAGE.rglob("*.py")):
        own = path.relative_to(PACKAGE).parts
        if own == ("__init__.py",):
            continue
        for node in nodes(path):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
                "casebook.ingest."
            ):
                other = tuple((node.module or "").split(".")[2:])
                assert _place(other) <= _place(own), f"{path}: {node.module}"


def test_clean_bytes_is_pure_and_its_result_travels() -> None:
    data = (HERE / "situations" / "pages" / "wechat.html").read_bytes()
    once = casebook.clean_bytes(data, url="https://example.org/a", name="微信.html")
    assert pickle.loads(pickle.dumps(once)) == once
    assert casebook.clean_bytes(data, url="https://example.org/a", name="微信.html") == once
    assert once.article is not None
    assert once.article.sources[0].url == "https://example.org/a"
    assert once.article.sources[0].file == "微信.html"


def test_clean_page_stands_on_clean_bytes(tmp_path: Path) -> None:
    data = (HERE / "situations" / "pages" / "ad-headings.txt").read_bytes()
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    article, ledger, _ = casebook.clean_page(path)
    done = casebook.clean_bytes(data, name=str(path))
    assert (article, ledger) == (done.article, done.ledger)


def test_the_media_type_decides_what_the_bytes_leave_open() -> None:
    data = f"<p>{SENTENCE}</p><p>{SENTENCE}</p>".encode()
    done = casebook.clean_bytes(data, media_type="text/html")
    assert all("<" not in line.text for line in done.lines)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", Code.FILE_EMPTY),
        (b" \n ", Code.FILE_EMPTY),
        (b"\x00\x01\x02\xff" * 50, Code.FILE_BINARY),
        ("返回顶部\n分享到\n".encode(), Code.NO_BODY),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_code(data: bytes, code: Code) -> None:
    done = casebook.clean_bytes(data, name="a.txt")
    assert done.article is None
    assert [problem.code for problem in done.problems] == [code]
    assert done.problems[0].file == "a.txt"


@given(st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_any_bytes(data: bytes) -> None:
    done = casebook.clean_bytes(data)
    errors = [p for p in done.problems if p.code.severity is Severity.ERROR]
    assert (done.article is None) == bool(errors)


@pytest.mark.parametrize("path", SITUATIONS, ids=lambda path: path.name)
def test_what_is_written_is_read_back(path: Path) -> None:
    """Law: an article that ingest makes comes back from its file as it was."""
    made = clean_files([path]).article
    if made is None:
        return
    again, problems = parse(dump(made), made.slug, f"{made.slug}.md")
    assert [p for p in problems if p.code.severity is Severity.ERROR] == []
    assert again == made


@pytest.mark.parametrize("path", SITUATIONS, ids=lambda path: path.name)
def test_roles_and_causes_are_of_their_enumerations(path: Path) -> None:
    done = clean_files([path])
    assert all(isinstance(line.role, Role) for line in done.lines)
    causes = set(Cause)
    steps = set(done.ledger.steps) - {"read", "pictures"}
    for removal in done.ledger.removals:
        assert removal.step not in steps or removal.reason in causes, removal


def told(lines: list[str]) -> str:
    """What the alarm says of a page of these paragraphs."""
    page = "".join(f"<p>{line}</p>" for line in lines)
    data = f"<html><body><h1>河口镇整治村庄环境</h1><div>{page}</div></body></html>".encode()
    problems = casebook.clean_bytes(data).problems
    return "".join(p.detail for p in problems if p.code is Code.TEXT_CUT)


class TestAlarm:
    TEXT = [SENTENCE, "镇里投入二百万元，疏通沟渠十二公里，种下柳树三千棵，村民都来帮忙。"] * 2

    def test_of_clean_text_there_is_none(self) -> None:
        assert told(self.TEXT) == ""

    def test_a_phrase_cut_inside_the_text(self) -> None:
        lines = [*self.TEXT, "澳门葡京真人荷官在线投注", *self.TEXT]
        assert "cut inside the text by its words" in told(lines)

    def test_a_sentence_that_no_browser_shows(self) -> None:
        hidden = '</p><p style="display:none">镇里还请来三位老师，教村民种菜养鱼，每月两次。'
        assert "sentences cut inside the text" in told([*self.TEXT, hidden, *self.TEXT])

    def test_a_heading_of_a_theme_that_is_hidden(self) -> None:
        hidden = '</p><p style="display:none">改革成效'
        assert "a heading of a theme was cut" in told([*self.TEXT, hidden, *self.TEXT])

    def test_more_hidden_than_shown(self) -> None:
        hidden = f'</p><p style="display:none">{SENTENCE * 8}'
        assert "more is hidden than shown" in told([*self.TEXT, hidden])

    def test_a_line_that_announces_what_is_gone(self) -> None:
        lines = [*self.TEXT, "出台的制度有：", "澳门葡京真人荷官在线投注", *self.TEXT]
        assert "a line announces what does not follow" in told(lines)
