"""Line by line, what cleaning did to a page."""

from __future__ import annotations

import click

from casebook.cli.common import printable
from casebook.ingest.clean.explain import Fate, explain
from casebook.ingest.pipeline import Cleaned

_LOOKS = {
    Fate.KEPT: (" ", None),
    Fate.CHANGED: ("~", "yellow"),
    Fate.REMOVED: ("-", "red"),
}


def print_lines(cleaned: Cleaned) -> None:
    """Print each line with its number and fate, and below it which step did what.

    In colour on a terminal, plain in a pipe.
    """
    for item in explain(cleaned.lines, cleaned.kept, cleaned.ledger):
        mark, colour = _LOOKS[item.fate]
        line = f"{item.line.number:5d} {mark} {printable(item.line.text)}"
        click.echo(click.style(line, fg=colour))
        for removal in item.removals:
            shown = "" if removal.text == item.line.text else f" {removal.text!r}"
            click.echo(click.style(f"        {removal.step}: {removal.reason}{shown}", dim=True))
        for repair in item.repairs:
            change = f"{repair.before!r} -> {repair.after!r}"
            click.echo(click.style(f"        {repair.step}: {change} ({repair.reason})", dim=True))
