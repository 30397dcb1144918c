"""The words of the interface, found where they stand in the program, as pybabel finds them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.extract import extract_from_dir
from tests.conftest import ROOT
from tests.source_code import nodes

KEYWORDS = dict.fromkeys(("N_", "interface", "here", "show_own", "casebook_text"))
_METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]


@cache
def interface_words() -> dict[str, str]:
    """Return every message id with the file that has it."""
    return {message: name for name, message in _found(ROOT / "tools" / "casebook")}


def _found(folder: Path) -> Iterator[tuple[str, str]]:
    for name, _, message, *_ in extract_from_dir(folder, _METHODS, keywords=KEYWORDS):
        assert isinstance(message, str)
        yield name, message


@cache
def literals() -> set[str]:
    """Return the Chinese words that stand in the code of pages, site, book and exports.

    Text of a page is looked up as it stands in the page; marks of MyST before it are left out.
    """
    result: set[str] = set()
    for folder in ("pages", "site", "book", "exports", "search"):
        for path in (ROOT / "tools" / "casebook" / folder).rglob("*.py"):
            said = {id(node.value) for node in nodes(path) if isinstance(node, ast.Expr)}
            for node in nodes(path):
                if isinstance(node, ast.Constant) and id(node) not in said:
                    value = node.value
                    if isinstance(value, str) and re.search("[\u4e00-\u9fff]", value):
                        result.add(re.sub(r"^\{[^}]*\}\n", "", value))
    return result
