"""Fields of reform (政務服務, 農村土地 …): the table, and a suggestion from a text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

from casebook import resources
from casebook.knowledge.mask import hide
from casebook.records import Article, Script, Section, block_texts, walk
from casebook.text.detect import detect_script
from casebook.text.editions import standard
from casebook.text.fold import fold
from casebook.text.printer import Printer

_TITLE_WEIGHT = 5
"""A hint in the title or in a heading speaks for as much as this many in the text."""


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
    """Return the field that most hint words of the article speak for.

    Different words count for more than one word repeated (the root of its count).

    :returns: ``None`` where no hint stands in the article, or where two fields
        have as much for them.
    """
    weight = _weights(*_read(article))
    scores = sorted(
        ((sum(map(weight, field.hints)), -place) for place, field in enumerate(fields())),
        reverse=True,
    )
    (best, place), (second, _) = scores[0], scores[1]
    return fields()[-place] if best > second else None


def field_words(article: Article, field: Field) -> tuple[str, ...]:
    """Return the hints of a field that an article has, as they stand there: the weightiest first.

    Of two that stand in one another (政务服务, 政务) only the longer is named.
    """
    head, body = _read(article)
    weight = _weights(head, body)
    ordered = sorted(field.hints, key=lambda hint: (-weight(hint), -len(hint), hint))
    result: list[str] = []
    for hint in ordered:
        if weight(hint) and not any(hint in other or other in hint for other in result):
            result.append(hint)
    running = f"{head}\n{body}"
    places = [(_searched(running).index(hint), len(hint)) for hint in result]
    return tuple(running[at : at + length] for at, length in places)


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
    """Return a text folded, without the words that hold a hint and mean something else."""
    return hide(fold(text), _hides())


@resources.cached
def _hides() -> re.Pattern[str]:
    words = resources.toml("fields.toml")["hides"]
    return re.compile("|".join(re.escape(fold(word)) for word in words))


@resources.cached
def _weak() -> frozenset[str]:
    return frozenset(map(fold, resources.toml("fields.toml")["weak"]))


def _weights(heads: str, texts: str) -> Callable[[str], float]:
    """Return how much a hint speaks for its field in an article."""
    head, body = _searched(heads), _searched(texts)

    def weight(hint: str) -> float:
        times = body.count(hint)
        times -= hint in _weak() and times > 0
        return sqrt(_TITLE_WEIGHT * head.count(hint) + times)

    return weight
