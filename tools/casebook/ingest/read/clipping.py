"""A clipping in Markdown, as extensions of browsers and programs for notes save pages.

The first write front matter (YAML); of the others the marks are known: headings, tables, links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import yaml

from casebook.ingest.facts.dates import from_meta, month_alone
from casebook.ingest.facts.people import names_in
from casebook.ingest.read.clipping_excerpt import excerpt_of
from casebook.ingest.read.clipping_marks import (
    LINK,
    PICTURE,
    STRONG,
    coded,
    has_elements,
    picture_of,
    plain,
    struck,
    unquoted,
    without_comments,
)
from casebook.ingest.read.clipping_tables import FENCE, TABLE, with_pictures, with_tables
from casebook.ingest.read.html import joined_title
from casebook.ingest.read.page import STEP, Facts, Page, clean_text, read_repairs
from casebook.records import Line, Repair, Role

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_KEY = re.compile(r"(?m)^(?:title|source|url|author|published|created|clipped|date|tags)\s*:")
_SAID = re.compile(r"[^\s:：#-][^:：\n]{0,39}:(?:[ \t]|\r?$)", re.MULTILINE)
"""How front matter begins, whatever it says of a note: aliases:."""
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_ITEM = re.compile(r"(\s*)(?:[-*+]|\d{1,2}[.)])\s+(.*)")
_NUMBER = re.compile(r"(\s*)(\d{1,2})([.)])\s+\S")
_COUNTED = re.compile(r"[\d一二三四五六七八九十（(①-⑳]")
"""How a point begins that has a number of its own."""
_CALLOUT = re.compile(r"^\[![\w-]+(?:\|[^\]\n]*)?\][+-]?\s*")
"""How a box begins, of GitHub (``[!NOTE]``) or Obsidian (``[!my-box|wide]-``)."""
_RULE = re.compile(r"^\s*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})\s*$")
_DAY = ("published", "date")
_FILED = ("clipped", "saved", "created", "created time")
"""When a page became a note: the day it was saved on, never that of its publication."""
_RIGHT = "marks of Markdown"
_MARK = re.compile(r"(?m)^#{1,6}[ \t]+\S")
_TITLE = re.compile(r"\ufeff?\s*# +[^\n]*[\u3400-\u9fff]{4}")
_UNDERLINE = re.compile(r"(=|-)\1{2,}[ \t]*")
"""Below a line that is a heading of the first or second level (CommonMark 0.31, 4.3)."""
_UNDERLINED = re.compile(r"(?m)^(?=\S)(?![=#>|-]).+\r?\n={3,}[ \t]*\r?$")
_DELIMITER = re.compile(r"(?m)^[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?[ \t]*\r?$")
"""Between the head and the rows of a table (GitHub Flavored Markdown, 4.10)."""
_TABLE_NAME = re.compile(r"(?:Table)?:\s+(\S.*)")
"""The caption of a table (Pandoc's Markdown, table_captions)."""
_CELL = re.compile(r"(?<!\\)\|")
_PROPERTY = re.compile(
    r"(?P<key>url|source|link|author|authors|published|date|tags|status"
    r"|(?P<filed>clipped|saved|(?:date )?created(?: (?:time|at|on|by))?"
    r"|(?:last )?(?:edited|modified)(?: (?:time|at|on|by))?|[创創]建(?:[时時][间間]|日期|者|人)"
    r"|(?:上次|最后|最後)[编編][辑輯](?:[时時][间間]|者|人)|剪藏(?:[时時][间間]|日期)))"
    r"[ \t]*[:：][ \t]*(?P<value>.*)",
    re.IGNORECASE,
)
"""A line of a note that says something of the page, or (``filed``) only of the note."""
_READER = re.compile(
    r"\A\ufeff?\s*Title:.*\n\s*URL Source: .*\n(?:.*\n){0,12}?Markdown Content:[^\S\n]*(?:\n|\Z)"
)
"""The head that a program writes which reads pages aloud to other programs, as Markdown."""
_READ = re.compile(r"(?P<key>[A-Z][A-Za-z ]{2,24}):[ \t]*(?P<value>.*)")
_READ_KEYS = {"title": "title", "url source": "url", "published time": "published"}
"""Lines of that head which say something of the page."""
_SOUGHT = 60
"""Lines below that head in which the page prints its title."""
_LEAST = 6
"""Characters of that title at least."""
_PANDOC = ("title", "author", "date")
"""The lines of the title block of Pandoc, each behind ``%``."""
_BLOCK = re.compile(r"%(?:[ \t]|\r?$)")
_IS_BLOCK = re.compile(r"\ufeff?%[ \t]+\S.*\n(?:[ \t]+\S.*\n)*%(?:[ \t].*)?\r?\n")
"""Two lines of a title block, which are enough where no other mark stands."""
_IN_QUOTATION = {Role.HEADING: (Role.NUMBERED, 1), Role.BOLD: (Role.TEXT, 0)}
_NAMED = {"title": Role.TITLE, "subtitle": Role.SUBTITLE}
_MAX_HEADING = 60
_STOP = re.compile(r"[。；！？]$")
"""A rule drawn right below a paragraph makes no heading of it."""
_HEAD = 10
"""Lines at the head of a note among which its properties stand, a line each."""


class _Property(NamedTuple):
    """A property of a note; ``filed``: it says of the note itself when and by whom it was made."""

    key: str
    value: str
    filed: bool


def is_clipping(text: str, *, noted: bool = False) -> bool:
    """Whether a text is Markdown: front matter of a web clipper, or marks of two kinds or lines.

    Below front matter that says anything else (aliases:) one mark is enough.
    Where the name of its file says so (``noted``), one mark or an element of HTML is enough.

    A heading of the first level is enough as the first line of a text, and so is the head of a
    program that reads pages (Title: …, URL Source: …, Markdown Content:).
    """
    if _READER.match(text):
        return True
    if _IS_BLOCK.match(text):
        return True
    front = _FRONT.match(text)
    headings = len(_MARK.findall(text)) + len(_UNDERLINED.findall(text))
    others = sum(bool(mark.search(text)) for mark in (_DELIMITER, TABLE, LINK, PICTURE, STRONG))
    if noted and (headings or others or has_elements(text)):
        return True
    if front:
        said = _SAID.match(front[1]) is not None
        return len(_KEY.findall(front[1])) > 1 or (said and (noted or headings + others > 0))
    titled = _TITLE.match(text) is not None
    return bool(headings) and headings + others + titled >= 2


def read_clipping(text: str) -> Page:
    """Read a clipping; its marks are recorded as repairs."""
    front = _FRONT.match(text)
    end = front.end() if front else 0
    body, comments = without_comments(with_pictures(with_tables(text[end:])))
    raws = body.split("\n")
    first = text[:end].count("\n") + 1
    properties = {} if front else _read_head(body) or _properties(raws)
    facts = _facts(front[1]) if front else _note(raws, properties)
    properties |= dict.fromkeys(excerpt_of(raws), _Property("", "", filed=False))
    lines: list[Line] = []
    repairs: list[Repair] = []
    if front and facts.title:
        lines.append(Line(1, facts.title, Role.TITLE))
    for number, raw, line in _lines(raws, properties, first):
        is_title = line.role is Role.HEADING and line.depth == 1 and line.text == facts.title
        if is_title and any(made.role is Role.TITLE for made in lines):
            continue
        lines.append(replace(line, role=Role.TITLE, depth=0) if is_title else line)
        clean = clean_text(raw)
        if line.role is not Role.DELETED and line.text != clean.text:
            repairs += (Repair(number, gone, "", STEP, "struck out") for gone in struck(raw))
        if line.text != clean.text:
            repairs.append(Repair(number, clean.text, line.text, STEP, _RIGHT))
        repairs += read_repairs(number, clean)
    shown = {line.number for line in lines}
    for at, said in comments.items():
        if first + at in shown:
            repairs.append(Repair(first + at, said, "", STEP, "comment"))
        else:
            lines.append(Line(first + at, said, Role.HIDDEN))
    lines.sort(key=lambda line: line.number)
    return Page(tuple(lines), tuple(repairs), facts, markup=True)


def _lines(
    raws: list[str], properties: dict[int, _Property], first: int
) -> Iterator[tuple[int, str, Line]]:
    """Yield the lines that hold text, each with its number and as it was written."""
    written, code = raws, coded(raws)
    raws = ["" if at in code else unquoted(raw) for at, raw in enumerate(raws)]
    # What heads a part of a quotation heads none of the text, unless all of it is one.
    headed = any(_HEADING.fullmatch(raw.strip()) for raw in written)
    tables = dict(_tables(raws))
    numbers = _numbers(raws)
    under = {at for at, mark in enumerate(raws) if at and _is_underline(raws[at - 1], mark)}
    for at, raw in enumerate(raws):
        number = first + at
        line: Line | None = None
        if at in code:
            line = _line_of_code(number, written[at]) if code[at] else None
        elif at in tables:
            head = at + 1 in tables and not tables[at + 1]
            line = _row(number, tables[at], head=head) if any(tables[at]) else None
        elif at in properties:
            item = properties[at]
            said = clean_text(raw).text if item.key or item.filed else plain(raw)
            line = Line(number, said, Role.OUTSIDE, apart=item.filed)
            if item.key in _NAMED and item.value:
                line = Line(number, plain(item.value), _NAMED[item.key])
        elif (named := _TABLE_NAME.fullmatch(raw)) and _beside_table(raws, tables, at):
            line = Line(number, plain(named[1]), Role.TABLE_TITLE)
        elif at + 1 in under:
            line = Line(number, plain(raw), Role.HEADING, 1 if raws[at + 1][0] == "=" else 2)
        elif at not in under:
            # In a command, which is no Chinese, it is part of what is typed.
            broken = raw.endswith("\\") and not raw[-2:-1].isascii()
            goes_on = broken and at + 1 < len(raws) and raws[at + 1].strip()
            line = _line(number, raw[:-1] if goes_on else raw, numbers.get(at, ""))
        if line:
            quoted = headed and at not in code and raw != written[at]
            yield number, written[at], _quoted(line) if quoted else line


def _quoted(line: Line) -> Line:
    role, depth = _IN_QUOTATION.get(line.role, (line.role, line.depth))
    return replace(line, role=role, depth=depth)


def _line_of_code(number: int, raw: str) -> Line | None:
    """Read a line of code: no sign marks anything in it, and it heads nothing."""
    said = clean_text(unquoted(raw)).text
    return Line(number, said, Role.NUMBERED, 1) if said else None


def _numbers(raws: list[str]) -> dict[int, str]:
    """Return the numbers of the points of lists, by their lines.

    A list counts on from its first number, whatever the others say (CommonMark 0.31, 5.3); a
    number that stands alone is none of a list.
    """
    filled = [at for at, raw in enumerate(raws) if raw.strip()]
    found = {at: match for at in filled if (match := _NUMBER.match(raws[at]))}
    made: dict[int, str] = {}
    counted: dict[int, int] = {}
    for before, at, after in zip([-1, *filled], filled, [*filled[1:], -1], strict=False):
        if not (match := found.get(at)):
            if not raws[at][0].isspace() and not _ITEM.fullmatch(raws[at]):
                counted.clear()
            continue
        depth = len(match[1])
        counted = {deep: number for deep, number in counted.items() if deep <= depth}
        beside = [at for at in (before, after) if at >= 0]
        listed = bool(counted) or any(at in found or raws[at][0].isspace() for at in beside)
        counted[depth] = counted[depth] + 1 if depth in counted else int(match[2])
        made[at] = f"{counted[depth]}{match[3]}" if listed else ""
    return made


def _people(values: dict[str, object]) -> str:
    said = values.get("author") or values.get("authors") or ""
    return "、".join(map(str, said)) if isinstance(said, list) else str(said)


def _is_underline(above: str, mark: str) -> bool:
    if not _UNDERLINE.fullmatch(mark.rstrip("\r")) or not above.strip():
        return False
    if re.match(r"\s*(?:[#>|]|[-*+]\s|\d{1,2}[.)]\s)", above):
        return False
    return len(above) <= _MAX_HEADING and not _STOP.search(above)


def _tables(raws: list[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the lines of tables with their cells; the line below the head has none."""
    head = -1
    for at, (raw, below) in enumerate(pairwise([*raws, ""])):
        if head < 0 and "|" in raw and _DELIMITER.fullmatch(below):
            head = at
        elif "|" not in raw:
            head = -1
        if head >= 0:
            yield at, () if at == head + 1 else _cells(raw)


def _beside_table(raws: list[str], tables: Mapping[int, object], at: int) -> bool:
    """Whether a line has a table right above or below, an empty line between."""
    return any(
        at + step in tables or (at + 2 * step in tables and not raws[at + step].strip())
        for step in (-1, 1)
    )


def _cells(raw: str) -> tuple[str, ...]:
    parts = _CELL.split(raw.strip().strip("|"))
    return tuple(plain(part.strip().replace("\\|", "|")) for part in parts)


def _row(number: int, cells: tuple[str, ...], *, head: bool) -> Line:
    return Line(number, " ".join(filter(None, cells)), Role.ROW, int(head), "", cells)


def _properties(raws: list[str]) -> dict[int, _Property]:
    """Return the properties of a note by their lines: below its title, above its text."""
    made = _title_block(raws)
    filled = [(at, raw.strip()) for at, raw in enumerate(raws) if raw.strip()][:_HEAD]
    for at, raw in filled:
        if match := _PROPERTY.fullmatch(raw):
            made[at] = _Property(match["key"].lower(), match["value"], bool(match["filed"]))
        elif made or not (_MARK.match(raw) or _UNDERLINE.fullmatch(raw) or at == filled[0][0]):
            break
    return made


def _read_head(text: str) -> dict[int, _Property]:
    """Return the lines of the head of a program that reads pages; empty where there is none."""
    head = _READER.match(text)
    if head is None:
        return {}
    made: dict[int, _Property] = {}
    for at, raw in enumerate(text[: head.end()].splitlines()):
        if match := _READ.fullmatch(raw.strip()):
            key = _READ_KEYS.get(match["key"].lower(), "")
            made[at] = _Property(key, match["value"].strip(), filed=not key)
    named = next((item.value for item in made.values() if item.key == "title"), "")
    raws, start = text.split("\n"), max(made, default=0) + 1
    if shown := _shown_title(raws, start, named):
        # The page prints its title itself; what stands above is of its site.
        made = {
            at: item._replace(key="") if item.key == "title" else item for at, item in made.items()
        }
        made |= {at: _Property("", raws[at], filed=False) for at in range(start, shown[0])}
        made[shown[0]] = _Property("title", shown[1], filed=False)
    return {at: item for at, item in made.items() if raws[at].strip()}


def _shown_title(raws: list[str], start: int, named: str) -> tuple[int, str] | None:
    """Find the line on which a page prints its title, with what it says.

    One without the name of the site goes before one with it, a heading before another line.

    :param named: what its ``<title>`` says, with the name of the site or without.
    """
    found = [
        (said == named, not mark, at, said)
        for at, raw in enumerate(raws[start : start + _SOUGHT], start)
        if (mark := raw.startswith("#")) or raw.strip()
        if named.startswith(said := plain(raw.lstrip("# "))) and len(said) >= _LEAST
    ]
    if not found:
        # The ``<title>`` may name the site only: the one heading of the first level says more.
        found = [(False, False, at, plain(x[2:])) for at, x in enumerate(raws) if x[:2] == "# "]
        found = found if len(found) == 1 else []
    return min(found)[2:] if found else None


def _title_block(raws: list[str]) -> dict[int, _Property]:
    """Return what the title block of Pandoc says by its lines: title, writers, day.

    Each begins with ``%`` and goes on in lines that are indented; any may be empty
    (Pandoc's Markdown, pandoc_title_block).
    """
    keys = iter(_PANDOC)
    said: list[tuple[int, str, list[str]]] = []
    for at, raw in enumerate(raws):
        if _BLOCK.match(raw) and (key := next(keys, "")):
            said.append((at, key, [raw[1:].strip()]))
        elif said and raw[:1].isspace() and raw.strip():
            said[-1][2].append(raw.strip())
        else:
            break
    made: dict[int, _Property] = {}
    for at, key, parts in said:
        under = key == "title" and parts[-1].startswith("—")
        value = (
            joined_title(parts[: len(parts) - under], "") if key == "title" else "、".join(parts)
        )
        made[at] = _Property(key, value.replace(";", "、").strip(), filed=False)
        for more in range(1, len(parts)):
            made[at + more] = _Property("", "", filed=False)
        if under:
            made[at + len(parts) - 1] = _Property("subtitle", parts[-1], filed=False)
    return made


def _note(raws: list[str], properties: dict[int, _Property]) -> Facts:
    """Return the facts of a note: its one heading of the first level, its properties."""
    code = coded(raws)
    raws = ["" if at in code else raw for at, raw in enumerate(raws)]
    marks = [_HEADING.fullmatch(raw.strip()) for raw in raws]
    titles = [mark[2] for mark in marks if mark and mark[1] == "#"]
    titles += [
        above for above, raw in pairwise(raws) if raw[:1] == "=" and _is_underline(above, raw)
    ]
    values: dict[str, object] = {item.key: item.value for item in properties.values()}
    if len(titles) == 1 and not values.get("title"):
        values["title"] = plain(titles[0])
    return _facts_of(values)


def _facts(front: str) -> Facts:
    try:
        results = yaml.load(front, Loader=yaml.BaseLoader)  # noqa: S506 - every value stays text
    except (yaml.YAMLError, RecursionError):
        results = {}
    return _facts_of(results if isinstance(results, dict) else {})


def _facts_of(values: dict[str, object]) -> Facts:

    def text(*keys: str) -> str:
        value = next((values[key] for key in keys if values.get(key)), "")
        value = value[0] if isinstance(value, list) and value else value
        return clean_text(value).text if isinstance(value, str) else ""

    url = text("source", "url", "网址", "網址")
    return Facts(
        # What a note is called by besides its file name, where it says no title (Obsidian).
        title=text("title", "标题", "標題", "aliases", "alias"),
        url=url if re.match(r"https?://", url) else "",
        published=month_alone(text(*_DAY)) or text(*_DAY),
        saved=from_meta(text(*_FILED))[:10] if text(*_FILED) else "",
        publisher=text("site", "publisher"),
        authors=names_in(re.sub(r"[\[\]]", "", _people(values))),
    )


def _line(number: int, raw: str, counted: str) -> Line | None:
    """Read a line that is no part of a table.

    :param counted: its number in a list, with its mark; ``""`` of what is no point of one.
    """
    if not raw.strip() or _RULE.match(raw) or FENCE.fullmatch(raw):
        return None
    if picture := picture_of(raw):
        return Line(number, clean_text(picture[0]).text, Role.PICTURE, 0, picture[1])
    heading, item = _HEADING.fullmatch(raw.strip()), _ITEM.fullmatch(raw)
    shown = heading[2] if heading else item[2] if item else raw
    called = _CALLOUT.match(shown)
    clean = plain(_CALLOUT.sub("", shown))
    if not clean:
        gone = " ".join(struck(raw))
        return Line(number, gone, Role.DELETED) if gone else None
    if heading:
        return Line(number, clean, Role.HEADING, len(heading[1]))
    if item:
        return _point(number, raw, clean, counted)
    bold = STRONG.fullmatch(raw.strip())
    # What a box is called is no heading, which would not end with it.
    role = Role.NUMBERED if called else Role.BOLD if bold else Role.TEXT
    return Line(number, clean, role, int(role is Role.NUMBERED))


def _point(number: int, raw: str, clean: str, counted: str) -> Line:
    """Read a point of a list, or a line with a number that stands alone."""
    typed = _NUMBER.match(raw)
    depth = (len(raw) - len(raw.lstrip())) // 2 + 1
    if not typed or _COUNTED.match(clean):
        return Line(number, clean, Role.ITEM, depth)
    if not counted:
        return Line(number, f"{typed[2]}{typed[3]} {clean}")
    return Line(number, f"{counted} {clean}", Role.NUMBERED, depth)
