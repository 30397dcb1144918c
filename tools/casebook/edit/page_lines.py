"""The lines of a saved page beside the article: what was kept, cut or changed, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casebook.edit.outline import Entries, Entry, Heading
from casebook.ingest.clean.explain import Fate
from casebook.records import Ledger, Line, Loss, Removal, Repair, block_texts


@dataclass(frozen=True, slots=True)
class Cut:
    """What was taken out of a line; ``number`` is its place in the ledger.

    ``loss`` says how it may be text of the article, where cleaning thinks so.
    """

    number: int
    removal: Removal
    loss: Loss | None = None


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line of the saved page, or of the ledger where the page was not kept.

    :param number: of the line in the page, 0 where it is not known.
    :param text: as it was read; of a line of which the ledger has only parts, nothing.
    """

    number: int
    text: str
    fate: Fate
    cuts: tuple[Cut, ...] = ()
    repairs: tuple[Repair, ...] = ()


def page_lines(ledger: Ledger, lines: Sequence[Line] = ()) -> tuple[PageLine, ...]:
    """Return what became of each line.

    :param lines: the lines of the saved page as read; without them only lines that the
        ledger names are known.
    """
    losses = {(alarm.line, alarm.text): alarm.loss for alarm in ledger.alarms}
    cuts: dict[int, list[Cut]] = {}
    for number, removal in enumerate(ledger.removals):
        loss = losses.get((removal.line, removal.text))
        cuts.setdefault(removal.line, []).append(Cut(number, removal, loss))
    repairs: dict[int, list[Repair]] = {}
    for repair in ledger.repairs:
        repairs.setdefault(repair.line, []).append(repair)
    if lines:
        known = {line.number for line in lines}
        listed = [*lines, *(Line(n, "") for n in sorted({*cuts, *repairs} - known))]
    else:
        listed = [Line(number, "") for number in sorted({*cuts, *repairs})]
    return tuple(_line(line, cuts, repairs) for line in listed)


def _line(
    line: Line, cuts: Mapping[int, list[Cut]], repairs: Mapping[int, list[Repair]]
) -> PageLine:
    taken, changed = cuts.get(line.number, []), repairs.get(line.number, [])
    whole = [item for item in taken if not line.text or item.removal.text == line.text]
    if whole and not changed:
        fate = Fate.REMOVED
    elif taken or changed:
        fate = Fate.CHANGED
    else:
        fate = Fate.KEPT
    return PageLine(line.number, line.text, fate, tuple(taken), tuple(changed))


def place_of(removal: Removal, ledger: Ledger, listed: Entries, lines: Sequence[Line]) -> int:
    """Guess after which entry of the article a line stood that was cut.

    With the saved page it is the entry of the nearest line before that the article has;
    without it the lines that were kept are counted.  A person sees where it landed.

    :returns: the place of an entry, -1 for the top.
    """
    if lines:
        texts = {text: at for at, entry in enumerate(listed) for text in _texts(entry)}
        before = [line.text for line in lines if line.number < removal.line]
        return next((texts[text] for text in reversed(before) if text in texts), -1)
    cut = {item.line for item in ledger.removals if item.line < removal.line}
    kept = removal.line - 1 - len(cut)
    # One of them is the title, which is no entry.
    return max(-1, min(kept - 2, len(listed) - 1))


def _texts(entry: Entry) -> tuple[str, ...]:
    return (entry.text,) if isinstance(entry, Heading) else block_texts(entry)
