"""Similar cases, with the reasons: shared content first, field and province only beside it.

Cases are compared by what few cases share: coined terms, documents, and nouns weighed by how
rare they are.  An index from each of these to its cases finds the pairs, and what many cases
have makes no pair, so the work grows with the number of cases and not with its square.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from sys import intern

from casebook.knowledge.passages import Passage
from casebook.knowledge.tagging import nouns
from casebook.records import Case, Ground, Reason, Similar
from casebook.text.fold import fold

_MOST = 5
_MOST_SHARED = 30
"""What more cases than these share is no ground (and would cost the square of their number)."""
_SHARE = 3
"""In a small knowledge base what more than one in so many cases share is no ground."""
_LEAST = 0.05
"""Below this likeness of their rare words two cases are not shown as similar; tuned on the
sample and on texts of set A (docs/project/annotation.md)."""
_LEAST_ACROSS = 0.13
"""The same for two cases of different fields."""
_WORDS_SHOWN = 4
_LEAST_WORDS = 3
"""Fewer shared words are chance."""
_FIELD, _REGION = 0.06, 0.02
"""What the same field and province add to the likeness of two cases with content in common."""
_NAMED = {Ground.TERM: 0.12, Ground.POLICY: 0.16}
"""What a shared term or document adds where two cases have it; the more have it, the less."""
_KEPT = 80
"""Words of a case that are compared: the most frequent and then the first ones."""


@dataclass(frozen=True, slots=True)
class Words:
    """The nouns of one case: how often each stands there, and as the text prints it."""

    count: Mapping[str, int] = field(default_factory=dict)
    printed: Mapping[str, str] = field(default_factory=dict)


def case_words(texts: Iterable[Passage]) -> Words:
    """Return the nouns of the texts of one article that are compared."""
    count: Counter[str] = Counter()
    printed: dict[str, str] = {}
    for passage in texts:
        for token in nouns(fold(passage.text)):
            count[token.word] += 1
            printed.setdefault(token.word, passage.text[token.start : token.end])
    kept = dict(sorted(count.items(), key=lambda item: (-item[1], item[0]))[:_KEPT])
    return Words(kept, {word: printed[word] for word in kept})


@dataclass(slots=True)
class _Pair:
    """What a case shares with another.

    :param words: their likeness by shared words, 0 where these are too few.
    :param score: their likeness by shared names.
    """

    words: float = 0.0
    named: dict[Ground, list[str]] = field(default_factory=lambda: defaultdict(list))
    score: float = 0.0


def similar_cases(
    cases: Sequence[Case],
    words: Mapping[str, Words],
) -> dict[str, tuple[Similar, ...]]:
    """For each case the most similar others, at most five, the most alike first.

    :param words: the nouns of each case by its slug.
    """
    weights = _weights(words)
    of_words = _Index(weights.items(), len(cases))
    of_names = {
        Ground.POLICY: _Index(_weighed(cases, lambda case: case.policies), len(cases)),
        Ground.TERM: _Index(_weighed(cases, lambda case: case.terms), len(cases)),
    }
    by_slug = {case.slug: case for case in cases}
    result: dict[str, tuple[Similar, ...]] = {}
    for case in cases:
        # Of one case at a time: all pairs together would take gigabytes.
        own = weights[case.slug]
        products: dict[str, list[float]] = defaultdict(list)
        for word, those in of_words.shared(own):
            weight = own[word]
            for other, theirs in those:
                products[other].append(weight * theirs)
        # Most cases share one word or two with most others.
        pairs = defaultdict(
            _Pair,
            {
                other: _Pair(sum(shared))
                for other, shared in products.items()
                if len(shared) >= _LEAST_WORDS
            },
        )
        for ground, index in of_names.items():
            named = case.policies if ground is Ground.POLICY else case.terms
            for slug, those in index.shared(named):
                for other, _ in those:
                    pairs[other].named[ground].append(slug)
                    pairs[other].score += _NAMED[ground] * 2 / len(those)
        pairs.pop(case.slug, None)
        alike = []
        for other in _best(case, pairs, by_slug):
            pair, shown = pairs[other], tuple[str, ...]()
            if pair.words:
                shown = _printed(own, weights[other], of_words, words[case.slug])
            alike.append(Similar(other, _reasons(case, by_slug[other], pair.named, shown)))
        result[case.slug] = tuple(alike)
    return result


def _weighed(
    cases: Iterable[Case], named: Callable[[Case], Iterable[str]]
) -> Iterator[tuple[str, Mapping[str, float]]]:
    """Yield the names of each case, which all weigh the same."""
    return ((case.slug, dict.fromkeys(named(case), 1.0)) for case in cases)


class _Index:
    """Which cases have a word or a name; always asked in one order, whichever case asks.

    What only one case has, and what too many have, is not shared.
    """

    def __init__(self, named: Iterable[tuple[str, Mapping[str, float]]], cases: int) -> None:
        """Collect the items of cases, each with its weight there.

        :param named: by the slug of the case.
        :param cases: how many there are.
        """
        holders: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for slug, those in named:
            for item, weight in those.items():
                holders[item].append((slug, weight))
        most = min(_MOST_SHARED, max(2, cases // _SHARE))
        self._shared = {
            item: (place, those)
            for place, (item, those) in enumerate(holders.items())
            if 1 < len(those) <= most
        }

    def shared(self, items: Iterable[str]) -> Iterator[tuple[str, list[tuple[str, float]]]]:
        """Yield what cases share of these items, with the slugs of all that have it."""
        shared = self._shared
        for item in sorted((one for one in items if one in shared), key=lambda one: shared[one][0]):
            yield item, shared[item][1]

    def __contains__(self, item: str) -> bool:
        """Whether cases share an item."""
        return item in self._shared


def _weights(words: Mapping[str, Words]) -> dict[str, dict[str, float]]:
    """Weigh the words of each case by how rare they are, to vectors of length 1."""
    spread = Counter(word for entry in words.values() for word in entry.count)
    total = len(words) + 1
    weights = {}
    for slug, item in words.items():
        raw = {
            word: (1 + math.log(count)) * math.log(total / spread[word])
            for word, count in item.count.items()
        }
        length = math.sqrt(sum(value * value for value in raw.values())) or 1.0
        weights[slug] = {word: value / length for word, value in raw.items()}
    return weights


def _best(case: Case, pairs: Mapping[str, _Pair], by_slug: Mapping[str, Case]) -> list[str]:
    """Return the cases that are shown as similar, the most alike first."""
    scored = []
    for slug, pair in pairs.items():
        other = by_slug[slug]
        score = pair.score + pair.words
        same_field = bool(case.field) and case.field == other.field
        if same_field:
            score += _FIELD
        if _same_province(case, other):
            score += _REGION
        if score >= (_LEAST if same_field else _LEAST_ACROSS):
            scored.append((-score, slug))
    return [slug for _, slug in sorted(scored)[:_MOST]]


def _same_province(case: Case, other: Case) -> bool:
    return bool(case.lineage and other.lineage and case.lineage[0] == other.lineage[0])


def _printed(
    own: Mapping[str, float], theirs: Mapping[str, float], of_words: _Index, words: Words
) -> tuple[str, ...]:
    """Return the words that make two cases most alike, as the first of them prints them."""
    shared = {word: own[word] * theirs[word] for word in own.keys() & theirs if word in of_words}
    best = sorted(shared, key=lambda word: (-shared[word], word))[:_WORDS_SHOWN]
    # Others have them too: one string for all.
    return tuple(intern(words.printed[word]) for word in best)


def _reasons(
    case: Case, other: Case, named: Mapping[Ground, Sequence[str]], words: tuple[str, ...]
) -> tuple[Reason, ...]:
    result: list[Reason] = []
    if case.field and case.field == other.field:
        result.append(Reason(Ground.FIELD, (case.field,)))
    result += (Reason(ground, tuple(slugs)) for ground, slugs in named.items())
    if words:
        result.append(Reason(Ground.WORDS, words))
    if _same_province(case, other):
        result.append(Reason(Ground.REGION, (case.lineage[0],)))
    return tuple(result)
