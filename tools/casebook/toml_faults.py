"""What is wrong with a file of TOML: where, in words for who typed it, and the nearest remedy.

The library names a fault by the grammar of TOML and puts the place behind it: ``Invalid value
(at line 3, column 9)``.  What it names otherwise (Python 3.14 and later may) is passed on.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import Any

_PLACE = re.compile(r"(?P<what>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of .*)\)")
_FAULTS: tuple[tuple[str, str], ...] = (
    ("Invalid value", "A value must be text in quotation marks, a number, true or false."),
    ("Expected '=' after a key.*", "After the name there must be an equals sign."),
    (
        "Expected newline or end of document after a statement",
        "The value ends before the line does: one line holds one setting.",
    ),
    ("Unterminated string|Illegal character '.?n'", "The text has no quotation mark at its end."),
    ("Illegal character .*|Found invalid character .*", "A character is not allowed there."),
    ("Unclosed array", "The list is not closed: ] is missing."),
    ("Expected '\\]\\]?'.*", "The name of a table is not closed: ] is missing."),
    ("Unclosed inline table", "The table is not closed: } is missing."),
    (
        "Cannot (overwrite a value|declare .* twice|mutate .*|redefine .*)|Duplicate .* key .*",
        "The name stands there twice: delete one of them.",
    ),
    (
        "Invalid statement|Invalid initial character for a key part",
        "A line must begin with a name of a-z, 0-9, _ and -; a remark begins with #.",
    ),
    (
        "Unescaped '\\\\' in a string|Invalid hex value|Escaped character is not .*",
        "A backslash in a text must be typed twice.",
    ),
    ("Invalid date or datetime", "A date must stand in quotation marks."),
    ("Nested too deeply", "Lists or tables stand in each other too deeply."),
    ("Too long a number", "The number has too many digits."),
    ("Too many parts of a key", "The name has too many parts, parted by dots."),
)
_SHOWN = 60
_PARTS = 100
_PARTED = re.compile(
    rf"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{_PARTS}}}"""
)
# The limit of Python for the digits of a whole number in text.
_LONG_NUMBER = re.compile(r"[\d_]{4301}")


def loads(text: str) -> dict[str, Any]:
    """Return the table that a text of TOML is.

    :raises tomllib.TOMLDecodeError: also where the library has no answer: lists in lists that
        end its stack, numbers that Python does not read, and names of so many parts that it
        takes the square of their number.
    """
    if parted := _PARTED.search(text):
        raise _at("Too many parts of a key", text.count("\n", 0, parted.start()) + 1)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError:
        depths = [line.count("[") + line.count("{") for line in text.split("\n")]
        raise _at("Nested too deeply", depths.index(max(depths)) + 1) from None
    except ValueError as error:
        number = _LONG_NUMBER.search(text)
        if not number:
            raise tomllib.TOMLDecodeError(str(error)) from None
        raise _at("Too long a number", text.count("\n", 0, number.start()) + 1) from None


def _at(what: str, line: int) -> tomllib.TOMLDecodeError:
    return tomllib.TOMLDecodeError(f"{what} (at line {line}, column 1)")


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of a file; ``line`` and ``column`` count from 1, 0 where they are not known."""

    line: int
    column: int
    said: str

    def __str__(self) -> str:
        """Return the words with the place in the line, as a detail of a problem."""
        place = f"Character {self.column}" if self.column else f"Line {self.line}"
        return f"{place}: {self.said}"


def fault(error: tomllib.TOMLDecodeError, text: str) -> Fault:
    """Return what the library found wrong with a text.

    What has no end is found at the end of the file, which is no place to look at: the line
    that it begins on is named instead.
    """
    match = _PLACE.fullmatch(str(error))
    if not match:
        return Fault(0, 0, unknown(str(error)))
    lines = text.split("\n")
    line, column = int(match["line"] or 0), int(match["column"] or 0)
    if not line or line > len(lines) or not lines[line - 1].strip():
        line, column = _last_opened(lines), 0
    known = (said for form, said in _FAULTS if re.fullmatch(form, match["what"], re.DOTALL))
    return Fault(line, column, next(known, unknown(match["what"])))


def unknown(what: str) -> str:
    """Return what a library says of a file where there are no words for it: as its words."""
    return f"The program that reads it says “{what}”."


def told(found: Fault, text: str) -> str:
    """Return a fault with its line of the text, as a detail of a problem."""
    wrong = text.split("\n")[found.line - 1] if found.line else ""
    return f"{found} `{shown(wrong)}`" if wrong.strip() else str(found)


def _last_opened(lines: list[str]) -> int:
    """Return the last line that opens a list, a table or a text of several lines, else the last."""
    opens = re.compile(r"=\s*(?:\[|\{|\"{3}|'{3})")
    opening = (at for at in range(len(lines), 0, -1) if opens.search(lines[at - 1]))
    written = (at for at in range(len(lines), 0, -1) if lines[at - 1].strip())
    return next(opening, next(written, 0))


def shown(line: str) -> str:
    """Return a line of the file as it is shown in a message."""
    line = line.strip()
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
