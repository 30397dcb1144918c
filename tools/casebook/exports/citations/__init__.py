"""How a case is cited: one record, printed in the forms that readers and programs take.

The package knows articles and editions, but neither pages nor Sphinx.
``docs/project/data.md`` says what the files hold.
"""

from casebook.exports.citations.files import (
    COLLECTED,
    FORMATS,
    case_citations,
    cited,
    collected_citations,
)
from casebook.exports.citations.head import head_tags
from casebook.exports.citations.printed import ADDRESS, DAY, apa, gbt, to_fill
from casebook.exports.citations.reference import Dating, Reference, reference

__all__ = [
    "ADDRESS",
    "COLLECTED",
    "DAY",
    "FORMATS",
    "Dating",
    "Reference",
    "apa",
    "case_citations",
    "cited",
    "collected_citations",
    "gbt",
    "head_tags",
    "reference",
    "to_fill",
]
