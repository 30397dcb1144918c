"""How far a date reaches in its sentence: whether a figure behind it is still of that time.

What a thing is since it was made (占地30亩), what holds every year, a span of years of its own and
what stands as it is (2018年获评…，现有420户) is not of the date before it.  What goes on since
something began (2020年揭牌，累计调解300件) is of an interval without an end.
"""

from __future__ import annotations

import re

from casebook import resources
from casebook.text.dates import Dated
from casebook.text.numerals import parse_number

_AFTER_EVENT = re.compile(
    "^(?![至到])[^，。；、：]{2,20}(?<![此今最先前落过节])后(?:[更愈越][^，。；]{2,20})?，"
)
"""2024年9月法律修订后，用户增至22万人: nobody says until when; 春节过后 is a day."""
_UNTIL_THEN = re.compile("^(?:以|之)?前，[^。]*?(?:已|现有|现在|经过|目前|如今)")
"""2015年前，只有一家医院…，经过十年，已有六家: the second is of another time."""
_THEN = re.compile("[底末初]?[就便已即](?![能可将是有]|可以).*，(?:但|然而|不过|如今|现在)")
"""2022年就完成布建，但量能不足，2间仅服务60人: what follows is how it is now."""
_WHICH = re.compile(
    "(?:以来|年?间|期间|[以之]?后)?[^，。；的\\d]{1,8}(?<![通超经透胜])过[^，。；]{0,24}?的"
)
"""2015年以来发生过事故的6个路口: which they are, and not when they were counted; 2023年通过 …."""
_CAUSE = re.compile("^[^，。；]{2,}，(?:是?因为|由于|原因是)[^，。；]*$")
"""去年获奖，因为还清了8亿元: what it came from is of before; 2022年，因为干旱，减产 is of 2022."""
_ONCE_MADE = re.compile(
    "[，；](?:项目|工程|全部|全面|预计)?(?:建成|投产|达产|完工|竣工|落成|投用|投运|启用)(?:投[产用])?[之以]?后"
)
"""将于9月竣工，投产后年产20万件: what is to be then is not of the month."""
_SPEECH = re.compile("(?:——|：)[“「][^”」]*$")
"""去年增收3万元——“抵得上打工2年”: what somebody says is of its own time."""
YEARLY = "[，；][^，；]*每年[^，；]*$"
"""A clause with 每年 is of no year: 2019年流转1180亩，每年增收6万元."""
_YEARLY = re.compile(YEARLY)
_YEARS = r"\d{1,2}|[一二三四五六七八九十两]{1,3}"
_SPAN = re.compile(
    rf"(?:(?P<many>{_YEARS})|几)多?年(?:[间来内]|时间|共|累计|总共)"
    rf"|(?<![^，；、在从])(?:近|过去|此前|最近)(?:(?P<past>{_YEARS})|几)年(?!前)"
)
"""A span of years of its own: 截至2020年底建成961个，覆盖率6年间增长7%; not 到2021年7月的三年间."""
_TO_NOW = re.compile("[至迄]今(?!年)(?:，|[^，；]{0,8}?)(?:已|共|累计|全|总|先后)")
_GOES_ON = re.compile("累计|已经?(?!于)")
_CLAUSE = re.compile("[，；]")
_FOR_EACH = re.compile("每(?![年月天日周季])")
_FIGURE = re.compile(r"\d")
_NO_STATE = "没只占享所还含持具"
"""Before 有: 没有, 占有, 所有 say of nothing how it stands."""


@resources.cached
def _words() -> dict[str, re.Pattern[str]]:
    events = resources.toml("years.toml")["events"]
    verbs = {kind: "|".join(map(re.escape, events[kind])) for kind in ("running", "made")}
    stands = "|".join(map(re.escape, events["stands"]))
    of_thing = "|".join(map(re.escape, events["of_thing"]))
    result = {
        kind: re.compile(rf"[^，。；：\d]{{0,16}}?(?:{words})(?!前)[^，。；：\d]{{0,16}}，")
        for kind, words in verbs.items()
    }
    result["stands"] = re.compile(rf"(?<![{_NO_STATE}])(?:{stands})[^，；]{{0,24}}$")
    result["of_thing"] = re.compile(rf"(?:{of_thing})[为约近逾]{{0,2}}$")
    return result


_MADE_THEN = re.compile(
    r"[^，。；\d]{0,6}[建设立置成造办种施购入][的之](?=[约近逾]?[\d一二两三四五六七八九十百])"
)
"""2019年建成的9条道路，已验收8条: only the 9 are of that year."""
_REACH = 10
"""How far before a figure the words for what it is of a thing may begin."""


def is_past(folded: str, dated: Dated, start: int) -> bool:
    """Whether a figure is of no time that its sentence says, though a date stands before it.

    :param start: where the figure begins in the folded text.
    """
    between = folded[dated.end : start]
    single = "/" not in dated.iso
    if folded.endswith(_LIMITS, 0, dated.start) and _LIMITED.match(between):
        return True
    if (single and _YEARLY.search(between)) or _is_of_other_years(dated, between):
        return True
    if _CLAUSE.search(between) and _MADE_THEN.match(between):
        return True
    if _AFTER_EVENT.match(between) or _UNTIL_THEN.match(between) or _THEN.match(between):
        return True
    if (
        is_of_kind(folded, dated)
        or _SPEECH.search(between)
        or (single and (_CAUSE.search(between) or _ONCE_MADE.search(between)))
    ):
        return True
    return single and _is_standing(folded, between, start)


def is_of_kind(folded: str, dated: Dated) -> bool:
    """Whether a date only says which things are meant: 2015年以来发生过事故的6个路口."""
    return _WHICH.match(folded, dated.end) is not None


def is_set_against(folded: str, dated: Dated, between: str) -> bool:
    """Whether a figure is set against that of a date: 与2022年的112亿元比较，支出增加15亿元.

    :param between: the folded words between the date and the figure.
    """
    before = folded[max(0, dated.start - _REACH) : dated.start]
    if _BESIDE.search(before) and _SET_AGAINST.search(between):
        return True
    return bool(_THAN.search(before) and _MORE.search(between))


_LIMITS = ("限期", "限期于", "限期在", "限于")
_LIMITED = re.compile("[底末]?[以之]?前[^，；]*[，；]")
"""限期于12月底前退出，保留的17家…: a time limit is of its own clause only."""
_BESIDE = re.compile("[与同跟和][^，。；]{0,2}$")
_SET_AGAINST = re.compile("^[^，。；]*(?:比较|相比|相较)，")
_THAN = re.compile("较[^，。；]{1,8}[（(]即?$")
_MORE = re.compile("^[^，。；]*[)）][^，。；]*，[^，。；]{0,8}(?:[增减升降提翻]|上升|下降|多|少)")
"""较五年前（即2019年）的100亿元，增加60%."""


def is_before_saying(dated: Dated, between: str) -> bool:
    """Whether a day is that of the news, and what follows is only said then: 今日成立，县府强调，….

    :param between: the folded words between the day and the figure.
    """
    return len(dated.iso) == len("2024-07-30") and _SAYS.search(between) is not None


_SAYS = re.compile("，[^，。；]{0,30}(?:强调|表示|指出|说明|呼吁|认为)[，：]")


def _is_of_other_years(dated: Dated, between: str) -> bool:
    """Whether a figure is of a span of years that is not that of the date before it.

    2018年至2022年五年间 and 自2023年起，用三年时间 are of one time.
    """
    span = _SPAN.search(between)
    if not span or between.startswith("的"):
        return False
    first, _, last = dated.iso.partition("/")
    if not last.strip("."):
        return not (last and span[0].endswith("时间"))
    years = span["many"] or span["past"]
    return not years or parse_number(years) - int(last[:4]) + int(first[:4]) not in (0, 1)


def _is_standing(folded: str, between: str, start: int) -> bool:
    """Whether a figure says how a thing is that was made or honoured on the date."""
    words = _words()
    if not _CLAUSE.search(between):
        return False
    alone = not _FIGURE.search(between)  # 截至4月底，有项目519个，总投资1万亿元
    if alone and words["of_thing"].search(folded, max(0, start - _REACH), start):
        return True
    if not words["made"].match(between):
        return False
    last = between[_last_clause(between) :]
    if _FOR_EACH.match(last):
        return True  # 去年7月建成使用，每座大棚以3.5万元的价格出租
    return bool(words["stands"].search(last) or _GOES_ON.search(last))


def goes_on(folded: str, dated: Dated, start: int) -> bool:
    """Whether what a figure counts goes on since a date: 2020年揭牌，累计300件, 自2019年上线，….

    :param start: where the figure begins in the folded text.
    """
    between = folded[dated.end : start]
    if "/" in dated.iso or not _CLAUSE.search(between):
        return False
    if _TO_NOW.search(between):
        return True
    since = folded.endswith(("自", "自从"), 0, dated.start)
    last = between[_last_clause(between) :]
    return bool((since or _GOES_ON.search(last)) and _words()["running"].match(between))


def _last_clause(between: str) -> int:
    return max(between.rfind("，"), between.rfind("；")) + 1
