"""The project's exceptions: what a person decided about conversion.

The file has one line an exception and four columns with tabs between them:
language tag of the edition, slug of the article or ``*`` for all, the words as
they stand in the article, and what the edition prints for them.  Lines that
begin with ``#`` are comments.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from casebook.problems import Code, Problem
from casebook.records import Edition, Script

EVERY_ARTICLE = "*"
_HEAD = "# edition\tarticle\twords\tprinted as\n"


@dataclass(frozen=True, slots=True, order=True)
class Ruling:
    """What one edition prints for some words, in one article or in all (``*``)."""

    edition: Edition
    article: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Exceptions:
    """All rulings of a project."""

    rulings: frozenset[Ruling] = field(default=frozenset())

    def of(self, slug: str, script: Script) -> Mapping[str, str]:
        """Return what stands for which words in one article; its own rulings go first."""
        found = [one for one in self.rulings if one.edition.script is script]
        general = {one.before: one.after for one in found if one.article == EVERY_ARTICLE}
        return general | {one.before: one.after for one in found if one.article == slug}


def parse_exceptions(text: str, file: str) -> tuple[Exceptions, tuple[Problem, ...]]:
    """Read an exceptions file.

    :param file: its path, for the problems.
    """
    rulings: dict[tuple[Edition, str, str], Ruling] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        columns = line.split("\t")
        if len(columns) != 4 or columns[0] not in set(Edition) or not all(columns):
            problems.append(Problem(Code.EXCEPTION_MALFORMED, file, number))
            continue
        one = Ruling(Edition(columns[0]), *columns[1:])
        key = (one.edition, one.article, one.before)
        if len(one.before) != len(one.after):
            problems.append(Problem(Code.EXCEPTION_LENGTH, file, number, one.before))
        elif rulings.setdefault(key, one) != one:
            problems.append(Problem(Code.EXCEPTION_TWICE, file, number, one.before))
    return Exceptions(frozenset(rulings.values())), tuple(problems)


def render_exceptions(exceptions: Exceptions) -> str:
    """Return the exceptions file, sorted."""
    lines = (
        f"{one.edition}\t{one.article}\t{one.before}\t{one.after}"
        for one in sorted(exceptions.rulings)
    )
    return _HEAD + "".join(f"{line}\n" for line in lines)
