"""Bodies of the counties, cities and towns of Taiwan, whose divisions the table does not have.

A county or city stands before its offices in full, in short or in one character (雲林縣衛生局,
台南衛生局, 南市衛生局); 縣府 and 衛生局 alone are those of the county that the article is about.
Full names follow the law on local government there: an office (局) of a county has the name of
the county before it (雲林縣衛生局), a department (處) that of its government (雲林縣政府社會處),
and the cities listed as ``whole`` in ``data/organisations.toml`` that of theirs for both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from casebook import resources
from casebook.knowledge.named_bodies import FoundBody, either
from casebook.knowledge.tagging import tokens
from casebook.knowledge.taiwan_names import BEFORE, BEGINS, find_taiwan_names, opens
from casebook.knowledge.word_finder import WordFinder
from casebook.text import jieba
from casebook.text.fold import fold

_OFTENER = 4
"""How much oftener than any other a text names the county that it is about."""
_SENTENCE_ENDS = "。！？\n"
_ROW = re.compile("[、和与及跟]|以及")
_NOT_OPENING = frozenset("全各该他外两数多几等某县市内地")
"""各縣府, 外縣市府, 該市府 are not those of the article."""


@resources.cached
def _lists() -> dict[str, tuple[str, ...]]:
    data = resources.toml("organisations.toml")["taiwan"]
    return {name: tuple(map(fold, words)) for name, words in data.items() if name != "short"}


@resources.cached
def _counties() -> dict[str, str]:
    """Return what a text calls each county and city, to its full name."""
    table = resources.toml("places.toml")["taiwan"]
    full = [fold(name) for level in ("city", "county") for name in table[level]]
    stems = Counter(name[:-1] for name in full)
    named = {name: name for name in full}
    cities = {name[:-1] for name in full if name[-1] == "市"}
    for name in full:
        # 台北縣 is no more; 嘉義 may be the city or the county.
        former = name[-1] == "县" and name[:-1] in cities and name not in _lists()["both"]
        if not former and (stems[name[:-1]] == 1 or name not in _lists()["both"]):
            named.setdefault(name[:-1], name)
    return named | {fold(k): fold(v) for k, v in table["one_character"].items()}


@resources.cached
def _county_finder() -> WordFinder:
    return WordFinder(_counties())


@resources.cached
def _department() -> re.Pattern[str]:
    """財政局, 社會處: what a county has, with the words that its name is short for."""
    lists = _lists()
    return re.compile(f"(?P<core>{either(lists['cores'])})(?P<ending>局|处|委员会)")


@resources.cached
def _short() -> dict[str, str]:
    words = resources.toml("organisations.toml")["taiwan"]["short"]
    return {fold(short): fold(full) for short, full in words.items()}


def county_of(title: str, texts: Sequence[str]) -> str:
    """Return the county or city of Taiwan that an article is about, folded; ``""`` if in doubt.

    It is the one that the title names, or the one that is named oftener than all others.
    """
    heading = _named(fold(title))
    counts = sum((_named(fold(text)) for text in texts), Counter[str]()) + heading
    if len(heading) == 1:
        return next(iter(heading))
    (first, most), *rest = [*counts.most_common(2), ("", 0)][:2]
    others = sum(times for _, times in rest)
    if most == 1 and not others:  # 嘉義縣環保局 alone, and no other county
        running = "\n".join(map(fold, texts))
        acts = re.search(f"{first}(?:政?府|{_department().pattern})", running)
        # 嘉義縣 in full, and what its 縣府 and 縣長 say.
        own = first in running and len(re.findall(f"{first[-1]}(?:政?府|长)", running)) > 1
        return first if acts or own else ""
    return first if most > 1 and most >= _OFTENER * others else ""


def _named(folded: str) -> Counter[str]:
    """Count the counties of a text; one whose head acts (桃園市長) counts twice."""
    counts: Counter[str] = Counter()
    for start, end in _county_finder().find(folded):
        counts[_counties()[folded[start:end]]] += 2 if folded.startswith("长", end) else 1
    return counts


def find_taiwan(folded: str, county: str = "") -> Iterator[FoundBody]:
    """Find the bodies of counties, cities and towns of Taiwan in a folded text.

    :param county: the county that the article is about, which 縣府 and 衛生局 are of.
    """
    places = list(_county_finder().find(folded))
    for start, end in places:
        yield from _row(folded, start, _counties()[folded[start:end]], end)
    if county:
        yield from _of_county(folded, county, places)
    yield from _of_towns(folded, {end: start for start, end in places})
    yield from find_taiwan_names(folded, {end for _, end in places})


def _row(folded: str, start: int, county: str, end: int) -> Iterator[FoundBody]:
    """Yield the body right after a county, and the departments in a row after it."""
    if body := _body_at(folded, start, county, end):
        yield from _with_row(folded, body, county)


def _with_row(folded: str, first: FoundBody, county: str) -> Iterator[FoundBody]:
    """Yield a body of a county, and the departments in a row after it."""
    body: FoundBody | None = first
    while body:
        yield body
        join = _ROW.match(folded, body.end)
        if not join:
            return
        department = _department_at(folded, join.end(), county)
        body = department and FoundBody(*department[:2], join.end(), department[2], relative=True)


def _body_at(folded: str, start: int, county: str, end: int) -> FoundBody | None:
    """Return the body of a county whose words begin at ``end``."""
    at = next((end + len(word) for word in ("政府", "府") if folded.startswith(word, end)), end)
    if department := _department_at(folded, at, county):
        return FoundBody(*department[:2], start, department[2])
    if at > end and (head := _OF_HEAD.match(folded, at)) and not _NO_HEAD.search(head[0]):
        whole = county in _lists()["whole"] or head[0][-1] != "局"
        name = f"{county}{'政府' if whole else ''}{head[0]}"
        return FoundBody(name, "government", start, head.end())
    if at > end and not folded.startswith(_lists()["goes_on"], at):
        name, at = _with_unit(folded, f"{county}政府", at)
        return FoundBody(name, "government", start, at)
    club = _CLUB.match(folded, end) if folded[end - 1] in "县市" else None
    if club and not _NO_HEAD.search(club[0]) and _can_be_name(folded, *club.span()):
        return FoundBody(county + club[0], "party", start, club.end())
    word = next((word for word in _lists()["county_bodies"] if folded.startswith(word, end)), "")
    kind = "legislature" if word == "议会" else "party"
    return FoundBody(county + word, kind, start, end + len(word)) if word else None


_OF_HEAD = re.compile("[一-鿿]{2,8}?[处局](?=长)")
"""A department that no list has, by the post of its head: 竹縣府長青照護處|長."""
_NO_HEAD = re.compile(
    "[的和与及由向对将各副]|政府|加入|参[加与]|成立|组织|推动|协助|辅导|办理|邀请?|派员|设立|支持|委托|要求|召集|督[促导]"
)
"""In what stands before the ending: somebody acts, 縣民眾|加入協會, 縣政府派員|協助工務處長."""
_CLUB = re.compile("[一-鿿]{2,10}?(?:协会|公会|学会|商会|基金会|促进会)(?!员)")
"""After a county in full: an association of it, 嘉義縣|樂齡關懷協會."""


def _can_be_name(folded: str, start: int, end: int) -> bool:
    """Whether no word of a span says that somebody acts: 縣|攜手公會."""
    return not any(token.tag in ("p", "c", "r", "v") for token in tokens(folded, start, end)[:1])


def _department_at(folded: str, at: int, county: str) -> tuple[str, str, int] | None:
    """Return the full name, the kind and the end of a department at a place."""
    match = _department().match(folded, at)
    if not match or folded.startswith(_lists()["goes_on"], match.end()):
        return None
    core = _short().get(match["core"], match["core"])
    whole = county in _lists()["whole"] or match["ending"] != "局"
    name = f"{county}{'政府' if whole else ''}{core}{match['ending']}"
    name, end = _with_unit(folded, name, match.end())
    return name, "government", end


def _with_unit(folded: str, name: str, end: int) -> tuple[str, int]:
    """Take a division of a body that its name goes on with: 社會局|老人福利科."""
    unit = _UNIT.match(folded, end)
    return (name + unit[0], unit.end()) if unit and _is_unit(folded, *unit.span()) else (name, end)


_UNIT = re.compile("[一-鿿]{2,8}?(?:科(?![技学员目])|中心|分局|大队)")
"""A division of a body: 社會局|老人福利科, 警察局|斗南分局."""


def _is_unit(folded: str, start: int, end: int) -> bool:
    """Whether all words of a span name things, and none is the name of a person (蔣明新科長).

    A verb before several words says what the body does: 縣政府|爭取設置物流中心.
    """
    words = tokens(folded, start, end)
    *inner, _ = words
    if any(word.tag == "v" for word in inner[:-1]):
        return False
    return all(word.tag.startswith(("n", "vn", "v")) and word.tag != "nr" for word in words) and (
        all(len(word.word) > 1 for word in inner)
    )


def _of_county(folded: str, county: str, places: Sequence[tuple[int, int]]) -> Iterator[FoundBody]:
    """Find 縣府, 縣政府, 市府社會局 and 衛生局 of the county of the article."""
    government = re.compile(f"{county[-1]}(?:政)?府")
    for match in government.finditer(folded):
        if _is_its_own(folded, match.start(), county, places):
            department = _department_at(folded, match.end(), county)
            name, kind, end = department or (f"{county}政府", "government", match.end())
            if department or not folded.startswith(_lists()["goes_on"], end):
                own = FoundBody(name, kind, match.start(), end, relative=True)
                yield from _with_row(folded, own, county)
    for match in re.finditer(f"{county[-1]}议会(?!议)", folded):
        if _is_its_own(folded, match.start(), county, places) and opens(folded, match.start()):
            yield FoundBody(f"{county}议会", "legislature", *match.span(), relative=True)
    for match in _department().finditer(folded):
        if not _stands_alone(match, county) or not opens(folded, match.start()):
            continue
        department = _department_at(folded, match.start(), county)
        if department and _is_its_own(folded, match.start(), county, places):
            own = FoundBody(*department[:2], match.start(), department[2], relative=True)
            yield from _with_row(folded, own, county)


def _stands_alone(match: re.Match[str], county: str) -> bool:
    """Whether a department is one of a county, and not oftener one of another body (政風處)."""
    if match["core"] in _lists()["not_alone"]:
        return False
    if county in _lists()["bureaus"]:
        return match["ending"] == "局"
    return match["ending"] == "处" or match["core"] in _lists()["county_bureaus"]


def _is_its_own(folded: str, at: int, county: str, places: Sequence[tuple[int, int]]) -> bool:
    """Whether a sentence names no other county, and no word says that another is meant."""
    if folded[max(0, at - 1) : at] in _NOT_OPENING:
        return False
    first = max(folded.rfind(mark, 0, at) for mark in _SENTENCE_ENDS)
    ends = [found for mark in _SENTENCE_ENDS if (found := folded.find(mark, at)) >= 0]
    last = min(ends, default=len(folded))
    return all(
        _counties()[folded[start:end]] == county for start, end in places if first < start < last
    )


@resources.cached
def _town_body() -> re.Pattern[str]:
    """Return a pattern for 崙背鄉公所, 那瑪夏區公所."""
    longer = either(_lists()["long_towns"])
    kinds = either(_lists()["town_bodies"])
    return re.compile(f"(?P<stem>{longer}|[一-鿿]{{2}})[乡镇市区](?:{kinds})")


_MEMBERS = ("农会", "渔会", "老人会", "妇女会")
"""Bodies of a town that people are members of."""


def _of_towns(folded: str, after: dict[int, int]) -> Iterator[FoundBody]:
    """Find offices of towns, which have a name that no table has (崙背鄉公所).

    :param after: where the names of counties end, with where each begins: it is part of the
        name (雲林縣|崙背鄉公所).
    """
    for match in re.finditer(either(_lists()["town_bodies"]), folded):
        for length in (4, 3):
            at = match.start() - length
            found = _town_body().match(folded, at) if at >= 0 else None
            if not found or found.end() != match.end():
                continue
            if folded.startswith("乡镇公所", match.start() - len("乡镇")):
                break  # 户籍所在地|乡镇公所
            if folded.startswith(_lists()["no_towns"], at) or _is_verb(found["stem"]):
                break
            whole = at in after or opens(folded, at) or _is_word(folded[at - BEFORE : at])
            if whole:
                kind = "party" if found[0].endswith(_MEMBERS) else "government"
                start = after.get(at, at)
                county = _counties()[folded[start:at]] if start < at else ""
                yield FoundBody(county + found[0], kind, start, match.end())
            break


def _is_verb(stem: str) -> bool:
    """Whether what stands before 市公所 is no name: 拍下|市公所."""
    return all(tag.startswith((*BEGINS, "f")) and tag != "vn" for _, tag in jieba.tag(stem))


def _is_word(text: str) -> bool:
    """Whether two characters are one word: 肯定|壽豐鄉公所."""
    return len(text) == BEFORE and len(list(jieba.cut(text))) == 1
