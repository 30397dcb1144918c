"""Text files of a knowledge base, in whatever encoding an editor wrote them."""

from __future__ import annotations

from pathlib import Path

from casebook.files import Problems, read_file
from casebook.ingest.read.decode import decode
from casebook.problems import Code, Problem

_MIXED = 4
"""Broken bytes for each character that reads well, up to which a file is UTF-8 all the same:
text in GB 18030 has 29 or more (26 articles of the sample, the tests and the shared inputs)."""


def read_text_file(path: Path) -> tuple[str | None, Problems]:
    """Read a text file that may be missing, without its byte order mark.

    :returns: its text; ``None`` without a problem where nothing has this name, and with one
        where it cannot be read.  Text in another encoding than UTF-8 comes with a warning.
    """
    content, problems = read_file(path)
    if content is None:
        return None, problems
    text, encoding = decoded(content)
    file = path.as_posix()
    if text is None:
        line, detail = broken_place(content)
        return None, (Problem(Code.UNDECODABLE, file, line, detail),)
    if doubt := doubt_of(content):
        return text.removeprefix("\ufeff"), (Problem(Code.ENCODING_DOUBTFUL, file, 0, doubt),)
    if encoding:
        detail = f"It was read as {encoding} all the same."
        return text, (Problem(Code.OTHER_ENCODING, file, 0, detail),)
    return text.removeprefix("\ufeff"), ()


def decoded(content: bytes) -> tuple[str | None, str]:
    """Return the text of bytes, and their encoding where it is not UTF-8.

    :returns: ``None`` where a byte is broken, or no encoding fits the file whole.
    """
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError:
        result = None if _is_mostly_utf8(content) else decode(content)
        if result is None or result.broken or result.encoding.startswith("utf-8"):
            return None, ""
    return result.text, result.encoding


def broken_place(content: bytes) -> tuple[int, str]:
    """Return where the first byte is broken of bytes that :func:`decoded` does not read.

    :returns: the line, from 1, and a sentence with the offset, from 0, in the encoding that the
        rest is in.
    """
    result = None if _is_mostly_utf8(content) else decode(content)
    encoding = result.encoding if result else "utf-8"
    try:
        content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].decode(encoding).count("\n") + 1
        if encoding.startswith("utf-8"):
            return line, f"Byte {error.start} is broken."
        return line, f"Byte {error.start} is broken; all before it is {encoding}."
    return 0, ""


def doubt_of(content: bytes) -> str:
    """Return what is in doubt about the encoding of a file, ``""`` where nothing is.

    A few characters in GB 18030 may be as good a text in Big5, or be UTF-8 by chance.
    """
    result = decode(content)
    if result is None or not result.rival:
        return ""
    return f"It was read as {result.encoding}; it may be {result.rival}."


def text_of(content: bytes | None) -> str:
    """Return the text of bytes in whatever encoding; U+FFFD stands for what is broken."""
    text, _ = decoded(content or b"")
    return (content or b"").decode("utf-8", "replace") if text is None else text


def _is_mostly_utf8(content: bytes) -> bool:
    """Whether a file is UTF-8 with some bytes broken: another encoding would falsify the rest."""
    text = content.decode("utf-8", "replace")
    whole = sum(char > "\u3000" and char != "\ufffd" for char in text)
    return whole * _MIXED > text.count("\ufffd")
