"""Generated articles of about 3,000 Han characters that differ as real ones do.

They have the structure, the figures and the policies of the articles of ``articles/``; most
of their plain sentences are those of :class:`corpus.Writer`, and region, years, title, names
of policies and quoted terms vary, so that no two articles are copies of each other.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from corpus import Writer

from casebook import resources
from casebook.library import load_articles
from casebook.records import Article, Script

ROOT = Path(__file__).resolve().parent.parent

_SENTENCE = re.compile(r"[^。；]+[。；]?")
_POLICY = re.compile(r"《([^》]{6,})》")
_QUOTED = re.compile(r"([“「])([^”」]{2,8})([”」])")
# What a sentence has that no other words may stand for.
_FACTS = re.compile(r"[《“「0-9]")
_OWN = 30


class _Varied:
    """Writes one article's words; ``own`` are those that it prefers."""

    def __init__(self, writer: Writer, chance: random.Random, script: Script) -> None:
        self.writer = writer
        self.chance = chance
        self.own = [writer.word() for _ in range(_OWN)]
        self.convert = writer.to_traditional if script is Script.HANT else str

    def word(self) -> str:
        return self.convert(self.writer.word())

    def text(self, text: str) -> str:
        """Return a text of the same length with the same figures and other words."""
        text = _POLICY.sub(
            lambda match: f"《{self._maybe(self.word() + self.word())}{match[1]}》", text
        )
        text = _QUOTED.sub(
            lambda match: f"{match[1]}{self._name(match[2])}{match[3]}",
            text,
        )
        return "".join(map(self._sentence, _SENTENCE.findall(text)))

    def _maybe(self, words: str) -> str:
        return words if self.chance.random() < 0.6 else ""

    def _name(self, name: str) -> str:
        words = self._maybe(self.word())
        return words + name[:2] if words else name

    def _sentence(self, sentence: str) -> str:
        if _FACTS.search(sentence) or self.chance.random() > 0.8:
            return sentence
        return self.convert(self.writer.paragraph(max(len(sentence) - 1, 4), self.own))

    def walk(self, node: Any) -> Any:
        """Return a record with other words wherever it has a ``text``."""
        changes: dict[str, Any] = {}
        for item in fields(node):
            value = getattr(node, item.name)
            if item.name == "text" and isinstance(value, str):
                changes["text"] = self.text(value)
            elif isinstance(value, tuple) and value and is_dataclass(value[0]):
                changes[item.name] = tuple(map(self.walk, value))
        return replace(node, **changes)


def varied(count: int) -> Iterator[Article]:
    """Yield articles; the first of them are the same whatever ``count`` is."""
    sample, _ = load_articles(ROOT / "articles")
    codes = [row[0] for row in resources.rows("regions.tsv")]
    writer, chance = Writer(seed=11), random.Random(5)
    for number in range(count):
        first = sample[number % len(sample)]
        others = [item for item in sample if item.script is first.script]
        second = others[number // len(sample) % len(others)]
        words = _Varied(writer, chance, first.script)
        sections = first.sections[:1] + second.sections[1:]
        region = first.region
        year = 1998 + chance.randrange(25)
        yield replace(
            first,
            slug=f"case-{number:05}",
            title=f"{first.title}（{words.word()}{words.word()}{number}）",
            years=f"{year}-{year + 1 + chance.randrange(4)}",
            sections=tuple(map(words.walk, sections)),
            region=replace(region, code=chance.choice(codes), name="") if region else None,
        )
