"""Suggest the years that a case covers: the first and last that measures and results name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from casebook.knowledge.ages import without_ages
from casebook.knowledge.date_reach import is_of_kind, is_set_against
from casebook.knowledge.distribution import years_before
from casebook.knowledge.figure_dates import Calendar
from casebook.knowledge.passages import Passage
from casebook.knowledge.sentences import clause_around
from casebook.knowledge.set_aside import is_of_news
from casebook.knowledge.spacing import closed_up, places_of
from casebook.records import Theme
from casebook.text.dates import Dated
from casebook.text.fold import fold

_OLDEST = 60
"""An article covers at most so many years before it was published."""
_EARLY = 4
"""What goes on when an article is written belongs to that year from this month on: an article of
January tells of the year before."""
_NOW = ".."
"""How things are when the article is written: the last year is open."""
_PLANNED = re.compile("计划(?![，。；：、）)」”》]|$)|预计|力争|拟|目标|规划(?!局|部)|将(?:于|在)$")
_OF_DRAFT = re.compile("[^，。；]{0,6}?(?:预算[（(]?草案|预算安排|计划草案|工作打算|工作建议)")
"""After a year that is only planned for: 2022年预算执行情况和2023年预算草案."""
_PREPARED = re.compile(
    "[^。；]{0,40}?(?:奠定|打下|打好|做好|作好|提供|创造)[^，。；]{0,6}(?:基础|准备|条件)"
)
"""After 为 and a year: what is prepared, 为2019年全面推开奠定基础."""
_LATELY = re.compile(
    "(?:近日|日前|前不久|不久前|连日来)(?!，?[^，。]{0,6}(?:记者|发布|公布|印发|通报))"
)
"""What was done shortly before publication: 近日，双方会签…"""
_DAY = re.compile("(\\d{1,2})月(?:(\\d{1,2})日)?")
_MONTHS = 12
_UNTIL = re.compile("截[至止]到?$")
_BEYOND = re.compile("[超过越比于]$")
_LONG_AGO = re.compile("早在$")
"""早在2002年就撤县设区: before the story begins."""
_FOLLOWED = re.compile("(?:根据|依据|按照|依照|遵照|对照)$")
"""根据2001年机构改革意见: the year of what is followed."""
_FROM = re.compile("[由从]$")
_REDUCED = re.compile(
    "的?[^，。；]{0,16}(?:压缩|压减|缩短|减少|缩减|精简|下降|降低|降|减|提速|提升|提高|增加|增长|增)[至到为]"
)
"""由2018年的165天压缩到30天 says what came before; so does 2018年需165天，如今只要30天."""
_ONCE = re.compile(
    "[^，。；]{0,16}[需要][^，。；]{0,8}\\d[^，。；]{0,6}，(?:而?如今|而?现在|目前|现)"
)
_ONLY = re.compile(
    "，?[^，。；]{0,20}(?:只有|仅有?|才有?)[^，。；]{1,12}，(?:到了?)?(?:[去今]年|如今|现在|目前)"
)
"""前年只有一户，去年有30户: the former is how it was."""
_YEAR = re.compile("\\d{2,4}(?:[/／—–~～-]\\d{2,4})?年|[今去前当]年")
_APART = 12
"""Years from a first year to the next: further apart, and said once, it is of a history
(1951年立碑, 1999年開通熱線), unless a reform was made then or goes on since."""
_DAY_ALONE = re.compile(
    r"(?:(?<=[^\d月至到—–~～－、\-/.一二三四五六七八九十])|^)(?:[1-9]|[12]\d|3[01])日(?=[^\d报均产常游薪式本元前内后间起])"
)
"""A day without its month is of the month of publication: 县长1日到场会勘."""
_MONTH = re.compile("[\\d一二三四五六七八九十]月")
_SET_REACH = 40
"""How far behind a date stands what is set against it: 与2022年的112亿元比较，."""
_SUM = re.compile("总和|总量|全年|同期|水平")
_FOR_YEARS = re.compile(
    "(?<![近几])(?:\\d|[一二两三四五六七八九十])(?:多|余)?(?:年来|载|年[多余]?过去)"
)
"""三年来 goes on until it is written, and so does 两年多过去."""
_AROUND = {Theme.BACKGROUND, Theme.LESSONS}
"""Themes that tell of what was before and of what is to come."""
_BEGINS = re.compile("[自从]$")
_BEGUN = re.compile("(?:[起始]|开始|以来)[，在]?")
"""What stands before and behind the year in which something began: 自2020年6月起."""
_SINCE = re.compile("以来，")
"""After the date that a lead begins with: 2020年以来，全市把供水交给一家公司."""
_IS = re.compile("(?:村|县|市|区|这里|当地|该地)?(?:就|便|一直)(?:已|已经)?是")
"""After that: how things have been since, and nothing that was begun (自1987年起就是试验区)."""
_MAY_BEGIN = re.compile("[自从從]")
_REFORM = re.compile(
    "[^。；]{0,24}?(?:改革|试点|试行|推行|推进|推动|推出|实施|施行|开展|启动|探索|创新|创建|运行"
    "|挂牌|上线|启用|组建|出台)"
)
"""What was made or began then: a reform.  从2014年开始，人口外流 tells of something else."""
_OF_NATION = re.compile("[底初]?，?(?:党)?(?:的|中央|全国)[^，。；]{0,12}(?:会议|全会|大会|两会)")
"""The day of a national meeting is none of a local case: 去年10月，中央金融工作会议…"""
_BY_NATION = re.compile(
    "[底初]?，?(?:[^，。；]{0,8}在全国(?:范围内?)?(?:启动|推开|实施|推行|推广|施行|开展)"
    "|(?:中共中央|党中央|国务院)[^。；]{0,16}(?:印发|颁发|颁布|出台|发布|公布|下发|决定|部署)"
    "|(?:全国人大|国家[一-鿿]{2,8}[局委署]|(?:教育|财政|民政|公安|司法|商务|水利|科技|农业|农业农村|国土资源"
    "|自然资源|生态环境|交通运输|人力资源(?:和)?社会保障|住房(?:和)?城乡建设|工业和信息化|文化和旅游|卫生)部(?!门))"
    "[^。；]{0,30}(?:印发|颁发|颁布|出台|发布|公布|下发)|新?修[订改]的《)"
)
"""Nor is what the nation did, but of a case of the nation: 2009年，新医改在全国启动."""
_ANNIVERSARY = re.compile("是?[^，。；]{0,20}周年")
"""今年是新中国成立70周年 says nothing of a case."""
_WEAK_NOW = ("目前", "当前", "现有", "现存")
"""What may be said in any year: alone it gives none,"""
_WEAK_REACH = 2
"""and it leads on to the year of publication only where no more years lie between."""


def suggest_years(texts: tuple[Passage, ...], *, of_nation: bool = False) -> str:
    """Return the first and last year in measures and results (``2014-2022``).

    An article without these themes is read whole.  A year in which a reform was made
    (2021年10月，…挂牌) counts in the lead, too, and where measures and results say none,
    wherever it stands but in background and lessons; one with which a paragraph of the lead
    begins (2020年以来，…) counts where these say one.  What began
    before (自2020年6月起推行) counts wherever it is said, but in background and lessons no year
    twelve years and more before the others.  Dates of reports do not count, nor aims,
    nor years after its publication.

    :param of_nation: whether the article is about the nation, whose acts (國務院印發) count then.
    :returns: ``""`` where no year is said.
    """
    relevant = _relevant(texts)
    entries = _entries(texts, relevant, of_nation)
    said = [iso for iso, _ in entries]
    published = _published(relevant)
    years = sorted(set(_years(said, published)))
    if (
        len(years) > 1
        and years[1] - years[0] >= _APART
        and _is_history(years, said, relevant, texts)
    ):
        years.pop(0)
    if not years:
        return published[:4] if any(map(_tells_year, entries)) else ""
    goes_on = any(map(_tells_year, entries)) or any(
        iso.endswith("..") and iso[:4] == str(years[-1]) for iso in said
    )
    if published and int(published[5:7] or _EARLY) >= _EARLY:
        near = int(published[:4]) - years[-1] <= _WEAK_REACH
        if goes_on or (near and _NOW in said):
            years.append(int(published[:4]))
    return str(years[0]) if years[0] == years[-1] else f"{years[0]}-{years[-1]}"


def _is_history(
    years: list[int], said: list[str], relevant: list[Passage], texts: tuple[Passage, ...]
) -> bool:
    """Whether the first year is only of a history: said once, and nothing was made or goes on then.

    A text that counts the years from it (15年久久为功) begins there.
    """
    first = str(years[0])
    span = re.compile(rf"(?<!\d){years[-1] - years[0]}年")
    if sum(first in iso for iso in said) > 1 or any(iso == f"{first}/.." for iso in said):
        return False
    if any(span.search(text.text) for text in texts):
        return False
    return not any(first in iso for text in relevant for iso, _ in _acted(_Read(text, True)))


def _tells_year(entry: tuple[str, str]) -> bool:
    """Whether the words of a date say by themselves that something was done of late."""
    iso, words = entry
    return iso == _NOW and not fold(words).startswith(_WEAK_NOW)


def year_words(
    texts: tuple[Passage, ...], years: str, *, of_nation: bool = False
) -> tuple[str, ...]:
    """Return the words of the first and the last year of what was suggested, as they stand.

    :param years: as :func:`suggest_years` gives them with the same ``of_nation``.
    """
    relevant = _relevant(texts)
    published = _published(relevant)
    said = _entries(texts, relevant, of_nation)
    result: dict[str, str] = {}
    for year in (years[:4], years[-4:]):
        words = next((w for iso, w in said if int(year) in _years([iso], published)), "")
        result[year] = words or next((w for iso, w in said if iso == _NOW), "")
    return tuple(dict.fromkeys(filter(None, result.values())))


def _relevant(texts: tuple[Passage, ...]) -> list[Passage]:
    themes = (Theme.MEASURES, Theme.RESULTS)
    return [text for text in texts if text.theme in themes] or list(texts)


def _entries(
    texts: tuple[Passage, ...], relevant: list[Passage], of_nation: bool
) -> list[tuple[str, str]]:
    """Return the dates that count, each with its words."""
    said = [entry for text in relevant for entry in _said(_Read(text, of_nation))]
    others = [text for text in texts if text not in relevant]
    if said:
        above = takewhile(lambda text: text.theme is Theme.BODY, others)
        said += [
            entry
            for read in (_Read(text, of_nation) for text in above)
            for entry in (*_acted(read), *_opened(read))
        ]
    else:
        around = (text for text in others if text.theme not in _AROUND)
        said = [entry for text in around for entry in _acted(_Read(text, of_nation))]
    first = min(_years([iso for iso, _ in said], ""), default=0)
    begun = [(text.theme, entry) for text in others for entry in _begun(text, of_nation)]
    return said + [
        entry
        for theme, entry in begun
        if theme not in _AROUND
        or not first
        or all(first - year < _APART for year in _years([entry[0]], ""))
    ]


def _published(texts: list[Passage]) -> str:
    return max((text.published for text in texts), default="")


def _years(said: list[str], published: str) -> Iterator[int]:
    last = int(published[:4]) if published else None
    for iso in said:
        for part in iso.split("/"):
            year = int(part[:4]) if part[:1].isdigit() else None
            if year and (last is None or last - _OLDEST <= year <= last):
                yield year


def _said(read: _Read) -> Iterator[tuple[str, str]]:
    """Yield the dates that a text tells of, each with its words; :data:`_NOW` for 截至目前."""
    text = read.text
    for dated in read.told():
        yield _near_publication(read.folded, dated, text), read.words(dated.start, dated.end)
    if text.published and (match := _LATELY.search(read.folded)):
        yield text.published[:4], read.words(*match.span())
    elif text.published and (match := _DAY_ALONE.search(read.folded)):
        told = not is_of_news(read.folded, Dated(*match.span(), ""))
        told = told and not _MONTH.search(read.folded, 0, match.start())  # 2月7日出发，8日到会
        if told and int(match[0][:-1]) <= int(text.published[8:10] or 0):
            yield text.published[:4], read.words(*match.span())
    if now := read.calendar.now or _FOR_YEARS.search(read.folded):
        yield _NOW, read.words(*now.span())


def _acted(read: _Read) -> Iterator[tuple[str, str]]:
    """Yield the dates of a text in which a reform was made, or since which it goes on."""
    for dated in read.told():
        after = _BEGUN.match(read.folded, dated.end)
        if _REFORM.match(read.folded, after.end() if after else dated.end):
            yield dated.iso, read.words(dated.start, dated.end)


def _opened(read: _Read) -> Iterator[tuple[str, str]]:
    """Yield the date with which a paragraph of the lead begins, and since which it goes on."""
    for dated in read.told():
        if dated.start == 0 and _SINCE.match(read.folded, dated.end):
            yield dated.iso, read.words(dated.start, dated.end)


def _begun(text: Passage, of_nation: bool) -> Iterator[tuple[str, str]]:
    """Yield the dates of a text since which a reform goes on: 自2020年6月起推行."""
    if not _MAY_BEGIN.search(text.text):
        return
    read = _Read(text, of_nation)
    for dated in read.told():
        after = _BEGUN.match(read.folded, dated.end)
        before = _BEGINS.search(read.folded, max(0, dated.start - 1), dated.start)
        if not after or _IS.match(read.folded, after.end()):
            continue
        if before and _REFORM.match(read.folded, after.end()):
            yield dated.iso, read.words(dated.start, dated.end)


class _Read:
    """A passage as its dates are read: folded, without spaces beside digits (2024 年)."""

    def __init__(self, text: Passage, of_nation: bool) -> None:
        self.text = text
        self._of_nation = of_nation
        self._places = places_of(text.text)
        self.folded = without_ages(fold(closed_up(text.text)))
        self.calendar = Calendar(self.folded, text.published, republic=text.republic)

    def words(self, start: int, end: int) -> str:
        """Return the words of a span as the passage has them."""
        return self.text.text[self._places[start] : self._places[end - 1] + 1]

    def _dates(self) -> Iterator[Dated]:
        """Yield every date, and the first of a row of years: 2021、2022、2023年."""
        for dated in self.calendar.every:
            if row := years_before(self.folded, dated):
                first = self.folded.rfind(row[0], 0, dated.start)
                yield Dated(first, first + len(row[0]), row[0])
            yield dated

    def told(self) -> Iterator[Dated]:
        """Yield the dates that the passage tells of."""
        folded, published = self.folded, self.text.published
        for dated in self._dates():
            if not (
                _is_aim(folded, dated, published)
                or _OF_NATION.match(folded, dated.end)
                or (not self._of_nation and _BY_NATION.match(folded, dated.end))
                or _ANNIVERSARY.match(folded, dated.end)
                or _is_compared(folded, dated)
                or is_of_kind(folded, dated)
                or is_set_against(folded, dated, folded[dated.end : dated.end + _SET_REACH])
                or _is_baseline(folded, dated)
                or folded.startswith("前，", dated.end)
                or _LONG_AGO.search(folded, max(0, dated.start - 2), dated.start)
                or _FOLLOWED.search(folded, max(0, dated.start - 2), dated.start)
            ):
                yield dated


def _is_compared(folded: str, dated: Dated) -> bool:
    """Whether a date is only compared with: 已超去年总和."""
    before = folded[max(0, dated.start - 3) : dated.start]
    return bool(_BEYOND.search(before) and _SUM.match(folded, dated.end))


def _is_baseline(folded: str, dated: Dated) -> bool:
    """Whether a date is only that of the state before, and no other date says when it changed."""
    if _ONCE.match(folded, dated.end) or _ONLY.match(folded, dated.end):
        return True
    after = _REDUCED.match(folded, dated.end)
    later = after and _YEAR.match(folded, after.end())
    return bool(after and not later and _FROM.search(folded, max(0, dated.start - 1), dated.start))


def _near_publication(folded: str, dated: Dated, text: Passage) -> str:
    """Return the date of a day or month without its year that can only be near publication.

    截至9月20日 is the last such day; 6月1日起, said in May, is one to come.
    """
    words, year = folded[dated.start : dated.end], text.published[:4]
    last = text.published[5:10]
    day = _DAY.fullmatch(words)
    if not day or not last:
        return dated.iso
    said = f"{int(day[1]):02}" + (f"-{int(day[2]):02}" if day[2] else "")
    until = said <= last and _UNTIL.search(folded, max(0, dated.start - 3), dated.start)
    soon = (int(day[1]) - int(last[:2])) % _MONTHS in (0, 1) and folded.startswith("起", dated.end)
    if soon and int(day[1]) < int(last[:2]):  # 1月1日起, said in December
        return f"{int(year) + 1}-{said}"
    if dated.iso[:4] != str(int(year) - 1):
        return dated.iso
    return f"{year}-{said}" if until or soon else dated.iso


def _is_aim(folded: str, dated: Dated, published: str) -> bool:
    """Whether a date is that of an aim: 2026年，村里计划新建…; not one before publication."""
    start, end = clause_around(folded, dated.start, dated.end)
    if _PLANNED.search(folded, start, dated.start):
        return True  # 预计12月起开放
    if _OF_DRAFT.match(folded, dated.end):
        return True
    if folded.startswith("为", dated.start - 1) and _PREPARED.match(folded, dated.end):
        return True
    last = dated.iso.rpartition("/")[2].strip(".") or dated.iso  # “十四五”期间 goes on.
    if published and last[:4] < published[:4]:
        return False
    if end == dated.end:  # a clause of its own speaks for the next
        _, end = clause_around(folded, end + 1, end + 1)
    return _PLANNED.search(folded, dated.end, end) is not None
