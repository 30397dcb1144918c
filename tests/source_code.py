"""The program's own files, each parsed once in a process of the tests."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Return all nodes of a Python file."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
