"""Whether an article is a reform case, and how sure that is.

A reform case tells of two themes or more: how it was before, what was done, what came of it,
what can be learnt.  Themes are told by headings, or by what sentences say: one strong sign, or
two weaker ones of different kinds in one sentence.  A paper or an essay about reforms is none.
How many sentences tell of themes, of a change and of the offices of a place, speaks for a case;
that they give rules, say what must be done or what is to come, or speak of the nation, against,
and that the article is news of an event: a meeting, a visit, an activity.
So do the words of the text as a whole.  That fewer than two themes are found, no word of reforms,
or one mark of a paper, speaks against a case without deciding: plain words tell of reforms, too.
Signs and weights stand in ``data/crawl.toml``, those of words in ``data/crawl_words.tsv``; what
they were fitted to, in docs/project/crawl.md.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from casebook import resources
from casebook.knowledge.place_finder import find_places
from casebook.records import Article, Paragraph, Section, Theme, walk
from casebook.text.fold import fold

_SENTENCE = re.compile(r"[^。！？；!?;\n]{4,}")
_COLUMN = re.compile(r"【[^】]*】")
_HAN = re.compile(r"[\u3400-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_CHINESE = 0.3
"""Share of the letters of a Chinese text that are characters at least; lists of names and
addresses of the web are the rest."""
_OTHER = 0.05
"""Share of kana or hangul that no Chinese text has."""
_MORE = 3
"""Sentences that are counted without a sign beside those of the text: one sentence in a text
of two is no half."""
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]+")
_RUNS = (2, 3)
"""Characters of the runs of a text that may have a weight: a word, or a part of one."""
_HEADED = 3
"""Themes in headings above which more of them say no more."""
_THEMES = 2
"""Themes that a case tells of at least."""
_LEAD = 3
"""First sentences of an article that may name the event of which it is news."""
_ATTENDED = 1 / 6
"""Share of sentences that tell who took part or what was said, from which on the event is the
subject: an account that begins with a meeting goes on with what was done."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The score of an article, from 0 to 1, and the themes that it tells of, by the table."""

    score: float = 0.0
    themes: tuple[str, ...] = ()
    reasons: Mapping[str, float] = field(default_factory=dict)
    """What each sign adds to the logarithm of the odds, the weightiest first."""


@dataclass(frozen=True, slots=True)
class ReformWords:
    """Words of reforms: any of its group alone, or two different ones of the others."""

    alone: frozenset[str]
    all: re.Pattern[str]
    """One expression, in which no word stands in a group: `re` looks for first characters then."""

    @classmethod
    def of(cls, alone: Sequence[str], together: Sequence[str]) -> ReformWords:
        """Return what looks for two lists of words."""
        words = map(re.escape, (*alone, *together))
        return cls(frozenset(alone), re.compile("|".join(words)))

    def stand_in(self, texts: Iterable[str]) -> bool:
        """Whether the texts have a word of reforms."""
        return self.share_in(texts) == 1.0

    def share_in(self, texts: Iterable[str]) -> float:
        """Return 1 for a word of reforms, 0.5 for one of the others alone, else 0."""
        found: set[str] = set()
        for word in (word[0] for text in texts for word in self.all.finditer(text)):
            found.add(word)
            if word in self.alone or len(found) > 1:
                return 1.0
        return len(found) / 2


@dataclass(frozen=True, slots=True)
class _Table:
    themes: dict[str, re.Pattern[str]]
    supports: dict[str, tuple[re.Pattern[str], ...]]
    sentences: dict[str, re.Pattern[str]]
    title: dict[str, re.Pattern[str]]
    advice: dict[str, re.Pattern[str]]
    study: dict[str, re.Pattern[str]]
    beside: dict[str, re.Pattern[str]]
    event: dict[str, re.Pattern[str]]
    words: ReformWords
    weights: dict[str, float]


@resources.cached
def _table() -> _Table:
    data = resources.toml("crawl.toml")

    def patterns(name: str) -> dict[str, re.Pattern[str]]:
        return {key: re.compile("|".join(map(fold, words))) for key, words in data[name].items()}

    words = data["words"]
    return _Table(
        patterns("themes"),
        {
            key: tuple(re.compile(fold(sign)) for sign in both)
            for key, both in data["supports"].items()
        },
        patterns("sentences"),
        patterns("title"),
        patterns("advice"),
        patterns("study"),
        {key: re.compile("|".join(marks)) for key, marks in data["study_beside"].items()},
        patterns("event"),
        ReformWords.of(words["reform"], words["together"]),
        data["weights"],
    )


def evidence_of(article: Article, beside: Iterable[str] = ()) -> Evidence:
    """Weigh what speaks for a reform case.

    :param beside: lines that cleaning took out of the page, as they stood there.
    """
    weights = _table().weights
    texts = folded_texts(article)
    signs, themes = _signs(article, texts, beside)
    reasons = {name: weights[name] * value for name, value in signs.items() if value}
    total = weights["constant"] + sum(reasons.values())
    if is_ruled_out(texts, signs):
        total = min(total, weights["no_case"])
    ordered = sorted(reasons.items(), key=lambda item: -abs(item[1]))
    return Evidence(_share(total), themes, dict(ordered))


def is_ruled_out(texts: Sequence[str], signs: Mapping[str, float]) -> bool:
    """Whether folded texts, the title first, are no case whatever their other signs say.

    They give advice, or have two kinds of marks of a paper or an essay about reforms.
    """
    return signs["study"] == 1.0 or _gives_advice(texts)


def most_of_others() -> float:
    """Return the highest score of what is ruled out."""
    return _share(_table().weights["no_case"])


def _share(total: float) -> float:
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))


@resources.cached
def reform_words() -> ReformWords:
    """Return the words of reforms, in either script, for texts that are not folded."""
    return ReformWords.of(_in_both("reform"), _in_both("together"))


@resources.cached
def glance_words() -> ReformWords:
    """Return the words of reforms and, among the weaker ones, plain words of places and times."""
    return ReformWords.of(_in_both("reform"), _in_both("together") + _in_both("plain"))


def _in_both(key: str) -> list[str]:
    words: Mapping[str, list[str]] = resources.toml("crawl.toml")["words"]
    return words[key] + words[f"{key}_traditional"]


def tells_reform(article: Article) -> bool:
    """Whether an article has any word of reforms."""
    return has_reform(folded_texts(article))


def has_reform(texts: Sequence[str]) -> bool:
    """Whether folded texts have a word of reforms."""
    return _table().words.stand_in(texts)


def _gives_advice(texts: Sequence[str]) -> bool:
    """Whether a text proposes what others shall do: its title says so, and a sentence of it."""
    advice = _table().advice
    return bool(advice["title"].search(texts[0])) and any(map(advice["text"].search, texts[1:]))


def _study(texts: Sequence[str], beside: Iterable[str]) -> float:
    """Return 1 for two kinds of marks of a paper or an essay, 0.5 for one; two are of its title.

    Some are lines that are no text of the article, which cleaning takes out.  Marks of notes alone
    are none: accounts have footnotes, too.
    """
    table = _table()
    found = {
        name
        for name, mark in table.study.items()
        if any(map(mark.search, texts[:1] if name.startswith("title") else texts))
    }
    lines = (*texts, *beside)
    found |= {name for name, mark in table.beside.items() if any(map(mark.match, lines))}
    return min(len(found), 2) / 2 if found != {"notes"} else 0.0


def signs_of(
    article: Article, beside: Iterable[str] = ()
) -> tuple[dict[str, float], tuple[str, ...]]:
    """Return the signs of an article, each from 0 to 1, and the themes that it tells of.

    A sign of sentences is the root of their share: the second one says less than the first.

    :param beside: lines that cleaning took out of the page.
    """
    return _signs(article, folded_texts(article), beside)


def _signs(
    article: Article, texts: Sequence[str], beside: Iterable[str]
) -> tuple[dict[str, float], tuple[str, ...]]:
    table = _table()
    sentences = [item for text in texts[1:] for item in _SENTENCE.findall(text)]
    headed = {section.theme.value for section in article.sections} - {Theme.BODY.value}
    told = {theme: _count(cue, sentences) for theme, cue in table.themes.items()}
    others = {name: _count(sign, sentences) for name, sign in table.sentences.items()}
    counted = {name: told[name] for name in ("background", "measures", "results")} | others
    among = len(sentences) + _MORE
    title = _COLUMN.sub("", texts[0])
    said = words_say(texts)
    signs = {
        **{name: math.sqrt(count / among) for name, count in counted.items()},
        "headings": min(len(headed), _HEADED) / _HEADED,
        "title_place": float(_names_place(title)),
        "title_against": float(bool(table.title["against"].search(title))),
        "words_for": max(0.0, said),
        "words_against": max(0.0, -said),
    }
    themes = headed | {theme for theme, count in told.items() if count}
    themes |= {theme for theme in table.supports.keys() - themes if _supported(theme, sentences)}
    signs["few_themes"] = max(0, _THEMES - len(themes)) / _THEMES
    signs["no_reform"] = 1.0 - table.words.share_in(texts)
    signs["study"] = _study(texts, beside)
    signs["event"] = _event(title, sentences)
    return signs, tuple(theme for theme in resources.toml("themes.toml") if theme in themes)


def _event(title: str, sentences: Sequence[str]) -> float:
    """Return 1 for news of an event, 0.5 where little tells who took part or what was said, else 0.

    Title or first sentences name it with its day; that of an event in the title may follow there.
    """
    event = _table().event
    lead = sentences[:_LEAD]
    named = [text for text in (title, *lead) if event["what"].search(text)]
    days = (*named, *(lead if title in named else ()))
    if not named or not any(map(event["day"].search, days)):
        return 0.0
    attended = _count(event["attended"], sentences)
    return 1.0 if attended >= _ATTENDED * len(sentences) and attended else 0.5


def runs_of(article: Article) -> set[str]:
    """Return all runs of two and of three characters of an article and its title, folded."""
    return _runs(folded_texts(article))


def _runs(texts: Iterable[str]) -> set[str]:
    strings = [string for text in texts for string in _HAN_RUN.findall(text)]
    return {
        string[at : at + length]
        for length in _RUNS
        for string in strings
        for at in range(len(string) - length + 1)
    }


def words_say(texts: Iterable[str]) -> float:
    """Return what the words of folded texts say, from -1, against a case, to 1, for it.

    It is the sum of the weights of their runs over the root of their number, so that a long text
    says no more than a short one.
    """
    weights = _word_weights()
    known = [weights[run] for run in _runs(texts) & weights.keys()]
    return max(-1.0, min(1.0, sum(known) / (math.sqrt(len(known)) or 1.0)))


@resources.cached
def _word_weights() -> dict[str, float]:
    return {run: float(weight) for run, weight in resources.rows("crawl_words.tsv")}


def _count(sign: re.Pattern[str], sentences: Sequence[str]) -> int:
    return sum(bool(sign.search(text)) for text in sentences)


def _supported(theme: str, sentences: Sequence[str]) -> bool:
    """Whether a sentence has two kinds of weaker signs of a theme."""
    first, second = _table().supports[theme]
    return any(first.search(text) and second.search(text) for text in sentences)


def _names_place(text: str) -> bool:
    """Whether a text names a division of the table, or a smaller place."""
    return bool(_table().title["place"].search(text) or find_places(text))


def folded_texts(article: Article) -> list[str]:
    """Return the title, and headings and paragraphs, folded."""
    texts = (_text(placed.content) for placed in walk(article))
    return [fold(article.title), *(fold(text) for text in texts if text)]


def _text(content: object) -> str:
    if isinstance(content, Section):
        return content.heading
    return content.text if isinstance(content, Paragraph) else ""


def language_of(text: str) -> str:
    """Return the language of a text, as far as its letters tell: ``zh``, ``ja``, ``ko`` or ``""``.

    It tells pages in Chinese from others; which other language it is matters to nobody here.
    """
    letters = sum(map(str.isalpha, text))
    if not letters:
        return ""
    for language, pattern in (("ja", _KANA), ("ko", _HANGUL)):
        if len(pattern.findall(text)) >= _OTHER * letters:
            return language
    return "zh" if len(_HAN.findall(text)) >= _CHINESE * letters else ""
