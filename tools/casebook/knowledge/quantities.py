"""Find numbers with their units in folded text: value, unit, approximator, ranges.

What a number counts as a figure and what not (dates, ordinals, names, slogans)
is described in ``docs/project/annotation.md``; the words are in
``data/quantities.toml``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from casebook import resources
from casebook.knowledge.dates import hide_dates
from casebook.knowledge.mask import (
    DOCUMENT_NUMBER,
    HIDDEN,
    QUOTED_FIGURE,
    STAGE,
    TITLE,
    hide,
    hide_quoted_names,
)
from casebook.knowledge.quantity import Quantity, lists
from casebook.knowledge.refusals import is_figure
from casebook.records import Approximation
from casebook.text import jieba
from casebook.text.numerals import parse_number

_DIGITS = r"\d{1,3}(?:[,\u2009\u00a0\u202f ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_THOUSAND = "千(?![瓦克米卡赫伏帕焦])"
"""307万千瓦: 千 is of the unit."""
_HAN = (
    rf"[一二两三四五六七八九十廿卅](?:[零〇一二两三四五六七八九十百]|{_THOUSAND})*"
    r"(?:点[零一二三四五六七八九]+)?"
)
_SCALE = rf"(?:万亿|千万|百万|千亿|百亿|十亿|十万|亿|万|{_THOUSAND}|百)"
_NOT_TENTH = "(?![员为立功果本效绩熟长都交品分就人语书型对不套批片天了]|群(?!众))"
"""三成 is 30%, but not in 三成员, 三成为 …"""
_TENTH_IS = "(?<=[近约逾过][一二两三四五六七八九1-9]成)(?=为)"
"""… but 超过九成为公营房屋 is 90%."""
_NUMBER = re.compile(
    rf"(?<![A-Za-z\d.+/:×*])(?!(?<=\d,)\d{{3}}(?!\d))(?:百分之(?P<percent>{_DIGITS}|{_HAN}|百)"
    rf"|(?P<parts>[千万]|{_HAN}|{_DIGITS})分之(?P<share>{_HAN}|{_DIGITS})"
    rf"|(?P<tenths>[一二两三四五六七八九1-9])成(?P<half>半)?(?:{_NOT_TENTH}|{_TENTH_IS})"
    rf"|(?P<one_half>一半)"
    r"|(?:(?<=[短缩减压降少快变][到至为成])|(?<=[短缩减压降少][到至]了))"
    r"(?P<half_time>半)(?=天|个?小时|个月|个工作日|年(?![^，。；、]))"
    rf"|(?P<top>[1-9])/(?P<bottom>[2-9]|10)(?![\d/年月]|[至到~～]\d|决赛|[（(][一二三四五六日])"
    rf"|(?P<number>(?:{_DIGITS}|{_HAN}){_SCALE}?(?:零?(?:{_DIGITS}|{_HAN}){_SCALE}?)*)"
    rf"(?P<odd>[余多几])?(?P<scale>{_SCALE})?)"
    r"(?!\+|[:：×]\d|[A-Za-z]?\+)"
)
_PLAIN_HAN = re.compile(
    r"(?:[一二两三四五六七八九]千)?零?(?:[一二两三四五六七八九]百)?零?"
    r"(?:[一二三四五六七八九]?十|[廿卅])?[一二两三四五六七八九]?(?:点[零一二三四五六七八九]+)?"
    r"|[一二两三四五六七八九](?:百|千)[一二三四五六七八九]"
    r"|[一二三四五六七八九][零〇一二三四五六七八九]{2,}"  # 一二三萬元: by place
)
_MORE_THAN = re.compile("个[多半](月|百分点|小时|星期|工作日)")
_HALVED = ("年", "天")
_AND_A_HALF = re.compile("半(?![载年天]|[之以]?前|来|[数个多截程边夜])")
_HALF = Decimal("0.5")
_FORMAL = str.maketrans("仟佰○", "千百〇")
"""720万8仟元: the numerals of cheques; 三四○名, whose zero is a circle."""
_HAN_DIGIT = "[〇零一二三四五六七八九]"
_BY_PLACE = re.compile(
    rf"(?<![\d十百千万亿第{_HAN_DIGIT[1:-1]}、．.‧])(?:"
    rf"{_HAN_DIGIT}{{1,3}}(?:[、，]{_HAN_DIGIT}{{3}})+(?![、，]?{_HAN_DIGIT})(?=[^\W\d_]|[%％])"
    rf"|(?<!^)(?<!\n){_HAN_DIGIT}+[．.‧・]{_HAN_DIGIT}+"
    rf"|{_HAN_DIGIT}{{1,3}}[．.‧・]{_HAN_DIGIT}{{1,3}}(?=[%％])"
    rf"|{_HAN_DIGIT}{{2,3}}(?=[%％])"
    ")"
)
"""Digits in Han as newspapers of Taiwan print them: 八一．七八％, 九二％, 一、九六二辆."""
_AS_DIGITS = str.maketrans("〇零一二三四五六七八九、，．‧・", "00123456789,,...")
_HAN_POINT = re.compile(f"(?<=[十百千][一二三四五六七八九]|.[十百])[．.‧・](?={_HAN_DIGIT})")
"""两百三十一.六二, 百分之八十一‧二九: the point of a number that is counted out."""
_SPACES = str.maketrans("", "", "\u2009\u00a0\u202f ")
_ZERO = re.compile(r"(?<=[十百千万亿])零(?=\d)")
"""7亿零18万: a place that is not said, among digits."""
_MINUS = re.compile("(?:^|[，。；：、（(]|[一-鿿])(?<![年月日至到])[-－−]$")
"""A dash that makes a number negative, not one between two of them."""
_RATIO = re.compile(r"(?<![\d.])\d+(?:\.\d+)?比\d+(?:\.\d+)?(?![\d.]*[万亿%元])")
"""师生比由1比6降为1比5: neither side counts anything."""
_ABOUT = re.compile("[0十百千万]来")
_LARGE_PARTS = {"千": Decimal(1000), "万": Decimal(10000)}
_PAIR = re.compile(
    "(?P<head>(?:[一二两三四五六七八九]?[十百千]零?)*)"
    "(?P<pair>一二|二三|两三|三四|三五|四五|五六|六七|七八|八九)"
    f"(?P<rest>[十百千]?(?:{_SCALE})?)"
)
"""七八十, 三十六七, 一百二三十."""


@resources.recalled
def readable(folded: str, *, republic: bool = False) -> str:
    """Hide titles, quoted names, document numbers, dates and fixed expressions.

    :param republic: whether the text counts years from 1912 (106年 is 2017).
    """
    text = folded.translate(_FORMAL)
    text = hide_quoted_names(hide(text, TITLE, DOCUMENT_NUMBER), QUOTED_FIGURE)
    text = hide_dates(text, HIDDEN, republic=republic)
    text = _BY_PLACE.sub(lambda match: match[0].translate(_AS_DIGITS), text)
    text = _HAN_POINT.sub("点", text)
    for word in lists().lists["fixed"]:
        text = text.replace(word, HIDDEN * len(word))
    return hide(text, _RATIO, STAGE)


@resources.recalled
def find_quantities(folded: str, *, republic: bool = False) -> tuple[Quantity, ...]:
    """Every figure of a folded text, in order, ranges put together.

    A change (由 … 至 …) is left as two quantities.

    :param republic: whether the text counts years from 1912 (106年 is 2017).
    """
    text = readable(folded, republic=republic)
    atoms = [atom for match in _NUMBER.finditer(text) if (atom := _atom(text, match))]
    joined = _with_next_unit(text, _join_ranges(text, atoms))
    return tuple(item for item in joined if is_figure(text, item))


def _atom(text: str, match: re.Match[str]) -> Quantity | None:
    value, high, odd = _value(match)
    words = lists()
    if value is None or text.endswith(words.lists["before"], 0, match.start()):
        return None
    start, approx = _approximation_before(text, match.start())
    at = match.end()
    if odd:
        approx = approx or Approximation.OVER
    if not odd and text[at : at + 1] in ("余", "多", "几"):
        at, approx = at + 1, approx or Approximation.OVER
    elif match["number"] and _ABOUT.match(text, at - 1) and _unit(text, match, at + 1)[0]:
        at, approx = at + 1, approx or Approximation.ABOUT  # 80来亩, 三十来户
    if match["number"] and (result := _MORE_THAN.match(text, at)):  # 9个多月, 两个半月
        half = result[0].startswith("个半")
        value, approx = (
            value + _HALF * half,
            approx or (Approximation.EXACT if half else Approximation.OVER),
        )
        return Quantity(
            start, result.end(), match.start(), value, f"个{result[1]}", result.span(), approx
        )
    unit, unit_span = _unit(text, match, at)
    if unit in _HALVED and _AND_A_HALF.match(text, unit_span[1]):  # 四年半
        value, unit_span = value + _HALF, (unit_span[0], unit_span[1] + 1)
    end, suffix = _approximation_after(text, max(at, unit_span[1]), unit)
    approx = approx or suffix
    if unit in words.shares and _MINUS.search(text, max(0, match.start() - 3), match.start()):
        value, start = -value, match.start() - 1
    return Quantity(start, end, match.start(), value, unit, unit_span, approx, high)


def _unit(text: str, match: re.Match[str], at: int) -> tuple[str, tuple[int, int]]:
    """Return the unit after a number, with its span; an empty one where a word begins there."""
    if not match["number"] and not match["half_time"]:
        return "%", (match.start(), match.start())
    words = lists()
    units = words.units.get(text[at : at + 1], ())
    unit = next((unit for unit in units if text.startswith(unit, at)), "")
    if not unit and match["number"] and (visits := _VISITS.match(text, at)):
        return "人次", (at, visits.end())
    if unit in words.word_heads and begins_word(text, at, len(unit)):
        unit = ""
    if unit == "人" and text.startswith("人口", at):  # 2.6 万人口: 口 belongs to the thing
        unit = ""
    if unit in words.digits_only and not match["number"][0].isdigit():
        unit = unit if _is_many(unit, match) or _is_heat(text, unit, match) else ""
    return unit, (at, at + len(unit))


def _is_many(unit: str, match: re.Match[str]) -> bool:
    """Whether a Han numeral counts people: 三万余人, 四十多位; 一人 and 千人 are words."""
    counted = re.search("[十百千万]", match["number"]) is not None
    return unit in lists().lists["people"] and counted


def _is_heat(text: str, unit: str, match: re.Match[str]) -> bool:
    """Whether a Han numeral says how hot it is: 气温足有三十六七度."""
    before = text[max(0, match.start() - _HEAT_REACH) : match.start()]
    return unit == "度" and _HEAT.search(before) is not None


_HEAT = re.compile("[气体水室地]?温度?[^，。；]{0,4}$|[高低]温[^，。；]{0,4}$")
_HEAT_REACH = 8


def _approximation_after(text: str, at: int, unit: str) -> tuple[int, Approximation]:
    words = lists()
    for word, suffix in words.after.get(text[at : at + 1], ()):
        # 内 and 多 after a counter begin another word: 一项内容, 一个多出.
        if unit and text.startswith(word, at) and not (len(word) == 1 and unit in words.counters):
            if text.startswith("多则", at):
                break  # 一天多则能挣160元
            return at + len(word), suffix
    return at, Approximation.EXACT


_VISITS = re.compile(
    "(?:参[与加观]|服务|就诊|门诊|住院|求[诊助]|培训|乘[客车搭]|观[众影]|读者|接待|出[席诊]|受[惠益]|使用|阅览|志愿)人次"
)
"""累计3200参与人次: the unit has what was done in it."""
_LOCATIVES = "里内中"
_LONGEST_WORD = 5


_TAKES_PART = re.compile("人参[训会保加与赛展观战股军选评]")


def begins_word(text: str, at: int, length: int) -> bool:
    """Whether a longer word begins at a unit: 市 in 12345市民, 首 in 2012首轮, but not in 3户里.

    人参 is a word, and 1900余人|参训 has none.
    """
    if _TAKES_PART.match(text, at):
        return False
    word = next(iter(jieba.cut(text[at : at + _LONGEST_WORD])), "")
    return len(word) > length and word[-1] not in _LOCATIVES


def _value(match: re.Match[str]) -> tuple[Decimal | None, Decimal | None, str]:
    """Value, upper end (七八个) and odd word (余) of a match; no value for no numeral."""
    if match["half_time"]:
        return Decimal("0.5"), None, ""
    if not match["number"]:
        return _share(match), None, ""
    number, factor = match["number"], parse_number(f"1{match['scale'] or ''}")
    if pair := _PAIR.fullmatch(number):
        numbers = (pair["head"] + digit + pair["rest"] for digit in pair["pair"])
        low, high = (parse_number(one) * factor for one in numbers)
        return low, high, match["odd"] or ""
    return _plain(number + (match["scale"] or "")), None, match["odd"] or ""


def _share(match: re.Match[str]) -> Decimal | None:
    """Read 百分之八十, 三分之二 (66.67, rounded), 八成半 and 一半 as a percentage."""
    if match["percent"]:
        return Decimal(100) if match["percent"] == "百" else _plain(match["percent"])
    if match["tenths"]:
        return parse_number(match["tenths"]) * 10 + (5 if match["half"] else 0)
    if match["one_half"]:
        return Decimal(50)
    if match["top"]:
        top, bottom = Decimal(match["top"]), Decimal(match["bottom"])
        return round(top / bottom * 100, 2).normalize() + 0 if top < bottom else None
    parts = _LARGE_PARTS.get(match["parts"]) or _plain(match["parts"])
    share = _plain(match["share"])
    return round(share / parts * 100, 2).normalize() + 0 if parts and share is not None else None


def _plain(number: str) -> Decimal | None:
    number = _ZERO.sub("", number.translate(_SPACES))
    for part in re.split(rf"{_SCALE}|(?<=\d)(?=[^\d.,])", number):
        if part and not part[0].isdigit() and not _PLAIN_HAN.fullmatch(part):
            return None
    try:
        return parse_number(number)
    except ValueError:
        return None


def _approximation_before(text: str, start: int) -> tuple[int, Approximation]:
    approx, words = Approximation.EXACT, lists().before
    while True:
        for word, meaning in words.get(text[start - 1 : start], ()):
            if text.endswith(word, 0, start):
                start -= len(word)
                approx = meaning
                break
        else:
            return start, approx


def _join_ranges(text: str, atoms: list[Quantity]) -> list[Quantity]:
    joined: list[Quantity] = []
    for atom in atoms:
        before = joined[-1] if joined else None
        if before and before.high is None and _is_range(text, before, atom):
            unit = atom if atom.unit else before
            joined[-1] = replace(
                atom,
                start=before.start,
                number_start=before.number_start,
                value=_lower_end(text, before, atom),
                high=atom.value,
                unit=unit.unit,
                unit_span=unit.unit_span,
                approx=Approximation.EXACT
                if _are_bounds(before, atom)
                else before.approx or atom.approx,
            )
        else:
            joined.append(atom)
    return joined


def _with_next_unit(text: str, atoms: list[Quantity]) -> list[Quantity]:
    """Give the figures of a row the unit that the last has in full: 8个、5个工作日."""
    result: list[Quantity] = []
    for atom in reversed(atoms):
        after = result[-1] if result else atom
        longer = len(after.unit) > len(atom.unit) == 1 and after.unit.startswith(atom.unit)
        if longer and text[atom.end : after.start] in lists().lists["row"]:
            result.append(replace(atom, unit=after.unit, unit_span=after.unit_span))
        else:
            result.append(atom)
    return result[::-1]


def _are_bounds(low: Quantity, high: Quantity) -> bool:
    """Whether two figures bound one: 500元以上2000元以下."""
    of_bounds = (Approximation.OVER, Approximation.UNDER)
    return (low.approx, high.approx) == of_bounds and low.unit == high.unit != ""


def _is_range(text: str, low: Quantity, high: Quantity) -> bool:
    between = text[low.end : high.start]
    if between not in lists().joiners and not (between in ("", "、") and _are_bounds(low, high)):
        return False
    if low.unit not in ("", high.unit) or low.value >= high.value * (10**8 if not low.unit else 1):
        return False
    return not text.endswith(lists().lists["from"], 0, low.start)


def _lower_end(text: str, low: Quantity, high: Quantity) -> Decimal:
    """Multiply the lower end out: 3 至 5 万 starts at thirty thousand."""
    scale = re.search(rf"{_SCALE}$", text[high.number_start : high.unit_span[0]])
    own_scale = re.search(rf"{_SCALE}", text[low.number_start : low.end])
    if scale and not own_scale and not low.unit:
        return low.value * parse_number(f"1{scale[0]}")
    return low.value
