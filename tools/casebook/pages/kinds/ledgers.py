"""The ledgers of cleaning, which case pages offer for download."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.pages.contents import Contents
from casebook.pages.record import LEDGERS, has_record, ledger_address
from casebook.pages.registry import PageKind


def kinds() -> tuple[PageKind, ...]:
    """Declare the files."""
    return (PageKind(key=LEDGERS, build=_files, group=None, files=True),)


def _files(contents: Contents) -> Iterator[tuple[str, bytes]]:
    snapshot = contents.snapshot
    for article in snapshot.articles:
        if (ledger := snapshot.ledgers.get(article.slug)) and has_record(article):
            yield ledger_address(article.slug), ledger
