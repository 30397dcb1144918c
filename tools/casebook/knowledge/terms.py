"""Find coined terms (提法): quoted names that the text treats as such, and known ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from casebook import resources
from casebook.knowledge.mask import QUOTED, TITLE, hide, is_quoted_name
from casebook.knowledge.passages import Passage
from casebook.knowledge.sentences import sentence_around, sentence_start
from casebook.knowledge.word_finder import WordFinder
from casebook.records import Mention
from casebook.text.dates import find_dates
from casebook.text.fold import fold

_NUMBERED = re.compile(r"(?:[一二两三四五六七八九十百双多\d]+[^\d\s“”、]{1,4}[、，]?){1,}")
_FIGURES = re.compile(r"\d[\d+＋NXnx]{2,}")
"""“1+3+N”治理体系, “1324”工作机制: a term where a word after says so."""
_COUNTED = re.compile("[一-鿿]{2}[一二三四五六七八九十两]+[问难条化制项步联]$")
"""林改四问, 民生十条."""
_PARALLEL = range(4, 9)
_SHORTEST_UNQUOTED = 4
"""A shorter term (三变, 惠林) is found only in quotation marks: it may be part of a word."""
_ENOUGH = 2
"""One word that only terms have beside them, or two that ordinary words have too."""
_LONGEST_NUMBERED = 8
_ROW_BEFORE = re.compile(r"(?:[“「][^”」]*[”」][、和与及]?)+$")
_ROW_AFTER = re.compile(r"^(?:[、和与及]?[“「][^”」]*[”」])+")
_REACH = 120
"""How far around a quotation the words are read that speak for it, over others of its row."""
_CLOSING = '”」’』"'


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted name: its folded inside, and where the inside stands."""

    key: str
    mention: Mention
    likely: bool
    barred: bool


@resources.cached
def _words(name: str) -> tuple[str, ...]:
    words = {fold(word) for word in resources.toml("terms.toml")[name]}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def term_key(text: str) -> str:
    """Return what two prints of one term share: folded, without marks inside."""
    return re.sub(r"[\s·・—“”「」]", "", fold(text))


def quotations(passage: Passage) -> tuple[Quotation, ...]:
    """Every quoted name of a text, with what its context speaks for."""
    folded = _searched(passage)
    result = []
    for match in QUOTED.finditer(folded):
        start, end = match.start() + 1, match.end() - 1
        inside = folded[start:end]
        in_han = re.search(r"[一-鿿]{2}", inside) is not None
        if not is_quoted_name(inside) or not (in_han or _FIGURES.fullmatch(inside)):
            continue
        # In a row (“甲”“乙”“丙”) the words around the row speak for each.
        before = _ROW_BEFORE.sub("", folded[max(0, match.start() - _REACH) : match.start()])
        after = _ROW_AFTER.sub("", folded[match.end() : match.end() + _REACH])
        barred = before.endswith(_words("not_before")) or after.startswith(_words("not_after"))
        grounds = (
            2 * before.endswith(_words("before"))
            + 2 * bool(_after().match(after))
            + before.endswith(_words("weak_before"))
            + after.startswith(_words("weak_after"))
            + _is_coined(inside)
        )
        numbered = len(inside) <= _LONGEST_NUMBERED and (
            _NUMBERED.fullmatch(inside) is not None or _COUNTED.search(inside) is not None
        )
        result.append(
            Quotation(
                term_key(inside),
                Mention(passage.case, passage.id, start, end),
                grounds >= _ENOUGH or numbered,
                barred or _is_no_term(inside),
            )
        )
    return tuple(result)


@resources.cached
def _after() -> re.Pattern[str]:
    """What stands after a term, with two characters before it at most: 共建模式."""
    return re.compile(f"[一-鿿]{{0,2}}?(?:{'|'.join(_words('after'))})")


def _is_coined(inside: str) -> bool:
    """Whether a name has a form that is made: 小山变大山, 林场+村集体, 市收区审."""
    if "+" in inside or "＋" in inside:
        return True
    half = len(inside) // 2
    if len(inside) in _PARALLEL and any(
        item == other for item, other in zip(inside, inside[half:], strict=False)
    ):
        return True  # 应进必进, 小事不出村
    if _OF_PLACE.fullmatch(inside):
        return True
    return bool(re.fullmatch("[市县区省镇村][一-鿿][市县区省镇村][一-鿿]", inside))


_OF_PLACE = re.compile("[一-鿿]{2,4}(?:经验|模式|样本|样板|路径|答卷)")
"""玉门经验, 德清模式."""
_COMPLAINT = re.compile("(?![一二三四五六七八九十百])[一-鿿]{1,3}[难贵慢繁乱]")
"""办事难, 看病贵: what a reform answers; but 五难 is a name."""
_HOTLINE = re.compile(r"\d{4,}")


def _is_no_term(inside: str) -> bool:
    if _COMPLAINT.fullmatch(inside) or _HOTLINE.fullmatch(inside):
        return True
    return (
        term_key(inside) in _words("not_terms")
        or inside.endswith(_words("not_endings"))
        or bool(find_dates(inside))
    )


def term_keys(
    results: Iterable[Quotation], add: Iterable[str] = (), drop: Iterable[str] = ()
) -> frozenset[str]:
    """Which quotations are terms: a likely one, or one that stands twice, and is not barred.

    Known terms count too; ``add`` and ``drop`` are a person's word, which wins.
    """
    results = tuple(results)
    times = Counter(entry.key for entry in results if not entry.barred)
    barred = {result.key for result in results if result.barred}
    likely = {item.key for item in results if item.likely and not item.barred}
    keys = {key for key in times if key in likely or times[key] > 1} - (barred - likely)
    added = {term_key(text) for text in add}
    dropped = {term_key(text) for text in drop}
    return frozenset((keys | {term_key(word) for word in _words("known")} | added) - dropped)


def _searched(passage: Passage) -> str:
    """Return the text in which terms are found: folded, without titles in 《》."""
    return hide(fold(passage.text), TITLE)


def contains(passage: Passage, words: WordFinder) -> bool:
    """Whether any of some words stands where a term could be found."""
    return next(words.find(_searched(passage)), None) is not None


class TermFinder:
    """Finds the mentions of a set of terms, quoted or not."""

    def __init__(self, keys: frozenset[str], unquoted: Iterable[str] = ()) -> None:
        self._keys = keys
        always = {term_key(text) for text in unquoted} & keys
        self.words = frozenset({k for k in keys if len(k) >= _SHORTEST_UNQUOTED} | always)
        """Those of the keys that are found without quotation marks."""
        self._finder = WordFinder(self.words)

    def find(self, passage: Passage) -> tuple[tuple[str, Mention], ...]:
        """Every mention of a term in a text as ``(key, mention)``, in order."""
        folded = _searched(passage)
        result = [
            (quotation.key, quotation.mention)
            for quotation in quotations(passage)
            if quotation.key in self._keys and not quotation.barred
        ]
        taken = {at for _, mention in result for at in range(mention.start, mention.end)}
        for start, end in self._finder.find(folded):
            if taken.isdisjoint(range(start, end)):
                result.append((folded[start:end], Mention(passage.case, passage.id, start, end)))
        return tuple(sorted(result, key=lambda item: (item[1].start, item[1].end)))


def definition(passage: Passage, mention: Mention) -> tuple[int, int] | None:
    """Return the span of the sentence around a mention, if that sentence defines the term."""
    text = passage.text
    after = fold(text[mention.end : mention.end + _REACH]).lstrip(_CLOSING)
    before = fold(text[max(0, mention.start - _REACH) : mention.start]).rstrip('“「‘『"')
    noun = next((word for word in _words("nouns_between") if after.startswith(word)), "")
    says = after[len(noun) :].startswith(_words("defines_after"))
    if not says and not before.endswith(_words("defines_before")):
        return None
    start, last = sentence_start(text, mention.start), sentence_around(text, mention.end)[1]
    while text[last : last + 1] and text[last] in _CLOSING:
        last += 1
    return start, last
