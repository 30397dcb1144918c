"""The row below the title of a post of WeChat, as it is copied: who, account, day, hour, place.

原创 周海 青河观察 2024-03-21 18:30 江苏.  Some parts may be missing, bars may stand between them,
and a post of these days says 昨天 for its day; an account that writes itself stands there twice.
Such a row is known by two signs at least besides its day: the mark of what is original, the hour,
the account twice, and the place of the writer's network.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from casebook import resources
from casebook.ingest.facts.names import is_name, is_person
from casebook.ingest.lexicon import is_furniture, words
from casebook.text.dates import find_day

_MOST = 90
"""Characters of the longest row."""
_SIGNS = 2
"""Signs that a row has at least besides its day."""
_NAMED, _WRITERS = 2, 4
"""Characters of an account at least, and writers in a row at most."""
_READERS = re.compile(r"\d{1,6}人(?:[听聽读讀][过過]?)?")
"""How many listened to a post."""
_BAR = re.compile(r"\s+[|｜]\s+")
_GLUED = re.compile(
    r"^([^\s\d。，、：:！？]{3,20})((?:19|20)\d{2}年\d{1,2}月\d{1,2}日\s+\d{1,2}:\d\d)\s?([\u3400-\u9fff]{2,3})$"
)
"""Account, day with its hour and place with nothing between them, as in posts of pictures."""
_TWICE = re.compile(r"(.{3,})\1")


@dataclass(frozen=True, slots=True)
class PostRow:
    """What the row of a post says; ``""`` and ``()`` where it says nothing, or 昨天."""

    published: str
    account: str = ""
    authors: tuple[str, ...] = ()


@resources.cached
def _row() -> re.Pattern[str]:
    places = "|".join(map(re.escape, words("masthead", "network_places")))
    return re.compile(
        r"(?:(?P<mark>原[创創])[\s　:：]+)?(?P<who>[^。，、：:！？]{2,60}?)[\s　]+"
        r"(?:(?P<lately>[今昨前]天)(?:[\s　]+(?P<clock>\d{1,2}:\d\d))?"
        r"|(?P<day>(?:19|20)\d{2}\s?[-年/.]\s?\d{1,2}\s?[-月/.]\s?\d{1,2}日?"
        r"(?:[\s　]+(?P<hour>\d{1,2}:\d\d(?::\d\d)?))?))"
        rf"(?:[\s　]+(?:[发發]表[于於])?\s?(?P<place>{places})(?:省|市|自治[区區])?)?"
        r"(?P<rest>(?:[\s　]+\S{1,6}){0,3})"
    )


def is_network_place(text: str) -> bool:
    """Whether a line is the place from which a post was sent: 江苏, 发表于江苏."""
    place = re.sub(r"^[发發]表[于於]\s?|(?:省|市|自治[区區])$", "", text.strip())
    return place in words("masthead", "network_places")


@resources.recalled
def read_post_row(text: str) -> PostRow | None:
    """Read the row of a post; ``None`` where a line is none."""
    text = _GLUED.sub(r"\1 \2 \3", _BAR.sub(" ", text.strip())) if len(text) <= _MOST else ""
    match = _row().fullmatch(text)
    day = find_day(match["day"]) if match and match["day"] else None
    if match is None or (day is None and not match["lately"]):
        return None
    iso = day.iso if day else ""
    if not all(is_furniture(part) or _READERS.fullmatch(part) for part in match["rest"].split()):
        return None
    who = [part for token in match["who"].split() for part in _once(token)]
    twice = len(who) > 1 and who[-1] == who[-2]
    signs = sum(map(bool, (match["mark"], match["hour"] or match["clock"], match["place"], twice)))
    account, others = who[-1], [name for name in who[:-1] if name != who[-1]]
    if signs < _SIGNS or account in words("masthead", "no_publishers"):
        return None
    if is_name(account) and not (others or twice):
        return PostRow(iso, authors=(account,))
    if len(account) <= _NAMED or len(others) > _WRITERS or not all(map(is_person, others)):
        return None
    return PostRow(iso, account, tuple(dict.fromkeys(others)))


def _once(token: str) -> tuple[str, ...]:
    """Part an account that stands twice without a space."""
    match = _TWICE.fullmatch(token)
    return (match[1], match[1]) if match else (token,)
