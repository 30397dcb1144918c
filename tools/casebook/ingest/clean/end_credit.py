"""The credit glued to the last sentence of a text, or to its first, is read and taken off it.

What it says goes to the facts of the article, its words to the ledger.  One in brackets on a line
of its own is how the text itself closes: it is read and stays.
"""

from __future__ import annotations

import re
from dataclasses import replace

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.running import is_sentence
from casebook.ingest.clean.step import Edit, Lines, Outcome, apply, records
from casebook.ingest.facts.end_credit import (
    MARKED,
    read_end_credit,
    read_front_credit,
    read_lone_name,
)
from casebook.ingest.facts.masthead import EMPTY, Masthead
from casebook.ingest.facts.readings import Readings
from casebook.records import Repair, Role

NAME = "end-credit"
_TEXT = {Role.TEXT, Role.BOLD, Role.ITEM}
_FIRST = 4
"""Lines of the text among which its first paragraph stands."""
_CREDIT = 60
"""Characters of a credit at the end of a paragraph, at most."""
_OPENED = re.compile("[（(][^（()）]*$")
_OPEN = ("（", "(", "【", "[")


def end_credit(lines: Lines) -> Outcome:
    """Take the credits off the first and the last paragraph of the text."""
    own = [at for at, line in enumerate(lines) if line.role in _TEXT]
    if not own:
        return Outcome(lines)
    lines, before, head, said = _without_front(lines, own[:_FIRST])
    foot = EMPTY
    behind: tuple[Repair, ...] = ()
    # Below the last sentence links of the site may be left.
    ends = {own[-1], next((at for at in reversed(own) if is_sentence(lines[at].text)), own[-1])}
    for at in own:
        text = lines[at].text
        # Within the text the mark of a paper must lead it: …。”□本报记者 周海.
        found = read_end_credit(text) if at in ends or MARKED.search(text[-_CREDIT:]) else None
        if at in ends and not found:
            found = read_lone_name([lines[x].text for x in own if x <= at])
        if found:
            # （本文经本人确认。编辑：周海）: the bracket is of the text, too.
            closing = text[-1] if _OPENED.search(text[: found[0]]) else ""
            lines, cut = _cut(lines, at, Edit(found[0], len(text), closing))
            foot, behind = found[1].filled_by(foot), (*behind, *cut)
            number = lines[at].number
            said[number] = found[1].filled_by(said.get(number, EMPTY))
    foot = foot.filled_by(_below(lines, own[-1]))
    return Outcome(lines, (), (*before, *behind), head=head, foot=foot, said=said)


def _without_front(
    lines: Lines, first: list[int]
) -> tuple[Lines, tuple[Repair, ...], Masthead, Readings]:
    """Take the credit off the first paragraph; a heading may stand above it."""
    at = next((at for at in first if is_sentence(lines[at].text)), -1)
    found = read_front_credit(lines[at].text) if at >= 0 else None
    if not found:
        return lines, (), EMPTY, {}
    made, repairs = _cut(lines, at, Edit(0, found[0], ""))
    return made, repairs, found[1], {lines[at].number: found[1]}


def _cut(lines: Lines, at: int, edit: Edit) -> tuple[Lines, tuple[Repair, ...]]:
    line = lines[at]
    made = replace(line, text=apply(line.text, [edit]))
    repairs = tuple(records(line.number, line.text, [edit], NAME, Cause.CREDIT))
    return (*lines[:at], made, *lines[at + 1 :]), repairs


def _below(lines: Lines, at: int) -> Masthead:
    """Read a credit in brackets that is the last line, right below the end of a sentence."""
    above = lines[at - 1] if at > 0 else None
    if above is None or above.role not in _TEXT or not lines[at].text.startswith(_OPEN):
        return EMPTY
    found = read_end_credit(above.text.rstrip()[-1:] + lines[at].text)
    return found[1] if found else EMPTY
