"""Text in the cells of a table that a person opens in a spreadsheet.

The signs and the apostrophe are those of OWASP, "CSV Injection".
"""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
"""Signs that begin a formula, also in full width; and what hides one."""


def cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: with an apostrophe before it."""
    return f"'{text}" if text.startswith(_FORMULA) else text
