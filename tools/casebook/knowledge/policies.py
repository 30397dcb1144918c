"""Find policy documents in 《》, with issuing body, number and date where said."""

from __future__ import annotations

import re
from dataclasses import dataclass

from casebook import resources
from casebook.knowledge.dates import find_dates
from casebook.knowledge.mask import DOCUMENT_NUMBER, TITLE
from casebook.knowledge.organisations import find_bodies
from casebook.knowledge.passages import Passage
from casebook.records import Mention
from casebook.text.fold import fold

_BRACKET = re.compile(r"[（(][^（）()]*[)）]$")
_SENTENCE_END = re.compile(r"[。！？；!?\n]")
_ADVERBS = re.compile(r"(?:又|先后|联合|率先|也|还|正式|专门|共同)+$")
_NUMBER_REACH = 4
"""Brackets and commas that may stand between a title and its number."""


@dataclass(frozen=True, slots=True)
class FoundPolicy:
    """A policy document named once: its folded title and what is said of it here."""

    key: str
    title: str
    mention: Mention
    issuer: str = ""
    number: str = ""
    date: str = ""


@resources.cached
def _words(name: str) -> tuple[str, ...]:
    words = {fold(word) for word in resources.toml("policies.toml")[name]}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def title_key(title: str) -> str:
    """Return what two mentions of one document share: the folded title, without spaces."""
    return re.sub(r"\s", "", fold(title)).translate(str.maketrans("()·〈〉", "（）・《》"))


def find_policies(
    passage: Passage,
    home: str = "",
    always: frozenset[str] = frozenset(),
    never: frozenset[str] = frozenset(),
) -> tuple[FoundPolicy, ...]:
    """Every policy document that a text names, in order.

    :param home: the code of the article's region.
    :param always: keys of titles that a person has declared documents.
    :param never: keys of titles that a person has declared none.
    """
    folded = fold(passage.text)
    found = []
    for match in TITLE.finditer(folded):
        group = 1 if match[1] else 2
        start, end = match.span(group)
        key = title_key(passage.text[start:end])
        if key in never or not (key in always or _is_document(folded, match, match[group])):
            continue
        found.append(
            FoundPolicy(
                key,
                passage.text[start:end],
                Mention(passage.case, passage.id, start, end),
                _issuer(passage.text, folded, match.start(), home)
                or _issuer_in_title(passage.text[start:end], home),
                _number(passage.text, folded, match.end()),
                _date(folded, match),
            )
        )
    return tuple(found)


def _is_document(folded: str, match: re.Match[str], title: str) -> bool:
    bare = title
    while stripped := _BRACKET.sub("", bare):
        if stripped == bare:
            break
        bare = stripped
    before, behind = folded[: match.start()], folded[match.end() :]
    if bare.endswith(_words("not_documents")):
        return False
    by_form = 2 * (bare.endswith(_words("endings")) or bare.startswith(_words("beginnings")))
    issued = before.endswith((*_words("issuing"), *_words("for_document")))
    against = before.endswith(_words("against_before"))
    against = against or behind.startswith(_words("against_behind"))
    return by_form + issued - 2 * against >= (1 if bare.startswith(_words("beginnings")) else 2)


def _sentence_start(folded: str, end: int) -> int:
    return max((m.end() for m in _SENTENCE_END.finditer(folded, 0, end)), default=0)


def _number(text: str, folded: str, end: int) -> str:
    match = DOCUMENT_NUMBER.search(folded, end, end + 40)
    if match and match.start() - end <= _NUMBER_REACH:
        return text[match.start() : match.end()].strip("（(，,")
    return ""


def _issuer(text: str, folded: str, start: int, home: str) -> str:
    """Return the body or bodies before a verb of issuing, or right before the title."""
    floor = _sentence_start(folded, start)
    clause = folded[floor:start]
    verb = next((v for v in _words("issuing") if clause.endswith(v)), "")
    limit = start - len(verb)
    # 两年间先后、联合 may stand between the body and the verb.
    limit = floor + len(_ADVERBS.sub("", folded[floor:limit]))
    bodies = [one for one in find_bodies(text[floor:limit], home) if one.end == limit - floor]
    if bodies:
        first = _first_of_row(text[floor:limit], home, bodies[-1].start)
        return text[floor + first : limit]
    return ""


def _issuer_in_title(title: str, home: str) -> str:
    """Return the bodies that a title begins with (国务院办公厅关于…的通知)."""
    limit = fold(title).find("关于")
    bodies = [one for one in find_bodies(title[: max(limit, 0)], home) if one.end == limit]
    if bodies and _first_of_row(title[:limit], home, bodies[-1].start) == 0:
        return title[:limit]
    return ""


def _first_of_row(clause: str, home: str, start: int) -> int:
    """Go back over bodies that 、 和 会同 join (中共武平县委、武平县人民政府)."""
    for one in reversed(find_bodies(clause, home)):
        if clause[one.end : start] in ("、", "和", "与", "會同", "会同", "及"):
            start = one.start
    return start


def _date(folded: str, match: re.Match[str]) -> str:
    """Return the date before a verb of issuing in the sentence, or in brackets behind."""
    floor = _sentence_start(folded, match.start())
    before = folded[floor : match.start()]
    dates = find_dates(before)
    issued = before.endswith(_words("issuing"))
    if dates and (issued or before[dates[-1].end :] in ("", "的")):
        return dates[-1].iso
    bracket = re.match(r"[（(][^（()）]*[)）]", folded[match.end() :])
    inside = find_dates(bracket[0]) if bracket else ()
    return inside[0].iso if inside else ""
