"""The two editions that a knowledge base has unless it chooses others."""

from __future__ import annotations

from casebook.records import Casebook, Edition
from casebook.text.editions import editions_of
from casebook.text.overrides import Overrides
from casebook.text.printer import Printer, Wording

EDITIONS = editions_of()
TRADITIONAL, SIMPLIFIED = EDITIONS


def printer(casebook: Casebook, edition: Edition) -> Printer:
    """Return what prints the articles of a casebook in an edition, without rulings."""
    articles = (case.article for case in casebook.cases)
    return Printer(edition, Wording.of(articles, Overrides()))
