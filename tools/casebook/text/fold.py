"""Folding: text that means the same becomes the same, character by character.

Every character becomes exactly one character, so that an offset (in code points) into the
folded text is an offset into the text as it stands.  There are three levels; what folds
alike on one folds alike on the next:

:attr:`Level.SCRIPT`
    Characters that Traditional text alone has become Simplified ones.  What Simplified text
    may have too (乾, 徵, 於) stays: for spelling, and for comparing wordings.
:attr:`Level.WORDS`
    Every character becomes the Simplified one of the plain table of OpenCC (``t2s``), and
    letters and digits of full width become ASCII: for reading facts.  Lexicons are folded
    when they are loaded, so a data file may be written in either script.
:attr:`Level.SEARCH`
    What a reader who searches takes for the same: also case, width, quotation marks, dashes,
    and everything that any table of OpenCC joins (乾, 幹 and 干 are one).  Characters fall
    into classes, and the representative of its class stands for each.

``data/fold.tsv`` adds what these tables lack.
"""

from __future__ import annotations

import enum
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache, partial

from casebook import resources
from casebook.text.engine import plain
from casebook.text.simplified import to_simplified

_CONFIGS = ("t2s", "tw2s", "hk2s", "s2t")
"""Tables that join characters for a search.  ``s2t`` adds the few pairs of which only that
direction knows (餘 and 馀), so that a query typed in either script always folds alike."""
_CJK = ("CJK UNIFIED", "CJK COMPATIBILITY IDEOGRAPH", "CJK RADICAL", "KANGXI RADICAL")
_FIRST_CJK = "\u2e80"
"""None of these is before it."""
_END = 0x33480
"""Beyond the last CJK extension nothing folds: what follows are tags and private use."""


class Level(enum.StrEnum):
    """How much is taken for the same, from the least to the most."""

    SCRIPT = "script"
    WORDS = "words"
    SEARCH = "search"


def fold(text: str, level: Level = Level.WORDS) -> str:
    """Fold ``text`` on a level.

    :returns: a text of as many code points; folding it again changes nothing.
    """
    if level is Level.WORDS:
        return _folded(text) if _LINE < len(text) < _ARTICLE else text.translate(_FOLDING)
    if level is Level.SCRIPT:
        return to_simplified(text)
    return text.translate(_search_folding())


@cache
def _joined(level: Level) -> tuple[tuple[str, str], ...]:
    """Return what ``data/fold.tsv`` joins on a level: the character, and those that become it."""
    rows = [line.split("\t") for line in resources.text("fold.tsv").splitlines()]
    return tuple((row[1], row[2]) for row in rows if row[0] == level)


# --- words ---------------------------------------------------------------------------


@cache
def _variants() -> dict[str, str]:
    return {char: to for to, chars in _joined(Level.WORDS) for char in chars}


class _Folding(dict[int, str]):
    """A table for :meth:`str.translate` that fills itself."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_char(chr(code))
        return folded


_FOLDING = _Folding()


_LINE, _ARTICLE = 24, 2_000
"""Texts of more characters than a line, and fewer than an article, are remembered as folded,"""
_TEXTS = 512
"""so many: those of an article, whose paragraphs each kind of name is looked for in."""


@lru_cache(maxsize=_TEXTS)
def _folded(text: str) -> str:
    return text.translate(_FOLDING)


def _fold_char(char: str) -> str:
    if char.isascii():
        return char
    if "０" <= char <= "ｚ" and char.isalnum():
        return unicodedata.normalize("NFKC", char)
    folded = plain("t2s")(_variants().get(char, char))
    if len(folded) != 1:
        return char
    # The table knows 薴 → 苧 and 苧 → 苎: what is folded must fold no further.
    folded = _variants().get(folded, folded)
    return folded if folded == char else _fold_char(folded)


# --- search --------------------------------------------------------------------------


_CLASSES: list[tuple[str, ...]] = []
"""The classes, where they are known."""


def fold_classes() -> tuple[str, ...]:
    """Every class of two or more characters of a search, each with its representative first.

    Classes are closed: whoever shares a member is one class (乾, 幹 and 干).  The
    representative is the smallest character of the class that nothing folds further (a
    lower-case letter, a Simplified character), from the basic plane where there is one.
    """
    if not _CLASSES:
        _CLASSES.append(_classes())
    return _CLASSES[0]


def take_classes(classes: tuple[str, ...]) -> None:
    """Let what :func:`fold_classes` returned with the same tables stand for making it again."""
    _CLASSES[:] = [classes]


def _classes() -> tuple[str, ...]:
    parent: dict[str, str] = {}
    folded_away: set[str] = set()

    def root(char: str) -> str:
        while (above := parent.get(char, char)) != char:
            char = above
        return char

    for char, other in _pairs():
        folded_away.add(char)
        ours, theirs = root(char), root(other)
        parent[max(ours, theirs)] = parent[min(ours, theirs)] = min(ours, theirs)
    classes: defaultdict[str, list[str]] = defaultdict(list)
    for char in sorted(parent.keys() | folded_away):
        classes[root(char)].append(char)

    def led(members: list[str]) -> str:
        first = min(members, key=lambda char: (char > "\uffff", char in folded_away, char))
        return first + "".join(char for char in members if char != first)

    return tuple(led(members) for members in sorted(classes.values()))


def _pairs() -> Iterator[tuple[str, str]]:
    """Yield pairs of characters that fold alike: the second is the folded one."""
    chars = [
        char
        for char in map(chr, range(0x20, _END))
        if unicodedata.category(char) not in {"Cc", "Cn", "Co", "Cs"}
    ]
    for others in (map(partial(unicodedata.normalize, "NFKC"), chars), map(str.lower, chars)):
        for char, other in zip(chars, others, strict=True):
            if other != char and len(other) == 1 and not _is_raised(char):
                yield char, other
    late = [char for char in chars if char >= _FIRST_CJK]
    lines = "\n".join(late)
    for config in _CONFIGS:
        for char, other in zip(late, plain(config)(lines).split("\n"), strict=True):
            if other != char and len(other) == 1 and unicodedata.name(char).startswith(_CJK):
                # Simplified represents a class, whichever way the pair was found; a form
                # that Unicode keeps for compatibility (㊅) is no Simplified character.
                usual = unicodedata.normalize("NFKC", char) == char
                yield (other, char) if config == "s2t" and usual else (char, other)
    for level in (Level.WORDS, Level.SEARCH):
        for to, members in _joined(level):
            for char in members:
                yield char, to


def _is_raised(char: str) -> bool:
    """Whether a character stands above or below the line: 10⁵ is not 105."""
    return unicodedata.decomposition(char).startswith(("<super>", "<sub>"))


@cache
def _search_folding() -> dict[int, str]:
    return {ord(char): members[0] for members in fold_classes() for char in members[1:]}


def classes_of(folded: Iterable[str]) -> tuple[str, ...]:
    """The classes that folded text touches: all that folding a query for it needs."""
    touched = set[str]().union(*folded)
    return tuple(members for members in fold_classes() if members[0] in touched)
