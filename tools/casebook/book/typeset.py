"""A book in Typst, made of its text: faces chosen, glyphs tried, pictures copied."""

from __future__ import annotations

from collections.abc import Container, Iterable
from pathlib import Path

from casebook.book.about import About
from casebook.book.blocks import ChapterText, PartText
from casebook.book.context import Context
from casebook.book.fonts import Faces, drawn_by_others, faces, with_fallbacks
from casebook.book.front import CONTENTS, Front
from casebook.book.manuscript import Manuscript
from casebook.book.parts import Book, Chapter, Part
from casebook.book.pictures import Pictures
from casebook.book.source import array, call, content, shown, string
from casebook.book.texts import TextsWriter
from casebook.book.typst_source import TypstWriter
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


class ManuscriptWriter:
    """Writes a book as Typst: its chapters into a file, as they come.

    :param front: what cover, title page and imprint say.
    :param addresses: those that are printed in the book.
    :param texts: takes the Typst of the chapters.
    :param plain: whether it has neither cover nor contents: a case alone.
    :raises NoFontsError: where no Chinese font is installed.
    """

    def __init__(
        self,
        front: Front,
        addresses: Container[str],
        printer: Printer,
        settings: Settings,
        pictures: Pictures,
        texts: TextsWriter,
        *,
        plain: bool = False,
    ) -> None:
        self._faces = _faces(printer.edition)
        self._front, self._plain = front, plain
        self._printer, self._settings = printer, settings
        self._pictures, self._texts = pictures, texts
        self._context = Context(
            drawn=self._faces.drawn,
            others=drawn_by_others,
            places=addresses,
            picture=pictures.take,
            words={name: printer.interface(word) for name, word in _NOTES.items()},
            squeezed=printer.edition.script is Script.HANT,
        )
        self._writer = TypstWriter(self._context)
        # The first picture, as it stands first in the book.
        self._logo = pictures.take(Path(settings.logo)) if settings.logo and not plain else ""
        self._preface: list[Chapter] = []
        self._parts: list[tuple[str, str, list[Chapter]]] = []

    def preface(self, chapter: ChapterText) -> None:
        """Take a hand-written page before the contents."""
        self._preface.append(self._chapter(chapter))

    def part(self, part: PartText) -> None:
        """Begin a part."""
        self._parts.append((part.key, self._writer.title(part.title), []))

    def chapter(self, chapter: ChapterText) -> None:
        """Take a chapter of the part that is begun."""
        _, title, chapters = self._parts[-1]
        chapters.append(self._chapter(chapter, title))

    def _chapter(self, chapter: ChapterText, head: str = "") -> Chapter:
        title, source = self._writer.chapter(chapter, head)
        return Chapter(chapter.key, title if chapter.listed else "", self._texts.add(source))

    def made(self, standard: str = "") -> Manuscript:
        """Return the manuscript of what was taken.

        :param standard: a PDF standard as Typst names it, or ``""``.
        """
        here, front = self._printer.interface, self._front
        cover, imprint = self._cover(), self._before_text()
        contents = "" if self._plain else self._show(here(CONTENTS))
        parts = ((key, title, tuple(chapters)) for key, title, chapters in self._parts if chapters)
        # Only now all is known that the faces of the edition do not draw.
        results = with_fallbacks(self._faces, self._context.missing)
        book = Book(
            settings=_settings(front, self._settings, self._printer.edition, results),
            look={
                "sans": results.sans,
                "words": {name: here(word) for name, word in _WORDS.items()},
            },
            cover=cover,
            imprint=imprint,
            preface=tuple(self._preface),
            contents=contents,
            parts=tuple(Part(*part) for part in parts),
        )
        problems = dict.fromkeys((*self._context.problems, *self._pictures.problems))
        return Manuscript(
            book,
            self._settings.book_volume_pages,
            standard,
            tuple(problems),
            About(front.rights, front.subjects, "" if self._plain else here(CONTENTS)),
        )

    def _cover(self) -> str:
        front = self._front
        if self._plain:
            return ""
        lines = (front.title, front.edition, front.counts, front.printed_date)
        return call("cover", *map(self._show, lines), string(self._logo))

    def _before_text(self) -> str:
        front = self._front
        if self._plain:
            return ""
        titles = (front.title, front.edition, front.author, front.publisher)
        rows = array(array(map(self._show, row)) for row in front.imprint)
        title_page = call("title-page", *map(self._show, titles))
        return title_page + call("imprint", rows, array(map(self._show, front.cip)))

    def _show(self, words: str) -> str:
        return content(self._context.text(words, "book"))


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
