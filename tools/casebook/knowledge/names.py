"""Names that several cases share, with whose words they are.

A name is printed as the article that has it first prints it: in the script of that
article, and by the words that are laid down for it (``keep``, rulings).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casebook.knowledge.fields import fields
from casebook.knowledge.regions import divisions
from casebook.records import Casebook, Ground, Script


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

    found = {(Ground.FIELD, one.key): Name(one.name, Script.HANT) for one in fields()}
    found |= {
        (Ground.REGION, code): Name(one.name, Script.HANS)
        for code, one in divisions().items()
        if not one.parent
    }
    found |= {
        (Ground.POLICY, one.slug): quoted(one.title, one.cases[0]) for one in casebook.policies
    }
    found |= {(Ground.TERM, one.slug): quoted(one.text, one.first.case) for one in casebook.terms}
    for case in casebook.cases:
        for reason in (reason for one in case.similar for reason in one.reasons):
            if reason.ground is Ground.WORDS:
                for word in reason.shared:
                    found.setdefault((Ground.WORDS, word), quoted(word, case.slug))
    return found
