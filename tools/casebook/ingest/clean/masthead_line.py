"""A line above the text read as one of its masthead, with the next one where the two are one."""

from __future__ import annotations

import re

from casebook.ingest.clean.choosing import is_only_title
from casebook.ingest.clean.flows import is_stage
from casebook.ingest.clean.step import Lines
from casebook.ingest.facts.body_and_day import body_and_day
from casebook.ingest.facts.dates import join_date
from casebook.ingest.facts.label_rows import read_pairs, read_plain_rows, read_rows
from casebook.ingest.facts.labels import is_bare_label, is_button, is_labelled
from casebook.ingest.facts.masthead import EMPTY, Masthead, is_masthead_line, read_line
from casebook.ingest.facts.names import is_name
from casebook.ingest.facts.parted import part_from_day, part_from_masthead
from casebook.ingest.facts.people import read_byline
from casebook.ingest.facts.readings import Readings
from casebook.ingest.headings.title import is_no_title
from casebook.records import Line, Role
from casebook.text.numbering import number_of

_TEXT = {Role.TEXT, Role.BOLD, Role.CAPTION}
_OUTSIDE = {Role.OUTSIDE, Role.BESIDE_TITLE}
_OWN = re.compile("[\u3400-\u9fff]{2,8}[：:]")
"""A label, known or not, at the head of a line."""
_OPTION = 12
"""Characters of what a button offers, at most: 大 中 小, 黄 蓝 绿."""
_VALUE = 40
"""Characters of the value that stands on the line below its label."""


def read_at(lines: Lines, at: int, first: int, title: int) -> tuple[Readings, str]:
    """Read a line of the masthead; with the next one where a label or half a day stands alone.

    :param first: position of the first line of the text.
    :param title: position of the title; -1 where it is not known.
    :returns: what each line says (``{}`` where it is no line of the masthead), and what was not
        understood.
    """
    text = lines[at].text
    if title < at < first - 1 and (day := join_date(text, lines[at + 1].text)):
        return dict.fromkeys((at, at + 1), Masthead(published=day)), ""
    if (table := _read_rows(lines, at, first)) is not None:
        return table, ""
    if is_bare_label(text) and at + 1 < first:
        return _below_label(lines, at, first), ""
    dated = _dated(lines, at)
    if is_masthead_line(text) and not (dated.publisher or _is_other(lines, at, first)):
        reading, rest = read_line(text)
        if not _is_of_credits(reading, rest):
            return {at: reading}, rest
    return ({} if dated.is_empty else {at: dated}), ""


def _is_of_credits(reading: Masthead, rest: str) -> bool:
    """Whether only some of the names of a line were read: 李青 文/王强 图.

    Which role is whose is known to the grammar of credits, to which such a line is left.
    """
    people = reading.authors or reading.photographers or reading.editors
    alone = people and not (reading.published or reading.publisher)
    return bool(alone) and any(map(is_name, rest.split()))


def _is_other(lines: Lines, at: int, first: int) -> bool:
    """Whether a line with the form of one of a masthead is or bears the title, or is a stage."""
    return (
        _bears_title(lines, at, first)
        or is_title_again(lines, lines[at].text)
        or is_stage(lines, at)
    )


def _read_rows(lines: Lines, at: int, first: int) -> Readings | None:
    """Read a row of a form, or the values below a row of labels; ``None`` where it is neither."""
    if (pairs := read_pairs(lines[at].cells, whole=True)) is not None:
        return {at: pairs}
    if at + 1 >= first:
        return None
    row = lines[at + 1].cells
    table = read_rows(lines[at].cells, row) if row else None
    table = table or read_plain_rows(lines[at].text, lines[at + 1].text)
    return None if table is None else {at: EMPTY, at + 1: table}


def _below_label(lines: Lines, at: int, first: int) -> Readings:
    """Read the value below a label that stands alone; a button has none."""
    text, value = lines[at].text, lines[at + 1].text
    said = is_button(text) and (read_byline(value) or read_line(value)[0].published)
    # What ends in a colon speaks to somebody: 各县（市、区）人民政府：.
    taken = not said and not _is_heading(lines[at + 1]) and value[-1:] not in {"：", ":"}
    # A button has no long value: what stands there may be the title.
    longer = is_button(text) and len(value) > _OPTION and not is_masthead_line(value)
    taken = taken and not (longer or is_only_title(lines, at + 1, first))
    taken = taken and not (is_bare_label(value) or is_labelled(value) or _OWN.match(value))
    if taken and len(value) <= _VALUE:
        both = text + value
        if is_masthead_line(both) or not any(x in value for x in "，。"):
            return {at: EMPTY, at + 1: read_line(both)[0]}
    return {at: EMPTY}


def _dated(lines: Lines, at: int) -> Masthead:
    """Read a month, or a body and a day, above a text with no other such line: no chronicle."""
    told = body_and_day(lines[at].text)
    others = told.published and any(
        body_and_day(x.text).published for x in (*lines[:at], *lines[at + 1 :])
    )
    return told if told.published and not others else EMPTY


def is_title_again(lines: Lines, text: str) -> bool:
    """Whether a line repeats the title, whose day is that of what it tells of."""
    return any(line.role is Role.TITLE and line.text == text for line in lines)


def _bears_title(lines: Lines, at: int, first: int) -> bool:
    """Whether a line begins with the title of a page without markup: none could be above it.

    Where a day alone parts it from the masthead, none could be below it, either.
    """
    dated = part_from_day(lines[at].text) is not None
    if dated and any(not is_no_title(line.text) for line in lines[at + 1 : first]):
        return False
    return (
        (dated or part_from_masthead(lines[at].text) is not None)
        and not any(line.role in {Role.TITLE, *_OUTSIDE} for line in lines)
        and all(is_no_title(line.text) for line in lines[:at] if line.role in _TEXT)
    )


def _is_heading(line: Line) -> bool:
    return line.role in {Role.HEADING, Role.TITLE} or number_of(line.text) is not None
