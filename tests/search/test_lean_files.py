"""Scripts and style sheets lose comments and indents, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.conftest import ROOT

from casebook.search.lean import lean, lean_script, lean_style

_PROGRAM = ROOT / "tools" / "casebook"
_SCRIPTS = sorted(_PROGRAM.rglob("*.js"))


def _id(path: Path) -> str:
    return path.relative_to(_PROGRAM).as_posix()


def test_a_style_sheet() -> None:
    assert lean_style("a {\n  b: c; /* d */\n\n  e: f; }\n") == "a {\nb: c; \ne: f}\n"


def test_a_script() -> None:
    text = (
        '/* a\n   b */\n(() => {\n  // c\n  d("// e"); // f\n\n  /** g */\n  h("/* i */");\n})();\n'
    )
    assert lean_script(text) == '(() => {\nd("// e"); // f\nh("/* i */");\n})();\n'


def test_what_stands_beside_a_comment_stays() -> None:
    text = "a();\n/* b */ c();\n  /* d\n e */ f();\n"
    assert lean_script(text) == "a();\n/* b */ c();\n/* d\ne */ f();\n"


def test_what_is_said_of_rights_stays() -> None:
    text = "/* Copyright of their authors */\na();\n"
    assert lean_script(text) == text


def test_a_file_of_another_kind_stays() -> None:
    assert lean("licences.txt", "  a\n\n  // b\n") == b"  a\n\n  // b\n"


@pytest.mark.parametrize("path", _SCRIPTS, ids=_id)
def test_no_string_goes_over_a_line(path: Path) -> None:
    """Else an indent would be part of it."""
    for line in path.read_text("utf-8").splitlines():
        assert line.count("`") % 2 == 0
        assert not line.endswith("\\")


@pytest.mark.parametrize("path", _SCRIPTS, ids=_id)
def test_every_line_but_comments_stays(path: Path) -> None:
    text = path.read_text("utf-8")
    lines = [line.strip() for line in text.splitlines()]
    comment, kept = False, list[str]()
    for line in lines:
        comment = comment or line.startswith("/*")
        if not comment and line and not line.startswith("//"):
            kept.append(line)
        if comment and line.endswith("*/"):
            comment = False
        assert not re.match(r"/\*.*\*/.+", line)
    assert [line.rstrip() for line in lean_script(text).splitlines()] == kept
