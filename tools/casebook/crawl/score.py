"""Whether an article is a reform case, and how sure that is.

A reform case tells of two themes or more: how it was before, what was done, what came of it,
what can be learnt.  Themes are told by headings, or by what sentences say; that it is a reform
of a place, and no rule, report of a meeting or appeal, is told by words.  The words and their
weights stand in ``data/crawl.toml``, with what they were fitted to.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from casebook import resources
from casebook.records import Article, Paragraph, Section, Theme, walk
from casebook.text.fold import fold

_SENTENCE = re.compile(r"[^。！？；!?;\n]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_LETTER = re.compile(r"[^\W\d_]")
_CHINESE = 0.3
"""Share of the letters of a Chinese text that are characters at least; lists of names and
addresses of the web are the rest."""
_OTHER = 0.05
"""Share of kana or hangul that no Chinese text has."""
_LEAST = 300
"""Characters that a text counts for at least: one word in a short line is no density."""
_SHORT = 400
"""Characters below which a text hardly tells a case."""
_MOST = 6.0
"""Words in a thousand characters above which more of them say no more."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The score of an article, from 0 to 1, and the themes that it tells of, by the table."""

    score: float = 0.0
    themes: tuple[str, ...] = ()
    signs: Mapping[str, float] = field(default_factory=dict)
    """What the score was made of, before it was weighed."""


@dataclass(frozen=True, slots=True)
class _Words:
    cues: dict[str, re.Pattern[str]]
    reform: re.Pattern[str]
    place: re.Pattern[str]
    against: re.Pattern[str]
    titles_against: re.Pattern[str]
    weights: dict[str, float]


@resources.cached
def _words() -> _Words:
    data = resources.toml("crawl.toml")

    def any_of(words: list[str]) -> re.Pattern[str]:
        return re.compile("|".join(map(fold, words)))

    cues = {theme: any_of(words) for theme, words in data["cues"].items()}
    lists = [any_of(data["words"][key]) for key in ("reform", "place", "against", "titles_against")]
    return _Words(cues, lists[0], lists[1], lists[2], lists[3], data["weights"])


def evidence_of(article: Article) -> Evidence:
    """Weigh what speaks for a reform case."""
    signs, themes = signs_of(article)
    weights = _words().weights
    total = weights["constant"] + sum(weights[name] * value for name, value in signs.items())
    if len(themes) < 2 or not signs["reform"]:
        total = min(total, weights["no_case"])
    return Evidence(_share(total), themes, signs)


def most_of_others() -> float:
    """Return the highest score of an article that lacks a second theme or any word of reforms."""
    return _share(_words().weights["no_case"])


def _share(total: float) -> float:
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))


@resources.cached
def reform_words() -> tuple[str, ...]:
    """Return the words of reforms, in either script."""
    words = resources.toml("crawl.toml")["words"]
    return tuple(dict.fromkeys((*words["reform"], *words["reform_traditional"])))


def signs_of(article: Article) -> tuple[dict[str, float], tuple[str, ...]]:
    """Return what is counted of an article, by name, and the themes that it tells of."""
    words = _words()
    headed = {section.theme.value for section in article.sections} - {Theme.BODY.value}
    title = fold(article.title)
    texts = [fold(_text(placed.content)) for placed in walk(article)]
    body = [text for text in texts if text]
    sentences = [item for text in body for item in _SENTENCE.findall(text)]
    told = {
        theme: sum(bool(cue.search(sentence)) for sentence in sentences)
        for theme, cue in words.cues.items()
    }
    whole = "".join(body)
    thousand = max(len(whole), _LEAST) / 1000
    reform = len(words.reform.findall(whole)) / thousand
    themes = headed | {theme for theme, count in told.items() if count}
    signs = {
        "headed": float(min(len(headed), 4)),
        "told": float(sum(count > 0 for theme, count in told.items() if theme not in headed)),
        "cues": min(sum(told.values()) / thousand, _MOST),
        "reform": min(reform, _MOST),
        "no_reform": float(reform < 1),
        "in_title": float(bool(words.reform.search(title))),
        "place": float(bool(words.place.search(title + "".join(body[:2])[:200]))),
        "against": min(len(words.against.findall(whole)) / thousand, _MOST),
        "title_against": float(bool(words.titles_against.search(title))),
        "short": float(len(whole) < _SHORT),
    }
    return signs, tuple(theme for theme in resources.toml("themes.toml") if theme in themes)


def _text(content: object) -> str:
    if isinstance(content, Section):
        return content.heading
    return content.text if isinstance(content, Paragraph) else ""


def language_of(text: str) -> str:
    """Return the language of a text, as far as its letters tell: ``zh``, ``ja``, ``ko`` or ``""``.

    It tells pages in Chinese from others; which other language it is matters to nobody here.
    """
    letters = len(_LETTER.findall(text))
    if not letters:
        return ""
    for language, pattern in (("ja", _KANA), ("ko", _HANGUL)):
        if len(pattern.findall(text)) >= _OTHER * letters:
            return language
    return "zh" if len(_HAN.findall(text)) >= _CHINESE * letters else ""
