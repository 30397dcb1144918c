"""Names of persons behind a title, whose surname keeps its own character: 书记范仲平.

Conversion knows no names: it takes 范 for a range and 于 for a preposition.  A title before
them, and a word of speech or a mark behind, show that a person is meant.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

import rjieba

from casebook import resources


@dataclass(frozen=True, slots=True)
class _Names:
    """The lists of ``data/script/names.toml``."""

    pattern: re.Pattern[str]
    surnames: dict[str, str]
    double: dict[str, str]
    given: dict[str, str]
    careful: frozenset[str]
    behind: re.Pattern[str]


def _either(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


@functools.cache
def _names() -> _Names:
    data = tomllib.loads(resources.text("script/names.toml"))
    surnames = {pair[0]: pair[1] for pair in data["surnames"].split()}
    double = dict(pair.split("=") for pair in data["double"].split())
    first = _either([*double, *surnames])
    titles = _either(data["titles"].split())
    return _Names(
        re.compile(f"(?:{titles}|[、和与](?={first}))(?P<name>{first})"),
        surnames,
        double,
        {pair[0]: pair[1] for pair in data["given"].split()},
        frozenset(data["careful"].split()),
        re.compile(f"(?:{_either(data['behind'].split())})|$"),
    )


def find_names(text: str) -> Iterator[tuple[int, str]]:
    """Yield the place and the finished form of each name behind a title in Simplified text.

    Only the characters that names fix are in it; the others stand as NUL.
    """
    names = _names()
    last = -1
    for match in names.pattern.finditer(text):
        start = match.start("name")
        row = text[match.start()] in "、和与"
        if row and last != match.start():
            continue  # 、 joins a name to a name only.
        end = _end(text, match["name"], start)
        if end is None:
            continue
        last = end
        surname = names.double.get(match["name"]) or names.surnames[match["name"]]
        rest = text[start + len(match["name"]) : end]
        yield start, surname + "".join(names.given.get(char, "\0") for char in rest)


def _end(text: str, surname: str, start: int) -> int | None:
    """Return where a name ends that begins at a place; ``None`` where there is none."""
    names = _names()
    first = start + len(surname)
    for length in (2, 1):
        given = text[first : first + length]
        if len(given) < length or not re.fullmatch("[一-鿿]+", given):
            continue
        end = first + length
        if not names.behind.match(text, end):
            continue
        if surname in names.careful and _is_words(text, start, end):
            continue
        return end
    if surname in names.careful or len(surname) > 1:
        return None
    return _tagged_end(text, start)


def _is_words(text: str, start: int, end: int) -> bool:
    """Whether the dictionary knows what would be a name: 余粮, 种苹果, 于是."""
    name = text[start:end]
    if rjieba.has_word(name) or rjieba.has_word(text[start : start + 2]):
        return True
    verb = name[0] == "种"
    return verb and rjieba.has_word(name[1:]) and len(name) > 2


def _tagged_end(text: str, start: int) -> int | None:
    """Return where the tagger sees the name end that begins at a place."""
    for word, tag in rjieba.tag(text[start : start + 6])[:1]:
        if tag.startswith("nr") and 1 < len(word) <= 3:
            return start + len(word)
    return None
