"""A clipping in Markdown, as extensions of browsers save pages: front matter and marks."""

from __future__ import annotations

import re

import yaml

from casebook.ingest.facts.people import names_in
from casebook.ingest.read.page import STEP, Facts, Page, clean_text, read_repairs
from casebook.records import Line, Repair, Role

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_KEY = re.compile(r"(?m)^(?:title|source|url|author|published|created|clipped|date|tags)\s*:")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_ITEM = re.compile(r"(\s*)(?:[-*+]|\d{1,2}[.)])\s+(.*)")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(\s*<?([^)>\s]*)>?[^)]*\)")
_LINK = re.compile(r"\[([^\]]+)\]\((?:[^()\s]|\([^)]*\))*(?:\s+\"[^\"]*\")?\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_QUOTE = re.compile(r"^>\s?")
_RULE = re.compile(r"^\s*(?:-{3,}|\*{3,}|_{3,})\s*$")
_DAY = ("published", "date", "created")
_RIGHT = "marks of Markdown"


def is_clipping(text: str) -> bool:
    """Whether a text is a clipping: front matter with the keys that web clippers write."""
    front = _FRONT.match(text)
    return bool(front and len(_KEY.findall(front[1])) >= 2)


def read_clipping(text: str) -> Page:
    """Read a clipping; its marks are recorded as repairs."""
    front = _FRONT.match(text)
    assert front is not None
    facts = _facts(front[1])
    skipped = text[: front.end()].count("\n")
    lines: list[Line] = []
    repairs: list[Repair] = []
    if facts.title:
        lines.append(Line(1, facts.title, Role.TITLE))
    for number, raw in enumerate(text[front.end() :].split("\n"), skipped + 1):
        line, changed = _line(number, raw)
        if line is None:
            continue
        if line.role is Role.HEADING and line.depth == 1 and line.text == facts.title:
            continue
        lines.append(line)
        if changed:
            repairs.append(Repair(number, clean_text(raw).text, line.text, STEP, _RIGHT))
        repairs += read_repairs(number, clean_text(raw))
    return Page(tuple(lines), tuple(repairs), facts, markup=True)


def _facts(front: str) -> Facts:
    try:
        results = yaml.load(front, Loader=yaml.BaseLoader)  # noqa: S506 - every value stays text
    except yaml.YAMLError:
        results = {}
    values = results if isinstance(results, dict) else {}

    def text(*keys: str) -> str:
        value = next((values[key] for key in keys if values.get(key)), "")
        value = value[0] if isinstance(value, list) and value else value
        return clean_text(value).text if isinstance(value, str) else ""

    url = text("source", "url")
    return Facts(
        title=text("title"),
        url=url if re.match(r"https?://", url) else "",
        published=text(*_DAY),
        publisher=text("site", "publisher"),
        authors=names_in(re.sub(r"[\[\]]", "", text("author"))),
    )


def _line(number: int, raw: str) -> tuple[Line | None, bool]:
    if not raw.strip() or _RULE.match(raw):
        return None, False
    picture = _PICTURE.fullmatch(raw.strip())
    if picture:
        return Line(number, clean_text(picture[1]).text, Role.PICTURE, 0, picture[2]), False
    heading, item = _HEADING.fullmatch(raw.strip()), _ITEM.fullmatch(raw)
    shown = heading[2] if heading else item[2] if item else _QUOTE.sub("", raw)
    plain = _LINK.sub(r"\1", _PICTURE.sub("", shown))
    plain = _STRONG.sub(r"\2", plain)
    clean = clean_text(re.sub(r"\\([\\`*_{}\[\]()#+.!>~|-])", r"\1", plain)).text
    if not clean:
        return None, False
    changed = clean != clean_text(raw).text
    if heading:
        return Line(number, clean, Role.HEADING, len(heading[1])), changed
    if item:
        return Line(number, clean, Role.ITEM, len(item[1]) // 2 + 1), changed
    bold = _STRONG.fullmatch(raw.strip())
    return Line(number, clean, Role.BOLD if bold else Role.TEXT), changed
