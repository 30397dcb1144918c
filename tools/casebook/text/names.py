"""Names of persons after a title, whose surname keeps its own character: 书记范仲平.

Conversion knows no names: it takes 范 for a range and 于 for a preposition.  A title before
them, and a word of speech or a mark after, show that a person is meant.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from casebook import resources
from casebook.text import jieba

_JOINING = "、和与"
_LONGEST_TITLE = 4
_LONGEST_NAME = 3
_IN_CLAUSE = re.compile("[0-9A-Za-z一-鿿]")
_NUMBER = re.compile("[0-9一二三四五六七八九十百千万亿]\\s+$")
_SPACED = 3
"""Characters before a name in which a number and a space are looked for."""
_AHEAD = 9
"""Characters that are cut into words to see where a name ends."""


@dataclass(frozen=True, slots=True)
class _Names:
    """The lists of ``data/script/names.toml``."""

    first: re.Pattern[str]
    titles: tuple[str, ...]
    contacts: tuple[str, ...]
    speech: tuple[str, ...]
    surnames: dict[str, str]
    double: dict[str, str]
    given: dict[str, str]
    careful: frozenset[str]
    likely: frozenset[str]
    opening: frozenset[str]
    plain: frozenset[str]
    verbs: frozenset[str]
    farmers: tuple[str, ...]
    grammar: frozenset[str]
    after: re.Pattern[str]


def _either(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


@functools.cache
def _names() -> _Names:
    data = tomllib.loads(resources.text("script/names.toml"))
    surnames = {pair[0]: pair[1] for pair in data["surnames"].split()}
    double = dict(pair.split("=") for pair in data["double"].split())
    return _Names(
        re.compile(_either([*double, *surnames])),
        tuple(data["titles"].split()),
        tuple(data["contacts"].split()),
        tuple(data["speech"].split()),
        surnames,
        double,
        {pair[0]: pair[1] for pair in data["given"].split()},
        frozenset(data["careful"].split()),
        frozenset(data["likely"].split()),
        frozenset(data["opening"].split()),
        frozenset(data["plain"].split()),
        frozenset(data["verbs"].split()),
        tuple(data["farmers"].split()),
        frozenset("".join(data["grammar"].split())),
        re.compile(f"(?:{_either(data['after'].split())})|$"),
    )


@dataclass(frozen=True, slots=True)
class Name:
    """What may be a name of a person after a title.

    :param start: where the surname stands.
    :param finished: the name as it is printed. Only the characters that names fix are in it;
        the others stand as NUL.
    :param sure: whether it is a name; otherwise a person is asked.
    """

    start: int
    finished: str
    sure: bool


def _is_after_title(text: str, start: int) -> bool:
    """Whether a title stands before a place, or one of contacts with its colon: 联络人：."""
    if text[start - 1 : start] in ("：", ":"):
        return text.endswith(_names().contacts, max(0, start - 1 - _LONGEST_TITLE), start - 1)
    return text.endswith(_names().titles, max(0, start - _LONGEST_TITLE), start)


def may_begin_name(text: str, place: int) -> bool:
    """Whether a character of Simplified text is a surname after a title, whatever follows."""
    return text[place] in _names().surnames and _is_after_title(text, place)


def may_be_name(text: str, start: int, end: int) -> bool:
    """Whether what stands between two places may be a name.

    It stands behind a title, begins a clause and is followed by a word of speech, or is all there
    is between two marks: 前排左起：杜永恒（左一）.

    :param text: Simplified text; at ``start`` stands a surname, whatever else it means.
    """
    if _is_after_title(text, start):
        return True
    opens = not _IN_CLAUSE.match(text[:start][-1:])
    closes = not _IN_CLAUSE.match(text[end : end + 1])
    return opens and (closes or text.startswith(_names().speech, end))


def find_names(text: str) -> Iterator[Name]:
    """Yield each name after a title in Simplified text, and what may be one."""
    names = _names()
    last = -1
    # Surnames are looked for first: titles are many, and a look back is cheap.
    for match in names.first.finditer(text):
        start = match.start()
        row = last == start - 1 and text[last] in _JOINING  # 、 joins a name to a name only.
        if not row and not _is_after_title(text, start):
            end = _likely_end(text, start) if _opens_clause(text, start) else None
            if end is not None:
                yield _name(text, match[0], start, end, sure=False)
            continue
        end = _end(text, match[0], start)
        sure = end is not None
        if end is None and match[0] in names.likely:
            end = _likely_end(text, start)
        if end is None and match[0] in names.plain and _begins_no_word(text, start):
            end = start + len(match[0])
            sure = True
        if end is not None:
            last = end
            yield _name(text, match[0], start, end, sure=sure)
            if end == match.end():  # How long the given name is remains open: 党员范余庆拄着.
                yield Name(end, "\0" * len(text[end : start + _LONGEST_NAME]), False)
        elif _reads_as_both(text, match[0], start) or (
            match[0] in names.verbs and _may_be_name(text, start)
        ):
            yield Name(start, "\0" * len(text[start : start + _LONGEST_NAME]), False)


def _name(text: str, surname: str, start: int, end: int, *, sure: bool) -> Name:
    """Return the name that stands between two places."""
    names = _names()
    printed = names.double.get(surname) or names.surnames[surname]
    given = (names.given.get(char, "\0") for char in text[start + len(surname) : end])
    return Name(start, printed + "".join(given), sure)


def _opens_clause(text: str, start: int) -> bool:
    """Whether a surname that no clause can open with as another word stands at its beginning.

    余 for more than and 游 for a tour follow something; after a number and a space 余 does too.
    """
    if text[start] not in _names().opening or _IN_CLAUSE.match(text[:start][-1:]):
        return False
    return not _NUMBER.search(text[max(0, start - _SPACED) : start])


def _end(text: str, surname: str, start: int) -> int | None:
    """Return where a name ends that begins at a place; ``None`` where there is none."""
    names = _names()
    first = start + len(surname)
    for length in (2, 1):
        given = text[first : first + length]
        if len(given) < length or not re.fullmatch("[一-鿿]+", given):
            continue
        end = first + length
        if not names.after.match(text, end):
            continue
        if surname in names.careful and _is_words(text, start, end):
            continue
        if length == 1 and surname in names.verbs and _plants(text, start):
            continue  # 茶农种茶
        return end
    if surname in names.careful or len(surname) > 1:
        return None
    return _tagged_end(text, start)


def _is_words(text: str, start: int, end: int) -> bool:
    """Whether the dictionary knows what would be a name: 余粮, 种苹果, 于是."""
    name = text[start:end]
    if jieba.has_word(name) or jieba.has_word(text[start : start + 2]):
        return True
    verb = name[0] == "种"
    return verb and jieba.has_word(name[1:]) and len(name) > 2


def _tagged_end(text: str, start: int) -> int | None:
    """Return where the tagger sees the name end that begins at a place: 钟点费 is none."""
    if jieba.has_word(text[start : start + 2]):
        return None
    for word, tag in jieba.tag(text[start : start + 6])[:1]:
        if tag.startswith("nr") and 1 < len(word) <= 3:
            return start + len(word)
    return None


def _likely_end(text: str, start: int) -> int | None:
    """Return where a name ends whose surname is a common word: 大户于学江今年.

    Two characters that make no word with anything around them, and are none of grammar,
    are most likely a given name.
    """
    words = jieba.cut(text[start : start + _AHEAD])
    lengths = [len(word) for word in words[:4]]
    given = text[start + 1 : start + 3]
    if lengths[:3] != [1, 1, 1] or len(lengths) < 4 or not re.fullmatch("[一-鿿]{2}", given):
        return None
    return None if _names().grammar & set(given) else start + 3


def _begins_no_word(text: str, start: int) -> bool:
    """Whether a character and the next make no word, so that only a surname can stand here."""
    second = text[start + 1 : start + 2]
    if not re.fullmatch("[一-鿿]", second) or second in _names().grammar:
        return False
    return not jieba.has_word(text[start : start + 2])


def _reads_as_both(text: str, surname: str, start: int) -> bool:
    """Whether a word hides what may be a name of three characters: 副镇长余庆祥说."""
    names = _names()
    given = text[start + 1 : start + 3]
    return (
        surname in names.careful
        and re.fullmatch("[一-鿿]{2}", given) is not None
        and not names.grammar & set(given)
        and names.after.match(text, start + 3) is not None
    )


def _plants(text: str, start: int) -> bool:
    """Whether the title before a place is of people who plant things."""
    return text.endswith(_names().farmers, max(0, start - _LONGEST_TITLE), start)


def _may_be_name(text: str, start: int) -> bool:
    """Whether a verb after a title may be a surname: 副县长种法义, not 村民种苹果."""
    if _plants(text, start):
        return False
    words = jieba.cut(text[start : start + _AHEAD])
    return bool(len(words[0]) == 1 and not _names().grammar & set(text[start + 1 : start + 2]))
