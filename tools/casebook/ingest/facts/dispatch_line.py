"""Lines in brackets above a text that say who reports from where, and for which paper.

【大成報/雲林縣報導】 names the paper and its place, 【本報記者李文青河報導】 the writer and the
place with nothing between, （施志遠 青河 青河中心站 報道） the writer with the station.
"""

from __future__ import annotations

import re

from casebook import resources
from casebook.ingest.facts.credits import Byline
from casebook.ingest.facts.names import is_name
from casebook.ingest.facts.people import close_up, names_in
from casebook.ingest.facts.places import place_names
from casebook.ingest.facts.posts import may_name_person
from casebook.ingest.facts.publisher import is_publisher
from casebook.ingest.lexicon import words

_H = "\u3400-\u9fff"
_OPEN, _CLOSE = "（(【\\[［〔", "）)】\\]］〕"
_REPORTS = "(?:[综綜]合)?(?:报道|报导|報導|報道|[讯訊电電])"
_OF_PAPER = re.compile(
    rf"[{_OPEN}](?P<paper>[{_H}]{{2,10}})\s?[/／╱|｜]\s?[{_H}]{{2,8}}?{_REPORTS}[{_CLOSE}]"
)
"""A paper with the place of its report: 【大成報/雲林縣報導】."""
_FROM = re.compile(
    rf"[{_OPEN}](?P<name>[{_H}]{{2,3}})(?:[\s　]+[{_H}]{{2,8}}){{1,3}}?[\s　]*"
    rf"(?:报道|报导|報導|報道)[{_CLOSE}]"
)
"""A writer with the place and station: （施志遠 青河 青河中心站 報道）."""
_ONE = (
    f"(?![摄攝][影像])(?:[{_H}]{{6}}(?=[）)])|[{_H}]{{2,4}}(?<!报道|報導)(?=[）)、，\\s/／])"
    f"|[{_H}]{{2,3}})"
)


@resources.cached
def agency() -> re.Pattern[str]:
    """Compile the form of reporters in brackets, with their paper and place before a text."""
    ranks = "|".join(map(re.escape, words("people", "ranks")))
    return re.compile(
        rf"[（(〔【\[]?(?P<paper>[{_H}]{{1,8}}?(?:社|网|網|报|報|媒|闻|聞|訊))?[\s／/|｜]*(?:特约|特約|见习|首席|[资資]深)?(?:{ranks})\s*[:：]?\s*"
        rf"(?P<names>{_ONE}(?:[、，\s/]{_ONE}){{0,7}}"
        rf"(?:[、，；\s]+(?:{ranks})[\s:：]*{_ONE}(?:[、，\s/]{_ONE})*)*)"
        rf"(?:\s+[摄攝][影像](?:记者|記者)?[\s:：]+(?P<pictures>{_ONE}(?:[、，\s/]{_ONE}){{0,4}}))?"
        rf"(?P<where>\s*[／/]?\s*(?:[{_H}]{{2,8}}?)?\s?(?:報導|报道)?(?:\d{{1,2}}月)?\d{{0,2}}日?[专專]?[电電報报][道導导讯訊]?)?"
        rf"\s*[）)〕】\]]"
    )


def without_place(match: re.Match[str]) -> str:
    """Take the place of a report off the names: 記者王大文/新竹報導."""
    names: str = match["names"]
    before, slash, last = names.rpartition("/")
    placed = re.match("[報报][導导道]", (match["where"] or "").strip()) is not None
    placed = placed or last in place_names() or last in words("people", "places")
    return before if slash and placed and before else names


def read_desk(text: str) -> Byline | None:
    """Read a paper with the place of its report, or a writer with place and station.

    :param text: a bracket and what it holds.
    :returns: ``None`` where it is anything else.
    """
    if (found := _OF_PAPER.fullmatch(text)) and is_publisher(found["paper"]):
        own = found["paper"].startswith("本")
        return Byline((), (), "" if own else found["paper"], strong=True)
    found = _FROM.fullmatch(text)
    named = found and is_name(found["name"]) and may_name_person(found["name"])
    return Byline((found["name"],), strong=True) if found and named else None


def read_dispatch_line(text: str) -> Byline | None:
    """Read a line that is such a bracket and nothing else; ``None`` where it is none."""
    if desk := read_desk(text):
        return desk
    found = agency().fullmatch(close_up(text))
    names = names_in(without_place(found)) if found else ()
    if found is None or not names or not all(map(is_name, names)):
        return None
    paper = found["paper"] or ""
    known = paper if is_publisher(paper) and not paper.startswith("本") else ""
    return Byline(names, names_in(found["pictures"] or ""), known, strong=True)
