"""What a site puts around every article: buttons, prompts, related links, footers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.closing_rows import (
    distribution,
    empty_heading,
    references,
    says_whom_to_ask,
)
from casebook.ingest.clean.edges import below_text, is_saved_text
from casebook.ingest.clean.frames import frames
from casebook.ingest.clean.help_lines import help_below
from casebook.ingest.clean.rims import other_news, rims
from casebook.ingest.clean.running import PASSIVE, body_span, is_sentence
from casebook.ingest.clean.site_tail import notices_below
from casebook.ingest.clean.step import Lines, Outcome, without
from casebook.ingest.clean.strangers import strangers
from casebook.ingest.clean.teasers import teased
from casebook.ingest.clean.telling import has_own, is_nothing_but_asking, speaks_to_reader, tells_of
from casebook.ingest.headings.themes import theme_of
from casebook.ingest.headings.title import bigrams
from casebook.ingest.lexicon import furniture_in, is_furniture, is_listed
from casebook.records import Line, Role
from casebook.text.numbering import number_of

NAME = "chrome"
_MAX = 320
"""A line of chrome is short; a longer one is text that happens to hold its words."""

_ENGLISH = 15
_ABSTRACT = re.compile(
    r"^(?:Abstract|Key\s?words)\b|University|School of|Institute of|Department of"
)
_PARALLEL = re.compile(r"[並并]列摘要|英文摘要|Abstract", re.IGNORECASE)
"""The heading of an abstract in English."""
_TITLE_WORDS = 4
"""Spaces in a title in English."""
_HAN = re.compile("[\u3400-\u9fff]{2}")
_TEXT_ROLES = {Role.TEXT, Role.BOLD}
_HEADED = 2
"""Headings of one level that show how a text is parted."""
_LAST = 3
"""Lines at the end of a text among which a prompt of the site stands."""
_VALUED = re.compile("[\u3400-\u9fff、]{2,8}[：:].")
"""A label with its value."""
_NUMBER = re.compile(r"[：:]\s*\d[\d—-]*$")
"""A label with a telephone number: 投诉电话：020-12345."""
_NOTICED = 3
"""Lines below what leads back to the site in which its notice stands."""
_TAG = re.compile(r"#[^\s#。]{2,20}#")
"""A tag with its sign on both sides."""
_PRESSED = re.compile("[点點][击擊]|查看|展[开開]|[读讀看]文章|跳|核心[阅閱][读讀]$")
"""What names a button or the lead of a text, and no part of it."""
_EDITION = re.compile(r"第\s?[A-Z]?\d{1,3}\s?版")
"""The page of a paper above its text: 第 14 版."""
_PROMPT = 80
"""Characters of a prompt to log in, to download, to follow."""


def chrome(lines: Lines) -> Outcome:
    """Take out lines that are site furniture, and whole lists of related links at the end."""
    first, last = body_span(lines)
    found = {at for at, line in enumerate(lines) if _is_known(line)}
    found -= _tagged(lines, first, last) | _headed(lines, found, first, last)
    if not is_saved_text(lines):
        found.update(at for at, line in enumerate(lines) if is_listed("pages", line.text))
    found.update(_prompts(lines, first, last))
    found.update(frames(lines, first, last, found))
    reasons = dict.fromkeys(_foreign(lines, found, first, last), Cause.CHROME)
    for at in _english(lines, first):
        reasons.setdefault(at, Cause.APPARATUS)
    below = _last_text(lines, reasons)
    found = {at for at in below if _is_below(lines[at], "below")}
    open_ended = {at for at in below if not lines[at].text.endswith("。")}
    asking = {at for at in open_ended if _is_below(lines[at], "follow")}
    for at in (*_foreign(lines, found, first, last), *asking):
        reasons.setdefault(at, Cause.CHROME)
    for at in tuple(_empty_labels(lines, reasons)):
        reasons.setdefault(at, Cause.CHROME)
    for at in _returns(lines, reasons):
        reasons.setdefault(at, Cause.CHROME)
    for at in references(lines):
        reasons.setdefault(at, Cause.APPARATUS)
    above = range(first)
    for at in (x for x in above if says_whom_to_ask(lines[x]) or _EDITION.fullmatch(lines[x].text)):
        reasons.setdefault(at, Cause.CHROME)
    for at in help_below(lines, reasons):
        reasons.setdefault(at, Cause.TAIL)
    for at in distribution(lines, reasons):
        reasons.setdefault(at, Cause.TAIL)
    tail = (*_notices(lines), *range(_tail(lines), len(lines)))
    reasons = {**dict.fromkeys(tail, Cause.TAIL), **reasons}
    last = _last_kept(lines, first, last, reasons)
    teasers = range(teased(lines, first, last, reasons), len(lines))
    reasons = {**dict.fromkeys(teasers, Cause.TAIL), **reasons}
    last = _last_kept(lines, first, last, reasons)
    reasons = {**dict.fromkeys(rims(lines, first, last, reasons), Cause.CHROME), **reasons}
    reasons = {**dict.fromkeys(below_text(lines, reasons), Cause.TAIL), **reasons}
    reasons = {**dict.fromkeys(other_news(lines, last, reasons), Cause.TAIL), **reasons}
    reasons = {**dict.fromkeys(strangers(lines, first, last, reasons), Cause.STRANGE), **reasons}
    reasons = {**dict.fromkeys(empty_heading(lines, reasons), Cause.APPARATUS), **reasons}
    return without(lines, reasons, NAME)


def _last_kept(lines: Lines, first: int, last: int, known: Collection[int]) -> int:
    """Return the last sentence of a text, where a notice of the site was taken for it.

    :param known: lines that are furniture.
    """
    if last not in known:
        return last
    above = (at for at in range(last - 1, first, -1) if at not in known)
    return next((at for at in above if is_sentence(lines[at].text)), first)


def _tagged(lines: Lines, first: int, last: int) -> set[int]:
    """Find tags that are headings: several within the text, each alone between two sentences.

    One at least names a theme: #背景#.  A row of tags stands at the edges of a text.
    """
    tags = [at for at in range(max(first - 1, 0), last) if _TAG.fullmatch(lines[at].text)]
    between = {at for at in tags if is_sentence(lines[at + 1].text)}
    between = {at for at in between if at < first or is_sentence(lines[at - 1].text)}
    several = len(between) > 1 and any(theme_of(lines[at].text) for at in between)
    return between if several else set()


def _headed(lines: Lines, found: set[int], first: int, last: int) -> set[int]:
    """Find headings by their tag that parts of the text have, though they have words of buttons.

    Others of their level head parts of it, too, and text stands right below: 文章, 工具, 图片.
    """
    inside = [at for at in range(first + 1, last) if lines[at].role is Role.HEADING]
    others = Counter(lines[at].depth for at in inside if at not in found)
    return {
        at
        for at in found.intersection(inside)
        if others[lines[at].depth] >= _HEADED and lines[at + 1].role in _TEXT_ROLES
        if not _PRESSED.match(lines[at].text)
    }


def _is_known(line: Line) -> bool:
    """Whether a line is furniture of a site by its words."""
    plain = line.role is not Role.ROW and not line.src
    return plain and len(line.text) <= _MAX and is_furniture(line.text)


def _is_below(line: Line, key: str) -> bool:
    """Whether a line has words of the prompts that stand below a text.

    :param key: the list of them.
    """
    text = line.text
    short = len(text) <= _PROMPT and number_of(text) is None
    return short and furniture_in(key, text) is not None


def _notices(lines: Lines) -> Iterator[int]:
    """Find the notices of a site below saved text."""
    if is_saved_text(lines):
        yield from notices_below(lines)


def _prompts(lines: Lines, first: int, last: int) -> Iterator[int]:
    """Lines that ask the reader to do something, above the text or without a full stop.

    Within the text one with a full stop does nothing but ask, and asks the reader of the site.
    """
    pairs: frozenset[str] | None = None
    for at, line in enumerate(lines):
        plain = line.role in {Role.TEXT, Role.BOLD, Role.ITEM} and len(line.text) <= _PROMPT
        # A numbered step of an instruction may ask the same: 1.先扫二维码.
        if not plain or number_of(line.text):
            continue
        shown = furniture_in("prompts", line.text)
        valued = shown and (shown.start() > 0 or _NUMBER.search(line.text))
        if not shown or (valued and _is_listed(lines, at, first, last)):
            continue
        if at >= first and "。" in line.text:
            pairs = _said(lines, {at}) if pairs is None else pairs
            if not is_nothing_but_asking(line.text, pairs):
                continue
            if at < last and not speaks_to_reader(line.text):
                continue
        yield at


def _foreign(lines: Lines, found: set[int], first: int, last: int) -> Iterator[int]:
    """Yield lines with words of furniture, but for those that tell of what the text tells.

    Such a line stands within the text or right beside it.
    """
    told: set[int] = set()
    if any(has_own(lines[at].text) for at in found):
        pairs = _said(lines, found)
        told = {at for at in found if tells_of(lines[at].text, pairs)}
    while first - 1 in told:
        first -= 1
    while last + 1 in told:
        last += 1
    yield from (at for at in sorted(found) if not (at in told and first <= at <= last))


def _said(lines: Lines, found: set[int]) -> frozenset[str]:
    """Return the pairs of characters of the title and the sentences that are not found."""
    said = (
        line.text
        for at, line in enumerate(lines)
        if line.role is Role.TITLE or (is_sentence(line.text) and at not in found)
    )
    return bigrams("\n".join(said))


def _is_listed(lines: Lines, at: int, first: int, last: int) -> bool:
    """Whether a line is one of several labels with their values in the text: 账号：…, 密码：…."""
    inside = first < at < last and _VALUED.match(lines[at].text)
    return bool(inside) and any(_VALUED.match(lines[x].text) for x in (at - 1, at + 1))


def _english(lines: Lines, first: int) -> Iterator[int]:
    """Lines of an English title, its writers and abstract, that stand together in a paper.

    :param first: where the text begins; above it a title in English may stand alone.
    """
    run: list[int] = []
    for at, line in enumerate((*lines, Line(0, "汉"))):
        foreign = (
            line.role is Role.TEXT and not _HAN.search(line.text) and len(line.text) >= _ENGLISH
        )
        if foreign:
            run.append(at)
            continue
        announced = run and run[0] and _PARALLEL.fullmatch(lines[run[0] - 1].text)
        if announced:
            yield run[0] - 1
        if announced or (len(run) > 1 and any(_ABSTRACT.search(lines[x].text) for x in run)):
            yield from run
        elif run and run[-1] < first:
            yield from (x for x in run if lines[x].text.count(" ") >= _TITLE_WORDS)
        run = []


def _last_text(lines: Lines, known: Collection[int]) -> list[int]:
    """Return the last lines of a text that is longer than they are.

    :param known: lines that are furniture, which do not count.
    """
    text = [
        at
        for at, line in enumerate(lines)
        if line.role in _TEXT_ROLES and line.text and at not in known
    ]
    return text[-_LAST:] if len(text) > 2 * _LAST else text[2:][-1:]


def _empty_labels(lines: Lines, known: Collection[int]) -> Iterator[int]:
    """Labels at the very end that nothing follows: 附件：, 相关文档：.

    :param known: lines that leave anyway.
    """
    for at in range(len(lines) - 1, -1, -1):
        if lines[at].role in PASSIVE or not lines[at].text or at in known:
            continue
        if not is_listed("labels", lines[at].text):
            return
        yield at


def _returns(lines: Lines, known: Collection[int]) -> Iterator[int]:
    """Find lines that lead back to the site, with its notice among the lines right below."""
    for at, line in enumerate(lines):
        if is_listed("returns", line.text):
            below = range(at + 1, min(at + _NOTICED, len(lines) - 1) + 1)
            if any(x in known and furniture_in("notices", lines[x].text) for x in below):
                yield at


def _tail(lines: Lines) -> int:
    """Where the related links and the footer begin: after the last full sentence.

    A point of a list that headings of the text follow is none of them.
    """
    keys = ("tails", "related", *(("recommended",) if is_saved_text(lines) else ()))
    headed = max((at for at, line in enumerate(lines) if line.role is Role.HEADING), default=-1)
    body_end = max((at for at, line in enumerate(lines) if is_sentence(line.text)), default=-1)
    for at in range(body_end + 1, len(lines)):
        point = lines[at].role is Role.ITEM and at < headed
        listed = any(is_listed(key, lines[at].text) for key in keys)
        if listed and not point:
            return at
    return len(lines)
