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


def content(inside: str) -> str:
    """Return a content block around what :func:`shown` and :func:`call` returned."""
    return f"[{inside}]"


def array(values: Iterable[str]) -> str:
    """Return a Typst array of values that are Typst code."""
    return "(" + "".join(f"{value}, " for value in values) + ")"
