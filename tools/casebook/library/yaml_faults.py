"""What is wrong with front matter, in words for who typed it: YAML names it by its grammar."""

from __future__ import annotations

import re

import yaml

from casebook.toml_faults import Fault, told, unknown

_QUOTED = "A value that begins with this character must stand in quotation marks."
_MAPPED = (
    "A value that holds a colon and a space must stand in quotation marks; a key begins "
    "below the one above it, and behind a dash stands a space."
)
_FAULTS: tuple[tuple[str, str], ...] = (
    (
        "mapping values are not allowed here",
        _MAPPED,
    ),
    ("could not find expected ':'", "The line is no 'key: value'."),
    ("found unexpected end of stream", "The text has no quotation mark at its end."),
    ("expected ',' or '\\]'.*", "The list is not closed: ] is missing."),
    ("expected ',' or '}'.*", "The table is not closed: } is missing."),
    ("found character '\\\\t' .*", "A line begins with spaces, not with a tab."),
    (
        "expected (<block end>.*|'<document start>', but found '<block mapping start>')",
        "The line does not begin below those above it, or goes on behind a quotation mark.",
    ),
    ("sequence entries are not allowed here", "A list begins on a line of its own."),
    (
        "found unknown escape character.*|expected escape sequence.*",
        "A backslash in a text must be typed twice.",
    ),
    ("unacceptable character.*", "A character is not allowed there."),
    ("found character .* that cannot start any token|expected the node content.*", _QUOTED),
    ("expected (chomping|a comment or|alphabetic|'>').*", _QUOTED),
    ("It nests too deeply.", "Lists or tables stand in each other too deeply."),
)
"""What PyYAML says (``scanner.py``, ``parser.py``), and what it means to who typed it."""
_OPENED = re.compile("quoted scalar|flow|simple key")


def said_of(error: yaml.YAMLError, text: str, offset: int) -> tuple[int, str]:
    """Return the line of an error in the file, and what is wrong there.

    Of a quotation mark or bracket that is never closed YAML names the line where it
    gave up; the line to correct is the one that opens it.

    :param offset: the line of the file that ``text`` begins on, from 1.
    """
    line, column = 1, 0
    what = str(error).split("\n")[0]
    if isinstance(error, yaml.MarkedYAMLError):
        at, begun = error.problem_mark, error.context_mark
        what = str(error.problem or error.context)
        context = error.context or ""
        opened = at and begun and begun.line < at.line and _OPENED.search(context)
        if mark := begun if opened or "block scalar" in context else at or begun:
            line, column = mark.line + 1, mark.column + 1
    elif isinstance(error, yaml.reader.ReaderError):
        before = text[: error.position]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    known = (said for form, said in _FAULTS if re.fullmatch(form, what, re.DOTALL))
    return line + offset - 1, told(Fault(line, column, next(known, unknown(what))), text)
