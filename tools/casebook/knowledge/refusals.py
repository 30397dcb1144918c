"""Which numbers are no figures: ordinals, ages, hotlines, frames of the story, articles (一个)."""

from __future__ import annotations

import re
from decimal import Decimal

from casebook import resources
from casebook.knowledge.mask import HIDDEN
from casebook.knowledge.quantity import Quantity, lists
from casebook.records import Approximation
from casebook.text.fold import fold

_SMALL_HAN = 10
"""Below this a Han numeral with a counter (三个方面, 前两项) orders the speech oftener than it
counts."""
_NAME_ENDING = re.compile("[县镇乡村区市山河湖路](?!集体|干部|民|级)")
"""After a Han numeral with a unit: a name, 三台县, 三元镇; not 五家村集体."""
_NO_NAMES = ("个", "名", "位")
"""Units with which no name begins: 两名村干部."""
_VILLAGE = re.compile(
    "[地子店台营沟铺湾甸窝岔房屋坪坝窑墩庙洼梁川峪河山桥塘坑堡]{1,2}(?:[村镇乡屯](?![民务])|街道|社区)"
)
"""After a Han numeral with a unit: 六户地村, 二十家子镇."""
_SCHEME = re.compile(
    "店(?![主长铺面])|(?:公交|巴士)(?![补卡费])|[村户](?![均民集级])"
    "|(?!补|奖|资|投|以)[一-鿿]{0,3}(?:计划|方案)(?![补资费投内外])"
)
"""After a small sum in Han numerals: 两元乘车计划, 十元店, 万元户."""
_SUMS_OF_NAMES = 10_000
_STOP = re.compile(r"[，。；：、！？,;:\n]|$")
_END = re.compile(r"[，。；、！？,;)）\n]|$")
_BARE_END = re.compile(f"(?:以[上下])?(?:{_END.pattern})")
_CIRCLE = re.compile("[^，。；：、！？]{0,5}圈")
"""15 分钟生活圈 is the name of a thing."""
_ALL_DAY = {("小时", Decimal(24)), ("天", Decimal(365))}
_LEADS_TO = re.compile("(?:提高|增长|下降|减少)[到至为]")
"""23.9天减少到10.8天: the time changes, and frames nothing."""
_LIMITED = re.compile("以?内|之内")
_AGE = "岁"
_AGE_MEASURED = re.compile("年龄|寿命|平均[^，。；]{0,6}$")
_SCORED = re.compile("[得评打总均积]分|分值|满分|成绩|指数|测评|考核")
_REACH = 16
"""How far before a number a word may stand that says what kind of number it is."""
_ROOM = re.compile("(?:套?房|间房|座|桌|赛|组|制|行)(?![一-鿿]{0,2}数)")
"""After 2人: the kind of a thing (2人房30間)."""
_IN_PARTS = re.compile("批|期|步|类|轮|阶段|档|级")
"""After 分 and a number: how something is done (分三批)."""
_NO_TIME = (
    "来首",
    "岁",
    "头",
)
"""After a unit of time: 为20年来首次, 60周岁, 走过十个年头."""
_OF_REPUBLIC = re.compile(f"\\d{{1,2}}月|{HIDDEN}+|起|开始|底|初|度|每日|全[市县国区]")
_REPUBLIC = 30
"""98年9月 and 自97年起 are of the Republic of China; no span of time is told in so many years."""
_SCALED = re.compile("[万亿]")
_LARGEST = Decimal(2**53)
"""Above this readers of JSON keep no whole number exactly (RFC 8259, section 6), and above 2^63
databases keep none at all: runs of digits that long count nothing."""


def is_figure(text: str, quantity: Quantity) -> bool:
    """Whether a number with its unit is a figure of the text.

    :param text: the folded text, with names and dates hidden.
    """
    words = lists()
    number_end = (
        quantity.unit_span[0] if quantity.unit_span[0] > quantity.number_start else quantity.end
    )
    han = not text[quantity.number_start].isdigit()
    if (han and _is_name(text, quantity)) or text.startswith(words.lists["after"], number_end):
        return False
    if (
        max(abs(quantity.value), abs(quantity.high or quantity.value)) > _LARGEST
        or _is_class(text, quantity)
        or _is_kind(text, quantity, number_end)
        or _is_ordinal(text, quantity)
        or _is_vague(text, quantity, han=han)
    ):
        return False
    if not quantity.unit:
        return _is_bare_figure(text, quantity)
    if quantity.unit in words.times:
        return _is_time_figure(text, quantity, han=han)
    if quantity.unit == "分":
        # 79.78分 is no time and no money.
        exact = "." in text[quantity.number_start : quantity.unit_span[0]]
        before = _SCORED.search(text, max(0, quantity.start - _REACH), quantity.start)
        return exact or before is not None
    return not han or _is_han_figure(text, quantity)


def _is_name(text: str, quantity: Quantity) -> bool:
    """Whether a Han numeral is part of a name: 三台县, 六户地村, 十元店."""
    end = quantity.unit_span[1]
    if quantity.unit in _NO_NAMES:
        return False
    if quantity.unit == "元" and quantity.value <= _SUMS_OF_NAMES and _SCHEME.match(text, end):
        return True
    return any(form.match(text, end) for form in (_NAME_ENDING, _VILLAGE))


def _is_class(text: str, quantity: Quantity) -> bool:
    """Whether an amount says which things are counted: 10亿元以上项目6项."""
    if quantity.unit not in lists().money:
        return False
    classed = "|".join(lists().lists["classed"])
    return re.match(f"(?:以[上下])?的?(?:{classed})\\d", text[quantity.unit_span[1] :]) is not None


def _is_kind(text: str, quantity: Quantity, number_end: int) -> bool:
    """Whether a number is part of a kind (2人房), or of how something is done (分三批)."""
    if quantity.unit == "人" and _ROOM.match(text, quantity.unit_span[1]):
        return True
    if quantity.unit == "所" and _INSTITUTE.match(text, quantity.unit_span[1]):
        return quantity.value >= _NUMBER_OF_INSTITUTE  # 302所社区 is that of an institute
    in_parts = _IN_PARTS.match(text, number_end) is not None
    return in_parts and text.endswith("分", 0, quantity.start)


_INSTITUTE = re.compile(
    "(?:社区|小区|家属院|宿舍|大院)(?![一-鿿]{0,4}?(?:学校|[大小中]学|学院|医院|幼儿园|卫生|服务|养老|食堂|书屋|中心|站))"
)
"""Behind 所, the houses of an institute: 302所社区, but not 302所社区学校."""
_NUMBER_OF_INSTITUTE = 100
"""Institutes are numbered from here on."""


def _is_ordinal(text: str, quantity: Quantity) -> bool:
    """前十名, 前 10 位: an order."""
    ranked = quantity.unit in lists().lists["ranks"]
    return ranked and text.endswith("前", 0, quantity.start)


def _is_vague(text: str, quantity: Quantity, *, han: bool) -> bool:
    """数十, 几百, 上千: no number."""
    words, at = lists().lists, quantity.number_start
    vague = text.endswith(words["vague_before"], 0, at)
    return han and vague and not text.endswith(words["numbers_of"], 0, at)  # 人口数三万


def _is_han_figure(text: str, quantity: Quantity) -> bool:
    if quantity.value == 1:
        return quantity.unit != "个" and _is_limit(text, quantity)
    if quantity.unit in lists().counters and quantity.value < _SMALL_HAN:
        return _counts(text, quantity)
    return True


def _is_limit(text: str, quantity: Quantity) -> bool:
    """Whether 一 is a number (压缩到一天, 不到一年) rather than an article (一个)."""
    approximate = quantity.approx is not Approximation.EXACT
    if text.endswith(lists().lists["one_not_before"], 0, quantity.start):
        return False
    return approximate or text.endswith(lists().lists["one_before"], 0, quantity.start)


def _counts(text: str, quantity: Quantity) -> bool:
    """Whether a small Han numeral with a counter counts things (四个县, not 三个方面)."""
    words = lists().lists
    if quantity.unit not in words["small_han_counters"]:
        return False
    if quantity.unit == "次" and text[quantity.number_start] == "二":
        return False  # 二次分红 is the second: two times are 两次.
    if text.endswith(words["pointing"], 0, quantity.start):
        return False
    stop = _STOP.search(text, quantity.end)
    after = text[quantity.end : stop.start() if stop else len(text)]
    if after.startswith(HIDDEN):
        return quantity.unit in _NAMED_THINGS
    return not re.match(f".{{0,2}}?(?:{'|'.join(words['rhetorical'])})", after)


_NAMED_THINGS = ("次", "场", "座", "所", "家", "间", "辆")
"""What counts things whose name stands in marks, 兩次「鄰里談」; 四个“全” orders the speech."""


def _is_bare_figure(text: str, quantity: Quantity) -> bool:
    """Judge a number without a unit: 59.87 万, 总数达到 3521 before a stop, 从 2.37 缩小到 1.94."""
    digits = text[quantity.number_start].isdigit()
    if _SCALED.search(text, quantity.number_start, quantity.end):
        return digits
    words = lists().lists
    if not digits:
        return False
    # 从2013年的1.76缩小到2020年的1.4: dates may stand between.
    before = text[max(0, quantity.number_start - _REACH) : quantity.number_start]
    before = re.sub(f"{HIDDEN}+的?$", "", before)
    if before.endswith(words["from"]):
        change = rf"[^，。；]{{0,4}}?(?:{'|'.join(words['to'])})了?{HIDDEN}*的?\d"
        after = text[quantity.end : quantity.end + _REACH]
        return re.match(change, after) is not None and not _unread_unit().match(after)
    return before.endswith(words["bare"]) and _BARE_END.match(text, quantity.end) is not None


@resources.cached
def _unread_unit() -> re.Pattern[str]:
    """Return a pattern for a measure that the lists do not have, before a verb of change.

    由6里缩短到300米, 由5方减少到300升: the earlier number has not the unit of the later one.
    """
    change = resources.toml("quantities.toml")["change"]
    verbs = [*change["increase"], *change["decrease"], *change["increase_to"]]
    verb = "|".join(map(re.escape, map(fold, [*verbs, *change["decrease_to"], "变"])))
    return re.compile(f"(?!{verb})(?![{_AT_ONCE}])[一-鿿](?:[路地多余])?(?:{verb})")


_AT_ONCE = "再又已剧猛骤陡锐暴激突速稳微渐缓快大小略均即就才便净也都直陆跳跃"
"""Adverbs of one character before a verb of change: 从1.2猛增到3.5."""


def _is_time_figure(text: str, quantity: Quantity, *, han: bool) -> bool:
    words = lists().lists
    if text.startswith(_NO_TIME, quantity.unit_span[1]):
        return False
    if quantity.unit == _AGE:
        return (
            _AGE_MEASURED.search(text, max(0, quantity.start - _REACH), quantity.start) is not None
        )
    if quantity.unit == "日" or _CIRCLE.match(text, quantity.unit_span[1]):
        return quantity.unit == "日" and _is_within(text, quantity)
    if _is_named_span(text, quantity) or _is_told_span(text, quantity):
        return False
    leads = words["time_figure_before"]
    if text.endswith(leads, 0, quantity.number_start) or text.endswith(leads, 0, quantity.start):
        return True
    return not _is_frame(text, quantity) and (
        not han
        or quantity.value != 1
        or text.endswith("内", 0, quantity.end)
        or _is_limit(text, quantity)
    )


_NAMED_SPAN = re.compile(
    "期(?!满|间|内|末|限)|任期|[一-鿿]{2}(?:专项)?(?:行动|计划|计画|规划|方案)(?![补资费投内外])"
)
"""After years: the name of a plan (3年推进计划) or of a term of office (五年期)."""


def _is_named_span(text: str, quantity: Quantity) -> bool:
    """Whether years are part of a name: 3年推进计划, 黄金10年, 上一个五年期, 十四五|年均."""
    if quantity.unit != "年":
        return False
    if text.startswith(("十三五", "十四五"), quantity.number_start):
        return True
    return text.endswith(lists().lists["span_names"], 0, quantity.start) or (
        _NAMED_SPAN.match(text, quantity.unit_span[1]) is not None
    )


_TOOK = re.compile("(?:历时|耗时)$")
_DONE_AFTER = re.compile(
    "[多余]?(?![，。；、：左以之就才即便后的了是为]|[^一-鿿]|完成|完工|建成|竣工|落成|通车|办结)[一-鿿]{2}"
)
"""Behind the time that something took: what was done in it (历时3年筹备)."""
_GOING_ON = re.compile("(?:历经|推行|实施|推动|开展|运行|试行|连续[一-鿿]{2})了?$")
_OF_SPAN = re.compile("[多余]?的(?!时间|期限|工期)")
"""Behind the time that something has gone on for: what it is (推行两年多的改革)."""
_IN_SPAN = re.compile("的?时间之?[里内]")


def _is_told_span(text: str, quantity: Quantity) -> bool:
    """Whether a long time frames what is told: 历时3年筹备, 推行两年多的改革, 在两年时间内."""
    if quantity.unit not in _LONG_TIMES:
        return False
    after = quantity.unit_span[1]
    before = max(0, quantity.start - _REACH)
    return bool(
        (_TOOK.search(text, before, quantity.start) and _DONE_AFTER.match(text, after))
        or (_GOING_ON.search(text, before, quantity.start) and _OF_SPAN.match(text, after))
        or (text.endswith("在", 0, quantity.start) and _IN_SPAN.match(text, after))
    )


def _is_frame(text: str, quantity: Quantity) -> bool:
    """Whether a time frames the story (连续三年, 五年来), or is all of a day or year."""
    words = lists().lists
    if (quantity.unit, quantity.value) in _ALL_DAY and not _is_within(text, quantity):
        return True
    if text.endswith(words["time_frame_before"], 0, quantity.number_start):
        return True
    at = quantity.unit_span[1]
    if quantity.unit == "年" and quantity.value >= _REPUBLIC and _OF_REPUBLIC.match(text, at):
        return True
    if quantity.unit == "年" and (_planned(text, quantity) or _is_anniversary(text, quantity)):
        return True
    if _spent(text, quantity):
        return True
    follows = text.startswith(words["time_frame_after"], at)
    if quantity.end == at + 1 and text[at] in "多余":  # 三年多来
        follows = follows or text.startswith(words["time_frame_after"], quantity.end)
    return follows and not text.startswith("间隔", at) and not _LEADS_TO.match(text, at)


def _is_anniversary(text: str, quantity: Quantity) -> bool:
    """Whether years say for how long it goes on (至今已满10年), or of what money is: 1年预算."""
    if quantity.value == 1 and text.startswith(("预算", "经费"), quantity.end):
        return True
    return _FULL.search(text, max(0, quantity.start - _REACH), quantity.start) is not None


_FULL = re.compile(
    "(?:至今|推动|推行|实施|上路|成立|开办|启用|营运|运行)[^，。；]{0,4}?(?:已满|届满|即将满|刚满|满)$"
)


def _planned(text: str, quantity: Quantity) -> bool:
    """Whether years frame what is planned or was done: 4年内增加至650处, 用三年时间新造林."""
    at = quantity.unit_span[1]
    used = text.endswith(("用", "花", "经过"), 0, quantity.start) and text.startswith("时间", at)
    return used or text.startswith("内", at)


def _spent(text: str, quantity: Quantity) -> bool:
    """Whether a long time is what something was done in: 用10个月的时间, 6年多的努力, 三年实现…."""
    if quantity.unit not in _LONG_TIMES:
        return False
    used = _USED.search(text, max(0, quantity.start - _REACH), quantity.start)
    if used and _TIME.match(text, quantity.end):
        return True
    first = quantity.start == 0 or _STOP.match(text, quantity.start - 1) is not None
    return (
        _EFFORT.match(text, quantity.end) is not None
        or text.startswith(("半前", "半以前", "半之前", "半来"), quantity.end)
        or (first and _DONE.match(text, quantity.end) is not None)
    )


_LONG_TIMES = ("年", "个月")
_USED = re.compile("(?<![只仅费])[用以花]$|(?<![只仅])用了$")
_TIME = re.compile("左右?的?时间|的?时间")
_EFFORT = re.compile(
    "[多余]?的(?:不懈|艰苦|持续|共同|不断|辛勤)?"
    "(?:努力|奋斗|探索|实践|筹备|筹建|攻坚|建设|施工|试点|治理|发展|改造|等待|摸索)(?![一-鿿]{0,4}(?:期|经费|费用|任务))"
)
_DONE = re.compile(
    "[多余]?(?:时间(?![为是长短在超达不])|实现|完成|建成|共|打造|建起|培育|改造|累计)"
)
"""After a time at the head of a clause: 三年实现转移就业18万人次."""


def _is_within(text: str, quantity: Quantity) -> bool:
    return text.endswith("内", 0, quantity.end) or _LIMITED.match(text, quantity.end) is not None
