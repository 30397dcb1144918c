"""The public extractors that the project is measured against; development dependencies only."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable

import justext
import trafilatura
from lxml import html
from readability import Document

Extract = Callable[[str], str]


def _trafilatura(markup: str) -> str:
    return trafilatura.extract(markup) or ""


def _trafilatura_precise(markup: str) -> str:
    return trafilatura.extract(markup, favor_precision=True) or ""


def _readability(markup: str) -> str:
    return str(html.fromstring(Document(markup).summary()).text_content())


def _justext(markup: str) -> str:
    """Run jusText without stop words: it has none for Chinese."""
    result = justext.justext(markup, frozenset(), stopwords_low=0, stopwords_high=0)
    return "\n".join(paragraph.text for paragraph in result if not paragraph.is_boilerplate)


def _magic_html(markup: str) -> str:
    from magic_html import GeneralExtractor  # noqa: PLC0415

    result = GeneralExtractor().extract(markup, base_url="")
    return str(html.fromstring(result["html"]).text_content())


def peers() -> dict[str, Extract]:
    """Every peer that is installed, by name."""
    known: dict[str, Extract] = {
        "trafilatura": _trafilatura,
        "trafilatura precision": _trafilatura_precise,
        "readability-lxml": _readability,
        "jusText": _justext,
    }
    if importlib.util.find_spec("magic_html"):
        known["magic-html"] = _magic_html
    return known
