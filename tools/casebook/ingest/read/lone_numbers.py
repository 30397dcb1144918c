"""Numbers that stand on lines of their own above the headings they count: 01, then 缘起.

Posts set them so, large and alone.  A number and its heading are one line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from casebook.ingest.read.page import STEP, Page
from casebook.records import Line, Repair, Role
from casebook.text.numbering import number_of

_ALONE = re.compile(
    "0?[1-9]|1\\d|[一二三四五六七八九十]{1,2}|[壹贰貳叁參肆伍陆陸柒捌玖拾]{1,2}"
    "|[（(][一二三四五六七八九十]{1,2}[）)]"
)
_CASE = "案例"
"""What stands before the number of a case of a collection: 案例一."""
_COUNTED = re.compile(r"(?:PART|Part|part|NO|No)[.．\s]{0,2}(0?[1-9]|1\d)")
"""The same with the word that posts put before it: PART.01, No.2."""
_LONGEST = 8
"""Characters of the longest such line: PART. 01."""
_CIRCLED = re.compile("[①-⑳❶-❿]")
_WORD = re.compile("PART|Part|NO|No")
"""That word on a line of its own above the number."""
_HEADING = re.compile("[^。；]{2,30}(?<![。！；，、：:,;])")
"""The form of such a heading, which may ask: 钱从哪里来？."""
_HAN = re.compile("[\u3400-\u9fff]{2}")
_SIGN = re.compile("^[▌▍▎▏▋▊■◆●▲★►▶❖][ 　]*(?=[㐀-鿿“「《])")
"""A sign of layout before the words of such a heading, which its number stands for: ▌ 背景."""
_LEAST = 2
"""Numbers that count on from one."""
_RUNNING = 20
"""Characters of the text below such a heading."""
_PLAIN = {Role.TEXT, Role.BOLD, Role.HEADING}
_RANK = (Role.TEXT, Role.BOLD, Role.HEADING)
"""Roles of the two lines, the last of which the one line has."""
_WHY = "the number of a heading and its words are one line"


def join_numbers(page: Page) -> Page:
    """Join each number that stands alone to its heading, as a repair.

    Two signs: the numbers count on from one, two at least; and below each stands a line with the
    form of a heading, with running text right below it.
    """
    found = [at for at, line in enumerate(page.lines) if is_lone_number(line)]
    if len(found) < _LEAST or not count_on([page.lines[at].text for at in found]):
        return page
    if not all(_is_headed(page.lines, at) for at in found):
        return page
    repairs: list[Repair] = []
    lines = tuple(_joined(page.lines, frozenset(found), repairs))
    return replace(page, lines=lines, repairs=(*page.repairs, *repairs))


def is_lone_number(line: Line) -> bool:
    """Whether a line is the number of a heading and nothing else: 01, 三, 壹, （一）."""
    if line.role not in _PLAIN or len(line.text) > _LONGEST:
        return False
    return _ALONE.fullmatch(_numeral(line.text)) is not None


def _numeral(text: str) -> str:
    """Return the number of such a line without the word before it, or the circle around it."""
    counted = _COUNTED.fullmatch(text)
    if _CIRCLED.fullmatch(text):
        return str(int(unicodedata.numeric(text)))
    return counted[1] if counted else text.removeprefix(_CASE)


def count_on(texts: Sequence[str]) -> bool:
    """Whether lines that are numbers are of one kind and count on from one."""
    cases = {text.startswith(_CASE) for text in texts}
    numbers = [number_of(f"{_numeral(text)}、") for text in texts]
    values = [number.value for number in numbers if number]
    kinds = {number.kind for number in numbers if number}
    return values == [*range(1, len(texts) + 1)] and len(kinds) == len(cases) == 1


def _is_headed(lines: tuple[Line, ...], at: int) -> bool:
    if at + 2 >= len(lines):
        return False
    heading, below = lines[at + 1], lines[at + 2]
    formed = heading.role in _PLAIN and _HEADING.fullmatch(heading.text)
    worded = _HAN.search(heading.text) and number_of(heading.text, bare=True) is None
    return bool(formed and worded and len(below.text) >= _RUNNING and below.role in _PLAIN)


def _is_word(line: Line) -> bool:
    return line.role in _PLAIN and _WORD.fullmatch(line.text) is not None


def _joined(
    lines: tuple[Line, ...], found: frozenset[int], repairs: list[Repair]
) -> Iterator[Line]:
    words = {at - 1 for at in found if at and _is_word(lines[at - 1])}
    for at, line in enumerate(lines):
        if at in found or at in words:
            continue
        if at - 1 not in found:
            yield line
            continue
        number = lines[at - 1]
        if at - 2 in words:
            number = replace(number, text=f"{lines[at - 2].text} {number.text}")
        sign = "：" if number.text.startswith(_CASE) else " "
        line = replace(line, text=_SIGN.sub("", line.text, count=1))  # noqa: PLW2901
        pair = (f"{number.text} {line.text[:1]}", f"{number.text}{sign}{line.text[:1]}")
        repairs.append(Repair(number.number, *pair, STEP, _WHY))
        role = max(number.role, line.role, key=_RANK.index)
        depth = line.depth if line.role is Role.HEADING else number.depth
        yield replace(
            line,
            number=number.number,
            text=f"{number.text}{sign}{line.text}",
            role=role,
            depth=depth if role is Role.HEADING else line.depth,
        )
