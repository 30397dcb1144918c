"""Lines of the documents of offices that stand beside their text, each known by its form.

The forms are patterns of ``data/clean/official.toml``; GB/T 9704-2012, 7.2 to 7.4.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from casebook.ingest.facts.dates import day_alone
from casebook.ingest.lexicon import any_of

_NUMBER = re.compile(
    r"(?:(?P<copy>\d{6})\s+)?"
    r"(?P<number>[\u3400-\u9fffA-Za-z]{1,16}\s*[〔\[【（(]\s*(?:19|20)\d{2}\s*[〕\]】）)]\s*"
    r"第?\s*\d{1,5}\s*[号號])(?:\s*(?P<signer>\S.*))?"
)
_RULE = re.compile(r"[-—_=─━★*\s]+")
_NAME = re.compile(r"[\u4e00-\u9fff](?:[\s·]*[\u4e00-\u9fff]){1,3}")
_OFFICE = re.compile(r"[\u3400-\u9fff（）()]{3,}")
_MARKS = ("copy_number", "secrecy", "urgency", "signer", "category")
_FOOT = ("copies", "printed", "topics", "printing", "contact")
_ABOVE = 4
"""Lines of those who receive a copy, above the line of the printer."""


@dataclass(frozen=True, slots=True)
class Official:
    """What was understood of a document by its form.

    ``beside`` are positions of paragraphs that are no part of the text, ``titles`` those of
    the lines of the title; ``title`` is set where no line is the title alone; ``signs`` are those
    of lines with who signs, which are no headings whatever they are set in.
    """

    beside: frozenset[int] = frozenset()
    titles: tuple[int, ...] = ()
    body: str = ""
    number: str = ""
    signed: str = ""
    title: str = ""
    signs: frozenset[int] = frozenset()


def has_form(text: str, *forms: str) -> bool:
    """Whether a line has one of the forms of the data file."""
    text = text.strip()
    return any(any_of("official", form).fullmatch(text) for form in forms)


def is_rule(text: str) -> bool:
    """Whether a line is drawn with characters, or holds the star of a head alone."""
    return bool(_RULE.fullmatch(text.strip()))


def number_in(text: str, *, signed: bool = False) -> str:
    """Return the number of a document that stands on a line of its own, ``""`` if none does.

    The number of the copy may stand before it, and who signs it behind it.

    :param signed: whether a line above names who signs: a second name may follow then.
    """
    match = _NUMBER.fullmatch(text.strip())
    if not match:
        return ""
    behind = match["signer"]
    if behind and not has_form(behind, "signer") and not (signed and _NAME.fullmatch(behind)):
        return ""
    return re.sub(r"\s", "", match["number"])


def is_person(text: str) -> bool:
    """Whether a line may be a name and nothing else; its letters may be spread."""
    return bool(_NAME.fullmatch(text.strip()))


def is_mark(text: str) -> bool:
    """Whether a line marks the document: number of copy, secrecy, urgency, who signs, its class."""
    return is_rule(text) or has_form(text, *_MARKS)


def body_of(head: str, kinds: str) -> str:
    """Return the body that a head names before the kind of its document, ``""`` if none."""
    text = re.sub(r"\s", "", head)
    end = re.search(f"(?:{any_of('official', kinds).pattern})$", text)
    name = text[: end.start()] if end else ""
    return name if _OFFICE.fullmatch(name) else ""


def imprint(texts: Sequence[str], filled: Sequence[int], foot: Iterable[int]) -> set[int]:
    """Find the lines of those who receive copies and of the printer (版记).

    They stand at the foot, or above an annex: there the line of the printer tells them, with
    what stands right above and below it.

    :param filled: positions of the paragraphs below the title that hold text.
    :param foot: those at the end, where each form is believed by itself.
    """
    held = {at for at in foot if is_rule(texts[at]) or has_form(texts[at], *_FOOT)}
    for n, at in enumerate(filled):
        if not has_form(texts[at], "printed"):
            continue
        held.add(at)
        held.update(_copies_above(texts, filled[max(0, n - _ABOVE) : n], texts[at]))
        below = takewhile(
            lambda x: is_rule(texts[x]) or has_form(texts[x], "printing"), filled[n + 1 :]
        )
        held.update(below)
    return held


def _copies_above(texts: Sequence[str], above: Sequence[int], printed: str) -> list[int]:
    """Return the lines from the first form above the line of the printer on.

    A list of those who receive copies may go on for some lines; where the day of printing
    stands alone, the office stands above it.
    """
    begin = next(
        (n for n, at in enumerate(above) if has_form(texts[at], "copies", "topics", "printing")),
        len(above),
    )
    if begin == len(above) and above and day_alone(re.sub(r"印.{0,1}$", "", printed.strip())):
        office = _OFFICE.fullmatch(texts[above[-1]].strip())
        return [above[-1]] if office else []
    return list(above[begin:])


def begins_alone(text: str) -> bool:
    """Whether a row of a PDF begins a paragraph by its form."""
    forms = ("copies", "printed", "topics", "contact", "letter_labels", "letter_parts")
    return ends_alone(text) or has_form(text, *forms)


def ends_alone(text: str) -> bool:
    """Whether a row of a PDF ends its paragraph by its form."""
    return bool(number_in(text)) or has_form(text, *_MARKS, "printed", "dated")
