"""Outline numbering: 第一章 壹、 一、 （一） 1. 1.1 1.1.1 （1） 01, and the points 一是 二是."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

_HAN = "一二三四五六七八九十"
_CAPITAL = "壹貳參肆伍陸柒捌玖拾贰叁陆参"
_GAP = (
    "(?:(?<![伍陆陸])|(?=[ 　]+[\u3400-\u9fff]{3}))(?![ 　]+[考见見加与與])"
    "[ 　]+(?=[\u3400-\u9fff“「《])"
)
"""After 壹 on its own; 伍 小明 and 陆 小海 are names, and 参 考 is a word that is spread."""
_UNITS = (
    "年月日号號时時分秒个個項项名位人家万萬亿億元天岁歲届屆期条條件次种種"
    "倍公里米吨噸亩畝户戶所%％度周週星级級成折大小多余餘类類批座支"
)
"""What makes a number at the head of a line a quantity."""
_NUMBER = re.compile(
    rf"(?P<chapter>第[{_HAN}百\d]{{1,4}}(?:章|节|節|编|編|篇|部分|單元|单元)"
    r"(?:[、．.:：]|(?=[\s　]*[\u3400-\u9fff“「《]))"
    rf"|(?:典型)?案例(?:[{_HAN}]{{1,3}}|\d{{1,2}})[:：、．.])"
    rf"|(?P<capital>[{_CAPITAL}]{{1,3}}(?:[、．.]|{_GAP}))"
    rf"|(?P<han>第?[{_HAN}]{{1,3}}(?:[、．.]|[,，](?=\D)))"
    rf"|(?P<hanpar>[（(][{_HAN}]{{1,3}}[）)][、，,.]?)"
    r"|(?P<subdecimal>\d{1,2}(?:\.\d{1,2}){2,3}"
    rf"(?:[.、．]|(?=[\s　]*[\u3400-\u9fff“「《]|[\s　]+[A-Z]))(?![{_UNITS}]))"
    r"|(?P<decimal>\d{1,2}\.\d{1,2}(?:[.、．]|(?=[\s　]*[\u3400-\u9fff“「《]|[\s　]+[A-Z]))"
    rf"(?![{_UNITS}]))"
    r"|(?P<digit>\d{1,2}(?:[、．]|\.(?!\d)))"
    r"|(?P<digitpar>[（(]\d{1,2}[）)][、，,.]?|\d{1,2}[）)]|[①-⑳])"
    rf"|(?P<zero>0[1-9](?=[\s　]*[\u3400-\u9fff“「《])(?![\s　]*[{_UNITS}]))"
    rf"|(?P<hanbare>[{_HAN}]{{1,2}}[ 　]+(?=[\u3400-\u9fff“「《]))"
    rf"|(?P<plain>\d{{1,2}}(?=[\s　]*[\u3400-\u9fff“「《])(?![\s　]*[{_UNITS}]))"
)
LEVELS = (
    "chapter",
    "capital",
    "han",
    "hanbare",
    "hanpar",
    "zero",
    "digit",
    "plain",
    "decimal",
    "subdecimal",
    "digitpar",
)
"""Kinds of outline numbers, from the highest to the lowest in common use."""
_SMALL = str.maketrans("壹貳參肆伍陸柒捌玖拾贰叁陆参", "一二三四五六七八九十二三六三")
_DIGITS = re.compile(r"\d+")
_NO_NUMERAL = re.compile(rf"[^{_HAN}]")
_BARE = {"zero", "plain", "hanbare"}
_BOUNDARY = "。；;！!？?：:"
_CLOSING = {"”": "“", "」": "「", "》": "《", "）": "（", ")": "("}
_PAIRED = re.compile(f"[{re.escape(''.join([*_CLOSING, *_CLOSING.values()]))}]")


@dataclass(frozen=True, slots=True)
class Number:
    """An outline number at the head of a line: its kind, its value, its length in characters."""

    kind: str
    value: int
    length: int


def number_of(text: str, *, bare: bool = False) -> Number | None:
    """Read the outline number that a line begins with, if any.

    :param bare: whether a number without any sign after it (01 为什么改, 1 引言) counts.
    """
    match = _NUMBER.match(text)
    if not match or not match.lastgroup or (not bare and match.lastgroup in _BARE):
        return None
    return Number(match.lastgroup, _value(match[0]), match.end())


def strip_number(text: str) -> str:
    """Take the outline number off the head of a line."""
    number = number_of(text)
    return text[number.length :].lstrip() if number else text


def _value(number: str) -> int:
    if "①" <= number <= "⑳":
        return ord(number) - ord("①") + 1
    digits = _DIGITS.findall(number)
    if digits:
        return int(digits[-1])
    return han_value(_NO_NUMERAL.sub("", number.translate(_SMALL)))


def han_value(numeral: str) -> int:
    """Value of a Chinese numeral below one hundred; 0 where it is none."""
    tens, ten, items = numeral.partition("十")
    if not ten:
        return _HAN.index(numeral) + 1 if len(numeral) == 1 else 0
    try:
        return (_HAN.index(tens) + 1 if tens else 1) * 10 + (_HAN.index(items) + 1 if items else 0)
    except ValueError:
        return 0


def han_numeral(value: int) -> str:
    """Write a number from 1 to 99 in Chinese numerals."""
    tens, items = divmod(value, 10)
    head = ("" if tens == 1 else _HAN[tens - 1]) + "十" if tens else ""
    return head + (_HAN[items - 1] if items else "")


def split_points(text: str) -> tuple[str, ...]:
    """Split running text before each of 一是, 二是, 三是 and so on.

    The points must count from one and stand at the head of the text or after
    a stop, outside quotation marks and brackets.

    :returns: the text in pieces which joined together give the text again: what stands
        before the first point (possibly ``""``), then the points; one piece
        where there are no two points.
    """
    if "一是" not in text:
        return (text,)
    closed = _closed(text)
    starts: list[int] = []
    at = 0
    while True:
        marker = han_numeral(len(starts) + 1) + "是"
        at = _point(text, marker, at, closed)
        if at < 0:
            break
        starts.append(at)
        at += len(marker)
    if len(starts) < 2:
        return (text,)
    ends = [*starts[1:], len(text)]
    return (text[: starts[0]], *(text[a:b] for a, b in zip(starts, ends, strict=True)))


def _point(text: str, marker: str, start: int, closed: Callable[[int], bool]) -> int:
    at = text.find(marker, start)
    while at >= 0:
        last = at - 1
        while last >= 0 and text[last] == " ":
            last -= 1
        if (last < 0 or text[last] in _BOUNDARY) and closed(at):
            return at
        at = text.find(marker, at + 1)
    return -1


def _closed(text: str) -> Callable[[int], bool]:
    """Return whether all quotation marks and brackets before a place of a text are closed."""
    depth = dict.fromkeys(_CLOSING.values(), 0)
    places, opened = [-1], [0]
    for match in _PAIRED.finditer(text):
        mark = match[0]
        if mark in depth:
            depth[mark] += 1
            opened.append(opened[-1] + 1)
        elif depth[_CLOSING[mark]]:
            depth[_CLOSING[mark]] -= 1
            opened.append(opened[-1] - 1)
        else:
            continue
        places.append(match.start())
    return lambda at: not opened[bisect_left(places, at) - 1]
