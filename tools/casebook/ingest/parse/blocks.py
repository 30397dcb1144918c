"""Kept lines become headings and blocks, still in one row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from casebook.ingest.facts.people import read_byline
from casebook.ingest.facts.publisher import CITED, SOURCED
from casebook.ingest.headings.forms import CLOSING, forms
from casebook.ingest.headings.themes import theme_of
from casebook.ingest.lexicon import any_of
from casebook.ingest.parse.attached import attached_titles
from casebook.ingest.parse.bare import bare_headings, no_headings
from casebook.ingest.parse.chains import (
    MAX_HEADING,
    MAX_THEME_HEADING,
    Chains,
    find_chains,
    heads_numbers,
)
from casebook.ingest.parse.closing import closing_lines
from casebook.ingest.parse.formed import PRESENTED
from casebook.ingest.parse.siblings import before_text, labels_alone, of_one_layout
from casebook.ingest.parse.table_titles import titles_below
from casebook.records import Block, Line, Paragraph, Picture, Role, Table, Theme
from casebook.text.numbering import Number, han_value, number_of, split_points, strip_number

_MAX_RUN_IN = 60
_SAID_ASIDE = re.compile(r"[（(][^（）()]{6,}[）)]")
"""A line in brackets that says something of the text and heads nothing: （本版图片为资料图片）."""
_MAX_BOLD = 40
_MAX_COLON, _MANY_COLONS = 12, 3
"""Characters of a bold heading with a colon (申领对象：), and how many a page has of them."""
_FULL, _ASKED = ("。", "；"), ("？", "?", "！", "!")
"""How a sentence in bold type ends, and one that may be a heading as well."""
_BRACKETED = re.compile(r"([【〔\[][^】〕\]]{2,20}[】〕\]])\s*(\S.*)")
"""A heading in brackets with its text after it on the same line: 【改革背景】……"""
_PART = 4
"""Characters up to which a heading that begins with a verb names a part of the text: 做法."""
_MEASURES = re.compile("(?:做法|[举舉]措|措施)$")
"""How a heading ends that says that measures follow; 流程再造 is itself one of them."""
_QUOTES = (("“", "”"), ("「", "」"), ("『", "』"), ("（", "）"), ("《", "》"))
_QUESTIONED = re.compile("提[问問][^。]{0,60}答[复覆復]")
_QUESTION = re.compile("(?:[问問][题題]|答[复覆復])[:：]")
_ABOVE_QUESTION = 3
"""Lines at the head of a release in which it says who asked and who answers."""
_ASKS = re.compile(r"([\u3400-\u9fff·]+)[:：].*[？?]")
"""A question with who asks it: 青河周刊：为什么要从街长改起？."""
_ABSTRACT = re.compile(
    r"[【〔\[]\s*(?:内容)?(?:摘\s*要|提\s*要|导\s*读|導\s*讀|核心提示|编者按|編者按)"
)
"""What opens an abstract: text follows on the line, and the article after it."""
_ANNOUNCES = re.compile("。|.{16}(?:以下|下列|如下).*[:：]$")
"""What a numbered line has that only announces a list: （一）补贴对象为符合以下条件之一的人员：."""
_SECTIONS = {"chapter", "capital", "han"}
"""Kinds of numbers of sections, which head a text also where a colon ends them."""
_LEAD_IN = re.compile(r"[:：]$")
_COUNTS = re.compile(
    "(?!主要|具体|具體|我们|我們|共|其)[\u3400-\u9fff]{2,12}"
    "(?:有|提出|推出|采取|採取|[实實]施|列出|包括|推行)了?(?:以下|下列)?"
    "[一二三四五六七八九十兩两几幾\\d]{1,2}[项項条條点點个個大]"
    "[\u3400-\u9fff]{1,8}[:：]"
)
"""A sentence that says of its subject how many of what it has: 平台有三项做法："""
_LABEL = re.compile("[\u3400-\u9fff]{2,8}[:：].")
"""A label with its value, of which a list below a colon is made: 报名时间：3月7日."""
_REACHED = re.compile(r"(?<!\d)(?:\d{3,4}[-—－–)） ]{1,2}\d{7,8}|1\d{10})(?!\d)|[\w.-]@[\w-]+\.\w")
"""A telephone number with its prefix, one of a mobile telephone, or an e-mail address."""
_CONTINUED = re.compile(r"[:：].")
"""A point that says what its first words are about: 目标导向：秩序优先."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in the row of an article.

    ``kind`` is the kind of its outline number, ``theme``, ``h`` or ``bold`` for what only
    its words or the markup say, or ``part`` for the title of a document in the text; ``rank``
    orders headings of the kind ``h``.  ``inside`` says that numbers of the article count on
    across it.
    """

    text: str
    kind: str
    theme: Theme | None = None
    rank: int = 0
    line: int = 0
    inside: bool = False


Item = Heading | Block


def items(lines: tuple[Line, ...], title: str = "", *, plain: bool = False) -> tuple[Item, ...]:
    """Tell headings, paragraphs, points, pictures and tables apart, in order.

    :param title: of the page.
    :param plain: whether the lines come from a page without markup.
    """
    attached = attached_titles(lines, title)
    closing = closing_lines(lines)
    spoken = _spoken(lines) | no_headings(lines, plain=plain)
    lines = _without_contacts(_without_emphasis(_plainly_closed(lines, closing)))
    chains = find_chains(lines)
    unnumbered = sum(number_of(line.text) is None and _is_theme(line) for line in lines)
    bare = bare_headings(lines, themed=unnumbered > 0, plain=plain)
    # Where themes stand as headings of their own, a line without a number is below them.
    themed = unnumbered > 1
    announced = _bold_with_colon(lines)
    siblings = of_one_layout(lines)
    led = _leading(lines, unnumbered, siblings, chains)
    below = titles_below(lines)
    made: list[Item] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.role in {Role.ROW, Role.TABLE_TITLE}:
            end = at + (line.role is Role.TABLE_TITLE)
            while end < len(lines) and lines[end].role is Role.ROW:
                end += 1
            if end > at and lines[end - 1].role is Role.ROW:
                end += end in below
                made.append(_table(lines[at:end]))
                at = end
                continue
        if line.role in {Role.PICTURE, Role.CAPTION}:
            at, picture = _picture(lines, at)
            made.append(picture)
            continue
        if at in closing or at in spoken:
            # The name of an office may be that of a theme: 某市规划局; so may what is asked.
            made.append(Paragraph(line.text))
            at += 1
            continue
        if at in attached:
            made.append(Heading(line.text, "part", None, 0, line.number))
            at += 1
            continue
        following = lines[at + 1] if at + 1 < len(lines) else None
        results = _led(line, led.get(at)) or tuple(_text_items(line, at, chains, following))
        if at in announced and isinstance(results[0], Paragraph):
            results = (Heading(line.text, "bold", None, 0, line.number),)
        apart = at in bare or at in siblings
        if apart and isinstance(results[0], Paragraph) and line.text != title:
            kind = "bold" if themed and at not in siblings else "theme"
            theme = siblings.get(at)
            results = (Heading(line.text, kind, theme, 0, line.number, chains.spans(at)),)
        made += results
        at += 1
    return tuple(_standing_points(made))


def _leading(
    lines: tuple[Line, ...], unnumbered: int, siblings: dict[int, Theme | None], chains: Chains
) -> dict[int, tuple[str, str]]:
    """Find headings with their text on the same line: 【破题】镇里在每个村…….

    :param unnumbered: how many lines without a number name a theme.
    """
    alone = labels_alone(lines)
    others = unnumbered > len(alone)
    headed = bool(others or siblings or chains.numbers.keys() - chains.points)
    return before_text(lines, alone.values(), headed=headed)


def _led(line: Line, parts: tuple[str, str] | None) -> tuple[Item, ...]:
    """Part a heading from its text on the same line."""
    if parts is None:
        return ()
    heading = Heading(parts[0], "theme", theme_of(parts[0]), line.depth, line.number)
    return (heading, *_paragraphs(parts[1], 0))


def _text_items(line: Line, at: int, chains: Chains, following: Line | None) -> Iterator[Item]:
    if line.role is Role.NUMBERED:
        yield Paragraph(line.text, max(line.depth, 1))
        return
    made = (
        _themed(line, at, chains, following)
        or _numbered(line, at, chains, following)
        or _marked(line)
    )
    if made:
        yield from made
    else:
        yield from _paragraphs(line.text, line.depth if line.role is Role.ITEM else 0)


def _themed(line: Line, at: int, chains: Chains, following: Line | None) -> tuple[Item, ...]:
    """Read a heading whose words name a theme, alone or in brackets before its text."""
    text, inside = line.text, chains.spans(at)
    if (line.role is Role.ITEM and _CONTINUED.search(text)) or text.endswith(
        ("，", "、", ",", "—")
    ):
        return ()
    theme = theme_of(text) if len(text) <= MAX_THEME_HEADING else None
    number = number_of(text, bare=at in chains.numbers)
    announces = inside or text in chains.repeated
    if theme and not number and _is_lead_in(line, following, inside=announces):
        return () if line.role is Role.HEADING else (Paragraph(text),)
    if theme and not (number and at in chains.points):
        kind = number.kind if number else ("h" if line.role is Role.HEADING else "theme")
        return (Heading(text, kind, theme, line.depth, line.number, inside and not number),)
    bracketed = None if _ABSTRACT.match(text) else _BRACKETED.fullmatch(text)
    if bracketed and (theme := theme_of(bracketed[1])):
        heading = Heading(bracketed[1], "theme", theme, line.depth, line.number, inside)
        return (heading, *_paragraphs(bracketed[2], 0))
    return ()


def _numbered(line: Line, at: int, chains: Chains, following: Line | None) -> tuple[Item, ...]:
    """Read a heading or a point whose number counts on from others."""
    number = chains.numbers.get(at)
    lead = (
        at not in chains.points and _LEAD_IN.search(line.text) and not _ANNOUNCES.search(line.text)
    )
    section = number and number.kind in _SECTIONS and len(line.text) <= MAX_HEADING
    if number and lead and (section or heads_numbers(line, number, following)):
        return (Heading(line.text, number.kind, None, line.depth, line.number),)
    if number and at not in chains.points:
        heading, rest = split_run_in(line.text, number)
        if heading:
            below = _paragraphs(rest, 0) if rest else ()
            theme = _theme_of_run_in(heading)
            return (Heading(heading, number.kind, theme, line.depth, line.number), *below)
    if number and number.kind in {"digit", "digitpar", "plain", "zero"}:
        return (Paragraph(line.text, max(line.depth if line.role is Role.ITEM else 0, 1)),)
    return ()


def _theme_of_run_in(heading: str) -> Theme | None:
    """Return the theme that a heading on the line of its text names, as （二）做法。 does.

    What stands before a colon may be a word that the text defines: 五、障碍：指……  A verb
    with its object says what was done, and not that measures follow: 一、推进机制创新。
    """
    if len(heading) > MAX_THEME_HEADING or _CONTINUED.search(heading):
        return None
    theme = theme_of(heading)
    words = strip_number(heading).strip(CLOSING)
    deed = len(words) > _PART and "的" not in words and forms().opens_with_verb(words)
    unsure = deed or not _MEASURES.search(words)
    return None if theme is Theme.MEASURES and unsure else theme


def _marked(line: Line) -> tuple[Item, ...]:
    """Read a heading that only the markup makes one: a tag, or bold type throughout."""
    if line.role is Role.HEADING and len(line.text) <= MAX_HEADING:
        return (Heading(line.text, "h", None, line.depth, line.number),)
    bold = line.role is Role.BOLD and len(line.text) <= _MAX_BOLD
    if bold and not re.search(r"[。；;，：:]$", line.text) and not PRESENTED.match(line.text):
        byline = read_byline(line.text)
        signed = (
            _SAID_ASIDE.fullmatch(line.text)
            or SOURCED.match(line.text)
            or CITED.match(line.text)
            or (byline and byline.strong)
        )
        return () if signed else (Heading(line.text, "bold", None, 0, line.number),)
    return ()


def _bold_with_colon(lines: tuple[Line, ...]) -> frozenset[int]:
    """Find short lines in bold type that end in a colon where several lines are set so.

    One alone announces what follows; of several, each other than the rest, each heads it.
    """
    bold = [
        at
        for at, line in enumerate(lines[:-1])
        if line.role is Role.BOLD and lines[at + 1].role is not Role.BOLD
    ]
    short = [
        at
        for at in bold
        if len(lines[at].text) <= _MAX_COLON
        and _LEAD_IN.search(lines[at].text)
        and number_of(lines[at].text) is None
        and not _LABEL.match(lines[at + 1].text)
    ]
    different = len({lines[at].text for at in short}) == len(short)
    return frozenset(short) if different and len(short) >= _MANY_COLONS else frozenset()


def _spoken(lines: tuple[Line, ...]) -> frozenset[int]:
    """Find the questions of an interview: one who is named before each of them asks several.

    And the labels above question and answer of a parliament (問題：, 答覆：), which its release
    announces.
    """
    asked = {at: match[1] for at, x in enumerate(lines) if (match := _ASKS.fullmatch(x.text))}
    times = Counter(asked.values())
    put = any(_QUESTIONED.search(line.text) for line in lines[:_ABOVE_QUESTION])
    said = {at for at, x in enumerate(lines if put else ()) if _QUESTION.fullmatch(x.text)}
    return frozenset(said.union(at for at, name in asked.items() if times[name] > 1))


def _without_emphasis(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Take bold type off questions and cries where the page sets whole sentences in it."""
    bold = [line.text for line in lines if line.role is Role.BOLD]
    if 2 * sum(text.endswith(_FULL) for text in bold) <= len(bold):
        return lines
    return tuple(
        replace(line, role=Role.TEXT)
        if line.role is Role.BOLD and line.text.endswith(_ASKED)
        else line
        for line in lines
    )


def _without_contacts(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Take bold type off lines that say how somebody is reached, and off labels beside these.

    办公地址：青河路1号 above 电话：0351-2345678 heads nothing.
    """
    bold = {at for at, x in enumerate(lines) if x.role is Role.BOLD and not number_of(x.text)}
    taken = {at for at in bold if _REACHED.search(lines[at].text)}
    for step in (1, -1):
        for at in sorted(taken, reverse=step < 0):
            beside = at + step
            while beside in bold and _LABEL.match(lines[beside].text):
                taken.add(beside)
                beside += step
    return tuple(
        replace(line, role=Role.TEXT) if at in taken else line for at, line in enumerate(lines)
    )


def _plainly_closed(lines: tuple[Line, ...], closing: Collection[int]) -> tuple[Line, ...]:
    """Take headings and bold type off the lines that sign an official text."""
    return tuple(
        replace(line, role=Role.TEXT, depth=0)
        if at in closing and line.role in {Role.HEADING, Role.BOLD}
        else line
        for at, line in enumerate(lines)
    )


def _is_theme(line: Line) -> bool:
    return len(line.text) <= MAX_THEME_HEADING and theme_of(line.text) is not None


def _is_lead_in(line: Line, following: Line | None, *, inside: bool) -> bool:
    """Whether a line with a colon only announces what follows: 具体做法： and its points.

    So does a sentence that counts them, above the first: 平台有三项做法： / （一）….
    """
    if not _LEAD_IN.search(line.text) or following is None:
        return False
    number = number_of(following.text)
    begins = (number and number.value == 1) or _point_value(following.text) == 1
    return inside or bool(begins and _COUNTS.fullmatch(line.text))


def _paragraphs(text: str, depth: int) -> Iterator[Paragraph]:
    lead, *points = split_points(text)
    if lead.strip():
        yield Paragraph(lead.strip(), depth)
    for point in points:
        yield Paragraph(point.strip(), depth + 1)


def _standing_points(row: list[Item]) -> Iterator[Item]:
    """Paragraphs that themselves begin with 一是, 二是 … in a row are points."""
    expected = 1
    for at, item in enumerate(row):
        if not isinstance(item, Paragraph) or item.depth:
            yield item
            continue
        value = _point_value(item.text)
        following = row[at + 1] if at + 1 < len(row) else None
        begins = (
            value == 1 and isinstance(following, Paragraph) and _point_value(following.text) == 2
        )
        if begins or (value > 1 and value == expected):
            expected = value + 1
            yield Paragraph(item.text, 1)
        else:
            expected = 1
            yield item


def _point_value(text: str) -> int:
    match = re.match(r"([一二三四五六七八九十]{1,2})是(?!否)", text)
    return han_value(match[1]) if match else 0


def split_run_in(text: str, number: Number) -> tuple[str, str]:
    """Split a numbered line into its heading and the text that follows on the same line.

    :returns: the heading with its number and closing stop, and the rest;
        ``("", text)`` where the line begins with no heading.
    """
    at = text.find("。", number.length)
    while 0 <= at <= MAX_HEADING and not _closed(text[: at + 1]):
        at = text.find("。", at + 1)
    end = at + 1 if at >= 0 else len(text)
    rest = text[end:].strip()
    longest = _MAX_RUN_IN if rest else MAX_HEADING
    if end > longest or end <= number.length or text[:end].endswith(("；", ";", "，", "：")):
        return "", text
    return text[:end].strip(), rest


def _closed(text: str) -> bool:
    return all(text.count(a) <= text.count(b) for a, b in _QUOTES)


def _picture(lines: tuple[Line, ...], at: int) -> tuple[int, Picture]:
    line = lines[at]
    if line.role is Role.CAPTION:
        caption, credit = split_credit(line.text)
        return at + 1, Picture(caption, credit)
    file, text, end = line.src, line.text, at + 1
    if end < len(lines) and lines[end].role is Role.CAPTION:
        text, end = lines[end].text, end + 1
    caption, credit = split_credit(text)
    return end, Picture(caption, credit, file)


def split_credit(text: str) -> tuple[str, str]:
    """Split a caption from the credit that ends it."""
    match = any_of("captions", "credits").search(text)
    if not match:
        return text, ""
    return text[: match.start()].strip(), text[match.start() :].strip()


def _table(lines: tuple[Line, ...]) -> Table:
    caption = next((line.text for line in lines if line.role is Role.TABLE_TITLE), "")
    rows = [line for line in lines if line.role is Role.ROW]
    width = max(len(row.cells) for row in rows)
    cells = tuple(row.cells + ("",) * (width - len(row.cells)) for row in rows)
    return Table(cells, header=bool(rows[0].depth), caption=caption)
