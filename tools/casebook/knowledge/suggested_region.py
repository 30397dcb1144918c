"""Suggest the division that an article is about, from its title and text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from casebook import resources
from casebook.knowledge.named_aside import is_aside
from casebook.knowledge.own_place import own_kinds, own_place
from casebook.knowledge.place_finder import find_places
from casebook.knowledge.regions import (
    AUTONOMOUS,
    WITHOUT_DIVISIONS,
    FoundPlace,
    children,
    divisions,
    full_name,
    lies_in,
    lineage,
    not_short,
)
from casebook.knowledge.taiwan import (
    TAIWAN,
    by_words,
    county_named,
    in_full,
    without_partner,
    words_of,
    zone_at_head,
)
from casebook.knowledge.towns import OF_HOME, is_no_town
from casebook.records import Level, Region
from casebook.text.fold import fold


def suggest_region(title: str, text: str = "", publishers: Iterable[str] = ()) -> Region | None:
    """Return the division that an article is about.

    The title decides where it names one.  Else it is the division that the text names most often,
    those below it counted, if it names it more than once; from a province one goes down as long
    as one division below has more than half.  Universities, and places that only stand as
    examples (如某县, or in a row of three), say nothing.  Counties are found by their short names
    once the province is known, or where the text has the full name too.  A text without any may
    name bodies that only one division has (行政院, 医管局).  A text that speaks of 我市 without
    its name in the title is of the city that publishes it (焦作日报).

    :param publishers: the names of those who published it.
    :returns: with its name in Simplified script.
    """
    title, text, publishers = in_full(title, text), in_full(text, text), tuple(publishers)
    code = _most_named(text, "", title)
    deeper = _most_named(text, code, title)
    code = deeper if deeper and (not code or lies_in(deeper, code)) else code
    code = _own_county(text, code) or code
    if _is_of_other_kind(code, f"{title}\n{text}"):
        code = ""
    titled = region_of_title(title, text)
    own = own_place(publishers, title, text)
    if own and not titled:
        return Region(full_name(own), own)
    if titled and titled == code:
        code = _below_title(code, title, text)
    if not titled:
        by_word, words = by_words(title, text)
        if words > len(subjects(text, code)):
            code = by_word
        code = code or _of_bodies(text)
    if code == TAIWAN:
        county = county_named(title, text, publishers)  # municipalities of their own
        return Region(f"台湾{county}", code)
    return Region(full_name(code), code) if code else None


def _is_of_other_kind(code: str, running: str) -> bool:
    """Whether a county is not of the kind that a text calls its own: 我县, and 海林市."""
    kinds = own_kinds(running).keys() & {"县", "区", "旗"}
    level = divisions()[code].level if code in divisions() else None
    return bool(kinds) and level is Level.COUNTY and divisions()[code].name[-1] not in kinds


def region_words(title: str, text: str, code: str) -> tuple[str, ...]:
    """Return the words of an article that name its region, or what lies in it, as they stand.

    :param code: what :func:`suggest_region` gave.
    :returns: those of the title where it names the region, else those of the text; of a text
        that names no division the words that only one has (行政院).
    """
    home = code if code in divisions() else ""
    short = fold(divisions()[home].name)[:-1] if home else ""
    for source in (title, text):
        folded = fold(source)
        spans = [
            (place.start, place.end)
            for place in find_places(source, home)
            if home and (place.code == home or lies_in(place.code, home))
        ]
        if not spans and len(short) >= _SHORT_COUNTY:
            spans = [match.span() for match in re.finditer(short, folded)]
        if not spans and source == title and home:
            spans = [m.span(1) for m in _TOWN_OF_TITLE.finditer(folded) if m[1] in fold(text)]
        if spans:
            return tuple(dict.fromkeys(source[start:end] for start, end in spans))
    return words_of(title, text, code)


_OUR = re.compile("[我本全](?:自治)?(省|市|县|区|州|港|旗)")
_TOWN = re.compile(f"([一-鿿]{{2}})[一-鿿]?(?:镇|街道|乡(?!{OF_HOME})|村(?![民级委庄])|社区)")
"""A division before the name of a town says where that is; it counts twice if it is named again."""
_TWICE = 2


def subjects(text: str, home: str) -> list[FoundPlace]:
    """Return the divisions that a text covers, without examples and rows of several."""
    folded = fold(text)
    found = (*find_places(text, home), *_short_counties(folded, home))
    result = sorted(found, key=lambda place: place.start)
    last = {item.start for item in result}
    return [
        entry
        for place, entry in enumerate(result)
        # 内蒙古乌兰察布市 is one place named once.
        if entry.end not in last and not is_aside(folded, result, place)
        for _ in range(_TWICE if _is_of_named_town(folded, entry.end) else 1)
    ]


def _is_of_named_town(folded: str, end: int) -> bool:
    """Whether a town stands after a division that the text names again."""
    town = _TOWN.match(folded, end)
    if town is None or folded.count(town[1]) < _TWICE:
        return False
    return not is_no_town(town[1], folded)


_OWN_COUNTY = re.compile("[我本全]县|(?<![省市各区])县委")


def _own_county(text: str, code: str) -> str:
    """Return the one county that a text of a county (县委) names in the city of ``code``."""
    if not code or not _OWN_COUNTY.search(fold(text)):
        return ""
    inside = {place.code for place in find_places(text, code) if lies_in(place.code, code)}
    counties = {item for item in inside if divisions()[item].level is Level.COUNTY}
    return counties.pop() if len(counties) == 1 else ""


def _short_counties(folded: str, home: str) -> Iterator[FoundPlace]:
    """Yield the short names of counties that a text has named in full: 武平 of 武平县."""
    if home:
        return
    full = {place.code: place for place in reversed(find_places(folded))}
    for code, first in full.items():
        name = fold(divisions()[code].name)
        if divisions()[code].level is Level.COUNTY and len(name) > _SHORT_COUNTY:
            for match in re.finditer(f"{name[:-1]}(?!{name[-1]})", folded):
                if match.start() >= first.end:
                    yield FoundPlace(code, *match.span())


_SHORT_COUNTY = 2
"""Characters of the shortest name without 县: 永修."""


def _below_title(code: str, title: str, text: str) -> str:
    """Return the division that a text is of whose title names only the province: 青海：….

    The text must name it twice, and those in it thrice as often as all others of the province,
    and as the province alone, and may not say twice what the province does: there it is one
    example.
    """
    if divisions()[code].level is not Level.PROVINCE:
        return code
    folded = fold(text)
    if len(_OF_PROVINCE.findall(folded)) >= _TWICE:
        return code
    # 上海浦江镇 says where the town is.
    found = [
        place
        for place in subjects(text, code)
        if place.code != code or not _TOWN.match(folded, place.end)
    ]
    found += [place for place in subjects(title, code) if place.code != code]
    below = [place for place in found if lies_in(place.code, code)]
    inside = _common(below, _TWICE)
    city = lineage(inside)[1].code if len(lineage(inside)) > 1 else ""
    of_it = [place for place in below if city and (place.code == city or lies_in(place.code, city))]
    others = len(found) - len(of_it)
    if any(_FIRST.match(fold(title), place.end) for place in subjects(title, code)):
        others = len(below) - len(of_it)  # 上海首个…: it lies in one of its districts
    return inside if len(of_it) >= max(_TWICE, _CLEAR * others) else code


_OF_PROVINCE = re.compile(
    "[我全]省(?!委|首|第|唯一|率先|领先|前列|先进|试点|示范|重点|平均)"
    "|(?<![一-鿿])省[一-鿿]{1,8}?(?:局|厅|委|办|政府)"
)
"""What a province is or does as a whole: 我省岗位达到14万个, 省林业局下发."""
_CLEAR = 3
"""How much oftener than all else a text names the place that it is of."""


def _short_in_title(title: str, text: str) -> str:
    """Return the county of the text whose short name the title has: 永修 of 永修县.

    That of an autonomous county has not its peoples: 环江 of 环江毛南族自治县.
    """
    folded, running = fold(title), fold(text)
    short = {
        place.code
        for place in find_places(text)
        if divisions()[place.code].level is Level.COUNTY
        # 东乡 is short for 东乡族自治县 as the text calls it: 东乡县.
        for full in (divisions()[place.code].name, running[place.start : place.end])
        if len(name := _short_name(fold(full))) >= _SHORT_COUNTY
        and name in folded
        and name not in not_short()  # 合作 of 合作市 is a word
    }
    return next(iter(short)) if len(short) == 1 else ""


def _short_name(name: str) -> str:
    """Return the name of a county without its kind and its peoples."""
    autonomous = AUTONOMOUS.fullmatch(name)
    return autonomous[1] if autonomous else name[:-1]


_FIRST = re.compile("(?:首|第一|唯一)[个家例批座条张单部届]?")
"""After a division in a title: what is the first of it lies elsewhere."""
_HEAD = re.compile("[一-鿿]{2,8}(?=[：:])")
"""What a title begins with, as news do: 宝应：抓招商、优环境."""
_OF_OFFICE = re.compile(
    "(?P<of>[一-鿿]{2,8}?)(?P<office>法院|检察院|公安|税务|纪委|人大|政协|医保|海关|工会|供电)"
)
"""What stands before an office in a title: 罗田法院依托综治中心."""


def _at_head(title: str, text: str) -> str:
    """Return the county whose short name heads the title, or an office, and the text has too."""
    folded = fold(title)
    code = next(
        filter(
            None, (_of_head(folded, text), _of_office(folded, text), _begins_short(folded, text))
        ),
        "",
    )
    if not code:
        return ""
    # 东乡 of a text on 甘肃 is not the one of 江西.
    provinces = {lineage(place.code)[0].code for place in find_places(text)}
    return code if not provinces or lineage(code)[0].code in provinces else ""


def _of_head(heading: str, text: str) -> str:
    head = _HEAD.match(heading)
    code = _ends_short(head[0]) if head else ""
    return code if code and fold(text).count(fold(divisions()[code].name)[:-1]) >= _TWICE else ""


def _begins_short(heading: str, text: str) -> str:
    """Return the one county whose long name (霍尔果斯) begins a title, and the text repeats it."""
    for end in range(_LONGEST_SHORT, _SHORT_COUNTY, -1):
        name = heading[:end]
        codes = _short_names().get(name, ())
        if len(codes) == 1 and name not in not_short() and fold(text).count(name) >= _TWICE:
            return codes[0]
    return ""


_LONGEST_SHORT = 5


def _of_office(heading: str, text: str) -> str:
    for match in _OF_OFFICE.finditer(heading):
        code = _ends_short(match["of"])
        if code and fold(divisions()[code].name)[:-1] + match["office"] in fold(text):
            return code
    return ""


def _ends_short(words: str) -> str:
    """Return the one county whose short name some words end with."""
    cut = [place for place in find_places(words) if place.end == len(words)]
    # 黑龙江 does not end with 龙江.
    inside = range(cut[0].start + 1, len(words)) if cut else ()
    names = [words[at:] for at in range(len(words) - 1) if at not in inside]
    codes = next((_short_names()[name] for name in names if name in _short_names()), ())
    return codes[0] if len(codes) == 1 else ""


@resources.cached
def _short_names() -> dict[str, tuple[str, ...]]:
    """Counties by their names without 县: those of two characters and more."""
    result: dict[str, tuple[str, ...]] = {}
    for code, item in divisions().items():
        name = fold(item.name)[:-1]
        if item.level is Level.COUNTY and len(name) >= _SHORT_COUNTY:
            result[name] = (*result.get(name, ()), code)
    return result


def _of_bodies(text: str) -> str:
    """Return the division of the bodies that no other has; ``""`` where they are of several."""
    folded = fold(text)
    named = {
        body["of"]
        for body in resources.toml("organisations.toml")["known"]
        if "of" in body
        and any(fold(name) in folded for name in (body["name"], *body.get("aliases", ())))
    }
    return named.pop() if len(named) == 1 else ""


def region_of_title(title: str, text: str, home: str = "") -> str:
    """Return the code of the division that a title names, ``""`` where it names none.

    :param text: names in full the county that the title names in short (永修).
    """
    title = in_full(title, text)
    zone = zone_at_head(title)
    if zone and (not home or lies_in(zone, home)) and not _is_elsewhere(zone, text):
        return zone
    named = without_partner(subjects(title, home))
    first = [place for place in named if not _FIRST.match(fold(title), place.end)]
    named = first or named  # 甘肃省首家调解平台在武威挂牌
    code = _common(named, 1) if named else ""
    if home or (code and divisions()[code].level is Level.COUNTY):
        return code
    heads = _at_head(title, text)
    for inside in (_short_in_title(title, text), heads, _of_town(title, text)):
        if inside and (not code or lies_in(inside, code)):
            return inside
    return code


def _is_elsewhere(zone: str, text: str) -> bool:
    """Whether a text is of another place than a zone: 河套 of 巴彦淖尔市 is none of 深圳市."""
    named = [place for place in subjects(text, "") if place.code not in WITHOUT_DIVISIONS]
    most = _common(named, _TWICE) if named else ""
    return bool(most) and not (most == zone or lies_in(most, zone) or lies_in(zone, most))


_TOWN_OF_TITLE = re.compile("(?=([一-鿿]{2}(?:镇|街道|社区|(?<![农乡山美])村)))")


def _of_town(title: str, text: str) -> str:
    """Return the division that the text names with the town of the title: 奉节县永乐镇长凼村."""
    folded = fold(text)
    places = find_places(text)
    for match in _TOWN_OF_TITLE.finditer(fold(title)):
        if is_no_town(match[1][:2], folded):
            continue
        for at in re.finditer(match[1], folded):
            before = [item for item in places if 0 <= at.start() - item.end <= _NEAR]
            said = _LIES.match(folded, at.end())
            after = [item for item in places if said and item.start == said.end()]
            if before or after:
                last = (before or _in_a_row(after[0], places))[-1]
                return last.code
    return ""


_NEAR = 5
"""Characters between a division and a village of it: 永乐镇."""
_LIES = re.compile("(?:位于|地处|坐落于)")


def _in_a_row(first: FoundPlace, places: Sequence[FoundPlace]) -> list[FoundPlace]:
    """Return a place with those that follow it without a gap: 湖北武汉黄陂区."""
    row = [first]
    for place in places:
        if place.start == row[-1].end:
            row.append(place)
    return row


def _most_named(text: str, home: str, title: str = "") -> str:
    if titled := region_of_title(title, text, home):
        return titled
    result = subjects(text, home)
    # A text that names a place once only mentions it, unless it is the only one and the text is
    # of its own place (我市), or it is an office of that place that acts (绩溪县文旅委).
    deepest = max(result, key=lambda item: len(lineage(item.code)), default=None)
    alone = deepest and all(_on_one_way(deepest, item) for item in result)
    kinds = {match[1] for match in _OUR.finditer(fold(text))}
    # 全区 is no word for 上海市.
    ours = {item.name[-1] for item in lineage(deepest.code)} & kinds if deepest else set()
    own = ours or any(
        _ACTS.match(fold(text), item.end) or _is_where(fold(text), item) for item in result
    )
    if deepest and alone and len(result) >= _TWICE:  # 荆门市…，东宝区
        times = Counter(item.code for item in result)
        # 昭通市 named three times has 鲁甸县 for an example.
        return deepest.code if times[deepest.code] * 2 >= len(result) else _common(result, _TWICE)
    return _common(result, 1 if alone and own else _TWICE)


def _is_where(folded: str, place: FoundPlace) -> bool:
    """Whether a county with all that it lies in, in full, says where a village is.

    贵州省安顺市平坝区塘约村 is the place of the story that it stands in.
    """
    town = _TOWN.match(folded, place.end)
    if divisions()[place.code].level is not Level.COUNTY or town is None:
        return False
    whole = folded.endswith(fold(full_name(place.code)), 0, place.end)
    return whole and not is_no_town(town[1], folded)


_ACTS = re.compile("[一-鿿]{0,6}?(?:局(?![部面势限])|委(?!员|托)|厅|政府|法院|检察院|公安)")
"""An office right after the name of its place."""


def _on_one_way(result: FoundPlace, other: FoundPlace) -> bool:
    return (
        result.code == other.code
        or lies_in(result.code, other.code)
        or lies_in(other.code, result.code)
    )


def _common(results: Sequence[FoundPlace], least: int) -> str:
    weight: Counter[str] = Counter()
    for result in results:
        weight.update(above.code for above in lineage(result.code))
    code = ""
    total = len(results)
    while below := [
        child.code
        for child in children(code)
        if weight[child.code] * 2 > total and weight[child.code] >= least
    ]:
        code = below[0]
        total = weight[code]
    return code
