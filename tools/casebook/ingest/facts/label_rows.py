"""A row of labels above the row of their values: 索引号 | 发布机构 | 公开日, 来源 作者 日期."""

from __future__ import annotations

import re
from collections.abc import Iterable

from casebook.ingest.facts.labels import field_of, is_column
from casebook.ingest.facts.masthead import Masthead, read_line
from casebook.ingest.facts.names import is_name, is_person
from casebook.ingest.facts.publisher import is_publisher
from casebook.ingest.lexicon import words
from casebook.records import Line

_COLUMNS = 2
"""Labels that a row has at least that stands above the row of their values."""
_LONGEST = 40
"""Characters of a row of labels in a saved text."""
_HOUR = re.compile(r"\s+(?=\d{1,2}:\d\d(?::\d\d)?(?:\s|$))")
"""What stands between a day and its hour, which are one value."""


def read_rows(labels: tuple[str, ...], values: tuple[str, ...]) -> Masthead | None:
    """Read a row of cells that are labels above the row of their values.

    :returns: what they say; ``None`` where hardly two of the cells are labels, a value is one,
        or neither a day nor a publisher is said.
    """
    known = [label for label in labels if is_column(label)]
    filled = [label for label in labels if label.strip()]
    if len(labels) != len(values) or len(known) < max(_COLUMNS, len(filled) // 2):
        return None
    if read_pairs(labels) is not None:  # it says itself what its labels name
        return None
    said = _paired(labels, values)
    sure = said.published or is_publisher(said.publisher)
    return said if sure and not any(map(is_column, values)) else None


def read_pairs(cells: tuple[str, ...], *, whole: bool = False) -> Masthead | None:
    """Read a row of a form, in which each label stands before its value: 申报单位 | 云溪镇政府.

    :param whole: whether all of its labels must be those of a masthead, so that it says no more.
    :returns: what it says; ``None`` where a label stands elsewhere, or nothing says a day, a
        publisher or a person.
    """
    labels, values = cells[::2], cells[1::2]
    known = sum(map(_is_label, labels))
    if not known or len(labels) != len(values) or any(map(_is_label, values)):
        return None
    said = _paired(labels, values)
    people = (*said.authors, *said.editors)
    sure = said.published or is_publisher(said.publisher) or (people and all(map(is_name, people)))
    return said if sure and (known == len(labels) or not whole) else None


def said_in_rows(lines: Iterable[Line]) -> Masthead:
    """Read what the rows of a form say besides other things, each filling what is open."""
    said = Masthead()
    for line in lines:
        said = said.filled_by(read_pairs(line.cells) or Masthead())
    return said


def read_plain_rows(labels: str, values: str) -> Masthead | None:
    """Read the same of a text that was saved from a table, whose cells have spaces between them.

    Most words of the first line are labels, two at least, and the second has as many words, none
    of which is a label; it says a day, a publisher, or a person.  A row that holds the title is
    none: its value is no masthead.
    """
    names = labels.split() if len(labels) <= _LONGEST else []
    known = sum(map(_is_label, names)) if len(names) >= _COLUMNS else 0
    titled = any(name in words("masthead", "title_labels") for name in names)
    if known < _COLUMNS or known * 2 <= len(names) or titled:
        return None
    cells = _HOUR.sub("T", values).split()
    if len(cells) != len(names) or any(map(_is_label, cells)):
        return None
    pairs = [(name, cell.replace("T", " ")) for name, cell in zip(names, cells, strict=True)]
    kept = [(name.rstrip(":："), cell) for name, cell in pairs if _is_label(name)]
    said = _paired(*map(tuple, zip(*kept, strict=True)))
    people = (*said.authors, *said.editors)
    named = people and all(map(is_person, people))
    return said if said.published or is_publisher(said.publisher) or named else None


def _is_label(word: str) -> bool:
    return field_of(word.rstrip(":：")) != ""


def _paired(labels: tuple[str, ...], values: tuple[str, ...]) -> Masthead:
    pairs = zip(labels, values, strict=True)
    return read_line("　".join(f"{label}：{value}" for label, value in pairs if value.strip()))[0]
