"""Numbers that a style sheet writes: kinds of lists, and counters before headings and points.

A page may number its parts in CSS only (CSS Lists and Counters, level 3): a list in the numbers
一、二、三、 (``list-style-type: cjk-ideographic``), a heading with ``::before`` and
``content: counter(part, cjk-ideographic) "、"``.  Its reader sees these numbers, so that they are
text.  The rules of the sheets are read by simple means: later ones go before earlier ones,
whatever the medium they are for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from casebook.ingest.read.list_numerals import formatted

_LIST, _COUNTS, _BEFORE = "data-css-list", "data-css-counts", "data-css-before"
"""Attributes in which the rules that a sheet has for an element are put down."""
_FORMATS = {
    **dict.fromkeys(
        ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal"), "chineseCounting"
    ),
    "cjk-decimal": "ideographDigital",
    "simp-chinese-formal": "chineseLegalSimplified",
    "trad-chinese-formal": "ideographLegalTraditional",
    "cjk-heavenly-stem": "ideographTraditional",
    "cjk-earthly-branch": "ideographZodiac",
    "decimal-leading-zero": "decimalZero",
    **{
        f"{case}-{form}": f"{case}{name}"
        for case in ("lower", "upper")
        for form, name in (("roman", "Roman"), ("alpha", "Letter"), ("latin", "Letter"))
    },
}
"""Kinds of lists of CSS (Counter Styles, level 3) with the names that Word has for them."""
_KINDS = re.compile(
    r"list-style(?:-type)?\s*:[^;{}\"']*?(?<![\w-])(?P<kind>"
    rf"{'|'.join(_FORMATS)}|decimal)(?![\w-])",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"(?:list-style|LIST-STYLE)[^;}]{0,60}?(?i:cjk|chinese|roman|alpha|latin|leading-zero)"
)
"""A sheet that numbers a list otherwise than ordered lists are numbered anyway."""
_TYPES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
"""Values of the attribute ``type`` of ``ol``."""
_CALL = "counter("
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"(?P<selectors>[^{}@;]+)\{(?P<body>[^{}]*)\}")
_PSEUDO = re.compile(r"::?before\s*$", re.IGNORECASE)
_COUNTED = re.compile(r"counter-(?:reset|increment)\s*:|content\s*:[^;]*counter\(", re.IGNORECASE)
_STEP = re.compile(r"counter-(?P<what>reset|increment)\s*:\s*(?P<names>[^;}]+)", re.IGNORECASE)
_NAME = re.compile(r"(?P<name>[A-Za-z_][\w-]*)(?:\s+(?P<value>-?\d{1,4}))?")
_CONTENT = re.compile(r"content\s*:\s*(?P<value>(?:\"[^\"]*\"|'[^']*'|[^;\"'])+)", re.IGNORECASE)
_PIECE = re.compile(
    r"\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'"
    r"|counter\(\s*(?P<name>[A-Za-z_][\w-]*)\s*(?:,\s*(?P<kind>[\w-]+)\s*)?\))\s*"
)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))")


def mark_counted(tree: LexborHTMLParser) -> None:
    """Put down at each element what the sheets of a page say of its numbers.

    :param tree: the parsed page; attributes are added to its elements.
    """
    sheets = [sheet.text() for sheet in tree.css("style")]
    counts = any(_CALL in sheet for sheet in sheets)
    if not counts and not any(map(_LISTED.search, sheets)):
        return
    for sheet in sheets:
        for rule in _RULE.finditer(_COMMENT.sub("", sheet)):
            body = rule["body"]
            kind = _KINDS.search(body)
            if kind:
                _put(tree, rule["selectors"], _LIST, kind["kind"].lower())
            if counts and _COUNTED.search(body):
                _put(tree, rule["selectors"], _COUNTS, body)


def _put(tree: LexborHTMLParser, selectors: str, name: str, value: str) -> None:
    for selector in selectors.split(","):
        bare = _PSEUDO.sub("", selector.strip())
        before = bare != selector.strip()
        if not bare or (before and name == _LIST):
            continue
        try:
            found = tree.css(bare)
        except SelectolaxError:
            continue  # a selector of a later standard
        for node in found:
            key = _BEFORE if before else name
            told = node.attributes.get(key)
            node.attrs[key] = f"{told};{value}" if told and name == _COUNTS else value


def write_counters(root: HtmlElement, markup: str) -> None:
    """Write what counters print before elements into their text.

    :param root: the tree of a page that :func:`mark_counted` went through; it is changed.
    :param markup: what it was parsed from.
    """
    if _CALL not in markup:
        return
    counters: dict[str, int] = {}
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        own, before = element.get(_COUNTS), element.get(_BEFORE)
        for rules in filter(None, (own, before)):
            for what, name, value in _steps(rules):
                counters[name] = value if what == "reset" else counters.get(name, 0) + value
        printed = _printed(before, counters) if before else ""
        if printed:
            element.text = printed + (element.text or "").lstrip()


def _steps(rules: str) -> Iterator[tuple[str, str, int]]:
    """Read what rules do to counters: they are set before they are counted on."""
    for step in sorted(_STEP.finditer(rules), key=lambda x: x["what"].lower() == "increment"):
        what = step["what"].lower()
        for name in _NAME.finditer(step["names"]):
            yield what, name["name"], int(name["value"] or (what == "increment"))


def _printed(rules: str, counters: dict[str, int]) -> str:
    """Return what stands before an element; ``""`` where no counter is part of it."""
    content = _CONTENT.search(rules)
    value = content["value"].replace("!important", "").strip() if content else ""
    at, made, counted = 0, "", False
    while at < len(value):
        piece = _PIECE.match(value, at)
        if piece is None:
            return ""
        at = piece.end()
        if piece["name"]:
            counted = True
            made += numeral(counters.get(piece["name"], 0), (piece["kind"] or "decimal").lower())
        else:
            made += _ESCAPE.sub(_char, piece["double"] or piece["single"] or "")
    return made if counted else ""


def _char(match: re.Match[str]) -> str:
    return chr(min(int(match[1], 16), 0x10FFFF)) if match[1] else match[2]


def list_kind(element: HtmlElement) -> str:
    """Return how a list, or one of its points, is numbered; ``""`` where nothing says so."""
    style = element.get("style")
    own = _KINDS.search(style) if style and "list" in style else None
    if own:
        return own["kind"].lower()
    return element.get(_LIST) or _TYPES.get(element.get("type") or "", "")


def marker(number: int, kind: str) -> str:
    """Return the number of a point as a browser prints it: 三、 or 3."""
    written = numeral(number, kind or "decimal")
    return f"{written}、" if "\u3400" <= written[:1] <= "\u9fff" else f"{written}."


def numeral(number: int, kind: str) -> str:
    """Return a number in one of the kinds of CSS; in digits where the kind has none for it."""
    return formatted(number, _FORMATS.get(kind, ""))
