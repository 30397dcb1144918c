"""The steps of cleaning, in their order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial

from casebook.ingest.clean import overrules as rules
from casebook.ingest.clean.advertising import advertising
from casebook.ingest.clean.captions import captions
from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.chrome import chrome
from casebook.ingest.clean.comments import comments
from casebook.ingest.clean.elsewhere import NAME as SHARED
from casebook.ingest.clean.elsewhere import elsewhere
from casebook.ingest.clean.end_credit import end_credit
from casebook.ingest.clean.installed import installed_steps
from casebook.ingest.clean.masthead import masthead
from casebook.ingest.clean.outside import TAKEN, hidden, outside, unread
from casebook.ingest.clean.overrules import Overrules
from casebook.ingest.clean.pinyin import pinyin
from casebook.ingest.clean.punctuation import punctuation, stops
from casebook.ingest.clean.residue import residue
from casebook.ingest.clean.script import script
from casebook.ingest.clean.step import Lines, Outcome, Step, without
from casebook.ingest.clean.torn import torn
from casebook.ingest.facts.masthead import EMPTY, Masthead
from casebook.ingest.facts.readings import Readings
from casebook.ingest.headings.title import Choice
from casebook.records import Ledger, Removal, Repair, Role

STEPS: tuple[Step, ...] = (
    Step("hidden", hidden),
    Step("residue", residue),
    Step("pinyin", pinyin),
    Step("torn", torn),
    Step("advertising", advertising),
    Step("comments", comments),
    Step("masthead", unread(masthead)),
    Step("outside", outside),
    Step("chrome", chrome),
    Step("captions", captions),
    Step("end-credit", end_credit),
    Step("punctuation", punctuation),
    Step("stops", stops),
    Step("script", script),
)


@dataclass(frozen=True, slots=True)
class Result:
    """What cleaning made of the lines of a page.

    ``head`` and ``foot`` are what the masthead and the line of editors say, ``said`` what each
    line gave of it, by its number, and ``choice`` how the title of a page without markup was
    chosen.
    """

    lines: Lines
    ledger: Ledger
    head: Masthead = EMPTY
    foot: Masthead = EMPTY
    choice: Choice | None = None
    said: Readings = field(default_factory=dict)


def clean(
    lines: Lines, overrules: Overrules | None = None, steps: tuple[Step, ...] | None = None
) -> Result:
    """Run the steps over the lines of a page.

    :param overrules: lines that stay or go whatever the steps say.
    :param steps: by default those of the program, then those of installed packages.
    :returns: the kept lines, the ledger of everything taken out or changed, in the
        order of the steps, and what the steps understood.
    """
    overrules = overrules or Overrules()
    if steps is None:
        steps = (*STEPS, *installed_steps()[0])
    if overrules.shared:
        steps = (Step(SHARED, partial(elsewhere, shared=overrules.shared)), *steps)
    removals: list[Removal] = []
    repairs: list[Repair] = []
    names = tuple(step.name for step in steps)
    if overrules.drop:
        forced = {at: Cause.FORCED_OUT for at, x in enumerate(lines) if x.text in overrules.drop}
        dropped = without(lines, forced, rules.NAME)
        lines = dropped.lines
        removals += dropped.removals
        names = (rules.NAME, *names)
    head = foot = EMPTY
    choice: Choice | None = None
    said: Readings = {}
    kept = frozenset(line.number for line in lines if line.text in overrules.keep)
    for step in steps:
        outcome = step.run(lines)
        if kept:
            outcome = _protected(lines, outcome, kept)
        lines = outcome.lines
        removals += outcome.removals
        repairs += outcome.repairs
        head, foot = head.filled_by(outcome.head), foot.filled_by(outcome.foot)
        choice = choice or outcome.choice
        said |= outcome.said
    return Result(lines, Ledger(tuple(removals), tuple(repairs), names), head, foot, choice, said)


def _protected(before: Lines, outcome: Outcome, kept: frozenset[int]) -> Outcome:
    """Undo what a step took out of lines that are forced in."""
    hit = {removal.line for removal in outcome.removals if removal.line in kept}
    if not hit:
        return outcome
    after = {line.number: line for line in outcome.lines}
    for line in before:
        if line.number in hit:
            after[line.number] = replace(line, role=Role.TEXT if line.role in TAKEN else line.role)
    kept_lines = tuple(after[line.number] for line in before if line.number in after)
    removals = tuple(removal for removal in outcome.removals if removal.line not in hit)
    repairs = tuple(repair for repair in outcome.repairs if repair.line not in hit)
    return replace(outcome, lines=kept_lines, removals=removals, repairs=repairs)
