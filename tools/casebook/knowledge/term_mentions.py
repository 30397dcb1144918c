"""Where the terms of a knowledge base stand in a text, with quotation marks and without."""

from __future__ import annotations

from collections.abc import Iterable

from casebook.knowledge import term_counts, term_forms
from casebook.knowledge.mask import QUOTED
from casebook.knowledge.passages import Passage
from casebook.knowledge.tagging import words_around
from casebook.knowledge.term_bars import is_former
from casebook.knowledge.term_forms import ENOUGH, term_key, words
from casebook.knowledge.terms import (
    LONGEST_NAME,
    REACH,
    SHORTEST_UNQUOTED,
    Quotation,
    searched,
)
from casebook.knowledge.word_finder import WordFinder
from casebook.records import Mention

_SHORTEST_KNOWN = 3
_OPENING = ("“", "「")


def contains(passage: Passage, words: WordFinder) -> bool:
    """Whether any of some words stands where a term could be found."""
    return next(words.find(searched(passage)), None) is not None


class TermFinder:
    """Finds the mentions of a set of terms, quoted or not."""

    def __init__(self, keys: frozenset[str], unquoted: Iterable[str] = ()) -> None:
        self._keys = keys
        always = {term_key(text) for text in unquoted} & keys
        known = {term_key(word) for word in words("known") if len(word) >= _SHORTEST_KNOWN} & keys
        # 三位一体 without marks is an idiom.
        named = {k for k in keys if len(k) >= SHORTEST_UNQUOTED and not _is_numbered_word(k)}
        self.words = frozenset(named | known | always)
        """Those of the keys that are found without quotation marks."""
        self._finder = WordFinder(self.words)
        made = {key for key in named if term_forms.grounds(key) >= ENOUGH}
        self._anywhere = known | always | made

    def find(
        self,
        passage: Passage,
        quoted: Iterable[Quotation],
        marked: frozenset[str] | None = None,
    ) -> tuple[tuple[str, Mention], ...]:
        """Every mention of a term in a text as ``(key, mention)``, in order.

        :param quoted: what :func:`quotations` finds in the text.
        :param marked: keys of the names that the article has in marks or shares with its title;
            another term is found in it without marks only where its form says that it is one.
            Without this, every term is.
        """
        folded = searched(passage)
        result = [
            (quotation.key, quotation.mention)
            for quotation in quoted
            if quotation.key in self._keys and not quotation.barred
        ]
        taken = {at for _, mention in result for at in range(mention.start, mention.end)}
        within = {
            at
            for match in QUOTED.finditer(folded)
            if len(match[0]) <= LONGEST_NAME
            for at in range(match.start() + 1, match.end() - 1)
        }
        slogans = {
            at
            for match in QUOTED.finditer(folded)
            if term_forms.slogan(match[0][1:-1])
            for at in range(match.start() + 1, match.end() - 1)
        }
        for start, end in self._finder.find(folded):
            known = folded[start:end] in words("known")
            part = start in within and (start - 1 in within or end in within)
            longer = end in within and end + 1 not in within  # “村民说事|点”
            # “只进一扇门、最多跑一地” is one name, as “村民说事|点” is.
            longer = longer or (part and start in slogans)
            whole = (known and not longer) or not (part or _was_before(folded, start, end))
            whole = whole and not _goes_on(folded, end)  # 积分制|度
            former = folded.endswith(words("not_made"), 0, start)  # 传统包干制
            name = folded[start:end]
            if marked is not None and name not in marked and name not in self._anywhere:
                continue  # 零工市场, which another article quotes
            if taken.isdisjoint(range(start, end)) and whole and not former:
                result.append((folded[start:end], Mention(passage.case, passage.id, start, end)))
        return tuple(sorted(result, key=lambda item: (item[1].start, item[1].end)))


def _is_numbered_word(key: str) -> bool:
    return term_forms.is_ordinary(key) and term_counts.is_numbered(key)


def _was_before(folded: str, start: int, end: int) -> bool:
    """Whether what stands in marks is what was before: 从“坐等上门”到“主动上门”."""
    before = folded[max(0, start - REACH) : start]
    return before.endswith(_OPENING) and is_former(before, folded[end : end + REACH])


def _goes_on(folded: str, end: int) -> bool:
    """Whether a word holds the last character of a span and the next: 北京会展|业."""
    follows = folded[end : end + 1] in _SUFFIXES and not folded.startswith("事项", end)
    return follows and any(at < end < last for at, last in words_around(folded, end - 1, end, 1))


_SUFFIXES = frozenset("业理度化性事")
"""Characters that make another word of a name before them: 会展|业, 掌上办|事, but not 议事|会."""
