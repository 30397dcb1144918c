"""The alarm of loss: what cleaning took that looks like text of the article.

Cleaning never asks back; so whoever adds a page learns where it may have gone
wrong, with the lines.  An alarm costs nothing but attention: the article is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.run import Result
from casebook.ingest.headings.themes import theme_of
from casebook.ingest.lexicon import any_of
from casebook.problems import Code, Problem
from casebook.records import Line, Removal, Role

_SENTENCE = 25
"""Characters of a line with a full stop that reads like text."""
_LEAD_IN = re.compile(r"(?:有|如下|包括|分别是|分別是|主要是|做法|为|為|：)[:：]$")
_VOCABULARY = {Cause.ADVERTISING, Cause.ALIEN, Cause.ISOLATED, Cause.INSIDE, Cause.BELOW}
_FURNITURE = {Cause.HIDDEN, Cause.OUTSIDE, Cause.BELOW, Cause.TAIL, Cause.CHROME, Cause.ABOVE}
_SHOWN = 6
"""Lines that one alarm names."""


def alarms(lines: tuple[Line, ...], result: Result, file: str) -> tuple[Problem, ...]:
    """Say what may have been lost.

    :param lines: the lines of the page as read.
    :param result: what cleaning made of them.
    :param file: the page, for the report.
    :returns: a warning for each kind of loss, with the lines.
    """
    kept = result.lines
    removals = result.ledger.removals
    texts = [line for line in kept if line.role not in {Role.PICTURE, Role.ROW}]
    body = [line for line in texts if "。" in line.text]
    first, last = (body[0].number, body[-1].number) if body else (0, 0)
    kinds = (
        ("sentences cut inside the text", _sentences(removals, first, last)),
        ("a heading of a theme was cut", _themes(removals, lines, kept)),
        ("cut inside the text by its words", _by_words(removals, first, last)),
        ("a line announces what does not follow", _hanging(lines, kept, last)),
        ("more is hidden than shown", _hidden(removals, kept)),
    )
    made = []
    for kind, results in kinds:
        numbers = sorted(set(results))
        if numbers:
            shown = ", ".join(map(str, numbers[:_SHOWN])) + (" …" if numbers[_SHOWN:] else "")
            made.append(Problem(Code.TEXT_CUT, file, numbers[0], f"({kind}; lines {shown})"))
    return tuple(made)


def _sentences(removals: Iterable[Removal], first: int, last: int) -> Iterator[int]:
    furniture = any_of("chrome", "lines")
    for removal in removals:
        if (
            removal.reason in _FURNITURE
            and first < removal.line < last
            and len(removal.text) >= _SENTENCE
            and removal.text.rstrip("”」』）)").endswith("。")
            and not furniture.fullmatch(removal.text)
        ):
            yield removal.line


def _themes(
    removals: Iterable[Removal], lines: tuple[Line, ...], kept: tuple[Line, ...]
) -> Iterator[int]:
    """Headings of a theme that are gone, and stand nowhere in what was kept."""
    there = {line.text for line in kept}
    linked = {line.number for line in lines if line.role is Role.OUTSIDE}
    for removal in removals:
        beside = removal.reason == Cause.OUTSIDE and removal.line in linked
        if not beside and removal.text not in there and theme_of(removal.text):
            yield removal.line


def _by_words(removals: Iterable[Removal], first: int, last: int) -> Iterator[int]:
    for removal in removals:
        if removal.reason in _VOCABULARY and first <= removal.line <= last:
            yield removal.line


def _hanging(lines: tuple[Line, ...], kept: tuple[Line, ...], last: int) -> Iterator[int]:
    """Lines that end in a colon, what stood after them cut."""
    after = {line.number: line.role for line in lines}
    staying = {line.number for line in kept}
    for at, line in enumerate(kept):
        following = kept[at + 1].number if at + 1 < len(kept) else line.number + 2
        gone = [n for n in range(line.number + 1, following) if n in after and n not in staying]
        if _LEAD_IN.search(line.text) and gone and line.number <= last:
            yield line.number


def _hidden(removals: Iterable[Removal], kept: tuple[Line, ...]) -> Iterator[int]:
    hidden = [r for r in removals if r.reason == Cause.HIDDEN and "。" in r.text]
    shown = sum(len(line.text) for line in kept if "。" in line.text)
    if sum(len(removal.text) for removal in hidden) > shown:
        yield from (removal.line for removal in hidden)
