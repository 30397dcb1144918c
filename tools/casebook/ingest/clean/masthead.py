"""The masthead and the line of editors leave the text; their lines go to the ledger.

The title keeps its line, marked with the role ``title``; a kicker above and a
subtitle below it are marked likewise.
"""

from __future__ import annotations

import re
from dataclasses import replace

from casebook.ingest.clean.step import Lines, Outcome, without
from casebook.ingest.facts.masthead import (
    Masthead,
    is_labelled,
    is_masthead_line,
    read_breadcrumb,
    read_line,
)
from casebook.ingest.headings.themes import theme_of
from casebook.ingest.lexicon import any_of
from casebook.records import Line, Repair, Role
from casebook.text.numbering import number_of

NAME = "masthead"
CRUMBS, HEAD, FOOT, SITE = "breadcrumb", "date, source and names", "editors", "name of the site"
JOINED = "lines of the subtitle are joined"
AGAIN, ABOVE, BELOW = "the title stands here again", "above the title", "behind the editors"
_ABOVE = 30
"""Lines above the text of a page in which its masthead is sought."""
_BELOW = 8
"""Lines below the text in which it is sought; some sites print the date there."""
_MIN_TITLE = 2
_MOST = 0.7
"""Share of the text that must stand before a line of editors for the text to end there."""
_DASHES = ("——", "—", "──")
_BRACKET = re.compile(r"[\[\]【】()（）]")
_SENTENCE = re.compile(r"[。！？]")
_MIN_SENTENCE = 20
_PASSIVE = {Role.OUTSIDE, Role.HIDDEN, Role.TITLE, Role.ROW, Role.PICTURE}


def masthead(lines: Lines) -> Outcome:
    """Find the title, and take the lines of the masthead out.

    A text that shows no date, source or breadcrumb above it is no page with a
    masthead: there a line that names an editor or author stays in the text.
    """
    first, last = body_span(lines)
    title = _title_position(lines, first)
    top = max(0, (title if title >= 0 else first) - _ABOVE)
    reasons = _head_reasons(lines, top, first)
    heads = [read_line(lines[at].text)[0] for at, why in reasons.items() if why == HEAD]
    if _is_page(lines, reasons, heads):
        dated = any(head.published for head in heads)
        reasons |= _foot_reasons(lines, first, last, dated=dated)
    else:
        reasons = {}
    if title < 0:
        title = _guess(lines, first, reasons)
        if title >= 0 and HEAD in reasons.values():
            above = (at for at in range(title) if lines[at].role != Role.PICTURE)
            reasons |= {at: ABOVE for at in above if at not in reasons}
    made = list(lines)
    repairs: list[Repair] = []
    if title >= 0:
        made[title] = replace(made[title], role=Role.TITLE, depth=0)
        again, repairs = _headline(made, title, first, reasons)
        reasons |= again
    outcome = without(tuple(made), reasons, NAME)
    return Outcome(outcome.lines, outcome.removals, tuple(repairs))


def _is_page(lines: Lines, reasons: dict[int, str], heads: list[Masthead]) -> bool:
    """Whether the lines come from a page with a masthead, or from markup."""
    return (
        CRUMBS in reasons.values()
        or any(head.published or head.publisher for head in heads)
        or any(line.role in {Role.TITLE, Role.OUTSIDE} for line in lines)
    )


def is_sentence(text: str) -> bool:
    """Whether a line is running text: it has a full stop and some length."""
    return len(text) >= _MIN_SENTENCE and bool(_SENTENCE.search(text))


def body_span(lines: Lines) -> tuple[int, int]:
    """First and last position of running text that belongs to the article."""
    running = [
        at
        for at, line in enumerate(lines)
        if line.role not in _PASSIVE and is_sentence(line.text) and not is_masthead_line(line.text)
    ]
    if running:
        return running[0], running[-1]
    return len(lines), len(lines)


def _head_reasons(lines: Lines, top: int, first: int) -> dict[int, str]:
    reasons: dict[int, str] = {}
    sites: set[str] = set()
    for at in range(top, first):
        if lines[at].role in {Role.TITLE, Role.PICTURE}:
            continue
        crumbs = read_breadcrumb(lines[at].text)
        if crumbs:
            reasons[at] = CRUMBS
            sites.update(crumbs)
        elif is_masthead_line(lines[at].text):
            reasons[at] = HEAD
            sites.add(read_line(lines[at].text)[0].publisher)
    for at in range(top, first):
        line = lines[at]
        if line.text and line.text in sites and at not in reasons and line.role != Role.TITLE:
            reasons[at] = SITE
    return reasons


def _foot_reasons(lines: Lines, first: int, last: int, *, dated: bool) -> dict[int, str]:
    """Find the line of editors, and what stands behind it; in HTML also a date given there."""
    reasons: dict[int, str] = {}
    sizes = [len(line.text) if line.role not in _PASSIVE else 0 for line in lines]
    total, seen = sum(sizes) or 1, 0
    for at in range(first + 1, len(lines)):
        seen += sizes[at - 1]
        if at > last + _BELOW or not is_masthead_line(lines[at].text):
            continue
        head, _ = read_line(lines[at].text)
        if not is_labelled(lines[at].text):
            continue
        if at > last and (not dated or head.editors or head.is_empty):
            reasons |= {at: FOOT, **_brackets(lines, at)}
        elif head.editors and sum(sizes[:at]) >= total * _MOST:
            reasons[at] = FOOT
            behind = range(at + 1, len(lines))
            reasons |= {below: BELOW for below in behind if lines[below].role not in _PASSIVE}
            reasons |= {
                below: FOOT
                for below in behind
                if is_masthead_line(lines[below].text) and lines[below].role not in _PASSIVE
            }
            break
    return reasons


def _brackets(lines: Lines, at: int) -> dict[int, str]:
    """Find brackets around a line of editors that stand on lines of their own."""
    around = (near for near in (at - 1, at + 1) if 0 <= near < len(lines))
    return {near: FOOT for near in around if _BRACKET.fullmatch(lines[near].text)}


def _title_position(lines: Lines, first: int) -> int:
    found = [at for at in range(min(first + 1, len(lines))) if lines[at].role == Role.TITLE]
    return found[-1] if found else -1


def _guess(lines: Lines, first: int, reasons: dict[int, str]) -> int:
    """Guess the title of a page without markup: the line above the masthead, else the first."""
    chrome = any_of("chrome", "lines")
    candidates = [
        at
        for at in range(first)
        if at not in reasons
        and lines[at].role in {"", Role.HEADING, Role.BOLD}
        and len(lines[at].text) >= _MIN_TITLE
        and number_of(lines[at].text) is None
        and not chrome.fullmatch(lines[at].text)
        and not theme_of(lines[at].text)
        and not lines[at].text.startswith(_DASHES)
    ]
    head = next((at for at in sorted(reasons) if reasons[at] == HEAD), -1)
    above = [at for at in candidates if at < head]
    if above:
        return above[-1]
    return candidates[0] if candidates else -1


def _headline(
    made: list[Line], title: int, first: int, reasons: dict[int, str]
) -> tuple[dict[int, str], list[Repair]]:
    """Mark the other lines of the headline as subtitle, in one line.

    :returns: where the title is only repeated or a line went into the subtitle, and what
        changed in the subtitle by that.
    """
    again: dict[int, str] = {}
    joined: list[str] = []
    whole = _bare(made[title].text)
    subtitle, headline = -1, False
    for at in range(title + 1, min(first, len(made))):
        line = made[at]
        if at in reasons or line.role in {Role.PICTURE, Role.HIDDEN, Role.OUTSIDE}:
            continue
        if whole and _bare(line.text).startswith(whole):
            again[at], headline = AGAIN, True
        elif not (line.text.startswith(_DASHES) or (headline and _is_headline(line))):
            break
        elif subtitle < 0:
            made[at], subtitle = replace(line, role=Role.SUBTITLE, depth=0), at
        else:
            joined.append(line.text)
            again[at] = JOINED
    if not joined:
        return again, []
    first_line = made[subtitle]
    text = " ".join((first_line.text, *joined))
    made[subtitle] = replace(first_line, text=text)
    return again, [Repair(first_line.number, first_line.text, text, NAME, JOINED)]


def _is_headline(line: Line) -> bool:
    return line.role == Role.BOLD and not theme_of(line.text) and number_of(line.text) is None


def _bare(text: str) -> str:
    return re.sub(r"\W", "", text)
