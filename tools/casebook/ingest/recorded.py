"""Whether what the lines of a masthead say is in the record of the source.

Cleaning takes such lines out before it is known which publisher and which day are recorded; the
ledger may call only those recorded that are.
"""

from __future__ import annotations

from dataclasses import replace

from casebook.ingest.clean.causes import Cause
from casebook.ingest.facts.dates import month_alone
from casebook.ingest.facts.masthead import read_line
from casebook.records import Article, Ledger, Removal, Source
from casebook.text.dates import find_day
from casebook.text.simplified import to_simplified

_RECORDED = {Cause.HEAD, Cause.FOOT, Cause.CREDIT, Cause.AFTER_TITLE}
"""Causes that say of a line that the source has it."""
_DAY = len("2024-07-30")


def with_true_causes(ledger: Ledger, article: Article | None) -> Ledger:
    """Give the lines of a masthead another cause that say what the source does not have."""
    if article is None:
        return ledger
    source = article.sources[0]
    names = (*source.authors, *source.editors, *source.photographers, source.channel)
    names = tuple(filter(None, map(_folded, (source.publisher, *names))))
    removals = tuple(
        replace(item, reason=_cause(item, source, names)) if item.reason in _RECORDED else item
        for item in ledger.removals
    )
    return replace(ledger, removals=removals)


def _cause(item: Removal, source: Source, names: tuple[str, ...]) -> str:
    """Return what is true of a line: as it was, of another source or day, or of nothing.

    :param names: those that the source has, folded.
    """
    said, text = read_line(item.text)[0], _folded(item.text)
    day = find_day(item.text, labelled=True)
    told = said.published or month_alone(item.text) or (day.iso if day else "")
    dated = bool(told) and source.published.startswith(told[:_DAY])
    named = any(name in text or text in name for name in names)
    whole = _folded(source.publisher)
    other = _folded(said.publisher)
    if (other and not (whole and (whole in text or other in whole))) or (
        said.published and not dated
    ):
        return Cause.RIVAL
    given = bool(source.url) and source.url in item.text
    if dated or named or given or (text and text in source.published):
        return item.reason
    people = said.authors or said.editors or said.photographers
    return Cause.RIVAL if told or people else Cause.UNSAID


def _folded(text: str) -> str:
    return "".join(to_simplified(text).split())
