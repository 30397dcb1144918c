"""Administrative divisions by GB/T 2260 code: the table, its nesting, and finding them.

The table ``data/regions.tsv`` names its source and state.  It is in Simplified
script, and so is every name that comes from it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import rjieba

from casebook import resources
from casebook.knowledge.sentences import same_sentence
from casebook.knowledge.word_finder import WordFinder
from casebook.records import Level
from casebook.text.fold import fold


@dataclass(frozen=True, slots=True)
class Division:
    """One division: six-digit code, own name and the code that it lies in."""

    code: str
    name: str
    parent: str = ""

    @property
    def level(self) -> Level:
        """Province, city (prefecture level) or county."""
        if self.code.endswith("0000"):
            return Level.PROVINCE
        return Level.CITY if self.code.endswith("00") else Level.COUNTY


@resources.cached
def divisions() -> dict[str, Division]:
    """Return every division of the table by its code, in the order of the codes."""
    names = {row[0]: row[1] for row in resources.rows("regions.tsv")}
    table = {}
    for code, name in names.items():
        above = (f"{code[:4]}00", f"{code[:2]}0000")
        parent = next((item for item in above if item != code and item in names), "")
        table[code] = Division(code, name, "" if code.endswith("0000") else parent)
    return table


_PEOPLES = (
    "(?:(?:维吾尔|哈萨克|柯尔克孜|蒙古|回|藏|羌|彝|苗|侗|壮|瑶|布依|土家|哈尼|傣|景颇|傈僳|白"
    "|朝鲜|纳西|佤|拉祜|布朗|独龙|怒|普米|满|畲|仫佬|毛南|黎|仡佬|水|各|土|撒拉|东乡|保安|裕固)族?)"
)
_PREFECTURE = re.compile(f"([一-鿿]{{2,4}}?){_PEOPLES}+自治州")
_AUTONOMOUS = re.compile(f"([一-鿿]{{2,3}}?){_PEOPLES}*族?自治县")
_PAPERS = ("日报", "晚报", "时报", "早报", "商报", "晨报", "卫视", "电视台", "新闻网", "先锋网")
_LONGEST_OF_PAPER = 3
_SHORT = 2
"""A name so short may be part of other words."""
_COUNTY, _GOES_ON = "县区市", frozenset("级域城里内区市直属")
"""岚县, but not in 岚县级."""
_ON_A_MAP = frozenset("河湖湾路街桥江塔")
"""苏州河 and 青海湖 are words of the dictionary, and no divisions."""
_AREA = "域"
"""滨江区域 is not 滨江区."""
_WINDOW = 4
"""Characters around a name that are cut into words with it."""
_RECENT = 8
"""How many divisions back one is looked for that decides a shared name."""


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A division named in a text, with the span of its (last) name."""

    code: str
    start: int
    end: int


def lineage(code: str) -> tuple[Division, ...]:
    """Return the division of a code with those above it, the province first; empty if unknown."""
    way: list[Division] = []
    table = divisions()
    while code in table:
        way.append(table[code])
        code = way[-1].parent
    return tuple(reversed(way))


def children(code: str) -> tuple[Division, ...]:
    """Return the divisions directly below a code (``""``: the provinces), by code."""
    return _children().get(code, ())


@resources.cached
def _children() -> dict[str, tuple[Division, ...]]:
    below: dict[str, list[Division]] = defaultdict(list)
    for division in divisions().values():
        below[division.parent].append(division)
    return {code: tuple(items) for code, items in below.items()}


def own_name(code: str) -> str:
    """Return the own name of a division (龙港市), in Simplified script; ``""`` if unknown."""
    return divisions()[code].name if code in divisions() else ""


def full_name(code: str) -> str:
    """Return the name with all above it (浙江省温州市龙港市), Simplified; ``""`` if unknown."""
    return "".join(item.name for item in lineage(code))


def codes_like(name: str) -> tuple[str, ...]:
    """Return the codes of the divisions that a name may mean, with or without its ending.

    :param name: as a person writes it (应城, 湖北省应城市), in either script.
    """
    folded = fold(name).strip()
    places = find_places(folded)
    if places and places[-1].end == len(folded):
        return (places[-1].code,)
    names = (folded, *(folded + ending for ending in "省市区县旗州盟"))
    return tuple(sorted(code for item in names if item for code in _full_names().get(item, ())))


@resources.cached
def not_short() -> frozenset[str]:
    """Return the folded short names that are words of another meaning too (合作)."""
    return frozenset(map(fold, resources.toml("places.toml")["not_short"]))


@resources.cached
def _short_names() -> dict[str, str]:
    """Short name to code: provinces and prefectures (浙江, 六盘水), where nothing else has it."""
    lexicon = resources.toml("places.toml")
    endings = sorted((fold(e) for e in lexicon["endings"]), key=len, reverse=True)
    short = {fold(name): code for name, code in lexicon["short"].items()}
    for division in divisions().values():
        if division.level is Level.COUNTY:
            continue
        if match := _PREFECTURE.fullmatch(division.name):  # 昌吉州, 甘孜州
            short.setdefault(match[1] + "州", division.code)
        ending = next((e for e in endings if division.name.endswith(e)), "")
        name = division.name.removesuffix(ending)
        if len(name) >= 2 and name not in not_short():
            short.setdefault(name, division.code)
    return short


@resources.cached
def _full_names() -> dict[str, tuple[str, ...]]:
    result: dict[str, list[str]] = defaultdict(list)
    for division in divisions().values():
        result[division.name].append(division.code)
    return {name: tuple(codes) for name, codes in result.items()}


@resources.cached
def _autonomous() -> dict[str, str]:
    """Counties of a people as texts call them (东乡县, 新晃县) to the code, where one has it."""
    named: dict[str, list[str]] = defaultdict(list)
    for division in divisions().values():
        if division.level is Level.COUNTY and (match := _AUTONOMOUS.fullmatch(division.name)):
            named[f"{match[1]}县"].append(division.code)
    return {name: codes[0] for name, codes in named.items() if len(codes) == 1}


@resources.cached
def former_names() -> dict[str, str]:
    """Names of divisions that are no longer in force (襄樊市) to the code of the one that is."""
    return {name: code for name, code in _every_former() if name not in _full_names()}


def _every_former() -> Iterator[tuple[str, str]]:
    rows = resources.rows("regions_former.tsv")
    return ((fold(row[0]), row[1]) for row in rows if row[1] in divisions())


@resources.cached
def _shared_former() -> dict[str, tuple[str, ...]]:
    """Names that a division had and another still has: 江北区 of 重庆 and of 宁波."""
    shared: dict[str, list[str]] = defaultdict(list)
    for name, code in _every_former():
        if name in _full_names():
            shared[name].append(code)
    return {name: tuple(codes) for name, codes in shared.items()}


@resources.cached
def short_names() -> frozenset[str]:
    """Return the folded names of all divisions, full and without their last word (盐池)."""
    names = [fold(division.name) for division in divisions().values()]
    cut = (name[:-1] for name in names if len(name) > _SHORT)
    return frozenset((*names, *cut, *_short_names()))


@resources.cached
def _not_alone() -> frozenset[str]:
    return frozenset(fold(word) for word in resources.toml("places.toml")["not_alone"])


@resources.cached
def _in_rows() -> dict[str, str]:
    names = resources.toml("places.toml")["province_in_rows"]
    return {fold(name): item["code"] for name, item in names.items()}


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
        _full_names(),
        _short_names(),
        former_names(),
        _autonomous(),
        _in_rows(),
    )
    return WordFinder([*(name for items in names for name in items), *not_place, *_other_names()])


@resources.cached
def _other_names() -> tuple[str, ...]:
    """Names that begin with a place and say nothing about it: 北京大学, 宁德时代, 重庆日报."""
    known = resources.toml("organisations.toml")["known"]
    names = [fold(item["name"]) for item in known if item["kind"] in ("school", "company")]
    places = [*_short_names(), *(name for name in _full_names() if len(name) <= _LONGEST_OF_PAPER)]
    return (*names, *(place + paper for place in places for paper in _PAPERS))


def _stands_alone(folded: str, start: int, end: int) -> bool:
    """Whether the words of a text do not cut through a short name, as 重大|理论 does."""
    floor = max(0, start - _WINDOW)
    at = floor
    for word in rjieba.cut(folded[floor : end + _WINDOW], False):
        last = at + len(word)
        if at < start < last < end or start < at < end < last:
            return False
        if at < start < end <= last:
            return False  # 大兴安岭
        if at == start and last > end and folded[last - 1] in _ON_A_MAP:
            return False
        at = last
    return True


def _is_of_pair(folded: str, start: int, end: int) -> bool:
    """Whether a short name and the next name a place in another: 湖|南岳|阳 is 湖南岳阳."""
    short = _short_names()
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
        and item.name[:-1] not in not_short()
    }


_TOWN_GOES_ON = re.compile("镇(?![江雄平原])|街道|乡(?![村镇])|新?村(?![民级])|社区")


@resources.recalled
def find_places(text: str, home: str = "") -> tuple[FoundPlace, ...]:
    """Every division that a text names, in order.

    A name that several counties share (鼓楼区) counts only where a division
    above one of them was named right before it, or is the ``home`` (a code)
    of the article or lies above it.
    """
    folded = fold(text)
    around = {item.code for item in lineage(home)}
    result: list[FoundPlace] = []
    for start, end in _finder(home).find(folded):
        name = folded[start:end]
        if len(name) <= _SHORT and not (
            _stands_alone(folded, start, end) or _is_of_pair(folded, start, end)
        ):
            continue
        if len(name) <= _SHORT and name[-1] in _COUNTY and folded[end : end + 1] in _GOES_ON:
            continue
        if name[-1] == "区" and folded.startswith(_AREA, end):
            continue
        if name in _short_names() and _TOWN_GOES_ON.match(folded, end):
            continue  # 庆阳镇 is a town of another county.
        if name in _in_rows() and not (
            _is_in_row(folded, start, result) or _is_province(folded, name)
        ):
            continue
        codes = _codes(name, home)
        before = result[-1] if result and result[-1].end == start else None
        nested = [c for c in codes if before and lies_in(c, before.code)]
        near = [c for c in codes if around & {entry.code for entry in lineage(c)}]
        if len(codes) > 1 or name in _not_alone():
            close = [c for c in near if home and (lies_in(c, home) or lies_in(home, c))]
            codes = tuple(nested or close or near or _said_before(folded, start, codes, result))
        elif nested:
            codes = tuple(nested)
        if len(codes) == 1:
            result.append(FoundPlace(codes[0], start, end))
    return tuple(result)


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
    if name in _full_names():
        return (*_full_names()[name], *_shared_former().get(name, ()))
    code = _short_names().get(name) or _near_names(home).get(name)
    if not code:  # 东乡县 was a county of one province and is short for one of another.
        found = (former_names().get(name), _autonomous().get(name))
        both = tuple(dict.fromkeys(item for item in found if item))
        if name not in _full_names() and both:
            return both
    code = code or _in_rows().get(name)
    return (code,) if code else ()


def lies_in(code: str, above: str) -> bool:
    """Whether a division lies in another, whatever is between."""
    return bool(above) and code != above and any(item.code == above for item in lineage(code))
