"""Similar cases, with the reasons: shared content first, field and province only beside it.

Cases are compared by what few cases share: coined terms, documents, and nouns weighed by how
rare they are.  An index from each of these to its cases finds the pairs, and what many cases
have makes no pair, so the work grows with the number of cases and not with its square.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

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
    """What a case shares with another."""

    words: dict[str, float] = field(default_factory=dict)
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
    of_words = _Index((slug, weights[slug]) for slug in weights)
    of_names = {
        Ground.POLICY: _Index((case.slug, case.policies) for case in cases),
        Ground.TERM: _Index((case.slug, case.terms) for case in cases),
    }
    by_slug = {case.slug: case for case in cases}
    result: dict[str, tuple[Similar, ...]] = {}
    for case in cases:
        # Of one case at a time: all pairs together would take gigabytes.
        pairs: dict[str, _Pair] = defaultdict(_Pair)
        own = weights[case.slug]
        for word, slugs in of_words.shared(own, len(cases)):
            for other in slugs:
                if other != case.slug:
                    pairs[other].words[word] = own[word] * weights[other][word]
        for ground, index in of_names.items():
            named = case.policies if ground is Ground.POLICY else case.terms
            for slug, those in index.shared(named, len(cases)):
                for other in those:
                    if other != case.slug:
                        pairs[other].named[ground].append(slug)
                        pairs[other].score += _NAMED[ground] * 2 / len(those)
        result[case.slug] = _best(case, pairs, by_slug, words[case.slug])
    return result


class _Index:
    """Which cases have a word or a name; always asked in one order, whichever case asks."""

    def __init__(self, named: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._slugs: dict[str, list[str]] = defaultdict(list)
        for slug, those in named:
            for item in dict.fromkeys(those):
                self._slugs[item].append(slug)
        self._places = {item: place for place, item in enumerate(self._slugs)}

    def shared(self, items: Iterable[str], cases: int) -> Iterator[tuple[str, list[str]]]:
        """Yield what cases share of these items, unless too many of ``cases`` share it."""
        most = min(_MOST_SHARED, max(2, cases // _SHARE))
        for item in sorted(dict.fromkeys(items), key=self._places.__getitem__):
            if 1 < len(self._slugs[item]) <= most:
                yield item, self._slugs[item]


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


def _best(
    case: Case,
    pairs: Mapping[str, _Pair],
    by_slug: Mapping[str, Case],
    words: Words,
) -> tuple[Similar, ...]:
    scored = []
    for slug, pair in pairs.items():
        other = by_slug[slug]
        score = pair.score
        if len(pair.words) >= _LEAST_WORDS:
            score += sum(pair.words.values())
        else:
            pair.words.clear()
        same_field = bool(case.field) and case.field == other.field
        if same_field:
            score += _FIELD
        if _same_province(case, other):
            score += _REGION
        if (pair.named or pair.words) and score >= (_LEAST if same_field else _LEAST_ACROSS):
            scored.append((-score, slug))
    return tuple(
        Similar(slug, _reasons(case, by_slug[slug], pairs[slug], words))
        for _, slug in sorted(scored)[:_MOST]
    )


def _same_province(case: Case, other: Case) -> bool:
    return bool(case.lineage and other.lineage and case.lineage[0] == other.lineage[0])


def _reasons(case: Case, other: Case, pair: _Pair, words: Words) -> tuple[Reason, ...]:
    result = []
    if case.field and case.field == other.field:
        result.append(Reason(Ground.FIELD, (case.field,)))
    for ground, slugs in pair.named.items():
        result.append(Reason(ground, tuple(slugs)))
    if best := sorted(pair.words, key=lambda word: (-pair.words[word], word))[:_WORDS_SHOWN]:
        result.append(Reason(Ground.WORDS, tuple(words.printed[word] for word in best)))
    if _same_province(case, other):
        result.append(Reason(Ground.REGION, (case.lineage[0],)))
    return tuple(result)
