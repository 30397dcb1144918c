"""The masthead and the line of editors leave the text; their lines go to the ledger.

The title keeps its line, marked with the role ``title``; a kicker above and a
subtitle below it are marked likewise.
"""

from __future__ import annotations

from dataclasses import replace

from casebook.clean.chrome import is_sentence
from casebook.clean.step import Lines, Outcome, without
from casebook.lexicon import any_of
from casebook.parse.masthead import is_masthead_line, read_breadcrumb, read_line
from casebook.parse.themes import theme_of

NAME = "masthead"
CRUMBS, HEAD, FOOT, SITE = "breadcrumb", "date, source and names", "editors", "name of the site"
_ABOVE = 30
"""Lines above the text of a page in which its masthead is sought."""


def masthead(lines: Lines) -> Outcome:
    """Find the title, and take the lines of the masthead out."""
    first, last = _body(lines)
    reasons: dict[int, str] = {}
    sites: set[str] = set()
    start = _title_position(lines, first)
    low = max(0, (start if start >= 0 else first) - _ABOVE)
    for at in range(low, first):
        crumbs = read_breadcrumb(lines[at].text)
        if lines[at].role == "title":
            continue
        if crumbs or (">" in lines[at].text and read_breadcrumb(lines[at].text)):
            reasons[at] = CRUMBS
            sites.update(crumbs)
        elif is_masthead_line(lines[at].text):
            reasons[at] = HEAD
            sites.add(read_line(lines[at].text)[0].publisher)
    for at in range(low, first):
        if lines[at].text in sites and at not in reasons and lines[at].role != "title":
            reasons[at] = SITE
    for at in range(last + 1, len(lines)):
        if is_masthead_line(lines[at].text) and read_line(lines[at].text)[0].editors:
            reasons[at] = FOOT
    return without(_named(lines, first, reasons), reasons, NAME)


def _body(lines: Lines) -> tuple[int, int]:
    """First and last position of running text that belongs to the article."""
    running = [
        at
        for at, line in enumerate(lines)
        if line.role not in {"outside", "hidden", "title", "row"}
        and is_sentence(line.text)
        and not is_masthead_line(line.text)
    ]
    return (running[0], running[-1]) if running else (len(lines), len(lines))


def _title_position(lines: Lines, first: int) -> int:
    found = [at for at in range(min(first + 1, len(lines))) if lines[at].role == "title"]
    return found[-1] if found else -1


def _named(lines: Lines, first: int, reasons: dict[int, str]) -> Lines:
    """Mark title, kicker and subtitle among the lines before the text."""
    made = list(lines)
    at = _title_position(lines, first)
    if at < 0:
        at = _guess(lines, first, reasons)
        if at < 0:
            return lines
        made[at] = replace(made[at], role="title", depth=0)
    below = next((n for n in range(at + 1, first) if n not in reasons), -1)
    if below == at + 1 and lines[below].text.startswith(("——", "—", "──")):
        made[below] = replace(made[below], role="subtitle", depth=0)
    return tuple(made)


def _guess(lines: Lines, first: int, reasons: dict[int, str]) -> int:
    """Guess the title of a page without markup: the line above the masthead, else the first."""
    chrome = any_of("chrome", "lines")
    open_ = [
        at
        for at in range(first)
        if at not in reasons
        and lines[at].role in {"", "heading", "bold"}
        and len(lines[at].text) >= 4
        and not chrome.fullmatch(lines[at].text)
        and not theme_of(lines[at].text)
        and not lines[at].text.startswith(("——", "—", "──"))
    ]
    head = next((at for at in sorted(reasons) if reasons[at] == HEAD), -1)
    above = [at for at in open_ if at < head]
    if above:
        return above[-1]
    return open_[0] if open_ else -1
