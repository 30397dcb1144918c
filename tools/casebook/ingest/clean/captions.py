"""Captions that stand twice: once as the text of the picture, once below it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.running import is_sentence
from casebook.ingest.clean.step import Lines, Outcome, edited, without
from casebook.ingest.clean.twice import said_twice, sentences_again
from casebook.ingest.facts.names import is_name
from casebook.ingest.facts.people import read_byline
from casebook.ingest.facts.posts import tells
from casebook.ingest.headings.scenes import is_scene
from casebook.ingest.headings.themes import theme_of
from casebook.ingest.headings.title import bare
from casebook.ingest.lexicon import any_of, ends_in_credit, is_furniture
from casebook.records import Line, Removal, Repair, Role
from casebook.text.numbering import number_of

NAME = "captions"
_FILE_NAME = re.compile(
    r"[\w.%@-]*\.(?:png|jpe?g|gif|webp|bmp)(?:\?\S*)?|[\x21-\x7e]+(?: ?\(\d{1,3}\))?"
    r"|\w{0,40}fororder_.{0,80}",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"[\s_\-—(（]*\d{1,3}[)）]?$")
_FILE, _SERIES = 12, 3
"""Characters of the name of a file in a series, and how many make a series."""
_MARKED = {Role.PICTURE, Role.HEADING, Role.BOLD}
"""Roles that only markup gives."""
_TEXT = {"", Role.ITEM}
"""Roles of lines that may be captions; the pictures of a gallery are items of a list."""
_NEAR = 3
"""Lines between the text of a picture and its caption, at most."""
_VERSES = 6
"""Short lines of a post that is none, though it has no sentence but captions."""
_MIN, _MAX = 12, 120
"""Length of a caption that is known by nothing but standing twice in a row."""
_CREDIT = re.compile(
    r"[（(]?(?:(?:[图圖](?:片)?|照片)(?:[来來]源)?\s?[／/:：]\s?(?P<from>[^\s。，]{2,16})"
    r"|(?:[制製][图圖][:：]\S{2,8}\s+)?[数數][据據][来來]源[:：]\s?[^\s。，]{2,20}"
    r"|(?:照片?|文|[图圖]文|文[图圖])\s?[／/:：]\s?[^\s。，]{2,20}提供"
    r"|(?:本[文组組])?(?:[图圖配]|[图圖]片|照片|配[图圖])均?由(?P<by>[^\s。，由]{2,20})提供)[)）]?"
)
"""From where a picture is, and nothing else: (图/青河市政府), 图片来源：视觉中国, 照：青河局提供.

So it may be said in words: （图片由青河县司法局提供）.  A chart says so of its figures."""
_TAKEN = re.compile(r"[。！”](?=[（(][^（）()]{2,30}[摄攝][）)]$)")
"""The end of the last sentence, with who took the pictures in brackets behind it."""
_SHOWN = re.compile("[图圖](?:[为為]|[一二三四五六七八九十\\d：:])|[▲△▼▽↑↓◆]")
"""How a line begins that says what a picture shows: 图为……, ▲……."""
_BOTH = re.compile(
    r"[（(](?:[图圖]\s?[／/]?\s?文|文\s?[／/]?\s?[图圖])\s?[：:／/][^（）()。，]{2,20}[）)]$"
)
"""Who wrote and took the pictures, behind a caption or at the end of a text: （圖/文：周海）."""
_MARK = re.compile(r"[▲△▼▽↑↓◆]{1,2}\s*")
"""The sign before a caption; two (▲▼) stand between a picture above and one below."""
_POINTED = re.compile(r"[▲△▼▽]{1,2}\s*([^▲△▼▽。]{2,58}。?)")
"""A line behind a sign that points to a picture: a phrase, or one sentence."""
_SHOWS = re.compile("[图圖](?:[为為](?![民了的求谋謀])|[说說注註][:：])[^。！？]{6,80}。?")
"""A line that says in one sentence what a picture shows; 图为民便利 says for what."""
_REPORTED = re.compile(
    r"(?P<shown>[^\s。！？]{6,40})[ 　][\u3400-\u9fff]{2,6}[报報网網社][记記]者[ 　]?"
    r"[\u3400-\u9fff]{2,3}(?:[ 　、][\u3400-\u9fff]{2,3})?"
)
"""What a picture shows, with the paper whose reporter took it: 正在吃饭的工人 青河日报记者 周海."""
_LABEL = re.compile(r"[：:]|\d+\W?$")
_ENDS = re.compile(r"[。！？；：，、!?;:,]$")


def captions(lines: Lines) -> Outcome:
    """Give caption lines their role, and take the second copy of each out.

    Captions are compared, and sentences right below each other; exact repetition elsewhere
    in an article is often meant.
    """
    plain = all(line.role not in _MARKED for line in lines)
    twice = edited(lines, said_twice, NAME, Cause.CAPTION_AGAIN) if plain else Outcome(lines)
    halved = {record.line for record in twice.repairs}
    lines = twice.lines
    pointed = _pointed(lines)
    marked = tuple(
        replace(line, role=Role.CAPTION, depth=0)
        if at in pointed
        or (line.number in halved and line.role is Role.TEXT)
        or (
            line.role in _TEXT
            and (is_caption(line.text) or _SHOWS.fullmatch(line.text) or _says_again(lines, at))
        )
        else line
        for at, line in enumerate(lines)
    )
    marked = _doubled_plain(marked)
    alone = _last_paragraph(marked)
    others = sum(line.role is Role.TEXT for line in marked)
    if others < _VERSES and not any(line.role is Role.PICTURE or _is_text(line) for line in marked):
        # A report that is the text of its picture, saved without it, is text.
        marked = lines
    elif alone >= 0:
        marked = (*marked[:alone], lines[alone], *marked[alone + 1 :])
    nothing = (*_credits_alone(marked), *_stand_ins(marked), *_titles_above(marked))
    reasons = dict.fromkeys(nothing, Cause.NO_CAPTION)
    last: dict[str, int] = {}
    for at, line in enumerate(marked):
        if line.role in {Role.CAPTION, Role.PICTURE} and line.text:
            before = last.get(line.text)
            if line.role == Role.CAPTION and before is not None and at - before <= _NEAR:
                reasons[at] = Cause.CAPTION_AGAIN
            last[line.text] = at
    again = sentences_again(marked) if plain else ()
    reasons |= dict.fromkeys(again, Cause.SECOND_COPY)
    after = without(marked, reasons, NAME)
    reported = _without_idle_texts(after.lines)
    unmarked, repairs = _without_marks(reported.lines)
    repairs = (*twice.repairs, *repairs)
    return Outcome(unmarked, after.removals + reported.removals, repairs)


def _pointed(lines: Lines) -> frozenset[int]:
    """Find captions behind a sign that points to their picture (▲) in saved text.

    A list may have that sign, and a heading.  The second sign is that the line is a sentence
    that stands alone, or shows a scene; where one of them does, others without a stop are
    captions, too.  None is where one of these lines has a number or names a theme.
    """
    if any(line.role in _MARKED for line in lines):
        return frozenset()
    said = {at: x[1] for at, line in enumerate(lines) if (x := _POINTED.fullmatch(line.text))}
    texts = said.values()
    if any(number_of(x) or theme_of(x) for x in texts) or any(lines[x].role for x in said):
        return frozenset()
    open_ = {at for at, x in said.items() if not x.endswith("。")}
    alone = {at for at in said.keys() - open_ if not {at - 1, at + 1} & said.keys()}
    return frozenset(alone | open_ if alone or any(map(is_scene, texts)) else ())


def _credits_alone(lines: Lines) -> list[int]:
    """Find lines of saved text that only say from where the picture is that stood there.

    The name of a person stays: it says who took it.
    """
    if any(line.role in {Role.PICTURE, Role.HEADING, Role.BOLD, Role.ROW} for line in lines):
        return []
    said = ((at, _CREDIT.fullmatch(x.text)) for at, x in enumerate(lines))
    alone = [
        at
        for at, credit in said
        if credit and not is_name((credit["from"] or credit["by"] or "").strip())
    ]
    # Who wrote may stand beside who gave the picture: （文／周海、圖／青河局提供）.
    return [at for at in alone if not ((by := read_byline(lines[at].text)) and by.authors)]


def _stand_ins(lines: Lines) -> list[int]:
    """Find lines that stand for pictures which were not saved, several of one word: 照片, 照片.

    One in another language is enough: This is an image.
    """
    generic = any_of("captions", "generic")
    found = [at for at, x in enumerate(lines) if not x.role and generic.fullmatch(x.text)]
    return found if len(found) > 1 else [at for at in found if lines[at].text.isascii()]


def _titles_above(lines: Lines) -> Iterator[int]:
    """Find copies of the title right above a caption: the texts of pictures, not headings."""
    title = next((bare(line.text) for line in lines if line.role is Role.TITLE), "")
    for at, (line, below) in enumerate(pairwise(lines)):
        again = title and line.role is Role.TEXT and bare(line.text) == title
        if again and below.role is Role.CAPTION:
            yield at


def _last_paragraph(lines: Lines) -> int:
    """Find the paragraph that ends a text without pictures and names the photographer; -1 if none.

    It is a whole sentence before the credit, says of no picture what it shows, and is the only
    line that looks like a caption: ……受益群众超过460人。（周海 摄）.
    """
    marked = [at for at, x in enumerate(lines) if x.role in {Role.PICTURE, Role.CAPTION}]
    if len(marked) != 1 or any(is_sentence(x.text) for x in lines[marked[0] + 1 :]):
        return -1
    text = lines[marked[0]].text
    said = lines[marked[0]].role is Role.CAPTION and _TAKEN.search(text)
    return marked[0] if said and not _SHOWN.match(text) else -1


def _is_text(line: Line) -> bool:
    return line.role is not Role.CAPTION and is_sentence(line.text)


def _without_marks(lines: Lines) -> tuple[Lines, tuple[Repair, ...]]:
    """Take the sign off that points from a caption to its picture."""
    kept: list[Line] = []
    repairs: list[Repair] = []
    for line in lines:
        match = _MARK.match(line.text) if line.role is Role.CAPTION else None
        if match and match.end() < len(line.text):
            repairs.append(Repair(line.number, match[0].strip(), "", NAME, Cause.CAPTION_MARK))
            line = replace(line, text=line.text[match.end() :])  # noqa: PLW2901
        kept.append(line)
    return tuple(kept), tuple(repairs)


def _says_again(lines: Lines, at: int) -> bool:
    """Whether a line repeats the text of the picture that stands right above it."""
    return at > 0 and lines[at - 1].role == Role.PICTURE and lines[at - 1].text == lines[at].text


def _without_idle_texts(lines: Lines) -> Outcome:
    """Take out texts of pictures that are no captions, or that a caption replaces."""
    series = _series(lines)
    title = next((bare(line.text) for line in lines if line.role == Role.TITLE), "")
    repeated = Counter(line.text for line in lines if line.role is Role.PICTURE)
    kept: list[Line] = []
    removals: list[Removal] = []
    for at, line in enumerate(lines):
        reason: Cause | None = None
        if line.role == Role.PICTURE and line.text:
            following = lines[at + 1].role if at + 1 < len(lines) else ""
            if _FILE_NAME.fullmatch(line.text) or _COUNTED.sub("", line.text) in series:
                reason = Cause.FILE_NAME
            elif (
                bare(line.text) == title
                or repeated[line.text] >= _SERIES
                or any_of("captions", "generic").fullmatch(line.text)
                or is_furniture(line.text)
            ):
                reason = Cause.NO_CAPTION
            elif following == Role.CAPTION:
                reason = Cause.SAID_BELOW
        if reason:
            removals.append(Removal(line.number, line.text, NAME, reason))
            line = replace(line, text="")  # noqa: PLW2901
        kept.append(line)
    return Outcome(tuple(kept), tuple(removals))


def _series(lines: Lines) -> frozenset[str]:
    """Find what texts of pictures begin with that differ in a number only: names of files."""
    texts = {line.text for line in lines if line.role is Role.PICTURE and line.text}
    begins = Counter(
        _COUNTED.sub("", text)
        for text in texts
        if _COUNTED.search(text) and len(text) <= _FILE and text.isprintable()
    )
    return frozenset(begin for begin, count in begins.items() if count >= _SERIES)


def _doubled_plain(lines: Lines) -> Lines:
    """Mark a line that stands twice in a row: alt text and caption.

    It ends in no stop, or with who took the picture, or shows a scene.
    """
    made = list(lines)
    for at in range(len(made) - 1):
        first, second = made[at], made[at + 1]
        if (
            not first.role
            and not second.role
            and first.text == second.text
            and (_may_be_caption(first.text) or _BOTH.search(first.text) or is_scene(first.text))
        ):
            made[at] = replace(first, role=Role.CAPTION)
            made[at + 1] = replace(second, role=Role.CAPTION)
    return tuple(made)


def _may_be_caption(text: str) -> bool:
    """Whether a line without a credit reads like a caption: a phrase, no label and no sentence."""
    return _MIN <= len(text) <= _MAX and not _ENDS.search(text) and not _LABEL.search(text)


def is_caption(text: str) -> bool:
    """Whether a line of plain text says of itself that it is a caption: it ends in a credit."""
    if len(text) > 160:
        return False
    reported = _REPORTED.fullmatch(text)
    if reported and tells(reported["shown"]):
        return True
    # Who wrote and took the pictures stands there for the whole text: ■ 周海 文/摄.
    return ends_in_credit(text) and not (
        (by := read_byline(text)) and by.authors and by.photographers
    )
