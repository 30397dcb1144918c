r"""Typst source in which text stands in string literals only.

Whatever an article says reaches Typst as ``"…"``; markup, code, labels and
paths are made by the program alone.  The rules of literals are those of the
Typst reference, "String": a backslash escapes ``\`` and ``"``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

JOINER = "\N{WORD JOINER}"
"""Stands where a line may not break: it is not drawn, and :mod:`~casebook.book.finish` takes it
out of the text of the PDF."""
# Between a number and what it counts, and within that: 2019年, 500萬元, 76.3%的.
_UNIT = re.compile(r"(?<=[0-9%％])(?=[\u4e00-\u9fff])|(?<=[0-9][萬万億亿])(?=[\u4e00-\u9fff])")
_LONG_FIGURE = re.compile(r"([^\s\u2e80-\u9fff\uff00-\uffef]{4,}[0-9])([\u4e00-\u9fff]{1,4})")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def string(text: str) -> str:
    """Return a Typst string literal of ``text``; a control character becomes a space."""
    plain = _CONTROL.sub(" ", text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def shown(text: str) -> str:
    """Return content that shows ``text`` as it is, for use inside ``[…]``."""
    return f"#{string(text)};" if text else ""


def call(name: str, *arguments: str, **options: str) -> str:
    """Return a call for use inside ``[…]``; arguments and options are Typst code."""
    named = [f"{key.replace('_', '-')}: {value}" for key, value in options.items()]
    return f"#{name}({', '.join([*arguments, *named])});"


def kept_together(text: str) -> str:
    """Return text in which no line parts a number from its unit.

    A long figure alone, as cells of tables hold it, may break between them: narrow columns
    have no room for both.
    """
    if figure := _LONG_FIGURE.fullmatch(text):
        return figure[1] + JOINER.join(figure[2])
    return _UNIT.sub(JOINER, text)


def content(inside: str) -> str:
    """Return a content block around what :func:`shown` and :func:`call` returned."""
    return f"[{inside}]"


def array(values: Iterable[str]) -> str:
    """Return a Typst array of values that are Typst code."""
    return "(" + "".join(f"{value}, " for value in values) + ")"
