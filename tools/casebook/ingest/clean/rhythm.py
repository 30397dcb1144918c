"""Headings without a sign that stand in a row: each above as many paragraphs as the others.

Such a heading may have a word that advertising has (贷款利率下降).  Two signs say that it is one:
it stands as the others do, alone between two paragraphs; and as many paragraphs stand below it as
below each of the others, which what is planted between two paragraphs would break.
"""

from __future__ import annotations

from casebook.ingest.clean.step import Lines
from casebook.records import Role

_LONGEST = 20
"""Characters of such a heading at most."""
_OTHERS = 3
"""Other headings that stand so, at least."""
_STOPS = "。，；：！？、,;:!?…"
_ROLES = {Role.TEXT, Role.BOLD}


def headings_in_a_row(lines: Lines) -> frozenset[int]:
    """Find the lines that are headings by the rhythm of all of them; none where one breaks it."""
    first = next((x for x, line in enumerate(lines) if "。" in line.text), len(lines))
    heads = [x for x in range(max(first - 1, 0), len(lines) - 1) if _stands_alone(lines, x, first)]
    if len(heads) <= _OTHERS:
        return frozenset()
    ends = [*heads[1:], len(lines)]
    counts = [
        sum("。" in line.text for line in lines[head:end])
        for head, end in zip(heads, ends, strict=True)
    ]
    return frozenset(heads if len({*counts}) == 1 else ())


def _stands_alone(lines: Lines, at: int, first: int) -> bool:
    """Whether a short line without a stop stands between paragraphs, or above the first one."""
    line = lines[at]
    return (
        line.role in _ROLES
        and 0 < len(line.text) <= _LONGEST
        and not any(stop in line.text for stop in _STOPS)
        and "。" in lines[at + 1].text
        and (at < first or "。" in lines[at - 1].text)
    )
