"""Find the divisions that a text names, in full and in short."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from casebook import resources
from casebook.knowledge.county_rows import cities_in_rows, find_rows
from casebook.knowledge.regions import (
    SHORT,
    WITHOUT_DIVISIONS,
    FoundPlace,
    autonomous_codes,
    banners,
    children,
    divisions,
    former_names,
    full_codes,
    lies_in,
    lineage,
    not_short,
    shared_former,
    short_behind_province,
    short_codes,
)
from casebook.knowledge.sentences import same_sentence
from casebook.knowledge.short_counties import (
    WINDOW,
    begins_in_word,
    is_place_word,
    with_counties,
)
from casebook.knowledge.tagging import words_around
from casebook.knowledge.towns import OF_HOME
from casebook.knowledge.word_finder import WordFinder
from casebook.records import Level
from casebook.text.fold import fold

_PAPERS = ("日报", "晚报", "时报", "早报", "商报", "晨报", "卫视", "电视台", "新闻网", "先锋网")
_LONGEST_OF_PAPER = 3
_OF_PAPER = re.compile("文汇报|大公报|(?:在线|网)(?=消息|讯|记者|报道)")
"""After a short name: who brings the news, 香港文汇报讯, 信息兰州网消息."""
_COUNTY, _GOES_ON = "县区市", frozenset("级域城里内区市直属")
"""岚县, but not in 岚县级."""
_ON_A_MAP = frozenset("河湖湾路街桥江塔")
"""苏州河 and 青海湖 are words of the dictionary, and no divisions."""
_OF_RIVER = re.compile(
    "大?峡谷|两岸|流域|[江河][畔边面岸堤]|畔|(?:中上|中下|[上中下])游(?!产业|企业)|干流|支流|水系|河段|江段"
)
"""After a name that is a river, too: 怒江峡谷, 黑河流域."""
_OF_WORK = re.compile("水库(?!移民|除险|安全)|水利枢纽|水电站")
"""After the short name of a city or county: a work that has its name, 丹江口水库."""
_OF_PORT = re.compile("港(?![澳口资人商股交方胞台珠企务区航闽味式])")
"""After a short name: a port, 钦州港片区; 天津港口 are those of 天津, 深圳港资 is of 香港."""
_OF_VILLAGES = re.compile("村(?:[长官干庄容]|社(?!区))")
"""After the short name of a province, which no village has: 四川村长, 四川村社."""
_AREA = "域"
"""滨江区域 is not 滨江区."""
_OF_PROVINCE, _RIVERS = "0000", "江河"
_LONG = 3
"""A full name so short may stand across words: 沿|海城市, 罗|浮山县|镇."""
_OF_STREET = re.compile(
    "[东西南北中]?(?:[一二三四五六七八]?路(?![网面灯政况线过由段])|街(?![道头区上景巷])|大道)"
    "|道(?![路德教县歉理地具口闸班长里外听观真士家行统出别破孚道])|邨|大[厦楼]|花园(?!城)"
    "|围(?![绕棋墙堰垦攻城巾剿观挡歼着住在场])|话(?![题剧语务费机筒])"
    "|里(?=[、，。及等长]|民)|舰|山(?![区村地洪火体水城东西川林乡海河寨寺间])"
)
"""After a short name: a street, an estate, a house, a hill or a speech that is called so: 武威东路,
南昌邨, 天水圍, 廣東話."""
_OTHERS = 2
"""How often a word stands elsewhere in a text that a short name is no part of."""
_COINED = re.compile("[“「『‘][一-鿿]{3}[”」』’]")
"""A word of three characters in quotes, of which a short name is the last two."""
_OF_PROGRAMME = re.compile("[“「][一-鿿]{4,6}[”」](?:工程|计划|计画|行动|项目|活动|平台|品牌)")
"""A name in marks that begins as a place does: “广东技工”工程, but not “重庆火锅”."""
_OF_ANY_COUNTY = re.compile(
    "[县市区](?:[级里乡镇局委直域市区]|医院|[一-鿿]{1,6}?(?:局(?![部面势限])|部门|委员会))|市[场民]|区[分别域]"
)
"""The last character of a county with what any county has, or the beginning of a word."""
_RECENT = 8
"""How many divisions back one is looked for that decides a shared name."""


def codes_like(name: str) -> tuple[str, ...]:
    """Return the codes of the divisions that a name may mean, with or without its ending.

    :param name: as a person writes it (应城, 湖北省应城市), in either script.
    """
    folded = fold(name).strip()
    places = find_places(folded)
    if places and places[-1].end == len(folded):
        return (places[-1].code,)
    names = (folded, *(folded + ending for ending in "省市区县旗州盟"))
    return tuple(sorted(code for item in names if item for code in full_codes().get(item, ())))


@resources.cached
def _not_alone() -> frozenset[str]:
    return frozenset(fold(word) for word in resources.toml("places.toml")["not_alone"])


@resources.cached
def _generic() -> frozenset[str]:
    return frozenset(fold(word) for word in resources.toml("places.toml")["generic"])


@resources.cached
def _in_rows() -> dict[str, str]:
    names = resources.toml("places.toml")["province_in_rows"]
    return {fold(name): item["code"] for name, item in names.items()}


@resources.cached
def _words_here() -> dict[str, re.Pattern[str]]:
    table = resources.toml("places.toml")["word_here"]
    return {fold(name): re.compile(fold("|".join(forms))) for name, forms in table.items()}


def _is_word_here(folded: str, name: str, start: int) -> bool:
    """Whether a short name is a word where it stands, by what stands around it: 日照充足."""
    form = _words_here().get(name)
    return bool(form and any(form.match(folded, max(0, start - back)) for back in range(3)))


def _is_province(folded: str, name: str) -> bool:
    """Whether a text names a province that a prefecture has its short name with: 海南."""
    item = resources.toml("places.toml")["province_in_rows"][name]
    has, others = map(fold, item["has"]), map(fold, item["others"])
    return any(word in folded for word in has) and not any(word in folded for word in others)


@resources.cached
def _finder(home: str) -> WordFinder:
    return WordFinder(_near_names(home), _everywhere())


@resources.cached
def _everywhere() -> WordFinder:
    not_place = (fold(word) for word in resources.toml("places.toml")["not_place"])
    names = (
        full_codes(),
        short_codes(),
        former_names(),
        autonomous_codes(),
        banners(),
        _in_rows(),
        short_behind_province(),
    )
    return WordFinder([*(name for items in names for name in items), *not_place, *_other_names()])


@resources.cached
def _other_names() -> tuple[str, ...]:
    """Names that begin with a place and say nothing about it: 北京大学, 宁德时代, 重庆日报."""
    known = resources.toml("organisations.toml")["known"]
    names = [fold(item["name"]) for item in known if item["kind"] in ("school", "company")]
    places = [*short_codes(), *(name for name in full_codes() if len(name) <= _LONGEST_OF_PAPER)]
    return (*names, *(place + paper for place in places for paper in _PAPERS))


def _stands_alone(folded: str, start: int, end: int) -> bool:
    """Whether the words of a text do not cut through a short name, as 重大|理论 does."""
    for at, last in words_around(folded, start, end, WINDOW):
        if at < start < last < end or start < at < end < last:
            return False
        if at < start < end <= last:
            return False  # 大兴安岭
        if at == start and last > end and folded[last - 1] in _ON_A_MAP:
            return False
    return True


def _ends_word_of_text(folded: str, start: int, end: int) -> bool:
    """Whether a short name begins within a word of the text: 河长|治, in a text of 河长.

    Such a word stands there at least twice with something else behind it, and seldom does its
    last character begin another word there (在|长期).  Once is enough in quotes: “河长治”.
    """
    word = folded[max(0, start - 1) : start + 1]
    others, begun = _elsewhere(folded, word, folded[start:end])
    coined = _COINED.match(folded, max(0, start - 2)) is not None
    return others - begun >= max(1 if coined else _OTHERS, begun + 1)


@functools.lru_cache(maxsize=1 << 10)
def _elsewhere(folded: str, word: str, name: str) -> tuple[int, int]:
    """Count where a word of two characters stands without a name that its last one begins.

    Once for all the same names of a text: each would look through all of it.

    :returns: how often it does, and how often its last character begins another word there.
    """
    others = [
        match.start() + 1
        for match in re.finditer(re.escape(word), folded)
        if len(word) == SHORT and not folded.startswith(name, match.start() + 1)
    ]
    return len(others), sum(_begins_word(folded, at) for at in others)


def _begins_word(folded: str, at: int) -> bool:
    return any(at == begin < last - 1 for begin, last in words_around(folded, at, at + 1, WINDOW))


def _is_of_pair(folded: str, start: int, end: int) -> bool:
    """Whether a short name and the next name a place in another: 湖|南岳|阳 is 湖南岳阳."""
    short = short_codes()
    code = short.get(folded[start:end], "")
    after = short.get(folded[end : end + end - start], "")
    before = short.get(folded[2 * start - end : start], "") if 2 * start >= end else ""
    return bool(code) and (lies_in(after, code) if after else lies_in(code, before))


@resources.cached
def _near_names(home: str) -> dict[str, str]:
    """Short names of the counties (武平, 义乌) that ``home`` is or that lie around or in it.

    Urban districts are left out: their short names (新城, 和平) are common words.
    """
    above = lineage(home)
    city = next((entry for entry in above if entry.level is Level.CITY), None)
    near = {*above, *(children(city.code) if city else ())}
    if len(above) == 1:
        near |= {division for division in divisions().values() if lies_in(division.code, home)}
    return {
        item.name[:-1]: item.code
        for item in sorted(near, key=lambda element: element.code)
        if item.level is Level.COUNTY
        and item.name[-1] in "县市"
        and len(item.name) > 2
        and (
            item.name[:-1] not in not_short()
            or (item.code == home and is_place_word(item.name[:-1]))
        )
    }


_OF_PERSON = re.compile(
    "(?:爱人|丈夫|妻子|[儿女]子|女儿|[村居牧渔]民|农户|户主|大户|职工|工人|记者|书记|主任|经理|干部|党员|[老教]师|医生|司机"
    "|员|[省市县区州镇乡村厅局处科院校所站队组会社部]长)"
    "[赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许何吕施张孔曹严魏陶姜谢邹章苏潘葛范彭鲁马方俞任袁柳史唐薛雷贺汤罗郝常傅齐余顾孟"
    "黄萧尹姚邵汪毛戴宋庞熊董梁杜季贾童颜郭梅林钟徐邱骆高夏蔡田樊胡霍卢莫丁邓洪石崔龚程邢陆段侯刘叶黎乔谭]$"
)
"""Before what reads like a short name: a person is called so, 爱人周延安; 于 is oftener a word."""
_PERSON_REACH = 3
_OF_OFFICE = re.compile("[河湖林田路链街巷组会校局院厅所站班队厂行栋村镇乡]长")
"""湖长|治湖 and 会长|沙某 are no 长治 and no 长沙."""

_TOWN_GOES_ON = re.compile(
    f"镇(?![江雄平原])|街道|乡(?!{OF_HOME})|新?村(?![民级])"
    "|社区(?!治理|建设|营造|服务|养老|更新|教育|医疗|卫生|矫正|改造|食堂|工作|管理|自治|协商|发展)"
)
"""What makes the name of a town or quarter of a short name; 佛山社区治理 is of the city."""


@resources.recalled
def find_places(text: str, home: str = "") -> tuple[FoundPlace, ...]:
    """Every division that a text names, in order.

    A name that several counties share (鼓楼区) counts only where a division
    above one of them was named right before it, or is the ``home`` (a code)
    of the article or lies above it.
    """
    folded = fold(text)
    result: list[FoundPlace] = []
    for start, end in _finder(home).find(folded):
        if home in WITHOUT_DIVISIONS and _NOT_THERE.match(folded, max(0, start - 1)):
            continue
        if _is_name(folded, start, end, result):
            codes = _meant(folded, start, end, home, result)
            if len(codes) == 1:
                result.append(FoundPlace(codes[0], start, end))
    found = list(with_counties(folded, cities_in_rows(folded, result)))
    held = {at for place in found for at in range(place.start, place.end)}
    found += [x for x in find_rows(folded, home) if held.isdisjoint(range(x.start, x.end))]
    return tuple(sorted(found, key=lambda place: place.start))


def _is_name(folded: str, start: int, end: int, results: Sequence[FoundPlace]) -> bool:
    """Whether what reads like a name is one: not 延长|石油, 沿|海城市, 滨江区|域, 武威|东路."""
    name = folded[start:end]
    if len(name) <= SHORT and not (
        _stands_alone(folded, start, end) or _is_of_pair(folded, start, end)
    ):
        return False
    if len(name) == _LONG and not _before(results, start) and begins_in_word(folded, start, end):
        return False
    goes_on = len(name) <= SHORT and name[-1] in _COUNTY and folded[end : end + 1] in _GOES_ON
    of_any = not _before(results, start) and _is_word_before_office(folded, start, end)
    if goes_on or of_any or _is_word_here(folded, name, start):
        return False
    alone = len(name) == SHORT and not _before(results, start)
    of_word = alone and _ends_word_of_text(folded, start, end)
    if of_word or (name[-1] == "区" and folded.startswith(_AREA, end)):
        return False
    if _names_other(folded, name, start, end):
        return False
    return name not in _in_rows() or (
        _is_in_row(folded, start, results) or _is_province(folded, name)
    )


def _names_other(folded: str, name: str, start: int, end: int) -> bool:
    """Whether a short name is that of something else: 庆阳镇, 武威东路, 怒江峡谷, 钦州港."""
    of_province = short_codes().get(name, "").endswith(_OF_PROVINCE)
    if name not in full_codes() and not of_province and _OF_WORK.match(folded, end):
        return True
    town = _TOWN_GOES_ON.match(folded, end) and not (
        of_province and _OF_VILLAGES.match(folded, end)
    )
    return name in short_codes() and bool(
        town
        or _OF_PROGRAMME.match(folded, max(0, start - 1))
        or _OF_STREET.match(folded, end)
        or _OF_OFFICE.match(folded, max(0, start - 1))
        or _OF_PERSON.search(folded, max(0, start - _PERSON_REACH), start)
        or _OF_PAPER.match(folded, end)
        or _OF_PORT.match(folded, end)
        or (name[-1] in _RIVERS and _OF_RIVER.match(folded, end))
    )


def _is_word_before_office(folded: str, start: int, end: int) -> bool:
    """Whether a county is a word and an office of any county: 由会同|县财政局核定, 比如|县里.

    It is the county where the text names what it lies in, or names it with nothing of an office
    behind, or begins with it.
    """
    name = folded[start:end]
    if name[:-1] not in not_short() or not start or not _OF_ANY_COUNTY.match(folded, end - 1):
        return False
    above = {item.name[:SHORT] for code in full_codes().get(name, ()) for item in lineage(code)}
    if any(word in folded for word in above - {name[:SHORT]}):
        return False
    return all(
        match.start() and _OF_ANY_COUNTY.match(folded, match.end() - 1)
        for match in re.finditer(name, folded)
    )


def _before(results: Sequence[FoundPlace], start: int) -> FoundPlace | None:
    """Return the division that stands right before."""
    return results[-1] if results and results[-1].end == start else None


def _meant(
    folded: str, start: int, end: int, home: str, results: Sequence[FoundPlace]
) -> Sequence[str]:
    """Return the codes of the divisions that a name may mean where it stands."""
    name = folded[start:end]
    codes = _codes(name, home)
    before = _before(results, start)
    nested = [c for c in codes if before and lies_in(c, before.code)]
    if nested:
        return nested
    if (
        name in _generic()
        or name in short_behind_province()
        or (home in WITHOUT_DIVISIONS and _is_elsewhere(codes, before))
    ):
        return ()
    if len(codes) == 1 and name not in _not_alone():
        return codes
    around = {item.code for item in lineage(home)}
    near = [c for c in codes if around & {entry.code for entry in lineage(c)}]
    close = [c for c in near if home and (lies_in(c, home) or lies_in(home, c))]
    return close or near or _said_before(folded, start, codes, results)


def _is_elsewhere(codes: Sequence[str], before: FoundPlace | None) -> bool:
    """Whether a name is that of a county, in a text of Taiwan: 安定區 and 東山區 of 臺南.

    The table has no divisions of Taiwan, so that a name that it shares with one of the mainland
    counts only after a place of the province of this one.
    """
    counties = bool(codes) and all(divisions()[code].level is Level.COUNTY for code in codes)
    return counties and not (before and lineage(before.code)[0] == lineage(codes[0])[0])


_NOT_THERE = re.compile("台(?=[南北中东])|.?日照(?!市)|.?长治(?!市)|.?南昌(?!市)")
"""到台南|充电 names no 南充 in a text of Taiwan, and 日照 is care by day."""


def _said_before(
    folded: str, start: int, codes: Sequence[str], results: Sequence[FoundPlace]
) -> Sequence[str]:
    """Return the one of several divisions whose city the sentence has named: 福州市…，鼓楼区."""
    for result in reversed(results[-_RECENT:]):
        if not same_sentence(folded, result.end, start):
            break
        inside = [code for code in codes if lies_in(code, result.code)]
        if inside:
            return inside
    return ()


def _is_in_row(folded: str, start: int, result: Sequence[FoundPlace]) -> bool:
    """Whether a name stands after a province and 、, and so is a province too (江西、海南)."""
    if not result or result[-1].end != start - 1 or folded[start - 1] not in "、和与":
        return False
    return divisions()[result[-1].code].level is Level.PROVINCE


def _codes(name: str, home: str) -> tuple[str, ...]:
    if name in full_codes():
        return (*full_codes()[name], *shared_former().get(name, ()))
    code = short_codes().get(name) or _near_names(home).get(name)
    if not code:  # 东乡县 was a county of one province and is short for one of another.
        found = (former_names().get(name), autonomous_codes().get(name))
        both = tuple(dict.fromkeys(item for item in found if item))
        if name not in full_codes() and both:
            return both
    code = code or banners().get(name) or _in_rows().get(name) or short_behind_province().get(name)
    return (code,) if code else ()
