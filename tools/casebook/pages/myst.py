"""Text becomes MyST that prints as that very text.

CommonMark lets every ASCII punctuation character be written after a
backslash; that is the one means used here.  The rules that decide what must be
escaped are those of CommonMark 0.31 §2.4, §4 and §6 and of the MyST extensions
that ``conf.py`` turns on (attributes, colon fences, field lists).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from casebook.records import Script
from casebook.text.urls import web_address

PAGE = {"casebook_script": Script.HANT.value}
"""The front matter of a generated page that belongs to no article."""

WIDE = "casebook_wide"
WIDE_PAGE = PAGE | {WIDE: "yes"}
"""The front matter of an overview, which takes the whole width and shows no contents."""

_INLINE = re.compile(r"[\\`*_{}\[\]<>&$~^|!@\"']")
# Only at the beginning of a line do these mean anything.
_AT_START = re.compile(r"[#+\-=:%.()/;,?]|\d+(?=[.)])")
_TAB = "&#9;"

CASE_PREFIX = "of-"
"""What the class begins with that names the case whose words a piece of text has."""
NOTE_PREFIX = "note-"
"""The same, before such classes of the note that a link shows on hover."""


def inline(text: str) -> str:
    """Escape text that stands inside a line, a heading, a cell or a link."""
    return _INLINE.sub(r"\\\g<0>", text).replace("\t", _TAB)


def line(text: str) -> str:
    """Escape text that stands at the beginning of a line."""
    escaped = inline(text)
    match = _AT_START.match(text)
    if not match:
        return escaped
    if match[0][0].isdigit():
        return f"{match[0]}\\{escaped[len(match[0]) :]}"
    return "\\" + escaped


def css_script(script: Script) -> str:
    """Return the class that gives the script of a piece of text."""
    return script.value.lower()


def whose(script: Script, case: str = "") -> str:
    """Return the attributes of text of another script than its page's.

    :param case: slug of the case whose words it has, on a page that is not of that case.
    """
    return f"{{.{css_script(script)}{f' .{CASE_PREFIX}{case}' if case else ''}}}"


def span(text: str, script: Script, case: str = "") -> str:
    """Return text of another script than its page's, as an inline span; no text stays none.

    :param case: see :func:`whose`.
    """
    return f"[{inline(text)}]{whose(script, case)}" if text else ""


def heading(level: int, content: str, own: str = "", script: Script | None = None) -> str:
    """Return a heading.

    :param content: its MyST, already escaped.
    :param own: its id, so that no address depends on wording or edition.
    :param script: of the whole section, where it is not that of the page.
    """
    marks = ([f"#{own}"] if own else []) + ([f".{css_script(script)}"] if script else [])
    attributes = f"{{{' '.join(marks)}}}\n" if marks else ""
    return f"{attributes}{'#' * level} {content}"


def anchors(ids: Iterable[str]) -> str:
    """Return ids that show nothing: former addresses of what stands there."""
    return "".join(f"[]{{#{own}}}" for own in ids)


def link(label: str, target: str, script: Script | None = None, case: str = "") -> str:
    """Return a link to an address under docs/ or to ``#object``.

    :param script: of the label, where it is not that of the page.
    :param case: see :func:`whose`; a link to a case has the words of that case.
    """
    return f"[{inline(label)}]({target}){whose(script, case) if script else ''}"


def web_link(label: str, url: str, script: Script) -> str:
    """Return a link to a web address, or the label alone where it is no such.

    See :func:`casebook.text.urls.web_address`.
    """
    safe = web_address(url)
    return link(label, f"<{safe}>".replace("&", r"\&"), script) if safe else span(label, script)


def fence(name: str, lines: Iterable[str], argument: str = "", /, **options: str) -> list[str]:
    """Return the lines of a colon-fenced directive.

    :param lines: its content, already MyST; a fence inside must be shorter
        than the one returned, which is five colons long.
    """
    head = f":::::{{{name}}}" + (f" {argument}" if argument else "")
    return [head, *(f":{key}: {value}" for key, value in options.items()), "", *lines, ":::::"]


def page(metadata: dict[str, str], blocks: Iterable[str]) -> str:
    """Return a page: front matter, then blocks with an empty line between.

    Values are quoted: a slug such as 005, null or 1e5 is text, no number.
    """
    head = "".join(f'{key}: "{value}"\n' for key, value in metadata.items())
    return f"---\n{head}---\n\n" + "\n\n".join(blocks) + "\n"
