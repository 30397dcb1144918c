"""Whether a figure says more or less, and by which verb: 下降 60%, 減少法人 8390 戶, 提升到 97%.

The verbs stand in ``data/quantities.toml`` (``[change]``).  A verb speaks for a figure where it
stands right before it (下降 60%), with a noun of its own (減少比例達 16%), with 到 or 至
(the figure is then the end: 提升到 97%), or before the thing that is measured (壓減時限 76%).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from casebook import resources
from casebook.knowledge.mask import HIDDEN
from casebook.knowledge.sentences import clause_start
from casebook.records import IndicatorKind
from casebook.text.fold import fold

Span = tuple[int, int]

_KINDS = ("object", "counted")
"""Verbs that may have any thing between themselves and a number, and a counted thing only."""

_WINDOW = 16
"""How far before a figure its verb may begin, with what stands between."""
_NOUN = "(?:幅度|比例|率|幅|额|总额|量|的?(?:幅度|比例))"
_REACHES = "(?:高达|达到了|达到|达)"
_COPULA = f"(?:均|已|共|约)?(?:{_REACHES}|为|是|有|超过|超)?"
_LINKS = f"了|均|已|共|计|共计|合计|累计|约|近|超|超过|{_REACHES}|{HIDDEN}"
_LINK = re.compile(f"(?:{_LINKS})*")
_IS = re.compile(f"(?:为|是|有|{_LINKS})*")
_OBJECT_TAIL = "(?:了|各类|各种|各项|一批|全部|原有|调整|下放|合并|整合|有关|相关|不必要的?)*$"
_LEADING = (
    f"(?:先后|分批|分两批|两批|一次性|大幅|累计|共|已|已经|再|又|全面|进一步|计划|将|可|{HIDDEN})*"
)
"""What may stand before the verb that a clause begins with: 先后取消…事项9项."""
_RATE = re.compile("(?:比例|幅度|率|占比)$")
_SHORT_CLAUSE = 7
_BETWEEN = 2
"""Characters between the earlier figure of a change and its verb: 20 個工作日縮減到 3 個."""
_TAIL = 8
"""Characters between the earlier time and the comma before now: 20天|才能办好|，现在3天."""
_THEN = f"(?:现在|目前|如今|现|今年|当前|{HIDDEN}+)?的?(?:每[年月天日人户亩吨公斤]{{1,2}})?"
"""Between the verb of a change and its end: 提高到现在的8083元, 提高到每月7000元."""
_ALSO = re.compile("(?:、|和|与|及|以及)?(?:约|近|超|超过)?")
"""Between two figures of one verb: 分别减少41.3%和36.8%."""


_THAN = (
    r"(?:(?<![占不])比(?![例重率值赛如拟照较分方])|(?<![比相])较(?![大小高低多少长短好快慢强弱为轻重])"
    r"|同比|环比|相比(?:之下)?)"
)
"""Before what something is compared with: 比2016年|多1200元, 较以前|短25分钟."""
_COMPARED = {
    "increase": "[多高长重贵宽]|大(?!于)",
    "decrease": "[少低短轻矮]|小(?!于)|便宜",
}
_END_OF_THING = re.compile(f"{_THAN}|[多少][^，。；]?$")
_DEALT = "[卖收挣赚花得领拿产打交付缴跑出]"
"""After 多 and 少: what one does more or less of, 每斤多卖2元."""
_NOT_MORE = "许很最至众诸不减缺大太差"
"""Before 多 and 少 in words of their own: 许多, 减少."""


@dataclass(frozen=True, slots=True)
class Trend:
    """More or less, with the span of the verb that says so.

    :param than: whether it is only compared with something else (比2016年多1200元).
    """

    kind: IndicatorKind
    verb: Span
    than: bool = False


@dataclass(frozen=True, slots=True)
class _Verbs:
    """The verbs of one direction as patterns, each to end where the figure begins."""

    by: IndicatorKind
    to: IndicatorKind
    right_before: re.Pattern[str]
    until: re.Pattern[str]
    leading: tuple[re.Pattern[str], re.Pattern[str]]
    before_thing: tuple[re.Pattern[str], re.Pattern[str]]
    in_thing: tuple[re.Pattern[str], re.Pattern[str]]
    amount_of: re.Pattern[str]
    named: re.Pattern[str]
    compared: re.Pattern[str]


_CURRENCY = re.compile("(?:新台币|人民币|港币|港元|美元|澳门元)$")


def _either(words: list[str]) -> str:
    return "|".join(sorted({re.escape(fold(w)) for w in words}, key=lambda w: (-len(w), w)))


@resources.cached
def _verbs() -> tuple[_Verbs, ...]:
    data = resources.toml("quantities.toml")["change"]
    made = []
    for way, by, to in (
        ("increase", IndicatorKind.INCREASE, IndicatorKind.INCREASE_TO),
        ("decrease", IndicatorKind.DECREASE, IndicatorKind.DECREASE_TO),
    ):
        verb = f"(?P<verb>{_either(data[way])})"
        until = (
            f"(?P<verb>(?:{_either([*data[way], *data[f'{way}_to']])})(?<!幅)了?(?:至|到|为|成))"
        )
        of_things = [f"(?P<verb>{_either(data[f'{way}_{kind}'])})" for kind in _KINDS]
        made.append(
            _Verbs(
                by,
                to,
                re.compile(f"{verb}了?(?:{_NOUN}{_COPULA}|{_REACHES})?$"),
                re.compile(f"{until}了?{_THEN}$"),
                (re.compile(_LEADING + of_things[0]), re.compile(_LEADING + of_things[1])),
                (re.compile(of_things[0] + _OBJECT_TAIL), re.compile(of_things[1] + _OBJECT_TAIL)),
                (re.compile(f"{of_things[0]}(?!值)"), re.compile(f"{of_things[1]}(?!值)")),
                re.compile(f"(?P<verb>{_either(data[f'{way}_of'])})的$"),
                re.compile(f"(?P<verb>{_either(data[f'{way}_named'])})$"),
                _than(way),
            )
        )
    return tuple(made)


def _than(way: str) -> re.Pattern[str]:
    """Return a pattern for what is more or less than something else, to end at the figure."""
    word = "多" if way == "increase" else "少"
    return re.compile(
        f"{_THAN}[^，。；：！？]{{0,{_WINDOW}}}?(?P<verb>(?:{_COMPARED[way]}){_DEALT}?)了?$"
        f"|(?<![{_NOT_MORE}])(?P<deal>{word}{_DEALT})了?$"
    )


def _compared(folded: str, start: int) -> Trend | None:
    """Return how a figure stands to what the clause compares with: 比2016年多1200元."""
    clause = clause_start(folded, start)
    for verbs in _verbs():
        if match := verbs.compared.search(folded, clause, start):
            group = "verb" if match["verb"] else "deal"
            return Trend(verbs.by, match.span(group), than=True)
    return None


def without_comparison(folded: str, start: int, end: int) -> int:
    """Return where the words for a thing end before it is compared: 新楼|比老楼高20米.

    :returns: ``start`` where nothing is left, as of 少花.
    """
    match = _END_OF_THING.search(folded, start, end)
    return match.start() if match else end


def trend(folded: str, start: int, thing: Span | None, *, counter: bool) -> Trend | None:
    """Return what the verb of a figure says.

    :param folded: the folded text.
    :param start: where the figure begins, its approximator included.
    :param thing: the span of the words for what is measured, where they stand before the figure.
    :param counter: whether the unit counts things; then only verbs that say how many more or
        fewer there are (取消 8 项) may stand before the thing, not others (提升能力项目 20 个).
    """
    if currency := _CURRENCY.search(folded, max(0, start - _WINDOW), start):
        start = currency.start()  # 增加新台币5740万元
    floor = max(0, start - _WINDOW)
    window = folded[floor:start]
    results = [
        (match.start("verb"), kind, match.span("verb"))
        for verbs in _verbs()
        for pattern, kind in ((verbs.until, verbs.to), (verbs.right_before, verbs.by))
        if (match := pattern.search(window))
    ]
    if not results and (compared := _compared(folded, start)):
        return compared
    if not results:
        return _before_thing(folded, start, thing, counter=counter)
    # The longest verb says it: 负增长 is less.
    _, kind, (first, last) = min(results, key=lambda result: result[0])
    return Trend(kind, (floor + first, floor + last))


def _before_thing(folded: str, start: int, thing: Span | None, *, counter: bool) -> Trend | None:
    if thing and thing[1] <= start and _IS.fullmatch(folded, thing[1], start):
        floor = max(0, thing[0] - _WINDOW)
        for verbs in _verbs():
            if match := verbs.amount_of.search(folded[floor : thing[0]]):
                return Trend(verbs.by, (floor + match.start("verb"), floor + match.end("verb")))
    if not thing or (thing[1] <= start and not _LINK.fullmatch(folded, thing[1], start)):
        return None
    if thing[1] > start:
        return _before_agent(folded, start, counter=counter)
    floor = max(0, thing[0] - _WINDOW)
    clause = clause_start(folded, start)
    is_rate = _RATE.search(folded, *thing) is not None  # 精简申请材料比例
    for verbs in _verbs():
        inside = verbs.in_thing[counter]
        match = verbs.leading[counter].match(folded, clause, start) or (
            inside.search(folded, *thing) if is_rate else inside.match(folded, *thing)
        )
        if match:
            return Trend(verbs.by, match.span("verb"))
        if match := verbs.before_thing[counter].search(folded[floor : thing[0]]):
            return Trend(verbs.by, (floor + match.start("verb"), floor + match.end("verb")))
    return None


def _before_agent(folded: str, start: int, *, counter: bool) -> Trend | None:
    """Return the verb of a clause with only one word before the figure: 节约企业8%通关成本."""
    clause = clause_start(folded, start)
    if start - clause > _SHORT_CLAUSE or counter:
        return None
    for verbs in _verbs():
        if match := verbs.leading[0].match(folded, clause, start):
            return Trend(verbs.by, match.span("verb"))
    return None


def goes_on(folded: str, end: int, start: int) -> bool:
    """Whether a figure that ends at ``end`` shares its verb with one that begins at ``start``."""
    return _ALSO.fullmatch(folded, end, start) is not None


def of_name(name: str) -> Trend | None:
    """Return what a name says that ends in a verb of more or less: 受益农户|增收.

    :param name: folded, of an amount of money; its span is that of the verb in it.
    """
    for verbs in _verbs():
        if match := verbs.named.search(name):
            return Trend(verbs.by, match.span("verb"))
    return None


def took_and_takes(folded: str, start: int, between: str) -> bool:
    """Whether two times are what something took and takes: 过去办证要跑20天，现在3天办好.

    :param folded: the folded text, in which the earlier time begins at ``start``.
    :param between: the words between the two.
    """
    then, now = _then_and_now()
    before = clause_start(folded, max(0, clause_start(folded, start) - 1))
    head = now.match(between)
    if not head or not then.search(folded[before:start]):
        return False
    rest = between[head.end() :]
    return not rest or any(verbs.until.fullmatch(rest) for verbs in _verbs())


@resources.cached
def _then_and_now() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = resources.toml("quantities.toml")["change"]
    then, takes, now = map(_either, (data["then"], data["takes"], data["now"]))
    lightly = _either([*data["takes"], *data["lightly"]])
    return (
        # 过去三年 is a period, and no time before.
        re.compile(f"(?:{then})(?![\\d几数两十])(?:[^。！？；\\d]*(?:{takes}))?了?$"),
        re.compile(f"[^。！？；，、\\d]{{0,{_TAIL}}}，而?(?:{now})，?(?:{lightly})*"),
    )


def leads_to(between: str) -> bool:
    """Whether two figures with these words between them are the ends of a change (缩减到)."""
    return any(
        (match := verbs.until.search(between)) is not None and match.start() <= _BETWEEN
        for verbs in _verbs()
    )
