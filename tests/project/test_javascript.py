"""The scripts of the site hold nothing twice and nothing that nothing uses.

A linter would need a registry of its own; these are the two rules that were broken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest
from tests.conftest import ROOT

SCRIPTS = sorted((ROOT / "tools" / "casebook").rglob("*.js"))
_COMMENTS = re.compile(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", re.DOTALL)
_DECLARED = re.compile(r"(?:\b(?:const|let|class)|\bfunction\*?)\s+([A-Za-z_$][\w$]*)")
_UNPACKED = re.compile(r"\bconst\s+\{([^}]*)\}\s*=")
_FUNCTION = re.compile(r"^( *)(?:async )?function\*? (\w+)(\(.*?\n\1\})", re.MULTILINE | re.DOTALL)
_CONSTANT = re.compile(r"\bconst ([A-Z][A-Z_]+) = ([^;]+);")


def code(path: Path) -> str:
    """Return a script without its comments."""
    return _COMMENTS.sub("", path.read_text("utf-8"))


def unused(text: str) -> list[str]:
    """Return the names that a script declares and never uses."""
    names = set(_DECLARED.findall(text))
    for group in _UNPACKED.findall(text):
        names |= {part.split(":")[-1].split("=")[0].strip(" .\n") for part in group.split(",")}
    return sorted(
        name for name in names if name and len(re.findall(rf"(?<![\w$]){name}(?![\w$])", text)) < 2
    )


def test_the_check_sees_what_is_unused() -> None:
    text = "const A = 1; const { b, c: d } = x; function e() {} class F {} use(d, new F());"
    assert unused(text) == ["A", "b", "e"]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_every_name_is_used(path: Path) -> None:
    assert unused(code(path)) == []


def test_no_function_is_written_twice() -> None:
    seen: dict[str, set[str]] = defaultdict(set)
    for path in SCRIPTS:
        for _, name, body in _FUNCTION.findall(code(path)):
            seen["".join(body.split())].add(f"{path.name}: {name}")
    assert len(seen) > 50
    assert [result for result in seen.values() if len(result) > 1] == []


def test_no_constant_is_written_twice() -> None:
    seen: dict[tuple[str, str], set[str]] = defaultdict(set)
    for path in SCRIPTS:
        for name, value in _CONSTANT.findall(code(path)):
            if not re.fullmatch(r"[\w.]+", value):  # two numbers may be the same by chance
                seen[name, value].add(path.name)
    assert {key: files for key, files in seen.items() if len(files) > 1} == {}
