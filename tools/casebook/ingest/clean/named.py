"""Who is named outside a masthead: credits of a post, bylines, signatures."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.closing_rows import says_whom_to_ask
from casebook.ingest.clean.edges import is_saved_text
from casebook.ingest.clean.ended import ended
from casebook.ingest.clean.running import PASSIVE
from casebook.ingest.clean.signed import value_below
from casebook.ingest.clean.site_tail import box_below
from casebook.ingest.clean.step import Lines
from casebook.ingest.facts.dates import day_alone
from casebook.ingest.facts.dispatch_line import read_dispatch_line
from casebook.ingest.facts.first_title import first_title
from casebook.ingest.facts.labels import SOURCE, count_labels, is_empty_label, is_labelled
from casebook.ingest.facts.masthead import EMPTY, Masthead, is_masthead_line, read_line
from casebook.ingest.facts.names import is_name, is_office
from casebook.ingest.facts.people import read_byline
from casebook.ingest.facts.post_row import is_network_place, read_post_row
from casebook.ingest.facts.posts import tells
from casebook.ingest.facts.publisher import is_publisher
from casebook.ingest.facts.readings import Readings, together
from casebook.ingest.headings.title import is_no_title
from casebook.ingest.lexicon import is_frame, is_furniture, words
from casebook.records import Line, Role

_ABSTRACT = re.compile(r"[\[【〔]?(?:中文|[内內]容)?(?:摘\s*要|提\s*要)")
_PLAIN = {Role.TEXT, Role.ITEM}
_VALUED = re.compile("([\u3400-\u9fff]{2,6})[:：]\\s?[^。，,：:]{1,16}")
"""A label with its value."""
_ASIDE = 2
"""Such lines at one place between those of a masthead, which has more than as many."""
_CREDITS = 3
"""Lines below the first paragraph among which the credits of a post may stand."""
_ROW, _PART = 5, 24
"""Lines above its day that the row of a post may have, and characters of the longest of them."""
_ACCOUNT = re.compile(r"[\w·]{2,12}")
"""The name of an account that stands alone on its line."""
_EDITION = re.compile(r"[\u3400-\u9fff]{2,6}[日晚早晨时時商都年][报報市]?[\u3400-\u9fff]{0,3}版")
"""An edition of a paper that is an account of its own: 青河日报农村版."""
_FOLLOWED = re.compile(r"^\+?[关關]注$|官方[账帐帳][号號]|(?:字[数數]|[阅閱][读讀])\s?\d")
"""What platforms print beside or below the day of a post."""
_LEAST_ACCOUNT = 3
"""Characters of the name of an account beside the date; two are a column: 港聞, 要闻."""
_FOLLOW = 2
"""Lines below the day among which the button stands that follows an account."""
_CREDITED = 5
"""Lines below the first sentence among which the writer of the text may be named."""


def between_labels(
    lines: Lines, causes: dict[int, Cause], above: range
) -> tuple[dict[int, Cause], Readings]:
    """Find what stands between lines of a masthead and is part of it by its form.

    That is a label with its value, whatever the label (聯絡人：林美玲), hardly more than two at a
    place, and the name of a paper or an agency right between two of them.  Right below them
    stands whom to ask, with a telephone number: 聯絡人：林科長 電話：06-….  Alone above the day of
    a post stands its account (:func:`_account_above`).

    :param above: the positions between title and text.
    :returns: why each line goes, and what those say that name a publisher or an account.
    """
    heads = [at for at in above if causes.get(at) is Cause.HEAD]
    made: dict[int, Cause] = {}
    told: Readings = {}
    for before, after in pairwise(heads):
        between = range(before + 1, after)
        if len(between) == 1 and _is_paper(lines[before + 1]):
            button = is_furniture(lines[before + 1].text)
            told[before + 1] = EMPTY if button else Masthead(publisher=lines[before + 1].text)
        elif (
            len(between) <= _ASIDE
            and len(heads) > _ASIDE
            and all(at not in causes and _is_valued(lines[at]) for at in between)
        ):
            made |= dict.fromkeys(between, Cause.CHROME)
    below = heads[-1] + 1 if heads else above.stop
    if below < above.stop and below not in causes and says_whom_to_ask(lines[below]):
        made[below] = Cause.CHROME
    account = _account_above(lines, heads[0], above) if heads else EMPTY
    told |= {} if account.is_empty else {heads[0] - 1: account}
    return made | dict.fromkeys(told, Cause.HEAD), told


def _account_above(lines: Lines, day: int, above: range) -> Masthead:
    """Read the account that stands alone between the title and the day of a post.

    Two signs: that place, and what only platforms print with a day: a button to follow, counts of
    words and readers, whose account it is; or the form of its name and nothing but the day with
    its hour below it.  One that is named like a paper or an office, or is an official one,
    publishes; any other one writes.

    :param day: the first line of the masthead below it.
    """
    at = day - 1
    # Above the account of a saved text whose title is not marked it stands itself.
    titled = at > 0 and (at == above.start or not all(is_no_title(x.text) for x in lines[:at]))
    if at < above.start or not titled or not _ACCOUNT.fullmatch(lines[at].text):
        return EMPTY
    beside = [line.text for line in lines[day : min(day + 1 + _FOLLOW, above.stop)]]
    name, dated = lines[at].text, read_line(beside[0])[0].published
    followed = any(map(_FOLLOWED.search, beside))
    named = is_publisher(name) or _EDITION.fullmatch(name) is not None
    posted = named and "T" in dated and not (tells(name) or is_frame(name))
    if not dated or is_furniture(name) or not (followed or posted):
        return EMPTY
    official = "官方" in beside[0] or name.endswith(words("masthead", "after_titles"))
    if official or named or is_office(name):
        return Masthead(publisher=name, publisher_rank=SOURCE)
    return Masthead(authors=(name,))


def with_account(reading: Masthead, rest: str | None, alone: set[str]) -> Masthead:
    """Take a name beside the date for the publisher where the page shows it alone, too."""
    named = rest is not None and len(rest) >= _LEAST_ACCOUNT and rest in alone
    if rest and named and reading.published and not reading.publisher:
        return replace(reading, publisher=rest, publisher_rank=SOURCE)
    return reading


def _is_paper(line: Line) -> bool:
    return line.role in _PLAIN and is_publisher(line.text) and not is_office(line.text)


def _is_valued(line: Line) -> bool:
    """Whether a line is a label with a short value, and says nothing that somebody says."""
    match = _VALUED.fullmatch(line.text)
    speaks = match and (is_publisher(match[1]) or is_office(match[1]) or is_name(match[1]))
    return bool(match) and not speaks and line.role in _PLAIN and not first_title(line.text)


def empty_labels(lines: Lines, causes: dict[int, Cause]) -> dict[int, Cause]:
    """Find labels with nothing behind them above a text: 来源：, 出版:更新:.

    :param causes: why lines above the text leave where it has a masthead.
    """
    empty = [at for at in causes if is_empty_label(lines[at].text)]
    return {at: Cause.HEAD for at in empty if at + 1 not in causes or at + 1 in empty}


def named_without_masthead(
    lines: Lines, first: int, last: int, signed: Readings, head: Masthead
) -> tuple[Readings, Readings, Masthead]:
    """Find the lines that name people and sources, where nothing else says that they do.

    :param first: position of the first line of the text.
    :param last: position of its last line.
    :param signed: lines above the text that have the form of bylines.
    :param head: what they say together.
    :returns: what those say that leave above the text, and below it, and what stands above it.
    """
    credited = _credits(lines, first) or _below_abstract(lines, first)
    if credited:
        said = {at: read_line(lines[at].text)[0] for at in credited}
        return said, {}, together(said.values())
    # Writers with their institution are known by each other, without date or source.
    bylines = {at: read_byline(lines[at].text) for at in signed}
    bylines = {at: x or read_dispatch_line(lines[at].text) for at, x in bylines.items()}
    strong = [at for at, x in bylines.items() if x and x.strong]
    above = signed if len(signed) > 1 else {at: signed[at] for at in strong}
    # So are several names, and one above an abstract.
    above |= {
        at: signed[at]
        for at in [*signed][:1]
        if len(head.authors) > 1 or any(_ABSTRACT.match(x.text) for x in lines[at + 1 : at + 2])
    }
    labelled, named = _labelled_above(lines, first)
    if labelled and not above:
        above, head = labelled, named
    else:
        head = Masthead(authors=head.authors, photographers=head.photographers)
    below = _signatures(lines, last)
    others = [at for at in range(last + 1, len(lines)) if at not in below]
    empty = [at for at in others if is_empty_label(lines[at].text)]
    silent = [at for at in empty if {at - 1, at + 1} & below.keys()]
    silent += [at for at in others if at == len(lines) - 1 and _names_nobody(lines[at])]
    return above, below | dict.fromkeys(silent, EMPTY), head


def _names_nobody(line: Line) -> bool:
    """Whether a line is the label of an editor with an account behind it: 责任编辑：admin."""
    text, plain = line.text, line.role is Role.TEXT
    valued = plain and is_labelled(text) and not is_empty_label(text) and is_masthead_line(text)
    return valued and read_line(text) == (EMPTY, "")


def _labelled_above(lines: Lines, first: int) -> tuple[Readings, Masthead]:
    """Read the labels right above the text, below its title, behind which people stand.

    Writers are among them or two lines name people, and nothing but people.
    """
    run: Readings = {}
    said = EMPTY
    for at in range(min(first, len(lines)) - 1, -1, -1):
        text = lines[at].text
        if is_empty_label(text):
            continue
        plain = lines[at].role is Role.TEXT and is_labelled(text) and is_masthead_line(text)
        own, left = read_line(text) if plain else (EMPTY, "")
        people = (*own.authors, *own.editors, *own.photographers)
        named = people and all(is_name(x) or is_office(x) for x in people)
        if not named or left or own.publisher or own.published:
            break
        run[at] = own
        both = tuple(dict.fromkeys((*own.authors, *said.authors)))
        said = replace(own.filled_by(said), authors=both)
    return (run, said) if said.authors or len(run) > 1 else ({}, EMPTY)


def _signatures(lines: Lines, last: int) -> Readings:
    """Read labelled names below the text of a page without a masthead.

    They are believed where editors are among them, where two lines name people, or where a
    line gives day and publisher, or after a label the day or the publisher as the last line.
    """
    made: Readings = {}
    sources: Readings = {}
    for at in range(last + 1, len(lines)):
        text = lines[at].text + (value := value_below(lines, at))
        if lines[at].role in PASSIVE or not is_masthead_line(text):
            continue
        reading, _ = read_line(text)
        made |= {at + 1: reading} if value else {}
        people = reading.authors or reading.editors or reading.photographers
        stamped = "T" in reading.published and not people
        dated = reading.published and (reading.publisher or stamped or at == len(lines) - 1)
        ends = at == len(lines) - 1 and is_publisher(reading.publisher)
        said = people or dated or (reading.publisher and (made or ends))
        if (is_labelled(text) and said) or (reading.published and reading.publisher):
            made[at] = EMPTY if value else reading
        elif is_labelled(text) and reading.publisher:
            sources[at] = reading
    # A source right above those who wrote and edited is of the same box.
    made |= {at: reading for at, reading in sources.items() if at + 1 in made}
    sure = any(item.editors or item.published or item.publisher for item in made.values())
    # So are two labels on a line: 文/周海 攝影/李文.
    sure = sure or any(count_labels(lines[at].text) > 1 for at in made)
    # So is an empty label beside the one that names somebody: 审核：.
    beside = (x for at in made for x in (at - 1, at + 1) if last < x < len(lines))
    sure = sure or any(is_empty_label(lines[x].text) for x in beside)
    return made if len(made) > 1 or sure else {}


def _below_abstract(lines: Lines, first: int) -> list[int]:
    """Find the writer of a paper below its abstract: 摘要：… / 作者：周海."""
    at = first + 1
    if at >= len(lines) or not _ABSTRACT.match(lines[first].text):
        return []
    text = lines[at].text
    said = read_line(text)[0]
    named = is_labelled(text) and is_masthead_line(text) and said.authors
    return [at] if named and all(map(is_name, said.authors)) else []


def _credits(lines: Lines, first: int) -> list[int]:
    """Find the credits of a post below its first paragraph: 主编｜王立民, 来源｜青河观察.

    At least two such lines stand there, one below the other.
    """
    run: list[int] = []
    for at in range(first + 1, min(first + 1 + _CREDITS, len(lines))):
        text = lines[at].text
        if not (is_labelled(text) and is_masthead_line(text)):
            break
        run.append(at)
    return run if len(run) > 1 else []


def credits_below(lines: Lines, first: int) -> Readings:
    """Read labelled writers below a summary that stands above the text: 作者：周海, 文｜周海.

    Two signs are asked for: names of the usual form behind a label, and that the line stands
    among the first of the text.
    """
    told: Readings = {}
    for at in range(first + 1, min(first + 1 + _CREDITED, len(lines))):
        text = lines[at].text
        if lines[at].role is not Role.TEXT or not (is_labelled(text) and is_masthead_line(text)):
            continue
        said, left = read_line(text)
        named = said.authors and all(map(is_name, said.authors)) and not said.published
        if named and not left:
            told[at] = said
    return told


def split_row(lines: Lines, top: int, first: int) -> Readings:
    """Find the row of a post of WeChat that was copied a part a line.

    From the mark of what is original, or the account right above its day, down to the place.
    Without the mark the place must stand there.

    :param top: the first line that may be of it; ``first`` that of the text.
    """
    for day in range(top + 1, min(first, len(lines))):
        if "T" not in day_alone(lines[day].text):
            continue
        placed = day + 1 < len(lines) and is_network_place(lines[day + 1].text)
        above = range(max(top, day - _ROW), day)
        marked = [at for at in above if lines[at].text.startswith(("原创", "原創"))]
        twice = day - 2 >= top and lines[day - 2].text == lines[day - 1].text
        if not (marked or placed):
            continue
        begins = marked[-1] if marked else day - 2 if twice else day - 1
        row = range(begins, day + 1 + placed)
        if any(lines[at].role not in _PLAIN or len(lines[at].text) > _PART for at in row):
            continue
        said = read_post_row(" ".join(lines[at].text for at in row))
        if said:
            made = Masthead(
                said.published, said.account, authors=said.authors, publisher_rank=SOURCE
            )
            return {
                at: made if at == day or lines[at].text in (said.account, *said.authors) else EMPTY
                for at in row
            }
    return {}


def is_below_day(lines: Lines, at: int) -> bool:
    """Whether a line stands right below the day of the masthead; portraits do not count."""
    before = (lines[x] for x in range(at - 1, -1, -1))
    above = next((line for line in before if line.role is not Role.PICTURE), None)
    if above is None or not is_masthead_line(above.text):
        return False
    return bool(read_line(above.text)[0].published)


def said_below(lines: Lines, last: int) -> tuple[dict[int, Cause], Readings]:
    """Read the day below the end of a text, else the source of a saved text above a box of links.

    The box leaves, too.

    :returns: why each line goes, and what those say that say something.
    """
    causes, told = ended(lines, last)
    box = box_below(lines) if is_saved_text(lines) else range(0)
    if causes or not box:
        return causes, told
    causes = {box.start - 1: Cause.FOOT, **dict.fromkeys(box, Cause.BELOW)}
    return causes, {box.start - 1: read_line(lines[box.start - 1].text)[0]}


def is_issued_jointly(lines: Lines, at: int) -> bool:
    """Whether a line is one of several that name the offices which issue a document."""
    near = [lines[x].text for x in (at - 1, at + 1) if 0 <= x < len(lines)]
    return is_office(lines[at].text) and any(is_office(text) or is_publisher(text) for text in near)
