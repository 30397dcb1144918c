"""The bytes of a saved page become lines, whatever they are: HTML, MHTML, Markdown, text."""

from __future__ import annotations

import re
from dataclasses import replace

from casebook.ingest.read.clipping import is_clipping, read_clipping
from casebook.ingest.read.decode import decode, is_binary
from casebook.ingest.read.html import is_html, read_html
from casebook.ingest.read.mojibake import restore
from casebook.ingest.read.origin import Origin, is_mhtml, origin_of, unpack
from casebook.ingest.read.page import STEP, Facts, Page
from casebook.ingest.read.pictures import SavedPicture
from casebook.ingest.read.text import read_text
from casebook.problems import Code, Problem
from casebook.records import Repair

_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_SHOWN = 5
"""Lines that a problem names."""


def read_bytes_of_page(
    data: bytes, name: str, media_type: str = ""
) -> tuple[Page | None, tuple[Problem, ...]]:
    """Read a saved page into lines.

    :param name: what problems call the page.
    :param media_type: ``text/html`` and the like, ``""`` where only the bytes tell.
    :returns: the page (``None`` where it cannot be read) and the problems met.
    """
    problems: list[Problem] = []

    def note(code: Code, detail: str = "", line: int = 0) -> None:
        problems.append(Problem(code, name, line, detail))

    if not data.strip():
        note(Code.FILE_EMPTY)
        return None, tuple(problems)
    origin, attached = Origin(), dict[str, SavedPicture]()
    if is_mhtml(data):
        data, origin, attached = unpack(data)
        if not data.strip():
            note(Code.MHTML_WITHOUT_PAGE)
            return None, tuple(problems)
    if is_binary(data):
        note(Code.FILE_BINARY)
        return None, tuple(problems)
    decoded = decode(data)
    if decoded is None:
        note(Code.UNDECODABLE)
        return None, tuple(problems)
    if decoded.broken:
        note(Code.BROKEN_BYTES, f"({decoded.broken} in {decoded.encoding})")
    text, restored, broken = restore(decoded.text)
    if broken:
        note(Code.MOJIBAKE, f"(lines: {broken})")
    if not text.strip():
        note(Code.FILE_EMPTY)
        return None, tuple(problems)
    markup = is_html(text) if not media_type else "html" in media_type or is_html(text)
    if markup:
        page = read_html(text)
        page = replace(page, facts=_with_origin(page.facts, origin, origin_of(text)))
    elif is_clipping(text):
        page = read_clipping(text)
    else:
        page = read_text(text)
    private = [line.number for line in page.lines if _PRIVATE.search(line.text)]
    if private:
        note(Code.PRIVATE_USE, f"(lines: {', '.join(map(str, private[:_SHOWN]))})", private[0])
    repairs = tuple(
        Repair(0 if page.markup else number, before, after, STEP, "decoded wrongly when saved")
        for number, before, after in restored
    )
    return replace(page, repairs=repairs + page.repairs, attached=attached), tuple(problems)


def _with_origin(facts: Facts, *origins: Origin) -> Facts:
    """Let what the browser wrote down of a page go before what the page says of itself."""
    url = next((origin.url for origin in origins if origin.url), facts.url)
    return replace(facts, url=url, saved=next((o.saved for o in origins if o.saved), ""))
