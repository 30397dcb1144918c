"""What a site, an office or a bulletin prints above every title, and what is none itself."""

from __future__ import annotations

import re

from casebook.ingest.facts.names import is_office
from casebook.ingest.facts.publisher import is_publisher
from casebook.ingest.lexicon import any_of, is_frame, is_furniture, words

_PARTS = re.compile(r"[\s|｜·•]+")
_ROW = 3
"""Words of a row of links at least, of which half are known ones."""
_MENU, _CHANNEL = 8, 6
"""Words of a menu at least, known or not, and characters of each at most, two at least."""
_LINK, _FEW = 8, 2
"""Characters of a link of a menu at most, and known links that a menu has at least."""
_STOP = re.compile("[。！？；，]")
_PAPER = 8
"""Characters of the name of a paper, at most, that stands alone."""
_WEEKDAY = re.compile(r"(?:星期|[周週禮礼拜]{1,2})[一二三四五六日天]")
_DAY = re.compile(r"今[天日]是|[现現]在[时時][间間]")
_WEATHER = re.compile(r"\d\s*(?:℃|°C|°|度)|今[天日]天[气氣]")
_SEARCHED = re.compile(
    r"(?:[热熱][门門]?(?:搜索?|[关關][键鍵][词詞字]|搜尋)|大家都在搜|搜索[热熱][词詞])[词詞]?\s*[:：]|[请請][输輸]入"
)
_COLUMN = re.compile(r"《[^《》]{2,14}》\s?(?:专栏|專欄|栏目|欄目|专刊|專刊)")
"""The column of a site: 《改革内参》专栏."""
_ISSUE = re.compile(
    r"[（(]?\s*(?:(?:19|20)\d\d年)?(?:度)?\s*[总總]?第\s?(?:\d{1,4}|[一二三四五六七八九十百〇]{1,5})\s?[期号號辑輯]\s*[）)]?"
    r"(?:\s*[（(][总總][^（）()]{2,12}[）)])?"
)
"""The issue of a bulletin: 第36期（总第128期）."""
_JOURNAL = re.compile(
    r"《?([\u3400-\u9fff]{2,12})》?[\s,，]*(?:19|20)\d\d\s?年[\s,，]*第\s?\d{1,3}\s?[期号號辑輯卷]"
    r"(?:[\s,，]*[（(]?[总總]?第\s?\d{1,4}\s?[期号號辑輯卷][）)]?){0,2}"
)
"""A journal with the issue: 青河研究 2021年第4期 第37卷 总第212期."""
_NTH = r"(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[①-⑳])"
_PLACE_IN = rf"之\s?{_NTH}|[（(]\s?{_NTH}\s?[）)]|\s?[①-⑳]"
_SERIES = re.compile(
    rf"[^，。；：:]{{2,36}}系列(?:(?:[报報][道導]|[評评][论論]|[观觀]察)[”》」]?(?:{_PLACE_IN})?|[”》」]?(?:{_PLACE_IN}))"
)
"""The series of reports of which a text is one: 青河窗口改革系列报道之四."""

_MEASURED = re.compile(r"\d\s?字[^\d]{0,16}\d{1,3}\s?分[钟鐘]")
"""How long a text is, and how long it takes to read: 本文1200字，读完约4分钟."""
_POSTED = re.compile("原[创創](?![精作内內意性])[\u3400-\u9fff ]{4,20}")


def is_row_of_post(text: str) -> bool:
    """Whether a line is the row of a post, with its writer and account: 原创周海青河改革."""
    return _POSTED.fullmatch(text.strip()) is not None


def is_series(text: str) -> bool:
    """Whether a line names the series of which a text is one, and nothing else."""
    return _SERIES.fullmatch(text.strip()) is not None


def is_issue(text: str) -> bool:
    """Whether a line is the issue of a bulletin and nothing else."""
    return _ISSUE.fullmatch(text.strip()) is not None


def journal_of_issue(text: str) -> str:
    """Return the name of the journal on a line that gives its issue and nothing else."""
    match = _JOURNAL.fullmatch(text.strip())
    return match[1] if match else ""


def is_of_every_page(text: str) -> bool:
    """Whether a line stands above every text of a site or an office.

    That is the name of a paper, the row of a post, how long a text is, a row of links
    (版面导航 上一期 下一期) or of channels, the day with its weekday or weather, what is searched
    for, the issue of a bulletin or journal, and a column behind the name of its office: 某市政府
    新聞稿.
    """
    text = text.strip()
    day = _DAY.search(text) or _WEATHER.search(text)
    return bool(
        (day and _WEEKDAY.search(text))
        or _SEARCHED.match(text)
        or _MEASURED.search(text)
        or is_row_of_post(text)
        or _COLUMN.fullmatch(text)
        or is_series(text)
        or is_issue(text)
        or journal_of_issue(text)
        or _is_row_of_links(text)
        or (len(text) <= _PAPER and text.endswith(words("masthead", "papers")))
        or _is_column(text)
        or is_frame(text)
    )


def _is_row_of_links(text: str) -> bool:
    parts = [part for part in _PARTS.split(text) if part]
    if len(parts) < _ROW:
        return False
    if len(parts) >= _MENU and all(1 < len(part) <= _CHANNEL for part in parts):
        return True
    return _count_known(parts) * 2 >= len(parts)


def is_menu(text: str) -> bool:
    """Whether a line is a row of links of a site, half of which are known, or some of many."""
    parts = [part for part in _PARTS.split(text) if part.isalnum()]
    if len(parts) < _ROW or _STOP.search(text):
        return False
    known = _count_known(parts)
    many = len(parts) >= _MENU and all(len(part) <= _LINK for part in parts)
    return known * 2 >= len(parts) or (many and known >= _FEW)


def _count_known(parts: list[str]) -> int:
    return sum(is_furniture(part) or _is_framed(part) for part in parts)


def _is_framed(part: str) -> bool:
    """Whether a part of a row is a word of the frame, and no name of a command: /wechat."""
    return part.rstrip("+-").isalnum() and is_frame(part)


def _is_column(text: str) -> bool:
    """Whether a line is the column of an office's site, or its kind of text, with the office."""
    column = any_of("masthead", "office_columns").search(text)
    if not column:
        return False  # alone it names a list, too
    office = text[: column.start()].strip(" \u3000-—·|｜")
    return is_office(office) or is_publisher(office)
