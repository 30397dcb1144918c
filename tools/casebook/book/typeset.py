"""A book in Typst, made of its text: faces chosen, glyphs tried, pictures copied."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from casebook.book.blocks import BookText
from casebook.book.context import Context
from casebook.book.finish import About
from casebook.book.fonts import Faces, faces, with_fallbacks
from casebook.book.front import CONTENTS, Front
from casebook.book.manuscript import Manuscript
from casebook.book.parts import Book
from casebook.book.pictures import Pictures
from casebook.book.source import array, call, content, shown, string
from casebook.book.typst_source import TypstWriter
from casebook.book.walks import keys_in
from casebook.output import write_whole
from casebook.problems import Code, Problem
from casebook.records import Edition, Script
from casebook.settings import Settings
from casebook.text.catalogue import N_
from casebook.text.printer import Printer

_TEMPLATES = ("book.typ", "base.typ", "blocks.typ", "back.typ")

_WORDS = {
    "page-before": N_("第\N{NO-BREAK SPACE}"),
    "page-after": N_("\N{NO-BREAK SPACE}頁"),
    "volume-before": N_("第"),
    "volume-after": N_("冊"),
    "goes-on": N_("（續）"),
    "comma": N_("、"),
    "table": N_("表"),
    "picture": N_("圖"),
    "see": N_("見"),
    "also": N_("參見"),
    "more": N_("續表"),
}
# What the writer itself puts into the text.
_NOTES = {
    "continued": N_("（續）"),
    "broken": N_("（圖片無法讀取）"),
    "lost": N_("（圖片未隨文保存）"),
}


class NoFontsError(Exception):
    """There is no Chinese font for the book."""


def typefaces(edition: Edition) -> tuple[str, ...]:
    """Return the families that an edition is set in: of the text, of headings.

    :raises NoFontsError: where no Chinese font is installed.
    """
    results = _faces(edition)
    return tuple(dict.fromkeys((results.serif[0], results.sans[0])))


def manuscript_of(
    text: BookText,
    front: Front,
    printer: Printer,
    settings: Settings,
    pictures: Pictures,
    *,
    standard: str = "",
    plain: bool = False,
) -> Manuscript:
    """Return the manuscript of a book; its pictures are copied.

    :param plain: whether it has neither cover nor contents: a case alone.
    :raises NoFontsError: where no Chinese font is installed.
    """
    results = _faces(printer.edition)
    book, context = _book(text, front, printer, settings, pictures, results, plain=plain)
    if context.undrawn and (more := with_fallbacks(results, context.undrawn)) != results:
        book, context = _book(text, front, printer, settings, pictures, more, plain=plain)
    problems = dict.fromkeys((*context.problems, *pictures.problems))
    return Manuscript(
        book,
        settings.book_volume_pages,
        standard,
        tuple(problems),
        About(front.rights, front.subjects, "" if plain else printer.interface(CONTENTS)),
    )


def write_template(out: Path) -> None:
    """Write what Typst needs beside a manuscript.

    :raises OSError: where the folder cannot be written.
    """
    for name in _TEMPLATES:
        write_whole(out / name, (Path(__file__).parent / name).read_bytes())


def _faces(edition: Edition) -> Faces:
    results = faces(edition)
    if results is None:
        raise NoFontsError(str(Problem(Code.BOOK_FONTS, "requirements.txt")))
    return results


def _book(
    text: BookText,
    front: Front,
    printer: Printer,
    settings: Settings,
    pictures: Pictures,
    results: Faces,
    *,
    plain: bool,
) -> tuple[Book, Context]:
    here = printer.interface
    chapters = tuple(text.chapters)
    context = Context(
        drawn=results.drawn,
        places=frozenset(keys_in(*chapters)).union(item.key for item in chapters),
        picture=pictures.take,
        words={name: here(word) for name, word in _NOTES.items()},
        squeezed=printer.edition.script is Script.HANT,
    )
    writer = TypstWriter(context)

    def show(words: str) -> str:
        return content(context.text(words, "book"))

    cover = (front.title, front.edition, front.counts, front.printed_date)
    titles = (front.title, front.edition, front.author, front.publisher)
    rows = array(array(map(show, row)) for row in front.imprint)
    look: dict[str, object] = {
        "sans": results.sans,
        "words": {name: here(word) for name, word in _WORDS.items()},
    }
    logo = pictures.take(Path(settings.logo)) if settings.logo and not plain else ""
    cover_page = call("cover", *map(show, cover), string(logo))
    title_page = call("title-page", *map(show, titles))
    before_text = title_page + call("imprint", rows, array(map(show, front.cip)))
    book = Book(
        settings=_settings(front, settings, printer.edition, results),
        look=look,
        cover="" if plain else cover_page,
        imprint="" if plain else before_text,
        preface=tuple(map(writer.chapter, text.preface)),
        contents="" if plain else show(here(CONTENTS)),
        parts=tuple(map(writer.part, text.parts)),
    )
    return book, context


def _settings(front: Front, settings: Settings, edition: Edition, results: Faces) -> str:
    """Return the settings that the template takes, as a Typst dictionary."""
    # Typst asks for a whole date; a year alone is its first day.
    numbers = [*(int(part) for part in front.date.split("-") if part), 1, 1][:3]
    named = zip(("year", "month", "day"), numbers, strict=True) if front.date else ()
    day = ", ".join(f"{name}: {number}" for name, number in named)
    return (
        f"(title: {string(front.title)}, author: {string(front.author)}, "
        f"description: {content(shown(front.description))}, "
        f"keywords: {_strings(front.subjects)}, "
        f"date: {f'datetime({day})' if day else 'none'}, "
        f"paper: {string(settings.book_paper)}, "
        f"serif: {_strings(results.serif)}, "
        f"region: {string(edition.region)}, script: {string(edition.script.lower())})"
    )


def _strings(texts: Iterable[str]) -> str:
    return array(map(string, texts))
