"""The forms of coined terms: what a name itself says of whether it was coined.

The words of all forms stand in ``terms.toml``; here is only how they are put together.
Everything is in folded Simplified text.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from casebook import resources
from casebook.knowledge.regions import short_names
from casebook.text import jieba
from casebook.text.fold import fold

ENOUGH = 2
"""One ground that only terms have, or two that ordinary words have too."""

_HAN = re.compile("[一-鿿]+")
_PARTS = re.compile("[、， ·—-]+")
_AND = re.compile("[、 ]|[与和及]")
_DIGITS = re.compile(r"\d+")
_PARALLEL = range(4, 9)
_SLOGAN = range(3, 9)
"""Characters of each part of a slogan: 山定权、树定根、人定心."""
_SHORT_SLOGAN = 2
"""Characters of each part where three stand in a row: 快办、易办、好办."""
_UNEVEN = 2
"""Characters that parts with one beginning may differ in."""
_LONGEST_SLOGAN = 30
_LONGEST_ROW = 48
"""The same with four parts and more of one length."""
_ROW = 3
NUMERALS = "零一二三四五六七八九十"
_ZERO = (3, 4)
IDIOM = 4
"""A numbered word of the dictionary so long (四位一体) may be the name of a measure."""
_SUM = re.compile("[^+、，。]{2,16}(?:\\+[^+、，。]{1,16})+\\+?")
"""党支部+合作社+农户."""
SUM_OF_NAMES = re.compile(
    "(?<![一-鿿+＋\\w])(?:通过|以|按照|采取|实行|推行|探索|形成|构建)?"
    "([一-鿿]{2,6}(?:[+＋][一-鿿]{2,6})+)(?=[、，。；”」等的模])"
)
"""The same without marks, between marks or before what it is: 老校+新校、强校+弱校等."""
DOUBLED = re.compile(
    r"((?P<one>[一-鿿])(?P=one)[有能][一-鿿]{1,3}[、，](?P<two>[一-鿿])(?P=two)[有能][一-鿿]{1,3})"
    r"(?=[、，。；：」”的]|$)"
)
"""Two parts without marks, each of which doubles a character: 件件有落实，事事有回应."""
EACH_ONE = re.compile(
    "(?<![一-鿿])(?:[一-鿿]{0,6}(?:实施|实行|推行|落实|坚持|制定|按照|采取|探索|开展|推进))"
    "(一[一-鿿]一[一-鿿])(?![一-鿿]{0,2}[次回年]|[一-鿿]?一)"
)
"""A way of working for each without marks, after the verb for it: 实施一坊一策."""
PARTS_OF_SLOGAN = re.compile("[一-鿿]{4,6}(?=、)(?:、(?:(?!的)[一-鿿]){4,6}){2,}(?=的|(?![一-鿿]))")
"""Three parts and more without marks; they are a slogan where `is_parallel`."""
PARTS_OF_PRINCIPLE = re.compile(
    "[一-鿿]{4,8}(?:、[一-鿿]{4,6}){2,}(?=的(?:方针|原则|思路|理念|格局|工作机制|工作格局|工作思路))"
)
"""Parts without marks before a word for the way of a reform: 精准扶助、政策倾斜、资源下沉的方针."""
_TWO_NAMES = re.compile("[一-鿿]{2,}(?:\\+[一-鿿]{2,})+")
"""无人机+网格员."""
_OF_TWO = re.compile("[市县区省乡镇村][一-鿿][市县区省乡镇村][一-鿿]|[一-鿿]([一-鿿])变[一-鿿]\\1")


MARKS_INSIDE = re.compile(r"[\s·・—“”「」‘’『』]")
"""What two prints of one term may differ in."""


def term_key(text: str) -> str:
    """Return what two prints of one term share: folded, without marks inside."""
    return MARKS_INSIDE.sub("", fold(text))


@resources.cached
def words(name: str) -> tuple[str, ...]:
    """Return a list of ``terms.toml``, folded, the longest first."""
    every = {fold(word) for word in resources.toml("terms.toml")[name]}
    return tuple(sorted(every, key=lambda word: (-len(word), word)))


def either(name: str) -> str:
    """Return a pattern that matches one word of a list of ``terms.toml``."""
    return f"(?:{'|'.join(map(re.escape, words(name)))})"


@resources.cached
def _form(name: str) -> re.Pattern[str]:
    """Return the pattern of a form whose words stand in ``terms.toml``."""
    patterns = {
        # 玉门经验, 德清模式
        "of_place": f"[一-鿿]{{2,4}}{either('place_kinds')}",
        # 雪亮工程, 跨机关整合示范计划
        "made": f"(?!{either('not_made')})[一-鿿+A-Za-z\\d]{{2,20}}{either('kinds_inside')}",
    }
    return re.compile(patterns[name])


@resources.cached
def one_for_each() -> re.Pattern[str]:
    """Return the pattern of a way of working for each, before what it is: 一乡镇一特色政策."""
    each = f"一{either('for_each')}一(?![个次年月天项直定起样]|日(?!照))(?:(?!的)[一-鿿]){{1,4}}?"
    return re.compile(f"({each})(?=(?:布建|推行|实施)?{either('for_each_ends')})")


@resources.cached
def is_ordinary(inside: str) -> bool:
    """Whether a name is one word of the dictionary (一刀切, 探路者), which nobody coined."""
    in_han = _HAN.fullmatch(inside) is not None
    return in_han and inside not in words("known") and len(jieba.cut(inside)) == 1


def is_speech(inside: str) -> bool:
    """Whether a name begins as speech does: 让群众满意, but not 谁受益、谁出资."""
    return inside.startswith(words("not_beginnings")) and not slogan(inside)


def slogan(inside: str) -> list[str]:
    """Return the parts of a slogan: of one length, or all with one ending; else an empty list.

    Figures count as one character: 1分钟响应、5分钟到场、10分钟处置.
    """
    plain = _DIGITS.sub("一", _BRACKETS.sub("", inside))
    parts = _PARTS.split(plain)
    joined = _AND.split(plain)
    if len(joined) >= _ROW and len(set(map(len, joined))) == 1:
        parts = joined  # 低污染、低耗能与高产值
    same = len(set(map(len, parts))) == 1
    lengths = [*map(len, parts)]
    first = _shared(parts, 0) and parts[0][0] not in f"第{NUMERALS}"
    first = first and max(lengths) - min(lengths) <= _UNEVEN  # 快审、快批、快办结
    alike = same or (len(parts) >= _ROW and (_shared(parts, -1) or first))
    longest = _LONGEST_ROW if same and len(parts) > _ROW else _LONGEST_SLOGAN
    if len(parts) < ENOUGH or not alike or len(inside) > longest:
        return []
    return parts if _HAN.fullmatch("".join(parts)) else []


def is_parallel(inside: str) -> bool:
    """Whether all parts share two characters that do not stand side by side: 守绿换金、添绿增金."""
    parts = slogan(inside)
    places = [at for at in range(min(map(len, parts), default=0)) if _shared(parts, at)]
    if parts and _shared(parts, -1) and _shared(parts, -2) and _ends_in_noun(parts[0]):
        return False  # 种子检测中心、种业科创中心、种业实验中心
    return len(parts) >= _ROW and len(places) > 1 and places[-1] - places[0] >= len(places)


def _ends_in_noun(part: str) -> bool:
    return jieba.tag(part)[-1][1].startswith("n")


def only_lists(inside: str) -> bool:
    """Whether parts without a character in common only list what is done: 门禁安装、保洁升级."""
    parts = slogan(inside)
    return bool(parts) and _of_slogan(parts) < ENOUGH


def _shared(parts: list[str], at: int) -> bool:
    """Whether all parts have one character at a place."""
    return all(parts) and len({part[at] for part in parts}) == 1


def _sharing(parts: list[str], at: int) -> int:
    """Return how many parts have the character that most of them have at a place."""
    return max(Counter(part[at] for part in parts).values())


def is_sum(inside: str) -> bool:
    """Whether a name joins what takes part: 党支部+合作社+农户."""
    return len(inside) <= _LONGEST_SLOGAN and _SUM.fullmatch(inside) is not None


def is_made(inside: str) -> bool:
    """Whether a name has its kind inside: 雪亮工程."""
    return len(inside) <= _LONGEST_SLOGAN and _form("made").fullmatch(inside) is not None


def is_latin(inside: str) -> bool:
    """Whether a name is an abbreviation in Latin letters: EOD, TOD+."""
    return _LATIN.fullmatch(inside) is not None


_LATIN = re.compile("[A-Za-z]{2,6}[+＋]?")


def grounds(inside: str) -> int:
    """Return how much the form of a name speaks for a term: 0, 1 or :data:`ENOUGH`."""
    plain = _INNER_MARKS.sub("", inside)
    parts = slogan(inside) or slogan(plain)  # 健康甲县·幸福乙乡
    inside = plain
    if is_made(inside) or inside.endswith(words("sure_products")):
        return 1 if _is_plan_at_length(inside) else ENOUGH
    if parts:
        return _of_slogan(parts)
    if (is_sum(inside) and _TWO_NAMES.fullmatch(inside)) or _is_way_of_place(inside):
        return ENOUGH
    zero = inside.startswith("零") and len(inside) in _ZERO  # 零跑动
    return int((zero and not _is_result(inside)) or _is_coined(inside) or _is_edition(inside))


def _is_edition(inside: str) -> bool:
    """Whether a name counts how often it was made anew: 长照3.0."""
    return _EDITION.fullmatch(inside) is not None


_EDITION = re.compile(r"[一-鿿]{2,8}\d\.\d")
_BRACKETS = re.compile("[（(][一-鿿]{1,3}[）)]")
"""县统筹、镇（街道）落实、村（社区）联动."""
_INNER_MARKS = re.compile(f"[‘’『』·]|{_BRACKETS.pattern}")
"""共创『Teen』计划, 初心家园·便民驿站, 一县（区）一市场."""


def _is_plan_at_length(inside: str) -> bool:
    """Whether a plan is called by all that it does, as in a document: 公路運輸服務升級計畫."""
    return len(inside) > _LONGEST_PLAN and inside.endswith(("计划", "计画"))


_LONGEST_PLAN = 9
"""Characters of a plan whose name alone says that it is one: 跨机关整合示范计划."""


def _is_result(inside: str) -> bool:
    """Whether a name says what did not happen, which is a result: 零事故."""
    return inside.startswith("零") and inside[1:] in words("harms")


def _of_slogan(parts: list[str]) -> int:
    """Return how much a slogan speaks for itself: more where its parts share a character."""
    length = min(map(len, parts))
    if 2 * sum(part in words("known") for part in parts) >= len(parts):
        return ENOUGH  # 一窗受理、闭环处置
    if len(parts) >= _ROW and length >= _SHORT_SLOGAN:
        if all(map(is_ordinary, parts)):
            return int(length in _SLOGAN)  # 党务、村务、财务: a list of words
        places = (*range(length), -1)
        # 一表申请、一口受理、一网办理、统一发证: one of four may differ
        most = len(parts) - (len(parts) > _ROW and length >= IDIOM)
        alike = any(_sharing(parts, at) >= most for at in places)
        return ENOUGH if alike else int(length in _SLOGAN)
    if length not in _SLOGAN:
        return 0
    # 事事有回音、件件有着落; 共享联办、全程免费
    alike = not all(map(is_ordinary, parts))  # 议而不决、决而不行
    return ENOUGH if alike and any(one == other for one, other in zip(*parts, strict=False)) else 1


def _is_coined(inside: str) -> bool:
    """Whether a name has a form that is made: 小山变大山, 林场+村集体, 市收区审, 惜食分享网."""
    if "+" in inside or "＋" in inside:
        return True
    half = len(inside) // 2
    if len(inside) in _PARALLEL and any(
        item == other for item, other in zip(inside, inside[half:], strict=False)
    ):
        return True  # 应进必进, 小事不出村
    if _form("of_place").fullmatch(inside) or inside.endswith(words("products")):
        return True
    return any(form.fullmatch(inside) for form in (_OF_TWO, _AT_ONCE, _one_each()))


_AT_ONCE = re.compile("[一-鿿]{2,4}即[一-鿿]{2,6}")
"""拿地即开工, 培训即就业: what comes at once with something."""


@resources.cached
def _one_each() -> re.Pattern[str]:
    """一县一零活市场: what each has one of."""
    return re.compile(f"一{either('for_each')}一[一-鿿]{{1,6}}")


def _is_way_of_place(inside: str) -> bool:
    """Whether a name is the way of a division: 上海模式, 寻乌经验."""
    kind = next((kind for kind in words("ways_of_place") if inside.endswith(kind)), "")
    return bool(kind) and inside.removesuffix(kind) in short_names()


def is_of_place(inside: str, heading: str) -> bool:
    """Whether a name is that of the place of the title: “官渡路径” of 官渡镇."""
    match = _form("of_place").fullmatch(inside)
    kind = next((kind for kind in words("place_kinds") if inside.endswith(kind)), "")
    return match is not None and inside.removesuffix(kind) in heading


QUALITIES = "大小新老好"
"""What names share by chance at their beginning: 大民生, 大作为, 大舞台."""


def alike(names: Sequence[str], named: Collection[str]) -> frozenset[str]:
    """Return names of one length with one character at one place: 组织链, 责任链, 服务链.

    :param named: those that words around them treat as names; where all begin with one quality
        (大民生, 大作为, 大舞台), one of these is among them.
    """
    kept = dict.fromkeys(names)
    long = [name for name in kept if len(name) >= _ROW and not _is_result(name)]
    groups: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for name in long:
        # 极简审批, 极速办理, 极优服务; but 志愿服务, 便民服务, 上门服务 are not alike
        places = (0,) if name.endswith(words("not_alike")) else (0, 1, -1)
        for at in places:
            groups[len(name), at, name[at]].append(name)
    return frozenset(
        name
        for (_, at, shared), group in groups.items()
        if len(group) >= _ROW
        and (at != 0 or shared not in QUALITIES or not set(named).isdisjoint(group))
        for name in group
    )
