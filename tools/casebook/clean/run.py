"""The steps of cleaning, in their order."""

from __future__ import annotations

from casebook.clean.advertising import advertising
from casebook.clean.captions import captions
from casebook.clean.chrome import chrome
from casebook.clean.masthead import masthead
from casebook.clean.outside import hidden, outside
from casebook.clean.punctuation import punctuation
from casebook.clean.residue import residue
from casebook.clean.script import script
from casebook.clean.step import Lines, Step
from casebook.model import Ledger, Removal, Repair

STEPS: tuple[Step, ...] = (
    Step("hidden", hidden),
    Step("residue", residue),
    Step("advertising", advertising),
    Step("masthead", masthead),
    Step("outside", outside),
    Step("chrome", chrome),
    Step("captions", captions),
    Step("punctuation", punctuation),
    Step("script", script),
)


def clean(lines: Lines, steps: tuple[Step, ...] = STEPS) -> tuple[Lines, Ledger]:
    """Run the steps over the lines of a page.

    :returns: the kept lines, and the ledger of everything taken out or changed,
        in the order of the steps.
    """
    removals: list[Removal] = []
    repairs: list[Repair] = []
    for step in steps:
        outcome = step.run(lines)
        lines = outcome.lines
        removals += outcome.removals
        repairs += outcome.repairs
    return lines, Ledger(tuple(removals), tuple(repairs), tuple(step.name for step in steps))
