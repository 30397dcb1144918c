"""Writers and photographers without a label, by what they did: 周海 採訪, 周海/攝影."""

from __future__ import annotations

import re

from casebook.ingest.facts.names import is_name
from casebook.ingest.facts.places import place_names
from casebook.ingest.facts.posts import may_name_person
from casebook.ingest.lexicon import words
from casebook.text.simplified import to_simplified

_HAN = "\u3400-\u9fff"
_DEED = re.compile(
    r"(?P<gap>\s+|\s?[/／]\s?)(?:[联聯]合|[现現][场場]|[综綜]合)?"
    r"(?P<wrote>[采採][访訪写寫]|撰[文稿]|[编編][译譯])*"
    r"(?P<took>[摄攝]影)?(?P<more>[采採][访訪写寫]|撰[文稿])?(?P<told>报道|报导|報導|報道)?$"
)
"""What those named before it did, at the end of a line: 周海明 李文杰 採訪報導."""


def read_deed(text: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Read writers and photographers before what they did; ``None`` where none stand there."""
    deed = _DEED.search(text)
    if not deed or not (deed["wrote"] or deed["took"]):
        return None
    names = tuple(re.split(r"[\s、，]+", text[: deed.start()]))
    if not _may_report(names) or not (len(names) > 1 or deed["gap"].strip()):
        return None
    wrote = deed["wrote"] or deed["more"] or deed["told"]
    return names if wrote else (), names if deed["took"] else ()


def _is_place(text: str) -> bool:
    return text in words("people", "places") or to_simplified(text) in place_names()


def _may_report(names: tuple[str, ...]) -> bool:
    """Whether names are no words, and not places alone: not 黄金, 关注度 and 金华."""
    return all(is_name(x) and may_name_person(x) for x in names) and not all(map(_is_place, names))
