"""Laws 1 and 9 on saved pages of any bytes: nothing is lost, or it is reported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from tests.ingest.clean.test_conservation import replay
from tests.made_pages import MadePage, made_pages

from casebook import clean_bytes
from casebook.library import dump, parse
from casebook.problems import Code, Severity
from casebook.records import Line
from casebook.text.fold import Level, fold


def _sentences(page: MadePage) -> Iterator[str]:
    """The sentences that the page must not lose: a heading may take the first one of a text."""
    for text in page.text:
        yield from (f"{part}。" for part in text.split("。") if part)


def _is_of_others(sentence: str, lines: Sequence[Line]) -> bool:
    """Whether a sentence stands below the heading of a list of other articles."""
    return any(
        above.text in {"相關閱讀", "相关阅读"} and sentence in line.text
        for above, line in pairwise(lines)
    )


def check_saved(page: MadePage) -> None:
    """From bytes to the article file and back by the ledger alone; no sentence goes silently."""
    done = clean_bytes(page.content)
    kept = {line.number: "".join(line.text.split()) for line in done.kept if line.text.strip()}
    steps = tuple(step for step in done.ledger.steps if step != "read")
    if done.kept:
        assert kept == replay(done.lines, replace(done.ledger, steps=steps))
    if done.article is None:
        assert any(problem.code.severity is Severity.ERROR for problem in done.problems)
        return
    text = dump(done.article)
    again, problems = parse(text, done.article.slug, "x.md")
    assert [p for p in problems if p.code.severity is Severity.ERROR] == []
    assert again == done.article
    # Folded, because what is left in the other script is repaired.
    printed = fold(text, Level.SEARCH)
    reported = fold("\n".join(alarm.text for alarm in done.ledger.alarms), Level.SEARCH)
    lost = [
        sentence
        for sentence in _sentences(page)
        if fold(sentence, Level.SEARCH) not in printed and not _is_of_others(sentence, done.lines)
    ]
    assert [sentence for sentence in lost if fold(sentence, Level.SEARCH) not in reported] == []
    assert bool(done.ledger.alarms) == any(item.code is Code.TEXT_CUT for item in done.problems)


@given(made_pages)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_no_sentence_of_a_page_goes_silently(page: MadePage) -> None:
    check_saved(page)
