"""Other wordings of a text that a reader may type: what one character writes, and what parts a run.

``㎡`` is typed ``m2``, ``㈠`` is typed ``(一)``, ``二〇一四年`` is typed ``2014年``, 報導 is typed
報道; nobody types the mark of a note or the reading in ``鄠（hù）邑``.  :func:`form` brings a
text to its one form of all these.  A query is searched as it stands and in its form, and a text
that its form changes is indexed both ways; so what stands in a text is always found.

The scripts of the page do the same with a query (``query.js``): pattern, signs and spellings
go into the index, and one fixture tests both (``tests/search/wordings.json``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from casebook import resources
from casebook.text.fold import Level, fold

_DIGITS = "〇一二三四五六七八九"
_ZEROS = "〇○◯零"
#: Characters that stand for several, as Unicode takes them apart: units, bracketed numbers.
_SEVERAL = (
    "㎜㎝㎞㎟㎠㎡㎢㎣㎤㎥㎦㎎㎏㎖㎗㎘㎧㎨㎐㎑㎒㎓㎾㏄㏊℃℉№℡½⅓⅔¼¾㎰㎱㎲㎳㎸㎹㎽㎿"
    "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑"
)
#: Letters with a mark of tone: what a reading in Latin letters has, and other words rarely.
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"


@cache
def signs() -> dict[str, str]:
    """What stands for several characters, with these."""
    taken_apart = {char: unicodedata.normalize("NFKC", char) for char in _SEVERAL}
    raised = {unit + power: unit + digit for unit in "mM" for power, digit in ("²2", "³3")}
    strokes = str.maketrans("⁄∕", "//")
    return {key: value.translate(strokes) for key, value in (taken_apart | raised).items()}


def _spelling_rows() -> Iterator[list[str]]:
    for row in resources.rows("search/spellings.tsv"):
        yield [fold(column, Level.SEARCH) for column in row]


@cache
def spellings() -> dict[str, str]:
    """Folded spellings, each with the one that it is searched as."""
    return {row[0]: row[1] for row in _spelling_rows()}


@cache
def spelling_pattern() -> str:
    """What finds the spellings in a folded text."""
    return "|".join(f"{row[0]}(?![{row[2]}])" if row[2:] else row[0] for row in _spelling_rows())


#: What :func:`form` replaces, in the syntax that Python and JavaScript share.  Groups: what
#: stands for several characters; a run of Chinese digits; a raised number.  What is in none of
#: them goes: the mark of a note, and a reading.
PATTERN = (
    f"([{_SEVERAL}]|[mM][²³])"
    f"|([{_ZEROS}{_DIGITS[1:]}]+)"
    "|([⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|[①-⑳]|[\[［〔][0-9]{1,3}[\]］〕]"
    f"|[（(][音读讀作拼：:，, ]{{0,4}}[a-zü' ]*[{_TONES}][a-zü' {_TONES}]*[）)]"
    "|[（(][ㄅ-ㄯˊˇˋ˙ ]+[）)]"
)
_REPLACED = re.compile(PATTERN)
#: A year in Chinese digits, which is searched as 1998, 2014.
_YEAR = re.compile(f"(?:一九|二[{_ZEROS}])[{_ZEROS}{_DIGITS[1:]}]{{2}}")
_ARABIC = str.maketrans(_DIGITS + _ZEROS, "0123456789" + "0" * len(_ZEROS))
Span = tuple[int, int, str]


def spans(text: str, folded: str) -> list[Span]:
    """Return what the form of a text replaces: start, end (code points), what comes there.

    :param folded: the text folded for a search.
    """
    result = [
        (match.start(), match.end(), new)
        for match in _REPLACED.finditer(text)
        if (new := _replacement(match)) is not None
    ]
    taken = {at for start, end, _ in result for at in range(start, end)}
    result += (span for span in _spelt(folded) if taken.isdisjoint(range(*span[:2])))
    return sorted(result)


def form(text: str) -> str:
    """Return the folded form of a text; that of a form is itself."""
    folded = fold(text, Level.SEARCH)
    return replaced(folded, spans(text, folded))


def replaced(folded: str, replacements: Iterable[Span]) -> str:
    """Return a folded text with what its form replaces."""
    parts, at = list[str](), 0
    for start, end, new in replacements:
        parts += (folded[at:start], fold(new, Level.SEARCH))
        at = end
    return "".join([*parts, folded[at:]])


def _replacement(match: re.Match[str]) -> str | None:
    """Return what stands for a match of the pattern, ``None`` where it stays."""
    several, digits, raised = match.groups()
    if several:
        return signs()[several]
    if digits:
        return digits.translate(_ARABIC) if _YEAR.fullmatch(digits) else None
    if raised:
        before = match.string[match.start() - 1 : match.start()]
        return "" if "\u4e00" <= before <= "\u9fff" else None
    return ""


def _spelt(folded: str) -> Iterator[Span]:
    table = spellings()
    for match in _spelt_otherwise().finditer(folded):
        yield match.start(), match.end(), table[match[0]]


@cache
def _spelt_otherwise() -> re.Pattern[str]:
    return re.compile(spelling_pattern())
