"""Find the words that name the thing that a figure measures.

A figure's clause is cut at the figures around it and tagged; the thing is the
noun phrase right behind the figure (617 個服務機構), else the nearest one
before it (服務機構 617 個), passing over verbs of more and less, adverbs, and
phrases of comparison; else the thing of the figure before (…，人均 30 畝).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import rjieba

from casebook.annotate.data import toml
from casebook.annotate.fold import fold
from casebook.annotate.mask import HIDDEN

CLAUSE_END = re.compile(r"[，。；：！？;:!?\n（）()]|,(?!\d{3})")
_QUOTES = '“”「」‘’『』《》"'
_LONGEST = 24
"""A longer run of nouns is no phrase but a mistake of the tagger."""


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    tag: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.word)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in toml("measured.toml")[name])


@cache
def _ordered(name: str) -> tuple[str, ...]:
    return tuple(sorted(_words(name), key=lambda word: (-len(word), word)))


def clause_around(folded: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the clause that ``start`` to ``end`` stand in."""
    left = 0
    for match in CLAUSE_END.finditer(folded, 0, start):
        left = match.end()
    right = CLAUSE_END.search(folded, end)
    return left, right.start() if right else len(folded)


def _tokens(folded: str, start: int, end: int) -> list[_Token]:
    """Tag a span; quotation marks count as part of the phrase that they stand in."""
    tokens = []
    for word, tag in rjieba.tag(folded[start:end]):
        tokens.append(_Token(word, _tag(word, tag), start))
        start += len(word)
    return tokens


def _tag(word: str, tag: str) -> str:
    if word in _QUOTES:
        return "quote"
    if HIDDEN in word:
        return "x"
    return "n" if word in _words("nouns") else tag


def phrase_behind(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the noun phrase that begins at ``start``, of a clause that ends at ``end``."""
    tokens = _tokens(folded, start, end)
    if tokens and tokens[0].word in _words("equals") | {"的"}:
        tokens = tokens[1:]
    kept: list[_Token] = []
    for token in tokens:
        if token.tag not in _words("inside_tags") and token.tag != "quote":
            break
        kept.append(token)
    while kept and not _ends_phrase(kept[-1]):
        kept.pop()
    if not kept or kept[0].word in _words("change_verbs") | _words("not_thing"):
        return None
    if folded.startswith(_ordered("leading_verbs"), kept[0].start):
        return None
    span = _span(kept)
    return _without_locative(folded, span) if span else None


def _without_locative(folded: str, span: tuple[int, int]) -> tuple[int, int]:
    start, end = span
    word = next((w for w in _ordered("locatives") if folded.endswith(w, start + 1, end)), "")
    return start, end - len(word)


def object_behind(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the noun phrase behind the verb that follows a figure (按五倍放大貸款規模)."""
    tokens = _tokens(folded, start, end)
    if tokens and tokens[0].tag in ("v", "vn"):
        return phrase_behind(folded, tokens[0].end, end)
    return None


def phrase_before(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the last noun phrase of ``start`` to ``end`` that can be what is measured."""
    tokens = _tokens(folded, start, end)
    tokens = _without_comparison(tokens)
    if tokens and tokens[-1].word in _words("prepositions"):
        return None
    while tokens and not _ends_phrase(tokens[-1]):
        if tokens.pop().word == "、":
            return None
    kept: list[_Token] = []
    for place in range(len(tokens) - 1, -1, -1):
        token = tokens[place]
        if not _extends(tokens, place):
            break
        kept.insert(0, token)
    span = _span(kept) if kept else None
    return _without_leading_verb(folded, span) if span else None


def _ends_phrase(token: _Token) -> bool:
    if token.word in _words("not_thing") | _words("between") | _words("change_verbs"):
        return False
    return token.tag in _words("end_tags") or token.tag == "quote"


def _extends(tokens: list[_Token], place: int) -> bool:
    token = tokens[place]
    if token.word in _words("not_thing") | _words("between"):
        return False
    if token.tag == "uj":
        before = tokens[place - 1] if place else None
        return bool(before and before.tag in ("n", "ns", "nt", "nz", "nr", "vn", "quote"))
    return token.tag in _words("inside_tags") or token.tag == "quote"


def _without_comparison(tokens: list[_Token]) -> list[_Token]:
    """Cut a clause at 比 or 较, where a verb of more or less follows: the thing stands before."""
    for place, token in enumerate(tokens):
        rest = {other.word for other in tokens[place + 1 :]}
        if token.word in ("比", "较") and place and rest & _words("change_verbs"):
            return tokens[:place]
    return tokens


def _span(kept: list[_Token]) -> tuple[int, int] | None:
    while kept and (kept[0].tag in ("uj", "k") or kept[0].word in "”」’』》"):
        kept = kept[1:]
    while kept and kept[-1].word in "“「‘『《":
        kept = kept[:-1]
    if not kept or kept[-1].end - kept[0].start > _LONGEST:
        return None
    return kept[0].start, kept[-1].end


def _without_leading_verb(folded: str, span: tuple[int, int]) -> tuple[int, int]:
    start, end = span
    while verb := next((v for v in _ordered("leading_verbs") if folded.startswith(v, start)), ""):
        if end - start - len(verb) < 2:
            break
        start += len(verb)
    return start, end


def is_empty(folded: str, start: int, end: int) -> bool:
    """Whether a span names nothing: only dates, adverbs and verbs of more and less."""
    passed = _words("between") | _words("change_verbs")
    return all(
        token.word in passed or token.tag in ("x", "t", "m", "d") or HIDDEN in token.word
        for token in _tokens(folded, start, end)
    )


def qualifier(folded: str, start: int, end: int) -> str:
    """Return 人均, 户均 … where such a word is all that names the thing of a figure."""
    text = folded[start:end]
    return next((word for word in _ordered("qualifiers") if word in text), "")


def is_self_named(unit: str) -> bool:
    """Whether the unit names the thing where no other word does (164 户)."""
    return unit in _words("self_named")


def is_verb(folded: str, span: tuple[int, int]) -> bool:
    """Whether a span is one word that the tagger takes for a verb or a verbal noun."""
    tokens = _tokens(folded, *span)
    return len(tokens) == 1 and tokens[0].tag in ("v", "vn")


def verb_before(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the last verb of a span that is not one of more or less (出资 240 万元)."""
    passed = _words("between") | _words("change_verbs")
    for token in reversed(_tokens(folded, start, end)):
        if token.tag in ("v", "vn") and token.word not in passed:
            return token.start, token.end
    return None


def is_name(folded: str, start: int, end: int) -> bool:
    """Whether a span is nouns all through, as a name is."""
    return all(token.tag in _words("inside_tags") for token in _tokens(folded, start, end))


def nouns(folded: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the words of a text that name things, of two characters at least."""
    return tuple(
        (token.start, token.end)
        for token in _tokens(folded, 0, len(folded))
        if token.tag in _words("word_tags")
        and len(token.word) > 1
        and token.word not in _words("not_thing") | _words("common")
    )
