"""Texts of Taiwan and Hong Kong, whose own divisions the table does not have, and of both sides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from casebook import resources
from casebook.knowledge.place_finder import find_places
from casebook.knowledge.regions import WITHOUT_DIVISIONS, FoundPlace
from casebook.knowledge.taiwan_bodies import county_of
from casebook.knowledge.word_finder import WordFinder
from casebook.records import Level
from casebook.text.fold import fold

TAIWAN, HONG_KONG = "710000", "810000"
_LEAST = 2
_OFTEN = 3
_REPUBLIC = re.compile("民国1\\d\\d年")
"""民國105年 is a year of this century, which only texts of Taiwan have."""
_NAMES = {TAIWAN: "台湾", HONG_KONG: "香港", "820000": "澳门"}
_WHOLE = re.compile("全[台国]")
_ALL = re.compile("全港|十八区|18区")
_CENTRAL = re.compile(
    "行政院|立法院|(?:内政|财政|交通|经济|劳动|卫福|农业|教育|文化|环境|内|财|经|交|劳|卫)部"
)
_OF_PROVINCE = re.compile("台湾省(?:政府|议会|[一-鿿]{2,4}厅)|(?<![一-鿿])省政?府")
"""Bodies of the province of Taiwan, as it had them: 省府."""
_OWN = ((Level.COUNTY, re.compile("县府|县长")), (Level.CITY, re.compile("市府|市长")))


@resources.cached
def counties_of_taiwan() -> dict[str, Level]:
    """Counties and cities, in full (新北市) and in short (新北), with their level."""
    table = resources.toml("places.toml")["taiwan"]
    full = {fold(name): Level(level) for level in ("city", "county") for name in table[level]}
    short: dict[str, Level] = {}
    for name, level in full.items():
        short.setdefault(name[:-1], level)
    return {**short, **full}


@resources.cached
def _finder() -> WordFinder:
    return WordFinder(counties_of_taiwan())


@resources.cached
def _words_of() -> dict[str, frozenset[str]]:
    words = {code: list(one) for code, one in resources.toml("places.toml")["words_of"].items()}
    for body in resources.toml("organisations.toml")["known"]:
        if "of" in body:
            words[body["of"]] += [body["name"], *body.get("aliases", ())]
    return {code: frozenset(map(fold, entries)) for code, entries in words.items()}


def _found(folded: str) -> list[str]:
    return [folded[start:end] for start, end in _finder().find(folded)]


def by_words(title: str, text: str) -> tuple[str, int]:
    """Return the code that most words of a text speak for, and how many different ones."""
    folded = f"{fold(title)}\n{fold(text)}"
    counts = {code: sum(word in folded for word in words) for code, words in _words_of().items()}
    counts[TAIWAN] += _LEAST * (_REPUBLIC.search(folded) is not None)
    named = Counter(_found(folded))
    counts[TAIWAN] += sum(_LEAST if _is_sure(name, named[name]) else 1 for name in named)
    # A word that two of them have is of the one that the text names.
    of_whole = [code for code, name in _NAMES.items() if name in folded]
    if len(of_whole) == 1:
        counts[of_whole[0]] += _LEAST
    code = max(counts, key=lambda item: counts[item])
    return (code, counts[code]) if counts[code] >= _LEAST else ("", 0)


def _is_sure(name: str, times: int) -> bool:
    """Whether a name is that of a county or city of Taiwan: in full, or repeated (臺南)."""
    if name[-1] in "市县":
        return True
    return times >= _LEAST and name not in map(
        fold, resources.toml("places.toml")["taiwan"]["shared"]
    )


def in_full(words: str, text: str) -> str:
    """Write out what is short for a county of Taiwan that the text names: 高縣.

    Alone it is the name of a county of the mainland.

    :returns: the words; folded where one of them was short.
    """
    folded, full = fold(words), fold(text)
    table = resources.toml("places.toml")["taiwan"]["one_character"]
    counties = {fold(short): name for short, name in table.items() if fold(name) in full}
    for place in reversed(find_places(folded) if counties else ()):
        if name := counties.get(folded[place.start : place.end]):
            words = folded = f"{folded[: place.start]}{fold(name)}{folded[place.end :]}"
    return words


def county_named(title: str, text: str, publishers: Iterable[str] = ()) -> str:
    """Return the county or city of Taiwan that a text is of, folded; ``""`` if in doubt.

    It has the level that :func:`taiwan_level` gives.  Where the text does not say enough it is
    the only one that it names in full, else the one whose office publishes it.
    """
    level = taiwan_level(title, text)
    name = county_of(title, [text]) if level in (Level.CITY, Level.COUNTY) else ""
    if not name and level in (Level.CITY, Level.COUNTY):
        said = {name for name in _found(fold(f"{title}\n{text}")) if name[-1] in "市县"}
        by = said or {county_of(publisher, ()) for publisher in publishers}
        name = by.pop() if len(by) == 1 else ""
    running = fold(f"{title}\n{text}")
    if name not in running and f"{name[:-1]}县" in running:
        return ""  # 桃園 of a text of 桃園縣, which is a city today
    return name if counties_of_taiwan().get(name) is level else ""


def taiwan_level(title: str, text: str) -> Level | None:
    """Return the level of a text of Taiwan: that of the county or city, the title first."""
    title = in_full(title, text)
    heading, folded = fold(title), fold(text)
    here = _found(fold(title))
    first = _finder().find(folded)
    at = next((start for start, _ in first), len(folded))
    first_acts = _OF_PROVINCE.search(folded, 0, at)
    at = first_acts.start() if first_acts else at
    of_nation = _WHOLE.search(heading) or _CENTRAL.search(folded, 0, at)
    if not here and (alone := _of_one_county(folded)):
        return alone
    # The body that acts first is that of the whole: 內政部指出，…新北市.
    if not here and of_nation and _CENTRAL.search(folded):
        return Level.NATION
    if not here and len(_OF_PROVINCE.findall(folded)) > len(_found(fold(text))):
        return Level.PROVINCE
    if not _CENTRAL.search(heading) and (named := here or _found(fold(text))):
        return counties_of_taiwan()[Counter(named).most_common(1)[0][0]]
    for level, own in _OWN:
        if own.search(folded):
            return level
    return Level.NATION if _CENTRAL.search(heading + folded) else None


def _of_one_county(folded: str) -> Level | None:
    """Return the level of the only county that a text names, where its own offices act most.

    縣府 and 縣長 thrice and oftener than bodies of the whole: 送內政部同意後，縣府….
    """
    named = {name[:2] for name in _found(folded)}
    if len(named) != 1:
        return None
    central = len(_CENTRAL.findall(folded))
    for level, own in _OWN:
        if len(own.findall(folded)) >= max(_OFTEN, central + 1):
            return level
    return None


def of_district(title: str, text: str) -> bool:
    """Whether a text of Hong Kong is of one of its districts: the title or all the text names one.

    Without the title it is named twice at least, and all of Hong Kong never.
    """
    districts = [fold(name) for name in resources.toml("places.toml")["hong_kong"]["districts"]]
    heading, folded = fold(title), fold(text)
    if sum(name in heading for name in districts) == 1:
        return True
    named = [name for name in districts if name in folded]
    return len(named) == 1 and folded.count(named[0]) >= _LEAST and not _ALL.search(folded)


_ZONE = "(?:[一-鿿]{0,9}(?:合作区|片区|试验区|示范区|园区|自贸区|管理局|管委会))?"
"""What may stand behind the name of a zone, folded: 横琴粤澳深度合作区."""


def zone_at_head(title: str) -> str:
    """Return the division of a zone that a title begins with: 珠海 of 横琴：….

    The name of the zone stands before a colon, and is no part of another name (河套灌区).
    """
    folded = fold(title)
    zones = resources.toml("places.toml")["zones"]
    return next(
        (code for name, code in zones.items() if re.match(f"{fold(name)}{_ZONE}：", folded)),
        "",
    )


def without_partner(named: list[FoundPlace]) -> list[FoundPlace]:
    """Leave out Taiwan, Hong Kong and Macao where a title begins with another place.

    深圳：港人可选香港法 is of what 深圳 does.
    """
    if not named or named[0].start or named[0].code in WITHOUT_DIVISIONS:
        return named
    return [place for place in named if place.code not in WITHOUT_DIVISIONS]


def words_of(title: str, text: str, code: str) -> tuple[str, ...]:
    """Return the words that speak for Taiwan, Hong Kong or Macao, as the title and text have them.

    :param code: what :func:`by_words` gave.
    """
    running = f"{title}\n{text}"
    folded = fold(running)
    words = sorted(_words_of().get(code, ()), key=len, reverse=True)
    spans = [(folded.index(word), len(word)) for word in words if word in folded]
    if code == TAIWAN:
        spans += [(start, end - start) for start, end in _finder().find(folded)]
    return tuple(dict.fromkeys(running[at : at + length] for at, length in sorted(spans)))
