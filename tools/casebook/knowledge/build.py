"""All articles to one :class:`~casebook.records.Casebook`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

from casebook import resources
from casebook.knowledge.corrections import Corrections, Glossary, PolicyFacts
from casebook.knowledge.fields import field_by_name
from casebook.knowledge.links import Link, Links, NamedTerm, ScannedArticle, corrected, link
from casebook.knowledge.mention_changes import corrected_bodies, corrected_places
from casebook.knowledge.named_bodies import FoundBody
from casebook.knowledge.passages import passages, texts_of
from casebook.knowledge.policies import FoundPolicy, title_key
from casebook.knowledge.region_groups import divisions_shared
from casebook.knowledge.regions import divisions, lineage
from casebook.knowledge.saved import Saved, declared
from casebook.knowledge.scan import Scan, home_of, scan
from casebook.knowledge.similar import Words, similar_cases
from casebook.knowledge.term_forms import term_key
from casebook.records import (
    Answer,
    Article,
    Case,
    Casebook,
    Event,
    EventKind,
    Indicator,
    Mention,
    Organisation,
    Place,
    Policy,
    Script,
    Term,
)
from casebook.text.fold import fold
from casebook.text.slugs import slugs


@dataclass(frozen=True, slots=True)
class _Read:
    """One article with all that was found in its texts."""

    article: Article
    indicators: tuple[Indicator, ...]
    policies: tuple[FoundPolicy, ...]
    terms: tuple[NamedTerm, ...]
    places: tuple[tuple[str, Mention], ...]
    bodies: tuple[tuple[FoundBody, Mention], ...]
    answers: tuple[Answer, ...]
    words: Words

    @classmethod
    def of(cls, known: ScannedArticle, linked: Link) -> _Read:
        """Put together what one article says and what it has in common with others."""
        scanned = known.scan
        return cls(
            article=known.article,
            indicators=known.indicators,
            policies=scanned.policies,
            terms=linked.terms,
            places=scanned.places,
            bodies=scanned.bodies,
            answers=linked.answers,
            words=scanned.words,
        )


def annotate(
    articles: Iterable[Article],
    corrections: Corrections | None = None,
    glossary: Glossary | None = None,
    cache: Path | None = None,
) -> Casebook:
    """Compute everything that the site shows across cases.

    The order of ``articles`` does not matter: cases are sorted by slug.

    :param corrections: a person's word on terms, policies, indicators and
        answers; it wins over what is computed.
    :param glossary: terms with a definition by hand.
    :param cache: folder in which results are kept for the next run, which then computes
        only what changed; what comes out is the same without it.
    """
    corrections = corrections or Corrections()
    glossary = glossary or Glossary()
    ordered = sorted(articles, key=lambda article: article.slug)
    if cache is None:
        result = [_found(entry, corrections, _scan(entry, corrections)) for entry in ordered]
        links = link(result, corrections, glossary, Links())
        return _joined(result, links, corrections, glossary, slugs)
    saved = Saved(cache, ordered, corrections, glossary)
    if (casebook := saved.casebook()) is not None:
        return casebook
    result = [
        _found(
            item,
            corrections,
            saved.scan(item, partial(_scan, item, corrections)),
            saved.link_key(item),
        )
        for item in ordered
    ]
    links = link(result, corrections, glossary, saved.links())
    casebook = _joined(result, links, corrections, glossary, saved.slugs)
    saved.keep(casebook, links)
    return casebook


@resources.one_text()
def _scan(article: Article, corrections: Corrections) -> Scan:
    return scan(article, *declared(article, corrections))


def _found(
    article: Article, corrections: Corrections, scanned: Scan, key: str = ""
) -> ScannedArticle:
    changes = tuple(item for item in corrections.indicator if item.case == article.slug)
    of_bodies = [item for item in corrections.body if item.case == article.slug]
    of_places = [item for item in corrections.place if item.case == article.slug]
    indicators = corrected(scanned.indicators, changes, article.script)
    if of_bodies or of_places:
        texts = tuple(passages(article))
        bodies = corrected_bodies(scanned.bodies, texts, of_bodies)
        places = corrected_places(scanned.places, texts, of_places)
        scanned = replace(scanned, bodies=bodies, places=places)
    return ScannedArticle(key, article, scanned, indicators)


_Slugs = Callable[[Iterable[str]], dict[str, str]]


def _joined(
    results: Sequence[ScannedArticle],
    links: Links,
    corrections: Corrections,
    glossary: Glossary,
    slugs: _Slugs,
) -> Casebook:
    """Join what was found in each article.

    :param slugs: gives each name its slug.
    """
    read = [_Read.of(result, links.of[result.article.slug]) for result in results]
    policies = _policies(read, corrections, slugs)
    terms = _terms(read, glossary, slugs)
    slug_of_body = slugs(dict.fromkeys(body.name for one in read for body, _ in one.bodies))
    bodies = _organisations(read, slug_of_body)
    slug_of = {title_key(item.title): item.slug for item in policies}
    slug_of_term = {term_key(term.text): term.slug for term in terms}
    cases = [
        Case(
            article=entry.article,
            field=field.key if (field := field_by_name(entry.article.field)) else "",
            lineage=tuple(above.code for above in lineage(home_of(entry.article))),
            indicators=entry.indicators,
            policies=_each(slug_of[policy.key] for policy in entry.policies),
            terms=_each(slug_of_term[term.key] for term in entry.terms),
            places=_each(code for code, _ in entry.places),
            organisations=_each(slug_of_body[body.name] for body, _ in entry.bodies),
            answers=entry.answers,
        )
        for entry in read
    ]
    similar = similar_cases(cases, {element.article.slug: element.words for element in read})
    return Casebook(
        cases=tuple(replace(case, similar=similar[case.slug]) for case in cases),
        policies=policies,
        terms=terms,
        places=_places(read),
        organisations=bodies,
        timeline=_timeline([one.article for one in read], policies),
    )


def _each(result: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(result))


def _policies(read: Sequence[_Read], corrections: Corrections, slugs: _Slugs) -> tuple[Policy, ...]:
    results: dict[str, list[FoundPolicy]] = defaultdict(list)
    for item in read:
        for policy in item.policies:
            results[policy.key].append(policy)
    slug = slugs(results)
    by_hand = {title_key(facts.title): facts for facts in corrections.policy}
    none = PolicyFacts("")
    policies = [
        Policy(
            title=mentions[0].title,
            slug=slug[key],
            issuer=by_hand.get(key, none).issuer or _first(entry.issuer for entry in mentions),
            number=by_hand.get(key, none).number or _first(element.number for element in mentions),
            date=by_hand.get(key, none).date or _most_exact(one.date for one in mentions),
            kind=mentions[0].kind,
            url=by_hand.get(key, none).url,
            mentions=tuple(mention.mention for mention in mentions),
        )
        for key, mentions in results.items()
    ]
    return tuple(sorted(policies, key=lambda policy: policy.slug))


def _most_exact(dates: Iterable[str]) -> str:
    """Return the first date that is said, or one that agrees with it and says more."""
    said = [date for date in dates if date]
    return max((item for item in said if item.startswith(said[0])), key=len, default="")


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def _terms(read: Sequence[_Read], glossary: Glossary, slugs: _Slugs) -> tuple[Term, ...]:
    results: dict[str, list[NamedTerm]] = defaultdict(list)
    for item in read:
        for term in item.terms:
            results[term.key].append(term)
    start_of = {one.article.slug: one.article.year_range or (9999,) for one in read}
    by_hand = {term_key(entry.term): entry for entry in glossary.term}
    slug = slugs(results)
    terms = []
    for key, named in results.items():
        mentions = tuple(one.mention for one in named)
        first = min(named, key=lambda one: (start_of[one.mention.case][0], one.mention.case))
        defining = next((one for one in named if one.defined), None)
        defined, sentence = (defining.defined, defining.definition) if defining else (None, "")
        if key in by_hand:
            defined, sentence = None, by_hand[key].definition
        terms.append(Term(first.text, slug[key], first.mention, sentence, defined, mentions))
    return tuple(sorted(terms, key=lambda term: term.slug))


def _organisations(read: Sequence[_Read], slug: Mapping[str, str]) -> tuple[Organisation, ...]:
    results: dict[str, list[tuple[FoundBody, Mention]]] = defaultdict(list)
    for item in read:
        for body, mention in item.bodies:
            results[body.name].append((body, mention))
    articles = {entry.article.slug: entry.article for entry in read}

    @lru_cache(maxsize=1)  # Names stand in the order of the articles that have them.
    def texts(case: str) -> dict[str, str]:
        return {placed.id: text for placed, text in texts_of(articles[case])}

    def named(name: str, first: Mention) -> tuple[str, Script]:
        """Return the name as the first mention has it; an alias stands for the folded name."""
        article = articles[first.case]
        said = texts(first.case)[first.paragraph][first.start : first.end]
        return (said, article.script) if fold(said) == name else (name, Script.HANS)

    bodies = []
    for name, mentions in results.items():
        text, script = named(name, mentions[0][1])
        of_body = tuple(mention for _, mention in mentions)
        bodies.append(Organisation(text, slug[name], mentions[0][0].kind, script, of_body))
    return tuple(sorted(bodies, key=lambda body: body.slug))


def _places(read: Sequence[_Read]) -> tuple[Place, ...]:
    """Every division that a case is in, shares or names, with all divisions above them."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    within: dict[str, list[str]] = defaultdict(list)
    cases_at: dict[str, list[str]] = defaultdict(list)
    shared: dict[str, list[str]] = defaultdict(list)
    for item in read:
        home = home_of(item.article)
        for above in lineage(home):
            within[above.code].append(item.article.slug)
        cases_at[home].append(item.article.slug)
        for code in divisions_shared(item.article):
            shared[code].append(item.article.slug)
        for code, mention in item.places:
            mentions[code].append(mention)
    codes = {above.code for code in (*mentions, *within, *shared) for above in lineage(code)}
    return tuple(
        Place(
            code,
            divisions()[code].name,
            divisions()[code].parent,
            tuple(within[code]),
            tuple(cases_at[code]),
            tuple(mentions[code]),
            tuple(shared[code]),
        )
        for code in sorted(codes)
    )


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
