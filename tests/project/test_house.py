"""The house keeps its order: layers, sizes, pins, and documents that say what is so."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.conftest import ROOT

from casebook.cli import main
from casebook.cli.problems import code_page
from casebook.problems import Code

PACKAGE = ROOT / "tools" / "casebook"
MODULES = sorted(PACKAGE.rglob("*.py"))
# "About 400": a file may run a little over.
MAX_LINES = 440

# Only these packages may know what a page or a book is made with.
RENDERERS = {"site", "book"}
RENDERING = {"sphinx", "docutils", "myst_parser"}
# Data goes one way: what makes articles knows nothing of what is made of them.
STAGES = (
    {"records"},
    {"text"},
    {"ingest", "library", "knowledge"},
    {"pages", "search", "exports"},
    {"site", "book"},
    {"cli"},
)


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = path.relative_to(PACKAGE.parent).parts[: -node.level] if node.level else ()
            yield ".".join([*above, *filter(None, [node.module])])


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


def test_only_the_renderers_know_sphinx() -> None:
    knowing = set()
    for path in MODULES:
        for name in _imports(path):
            if name.split(".")[0] in RENDERING:
                knowing.add(_room(path))
    assert "site" in knowing
    assert knowing <= RENDERERS


def _stage(room: str) -> int:
    return next((place for place, rooms in enumerate(STAGES) if room in rooms), -1)


def test_no_stage_reaches_forward() -> None:
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
    assert {room for room in rooms if _stage(room) < 0} == set()
    for path in MODULES:
        own = _stage(_room(path))
        for name in _imports(path):
            parts = name.split(".")
            if own >= 0 and parts[0] == "casebook" and len(parts) > 1:
                assert _stage(parts[1]) <= own, f"{path}: {name}"


def test_no_file_of_the_program_is_too_long() -> None:
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in sorted((ROOT / "tools").rglob("*"))
        if path.suffix in {".py", ".js", ".css", ".html", ".typ"}
        if (lines := len(path.read_text("utf-8").splitlines())) > MAX_LINES
    }
    assert long == {}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "constraints.txt"])
def test_requirements_are_pinned(name: str) -> None:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    wanted = [line for line in lines if line and not line.startswith(("#", "-r ", "-c "))]
    assert wanted
    for line in wanted:
        assert re.fullmatch(r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==[^\s;*]+(\s*;.*)?", line), line


def test_direct_requirements_agree_with_the_constraints() -> None:
    def pins(name: str) -> dict[str, str]:
        found = re.findall(r"(?m)^([A-Za-z0-9._-]+)==(\S+)", (ROOT / name).read_text("utf-8"))
        return {re.sub(r"[-_.]+", "-", package).lower(): version for package, version in found}

    constraints = pins("constraints.txt")
    for name in ("requirements.txt", "requirements-dev.txt"):
        for package, version in pins(name).items():
            assert constraints.get(package, version) == version, package


def test_page_of_codes_is_that_of_the_program() -> None:
    page = (ROOT / "docs" / "project" / "problems.md").read_text("utf-8")
    assert page == code_page(), "run: casebook problems > docs/project/problems.md"


def test_codes_are_unique_and_every_one_is_used() -> None:
    codes = [code.code for code in Code]
    assert len(codes) == len(set(codes))
    for code in Code:
        assert re.fullmatch(r"[A-Z]\d{3}", code.code)
        assert code.meaning.endswith(".")
        assert code.remedy
    program = "\n".join(path.read_text("utf-8") for path in MODULES)
    unused = [code.name for code in Code if f"Code.{code.name}" not in program]
    assert unused == []


def _commands(name: str) -> Iterator[list[str]]:
    """Yield the commands that a document shows in its sh blocks."""
    text = (ROOT / name).read_text("utf-8")
    for block in re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            words = shlex.split(line, comments=True)
            if words:
                yield words


def test_commands_of_the_readme_exist() -> None:
    targets = set(
        re.findall(r"^([a-z][a-z-]*):(?!=)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    )
    shown = list(_commands("README.md"))
    assert ["make", "html"] in shown
    assert ["make", "test"] in shown
    for words in shown:
        if words[0] == "make":
            assert set(words[1:]) <= targets, words
        elif Path(words[0]).name == "casebook":
            assert words[1] in main.commands, words
            known = CliRunner().invoke(main, [words[1], "--help"]).output
            for option in (word for word in words[2:] if word.startswith("-")):
                assert option in known, words


def test_links_between_documents_lead_somewhere() -> None:
    for path in [ROOT / "README.md", *sorted((ROOT / "docs" / "project").glob("*.md"))]:
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", path.read_text("utf-8")):
            if target.strip('"'):
                assert (path.parent / target).exists(), f"{path.name}: {target}"
