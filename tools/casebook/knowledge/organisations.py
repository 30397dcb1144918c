"""Find bodies (offices, party committees, courts, schools, firms) in a text.

A body is known from the table, or is built by ``data/organisations.toml``: a place with an
office or a department (山西省林业和草原局), a level that the article's region completes
(市民政局, 省政府), a department in a row after such a body (…、财政厅), or a name of its own
with an ending that only bodies have (有限公司).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casebook import resources
from casebook.knowledge.body_branches import with_branches, with_founder, with_part
from casebook.knowledge.body_owners import (
    SETS_UP,
    division_name,
    division_of,
    find_set_up,
    with_government,
    without_mixed,
    without_site,
)
from casebook.knowledge.body_rows import (
    BEFORE_LEVEL,
    LEVELS,
    UNNAMED,
    begins,
    find_rows_of_bodies,
    of_longer_name,
)
from casebook.knowledge.named_bodies import (
    OF_CLAUSE,
    FoundBody,
    either,
    find_named,
    is_post,
    listed,
    without_town,
)
from casebook.knowledge.office_names import Office, office_at, offices
from casebook.knowledge.place_finder import find_places
from casebook.knowledge.regions import (
    WITHOUT_DIVISIONS,
    FoundPlace,
    former_names,
    full_codes,
    lineage,
)
from casebook.knowledge.tagging import is_name, tokens, words_around
from casebook.knowledge.taiwan import TAIWAN, by_words
from casebook.knowledge.taiwan_bodies import find_taiwan
from casebook.knowledge.task_offices import group_at, task_office_at
from casebook.knowledge.word_finder import WordFinder
from casebook.text.fold import fold

_SHORT = 2
"""A known name so short counts only as a word of its own (央行)."""
_NOT_AFTER_BU = "门队落位件分署"
"""教育部门 is not 教育部."""
_FREE = "[一-鿿（）()]"
_COUNTED = re.compile(r"[\d一二三四五六七八九十百两几数多余](?:[个家所间]|[个家所间][一-鿿])$")
"""7个地市人民医院, 6家市人民医院: what is counted is no one body."""
_NOT_BEFORE_LEVEL = frozenset("全各该省市县区州城镇乡两二三四五等多几某")
"""全省, 该市, 两省 are not the place of the article."""
_OUR = frozenset("我本")
_JOINING = frozenset("和与及、")
"""Between names; 和县 is a county too, but not in 市政府和县委."""


@dataclass(frozen=True, slots=True)
class _Free:
    """A kind with a name of its own between the place and the ending."""

    kind: str
    pattern: re.Pattern[str]
    names: bool


@resources.cached
def _known(within: str) -> dict[str, tuple[str, str]]:
    """Every name of a known body to its full name and kind.

    :param within: the code of a division of the first level; names that say something else
        elsewhere (发展局) count only in their own.
    """
    known = {}
    for body in resources.toml("organisations.toml")["known"]:
        if body.get("within", within) == within:
            for name in (body["name"], *body.get("aliases", ())):
                known[fold(name)] = (fold(body["name"]), body["kind"])
    return known


@resources.cached
def _finder(within: str) -> WordFinder:
    return WordFinder(_known(within))


@resources.cached
def _free() -> tuple[_Free, ...]:
    """Return a pattern for each kind, to match right after the name of a place."""
    return tuple(
        _Free(
            item["key"],
            re.compile(
                f"(?P<core>{_FREE}{{1,{10 if item['names'] else 20}}}?)"
                f"(?:{either(item['endings'])})"
            ),
            item["names"],
        )
        for item in resources.toml("organisations.toml")["free"]
    )


@resources.cached
def _of(name: str) -> re.Pattern[str]:
    """Return a pattern for a body of a university or a government, right after its name."""
    return re.compile(f"{_FREE}{{0,14}}?(?:{either(listed(name))})(?:办公室)?")


def find_bodies(text: str, home: str = "", county: str = "") -> tuple[FoundBody, ...]:
    """Every body that a text names, in order, without overlap (the longest counts).

    :param home: the code of the article's region, which names of counties and 市民政局 are of.
    :param county: the county of Taiwan that the article is about
        (:func:`casebook.knowledge.taiwan_bodies.county_of`).
    """
    folded = fold(text)
    places = find_places(text, home)
    way = lineage(home)
    # 交通部 of a text of Taiwan is not 交通运输部.
    within = way[0].code if way and not county else by_words("", text)[0]
    within = TAIWAN if county else within
    results = [
        *_find_known(folded, within),
        *_find_local(folded, places),
        *find_set_up(folded, places),
        *_find_relative(folded, home),
        *(find_taiwan(folded, county) if within == TAIWAN else ()),
    ]
    results = [*(_extended(folded, result) for result in results), *find_named(folded)]
    results = [without_town(without_site(folded, item, places)) for item in results]
    results = [with_founder(folded, with_branches(folded, item)) for item in results]
    kept = _longest([with_part(folded, item) for item in results])
    kept = with_government(without_mixed(folded, kept))
    found = _longest([*kept, *find_rows_of_bodies(folded, kept, home)])
    return tuple(
        body
        for body in found
        if not _is_counted(folded, body.start) and not BEARS_NAME.match(folded, body.end)
    )


BEARS_NAME = re.compile(
    r"小区|宿舍|家属[院楼区]|公寓|广场|地铁站|公交站|专用章|公章|站(?:下车|出口|附近)|路(?:口|段|[一二三四五六七八九十\d]+[号段巷])"
)
"""After the name of a body: what only bears it, 市政府|小区."""


def _is_counted(folded: str, start: int) -> bool:
    return _COUNTED.search(folded, max(0, start - BEFORE_LEVEL), start + 1) is not None


def _find_known(folded: str, within: str) -> Iterator[FoundBody]:
    results = list(_finder(within).find(folded))
    starts, ends = {start for start, _ in results}, {end for _, end in results}
    for start, end in results:
        word = folded[start:end]
        if word.endswith("部") and folded[end : end + 1] in _NOT_AFTER_BU and end < len(folded):
            continue
        if folded.startswith(("业", "区", "会"), end) and word.endswith(("银行", "社")):
            continue
        if folded[max(0, start - 1) : start] in tuple(LEVELS) and offices().bare.match(word):
            continue  # 省发展改革委 is not that of the nation.
        if folded.endswith(_NOT_AFTER.get(word, ()), 0, start):
            continue
        if word.endswith("部") and of_longer_name(folded, start):
            continue  # 电子|商务部
        in_row = start in ends or end in starts  # 中办国办
        if len(word) <= _SHORT and not in_row and not _is_word(folded, start, end):
            continue
        name, kind = _known(within)[word]
        if kind != "government" or not folded.endswith(_foreign(), 0, start):
            yield FoundBody(name, kind, start, end)


_NOT_AFTER = {
    "党中央": ("农工", "致公", "两", "各", "人民革命", "革命", "国民"),
    "人事部": ("组织",),
}
"""What makes of a known name another: 农工党中央 is of another party; 组织人事部."""


@resources.cached
def _foreign() -> tuple[str, ...]:
    return tuple(map(fold, resources.toml("organisations.toml")["foreign"]))


def _is_word(folded: str, start: int, end: int) -> bool:
    """Whether no longer word holds a span."""
    return not any(
        at < start < last or at < end < last
        for at, last in words_around(folded, start, end, BEFORE_LEVEL)
    )


_ZONE = re.compile(
    "[一-鿿]{0,4}?(?:高新技术产业开发区|经济技术开发区|高新区|经开区|开发区|新区|示范区|自贸区|度假区|保税区|园区)"
)
"""A zone of a place, which has offices of its own: 襄阳高新区|行政审批局."""
_PARTY = ("中国共产党", "中共")
_COMMITTEE = re.compile("委员会(?![办组宣统政机])")
"""After a party and a place: 中共泉州市委员会 is 中共泉州市委."""


_FORESTS = ("15", "22", "23")
"""Provinces with enterprises that keep the forests of the state, called 根河林业局; 根河市林业局
is an office of the city."""


def _find_local(folded: str, places: Sequence[FoundPlace]) -> Iterator[FoundBody]:
    """Find what begins with the name of a place, those above it included."""
    for number, place in enumerate(places):
        first = number
        while first and places[first - 1].end == places[first].start:
            first -= 1
        start = places[first].start
        party = next((name for name in _PARTY if folded.endswith(name, 0, start)), "")
        start -= len(party)
        printed = folded[place.start : place.end]
        # 余江县委 of 2015 is no 余江区委.
        whose = printed if printed in former_names() else division_name(place.code)
        if SETS_UP.match(folded, place.end):
            continue
        if party and (match := _COMMITTEE.match(folded, place.end)):
            name = f"中共{whose}{'党' if whose.endswith('自治区') else ''}委"
            yield FoundBody(name, "party", start, match.end())
        elif office := office_at(folded, place.end) or task_office_at(folded, place.end):
            if not _is_post(folded, office):
                forest = office.rest == "林业局" and place.code.startswith(_FORESTS)
                own = printed if forest or office.rest in listed("own_names") else whose
                name = office.full(own)
                if place.code[:2] + "0000" in WITHOUT_DIVISIONS:
                    name = name.replace("人民政府", "政府")  # 香港特别行政区政府
                yield FoundBody(name, office.kind, start, office.end)
        elif (zone := _ZONE.match(folded, place.end)) and (office := office_at(folded, zone.end())):
            name = office.full(printed + zone[0])
            yield FoundBody(name, office.kind, start, office.end)
        elif end := _free_end(folded, place.end):
            # 贵州环境能源交易所 is a name as it stands.
            name = _of_lowest(printed + folded[place.end : end[1]])
            yield FoundBody(name, end[0], start, end[1])


_FARMS = ("林场", "农场")


def _of_lowest(name: str) -> str:
    """Return the name of a farm with the lowest of the places it begins with: 安徽|泾县霞阳林场."""
    if not name.endswith(_FARMS):
        return name
    full = [place for place in find_places(name) if name[place.start : place.end] in full_codes()]
    return name[full[-1].start :] if full else name


def _free_end(folded: str, at: int) -> tuple[str, int] | None:
    best: tuple[str, int] | None = None
    for item in _free():
        match = item.pattern.match(folded, at)
        if not match or (best and match.end() <= best[1]):
            continue
        if match[0].startswith(listed("generic")) or folded.startswith(
            listed("goes_on"), match.end()
        ):
            continue
        if item.names and not _can_name(folded, *match.span("core")):
            continue
        if is_post(folded, match):
            continue
        if not item.names and any(word in match[0] for word in listed("not_inside")):
            continue
        if OF_CLAUSE.search(match[0]):
            continue
        best = item.kind, match.end()
    return best


def _can_name(folded: str, start: int, end: int) -> bool:
    """Whether a span can be a name: nouns, and verbs that names of firms have (种植)."""
    verbs = listed("name_verbs")
    return all(
        token.word in verbs or is_name(folded, token.start, token.end)
        for token in tokens(folded, start, end)
    )


def _is_post(folded: str, office: Office) -> bool:
    """Whether a committee stands in the title of a person: 县委书记."""
    is_committee = office.rest.endswith("委") and office.kind == "party"
    return is_committee and folded.startswith(listed("posts"), office.end)


def _find_relative(folded: str, home: str) -> Iterator[FoundBody]:
    """Find 市民政局, 省委, which the region of the article completes."""
    if not home or UNNAMED.search(folded):
        return
    for match in re.finditer(f"自治区|[{LEVELS}]", folded):
        office = office_at(folded, match.end()) or group_at(folded, match)
        if not office or _is_post(folded, office):
            continue
        before = folded[max(0, match.start() - 1) : match.start()]
        if before in _NOT_BEFORE_LEVEL:
            continue
        if before not in _OUR and before not in _JOINING and not begins(folded, match.start()):
            continue
        whose = division_of(match[0], home)
        if whose:
            name = office.full(division_name(whose))
            yield FoundBody(name, office.kind, match.start(), office.end, relative=True)


def _extended(folded: str, body: FoundBody) -> FoundBody:
    """Take a longer name that goes on after a body: 国务院参事室, 武汉大学人民医院."""
    if body.kind == "government" and body.name.endswith(("政府", "国务院")):
        if office := office_at(folded, body.end):
            known = _known("").get(folded[body.end : office.end])  # 国务院|市场监管总局
            named = known[0] if known and body.name == "国务院" else body.name + office.full("")
            if not body.name.endswith(
                ("人民政府", "国务院")
            ):  # 高雄市政府交通局 is none of 交通运输
                named = named.replace("交通运输", "交通")
            return _with_end(body, office.end, named)
        return _longer(folded, body, "of_government", names=False)
    if body.kind == "government" and body.name.endswith("部"):
        return _office_of_ministry(folded, body)
    if body.name.startswith("行政院") and (match := _OF_MINISTRY.match(folded, body.end)):
        # 行政院农业委员会|农粮署 is no 农业部农粮署 yet
        agency = match[0] in _known(TAIWAN)
        return _with_end(body, match.end(), body.name + match[0]) if agency else body
    if body.kind == "school" and body.name.endswith("大学"):
        return _longer(folded, body, "of_university", names=False)
    return body


_OF_MINISTRY = re.compile(
    "(?P<core>[一-鿿]{2,8}?)(?:总局|研究中心|[署局司](?![长令法机]))(?:[一-鿿]{2,3}?分[署局])?"
    "|(?:[东南西北中]部)?办公[厅室](?:[一-鿿]{2,4}处(?=[副]?处长))?"
)


_NOT_OF_MINISTRY = re.compile("国家|全国|中央|中国|驻")
"""A body of its own after a ministry, or what lies elsewhere: 交通部驻港企业招商局."""


def _office_of_ministry(folded: str, body: FoundBody) -> FoundBody:
    """Take an office that a ministry goes on with: 财政部|国库司, but not 财政部|税务总局."""
    match = _OF_MINISTRY.match(folded, body.end)
    if not match or _NOT_OF_MINISTRY.match(match[0]):
        return body
    full, _ = _known(TAIWAN).get(match[0], ("", ""))
    if full.startswith(body.name):
        return _with_end(body, match.end(), full)  # 教育部|国教署
    named = is_name(folded, *match.span()) or _can_name(folded, *match.span("core"))
    if not named and not (match[0][-1] == "司" and _is_task(folded, *match.span("core"))):
        return body
    if match[0][-1] == "司" and folded.startswith("局", match.end()):
        return body  # 工信部|主管司局
    if any(not start for start, _ in _finder("").find(match[0])) or find_places(match[0]):
        return body
    return _with_end(body, match.end(), body.name + match[0])


def _is_task(folded: str, start: int, end: int) -> bool:
    """Whether the words before 司 say what it does: 生态修复|司."""
    return all(token.tag.startswith(("n", "v", "a", "j")) for token in tokens(folded, start, end))


def _with_end(body: FoundBody, end: int, name: str) -> FoundBody:
    return FoundBody(name, body.kind, body.start, end, body.relative)


def _longer(folded: str, body: FoundBody, of: str, *, names: bool) -> FoundBody:
    match = _of(of).match(folded, body.end)
    if not match or not _is_of(folded, match):
        return body
    if names and not is_name(folded, *match.span()):
        return body
    kind = "hospital" if match[0].endswith("医院") else body.kind
    return FoundBody(body.name + match[0], kind, body.start, match.end(), body.relative)


def _is_of(folded: str, match: re.Match[str]) -> bool:
    """Whether a longer name is one: 林学与园林学院, but not 与某学院."""
    inside = [word for word in listed("not_inside") if word in match[0]]
    joined = set(inside) <= _JOINS_NAMES and match[0][0] not in _JOINS_NAMES
    return not inside or (
        joined
        and all(
            token.word in _JOINS_NAMES or token.tag[:1] in "nvj"
            for token in tokens(folded, *match.span())
        )
    )


_JOINS_NAMES = frozenset("与和及")


def _longest(results: list[FoundBody]) -> tuple[FoundBody, ...]:
    kept: list[FoundBody] = []
    taken: set[int] = set()
    for body in sorted(results, key=lambda result: (result.start - result.end, result.start)):
        place = range(body.start, body.end)
        if taken.isdisjoint(place):
            kept.append(body)
            taken.update(place)
    return tuple(sorted(kept, key=lambda item: item.start))
