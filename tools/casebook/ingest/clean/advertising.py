"""Injected advertising: whole lines, and spans inside lines.

Judged are lines and spans of text, not elements, because advertising is
planted between and inside the paragraphs themselves.  Each signal costs no
line of clean articles (``bench/cleaning.py`` counts): many segments between
bars without a full stop; a script that is not the document's; the share that
words of advertising have in a segment.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from dataclasses import dataclass, replace
from operator import add

from casebook import resources
from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.rhythm import headings_in_a_row
from casebook.ingest.clean.step import Edit, Lines, Outcome, apply
from casebook.ingest.facts.breadcrumb import read_breadcrumb
from casebook.ingest.facts.line_kinds import names_people, names_reporters
from casebook.ingest.facts.masthead import is_masthead_line
from casebook.ingest.headings.themes import theme_of
from casebook.ingest.lexicon import any_of, any_word
from casebook.ingest.scripts import document_script, fold, mismatch
from casebook.records import Line, Removal, Role, Script
from casebook.text.numbering import number_of

NAME = "advertising"
_BARS = re.compile(r"[|｜丨]")
_STOPS = re.compile(r"[。！？；]")
_SENTENCE = re.compile(r"[^。！？|｜]+[。！？|｜]?[”」』）)]*")
_TITLE_PART = re.compile(r"(?:[^\s_|｜\-—–]|(?<=\d)\s(?=[年月日期号]))+[\s_|｜\-—–]*")
"""A part of a title; the space of 2024 年 parts none."""
_OF_DAY = re.compile(r"[（(]?\s*(?:\d{2,4}\s?)?年")
"""How what is left of a title begins that was cut before a year."""
_MIN_BARS = 6
_MIN_LINE = 4
_THRESHOLD = 0.8
_STOPPED = 0.2
"""What a full stop adds to the threshold: advertising seldom speaks in sentences."""
_SPAN_THRESHOLD = 1.1
"""A span is judged harder than a line: what stands around it is text of the article."""
_FOREIGN, _FOREIGN_SPAN = 0.4, 0.6
_OFFER = 0.4
"""What a way to be reached adds to words of advertising; alone it adds nothing."""
_HEAP = 0.2
"""What three different words of advertising in one line add to their share."""
_PAUSES = re.compile(r"[。！？；，、：:《》“”（）…]")
_NO_WORD = re.compile(r"[\s\W]")
_MIN_ALIEN, _MAX_ALIEN = 6, 40
_ALIEN, _SHARED, _SHARED_FOREIGN = 0.22, 0.15, 0.3
"""Share of a line that words of advertising must fill, and pairs of characters, for each
character, that it may have in common with the running text."""
_NOTHING = 0.05
"""Share of such pairs up to which one word of advertising is enough: on 390 short lines without
stops of clean texts none with such a word fell below; of planted phrases nine in ten do."""
_OF_TEXT = 0.5
"""Share of such pairs from which a line speaks of what the text speaks of, whatever its words."""
_PLAIN = re.compile(r"[\w ]{7,30}")
_MANY = 300
"""Pairs of characters that the running text must have for an isolated line to be known."""
_KNOWN = 0.5
"""Share of its characters that the running text may have, too.  Of 29 short lines without stops
of clean texts each had 0.54 at least; of forty phrases of advertising four fifths have less."""
_BELONGS = 3
"""Pairs of characters that the rest of a title must have in common with the text."""
_STRUCTURE = {
    Role.HEADING,
    Role.ITEM,
    Role.NUMBERED,
    Role.ROW,
    Role.TABLE_TITLE,
    Role.CAPTION,
}
_BETWEEN = re.compile(r"[|｜丨_]|-\s|\s-")
_COMMA = re.compile("[,，、]")
_MANY_NAMES, _ONE_NAME = 8, 0.5
"""Segments between commas, and the share of them that begin alike, of a list for search engines."""
_SEVERAL = 2
"""Different weak words that a part of a title must hold to be advertising."""
_BESIDE = {
    *(Role.HIDDEN, Role.OUTSIDE, Role.BESIDE_TITLE, Role.PICTURE, Role.CAPTION, Role.ROW),
    *(Role.KICKER, Role.TITLE, Role.SUBTITLE),
}
_GAP = 3
"""Characters between two words of advertising that belong to one planted phrase."""
_REACH = re.compile(r"[a-z0-9_.-]{5}", re.ASCII)
"""What every way to be reached holds: some letters or digits in a row."""
_PHRASE, _DENSE = 8, 0.6
"""Length of a planted phrase inside a line, and the share of it that must be such words."""


@dataclass(frozen=True)
class _Around:
    """What a line is judged against: the script and the running text of the document.

    ``mixed`` says whether the other script stands anywhere in it, and ``name`` is what the head of
    a web page calls it, folded.
    """

    script: Script | None
    mixed: bool
    running: str
    name: str = ""

    @functools.cached_property
    def pairs(self) -> frozenset[str]:
        """Pairs of characters of the running text, folded.  Most documents never need them."""
        return _pairs(fold(self.running))

    @functools.cached_property
    def characters(self) -> frozenset[str]:
        """Characters of the running text, folded."""
        return frozenset(fold(self.running))


def advertising(lines: Lines) -> Outcome:
    """Take advertising out: lines of nothing else, and spans inside other lines."""
    running = "".join(line.text for line in lines if "。" in line.text)
    script = document_script(lines)
    mixed = mismatch("".join(line.text for line in lines), script, alone=False)
    around = _Around(script, mixed, running, _name_of_page(lines))
    nothing = replace(around, running="")
    above = lines[: next((at for at, line in enumerate(lines) if "。" in line.text), len(lines))]
    headings = headings_in_a_row(lines)
    kept: list[Line] = []
    removals: list[Removal] = []
    for number, line in enumerate(lines):
        folded = fold(line.text)
        beside = nothing if line.role == Role.OUTSIDE else around
        reason = None if line.role is Role.TITLE else _line_reason(line.text, folded, beside)
        if reason and not _has_strong(folded):
            headed = number in headings or _is_only_title(above, number)
            spared = (headed and reason is Cause.ALIEN) or names_reporters(line.text)
            spared = spared or len(read_breadcrumb(line.text)) > 1
            reason = None if spared or is_protected(line) else reason
        if reason and len(kept) < len(above):
            saved = _title_in(line.text, around)
            if saved:
                removals.append(Removal(line.number, saved[0], NAME, Cause.INSIDE))
                kept.append(replace(line, text=saved[1]))
                continue
        if reason:
            removals.append(Removal(line.number, line.text, NAME, reason))
            continue
        spans = [] if line.cells else _spans(line, folded, around)
        if not spans:
            kept.append(line)
            continue
        removals += [
            Removal(line.number, line.text[span.start : span.end].strip(), NAME, Cause.INSIDE)
            for span in spans
        ]
        text = apply(line.text, spans).strip()
        if text or line.src:
            kept.append(replace(line, text=text))
    at = _isolated_line(kept, around)
    if at >= 0:
        line = kept.pop(at)
        removals.append(Removal(line.number, line.text, NAME, Cause.ISOLATED))
    return Outcome(tuple(kept), tuple(removals))


def _name_of_page(lines: Lines) -> str:
    """Return what the head of a web page calls it, folded: the line above its text."""
    return fold(lines[0].text) if lines and lines[0].role is Role.OUTSIDE else ""


def is_protected(line: Line) -> bool:
    """Whether a line has a place in the structure of the text: words alone never take it out.

    Headings by tag, points of lists, rows of tables, captions, numbered lines and headings
    of a theme fall only where a word stands in them that no reporting has.
    """
    return (
        line.role in _STRUCTURE
        or number_of(line.text, bare=True) is not None
        or theme_of(line.text) is not None
    )


def _is_only_title(above: Lines, at: int) -> bool:
    """Whether a line right above the masthead is the only one that could be a title.

    :param above: the lines above the first sentence.
    """
    if at + 1 >= len(above) or not is_masthead_line(above[at + 1].text):
        return False
    return not any(
        other.role is Role.TITLE
        or not (other.role or is_protected(other) or is_masthead_line(other.text))
        for other in (*above[:at], *above[at + 1 :])
    )


@resources.recalled
def _has_word(folded: str) -> bool:
    """Whether a text has a word of advertising: most lines of a page have none."""
    return any_word("advertising", "strong", "weak").search(folded) is not None


def _has_strong(folded: str) -> bool:
    return any_word("advertising", "strong").search(folded) is not None


def _title_in(text: str, around: _Around) -> tuple[str, str] | None:
    """Find the title in a line of advertising that a mirror put before it.

    :returns: what is advertising, and the title; ``None`` where no part is of the text.
    """
    parts = [part for part in _BETWEEN.split(text) if part]
    if len(parts) < 2:
        return None
    last = parts[-1].strip()
    belongs = len(_pairs(fold(last)) & around.pairs) >= _BELONGS or len(last) >= _PHRASE
    if not belongs or _line_reason(last, fold(last), around) or not text.endswith(last):
        return None
    return text[: -len(last)].strip(), last


def _isolated_line(lines: list[Line], around: _Around) -> int:
    """Find a line between paragraphs that has nothing in common with them; -1 without one.

    A heading could be such a line; but an article with headings has several, and one that has
    one only names its subject in it.  So where there is any other short line, there is none.
    """
    running = [at for at, line in enumerate(lines) if not line.role and "。" in line.text]
    if not running:
        return -1
    between = [
        at
        for at in range(running[0] + 1, running[-1])
        if lines[at].role not in _BESIDE and not _PAUSES.search(lines[at].text)
    ]
    if len(between) != 1 or lines[between[0]].role:
        return -1
    return between[0] if _is_isolated(lines[between[0]].text, around) else -1


def _is_isolated(text: str, around: _Around) -> bool:
    """Whether a phrase has no pair of characters of the running text, and few of its characters."""
    if len(around.pairs) < _MANY or not _PLAIN.fullmatch(text) or number_of(text) or theme_of(text):
        return False
    folded = fold(text)
    shared = sum(char in around.characters for char in folded)
    strange = shared < len(folded) * _KNOWN and not _pairs(folded) & around.pairs
    return strange and not names_reporters(text)


def _line_reason(text: str, folded: str, around: _Around) -> Cause | None:
    """Why a whole line is advertising; ``None`` where it is not.

    :param folded: the text as :func:`fold` gives it.
    """
    if len(text) < _MIN_LINE:
        return None
    stops = bool(_STOPS.search(text))
    listed = None if stops else _list_reason(text, around)
    if listed:
        return listed
    foreign = around.mixed and mismatch(text, around.script)
    plain = not _PAUSES.search(text)
    shared = _pairs(folded) & around.pairs if foreign and plain else None
    if shared is not None and len(shared) <= _size(folded) * _SHARED_FOREIGN:
        return Cause.OTHER_SCRIPT
    threshold = _THRESHOLD + (_STOPPED if stops else 0)
    if _score(folded) + (_FOREIGN if foreign else 0) >= threshold:
        return Cause.ADVERTISING
    if around.running and plain and _MIN_ALIEN <= len(text) <= _MAX_ALIEN:
        return _alien_reason(folded, around)
    return None


def _list_reason(text: str, around: _Around) -> Cause | None:
    """Why a line without a full stop is a list for search engines."""
    if _BARS.search(text) and sum(bool(part.strip()) for part in _BARS.split(text)) >= _MIN_BARS:
        return None if names_people(text) else Cause.BARS
    return Cause.REPEATED if _COMMA.search(text) and _is_list_of_names(text, around) else None


def _is_list_of_names(text: str, around: _Around) -> bool:
    """Whether one name begins most of many segments between commas, and the text lacks it."""
    parts = [part.strip() for part in _COMMA.split(text) if part.strip()]
    if len(parts) < _MANY_NAMES:
        return False
    name, count = Counter(part[:2] for part in parts).most_common(1)[0]
    return count >= len(parts) * _ONE_NAME and name not in around.running


def _alien_reason(folded: str, around: _Around) -> Cause | None:
    """Why a short line without stops does not belong: other words than the text around it."""
    rest = folded
    for key in ("strong", "weak", "topics"):
        rest = any_word("advertising", key).sub(lambda word: " " * len(word[0]), rest)
    filled = sum(a != b for a, b in zip(folded, rest, strict=True))
    if not filled:
        return None
    size = _size(folded)
    if len(_pairs(folded) & around.pairs) >= size * _OF_TEXT:
        return None
    shared = len(_pairs(rest) & around.pairs)
    if (filled >= size * _ALIEN and shared <= size * _SHARED) or shared <= size * _NOTHING:
        return Cause.ALIEN
    return None


def _size(text: str) -> int:
    """Count letters, characters and digits; 1 where there are none."""
    return len(_NO_WORD.sub("", text)) or 1


def _pairs(folded: str) -> frozenset[str]:
    """Pairs of neighbouring characters, the first of each a letter or character."""
    return frozenset(pair for pair in set(map(add, folded, folded[1:])) if pair[0].isalpha())


def _score(folded: str) -> float:
    """How much of a text is advertising: share of its words, strong ones counted threefold."""
    if not _has_word(folded):
        return 0.0
    words_strong, words_weak = any_word("advertising", "strong"), any_word("advertising", "weak")
    rest = folded
    strong = words_strong.findall(rest)
    contact = _REACH.search(folded) and any_of("advertising", "contacts").search(folded)
    if contact:
        rest = any_of("advertising", "contacts").sub(" ", folded)
        strong = words_strong.findall(rest)
    size = _size(rest)
    if strong:
        rest = words_strong.sub(" ", rest)
    weak = words_weak.findall(rest)
    offer = _OFFER if contact and (strong or weak) else 0.0
    heap = _HEAP if len({*strong, *weak}) >= 3 else 0.0
    return (3 * sum(map(len, strong)) + sum(map(len, weak))) / size + offer + heap


def _spans(line: Line, folded: str, around: _Around) -> list[Edit]:
    """Find the parts of a line that are advertising: parts of a title, sentences, phrases."""
    text = line.text
    if line.role == Role.TITLE:
        parts = [
            Edit(part.start(), part.end(), "")
            for part in _TITLE_PART.finditer(text)
            if _part_reason(part[0].strip(" _|｜-—–"), around)
        ] or _strange_end(text, around)
        if sum(part.end - part.start for part in parts) == len(text):
            parts = []
        cut = [_with_separators(text, part) for part in parts or _phrases(folded)]
        return cut if not cut or _is_left_title(text, cut, around) else []
    if len(text) < _PHRASE or not (_has_word(folded) and _has_strong(folded)):
        return []
    result = [
        Edit(piece.start(), piece.end(), "")
        for piece in _SENTENCE.finditer(text)
        if _score(folded[piece.start() : piece.end()])
        + (_FOREIGN_SPAN if around.mixed and mismatch(piece[0], around.script) else 0)
        >= _SPAN_THRESHOLD
    ]
    return result or _phrases(folded)


def _is_left_title(text: str, cut: list[Edit], around: _Around) -> bool:
    """Whether what is left of a title can be one: 2024年春季 is none.

    It speaks of what the text speaks of, or what is cut has a strong word and it begins with
    none of a day.
    """
    rest = apply(text, cut)
    strong = any(_has_strong(fold(text[part.start : part.end])) for part in cut)
    spoken = len(_pairs(fold(rest)) & around.pairs) >= _BELONGS
    return not around.running or spoken or (strong and not _OF_DAY.match(rest.strip()))


def _strange_end(text: str, around: _Around) -> list[Edit]:
    """Find an unrelated word after the last space of a title whose other parts are of the text.

    What the name of the page says, too, has no word of advertising, and stays.
    """
    head, space, end = text.rpartition(" ")
    if not space or fold(end) in around.name or not _is_isolated(end, around):
        return []
    belongs = len(_pairs(fold(head)) & around.pairs) >= _BELONGS
    return [Edit(len(head) + 1, len(text), "")] if belongs else []


def _part_reason(text: str, around: _Around) -> Cause | None:
    """Why a part of a title is advertising.

    What stands in a title is its publisher's own wording: words that reporting shares
    (上门, 平台) say nothing; a strong word must stand in it, or several weak ones.
    """
    folded = fold(text)
    reason = _line_reason(text, folded, around)
    listed = {
        word for key in ("weak", "topics") for word in any_word("advertising", key).findall(folded)
    }
    strange = len(around.pairs) >= _MANY and not _pairs(folded) & around.pairs
    several = len(listed) >= _SEVERAL or (strange and bool(listed))
    return reason if _has_strong(folded) or several else None


def _with_separators(text: str, part: Edit) -> Edit:
    """Let a part at the end of a title take with it what separates it from the title."""
    if part.end < len(text):
        return part
    return Edit(len(re.sub(r"[\s_|｜\-—–]+$", "", text[: part.start])), part.end, "")


def _phrases(folded: str) -> list[Edit]:
    """Find phrases of advertising planted without any stop around them.

    A phrase is a run of words of advertising, a strong one among them, with
    hardly anything between.
    """
    strong = {match.span() for match in any_word("advertising", "strong").finditer(folded)}
    if not strong:
        return []
    weak = {result.span() for result in any_word("advertising", "weak").finditer(folded)}
    runs: list[list[tuple[int, int]]] = []
    for span in sorted(strong | weak):
        between = folded[runs[-1][-1][1] : span[0]] if runs else ""
        if runs and len(between) <= _GAP and not re.search(r"[\W_]", between.replace(" ", "")):
            runs[-1].append(span)
        else:
            runs.append([span])
    made: list[Edit] = []
    for run in runs:
        start, end = run[0][0], max(span[1] for span in run)
        filled = sum(any(a <= at < b for a, b in run) for at in range(start, end))
        if (
            end - start >= _PHRASE
            and filled >= (end - start) * _DENSE
            and strong.intersection(run)
            and len(run) >= 2
        ):
            made.append(Edit(start, end, ""))
    return made
