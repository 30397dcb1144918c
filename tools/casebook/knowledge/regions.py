"""Administrative divisions by GB/T 2260 code: the table, its nesting, and finding them.

The table ``data/regions.tsv`` names its source and state.  It is in Simplified
script, and so is every name that comes from it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from casebook import resources
from casebook.knowledge.lexicon import Lexicon
from casebook.records import Level, Region
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
        parent = next((one for one in above if one != code and one in names), "")
        table[code] = Division(code, name, "" if code.endswith("0000") else parent)
    return table


@dataclass(frozen=True, slots=True)
class Found:
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
    for one in divisions().values():
        below[one.parent].append(one)
    return {code: tuple(ones) for code, ones in below.items()}


def own_name(code: str) -> str:
    """Return the own name of a division (龙港市), in Simplified script; ``""`` if unknown."""
    return divisions()[code].name if code in divisions() else ""


def full_name(code: str) -> str:
    """Return the name with all above it (浙江省温州市龙港市), Simplified; ``""`` if unknown."""
    return "".join(one.name for one in lineage(code))


@resources.cached
def _short_names() -> dict[str, str]:
    """Short name to code: provinces and prefectures (浙江, 六盘水), where nothing else has it."""
    lexicon = resources.toml("places.toml")
    endings = sorted((fold(e) for e in lexicon["endings"]), key=len, reverse=True)
    not_short = {fold(word) for word in lexicon["not_short"]}
    short = {fold(name): code for name, code in lexicon["short"].items()}
    for one in divisions().values():
        if one.level is Level.COUNTY:
            continue
        ending = next((e for e in endings if one.name.endswith(e)), "")
        name = one.name.removesuffix(ending)
        if len(name) >= 2 and name not in not_short:
            short.setdefault(name, one.code)
    return short


@resources.cached
def _full_names() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for one in divisions().values():
        if len(one.name) > 2 or one.level is not Level.COUNTY:
            found[one.name].append(one.code)
    return {name: tuple(codes) for name, codes in found.items()}


@resources.cached
def _lexicon(home: str) -> Lexicon:
    not_place = (fold(word) for word in resources.toml("places.toml")["not_place"])
    return Lexicon([*_full_names(), *_short_names(), *_near_names(home), *not_place])


@resources.cached
def _near_names(home: str) -> dict[str, str]:
    """Short names of the counties (武平, 义乌) that ``home`` is or that lie around or in it.

    Urban districts are left out: their short names (新城, 和平) are common words.
    """
    above = lineage(home)
    city = next((one for one in above if one.level is Level.CITY), None)
    near = {*above, *(children(city.code) if city else ())}
    if len(above) == 1:
        near |= {one for one in divisions().values() if _lies_in(one.code, home)}
    not_short = {fold(word) for word in resources.toml("places.toml")["not_short"]}
    return {
        one.name[:-1]: one.code
        for one in sorted(near, key=lambda one: one.code)
        if one.level is Level.COUNTY
        and one.name[-1] in "县市"
        and len(one.name) > 2
        and one.name[:-1] not in not_short
    }


def find_places(text: str, home: str = "") -> tuple[Found, ...]:
    """Every division that a text names, in order.

    A name that several counties share (鼓楼区) counts only where a division
    above one of them was named right before it, or is the ``home`` (a code)
    of the article or lies above it.
    """
    folded = fold(text)
    around = {one.code for one in lineage(home)}
    found: list[Found] = []
    for start, end in _lexicon(home).find(folded):
        codes = _codes(folded[start:end], home)
        before = found[-1] if found and found[-1].end == start else None
        nested = [c for c in codes if before and _lies_in(c, before.code)]
        near = [c for c in codes if around & {one.code for one in lineage(c)}]
        if len(codes) > 1:
            close = [c for c in near if home and (_lies_in(c, home) or _lies_in(home, c))]
            codes = tuple(nested or close or near)
        elif nested:
            codes = tuple(nested)
        if len(codes) == 1:
            found.append(Found(codes[0], start, end))
    return tuple(found)


def _codes(name: str, home: str) -> tuple[str, ...]:
    if name in _full_names():
        return _full_names()[name]
    code = _short_names().get(name) or _near_names(home).get(name)
    return (code,) if code else ()


def _lies_in(code: str, above: str) -> bool:
    return code != above and any(one.code == above for one in lineage(code))


def suggest_region(text: str) -> Region | None:
    """Return the division that a text is most about.

    It is the one named most often, together with those below it; from there
    one goes down as long as one division below has more than half of them.
    Counties are found by their short names once the province is known.

    :returns: with its name in Simplified script.
    """
    code = _most_named(text, "")
    code = _most_named(text, code) or code
    return Region(full_name(code), code) if code else None


def _most_named(text: str, home: str) -> str:
    found = find_places(text, home)
    weight: Counter[str] = Counter()
    for one in found:
        weight.update({above.code: 1 for above in lineage(one.code)})
    code = ""
    total = len(found)
    while below := [one.code for one in children(code) if weight[one.code] * 2 > total]:
        code = below[0]
        total = weight[code]
    return code
