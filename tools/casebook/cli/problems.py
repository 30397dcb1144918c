"""``casebook problems``: the list of problem codes."""

from __future__ import annotations

import click

from casebook.problems import code_page


@click.command(short_help="Print the list of problem codes as Markdown.")
def problems() -> None:
    """Print every problem code with its meaning and remedy, as Markdown.

    docs/project/problems.md is this output; a test holds the two together.

    Example: casebook problems > docs/project/problems.md
    """
    click.echo(code_page(), nl=False)
