"""Conversion that knows where words begin and end.

OpenCC takes the longest word of its dictionaries from left to right.  Where two
common words meet it may take a rare one across them: 提交|并 gives 交併, and
好|干部 gives 好乾.  So Simplified text is read twice, once as it stands and once
cut into words.  Where the two readings differ the second holds, unless a word of
the project's own decided the first and at least one of its ends is the end of a
word in the text (of some groups both: 统一|并 is no 一併).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from itertools import accumulate

from casebook.records import Edition, Script
from casebook.text import contexts, copula, crossing, dictionary, engine, jieba, villages
from casebook.text.names import find_names, may_begin_name

_CUT = "\x1f"
_THIN = re.compile("(?<=[0-9])[ \u00a0\u2009\u202f](?=[一-鿿])")
"""A space that only typesetting puts between a number and what is counted: 3 天后, 88 只."""
_KANA = re.compile("[ぁ-ゖァ-ヺ]")
_CLAUSE = re.compile("[^，。；！？\n]+")
_ASKED = 4
"""Texts of which words, conversion and what decides it are remembered: one is asked of at a time,
and to say what decides asks for all three again."""


def convert(text: str, edition: Edition) -> str:
    """Convert ``text`` of the other script into an edition, blind to names and punctuation.

    The result is as long as the text, and every character stays in its place.
    """
    spaces = _spaces(text, edition)
    if not spaces:
        return _convert(text, edition)
    rest = iter(_convert(_THIN.sub("", text), edition))
    return "".join(char if at in spaces else next(rest) for at, char in enumerate(text))


def _spaces(text: str, edition: Edition) -> set[int]:
    """Return where Simplified text parts a number from what is counted: words reach over it."""
    if edition.script is Script.HANS:
        return set()
    return {match.start() for match in _THIN.finditer(text)}


@functools.lru_cache(maxsize=_ASKED)
def _convert(text: str, edition: Edition) -> str:
    whole = _printed(text, edition)
    if edition.script is Script.HANS:
        return _with_readings(whole, _unfit(text, whole, edition))
    converted = _with_contexts(text, _converted(text, whole, edition), edition)
    return _with_names(text, _with_villages(text, _with_copulas(text, converted, edition)))


def _unfit(text: str, whole: str, edition: Edition) -> dict[int, str]:
    """Return where Simplified text has another reading than the words that were found give."""
    return crossing.ill_fitting(text, whole, edition) | _in_japanese(text)


def _in_japanese(text: str) -> dict[int, str]:
    """Return the forms of Japan in clauses that are Japanese (農村の「三変」改革): they stay."""
    if not _KANA.search(text):
        return {}
    return {
        match.start() + place: char
        for match in _CLAUSE.finditer(text)
        if _KANA.search(match[0])
        for place, char in enumerate(match[0])
        if char in dictionary.of_japan()
    }


def _with_readings(converted: str, readings: Mapping[int, str]) -> str:
    """Give some characters another reading."""
    if not readings:
        return converted
    return "".join(readings.get(place, char) for place, char in enumerate(converted))


def _with_contexts(text: str, converted: str, edition: Edition) -> str:
    """Give characters that no word decides the reading that their neighbours tell."""
    found = list(contexts.unusual(text))
    if not found:
        return converted
    form = engine.forms(edition)
    wanted = {place: form(reading) for place, reading in found}
    wanted = {place: char for place, char in wanted.items() if char != converted[place]}
    if not wanted:
        return converted
    chars = list(converted)
    for place in wanted.keys() & _without_word(text, edition, _rules(text, edition)):
        chars[place] = wanted[place]
    return "".join(chars)


def _without_word(text: str, edition: Edition, decided: list[str]) -> set[int]:
    """Return where no word of the project's stands, and OpenCC's decide nothing.

    :param decided: what :func:`_rules` says of the text.
    """
    whole, bounded = _marks(text, edition), _marks_by_word(text, edition)
    free = (engine.UNDECIDED, engine.COMMON)
    return {
        place
        for place, rule in enumerate(decided)
        if rule in free and not engine.is_own(whole[place]) and not engine.is_own(bounded[place])
    }


def _with_copulas(text: str, converted: str, edition: Edition) -> str:
    """Give 系 that stands for *is* its own character, where no word of the project's decides."""
    chars = list(converted)
    for place in _copulas(text, edition):
        if chars[place] == copula.OTHERWISE:
            chars[place] = copula.TRADITIONAL
    return "".join(chars)


def _with_villages(text: str, converted: str) -> str:
    """Give names of neighbourhoods their 里, where 裡 would be printed."""
    return _with_readings(converted, dict.fromkeys(villages.find_villages(text), villages.VILLAGE))


def _copulas(text: str, edition: Edition) -> set[int]:
    """Return where 系 stands for *is*, and in no word of the project's that is one of the text."""
    if copula.SIMPLIFIED not in text or _CUT in text:
        return set()
    found = set(copula.find_copulas(text, _words(text)))
    if found:
        held = _held(text, _marks(text, edition), edition)
        found -= {place for place, across in held.items() if not across}
    return found


def _with_names(text: str, converted: str) -> str:
    """Give the names after titles their own characters."""
    results = list(find_names(text))
    if not results:
        return converted
    chars = list(converted)
    for name in results:
        for place, char in enumerate(name.finished, name.start):
            if char != "\0":
                chars[place] = char
    return "".join(chars)


def _converted(text: str, whole: str, edition: Edition) -> str:
    """Choose between the reading of a text as it stands and of its words."""
    bounded = _printed_by_word(text, edition)
    if whole == bounded:
        return whole
    # No word reaches over the end of a line, so that lines that agree need no judge.
    rows = zip(text.split("\n"), whole.split("\n"), bounded.split("\n"), strict=True)
    return "\n".join(
        item if item == other else _judged(row, item, other, edition) for row, item, other in rows
    )


def _judged(text: str, whole: str, bounded: str, edition: Edition) -> str:
    """Choose between two readings of a text, character by character."""
    held = _held(text, _marks(text, edition), edition)
    return "".join(
        item if place in held else other
        for place, (item, other) in enumerate(zip(whole, bounded, strict=True))
    )


def rules(text: str, edition: Edition) -> list[str]:
    """Return for every character of ``text`` what decides its conversion into an edition.

    :returns: the name of a group of the project's words, :data:`engine.OPENCC`
        for OpenCC's dictionaries, :data:`contexts.RULE` where only the neighbours tell the
        reading, :data:`engine.COMMON` where no word has another reading,
        or :data:`engine.UNDECIDED` where the character stands alone or OpenCC's words
        differ between the two readings.
    """
    spaces = _spaces(text, edition)
    if spaces:
        rest = iter(rules(_THIN.sub("", text), edition))
        return [engine.COMMON if at in spaces else next(rest) for at in range(len(text))]
    result = _rules(text, edition)
    if edition.script is Script.HANT:
        _mark_contexts(text, edition, result)
        for place in villages.find_villages(text):
            result[place] = engine.UNDECIDED
        for name in find_names(text):
            for place, char in enumerate(name.finished, name.start):
                if not name.sure:
                    result[place] = engine.UNDECIDED
                elif char != "\0":
                    result[place] = NAME
    return result


def _mark_contexts(text: str, edition: Edition, decided: list[str]) -> None:
    """Write into what decides each character what its neighbours decide or call in question."""
    form, readings = engine.forms(edition), dictionary.readings(Script.HANT)
    converted = convert(text, edition)
    free = _without_word(text, edition, decided)
    copulas = _copulas(text, edition)
    for place, char in enumerate(text):
        found = contexts.sign(text, place) if char in readings else None
        if found is None or not found.both or place in copulas or may_begin_name(text, place):
            continue
        if place in free:
            decided[place] = contexts.RULE
        elif form(found.reading) != converted[place]:
            decided[place] = engine.UNDECIDED


NAME = "人名"
"""The rule of a name that its title shows."""


def _rules(text: str, edition: Edition) -> list[str]:
    whole, says = _marks(text, edition), engine.rules(edition).__getitem__
    if edition.script is Script.HANS:
        unfit = _unfit(text, _printed(text, edition), edition)
        result = list(map(says, whole))
        for at in unfit:
            result[at] = engine.UNDECIDED
        return result
    bounded = _marks_by_word(text, edition)
    if whole == bounded:
        return list(map(says, whole))
    held = _held(text, whole, edition)
    disputed = _disputed(text, bounded, held, edition)
    alone = engine.alone(edition.script)(text)
    result = list(map(says, bounded))
    for place, (char, item, other) in enumerate(zip(alone, whole, bounded, strict=True)):
        if item == other:
            continue
        decided = result[place] = says(item if place in held else other)
        made, otherwise = engine.made(item, char), engine.made(other, char)
        if decided in (engine.OPENCC, engine.COMMON) and made != otherwise:
            result[place] = engine.UNDECIDED
    for place in disputed:
        result[place] = engine.UNDECIDED
    return result


def _disputed(text: str, bounded: str, held: dict[int, bool], edition: Edition) -> set[int]:
    """Return where a word of the project's goes across words of the text that print otherwise.

    :param bounded: what the probe says of the words of the text one by one.
    :param held: see :func:`_held`.
    """
    printed, otherwise = _printed(text, edition), _printed_by_word(text, edition)
    return {
        place
        for place, across in held.items()
        if across
        and printed[place] != otherwise[place]
        and engine.rules(edition)[bounded[place]] not in (engine.UNDECIDED, engine.COMMON)
    }


@functools.lru_cache(maxsize=_ASKED)
def _words(text: str) -> tuple[str, ...]:
    """Cut a text into words; conversion, rules and words of the project's ask for the same ones."""
    return tuple(jieba.cut(text))


@functools.lru_cache(maxsize=_ASKED)
def _printed(text: str, edition: Edition) -> str:
    """Return what OpenCC makes of a text as it stands."""
    return engine.converter(edition)(text)


@functools.lru_cache(maxsize=_ASKED)
def _printed_by_word(text: str, edition: Edition) -> str:
    """Return what OpenCC makes of the words of a text one by one."""
    return _by_word(text, engine.converter(edition))


@functools.lru_cache(maxsize=_ASKED)
def _marks(text: str, edition: Edition) -> str:
    """Return what the probe says of a text as it stands."""
    return engine.probe(edition)(text)


@functools.lru_cache(maxsize=_ASKED)
def _marks_by_word(text: str, edition: Edition) -> str:
    """Return what the probe says of the words of a text one by one."""
    return _by_word(text, engine.probe(edition))


def _by_word(text: str, conversion: Callable[[str], str]) -> str:
    """Apply a conversion to the words of Simplified text one by one."""
    if _CUT in text:
        return conversion(text)
    return conversion(_CUT.join(_words(text))).replace(_CUT, "")


def _held(text: str, marks: str, edition: Edition) -> dict[int, bool]:
    """Return which characters a word of the project's covers that fits the words of the text.

    One that is part of a longer one that is a word of the text gives way: after 于农 (in 于|农历年)
    the text as it stands reads 歷年.

    :param marks: what the probe says of the text.
    :returns: of each such character whether the word goes across words of the text.
    """
    ends = {0, *accumulate(map(len, _words(text)))}
    fitting = [
        (start, end, (start in ends) + (end in ends) < 2)
        for start, end, whole in engine.own_words(marks, edition)
        if (start in ends) + (end in ends) > whole
    ]
    longer: list[tuple[int, int]] = []
    if any(across for _, _, across in fitting):
        inside = _marks_by_word(text, edition)
        longer = [
            (start, end)
            for start, end, _ in engine.own_words(inside, edition)
            if start in ends and end in ends
        ]
    held: dict[int, bool] = {}
    for start, end, across in fitting:
        if not across or not _is_part(start, end, longer):
            held |= dict.fromkeys(range(start, end), across)
    return held


def _is_part(start: int, end: int, words: list[tuple[int, int]]) -> bool:
    """Whether a span is part of a longer word."""
    return any(
        first <= start and end <= last and end - start < last - first for first, last in words
    )
