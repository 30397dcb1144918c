"""A book is written chapter by chapter, however long it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.site.build import snapshot_of

from casebook.book.blocks import BookText, ChapterText, PartText
from casebook.book.case import CaseWriter
from casebook.book.compose import compose
from casebook.book.writing import write_book
from casebook.records import Article, Paragraph, Script, Section, Theme


class _Writer:
    def __init__(self, name: str, events: list[str]) -> None:
        self.name, self.events = name, events

    def preface(self, chapter: ChapterText) -> None:
        self.events.append(f"{self.name} preface {chapter.key}")

    def part(self, part: PartText) -> None:
        self.events.append(f"{self.name} part {part.key}")

    def chapter(self, chapter: ChapterText) -> None:
        self.events.append(f"{self.name} {chapter.key}")


def test_every_writer_has_a_chapter_before_the_next_is_made() -> None:
    events: list[str] = []

    def chapters() -> Iterator[ChapterText]:
        for key in ("one#", "two#"):
            events.append(f"made {key}")
            yield ChapterText(key, "", 2, ())

    before = ChapterText("about#", "", 1, ())
    book = BookText((before,), (PartText("part#", "", chapters()),), ())
    write_book(book, _Writer("pdf", events), _Writer("epub", events))
    assert events == [
        *("pdf preface about#", "epub preface about#", "pdf part part#", "epub part part#"),
        *("made one#", "pdf one#", "epub one#", "made two#", "pdf two#", "epub two#"),
    ]


@pytest.mark.parametrize("by", ["field", "theme"])
def test_a_case_becomes_blocks_when_it_is_written(by: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = Section(Theme.MEASURES, "主要做法", (Paragraph("做法分兩步。"),))
    first = Article("one", "甲鎮的改革", Script.HANT, (text,), field="政務服務")
    articles = (first, replace(first, slug="two", field="醫療衛生"))
    snapshot = snapshot_of(articles, Path("none/articles"))
    events: list[str] = []
    head = CaseWriter.head

    def made(writer: CaseWriter) -> object:
        events.append(f"made {writer.page}")
        return head(writer)

    monkeypatch.setattr(CaseWriter, "head", made)
    book = compose(snapshot, snapshot.printers[0], snapshot.settings, {}, by=by)
    assert events == []
    write_book(book, _Writer("pdf", events))
    cases = [event for event in events if "cases/" in event and "part " not in event]
    assert cases == ["made cases/one", "pdf cases/one#", "made cases/two", "pdf cases/two#"]
    assert "cases/one#measures" in book.addresses
    assert "cases/one#top" in book.addresses
    assert "cases/one#source-1" not in book.addresses
    assert "cases/three#" not in book.addresses
