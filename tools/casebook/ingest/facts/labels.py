"""The labels of a masthead, in either script: 来源：, 责编丨, and those of tables, 发布机构."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook import resources
from casebook.ingest.lexicon import words
from casebook.text.simplified import to_simplified

_FIELDS = ("source", "author", "photographer", "both", "editor", "date", "noise")
_BARS = str.maketrans(dict.fromkeys("│┃∣❘︱￨", "｜"))
"""Bars that posts of WeChat set for a colon, as the one that is read: 来源┃青河观察."""


def plain_bars(text: str) -> str:
    """Write every bar of a text in one form."""
    return text.translate(_BARS)


@resources.cached
def known_labels() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return what finds a label, and which field each one names."""
    known = {to_simplified(label): field for field in _FIELDS for label in words("masthead", field)}
    ordered = sorted(known, key=lambda label: (-len(label), label))
    joined = "|".join("[\\s　]{0,4}".join(re.escape(char) for char in label) for label in ordered)
    pattern = (
        rf"(?:(?<!\w)|(?<=\w)(?=\w\w))(?P<label>{joined})\s*"
        rf"(?:(?:Date|Source|Author)\s*)?(?:[:：丨|｜/／=＝]|(?<=[来來]源[于於])|(?<=[/／][图圖文摄攝])(?=\s)|(?:(?<=[时時][间間])|(?<=日期))(?=\s\d{{4}}))\s*"
    )
    return re.compile(pattern), known


def find_labels(text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """Find labels in a text of either script; they are written in Simplified characters."""
    return known_labels()[0].finditer(to_simplified(text), start)


@resources.cached
def columns() -> re.Pattern[str]:
    """Find labels that stand before their values as cells of a table, without a colon."""
    fields = [label for field in ("source", "date", "noise") for label in words("masthead", field)]
    ordered = sorted((label for label in fields if len(label) > 1), key=lambda x: (-len(x), x))
    simple = dict.fromkeys(map(to_simplified, map(bare_label, ordered)))
    joined = "|".join("[\\s　]{0,4}".join(map(re.escape, label)) for label in simple)
    return re.compile(rf"(?:^|(?<=\s))(?:{joined})(?=\s|$)")


def is_column(cell: str) -> bool:
    """Whether a cell of a table is such a label."""
    return columns().fullmatch(to_simplified(bare_label(cell))) is not None


def bare_label(label: str) -> str:
    """Return a label without the space within it: 来　源."""
    return re.sub(r"\s", "", label)
