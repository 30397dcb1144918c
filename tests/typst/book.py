"""Builds a book from articles, as `make pdf` does, inside this process."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import pypdfium2
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils
from tests.conftest import ROOT
from tests.site.build import write_docs

from casebook.model import Article, Script
from casebook.store import dump


def write_book_docs(articles: Iterable[Article], folder: Path) -> None:
    """Write articles and their pages into ``folder/articles`` and ``folder/docs``."""
    shelf = folder / "articles"
    shelf.mkdir(parents=True)
    found = list(articles)
    for article in found:
        (shelf / f"{article.slug}.md").write_text(dump(article), encoding="utf-8")
    write_docs(found, folder / "docs")


def build_book(folder: Path, script: Script, **settings: str) -> tuple[Path, str]:
    """Build one edition; return its PDF and what Sphinx warned of."""
    warnings = io.StringIO()
    out = folder / "-".join((script.value, *settings.values()))
    with patch_docutils(str(ROOT)), docutils_namespace():
        app = Sphinx(
            str(folder / "docs"),
            str(ROOT),
            str(out),
            str(folder / f"doctrees-{script.value}"),
            "typst",
            {"casebook_articles": str(folder / "articles"), **settings},
            status=None,
            warning=warnings,
            tags=["hans"] if script is Script.HANS else [],
        )
        app.build()
    return out / f"casebook-zh-{script.value}.pdf", warnings.getvalue()


def page_texts(pdf: Path) -> list[str]:
    """Return the text of each page."""
    with pypdfium2.PdfDocument(str(pdf)) as document:
        return [page.get_textpage().get_text_range() for page in document]


def bare(text: str) -> str:
    """Text without white space and what lines end with."""
    return "".join(char for char in text if not char.isspace() and char not in "\ufffe\u00ad")
