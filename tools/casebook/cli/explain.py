"""Line by line, what cleaning did to a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import click

from casebook.cli.common import printable
from casebook.ingest.clean.cause_words import CAUSES
from casebook.ingest.clean.explain import Fate, explain
from casebook.ingest.pipeline import Cleaned
from casebook.messages import current
from casebook.text.editions import editions_of, known_tags
from casebook.text.labels import STEPS
from casebook.text.printer import Printer

_LOOKS = {
    Fate.KEPT: (" ", None),
    Fate.CHANGED: ("~", "yellow"),
    Fate.REMOVED: ("-", "red"),
}


def print_lines(cleaned: Cleaned) -> None:
    """Print each line with its number and fate, and below it which step did what.

    In colour on a terminal, plain in a pipe.
    """
    said = _words()
    for item in explain(cleaned.lines, cleaned.kept, cleaned.ledger):
        mark, colour = _LOOKS[item.fate]
        line = f"{item.line.number:5d} {mark} {printable(item.line.text)}"
        click.echo(click.style(line, fg=colour))
        for removal in item.removals:
            shown = "" if removal.text == item.line.text else f" {removal.text!r}"
            why = f"{said(STEPS, removal.step)}: {said(CAUSES, removal.reason)}{shown}"
            click.echo(click.style(f"        {why}", dim=True))
        for repair in item.repairs:
            change = f"{repair.before!r} -> {repair.after!r}"
            why = f"{said(STEPS, repair.step)}: {change} ({said(CAUSES, repair.reason)})"
            click.echo(click.style(f"        {why}", dim=True))


def _words() -> Callable[[Mapping[str, str], str], str]:
    """Return what says a step or cause in the language of the person: the words of the editor."""
    language = current()
    edition = next((x for x in editions_of(known_tags()) if x.locale == language), None)
    if edition is None:
        return lambda _, key: key
    interface = Printer(edition).interface
    return lambda known, key: interface(known[key]) if key in known else key
