"""Every verb works where there is no ``fcntl``, ``os.fork`` and ``signal.SIGKILL``: on Windows."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from tests.cli.conftest import PAGE
from tests.crawl.conftest import case_page
from tests.ingest.read.test_archives import record, web
from tests.project.base import FIRST, Base, base_in
from tests.project.test_serve import read, served

from casebook.cli import main

# Read by every Python that a verb starts, too.
_WINDOWS = """
import multiprocessing, os, signal, sys
sys.modules["fcntl"] = None
for module, name in ((os, "fork"), (os, "forkpty"), (signal, "SIGKILL")):
    if hasattr(module, name):
        delattr(module, name)
multiprocessing.set_start_method("spawn", force=True)
import multiprocess
multiprocess.set_start_method("spawn", force=True)
"""
SAVED = ["mou-zhen-di-1-xiang-gai-ge", "mou-zhen-di-2-xiang-gai-ge"]
VERBS = {
    "add": ["page-1.html", "page-2.html", "--articles", "articles"],
    "convert": ["--articles", "articles", "--docs", "docs"],
    "check": ["--articles", "articles", "--strict"],
    "confirm": [SAVED[0]],
    "reread": [SAVED[0], "--take"],
    "rename": ["one", "first"],
    "split": ["first", "measures", "second", "--title", "另一案例"],
    "join": ["first", "second"],
    "merge": SAVED,
    "withdraw": ["first"],
    "undo": [],
    "proofread": ["--articles", "articles"],
    "bodies": ["--articles", "articles"],
    "problems": [],
    "settings": [],
    "new": ["another"],
    "tidy": ["--articles", "articles"],
    "build": ["html", "pdf", "epub", "--articles", "articles", "--docs", "docs", "--build", "b"],
    "clean": ["--build", "b"],
    "crawl": ["pages.warc.gz", "--out", "found"],
    "review": ["found"],
}
"""Verbs in the order of their use; `serve` and `edit` have tests of their own."""


@pytest.fixture(scope="module")
def windows(tmp_path_factory: pytest.TempPathFactory) -> tuple[Base, dict[str, str]]:
    folder = tmp_path_factory.mktemp("systems")
    (folder / "site").mkdir()
    (folder / "site/sitecustomize.py").write_text(_WINDOWS, "utf-8")
    base = base_in(folder / "base")
    base.write(*FIRST[:1])
    for number in (1, 2):
        text = PAGE.format(title=f"某鎮第{number}項改革", town="某鎮")
        (base.folder / f"page-{number}.html").write_text(text, "utf-8")
    pages = web(record("http://a.example/1", case_page("青河县")))
    (base.folder / "pages.warc.gz").write_bytes(pages)
    paths = [str(folder / "site"), *sys.path]
    return base, {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


def test_no_verb_is_forgotten() -> None:
    assert {*VERBS, "serve", "edit"} >= set(main.commands)


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_works(windows: tuple[Base, dict[str, str]], verb: str) -> None:
    base, environment = windows
    done = subprocess.run(
        [sys.executable, "-c", "from casebook.cli import main; main()", verb, *VERBS[verb]],
        cwd=base.folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == (1 if verb == "check" else 0), done.stdout + done.stderr


def test_the_preview_works(windows: tuple[Base, dict[str, str]]) -> None:
    base, environment = windows
    with served(base.options("serve"), environment) as address:
        assert "one 的改革" in read(f"{address}zh-Hant/cases/one.html")


def test_the_stand_in_has_no_way_of_unix(windows: tuple[Base, dict[str, str]]) -> None:
    _, environment = windows
    code = "import os, signal; print(hasattr(os, 'fork'), hasattr(signal, 'SIGKILL')); import fcntl"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["False", "False"]
    assert "fcntl" in done.stderr
