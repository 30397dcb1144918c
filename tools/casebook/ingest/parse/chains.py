"""Outline numbers that count on from one, and whether they number headings or points."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from casebook.ingest.headings.forms import forms
from casebook.ingest.headings.themes import theme_of
from casebook.records import Line, Role
from casebook.text.numbering import LEVELS, Number, number_of

MAX_HEADING = 64
"""Longest heading, in characters; reform cases have numbered headings of up to fifty."""
MAX_THEME_HEADING = 30
_MAX_BARE = 40
"""Characters of a line whose number has no sign after it (01 为什么改)."""
_POINTS = {"digit", "digitpar", "plain", "zero"}
"""Kinds of numbers that number points as often as headings."""
_SURE = {"han", "hanpar"}
"""Kinds of numbers that stand alone and are no others."""
_TOLD = ("。", "！", "？", "”", "」")
"""How a paragraph ends."""
HEADS = {"han", "chapter"}
"""Kinds of numbers that number the highest headings of a text."""
_RUN_IN = 40
"""Characters of the text that follows a heading on its line where its number stands alone."""
_SENTENCE = 24
"""Characters from which a numbered line that ends in a full stop is a sentence."""
_CONTENTS = 3
"""Numbered lines in a row that stand again below, of which a table of contents is made."""
_PARTED = 10
"""Of so many numbered lines one may have something below it, and all are a list."""
_CUT = re.compile("[^。：；]{12,}，[^。：；，]+")
"""The beginning of a paragraph with which a page was cut short."""
_ORDINAL = re.compile("第[一二三四五六七八九十]{1,3}[,，]")
"""How a sentence begins that is one of several: 第一，."""

_PARTED_FROM_NEXT = re.compile("[；;](?:以?及|和|[与與]|或|[并並]且?)?$")
"""How a part of a sentence ends: …；, and the last but one …；及."""
_ARTICLE = re.compile("第[一二三四五六七八九十百零〇\\d]{1,6}[条條](?![例件目理文约約款])")
_ARTICLES = 3
"""Articles (第三条) from which on a text is a regulation."""
_ITEMS = {"hanpar", "digit", "digitpar", "plain", "zero"}
"""Kinds of numbers that the items of an article have."""
_ANNEX = re.compile("附[件表录錄]")
_ANNEXES = re.compile(r"附[件表录錄]?\s*[:：]\s*(?=\S)")
"""What a list of annexes begins with, on the line of its first: 附件：1. …."""

_Link = tuple[int, Number]


@dataclass(frozen=True, slots=True)
class Chains:
    """The outline numbers of an article: by position, which of them number points, and spans."""

    numbers: dict[int, Number]
    points: frozenset[int]
    links: tuple[tuple[int, ...], ...]
    repeated: frozenset[str] = frozenset()
    """Lines that stand in the text more than once."""

    def spans(self, at: int) -> bool:
        """Whether numbers count on across a position: one before it, the next after it."""
        return any(a < at < b for chain in self.links for a, b in pairwise(chain))


def find_chains(lines: tuple[Line, ...]) -> Chains:
    """Find the outline numbers that count on from one; the others are part of the text."""
    chains: list[list[_Link]] = []
    others: list[list[_Link]] = []
    open_: dict[str, list[_Link]] = {}
    stray: dict[str, int] = {}
    themes = sum(_is_theme(line) for line in lines)
    annexes = _annexes(lines)
    for at, line in enumerate(lines):
        if at in annexes or line.role in {Role.ROW, Role.PICTURE, Role.CAPTION, Role.NUMBERED}:
            continue
        number = number_of(line.text, bare=len(line.text) <= _MAX_BARE and "。" not in line.text)
        if number is None:
            if themes > 1 and _is_theme(line) and not line.text.endswith(("：", ":")):
                # 二、 counts on from 一、 whatever stands below that.
                open_ = {kind: chain for kind, chain in open_.items() if kind in HEADS}
            continue
        chain = open_.get(number.kind)
        if number.value == 1:
            open_[number.kind] = [(at, number)]
            chains.append(open_[number.kind])
        elif chain and number.value == chain[-1][1].value + 1:
            chain.append((at, number))
        elif chain and stray.get(number.kind) == number.value - 1:
            # Two that count on from each other are of another list, whose first was not read.
            del open_[number.kind]
        elif not chain and (number.kind == "chapter" or _goes_on(lines, (at, number))):
            open_[number.kind] = [(at, number)]
            others.append(open_[number.kind])
        else:
            stray[number.kind] = number.value
    kept = [chain for chain in chains if len(chain) > 1]
    single = [chain[0] for chain in chains if len(chain) == 1]
    counted = [chain for chain in chains if len(chain) == 1 and chain[0][1].kind == "chapter"]
    kept += [chain for chain in (*others, *counted) if _is_chapter(lines, chain[0])]
    kept += [
        [link] for link in single if _stands_alone(lines, link) or _has_parts(link, single, lines)
    ]
    kept += [[link] for link in single if [link] not in kept and _is_alike(lines, link, kept)]
    numbers = annexes | {at: number for chain in kept for at, number in chain}
    items = _contents(lines) | _items(lines, numbers) | annexes.keys()
    points = items.union(at for chain in kept for at in _points_of(lines, chain))
    links = tuple(tuple(at for at, _ in chain) for chain in kept if len(chain) > 1)
    times = Counter(line.text for line in lines)
    repeated = frozenset(text for text, count in times.items() if count > 1)
    return Chains(numbers, points, links, repeated)


def _contents(lines: tuple[Line, ...]) -> frozenset[int]:
    """Find a table of contents: numbered lines in a row, each of which stands in the text again.

    One between two such lines may be worded otherwise.
    """
    last = {line.text: at for at, line in enumerate(lines)}
    again = [last[line.text] > at for at, line in enumerate(lines)]
    numbers = [number_of(line.text) for line in lines]
    made: list[int] = []
    run: list[int] = []
    for at in range(len(lines) + 1):
        number = numbers[at] if at < len(lines) else None
        before = numbers[run[-1]] if run else None
        counts = (
            number is not None
            and number.value == (before.value + 1 if before else 1)
            and (before is None or number.kind == before.kind)
        )
        if counts and (again[at] or (run and any(again[at + 1 : at + 2]))):
            run.append(at)
        else:
            made += run if len(run) >= _CONTENTS else []
            run = []
    return frozenset(made)


def _annexes(lines: tuple[Line, ...]) -> dict[int, Number]:
    """Find the further entries of a list of annexes: 附件：1.…, then 2.… in lines of their own."""
    made: dict[int, Number] = {}
    last: Number | None = None
    for at, line in enumerate(lines):
        if begins := _ANNEXES.match(line.text):
            first = number_of(line.text[begins.end() :])
            last = first if first and first.value == 1 else None
            continue
        number = number_of(line.text) if last else None
        counts = last and number and (number.kind, number.value) == (last.kind, last.value + 1)
        last = number if counts and "。" not in line.text[:-1] else None
        if last:
            made[at] = last
    return made


def _items(lines: tuple[Line, ...], numbers: dict[int, Number]) -> frozenset[int]:
    """Find the items of the articles of a regulation (第三条 … （一）…), which head nothing.

    What is numbered as a chapter or by 一、, a heading and an annex begin another part.
    """
    begins = [_ARTICLE.match(line.text) is not None for line in lines]
    inside = False
    made: list[int] = []
    for at, line in enumerate(lines if sum(begins) >= _ARTICLES else ()):
        number = numbers.get(at)
        other = number and number.kind not in _ITEMS
        if begins[at]:
            inside = True
        elif other or line.role is Role.HEADING or _ANNEX.match(line.text):
            inside = False
        elif number and inside:
            made.append(at)
    return frozenset(made)


def _is_chapter(lines: tuple[Line, ...], link: _Link) -> bool:
    """Whether a chapter or section of a book (第二节 …) begins; its sign is like no other."""
    text = lines[link[0]].text
    return len(text) <= _MAX_BARE and "。" not in text


def _goes_on(lines: tuple[Line, ...], link: _Link) -> bool:
    """Whether a second or later heading stands where the first of its kind was not saved.

    An opening is cut on either side: 二、… stands alone between two paragraphs, and a line with a
    number of that form that ends in no stop heads what is below it.
    """
    at, number = link
    if number.kind not in _SURE or not 0 < at < len(lines) - 1:
        return False
    above, text, below = (line.text for line in lines[at - 1 : at + 2])
    told = above.endswith(_TOLD) and "。" in below and number_of(below) is None
    return told and len(text) <= _MAX_BARE and not text.endswith(("。", "；", "，", "：", ":"))


def _is_theme(line: Line) -> bool:
    return (
        len(line.text) <= MAX_THEME_HEADING
        and number_of(line.text) is None
        and theme_of(line.text) is not None
    )


def _stands_alone(lines: tuple[Line, ...], link: _Link) -> bool:
    """Whether a first number without a second is a heading all the same.

    An opening of a page is cut before the second one comes; so a short line, no sentence,
    with text below it, is taken for what it looks like where its number has a clear form.
    """
    at, number = link
    text = lines[at].text
    head, _, rest = text.partition("。")
    if number.kind in {"han", "hanpar"} and len(head) <= _MAX_BARE and len(rest) >= _RUN_IN:
        return True
    above = number_of(lines[at - 1].text) if at else None
    plain_digit = number.kind == "digit" and len(text) <= MAX_THEME_HEADING and "。" not in text
    if plain_digit and above and LEVELS.index(above.kind) < LEVELS.index(number.kind):
        below = lines[at + 1].text if at + 1 < len(lines) else ""
        return "。" in below or (at + 2 == len(lines) and _CUT.fullmatch(below) is not None)
    if number.kind != "chapter" and not rest and heads_numbers(lines[at], number, _next(lines, at)):
        return True
    if number.kind in _POINTS or len(text) > MAX_THEME_HEADING + 10:
        return False
    following = lines[at + 1].text if at + 1 < len(lines) else ""
    plain = not text.endswith(("；", "，", "：", ":")) and "。" not in text[:-1]
    if text.endswith("。"):
        # With a stop it is one only below the heading of a higher kind: 一、, then （一）….。
        plain = number.kind == "hanpar" and len(text) < _SENTENCE and _is_below_han(lines, at)
    return plain and ("。" in following or number_of(following) is not None)


def _is_below_han(lines: tuple[Line, ...], at: int) -> bool:
    """Whether a heading 一、 stands before a position."""
    numbers = (number_of(line.text) for line in lines[:at] if len(line.text) <= _MAX_BARE)
    return any(number is not None and number.kind == "han" for number in numbers)


def _is_alike(lines: tuple[Line, ...], link: _Link, kept: list[list[_Link]]) -> bool:
    """Whether a first number without a second stands as headings of the same kind do elsewhere.

    An opening of a page is cut after the first of them; those below another heading say what
    it is.
    """
    at, number = link
    text = lines[at].text
    alike = any(
        chain[0][1].kind == number.kind and not _are_points(lines, chain)
        for chain in kept
        if len(chain) > 1
    )
    short = len(text) <= _MAX_BARE and not re.search("[。；，：:;]", text)
    return alike and short and at + 1 < len(lines) and number_of(lines[at + 1].text) is None


def _next(lines: tuple[Line, ...], at: int) -> Line | None:
    return lines[at + 1] if at + 1 < len(lines) else None


def heads_numbers(line: Line, number: Number, following: Line | None) -> bool:
    """Whether numbers of a lower kind begin right below a numbered line."""
    below = number_of(following.text) if following else None
    return (
        below is not None
        and below.value == 1
        and len(line.text) <= MAX_HEADING
        and LEVELS.index(number.kind) < LEVELS.index(below.kind)
    )


def _has_parts(link: _Link, single: list[_Link], lines: tuple[Line, ...]) -> bool:
    """Whether a decimal number stands below a number that is its part: 1.1 … below 1 …."""
    at, number = link
    return any(
        at < after and other.kind == "decimal" and lines[after].text.startswith(f"{number.value}.")
        for after, other in single
    )


def _names_theme(text: str) -> bool:
    """Whether the first sentence on a numbered line names a theme, as 1、存在的问题。… does."""
    head, stop, _ = text.partition("。")
    return bool(stop) and len(head) <= MAX_THEME_HEADING and theme_of(head) is not None


def _heads_nothing(lines: tuple[Line, ...], chain: list[_Link], n: int) -> bool:
    """Whether a number opens a whole sentence with nothing below it that it could head.

    A line that is too long for a heading, or ends as none does, counts as well; a lead-in
    (包括以下情形：) does not, as the points below it say nothing of what stands above them.
    """
    at, number = chain[n]
    text = lines[at].text
    if text.endswith(("：", ":")):
        return False
    stop = text.find("。", number.length)
    if stop < 0:
        return len(text) > MAX_HEADING
    if stop < len(text) - 1:
        return stop > MAX_HEADING
    following = lines[at + 1] if at + 1 < len(lines) else None
    if n + 1 < len(chain):
        return chain[n + 1][0] == at + 1
    below = number_of(following.text) if following else None
    return following is None or (
        below is not None and LEVELS.index(below.kind) < LEVELS.index(number.kind)
    )


def _are_sentences(texts: list[str], kind: str) -> bool:
    """Whether numbered lines are sentences, or parts of one, whatever stands below them."""
    parts = sum(_PARTED_FROM_NEXT.search(text) is not None for text in texts[:-1])
    # What a semicolon parts from the next is a point of one sentence, whatever its number;
    # 第一，…。第二，…。 are sentences of a speech, and 案例1：某公司…。 tells a case.
    ordinal = sum("。" in text for text in texts if _ORDINAL.match(text))
    told = sum("。" in text for text in texts) if kind == "chapter" else 0
    return parts * 2 > len(texts) - 1 or 2 * max(ordinal, told) > len(texts)


def _points_of(lines: tuple[Line, ...], chain: list[_Link]) -> list[int]:
    """Return the positions of the numbers of a chain that number points, not headings.

    All are points where half of them are; else those that begin with a sentence that rules, as
    the last ones of an official text do: 七、本通知自印发之日起施行。; and among headings without a
    stop those that end in one and head nothing.
    """
    if _are_points(lines, chain):
        return [at for at, _ in chain]
    ruling = {at for at, number in chain if _rules(lines[at].text, number)}
    idle = {at for n, (at, _) in enumerate(chain) if _heads_nothing(lines, chain, n)}
    # A heading on a line of its own has no stop; where none stands so, all are sentences alike.
    clear = [at for at, _ in chain if at not in idle and _is_clear(lines[at].text)]
    if 2 * len(ruling if clear else ruling | idle) >= len(chain):
        return [at for at, _ in chain]
    if 2 * len(clear) >= len(chain):
        ruling |= {at for at in idle if lines[at].text.endswith("。")}
    return sorted(ruling)


def _is_clear(text: str) -> bool:
    """Whether a numbered line is a heading by its form: no stop, and nothing announced."""
    return len(text) <= MAX_HEADING and "。" not in text and not text.endswith(("：", ":"))


def _rules(text: str, number: Number) -> bool:
    """Whether a numbered line begins with a sentence that rules."""
    sentence, stop, _ = text[number.length :].partition("。")
    return number.kind != "chapter" and forms().is_rule(sentence + stop)


def _are_points(lines: tuple[Line, ...], chain: list[_Link]) -> bool:
    """Whether numbers number points of a list: sentences, or lines with nothing between them.

    All numbers of a chain are judged together, so that of two alike lines not one becomes
    a heading and the other a point.
    """
    texts = [lines[at].text for at, _ in chain]
    kind = chain[0][1].kind
    if _are_sentences(texts, kind):
        return True
    idle = sum(_heads_nothing(lines, chain, n) for n in range(len(chain)))
    if kind != "chapter" and 2 * idle >= len(chain) > 1:
        return True
    if kind not in _POINTS:
        return False
    apart = sum(a + 1 < b for (a, _), (b, _) in pairwise(chain))
    return (
        len(chain) > 1
        and apart * _PARTED < len(chain)
        and not any(_names_theme(text) for text in texts)
    )
