"""The lines around an article that tell where it comes from.

Editors, authors and photographers are different people and stay apart.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace

from casebook.ingest.facts.dates import find_date
from casebook.ingest.lexicon import any_of, words

_FIELDS = ("source", "author", "photographer", "both", "editor", "date", "noise")
_BRACKETS = " 　\t[]【】()（）〔〕〖〗|｜/·•,，;；:：-—_>»"
_CRUMB = re.compile(r"\s*(?:[>＞»›→]+|&gt;)\s*")
_NAMES = re.compile(r"[、,，;；/\s]+")
_CRUMB_MAX, _PUBLISHER_MAX = 16, 30
_CODE = re.compile(r"_?[A-Z]{1,4}\d+$")
"""The number of an editor that some sites print behind the name."""
_SIGN = re.compile(r"[:：丨|/于於]|\d{4}")
"""One of these stands in every masthead: behind a label, or in a date."""
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
    pattern = (
        rf"(?:(?<!\w)|(?<=\w)(?=\w\w))(?P<label>{joined})\s*(?:[:：丨|/]|(?<=[来來]源[于於]))\s*"
    )
    return re.compile(pattern), known


@functools.cache
def _people() -> re.Pattern[str]:
    """Find what introduces writers behind a publisher without a colon: 人民網 記者 張三."""
    titles = "|".join(map(re.escape, words("masthead", "ranks")))
    return re.compile(rf"\s+(?:本报|本報)?(?:{titles})\s+")


def read_line(text: str) -> tuple[Masthead, str]:
    """Read one line as part of a masthead.

    :returns: what it says, and the text in it that was not understood.
    """
    head = Masthead()
    rest = any_of("masthead", "places").sub("", text)
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
    parts = [piece for part in left for piece in re.split(r"[\x1f|｜·\s]+", part)]
    leftover = [piece for piece in (part.strip(_BRACKETS) for part in parts) if piece]
    if head.published and not head.publisher:
        publisher = next((part for part in leftover if _is_publisher(part)), "")
        if publisher:
            leftover.remove(publisher)
            head = replace(head, publisher=publisher)
    return head, " ".join(leftover)


def _is_publisher(name: str) -> bool:
    return 2 <= len(name) <= 16 and name.endswith(words("masthead", "publishers"))


def _with(head: Masthead, field: str, value: str) -> Masthead:
    match field:
        case "source" if value:
            value, *people = _people().split(re.split(r"[|｜]|\s{2,}", value)[0])
            value = value.strip(_BRACKETS)
            head = replace(head, authors=head.authors + _names(" ".join(people)))
            channel = _CHANNEL.match(value)
            publisher, below = channel.groups() if channel else (value, head.channel)
            head = replace(head, publisher=publisher, channel=below)
        case "author":
            head = replace(head, authors=head.authors + _names(value))
        case "both":
            head = replace(
                head,
                authors=head.authors + _names(value),
                photographers=head.photographers + _names(value),
            )
        case "photographer":
            head = replace(head, photographers=head.photographers + _names(value))
        case "editor":
            head = replace(head, editors=head.editors + _names(value))
    return head


def _names(value: str) -> tuple[str, ...]:
    value = re.sub(r"[（(][^）)]*[）)]?", "", value)
    value = re.split(r"[）)\]】]", value)[0].strip(_BRACKETS)
    value = re.sub(rf"^.*(?:{'|'.join(words('masthead', 'ranks'))})\s*", "", value)
    value = re.sub(
        r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]) ([\u4e00-\u9fff])(?![\u4e00-\u9fff])",
        r"\1\2",
        value,
    )
    names = (_CODE.sub("", name) for name in _NAMES.split(value))
    return tuple(name for name in names if name)


def is_masthead_line(text: str) -> bool:
    """Whether a line says nothing but what a masthead says."""
    if len(text) > 160 or "。" in text or not _SIGN.search(text):
        return False
    head, leftover = read_line(text)
    if len(head.publisher) > _PUBLISHER_MAX or "，" in head.publisher:
        return False
    known = not head.is_empty or _labels()[0].match(text.lstrip(_BRACKETS))
    return bool(known) and len(leftover) <= (12 if head.published else 2)


def is_labelled(text: str) -> bool:
    """Whether a line names what it says (來源：, 責編：)."""
    return bool(_labels()[0].search(text))


def read_breadcrumb(text: str) -> tuple[str, ...]:
    """Read the steps of a breadcrumb (人民網>>四川頻道), the last 正文 left out; ``()`` if none."""
    if len(text) > 80 or "。" in text:
        return ()
    leaves = words("masthead", "leaf")
    parts = [re.split(r"[:：]", part)[-1].strip(_BRACKETS) for part in _CRUMB.split(text)]
    named = [part for part in parts if part]
    if len(parts) < 2 or not named or any(len(part) > _CRUMB_MAX for part in named[:-1]):
        return ()
    crumbs = (re.sub(r"(?<=.)(?:首页|首頁)$", "", part) for part in named)
    return tuple(c for c in crumbs if len(c) <= _CRUMB_MAX and c.split(" ")[0] not in leaves)


def publisher_of(crumbs: tuple[str, ...]) -> tuple[str, str]:
    """Tell publisher and channel from the steps of a breadcrumb; ``""`` for what it does not say.

    The first step is the publisher where it is named like one.
    """
    if not crumbs:
        return "", ""
    if _is_publisher(crumbs[0]) and not crumbs[0].endswith(words("masthead", "channels")):
        return crumbs[0], crumbs[1] if len(crumbs) > 1 else ""
    return "", crumbs[0]
