"""The front matter: what cover, title page and imprint say (GB/T 12450, 12451).

Everything is words of the edition; :mod:`casebook.book.typeset` and
:mod:`casebook.book.epub` print it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casebook.pages.catalogue import Catalogue
from casebook.records import Article, Kind, Section, block_texts, walk
from casebook.settings import Settings
from casebook.text import labels
from casebook.text.catalogue import N_
from casebook.text.printer import Printer

CONTENTS = N_("目次")
"""How the contents are headed, in Traditional Chinese."""
COVER = N_("封面")
TITLE_PAGE = N_("書名頁")
IMPRINT = N_("版權頁")

_PAPERS = {"a4": N_("210毫米×297毫米（A4）"), "16k": N_("184毫米×260毫米（16開）")}


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before the text, and what the file says of itself.

    :param edition: the name of the edition.
    :param author: who compiled the book.
    :param counts: what it holds.
    :param date: ISO 8601 of any precision, ``""`` for none.
    :param printed_date: the same as it is printed.
    :param rights: the line on rights.
    :param description: of the book, in a sentence.
    :param subjects: the fields of its cases.
    :param imprint: names and values of the imprint, in order.
    :param cip: the lines of the CIP record, as the settings give them.
    """

    title: str
    edition: str
    author: str
    publisher: str
    counts: str
    date: str
    printed_date: str
    rights: str
    description: str
    subjects: tuple[str, ...]
    imprint: tuple[tuple[str, str], ...]
    cip: tuple[str, ...] = ()
    isbn: str = ""


def date_of(given: str, articles: Iterable[Article]) -> str:
    """Return the date of the book: the maintainer's, or that of the newest source."""
    return given or max((item.published[:10] for item in articles), default="")


def front_of(
    settings: Settings, printer: Printer, articles: tuple[Article, ...], typefaces: Iterable[str]
) -> Front:
    """Return the front matter of a book.

    :param articles: those that it prints, in its order.
    :param typefaces: the names of the families that it is set in.
    """
    here = printer.interface
    date = date_of(settings.book_date, articles)
    fields = tuple(dict.fromkeys(Catalogue.field_of(article).name for article in articles))
    counts = f"收錄 {len(articles)} 個案例，涵蓋 {len(fields)} 個領域"
    described = f"各地改革案例的全文彙編，{counts}。"
    rows = _rows(settings, printer, articles, date, typefaces)
    return Front(
        title=here(settings.title),
        edition=here(printer.edition.title),
        # The knowledge base is the author of its digests, as citations say.
        author=here(settings.book_editor or settings.title),
        publisher=here(settings.book_publisher),
        counts=here(counts),
        date=date,
        printed_date=here(labels.date(date)) if date else "",
        rights=here(settings.rights),
        description=here(described),
        subjects=tuple(map(here, fields)),
        imprint=tuple((here(name), here(value)) for name, value in rows if value),
        cip=tuple(map(here, settings.book_cip.strip().splitlines())),
        isbn=settings.book_isbn,
    )


def _rows(
    settings: Settings,
    printer: Printer,
    articles: tuple[Article, ...],
    date: str,
    typefaces: Iterable[str],
) -> Iterator[tuple[str, str]]:
    """Yield the imprint, in Traditional Chinese: what GB/T 12450 lists, where it is known."""
    digests = sum(item.kind is Kind.DIGEST for item in articles)
    kinds = ((N_("原文"), len(articles) - digests), (N_("編寫"), digests))
    listed = "、".join(f"{name} {number} 篇" for name, number in kinds if number)
    yield N_("書名"), settings.title
    yield N_("版本"), printer.edition.title
    yield N_("編者"), settings.book_editor
    yield N_("出版者"), settings.book_publisher
    yield N_("出版地"), settings.book_place
    yield N_("版次"), settings.book_edition
    yield "ISBN", settings.book_isbn
    yield N_("日期"), labels.date(date) if date else ""
    yield N_("開本"), _PAPERS[settings.book_paper]
    yield N_("字數"), f"{_thousands(articles)} 千字"
    yield N_("字體"), "、".join(typefaces)
    yield N_("授權"), settings.rights
    yield (
        N_("來源"),
        (
            f"{listed}；各篇的來源和發布者列在篇末，權利屬於原發布者。"
            f"{'編寫各篇的數字與所列來源一致。' if digests else ''}"
        ),
    )
    yield (
        N_("轉換"),
        N_("每篇開頭註明原稿是繁體還是簡體：與本版相同的保持原樣，不同的由程式轉換。"),
    )


def _thousands(articles: Iterable[Article]) -> str:
    """Return how many thousand characters the articles have, blanks not counted."""
    texts = (
        text
        for article in articles
        for placed in walk(article)
        for text in (
            (placed.content.heading,)
            if isinstance(placed.content, Section)
            else block_texts(placed.content)
        )
    )
    count = sum(len(re.sub(r"\s", "", text)) for text in texts)
    return f"{count / 1000:.1f}" if count < 100_000 else f"{count / 1000:.0f}"
