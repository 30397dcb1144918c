"""Which numbers are no figures: ordinals, ages, hotlines, frames of the story, articles (一个)."""

from __future__ import annotations

import re
from decimal import Decimal

from casebook.knowledge.mask import HIDDEN
from casebook.knowledge.quantity import Quantity, lists
from casebook.records import Approximation

_SMALL_HAN = 10
"""Below this a Han numeral with a counter (三个方面, 前两项) orders the speech oftener than it
counts."""
_NAME_ENDINGS = tuple("县镇乡村区市山河湖路")
"""After a Han numeral with a unit: a name, 三台县, 三元镇."""
_STOP = re.compile(r"[，。；：、！？,;:\n]|$")
_END = re.compile(r"[，。；、！？,;)）\n]|$")
_CIRCLE = re.compile("[^，。；：、！？]{0,5}圈")
"""15 分钟生活圈 is the name of a thing."""
_ALL_DAY = {("小时", Decimal(24)), ("天", Decimal(365))}
_LIMITED = re.compile("以?内|之内")
_AGE = "岁"
_AGE_MEASURED = re.compile("年龄|寿命|平均[^，。；]{0,6}$")
_SCORED = re.compile("[得评打总均]分|分值|满分|成绩|指数|测评|考核")
_REACH = 16
"""How far before a number a word may stand that says what kind of number it is."""
_SCALED = re.compile("[万亿]")


def is_figure(text: str, one: Quantity) -> bool:
    """Whether a number with its unit is a figure of the text.

    :param text: the folded text, with names and dates hidden.
    """
    words = lists()
    number_end = one.unit_span[0] if one.unit_span[0] > one.number_start else one.end
    han = not text[one.number_start].isdigit()
    is_name = han and one.unit != "个" and text.startswith(_NAME_ENDINGS, one.unit_span[1])
    if is_name or text.startswith(words.lists["after"], number_end):
        return False
    if _is_ordinal(text, one) or _is_vague(text, one, han=han):
        return False
    if not one.unit:
        return _is_bare_figure(text, one)
    if one.unit in words.times:
        return _is_time_figure(text, one, han=han)
    if one.unit == "分":
        return _SCORED.search(text, max(0, one.start - _REACH), one.start) is not None
    return not han or _is_han_figure(text, one)


def _is_ordinal(text: str, one: Quantity) -> bool:
    """前十名, 前 10 位: an order."""
    ranked = one.unit in lists().lists["ranks"]
    return ranked and text.endswith("前", 0, one.start)


def _is_vague(text: str, one: Quantity, *, han: bool) -> bool:
    """数十, 几百, 上千: no number."""
    return han and text.endswith(lists().lists["vague_before"], 0, one.number_start)


def _is_han_figure(text: str, one: Quantity) -> bool:
    if one.value == 1:
        return one.unit != "个" and _is_limit(text, one)
    if one.unit in lists().counters and one.value < _SMALL_HAN:
        return _counts(text, one)
    return True


def _is_limit(text: str, one: Quantity) -> bool:
    """Whether 一 is a number (压缩到一天, 不到一年) rather than an article (一个)."""
    approximate = one.approx is not Approximation.EXACT
    return approximate or text.endswith(lists().lists["one_before"], 0, one.start)


def _counts(text: str, one: Quantity) -> bool:
    """Whether a small Han numeral with a counter counts things (四个县, not 三个方面)."""
    words = lists().lists
    if one.unit not in words["small_han_counters"]:
        return False
    if text.endswith(words["pointing"], 0, one.start):
        return False
    stop = _STOP.search(text, one.end)
    behind = text[one.end : stop.start() if stop else len(text)]
    if behind.startswith(HIDDEN):
        return False
    return not re.match(f".{{0,2}}?(?:{'|'.join(words['rhetorical'])})", behind)


def _is_bare_figure(text: str, one: Quantity) -> bool:
    """Judge a number without a unit: 59.87 万, 总数达到 3521 before a stop, 从 2.37 缩小到 1.94."""
    digits = text[one.number_start].isdigit()
    if _SCALED.search(text, one.number_start, one.end):
        return digits
    words = lists().lists
    if not digits:
        return False
    # 从2013年的1.76缩小到2020年的1.4: dates may stand between.
    before = text[max(0, one.number_start - _REACH) : one.number_start]
    before = re.sub(f"{HIDDEN}+的?$", "", before)
    if before.endswith(words["from"]):
        change = rf"[^，。；]{{0,4}}?(?:{'|'.join(words['to'])})了?{HIDDEN}*的?\d"
        return re.match(change, text[one.end : one.end + _REACH]) is not None
    return before.endswith(words["bare"]) and _END.match(text, one.end) is not None


def _is_time_figure(text: str, one: Quantity, *, han: bool) -> bool:
    words = lists().lists
    if one.unit == _AGE:
        return _AGE_MEASURED.search(text, max(0, one.start - _REACH), one.start) is not None
    if one.unit == "日" or _CIRCLE.match(text, one.unit_span[1]):
        return one.unit == "日" and _is_within(text, one)
    leads = words["time_figure_before"]
    if text.endswith(leads, 0, one.number_start) or text.endswith(leads, 0, one.start):
        return True
    if _is_frame(text, one):
        return False
    return not han or one.value != 1 or text.endswith("内", 0, one.end) or _is_limit(text, one)


def _is_frame(text: str, one: Quantity) -> bool:
    """Whether a time frames the story (连续三年, 五年来), or is all of a day or year."""
    words = lists().lists
    if (one.unit, one.value) in _ALL_DAY and not _is_within(text, one):
        return True
    if text.endswith(words["time_frame_before"], 0, one.number_start):
        return True
    follows = text.startswith(words["time_frame_after"], one.unit_span[1])
    return follows and not text.startswith("间隔", one.unit_span[1])


def _is_within(text: str, one: Quantity) -> bool:
    return text.endswith("内", 0, one.end) or _LIMITED.match(text, one.end) is not None
