"""Several cases on one page: where each begins, and what it is called.

A collection of cases repeats one form, which shows in one of three ways: below each title
stands a line that names the place (——东河市改革典型经验), and numbers or themes begin again;
the titles are counted (案例一：…); or the same themes come round in the same order
(background, measures, results, background …), each round below a short line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casebook.ingest.headings.themes import theme_of
from casebook.records import Line, Role, Theme
from casebook.text.numbering import number_of

_SUBTITLE = re.compile(r"^(?:——|—|──|--)\s*.{2,40}$")
_CASE = re.compile(
    r"^[【\[]?(?:典型|改革|创新|創新|优秀|優秀)?案例\s*(?:之)?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[】\]]?\s*[:：、.．]?\s*(.*)$"
)
_STOP = re.compile(r"[。！？”）]$")
_PLACE = re.compile(r"[省市县縣区區州镇鎮乡鄉村局院]|案例|经验|經驗|做法|实践|實踐")
_NO_TITLE = re.compile(r"[。；：:，]$")
_MAX = 50
_SHORT = 4
"""Characters of the shortest title of a case."""
_LEAD = 4
"""Paragraphs that may stand between the title of a case and its first theme."""
_LEAST = 2
_ORDER = tuple(Theme)
_BESIDE = {Role.TITLE, Role.ROW, Role.PICTURE, Role.CAPTION, Role.TABLE_TITLE, Role.NUMBERED}
"""Roles of lines that name no theme of a text, whatever words they hold."""


@dataclass(frozen=True, slots=True)
class CaseSpan:
    """One case of a page: its title and the numbers of its first and its last line.

    ``title_line`` is the number of the line that holds the title, ``cut`` how many characters
    of it stand before the title (案例一：).
    """

    title: str
    first: int
    last: int
    title_line: int
    cut: int = 0


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a case begins, by position: its first line and the line of its title."""

    at: int
    title_at: int
    cut: int = 0


def cases_in(lines: tuple[Line, ...]) -> tuple[CaseSpan, ...]:
    """Find the cases of a page; none where it is no collection.

    :param lines: all kept lines of the page, title included.
    """
    for find in (_by_subtitle, _by_number, _by_round):
        starts = find(lines)
        if len(starts) >= _LEAST:
            spans = tuple(_spans(lines, starts))
            return spans if len(spans) == len(starts) else ()
    return ()


def _spans(lines: tuple[Line, ...], starts: list[_Start]) -> Iterator[CaseSpan]:
    """Yield the spans of cases that hold a sentence."""
    ends = [*(start.at for start in starts[1:]), len(lines)]
    for start, end in zip(starts, ends, strict=True):
        title = lines[start.title_at]
        if any("。" in line.text for line in lines[start.at : end]):
            yield CaseSpan(
                title.text[start.cut :].strip(),
                lines[start.at].number,
                lines[end - 1].number,
                title.number,
                start.cut,
            )


def _is_title(line: Line) -> bool:
    return (
        _SHORT <= len(line.text) <= _MAX
        and not _NO_TITLE.search(line.text)
        and line.role not in {Role.ROW, Role.PICTURE, Role.ITEM, Role.CAPTION, Role.NUMBERED}
        and number_of(line.text) is None
    )


def _by_subtitle(lines: tuple[Line, ...]) -> list[_Start]:
    """Titles with a line of a dash below them, each with numbers that begin again."""
    starts: list[_Start] = []
    for at in range(len(lines) - 2):
        line, below = lines[at], lines[at + 1]
        before = lines[at - 1].text if at else "。"
        first = line.role is Role.TITLE or not starts
        if (
            _is_title(line)
            and (first or _STOP.search(before))
            and _PLACE.search(below.text)
            and _SUBTITLE.match(below.text)
        ):
            starts.append(_Start(at, at))
    if len(starts) > _LEAST and not _begins_anew(lines[starts[0].at : starts[1].at]):
        starts = starts[1:]  # The first is the title of the collection.
    if not starts:
        return []
    ends = [*(start.at for start in starts[1:]), len(lines)]
    anew = [_begins_anew(lines[a.at : b]) for a, b in zip(starts, ends, strict=True)]
    return starts if all(anew) else []


def _begins_anew(lines: tuple[Line, ...]) -> bool:
    """Whether numbers begin with one in these lines, or a theme has a heading."""
    return any(
        (number and number.value == 1) or theme_of(line.text)
        for line in lines
        for number in (number_of(line.text),)
    )


def _by_number(lines: tuple[Line, ...]) -> list[_Start]:
    """Headings 案例一, 案例二 … that count on."""
    starts = []
    for at, line in enumerate(lines):
        match = _CASE.match(line.text)
        if not match or len(line.text) > _MAX or line.text.endswith("。"):
            continue
        if match[1]:
            starts.append(_Start(at, at, match.start(1)))
        elif at + 1 < len(lines) and _is_title(lines[at + 1]):
            starts.append(_Start(at, at + 1))
    return starts


def _by_round(lines: tuple[Line, ...]) -> list[_Start]:
    """Short lines, each above themes in an order that all of them repeat."""
    headings = [
        (at, theme)
        for at, line in enumerate(lines)
        if line.role not in _BESIDE and (theme := theme_of(line.text))
    ]
    rounds: list[list[tuple[int, Theme]]] = []
    for at, theme in headings:
        if not rounds or _ORDER.index(theme) < _ORDER.index(rounds[-1][-1][1]):
            rounds.append([])
        rounds[-1].append((at, theme))
    full = [item for item in rounds if len({theme for _, theme in item}) >= _LEAST]
    if (
        len(full) < _LEAST
        or len(full) != len(rounds)
        or len({element[0][1] for element in full}) > 1
    ):
        return []
    starts = [start for entry in full if (start := _above(lines, entry[0][0]))]
    return starts if len(starts) == len(full) else []


def _above(lines: tuple[Line, ...], heading: int) -> _Start | None:
    """Find the title of a case above its first theme."""
    for at in range(heading - 1, max(heading - _LEAD - 2, -1), -1):
        before = lines[at - 1].text if at else "。"
        if _is_title(lines[at]) and (lines[at].role is Role.TITLE or _STOP.search(before)):
            return _Start(at, at)
    return None
