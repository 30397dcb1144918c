"""What a line of a masthead holds besides its labels: writers, magazines, and papers of a form.

It is read and cut out before the labels are, as no label is part of it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from casebook.ingest.facts.labels import count_labels
from casebook.ingest.facts.names import is_name
from casebook.text.dates import find_day

CUT = "\x1f"
"""Stands between the parts of a masthead while it is read; no line of text holds it."""
_BY = re.compile(
    r"(?:^|[|｜·•]\s*)(?:(?:Posted|Written|Published)\s+by|^By)\s+"
    r"(?P<name>[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,2}?|[\u3400-\u9fff]{2,4})"
    r"(?=\s*$|\s*[|｜·•,–—-]|\s+(?:on|at)\b|\s+(?:[A-Z][a-z]{2,8}\.?\s)?\d)"
)
"""A writer in Latin letters, as blogs name him: Posted by Kevin Li on 3 May 2019."""
_ISSUE = re.compile(r"《(?P<name>[^《》]+)》\s*(?:(?:19|20)\d{2}\s*年?\s*)?第?\s*\d{1,4}\s*期")
"""A magazine with its issue between labels: 文/周海 《青河周刊》2021年第14期."""
_PRINTED = re.compile(
    r"《\s?(?P<name>[\u3400-\u9fff]{2,12})\s?》\s*[（(]\s*(?=(?:19|20)\d{2}\s*年[^（）()]{3,20}版\s*[）)]\s*$)"
)
"""A paper before the day and page of its issue: 《青河日报》（2023年06月19日 第 11 版）."""
_FIRST_PRINTED = re.compile(
    r"[（(]\s*(?:(?:本文|文章)?(?:原|首|摘|[选選])?(?:[载載刊]|[发發]表|[编編]自|自)[发發]?[于於]?\s*[:：]?\s*)?"
    r"《(?P<name>[\u3400-\u9fff·]{2,16})》(?P<rest>[^（）()《》。]{0,36})[)）]"
)
"""Where a text was printed, in brackets alone on its line: （原载《改革内参》2021年第3期）."""
_ISSUE_OR_PAGE = re.compile(r"第?\s?[A-Za-z]?(?:\d{1,4}|[一二三四五六七八九十]{1,3})\s?[期版]")
_BY_FIRST = re.compile(
    r"[（(](?P<by>[^（）()摄攝图圖]*(?:记者|記者|通讯员|通訊員)[^（）()摄攝图圖]*)[)）]\s*(?P<rest>\S.*)"
)
"""Writers in brackets before the paper and its day: （记者 周海）《青河日报》2021-03-04."""
_OF_ACCOUNT = re.compile("[\u3400-\u9fff]{2,24}官方[账帐帳][号號]")
"""Whose account it is, as platforms print it behind the hour: 青河县融媒体中心官方账号."""

_REPORTED = re.compile(
    r"(?P<paper>[来來]源\s?[:：]\s?[\u3400-\u9fff]{2,18}?[报報网網社台臺刊心])"
    r"(?P<rank>(?:本[报報]|特[约約]|[见見][习習]|全媒体)?(?:[记記]者|通[讯訊][员員]))\s?"
    r"(?P<names>[\u3400-\u9fff]{2,4}(?:[、，,\s][\u3400-\u9fff]{2,4}){0,4})(?=\s*$|\s+(?:19|20)\d\d)"
)
"""A paper with its reporters right behind it, as a PDF has it: 来源：青河日报记者周海."""
_TELEPHONE = re.compile(r"(?<=[\u3400-\u9fff]{2}\s)\d{2,4}-\d{6,8}(?:#\d{1,5})?\s*$")
"""How a writer is reached, behind the name: 發稿人：周海 06-6322231#6082."""
_HOUR_GLUED = re.compile(
    r"(?<!\d)((?:\d\d)?\d\d-\d\d-\d\d(?=\d\d:\d\d)|1\d\d年\d{1,2}月\d{1,2}日(?=\d{1,2}:\d\d))"
)
"""A day with its hour right behind it: 24-01-1509:26, 110年5月3日11:40."""
_PARTED = re.compile(r"^((?:19|20)\d\d)\s?(\d\d)\s?/\s?(\d\d)\s?(?=\d\d:\d\d(?::\d\d)?$)")
"""A day whose parts a site sets in boxes of their own: 2022 05/06 10:12:33."""


class Apart(NamedTuple):
    """What was cut out of a line, and what is left of it."""

    text: str
    publisher: str = ""
    authors: tuple[str, ...] = ()


def first_printed(text: str) -> re.Match[str] | None:
    """Find the paper or magazine (``[1]``) that a line in brackets names with its issue or page."""
    found = _FIRST_PRINTED.fullmatch(text.strip())
    return found if found and _ISSUE_OR_PAGE.search(found["rest"]) else None


def set_apart(text: str) -> Apart:
    """Read what no label is part of, and cut it out."""
    text = _TELEPHONE.sub(" ", text)
    text = _OF_ACCOUNT.sub(CUT, text) if "官方" in text else text
    text = _PARTED.sub(r"\1-\2-\3 ", _HOUR_GLUED.sub(r"\1 ", text))
    reported = _REPORTED.search(text)
    if reported and all(map(is_name, re.split(r"[、，,\s]", reported["names"]))):
        text = _REPORTED.sub(r"\g<paper> \g<rank> \g<names>", text)
    if first := first_printed(text):
        # The year of an issue is no day; a day before a page is.
        dated = first["rest"] if find_day(first["rest"]) and "期" not in first["rest"] else ""
        return Apart(_ISSUE_OR_PAGE.sub("", dated).strip(), first["name"])
    led = _BY_FIRST.fullmatch(text)
    if led and find_day(led["rest"]):
        text = f"{led['rest']} （{led['by']}）"
    by = _BY.search(text)
    by = by if by and (by["name"].isascii() or is_name(by["name"])) else None
    authors = (by["name"],) if by else ()
    if by:
        text = text[: by.start()] + CUT + text[by.end() :]
    printed = _PRINTED.search(text)
    if printed:
        return Apart(
            f"{text[: printed.start()]} （{text[printed.end() :]}", printed["name"], authors
        )
    issue = _ISSUE.search(text) if count_labels(text) else None
    if issue:
        return Apart(text[: issue.start()] + CUT + text[issue.end() :], issue["name"], authors)
    return Apart(text, "", authors)
