"""Administrative divisions by GB/T 2260 code: the table, its nesting, and their names.

The table ``data/regions.tsv`` names its source and state.  It is in Simplified
script, and so is every name that comes from it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from casebook import resources
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
AUTONOMOUS = re.compile(f"([一-鿿]{{2,3}}?){_PEOPLES}*族?自治县")
"""A county of a people, with its short name (印江)."""
WITHOUT_DIVISIONS = ("710000", "810000", "820000")
"""Taiwan, Hong Kong and Macao, whose divisions the table does not have."""
SHORT = 2
"""A name so short may be part of other words."""


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


@resources.cached
def not_short() -> frozenset[str]:
    """Return the folded short names that are words of another meaning too (合作)."""
    return frozenset(map(fold, resources.toml("places.toml")["not_short"]))


@resources.cached
def short_codes() -> dict[str, str]:
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
def short_behind_province() -> dict[str, str]:
    """Prefectures whose short name is a word (南平, 大同) to the code: names behind a province."""
    return {
        name: division.code
        for division in divisions().values()
        if division.level is Level.CITY and (name := division.name[:-1]) in not_short()
    }


@resources.cached
def banners() -> dict[str, str]:
    """Banners of Inner Mongolia as texts call them (科右前旗) to the code."""
    return {fold(name): code for name, code in resources.toml("places.toml")["banners"].items()}


@resources.cached
def full_codes() -> dict[str, tuple[str, ...]]:
    """Return the codes of every full name (鼓楼区 is that of several)."""
    result: dict[str, list[str]] = defaultdict(list)
    for division in divisions().values():
        result[division.name].append(division.code)
    return {name: tuple(codes) for name, codes in result.items()}


@resources.cached
def autonomous_codes() -> dict[str, str]:
    """Counties of a people as texts call them (东乡县, 新晃县) to the code, where one has it."""
    named: dict[str, list[str]] = defaultdict(list)
    for division in divisions().values():
        if division.level is Level.COUNTY and (match := AUTONOMOUS.fullmatch(division.name)):
            named[f"{match[1]}县"].append(division.code)
    return {name: codes[0] for name, codes in named.items() if len(codes) == 1}


@resources.cached
def former_names() -> dict[str, str]:
    """Names of divisions that are no longer in force (襄樊市) to the code of the one that is."""
    return {name: code for name, code in _every_former() if name not in full_codes()}


def _every_former() -> Iterator[tuple[str, str]]:
    rows = resources.rows("regions_former.tsv")
    return ((fold(row[0]), row[1]) for row in rows if row[1] in divisions())


@resources.cached
def shared_former() -> dict[str, tuple[str, ...]]:
    """Names that a division had and another still has: 江北区 of 重庆 and of 宁波."""
    shared: dict[str, list[str]] = defaultdict(list)
    for name, code in _every_former():
        if name in full_codes():
            shared[name].append(code)
    return {name: tuple(codes) for name, codes in shared.items()}


@resources.cached
def short_names() -> frozenset[str]:
    """Return the folded names of all divisions, full and without their last word (盐池)."""
    names = [fold(division.name) for division in divisions().values()]
    cut = (name[:-1] for name in names if len(name) > SHORT)
    return frozenset((*names, *cut, *short_codes()))


def lies_in(code: str, above: str) -> bool:
    """Whether a division lies in another, whatever is between."""
    return bool(above) and code != above and any(item.code == above for item in lineage(code))
