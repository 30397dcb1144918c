"""Builds a site from articles, as `make html` does, inside this process."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

from lxml import html
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils
from tests.conftest import ROOT

from casebook.pages.site import site_pages
from casebook.pages.sync import sync
from casebook.project import Project, Rules, Snapshot
from casebook.records import Article, Script
from casebook.site.snapshot import provide

LANGUAGES = {Script.HANT: "zh-Hant-TW", Script.HANS: "zh-Hans-CN"}
_snapshots: dict[Path, Snapshot] = {}


def snapshot_of(articles: Iterable[Article], folder: Path) -> Snapshot:
    """Return the knowledge base of articles that lie in no folder."""
    listed = tuple(sorted(articles, key=lambda article: article.slug))
    return Snapshot(Project.of(folder), Rules(), listed)


def write_docs(articles: Iterable[Article], docs: Path) -> None:
    """Write the pages of articles into ``docs``."""
    write_snapshot(snapshot_of(articles, docs.parent / "articles"), docs)


def write_snapshot(snapshot: Snapshot, docs: Path) -> None:
    """Write the pages of a knowledge base into ``docs``."""
    _snapshots[docs] = snapshot
    assert not sync(site_pages(snapshot), docs).problems


def build(docs: Path, out: Path, script: Script, **settings: str) -> str:
    """Build one edition of what :func:`write_docs` wrote; return what Sphinx warned of."""
    warnings = io.StringIO()
    with patch_docutils(str(ROOT)), docutils_namespace():
        app = Sphinx(
            str(docs),
            str(ROOT),
            str(out / script.value),
            str(out / f"doctrees-{script.value}"),
            "html",
            {
                "nitpicky": True,
                "casebook_edition": LANGUAGES[script],
                "casebook_search": True,
                **settings,
            },
            status=None,
            warning=warnings,
        )
        provide(app.config, _snapshots[docs])
        app.build()
    return warnings.getvalue()


def page(out: Path, script: Script, name: str) -> html.HtmlElement:
    """Return the article element of a built page."""
    text = (out / script.value / f"{name}.html").read_text(encoding="utf-8")
    (result,) = html.document_fromstring(text).cssselect("article.bd-article")
    return result
