"""Bodies of one article: those of its passages, and names in short that an earlier name explains.

An article that has said 公安局南谯分局 goes on with 南谯分局, one that has said 花蓮市公所 with
市公所.  The short name is that of the body where the article has no second one that it fits.
So is the one that the article gives it itself: 霞阳果业有限公司（以下简称“霞阳果业”）.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from casebook.knowledge.body_branches import with_branches
from casebook.knowledge.local_bodies import find_local
from casebook.knowledge.named_bodies import FoundBody
from casebook.knowledge.office_names import office_at
from casebook.knowledge.organisations import find_bodies
from casebook.knowledge.passages import Passage
from casebook.knowledge.taiwan import counties_of_taiwan
from casebook.knowledge.taiwan_names import opens
from casebook.text.fold import fold

_PARTS = re.compile(
    "(?<=[局署])(?P<branch>[一-鿿]{2,6}分[局署])?(?P<station>[一-鿿]{2,6}(?:派出所|大队|支队|监理[所站]))?$"
)
_OF_BRANCH = re.compile(
    "^[一-鿿]{2,16}[省市县区州旗](?P<office>[一-鿿]{2,12}?)局(?P<branch>[一-鿿]{2,6}分局)"
)
"""庆云县行政审批局尚堂镇分局, which an article calls 行政审批局尚堂镇分局 and 行政审批分局, too."""
_OF_TASK = re.compile("(?<=[镇乡道区县市省州旗])(?P<own>[一-鿿]{2,3}办)$")
"""上海市长宁区新泾镇加梯办: 加梯办 of the same article."""
_COURT = re.compile(
    "^(?:[一-鿿]{2,12}[省市区州])?(?P<own>[一-鿿]{2,4})(?P<level>[市县区旗])人民(?P<kind>法院|检察院)$"
)
"""北京市朝阳区人民法院, which an article calls 朝阳区法院 and 朝阳法院, too."""
_FOUNDED = re.compile("^(?:国立|市立|县立|私立)(?P<own>[一-鿿]{4,})$")
_FARM = re.compile(
    "^[一-鿿]{1,8}[省市县区州旗](?P<own>(?!国有|专业)[一-鿿]{2,8}(?<!国有)(?<!专业)(?:林场|农场|合作社))$"
)
"""泾县霞阳林场, which an article calls 霞阳林场, too."""
_OFFICE = re.compile("^(?P<county>[一-鿿]{2}[县市])(?:政府)?(?P<office>[一-鿿]{2,8}[局处])$")
_TOWN = re.compile("^(?:[一-鿿]{2}[县市])?(?P<named>[一-鿿]{2,3}(?P<office>[乡镇市区]公所))$")
_MINISTRY = re.compile("^[一-鿿]{2,6}部(?P<office>[一-鿿]{2,8}?[局署])")
"""交通部公路局: 公路局 of the article that names it so."""


def bodies_of(
    texts: Sequence[Passage], home: str, county: str
) -> tuple[tuple[FoundBody, ...], ...]:
    """Return the bodies of each passage of an article, in order, without overlap.

    :param home: the code of the article's region.
    :param county: the county of Taiwan that it is about.
    """
    found = [find_bodies(text.text, home, county) for text in texts]
    found = _with_local([fold(text.text) for text in texts], found, home)
    called = _called(texts, found) | _firms(found) | _stations([fold(text.text) for text in texts])
    shorts = _short_names([body for bodies in found for body in bodies])
    if not shorts and not called:
        return tuple(found)
    found = [tuple(_in_full(body, shorts) for body in bodies) for bodies in found]
    shorts = _short_names([body for bodies in found for body in bodies]) | called
    return tuple(
        _with_shorts(fold(text.text), bodies, shorts)
        for text, bodies in zip(texts, found, strict=True)
    )


def _with_local(
    folded: Sequence[str], found: Sequence[tuple[FoundBody, ...]], home: str
) -> list[tuple[FoundBody, ...]]:
    """Return the bodies of each text with those of a town or village that it leaves out."""
    result = []
    for bodies, local in zip(found, find_local(folded, found, home), strict=True):
        taken = {at for body in bodies for at in range(body.start, body.end)}
        free = [body for body in local if taken.isdisjoint(range(body.start, body.end))]
        result.append(tuple(sorted((*bodies, *free), key=lambda body: body.start)))
    return result


def _called(
    texts: Sequence[Passage], found: Sequence[tuple[FoundBody, ...]]
) -> dict[str, FoundBody]:
    """Return the short names that an article gives bodies, each with its body."""
    called: dict[str, FoundBody] = {}
    for text, bodies in zip(texts, found, strict=True):
        if "称" not in (folded := fold(text.text)):
            continue
        for body in bodies:
            said = _CALLED.match(folded, body.end)
            if said and said["short"] not in _OF_ANY:
                called.setdefault(said["short"], body)
    return called


def _stations(folded: Sequence[str]) -> dict[str, FoundBody]:
    """Return the stations that have the name of a town of the article: 板桥派出所 of 板桥镇."""
    running = "\n".join(folded)
    named = {match[0]: match["town"] for match in _STATION.finditer(running)}
    return {
        name: FoundBody(name, "government", 0, 0)
        for name, town in named.items()
        if re.search(f"{town}(?:镇|乡|街道)", running)
    }


_STATION = re.compile("(?<![一-鿿])(?P<town>[一-鿿]{2,3})(?:派出所|司法所)")
"""Somewhere in the article with no word before it."""


def _firms(found: Sequence[tuple[FoundBody, ...]]) -> dict[str, FoundBody]:
    """Return what groups are called without their form: 岚峰集团 for 岚峰集团有限公司."""
    every = (body for bodies in found for body in bodies)
    return {match[1]: body for body in every if (match := _FIRM.fullmatch(body.name))}


_FIRM = re.compile("(.{4,}集团)(?:股份|控股)?有限(?:责任)?公司")
_CALLED = re.compile(
    "[（(，](?:(?:以下|下)?简称|以?下称)(?:为|：)?[“「]?(?P<short>(?!本)[一-鿿]{2,12})[”」]?[）)，]"
)
_OF_ANY = frozenset({"公司", "集团", "中心", "学校", "医院", "银行", "我们", "政府"})
"""Short names that other bodies of the article are called by, too."""


def _short_names(bodies: Sequence[FoundBody]) -> dict[str, FoundBody]:
    """Return each short name with its body; a name that two bodies share is none."""
    shorts: dict[str, dict[str, FoundBody]] = {}
    for body in bodies:
        for short in _shorts_of(body.name):
            end = body.name.index(short) + len(short) if short in body.name else None
            full = body.name[:end]
            shorts.setdefault(short, {})[full] = replace(body, name=full)
    return {short: next(iter(of.values())) for short, of in shorts.items() if len(of) == 1}


def _shorts_of(name: str) -> Iterator[str]:
    parts = _PARTS.search(name)
    branch, station = (parts["branch"] or "", parts["station"] or "") if parts else ("", "")
    yield from (part for part in (branch, station, branch + station) if part)
    yield from _shorts_of_offices(name)
    for named in (_FOUNDED.match(name), _FARM.match(name)):
        if named:
            yield named["own"]
    office = _OFFICE.match(name)
    own = office and ("政府" in name or office["county"] in counties_of_taiwan())
    for bare in (_TOWN.match(name), own and office, _MINISTRY.match(name)):
        if bare:
            yield bare["office"]
    if (town := _TOWN.match(name)) and town["named"] != name:
        yield town["named"]


def _shorts_of_offices(name: str) -> Iterator[str]:
    """Yield what branches, offices for one task, courts and agencies are called in short."""
    if of := _OF_BRANCH.match(name):
        yield f"{of['office']}局{of['branch']}"
        yield f"{of['office']}分局"
    task = _OF_TASK.search(name)
    if task and not office_at(task["own"], 0):  # 河长办 is that of any level
        yield task["own"]
    if court := _COURT.match(name):
        yield court["own"] + court["kind"]
        yield court["own"] + court["level"] + court["kind"]
    if ministry := _MINISTRY.match(name):  # 公路局台北市区监理所
        yield name[ministry.start("office") :]


def _with_shorts(
    folded: str, bodies: Sequence[FoundBody], shorts: dict[str, FoundBody]
) -> tuple[FoundBody, ...]:
    named = [_in_full(body, shorts) for body in bodies]
    taken = {at for body in bodies for at in range(body.start, body.end)}
    for short in sorted(shorts, key=lambda name: (-len(name), name)):
        for match in re.finditer(short + _GOES_ON.get(short[-1], ""), folded):
            whole = opens(folded, match.start()) or not _BARE.search(short)
            if whole and taken.isdisjoint(range(*match.span())):
                of = replace(shorts[short], start=match.start(), end=match.end(), relative=True)
                body = with_branches(folded, of)
                named.append(body)
                taken.update(range(body.start, body.end))
    return tuple(sorted(named, key=lambda body: body.start))


def _in_full(body: FoundBody, shorts: dict[str, FoundBody]) -> FoundBody:
    """Return a body whose name begins with a short one in full: 南谯分局|黄泥岗派出所."""
    for short, of in shorts.items():
        if body.name == short or (short.endswith("分局") and body.name.startswith(short)):
            return replace(body, name=of.name + body.name.removeprefix(short))
    return body


_GOES_ON = {"办": "(?![理事学案结好成件法税证])", "院": "(?![路街巷])"}
"""What no short name stands before: 加梯|办理, 朝阳法院|路."""
_BARE = re.compile("^[乡镇市区]公所$|(?<!分)[局处署办]$")
"""鄉公所 and 教育局 have no name of their own: no word before may make them longer."""
