"""The writer whom the markup of a page names by a name of no Chinese form.

Blogs are signed with pen names and Latin letters (贤民, Kevin Li), which no form tells from
the name of a site or of its program.  Two signs that do not depend on each other are asked for:
the markup declares the writer, and the page shows the same name alone or after a label.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from casebook.ingest.facts.names import is_name, is_office
from casebook.ingest.facts.people import names_in
from casebook.ingest.facts.publisher import is_publisher
from casebook.ingest.lexicon import words

_LONGEST = 20
"""Characters of such a name; a longer one is that of a group or of a program."""
_NO_WRITER = re.compile(
    r"[@/:|<>＿]|\.\w{2,}$|\d{4}|admin|team|theme|editor|管理[员員]|[团團][队隊]|[编編][辑輯]|^小[编編]"
    r"|[\u3400-\u9fff](?:[区區县縣市省镇鎮乡鄉村局厅廳委办辦院校网網报報社台部会會处處科室])$",
    re.IGNORECASE,
)
"""What stands in the name of an account, of a site or of its program."""
_LABEL = r"(?:(?:本文|文章)?作者|撰文|Author|(?:Posted |Written )?by)"
_OWNER = re.compile(
    r"©|&copy;|copyright|powered|designed|customi[sz]ed|theme|版[权權]", re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]*>|^[^<>]*>")
_BEFORE = 80
"""Characters before a shown name in which it is said that it owns or made the site."""


def pen_name(declared: str, markup: str, sites: tuple[str, ...]) -> str:
    """Return the declared writer of a page if the page shows him, too; ``""`` otherwise.

    :param declared: what ``<meta name="author">`` or linked data name.
    :param sites: names of the site, which are no writer.
    """
    if not 1 < len(declared) <= _LONGEST or _NO_WRITER.search(declared):
        return ""
    if is_publisher(declared) or is_office(declared) or declared in sites:
        return ""
    if declared in (*words("masthead", "platforms"), *words("people", "no_names")):
        return ""
    body = max(markup.find("<body"), markup.find("</head"), 0)
    if declared not in markup[body:] and html.escape(declared) not in markup[body:]:
        return ""
    name = "|".join({re.escape(declared), re.escape(html.escape(declared))})
    shown = re.compile(rf">\s*(?:{_LABEL}\s*[:：]?\s*)?(?:{name})\s*<", re.IGNORECASE)
    for match in shown.finditer(markup, body):
        before = _TAG.sub(" ", markup[max(match.start() - _BEFORE, body) : match.start() + 1])
        if not _OWNER.search(before):
            return declared
    return ""


def shown_names(declared: Iterable[str], markup: str) -> tuple[str, ...]:
    """Return the names of the usual form that linked data declare, where the page shows them.

    Declared with them may be a post and a place: 記者周海／新竹報導.
    """
    body = max(markup.find("<body"), markup.find("</head"), 0)
    names = (name for text in declared for name in names_in(text) if is_name(name))
    return tuple(dict.fromkeys(name for name in names if markup.find(name, body) >= 0))
