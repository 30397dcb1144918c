"""What a site puts around every article: buttons, prompts, related links, footers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.running import body_span, is_sentence
from casebook.ingest.clean.step import Lines, Outcome, without
from casebook.ingest.lexicon import any_of, is_furniture
from casebook.records import Line, Role

NAME = "chrome"
_MAX = 320
"""A line of chrome is short; a longer one is text that happens to hold its words."""

_ENGLISH = 15
_ABSTRACT = re.compile(
    r"^(?:Abstract|Key\s?words)\b|University|School of|Institute of|Department of"
)
_HAN = re.compile("[\u3400-\u9fff]{2}")
_TEXT_ROLES = {Role.TEXT, Role.BOLD}
_LAST = 3
"""Lines at the end of a text among which a prompt of the site stands."""
_VALUED = re.compile("[\u3400-\u9fff]{2,8}[：:].")
"""A label with its value."""
_PROMPT = 80
"""Characters of a prompt to log in, to download, to follow."""


def chrome(lines: Lines) -> Outcome:
    """Take out lines that are site furniture, and whole lists of related links at the end."""
    reasons: dict[int, Cause] = {}
    for at, line in enumerate(lines):
        if line.role == Role.ROW or line.src:
            continue
        if len(line.text) <= _MAX and is_furniture(line.text):
            reasons[at] = Cause.CHROME
    for at in _prompts(lines):
        reasons.setdefault(at, Cause.CHROME)
    for at in _english(lines):
        reasons.setdefault(at, Cause.APPARATUS)
    for at in _last_text(lines):
        if len(lines[at].text) <= _PROMPT and any_of("chrome", "below").search(lines[at].text):
            reasons.setdefault(at, Cause.CHROME)
    for at in _empty_labels(lines):
        reasons.setdefault(at, Cause.CHROME)
    tail = _tail(lines)
    for at in range(tail, len(lines)):
        reasons.setdefault(at, Cause.TAIL)
    return without(lines, reasons, NAME)


def _prompts(lines: Lines) -> Iterator[int]:
    """Lines that ask the reader to do something, above the text or without a full stop."""
    first, last = body_span(lines)
    prompt = any_of("chrome", "prompts")
    for at, line in enumerate(lines):
        plain = line.role in {Role.TEXT, Role.BOLD, Role.ITEM} and len(line.text) <= _PROMPT
        shown = plain and (at < first or "。" not in line.text) and prompt.search(line.text)
        if shown and not (shown.start() > 0 and _is_listed(lines, at, first, last)):
            yield at


def _is_listed(lines: Lines, at: int, first: int, last: int) -> bool:
    """Whether a line is one of several labels with their values in the text: 账号：…, 密码：…."""
    inside = first < at < last and _VALUED.match(lines[at].text)
    return bool(inside) and any(_VALUED.match(lines[x].text) for x in (at - 1, at + 1))


def _english(lines: Lines) -> Iterator[int]:
    """Lines of an English title, its writers and abstract, that stand together in a paper."""
    run: list[int] = []
    for at, line in enumerate((*lines, Line(0, "汉"))):
        foreign = (
            line.role is Role.TEXT and not _HAN.search(line.text) and len(line.text) >= _ENGLISH
        )
        if foreign and not line.src:
            run.append(at)
            continue
        if len(run) > 1 and any(_ABSTRACT.search(lines[x].text) for x in run):
            yield from run
        run = []


def _last_text(lines: Lines) -> list[int]:
    """Return the last lines of a text that is longer than they are."""
    text = [at for at, line in enumerate(lines) if line.role in _TEXT_ROLES and line.text]
    return text[-_LAST:] if len(text) > 2 * _LAST else text[2:][-1:]


def _empty_labels(lines: Lines) -> Iterator[int]:
    """Labels at the very end that nothing follows: 附件：, 相关文档：."""
    for at in range(len(lines) - 1, -1, -1):
        if lines[at].role is Role.PICTURE or not lines[at].text:
            continue
        if not any_of("chrome", "labels").fullmatch(lines[at].text):
            return
        yield at


def _tail(lines: Lines) -> int:
    """Where the related links and the footer begin: after the last full sentence."""
    tails, related = any_of("chrome", "tails"), any_of("chrome", "related")
    body_end = max((at for at, line in enumerate(lines) if is_sentence(line.text)), default=-1)
    for at in range(body_end + 1, len(lines)):
        if tails.fullmatch(lines[at].text) or related.fullmatch(lines[at].text):
            return at
    return len(lines)
