"""All articles to one :class:`~casebook.records.Casebook`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from casebook.knowledge.answers import Marks, find_answers, parts
from casebook.knowledge.corrections import (
    AnswerChange,
    Corrections,
    Glossary,
    IndicatorChange,
    PolicyFacts,
)
from casebook.knowledge.fields import field_by_name
from casebook.knowledge.indicators import find_indicators
from casebook.knowledge.organisations import FoundBody, find_bodies
from casebook.knowledge.passages import Passage, passages
from casebook.knowledge.policies import FoundPolicy, find_policies, title_key
from casebook.knowledge.regions import DIVISIONS, find_places, lineage
from casebook.knowledge.similar import similar_cases
from casebook.knowledge.tables import find_table_indicators
from casebook.knowledge.terms import TermFinder, definition, quotations, term_key, term_keys
from casebook.records import (
    Answer,
    Article,
    Case,
    Casebook,
    Event,
    EventKind,
    Ground,
    Indicator,
    Mention,
    Organisation,
    Place,
    Policy,
    Reason,
    Script,
    Term,
    Theme,
)
from casebook.text.fold import fold
from casebook.text.slugs import slugs


@dataclass(frozen=True, slots=True)
class _Read:
    """One article with what was found in its texts."""

    article: Article
    passages: tuple[Passage, ...]
    indicators: tuple[Indicator, ...]
    policies: tuple[FoundPolicy, ...]
    terms: tuple[tuple[str, Mention], ...]
    places: tuple[tuple[str, Mention], ...]
    bodies: tuple[tuple[FoundBody, Mention], ...]


def annotate(
    articles: Iterable[Article],
    corrections: Corrections | None = None,
    glossary: Glossary | None = None,
) -> Casebook:
    """Compute everything that the site shows across cases.

    The order of ``articles`` does not matter: cases are sorted by slug.

    :param corrections: a person's word on terms, policies, indicators and
        answers; it wins over what is computed.
    :param glossary: terms with a definition by hand.
    """
    corrections = corrections or Corrections()
    glossary = glossary or Glossary()
    ordered = sorted(articles, key=lambda article: article.slug)
    texts = {article.slug: tuple(passages(article)) for article in ordered}
    finder = _term_finder(texts, corrections, glossary)
    read = [_read(article, texts[article.slug], finder, corrections) for article in ordered]

    policies = _policies(read, corrections)
    terms = _terms(read, texts, glossary)
    slug_of_body = slugs(dict.fromkeys(body.name for one in read for body, _ in one.bodies))
    bodies = _organisations(read, texts, slug_of_body)
    slug_of = {title_key(one.title): one.slug for one in policies}
    slug_of_term = {term_key(one.text): one.slug for one in terms}
    cases = [
        Case(
            article=one.article,
            field=field.key if (field := field_by_name(one.article.field)) else "",
            lineage=tuple(above.code for above in lineage(_home(one.article))),
            indicators=one.indicators,
            policies=_each(slug_of[policy.key] for policy in one.policies),
            terms=_each(slug_of_term[key] for key, _ in one.terms),
            places=_each(code for code, _ in one.places),
            organisations=_each(slug_of_body[body.name] for body, _ in one.bodies),
            answers=_answers(one, corrections.answer),
        )
        for one in read
    ]
    similar = similar_cases(cases)
    return Casebook(
        cases=tuple(replace(case, similar=similar[case.slug]) for case in cases),
        policies=policies,
        terms=terms,
        places=_places(read),
        organisations=bodies,
        timeline=_timeline(ordered, policies),
    )


def _home(article: Article) -> str:
    return article.region.code if article.region else ""


def _each(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))


def _term_finder(
    texts: dict[str, tuple[Passage, ...]], corrections: Corrections, glossary: Glossary
) -> TermFinder:
    by_hand = (*corrections.terms.add, *(entry.term for entry in glossary.term))
    quoted = [one for read in texts.values() for passage in read for one in quotations(passage)]
    return TermFinder(term_keys(quoted, by_hand, corrections.terms.drop), by_hand)


def _read(
    article: Article, texts: tuple[Passage, ...], finder: TermFinder, corrections: Corrections
) -> _Read:
    home = _home(article)
    always = frozenset(title_key(title) for title in corrections.policies.add)
    never = frozenset(title_key(title) for title in corrections.policies.drop)
    indicators = [one for text in texts for one in _indicators(text)]
    return _Read(
        article,
        texts,
        _corrected(indicators, corrections.indicator),
        tuple(one for text in texts for one in find_policies(text, home, always, never)),
        tuple(one for text in texts for one in finder.find(text)),
        tuple(
            (one.code, Mention(text.case, text.id, one.start, one.end))
            for text in texts
            for one in find_places(text.text, home)
        ),
        tuple(
            (one, Mention(text.case, text.id, one.start, one.end))
            for text in texts
            for one in find_bodies(text.text, home)
        ),
    )


def _indicators(passage: Passage) -> tuple[Indicator, ...]:
    """Figures of running text and tables; those of headings and captions stand in the text too."""
    if passage.table:
        return find_table_indicators(passage, passage.table)
    return find_indicators(passage) if passage.running else ()


def _corrected(
    indicators: Iterable[Indicator], changes: Sequence[IndicatorChange]
) -> tuple[Indicator, ...]:
    by_place = {(change.case, change.paragraph, change.text): change for change in changes}
    kept = []
    for one in indicators:
        change = by_place.get((one.case, one.paragraph, one.text))
        if change is None:
            kept.append(one)
        elif not change.drop:
            unit = one.unit if change.unit is None else change.unit
            kept.append(
                replace(
                    one,
                    measured=one.measured if change.measured is None else change.measured,
                    date=one.date if change.date is None else change.date,
                    unit=unit,
                    unit_key=fold(unit),
                    value=one.value if change.value is None else change.value,
                )
            )
    return tuple(kept)


def _policies(read: Sequence[_Read], corrections: Corrections) -> tuple[Policy, ...]:
    found: dict[str, list[FoundPolicy]] = defaultdict(list)
    for one in read:
        for policy in one.policies:
            found[policy.key].append(policy)
    slug = slugs(found)
    by_hand = {title_key(facts.title): facts for facts in corrections.policy}
    none = PolicyFacts("")
    policies = [
        Policy(
            title=mentions[0].title,
            slug=slug[key],
            issuer=by_hand.get(key, none).issuer or _first(one.issuer for one in mentions),
            number=by_hand.get(key, none).number or _first(one.number for one in mentions),
            date=by_hand.get(key, none).date or _first(one.date for one in mentions),
            mentions=tuple(one.mention for one in mentions),
        )
        for key, mentions in found.items()
    ]
    return tuple(sorted(policies, key=lambda policy: policy.slug))


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def _terms(
    read: Sequence[_Read], texts: dict[str, tuple[Passage, ...]], glossary: Glossary
) -> tuple[Term, ...]:
    found: dict[str, list[Mention]] = defaultdict(list)
    for one in read:
        for key, mention in one.terms:
            found[key].append(mention)
    passage_of = {(text.case, text.id): text for read_ in texts.values() for text in read_}
    start_of = {one.article.slug: one.article.year_range or (9999,) for one in read}
    by_hand = {term_key(entry.term): entry for entry in glossary.term}
    slug = slugs(found)
    terms = []
    for key, mentions in found.items():
        first = min(mentions, key=lambda one: (start_of[one.case][0], one.case))
        defined, sentence = _definition(mentions, passage_of)
        if key in by_hand:
            defined, sentence = None, by_hand[key].definition
        text = passage_of[first.case, first.paragraph].text[first.start : first.end]
        terms.append(Term(text, slug[key], first, sentence, defined, tuple(mentions)))
    return tuple(sorted(terms, key=lambda term: term.slug))


def _definition(
    mentions: Sequence[Mention], passage_of: dict[tuple[str, str], Passage]
) -> tuple[Mention | None, str]:
    for mention in mentions:
        passage = passage_of[mention.case, mention.paragraph]
        if passage.running and (span := definition(passage, mention)):
            return Mention(mention.case, mention.paragraph, *span), passage.text[slice(*span)]
    return None, ""


def _organisations(
    read: Sequence[_Read], texts: Mapping[str, tuple[Passage, ...]], slug: Mapping[str, str]
) -> tuple[Organisation, ...]:
    found: dict[str, list[tuple[FoundBody, Mention]]] = defaultdict(list)
    for one in read:
        for body, mention in one.bodies:
            found[body.name].append((body, mention))
    scripts = {one.article.slug: one.article.script for one in read}
    text_of = {(one.case, one.id): one.text for passages_ in texts.values() for one in passages_}

    def named(name: str, first: Mention) -> tuple[str, Script]:
        """Return the name as the first mention has it; an alias stands for the folded name."""
        said = text_of[first.case, first.paragraph][first.start : first.end]
        return (said, scripts[first.case]) if fold(said) == name else (name, Script.HANS)

    bodies = []
    for name, mentions in found.items():
        text, script = named(name, mentions[0][1])
        of_body = tuple(mention for _, mention in mentions)
        bodies.append(Organisation(text, slug[name], mentions[0][0].kind, script, of_body))
    return tuple(sorted(bodies, key=lambda body: body.slug))


def _places(read: Sequence[_Read]) -> tuple[Place, ...]:
    """Every division that a case is in or names, with all divisions above them."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    within: dict[str, list[str]] = defaultdict(list)
    own: dict[str, list[str]] = defaultdict(list)
    for one in read:
        home = _home(one.article)
        for above in lineage(home):
            within[above.code].append(one.article.slug)
        own[home].append(one.article.slug)
        for code, mention in one.places:
            mentions[code].append(mention)
    codes = {above.code for code in (*mentions, *within) for above in lineage(code)}
    return tuple(
        Place(
            code,
            DIVISIONS[code].name,
            DIVISIONS[code].parent,
            tuple(within[code]),
            tuple(own[code]),
            tuple(mentions[code]),
        )
        for code in sorted(codes)
    )


def _answers(read: _Read, changes: Sequence[AnswerChange]) -> tuple[Answer, ...]:
    article = read.article
    measures = parts(article, read.passages, Theme.MEASURES)
    results = parts(article, read.passages, Theme.RESULTS)
    indicators: dict[str, list[Indicator]] = defaultdict(list)
    for one in read.indicators:
        indicators[one.paragraph].append(one)
    text_of = {passage.id: passage.text for passage in read.passages}
    terms: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, mention in read.terms:
        printed = text_of[mention.paragraph][mention.start : mention.end]
        terms[mention.paragraph].append((key, printed))
    policies: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for policy in read.policies:
        policies[policy.mention.paragraph].append((policy.key, f"《{policy.title}》"))
    marks = Marks(
        {place: tuple(found) for place, found in indicators.items()},
        {place: tuple(found) for place, found in terms.items()},
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
    order = {passage.section: place for place, passage in enumerate(read.passages)}
    order |= {passage.id: place for place, passage in enumerate(read.passages)}
    return tuple(sorted(kept, key=lambda answer: order.get(answer.result, len(order))))


def _timeline(articles: Sequence[Article], policies: Sequence[Policy]) -> tuple[Event, ...]:
    events = [
        Event(int(policy.date[:4]), policy.date, EventKind.POLICY, policy.slug)
        for policy in policies
        if policy.date
    ]
    for article in articles:
        if years := article.year_range:
            events.append(Event(years[0], str(years[0]), EventKind.CASE_BEGINS, article.slug))
            if years[1] != years[0]:
                events.append(Event(years[1], str(years[1]), EventKind.CASE_ENDS, article.slug))
    return tuple(sorted(events))
