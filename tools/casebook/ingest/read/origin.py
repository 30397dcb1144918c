"""Where a page was saved from and when, as the browser that saved it wrote down.

Three ways are in use: the comment `saved from url` that browsers have put at the
head of a page since Internet Explorer, the comment of the extension SingleFile,
and the headers of MHTML ("web page, single file"), which is a message in MIME
with the page as its first part (RFC 2557).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes, policy
from email.errors import CloseBoundaryNotFoundDefect
from email.message import EmailMessage, Message
from email.utils import parsedate_to_datetime

from casebook.ingest.facts.dates import CHINA
from casebook.ingest.read.frames import with_parts
from casebook.ingest.read.pictures import SavedPicture, attachment

_HEAD = 4096
_MAIL_HEAD = 16384
"""Bytes within which the head of a mail says what it holds; who took it along writes there."""
_MHTML = re.compile(rb"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_ONE_PAGE = re.compile(
    rb"^content-type:\s*(?:text/html|multipart/alternative)\b", re.IGNORECASE | re.MULTILINE
)
"""In the head of a page without pictures, or of a mail that is a page."""
_BODY = re.compile(rb"\r?\n\r?\n")
_MARKUP = frozenset({"text/html", "application/xhtml+xml"})
_BOM = b"\xef\xbb\xbf"
_VERSION = re.compile(rb"^mime-version:", re.IGNORECASE | re.MULTILINE)
_FROM_URL = re.compile(
    r"<!--\s*saved from url=\(\d+\)(?P<url>https?://[!-~]+?)\s*-->", re.IGNORECASE
)
_SINGLE_FILE = re.compile(
    r"<!--\s*Page saved with SingleFile\s+url:\s*(?P<url>https?://[!-~]+)"
    r"\s+saved date:\s*(?P<day>\w{3} \w{3} \d{1,2} \d{4})",
)


@dataclass(frozen=True, slots=True)
class Origin:
    """The address of a page and the day it was saved, ISO 8601; ``""`` where nothing says."""

    url: str = ""
    saved: str = ""


def fields_of(data: bytes) -> bytes:
    """Return the fields at the head of a message, to the first blank line."""
    return _BODY.split(data[:_MAIL_HEAD].removeprefix(_BOM).lstrip(), 1)[0]


def is_mhtml(data: bytes) -> bool:
    """Whether the bytes of a file are MHTML, or a message that is one page."""
    head = data[:_MAIL_HEAD].removeprefix(_BOM).lstrip()
    if head.startswith(b"<"):
        return False
    fields = fields_of(data)
    if _VERSION.search(fields) and (_ONE_PAGE.search(fields) or _MHTML.search(fields)):
        return True
    head = head[:_HEAD]
    return bool(_VERSION.search(head) and _MHTML.search(head))


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What an MHTML file holds.

    :ivar content: the bytes of the page, ``b""`` where there is none.
    :ivar media_type: of the page, as the file says, with its encoding.
    :ivar pictures: by the addresses that the page has for them.
    :ivar whole: whether the file ends as it should.
    """

    content: bytes = b""
    media_type: str = ""
    origin: Origin = Origin()
    pictures: dict[str, SavedPicture] = field(default_factory=dict)
    whole: bool = True


def unpack(data: bytes) -> Unpacked:
    """Take the page and its pictures out of an MHTML file."""
    factory = policy.compat32.clone(message_factory=EmailMessage)
    try:
        message = message_from_bytes(data.removeprefix(_BOM).lstrip(), policy=factory)
        parts = list(message.walk())
    except RecursionError:  # parts in parts without end
        return Unpacked()
    pages = [part for part in parts if part.get_content_type() in _MARKUP]
    if not pages:
        return Unpacked()
    part = pages[0]
    url = str(message.get("Snapshot-Content-Location") or part.get("Content-Location") or "")
    frames = {name: _content(other) for other in pages[1:] for name in _names(other)}
    content = with_parts(_content(part), frames)
    day = _day(str(message["Date"]))
    return Unpacked(
        content,
        f"text/html; charset={part.get_content_charset('')}",
        Origin(url if re.fullmatch(r"https?://[!-~]+", url) else "", day),
        dict(_pictures(parts, str(part.get("Content-Location") or ""))),
        not any(isinstance(x, CloseBoundaryNotFoundDefect) for y in parts for x in y.defects),
    )


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _pictures(parts: Iterable[Message], page: str) -> Iterator[tuple[str, SavedPicture]]:
    """Yield the pictures, beside a page also by their addresses from there (RFC 2557, 5)."""
    folder = page.rpartition("/")[0] + "/"
    for part in parts:
        names = _names(part)
        picture = attachment(names[0] if names else "", _content(part))
        if picture:
            yield from ((name, picture) for name in names)
            beside = names[0].removeprefix(folder) if names else ""
            if folder != "/" and names and beside != names[0]:
                yield beside, picture


def _names(part: Message) -> list[str]:
    """Return the addresses that a page has for a part."""
    named = str(part.get("Content-ID") or "").strip(" <>")
    location = str(part.get("Content-Location") or "")
    return [name for name in (location, named and f"cid:{named}") if name]


def origin_of(markup: str) -> Origin:
    """Read the comment of the browser or extension that saved a page."""
    head = markup[:_HEAD]
    if "saved" not in head.lower():
        return Origin()
    if match := _SINGLE_FILE.search(head):
        try:
            day = datetime.strptime(match["day"], "%a %b %d %Y").replace(tzinfo=CHINA)
        except ValueError:
            return Origin(match["url"])
        return Origin(match["url"], day.strftime("%Y-%m-%d"))
    plain = _FROM_URL.search(head)
    return Origin(plain["url"]) if plain else Origin()


def _day(text: str) -> str:
    """Read the day of a header, in the time of China."""
    try:
        return parsedate_to_datetime(text).astimezone(CHINA).strftime("%Y-%m-%d")
    except (ValueError, OverflowError, TypeError):
        return ""
