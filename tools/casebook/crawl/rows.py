"""A page of a crawl as a row: what it is, why, and for a case its record and its bytes."""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from casebook.crawl.cut import breaks_off
from casebook.crawl.glance import may_be_case, text_may_be_case
from casebook.crawl.score import (
    Evidence,
    evidence_of,
    language_of,
    most_of_others,
    tells_reform,
)
from casebook.ingest.arrow import record_schema, to_row
from casebook.ingest.pipeline import Cleaned, clean_member
from casebook.ingest.read.archives.member import Member
from casebook.ingest.read.package import UnreadableError
from casebook.problems import Code, Problem, Severity
from casebook.records import Article, Ledger, block_texts, walk
from casebook.records.article import Section

VERSION = 2
"""Of the columns; raised by a change that a reader of an older version would read falsely.

2: the outcome ``cut``, and the column ``reasons``.
"""
VERSION_KEY = b"casebook.crawl.version"
_SHOWN = 200


class Outcome(enum.StrEnum):
    """What became of a page."""

    CASE = "case"
    OTHER = "other"
    """No reform case."""
    CUT = "cut"
    """An article that breaks off before it has told a case: not judged."""
    ERROR = "error"
    """No article; ``code`` says why."""


@dataclass(frozen=True, slots=True)
class Found:
    """A page as it was read, or the reason why it was not; where it stands in which archive."""

    archive: str
    position: int
    page: Member | None = None
    code: Code | None = None
    detail: str = ""

    @classmethod
    def failed(cls, archive: str, position: int, error: UnreadableError) -> Found:
        """Return what could not be read."""
        return cls(archive, position, None, error.code, error.detail)


def page_schema() -> Any:
    """Return the ``pyarrow.Schema`` of the rows, those of the record last."""
    arrow: Any = import_module("pyarrow")
    record = record_schema()
    text = ("address", "saved", "archive", "sha256", "media_type", "language", "outcome", "code")
    fields = [
        *(arrow.field(name, arrow.string()) for name in text),
        arrow.field("position", arrow.int64()),
        arrow.field("bytes", arrow.int64()),
        arrow.field("score", arrow.float32()),
        arrow.field("themes", arrow.list_(arrow.string())),
        arrow.field("reasons", arrow.list_(arrow.string())),
        *(arrow.field(name, arrow.string()) for name in ("title", "published", "publisher")),
        arrow.field("characters", arrow.int64()),
        arrow.field("text", arrow.string()),
        arrow.field("page", arrow.large_binary()),
        *record,
    ]
    metadata = {**record.metadata, VERSION_KEY: str(VERSION).encode()}
    return arrow.schema(fields, metadata=metadata)


def case_schema() -> Any:
    """Return the schema of the cases: that of the pages, and the mirrors of each."""
    arrow: Any = import_module("pyarrow")
    names = ("address", "title", "publisher", "published", "saved", "sha256")
    mirror = arrow.struct([(name, arrow.string()) for name in names])
    return page_schema().append(arrow.field("mirrors", arrow.list_(mirror)))


def row_of(found: Found, least: float) -> dict[str, Any]:
    """Clean a page and say what it is.

    :param least: the score from which on a page is a case.
    """
    page = found.page
    if page is None:
        problem = Problem(found.code or Code.CRAWL_SOURCE, found.archive, 0, found.detail)
        return _row(found, Cleaned(None, Ledger(), (problem,)), Evidence(), least)
    looks = least > most_of_others()
    if looks and not may_be_case(page):
        return _row(found, Cleaned(None, Ledger(), ()), Evidence(), least)
    cleaned = clean_member(page, wanted=text_may_be_case if looks else None)[0]
    beside = (removal.text for removal in cleaned.ledger.removals)
    evidence = evidence_of(cleaned.article, beside) if cleaned.article else Evidence()
    return _row(found, cleaned, evidence, least)


def failed_row(found: Found, code: Code, detail: str) -> dict[str, Any]:
    """Return the row of a page that cleaning failed on."""
    problem = Problem(code, found.page.name if found.page else found.archive, 0, detail)
    return _row(found, Cleaned(None, Ledger(), (problem,)), Evidence(), 1.0)


def _row(found: Found, cleaned: Cleaned, evidence: Evidence, least: float) -> dict[str, Any]:
    page, article = found.page, cleaned.article
    texts = tuple(texts_of(article)) if article else ()
    errors = [item.code.code for item in cleaned.problems if item.code.severity is Severity.ERROR]
    is_case = article is not None and evidence.score >= least
    source = article.sources[0] if article and article.sources else None
    outcome = Outcome.ERROR if errors else _verdict(article, evidence, is_case=is_case)
    data = page.data if page else b""
    record = to_row(cleaned if is_case else Cleaned(None, Ledger(), cleaned.problems))
    return {
        "address": page.url if page else "",
        "saved": page.facts.saved if page else "",
        "archive": found.archive,
        "position": found.position,
        "sha256": hashlib.sha256(data).hexdigest() if page else "",
        "media_type": page.media_type if page else "",
        "bytes": len(data),
        "language": language_of("".join(texts)) if texts else "",
        "outcome": outcome.value,
        "code": next(iter(errors), ""),
        "score": evidence.score,
        "themes": list(evidence.themes),
        "reasons": [f"{name} {value:+.1f}" for name, value in evidence.reasons.items()],
        "title": article.title[:_SHOWN] if article else "",
        "published": source.published if source else "",
        "publisher": source.publisher if source else "",
        "characters": sum(map(len, texts)),
        "text": "\n".join(texts) if is_case else None,
        "page": data if is_case else None,
        **record,
    }


def _verdict(article: Article | None, evidence: Evidence, *, is_case: bool) -> Outcome:
    if is_case:
        return Outcome.CASE
    if article is None or not evidence.themes or not breaks_off(article):
        return Outcome.OTHER
    return Outcome.CUT if tells_reform(article) else Outcome.OTHER


def texts_of(article: Article) -> Iterator[str]:
    """Yield headings and text of an article, a line each, in reading order."""
    for placed in walk(article):
        if isinstance(placed.content, Section):
            if placed.content.heading:
                yield placed.content.heading
        else:
            yield from block_texts(placed.content)
