"""Places where conversion had to choose between characters."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from casebook.records import Edition, Script
from casebook.text import dictionary, engine

_CONTEXT = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """One place where conversion had to choose between characters.

    :param start: where ``before`` stands, counted in characters of the text as it was given.
    :param before: the character that stood there.
    :param after: the character that was chosen; ``before`` where it was left alone.
    :param alternatives: what else could have been chosen, the commonest first.
    :param left: the text before it, at most eight characters.
    :param right: the text after it, at most eight characters.
    :param rule: what decided: a group of the project's words, ``OpenCC`` for
        OpenCC's dictionaries, or ``""`` where no word decided.
    """

    start: int
    before: str
    after: str
    alternatives: tuple[str, ...]
    left: str
    right: str
    rule: str


def choice(text: str, start: int, after: str, edition: Edition, rule: str) -> Choice:
    """Return the choice of ``after`` at one place of ``text``, in the forms of an edition."""
    before = text[start]
    plain = _plain(before) if edition.script is Script.HANT else before
    may = engine.forms(edition)(dictionary.readings(edition.script).get(plain, "")) or after
    return Choice(
        start,
        before,
        after,
        tuple(char for char in dict.fromkeys(may + before) if char != after),
        text[max(0, start - _CONTEXT) : start],
        text[start + 1 : start + 1 + _CONTEXT],
        rule,
    )


@functools.cache
def _plain(char: str) -> str:
    """Return what Simplified text writes for a character: only so many have several readings."""
    return engine.plain("tw2s")(char)
