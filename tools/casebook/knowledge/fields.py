"""Fields of reform (政務服務, 農村土地 …): the table, and a suggestion from a text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from math import sqrt

from casebook import resources
from casebook.knowledge.mask import hide
from casebook.knowledge.own_place import hide_places
from casebook.knowledge.word_finder import WordFinder
from casebook.records import Article, Script, Section, block_texts, walk
from casebook.text.detect import detect_script
from casebook.text.editions import standard
from casebook.text.fold import fold
from casebook.text.printer import Printer

_TITLE_WEIGHT = 5
"""A hint in the title or in a heading speaks for as much as this many in the text."""
_RIGHT_BEFORE, _SEEN_BEFORE = 2, 3
"""What a hint is held to have shown before anything was counted."""
_LEAST = 1.5
"""A field with less for it is not suggested: some three words that stand once."""
_MARGIN = 0.1
"""The share of its weight by which a field must lead before the next,"""
_MARGIN_OF_WHOLE = 0.7
"""and where the title is of all that a government does and goes on: 施政报告：增设社区客厅."""
_OWN_SUBJECT = 6
"""So many characters after such words are a subject of their own (施政报告2025 has none)."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field: ASCII key for addresses, Traditional name, folded hint words."""

    key: str
    name: str
    hints: tuple[str, ...] = ()


@resources.cached
def fields() -> tuple[Field, ...]:
    """Return every field, in the order in which the site lists them."""
    return tuple(
        Field(row["key"], row["name"], tuple(fold(hint) for hint in row["hints"]))
        for row in resources.toml("fields.toml")["field"]
    )


@resources.cached
def _by_name() -> dict[str, Field]:
    return {fold(field.name): field for field in fields()} | {f.key: f for f in fields()}


def field_by_name(name: str) -> Field | None:
    """Return the field of a name in either script, or of an ASCII key."""
    return _by_name().get(fold(name))


def field_name(field: Field, script: Script) -> str:
    """Return the name of a field as an article of a script says it."""
    return Printer(standard(script)).text(field.name, detect_script(field.name) or Script.HANT)


def printed_field(article: Article, printer: Printer) -> str:
    """Return the field of an article in an edition; its own words where it is unknown."""
    field = field_by_name(article.field)
    return printer.interface(field.name) if field else printer.article(article)(article.field)


def suggest_field(article: Article) -> Field | None:
    """Return the field that the hint words of the article speak for.

    Different words count for more than one word repeated (the root of its count), and a word for
    as much as it has proved to be worth in texts whose field a reader has named.  In doubt there
    is none: a wrong field is believed, an empty one is asked for.

    :returns: ``None`` where too little stands in the article, where a second field has nearly as
        much for it, and where the title is of all that a government does; where that goes on with
        a subject of its own, a field must lead by far.
    """
    heads, texts = _read(article)
    scores = sorted(
        (
            (sum(hint_weights(field, heads, texts).values()), -place)
            for place, field in enumerate(fields())
        ),
        reverse=True,
    )
    (best, place), (second, _) = scores[0], scores[1]
    words = "|".join(map(re.escape, map(fold, resources.toml("fields.toml")["whole"])))
    whole = re.search(f"(?:{words})(?P<rest>.*)", fold(article.title))
    if whole and len(whole["rest"]) < _OWN_SUBJECT:
        return None
    margin = _MARGIN_OF_WHOLE if whole else _MARGIN
    return fields()[-place] if best >= _LEAST and best - second >= margin * best else None


def field_words(article: Article, field: Field) -> tuple[str, ...]:
    """Return the hints of a field that an article has, as they stand: the weightiest first."""
    heads, texts = _read(article)
    weights = hint_weights(field, heads, texts)
    running = f"{heads}\n{texts}"
    searched = _searched(running)
    ordered = sorted(weights, key=lambda hint: (-weights[hint], -len(hint), hint))
    places = [(searched.index(hint), len(hint)) for hint in ordered]
    return tuple(running[at : at + length] for at, length in places)


def hint_weights(field: Field, heads: str, texts: str) -> dict[str, float]:
    """Return how much each hint that stands in an article speaks for its field.

    Of two that stand in one another (政务服务, 政务) only the longer is counted.

    :param heads: the title and headings.
    :param texts: the running text.
    """
    times: Counter[str] = Counter()
    for text, weight in ((_searched(heads), _TITLE_WEIGHT), (_searched(texts), 1)):
        for start, end in _finder(field.key).find(text):
            times[text[start:end]] += weight
    return {hint: sqrt(count) * _trust(hint, field.key) for hint, count in times.items()}


@resources.cached
def _finder(key: str) -> WordFinder:
    return WordFinder(next(field.hints for field in fields() if field.key == key))


def _trust(hint: str, key: str) -> float:
    """Return how often a hint of a field was right, squared.

    Of a hint that no labelled text has, two in three.
    """
    texts, right = _counted().get((hint, key), (0, 0))
    return ((right + _RIGHT_BEFORE) / (texts + _SEEN_BEFORE)) ** 2


@resources.cached
def _counted() -> dict[tuple[str, str], tuple[int, int]]:
    """In how many labelled texts a hint stands, and how many of these are of the field."""
    return {
        (hint, key): (int(texts), int(right))
        for hint, key, texts, right in resources.rows("field_hints.tsv")
    }


def _read(article: Article) -> tuple[str, str]:
    """Return the title and headings of an article, and its running text."""
    heads = [article.title, article.subtitle, article.kicker]
    texts: list[str] = []
    for placed in walk(article):
        match placed.content:
            case Section(heading=heading):
                heads.append(heading)
            case block:
                texts.extend(block_texts(block))
    return "\n".join(heads), "\n".join(texts)


def _searched(text: str) -> str:
    """Return a text folded, without places and words that hold a hint and mean something else.

    In 东阳市集成改革 no 市集 stands.
    """
    return hide(hide_places(fold(text)), _hides())


@resources.cached
def _hides() -> re.Pattern[str]:
    words = resources.toml("fields.toml")["hides"]
    return re.compile("|".join(re.escape(fold(word)) for word in words))
