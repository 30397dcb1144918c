"""Overrides of conversion: what a person ruled, ``articles/exceptions.tsv``.

The file has one line an exception and four columns with tabs between them:
language tag of the edition, slug of the article or ``*`` for all, the words as
they stand in the article, and what the edition prints for them.  Lines that
begin with ``#`` are comments.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from casebook.problems import Code, Problem
from casebook.records import Edition, Script
from casebook.text.editions import edition_of, known_tags

EVERY_ARTICLE = "*"
_HEAD = "# edition\tarticle\twords\tprinted as\n"


@dataclass(frozen=True, slots=True, order=True)
class Ruling:
    """What one edition (by its tag) prints for some words, in one article or in all (``*``)."""

    edition: str
    article: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Overrides:
    """All rulings of a knowledge base."""

    rulings: frozenset[Ruling] = field(default=frozenset())

    def of(self, slug: str, edition: Edition) -> Mapping[str, str]:
        """Return what stands for which words in one article; its own rulings go first."""
        result = [ruling for ruling in self.rulings if ruling.edition == edition.tag]
        return self._of(slug, result)

    def of_script(self, slug: str, script: Script) -> Mapping[str, str]:
        """Return the same for text of a script, whatever edition of it prints the text."""
        return self._of(slug, [r for r in self.rulings if edition_of(r.edition).script is script])

    @staticmethod
    def _of(slug: str, result: Iterable[Ruling]) -> Mapping[str, str]:
        result = sorted(result)
        general = {item.before: item.after for item in result if item.article == EVERY_ARTICLE}
        return general | {entry.before: entry.after for entry in result if entry.article == slug}


def parse_overrides(text: str, file: str) -> tuple[Overrides, tuple[Problem, ...]]:
    """Read a file of rulings.

    :param file: its path, for the problems.
    """
    rulings: dict[tuple[str, str, str], Ruling] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        columns = line.split("\t")
        if len(columns) != 4 or columns[0] not in known_tags() or not all(columns):
            problems.append(Problem(Code.EXCEPTION_MALFORMED, file, number))
            continue
        item = Ruling(*columns)
        key = (item.edition, item.article, item.before)
        if len(item.before) != len(item.after):
            problems.append(Problem(Code.EXCEPTION_LENGTH, file, number, item.before))
        elif rulings.setdefault(key, item) != item:
            problems.append(Problem(Code.EXCEPTION_TWICE, file, number, item.before))
    return Overrides(frozenset(rulings.values())), tuple(problems)


def render_overrides(overrides: Overrides) -> str:
    """Return the file, sorted."""
    lines = (
        f"{ruling.edition}\t{ruling.article}\t{ruling.before}\t{ruling.after}"
        for ruling in sorted(overrides.rulings)
    )
    return _HEAD + "".join(f"{line}\n" for line in lines)
