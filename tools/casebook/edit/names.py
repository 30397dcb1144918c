"""Documents and terms of an article as its page lists them, and names that may be terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casebook.knowledge.corrections import name_key
from casebook.knowledge.passages import passages
from casebook.knowledge.term_proposals import proposed_terms
from casebook.project import Snapshot
from casebook.records import Article, Case
from casebook.text.catalogue import N_

_AROUND = 12
"""Characters that are shown on each side of a name."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names of one kind: what was found, and what a person said is none.

    :param kind: the table of ``corrections.toml``.
    """

    kind: str
    label: str
    found: tuple[str, ...]
    dropped: tuple[str, ...]


def names_found(snapshot: Snapshot, case: Case) -> tuple[Names, ...]:
    """Return the documents and the terms of a case."""
    book, corrections = snapshot.casebook, snapshot.corrections
    documents = tuple(policy.title for policy in book.policies if policy.slug in case.policies)
    terms = tuple(term.text for term in book.terms if term.slug in case.terms)
    return (
        Names("policies", N_("政策文件"), documents, _once(corrections.policies.drop)),
        Names("terms", N_("提法"), terms, _once(corrections.terms.drop)),
    )


def _once(names: Iterable[str]) -> tuple[str, ...]:
    """Return names without the forms of one that other articles have."""
    return tuple({name_key(name): name for name in reversed(tuple(names))}.values())[::-1]


@dataclass(frozen=True, slots=True)
class Proposed:
    """A name that may be a term, with the words around it and the paragraph that it stands in."""

    text: str
    paragraph: str
    before: str
    after: str


def proposals(snapshot: Snapshot, article: Article) -> Iterator[Proposed]:
    """Yield the names of an article that may be terms, in reading order."""
    texts = {passage.id: passage.text for passage in passages(article)}
    for item in proposed_terms(article, snapshot.casebook.terms, snapshot.corrections):
        at = item.mention
        text = texts[at.paragraph]
        yield Proposed(
            item.text,
            at.paragraph,
            text[max(0, at.start - _AROUND) : at.start],
            text[at.end : at.end + _AROUND],
        )
