"""The bytes of a saved page become lines, whatever they are: HTML, Word, PDF, Markdown, text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from casebook.ingest.read.clipping import is_clipping, read_clipping
from casebook.ingest.read.clipping_marks import notes_within
from casebook.ingest.read.cut import is_cut
from casebook.ingest.read.decode import Decoded, decode, is_binary, without_nuls
from casebook.ingest.read.dispatch import join_dispatch
from casebook.ingest.read.html import is_html, read_html
from casebook.ingest.read.kinds import Kind, kind_of
from casebook.ingest.read.letter import read_letter
from casebook.ingest.read.lone_numbers import join_numbers
from casebook.ingest.read.mojibake import is_broken, restore
from casebook.ingest.read.on_one_line import part_buttons, part_credit, part_day, part_first_title
from casebook.ingest.read.origin import Origin, Unpacked, is_mhtml, origin_of, unpack
from casebook.ingest.read.package import UnreadableError, open_package
from casebook.ingest.read.page import CONTROL, STEP, Facts, Page
from casebook.ingest.read.pdf.reader import read_pdf
from casebook.ingest.read.text import read_text
from casebook.ingest.read.torn_stop import is_torn
from casebook.ingest.read.two_lines import join_headings
from casebook.ingest.read.word.reader import read_docx
from casebook.problems import Code, Problem
from casebook.records import Repair, Role

_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_BESIDE = {Role.OUTSIDE, Role.HIDDEN}
_BEGIN = 4096
"""Bytes at the head of a file that show whether it is HTML."""
_SHOWN = 5
"""Lines that a problem names."""
_NOTED = (".md", ".markdown")
"""How the name of a file in Markdown ends; one that begins with an element is a page."""


def read_bytes_of_page(
    data: bytes, name: str, media_type: str = ""
) -> tuple[Page | None, tuple[Problem, ...]]:
    """Read a saved page into lines.

    :param name: what problems call the page.
    :param media_type: ``text/html`` and the like, ``""`` where only the bytes are known.
    :returns: the page (``None`` where it cannot be read) and the problems met.
    """
    try:
        document = _document(data, name)
    except UnreadableError as error:
        return None, (Problem(error.code, name, 0, error.detail),)
    if document:
        page, met = document
        return page, met + _private(page, name)
    held = Unpacked()
    if is_mhtml(data):
        held = unpack(data)
        if not held.content.strip():
            return None, (Problem(Code.MHTML_WITHOUT_PAGE, name),)
        data, media_type = held.content, held.media_type
    data, nuls = without_nuls(data) if is_html(data[:_BEGIN].decode("latin-1")) else (data, 0)
    served = _CHARSET.search(media_type)
    decoded = _decoded(data, name, served[1] if served else "")
    if isinstance(decoded, Problem):
        return None, (decoded,)
    problems = [*_doubts(decoded, name)]
    text, restored, broken = restore(decoded.text)
    page, unread = _page(text, media_type, name)
    problems += unread
    problems += _mojibake(broken, decoded, text, page, name)
    if page.markup:
        page = replace(page, facts=_with_origin(page.facts, held.origin, origin_of(text)))
    problems += _cut(page, text, name, whole=held.whole)
    problems += _private(page, name)
    repairs = tuple(
        Repair(0 if page.markup else number, before, after, STEP, "decoded wrongly when saved")
        for number, before, after in restored
    )
    if nuls:
        repairs = (Repair(0, " ".join(["U+0000"] * nuls), "", STEP, CONTROL), *repairs)
    attached = {**page.attached, **held.pictures}
    return replace(page, repairs=repairs + page.repairs, attached=attached), tuple(problems)


def _mojibake(
    broken: int, decoded: Decoded, text: str, page: Page, name: str
) -> tuple[Problem, ...]:
    """Report lines that were decoded wrongly when the page was saved, and cannot be undone."""
    if broken and decoded.broken:
        # Lines of which the bytes could not be read are counted by the first problem.
        broken = sum(_is_left(line) for line in text.splitlines() if "\ufffd" not in line)
    if broken and page.markup:
        # What is broken in the names of fonts or in a script, no reader sees.
        broken = min(broken, sum(_is_left(line.text) for line in page.lines))
    return (Problem(Code.MOJIBAKE, name, 0, f"(lines: {broken})"),) if broken else ()


def _is_left(line: str) -> bool:
    return is_broken(line) or is_torn(line)


def _doubts(decoded: Decoded, name: str) -> Iterator[Problem]:
    """Yield what decoding lost, and what it could not decide."""
    if decoded.broken:
        detail = f"(U+FFFD: {decoded.broken}; read as {decoded.encoding})"
        yield Problem(Code.BROKEN_BYTES, name, 0, detail)
    elif decoded.halves:
        yield Problem(Code.BROKEN_BYTES, name, 0, f"({', '.join(decoded.halves)})")
    if decoded.rival:
        detail = f"It was read as {decoded.encoding}; it may be {decoded.rival}."
        yield Problem(Code.ENCODING_DOUBTFUL, name, 0, detail)


def _document(data: bytes, name: str) -> tuple[Page, tuple[Problem, ...]] | None:
    """Read a document that is no text file; ``None`` where the bytes are none.

    :raises UnreadableError: it cannot be read.
    """
    kind = kind_of(data)
    if kind is Kind.WORD:
        return read_docx(open_package(data), name)
    if kind is Kind.PDF:
        return read_pdf(data, name)
    if kind is Kind.GZIP:
        raise UnreadableError(Code.OTHER_FORMAT, "(gzip)")
    return None


def _cut(page: Page, markup: str, name: str, *, whole: bool) -> tuple[Problem, ...]:
    cut = not whole or (page.markup and is_cut(markup, page.lines))
    return (Problem(Code.PAGE_CUT, name),) if cut else ()


def _private(page: Page, name: str) -> tuple[Problem, ...]:
    # Beside an article such characters are icons.
    shown = (line for line in page.lines if line.role not in _BESIDE)
    private = [line.number for line in shown if _PRIVATE.search(line.text)]
    if not private:
        return ()
    named = ", ".join(map(str, private[:_SHOWN]))
    return (Problem(Code.PRIVATE_USE, name, private[0], f"(lines: {named})"),)


def _decoded(data: bytes, name: str, served: str) -> Decoded | Problem:
    """Decode a page, or say why there is no text in it."""
    if not data.strip():
        return Problem(Code.FILE_EMPTY, name)
    if is_binary(data):
        return Problem(Code.FILE_BINARY, name)
    decoded = decode(data, served)
    if decoded is None:
        return Problem(Code.UNDECODABLE, name)
    return decoded if decoded.text.strip() else Problem(Code.FILE_EMPTY, name)


def _page(text: str, media_type: str, name: str) -> tuple[Page, tuple[Problem, ...]]:
    noted = name.lower().endswith(_NOTED)
    shown = noted and not text.lstrip("\ufeff \t\r\n").startswith("<")
    if (is_html(text) and not shown) or "html" in media_type:
        return read_letter(join_numbers(read_html(text))), ()
    if not is_clipping(text, noted=noted):
        parted = part_buttons(part_credit(part_first_title(part_day(read_text(text)))))
        return read_letter(join_numbers(join_headings(join_dispatch(parted)))), ()
    within = notes_within(text)
    detail = f"(embedded files: {', '.join(called for _, called in within[:_SHOWN])})"
    unread = (Problem(Code.PARTS_UNREAD, name, within[0][0], detail),) if within else ()
    return join_numbers(read_clipping(text)), unread


def _with_origin(facts: Facts, *origins: Origin) -> Facts:
    """Let what the browser wrote down of a page go before what the page says of itself."""
    url = next((origin.url for origin in origins if origin.url), facts.url)
    saved = next((origin.saved for origin in origins if origin.saved), facts.saved)
    return replace(facts, url=url, saved=saved)
