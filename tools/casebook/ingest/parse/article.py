"""Kept lines, the ledger and the facts of a page become an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.run import Result
from casebook.ingest.facts.dates import day_alone, from_meta, from_url
from casebook.ingest.facts.first_title import title_stated
from casebook.ingest.facts.labels import BARE, TAKEN
from casebook.ingest.facts.lead import read_end, read_lead
from casebook.ingest.facts.masthead import Masthead
from casebook.ingest.facts.names import is_name, is_office
from casebook.ingest.facts.profiles import writers_introduced
from casebook.ingest.facts.publisher import is_desk, is_publisher, is_short_for, named_first
from casebook.ingest.headings.themes import is_of_subject
from casebook.ingest.headings.title import agreement, bare, bigrams, is_no_title, says
from casebook.ingest.lexicon import words
from casebook.ingest.parse.attached import handed_on
from casebook.ingest.parse.blocks import items
from casebook.ingest.parse.cases import cases_in
from casebook.ingest.parse.marks import before_numbers, unmarked, without_marks
from casebook.ingest.parse.outline import outline
from casebook.ingest.parse.site_lines import lines_of_site
from casebook.ingest.read.cover import kind_of
from casebook.ingest.read.page import Facts
from casebook.problems import Code, Problem
from casebook.records import (
    Article,
    Line,
    Paragraph,
    Repair,
    Role,
    Script,
    Section,
    Source,
    Table,
    Theme,
    first_words,
    is_clean_line,
)
from casebook.text.dates import find_day, impossible_day
from casebook.text.detect import detect_script
from casebook.text.slugs import title_slug

_HEAD_ROLES = {Role.TITLE, Role.KICKER, Role.SUBTITLE}
_HAN = re.compile("[\u3400-\u9fff]")
_FEW = 200
"""A shorter text is not judged by its script."""
_ENACTED = re.compile(r"[（(].{0,60}(?:通过|公布|发布|批准|修订|印发|通過|發布|修訂).{0,20}[）)]")
_NAME = 12
"""Characters of a publisher below the text that has no form of its name, at most."""
_OTHER_SITE = re.compile("[\u3400-\u9fff]{3,12}[网網]")
"""A site of its own behind a source; what is shorter is a part of its name: 青河日报新闻网."""
_CUT_SHORT = ("...", "…")
_AROUND = " \u3000()（）[]【】"
"""What may stand around the day of a page."""
_CLAUSES, _TOLD = 20, 3
"""Characters of a cell that tells something, and how many such cells a text has."""
_SENTENCE = "。"
_HOUR = re.compile(r"\d{1,2}:\d{2}")
_SECOND = re.compile(r"(.+?)[（(]([^（()）]+)[)）]")
_OF_OTHERS = {Cause.OUTSIDE, Cause.HIDDEN, Cause.BESIDE_TITLE}
"""Why lines are cut that may be of another article of the page."""
_NAMED = 5
"""Headings without a theme that are named."""
_NAMES_SITE, _SHARED = 12, 3
"""Characters up to which a ``<title>`` may name the site only, and the pairs of characters that a
longer one shares with the text of which it speaks."""
_LAST = 4
"""Lines at the end of a document in which its office and day stand."""
_PREFIX = re.compile(r"^(?:[\u3400-\u9fff]{1,10}[〔\[]\d{4}[〕\]]\d{1,4}号)?[《〈]?")
_OFFICE = re.compile(
    r"^(国务院(?:办公厅)?|[\u3400-\u9fff]{2,24}?(?:人民政府|人民政府办公[厅室]|委员会|办公厅|办公室|局|厅|部))(?:关于|令)"
)


@dataclass(frozen=True, slots=True)
class Saved:
    """The saved file of a page: its name, checksum and date, as far as known."""

    file: str = ""
    sha256: str = ""
    saved: str = ""
    url: str = ""


def _is_foreign(body: tuple[Line, ...]) -> bool:
    """Whether a text of some length is hardly Chinese: encoded data, another language."""
    text = "".join(line.text for line in body)
    han = len(_HAN.findall(text))
    return len(text) >= _FEW and han * 20 < len(text)


Parsed = tuple[Article | None, tuple[Problem, ...], tuple[Repair, ...]]


def parse(result: Result, facts: Facts, saved: Saved) -> Parsed:
    """Parse the kept lines of a page.

    :param result: what cleaning kept, and what it understood of the masthead.
    :param facts: what the markup says of the page.
    :param saved: the file that the page was read from.
    :returns: the article, what is wrong with it, and what was taken off its headings; no article
        where there is no text.
    """
    lines = result.lines
    heads, body = _parted(lines)
    titled = heads.get(Role.TITLE) or facts.title
    body, numbered = before_numbers(body)
    row, headed = without_marks(items(body, titled, plain=facts == Facts()))
    sections = outline(row, body)
    if not any(_has_text(section) for section in sections) or _is_foreign(body):
        return None, (Problem(Code.NO_BODY, saved.file),), ()
    title, problems = _title(heads, body, result, facts, saved.file)
    url = saved.url or facts.url or result.foot.url
    source, rival = _source(title, body, result, facts, replace(saved, url=url))
    if not source.published:
        problems += _doubt(title, body, problems, facts, saved.file)
        problems.append(Problem(Code.NO_DATE, saved.file, *_no_day(result)))
    if not source.publisher:
        problems.append(Problem(Code.NO_PUBLISHER, saved.file))
    if rival:
        detail = f"({source.publisher}; {rival})"
        problems.append(Problem(Code.TWO_PUBLISHERS, saved.file, detail=detail))
    problems += _theme_problems(sections, body, saved.file)
    problems += lines_of_site(lines, saved.file)
    several = cases_in(lines)
    if len(several) > 1:
        named = ", ".join(case.title for case in several)
        problems.append(Problem(Code.SEVERAL_CASES, saved.file, several[0].first, f"({named})"))
    article = Article(
        slug=title_slug(title),
        title=title,
        script=detect_script("".join(line.text for line in lines)) or Script.HANS,
        sections=sections,
        kicker=heads.get(Role.KICKER, ""),
        subtitle=heads.get(Role.SUBTITLE, ""),
        sources=(source,),
    )
    return article, tuple(problems), numbered + headed


def _parted(lines: tuple[Line, ...]) -> tuple[dict[Role, str], tuple[Line, ...]]:
    """Part what heads an article from its text; a second line of such a role is text."""
    heads: dict[Role, str] = {}
    body = []
    for line in lines:
        if line.role not in _HEAD_ROLES:
            body.append(line)
        elif line.role in heads:
            body.append(replace(line, role=Role.TEXT))
        else:
            heads[line.role] = line.text
    return heads, tuple(body)


def _title(
    heads: dict[Role, str], body: tuple[Line, ...], result: Result, facts: Facts, file: str
) -> tuple[str, list[Problem]]:
    """Settle the title; what is in doubt is said, with what else it might be."""
    title = heads.get(Role.TITLE) or facts.title
    choice = result.choice
    if not title:
        first = title_stated(result.foot.note)
        if first and not is_no_title(first):
            return first, [Problem(Code.TITLE_IN_DOUBT, file, 0, f"({result.foot.note})")]
        other = choice.runner_up if choice else ""
        detail = f"(perhaps: {other})" if other else ""
        return first_words(body[0].text), [Problem(Code.NO_TITLE, file, 0, detail)]
    # A page that names itself so has no other title; a document may say elsewhere of what.
    unnamed = not facts.title and kind_of(title)
    unfit = is_no_title(title) and not is_of_subject(title)
    if choice and (choice.doubtful or unnamed or unfit):
        other = f"; perhaps: {choice.runner_up}" if choice.runner_up else ""
        return title, [Problem(Code.TITLE_IN_DOUBT, file, 0, f"({title}{other})")]
    if case := handed_on(title, body):
        return title, [Problem(Code.TITLE_IN_DOUBT, file, 0, f"({title}; perhaps: {case})")]
    return title, []


def _doubt(
    title: str, body: tuple[Line, ...], problems: list[Problem], facts: Facts, file: str
) -> Iterator[Problem]:
    """Doubt the title of a page without a day whose ``<title>`` speaks of the text in other words.

    One that is short, or says nothing of what the text says, names the site: 青河娱乐, 显示.
    """
    named = bare(facts.title)
    known = agreement(bare(title), named, named) or says(facts.title, title)
    if known or len(named) <= _NAMES_SITE:
        return
    told = bigrams(facts.title) & bigrams("\n".join(line.text for line in body))
    if len(told) < _SHARED or any(x.code in {Code.NO_TITLE, Code.TITLE_IN_DOUBT} for x in problems):
        return
    yield Problem(Code.TITLE_IN_DOUBT, file, 0, f"({title}; perhaps: {facts.title})")


def _source(
    title: str, body: tuple[Line, ...], result: Result, facts: Facts, saved: Saved
) -> tuple[Source, str]:
    """Fill the source: what the page shows goes before what its markup says.

    :returns: the source, and another publisher that the page names with the same right.
    """
    head, foot = result.head, result.foot
    if facts.publisher == head.channel and not _is_named(facts.publisher):
        # Systems of sites give the column of a page as its source.
        facts = replace(facts, publisher="")
    texts = tuple(line.text for line in body if line.role not in {Role.ROW, Role.PICTURE})
    foot = foot.filled_by(read_end(texts))
    removals = (x.text for x in result.ledger.removals if x.reason not in _OF_OTHERS)
    said = (*texts, *removals)
    foot = foot.filled_by(Masthead(authors=() if foot.authors else writers_introduced(said)))
    lead = read_lead(texts)
    platform = Masthead(
        from_meta(facts.published) if facts.account else "",
        facts.account,
        authors=facts.authors,
        publisher_rank=TAKEN,
    )
    if facts.account:
        # What a platform shows of account and writer stands in one row, without labels.
        written = tuple(filter(is_name, () if facts.authors else head.authors))
        head = platform.filled_by(replace(head, authors=written, publisher=""))
    if facts.formal:
        formal = Masthead(facts.published, facts.publisher, publisher_rank=TAKEN)
        head = formal.filled_by(head)
    head = head.filled_by(Masthead(published=from_meta(facts.published)))
    head = head.filled_by(Masthead(published=from_url(saved.url)))
    if head.publisher.endswith(_CUT_SHORT):
        # The page shows the beginning of a long name only.
        whole = facts.publisher.startswith(head.publisher.rstrip(".…"))
        head = replace(head, publisher=facts.publisher if whole else "")
    beside = head.publisher.removeprefix(facts.publisher)
    glued = beside != head.publisher and is_publisher(facts.publisher)
    if glued and _OTHER_SITE.fullmatch(beside):
        # The page shows behind its source, without a space, the site that took the text over.
        head = replace(head, publisher=facts.publisher)
    known = facts.publisher or head.publisher
    if known and len(foot.publisher) > _NAME and not _is_named(foot.publisher):
        # Below the text stands the title of what it is taken from: 文章来源：某地推行街长制.
        foot = replace(foot, publisher="")
    if not head.publisher:
        head = head.filled_by(Masthead(publisher=foot.publisher or lead.publisher))
    rival = rival_of(head, foot)
    if set(head.authors) < set(foot.authors):
        head = replace(head, authors=foot.authors)
    head = head.filled_by(foot).filled_by(lead)
    # Systems of governments name in their markup whoever edited the page as its author.
    written = tuple(
        name for name in facts.authors if name not in head.editors and not is_desk(name)
    )
    head = head.filled_by(Masthead(authors=written))
    signed = (
        _signed(texts)
        if not (head.published and (head.publisher or facts.publisher))
        else Masthead()
    )
    head = head.filled_by(replace(signed, publisher=""))
    office = _OFFICE.match(_PREFIX.sub("", title))
    publisher = (
        facts.publisher
        if facts.formal
        else head.publisher
        or facts.publisher
        or signed.publisher
        or next((name for name in head.authors if name.endswith(words("masthead", "papers"))), "")
        or facts.site
        or (office[1] if office else "")
    )
    others = (head.publisher, facts.publisher, result.foot.publisher, signed.publisher)
    publisher = next((name for name in others if is_short_for(publisher, name)), publisher)
    source = Source(
        title=title,
        publisher=publisher,
        channel="" if head.channel == publisher else head.channel,
        published=head.published,
        url=saved.url,
        authors=tuple(name for name in head.authors if not _is_of(name, publisher)),
        editors=tuple(name for name in head.editors if not _is_of(name, publisher)),
        photographers=head.photographers,
        note=facts.note or head.note,
        file=_one_line(saved.file),
        sha256=saved.sha256,
        saved=saved.saved,
    )
    return source, rival if publisher == head.publisher else ""


def rival_of(head: Masthead, foot: Masthead) -> str:
    """Return the publisher named below a text that is another than the one above; ``""`` if none.

    Both are said to be the source, or where it was taken from, and neither is the other's short
    name, nor a part of it.
    """
    one, other = head.publisher, foot.publisher
    same = not (one and other) or one in other or other in one
    labelled = head.publisher_rank == foot.publisher_rank < BARE
    if same or not labelled or named_first(one, other) != one or is_short_for(other, one):
        return ""
    return other


def _is_named(name: str) -> bool:
    """Whether a name is that of a publisher or an office by its form."""
    return is_publisher(name) or is_office(name)


def _is_of(name: str, publisher: str) -> bool:
    """Whether a name is that of the publisher, or the first word of it: 青河 of 青河网."""
    return name == publisher or (publisher.startswith(name) and not is_name(name))


def _no_day(result: Result) -> tuple[int, str]:
    """Return the line that gives a day that there is not, and what to say of it.

    It is one of the masthead, or one of the page that holds nothing else, kept or not.
    """
    removed = [(item.line, item.text, item.step == "masthead") for item in result.ledger.removals]
    kept = [(line.number, line.text, False) for line in result.lines]
    for number, text, is_masthead in sorted((*removed, *kept)):
        day = impossible_day(text)
        if day and (is_masthead or day == text.strip(_AROUND)):
            return number, f"There is no such day: {day}"
    return 0, ""


def _signed(texts: tuple[str, ...]) -> Masthead:
    """Read the day below the issuing office at the end, or that in brackets below the title."""
    last = texts[-_LAST:]
    for at, text in enumerate(last):
        if day := day_alone(text):
            office = _office_of(last[at - 1]) if at else ""
            return Masthead(published=day, publisher=office)
    for above, text in pairwise(texts):
        if is_publisher(above.strip()) and (day := day_alone(text)):
            return Masthead(published=day, publisher=above.strip())
    for text in texts[:2]:
        enacted = find_day(text)
        if enacted and _ENACTED.fullmatch(text.strip()):
            return Masthead(published=enacted.iso[:10])
    return Masthead()


def _office_of(line: str) -> str:
    """Return the office that a line names, with its second name in brackets, if it has one."""
    line = line.strip()
    bracketed = _SECOND.fullmatch(line)
    first, second = (bracketed[1], bracketed[2]) if bracketed else (line, "")
    if not (is_publisher(first) or is_office(first)):
        return ""
    return line if is_publisher(second) or is_office(second) else first


def _has_text(section: Section) -> bool:
    return any(
        isinstance(block, Paragraph) or (isinstance(block, Table) and _tells(block))
        for block in section.blocks
    ) or any(_has_text(below) for below in section.sections)


def _tells(table: Table) -> bool:
    """Whether a table is a text: a plan whose measures stand in its cells.

    Two signs make one: several cells hold clauses, and most of what the table says stands there.
    Where most rows have an hour, it is a list of what others wrote.
    """
    timed = sum(any(map(_HOUR.fullmatch, row)) for row in table.rows)
    cells = {cell for row in table.rows for cell in row}  # merged ones stand in several fields
    told = [cell for cell in cells if len(cell) >= _CLAUSES and _SENTENCE in cell]
    some = len(told) >= _TOLD and timed * 2 <= len(table.rows)
    return some and sum(map(len, told)) * 2 >= sum(map(len, cells))


def _theme_problems(
    sections: tuple[Section, ...], body: tuple[Line, ...], file: str
) -> list[Problem]:
    line = body[0].number
    open_ = [x.heading for x in sections if x.theme is Theme.BODY and x.heading]
    named = "; ".join([*open_[:_NAMED], *(["…"] if len(open_) > _NAMED else [])])
    shown = f"({named})" if named else ""
    if all(section.theme is Theme.BODY for section in sections):
        return [Problem(Code.NO_THEME, file, line, shown)]
    problems = []
    if sections[0].theme is Theme.BODY and not sections[0].heading:
        problems.append(Problem(Code.TEXT_BEFORE_THEME, file, line))
    if open_:
        at = next((x.number for x in body if unmarked(x.text).startswith(open_[0])), 0)
        problems.append(Problem(Code.HEADING_WITHOUT_THEME, file, at, shown))
    return problems


def _one_line(name: str) -> str:
    """A file name may hold what no record may: control characters, undecoded bytes."""
    if is_clean_line(name):
        return name
    return "".join(char if is_clean_line(f"x{char}x") else "\ufffd" for char in name).strip()
