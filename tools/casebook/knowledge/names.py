"""Names that several cases share, with whose words they are.

A name is printed as the article that has it first prints it: in the script of that
article, and by the words that are laid down for it (``keep``, rulings).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casebook.knowledge.fields import fields
from casebook.knowledge.regions import divisions
from casebook.records import Case, Casebook, Ground, Script


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is written, the script that it is in, and the case whose words it has.

    :param case: a slug; ``""`` for a name of the program's own tables.
    """

    text: str
    script: Script
    case: str = ""


Names = Mapping[tuple[Ground, str], Name]
"""What a reason of :class:`~casebook.records.Similar` refers to: by its ground and key or slug."""


def shared_names(casebook: Casebook) -> Names:
    """Return the names that reasons of similarity refer to."""
    scripts = {case.slug: case.article.script for case in casebook.cases}

    def quoted(text: str, case: str) -> Name:
        return Name(text, scripts[case], case)

    result = {(Ground.FIELD, field.key): Name(field.name, Script.HANT) for field in fields()}
    result |= {
        (Ground.REGION, code): Name(item.name, Script.HANS)
        for code, item in divisions().items()
        if not item.parent
    }
    result |= {
        (Ground.POLICY, policy.slug): quoted(policy.title, policy.cases[0])
        for policy in casebook.policies
    }
    result |= {
        (Ground.TERM, term.slug): quoted(term.text, term.first.case) for term in casebook.terms
    }
    for case in casebook.cases:
        for reason in (reason for entry in case.similar for reason in entry.reasons):
            if reason.ground is Ground.WORDS:
                for word in reason.shared:
                    result.setdefault((Ground.WORDS, word), quoted(word, case.slug))
    return result


def names_used(case: Case, names: Names) -> list[Name]:
    """Return the names that the reasons of likeness of a case refer to."""
    return [
        names[reason.ground, key]
        for other in case.similar
        for reason in other.reasons
        for key in reason.shared
    ]
