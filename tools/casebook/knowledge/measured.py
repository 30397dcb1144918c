"""Find the words that name the thing that a figure measures.

The thing is the noun phrase right after the figure (617 個服務機構), else the
nearest one before it in the clause (服務機構 617 個), passing over verbs of
more and less, adverbs and phrases of comparison; else that of the clause
before (人均純收入，2006 年為 1500 元) or of the figure before (…，增長 8%).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from casebook import resources
from casebook.knowledge.clause_words import is_bare_clause, is_empty, is_verb, verb_before
from casebook.knowledge.confidence import is_doubtful
from casebook.knowledge.mask import HIDDEN, MAX_QUOTED_NAME, STAGE
from casebook.knowledge.phrases import (
    Span,
    object_after,
    phrase_after,
    phrase_before,
)
from casebook.knowledge.sentences import clause_around, clause_start, ends_sentence
from casebook.knowledge.tagging import any_of, longest_first, tokens, words
from casebook.text.fold import fold

_FRAME = re.compile(r"在[^，。；：、]{1,12}?(?:期间|时期|以来)")
_BEFORE_OR_AFTER = re.compile(
    r"(?:(?<=[，。；：])|^)[^，。；：、\d比较]{1,8}(?:以前|以后|之前|之后|过后)"
)
_SINCE = re.compile(rf"(?<!{HIDDEN})(?:[自从]{HIDDEN}+起|{HIDDEN}+间)")
"""自108年起 and 105年至110年间, whose dates are hidden already."""
_BRACKET = re.compile(r"[（(][^（()）\d]{1,12}[)）]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: its span, and the ends of the figures around it.

    ``base`` says that it is the two ends of a change (由20天压缩到5天).
    """

    start: int
    end: int
    floor: int
    ceiling: int
    unit: str
    share: bool
    change: bool
    time: bool
    counter: bool
    base: bool = False


def without_asides(folded: str) -> str:
    """Hide brackets without figures (乡镇（街道）), frames of time (在…期间), stages (2期厂房)."""
    for pattern in (_BRACKET, _FRAME, _BEFORE_OR_AFTER, _SINCE, STAGE):
        folded = pattern.sub(lambda match: HIDDEN * len(match[0]), folded)
    return folded


@dataclass(frozen=True, slots=True)
class Thing:
    """The words for the thing that a figure measures, and their span where it is one."""

    words: str = ""
    span: Span | None = None


def thing_measured(
    text: str,
    hidden: str,
    place: Place,
    before: str | None,
    unit_before: str = "",
    *,
    joined: bool = False,
) -> Thing:
    """Return the words for the thing that a figure measures; none where none are sure.

    :param text: the text as it stands.
    :param hidden: the same folded, with dates and asides hidden.
    :param before: the thing of the figure before in the same sentence.
    :param unit_before: its folded unit.
    :param joined: whether only 、 or 和 stands between the two (3800万户、约1亿人).
    """
    clause, right = clause_around(hidden, place.start, place.end)
    left, right = max(clause, place.floor), min(right, place.ceiling)
    if place.base:  # 办结时间由进入中心前的23.9天减少到10.8天
        at = max(hidden.rfind(word, left, place.start) for word in ("由", "从"))
        place = replace(place, start=at) if at > left else place
    before = _goes_with(before, hidden, place, left)
    if before and (thing := _qualified(text, hidden, place, left, before)):
        return thing
    span = _rate(hidden, place, left) or _own_clause(hidden, place, left, right)
    span = span or _whole_clause(hidden, place, left)
    if not span and not (place.share and before) and not _counts_on(hidden, place, right):
        span = _clause_before(hidden, place, left, unit_before)
    if not span:
        span = _gain(hidden, place, left) or _own_verb(hidden, place, left)
    if not span and before and _goes_back(hidden, place, left, before, unit_before, joined=joined):
        return Thing(before)
    if not span and _names_itself(hidden, place, left, unit_before):
        at = hidden.rfind(place.unit, place.start, place.end)
        span = at, at + len(place.unit)
    if not span and (before is None or not (place.change or place.share)):
        span = object_after(hidden, place.end, right) or verb_before(hidden, left, place.start)
    if not span:
        # Another unit measures another thing (来自64个国家，共有11万人次).
        goes_on = place.change or place.share or place.unit == unit_before
        return Thing(before or "" if goes_on and not place.time else "")
    if doubt := _doubt(hidden, span, place, before, unit_before):
        return doubt
    span = _with_unit(hidden, _with_gain(hidden, span, place), place)
    span = _with_row(hidden, place, left, _with_each(hidden, left, span))
    return _with_quotation(text, span)


def _doubt(
    hidden: str, span: Span, place: Place, before: str | None, unit_before: str
) -> Thing | None:
    """Return what stands for words that name no thing: that of the figure before, or none."""
    if before and _is_part(hidden, span, place, unit_before):
        return Thing(before)
    figure = place.start, place.end
    doubtful = is_doubtful(hidden, span, figure, place.unit, time=place.time, share=place.share)
    return Thing() if doubtful else None


_SHARED_OUT = re.compile(r"[\d个处所家座条间名]（[^（）]*$")
_SITES = (
    "小区",
    "片区",
    "街区",
    "社区",
    "村",
    "镇",
    "乡",
    "街道",
    "县",
    "区",
    "园区",
    "景区",
    "学校",
)


def _is_part(hidden: str, span: Span, place: Place, unit_before: str) -> bool:
    """Whether the words only say where a part of what was counted is: 3个（甲社区1个、乙村2个）."""
    return (
        place.counter
        and place.unit == unit_before
        and span[1] == place.start
        and hidden.endswith(_SITES, *span)
        and _SHARED_OUT.search(hidden, max(0, span[0] - _BRACKET_REACH), span[0]) is not None
    )


_BRACKET_REACH = 60


def _with_gain(hidden: str, span: Span, place: Place) -> Span:
    """Return a span with what is gained, right after it: 村集体|增收|8万元."""
    start, end = span
    money = place.unit.endswith("元")
    gained = next(filter(lambda word: hidden.startswith(word, end), longest_first("gains")), "")
    return (start, end + len(gained)) if money and end + len(gained) <= place.start else span


def _with_unit(hidden: str, span: Span, place: Place) -> Span:
    """Return a span with its last character, which the unit repeats: 党员中心|户|1842户."""
    start, end = span
    repeated = len(place.unit) == 1 and end + 1 == place.start and hidden[end] == place.unit
    return (start, place.start) if repeated else span


def _gain(hidden: str, place: Place, left: int) -> Span | None:
    """Return what is gained, right before an amount of money: 预计每户可|增收|3000元."""
    gained = next((x for x in longest_first("gains") if hidden.endswith(x, left, place.start)), "")
    at = place.start - len(gained)
    return (at, place.start) if gained and place.unit.endswith("元") else None


_EACH = re.compile("(?:每(?:亩|户|人|斤|公斤|吨|公里|平方米|个|名|头)|[亩户村]均)$")
"""Whose the amount is, right before what is measured: 亩均|纯收入, 每亩|补偿."""
_IN_ROWS = ("n", "nz", "nr", "ns", "nt", "nrt", "j")
"""Tags of the words of a row that one figure counts."""


def _with_each(hidden: str, left: int, span: Span) -> Span:
    match = _EACH.search(hidden, left, span[0])
    return (match.start(), span[1]) if match else span


def _with_row(hidden: str, place: Place, left: int, span: Span) -> Span:
    """Return a span with the nouns of the row that it ends: 当归、|党参种植面积42万亩.

    What a figure before it in the clause counts is none of it: 8个|乡镇、农户300户.
    """
    start, end = span
    if left == place.floor > 0:
        return span
    while end <= place.start and start - 1 > left and hidden[start - 1] == "、":
        first = start - 1
        for token in reversed(tokens(hidden, left, first)):
            leads = token.word.startswith(longest_first("leading_verbs"))
            if token.tag not in _IN_ROWS or token.end != first or leads:
                break
            first = token.start
        if first == start - 1:
            break
        start = first
    return start, end


_MARKS = {"”": "“", "」": "「", "’": "‘", "』": "『"}


def _with_quotation(text: str, span: Span) -> Thing:
    """Return a thing with the whole of a quotation that it cuts: 設立“調解言歡堂”13個.

    Where it has only the beginning of one it names nothing.
    """
    start, end = span
    for closing, opening in _MARKS.items():
        cut = text[start:end]
        if closing in cut and opening not in cut:
            before = text.rfind(opening, max(0, start - MAX_QUOTED_NAME), start)
            start = start if before < 0 else before
    if any(text.count(mark, start, end) != text.count(_MARKS[mark], start, end) for mark in _MARKS):
        return Thing()
    whole = text[end - 1] in _MARKS and text[start] == _MARKS[text[end - 1]]
    start, end = (start + 1, end - 1) if whole else (start, end)
    return Thing(text[start:end], (start, end))


def _qualified(text: str, hidden: str, place: Place, left: int, before: str) -> Thing | None:
    """Return the thing of the figure before by the head: 林地有2万亩，人均30亩."""
    clause = hidden[left : place.start]
    word = next((item for item in longest_first("qualifiers") if item in clause), "")
    if not word:
        return None
    at = left + clause.index(word)
    end = at + len(word)
    end += hidden.startswith("年", end)  # 人均年增收
    if gained := next(filter(hidden[end:].startswith, longest_first("gains")), ""):
        end += len(gained)  # 户均增收6500元: what is gained is said.
        return Thing(text[at:end], (at, end))
    if is_empty(hidden, end, place.start):
        return Thing(text[at:end] + before.removeprefix(word))
    return None


def _goes_back(
    hidden: str, place: Place, left: int, before: str, unit_before: str, *, joined: bool
) -> bool:
    """Whether a figure without words of its own measures the thing of the figure before.

    较2019年同期增加348人 goes on with it, as 已开工937个 does.
    """
    if fold(before) in words("self_named"):
        return False
    if joined and place.unit in words("self_named"):
        return True
    if _says_another(hidden, place, left, before):
        return False
    bare = place.change or is_bare_clause(hidden, left, place.start)
    if place.unit in _PEOPLE:  # 约34万人，今年已超过80万人
        bare = bare or is_empty(hidden, left, place.start)
    return place.unit == unit_before and bare


def _says_another(hidden: str, place: Place, left: int, before: str) -> bool:
    """Whether a clause says of people what was not said of those before: 受伤57人，失踪3人."""
    said = tokens(fold(before), 0, len(before))
    named_so = len(said) == 1 and said[0].tag in ("v", "vn") and place.unit in _PEOPLE
    return named_so and not place.change and verb_before(hidden, left, place.start) is not None


def _own_verb(hidden: str, place: Place, left: int) -> Span | None:
    """Return the verb that names who is counted, where a clause has no more: 死亡47人，受伤57人."""
    if place.unit not in _PEOPLE or not is_bare_clause(hidden, left, place.start):
        return None
    span = verb_before(hidden, left, place.start)
    return span if span and hidden[slice(*span)] in words("verbs_as_things") else None


_PEOPLE = ("人", "户")
_INHABITANTS = re.compile(r"[、，](?:共|约)?\d[\d.]*[万余多]*人(?!次)")


def _names_itself(hidden: str, place: Place, left: int, unit_before: str) -> bool:
    """Whether a unit says what is counted: 25县, and who lives or is there (164户、632人; 向28户).

    What a verb does to them has a name of its own (新开工3.2万户), and so has what stands in a
    row with other things (156栋楼、13029户): there the unit alone would say too little.
    """
    if place.unit not in _PEOPLE:
        return place.unit in words("named_by_unit")
    pair = place.unit == "户" and _INHABITANTS.match(hidden, place.end) is not None
    if pair or (place.unit == "人" and unit_before == "户"):
        return True
    if hidden.endswith("、", 0, place.start):
        return False
    before = tokens(hidden, left, place.start)
    if before and before[-1].tag == "p":
        return True
    passed = any_of("between", "adverbs", "not_thing")
    return all(item.word in passed or item.tag not in ("v", "vn", "n") for item in before)


@resources.cached
def _rates() -> str:
    return "|".join((*longest_first("rates"), "[一-鿿]率"))


def _goes_with(before: str | None, hidden: str, place: Place, left: int) -> str | None:
    """Return the thing of the figure before, if a share may be of it too.

    增速4.8个百分点，占总值的18.4%: a rate is no part of a whole.  商户90户，客流逐年下滑，减少两成:
    the clause between has a thing of its own.
    """
    if not before or not place.share:
        return before
    whole = "占" in hidden[left : place.start]
    if (whole and re.search(f"(?:{_rates()})$", fold(before))) or _tells(hidden, place, left):
        return None
    return before


def _tells(hidden: str, place: Place, left: int) -> bool:
    """Whether a clause without a figure stands before that says how its own thing changes."""
    if left <= place.floor or ends_sentence(hidden, left - 1):
        return False
    clause = clause_start(hidden, left - 1)
    last = tokens(hidden, clause, left - 1)[-1:] if clause > place.floor else []
    changes = bool(last) and last[0].word in words("change_verbs")
    return changes and not is_empty(hidden, clause, left - 1)


def _rate(hidden: str, place: Place, left: int) -> Span | None:
    """Return the word for the rate that percentage points are compared with: 较上月|增速|提升."""
    if place.unit != "个百分点":
        return None
    clause = hidden[left : place.start]
    compared = (
        f"(?:较|比|高于|低于|快于|好于)[^，。；]{{0,16}}?(?P<rate>{_rates()})[^，。；]{{0,6}}$"
    )
    match = re.search(compared, clause)
    if not match or re.search(_rates(), clause[: match.start()]):
        return None
    return left + match.start("rate"), left + match.end("rate")


_QUANTITY = re.compile(
    "[，；：]?(?![较比同])(?P<thing>[一-鿿]{1,5}(?:[率量额值价]|[^幅程]度|[^倍]数|时长))"
    "(?:[却则竟反仍也都还已]|反[而倒])?"
    "(?:[下上]?[降升提增减缩压涨跌][少加高低短长]?[至到为成]?)?"
)


def _whole_clause(hidden: str, place: Place, left: int) -> Span | None:
    """Return the word for a quantity that is all a clause says before a change.

    The dictionary need not have it: …，逾期率反而|从9.1%降到6.4%.  What it is compared with is
    another (较发行价|涨5%).
    """
    match = _QUANTITY.fullmatch(hidden, left, place.start) if place.change or place.base else None
    return match.span("thing") if match else None


def _counts_on(hidden: str, place: Place, right: int) -> bool:
    """Whether a counter goes on into what it counts: 302个|涉农村(社区)集体经济."""
    if not place.counter or place.share or place.change or place.time:
        return False
    first = next(iter(tokens(hidden, place.end, right)), None)
    could = _COULD.match(hidden, place.end, right) is not None
    return could or (
        first is not None and (first.word == "涉" or first.tag in words("inside_tags"))
    )


_COULD = re.compile("[可待拟应][一-鿿]{2}[一-鿿]{2}")
"""638处|可加装点位, 12家|拟上市企业: what is counted by what can or shall be done with it."""


def _own_clause(hidden: str, place: Place, left: int, right: int) -> Span | None:
    if place.share and hidden.endswith(("按", "以"), left, place.start):  # 按五倍放大贷款规模
        return object_after(hidden, place.end, right)
    means = hidden.startswith(("指", "是指", "系指"), place.end)  # 61588人指公园范围以内
    agents = place.counter and place.unit in words("agent_units")
    after = (
        None
        if means
        else phrase_after(hidden, place.end, right, counter=place.counter, agents=agents)
    )
    if after and hidden.endswith("等", left, place.start):  # 财政局等44个单位
        return after
    if after and _makes(hidden, left, place.start) and _is_maker(hidden, after):
        return None  # 年产900吨食用菌基地: the figure is none of the place
    ahead = phrase_before(hidden, left, place.start, share=place.share)
    if ahead and place.unit in words("self_named") and is_verb(hidden, ahead):
        named = hidden[slice(*ahead)] in words("verbs_as_things")
        ahead = ahead if named else None
    if place.time and not ahead:
        after = after or object_after(hidden, place.end, right)
    # 人口超过 10 万的镇: what has the figure is not what it measures.
    relative = hidden.startswith("的", place.end) and not place.share
    if relative and after and hidden[slice(*after)] in words("amounts"):
        return after  # 为社员带来1100元的收入
    return (ahead or after) if relative else (after or ahead)


def _makes(hidden: str, left: int, start: int) -> bool:
    return hidden.endswith(longest_first("yields"), left, start)


def _is_maker(hidden: str, span: Span) -> bool:
    return hidden.endswith(longest_first("makers"), *span)


def _clause_before(hidden: str, place: Place, left: int, unit_before: str) -> Span | None:
    if hidden[left - 1 : left] in ("（", "(") and left > place.floor + 1:
        # 农业用水比重较大（达93%）: the bracket says how much.
        if not is_empty(hidden, left, place.start):
            return None
        clause = max(clause_start(hidden, left - 1), place.floor)
        return phrase_before(hidden, clause, left - 1)
    if left <= place.floor or not is_empty(hidden, left, place.start):
        return None
    if ends_sentence(hidden, left - 1):
        return None
    clause = clause_start(hidden, left - 1)
    span = phrase_before(hidden, max(clause, place.floor), left - 1)
    # 来自64个国家，共有11万人次: the figure before counts these.
    counted = span is not None and span[0] == place.floor and clause < place.floor
    return None if counted and place.unit != unit_before else span
