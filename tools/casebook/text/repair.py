"""Repair of text with characters left in the form of the other script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

from casebook.records import Edition, Script
from casebook.text import contexts, dictionary, engine, jieba, names, segment
from casebook.text.choices import Choice, choice
from casebook.text.conversion import Fixed, fixed_words, pieces
from casebook.text.detect import own_characters
from casebook.text.editions import standard
from casebook.text.suspects import other, suspicious

OPENCC, COMMON = engine.OPENCC, engine.COMMON
"""What decided a character, where no word of the project and no ruling did."""

_LONGEST, _SHORT = 5, 3
"""Characters of the words that are sought around a repair, and of those that speak against it."""

_GIVEN = 2
"""Characters of a given name that may be a word, too."""

_NUMERALS = frozenset("0123456789０１２３４５６７８９一二三四五六七八九十百千万亿两几数多来")

_RIVER = "余"
"""A surname and a river that the project's words have as 餘 before a measure (餘家, 餘天)."""

_LAST = 0xFFFF
"""End of the Basic Multilingual Plane: forms beyond it (𪨶 for 輋, names of places and plants) are
the norm, but not what most text has, and few fonts hold them."""

_NO_WORD = (engine.UNDECIDED, engine.COMMON, contexts.RULE)
"""Rules that name no word."""

EXCEPTION = "exception"
"""The rule of a repair that a person's ruling asked for."""


def repair(
    text: str,
    script: Script,
    keep: Iterable[str] = (),
    exceptions: Mapping[str, str] | None = None,
) -> tuple[str, tuple[Choice, ...], tuple[Choice, ...]]:
    """Repair characters of ``text`` that stand in the form of the other script.

    A character is repaired where a word asks for it, or where it occurs in the
    other script alone and has one reading; what the pairs of ``repair.toml`` do
    not list is left as a matter of taste.

    :param script: the script that ``text`` is meant to be in.
    :param keep: words that stay as they are.
    :param exceptions: words with what must stand in their place, each as long.
    :returns: the text, as long as before; the repairs; and the places that no word
        decides, which are left for a person.
    """
    repaired = list(text)
    made: list[Choice] = []
    left: list[Choice] = []
    for start, after, rule, sure in _found(text, script, fixed_words(keep, exceptions)):
        if sure:
            repaired[start] = after
            made.append(choice(text, start, after, standard(script), rule))
        else:
            left.append(choice(text, start, text[start], standard(script), rule))
    return "".join(repaired), tuple(made), tuple(left)


def _found(text: str, script: Script, fixed: Fixed) -> Iterator[tuple[int, str, str, bool]]:
    """Yield place, right character, rule, and whether that is certain."""
    start = 0
    for piece, replacement in pieces(text, fixed):
        if replacement is not None:
            for offset, after in enumerate(replacement):
                if piece[offset] != after:
                    yield start + offset, after, EXCEPTION, True
        else:
            for offset, after, rule, sure in _in_piece(piece, script):
                yield start + offset, after, rule, sure
        start += len(piece)


def _in_piece(text: str, script: Script) -> Iterator[tuple[int, str, str, bool]]:
    clauses = suspicious(text, script)
    if not clauses:
        return
    source, converted = _there_and_back("\n".join(clause for _, clause in clauses), script)
    differing = [
        (start, clause, item, made)
        for (start, clause), item, made in zip(
            clauses, source.split("\n"), converted.split("\n"), strict=True
        )
        if clause != made
    ]
    if not differing:
        return
    decided = segment.rules("\n".join(entry for _, _, entry, _ in differing), standard(script))
    first = 0
    for start, clause, item, made in differing:
        own = _own_words(item, standard(script))
        wrong = {
            at: pair for at, pair in enumerate(zip(clause, made, strict=True)) if pair[0] != pair[1]
        }
        judged = {at: _judged(*pair, decided[first + at], script) for at, pair in wrong.items()}
        # A character of the other script alone stands right in no word.
        own_forms = {at for at in wrong if clause[at] not in own_characters(other(script))}
        for place, (before, after) in wrong.items():
            rule, verdict = decided[first + place], judged[place]
            if verdict is None:
                # A word of the project's is repaired whole: 復制 is 複製, and no 復製.
                word = own_forms.intersection(range(*own.get(place, (0, 0))))
                verdict = any(judged[at] for at in word) or None
            elif rule == OPENCC and place in own_forms:
                verdict = verdict and not _half(place, judged)
            if verdict is not None:
                may_stand = verdict and place in own_forms
                doubted = may_stand and _stands(item, place, (before, after), own.get(place))
                named = script is Script.HANT and _in_name(item, place, own.get(place))
                yield start + place, after, rule, verdict and not doubted and not named
        first += len(clause) + 1


def _own_words(source: str, edition: Edition) -> dict[int, tuple[int, int]]:
    """Return for each place of a clause the word of the project's that covers it."""
    words = engine.own_words(engine.probe(edition)(source), edition)
    return {place: (start, end) for start, end, _ in words for place in range(start, end)}


def _half(place: int, judged: Mapping[int, bool | None]) -> bool:
    """Whether a word would be repaired only in part: its other character may be right."""
    return any(at in judged and judged[at] is None for at in (place - 1, place + 1))


def _stands(source: str, place: int, pair: tuple[str, str], own: tuple[int, int] | None) -> bool:
    """Whether a character stands right in another word than the one that asks to repair it.

    取下|髮夾 has a word for 發 (下发) and one for 髮 (发夹), 候車|里民 one for 裡 and one for 里:
    where neither is part of the other, a person decides.  So where its neighbours nearly always
    stand beside it as it is (沙崙里|活動中心).

    :param source: the clause in Simplified characters, which is converted.
    :param place: where the character stands in it.
    :param pair: the character of the Traditional text, and what it would become.
    :param own: the word of the project's that covers it.
    """
    edition = standard(Script.HANT)
    before, after = pair
    beside = contexts.sign(source, place)
    if beside and beside.reading == before:
        return True
    if own and segment.convert(source[slice(*own)], edition)[place - own[0]] != after:
        return True
    if own and _cuts_another(own, source, place, before):
        return True
    spans = [
        (start, end)
        for start in range(max(0, place - _LONGEST + 1), place + 1)
        for end in range(max(place + 1, start + 2), min(len(source), start + _LONGEST) + 1)
    ]
    windows = "\n".join(source[start:end] for start, end in spans)
    made, decided = segment.convert(windows, edition), segment.rules(windows, edition)
    asking, standing, first = [], [], 0
    for start, end in spans:
        at = first + place - start
        if decided[at] not in _NO_WORD:
            if made[at] == after:
                asking.append((start, end))
            elif made[at] == before and end - start <= _SHORT:
                standing.append((start, end))
        first += end - start + 1
    words = [own] if own else _least(asking)
    return any(not any(_holds(word, span) for word in words) for span in _least(standing))


def _cuts_another(own: tuple[int, int], source: str, place: int, before: str) -> bool:
    """Whether a word cuts another of the text in two, and the character by itself stands right.

    英里 cuts 菁英|裡, 製作 cuts 法制|作業; 廳裡 cuts 大廳|里 too, but there 里 by itself is 裡.
    """
    end = 0
    cut, alone = False, ""
    for word in jieba.cut(source):
        start, end = end, end + len(word)
        cut = cut or start < own[0] < end or start < own[1] < end
        if start <= place < end:
            alone = engine.converter(standard(Script.HANT))(word)[place - start]
    return cut and alone == before


def _in_name(source: str, place: int, own: tuple[int, int] | None) -> bool:
    """Whether a character may be of a person's name, whose forms are the person's own.

    It is no part of a word of the text, and stands after a surname (彭双浪) or is one before a
    single character (温世政); or it is 余 before a measure, but not after a number (余家, 余天錫);
    or it is part of a word of two characters that may be a given name (記者于郁金, 主任張云端).

    :param source: the clause in Simplified characters.
    :param own: the word of the project's that covers it.
    """
    if place > 0 and source[place - 1] in _NUMERALS:
        return False
    if own and own[0] == place and source[place] == _RIVER:
        return True
    surnames = dictionary.surnames()
    words = jieba.cut(source)
    ends = list(accumulate(map(len, words)))
    single = {end - 1 for word, end in zip(words, ends, strict=True) if len(word) == 1}
    if place not in single:
        word, end = next(pair for pair in zip(words, ends, strict=True) if pair[1] > place)
        surname = end - _GIVEN - 1
        return (
            len(word) == _GIVEN
            and surname in single
            and source[surname] in surnames
            and names.may_be_name(source, surname, end)
        )
    after_surname = place - 1 in single and any(
        at in single and source[at] in surnames for at in (place - 1, place - 2)
    )
    return after_surname or (source[place] in surnames and place + 1 in single)


def _least(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans that hold no other: a word without its neighbours."""
    return [span for span in spans if not any(o != span and _holds(span, o) for o in spans)]


def _holds(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _there_and_back(text: str, script: Script) -> tuple[str, str]:
    """Return a text as conversion into ``script`` wants it, and what conversion makes of it."""
    source = text if script is Script.HANS else segment.convert(text, standard(Script.HANS))
    return source, segment.convert(source, standard(script))


def _judged(before: str, after: str, rule: str, script: Script) -> bool | None:
    """Whether a repair is certain; ``None`` where there is nothing to repair."""
    if before in dictionary.either():
        return None
    if script is Script.HANT and before in dictionary.in_names():
        return _by_project(rule)
    if before in own_characters(other(script)):
        if ord(after) > _LAST:
            return False
        by_word = rule not in _NO_WORD
        return by_word or before not in dictionary.readings(script)
    if script is Script.HANT and _listed(before, after, rule):
        asked = dictionary.repairable()[before, after] is dictionary.Evidence.NONE
        return bool(rule) and not asked and rule not in (contexts.RULE, *dictionary.weak())
    return None


def _by_project(rule: str) -> bool:
    """Whether a word of the project's decided."""
    return rule not in (*_NO_WORD, engine.OPENCC)


def _listed(before: str, after: str, rule: str) -> bool:
    """Whether Traditional text may have ``before`` by mistake for ``after``."""
    evidence = dictionary.repairable().get((before, after))
    if evidence is dictionary.Evidence.PROJECT:
        return _by_project(rule)
    if evidence is dictionary.Evidence.WORD:
        return rule != engine.COMMON
    return evidence is not None
