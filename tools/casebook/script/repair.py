"""Repair of text with characters left in the form of the other script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from casebook.model import Script
from casebook.script import engine, lexicon, segment
from casebook.script.choices import Choice, choice
from casebook.script.detect import own_characters
from casebook.script.editions import Fixed, fixed_words, pieces

# The rule of a repair that an exception asked for.
EXCEPTION = "exception"


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
            made.append(choice(text, start, after, script, rule))
        else:
            left.append(choice(text, start, text[start], script, rule))
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
    if script is Script.HANS:
        source, foreign = text, own_characters(Script.HANT)
    else:
        source, foreign = segment.convert(text, Script.HANS), own_characters(Script.HANS)
    converted = segment.convert(source, script)
    if converted == text:
        return
    decided = segment.rules(source, script)
    readings = lexicon.readings(script)
    for place, (before, after) in enumerate(zip(text, converted, strict=True)):
        if before == after:
            continue
        rule = decided[place]
        if before in foreign:
            yield place, after, rule, bool(rule) or before not in readings
        elif script is Script.HANT and _listed(before, after, rule):
            yield place, after, rule, bool(rule) and rule not in lexicon.weak()


def _listed(before: str, after: str, rule: str) -> bool:
    """Whether Traditional text may have ``before`` by mistake for ``after``."""
    evidence = lexicon.repairable().get((before, after))
    if evidence is lexicon.Evidence.PROJECT:
        return rule not in (engine.UNDECIDED, engine.OPENCC)
    return evidence is not None
