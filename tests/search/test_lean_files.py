"""Scripts and style sheets lose comments and spaces, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.project.test_javascript import SCRIPTS, code

from casebook.search.lean import lean


def _id(path: Path) -> str:
    return path.relative_to(ROOT / "tools" / "casebook").as_posix()


def test_a_style_sheet() -> None:
    text = "/*! f */\na > b {\n  b: c 1px; /* d */\n\n  e: f; }\n"
    assert lean("a.css", text) == b"/*! f */a>b{b:c 1px;e:f}"


def test_a_script() -> None:
    text = (
        '/*! a */\n(() => {\n  // c\n  d("// e"); // f\n\n  /** g */\n  h(`/* i\n j */`);\n})();\n'
    )
    assert lean("a.js", text) == b'/*! a */(()=>{d("// e");h(`/* i\n j */`);})();'


def test_a_file_of_another_kind_stays() -> None:
    assert lean("licences.txt", "  a\n\n  // b\n") == b"  a\n\n  // b\n"


@pytest.mark.parametrize("path", SCRIPTS, ids=_id)
def test_a_script_is_what_it_was(path: Path) -> None:
    text = lean(path.name, path.read_text("utf-8")).decode()
    assert "".join(text.split()) == "".join(code(path).split())
    assert len(text) < len(code(path))
