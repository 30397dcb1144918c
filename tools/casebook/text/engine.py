"""OpenCC with the project's own words in front of its dictionaries.

OpenCC reads its dictionaries from the installed package; the project's words
go into the configuration as inline entries.  The configuration is written to
a temporary folder because OpenCC reads it from a file only.
"""

from __future__ import annotations

import functools
import json
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import opencc

from casebook.records import Edition, Script
from casebook.text import dictionary
from casebook.text.editions import standard

_SHARE = Path(opencc.__file__).parent / "clib" / "share" / "opencc"

Dictionary = dict[str, Any]


def _file(name: str) -> Dictionary:
    return {"type": "ocd2", "file": str(_SHARE / f"{name}.ocd2")}


def _inline(entries: dict[str, str]) -> Dictionary:
    return {"type": "inline", "entries": entries}


def _regional(edition: Edition, *before: Dictionary) -> Dictionary:
    """Return the last link of a chain into Traditional: the forms of the edition's region."""
    return _first(*before, *map(_file, edition.variants))


def _first(*dictionaries: Dictionary) -> Dictionary:
    """Return a group in which the first dictionary that knows a word decides."""
    return {"type": "group", "match_policy": "short_circuit", "dicts": list(dictionaries)}


def _longest(*dictionaries: Dictionary) -> Dictionary:
    """Return a group in which the longest word decides; of equal ones the first."""
    return {"type": "group", "match_policy": "union", "dicts": list(dictionaries)}


_NORMAL = _file("CJK_Compatibility_Ideographs")
_PHRASES = {
    Script.HANT: (_file("STPhrases"), _file("STPhrases_GeneratedFromRegionalPhrases")),
    Script.HANS: (_file("TSPhrases"),),
}
_CHARACTERS = {
    Script.HANT: (_file("STCharacters"),),
    Script.HANS: (_file("TSCharactersExt"), _file("TSCharacters")),
}
_FROM_TAIWAN = _first(_file("TWVariantsRevPhrases"), _file("TWVariantsRev"))


def _whole(converter: opencc.OpenCC) -> Callable[[str], str]:
    """Return a conversion of whole texts: OpenCC by itself stops at the first NUL."""
    convert: Callable[[str], str] = converter.convert

    def convert_all(text: str) -> str:
        return convert(text) if "\0" not in text else "\0".join(map(convert, text.split("\0")))

    return convert_all


def build(segmentation: Dictionary | None, *chain: Dictionary) -> Callable[[str], str]:
    """Return the conversion that an OpenCC configuration describes.

    :param segmentation: the words that text is cut into before the chain works on each.
    :param chain: dictionaries that the text goes through one after the other.
    """
    config: dict[str, Any] = {
        "name": "casebook",
        "normalization": [{"dict": _NORMAL}],
        "conversion_chain": [{"dict": dictionary} for dictionary in chain],
    }
    if segmentation is not None:
        config["segmentation"] = {"type": "mmseg", "dict": segmentation}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "casebook.json"
        path.write_text(json.dumps(config), encoding="utf-8")
        return _whole(opencc.OpenCC(str(path)))


@functools.cache
def plain(config: str) -> Callable[[str], str]:
    """Return a conversion of OpenCC as it comes (``t2s``, ``s2tw`` …)."""
    return _whole(opencc.OpenCC(config))


@dataclass(frozen=True, slots=True)
class _Entries:
    """The project's own words for one edition, as OpenCC looks them up."""

    words: dict[str, str]
    characters: dict[str, str]
    variants: dict[str, str]


@functools.cache
def forms(edition: Edition) -> Callable[[str], str]:
    """Return what turns text in the forms of the standard edition into those of another.

    The project's words for a script are written in the forms of one edition
    (:func:`casebook.text.editions.standard`); where Taiwan prints 裡, Hong Kong has 裏.
    """
    if edition.script is Script.HANS or edition == standard(edition.script):
        return str
    return build(None, _FROM_TAIWAN, _regional(edition, _inline(_variants(edition))))


def _variants(edition: Edition) -> dict[str, str]:
    """Return the forms that give way in finished text; those of the region override others."""
    return dict(pair for group in reversed(dictionary.groups(edition)) for pair in group.variants)


def keyed(group: dictionary.Group, script: Script) -> dict[str, str]:
    """Return the words of a group by what the other script writes for them.

    Where the file names only the finished word, conversion shows how the
    other script writes it: the project's own for a Traditional word, plain
    OpenCC's for a Simplified one.
    """
    back = converter(standard(Script.HANS)) if script is Script.HANT else plain("s2tw")
    missing = [after for before, after in group.words if not before]
    derived = dict(zip(missing, back("\n".join(missing)).split("\n"), strict=False))
    return {before or derived[after]: after for before, after in group.words}


@functools.cache
def _entries(edition: Edition) -> _Entries:
    script = edition.script
    entries = dictionary.region_groups(edition)
    shared = dictionary.groups(edition)[len(entries) :]
    words = {before: after for group in shared for before, after in keyed(group, script).items()}
    finished = forms(edition)("\n".join(words.values())).split("\n")
    words = dict(zip(words, finished, strict=True))
    words |= {before: after for group in entries for before, after in keyed(group, script).items()}
    characters = {
        before: forms(edition)(after) for group in shared for before, after in group.characters
    }
    characters |= dict(pair for group in entries for pair in group.characters)
    variants = _variants(edition)
    if edition.variants:  # the tables of regional forms must not undo the project's words
        made = list(words.values())
        regional = build(None, _regional(edition))("\n".join(made)).split("\n")
        undone = zip(made, regional, strict=True)
        variants = {word: word for word, form in undone if word != form} | variants
    return _Entries(words, characters, variants)


@functools.cache
def converter(edition: Edition) -> Callable[[str], str]:
    """Return the project's conversion into an edition, blind to names and punctuation.

    The result is as long as the text, and every character stays in its place.
    """
    script = edition.script
    entries = _entries(edition)
    phrases = _longest(_inline(entries.words), *_PHRASES[script])
    to_script = _first(phrases, _inline(entries.characters), *_CHARACTERS[script])
    if script is Script.HANT:
        return build(phrases, to_script, _regional(edition, _inline(entries.variants)))
    protected = _inline({word: word for word in entries.words})
    return build(phrases, _first(protected, _FROM_TAIWAN), to_script)


@functools.cache
def common(edition: Edition) -> Callable[[str], str]:
    """Return a conversion into a Simplified edition that knows no words, but the project's choices.

    :returns: what gives every character the reading that it has where no word decides.
    """
    characters = _inline(_entries(edition).characters)
    return build(None, _file("TWVariantsRev"), _first(characters, *_CHARACTERS[edition.script]))


# Marks of the probe, from the private use area.
_FIRST_OF_WORD = 0xE000
_REST_OF_WORD = 0xE800
_OWN_CHARACTER = "\uf8f0"
_NO_WORD = "\uf8f1"
_COMMON_READING = "\uf8f2"
_PRIVATE = re.compile("[\ue000-\uf8ff]")

OPENCC = "OpenCC"
UNDECIDED = ""
COMMON = "common reading"


@functools.cache
def probe(edition: Edition) -> Callable[[str], str]:
    """Return a conversion that gives what decides instead of what comes out.

    Every character becomes a mark that :func:`rule` and :func:`own_words` read.
    """
    script = edition.script
    marked = {
        before: chr(_FIRST_OF_WORD + number) + chr(_REST_OF_WORD + number) * (len(before) - 1)
        for number, group in enumerate(dictionary.groups(edition))
        for before in keyed(group, script)
    }
    phrases = _longest(_inline(marked), *_PHRASES[script])
    doubtful = dictionary.doubtful_alone(script)
    alone = dict.fromkeys(doubtful, _NO_WORD)
    alone |= dict.fromkeys(dictionary.common_alone(script), _COMMON_READING)
    alone |= dict.fromkeys(_entries(edition).characters.keys() & doubtful, _OWN_CHARACTER)
    conversion = build(phrases, _first(phrases, _inline(alone), *_CHARACTERS[script]))
    # A text may hold characters of the private use area itself.
    return lambda text: conversion(_PRIVATE.sub("\ufffd", text))


class _Rules(dict[str, str]):
    """What each mark says in an edition; fills itself."""

    def __init__(self, edition: Edition) -> None:
        super().__init__()
        self._edition = edition

    def __missing__(self, mark: str) -> str:
        self[mark] = says = _rule(mark, self._edition)
        return says


@functools.cache
def rules(edition: Edition) -> Mapping[str, str]:
    """Return what a mark says: a group's name, :data:`OPENCC`, :data:`COMMON` or :data:`UNDECIDED`.

    Words of a group that asks decide what is printed, and leave the question open.
    """
    return _Rules(edition)


def _rule(mark: str, edition: Edition) -> str:
    if mark in (_OWN_CHARACTER, _NO_WORD):
        return UNDECIDED
    if mark == _COMMON_READING:
        return COMMON
    results = dictionary.groups(edition)
    for first in (_FIRST_OF_WORD, _REST_OF_WORD):
        if 0 <= ord(mark) - first < len(results):
            group = results[ord(mark) - first]
            return UNDECIDED if group.asks else group.name
    return OPENCC


def is_own(mark: str) -> bool:
    """Whether a mark says that a character stands in a word of the project's."""
    return _FIRST_OF_WORD <= ord(mark) < ord(_OWN_CHARACTER)


@functools.cache
def alone(script: Script) -> Callable[[str], str]:
    """Return a conversion into a script that knows no words."""
    return build(None, *_CHARACTERS[script][-1:])


def made(mark: str, char: str) -> str:
    """Return the mark, or what it stands for where it says that a character has its common reading.

    :param char: the character as :func:`alone` converts it.
    """
    return char if mark == _COMMON_READING else mark


def own_words(marks: str, edition: Edition) -> Iterator[tuple[int, int, bool]]:
    """Yield the start and end of every word of the project's that the marks show.

    The third value says whether both ends must be ends of words of the text
    (:attr:`casebook.text.dictionary.Group.whole`).
    """
    groups = dictionary.groups(edition)
    for match in _OWN_WORD.finditer(marks):
        yield *match.span(), groups[ord(match[0][0]) - _FIRST_OF_WORD].whole


_OWN_WORD = re.compile(
    f"[{chr(_FIRST_OF_WORD)}-{chr(_REST_OF_WORD - 1)}]"
    f"[{chr(_REST_OF_WORD)}-{chr(ord(_OWN_CHARACTER) - 1)}]*"
)
