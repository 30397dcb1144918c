"""The Makefile is an alias of ``casebook`` that hands every path on as it was given."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(
    not shutil.which("make") or os.name == "nt", reason="there is no make on this machine"
)

# Stands for the program: prints what it was called with, and what it reads from the environment.
_PROGRAM = """import os, sys
print(sys.argv[1:])
for name in sorted(os.environ):
    if name.startswith("CASEBOOK_") and os.environ[name]:
        print(name, repr(os.environ[name]))
"""
HARD = '/x/My 案例\'s $HOME $(touch pwned) "q" `touch pwned` ; touch pwned #'


def _is_ours(name: str) -> bool:
    return "MAKE" in name or name.startswith("CASEBOOK_")


def _make(folder: Path, *arguments: str, **environment: str) -> list[str]:
    program = folder / "casebook"
    script = folder / "program.py"
    script.write_text(_PROGRAM, encoding="utf-8")
    # The first line of a program cannot name an interpreter in a folder with a space.
    called = f'exec {shlex.quote(sys.executable)} {shlex.quote(str(script))} "$@"'
    program.write_text(f"#!/bin/sh\n{called}\n", encoding="utf-8")
    program.chmod(0o755)
    done = subprocess.run(
        ["make", "-o", ".venv/.installed", *arguments, f"BIN={folder}"],
        cwd=ROOT,
        env={key: value for key, value in os.environ.items() if not _is_ours(key)} | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    ("target", "called"),
    [
        ("html", ["build", "html"]),
        ("pdf", ["build", "pdf"]),
        ("epub", ["build", "epub"]),
        ("zip", ["build", "zip"]),
        ("convert", ["convert"]),
        ("serve", ["serve"]),
        ("clean", ["clean"]),
    ],
)
def test_a_target_is_a_verb_and_paths_reach_it_as_they_are(
    tmp_path: Path, target: str, called: list[str]
) -> None:
    names = ("ARTICLES", "DOCS", "BUILD", "CONFIG", "BOOK", "PDF")
    given = {name: f"{HARD} {name}" for name in names}
    expected = [str(called), *(f"CASEBOOK_{n} {given[n]!r}" for n in sorted(given))]
    assert _make(tmp_path, target, *(f"{n}={value}" for n, value in given.items())) == expected
    assert _make(tmp_path, target, **given) == expected
    assert not (ROOT / "pwned").exists()


def test_without_variables_the_program_has_its_defaults(tmp_path: Path) -> None:
    assert _make(tmp_path) == ["['build', 'html']"]
