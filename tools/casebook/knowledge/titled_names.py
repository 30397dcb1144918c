"""Names that the title and the text of an article share, with quotation marks or without.

A name that the title has and the text repeats has two signs.  With marks in either it needs no
other; without marks its last word must say what kind of thing it is: 幸福共享巴士, 春风行动.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import rjieba

from casebook import resources
from casebook.knowledge.mask import QUOTED, TITLE, hide, is_quoted_name
from casebook.knowledge.term_forms import is_ordinary, term_key, words
from casebook.text.fold import fold

_SHORTEST = 4
_SHORTEST_QUOTED = 3
_LONGEST = 12
_HAN = re.compile("[一-鿿\\d]")
_LEADING = frozenset({"v", "p", "d", "m", "uj", "ul", "r", "c", "f", "ns", "x", "q", "u", "zg"})
"""Tags of words that a name does not begin with: 首个|青年零工驿站."""


def names_of_title(title: str, texts: Sequence[str]) -> frozenset[str]:
    """Return the keys of the names that a title has as the text has them.

    :param title: as it stands; its quotations count by themselves.
    :param texts: all texts of the article.
    """
    heading = hide(fold(title), TITLE)
    folded = [hide(fold(text), TITLE) for text in texts]
    quoted = {match[0][1:-1] for match in QUOTED.finditer(heading)}
    names = {name for name in quoted if is_quoted_name(name)}
    marked = Counter(match[0][1:-1] for text in folded for match in QUOTED.finditer(text))
    names |= {
        name
        for name, times in marked.items()
        # A word that the text oftener has without marks is an ordinary one: 科技金融.
        if _stands_in(name, heading) and sum(text.count(name) for text in folded) <= 2 * times
    }
    bare = hide(heading, QUOTED)
    names |= set(_without_marks(bare, "\n".join(folded)))
    return frozenset(map(term_key, names))


def _stands_in(name: str, heading: str) -> bool:
    return len(name) >= _SHORTEST_QUOTED and name in heading and not is_ordinary(name)


def _without_marks(heading: str, text: str) -> Iterator[str]:
    for match in _kinds().finditer(heading):
        start, end = match.span()
        while (
            start
            and end - start < _LONGEST
            and _HAN.match(heading, start - 1)
            and heading[start - 1 : end] in text
        ):
            start -= 1
        name = _cut(heading[start:end], len(match[0]))
        if len(name) >= _SHORTEST and text.count(name) and not is_ordinary(name):
            yield name


def _cut(name: str, kind: int) -> str:
    """Cut off what a name does not begin with; return ``""`` where nothing names it."""
    tagged = rjieba.tag(name)
    while len(tagged) > 1 and (tagged[0][1] in _LEADING or tagged[0][0] in words("scopes")):
        name = name[len(tagged[0][0]) :]
        tagged = tagged[1:]
    modifier = name[:-kind]
    plain = words("plain_modifiers")
    named = modifier and not all(word in plain for word, _ in rjieba.tag(modifier))
    longer = name[-kind:] in words("short_named") and len(modifier) > _SHORTEST
    known = any(name.endswith(word) and name != word for word in words("known"))
    return name if named and not longer and not known else ""


@resources.cached
def _kinds() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words("kinds_named"))))
