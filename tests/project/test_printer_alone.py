"""Text enters an edition through the Printer alone: nothing else may reach the conversion."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from tests.conftest import ROOT

PACKAGE = ROOT / "tools" / "casebook"
# The package of text, and the public function of `casebook`, which loads it when it is asked for.
ALLOWED = (PACKAGE / "text", PACKAGE / "__init__.py")
PRIVATE = ("opencc", "casebook.text.conversion", "casebook.text.segment", "casebook.text.engine")
NAMES = {"to_edition", "to_script", "convert", "converter", "segment", "conversion", "engine"}


def _forbidden(source: str) -> Iterator[str]:
    """Yield every way to the conversion that a module takes."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (item.name for item in node.names if item.name.startswith(PRIVATE))
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            if module.startswith(PRIVATE):
                yield module
            elif module in {"casebook", "casebook.text"}:
                yield from (entry.name for entry in node.names if entry.name in NAMES)
        elif isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in {"to_edition", "to_script"}:
                yield f"{name}()"
            elif name in {"import_module", "__import__"}:
                said = (arg.value for arg in node.args if isinstance(arg, ast.Constant))
                yield from (element for element in said if str(element).startswith(PRIVATE))


def test_only_the_package_of_text_calls_the_conversion() -> None:
    results = {
        path.relative_to(ROOT).as_posix(): ways
        for path in PACKAGE.rglob("*.py")
        if not any(path.is_relative_to(folder) for folder in ALLOWED)
        if (ways := list(_forbidden(path.read_text(encoding="utf-8"))))
    }
    assert results == {}


@pytest.mark.parametrize(
    "source",
    [
        "import opencc",
        "from opencc import OpenCC",
        "from casebook.text import to_edition",
        "from casebook import to_edition as say",
        "from casebook.text.conversion import convert",
        "from casebook.text import segment, labels",
        "import casebook.text\ncasebook.text.to_edition('国', 'zh-Hant-TW')",
        "from importlib import import_module\nimport_module('casebook.text.engine')",
    ],
)
def test_each_way_to_the_conversion_is_seen(source: str) -> None:
    assert list(_forbidden(source))


@pytest.mark.parametrize(
    "source",
    ["from casebook.text.printer import Printer", "from casebook.text import fold, labels"],
)
def test_other_ways_into_the_package_of_text_are_not_mistaken_for_it(source: str) -> None:
    assert not list(_forbidden(source))
