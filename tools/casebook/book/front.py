"""The front of the book: settings of the whole, cover and imprint."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sphinx.config import Config

from casebook.book.fonts import Faces
from casebook.book.source import array, call, content, string
from casebook.pages.catalogue import Catalogue
from casebook.records import Article, Edition, Kind
from casebook.text import labels
from casebook.text.catalogue import N_

Show = Callable[[str], str]
"""Text in Traditional Chinese to Typst content of the edition."""


CONTENTS = N_("目次")
"""How the contents are headed, in Traditional Chinese."""


_WORDS = {
    "page-before": N_("第\N{NO-BREAK SPACE}"),
    "page-after": N_("\N{NO-BREAK SPACE}頁"),
    "volume-before": N_("第"),
    "volume-after": N_("冊"),
    "goes-on": N_("（續）"),
    "comma": N_("、"),
    "table": N_("表"),
    "picture": N_("圖"),
}


def date_of(given: str, articles: Iterable[Article]) -> str:
    """Return the date of the book: the maintainer's, or that of the newest source."""
    return given or max((article.published[:10] for article in articles), default="")


def counts_of(catalogue: Catalogue) -> str:
    """Return what the book holds, in Traditional Chinese."""
    return f"收錄 {len(catalogue.articles)} 個案例，涵蓋 {len(catalogue.by_field)} 個領域"


def settings(
    config: Config, edition: Edition, faces: Faces, here: Callable[[str], str], date: str
) -> str:
    """Return the settings that the template takes, as a Typst dictionary."""
    parts = [str(int(part)) for part in date.split("-") if part]
    # Typst asks for a whole date; a year alone is its first day.
    whole = ", ".join([*parts, "1", "1"][:3] if parts else [])
    names = ("year", "month", "day")
    day = ", ".join(f"{n}: {v}" for n, v in zip(names, whole.split(", "), strict=False))
    title = string(here(config.casebook_title))
    return (
        f"(title: {title}, author: {title}, date: {f'datetime({day})' if parts else 'none'}, "
        f"paper: {string(config.casebook_paper)}, "
        f"serif: {array(map(string, faces.serif))}, "
        f"region: {string(edition.region)}, script: {string(edition.script.lower())})"
    )


def look(faces: Faces, here: Callable[[str], str]) -> dict[str, object]:
    """Return what functions of the template take beside the source: see ``press.Job``."""
    return {"sans": faces.sans, "words": {key: here(word) for key, word in _WORDS.items()}}


def front(
    config: Config, edition: Edition, catalogue: Catalogue, date: str, show: Show
) -> tuple[str, str]:
    """Return cover and imprint, as Typst."""
    printed = labels.date(date) if date else ""
    cover = (config.casebook_title, edition.title, counts_of(catalogue), printed)
    digests = sum(article.kind is Kind.DIGEST for article in catalogue.articles)
    kinds = ((N_("原文"), len(catalogue.articles) - digests), (N_("編寫"), digests))
    listed = [f"{name} {number} 篇" for name, number in kinds if number]
    rows = [
        (N_("書名"), config.casebook_title),
        (N_("版本"), edition.title),
        (N_("日期"), printed),
        (N_("授權"), config.casebook_licence),
        (
            N_("來源"),
            (
                f"{'、'.join(listed)}；各篇的來源和發布者列在篇末，權利屬於原發布者。"
                f"{'編寫各篇的數字與所列來源一致；' if digests else ''}整理記錄見網站版。"
            ),
        ),
    ]
    pairs = array(array(content(show(text)) for text in row) for row in rows if row[1])
    return call("cover", *(content(show(text)) for text in cover)), call("imprint", pairs)
