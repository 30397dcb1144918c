"""Which measures a result most plausibly answers, and why.

Parts of the measures and of the results are compared by what they share:
figures, coined terms, policy documents, and pairs of characters that few
parts of the article have (weighed by how few).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from casebook import resources
from casebook.knowledge.passages import Passage
from casebook.knowledge.regions import short_names
from casebook.knowledge.tagging import nouns
from casebook.records import Answer, Article, Ground, Indicator, Reason, Section, Theme, walk
from casebook.text.fold import fold

_FIGURE_WEIGHT, _TERM_WEIGHT, _POLICY_WEIGHT, _WORD_WEIGHT = 4.0, 2.5, 3.0, 1.0
_HEADING_WEIGHT = 2
"""A word in the heading of a part counts as often as this in its text."""
_MOST_WORDS = 5
_ONLY_WEIGHT = 1.5
"""More for a word in the heading of a result that only one measure has."""
_TOPIC = 0.5
"""What more than this share of the parts say is what the article is about, and no ground."""
_MOST_TIMES = 2
"""A word counts as often at most as this: 事项 in every line says no more."""
_LEAST = 2.6
"""Below this a pair is not shown: one or two common words are no ground.  Tuned on the sample
articles so that a link that a reader would not draw is left out rather than shown."""
_CLOSE = 0.75
"""A second measure is shown beside the best where its score is at least this share of it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the measures or results: a section below the theme, or a paragraph of it."""

    id: str
    theme: Theme
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a part: how often each stands there, and as the text prints it."""

    count: Counter[str]
    printed: dict[str, str]


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


def find_answers(
    case: str, measures: tuple[Part, ...], results: tuple[Part, ...], marks: Marks
) -> tuple[Answer, ...]:
    """Suggest, for each result, the measure or measures that it answers, the best first."""
    words = {part.id: _words(part) for part in (*measures, *results)}
    spread = Counter(word for collected in words.values() for word in collected.count)
    names = _names_of(marks, (*measures, *results))
    answers = []
    for result in results:
        if _is_caveat(result):
            continue
        scored = []
        for measure in measures:
            score, reasons = _compare(result, measure, names, words, spread)
            score += _ONLY_WEIGHT * len(_only(result, measure, measures, words))
            if score >= _LEAST:
                scored.append((score, measure.id, reasons))
        scored.sort(key=lambda item: -item[0])
        answers += [
            Answer(case, result.id, measure, reasons)
            for score, measure, reasons in scored[:2]
            if score >= scored[0][0] * _CLOSE
        ]
    return tuple(answers)


def _is_caveat(part: Part) -> bool:
    """Whether the heading says that a part covers limits (资料的限度), not of results."""
    first = part.passages[0]
    caveats = tuple(fold(word) for word in resources.toml("measured.toml")["caveats"])
    return not first.running and fold(first.text).rstrip("。：:").endswith(caveats)


def _compare(
    result: Part,
    measure: Part,
    marks: Marks,
    words: Mapping[str, _Words],
    spread: Counter[str],
) -> tuple[float, tuple[Reason, ...]]:
    figures = _shared_figures(_figures(result, marks), _figures(measure, marks))
    terms = _shared(_named(result, marks.terms), _named(measure, marks.terms))
    policies = _shared(_named(result, marks.policies), _named(measure, marks.policies))
    count, other = words[result.id].count, words[measure.id].count
    total = len(words)
    weight = {
        word: math.log((total + 1) / spread[word]) * min(count[word], other[word], _MOST_TIMES)
        for word in count.keys() & other.keys()
        if spread[word] <= max(2, total * _TOPIC) and word not in short_names()
    }
    best = sorted(weight, key=lambda word: (-weight[word], word))[:_MOST_WORDS]
    score = (
        _FIGURE_WEIGHT * len(figures)
        + _TERM_WEIGHT * len(terms)
        + _POLICY_WEIGHT * len(policies)
        + _WORD_WEIGHT * sum(weight[word] for word in best)
    )
    printed = words[result.id].printed
    reasons = (
        Reason(Ground.INDICATOR, figures),
        Reason(Ground.TERM, terms),
        Reason(Ground.POLICY, policies),
        Reason(Ground.WORDS, tuple(printed[word] for word in best)),
    )
    return score, tuple(reason for reason in reasons if reason.shared)


def _names_of(marks: Marks, every: tuple[Part, ...]) -> Marks:
    """Leave out terms and documents that most parts name: they are what the article is about."""
    spread = Counter(
        key
        for part in every
        for named in (marks.terms, marks.policies)
        for key in _named(part, named)
    )
    topic = {key for key, times in spread.items() if times > max(2, len(every) * _TOPIC)}

    def without(named: Mapping[str, tuple[tuple[str, str], ...]]) -> dict[str, Any]:
        return {
            place: tuple(pair for pair in pairs if pair[0] not in topic)
            for place, pairs in named.items()
        }

    return Marks(marks.indicators, without(marks.terms), without(marks.policies))


def _only(
    result: Part, measure: Part, measures: tuple[Part, ...], words: Mapping[str, _Words]
) -> set[str]:
    """Return the words in the heading of a result that only this measure, or its heading, has."""
    named = _in_heading(result)
    others = [other for other in measures if other is not measure]
    in_texts = {word for other in others for word in words[other.id].count}
    in_headings = {word for other in others for word in _in_heading(other)}
    in_text = (named & words[measure.id].count.keys()) - in_texts
    return in_text | ((named & _in_heading(measure)) - in_headings)


def _in_heading(part: Part) -> set[str]:
    heading = part.passages[0]
    if heading.running:
        return set()
    folded = fold(heading.text)
    return {folded[start:end] for start, end in nouns(folded)} - short_names()


def _shared(first: Mapping[object, str], second: Mapping[object, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for key, text in first.items() if key in second))


def _shared_figures(
    first: Mapping[object, Indicator], second: Mapping[object, Indicator]
) -> tuple[str, ...]:
    """Return the figures that both give of the same thing: 30% of pay is not 30% of grass."""
    return tuple(
        dict.fromkeys(
            item.text
            for key, item in first.items()
            if key in second and _of_one_thing(item.measured, second[key].measured)
        )
    )


def _of_one_thing(first: str, second: str) -> bool:
    """Whether two labels share two characters in a row."""
    item, other = fold(first), fold(second)
    return any(pair in other for pair in map("".join, pairwise(item)))


def _figures(part: Part, marks: Marks) -> dict[object, Indicator]:
    """Figures of a part; those that stand in most texts anyway (100%) say nothing."""
    return {
        (item.value, item.unit_key): item
        for passage in part.passages
        for item in marks.indicators.get(passage.id, ())
        if item.value >= 10 and not (item.unit_key == "%" and item.value == 100)
    }


def _named(part: Part, marks: Mapping[str, tuple[tuple[str, str], ...]]) -> dict[object, str]:
    return {key: text for passage in part.passages for key, text in marks.get(passage.id, ())}


def _words(part: Part) -> _Words:
    count: Counter[str] = Counter()
    printed: dict[str, str] = {}
    for passage in part.passages:
        folded = fold(passage.text)
        for start, end in nouns(folded):
            word = folded[start:end]
            count[word] += 1 if passage.running else _HEADING_WEIGHT
            printed[word] = passage.text[start:end]
    return _Words(count, printed)
