"""The project's own words for conversion, read from ``data/script``.

One folder holds the words of one script, one file a subject, and every group
of words says why it is there and where it comes from.
"""

from __future__ import annotations

import enum
import functools
import itertools
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casebook import resources
from casebook.records import Edition, Script
from casebook.text.editions import own_groups

_FOLDER = {Script.HANT: "traditional", Script.HANS: "simplified"}
_PARTS = re.compile(r"\[([^\]]+)\]|([^\[\]]+)")


@dataclass(frozen=True, slots=True)
class Group:
    """Words that stand in the dictionary for one reason.

    :param words: words as the target script writes them, with what the other
        script writes for them.
    :param characters: what a character becomes where no word decides.
    :param variants: forms that give way in the finished text, with the form
        that is printed instead.
    :param asks: whether the words decide for want of better: a person is asked all the same,
        and no text in its own script is repaired on their word.
    :param whole: whether the words count only where they begin and end with words of the text;
        of others one end is enough.
    :param japanese: whether the characters are forms of Japan, which stay in Japanese.
    """

    name: str
    reason: str
    source: str
    words: tuple[tuple[str, str], ...] = ()
    characters: tuple[tuple[str, str], ...] = ()
    variants: tuple[tuple[str, str], ...] = ()
    asks: bool = False
    whole: bool = False
    japanese: bool = False


def expand(template: str) -> Iterator[str]:
    """Yield the words that a template stands for: ``[三五]餘`` is 三餘 and 五餘."""
    parts = [item or (other,) for item, other in _PARTS.findall(template)]
    return map("".join, itertools.product(*parts))


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Yield ``(before, after)`` of each item: ``before=after``, or the word alone.

    ``before`` is empty where the item is a word alone.
    """
    for item in text.split():
        before, equals, after = item.rpartition("=")
        if equals:
            yield before, after
        else:
            for word in expand(after):
                yield "", word


def _data(name: str) -> str:
    return resources.text(f"script/{name}")


@functools.cache
def _choices() -> tuple[tuple[str, ...], ...]:
    lines = _data("readings.tsv").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if not line.startswith("#"))


@functools.cache
def readings(script: Script) -> dict[str, str]:
    """Return the characters that conversion into ``script`` must choose for.

    :returns: of each character what it may become, the commonest first.
    """
    return {char: may for target, char, may, *_ in _choices() if target == script}


@functools.cache
def doubtful_alone(script: Script) -> frozenset[str]:
    """Return the characters that are a question where no word decides."""
    return frozenset(char for target, char, _, *note in _choices() if target == script and not note)


@functools.cache
def common_alone(script: Script) -> frozenset[str]:
    """Return the characters that are no question alone, though other readings occur in words."""
    return frozenset(readings(script)) - doubtful_alone(script)


class Evidence(enum.StrEnum):
    """What it takes to repair a character.

    ``ANY`` is satisfied by the common reading too, ``WORD`` by a word only, and ``PROJECT``
    by a word of the project's; ``NONE`` by nothing: a person is asked.
    """

    NONE = "none"
    ANY = "any"
    WORD = "word"
    PROJECT = "project"


@functools.cache
def repairable() -> dict[tuple[str, str], Evidence]:
    """Return which character of Traditional text may be repaired into which, on what evidence."""
    return {
        (pair[0], pair[1]): Evidence(group["evidence"])
        for group in tomllib.loads(_data("repair.toml"))["group"]
        for pair in group["pairs"].split()
    }


@functools.cache
def weak() -> frozenset[str]:
    """Return the groups whose words only raise a question where they ask for a repair."""
    return frozenset(tomllib.loads(_data("repair.toml"))["weak"])


@functools.cache
def either() -> frozenset[str]:
    """Return the characters that stand right in either script, and are never repaired."""
    return frozenset(tomllib.loads(_data("repair.toml"))["either"])


@functools.cache
def surnames() -> frozenset[str]:
    """Return the surnames of one character, in either script."""
    return frozenset("".join(tomllib.loads(resources.text("clean/people.toml"))["surnames"]))


@functools.cache
def in_names() -> frozenset[str]:
    """Return the Simplified forms that names in Traditional text have on purpose."""
    return frozenset(tomllib.loads(_data("repair.toml"))["in_names"])


@functools.cache
def groups(edition: Edition) -> tuple[Group, ...]:
    """Return the groups of words for conversion into an edition: its own, then its script's.

    Those of the script (:func:`script_groups`) are in order of files, without those
    that :attr:`~casebook.records.Edition.without` names.
    """
    shared = (group for group in script_groups(edition.script) if group.name not in edition.without)
    return (*region_groups(edition), *shared)


@functools.cache
def region_groups(edition: Edition) -> tuple[Group, ...]:
    """Return the groups that the file of an edition adds, in the forms of its region."""
    return tuple(map(_group, own_groups(edition)))


@functools.cache
def script_groups(script: Script) -> tuple[Group, ...]:
    """Return all groups of words for a script, in order of files.

    Words are in the forms of :func:`casebook.text.editions.standard`.
    """
    folder = resources.path(f"script/{_FOLDER[script]}")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return tuple(
        _group(entry)
        for file in files
        for entry in tomllib.loads(file.read_text(encoding="utf-8"))["group"]
    )


@functools.cache
def of_japan() -> frozenset[str]:
    """Return the forms of Japan that Simplified text has others for."""
    groups_of_japan = (group for group in script_groups(Script.HANS) if group.japanese)
    return frozenset(before for group in groups_of_japan for before, _ in group.characters)


def _group(entry: Mapping[str, str]) -> Group:
    return Group(
        entry["name"],
        entry["reason"],
        entry["source"],
        tuple(_pairs(entry.get("words", ""))),
        tuple(_pairs(entry.get("characters", ""))),
        tuple(_pairs(entry.get("variants", ""))),
        bool(entry.get("asks")),
        bool(entry.get("whole")),
        bool(entry.get("japanese")),
    )
