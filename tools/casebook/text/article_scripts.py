"""Conversion, repair and proofreading of whole articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from casebook.problems import Code, Problem
from casebook.records import (
    Article,
    Block,
    Edition,
    Paragraph,
    Picture,
    Section,
    Table,
    block_texts,
    walk,
)
from casebook.text.choices import Choice
from casebook.text.labels import script_of
from casebook.text.overrides import Overrides
from casebook.text.proofread import is_open, proofread
from casebook.text.repair import repair


@dataclass(frozen=True, slots=True)
class PlacedChoice:
    """A choice with its address.

    ``id`` is the id of the section or block that :func:`casebook.records.walk`
    gives, or ``title``, ``kicker``, ``subtitle``, and ``source-1`` of the first source.
    """

    slug: str
    id: str
    choice: Choice


def map_text(article: Article, change: Callable[[str], str]) -> Article:
    """Return ``article`` with ``change`` applied to every printed text of its own.

    These are the titles, headings, paragraphs, captions, credits and cells;
    not the sources, which name the page as it was published.
    """
    return replace(
        article,
        title=change(article.title),
        kicker=change(article.kicker),
        subtitle=change(article.subtitle),
        sections=tuple(_map_section(section, change) for section in article.sections),
    )


def _map_section(section: Section, change: Callable[[str], str]) -> Section:
    return replace(
        section,
        heading=change(section.heading),
        blocks=tuple(_map_block(block, change) for block in section.blocks),
        sections=tuple(_map_section(below, change) for below in section.sections),
    )


def _map_block(block: Block, change: Callable[[str], str]) -> Block:
    match block:
        case Paragraph(text=text):
            return replace(block, text=change(text))
        case Picture(caption=caption, credit=credit):
            return replace(block, caption=change(caption), credit=change(credit))
        case Table(rows=rows, caption=caption):
            cells = tuple(tuple(change(cell) for cell in row) for row in rows)
            return replace(block, rows=cells, caption=change(caption))


def texts(article: Article) -> Iterator[tuple[str, str]]:
    """Yield every printed text of ``article`` with its address, in reading order."""
    for name in ("kicker", "title", "subtitle"):
        if text := getattr(article, name):
            yield name, text
    for placed in walk(article):
        if isinstance(placed.content, Section):
            if placed.content.heading:
                yield placed.id, placed.content.heading
        else:
            for text in block_texts(placed.content):
                yield placed.id, text


def repair_article(
    article: Article, overrides: Overrides
) -> tuple[Article, tuple[PlacedChoice, ...], tuple[PlacedChoice, ...]]:
    """Repair an article in its own script.

    :returns: the article, the repairs with their places, and the places that
        no word decides, which are left for a person.
    """
    rulings = overrides.of_script(article.slug, article.script)
    made: list[PlacedChoice] = []
    left: list[PlacedChoice] = []
    for place, text in texts(article):
        _, repairs, questions = repair(text, article.script, article.keep, rulings)
        made += [PlacedChoice(article.slug, place, choice) for choice in repairs]
        left += [PlacedChoice(article.slug, place, choice) for choice in questions]
    repaired = map_text(
        article, lambda text: repair(text, article.script, article.keep, rulings)[0]
    )
    return repaired, tuple(made), tuple(left)


def proofread_article(
    article: Article, edition: Edition, overrides: Overrides
) -> tuple[PlacedChoice, ...]:
    """Return every place of ``article`` where ``edition`` had to choose, in reading order.

    In another script than its own the names of its sources are printed anew, too: the last ones.
    """
    rulings = overrides.of(article.slug, edition)
    printed = [(place, 0, text) for place, text in texts(article)]
    printed += _names(article) if edition.script is not article.script else ()
    return tuple(
        PlacedChoice(article.slug, place, replace(choice, start=at + choice.start))
        for place, at, text in printed
        for choice in proofread(text, edition, article.script, article.keep, rulings)
    )


def _names(article: Article) -> Iterator[tuple[str, int, str]]:
    """Yield who published and wrote each source, as far as they are in the script of the article.

    :returns: the address (``source-1``), the offset among the names of the source, and the name.
    """
    for number, source in enumerate(article.sources, 1):
        at = 0
        for name in (source.publisher, *source.authors, *source.photographers, *source.editors):
            if script_of(name, article) is article.script:
                yield f"source-{number}", at, name
            at += len(name)


def ordered(places: Iterable[PlacedChoice]) -> tuple[PlacedChoice, ...]:
    """Return places that no word decided first; otherwise in the order given."""
    return tuple(sorted(places, key=lambda place: not is_open(place.choice)))


def check_script(
    article: Article, overrides: Overrides, file: str, lines: Mapping[str, int]
) -> tuple[Problem, ...]:
    """Return what is left in the form of the other script, and what no word decides.

    :param file: the path of the article's file, for the problems.
    :param lines: the line of each address in it.
    """
    _, made, left = repair_article(article, overrides)
    return tuple(
        Problem(
            code,
            file,
            lines.get(place.id, 0),
            f"{place.id}: {item.left}[{item.before}]{item.right}",
        )
        for code, places in ((Code.LEFT_SIMPLIFIED, made), (Code.UNDECIDED, left))
        for place in places
        for item in (place.choice,)
    )
