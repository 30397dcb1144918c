"""What stands below the end of a text by its form: its references, to whom a document is copied.

Two signs each, and neither is a word alone: a list of references has its heading, and every line
of it the form of a citation; a row of distribution (抄送：…) has the form that a standard gives it
(GB/T 9704-2012), and nothing but such rows below it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from casebook.ingest.clean.running import PASSIVE, is_sentence
from casebook.ingest.clean.step import Lines
from casebook.ingest.lexicon import any_of, is_listed
from casebook.records import Line, Role

_HEADING = re.compile(
    r"[【\[［〔—\-\s]*(?:主要)?(?:[参參]考(?:文[献獻]|[资資]料|[书書]目)|References)[】\]］〕—\-\s]*[:：]?",
    re.IGNORECASE,
)
_CITATION = re.compile(
    r"\[(?:[JMDNCRSPZA]|[A-Z]{2}/OL|[JMDN]/OL)\]|《[^《》]+》[^。]{0,40}(?:19|20)\d{2}"
    r"|[A-Z][a-z]+[^。]*(?:19|20)\d{2}[^。]*|https?://"
    r"|[，,（(]\s?(?:19|20)\d{2}[a-z]?\s?[）)，,。.][^。]{0,4}[〈《「]"
    r"|[，,]\s?(?:19|20)\d{2}(?:\s?[(（]\d{1,2}[)）])?(?:[:：].{1,12})?[.。]?$",
    re.IGNORECASE,
)
"""A kind of work as GB/T 7714 marks it ([J]), a title with its year, foreign words with one.

Papers of Taiwan set the year behind the writer: 王大同，2014，〈水源保護〉; without the kind of
work a year ends it: 青河土地, 2018(3)."""
_NOTE = re.compile("[⁰¹²³⁴-⁹]")
"""The raised number of a note at the foot of a page, which is none of the list."""
_TELEPHONE = re.compile(r"\d[\d\s()（）-]{5,}\d")
_LEAST = 2
"""Citations that a list of references has at least."""
_FORMS = ("copies", "printed", "printing")


def references(lines: Lines) -> range:
    """Find the list of references at the end of a page, with its heading.

    Behind it may stand what is no text: pictures, and what leaves anyway.
    """
    for at in range(len(lines) - 1, 0, -1):
        if not _HEADING.fullmatch(lines[at].text.strip()):
            continue
        end = at + 1
        while end < len(lines) and _CITATION.search(lines[end].text):
            if _NOTE.match(lines[end].text):
                break
            end += 1
        rest = any(is_sentence(x.text) for x in lines[end:] if not _NOTE.match(x.text))
        return range(at, end) if end - at > _LEAST and not rest else range(0)
    return range(0)


def empty_heading(lines: Lines, known: Collection[int]) -> Iterator[int]:
    """Find the heading of references below which nothing is left.

    :param known: lines that leave anyway.
    """
    for at in range(len(lines) - 1, 0, -1):
        if at in known or lines[at].role in PASSIVE or not lines[at].text:
            continue
        if at + 1 in known and _HEADING.fullmatch(lines[at].text.strip()):
            yield at
        return


def listed_references(lines: Lines) -> range:
    """Find the lines below the heading of references, to the next heading or sentence.

    They keep the punctuation of their citations, also where the list is text that stays.
    """
    heads = (at for at, line in enumerate(lines) if _HEADING.fullmatch(line.text.strip()))
    first = max(heads, default=len(lines) - 1) + 1
    below = range(first, len(lines))
    ends = (at for at in below if lines[at].role is Role.HEADING or _is_said(lines[at].text))
    return range(first, next(ends, len(lines)))


def _is_said(text: str) -> bool:
    return is_sentence(text) and not _CITATION.search(text)


def distribution(lines: Lines, known: Collection[int]) -> Iterator[int]:
    """Find the rows of distribution at the end of a page: 抄送：…, who printed it and when.

    So leave the rows of a release that say whom to ask (聯絡人：…), with a telephone among them.

    :param known: lines that leave anyway.
    """
    asked: list[int] = []
    for at in range(len(lines) - 1, 0, -1):
        line = lines[at]
        if at in known or line.role in PASSIVE or not line.text:
            continue
        plain = line.role in {Role.TEXT, Role.BOLD}
        if plain and is_listed("asked", line.text):
            asked.append(at)
        elif plain and is_distribution(line.text):
            yield at
        else:
            break
    if any(_TELEPHONE.search(lines[at].text) for at in asked):
        yield from asked


def says_whom_to_ask(line: Line) -> bool:
    """Whether a line of a release says whom to ask, with a telephone: 聯絡人：林科長 電話：06-…."""
    return is_listed("asked", line.text) and _TELEPHONE.search(line.text) is not None


def is_distribution(text: str) -> bool:
    """Whether a line has the form of a row of distribution (抄送：…)."""
    return any(any_of("official", key).fullmatch(text) for key in _FORMS)
