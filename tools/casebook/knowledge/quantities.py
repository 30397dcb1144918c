"""Find numbers with their units in folded text: value, unit, approximator, ranges.

What a number counts as a figure and what not (dates, ordinals, names, slogans)
is told in ``docs/project/annotation.md``; the words are in
``data/quantities.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from casebook import resources
from casebook.knowledge.dates import hide_dates
from casebook.knowledge.mask import DOCUMENT_NUMBER, HIDDEN, TITLE, hide, hide_quoted_names
from casebook.records import Approximation
from casebook.text.fold import fold
from casebook.text.numerals import parse_number

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_HAN = r"[一二两三四五六七八九十][零〇一二两三四五六七八九十百千]*(?:点[零一二三四五六七八九]+)?"
_SCALE = r"(?:万亿|千万|百万|千亿|百亿|十亿|十万|亿|万|千|百)"
_NOT_TENTH = "(?![员为立功果本效绩熟长都交品分就人语书型对不套批片天了]|群(?!众))"
"""三成 is 30%, but not in 三成员, 三成为 …"""
_NUMBER = re.compile(
    rf"(?<![A-Za-z\d.+/:×*])(?:百分之(?P<percent>{_DIGITS}|{_HAN}|百)"
    rf"|(?P<parts>[千万]|{_HAN}|{_DIGITS})分之(?P<share>{_HAN}|{_DIGITS})"
    rf"|(?P<tenths>[一二两三四五六七八九])成(?P<half>半)?{_NOT_TENTH}"
    rf"|(?P<one_half>一半)"
    rf"|(?P<number>(?:(?:{_DIGITS}|{_HAN}){_SCALE}?)+)(?P<odd>[余多几])?(?P<scale>{_SCALE})?)"
    r"(?!\+|[:：×]\d|[A-Za-z]?\+)"
)
_PLAIN_HAN = re.compile(
    r"(?:[一二两三四五六七八九]千)?零?(?:[一二两三四五六七八九]百)?零?"
    r"(?:[一二三四五六七八九]?十)?[一二两三四五六七八九]?(?:点[零一二三四五六七八九]+)?"
    r"|[一二两三四五六七八九](?:百|千)[一二三四五六七八九]"
)
_SMALL_HAN = 10
"""Below this a Han numeral with a counter (三个方面, 前两项) orders the speech oftener than it
counts."""
_NAME_ENDINGS = tuple("县镇乡村区市山河湖路")
"""Behind a Han numeral with a unit: a name, 三台县, 三元镇."""
_LARGE_PARTS = {"千": Decimal(1000), "万": Decimal(10000)}
_PAIR = re.compile("一二|二三|两三|三四|三五|四五|五六|六七|七八|八九")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit at a span of a folded text.

    ``start`` and ``end`` span the approximators too; ``number_start`` is where
    the first digit stands.  ``unit`` is folded, ``unit_span`` where it stands
    (empty for bare numbers).
    """

    start: int
    end: int
    number_start: int
    value: Decimal
    unit: str
    unit_span: tuple[int, int]
    approx: Approximation = Approximation.EXACT
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class _Words:
    """The word lists of ``data/quantities.toml``, folded."""

    units: tuple[str, ...]
    times: frozenset[str]
    counters: frozenset[str]
    digits_only: frozenset[str]
    before: tuple[tuple[str, Approximation], ...]
    after: tuple[tuple[str, Approximation], ...]
    joiners: tuple[str, ...]
    lists: dict[str, tuple[str, ...]]


def _folded(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({fold(word) for word in words}, key=lambda word: (-len(word), word)))


@resources.cached
def _words() -> _Words:
    data = resources.toml("quantities.toml")
    units = data["units"]
    sides = {}
    for side in ("before", "after"):
        pairs = [
            (word, approx)
            for approx in (Approximation.OVER, Approximation.UNDER, Approximation.ABOUT)
            for word in _folded(data["approximate"][f"{approx.value}_{side}"])
        ]
        sides[side] = tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))
    lists = {name: _folded(words) for name, words in data["not_figure"].items()}
    return _Words(
        units=_folded(
            [*(unit for kind in units.values() for unit in kind), *data["counters"]["all"]]
        ),
        times=frozenset(_folded(units["time"])),
        counters=frozenset(_folded(data["counters"]["all"])),
        digits_only=frozenset(_folded(data["counters"]["digits_only"])),
        before=sides["before"],
        after=sides["after"],
        joiners=_folded(data["change"]["joiners"]),
        lists=lists | {"bare": _folded(data["bare"]["before"])},
    )


def readable(folded: str) -> str:
    """Hide titles, quoted names, document numbers, dates and fixed expressions."""
    text = hide_quoted_names(hide(folded, TITLE, DOCUMENT_NUMBER))
    text = hide_dates(text, HIDDEN)
    for word in _words().lists["fixed"]:
        text = text.replace(word, HIDDEN * len(word))
    return text


def find_quantities(folded: str) -> tuple[Quantity, ...]:
    """Every figure of a folded text, in order, ranges put together.

    A change (由 … 至 …) is left as two quantities.
    """
    text = readable(folded)
    atoms = [atom for match in _NUMBER.finditer(text) if (atom := _atom(text, match))]
    joined = _join_ranges(text, atoms)
    return tuple(one for one in joined if _is_figure(text, one))


def _atom(text: str, match: re.Match[str]) -> Quantity | None:
    value, high, odd = _value(match)
    if value is None or text[: match.start()].endswith(_words().lists["before"]):
        return None
    start, approx = _approximation_before(text, match.start())
    at = match.end()
    if odd:
        approx = approx or Approximation.OVER
    if not odd and text[at : at + 1] in ("余", "多", "几"):
        at, approx = at + 1, approx or Approximation.OVER
    unit, unit_span = "%", (match.start(), match.start())
    if match["number"]:
        unit = next((unit for unit in _words().units if text.startswith(unit, at)), "")
        unit_span = (at, at + len(unit))
        at = unit_span[1]
        if unit == "人" and text.startswith("人口", at - 1):
            unit, unit_span, at = (
                "",
                (at - 1, at - 1),
                at - 1,
            )  # 2.6 万人口: 口 belongs to the thing
        if unit in _words().digits_only and not match["number"][0].isdigit():
            unit, unit_span, at = "", (match.end(), match.end()), match.end()
    words = _words()
    for word, suffix in words.after:
        # 内 and 多 behind a counter begin another word: 一项内容, 一个多出.
        if unit and text.startswith(word, at) and not (len(word) == 1 and unit in words.counters):
            at, approx = at + len(word), approx or suffix
            break
    return Quantity(start, at, match.start(), value, unit, unit_span, approx, high)


def _value(match: re.Match[str]) -> tuple[Decimal | None, Decimal | None, str]:
    """Value, upper end (七八个) and odd word (余) of a match; no value for no numeral."""
    if not match["number"]:
        return _share(match), None, ""
    number, factor = match["number"], parse_number(f"1{match['scale'] or ''}")
    if pair := _PAIR.match(number):
        rest = number[2:]
        if rest in ("", "十", "百", "千", "万"):
            low, high = (parse_number(digit + rest) * factor for digit in pair[0])
            return low, high, match["odd"] or ""
    value = _plain(number)
    return (None if value is None else value * factor), None, match["odd"] or ""


def _share(match: re.Match[str]) -> Decimal | None:
    """Read 百分之八十, 三分之二 (66.67, rounded), 八成半 and 一半 as a percentage."""
    if match["percent"]:
        return Decimal(100) if match["percent"] == "百" else _plain(match["percent"])
    if match["tenths"]:
        return parse_number(match["tenths"]) * 10 + (5 if match["half"] else 0)
    if match["one_half"]:
        return Decimal(50)
    parts = _LARGE_PARTS.get(match["parts"]) or _plain(match["parts"])
    share = _plain(match["share"])
    return round(share / parts * 100, 2).normalize() + 0 if parts and share is not None else None


def _plain(number: str) -> Decimal | None:
    for part in re.split(rf"{_SCALE}|(?<=\d)(?=[^\d.,])", number):
        if part and not part[0].isdigit() and not _PLAIN_HAN.fullmatch(part):
            return None
    try:
        return parse_number(number)
    except ValueError:
        return None


def _approximation_before(text: str, start: int) -> tuple[int, Approximation]:
    approx = Approximation.EXACT
    while True:
        for word, meaning in _words().before:
            if text.endswith(word, 0, start):
                start -= len(word)
                approx = meaning
                break
        else:
            return start, approx


def _join_ranges(text: str, atoms: list[Quantity]) -> list[Quantity]:
    joined: list[Quantity] = []
    for atom in atoms:
        before = joined[-1] if joined else None
        if before and before.high is None and _is_range(text, before, atom):
            unit = atom if atom.unit else before
            joined[-1] = replace(
                atom,
                start=before.start,
                number_start=before.number_start,
                value=_lower_end(text, before, atom),
                high=atom.value,
                unit=unit.unit,
                unit_span=unit.unit_span,
                approx=before.approx or atom.approx,
            )
        else:
            joined.append(atom)
    return joined


def _is_range(text: str, low: Quantity, high: Quantity) -> bool:
    if text[low.end : high.start] not in _words().joiners:
        return False
    if low.unit not in ("", high.unit) or low.value >= high.value * (10**8 if not low.unit else 1):
        return False
    words = resources.toml("quantities.toml")["change"]["from"]
    return not text[: low.start].endswith(tuple(fold(word) for word in words))


def _lower_end(text: str, low: Quantity, high: Quantity) -> Decimal:
    """Multiply the lower end out: 3 至 5 万 starts at thirty thousand."""
    scale = re.search(rf"{_SCALE}$", text[high.number_start : high.unit_span[0]])
    own = re.search(rf"{_SCALE}", text[low.number_start : low.end])
    if scale and not own and not low.unit:
        return low.value * parse_number(f"1{scale[0]}")
    return low.value


def _is_figure(text: str, one: Quantity) -> bool:
    words = _words()
    number_end = one.unit_span[0] if one.unit_span[0] > one.number_start else one.end
    han = not text[one.number_start].isdigit()
    if text.startswith(words.lists["after"], number_end):
        return False
    if han and one.unit != "个" and text.startswith(_NAME_ENDINGS, one.unit_span[1]):
        return False
    if not one.unit:
        return _is_bare_figure(text, one)
    if one.unit in words.times:
        return _is_time_figure(text, one, han=han)
    return not han or _is_han_figure(text, one)


def _is_han_figure(text: str, one: Quantity) -> bool:
    if one.value == 1:
        return _is_limit(text, one)
    if one.unit in _words().counters and one.value < _SMALL_HAN:
        return _counts(text, one)
    return True


def _is_limit(text: str, one: Quantity) -> bool:
    """Whether 一 is a number (压缩到一天, 不到一年) rather than an article (一个)."""
    approximate = one.approx is not Approximation.EXACT
    return approximate or text[: one.start].endswith(_words().lists["one_before"])


def _counts(text: str, one: Quantity) -> bool:
    """Whether a small Han numeral with a counter counts things (四个县, not 三个方面)."""
    words = _words().lists
    if one.unit not in words["small_han_counters"]:
        return False
    if text[: one.start].endswith(words["pointing"]):
        return False
    behind = re.split(r"[，。；：、！？,;:]", text[one.end :])[0]
    if behind.startswith(HIDDEN):
        return False
    return not re.match(f".{{0,2}}?(?:{'|'.join(words['rhetorical'])})", behind)


def _is_bare_figure(text: str, one: Quantity) -> bool:
    """Judge a number without a unit: 59.87 万, or 总数达到 3521 before a stop."""
    digits = text[one.number_start].isdigit()
    if re.search("[万亿]", text[one.number_start : one.end]):
        return digits
    before = (
        text[: one.number_start].endswith(words) if (words := _words().lists["bare"]) else False
    )
    stop = re.match(r"[，。；、！？,;)）]|$", text[one.end :])
    return digits and before and stop is not None


def _is_time_figure(text: str, one: Quantity, *, han: bool) -> bool:
    words = _words().lists
    before = text[: one.number_start]
    if one.unit == "日":
        return text[: one.end].endswith("内") or text.startswith("内", one.end)
    if not before.endswith(words["time_figure_before"]) and not text[: one.start].endswith(
        words["time_figure_before"]
    ):
        if before.endswith(words["time_frame_before"]):
            return False
        if text.startswith(words["time_frame_after"], one.unit_span[1]) and not (
            text.startswith("间隔", one.unit_span[1])
        ):
            return False
        if han and one.value == 1:
            return text[: one.end].endswith("内") or _is_limit(text, one)
    return True
