"""Schools and associations of Taiwan, by their endings: 興嘉國小, 三平社區發展協會."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook import resources
from casebook.knowledge.body_branches import FOUNDED
from casebook.knowledge.named_bodies import FoundBody, either
from casebook.text import jieba
from casebook.text.fold import fold

_BEFORE = 2
_OPENING = frozenset(
    "在由与和及请向从对是据至到为让经会跟给归交往以的而但且「“、县市区乡镇里村达读邻近了着拥属有内"
)
"""Right before a name: no word that it is part of, or what it lies in (嘉義市|興嘉國小)."""
_BEGINS = ("v", "p", "c", "d", "u", "x", "y")
"""Tags of words that a name is no part of."""
_STEM = re.compile(
    "(?:(?![各每全所间校该些个等的和及与跟在于有这那几多名位本此其某打完升上我率读被曾姓])[一-鿿]){2}"
)


@resources.cached
def _lists() -> dict[str, tuple[str, ...]]:
    data = resources.toml("organisations.toml")["taiwan_names"]
    return {name: tuple(map(fold, words)) for name, words in data.items()}


@resources.cached
def _endings() -> re.Pattern[str]:
    lists = _lists()
    return re.compile(f"(?P<school>{either(lists['school'])})|(?P<party>{either(lists['party'])})")


def find_taiwan_names(folded: str, after: set[int]) -> Iterator[FoundBody]:
    """Yield the schools and associations of a folded text.

    :param after: where names of counties end, after which a name begins.
    """
    for match in _endings().finditer(folded):
        if folded.startswith(_lists()["goes_on"], match.end()):
            continue
        start = _start(folded, match.start(), after)
        if start is not None:
            kind = "school" if match["school"] else "party"
            yield FoundBody(folded[start : match.end()], kind, start, match.end())


def _start(folded: str, end: int, after: set[int]) -> int | None:
    """Return where the name of two characters before an ending begins."""
    at = end - _BEFORE
    opens = at >= 0 and _STEM.fullmatch(folded, at, end) and (at in after or _opens(folded, at))
    return at if opens and _names(folded[at:end]) else None


def _opens(folded: str, at: int) -> bool:
    """Whether a name can begin at a place: after a mark, a preposition, a verb, or a place."""
    before = folded[max(0, at - 1) : at]
    if not "一" <= before <= "鿿" or before in _OPENING:
        return True
    if folded.endswith(FOUNDED, 0, at):
        return True
    words = jieba.tag(folded[max(0, at - _BEFORE) : at])
    return len(words[-1][0]) == _BEFORE and words[-1][1].startswith(_BEGINS)


def _names(stem: str) -> bool:
    """Whether characters can be the name of a school: no word that says a kind (偏鄉, 附近)."""
    if stem.endswith(_lists()["no_stem_ends"]) or stem.startswith(_lists()["no_stems"]):
        return False
    words = jieba.tag(stem, guesses=False)
    return len(words) > 1 or words[0][1].startswith(("n", "j", "z", "a"))
