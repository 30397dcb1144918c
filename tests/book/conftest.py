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
from tests.site.build import LANGUAGES

from casebook.book.edition import Printed
from casebook.book.manuscript import SUFFIX
from casebook.book.setting import pack_epubs, set_books
from casebook.cli import main
from casebook.records import Script


@pytest.fixture(scope="session")
def sample_docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hand-written pages beside those that are made of the sample."""
    docs = tmp_path_factory.mktemp("sample") / "docs"
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


@pytest.fixture(scope="session")
def sample_built(sample_docs: Path) -> tuple[list[Path], list[Printed]]:
    """The manuscripts of the sample, and the books that they became."""
    folder = sample_docs.parent
    builds = {script: start(sample_docs, folder / script.value, script) for script in Script}
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
    return manuscripts, books


@pytest.fixture(scope="session")
def sample_books(sample_built: tuple[list[Path], list[Printed]]) -> dict[Script, Path]:
    """The PDF of each edition of the sample."""
    return {script: book.pdfs[0] for script, book in zip(Script, sample_built[1], strict=True)}


@pytest.fixture(scope="session")
def sample_epubs(sample_built: tuple[list[Path], list[Printed]]) -> dict[Script, Path]:
    """The EPUB of each edition of the sample."""
    files, problems = pack_epubs(*sample_built, lambda _: None)
    assert files
    assert problems == ()
    return dict(zip(Script, files, strict=True))
