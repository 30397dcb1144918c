"""A page saved as text becomes lines."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise, takewhile

from casebook.ingest.facts.labels import is_labelled
from casebook.ingest.facts.masthead import is_masthead_line
from casebook.ingest.read.page import STEP, Page, clean_text, read_repairs
from casebook.records import Line, Repair, Role
from casebook.text import jieba
from casebook.text.numbering import number_of

_BREAK = re.compile(r"\r\n|\n|\r")
_OF_ITEM = "bullet of a list item"
_BULLET = re.compile(r"[•·●◦▪■◆○►]\s+(?=\S)|[‣⁃]\s*(?=\S)")
_DASH = re.compile(r"[-–*]\s+(?=\S)")
_STOP = re.compile(r"[。！？!?：:；;”」』）)…]$")
_ENDS = re.compile(r"[。！？!?：:…]$|[。！？][”」』）)]$")
_CLOSES = re.compile(r"[）)】」』”][）)】」』”。；]{0,2}|。")
"""A line that only closes what the line above it opened."""
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
_PAGE = re.compile(r"(.{6,60})_第\d{1,3}[页頁]")
"""What sites of documents print below each picture of a page: the title and its number."""
_FORM = re.compile(r"(?:范文|模板|参考)*")
"""What such sites add to the title above its text."""
_BAR = re.compile(r"\s*[|｜]\s*")
_MAX_CELLS, _MAX_CELL = 10, 80
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
class _Raw:
    """A line of the file: its number, its text, its indent in columns, and what follows it."""

    number: int
    text: str
    indent: int
    blank_before: bool = False


def read_text(text: str) -> Page:
    """Read a text dump.

    Bullets that a browser wrote for list items become the role ``item``, lines of cells
    between bars rows of a table; lines that were wrapped at a width are joined to
    paragraphs.  Each is recorded as a repair.  Empty lines only separate.
    """
    raw = list(_raw_lines(text))
    repairs: list[Repair] = []
    raw = list(_parted(_joined(_closed(raw, repairs), repairs), repairs))
    lines: list[Line] = []
    tables = _tables(raw)
    dashes = _dashes(raw)
    indents = sorted({entry.indent for entry in raw if _BULLET.match(entry.text)})
    for at, item in enumerate(raw):
        clean = clean_text(item.text)
        repairs += read_repairs(item.number, clean)
        shown, role, depth = clean.text, Role.TEXT, 0
        if at in tables:
            lines.append(_row(item.number, shown, first=at - 1 not in tables, repairs=repairs))
            continue
        bullet = _BULLET.match(shown) or (_DASH.match(shown) if at in dashes else None)
        if bullet:
            mark = bullet[0].strip()
            repairs.append(Repair(item.number, mark, "", STEP, _OF_ITEM))
            shown, role = shown[bullet.end() :].strip(), Role.ITEM
            depth = indents.index(item.indent) + 1 if item.indent in indents else 1
        elif at == 0 and (dash := _DASH.match(shown)):
            # A point of a menu that the copy did not take: its text may be the title.
            repairs.append(Repair(item.number, dash[0].strip(), "", STEP, _OF_ITEM))
            shown = shown[dash.end() :].strip()
        if shown:
            lines.append(Line(item.number, shown, role, min(depth, 4)))
    return Page(tuple(lines), tuple(repairs))


def _raw_lines(text: str) -> Iterator[_Raw]:
    blank = True
    for number, line in enumerate(_BREAK.split(text), 1):
        bare = line.strip(" \t\u3000\xa0")
        if not bare.strip():
            blank = True
            if line and not clean_text(line).taken:
                continue
            if not line:
                continue
        indent = _columns(line[: len(line) - len(line.lstrip(" \t\u3000\xa0"))])
        yield _Raw(number, bare, indent, blank)
        blank = False


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _joined(raw: list[_Raw], repairs: list[Repair]) -> list[_Raw]:
    """Join lines that were wrapped at a width to paragraphs."""
    width = _wrap_width(raw)
    if not width and _is_double_spaced(raw):
        single = [replace(item, blank_before=False) for item in raw]
        width = _wrap_width(single)
        raw = single if width else raw
    if not width:
        return _put_at(raw, _ragged(raw) | _healed(raw), repairs)
    made: list[_Raw] = []
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


def _put_together(last: _Raw, item: _Raw, repairs: list[Repair]) -> _Raw:
    """Join a line to the one above it, as a repair."""
    gap = " " if _latin(last.text[-1:]) and _latin(item.text[:1]) else ""
    before, after = last.text[-1:], item.text[:1]
    why = "wrapped lines are joined"
    repairs.append(Repair(last.number, f"{before} {after}", f"{before}{gap}{after}", STEP, why))
    return replace(last, text=f"{last.text}{gap}{item.text}")


def _put_at(raw: list[_Raw], joints: frozenset[int], repairs: list[Repair]) -> list[_Raw]:
    """Join the lines at some positions to those above them."""
    made: list[_Raw] = []
    for at, item in enumerate(raw):
        if at in joints:
            made[-1] = _put_together(made[-1], item, repairs)
        else:
            made.append(item)
    return made


def _ragged(raw: list[_Raw]) -> frozenset[int]:
    """Find the lines that go on with the one above, in a text wrapped at no one width.

    Hardly a line is longer than a wrapped one; several stop within running text; and a third of
    these, two at least, show that they go on: by a comma at the end, by a stop at the head of
    the next line, or by a word that goes across.
    """
    sizes = [item.indent + _columns(item.text) for item in raw]
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


def _healed(raw: list[_Raw]) -> frozenset[int]:
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


def _beside(raw: list[_Raw], run: list[int], at: int) -> list[int]:
    """Find the joints below and above a sure one whose lines are as wide as its first line."""
    width = raw[at - 1].indent + _columns(raw[at - 1].text)
    below = takewhile(lambda x: _is_full(raw[x - 1], width), range(at + 1, run[-1] + 1))
    above = takewhile(lambda x: _goes_on(raw, x, width), range(at - 1, run[0] - 1, -1))
    return [*below, *above]


def _runs(numbers: list[int]) -> list[list[int]]:
    """Part numbers in order into runs of which each is one more than that before it."""
    grouped = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    return [[number for _, number in run] for _, run in grouped]


def _goes_on(raw: list[_Raw], at: int, width: int) -> bool:
    """Whether a line above a sure joint is as wide, and what follows it begins no text."""
    size = raw[at - 1].indent + _columns(raw[at - 1].text)
    return at > 1 and abs(size - width) <= _SLACK and not _BEGINS.match(raw[at].text)


def _is_broken_off(before: _Raw, item: _Raw) -> bool:
    """Whether a line of running text stops within a clause, and the next one may go on with it."""
    running = before.indent + _columns(before.text) >= _WRAP_LEAST and _CLAUSES.search(before.text)
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


def _closed(raw: list[_Raw], repairs: list[Repair]) -> list[_Raw]:
    """Join a line of nothing but closing brackets and stops to the line that it closes."""
    made: list[_Raw] = []
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


def _parted(raw: list[_Raw], repairs: list[Repair]) -> Iterator[_Raw]:
    """Part a title from the text that runs on from it on the same line.

    Sites of documents print the title as the name of every page (…_第1页); where a line
    begins with it and a numbered heading follows, a line break was lost.
    """
    titles = dict.fromkeys(named[1] for item in raw if (named := _PAGE.fullmatch(item.text)))
    for item in raw:
        title = next((title for title in titles if item.text.startswith(title)), "")
        form = _FORM.match(item.text, len(title))
        end = form.end() if title and form else 0
        head, rest = item.text[:end].rstrip(), item.text[end:].lstrip()
        if not (head and rest) or number_of(rest) is None:
            yield item
            continue
        why = "the title is parted from the text on its line"
        repairs.append(Repair(item.number, head[-1] + rest[0], f"{head[-1]} {rest[0]}", STEP, why))
        yield replace(item, text=head)
        yield replace(item, text=rest, blank_before=True)


def _is_double_spaced(raw: list[_Raw]) -> bool:
    """Whether an empty line stands between all lines, so that it says nothing."""
    return len(raw) > _FULL and all(item.blank_before for item in raw[1:])


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _starts(text: str) -> bool:
    """Whether a line begins something of its own: a point, a numbered heading."""
    return bool(_BULLET.match(text) or _DASH.match(text) or number_of(text))


def _is_full(raw: _Raw, width: int) -> bool:
    return raw.indent + _columns(raw.text) >= width - _SLACK


def _wrap_width(raw: list[_Raw]) -> int:
    """Find the width that a text was wrapped at, in columns; 0 where it was not.

    Wrapped text has many lines of one width, none that is longer, and full lines that
    end in the middle of a sentence.
    """
    pairs = [(a, b) for a, b in pairwise(raw) if not b.blank_before]
    counted = Counter(a.indent + _columns(a.text) for a, _ in pairs)
    near = {size: sum(counted[size - x] for x in range(_SLACK)) for size in counted}
    width = max(near, key=lambda size: (near[size], -size), default=0)
    if not _WRAP_LEAST <= width <= _WRAP_MOST:
        return 0
    longer = sum(entry.indent + _columns(entry.text) > width + _SLACK for entry in raw)
    if longer > len(raw) * _LONGER:
        return 0
    full = [a for a, _ in pairs if _is_full(a, width)]
    open_ = [item for item in full if not _STOP.search(item.text)]
    loose = [
        a
        for a, b in pairs
        if not (_is_full(a, width) or _starts(b.text))
        and not _STOP.search(a.text)
        and _columns(a.text) > width // 2
    ]
    return width if len(open_) >= _FULL and len(open_) > 3 * len(loose) else 0


def _tables(raw: list[_Raw]) -> frozenset[int]:
    """Find lines of cells between bars: two at least in a row, with as many cells each."""
    counts = [_cells(item.text) for item in raw]
    return frozenset(
        at
        for at, count in enumerate(counts)
        if count
        and (
            (at > 0 and counts[at - 1] == count) or (at + 1 < len(raw) and counts[at + 1] == count)
        )
    )


def _cells(text: str) -> int:
    if "|" not in text and "｜" not in text:
        return 0
    cells = _BAR.split(text.strip("|｜ "))
    fit = 2 <= len(cells) <= _MAX_CELLS and all(0 < len(cell) <= _MAX_CELL for cell in cells)
    # A label and a name between bars are credits: 主编 | 王立民.
    credit = len(cells) == 2 and is_masthead_line(text)
    return len(cells) if fit and "。" not in text and not credit else 0


def _row(number: int, text: str, *, first: bool, repairs: list[Repair]) -> Line:
    cells = tuple(cell.strip() for cell in _BAR.split(text.strip("|｜ ")))
    bars = "".join(re.findall(r"[|｜]", text))
    repairs.append(Repair(number, bars, "", STEP, "bars between cells"))
    shown = " ".join(cell for cell in cells if cell)
    return Line(number, shown, Role.ROW, int(first), "", cells)


def _dashes(raw: list[_Raw]) -> frozenset[int]:
    """Find hyphens that mark points: several in a row, or one below a line with a colon."""
    marked = [bool(_DASH.match(item.text)) for item in raw]
    result = set()
    for at, is_marked in enumerate(marked):
        beside = (at > 0 and marked[at - 1]) or (at + 1 < len(raw) and marked[at + 1])
        if is_marked and (beside or (at > 0 and raw[at - 1].text.endswith(("：", ":")))):
            result.add(at)
    return frozenset(result)
