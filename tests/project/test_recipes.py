"""The recipes of CONTRIBUTING.md work, followed to the letter in a copy of the repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from tests.conftest import ROOT

WANTED = {
    "Add a theme",
    "Add a field",
    "Add a cleaning step",
    "Add a kind of page",
    "Add an edition",
    "Add a language of the interface",
    "Add a problem code",
}
CHANGED = (
    "tests/pages/test_golden_pages.py",
    "tests/exports/test_golden_files.py",
    "tests/exports/test_data_documentation.py",
    "tests/exports/test_export_boundaries.py",
)
"""Tests of what follows from a theme, a field, a kind of page: green after every recipe."""
WHOLE = "python -m pytest -q tests/pages tests/exports"
"""A recipe with this step has run them itself."""
_FILES = (
    "casebook.toml",
    "conf.py",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "pyproject.toml",
    "README.md",
)
_PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
_RECIPE = re.compile(r"^### (Add [^\n]+)\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"(?:^([^\n]+)\n\n)?^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_WRITE = re.compile(r"Write `([^`]+)`:")
_APPEND = re.compile(r"Add to `([^`]+)`:")
_AFTER = re.compile(r"In `([^`]+)` put after `(.+)`:")
RECIPES: dict[str, str] = dict(_RECIPE.findall(_PAGE))
OF_PAGES = {name for name in RECIPES if CHANGED[0] in RECIPES[name]}
"""Recipes that write the golden files of pages anew: each is followed in a copy of its own, as
it could hide there what another lacks."""


def _steps(recipe: str) -> Iterator[tuple[str, str, str]]:
    """Yield of each block the sentence before it, its language and its content."""
    for said, language, content in _BLOCK.findall(recipe):
        yield said.split(". ")[-1], language, content


def _follow(recipe: str, folder: Path) -> None:
    for said, language, content in _steps(recipe):
        if language == "sh":
            for command in content.splitlines():
                _run(command, folder)
        elif write := _WRITE.search(said):
            path = folder / write[1]
            assert not path.exists(), path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8")
        elif append := _APPEND.search(said):
            path = folder / append[1]
            path.write_text(path.read_text("utf-8") + "\n" + content, "utf-8")
        else:
            after = _AFTER.search(said)
            assert after, f"what to do with this block is not said: {said!r}"
            path, line = folder / after[1], f"{after[2]}\n"
            text = path.read_text("utf-8")
            assert text.count(line) == 1, f"{path.name} has not one line {after[2]!r}"
            path.write_text(text.replace(line, line + content), "utf-8")


def _run(command: str, folder: Path) -> None:
    script = Path(sys.executable).parent
    done = subprocess.run(
        command,
        shell=True,
        check=False,
        cwd=folder,
        capture_output=True,
        text=True,
        env={
            **os.environ,
            "PYTHONPATH": str(folder / "tools"),
            # What any text survives is tried in this checkout.
            "CASEBOOK_HYPOTHESIS": "mutation",
            "PATH": f"{script}{os.pathsep}{os.environ['PATH']}",
        },
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"


def test_the_page_has_every_recipe_and_this_test_follows_them() -> None:
    assert set(RECIPES) == WANTED
    assert {"Add a kind of page", "Add a theme"} == OF_PAGES


def _lead(recipes: Sequence[str], folder: Path) -> None:
    """Follow recipes in a copy of the repository, then run the tests of what they change."""
    ignored = shutil.ignore_patterns("__pycache__")
    for entry in ("tools", "tests", "articles", "docs"):
        shutil.copytree(ROOT / entry, folder / entry, ignore=ignored)
    for entry in _FILES:
        shutil.copy(ROOT / entry, folder)
    for recipe in recipes:
        _follow(recipe, folder)
    if not any(f"{WHOLE}\n" in recipe for recipe in recipes):
        _run(f"python -m pytest -q {' '.join(CHANGED)}", folder)


@pytest.mark.skipif(os.name == "nt", reason="recipes are written for a shell")
@pytest.mark.parametrize("name", sorted(OF_PAGES))
def test_a_recipe_leads_to_what_it_says(name: str, tmp_path: Path) -> None:
    _lead([RECIPES[name]], tmp_path / "casebook")


@pytest.mark.skipif(os.name == "nt", reason="recipes are written for a shell")
def test_recipes_that_leave_the_golden_pages_as_they_are(tmp_path: Path) -> None:
    others = sorted(RECIPES.keys() - OF_PAGES)
    _lead([RECIPES[name] for name in others], tmp_path / "casebook")


@pytest.mark.skipif(os.name == "nt", reason="recipes are written for a shell")
@pytest.mark.parametrize("name", sorted(OF_PAGES))
def test_a_recipe_that_lacks_the_step_for_golden_files_fails(name: str, tmp_path: Path) -> None:
    lines = RECIPES[name].splitlines(keepends=True)
    lacking = "".join(line for line in lines if "pytest" not in line and "golden/" not in line)
    with pytest.raises(AssertionError, match="test_these_pages_are_made_and_no_others"):
        _lead([lacking], tmp_path / "casebook")
