"""Articles to knowledge: indicators, policies, terms, places, organisations, links."""

from casebook.knowledge.build import annotate
from casebook.knowledge.corrections import (
    Corrections,
    Glossary,
    check_corrections,
    read_corrections,
    read_glossary,
)

__all__ = [
    "Corrections",
    "Glossary",
    "annotate",
    "check_corrections",
    "read_corrections",
    "read_glossary",
]
