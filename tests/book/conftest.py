"""The sample corpus as a book in both editions, built once for all tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.conftest import ROOT
from tests.made_once import made_once
from tests.site.build import LANGUAGES

from casebook.book.manuscript import SUFFIX
from casebook.book.setting import pack_epubs, set_books
from casebook.cli import main
from casebook.records import Script


def _docs_below(folder: Path) -> Path:
    """Put hand-written pages beside those that are made of the sample."""
    docs = folder / "docs"
    docs.mkdir()
    for name in ("about.md", "glossary.md"):
        shutil.copy(ROOT / "docs" / name, docs)
    arguments = ["convert", "--articles", str(ROOT / "articles"), "--docs", str(docs)]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    return docs


def start(docs: Path, out: Path, script: Script) -> subprocess.Popen[str]:
    """Start the build of one edition, as `make` does."""
    command = [sys.executable, "-m", "sphinx", "-n", "-W", "--keep-going", "-q", "-c", str(ROOT)]
    return subprocess.Popen(
        [
            *(*command, "-b", "typst", "-D", f"casebook_edition={LANGUAGES[script]}"),
            *("-D", f"casebook_articles={ROOT / 'articles'}"),
            *("-d", str(out.parent / f"doctrees-{script.value}"), str(docs), str(out)),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def _build(folder: Path) -> tuple[dict[Script, Path], dict[Script, Path]]:
    """Return the PDF and the EPUB of each edition."""
    docs = _docs_below(folder)
    builds = {script: start(docs, folder / script.value, script) for script in Script}
    for build in builds.values():
        output, _ = build.communicate()
        assert build.returncode == 0, output
        assert output == "", output
    manuscripts = [
        folder / script.value / f"casebook-zh-{script.value}{SUFFIX}" for script in Script
    ]
    books, problems = set_books(manuscripts, lambda _: None)
    assert books
    assert problems == ()
    epubs, problems = pack_epubs(manuscripts, books, lambda _: None)
    assert epubs
    assert problems == ()
    pdfs = (book.pdfs[0] for book in books)
    return dict(zip(Script, pdfs, strict=True)), dict(zip(Script, epubs, strict=True))


@pytest.fixture(scope="session")
def sample_books(tmp_path_factory: pytest.TempPathFactory) -> dict[Script, Path]:
    """The PDF of each edition of the sample."""
    return made_once(tmp_path_factory, "sample-books", _build)[0]


@pytest.fixture(scope="session")
def sample_epubs(tmp_path_factory: pytest.TempPathFactory) -> dict[Script, Path]:
    """The EPUB of each edition of the sample."""
    return made_once(tmp_path_factory, "sample-books", _build)[1]
