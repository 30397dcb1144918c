"""Writers without a label, by where they report from or what they did: 周海／新竹, 周海 採訪."""

from __future__ import annotations

import re

from casebook.ingest.facts.names import is_name
from casebook.ingest.facts.places import place_names
from casebook.ingest.facts.posts import may_name_person
from casebook.ingest.lexicon import words
from casebook.text.simplified import to_simplified

_HAN = "\u3400-\u9fff"
REPORTED = re.compile(r"(?:报道|报导|報導|報道|电|電|综合)$")
"""How the place of a report ends after the names: 新竹報導."""
_NAMES = rf"(?P<names>[{_HAN}]{{2,4}}(?:[\s、，][{_HAN}]{{2,4}}){{0,3}})"
_REPORTING = re.compile(
    rf"{_NAMES}\s(?P<kind>[綜综]合|[專专][题題]|採訪|采访)?(?:報導|报道|報道|报导)"
    rf"(?:\s?[／/]\s?(?P<place>[{_HAN}]{{2,6}}))?"
)
"""Writers and that they report, with or without the place: 周海 報導, 周海 吴江 報導 / 新竹縣."""
_GLUED_PAPER = re.compile(
    rf"(?P<paper>[{_HAN}]{{2,6}}(?:[时時日晚]|都市)[报報])(?P<name>[{_HAN}]{{3}})"
)
"""A paper with its writer and nothing between them: 青河時報周海明."""
_WITH_PLACE = re.compile(rf"{_NAMES}\s?[／/]\s?(?P<place>[{_HAN}]{{2,6}})")
"""Writers with nothing but the place of their report: 周海 吴江 ／ 新竹縣報導, 周海／新竹."""
_DEED = re.compile(
    r"(?P<gap>\s+|\s?[/／]\s?)(?:[联聯]合|[现現][场場]|[综綜]合)?"
    r"(?P<wrote>[采採][访訪写寫]|撰[文稿]|[编編][译譯])*"
    r"(?P<took>[摄攝]影)?(?P<more>[采採][访訪写寫]|撰[文稿])?(?P<told>报道|报导|報導|報道)?$"
)
"""What those named before it did, at the end of a line: 周海明 李文杰 採訪報導."""


def read_beside_place(text: str) -> tuple[tuple[str, ...], str, bool]:
    """Read writers with the place of their report, or with their paper glued to them.

    :returns: the names and the paper, empty where a line says anything else; whether the line is
        one of writers wherever it stands, for which a bare place (陈皮／新会) or that they report
        (万里行 报道) is not enough.
    """
    glued = _GLUED_PAPER.fullmatch(text)
    if glued and is_name(glued["name"]) and may_name_person(glued["name"]):
        return (glued["name"],), glued["paper"], True
    match = _REPORTING.fullmatch(text) or _WITH_PLACE.fullmatch(text)
    names = tuple(re.split(r"[\s、，]", match["names"])) if match else ()
    place = (match["place"] or "") if match else ""
    reporting = match is not None and match.re is _REPORTING
    told = bool(place and (REPORTED.search(place) or reporting))
    if match is None or not _may_report(names, placed=told):
        return (), "", False
    known = told or reporting or _is_place(place)
    return (names if known else ()), "", told or (reporting and bool(match["kind"]))


def read_deed(text: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Read writers and photographers before what they did; ``None`` where none stand there."""
    deed = _DEED.search(text)
    if not deed or not (deed["wrote"] or deed["took"]):
        return None
    names = tuple(re.split(r"[\s、，]+", text[: deed.start()]))
    if not _may_report(names, placed=False) or not (len(names) > 1 or deed["gap"].strip()):
        return None
    wrote = deed["wrote"] or deed["more"] or deed["told"]
    return names if wrote else (), names if deed["took"] else ()


def _is_place(text: str) -> bool:
    return text in words("people", "places") or to_simplified(text) in place_names()


def _may_report(names: tuple[str, ...], *, placed: bool) -> bool:
    """Whether names are no words, and not places alone: not 黄金, 关注度 and 金华.

    :param placed: whether the place of a report stands beside them (新竹報導), with which three
        characters of the form of a name are one.
    """
    known = all(
        is_name(x) and (may_name_person(x) or (placed and len(x) > len("黄金"))) for x in names
    )
    return known and not all(map(_is_place, names))
