"""Whether what the lines of a masthead say is in the record of the source.

Cleaning takes such lines out before it is known which publisher and which day are recorded; the
ledger may call only those recorded that are.
"""

from __future__ import annotations

from dataclasses import replace

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.run import Result
from casebook.ingest.facts.masthead import EMPTY, Masthead
from casebook.records import Article, Ledger, Source
from casebook.text.simplified import to_simplified

_RECORDED = {Cause.HEAD, Cause.FOOT, Cause.CREDIT, Cause.AFTER_TITLE}
"""Causes that say of a line that the source has it."""
_DAY = len("2024-07-30")


def with_true_causes(result: Result, article: Article | None) -> Ledger:
    """Give the lines of a masthead another cause that say what the source does not have."""
    ledger = result.ledger
    if article is None:
        return ledger
    source = article.sources[0]
    names = (*source.authors, *source.editors, *source.photographers, source.channel)
    kept = tuple(filter(None, map(_folded, (source.publisher, *names))))
    causes = {number: _cause(said, source, kept) for number, said in result.said.items()}

    def true_of(line: int, reason: str) -> str:
        return causes.get(line, Cause.UNSAID) or reason if reason in _RECORDED else reason

    return replace(
        ledger,
        removals=tuple(replace(x, reason=true_of(x.line, x.reason)) for x in ledger.removals),
        repairs=tuple(replace(x, reason=true_of(x.line, x.reason)) for x in ledger.repairs),
    )


def _cause(said: Masthead, source: Source, kept: tuple[str, ...]) -> str:
    """Return what is true of a line: ``""`` where the source has what it gave.

    :param kept: the names that the source has, folded.
    """
    if said == EMPTY:
        return Cause.UNSAID
    day = said.published[:_DAY]
    whole, other = _folded(source.publisher), _folded(said.publisher)
    same = bool(whole) and (whole in other or other in whole)
    if (day and not source.published.startswith(day)) or (other and not same):
        return Cause.RIVAL
    names = map(_folded, (*said.authors, *said.editors, *said.photographers))
    known = all(any(name in x or x in name for x in kept) for name in names)
    elsewhere = said.url and said.url != source.url
    return "" if known and not elsewhere else Cause.RIVAL


def _folded(text: str) -> str:
    return "".join(to_simplified(text).split())
