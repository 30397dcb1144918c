"""A person's corrections and glossary: small TOML files beside the articles.

``articles/corrections.toml`` and ``articles/glossary.toml`` are described in
``docs/project/annotation.md``.  What they say wins over what is computed.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable
from decimal import Decimal
from itertools import islice
from typing import Literal, TypeVar

import msgspec

from casebook.knowledge.regions import divisions
from casebook.knowledge.tables import cells_with_units
from casebook.knowledge.term_forms import MARKS_INSIDE
from casebook.problems import Code, Problem
from casebook.records import Article, Block, Section, Table, block_texts, walk
from casebook.text.both_scripts import in_both_scripts
from casebook.text.fold import Level, fold
from casebook.toml_faults import fault, loads, told

T = TypeVar("T")

_SPACE = re.compile(r"\s")
_PLACE = re.compile(
    r"(?:unknown field `(?P<name>[^`]*)`.*)?"
    r"at `\$\.(?P<table>\w+)(?:\[(?P<at>\d+)\])?(?:\.(?P<key>\w+))?"
)
"""Where msgspec found what it does not understand."""


class TermChanges(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Terms to add (found without quotation marks too) and to drop."""

    add: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


class PolicyChanges(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Titles that are policy documents, and titles that are none."""

    add: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


class PolicyFacts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a person knows of one document; an empty value leaves what was computed.

    ``url`` is where the body that issued it has it, which is never computed.
    """

    title: str
    issuer: str = ""
    number: str = ""
    date: str = ""
    url: str = ""


class IndicatorChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A change to the indicators of one paragraph that read ``text``.

    With ``drop`` they are taken out; else the values given replace the computed.

    :param base: the earlier figure of a change, which makes it one.
    :param kind: what the number says; it has no earlier figure then.
    """

    case: str
    paragraph: str
    text: str
    drop: bool = False
    measured: str | None = None
    date: str | None = None
    unit: str | None = None
    value: Decimal | None = None
    base: Decimal | None = None
    kind: Literal["level", "increase", "decrease"] | None = None


class SeriesChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A person's word on figures of one label and unit in a case: whether they are one series.

    :param figures: the words of the figures that belong to it, where not all do.
    """

    case: str
    measured: str
    unit: str = ""
    draw: bool = True
    figures: tuple[str, ...] = ()


BodyKind = Literal["government", "party", "legislature", "court", "school", "hospital", "company"]


class BodyChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the words ``text`` are in one paragraph: a body with this full name, or none.

    :param name: the full name; the words themselves where it is empty.
    :param kind: as that of :class:`~casebook.records.Organisation`.
    :param drop: whether the words name no body.
    """

    case: str
    paragraph: str
    text: str
    name: str = ""
    kind: BodyKind = "government"
    drop: bool = False


class PlaceChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the words ``text`` are in one paragraph: a division, or no place.

    :param code: of the division, six digits of GB/T 2260; ``""`` where the words name none.
    :raises ValueError: there is no division of this code.
    """

    case: str
    paragraph: str
    text: str
    code: str = ""

    def __post_init__(self) -> None:
        if self.code and self.code not in divisions():
            raise ValueError(f"there is no division {self.code}")


class AnswerChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The measures that a result answers; none at all where ``measures`` is empty."""

    case: str
    result: str
    measures: tuple[str, ...] = ()


class GlossaryEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A term with its meaning, by hand."""

    term: str
    definition: str


class Corrections(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of ``corrections.toml``."""

    terms: TermChanges = TermChanges()
    policies: PolicyChanges = PolicyChanges()
    policy: tuple[PolicyFacts, ...] = ()
    indicator: tuple[IndicatorChange, ...] = ()
    answer: tuple[AnswerChange, ...] = ()
    series: tuple[SeriesChange, ...] = ()
    body: tuple[BodyChange, ...] = ()
    place: tuple[PlaceChange, ...] = ()


class Glossary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of ``glossary.toml``."""

    term: tuple[GlossaryEntry, ...] = ()


def read_corrections(content: bytes, file: str) -> tuple[Corrections, tuple[Problem, ...]]:
    """Read ``corrections.toml``.

    :param file: its path, for problems.
    :returns: empty corrections and a problem where the file cannot be read.
    """
    try:
        return _decoded(content, Corrections), ()
    except (msgspec.MsgspecError, ValueError) as error:
        return Corrections(), (_unreadable(error, content, file),)


def read_glossary(content: bytes, file: str) -> tuple[Glossary, tuple[Problem, ...]]:
    """Read ``glossary.toml``; as :func:`read_corrections`."""
    try:
        return _decoded(content, Glossary), ()
    except (msgspec.MsgspecError, ValueError) as error:
        return Glossary(), (_unreadable(error, content, file),)


def _decoded(content: bytes, form: type[T]) -> T:
    return msgspec.convert(
        loads(content.decode("utf-8")),
        form,
        strict=False,
        str_keys=True,
        builtin_types=(dt.datetime, dt.date, dt.time),
    )


def _unreadable(error: Exception, content: bytes, file: str) -> Problem:
    text = content.decode("utf-8", "replace")
    if not isinstance(error, tomllib.TOMLDecodeError):
        return Problem(Code.CORRECTIONS_UNREADABLE, file, _line(str(error), text), str(error))
    found = fault(error, text)
    return Problem(Code.CORRECTIONS_UNREADABLE, file, found.line, told(found, text))


def _line(said: str, text: str) -> int:
    """Return the line of what cannot be understood: ``unknown field `base` - at `$.indicator[2]```.

    That is the line of the name in its table, else the head of the table; 0 where neither is said.
    """
    place = _PLACE.search(said)
    if not place:
        return 0
    heads = re.finditer(rf"^\s*\[{{1,2}}\s*{place['table']}\s*\]{{1,2}}", text, re.MULTILINE)
    head = next(islice(heads, int(place["at"] or 0), None), None)
    if head is None:
        return 0
    rest = text[head.end() :]
    table = rest[: end.start()] if (end := re.search(r"^\s*\[", rest, re.MULTILINE)) else rest
    name = place["name"] or place["key"]
    own = re.search(rf"^\s*{re.escape(name)}\s*=", table, re.MULTILINE) if name else None
    return text.count("\n", 0, head.end() + own.end() if own else head.end()) + 1


def follow_ids(corrections: Corrections, articles: Iterable[Article]) -> Corrections:
    """Let corrections of paragraphs that were joined to others name these."""
    known = {article.slug: {placed.id for placed in walk(article)} for article in articles}
    gone = {(article.slug, item.id): item.into for article in articles for item in article.gone}

    def now(case: str, element_id: str) -> str:
        seen = {element_id}
        while element_id not in known.get(case, ()) and (into := gone.get((case, element_id))):
            if into in seen:
                break
            seen.add(into)
            element_id = into
        return element_id

    indicators = (
        msgspec.structs.replace(entry, paragraph=now(entry.case, entry.paragraph))
        for entry in corrections.indicator
    )
    answers = (
        AnswerChange(
            element.case,
            now(element.case, element.result),
            tuple(dict.fromkeys(now(element.case, ident) for ident in element.measures)),
        )
        for element in corrections.answer
    )
    bodies = (
        msgspec.structs.replace(change, paragraph=now(change.case, change.paragraph))
        for change in corrections.body
    )
    places = (
        msgspec.structs.replace(change, paragraph=now(change.case, change.paragraph))
        for change in corrections.place
    )
    return msgspec.structs.replace(
        corrections,
        indicator=tuple(indicators),
        answer=tuple(answers),
        body=tuple(bodies),
        place=tuple(places),
    )


def without_missing(corrections: Corrections, articles: Iterable[Article]) -> Corrections:
    """Leave out answers of which a part is not there: what is computed stands in their place."""
    known = {article.slug: {placed.id for placed in walk(article)} for article in articles}
    answers = (
        item
        for item in corrections.answer
        if known.get(item.case, set()) >= {item.result, *item.measures}
    )
    return msgspec.structs.replace(corrections, answer=tuple(answers))


def as_written(
    corrections: Corrections, articles: Iterable[Article], file: str
) -> tuple[Corrections, tuple[Problem, ...]]:
    """Let terms and titles stand as the articles write them, whatever script they are typed in.

    What one edition prints (计划) is not always what folding makes of the other (計畫, 画), so
    that words are looked for as either edition prints them.

    :returns: with what was typed each of its forms in the articles; a problem for a word that
        no article has.
    """
    listed = (
        ("[terms]", corrections.terms.add, MARKS_INSIDE),
        ("[terms]", corrections.terms.drop, MARKS_INSIDE),
        ("[policies]", corrections.policies.add, _SPACE),
        ("[policies]", corrections.policies.drop, _SPACE),
        ("[[policy]]", tuple(facts.title for facts in corrections.policy), _SPACE),
    )
    asked = [
        (mark, _pattern(mark.sub("", word)), dict[str, None]())
        for _, words, mark in listed
        for word in words
    ]
    for article in articles if asked else ():
        texts = (text for at in walk(article) for text in _texts(at.content))
        whole = "\0".join((article.title, *texts))
        shown = {mark: mark.sub("", whole) for mark in (_SPACE, MARKS_INSIDE)}
        folded = {mark: fold(text, Level.SEARCH) for mark, text in shown.items()}
        for mark, pattern, found in asked:
            spans = (at.span() for at in pattern.finditer(folded[mark]))
            found.update(dict.fromkeys(shown[mark][slice(*span)] for span in spans))
    written = (tuple(found) for _, _, found in asked)
    forms, problems = [], []
    for table, words, _ in listed:
        named = dict(zip(words, written, strict=False))
        forms.append({word: _others(word, found) for word, found in named.items()})
        problems += [
            Problem(Code.CORRECTION_OF_NOTHING, file, 0, f"{table}: {word}")
            for word, found in named.items()
            if not found
        ]
    added, dropped, documents, books, _ = (
        (*words, *(form for others in words.values() for form in others)) for words in forms
    )
    facts = [
        msgspec.structs.replace(item, title=form)
        for item in corrections.policy
        for form in forms[-1][item.title]
    ]
    return msgspec.structs.replace(
        corrections,
        terms=TermChanges(added, dropped),
        policies=PolicyChanges(documents, books),
        policy=(*facts, *corrections.policy),
    ), tuple(problems)


def name_key(name: str) -> str:
    """Return what all ways to type a name share: 计划, 計劃 and 計畫."""
    return fold(in_both_scripts(name)[0], Level.SEARCH)


def _others(word: str, forms: Iterable[str]) -> tuple[str, ...]:
    """Return the forms that reading facts does not take for the word already."""
    plain = fold(word)
    return tuple({fold(form): form for form in forms if fold(form) != plain}.values())


def _pattern(word: str) -> re.Pattern[str]:
    """Return a pattern for each form of a word in a text that is folded for a search."""
    wanted = {fold(form, Level.SEARCH) for form in (word, *in_both_scripts(word))} - {""}
    return re.compile("|".join(map(re.escape, sorted(wanted))) or r"(?!)")


def _texts(content: Section | Block) -> tuple[str, ...]:
    """Return the texts of a section or a block of one."""
    return (content.heading,) if isinstance(content, Section) else tuple(block_texts(content))


def _figures(content: Section | Block) -> tuple[str, ...]:
    """Return the figures of a table whose units stand in its heads, as they are printed."""
    return cells_with_units(content) if isinstance(content, Table) else ()


def check_corrections(
    corrections: Corrections, articles: Iterable[Article], file: str
) -> tuple[Problem, ...]:
    """Report every correction of a case, paragraph or text that is not there (any more)."""
    of_words: tuple[IndicatorChange | BodyChange | PlaceChange, ...] = (
        *corrections.indicator,
        *corrections.body,
        *corrections.place,
    )
    asked = {(change.case, change.paragraph) for change in of_words}
    places: dict[str, set[str]] = {}
    texts: dict[tuple[str, str], str] = {}
    for article in articles:
        places[article.slug] = set()
        for placed in walk(article):
            places[article.slug].add(placed.id)
            if (key := (article.slug, placed.id)) in asked:
                texts[key] = "\n".join((*_texts(placed.content), *_figures(placed.content)))
    missing = [
        f"{change.case} {change.paragraph}: {change.text}"
        for change in of_words
        if change.text not in texts.get((change.case, change.paragraph), "")
        or change.paragraph not in places.get(change.case, ())
    ]
    missing += [
        f"{change.case}: {change.measured}"
        for change in corrections.series
        if change.case not in places
    ]
    missing += [
        f"{change.case} {place}"
        for change in corrections.answer
        for place in (change.result, *change.measures)
        if place not in places.get(change.case, ())
    ]
    return tuple(Problem(Code.CORRECTION_OF_NOTHING, file, 0, item) for item in missing)


def settled(
    corrections: Corrections, articles: Iterable[Article], file: str
) -> tuple[Corrections, tuple[Problem, ...]]:
    """Let corrections name what the articles have today, and report those that name nothing.

    :param file: their path, for problems.
    """
    every = tuple(articles)
    corrections, missing = as_written(follow_ids(corrections, every), every, file)
    return corrections, missing + check_corrections(corrections, every, file)
