"""A book is handed to what is written of it, chapter by chapter: a long one is never held."""

from __future__ import annotations

from typing import Protocol

from casebook.book.blocks import BookText, ChapterText, PartText


class BookWriter(Protocol):
    """Takes a book chapter by chapter: of a long one no more than a chapter is held."""

    def preface(self, chapter: ChapterText) -> None:
        """Take a hand-written page before the contents."""

    def part(self, part: PartText) -> None:
        """Begin a part, whose chapters follow."""

    def chapter(self, chapter: ChapterText) -> None:
        """Take a chapter of the part that is begun."""


def write_book(book: BookText, *writers: BookWriter) -> None:
    """Hand a book to writers, each chapter to all of them before the next is made."""
    for chapter in book.preface:
        for writer in writers:
            writer.preface(chapter)
    for part in book.parts:
        for writer in writers:
            writer.part(part)
        for chapter in part.chapters:
            for writer in writers:
                writer.chapter(chapter)
