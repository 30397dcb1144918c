"""What is found in one article alone, whatever other articles say.

This is the costly half of annotation.  It depends on the article, on the rules and data of
the program, and on what people declared to be documents; so it can be saved by article.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from casebook.knowledge.article_bodies import bodies_of
from casebook.knowledge.indicators import find_indicators
from casebook.knowledge.named_bodies import FoundBody
from casebook.knowledge.passages import Passage, passages
from casebook.knowledge.place_finder import find_places
from casebook.knowledge.policies import FoundPolicy, find_policies
from casebook.knowledge.regions import divisions
from casebook.knowledge.similar import Words, case_words
from casebook.knowledge.tables import find_table_indicators
from casebook.knowledge.taiwan import TAIWAN, by_words, counties_of_taiwan
from casebook.knowledge.taiwan_bodies import county_of
from casebook.knowledge.terms import Quotation, quotations
from casebook.knowledge.titled_names import names_of_title
from casebook.records import Article, Indicator, Mention


@dataclass(frozen=True, slots=True)
class Scan:
    """What one article names, each kind in reading order.

    :param quotations: quoted names; which of them are terms depends on all articles.
    :param titled: keys of those that the title has too, sorted.
    :param indicators: as computed, before a person's corrections.
    :param words: nouns by which cases are compared.
    """

    quotations: tuple[Quotation, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    policies: tuple[FoundPolicy, ...] = ()
    places: tuple[tuple[str, Mention], ...] = ()
    bodies: tuple[tuple[FoundBody, Mention], ...] = ()
    words: Words = field(default_factory=Words)
    titled: tuple[str, ...] = ()


def home_of(article: Article) -> str:
    """Return the code of the region of an article, ``""`` without one."""
    return article.region.code if article.region else ""


def county_of_article(article: Article) -> str:
    """Return the county of Taiwan that an article of that region is about, ``""`` for others.

    金門縣 is in the table of divisions too, and so is a region of its own.
    """
    home = home_of(article)
    own = divisions()[home].name if home in divisions() else ""
    if home != TAIWAN and own not in counties_of_taiwan():
        return ""
    texts = [text.text for text in passages(article)]
    if home != TAIWAN:
        return own if by_words(article.title, "\n".join(texts))[0] == TAIWAN else ""
    return county_of(article.title, texts)


def scan(article: Article, always: frozenset[str], never: frozenset[str]) -> Scan:
    """Search one article.

    :param always: keys of titles that a person has declared documents.
    :param never: keys of titles that a person has declared none.
    """
    home = home_of(article)
    texts = tuple(passages(article))
    county = county_of_article(article)
    titled = names_of_title(article.title, [text.text for text in texts])
    every = bodies_of(texts, home, county)
    quoted = tuple(quotation for text in texts for quotation in quotations(text, titled))
    return Scan(
        quoted,
        tuple(indicator for text in texts for indicator in _indicators(text)),
        find_policies(texts, home, always, never, every),
        tuple(
            (place.code, Mention(text.case, text.id, place.start, place.end))
            for text in texts
            for place in find_places(text.text, home)
        ),
        tuple(
            (body, Mention(text.case, text.id, body.start, body.end))
            for text, bodies in zip(texts, every, strict=True)
            for body in bodies
        ),
        case_words(texts),
        tuple(sorted(titled & {quotation.key for quotation in quoted})),
    )


def _indicators(passage: Passage) -> Iterable[Indicator]:
    """Figures of running text and tables; those of headings and captions stand in the text too."""
    if passage.table:
        return find_table_indicators(passage, passage.table)
    return find_indicators(passage) if passage.running else ()
