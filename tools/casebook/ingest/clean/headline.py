"""The lines around a title that belong to it: kicker, subtitle, a second line, a name before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.running import is_sentence
from casebook.ingest.clean.site_name import without_site
from casebook.ingest.clean.title_lines import (
    DASHES,
    column_and_writer,
    continues,
    is_pair_of_title,
    is_place_of_title,
)
from casebook.ingest.facts.lead import read_lead
from casebook.ingest.facts.masthead import (
    EMPTY,
    Masthead,
    is_masthead_line,
    read_line,
)
from casebook.ingest.facts.names import is_name, is_office
from casebook.ingest.facts.parted import part_from_day, part_from_masthead
from casebook.ingest.facts.publisher import is_publisher
from casebook.ingest.facts.reprint import without_reprint_mark
from casebook.ingest.facts.title_labels import headline_label, without_label
from casebook.ingest.headings.themes import theme_of
from casebook.ingest.headings.title import (
    bigrams,
    is_document_number,
    is_interview,
    is_no_title,
)
from casebook.ingest.lexicon import is_furniture
from casebook.records import Line, Repair, Role
from casebook.text.dates import find_day
from casebook.text.numbering import number_of

NAME = "masthead"
_BETWEEN = {Role.PICTURE, Role.HIDDEN, Role.OUTSIDE, Role.BESIDE_TITLE, Role.LEAD}
"""Roles of lines that may stand between a title and its subtitle."""
_NAMED = re.compile(r"([\u3400-\u9fff·]{2,6}(?:[ 、,，][\u3400-\u9fff·]{2,6}){0,3})[:：]\s*(\S.*)")
"""A title with the names of its writers in front: 王立民 周海：立足窗口职能."""
_NOTED = re.compile(r"(.*[\u3400-\u9fff”》？！])\s?(?:\[\d{1,2}\]|[①-⑨＊*※△▲☆★]{1,2})")
"""A title with the mark of a note after it: 走向整体性治理[1]."""
_DOCUMENT = re.compile(r"[\u3400-\u9fff]{0,24}[关關][于於]")
_KIND = re.compile(
    r"(?:意[见見]|通知|[决決]定|方案|[办辦]法|[规規]定|批[复復覆]|[报報]告|公告|[条條]例|[细細]则|函|[纲綱]要|[规規]划|[计計][划畫])[》）)]?$"
)
_COUNT = re.compile(r"\d{1,7}")
"""A number alone between title and text: how often the page was read or shared."""
_PAIRED, _LONGEST = 6, 40
"""Characters of each of two lines that are one title."""
_LINES = 3
"""Lines that a copy of the title is broken into at most."""
_DATED = re.compile(
    r"(.*?\S)\s*[（(]\s*((?:19|20)\d{2}-\d\d-\d\d|(?<=\s)(?:19|20)\d{2}年\d\d月\d\d日)\s*[）)]"
)
"""A title with the day in brackets as a program writes it: 关于…的通知 ( 2021年07月23日 )."""
_DISPATCHED = re.compile(
    r"(?:(?P<by>[\u3400-\u9fff]{2,6}[社网網][^，。：:]{2,16}\d日[电電]\s?(?:[（(][^（）()]{2,30}[）)])?)"
    r"|[（(【][^（）()【】]{2,14}[）)】])\s?[题題][:：]\s*(?P<title>\S.{3,})"
)
"""A title behind the mark of its dispatch or its column: 青河社青河5月6日电（记者 周海）题：…."""
_PRINTED = {Role.TEXT, Role.BOLD, Role.HEADING, Role.CAPTION}
"""Roles of lines that may print the title again."""
_IN_COLUMN = re.compile("^[【\\[][^【】\\[\\]]{2,24}[】\\]]")
_WORD = 2
"""Characters of a word that leads from the title to its subtitle: 强调, 指出."""
_AROUND = " \u3000_|｜-—（）()[]【】"
"""Signs around what stands there."""
_BRACKETED = re.compile("[（(][^（）()]*[）)]")
"""A line in brackets, which says something beside the title."""
_NO_KICKER = re.compile("[。；：:，]$|。")
"""How a line ends that goes on, or what it has, and no kicker."""
_SHARED = 2
"""Pairs of characters that a kicker shares with the text."""
_SECOND = 7
"""Characters that a further line of a title has at least: those of half a couplet."""


@dataclass(frozen=True, slots=True)
class Headline:
    """What was found around a title, by position, and what was changed in it."""

    causes: dict[int, Cause] = field(default_factory=dict)
    repairs: tuple[Repair, ...] = ()
    head: Masthead = EMPTY
    """What the line of the title said of its writers, day and source."""


def headline(
    made: list[Line],
    title: int,
    first: int,
    causes: dict[int, Cause],
    authors: tuple[str, ...],
    *,
    marked: bool,
) -> Headline:
    """Mark the other lines of the headline, in place, and join those of the subtitle.

    :param made: the lines of the page; the one at ``title`` has its role already.
    :param causes: lines that leave the text anyway.
    :param authors: the writers that the masthead names.
    :param marked: whether the markup of the page says which line is the title.
    """
    repairs: list[Repair] = []
    result: dict[int, Cause] = {}
    # In markup a day at the end of a title is of what is told.
    day = EMPTY if marked else _without_day(made, title, repairs)
    head = day if repairs else _settle(made, title, causes, authors, repairs, result)
    joined: list[str] = []
    broken: list[str] = []
    whole = _bare(made[title].text)
    subtitle, repeated = -1, False
    for at in range(title + 1, min(first, len(made))):
        line = made[at]
        if 0 <= subtitle == at - 1 and continues(tuple(made), at, causes):
            broken.append(line.text)
            result[at] = Cause.JOINED
            continue
        if at in causes or at in result or line.role in _BETWEEN or is_furniture(line.text):
            continue
        if whole and _is_copy(line, whole):
            result[at], repeated = Cause.AGAIN, True
        elif not (
            line.role is Role.SUBTITLE
            or line.text.startswith(DASHES)
            or headline_label(line.text)[0] is Role.SUBTITLE
            or (repeated and _is_headline(line))
            or _is_second(made, at, causes)
            or (at == title + 1 and is_pair_of_title(tuple(made), at, first))
            or (line.role is Role.TEXT and is_interview(line.text))
        ):
            break
        elif subtitle >= 0 and _bare(line.text) == _bare(made[subtitle].text):
            result[at] = Cause.AGAIN
        elif subtitle < 0:
            made[at], subtitle = replace(line, role=Role.SUBTITLE, depth=0), at
        else:
            joined.append(line.text)
            result[at] = Cause.JOINED
    if marked:
        _mark_kicker(made, title, causes)
    result |= _repeated(made, title, first, {**causes, **result})
    result |= _printed_again(made, title, {**causes, **result})
    for at in range(min(first, len(made))):
        more = (joined, "".join(broken)) if at == subtitle else ([], "")
        repairs += _settled(made, at, *more)
    return Headline(result, tuple(repairs), head.filled_by(_sent(made, result)))


def _settled(made: list[Line], at: int, joined: list[str], broken: str) -> list[Repair]:
    """Take the label off a kicker or subtitle, and join its further lines, in place.

    :param broken: the end of the subtitle where it is broken within a phrase.
    """
    line = made[at]
    if line.role not in {Role.KICKER, Role.SUBTITLE}:
        return []
    own = headline_label(line.text)[1] or line.text
    text = " ".join((own + broken, *joined))
    if text == line.text:
        return []
    made[at] = replace(line, text=text)
    cause = Cause.JOINED if joined or broken else Cause.LABEL_BEFORE_TITLE
    return [Repair(line.number, line.text, text, NAME, cause)]


def _mark_kicker(made: list[Line], title: int, causes: dict[int, Cause]) -> None:
    """Mark the line that stays right above the title of a page with markup: a kicker.

    It is short, ends as no sentence, and speaks of what the text speaks of.
    """
    at = next((x for x in range(title - 1, -1, -1) if made[x].role not in _BETWEEN), -1)
    if at < 0 or at in causes or any(line.role is Role.KICKER for line in made):
        return
    text = made[at].text
    plain = made[at].role in {Role.TEXT, Role.BOLD} and _PAIRED <= len(text) <= _LONGEST
    if not plain or _NO_KICKER.search(text) or number_of(text) is not None:
        return
    below = "\n".join(line.text for line in made[title:])
    if len(bigrams(text) & bigrams(below)) >= _SHARED:
        made[at] = replace(made[at], role=Role.KICKER)


def _is_copy(line: Line, whole: str) -> bool:
    """Whether a line is the title once more, with nothing behind it but what a masthead has.

    A text may begin as its title does: 某县推行河长制改革，2021年建成监测站58个.  A bold line may
    have the word that leads to the subtitle: …座谈会强调.  The mark of a dispatch may stand before.

    :param whole: the title without spaces and signs.
    """
    sent = _DISPATCHED.fullmatch(line.text)
    text, again = line.text, _bare(sent["title"] if sent else line.text)
    if not again.startswith(whole) or again == whole:
        return again == whole
    ends = [match.end() for match in re.finditer(r"\w", text)]
    rest = text[ends[len(whole) - 1] :].strip(_AROUND)
    leads = line.role is Role.BOLD and len(rest) <= _WORD
    told = rest.isdecimal() or is_masthead_line(rest) or is_furniture(rest) or is_publisher(rest)
    return leads or told


def _repeated(made: list[Line], title: int, first: int, gone: dict[int, Cause]) -> dict[int, Cause]:
    """Find copies of the title above the text, and the bare counts that stand there."""
    whole = _bare(made[title].text)
    between = [at for at in range(title + 1, min(first, len(made))) if at not in gone]
    plain = [at for at in between if made[at].role is Role.TEXT]
    copies = {at: Cause.AGAIN for at in plain if _bare(made[at].text) == whole}
    return copies | {at: Cause.CHROME for at in plain if _COUNT.fullmatch(made[at].text)}


def _printed_again(made: list[Line], title: int, gone: dict[int, Cause]) -> dict[int, Cause]:
    """Find the title where the text prints it once more above its first sentence.

    Official texts do, below their number and broken over lines; what is set in the middle of
    its line there is no caption.  The column in brackets before the title need not stand there.
    """
    whole = _bare(made[title].text)
    wholes = (whole, _bare(_IN_COLUMN.sub("", made[title].text)))
    free = [at for at in range(title + 1, len(made)) if at not in gone and made[at].text]
    for n, at in enumerate(free):
        if made[at].role not in _PRINTED or "。" in made[at].text:
            break
        if made[at].role is Role.CAPTION and is_document_number(made[at].text):
            made[at] = replace(made[at], role=Role.TEXT)
        said = ""
        for size, x in enumerate(free[n : n + _LINES], 1):
            said += _bare(made[x].text)
            if said in wholes:
                return dict.fromkeys(free[n : n + size], Cause.AGAIN)
            if not any(x.startswith(said) for x in wholes):
                break
    return {}


def _without_day(made: list[Line], title: int, repairs: list[Repair]) -> Masthead:
    """Take the day off the end of a title of saved text."""
    before = made[title].text
    parted = part_from_day(before)
    if parted is None:
        return EMPTY
    made[title] = replace(made[title], text=parted[0])
    repairs.append(Repair(made[title].number, before, parted[0], NAME, Cause.AFTER_TITLE))
    return read_line(parted[1])[0]


def _settle(
    made: list[Line],
    title: int,
    causes: dict[int, Cause],
    authors: tuple[str, ...],
    repairs: list[Repair],
    result: dict[int, Cause],
) -> Masthead:
    """Take off the title what is none of it, or join its second line.

    That is the names of its writers, a label, the masthead on the same line, or the mark of
    a note.  One of these at most: the ledger is replayed from left to right, a line and step
    at a time.

    :returns: what was taken off said.
    """
    before = made[title].text
    noted, dated = _NOTED.fullmatch(before), _DATED.fullmatch(before)
    dispatched = _DISPATCHED.fullmatch(before)
    head = EMPTY
    if by := _with_writers(before, authors, "".join(x.text for x in made[title + 1 :])):
        text, cause, head = by
    elif (mark := without_reprint_mark(before))[1]:
        behind = before.strip().endswith(mark[0])
        text, cause = mark[1], Cause.NOTE_MARK if behind else Cause.LABEL_BEFORE_TITLE
    elif dispatched:
        text, cause = dispatched["title"], Cause.LABEL_BEFORE_TITLE
        head = _dispatched(made, title, dispatched)
    elif after := without_label(before):
        text, cause = after, Cause.LABEL_BEFORE_TITLE
    elif parted := part_from_masthead(before):
        text, cause, head = parted[0], Cause.AFTER_TITLE, read_line(parted[1])[0]
    elif dated:
        text, cause, head = dated[1], Cause.AFTER_TITLE, read_line(dated[2])[0]
    elif noted:
        text, cause = noted[1], Cause.NOTE_MARK
    elif plain := without_site(before, [x.text for x in made if x.text != before]):
        text, cause = plain, Cause.SITE
    else:
        text, cause = _joined(made, title, causes, result), Cause.TITLE_JOINED
    if text:
        made[title] = replace(made[title], text=text)
        repairs.append(Repair(made[title].number, before, text, NAME, cause))
    return head


def _dispatched(made: list[Line], at: int, found: re.Match[str]) -> Masthead:
    """Read who sent a text and from where, in front of its title."""
    below = next((x.text for x in made[at + 1 :] if is_sentence(x.text)), "")
    return read_lead((f"{found['by']} {below}",)) if found["by"] else EMPTY


def _sent(made: list[Line], gone: dict[int, Cause]) -> Masthead:
    """Read who sent a text in front of a copy of its title."""
    copies = (at for at, cause in gone.items() if cause is Cause.AGAIN)
    found = ((at, _DISPATCHED.fullmatch(made[at].text)) for at in copies)
    return next((_dispatched(made, at, match) for at, match in found if match), EMPTY)


def _with_writers(
    before: str, authors: tuple[str, ...], below: str
) -> tuple[str, Cause, Masthead] | None:
    """Part a title from the writers in front of it, or a column from the one behind its bar."""
    named = _NAMED.fullmatch(before)
    names = tuple(re.split("[ 、,，]", named[1])) if named else ()
    if named and not set(names).isdisjoint(authors) and all(map(is_name, names)):
        more = tuple(name for name in authors if name not in names)
        return named[2], Cause.NAME_BEFORE_TITLE, Masthead(authors=(*names, *more))
    column, writer = column_and_writer(before, below)
    sure = writer and not authors
    return (column, Cause.AFTER_TITLE, Masthead(authors=(writer,))) if sure else None


def _joined(
    made: list[Line], title: int, causes: dict[int, Cause], result: dict[int, Cause]
) -> str:
    """Join the lines of a title: its place above it, a second or a last one below it."""
    text, last = made[title].text, title
    placed = title > 0 and is_place_of_title(made[title - 1].text)
    if placed:
        text = made[title - 1].text + text
    elif both := _continued(made, title, causes):
        text, last = both, title + 1
    if continues(tuple(made), last + 1, causes):
        text, last = text + made[last + 1].text, last + 1
    others = [at for at in range(title - placed, last + 1) if at != title]
    result.update(dict.fromkeys(others, Cause.TITLE_JOINED))
    return text if others else ""


def _is_headline(line: Line) -> bool:
    return line.role is Role.BOLD and not theme_of(line.text) and number_of(line.text) is None


def _is_second(made: list[Line], at: int, causes: dict[int, Cause]) -> bool:
    """Whether a line is a further line of the title: one like it, with the masthead right below."""
    text = made[at].text
    return (
        made[at].role is Role.TEXT
        and len(text) >= _SECOND
        and not _BRACKETED.fullmatch(text)
        and causes.get(at + 1) is Cause.HEAD
        and not is_no_title(text)
        and not (is_office(text) or is_publisher(text))
        and find_day(text) is None
        and not re.search(r"[，,:：；;]$", text)
    )


def _continued(made: list[Line], title: int, causes: dict[int, Cause]) -> str:
    """Join a title that is broken over two lines; ``""`` where it is not.

    Known are the title of an official document, whose kind stands at its end only
    (关于推动… / …的意见) or which the text below calls by it (特制定本方案), and a pair of lines
    above a line of a dash.
    """
    if title + 2 >= len(made) or title + 1 in causes:
        return ""
    first, second, below = (made[title + more] for more in range(3))
    plain = second.role is Role.TEXT and len(second.text) <= _LONGEST
    if not plain or is_no_title(second.text) or second.text.startswith(DASHES):
        return ""
    both = _bare(first.text + second.text)
    if any(both in _bare(line.text) for line in made if line is not first and line is not second):
        return first.text + second.text
    kind = _KIND.search(second.text)
    short = _PAIRED <= len(first.text) <= _LONGEST and len(second.text) >= _PAIRED
    if kind and not _KIND.search(first.text):
        named = re.search(f"本[\u3400-\u9fff]{{0,4}}{re.escape(kind[0])}", below.text)
        if _DOCUMENT.match(first.text) or (named and short and not is_office(first.text)):
            return first.text + second.text
    dashed = [x for x in made if x.text.startswith(DASHES) and len(x.text) <= _LONGEST]
    # Several such lines are the subtitles of the cases of a collection.
    paired = below.text.startswith(DASHES) and len(dashed) == 1
    if paired and short and first.role is Role.TITLE and not re.search("[，：:]$", first.text):
        return f"{first.text} {second.text}"
    return ""


def _bare(text: str) -> str:
    return re.sub(r"\W", "", text)
