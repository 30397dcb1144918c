"""Writers whom a paper introduces behind a label: 【作者简介】周海，某大学教授."""

from __future__ import annotations

import re
from collections.abc import Iterable

from casebook.ingest.facts.names import is_name
from casebook.ingest.facts.people import close_up

_HAN = "\u3400-\u9fff"
_LABEL = re.compile(
    r"\s*[*＊#]?\s*[【〔\[（(]?\s*(?:第一)?作\s*者\s*(?:[简簡]\s*[介历歷]|介[绍紹])\s*[】〕\])）]?\s*[:：]?\s*"
)
_BORN = r"\s?(?:[（(][^（）()]{0,30}[）)]|[—－-]{1,2})?\s?[，,：:、]"
_FIRST = re.compile(rf"(?P<name>[{_HAN}]{{2,4}}){_BORN}")
_NEXT = re.compile(
    rf"[；;。]\s?(?P<name>[{_HAN}]{{2,3}}){_BORN}(?=[男女]|[^。；;]{{0,40}}(?:大[学學]|[学學]院|研究|[党黨]校|教授|博士|[硕碩]士))"
)
_OF = re.compile(
    rf"[（(]\s*作者(?:[单單]位)?\s*[:：]?\s*[系係为為是]?\s*[{_HAN}、]{{2,30}}?"
    rf"(?:教授|研究[员員生]|[讲講][师師]|博士后?|[学學]者|主任|[院所局处科部会會][长長])"
    rf"[\s　]?(?P<name>[{_HAN}]{{2,3}})\s*[）)]"
)
"""Who wrote, behind the post, in brackets: （作者系青河大学教授周海）."""


def writers_introduced(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the writers whom one of several lines introduces; ``()`` where none does.

    Each has the form of a name and stands before what is said of him or her.
    """
    for text in texts:
        if "作" not in text[:6]:
            continue
        label = _LABEL.match(text)
        of = _OF.fullmatch(text.rstrip("。 "))
        rest = close_up(text[label.end() :]) if label else ""
        first = _FIRST.match(rest)
        found = [first, *_NEXT.finditer(rest)] if first else [of]
        names = tuple(match["name"] for match in found if match)
        if names and all(map(is_name, names)):
            return tuple(dict.fromkeys(names))
    return ()
