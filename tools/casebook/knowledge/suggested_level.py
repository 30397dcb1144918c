"""Suggest the level of an article: which kind of place it is about, or the nation.

The title decides where it names a town, a village or the nation.  Else the level is that of the
region, or of what the text calls its own (我市, 县委).  In doubt there is none: an empty cell is
asked for, a wrong one is believed.
"""

from __future__ import annotations

import enum
import re
from collections import Counter
from itertools import accumulate

from casebook import resources
from casebook.knowledge.mask import HIDDEN, QUOTED, TITLE, hide
from casebook.knowledge.own_place import hide_places
from casebook.knowledge.place_finder import find_places
from casebook.knowledge.regions import divisions, lineage, short_names
from casebook.knowledge.suggested_region import region_of_title, subjects
from casebook.knowledge.taiwan import HONG_KONG, TAIWAN, by_words, of_district, taiwan_level
from casebook.knowledge.towns import OF_HOME, TOWN_ENDING, is_no_town, is_word
from casebook.records import Level
from casebook.text import jieba
from casebook.text.fold import fold

_NATION = re.compile(
    "我国|全国(?!两会|人大|政协|人民|劳动|劳模|先进|文明|优秀|示范|首|第|唯一|[一-鿿]{0,6}(?:示范|典型|试点))"
    "|中国(?!特色|第)"
)
"""全国文明城市 and 全国第二批示范县 are honours of a place."""
_MANY_PLACES = re.compile("多地|各地(?!区)|群像|(?:部分|一些)(?:地区|农村地区|地方|省份|城市|农村)")
"""In a title that names no place: 多地部署春风行动."""
_NATIONAL_BODY = re.compile(
    "国务院|中共中央|党中央|中办|国办|中央一号文件|国家[一-鿿]{2,8}(?:局|委|总局)|[证银保]监会(?!系统)|海关总署|中央(?:经济|财经|农村|政治局|加强|明确|提出|就)"
    "|中华全国[一-鿿]{2,8}(?:总社|总会|联合会)|各省、自治区|党的十[一二三四五六七八九]|(?:农业|教育|财政|民政|公安|商务|水利|科技|农业农村|国土资源|自然资源|生态环境"
    "|交通运输|人力资源(?:和)?社会保障|住房(?:和)?城乡建设|工业和信息化)部(?![门队委])"
)
_PARTY = re.compile("党中央|党的十[一二三四五六七八九]")
"""What a text of any place begins with: 党的十九大提出…."""
_PREAMBLE = re.compile("(?:贯彻|落实|按照|根据|响应)[^，。；]{0,12}(?:党中央|中央|国务院|国家)")
"""A text of one place names the nation for what it follows: 按照国务院要求."""
_DATELINE = re.compile("[一-鿿]{2,4}(?:社|网)[一-鿿]{2,4}(?=\\d{1,2}月\\d{1,2}日)")
"""中新社北京4月27日电 says where the news was written."""
_TOWNSHIP = re.compile(
    f"(?:[一-鿿]{{1,3}}(?<![乡镇村各])街道(?<!城市街道|社区街道)|[一-鿿]{{1,3}}(?<![乡城村小偏家故返下山侨软弱穷强富进入驻到回出离之归])(?:镇(?!村)|(?<!新农|中国)(?:(?<![农山美镇])村(?!集体|民|级|委|党|干|支书|寨)|乡(?!{OF_HOME}))))(?![改撤并和与县])"
)
"""The name of a township or village in a title: 左店乡, 刘堡子村."""
_TOWN = re.compile(f"(?=([一-鿿]{{2}}{TOWN_ENDING}))")
_OF_TOWN = re.compile(
    "[一-鿿]{2}(?<![县市区省州])(?:派出所|法庭|司法所|卫生院|供电所|财政所)|^[一-鿿]{2,4}社区(?=[：:])"
)
"""An office of a town or village in a title: 罗城派出所."""
_OF_COUNTY = re.compile(
    f"(?<={HIDDEN})(?:(?!小城|古城)[一-鿿]{{1,2}}[山城]镇|[一-鿿]{{2,3}}街(?=[：:]))"
)
"""Right after a county what ends as a word does is a town too: 罗山县青山镇."""
_OF_VILLAGE = re.compile("村(?:规|务|风|史|情|容|貌|医|超|晚|居|网)")
"""Words that begin with 村."""
_SOME = re.compile(
    "[一二三四五六七八九十两多各整逐]村$|(?:^|[部门员位业校队])[联包驻帮]村$|[各每诸整]乡$|[各每整]镇$"
)
"""三村集中分红, 整村授信 and 干部联村 name no village (新联村 does), and 与各乡 no township."""
_OF_PRODUCT = re.compile("[茶水花果诗药瓷酒橘竹苗侗彝瑶藏畲傣稻枣梨桃莲蚕歌舞]乡")
"""茶乡 alone says what a place is known for."""
_EACH = re.compile("[各每][乡镇村]")
"""What stands before 镇 or 村 where all are meant: 各乡镇, 各镇村.  各莫镇 is a town."""
_UNNAMED = re.compile("(?<![A-Za-z])[A-Z]{1,2}新?(省|市|区|县|镇|乡|街道|村)")
"""A place that a study does not name: A县, X新区."""
_HEAD = re.compile("[一-鿿]{2,4}([区县旗])(?=[：:])(?<![治发范作新园景社]区)")
"""A title that begins with a place, which the table need not have: 洪江区：…."""
_OF_KIND = {"省": Level.PROVINCE, "市": Level.CITY, "区": Level.COUNTY, "县": Level.COUNTY}
_HONOUR = (
    "(?!(?:范围)?内?[是为属]?(?:首|第[一二三]|率先|唯一)|领先|排名|前[列茅]|优秀|先进|示范|典型|推广"
    "|[一-鿿]{0,4}(?:案例|试点|示范))"
)
"""全省首部 is said of what a county did."""
_OWN = (
    (Level.TOWNSHIP, re.compile("[我本全]镇|(?<![一-鿿])镇(?:党委|政府)")),
    (
        Level.COUNTY,
        re.compile(
            f"[我本][县旗]|全[县旗]{_HONOUR}|(?<![一-鿿])县里|(?<![省市各区])[县旗]委|(?<![省市各县])区委|^区[一-鿿]{{2,6}}局",
            re.MULTILINE,
        ),
    ),
    (Level.CITY, re.compile(f"[我本][市州]|全[市州]{_HONOUR}|(?<![省各城])市(?:委|政府)")),
    (Level.PROVINCE, re.compile(f"[我本]省|全省{_HONOUR}|省(?:委|属(?![首于]))|省政府")),
)
"""What the text of a place calls its own, the lowest first: a county names its province too."""
_ALL = re.compile("全[省市州县旗]")
"""What a text of one place says of it, of an honour there, too."""
_OUR = re.compile("[我本][省市县区旗]")
_TOWNS_BELOW = re.compile("各镇|各乡|乡镇|镇街")
_COUNTIES_BELOW = re.compile("县区|区县|县市|各[县区]|县[（(]")
_LEAST = 2
"""How often a text must call a place its own, or speak of the nation."""
_OPENING = 60
"""Characters of a text that say what it is about."""
_LEAST_PLACE = 3
"""How often a text must name one place, and no other province, to contradict such a title."""
_MANY = 3
"""Provinces of a text that is of none of them,"""
_ALL_OVER = 4
"""and of one that says 全省 of each."""
_LEAST_TOWN = 3
"""How often a text must name one town to be of it."""


class Scope(enum.Enum):
    """How far an article reaches."""

    PLACE = enum.auto()
    NATION = enum.auto()
    DOUBT = enum.auto()
    """It speaks of the nation and of one place, and either may be the example."""


def scope(title: str, text: str) -> Scope:
    """Return whether an article is about the nation, though it may name places as examples."""
    heading = hide(fold(title), QUOTED, TITLE)
    folded = _DATELINE.sub("", hide(fold(text), QUOTED))
    of_place = region_of_title(title, text) or by_words(title, text)[0]
    if of_place or _names_town(heading) or _UNNAMED.search(fold(title)):
        return Scope.PLACE
    if _OUR.search(heading):
        return Scope.PLACE  # 我市档案馆全部接入全国平台
    if _NATION.search(heading) or _MANY_PLACES.search(heading) or _NATIONAL_BODY.match(heading):
        return Scope.DOUBT if _is_of_one_place(folded) else Scope.NATION
    provinces = Counter(lineage(place.code)[0].code for place in subjects(folded, ""))
    all_over = len(provinces) >= _ALL_OVER and 2 * max(provinces.values()) <= provinces.total()
    running = f"{heading}\n{folded}"
    if _ALL.search(running) or any(own.search(running) for _, own in _OWN):
        # 全省 and 全县 are said of each of many examples.
        return Scope.NATION if all_over and not _OUR.search(folded) else Scope.PLACE
    return _weighed(_PREAMBLE.sub("", folded))


def _is_of_one_place(folded: str) -> bool:
    """Whether a text is of one city or county, whatever its title says: 中国林区停伐五年, 伊春."""
    times = Counter(place.code for place in subjects(folded, ""))
    code, most = max(times.items(), key=lambda item: item[1], default=("", 0))
    alone = len({lineage(item)[0].code for item in times}) == 1
    return alone and most >= _LEAST_PLACE and _is_below_province(code)


def _weighed(folded: str) -> Scope:
    """Weigh how often a text speaks of the nation against how often of its chief province."""
    said = len(_NATION.findall(folded)) + len(_NATIONAL_BODY.findall(folded))
    provinces = Counter(lineage(place.code)[0].code for place in subjects(folded, ""))
    most = max(provinces.values(), default=0)
    if said and len(provinces) >= _MANY and 2 * most <= provinces.total():
        return Scope.NATION  # examples from all over the country
    opening = folded[:_OPENING]
    # A text of one place names the party for what it asks of all.
    of_party = bool(most) and said - len(_PARTY.findall(folded)) < _LEAST
    opens = _NATION.search(opening) or _NATIONAL_BODY.search(opening)
    begins = opens and not find_places(opening[: opens.start()])
    if said and not most and said == len(_PARTY.findall(folded)):
        return Scope.PLACE  # a congress of the party is where texts of any place begin
    if begins and said >= most and not (of_party and said >= _LEAST):
        return Scope.NATION
    if said < _LEAST or 2 * said < most:
        return Scope.PLACE
    # What begins with one place may be of it, or have it for an example.
    by_place = any(_is_below_province(place.code) for place in find_places(opening))
    return Scope.NATION if said >= 2 * most and not (by_place or of_party) else Scope.DOUBT


def _is_below_province(code: str) -> bool:
    return divisions()[code].level is not Level.PROVINCE


def suggest_level(title: str, text: str, code: str = "") -> Level | None:
    """Return the level of an article that is not about the nation.

    :param code: of its region; ``""`` where that is not known.
    """
    folded = fold(text)
    if match := _UNNAMED.search(fold(title)):
        return _OF_KIND.get(match[1], Level.TOWNSHIP)
    if _names_town(hide(fold(title), QUOTED)):
        return Level.TOWNSHIP
    if not code and _HEAD.match(fold(title)):
        return Level.COUNTY
    if code == TAIWAN:
        return taiwan_level(title, text)
    if code:
        level = divisions()[code].level if code in divisions() else None
        level = Level.COUNTY if code == HONG_KONG and of_district(title, text) else level
        said = region_of_title(title, text) == code or _OUR.search(fold(title)) is not None
        return Level.TOWNSHIP if _is_of_town(folded, code, titled=said) else level
    return own_level(title, text)


def level_words(title: str, text: str, level: Level) -> tuple[str, ...]:
    """Return the words that speak for the level of an article, where its region does not.

    :param level: as :func:`suggest_level` gives it, or that of the nation.
    :returns: as they stand in the title, else in the text.
    """
    heading, folded = hide(fold(title), QUOTED), fold(text)
    patterns = [_UNNAMED] if level is not Level.NATION else [_NATION, _MANY_PLACES, _NATIONAL_BODY]
    if level is Level.TOWNSHIP:
        if towns := _towns(heading):
            return tuple(title[town.start() : town.end()] for town in towns)
        patterns += [
            _OF_TOWN,
            *(re.compile(f"{name}{TOWN_ENDING}") for name in _chief_town(folded)),
        ]
    patterns += [own for of, own in _OWN if of is level]
    for source, searched in ((title, heading), (text, folded)):
        for pattern in patterns:
            if said := [source[m.start() : m.end()] for m in pattern.finditer(searched)]:
                return tuple(dict.fromkeys(said))
    return ()


def _names_town(heading: str) -> bool:
    """Whether a title names a town or village, or an office of one."""
    of_town = _OF_TOWN.search(heading)
    return bool(_towns(heading)) or (of_town is not None and not is_word(of_town[0][:2]))


def _towns(heading: str) -> list[re.Match[str]]:
    """Return the towns and villages of a title, but no divisions: 安乡县, 镇平县."""
    for place in find_places(heading):
        if divisions()[place.code].level is Level.COUNTY:
            heading = (
                heading[: place.start] + HIDDEN * (place.end - place.start) + heading[place.end :]
            )
    ordinary = {fold(word) for word in resources.toml("places.toml")["not_town"]}
    # 帮扶薄弱村 names no village.
    return [
        match
        for match in _TOWNSHIP.finditer(heading)
        if not match[0].endswith("乡村")
        and not _SOME.search(match[0])
        and match[0][-3:-1] not in ordinary
        and match[0] not in short_names()  # 东乡, 宁乡
        and not _OF_PRODUCT.fullmatch(match[0])
        and not _goes_on(heading, match.end())
    ] + [*_OF_COUNTY.finditer(heading)]


def _goes_on(heading: str, end: int) -> bool:
    """Whether a word begins with the last character of what reads like a town: 让|村规."""
    return _OF_VILLAGE.match(heading, end - 1) is not None


def own_level(title: str, text: str) -> Level | None:
    """Return the level of what a text calls its own (我市, 县委); ``None`` where it is in doubt."""
    folded = hide_places(fold(f"{title}\n{text}"))
    counts = {level: len(own.findall(folded)) for level, own in _OWN}
    named = [level for level, times in counts.items() if times]
    level = next((item for item in named if counts[item] >= _LEAST or len(named) == 1), None)
    if level is Level.CITY and not _has_counties(folded, f"{title}\n{text}"):
        return None  # a city of counties, or a county that is called a city
    return level


def _has_counties(folded: str, running: str) -> bool:
    """Whether a city has counties below it, and so is none itself (a county may be a city)."""
    if _COUNTIES_BELOW.search(folded):
        return True
    named = {divisions()[place.code].level for place in find_places(running)}
    return not _TOWNS_BELOW.search(folded) and named & {Level.CITY, Level.COUNTY} != set()


def _is_of_town(folded: str, code: str, *, titled: bool) -> bool:
    """Whether a text names one town often, more often than any other and than its region.

    :param titled: whether the title names the region, or calls one its own (我市), and so says
        what the text is of.
    """
    if titled:
        return False
    towns = _town_counts(folded).most_common(2)
    if not towns:
        return False
    second = towns[1][1] if len(towns) > 1 else 0
    regions = [place for place in find_places(folded, code) if place.code == code]
    introduced = any(folded.startswith(towns[0][0], place.end) for place in regions)
    if introduced:
        return towns[0][1] >= max(_LEAST, second + 1, len(regions))
    return towns[0][1] >= max(_LEAST_TOWN, second + 1, len(regions) + 1)


def _town_counts(folded: str) -> Counter[str]:
    """Count how often a text names each of its towns, by the two characters before 镇 or 村."""
    ordinary = {fold(word) for word in resources.toml("places.toml")["not_town"]}
    starts = _starts_of_words(folded)
    # 快递|进村 names no village 递进村.
    names = {m[1][:2] for m in _TOWN.finditer(folded) if m.start() in starts} - ordinary
    return Counter(
        {
            name: folded.count(name)
            for name in sorted(names)
            if not _EACH.fullmatch(name) and not is_no_town(name, folded)
        }
    )


def _starts_of_words(folded: str) -> frozenset[int]:
    lengths = map(len, jieba.cut(folded))
    return frozenset(accumulate(lengths, initial=0))


def _chief_town(folded: str) -> list[str]:
    return [name for name, _ in _town_counts(folded).most_common(1)]
