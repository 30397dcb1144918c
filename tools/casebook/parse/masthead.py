"""The lines around an article that tell where it comes from.

Editors, authors and photographers are different people and stay apart.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace

from casebook.lexicon import words
from casebook.parse.dates import find_date

_FIELDS = ("source", "author", "photographer", "editor", "date", "noise")
_BRACKETS = " 　\t[]【】()（）〔〕〖〗|｜/·•,，;；:：-—_>»"
_CRUMB = re.compile(r"\s*(?:[>＞»›→]+|&gt;)\s*")
_NAMES = re.compile(r"[、,，;；/\s]+")
_CUT = "\x1f"
"""Stands between the parts of a masthead while it is read; no line of text holds it."""
_CHANNEL = re.compile(r"^(.+?)\s*[-—－–>·]+\s*(.+?(?:频道|頻道|栏目|欄目|专栏|專欄|专题|專題))$")


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the masthead says; ``""`` and ``()`` where it says nothing."""

    published: str = ""
    publisher: str = ""
    channel: str = ""
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was read."""
        return self == Masthead()

    def filled_by(self, other: Masthead) -> Masthead:
        """Fill what this masthead leaves open from another."""
        return Masthead(
            max(self.published, other.published)
            if self.published[:10] == other.published[:10]
            else self.published or other.published,
            self.publisher or other.publisher,
            self.channel or other.channel,
            self.authors or other.authors,
            self.editors + tuple(name for name in other.editors if name not in self.editors),
            self.photographers or other.photographers,
        )


@functools.cache
def _labels() -> tuple[re.Pattern[str], dict[str, str]]:
    known = {label: field for field in _FIELDS for label in words("masthead", field)}
    ordered = sorted(known, key=lambda label: (-len(label), label))
    joined = "|".join("\\s?".join(re.escape(char) for char in label) for label in ordered)
    pattern = rf"(?<![\w])(?P<label>{joined})\s*(?:[:：丨|]|(?=/)|(?<=文)/)\s*"
    return re.compile(pattern), known


def read_line(text: str) -> tuple[Masthead, str]:
    """Read one line as part of a masthead.

    :returns: what it says, and the text in it that was not understood.
    """
    head = Masthead()
    rest = text
    date = find_date(rest)
    if date:
        head = replace(head, published=date[0])
        rest = rest[: date[1][0]] + _CUT + rest[date[1][1] :]
    pattern, known = _labels()
    found = list(pattern.finditer(rest))
    left = [rest[: found[0].start()] if found else rest]
    for at, match in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(rest)
        value = rest[match.end() : end]
        value, cut, after = value.partition(_CUT)
        if cut:
            left.append(after)
        field = known[re.sub(r"\s", "", match["label"])]
        head = _with(head, field, value.strip(_BRACKETS))
    leftover = " ".join(part.replace(_CUT, " ").strip(_BRACKETS) for part in left)
    return head, leftover.strip(_BRACKETS)


def _with(head: Masthead, field: str, value: str) -> Masthead:
    match field:
        case "source" if value:
            value = re.split(r"[|｜]|\s{2,}", value)[0].strip(_BRACKETS)
            channel = _CHANNEL.match(value)
            publisher, below = channel.groups() if channel else (value, head.channel)
            head = replace(head, publisher=publisher, channel=below)
        case "author":
            head = replace(head, authors=head.authors + _names(value))
        case "photographer":
            head = replace(head, photographers=head.photographers + _names(value))
        case "editor":
            head = replace(head, editors=head.editors + _names(value))
    return head


def _names(value: str) -> tuple[str, ...]:
    return tuple(name for name in _NAMES.split(value.strip(_BRACKETS)) if name)


def is_masthead_line(text: str) -> bool:
    """Whether a line says nothing but what a masthead says."""
    if len(text) > 160 or "。" in text:
        return False
    head, leftover = read_line(text)
    known = not head.is_empty or _labels()[0].match(text.strip(_BRACKETS))
    return bool(known) and len(leftover) <= (12 if head.published else 2)


def read_breadcrumb(text: str) -> tuple[str, ...]:
    """Read the steps of a breadcrumb (人民網>>四川頻道), the last 正文 left out; ``()`` if none."""
    if len(text) > 80 or "。" in text:
        return ()
    parts = [part.strip(_BRACKETS) for part in _CRUMB.split(text)]
    if len(parts) < 2 or any(len(part) > 16 for part in parts):
        return ()
    leaves = words("masthead", "leaf")
    return tuple(part for part in parts if part and part not in leaves)
