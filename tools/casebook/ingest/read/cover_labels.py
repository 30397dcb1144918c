"""Lines of a cover that are a label and what was filled in: 申报单位：云溪镇政府. No headings.

Some say whose research it is, and of which day: 承担单位：…, 执笔人：…, 完成时间：….
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casebook.ingest.facts.labels import known_labels
from casebook.ingest.facts.names import is_name
from casebook.ingest.facts.people import names_in
from casebook.ingest.headings.themes import theme_of
from casebook.ingest.lexicon import words
from casebook.ingest.read.cover_names import bare, is_body, is_day, unended
from casebook.text.dates import find_day
from casebook.text.numbering import number_of
from casebook.text.simplified import to_simplified

_LINE = re.compile(r"(?P<label>[\u3400-\u9fff（）()\s]{2,24})[:：]\s*(?P<value>\S.{0,59})")
_ASIDE = re.compile(r"[（(][^（()）]*[）)]|\s")
"""What stands beside the name of a label: （盖章）, blanks that spread it."""
_LENGTH = range(2, 9)
"""Characters of a label."""


_KEYS = ("makers", "writers", "leaders", "heads", "made", "workplaces")
"""Lists of ``data/clean/title.toml``: labels of a cover, by what they say."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """What the labels of a cover say, ``""`` where nothing, and in which of its lines."""

    publisher: str
    published: str
    authors: tuple[str, ...]
    at: frozenset[int]


def labelled_facts(texts: Sequence[str]) -> Labelled:
    """Read whose work a paper is, and of which day, from the labels of its cover.

    Who wrote it goes before who led the research; who led a project did so where a body is
    named that did it, as one is named in papers of a tender, too.  Where somebody works is the
    publisher of what he wrote.
    """
    held: dict[str, tuple[int, str]] = {}
    for at, text in enumerate(texts):
        match = _LINE.fullmatch(text.strip())
        if match is None:
            continue
        label = to_simplified(_ASIDE.sub("", match["label"]))
        for key in _KEYS:
            if label in words("title", key):
                held.setdefault(key, (at, match["value"]))
    used: set[int] = set()

    def body(key: str) -> str:
        at, value = held.get(key, (0, ""))
        parts = value.split()
        name = "、".join(parts) if all(map(is_body, parts)) else bare(value)  # 甲大学 乙学院
        used.update({at} if is_body(name) else ())
        return name if is_body(name) else ""

    def people(key: str) -> tuple[str, ...]:
        at, value = held.get(key, (0, ""))
        names = names_in(value)
        if not all(map(is_name, names)):
            return ()  # 王青、改革办全体同志
        used.update({at} if names else ())
        return names

    publisher = body("makers")
    authors = people("writers") or people("leaders") or (people("heads") if publisher else ())
    publisher = publisher or (body("workplaces") if authors else "")
    at, value = held.get("made", (0, ""))
    day = find_day(unended(value), labelled=True) if is_day(value) else None
    used.update({at} if day else ())
    return Labelled(publisher, day.iso if day else "", authors, frozenset(used))


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
    known = label in known_labels()[1] or any(label in words("title", key) for key in _KEYS)
    return bool(label) and (known or bool(names_case(text)))
