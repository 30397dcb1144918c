"""Documents of offices, known by their form: 公文, 简报, and the letters of Taiwan."""

from __future__ import annotations

from collections.abc import Sequence

from casebook.ingest.read.bulletin import bulletin
from casebook.ingest.read.letter import letter
from casebook.ingest.read.official import official
from casebook.ingest.read.official_forms import Official


def by_form(texts: Sequence[str], centred: Sequence[bool]) -> Official | None:
    """Find the parts of a document of an office; ``None`` where it is none.

    :param texts: its paragraphs in order, empty ones among them.
    :param centred: whether each stands in the middle.
    """
    return letter(texts) or official(texts, centred) or bulletin(texts, centred)
