"""A full disk and a kill while Sphinx and Typst are at work: a sample of ``bench/faults.py``."""

from __future__ import annotations

import os

import pytest
from tests.faulty.trial import Trial

from casebook.build import WORK

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="faults are put into processes that fork"
)

_EDITION = f"/build/{WORK}/zh-Hant"
HTML = f"{_EDITION}/html/"
DOCTREES = f"{_EDITION}/doctrees-html/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    return Trial("html", tmp_path_factory.mktemp("site"))


def _at(trial: Trial, part: str) -> int:
    """Return the number of the first change whose line has a part."""
    return next(at for at, line in enumerate(trial.points) if part in line)


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        ("full", f"open {HTML}cases/good.html"),
        ("torn", f"open {HTML}cases/good.html"),
        ("torn", f"open {DOCTREES}environment.pickle"),
        ("end", f"open {DOCTREES}cases/good.doctree"),
        ("kill", "os.rename /build/html/zh-Hant/"),
    ],
)
def test_a_fault_within_a_build_of_the_site(site: Trial, kind: str, part: str) -> None:
    assert site.wrong(kind, _at(site, part)) == ""


@pytest.mark.parametrize("kind", ["full", "end"])
def test_a_fault_while_a_book_is_set(kind: str, book: Trial) -> None:
    assert book.wrong(kind, _at(book, f"os.rename {_EDITION}/typst/")) == ""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    return Trial("pdf", tmp_path_factory.mktemp("book"))
