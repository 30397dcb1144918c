"""What whoever adds a page is told of the lines that stay: what is lacking or doubtful in them."""

from __future__ import annotations

from casebook.ingest.clean.pinyin import LOST
from casebook.ingest.clean.pinyin import NAME as PINYIN
from casebook.ingest.clean.run import Result
from casebook.ingest.kept_credits import kept_credits
from casebook.ingest.planted_numbers import planted_numbers
from casebook.problems import Code, Problem
from casebook.records import Article, Ledger, Line, Role

_MAX_SOURCE = 80
"""Characters of the address of a picture that are shown."""


def doubts(
    lines: tuple[Line, ...], result: Result, article: Article | None, file: str
) -> tuple[Problem, ...]:
    """Report lost characters, missing pictures, planted numbers and credits that stay.

    :param lines: those of the page as read.
    :param result: what cleaning made of them.
    :param file: to be named in the reports.
    """
    return (
        *_lost(result.ledger, file),
        *_unsaved(lines, result.lines, file),
        *planted_numbers(result.lines, file),
        *(kept_credits(result.lines, article.sources[0], file) if article else ()),
    )


def _unsaved(lines: tuple[Line, ...], kept: tuple[Line, ...], file: str) -> tuple[Problem, ...]:
    """Report the pictures that keep their caption and had an address where nothing was found."""
    named = {line.number: line.src for line in lines if line.role is Role.PICTURE and line.src}
    bare = (line for line in kept if line.role is Role.PICTURE and not line.src)
    lacking = [line.number for line in bare if line.number in named]
    if not lacking:
        return ()
    shown = named[lacking[0]][:_MAX_SOURCE]
    detail = f"(pictures: {len(lacking)}; {shown})"
    return (Problem(Code.PICTURES_NOT_SAVED, file, lacking[0], detail),)


def _lost(ledger: Ledger, file: str) -> tuple[Problem, ...]:
    """Report the characters that a mirror had lost."""
    repairs = [repair for repair in ledger.repairs if repair.step == PINYIN]
    lost = sum(repair.after.count(LOST) - repair.before.count(LOST) for repair in repairs)
    return (Problem(Code.LOST_CHARACTERS, file, 0, f"(characters: {lost})"),) if lost else ()
