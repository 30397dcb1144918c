"""Several cases on one page: where each begins, and what it is called.

A collection of cases repeats one form: a title, below it a line that names the place
(——东河市改革典型经验), and numbers that begin again from one; or numbered titles of
cases (案例一：…).  Two of these signs must agree before anything is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from casebook.ingest.headings.themes import theme_of
from casebook.records import Line, Role
from casebook.text.numbering import number_of

_SUBTITLE = re.compile(r"^(?:——|—|──|--)\s*.{2,40}$")
_CASE = re.compile(
    r"^(?:典型)?案例\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*[:：、.．]?\s*(.*)$"
)
_STOP = re.compile(r"[。！？”）]$")
_PLACE = re.compile(r"[省市县區区州镇鎮乡鄉村局院]|案例|经验|經驗|做法|实践|實踐")
_MAX = 50
_LEAST = 2


@dataclass(frozen=True, slots=True)
class CaseSpan:
    """One case of a page: its title and the numbers of its first and its last line."""

    title: str
    first: int
    last: int


def cases_in(body: tuple[Line, ...]) -> tuple[CaseSpan, ...]:
    """Find the cases of a page; none or one where it is no collection."""
    starts = _by_subtitle(body) or _by_number(body)
    if len(starts) < _LEAST:
        return ()
    ends = [*(at for at, _ in starts[1:]), len(body)]
    spans = [
        CaseSpan(title, body[at].number, body[end - 1].number)
        for (at, title), end in zip(starts, ends, strict=True)
    ]
    texts = [
        "".join(line.text for line in body[at:end])
        for (at, _), end in zip(starts, ends, strict=True)
    ]
    return tuple(spans) if all("。" in text for text in texts) else ()


def _by_subtitle(body: tuple[Line, ...]) -> list[tuple[int, str]]:
    """Titles with a line of a dash below them, each with numbers that begin again."""
    starts = []
    for at in range(len(body) - 2):
        line, below = body[at], body[at + 1]
        title = len(line.text) <= _MAX and not re.search(r"[。；：:，]$", line.text)
        before = body[at - 1].text if at else "。"
        if (
            title
            and _STOP.search(before)
            and _PLACE.search(below.text)
            and line.role not in {Role.ROW, Role.PICTURE, Role.ITEM}
            and number_of(line.text) is None
            and _SUBTITLE.match(below.text)
        ):
            starts.append((at, line.text))
    return starts if len(starts) >= _LEAST and _restarts(body, starts) else []


def _restarts(body: tuple[Line, ...], starts: list[tuple[int, str]]) -> bool:
    """Whether every case has numbers or themes of its own, from the first on."""
    ends = [*(at for at, _ in starts[1:]), len(body)]
    for (at, _), end in zip(starts, ends, strict=True):
        numbers = [number_of(line.text) for line in body[at:end]]
        first = any(number and number.value == 1 for number in numbers)
        if not first and not any(theme_of(line.text) for line in body[at:end]):
            return False
    return True


def _by_number(body: tuple[Line, ...]) -> list[tuple[int, str]]:
    """Headings 案例一, 案例二 … that count on."""
    starts = []
    for at, line in enumerate(body):
        match = _CASE.match(line.text)
        if match and len(line.text) <= _MAX and not line.text.endswith("。"):
            following = body[at + 1].text if at + 1 < len(body) else ""
            starts.append((at, match[1].strip() or following[:_MAX]))
    return starts
