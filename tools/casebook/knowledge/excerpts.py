"""The sentence that a figure, or the name of a document, stands in."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Mapping

from casebook.records import Article, Block, Mention, Section, Table, block_texts, walk

Content = Block | Section

_END = re.compile("[。！？；!?][”’」』）)]*|\n")


def contents(article: Article) -> dict[str, Content]:
    """Return the blocks and sections of an article by their ids."""
    return {placed.id: placed.content for placed in walk(article)}


def content_text(content: Content) -> str:
    """Return the text that the offsets of mentions count in."""
    return content.heading if isinstance(content, Section) else "\n".join(block_texts(content))


def sentence_of(texts: Mapping[str, Content], mention: Mention) -> str:
    """Return the sentence around a mention; in a table its row, in a caption its line.

    A sentence ends with its stop and the quotation marks and brackets after it.

    :param texts: see :func:`contents`.
    """
    content = texts[mention.paragraph]
    if isinstance(content, Table):
        return _row_around(content, mention.start)
    text = content_text(content)
    starts, ends = _stops(text)
    before = bisect_left(starts, mention.start)
    start = min(ends[before - 1], mention.start) if before else 0
    after = bisect_left(starts, mention.end)
    return text[start : ends[after] if after < len(ends) else len(text)].strip()


@functools.lru_cache(maxsize=64)
def _stops(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return where the ends of sentences begin and end: found once for all mentions in a text."""
    spans = [match.span() for match in _END.finditer(text)]
    return tuple(start for start, _ in spans), tuple(end for _, end in spans)


def _row_around(table: Table, offset: int) -> str:
    """Return the row, cells joined by ``｜``, that an offset into the text of a table lies in."""
    if table.caption and offset <= len(table.caption):
        return table.caption
    row, _ = cell_at(table, offset)
    return "｜".join(filter(None, table.rows[row]))


def cell_at(table: Table, offset: int) -> tuple[int, int]:
    """Return row and column of the cell that an offset into the text of a table lies in.

    :raises ValueError: the offset lies in the caption, or after the table.
    """
    end = len(table.caption) + 1 if table.caption else 0
    if offset >= end:
        for number, row in enumerate(table.rows):
            for column, cell in enumerate(row):
                end += len(cell) + 1 if cell else 0
                if offset < end:
                    return number, column
    raise ValueError(f"offset {offset} lies in no cell of the table")
