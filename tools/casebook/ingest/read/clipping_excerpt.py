"""The excerpt that MarkDownload sets above a clipping, which repeats how its text begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casebook.ingest.read.clipping_marks import plain, unquoted

_QUOTED = re.compile(r"\s*>")
_LABEL = re.compile(r"\s*>\s*#{1,6}\s+(?:(?P<own>Excerpt)|摘要|摘[录錄]|Summary)\s*", re.IGNORECASE)
"""Its heading, as the template of the extension has it, or as a person translated it."""
_CUT = re.compile(r"(?:\.{3,}|…+)$")
_LEAST = 8
"""Characters of an excerpt that tell a text."""


def excerpt_of(raws: Sequence[str]) -> set[int]:
    """Return the lines of a quotation that are an excerpt and not the text: it stands below again.

    The heading of the extension goes where the text does not come again, too.
    """
    start = next((at for at, raw in enumerate(raws) if _LABEL.fullmatch(raw)), None)
    if start is None:
        return set()
    end = start + 1
    while end < len(raws) and _QUOTED.match(raws[end]):
        end += 1
    said = _CUT.sub("", _bare(raws[start + 1 : end]))
    if len(said) >= _LEAST and said in _bare(raws[end:]):
        return set(range(start, end))
    match = _LABEL.fullmatch(raws[start])
    return {start} if match and match["own"] else set()


def _bare(raws: Sequence[str]) -> str:
    """Return what lines say, without marks and blanks."""
    return re.sub(r"\s", "", "".join(plain(unquoted(raw).lstrip("# ")) for raw in raws))
