"""Dates as Chinese texts write them become ISO 8601: one grammar for pages and running text.

Numerals are Arabic, full-width or Chinese (2024年7月30日, 二〇二四年七月卅日), years also those
of the Republic (民國113年7月30日), months also English (Jul 30, 2024).  :func:`find_day` reads
the day that a line of a page gives; :func:`find_dates` every date with a year that running
text names, years alone and intervals included.  The two differ in what they may believe, not
in how a date is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from casebook import resources

_REPUBLIC_YEAR = 1911
"""What is added to a year of the Republic."""
_H = "〇○◯零一二三四五六七八九"
_YEAR = r"(?:1[89]|20)\d\d"
_HAN_YEAR = rf"(?:一[八九]|二[〇零○◯])[{_H}]{{2}}"
_ANY_YEAR = rf"(?:(?<!\d){_YEAR}|{_HAN_YEAR})"
_SHORT_YEAR = rf"(?:\d{{2,3}}|[{_H}十百]{{1,5}})"
"""A year of the Republic after its name."""
_NUM = rf"(?:\d{{1,2}}|[廿卅][{_H}]?|[一二三四五六七八九十]{{1,3}})"
_TO = r"(?:至|到|-|—+|–|~|～|－)"
_CLOCK = (
    r"(?:\s*(?:(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]"
    r"|[（(](?:星期|周|週|礼拜|禮拜)?[一二三四五六日天][）)](?=\s*\d{1,2}[:：]\d\d)))?"
    r"(?:[\sT]*(?P<half>上午|下午|晚上|凌晨|中午|AM|PM|am|pm)?\s*"
    r"(?P<hh>\d{1,2})\s*[:：时時點点]\s*(?P<mm>\d{1,2})\s*分?"
    r"(?:\s*[:：]?\s*\d{1,2}\s*秒?)?(?:\.\d+)?(?:\s*(?P<late>AM|PM|am|pm))?)?"
)

_DAY_FOLLOWS = (
    rf"(?=\s*{_NUM}\s*[日号號]|\s*{_NUM}\s+\d{{1,2}}[:：]\d\d"
    rf"|{_NUM}(?![\d{_H}十]|\s*[:：时時點点次期版卷]))"
)
"""What shows that the number after 月 is a day: 日 or 号, a time after it, or no space before
it; 2022年3月 09:12 is a month and a time, 2022年3月 12次 a month and a count."""

# In a line of a page: spaces anywhere, any separator, a time after it; 1998.7-12 are two months.
_DAY = re.compile(
    rf"(?<!\d)(?!\d{{4}}[./]\d{{1,2}}[-－—])(?P<y>{_YEAR})\s*[年/.·\-－—]\s*(?P<m>\d{{1,2}})\s*"
    rf"(?:月{_DAY_FOLLOWS}|[/.·\-－—])\s*(?P<d>\d{{1,2}})(?!\d)\s*[日号號]?{_CLOCK}"
)
_HAN_DAY = re.compile(
    rf"(?P<y>{_ANY_YEAR})\s*年\s*(?P<m>{_NUM})\s*月{_DAY_FOLLOWS}"
    rf"\s*(?P<d>{_NUM})\s*[日号號]?{_CLOCK}"
)
_REPUBLIC_NAME = r"(?:中\s*[華华]\s*)?民\s*[國国]"
_REPUBLIC_DAY = re.compile(
    rf"{_REPUBLIC_NAME}\s*(?P<r>{_SHORT_YEAR})\s*[年/.\-]\s*"
    rf"(?P<m>{_NUM})\s*(?:月{_DAY_FOLLOWS}|[/.\-])\s*(?P<d>{_NUM})(?!\d)\s*[日号號]?{_CLOCK}"
)
_REPUBLIC_BARE = re.compile(
    r"(?<![\d.])(?P<r>1[01]\d|[89]\d)(?:年(?P<m>\d{1,2})月(?P<d>\d{1,2})日|"
    rf"[/.\-](?P<m2>\d{{2}})[/.\-](?P<d2>\d{{2}}))(?![\d.]){_CLOCK}"
)
"""Without the name (113年5月12日, 113/07/30): no other calendar can be meant."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ENGLISH = re.compile(
    rf"(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<m>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?\s+"
    rf"(?:(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?(?P<y>{_YEAR})(?:,?\s*{_CLOCK})"
)
_DAY_NUMBER = r"(?P<d>1[3-9]|2\d|3[01])"
"""A number that is a day and no month, so that 24-11-2024 and 11/24/2024 say the same."""
_YEAR_LAST = (
    re.compile(
        rf"(?<![\d/.-]){_DAY_NUMBER}(?P<by>[/.-])(?P<m>\d{{1,2}})(?P=by)(?P<y>{_YEAR})(?![\d/.-]){_CLOCK}"
    ),
    re.compile(
        rf"(?<![\d/.-])(?P<m>\d{{1,2}})(?P<by>[/.-]){_DAY_NUMBER}(?P=by)(?P<y>{_YEAR})(?![\d/.-]){_CLOCK}"
    ),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})\s+(?P<m>{_NUM})\s?月\s?[,，]\s?(?P<y>{_YEAR})(?!\d){_CLOCK}"
    ),
    re.compile(
        rf"(?<!\d)(?P<m>{_NUM})\s?月\s(?P<d>\d{{1,2}})\s?[,，]\s?(?P<y>{_YEAR})(?![\d年]){_CLOCK}"
    ),
)
"""The year after day and month; blogs set up in English print 10 5 月, 2023, or 五月 6, 2023."""
_YEAR_APART = re.compile(
    rf"(?<![\d/])(?P<y>{_YEAR})\s{{1,3}}(?P<m>\d\d)/(?P<d>\d\d)(?=\s{{1,3}}\d\d:\d\d){_CLOCK}"
)
"""The year set apart from day and hour, as an agency does: 2025 12/01 08:54:15."""
_DAY_FORMS = (_DAY, _HAN_DAY, _REPUBLIC_DAY, _REPUBLIC_BARE, _ENGLISH, *_YEAR_LAST, _YEAR_APART)
# Only beside a label that says that a date stands here.
_LABELLED_FORMS = (
    re.compile(
        rf"(?<![\d-])(?P<s>\d{{2}})[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}})(?![\d-]){_CLOCK}"
    ),
    re.compile(
        rf"(?:(?P<y>{_ANY_YEAR})|{_REPUBLIC_NAME}\s*(?P<r>{_SHORT_YEAR}))\s*年\s*(?P<m>{_NUM})\s*月"
        r"(?!\s*\d{1,2}\s*[日号號])(?:\s*\d{1,2}[:：]\d\d(?:[:：]\d\d)?(?!\d))?"
    ),
    re.compile(rf"(?<!\d)(?P<y>{_YEAR})[-/.](?P<m>0[1-9]|1[0-2])(?![-/.\d])"),
)

# In running text: written out, or numbers that nothing else can be.
_MARK = "(?:份|底|初|末)?"
_PART = "(?:度|底|初(?!中|[级級])|末|中(?![央共国國华華小学學医醫职職]))?"
"""What part of a year: 2019年中, but not 2019年|中央."""
_DECADE = "(?<=[0〇零○]年)代(?![办表理替码管收缴建])"
"""What makes a year a decade: 2020年代; 2022年代办件 tells of what was done that year."""
_RANGE = re.compile(
    rf"(?<!\d)(?P<y>{_YEAR})(?:年(?!{_TO}{_YEAR}年\d{{1,2}}月))?{_TO}(?P<last>{_YEAR})年"
    rf"(?!{_DECADE}|度代)"
)
"""2018年至2022年, 2018—2022年; two months (2019年1月至2023年12月) are read one by one."""
_OF_ACCOUNT = "(?:(?:财政|会计|预算|课税)?年度|学年度?|财年)"
_FISCAL = re.compile(
    rf"(?<![\d/])(?P<y>{_ANY_YEAR})年?(?:{_TO}|[/／╱])(?P<short>{_ANY_YEAR}|\d\d(?!\d)|[{_H}]{{2}})"
    rf"(?:{_TO}(?:{_ANY_YEAR})(?:{_TO}|[/／╱])(?P<until>{_ANY_YEAR}|\d\d(?!\d)|[{_H}]{{2}}))?"
    rf"(?:{_OF_ACCOUNT}|(?<=[/／╱]\d\d)年)"
)
"""A year of account or of schools: 二〇一七至一八年度, 2017/18学年, 2022/23年; three years:
2021-22至2023-24年度."""
_MONTH_RANGE = re.compile(
    rf"(?<!\d)(?P<y>{_YEAR})年(?P<m>\d{{1,2}})(?:月份?)?{_TO}(?P<last>\d{{1,2}})月份?"
)
_WRITTEN = re.compile(
    rf"(?:(?P<y>{_ANY_YEAR})|{_REPUBLIC_NAME}(?P<r>{_SHORT_YEAR}))年(?!{_DECADE}|度代){_PART}"
    rf"(?:(?P<m>{_NUM})月{_MARK}(?:(?P<d>{_NUM})日)?)?"
)
_NUMERIC = re.compile(
    rf"(?<!\d)(?P<y>{_YEAR})(?:[-/](?P<m>\d{{1,2}})(?:[-/](?P<d>\d{{1,2}}))?"
    r"|\.(?P<m2>\d{1,2})\.(?P<d2>\d{1,2}))(?![\d.])"
)
_HAN_REPUBLIC = r"一[〇零○◯一二三][〇零○◯一二三四五六七八九]"
_COUNTED_REPUBLIC = (
    "(?:[七八九]十[一二三四五六七八九]?"
    "|一百(?:[〇零○◯][一二三四五六七八九]|一?十[一二三四五六七八九]?)?)"
)
"""九十二年 and 一百零三年 of the Republic, counted out."""
_YEAR_BEGINS = (
    f"(?:(?<![{_H}十百一-鿿])"
    f"|(?<=[自从于在至到由及和与并但为迄比较])"
    f"|(?<=[府局处会所乡镇市县区院部国省])(?<![建设置立升改撤][府局处会所乡镇市县区院部国省]))"
)
"""Before a count that is a year: an office, a preposition or no word, but not 走过|九十二年."""
_NOT_OF_YEAR = "心衷志愿念色蕴气子期步级中小"
"""Behind 底 or 初 that is no part of a year: 七十年|初心, 九十年|底蕴."""
_REPUBLIC_TEXT = re.compile(
    rf"(?:[本今去前明][（(](?P<r>1[0-3]\d|[89]\d)[)）]年{_PART}"
    r"|(?<![\d.])(?P<r2>1[0-3]\d)年(?=度|底|初|末|\d{1,2}月|第[1-4一二三四]季|累计|共计)(?:度|底|初|末)?"
    rf"|(?<![{_H}十百])(?P<r3>{_HAN_REPUBLIC}|{_COUNTED_REPUBLIC}(?=年度(?!过))"
    rf"|{_YEAR_BEGINS}{_COUNTED_REPUBLIC})年"
    f"(?=度|[底初末](?![{_NOT_OF_YEAR}])|十?[一二三四五六七八九十]月)度?)"
    rf"(?:(?P<m>{_NUM})月{_MARK}(?:(?P<d>{_NUM})日)?)?"
)
"""Years of the Republic without the name: 本（104）年11月, and 114年 with 度 or a month."""
_SCHOOL_YEAR = re.compile(
    r"(?P<since>(?<=[自从]))?(?<![\d.])(?P<r>1[0-3]\d|[89]\d)(?P<school>学年)度?"
)
"""Of Taiwan: 107學年度 is 2018/2019, 自107學年度 an interval from its first year."""
_REPUBLIC_YEARS = re.compile(
    rf"(?<![\d.])(?P<r>1[0-3]\d|[89]\d)(?:学?年度?)?{_TO}(?P<later>1[0-3]\d|[89]\d)"
    r"(?:(?P<school>学年)度?|年度)"
)
"""108至111学年度 is 2019/2023, 108至111年度 2019/2022."""
_REPUBLIC_YEARS_ALONE = re.compile(
    rf"(?<![\d.])(?:(?:{_REPUBLIC_NAME})?"
    rf"(?P<r>1[0-3]\d(?:(?=年)|(?<=[自从于在]\d{{3}}))|{_YEAR_BEGINS}[89]\d|(?<=[国國])[89]\d)年?"
    rf"|(?<![{_H}])(?P<r3>{_HAN_REPUBLIC})年?)"
    rf"{_TO}(?P<later>1[0-3]\d|[89]\d|{_HAN_REPUBLIC})年(?![来前内多余])"
)
"""In a text that has such years: 108年至113年间, 自108至113年, 85至90年, 一一○至一一三年."""
_REPUBLIC_MONTHS = re.compile(
    rf"(?<![\d.])(?P<r>1[0-3]\d)年(?P<m>\d{{1,2}})(?:月份?)?{_TO}(?P<last>\d{{1,2}})月份?"
)
_OF_TAIWAN = re.compile(
    "(?:台北|新北|桃园|台中|台南|高雄)市|(?:花莲|宜兰|云林|屏东|台东|苗栗|彰化|南投|嘉义|新竹|澎湖)县|[县市]府|行政院|卫福部|内政部|立法院|户政|地政事务所|长照|里长|[乡镇市区]公所"
)
"""Words that only texts have which count years so."""
_OF_REPUBLIC = (
    re.compile(f"{_REPUBLIC_NAME}{_SHORT_YEAR}年"),
    _REPUBLIC_TEXT,
    _REPUBLIC_MONTHS,
)
_REPUBLIC_ALONE = re.compile(
    rf"(?:(?<![\d.])(?P<r>1[0-3]\d)|(?<![{_H}十百千近约逾满历经过达])(?P<r3>{_HAN_REPUBLIC}"
    rf"|{_YEAR_BEGINS}(?![七八九]十年|一百年|一百一?十年){_COUNTED_REPUBLIC}(?!年的(?![\d百约○{_H}]))))"
    r"年(?:(?![来前后内间多余期]|以[来上下内]|历史|之久)|(?<=自\d{3}年)(?=以?来))"
)
"""In a text that has such years, three digits are a year by themselves too: 自106年, 自一○七年."""
_TEXT_FORMS = (
    _RANGE,
    _FISCAL,
    _MONTH_RANGE,
    _WRITTEN,
    _NUMERIC,
    _SCHOOL_YEAR,
    _REPUBLIC_YEARS,
    _REPUBLIC_MONTHS,
    _REPUBLIC_TEXT,
)
_HAS_YEAR = re.compile(f"年|{_YEAR}")
"""What each of these forms has."""
_JOINERS = ("至", "到", "—", "——", "–", "-", "~", "～", "－")
_WIDE = {
    ord(wide): ord(narrow)
    for wide, narrow in zip("０１２３４５６７８９：．／－", "0123456789:./-", strict=True)
}
_MAYBE = re.compile(r"[\d０-９]{2}|[〇○◯零一二三四五六七八九十]{2}")
_MONTH_APART = re.compile(
    rf"(?:^|(?<=[\s(（【\[|｜]))(?:{_ANY_YEAR}\s*年\s*{_NUM}\s*月|{_YEAR}[-/.](?:0[1-9]|1[0-2]))"
    r"(?=$|[\s)）】\]|｜]|\d{1,2}[:：])"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of a text, or an interval (``2014/2022``), with its span.

    ``iso`` is ISO 8601 of the precision that the text has: a year, a month, a day, or a day
    with the time in China.
    """

    start: int
    end: int
    iso: str


@resources.recalled
def find_day(text: str, *, labelled: bool = False) -> Dated | None:
    """Find the first day that a line of a page gives.

    :param labelled: whether the line says that a date stands in it; then a month alone
        (2024年7月) and a year of two digits (24-7-30) are dates too.
    :returns: the day, to the minute where the line gives a time.
    """
    if not _MAYBE.search(text):
        return None
    narrow = text.translate(_WIDE)
    results = _read(_DAY_FORMS, narrow)
    if not results and labelled:
        results = _read(_LABELLED_FORMS, narrow)
    return min(results, key=lambda day: (day.start, -day.end), default=None)


def impossible_day(text: str) -> str:
    """Return what a line gives as a day, and no calendar has (2023-02-30); ``""`` for none."""
    if not _MAYBE.search(text):
        return ""
    narrow = text.translate(_WIDE)
    matches = (match for form in _DAY_FORMS for match in form.finditer(narrow))
    return next((match[0].strip() for match in matches if not _iso(match.groupdict())), "")


def has_month_apart(text: str) -> bool:
    """Whether a month with its year stands apart from the words of a line: 某日报 2022年3月."""
    return _MONTH_APART.search(text.translate(_WIDE)) is not None


def counts_from_republic(text: str) -> bool:
    """Whether a text counts years from 1912: it has such years, or words of offices of Taiwan.

    :param text: folded (:func:`casebook.text.fold.fold`).
    """
    if _OF_TAIWAN.search(text):
        return True
    # What each of the others has.
    return "年" in text and any(form.search(text) for form in _OF_REPUBLIC)


@resources.recalled
def find_dates(text: str, *, republic: bool = False) -> tuple[Dated, ...]:
    """Find every date with a year in running text, in order.

    :param text: folded (:func:`casebook.text.fold.fold`).
    :param republic: whether the text around it counts years from 1912 (106年 is 2017).
    """
    if not _HAS_YEAR.search(text):
        return ()
    taken = 0
    results: list[Dated] = []
    alone = (_REPUBLIC_ALONE, _REPUBLIC_YEARS_ALONE)
    forms = (*_TEXT_FORMS, *(alone if republic or counts_from_republic(text) else ()))
    for dated in sorted(_read(forms, text), key=lambda item: (item.start, -item.end)):
        if dated.start >= taken:
            results.append(dated)
            taken = dated.end
    return _with_intervals(text, results)


def _read(forms: tuple[re.Pattern[str], ...], text: str) -> list[Dated]:
    return [
        Dated(*match.span(), iso)
        for form in forms
        for match in form.finditer(text)
        if (iso := _iso(match.groupdict()))
    ]


def _years_of_account(year: int, parts: dict[str, str | None]) -> str | None:
    """Put years of account or of schools together; ``None`` where the parts are of none."""
    if short := parts.get("until") or parts.get("short"):
        later = _value(short) if len(short) == _DIGITS else year + (_value(short) - year) % 100
    elif parts.get("later"):
        later = _REPUBLIC_YEAR + _value(parts["later"] or "") + bool(parts.get("school"))
    elif parts.get("school"):
        return f"{year}/{'..' if parts['since'] is not None else year + 1}"
    else:
        return None
    return f"{year}/{later}" if 0 < later - year <= _MOST_YEARS else ""


_DIGITS = len("2024")
_MOST_YEARS = 30
"""From the first to the last year of account of an interval: 2023-21年度 is none."""


def _iso(parts: dict[str, str | None]) -> str:
    """Put a date together; ``""`` where no such day exists."""
    year = _year(parts)
    month = _month(parts.get("m") or parts.get("m2") or "")
    number = parts.get("d") or parts.get("d2") or ""
    last = parts.get("last") or ""
    if (span := _years_of_account(year, parts)) is not None:
        return span
    if last and not month:
        return f"{year}/{last}"
    if last:
        first, final = month, int(last)
        return f"{year}-{first:02}/{year}-{final:02}" if 1 <= first <= final <= 12 else str(year)
    if not (parts.get("m") or parts.get("m2")):
        return f"{year:04}"
    try:
        day = date(year, month, _value(number) if number else 1)
    except ValueError:
        return ""
    return day.isoformat() + _clock(parts) if number else day.isoformat()[:7]


def _year(parts: dict[str, str | None]) -> int:
    if republic := parts.get("r") or parts.get("r2") or parts.get("r3"):
        return _REPUBLIC_YEAR + _value(republic)
    if parts.get("s"):
        return 2000 + int(parts["s"] or "")
    return _value(parts["y"] or "")


def _month(text: str) -> int:
    if text in _MONTHS:
        return _MONTHS.index(text) + 1
    return _value(text) if text else 0


def _value(numeral: str) -> int:
    """Value of a number in digits or in Chinese numerals, by place (二〇二四) or counted (十二)."""
    if numeral.isdecimal():
        return int(numeral)
    if not re.search("[十百廿卅]", numeral):
        digits = [max(_H.index(char) - 3, 0) for char in numeral]
        return int("".join(map(str, digits)) or 0)
    total, last = 0, 0
    for char in numeral:
        if char == "百":
            total, last = total + (last or 1) * 100, 0
        elif char == "十":
            total, last = total + (last or 1) * 10, 0
        elif char in "廿卅":
            total += 20 if char == "廿" else 30
        else:
            last = max(_H.index(char) - 3, 0)
    return total + last


def _clock(parts: dict[str, str | None]) -> str:
    if not parts.get("hh") or not parts.get("mm"):
        return ""
    hour, minute = int(parts["hh"] or 0), int(parts["mm"] or 0)
    half = parts["half"] or parts["late"] or ""
    if half in {"下午", "晚上", "PM", "pm"} and hour < 12:
        hour += 12
    return f"T{hour:02}:{minute:02}+08:00" if hour < 24 and minute < 60 else ""


def _with_intervals(text: str, dates: list[Dated]) -> tuple[Dated, ...]:
    """Join two dates with nothing but 至 between them: 2019年1月1日至2021年11月30日.

    The later may be a day of the same year that stands without it: 109年11月30日至12月25日.
    """
    joined: list[Dated] = []
    for named in dates:
        dated = _to_day(text, named)
        before = joined[-1] if joined else None
        if (
            before
            and "/" not in before.iso + dated.iso
            and text[before.end : dated.start] in _JOINERS
            and before.iso < dated.iso
        ):
            joined[-1] = Dated(before.start, dated.end, f"{before.iso}/{dated.iso}")
        else:
            joined.append(dated)
    return tuple(joined)


_TO_DAY = re.compile(rf"起?{_TO}(?:(?P<m>\d{{1,2}})月)?(?P<d>\d{{1,2}})日(?!内|以内|之内)")


def _to_day(text: str, dated: Dated) -> Dated:
    """Return the days that begin with a date, where a later day follows without its year."""
    match = _TO_DAY.match(text, dated.end) if len(dated.iso) == len("2024-07-30") else None
    if not match:
        return dated
    first = date.fromisoformat(dated.iso)
    try:
        last = first.replace(month=int(match["m"] or first.month), day=int(match["d"]))
    except ValueError:
        return dated
    return Dated(dated.start, match.end(), f"{first}/{last}") if first < last else dated
