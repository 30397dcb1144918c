"""The alarm of loss: what cleaning took that looks like text of the article.

Cleaning never asks back; so whoever adds a page learns where it may have gone
wrong, with the lines.  An alarm costs nothing but attention: the article is made.
It stays on the record of the article until it is dealt with (:mod:`.open_alarms`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.overrules import Overrules
from casebook.ingest.clean.run import Result
from casebook.ingest.clean.telling import (
    ends_as_text,
    is_nothing_but_asking,
    is_of_the_site,
    is_telling,
    is_worded,
)
from casebook.ingest.headings.themes import theme_of
from casebook.ingest.headings.title import bigrams
from casebook.ingest.lexicon import SENTENCE, is_furniture, is_prose
from casebook.ingest.open_alarms import bare
from casebook.problems import Code, Problem
from casebook.records import Alarm, Line, Loss, Removal, Role

_LEAD_IN = re.compile(
    r"(?:有|如下|包括|分[别別]是|分[别別][为為]|主要是|做法|措施|[举舉]措|[内內]容|[为為]|：|以下[^。，：]{0,12})[:：]$"
)
_VOCABULARY = {Cause.ADVERTISING, Cause.ALIEN, Cause.ISOLATED, Cause.INSIDE, Cause.BELOW}
_WORDED = {*_VOCABULARY, Cause.CHROME, Cause.TAIL}
"""Why lines within the text or right below it go, for their words or their form."""
_COPIES = {
    *(Cause.DELETED, Cause.READING, Cause.CAPTION_AGAIN, Cause.SAID_BELOW, Cause.AGAIN),
    *(
        Cause.FORCED_OUT,
        Cause.FIRST_TITLE,
        Cause.COLLECTION,
        Cause.CASE_NUMBER,
        Cause.APPARATUS,
        Cause.NO_CAPTION,
        Cause.FILE_NAME,
        Cause.TORN,
    ),
}
"""Causes of removals after which the text still stands somewhere, or is meant to go."""
_MASTHEAD = {Cause.HEAD, Cause.FOOT, Cause.AFFILIATION, Cause.CRUMBS, Cause.SITE}
_OF_THE_ARTICLE = 0.25
"""Share of the pairs of characters of a line below the text that the text has, too."""
_AFTER = {Cause.BELOW, Cause.TAIL, Cause.CHROME}
"""Why lines below the text go."""
_SHOWN = 6
"""Lines that one alarm names."""


def alarms(
    lines: tuple[Line, ...], result: Result, overrules: Overrules | None = None
) -> tuple[Alarm, ...]:
    """Find what may have been lost.

    :param lines: the lines of the page as read.
    :param result: what cleaning made of them.
    :param overrules: lines on which a person has decided.
    """
    kept = result.lines
    removals = result.ledger.removals
    decided = (overrules.keep | overrules.drop) if overrules else frozenset()
    sentences = tuple(_sentences(removals, lines, kept))
    worded = _by_words(removals, lines, kept)
    results: tuple[tuple[Loss, Iterable[Removal | Line]], ...] = (
        (Loss.SENTENCES, sentences),
        (Loss.THEME, _themes(removals, lines, kept)),
        (Loss.WORDS, (x for x in worded if x.reason in _VOCABULARY or x not in sentences)),
        (Loss.LEAD_IN, _hanging(lines, kept)),
        (Loss.HIDDEN, _hidden(removals, kept)),
        (Loss.PREFACE, _preface(removals)),
        (Loss.HEADLINE, (x for x in removals if x.reason == Cause.BESIDE_TITLE)),
    )
    made = {
        Alarm(item.line if isinstance(item, Removal) else item.number, item.text, loss)
        for loss, items in results
        for item in items
        if item.text not in decided
    }
    return tuple(sorted(made, key=lambda alarm: (list(Loss).index(alarm.loss), alarm.line)))


def problems_of(
    alarms: Iterable[Alarm], file: str, line: int = 0, page: str = ""
) -> tuple[Problem, ...]:
    """Report alarms: a warning for each kind of loss, with the lines.

    :param file: to be named in the report, with its ``line``; 0 for the line of the first loss.
    :param page: the page that the lines are counted in, where that is another file.
    """
    by_loss: dict[Loss, dict[int, str]] = {}
    for alarm in alarms:
        by_loss.setdefault(alarm.loss, {}).setdefault(alarm.line, alarm.text)
    made = []
    for loss, texts in by_loss.items():
        numbers = sorted(texts)
        shown = ", ".join(map(str, numbers[:_SHOWN])) + (" …" if numbers[_SHOWN:] else "")
        of_page = f" of {page}" if page else ""
        detail = f"({loss}; lines {shown}{of_page}: {_short(texts[numbers[0]])})"
        made.append(Problem(Code.TEXT_CUT, file, line or numbers[0], detail))
    return tuple(made)


def _short(text: str) -> str:
    return text if len(text) <= SENTENCE else text[:SENTENCE] + "…"


def _span(kept: tuple[Line, ...]) -> tuple[int, int]:
    """Return the first and the last line of what was kept, from the title on."""
    numbers = [line.number for line in kept if line.role is not Role.PICTURE]
    return (min(numbers), max(numbers)) if numbers else (0, 0)


def _is_sentence(text: str) -> bool:
    """Whether a line has a sentence; something may be glued to its end."""
    return max(map(text.rfind, "。！？")) >= SENTENCE - 1


def _sentences(
    removals: Iterable[Removal], lines: tuple[Line, ...], kept: tuple[Line, ...]
) -> Iterator[Removal]:
    """Sentences within the kept lines, above the title, below the editors, or outside the text.

    Above the title only of a page without markup; below, and outside the text, where they do
    not stand in it and either speak of what it speaks of, or nothing says that they are of
    something else; and in a second copy of it.  All of them where no sentence was kept.
    """
    doubtful = {line.number for line in lines if line.unexplained}
    teasers = {line.number for line in lines if line.teaser}
    removals = tuple(removals)
    yield from _in_copy(removals, kept)
    first, last = _span(kept)
    is_empty = not any(_is_sentence(line.text) for line in kept)
    text = "".join(line.text for line in kept)
    words: frozenset[str] | None = None
    whole = ""
    for removal in removals:
        aside = removal.reason in _COPIES or removal.reason == Cause.PREFACE
        if aside or not _is_sentence(removal.text):
            continue
        outside = removal.reason == Cause.OUTSIDE
        if outside and "。" not in removal.text:
            continue  # the title of something else
        below = removal.reason in _AFTER and removal.line > last
        whole = whole or (bare(text) if outside or below else "")
        said = (outside or below) and bare(removal.text) in whole
        doubted = (outside or below) and not said and removal.line not in teasers
        # After the editors a line goes for its place alone; furniture may have text glued to it.
        furnished = removal.reason == Cause.BELOW or is_furniture(removal.text)
        unexplained = removal.line in doubtful or (below and furnished and is_prose(removal.text))
        if doubted and not unexplained and is_furniture(removal.text):
            doubted = is_prose(removal.text)  # it is nothing else, unless text is glued to it
        elif doubted and not unexplained:
            words = bigrams(text) if words is None else words
            pairs = bigrams(removal.text)
            doubted = len(pairs & words) >= len(pairs) * _OF_THE_ARTICLE
        above = removal.reason == Cause.ABOVE and not is_furniture(removal.text)
        # Elsewhere a line that begins as furniture may hold a sentence of the text.
        if is_empty or above or doubted or (first < removal.line < last and not said):
            yield removal


def _in_copy(removals: tuple[Removal, ...], kept: tuple[Line, ...]) -> Iterator[Removal]:
    """Sentences of a second copy of the text that the first one has not."""
    _, last = _span(kept)
    there = {line.text for line in kept}
    beside = [
        removal
        for removal in removals
        if removal.reason == Cause.OUTSIDE and removal.line > last and _is_sentence(removal.text)
    ]
    copied = [at for at, removal in enumerate(beside) if removal.text in there]
    for removal in beside[copied[0] : copied[-1]] if copied else ():
        if removal.text not in there:
            yield removal


def _themes(
    removals: Iterable[Removal], lines: tuple[Line, ...], kept: tuple[Line, ...]
) -> Iterator[Removal]:
    """Headings of a theme between kept lines or below the editors that stand nowhere now."""
    first, last = _span(kept)
    there = {line.text for line in kept}
    title = "".join(bare(line.text) for line in kept if line.role is Role.TITLE)
    linked = {line.number for line in lines if line.role is Role.OUTSIDE}
    for removal in removals:
        beside = removal.reason == Cause.OUTSIDE and removal.line in linked
        if beside or removal.reason in _COPIES or removal.text in there:
            continue
        if bare(removal.text) in title:
            continue  # a line of the title, which is broken
        inside = first < removal.line < last or removal.reason == Cause.BELOW
        if inside and removal.reason not in _MASTHEAD and theme_of(removal.text):
            yield removal


def _by_words(
    removals: Iterable[Removal], lines: tuple[Line, ...], kept: tuple[Line, ...]
) -> Iterator[Removal]:
    """What was cut for its words between the title, which counts, and the line below the text.

    What is furniture as a whole has a second sign, unless it tells something.
    """
    first, _ = _span(kept)
    last = max((line.number for line in kept if "。" in line.text), default=0)
    below = min((line.number for line in lines if line.number > last), default=last)
    pairs: frozenset[str] | None = None
    for removal in removals:
        text = removal.text
        if removal.reason not in _WORDED or not first <= removal.line <= below:
            continue
        looks = is_telling(text)
        if removal.reason in _VOCABULARY and removal.line <= last:
            looks = looks or not is_furniture(text)
        elif removal.reason == Cause.TAIL:
            looks = looks and ends_as_text(text)
        elif removal.reason == Cause.CHROME and not is_worded(text):
            looks = False
        elif not looks and text.endswith("。") and not is_of_the_site(text):
            pairs = bigrams("".join(line.text for line in kept)) if pairs is None else pairs
            looks = not is_nothing_but_asking(text, pairs)
        if looks:
            yield removal


def _hanging(lines: tuple[Line, ...], kept: tuple[Line, ...]) -> Iterator[Line]:
    """Lines that end in a colon with nothing after them, or with a gap."""
    numbers = {line.number for line in lines}
    staying = {line.number for line in kept}
    for line, after in zip(kept, (*kept[1:], None), strict=True):
        if not _LEAD_IN.search(line.text) or line.role is Role.TITLE:
            continue
        end = after.number if after else line.number + 2
        gone = (set(range(line.number + 1, end)) & numbers) - staying
        if gone or after is None:
            yield line


def _hidden(removals: Iterable[Removal], kept: tuple[Line, ...]) -> Iterator[Removal]:
    hidden = [r for r in removals if r.reason == Cause.HIDDEN and "。" in r.text]
    shown = sum(len(line.text) for line in kept if "。" in line.text)
    if sum(len(removal.text) for removal in hidden) > shown:
        yield from hidden


def _preface(removals: Iterable[Removal]) -> Iterator[Removal]:
    """Sentences before the first of several cases, which belong to none of them."""
    return (x for x in removals if x.reason == Cause.PREFACE and "。" in x.text)
