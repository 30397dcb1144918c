"""Builds a site from articles, as `make html` does, inside this process."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

from lxml import html
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils
from tests.conftest import ROOT

from casebook.knowledge.build import annotate
from casebook.pages.site import site_files
from casebook.pages.sync import sync
from casebook.records import Article, Script
from casebook.settings import Config
from casebook.text.overrides import Exceptions


def write_docs(articles: Iterable[Article], docs: Path) -> None:
    files = site_files(
        annotate(articles),
        Config(),
        pictures={},
        ledgers={},
        handwritten=(),
        exceptions=Exceptions(),
    )
    assert not sync(files, docs).problems


def build(docs: Path, out: Path, script: Script, **settings: str) -> str:
    """Build one edition; return what Sphinx warned of."""
    warnings = io.StringIO()
    with patch_docutils(str(ROOT)), docutils_namespace():
        app = Sphinx(
            str(docs),
            str(ROOT),
            str(out / script.value),
            str(out / f"doctrees-{script.value}"),
            "html",
            {"nitpicky": True, **settings},
            status=None,
            warning=warnings,
            tags=["hans"] if script is Script.HANS else [],
        )
        app.build()
    return warnings.getvalue()


def page(out: Path, script: Script, name: str) -> html.HtmlElement:
    """Return the article element of a built page."""
    text = (out / script.value / f"{name}.html").read_text(encoding="utf-8")
    (found,) = html.document_fromstring(text).cssselect("article.bd-article")
    return found
