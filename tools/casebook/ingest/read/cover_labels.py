"""Lines of a cover that are a label and what was filled in: 申报单位：云溪镇政府. No headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from casebook.ingest.facts.labels import known_labels
from casebook.ingest.headings.themes import theme_of
from casebook.ingest.lexicon import words
from casebook.text.numbering import number_of
from casebook.text.simplified import to_simplified

_LINE = re.compile(r"(?P<label>[\u3400-\u9fff（）()\s]{2,24})[:：]\s*(?P<value>\S.{0,59})")
_ASIDE = re.compile(r"[（(][^（()）]*[）)]|\s")
"""What stands beside the name of a label: （盖章）, blanks that spread it."""
_LENGTH = range(2, 9)
"""Characters of a label."""


def label_lines(texts: Sequence[str]) -> Iterator[int]:
    """Yield which lines above a text are labels with their values.

    Of lines of that form that stand below each other one at least has a label that is known;
    the names of themes (背景：…) are none.
    """
    run: list[int] = []
    for at, text in enumerate((*texts, "")):
        if _label(text):
            run.append(at)
        elif text.strip() or at == len(texts):
            yield from run if any(_is_known(texts[x]) for x in run) else ()
            run = []


def both_label(above: str, text: str) -> bool:
    """Whether two rows below each other are a known label each, with what was filled in."""
    return _is_known(text) and _is_known(above)


def names_case(text: str) -> str:
    """Return what a form (申报表) says that it is about, ``""`` where a line says nothing of it."""
    match = _LINE.fullmatch(text.strip())
    labels = (*words("title", "cases"), *words("title", "subjects"))
    return match["value"] if match and _ASIDE.sub("", match["label"]) in labels else ""


def _label(text: str) -> str:
    match = _LINE.fullmatch(text.strip())
    label = _ASIDE.sub("", match["label"]) if match else ""
    named = label and (theme_of(label) is not None or number_of(text) is not None)
    return label if len(label) in _LENGTH and not named else ""


def _is_known(text: str) -> bool:
    label = to_simplified(_label(text))
    return bool(label) and (bool(names_case(text)) or label in known_labels()[1])
