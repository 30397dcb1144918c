"""``casebook settings``: the list of settings."""

from __future__ import annotations

import click

from casebook.settings_text import settings_page


@click.command(short_help="Print the list of settings as Markdown.")
def settings() -> None:
    """Print every setting with its form, default and meaning, as Markdown.

    docs/project/settings.md is this output; a test holds the two together.

    Example: casebook settings > docs/project/settings.md
    """
    click.echo(settings_page(), nl=False)
