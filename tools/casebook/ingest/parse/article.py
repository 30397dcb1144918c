"""Kept lines, the ledger and the facts of a page become an article."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from casebook.ingest.clean.masthead import CRUMBS, FOOT, HEAD
from casebook.ingest.clean.masthead import NAME as MASTHEAD
from casebook.ingest.clean.outside import OUTSIDE
from casebook.ingest.facts.dates import from_meta, from_url
from casebook.ingest.facts.masthead import Masthead, publisher_of, read_breadcrumb, read_line
from casebook.ingest.parse.blocks import items
from casebook.ingest.parse.outline import outline
from casebook.ingest.read.page import Facts
from casebook.problems import Code, Problem
from casebook.records import (
    Article,
    Ledger,
    Line,
    Paragraph,
    Role,
    Script,
    Section,
    Source,
    Theme,
    is_clean_line,
)
from casebook.text.detect import detect_script
from casebook.text.title_slug import slug_of

_HEAD_ROLES = {Role.TITLE, Role.KICKER, Role.SUBTITLE}
_STATEMENT = re.compile(
    r"[（(]([^（）()]*(?:来源|來源|转自|轉自|出处|出處)\s*[:：][^（）()]+)[）)]"
)
_LAST = 3
"""Lines at the end of a text in which it may name its source."""
_HAN = re.compile("[\u3400-\u9fff]")
_FEW = 200
"""A shorter text is not judged by its script."""
_MAX_STAND_IN = 40
"""Characters of the text that stand in for a title that is missing."""


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


def parse(
    lines: tuple[Line, ...], ledger: Ledger, facts: Facts, saved: Saved
) -> tuple[Article | None, tuple[Problem, ...]]:
    """Parse the kept lines of a page.

    :param lines: what cleaning kept.
    :param ledger: its record; the masthead is read from the lines that its step took out.
    :param facts: what the markup says of the page.
    :param saved: the file that the page was read from.
    :returns: the article and what is wrong with it; no article where there is no text.
    """
    heads = {line.role: line.text for line in reversed(lines) if line.role in _HEAD_ROLES}
    body = tuple(line for line in lines if line.role not in _HEAD_ROLES)
    sections = outline(items(body))
    if not any(_has_text(section) for section in sections) or _is_foreign(body):
        return None, (Problem(Code.NO_BODY, saved.file),)
    problems: list[Problem] = []
    title = heads.get("title") or facts.title
    if not title:
        problems.append(Problem(Code.NO_TITLE, saved.file))
        title = body[0].text[:_MAX_STAND_IN]
    url = saved.url or facts.url
    head, foot = read_masthead(ledger)
    foot = foot.filled_by(read_statement(body))
    source = _source(title, head, foot, facts, replace(saved, url=url))
    if not source.published:
        problems.append(Problem(Code.NO_DATE, saved.file))
    if not source.publisher:
        problems.append(Problem(Code.NO_PUBLISHER, saved.file))
    problems += _theme_problems(sections, body, saved.file)
    article = Article(
        slug=slug_of(title),
        title=title,
        script=detect_script("".join(line.text for line in lines)) or Script.HANS,
        sections=sections,
        kicker=heads.get("kicker", ""),
        subtitle=heads.get("subtitle", ""),
        sources=(source,),
    )
    return article, tuple(problems)


def read_masthead(ledger: Ledger) -> tuple[Masthead, Masthead]:
    """Put together what the lines of the masthead say, each line filling what is still open.

    :returns: what stands above the text, and what stands below it.
    """
    head, foot = Masthead(), Masthead()
    crumbs: tuple[str, ...] = ()
    # A name beside the date without a label is the account or column that published the text
    # where the page shows the same name alone, too.
    beside = {x.text for x in ledger.removals if x.step == OUTSIDE and len(x.text) > 1}
    for removal in ledger.removals:
        if removal.step != MASTHEAD:
            continue
        if removal.reason == CRUMBS:
            crumbs = crumbs or read_breadcrumb(removal.text)
        elif removal.reason == HEAD:
            read, rest = read_line(removal.text)
            if read.published and not read.publisher and rest in beside:
                read = replace(read, publisher=rest)
            head = head.filled_by(read)
        elif removal.reason == FOOT:
            foot = foot.filled_by(read_line(removal.text)[0])
    publisher, channel = publisher_of(crumbs)
    return head.filled_by(Masthead(publisher=publisher, channel=channel)), foot


def read_statement(body: tuple[Line, ...]) -> Masthead:
    """Read what the end of a text says of its source in brackets: （本文來源：某報 作者：某人）."""
    found = (_STATEMENT.search(line.text) for line in reversed(body[-_LAST:]))
    stated = (read_line(match[1])[0] for match in found if match)
    return next((head for head in stated if head.publisher), Masthead())


def _source(title: str, head: Masthead, foot: Masthead, facts: Facts, saved: Saved) -> Source:
    """Fill the source: what the page shows goes before what its markup says."""
    head = head.filled_by(Masthead(published=from_meta(facts.published)))
    head = head.filled_by(Masthead(published=from_url(saved.url)))
    head = head.filled_by(foot)
    return Source(
        title=title,
        publisher=head.publisher or facts.publisher,
        channel=head.channel,
        published=head.published,
        url=saved.url,
        authors=head.authors,
        editors=head.editors,
        photographers=head.photographers,
        file=_one_line(saved.file),
        sha256=saved.sha256,
        saved=saved.saved,
    )


def _has_text(section: Section) -> bool:
    return any(isinstance(block, Paragraph) for block in section.blocks) or any(
        _has_text(below) for below in section.sections
    )


def _theme_problems(
    sections: tuple[Section, ...], body: tuple[Line, ...], file: str
) -> list[Problem]:
    line = body[0].number
    if all(section.theme is Theme.BODY for section in sections):
        return [Problem(Code.NO_THEME, file, line)]
    if sections[0].theme is Theme.BODY:
        return [Problem(Code.TEXT_BEFORE_THEME, file, line)]
    return []


def _one_line(name: str) -> str:
    """A file name may hold what no record may: control characters, undecoded bytes."""
    if is_clean_line(name):
        return name
    return "".join(char if is_clean_line(f"x{char}x") else "\ufffd" for char in name).strip()
