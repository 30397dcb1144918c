"""What an article has in common with others: terms, and what follows from them.

Which quoted names are terms depends on all articles.  Where that vocabulary changes by a
word, only the articles that have this word are searched again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from casebook.knowledge.answers import Marks, find_answers, parts
from casebook.knowledge.corrections import AnswerChange, Corrections, Glossary, IndicatorChange
from casebook.knowledge.passages import Passage, passages
from casebook.knowledge.scan import Scan
from casebook.knowledge.term_definitions import definition
from casebook.knowledge.term_mentions import TermFinder, contains
from casebook.knowledge.terms import Quotation, quotations, term_keys
from casebook.knowledge.word_finder import WordFinder
from casebook.records import (
    Answer,
    Article,
    Ground,
    Indicator,
    IndicatorKind,
    Mention,
    Reason,
    Script,
    Theme,
)
from casebook.text.fold import fold
from casebook.text.numerals import amount


@dataclass(frozen=True, slots=True)
class NamedTerm:
    """A term where an article names it.

    :param text: as it is printed there.
    :param defined: the sentence around it, where that says what the term is; else ``None``.
    :param definition: the text of that sentence.
    """

    key: str
    mention: Mention
    text: str
    defined: Mention | None = None
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """The terms of one article and the answers of its results.

    :param key: names the article and the corrections that this was made of.
    """

    key: str
    terms: tuple[NamedTerm, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Links:
    """The links of all articles by slug, and the vocabulary that they were made with.

    :param keys: the terms, sorted.
    :param words: those of them that are found without quotation marks, sorted.
    """

    keys: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    of: Mapping[str, Link] = field(default_factory=dict)


@dataclass(frozen=True)
class ScannedArticle:
    """One article with what was found in its texts; indicators as people corrected them.

    :param key: names the article and the corrections of its indicators and answers.
    """

    key: str
    article: Article
    scan: Scan
    indicators: tuple[Indicator, ...]

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Its texts; of an article whose links are known nobody asks for them."""
        return tuple(passages(self.article))


def link(
    articles: Sequence[ScannedArticle], corrections: Corrections, glossary: Glossary, before: Links
) -> Links:
    """Find the terms of all articles, and the measures that their results answer.

    :param before: the links of an earlier run; what still holds is taken from there.
    """
    by_hand = (*corrections.terms.add, *(entry.term for entry in glossary.term))
    quoted = [quotation for article in articles for quotation in article.scan.quotations]
    keys = term_keys(quoted, by_hand, corrections.terms.drop)
    finder = TermFinder(keys, by_hand)
    changed = (keys ^ set(before.keys)) | (finder.words ^ set(before.words))
    new_words = WordFinder(changed)
    made = {}
    for item in articles:
        known = before.of.get(item.article.slug)
        if known is None or known.key != item.key:
            terms = _terms(item, finder)
        elif _has_any(item, changed, new_words):
            terms = _terms(item, finder)
            if terms == known.terms:
                made[item.article.slug] = known
                continue
        else:
            made[item.article.slug] = known
            continue
        answers = _answers(item, terms, corrections.answer)
        made[item.article.slug] = Link(item.key, terms, answers)
    return Links(tuple(sorted(keys)), tuple(sorted(finder.words)), made)


def _terms(scanned: ScannedArticle, finder: TermFinder) -> tuple[NamedTerm, ...]:
    quoted: dict[str, list[Quotation]] = {passage.id: [] for passage in scanned.passages}
    for quotation in scanned.scan.quotations:
        quoted[quotation.mention.paragraph].append(quotation)
    # What the title has speaks for a term, and for no mention of it.
    for passage in scanned.passages:
        if any(item.key in scanned.scan.titled for item in quoted[passage.id]):
            quoted[passage.id] = [*quotations(passage)]
    marked = frozenset(quotation.key for quotation in scanned.scan.quotations)
    return tuple(
        _named(key, mention, passage)
        for passage in scanned.passages
        for key, mention in finder.find(passage, quoted[passage.id], marked)
    )


def _named(key: str, mention: Mention, passage: Passage) -> NamedTerm:
    text = passage.text[mention.start : mention.end]
    if not passage.running or (span := definition(passage, mention)) is None:
        return NamedTerm(key, mention, text)
    defined = Mention(mention.case, mention.paragraph, *span)
    return NamedTerm(key, mention, text, defined, passage.text[slice(*span)])


def _has_any(scanned: ScannedArticle, keys: frozenset[str], words: WordFinder) -> bool:
    """Whether an article quotes one of the keys, or has one of the words in its text."""
    if not keys:
        return False
    quoted = any(quotation.key in keys for quotation in scanned.scan.quotations)
    return quoted or any(contains(passage, words) for passage in scanned.passages)


def corrected(
    indicators: Iterable[Indicator], changes: Sequence[IndicatorChange], script: Script
) -> tuple[Indicator, ...]:
    """Return indicators as people corrected them.

    :param script: that of the article, which corrected figures are printed in.
    """
    by_place = {(change.case, change.paragraph, change.text): change for change in changes}
    kept = []
    for indicator in indicators:
        change = by_place.get((indicator.case, indicator.paragraph, indicator.text))
        if change is None:
            kept.append(indicator)
        elif not change.drop:
            unit = indicator.unit if change.unit is None else change.unit
            made = replace(
                _of_kind(indicator, change),
                measured=indicator.measured if change.measured is None else change.measured,
                date=indicator.date if change.date is None else change.date,
                unit=unit,
                unit_key=fold(unit),
                value=indicator.value if change.value is None else change.value,
            )
            same = _told(made) == _told(indicator)
            kept.append(made if same else replace(made, said=_said(made, script)))
    return tuple(kept)


def _of_kind(indicator: Indicator, change: IndicatorChange) -> Indicator:
    """Return a figure with the kind that a person says, which a ``base`` says too."""
    if change.base is not None:
        return replace(indicator, kind=IndicatorKind.CHANGE, base=change.base, high=None)
    if change.kind is None:
        return indicator
    kind = IndicatorKind(change.kind)
    direction = "" if kind is IndicatorKind.LEVEL else indicator.direction
    return replace(indicator, kind=kind, base=None, high=None, direction=direction)


def _told(indicator: Indicator) -> tuple[Decimal, str, Decimal | None, Decimal | None]:
    return (indicator.value, indicator.unit_key, indicator.base, indicator.high)


def _said(indicator: Indicator, script: Script) -> str:
    """Return a figure as it is printed where its words say another: 0.5天, 6→3天, 3–5天."""
    number = amount(indicator.value)
    if indicator.base is not None:
        number = f"{amount(indicator.base)}→{number}"
    if indicator.high is not None:
        number = f"{number}–{amount(indicator.high)}"
    return f"{fold(number) if script is Script.HANS else number}{indicator.unit}"


def _answers(
    scanned: ScannedArticle,
    found_terms: Iterable[NamedTerm],
    changes: Sequence[AnswerChange],
) -> tuple[Answer, ...]:
    article = scanned.article
    measures = parts(article, scanned.passages, Theme.MEASURES)
    results = parts(article, scanned.passages, Theme.RESULTS)
    indicators: dict[str, list[Indicator]] = defaultdict(list)
    for indicator in scanned.indicators:
        indicators[indicator.paragraph].append(indicator)
    terms: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for term in found_terms:
        terms[term.mention.paragraph].append((term.key, term.text))
    policies: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for policy in scanned.scan.policies:
        policies[policy.mention.paragraph].append((policy.key, f"《{policy.title}》"))
    marks = Marks(
        {place: tuple(result) for place, result in indicators.items()},
        {place: tuple(collected) for place, collected in terms.items()},
        {place: tuple(found) for place, found in policies.items()},
    )
    answers = find_answers(article.slug, measures, results, marks)
    by_hand = {change.result: change for change in changes if change.case == article.slug}
    kept = [answer for answer in answers if answer.result not in by_hand]
    kept += [
        Answer(article.slug, change.result, measure, (Reason(Ground.PERSON),))
        for change in by_hand.values()
        for measure in change.measures
    ]
    order = {passage.section: place for place, passage in enumerate(scanned.passages)}
    order |= {passage.id: place for place, passage in enumerate(scanned.passages)}
    return tuple(sorted(kept, key=lambda answer: order.get(answer.result, len(order))))
