"""Lines of saved text that were wrapped at a width become paragraphs again."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise, takewhile

from casebook.ingest.facts.labels import is_labelled
from casebook.ingest.facts.masthead import is_masthead_line
from casebook.ingest.read.page import STEP
from casebook.records import Repair
from casebook.text import jieba
from casebook.text.numbering import number_of

BULLET = re.compile(r"[•·●◦▪■◆○►]\s+(?=\S)|[‣⁃]\s*(?=\S)")
DASH = re.compile(r"[-–*]\s+(?=\S)")
_STOP = re.compile(r"[。！？!?：:；;”」』）)…]$")
_ENDS = re.compile(r"[。！？!?：:…]$|[。！？][”」』）)]$")
_CLOSES = re.compile(r"[）)】」』”][）)】」』”。；]{0,2}|。")
"""A line that only closes what the line above it opened."""
_GOES_ON, _HAN = re.compile("的(?![确確士哥])"), re.compile("[\u3400-\u9fff]$")
"""How no line begins but one that goes on, and how a line ends that it may go on from."""
_CLOSING = re.compile(r"^[，。、；：！？”』」）)]")
_WRAP_LEAST, _WRAP_MOST = 36, 110
"""Columns between which lines were wrapped by a program or a typist."""
_SLACK = 6
"""Columns by which a full line may be short: rules of line breaking, a long word."""
_LONGER = 0.1
"""Share of the lines that may be longer than the width of a wrapped text: a headline."""
_FULL = 3
"""Full lines without a stop that show that a text is wrapped."""
_SURE, _THIRD = 2, 3
"""Lines of a text wrapped at no one width that show that they go on, and of how many one does."""
_OPEN = re.compile("[，、]$")
"""How no paragraph ends."""
_BROKEN = re.compile("(?:[\u3400-\u9fff]|[^。！？][”」』》])$")
"""How a line ends that may go on below, within a clause."""
_NOTE = re.compile("(?:[编編]者)?按[:：]")
"""How an editor's note begins, whose lines may be shorter, and its first clause longer."""
_CLAUSES = re.compile("[，。；]")
"""What running text has, and titles have not."""
_END = 10
"""Characters of a line that is nothing but the end of a sentence, at most."""
_BEGINS = re.compile(
    r"近[年日期来來]|今年|去年|[長长一]直?以[來来]|(?:19|20)\d\d年|[为為][了深贯貫全切进進]"
)
"""How a text begins below its title, which may be as wide as its lines."""


@dataclass(slots=True)
class RawLine:
    """A line of the file: its number, its text, its indent in columns, and what follows it."""

    number: int
    text: str
    indent: int
    blank_before: bool = False


def joined_lines(raw: list[RawLine], repairs: list[Repair]) -> list[RawLine]:
    """Join lines that were wrapped, and what only closes the line above it.

    :param repairs: to which each joint is added.
    """
    return _gone_on(_joined(_closed(raw, repairs), repairs), repairs)


def columns(text: str) -> int:
    """Count the columns of a text; signs of either width (“ ” · —) are wide among Han."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def _joined(raw: list[RawLine], repairs: list[Repair]) -> list[RawLine]:
    """Join lines that were wrapped at a width to paragraphs."""
    width = _wrap_width(raw)
    if not width and _is_double_spaced(raw):
        single = [replace(item, blank_before=False) for item in raw]
        width = _wrap_width(single)
        raw = single if width else raw
    if not width and (at := _second_width(raw)):
        return _joined_parts(raw[:at], raw[at:], repairs)
    if not width:
        return _put_at(raw, _ragged(raw) | _healed(raw), repairs)
    made: list[RawLine] = []
    usual = (
        Counter(element.indent for element in raw[1:]).most_common(1)[0][0] if len(raw) > 1 else 0
    )
    indented = sum(entry.indent >= usual + 2 for entry in raw) >= 2
    for at, item in enumerate(raw):
        before = raw[at - 1] if at else None
        continues = (
            before is not None
            and bool(made)
            and not item.blank_before
            and _is_full(before, width)
            and not (indented and item.indent >= usual + 2)
            and (not _ENDS.search(before.text) or (indented and item.indent <= usual))
            and (not _starts(item.text) or bool(_CLOSING.match(item.text)))
            and not (is_labelled(item.text) and is_masthead_line(item.text))
        )
        if not continues:
            made.append(item)
            continue
        made[-1] = _put_together(made[-1], item, repairs)
    return made


def _second_width(raw: list[RawLine]) -> int:
    """Find where a text that was wrapped at one width goes on at another, as beside a picture.

    :returns: the position of the first line of the second part; 0 where there are no two parts,
        each of them wrapped at a width.
    """
    sizes = [item.indent + columns(item.text) for item in raw]
    usual = Counter(sizes).most_common(1)[0][0] + _SLACK if sizes else 0
    wide = [at for at, size in enumerate(sizes) if size > usual]
    ways = (wide[0], wide[-1] + 1) if wide else ()
    return next((at for at in ways if _wrap_width(raw[:at]) and _wrap_width(raw[at:])), 0)


def _joined_parts(
    first: list[RawLine], second: list[RawLine], repairs: list[Repair]
) -> list[RawLine]:
    """Join the lines of two parts of a text, and the parts where a sentence runs on."""
    full = _is_full(first[-1], _wrap_width(first)) and not _ENDS.search(first[-1].text)
    above, below = _joined(first, repairs), _joined(second, repairs)
    if full and not (second[0].blank_before or _starts(second[0].text)):
        above[-1] = _put_together(above[-1], below.pop(0), repairs)
    return above + below


def _put_together(last: RawLine, item: RawLine, repairs: list[Repair]) -> RawLine:
    """Join a line to the one above it, as a repair."""
    gap = " " if _latin(last.text[-1:]) and _latin(item.text[:1]) else ""
    before, after = last.text[-1:], item.text[:1]
    why = "wrapped lines are joined"
    repairs.append(Repair(last.number, f"{before} {after}", f"{before}{gap}{after}", STEP, why))
    return replace(last, text=f"{last.text}{gap}{item.text}")


def _put_at(raw: list[RawLine], joints: frozenset[int], repairs: list[Repair]) -> list[RawLine]:
    """Join the lines at some positions to those above them."""
    made: list[RawLine] = []
    for at, item in enumerate(raw):
        if at in joints:
            made[-1] = _put_together(made[-1], item, repairs)
        else:
            made.append(item)
    return made


def _ragged(raw: list[RawLine]) -> frozenset[int]:
    """Find the lines that go on with the one above, in a text wrapped at no one width.

    Hardly a line is longer than a wrapped one; several stop within running text; and a third of
    these, two at least, show that they go on: by a comma at the end, by a stop at the head of
    the next line, or by a word that goes across.
    """
    sizes = [item.indent + columns(item.text) for item in raw]
    if sum(size > _WRAP_MOST for size in sizes) > len(raw) * _LONGER:
        return frozenset()
    joints = [
        at
        for at, (before, item) in enumerate(pairwise(raw), 1)
        if not item.blank_before
        and (sizes[at - 1] >= _WRAP_LEAST or _OPEN.search(before.text))
        and (not _STOP.search(before.text) or _BROKEN.search(before.text))
        and _CLAUSES.search(before.text)
        and _CLAUSES.search(item.text)
        and (not _starts(item.text) or _CLOSING.match(item.text))
    ]
    widest = max((sizes[at - 1] for at in joints), default=0)
    if len(joints) < _FULL or widest < _WRAP_LEAST:
        return frozenset()
    sure = {
        at
        for at in joints
        if _OPEN.search(raw[at - 1].text)
        or _CLOSING.match(raw[at].text)
        or _is_end(raw[at].text)
        or _goes_across(raw[at - 1].text, raw[at].text)
    }
    if len(sure) < max(_SURE, len(joints) / _THIRD):
        return frozenset()
    # A heading of two clauses is shorter than the lines of such a text.
    return frozenset(sure.union(at for at in joints if sizes[at - 1] * 3 >= widest * 2))


def _healed(raw: list[RawLine]) -> frozenset[int]:
    """Find the few lines that go on with the one above, where most do not: 基层就|诊率.

    Two signs are asked for: both lines are running text of which the first ends at no stop;
    and the joint, or one beside it at the same width, is sure.  That is where a word goes
    across, or the next line is nothing but the end of a sentence.
    """
    open_ = [
        at
        for at, (before, item) in enumerate(pairwise(raw), 1)
        if not item.blank_before and _is_broken_off(before, item)
    ]
    joints: set[int] = set()
    for run in _runs(open_):
        while run and "。" not in raw[run[-1]].text:
            run.pop()
        sure = {
            at
            for at in run
            if _is_end(raw[at].text) or _goes_across(raw[at - 1].text, raw[at].text)
        }
        joints.update(sure, *(_beside(raw, run, at) for at in sure))
    return frozenset(joints)


def _beside(raw: list[RawLine], run: list[int], at: int) -> list[int]:
    """Find the joints below and above a sure one whose lines are as wide as its first line."""
    width = raw[at - 1].indent + columns(raw[at - 1].text)
    below = takewhile(lambda x: _is_full(raw[x - 1], width), range(at + 1, run[-1] + 1))
    above = takewhile(lambda x: _goes_on(raw, x, width), range(at - 1, run[0] - 1, -1))
    return [*below, *above]


def _runs(numbers: list[int]) -> list[list[int]]:
    """Part numbers in order into runs of which each is one more than that before it."""
    grouped = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    return [[number for _, number in run] for _, run in grouped]


def _goes_on(raw: list[RawLine], at: int, width: int) -> bool:
    """Whether a line above a sure joint is as wide, and what follows it begins no text."""
    size = raw[at - 1].indent + columns(raw[at - 1].text)
    return at > 1 and abs(size - width) <= _SLACK and not _BEGINS.match(raw[at].text)


def _is_broken_off(before: RawLine, item: RawLine) -> bool:
    """Whether a line of running text stops within a clause, and the next one may go on with it."""
    running = before.indent + columns(before.text) >= _WRAP_LEAST and _CLAUSES.search(before.text)
    return (
        bool(running or _NOTE.match(before.text))
        and _BROKEN.search(before.text) is not None
        and not _starts(item.text)
    )


def _is_end(text: str) -> bool:
    """Whether a line, such as 成效。, is nothing but the end of a sentence."""
    return len(text) <= _END and text.endswith("。") and _CLAUSES.search(text[:-1]) is None


def _goes_across(before: str, after: str) -> bool:
    """Whether a word of two characters or more begins on one line and ends on the next."""
    lengths = map(len, jieba.cut(before + after))
    return len(before) not in accumulate(lengths)


def _closed(raw: list[RawLine], repairs: list[Repair]) -> list[RawLine]:
    """Join a line of nothing but closing brackets and stops to the line that it closes."""
    made: list[RawLine] = []
    for item in raw:
        last = made[-1] if made else None
        if last is None or not _CLOSES.fullmatch(item.text) or _ENDS.search(last.text):
            made.append(item)
            continue
        joint = Repair(
            last.number,
            f"{last.text[-1:]} {item.text}",
            last.text[-1:] + item.text,
            STEP,
            "wrapped lines are joined",
        )
        repairs.append(joint)
        made[-1] = replace(last, text=last.text + item.text)
    return made


def _gone_on(raw: list[RawLine], repairs: list[Repair]) -> list[RawLine]:
    """Join a line that begins with 的, as none does, to that above it, which stops at no sign."""
    goes_on = frozenset(
        at
        for at, (before, item) in enumerate(pairwise(raw), 1)
        if not item.blank_before and _GOES_ON.match(item.text) and _HAN.search(before.text)
    )
    return _put_at(raw, goes_on, repairs)


def _is_double_spaced(raw: list[RawLine]) -> bool:
    """Whether an empty line stands between all lines, so that it says nothing."""
    return len(raw) > _FULL and all(item.blank_before for item in raw[1:])


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _starts(text: str) -> bool:
    """Whether a line begins something of its own: a point, a numbered heading."""
    return bool(BULLET.match(text) or DASH.match(text) or number_of(text))


def _is_full(raw: RawLine, width: int) -> bool:
    return raw.indent + columns(raw.text) >= width - _SLACK


def _wrap_width(raw: list[RawLine]) -> int:
    """Find the width that a text was wrapped at, in columns; 0 where it was not.

    Wrapped text has many lines of one width, none that is longer, and full lines that
    end in the middle of a sentence.
    """
    pairs = [(a, b) for a, b in pairwise(raw) if not b.blank_before]
    counted = Counter(a.indent + columns(a.text) for a, _ in pairs)
    near = {size: sum(counted[size - x] for x in range(_SLACK)) for size in counted}
    width = max(near, key=lambda size: (near[size], -size), default=0)
    if not _WRAP_LEAST <= width <= _WRAP_MOST:
        return 0
    longer = sum(entry.indent + columns(entry.text) > width + _SLACK for entry in raw)
    if longer > len(raw) * _LONGER:
        return 0
    full = [a for a, _ in pairs if _is_full(a, width)]
    open_ = [item for item in full if not _STOP.search(item.text)]
    loose = [
        a
        for a, b in pairs
        if not (_is_full(a, width) or _starts(b.text))
        and not _STOP.search(a.text)
        and columns(a.text) > width // 2
    ]
    return width if len(open_) >= _FULL and len(open_) > 3 * len(loose) else 0
