"""How likely a line without number or markup is to be a heading: signs, and their weights.

The signs are of its form, its place, its neighbours and the words that it shares with the text;
none is a word.  Weights stand in ``data/headings_likely.toml``; what they were fitted to, in
docs/project/cleaning.md.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from casebook import resources
from casebook.ingest.headings.title import bigrams

_ENDS = re.compile(r"(?:[。！？…]|\.{6})[”」』）)]?$")
_PARAGRAPH = 60
"""Characters from which a line is a paragraph of some length."""
_SHORT = 40
"""Characters up to which a line is no paragraph, as a rule."""
_SIZES = (6, 9, 13, 18, 24)
"""Characters up to which lines are of one size."""
_NEAR, _FAR = 3, 12
"""Lines below that a heading speaks of first, and lines on either side that may do so, too."""
_OTHERS = 4
"""Other lines of that form above which more of them say no more."""
_FORMS = {
    "comma": re.compile("[，,]"),
    "colon": re.compile("[:：]"),
    "space": re.compile(r"[\s　]"),
    "quoted": re.compile("[“「『].+[”」』]"),
    "digit": re.compile(r"\d"),
    "latin": re.compile("[A-Za-z]"),
    "bar": re.compile("[/／|｜@_]"),
}
_QUOTES = ("“", "「", "『")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The lines of a text, and the positions of those that have the form of a heading.

    ``captions`` are those of pictures that are not there: what stands above them stands above
    the line below.
    """

    texts: Sequence[str]
    candidates: Sequence[int]
    captions: frozenset[int] = frozenset()


def signs_of(around: Surroundings, at: int) -> dict[str, float]:
    """Return the signs of a line that are not 0, each from 0 to 1."""
    text = around.texts[at].strip()
    signs = {f"size_{sum(len(text) > size for size in _SIZES)}": 1.0}
    signs |= {name: 1.0 for name, form in _FORMS.items() if form.search(text)}
    others = len(around.candidates) - (at in around.candidates)
    signs["others"] = min(others, _OTHERS) / _OTHERS
    return signs | _neighbours(around, at) | _shared(around.texts, at)


def _neighbours(around: Surroundings, at: int) -> dict[str, float]:
    texts = around.texts
    over = next((x for x in range(at - 1, -1, -1) if x not in around.captions), -1)
    above = texts[over].strip() if over >= 0 else ""
    below = texts[at + 1].strip() if at + 1 < len(texts) else ""
    signs = {"first" if not above else "above_ends" if _ENDS.search(above) else "above_open": 1.0}
    if 0 < len(above) <= _SHORT:
        signs["above_short"] = 1.0
    if len(below) >= _PARAGRAPH:
        signs["below_long"] = 1.0
    if below.startswith(_QUOTES):
        signs["below_speaks"] = 1.0
    if not _ENDS.search(below):
        signs["below_open"] = 1.0
    if len(texts) - at <= _NEAR:
        signs["last"] = 1.0
    return signs


def _shared(texts: Sequence[str], at: int) -> dict[str, float]:
    """Say which share of the pairs of characters of a line stand right below, and elsewhere."""
    own = bigrams(texts[at])
    if not own:
        return {}
    near = bigrams("\n".join(texts[at + 1 : at + 1 + _NEAR]))
    rest = (*texts[max(0, at - _FAR) : at], *texts[at + 1 + _NEAR : at + 1 + _NEAR + _FAR])
    far = bigrams("\n".join(rest))
    return {"near": len(own & near) / len(own), "far": len(own & far) / len(own)}


@resources.cached
def _weights() -> dict[str, float]:
    return dict(resources.toml("headings_likely.toml")["weights"])


def likelihood(around: Surroundings, at: int) -> float:
    """Say how likely a line is to be a heading, from 0 to 1."""
    weights = _weights()
    signs = signs_of(around, at)
    total = weights["constant"] + sum(weights[name] * value for name, value in signs.items())
    return 1 / (1 + math.exp(-total))
