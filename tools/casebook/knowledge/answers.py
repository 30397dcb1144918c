"""Which measure a result most plausibly answers, and why.

Only what sets a measure apart speaks for it: figures of the same thing, coined terms, policy
documents and nouns that a result shares with this one measure and with no other.  Where that is
little, or where another measure has nearly as much, there is no link: silence is better than a
wrong one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from casebook.knowledge.passages import Passage
from casebook.knowledge.regions import short_names
from casebook.knowledge.tagging import longest_first, nouns, words
from casebook.records import Answer, Article, Ground, Indicator, Reason, Section, Theme, walk
from casebook.text.fold import fold

_MARK_WEIGHT = 2.0
"""Of a figure, a term, a document, and of a noun of three characters and more."""
_SHORT_WEIGHT = 1.0
_SHORT = 2
_PROCESS = 0.5
"""A noun that names a doing or a state (整治, 精准) says less than one that names a thing."""
_HEADING = 2.0
"""A word in the heading of a result is what the result is about."""
_ELSEWHERE = 0.5
"""What another result has too says less."""
_OFTEN = 3
"""A long noun alone is a ground where both parts together have it so often; else it takes two
grounds, or a word of the heading: one word may stand in two parts by chance."""
_LEAST, _AHEAD = 2.0, 3.0
"""The least evidence of a link, and how many times that of any other measure it must be.  Both
were chosen on articles put together from labelled texts (docs/project/annotation.md)."""
_LEAST_VALUE, _WHOLE = 10, 100
_PROCESS_TAGS = frozenset(("vn", "an"))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the measures or results: a section below the theme, or a paragraph of it."""

    id: str
    theme: Theme
    passages: tuple[Passage, ...]


def parts(article: Article, passages: Iterable[Passage], theme: Theme) -> tuple[Part, ...]:
    """Divide what stands under a theme into its parts, in order.

    A part is a section of the second level with all below it; text that stands
    directly under the theme is a part by the paragraph.
    """
    owners: dict[str, str] = {}
    part = ""
    for placed in walk(article):
        if placed.theme is not theme:
            continue
        if isinstance(placed.content, Section) and placed.level <= 2:
            part = placed.id if placed.level == 2 else ""
        is_section = isinstance(placed.content, Section)
        owners[placed.id] = part if is_section else part or placed.id
    grouped: dict[str, list[Passage]] = {}
    for passage in passages:
        if owner := owners.get(passage.id):
            grouped.setdefault(owner, []).append(passage)
    return tuple(Part(owner, theme, tuple(texts)) for owner, texts in grouped.items())


@dataclass(frozen=True, slots=True)
class Marks:
    """What was found in one case, by the id of the passage."""

    indicators: Mapping[str, tuple[Indicator, ...]]
    terms: Mapping[str, tuple[tuple[str, str], ...]]
    policies: Mapping[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class _Item:
    """One thing that a part says.

    :param key: what two parts share that say the same; with ``ground`` it names the thing.
    :param measured: of a figure, what it measures.
    :param heads: whether the heading of the part has it.
    :param times: how often the part has it.
    """

    ground: Ground
    key: object
    printed: str
    weight: float = _MARK_WEIGHT
    measured: str = ""
    heads: bool = False
    times: int = 1

    def is_in(self, other: _Item | None) -> bool:
        """Whether another part says the same: 30% of pay is not 30% of grass."""
        if other is None:
            return False
        return self.ground is not Ground.INDICATOR or _share_two(self.measured, other.measured)


_Key = tuple[Ground, object]
_Content = Mapping[_Key, _Item]
_Spread = Mapping[_Key, int]
"""In how many parts something stands."""


def find_answers(
    case: str, measures: tuple[Part, ...], results: tuple[Part, ...], marks: Marks
) -> tuple[Answer, ...]:
    """Suggest, for each result, the measure that it answers, where one stands out."""
    of_measures = [_content(part, marks) for part in measures]
    of_results = [_content(part, marks) for part in results]
    in_measures = Counter(key for content in of_measures for key in content)
    in_results = Counter(key for content in of_results for key in content)
    answers = []
    for result, content in zip(results, of_results, strict=True):
        if _is_caveat(result):
            continue
        only = {key: item for key, item in content.items() if in_measures[key] == 1}
        shared = [
            [(item, other[key]) for key, item in only.items() if item.is_in(other.get(key))]
            for other in of_measures
        ]
        weights = [_weight(pairs, in_measures, in_results) for pairs in shared]
        if (best := _outstanding(weights)) is not None:
            reasons = _reasons([item for item, _ in shared[best]])
            answers.append(Answer(case, result.id, measures[best].id, reasons))
    return tuple(answers)


def _weight(
    pairs: Sequence[tuple[_Item, _Item]], in_measures: _Spread, in_results: _Spread
) -> float:
    """Return what the things that a result shares with a measure weigh together."""
    if len(pairs) == 1 and not _is_enough(*pairs[0], in_measures):
        return 0.0
    return sum(
        item.weight
        * (_ELSEWHERE if in_results[item.ground, item.key] > 1 else 1)
        * (_HEADING if item.heads else 1)
        for item, _ in pairs
    )


def _is_enough(item: _Item, other: _Item, in_measures: _Spread) -> bool:
    """Whether one thing alone may be a ground: of 公立医院 only where no measure has 医院."""
    if item.ground is not Ground.WORDS or item.heads:
        return True
    if item.weight != _MARK_WEIGHT or (Ground.WORDS, str(item.key)[-_SHORT:]) in in_measures:
        return False
    return item.times + other.times >= _OFTEN


def _outstanding(weights: Sequence[float]) -> int | None:
    """Return the place of the weight that is enough, and far ahead of every other."""
    if not weights:
        return None
    best = max(range(len(weights)), key=lambda place: weights[place])
    others = max((weight for place, weight in enumerate(weights) if place != best), default=0.0)
    return best if weights[best] >= max(_LEAST, _AHEAD * others) else None


def _reasons(items: Iterable[_Item]) -> tuple[Reason, ...]:
    """Return the grounds by kind, the weightiest first."""
    items = sorted(items, key=lambda item: (-item.weight, item.printed))
    reasons = (
        Reason(ground, tuple(dict.fromkeys(i.printed for i in items if i.ground is ground)))
        for ground in (Ground.INDICATOR, Ground.TERM, Ground.POLICY, Ground.WORDS)
    )
    return tuple(reason for reason in reasons if reason.shared)


def _is_caveat(part: Part) -> bool:
    """Whether the heading says that a part covers limits (资料的限度), not of results."""
    first = part.passages[0]
    return not first.running and fold(first.text).rstrip("。：:").endswith(longest_first("caveats"))


def _share_two(first: str, second: str) -> bool:
    """Whether two labels share two characters in a row."""
    item, other = fold(first), fold(second)
    return any(pair in other for pair in map("".join, pairwise(item)))


def _content(part: Part, marks: Marks) -> _Content:
    content: dict[_Key, _Item] = {}
    for passage in part.passages:
        for item in (
            *_figures(marks.indicators.get(passage.id, ())),
            *(_Item(Ground.TERM, *term) for term in marks.terms.get(passage.id, ())),
            *(_Item(Ground.POLICY, *policy) for policy in marks.policies.get(passage.id, ())),
            *_words(passage, heads=passage.id == part.id and not passage.running),
        ):
            key = (item.ground, item.key)
            if before := content.get(key):
                heads = before.heads or item.heads
                item = replace(item, heads=heads, times=before.times + 1)  # noqa: PLW2901
            content[key] = item
    return content


def _figures(indicators: Iterable[Indicator]) -> Iterator[_Item]:
    """Yield figures, without those that stand in most texts anyway (100%)."""
    for indicator in indicators:
        if indicator.value >= _LEAST_VALUE and not (
            indicator.unit_key == "%" and indicator.value == _WHOLE
        ):
            key = (indicator.value, indicator.unit_key)
            yield _Item(Ground.INDICATOR, key, indicator.text, measured=indicator.measured)


def _words(passage: Passage, *, heads: bool) -> Iterator[_Item]:
    names, none = short_names(), words("no_ground")
    for token in nouns(fold(passage.text)):
        if token.word in names or token.word in none:
            continue
        weight = _SHORT_WEIGHT if len(token.word) <= _SHORT else _MARK_WEIGHT
        if token.tag in _PROCESS_TAGS:
            weight *= _PROCESS
        yield _Item(
            Ground.WORDS,
            token.word,
            passage.text[token.start : token.end],
            weight,
            heads=heads,
        )
