"""The marks of Markdown within a line, and what a program for notes does not show.

Marks are those of CommonMark and GitHub (``**``, ``~~``), of Obsidian (``==``, ``%%``, ``[[``),
and elements of HTML that Markdown may hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from casebook.ingest.read.inline import lowered, raised
from casebook.ingest.read.page import clean_text

PICTURE = re.compile(r"!\[([^\[\]]*)\]\(\s*<?([^)>\s]*)>?[^)]*\)")
LINK = re.compile(r"\[([^\[\]]+)\]\((?:[^()\s]|\([^)]*\))*(?:\s+\"[^\"]*\")?\)")
STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
EMBEDDED = re.compile(r"!\[\[([^\[\]|\n]+)(?:\|[^\[\]\n]*)?\]\]")
"""A file that a note shows: a picture, or another note."""
_KEPT_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|bmp|svg|avif)$", re.IGNORECASE)
_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_PICTURES = re.compile(
    "|".join(form.pattern for form in (PICTURE, EMBEDDED, _IMAGE)), re.IGNORECASE
)
_BADGE = re.compile(rf"\[\s*{PICTURE.pattern}\s*\]\([^)]*\)")
_FENCE = re.compile(r"\s*(?:[-*+]\s+|\d{1,2}[.)]\s+)?(?P<mark>`{3,}|~{3,})[ \t]*(?P<info>.*?)\s*")
"""The line above or below code, which may stand in a point of a list."""
_ATTRIBUTE = re.compile(r"\b(src|alt)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_NOTE = re.compile(r"\[\^([^\]\s]{1,20})\]:?")
_WIKI = re.compile(r"\[\[(?:[^\[\]|\n]+\|)?([^\[\]|\n]+)\]\]")
_MARKED = re.compile(r"(?<![=0-9A-Za-z])==(?=[^\s=])((?:[^=]|=(?!=))+)(?<=[^\s=])==(?!=)")
_STRUCK = re.compile(
    r"(?<!~)~~(?=[^\s~])(?P<mark>(?:[^~]|~(?!~))+)(?<=[^\s~])~~(?!~)"
    r"|<(?P<tag>del|s|strike)>(?P<element>[^<]*(?:<(?!/?(?:del|s|strike)>)[^<]*)*)</(?P=tag)>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"(?P<stop>[。；！？：]?)\s*<br\s*/?>\s*", re.IGNORECASE)
_SHIFTED = re.compile(r"<(su[bp])>([^<]*)</\1>", re.IGNORECASE)
_ELEMENT = re.compile(
    r"</?(?:a|abbr|article|b|big|center|cite|details|div|em|figcaption|figure|font|i|ins|kbd|mark|p"
    r"|q|section|small|span|strong|su[bp]|summary|u)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?<![`\\])(`+)(?!`)([^`\n]+)\1(?!`)")
_LITERAL = {ord(sign): chr(0xFDD0 + at) for at, sign in enumerate("<~*_=[]!\\")}
"""Within code they mark nothing: `<img src="…">` is what a note speaks of."""
_READ = {ord(sign): chr(mark) for mark, sign in _LITERAL.items()}
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|=%-])")
_QUOTE = re.compile(r"^(?:[ ]{0,3}>[ ]?)+")
_COMMENT = re.compile(
    r"<!--(?P<html>(?:(?!<!--).)*?)-->"
    r"|(?<![\d%\\])%%(?!%)(?P<line>[^\n%]+)%%(?!%)"
    r"|^[ \t]*%%[ \t]*\r?\n(?P<block>.*?)^[ \t]*%%[ \t]*\r?$",
    re.DOTALL | re.MULTILINE,
)
"""A comment of HTML, or of Obsidian: within a line, or between lines of nothing but its mark."""


def has_elements(text: str) -> bool:
    """Whether a text holds elements of HTML as Markdown may: <center>, <span style="…">."""
    return _ELEMENT.search(text) is not None


def plain(shown: str) -> str:
    """Return a text without the marks within its line, and without what is struck out."""
    text = _STRUCK.sub("", EMBEDDED.sub("", _IMAGE.sub("", PICTURE.sub("", _literal(shown)))))
    text = _WIKI.sub(r"\1", LINK.sub(r"\1", _NOTE.sub(r"[\1]", text)))
    text = _MARKED.sub(r"\1", STRONG.sub(r"\2", text))
    if "<" in text:
        text = _BREAK.sub(lambda match: match["stop"] or " ", text)
        text = _ELEMENT.sub("", _SHIFTED.sub(_shifted, text))
    return clean_text(_ESCAPED.sub(r"\1", text).translate(_READ)).text


def unquoted(raw: str) -> str:
    """Return a line without the marks of a quotation, or of one in another."""
    return _QUOTE.sub("", raw)


def without_code(shown: str) -> str:
    """Return a line without the code in it."""
    return _CODE.sub("", shown)


def _literal(shown: str) -> str:
    """Return a text without the marks of code, in which no sign marks anything."""
    return _CODE.sub(lambda match: match[2].translate(_LITERAL), shown)


def _shifted(match: re.Match[str]) -> str:
    return raised(match[2]) if match[1].lower() == "sup" else lowered(match[2])


def struck(raw: str) -> Iterator[str]:
    """Yield what is struck out in a line."""
    for match in _STRUCK.finditer(_literal(raw)):
        if gone := plain(match["mark"] or match["element"] or ""):
            yield gone


def picture_of(raw: str) -> tuple[str, str] | None:
    """Return the caption and the address of a picture that a line is; ``None`` of others."""
    shown = raw.strip()
    if match := PICTURE.fullmatch(shown):
        return match[1], match[2]
    if (match := EMBEDDED.fullmatch(shown)) and _KEPT_PICTURE.search(match[1].strip()):
        return "", match[1].strip()
    shown = _ELEMENT.sub("", shown).strip()
    if _IMAGE.fullmatch(shown):
        said = {key.lower(): one or other for key, one, other in _ATTRIBUTE.findall(shown)}
        return said.get("alt", ""), said.get("src", "")
    return None


def pictures_within(raw: str) -> list[str]:
    """Return the pictures that stand in a line beside other text, each as it was written.

    A picture that is nothing but the face of a link (a badge) says nothing of the text.
    """
    if picture_of(unquoted(raw)):
        return []
    shown = _BADGE.sub("", without_code(raw))
    return [match[0] for match in _PICTURES.finditer(shown) if picture_of(match[0])]


def coded(raws: Sequence[str]) -> dict[int, bool]:
    """Find fenced code, by its lines: whether a line is code, or the fence above or below it.

    A fence closes with as many of its signs at least (CommonMark 0.31, 4.5).  One that is never
    closed is none, so that a stray mark costs no heading below it.
    """
    found: dict[int, bool] = {}
    opened, mark = -1, ""
    for at, raw in enumerate(raws):
        fence = _FENCE.fullmatch(unquoted(raw))
        if opened < 0 and fence and "`" not in fence["info"]:
            opened, mark = at, fence["mark"]
        elif opened >= 0 and fence and fence["mark"].startswith(mark) and not fence["info"]:
            found |= dict.fromkeys(range(opened, at + 1), True)
            found |= {opened: False, at: False}
            opened = -1
    return found


def notes_within(text: str) -> tuple[tuple[int, str], ...]:
    """Return the files that a note shows within it and that are no pictures, by their lines."""
    return tuple(
        (text.count("\n", 0, match.start()) + 1, match[1].strip())
        for match in EMBEDDED.finditer(text)
        if not _KEPT_PICTURE.search(match[1].strip())
    )


def without_comments(text: str) -> tuple[str, dict[int, str]]:
    """Take the comments out of a text; its lines keep their numbers.

    :returns: the text, and the comments by the lines that they begin in, counted from 0.
    """
    gone: dict[int, str] = {}

    def take(match: re.Match[str]) -> str:
        said = clean_text(next(filter(None, match.groups()), "")).text
        at = text.count("\n", 0, match.start())
        if said:
            gone[at] = f"{gone[at]} {said}" if at in gone else said
        return "\n" * match[0].count("\n")

    return _COMMENT.sub(take, text), gone
