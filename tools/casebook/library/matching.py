"""Which section or block of an edited article is which of those before.

An id once given to a text never comes to mean another one.  :func:`match` gives the
sections and blocks of an article the ids that they had, new ones to what is new, and says
what became of the ids that no text has any more.  It is pure and deterministic.
"""

from __future__ import annotations

import hashlib
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from casebook.records import Article, Gone, Picture, Section, block_texts, walk_anew
from casebook.records.article import BLOCK_LETTERS
from casebook.text.numbering import strip_number

_MOST = 0.6
"""How much of the shorter of two texts must stand in the longer for them to be one text."""
_SOME = 0.3
"""How much of the longer must stand in the shorter: the larger half of a text that was split
or joined has at least half of it, the largest third a third."""
_MOVED = 0.8
"""The same, both ways, for a text that was moved and edited at once, and for a short one."""
_SHORT = 20
"""Pairs of characters of a text that is short: lines of a list (成人票：30元) are often alike."""

_DIGITS = 18
"""Of the number of an id; no article comes to one that is longer, which only a person can type."""


@dataclass(frozen=True, slots=True)
class Known:
    """A section or block with its id.

    :param level: 1 to 5 for a heading, 0 for a block.
    :param letter: ``h`` for a heading, ``p``, ``f`` or ``t`` for a block.
    :param text: heading, paragraph, caption and credit, or cells; lines joined by a newline.
    :param file: of a picture.
    """

    id: str
    level: int
    letter: str
    text: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Lost:
    """An id that no text has: where its text went (``""`` for nowhere), and the text's digest."""

    id: str
    into: str
    digest: str


@dataclass(frozen=True, slots=True)
class Memory:
    """The ids of an article: its sections and blocks as they last were, and the ids that are gone.

    Without anything known, ids are made from the place of a block in the article.
    """

    known: tuple[Known, ...] = ()
    lost: tuple[Lost, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids in the order of :func:`casebook.records.walk`."""
        return tuple(item.id for item in self.known)

    @property
    def gone(self) -> tuple[Gone, ...]:
        """The ids that lead to nothing, for :attr:`casebook.records.Article.gone`."""
        return tuple(Gone(item.id, item.into) for item in self.lost)


def match(memory: Memory, article: Article) -> Memory:
    """Return the ids of an article as it is now, from those that it had.

    Text that did not change keeps its id wherever it stands; edited text keeps it where most
    of the text is the same; of a text that was split or joined the larger part keeps it.  A
    section is known by the words of its heading where no other has them, else by its content.
    What is new gets an id that no text ever had, and a text that comes back gets its id back.
    """
    made = list(_described(article))
    if [content for _, *content in made] == list(map(_content, memory.known)):
        return memory  # most articles of a build
    described = tuple(Known(*item) for item in made)
    pairing = _Pairing(memory.known, described, memory.lost)
    pairing.pair_blocks()
    pairing.pair_sections()
    used = _Used({*memory.ids, *(one.id for one in memory.lost)})
    known = tuple(_named(pairing, article, used))
    missing = [at for at in range(len(memory.known)) if at not in pairing.new_of]
    # An index costs the reading of every text: it is made for what is missing alone.
    searched = enumerate(known if missing else ())
    texts = _Index({at: element for at, element in searched if element.letter != "h"})
    back = set(pairing.back.values())
    lost = [item for item in memory.lost if item.id not in back]
    for at in missing:
        entry = memory.known[at]
        lost.append(Lost(entry.id, _new_home(at, pairing, known, texts), _digest(entry)))
    return Memory(known, tuple(lost))


def _content(item: Known) -> list[int | str]:
    """Return all of a section or block but its id."""
    return [item.level, item.letter, item.text, item.file]


def _described(article: Article) -> Iterator[tuple[str, int, str, str, str]]:
    """Yield of each section and block what :class:`Known` has; records take longer to make."""
    for placed in walk_anew(article):
        content = placed.content
        if isinstance(content, Section):
            yield placed.id, placed.level, "h", content.heading, ""
        else:
            text = "\n".join(block_texts(content))
            file = content.file if isinstance(content, Picture) else ""
            yield placed.id, 0, BLOCK_LETTERS[type(content)], text, file


class _Index:
    """Finds what texts have in common with another, by pairs of neighbouring characters."""

    def __init__(self, texts: Mapping[int, Known]) -> None:
        self._found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for at, item in texts.items():
            for pair, times in _bigrams(item.text).items():
                self._found[pair].append((at, times))

    def common(self, text: str) -> Counter[int]:
        """Return how many pairs each text shares with another; 0 for most."""
        shared: Counter[int] = Counter()
        for pair, times in _bigrams(text).items():
            for at, other in self._found.get(pair, ()):
                shared[at] += min(times, other)
        return shared


class _Pairing:
    """Which old and new sections and blocks are the same; each has one partner at most.

    ``new_of`` and ``old_of`` lead from places in the old article to the new one and back;
    ``back`` holds the ids of what was gone and stands in the new article again.
    """

    def __init__(self, old: Sequence[Known], new: Sequence[Known], lost: Sequence[Lost]) -> None:
        self.old = old
        self.new = new
        self.new_of: dict[int, int] = {}
        self.old_of: dict[int, int] = {}
        self.back: dict[int, str] = {}
        self._lost: dict[str, list[str]] = defaultdict(list)
        for item in lost:
            self._lost[item.digest].append(item.id)
        self._old_order: list[int] = []
        self._new_order: list[int] = []

    def pair_blocks(self) -> None:
        """Pair paragraphs, pictures and tables."""
        before, after = (
            [(item.letter, item.text, item.file) for item in side] for side in (self.old, self.new)
        )
        same = SequenceMatcher(None, before, after, autojunk=False)
        for first, second, size in same.get_matching_blocks():
            for step in range(size):
                old, new = first + step, second + step
                self._old_order.append(old)
                self._new_order.append(new)
                if self.old[old].letter != "h":
                    self._pair(old, new)
        self._pair_equal(lambda entry: "" if entry.letter == "h" else _digest(entry))
        self._pair_equal(lambda element: element.file)
        # A paragraph was made a heading, or a heading a paragraph.
        self._pair_equal(lambda one: one.text if one.letter == "p" else "", _heading)
        self._pair_equal(_heading, lambda one: one.text if one.letter == "p" else "")
        self._come_back(lambda at: self.new[at].letter != "h")
        self._pair_similar(lambda one: one.letter != "h")

    def pair_sections(self) -> None:
        """Pair sections: by a heading that no other has, else by what stands in them."""
        before, after = (Counter(map(_wording, side)) for side in (self.old, self.new))
        unique = {item for item in before if before[item] == after[item] == 1}
        self._pair_equal(lambda entry: words if (words := _wording(entry)) in unique else "")
        shared = list(self._shared_content())
        self._pair_best(
            element for element in shared if element.same_heading and element.share >= _SOME
        )
        self._pair_best(one for one in shared if one.is_one)
        self._come_back(lambda at: any(one in self.back for one in _inside(self.new, at)))
        self._pair_equal(_heading)
        self._pair_similar(lambda one: one.letter == "h")

    def _pair(self, old: int, new: int) -> None:
        self.old_of[new] = old
        self.new_of[old] = new

    def _old_left(self) -> list[int]:
        return [at for at in range(len(self.old)) if at not in self.new_of]

    def _new_left(self) -> list[int]:
        return [at for at in range(len(self.new)) if at not in self.old_of and at not in self.back]

    def _pair_equal(
        self, key: Callable[[Known], str], new_key: Callable[[Known], str] | None = None
    ) -> None:
        """Pair in their order what is left with the same key; an empty one pairs nothing."""
        waiting: dict[str, list[int]] = defaultdict(list)
        for at in self._old_left():
            waiting[key(self.old[at])].append(at)
        for at in self._new_left():
            element_id = (new_key or key)(self.new[at])
            if element_id and waiting[element_id]:
                self._pair(waiting[element_id].pop(0), at)

    def _come_back(self, may: Callable[[int], bool]) -> None:
        for at in self._new_left():
            digest = _digest(self.new[at])
            if digest and self._lost[digest] and may(at):
                self.back[at] = self._lost[digest].pop(0)

    def _pair_similar(self, of_kind: Callable[[Known], bool]) -> None:
        news = {at: self.new[at] for at in self._new_left() if of_kind(self.new[at])}
        index = _Index(news)
        results = []
        for old in self._old_left():
            item = self.old[old]
            for new, common in index.common(item.text).items():
                if item.letter == news[new].letter:
                    sizes = len(item.text) - 1, len(news[new].text) - 1
                    moved = self._is_moved(old, new)
                    results.append(_Candidate(common, *sizes, old, new, moved=moved))
        self._pair_best(result for result in results if result.is_one)

    def _is_moved(self, old: int, new: int) -> bool:
        """Whether other unchanged text stands before it than did."""
        return bisect(self._old_order, old) != bisect(self._new_order, new)

    def _shared_content(self) -> Iterator[_Candidate]:
        inside = [
            {
                at: {below for below in _inside(side, at) if side[below].letter != "h"}
                for at, item in enumerate(side)
                if item.letter == "h"
            }
            for side in (self.old, self.new)
        ]
        for old, had in inside[0].items():
            for new, has in inside[1].items():
                common = sum(_weight(self.old[at]) for at in had if self.new_of.get(at) in has)
                if common and old not in self.new_of and new not in self.old_of:
                    before = sum(_weight(self.old[at]) for at in had)
                    after = sum(_weight(self.new[at]) for at in has)
                    same = self.old[old].text == self.new[new].text
                    yield _Candidate(common, before, after, old, new, same_heading=same)

    def _pair_best(self, results: Iterable[_Candidate]) -> None:
        for result in sorted(results, key=_Candidate.order):
            if result.old not in self.new_of and result.new not in (self.old_of | self.back):
                self._pair(result.old, result.new)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Two places that may be the same: how much they have in common, how much each has."""

    common: int
    before: int
    after: int
    old: int
    new: int
    moved: bool = False
    same_heading: bool = False

    @property
    def share(self) -> float:
        """How much of the larger is in the smaller."""
        return self.common / max(self.before, self.after)

    @property
    def is_one(self) -> bool:
        """Whether so much is common that they are one."""
        if self.moved or max(self.before, self.after) < _SHORT:
            return self.share >= _MOVED
        return self.share >= _SOME and self.common >= _MOST * min(self.before, self.after)

    def order(self) -> tuple[int, bool, int, int, int]:
        """Sort the most alike first, and of those what stands where it stood."""
        return (-self.common, self.moved, abs(self.old - self.new), self.old, self.new)


def _wording(known: Known) -> str:
    """Return a heading without its number, which others may have after an edit."""
    words = strip_number(known.text) if known.letter == "h" else ""
    return words if len(words) > 1 else ""  # 一 alone is a number too


def _heading(known: Known) -> str:
    return known.text if known.letter == "h" else ""


def _bigrams(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(len(text) - 1))


def _weight(known: Known) -> int:
    return 1 + len(known.text)


def _inside(side: Sequence[Known], at: int) -> range:
    """Return the places of all that stands in a section."""
    end = at + 1
    while end < len(side) and (side[end].letter != "h" or side[end].level > side[at].level):
        end += 1
    return range(at + 1, end)


def _digest(known: Known) -> str:
    if not known.text and not known.file:
        return ""
    text = f"{known.letter}\0{known.text}\0{known.file}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _named(pairing: _Pairing, article: Article, used: _Used) -> Iterator[Known]:
    """Give each section and block its id, or one that none has had."""
    path: list[str] = []
    for at, (item, placed) in enumerate(zip(pairing.new, walk_anew(article), strict=True)):
        if at in pairing.old_of:
            element_id = pairing.old[pairing.old_of[at]].id
        elif at in pairing.back:
            element_id = pairing.back[at]
        elif item.level == 1:
            element_id = used.unused(placed.theme.value, first="")
        else:
            above = path[item.level - 2] if item.level else path[-1]
            element_id = used.unused(f"{above}-{'' if item.level else item.letter}")
        used.add(element_id)
        if item.level:
            del path[item.level - 1 :]
            path.append(element_id)
        yield replace(item, id=element_id)


class _Used:
    """The ids that were ever used, as the highest number after each stem."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._highest: dict[str, int] = {}
        for element_id in ids:
            self.add(element_id)

    def add(self, element_id: str) -> None:
        """Remember an id; without a number it is the first of its stem."""
        stem = element_id.rstrip("0123456789")
        number = element_id[len(stem) :]
        if len(number) <= _DIGITS:
            self._highest[stem] = max(self._highest.get(stem, 0), int(number or 1))

    def unused(self, stem: str, first: str = "1") -> str:
        """Return the stem with the number after the highest that was ever used."""
        return f"{stem}{self._highest[stem] + 1}" if stem in self._highest else f"{stem}{first}"


def _new_home(old: int, pairing: _Pairing, known: Sequence[Known], texts: _Index) -> str:
    """Return the id of what holds the text of an old section or block now, or ``""``."""
    item = pairing.old[old]
    if item.letter == "h":
        places = (pairing.new_of[at] for at in _inside(pairing.old, old) if at in pairing.new_of)
        first = next(places, None)
        return "" if first is None else _section_of(first, known)
    common = texts.common(item.text)
    best = max(common, key=lambda at: (common[at], -at), default=None)
    if best is None or common[best] < _MOST * (len(item.text) - 1):
        return ""
    return known[best].id


def _section_of(at: int, known: Sequence[Known]) -> str:
    while known[at].letter != "h":
        at -= 1
    return known[at].id
