"""Names that may be coined terms, for a person to decide: they have one sign, which is too few.

A proposal is never printed as a term.  A name in quotation marks has them for its sign, unless it
is a word of the dictionary or something says that it is none.  A name without marks has one
where a word of naming stands before it and a kind of thing ends it: 打造春风行动.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casebook.knowledge.corrections import Corrections
from casebook.knowledge.passages import Passage, passages
from casebook.knowledge.term_forms import term_key
from casebook.knowledge.terms import quotations
from casebook.knowledge.titled_names import named_without_marks, names_of_title
from casebook.records import Article, Mention, Term

_SAID = re.compile("，|[的了不没是就也]|^[大小]..$|^..?$")
"""What is speech or a figure of speech, as a rule: two clauses, 大民生, 颜值."""


@dataclass(frozen=True, slots=True)
class ProposedTerm:
    """A name that may be a term: its words as they stand, and where it stands first."""

    text: str
    mention: Mention


def proposed_terms(
    article: Article, terms: Iterable[Term], corrections: Corrections
) -> tuple[ProposedTerm, ...]:
    """Return the names of an article that may be terms and that nobody has decided on.

    :param terms: those of the knowledge base.
    :returns: in the order of the text, each once.
    """
    said = (*corrections.terms.add, *corrections.terms.drop)
    decided = frozenset(map(term_key, (*(term.text for term in terms), *said)))
    return _propose(article.title, tuple(passages(article)), decided)


def _propose(
    title: str, texts: Sequence[Passage], decided: frozenset[str]
) -> tuple[ProposedTerm, ...]:
    titled = names_of_title(title, [text.text for text in texts])
    seen = set(decided)
    result: list[ProposedTerm] = []
    for text in texts:
        every = quotations(text, titled)
        doubtful = [entry for entry in every if not (entry.likely or entry.barred)]
        marked = [entry.mention for entry in doubtful if entry.signs or not _SAID.search(entry.key)]
        spans = [*((item.start, item.end) for item in marked), *named_without_marks(text.text)]
        for start, end in sorted(spans):
            name = text.text[start:end]
            if (key := term_key(name)) not in seen:
                seen.add(key)
                result.append(ProposedTerm(name, Mention(text.case, text.id, start, end)))
    return tuple(result)
