"""Which parts of a text could need repair at all; the others are not converted to find out.

Conversion costs far more than a look at the characters, and most clauses of
most texts have none that any rule would repair.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from casebook.records import Script
from casebook.text import dictionary, engine
from casebook.text.detect import own_characters
from casebook.text.editions import standard

# Marks that no word of OpenCC's dictionaries holds; some of the project's own words do.
_MARKS = "，。；：！？、“”‘’「」『』《》（）"
_IDEOGRAPHS = range(0x3400, 0xA000)


def other(script: Script) -> Script:
    """Return the script that is not this one."""
    return Script.HANS if script is Script.HANT else Script.HANT


def suspicious(text: str, script: Script) -> list[tuple[int, str]]:
    """Find the clauses with a character that could ever be repaired, and where each begins.

    No word of any dictionary reaches over the end of a clause, so that a clause
    is converted as the whole text would be.
    """
    suspects = _suspects(script)
    if not suspects.pattern.search(text):
        return []
    return [
        (match.start(), match[0]) for match in _clause().finditer(text) if suspects.any_in(match[0])
    ]


@dataclass(frozen=True, slots=True)
class _Suspects:
    """Characters that a repair could begin with.

    ``beside`` has those that only a word of the project's can repair, each with
    what stands before it and after it in such words, in whatever form.
    """

    pattern: re.Pattern[str]
    beside: Mapping[str, tuple[frozenset[str], frozenset[str]]]

    def any_in(self, clause: str) -> bool:
        """Whether a clause has one of them."""
        for match in self.pattern.finditer(clause):
            near = self.beside.get(match[0])
            at = match.start()
            if not near or (at and clause[at - 1] in near[0]) or clause[at + 1 : at + 2] in near[1]:
                return True
        return False


@functools.cache
def _clause() -> re.Pattern[str]:
    characters = {char for script in Script for word, _ in _own_words(script) for char in word}
    marks = "".join(mark for mark in _MARKS if mark not in characters)
    return re.compile(f"[^\n{marks}]+")


@functools.cache
def _suspects(script: Script) -> _Suspects:
    foreign = own_characters(other(script))
    if script is Script.HANS:
        return _Suspects(_any(foreign), {})
    taken = engine.converter(standard(script))
    # 群 is written so in Taiwan too: what has one reading, itself, is never repaired.
    several = dictionary.readings(script)
    alone = {char for char in foreign if char in several or taken(char) != char}
    evidence = dictionary.repairable()
    by_project = dictionary.Evidence.PROJECT
    alone |= {before for (before, _), asked in evidence.items() if asked is not by_project}
    beside = {char: near for char, near in _beside().items() if char not in alone}
    return _Suspects(_any(alone | set(beside)), beside)


def _beside() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    pairs = [
        pair
        for pair, asked in dictionary.repairable().items()
        if asked is dictionary.Evidence.PROJECT
    ]
    near: dict[str, tuple[set[str], set[str]]] = {entry: (set(), set()) for entry, _ in pairs}
    written: dict[str, list[str]] = defaultdict(list)
    for entry, right in pairs:
        written[right].append(entry)
    for word, finished in _own_words(Script.HANT):
        for at, char in enumerate(finished):
            for entry in written.get(char, ()):
                if at:
                    near[entry][0].add(word[at - 1])
                else:
                    near[entry][1].update(word[1:2] or _forms())
    return {
        element: (_all_forms(left), _all_forms(right)) for element, (left, right) in near.items()
    }


def _own_words(script: Script) -> Iterator[tuple[str, str]]:
    for group in dictionary.script_groups(script):
        yield from engine.keyed(group, script).items()


@functools.cache
def _forms() -> dict[str, set[str]]:
    """Map a character of Simplified text to all that conversion may make it from."""
    every = "\n".join(map(chr, _IDEOGRAPHS)).split("\n")
    simplified = engine.converter(standard(Script.HANS))("\n".join(every)).split("\n")
    readings = dictionary.readings(Script.HANS)
    forms: dict[str, set[str]] = {}
    for char, plain in zip(every, simplified, strict=True):
        for item in {char, plain, *readings.get(char, "")}:
            forms.setdefault(item, set()).add(char)
    return forms


def _all_forms(chars: set[str]) -> frozenset[str]:
    return frozenset(form for char in chars for form in (char, *_forms().get(char, ())))


def _any(chars: AbstractSet[str]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(re.escape, sorted(chars)))}]")
