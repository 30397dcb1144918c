"""Names of bodies without a place before them, by endings that only bodies have: 霞阳…有限公司."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from casebook import resources
from casebook.knowledge.place_finder import find_places
from casebook.knowledge.tagging import Token, tokens
from casebook.text import jieba
from casebook.text.fold import fold

_SHORT = 2
"""Characters of the shortest word that begins a name."""
_LONGEST_NAME = 24


@dataclass(frozen=True, slots=True)
class FoundBody:
    """A body named in a text: folded full name, kind, span.

    :param relative: whether the text leaves out the place (市民政局), which ``name`` has.
    """

    name: str
    kind: str
    start: int
    end: int
    relative: bool = False


@resources.cached
def listed(name: str) -> tuple[str, ...]:
    """Return a list of words of ``data/organisations.toml``, folded."""
    return tuple(fold(word) for word in resources.toml("organisations.toml")["words"][name])


def either(words: Iterable[str]) -> str:
    """Return a pattern for any of some words, the longest first."""
    return "|".join(sorted({re.escape(fold(w)) for w in words}, key=lambda w: (-len(w), w)))


@resources.cached
def _named() -> re.Pattern[str]:
    endings = resources.toml("organisations.toml")["named"]
    return re.compile(either(word for words in endings.values() for word in words))


@resources.cached
def _kind_of_name(ending: str) -> str:
    endings = resources.toml("organisations.toml")["named"]
    kinds: dict[str, str] = {fold(word): kind for kind, words in endings.items() for word in words}
    return kinds[ending]


def find_named(folded: str) -> Iterator[FoundBody]:
    """Find names without a place, by their endings: 霞阳农业发展有限公司."""
    yield from _find_of_nation(folded)
    yield from _find_quoted(folded)
    for match in _named().finditer(folded):
        if folded.startswith(listed("goes_on"), match.end()):
            continue
        start = _start(folded, match)
        if start is not None and (before := _NOT_OF_NAME.match(folded, start)):
            start = before.end()
        if start is not None and match[0] in _STATIONS:
            start = _after_verb(folded, start, match.start())
        if start is not None and _is_no_body(folded, start, match):
            continue
        if start is not None and not is_post(folded, match):
            start = _after_town(folded, start, match.start())
            if match[0].startswith("村") and folded[start - 1 : start] in _NUMERALS:
                start -= 1
            elif match[0].startswith("村") and match.start() - start <= _SHORT:
                start -= _CUT_OFF.search(folded, max(0, start - 2), start) is not None
            word = folded[start : match.end()]
            yield FoundBody(word, _kind_of_name(match[0]), start, match.end())


def _start(folded: str, ending: re.Match[str]) -> int | None:
    """Return where the name before an ending begins; ``None`` where none does."""
    at = ending.start()
    start = _name_start(folded, at)
    if start is None and ending[0].startswith(("村", "社区")):
        start = _village_start(folded, at)
    if start is None and ending[0].startswith("村"):
        start = _short_village(folded, at)
    if start is None and ending[0].startswith(_OF_TOWNS):
        start = _town_start(folded, at)
    return start


_OF_NATION = re.compile(
    "(?:中国|中华|全国)(?!性|各)(?P<core>[一-鿿]{2,12}?)(?:协会|学会|联合会|商会|促进会|研究会|基金会|联合总会)(?!议)"
)
_IN_CORE = ("n", "v", "j", "b", "a", "l", "s")


def _find_of_nation(folded: str) -> Iterator[FoundBody]:
    """Find associations of the nation: 中国霞阳林场协会."""
    for match in _OF_NATION.finditer(folded):
        goes_on = folded.startswith(listed("goes_on"), match.end())
        words = tokens(folded, *match.span("core"))
        if not goes_on and all(token.tag.startswith(_IN_CORE) for token in words):
            yield FoundBody(match[0], "party", match.start(), match.end())


_QUOTED = re.compile(
    "[“「][一-鿿]{2,6}[”」](?P<core>[一-鿿]{2,12}?)"
    "(?P<ending>有限(?:责任)?公司|专业合作社|协会|基金会)(?![员们会+＋])"
)


def _find_quoted(folded: str) -> Iterator[FoundBody]:
    """Find bodies whose name is quoted, with the place before it: 山东“霞阳红”农业有限公司."""
    for match in _QUOTED.finditer(folded):
        if not all(token.tag[:1] in "nvjblasz" for token in tokens(folded, *match.span("core"))):
            continue
        floor = max(0, match.start() - _LONGEST_NAME)
        ends = {
            floor + place.end: floor + place.start
            for place in find_places(folded[floor : match.start()])
        }
        start = match.start()
        while start in ends:
            start = ends[start]
        kind = "party" if match["ending"].endswith("会") else "company"
        yield FoundBody(folded[start : match.end()], kind, start, match.end())


def _is_no_body(folded: str, start: int, ending: re.Match[str]) -> bool:
    """Whether a name is of a place that stands before it, or of courses: 开办|长青学院."""
    courses = _kind_of_name(ending[0]) == "school" and folded.endswith(
        listed("courses_before"), 0, start
    )
    clause = OF_CLAUSE.search(folded, start, ending.end()) is not None
    return courses or clause or _OF_LEVEL.match(folded, start, ending.end()) is not None


OF_CLAUSE = re.compile("领办|创办|入股|[以由](?:村|社区|土地|党|企业|龙头|农户|资金)")
"""古田县|以村党支部领办合作社: a clause, and no name."""


_NOT_OF_NAME = re.compile(
    "[由兼]|(?<=[A-Za-z×])[省市县区]|(?:投资|建设|运营|承建|施工|开发|合作|供应|承租|收购)方(?=[一-鿿]{2})"
)
"""What the tagger takes for the beginning of a name: 由|霞阳有限公司, D县|汝溪乡党委,
运营方|霞阳置业有限公司."""
_OF_LEVEL = re.compile(
    "[一-鿿]*(?:国|区|属地|口岸)海关|[省市县区](?:第[一二三四五六七八九十]|人民|中心|妇幼|中医)"
    "|[到送从回进往找外邻去至经赴][省市县区]医院|(?:村|社区)(?:集体)?(?:股份)?经济合作社"
)
"""Bodies of a place that the text does not name here: 市人民医院, 送|县医院, 村股份经济合作社."""
_NUMERALS = frozenset("一二三四五六七八九十")
"""What the tagger cuts off the name of a village: 七|里庄村党支部."""
_CUT_OFF = re.compile(
    "(?:(?<![一-鿿])[上下]|(?:(?<![一-鿿])|(?<=[由和与及在到镇乡]))[大小前后东西南北新老千百万双]"
    "|(?<=[由和与及])[上下])$"
)
"""The same with no other word before it: 大|塘村村委会, 千|山村村委会; but 镇上|李村村委会."""
_OF_TOWN = re.compile("[一-鿿]+?(?:镇|乡|街道)(?=[一-鿿]{2})")
"""The town, and what lies above it, before a name: 青山镇|富裕村党支部."""


def _after_town(folded: str, start: int, end: int) -> int:
    """Return where a name begins: after the town that it is of, where that is cut.

    :param end: where the ending begins; that of 镇党委 says what the town is.
    """
    match = _OF_TOWN.match(folded, start, end)
    floor = max(0, start - _LONGEST_NAME)
    places = find_places(folded[floor:end]) if match else ()
    cut = any(place.start < start - floor < place.end for place in places)
    one = match is not None and _ONE.match(folded, start) and _INSIDE.match(folded, start - 1)
    return match.end() if match and (cut or one) else start


def without_town(body: FoundBody) -> FoundBody:
    """Return the committee of a village without the town before it: 青山镇|姬庄村委会."""
    if own := _OF_VILLAGE.fullmatch(body.name):
        start = body.end - (len(body.name) - own.start("own"))
        return replace(body, name=own["own"], start=start) if start >= body.start else body
    return body


_OF_VILLAGE = re.compile(
    "[一-鿿]*(?:镇|乡|街道)(?P<own>[一-鿿]{1,6}(?:村|社区|居)(?:民?委(?:员)?会|居民?委(?:员)?会))"
)
_ONE = re.compile("[一-鿿](?:镇|乡)")
_INSIDE = re.compile("[里家岗塘湾河沟坪山庄头甲房一二三四五六七八九十百千万双两]")
"""What the tagger cuts off the name of a town: 十五里|园镇赵庄村党支部, 万|安镇."""


def is_post(folded: str, ending: re.Match[str]) -> bool:
    """Whether a committee of a town stands in the title of a person: 大高镇党委委员."""
    committee = ending[0].endswith(("党委", "党工委"))
    return committee and folded.startswith(listed("posts"), ending.end())


@resources.cached
def no_towns() -> frozenset[str]:
    """Return words before 镇 or 村 that name no place (行政村), folded."""
    return frozenset(fold(word) for word in resources.toml("places.toml")["not_town"])


_VILLAGE = re.compile("(?:(?<![一-鿿])|(?<=[镇乡县市区州])|(?<=街道))[一-鿿]{2,3}$")
"""What names a village, after a mark or what the village is of: 青山镇富裕|村党支部."""


_NO_VILLAGE = frozenset("vp")
"""Tags of words before 村党支部 that name no village: 针对|村党支部, 组织|村党支部."""


def _village_start(folded: str, end: int) -> int | None:
    """Return where the name of a village begins that is a word of the dictionary too (富裕村)."""
    floor = max(0, end - _LONGEST_NAME)
    match = _VILLAGE.search(folded[floor:end])
    if match and jieba.tag(match[0])[0][1] in _NO_VILLAGE:
        return None
    if not match or match[0][-_SHORT:] in no_towns() or match[0].startswith(listed("generic")):
        return None
    return floor + match.start()


def _short_village(folded: str, at: int) -> int | None:
    """Return where the name of a village of two characters begins: 在|周村党总支的努力下."""
    words = tokens(folded, max(0, at - _LONGEST_NAME), at + 1)
    last = words[-1] if words else None
    return last.start if last and last.start == at - 1 and last.tag in _PROPER else None


_STATIONS = ("派出所", "司法所")
_OF_TOWNS = ("镇", "乡", *_STATIONS)
_TOWN = re.compile("(?:(?<![一-鿿])|(?<=[的在由与和及而向对给让请县市区州任手到]))[一-鿿]{2}$")
_LONG_TOWN = re.compile("(?<![一-鿿])[一-鿿]{3}$")
"""Of three characters only after a mark: ，黄泥岗镇政府."""
_NO_TOWN = re.compile("[各该本某全县市区镇乡村这那两几多到等其及和与的是有在所派出]")


_VERB = re.compile("对|[现原]任|[现原]为")
"""What stands between two bodies, where the tagger takes both for one name."""
_ROAD = re.compile("[东西南北中]路$")
"""The end of the name of a road, whose first character is cut off: 环|北路派出所."""


def _after_verb(folded: str, start: int, end: int) -> int | None:
    verbs = list(_VERB.finditer(folded, start, end))
    start = verbs[-1].end() if verbs else start
    cut = _ROAD.fullmatch(folded, start, end) or end - start < _SHORT
    return None if cut else start


def _town_start(folded: str, end: int) -> int | None:
    """Return where the name of a town begins that no dictionary has: 的|酉酬镇政府, 酉酬派出所."""
    floor = max(0, end - _LONGEST_NAME)
    match = _TOWN.search(folded[floor:end]) or _LONG_TOWN.search(folded[floor:end])
    if not match or _NO_TOWN.search(match[0]) or match[0].startswith(listed("generic")):
        return None
    if len(match[0]) > _SHORT and any(
        tag.startswith(("v", "p", "r", "d", "t", "m", "c", "u")) for _, tag in jieba.tag(match[0])
    ):
        return None
    known = len(list(jieba.cut(match[0]))) == 1 and jieba.tag(match[0])[0][1] not in _PROPER
    return None if match[0] in no_towns() or known else floor + match.start()


_OPENS = frozenset("，。；：、“「（和与及由")
"""Right before a word with a proper name after it: both are the name (及|原生|好物有限公司)."""
_NAME_TAGS = frozenset(("n", "nr", "ns", "nt", "nz", "nrt", "nrfg", "j", "eng", "ng"))
_PROPER = frozenset(("nr", "ns", "nt", "nz", "nrt", "nrfg"))


def _name_start(folded: str, end: int) -> int | None:
    """Return where the name before an ending begins; ``None`` where no proper name begins it."""
    floor = max(0, end - _LONGEST_NAME)
    results = tokens(folded, floor, end)
    kept = []
    for token in reversed(results):
        verbal = token.word in listed("name_verbs")
        if not verbal and token.tag not in _NAME_TAGS | {"vn"}:
            break
        if token.word in listed("kinds_before"):
            break
        kept.append(token)
    before = results[len(results) - len(kept) - 1 : len(results) - len(kept)]
    opens = not before or before[0].word in _OPENS
    whole = len(kept) > 1 and opens and _is_proper(kept[-2])
    whole = whole and not kept[-1].word.startswith(listed("generic"))
    while kept and not whole and not _is_proper(kept[-1]):
        kept.pop()
    if not kept or kept[-1].word.startswith(listed("generic")) or len(kept[-1].word) < _SHORT:
        return None
    if any(token.word.endswith(listed("describing")) for token in kept):
        return None  # 定位|高水平|研究型大学, 公幼及|非营利幼儿园
    return kept[-1].start


def _is_proper(token: Token) -> bool:
    """Whether a word is a proper name: by its tag, or since no dictionary has it (代集, 农欢)."""
    if token.tag in _PROPER:
        return True
    unknown = all(len(part) == 1 for part in jieba.cut(token.word))
    return token.tag == "n" and len(token.word) >= _SHORT and unknown
