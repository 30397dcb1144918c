"""Lines at the edges of a text that say who wrote or edited it, and nothing else.

Papers repeat their reporters below the lead (每日报记者 周海 每日报编辑 王立民) or at the end
(■记者周海), and writers stand there with their office (周海（作者系某所所长）).  Such a line is
part of the masthead by two signs: its form, and that it stands once, at an edge of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import takewhile

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.step import Lines
from casebook.ingest.facts.end_credit import read_agency_credit
from casebook.ingest.facts.label_days import tells_another_day
from casebook.ingest.facts.labels import is_bare_label, is_labelled
from casebook.ingest.facts.lead import read_alone
from casebook.ingest.facts.masthead import WRITING, Masthead
from casebook.ingest.facts.names import is_name, is_office
from casebook.ingest.facts.people import close_up, read_byline
from casebook.ingest.facts.posts import may_name_person, names_person
from casebook.ingest.facts.publisher import SOURCED
from casebook.ingest.facts.readings import Readings
from casebook.records import Role

_TEXT = {Role.TEXT, Role.BOLD}
_FIRST, _LAST = 8, 3
"""Lines at the head and at the end of a text among which its writers may be named."""
_LINK = 6
"""Characters of a link in a menu that has one a line."""
_SEVERAL = 2
"""Names alone on the last line, at least."""
_BRACKET = re.compile(r"[\[\]［］【】()（）]")
_CLOSED = re.compile(r"[（(][^（）()]*[）)]")
"""A line in brackets from its first character to its last."""
_CREDIT = re.compile(r"(?<!文[/／并並])[摄攝圖图][)）\]】]?$|^本[组組版][摄攝]影")
"""How a line ends that says who made a picture; it belongs to the picture."""


def signed(
    lines: Lines, first: int, last: int, causes: dict[int, Cause]
) -> tuple[Readings, Masthead]:
    """Find lines at the edges of a text that name its writers.

    :param first: position of the first line of the text.
    :param last: position of its last line.
    :param causes: lines that leave anyway.
    :returns: what each line that goes says, and what they say together.
    """
    made: Readings = {}
    said = Masthead()
    own = [at for at in range(first, len(lines)) if at not in causes and lines[at].role in _TEXT]
    inside = [at for at in own if at <= last]
    end = (*inside[-_LAST:], *[at for at in own if at > last][:_LAST])
    # In brackets at the end it is how the text itself closes.
    closing = [at for at in end if _CLOSED.fullmatch(lines[at].text)]
    # Of a digest each part has a source of its own.
    sources = [at for at in own if SOURCED.match(lines[at].text)]
    pictured = any(line.role is Role.PICTURE for line in lines)
    for at in dict.fromkeys((*(at for at in inside[:_FIRST] if at > first), *end)):
        if at in closing:
            continue
        text = lines[at].text
        # Below a lead-in stand those whom the text names: 小组成员名单：.
        named = at > 0 and lines[at - 1].text.endswith(("：", ":"))
        credit = _CREDIT.search(text) is not None
        # For an agency pictures were taken that are not here: 新华社发（周海 摄）.
        took = at >= last and credit and not pictured and read_agency_credit(text)
        reading = took or (Masthead() if named or credit else read_alone(text))
        if at == own[-1] and reading.is_empty and not (named or credit):
            reading = _names_alone(lines, own)
        several = reading.publisher and not reading.authors and len(sources) > 1
        if reading.is_empty or several or sum(lines[other].text == text for other in own) > 1:
            continue
        made[at] = reading
        # Reporters may stand on lines of their own: 本报记者 周海, 本报通讯员 吴江.
        both = dict.fromkeys((*said.authors, *reading.authors))
        said = replace(said.filled_by(reading), authors=tuple(both))
    return made, said


def _names_alone(lines: Lines, own: list[int]) -> Masthead:
    """Read several names that are the last line, below a whole sentence, and stand nowhere else.

    Each is parted from the next by a space or 、 and has the form of one: 周海 李文 王立民.  The
    dictionary knows it for no other word: 安居 乐业 is a motto.
    """
    *above, last = (lines[at].text for at in own)
    names = tuple(re.split(r"[\s　、]+", close_up(last).strip()))
    told = bool(above) and above[-1].endswith(("。", "！", "”", "」", "）"))
    named = all(is_name(name) and may_name_person(name) for name in names)
    if not told or len(names) < _SEVERAL or not named:
        return Masthead()
    whole = "\n".join(above)
    return Masthead() if any(name in whole for name in names) else Masthead(authors=names)


def value_below(lines: Lines, at: int) -> str:
    """Return the names on the line below a label that stands alone: 责任编辑：, 周海.

    ``""`` where no label stands there, or nobody below it.
    """
    if at + 1 >= len(lines) or lines[at + 1].role not in _TEXT or not is_bare_label(lines[at].text):
        return ""
    value = lines[at + 1].text
    names = re.split(r"[\s、，,]+", close_up(value))
    return value if all(map(is_name, names)) else ""


def beside_editors(lines: Lines, at: int) -> Iterator[int]:
    """Find what leaves with a line of editors: brackets around it, and their portraits.

    A portrait is a picture whose text is a name that the line says.
    """
    for near in (at - 1, at + 1):
        if not 0 <= near < len(lines):
            continue
        text = lines[near].text
        portrait = lines[near].role is Role.PICTURE and is_name(text) and text in lines[at].text
        if portrait or _BRACKET.fullmatch(text):
            yield near


def without_menu(
    lines: Lines,
    signed: Iterable[int],
    title: int,
    causes: dict[int, Cause],
    said: tuple[Masthead, Masthead],
) -> tuple[Masthead, dict[int, Cause]]:
    """Take what is a link of the site by its place above the title off the writers.

    :param signed: lines that have the form of bylines.
    :param causes: why lines leave.
    :param said: what all lines above the text say, and what those below the title do; the day of
        these goes first.
    :returns: what is left, and why lines leave, the links among them.
    """
    head, below = said
    head = replace(head, published=below.published or head.published)
    links = dict.fromkeys(_names_of_menu(lines, signed, title), Cause.ABOVE)
    return (replace(head, authors=below.authors) if links else head), causes | links


def without_visit(head: Masthead, told: Readings, above: Lines) -> tuple[Masthead, Readings]:
    """Take the day of a visit to the site off: a label gives another day without its year.

    :param told: what each line says.
    :param above: the lines above the text.
    :returns: what they say together and each by itself, without it.
    """
    if not any(tells_another_day(line.text, head.published) for line in above):
        return head, told
    undated = {at: replace(said, published="") for at, said in told.items()}
    return replace(head, published=""), undated


def _names_of_menu(lines: Lines, signed: Iterable[int], title: int) -> list[int]:
    """Find what looks like a name in a column of buttons or links above a title: 简体, 通说.

    Two signs: it stands in a row of short lines, and most of them have no form of a name or the
    dictionary takes the word for another.
    """
    found: list[int] = []
    for at in signed:
        byline = read_byline(lines[at].text)
        if at >= title or byline is None or byline.strong or not _is_link(lines[at].text):
            continue
        above = takewhile(lambda x: _is_link(lines[x].text), range(at - 1, -1, -1))
        below = takewhile(lambda x: _is_link(lines[x].text), range(at + 1, title))
        column = [lines[x].text for x in (*above, at, *below)]
        others = sum(not is_name(text) for text in column)
        if len(column) > 1 and (others * 2 >= len(column) or not names_person(lines[at].text)):
            found.append(at)
    return found


def _is_link(text: str) -> bool:
    return len(text) <= _LINK and not re.search(r"\d", text)


def with_issuer(above: Lines, causes: dict[int, Cause], told: Readings, head: Masthead) -> Masthead:
    """Take an office in the masthead above a title for whom it is of, and for no writer.

    It issues the bulletin, or the site is its own: 中共青河县委改革办　2018年10月29日.
    """
    named = (at for at, x in enumerate(above) if at in told and not is_labelled(x.text))
    bylines = [told[at] for at in named if causes.get(at) is Cause.HEAD]
    offices = [name for x in bylines for name in x.authors if is_office(name)]
    issuers = [name for name in offices if not name.endswith(WRITING)]
    writers = tuple(name for name in head.authors if name not in issuers)
    if writers == head.authors:
        return head
    return replace(head, authors=writers, publisher=head.publisher or issuers[0])
