"""The name of the site of a page: how its ``<title>`` ends, with a second sign in the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casebook.ingest.facts.publisher import clean_publisher, is_publisher
from casebook.ingest.lexicon import words

_ANY_SITE = re.compile(r"\d|(?<![闻聞府务務])[网網]$")
"""The name of a site that is neither one of news (…新闻网) nor of a government (…政务网)."""
_RIGHTS = re.compile(
    r"(?:©|&copy;|Copyright|版[权權]所有|版[权權][归歸])[^<>\u3400-\u9fff]{0,30}$", re.IGNORECASE
)
"""The sign of rights before their owner, with a year at most between them."""
_RUN_BY = re.compile(r"主[办辦](?:[单單]位)?\s?[:：]\s?$")
_RESERVED = re.compile(r"\s{0,3}版[权權]所有|(?:[实實][习習])?[记記]者[\s　]")
"""What stands right behind the name of an owner, or of the paper of a reporter."""
_COLUMN = 6
"""Characters of the name of a column that ends like that of a site of news."""
_OWNER = 3
"""Characters of the name of an owner at least."""
_ENDS = re.compile(r"\s*(?:[_|｜│丨]|--|——|\s[-–－/]\s|-(?=[^-]{2,12}$))\s*")
_BEFORE = 60
"""Characters before a name in which it is said that it owns the page."""


def parts_of_title(shown: str) -> list[str]:
    """Part the ``<title>`` of a page at the signs that sites set before their names."""
    return _ENDS.split(shown)


def published_by(value: str) -> str:
    """Read the publisher that markup names; ``""`` where it is a platform, or none."""
    name = clean_publisher(value)[0] if value else ""
    return "" if name in words("masthead", "platforms") else name


def site_of(shown: str, markup: str, writer: str) -> str:
    """Read the paper or owner that a ``<title>`` names, where the page shows the name, too.

    A site that is only called so (…网) may be any that copies: it is none, unless it is one
    for news or of a government, or both ``<meta name="author">`` and the line of its rights
    (© …) say the same.  Before the name of the site stands that of a column (大陆新闻).
    Any other name (青河学院) is that of the owner where the page says that it has the rights;
    one in Latin letters only where no other stands beside it.  A ``<title>`` that is the name of
    a paper and nothing else is that of every page of it, where no heading says the same.

    :param shown: the ``<title>``.
    :param writer: what ``<meta name="author">`` says.
    """
    body = markup[markup.find("</head>") + 1 :]
    parts = [part.strip() for part in parts_of_title(shown)]
    named = [(part, published_by(part)) for part in reversed(parts[1:])]
    for part, name in named:
        column = part != parts[-1] and len(name) <= _COLUMN and name.endswith(("新闻", "新聞"))
        if not is_publisher(name) or column or name not in body:
            continue
        if not _ANY_SITE.search(name) or (name == writer.strip() and _has_rights(name, body)):
            return name
    alone = published_by(parts[0])
    if len(parts) == 1 and alone.endswith(words("masthead", "papers")) and alone in body:
        return "" if re.search(rf"<h\d[^<>]*>\s*{re.escape(alone)}\s*<", body) else alone
    names = [name for _, name in named if len(named) == 1 or not name.isascii()]
    return _owner([*names, alone], body)


def _owner(names: Sequence[str], body: str) -> str:
    """Return the first of several names by which the page says who has its rights."""
    none = words("masthead", "leaf")
    for name in names:
        known = len(name) >= _OWNER and not _ANY_SITE.search(name) and name not in none
        if known and name in body and _has_rights(name, body):
            return name
    return ""


def _has_rights(name: str, body: str) -> bool:
    """Whether a page says that its rights are those of a site: © 2018 青河观察网."""
    for match in re.finditer(re.escape(name), body):
        begin = max(match.start() - _BEFORE, 0)
        if _RESERVED.match(body, match.end()) or any(
            sign.search(body, begin, match.start()) for sign in (_RIGHTS, _RUN_BY)
        ):
            return True
    return False
