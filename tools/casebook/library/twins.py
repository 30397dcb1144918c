"""Texts that stand in two articles: a mirror of a page, the same case described twice.

Texts are compared sentence by sentence, in one script, without punctuation, so that another
division into paragraphs, another script or another title changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from casebook.records import Article, Section, block_texts, walk
from casebook.text.fold import fold

ALIKE = 0.6
"""Share of the shorter text that must stand in the other for the two to be one text."""
_LEAST = 80
"""Characters that two texts must have in common; less is a stock phrase."""
_SENTENCE = 12
"""Characters of a sentence that is likely to be of one text only."""
_END = re.compile(r"[。！？!?；;\n]")
_REMEMBERED = 20
"""Articles in which one sentence is looked for."""
_FIGURE = re.compile(r"\d")


def running_text(article: Article) -> list[str]:
    """Return the text of an article without its headings, in order."""
    return [
        text
        for placed in walk(article)
        if not isinstance(placed.content, Section)
        for text in block_texts(placed.content)
    ]


def lacking(kept: Article, other: Article) -> list[str]:
    """Return the text of an article that another does not have: what a merge would lose."""
    known = {fold(text) for text in running_text(kept)}
    return [text for text in running_text(other) if fold(text) not in known]


def likeness(first: Article, second: Article) -> str:
    """Say how two twins can be made one, or how much of each stands in the other."""
    for kept, other in ((first, second), (second, first)):
        if not lacking(kept, other):
            return (
                f"All text of {other.slug}.md is in {kept.slug}.md: "
                f"`casebook merge {kept.slug} {other.slug}`."
            )
    texts = [sentences(running_text(article)) for article in (first, second)]
    common = sum(map(len, texts[0] & texts[1]))
    # Rounded down: "100%" is all of it.
    shares = [common * 100 // max(1, sum(map(len, text))) for text in texts]
    return (
        f"Of {first.slug}.md {shares[0]}% is in {second.slug}.md, "
        f"of {second.slug}.md {shares[1]}% in {first.slug}.md."
    )


def sentences(texts: Iterable[str]) -> frozenset[str]:
    """Return the sentences of a text in the form in which they are compared."""
    result: set[str] = set()
    for text in texts:
        for sentence in _END.split(text):
            if len(sentence) >= _SENTENCE:
                plain = fold("".join(filter(_is_word, sentence)))
                if len(plain) >= _SENTENCE:
                    result.add(plain)
    return frozenset(result)


def _is_word(char: str) -> bool:
    return unicodedata.category(char)[0] in "LN"


@dataclass(frozen=True, slots=True)
class Twin:
    """Two articles with text in common.

    :param share: of the shorter one that stands in the other, from 0 to 1.
    :param figures: the sentences in both that hold figures.
    """

    first: str
    second: str
    share: float
    figures: tuple[str, ...] = ()

    @property
    def is_alike(self) -> bool:
        """Whether the two are one text."""
        return self.share >= ALIKE


def twins(texts: Mapping[str, frozenset[str]]) -> Iterator[Twin]:
    """Yield every pair of articles that have sentences in common.

    :param texts: the sentences (:func:`sentences`) of each article.
    """
    where: dict[str, list[str]] = defaultdict(list)
    for slug in sorted(texts):
        for sentence in texts[slug]:
            where[sentence].append(slug)
    common: Counter[tuple[str, str]] = Counter()
    figures: dict[tuple[str, str], list[str]] = defaultdict(list)
    for sentence, slugs in where.items():
        if len(slugs) > _REMEMBERED:
            continue  # a stock phrase: it is no sign of a pair
        for at, first in enumerate(slugs):
            for second in slugs[at + 1 :]:
                common[first, second] += len(sentence)
                if _FIGURE.search(sentence):
                    figures[first, second].append(sentence)
    for pair, length in sorted(common.items()):
        share = _share(length, texts[pair[0]], texts[pair[1]])
        yield Twin(*pair, share, tuple(sorted(figures[pair])))


class Index:
    """Articles by their sentences, so that looking for a twin costs what the text has in common.

    Of a sentence that very many articles have, the first ones are remembered.
    """

    def __init__(self) -> None:
        self._texts: dict[str, frozenset[str]] = {}
        self._lengths: dict[str, int] = {}
        self._where: dict[str, list[str]] = defaultdict(list)

    def add(self, slug: str, text: frozenset[str]) -> None:
        """Remember the sentences of an article; what it had before goes."""
        before = self._texts.get(slug, frozenset())
        self._texts[slug] = text
        self._lengths[slug] = sum(map(len, text))
        for sentence in before - text:
            if slug in self._where[sentence]:
                self._where[sentence].remove(slug)
        for sentence in text - before:
            if len(self._where[sentence]) < _REMEMBERED:
                self._where[sentence].append(slug)

    def most_alike(self, text: frozenset[str], slug: str) -> str:
        """Return the article that a text is (nearly) the same as, ``""`` where there is none.

        :param slug: its own, which does not count.
        """
        common: Counter[str] = Counter()
        for sentence in text:
            for other in self._where.get(sentence, ()):
                common[other] += len(sentence)
        del common[slug]
        size = sum(map(len, text))
        shares = [
            (length / min(size, self._lengths[other]), other)
            for other, length in common.items()
            if length >= _LEAST
        ]
        share, result = max(shares, default=(0.0, ""))
        return result if share >= ALIKE else ""


def shared(first: frozenset[str], second: frozenset[str]) -> float:
    """Return the share of the shorter of two texts that stands in the other, from 0 to 1.

    :param first: the sentences (:func:`sentences`) of a text, as is ``second``.
    """
    return _share(sum(map(len, first & second)), first, second)


def _share(common: int, *texts: frozenset[str]) -> float:
    if common < _LEAST:
        return 0.0
    return common / min(sum(map(len, text)) for text in texts)


def texts_of_file(text: str) -> Iterator[str]:
    """Yield the running text of an article file, without reading it as one."""
    body = text.partition("\n---")[2].partition("\n")[2]
    for line in body.splitlines():
        if not line.startswith(("#", "![")):
            yield line.removeprefix("- ").strip("| ")
