"""Help in the language of the person at the terminal."""

from __future__ import annotations

import copy
import inspect

import click

from casebook.messages import current, say


class Verbs(click.Group):
    """The verbs, each with its help in the language of the person.

    The commands themselves stay as they were declared, in English.
    """

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a verb, as click asks for it to run it or to list it."""
        verb = super().get_command(ctx, cmd_name)
        return in_language(verb) if verb and current() else verb

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write what the program does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(say(inspect.cleandoc(self.help or "")))


def in_language(verb: click.Command) -> click.Command:
    """Return a verb whose help is in the language of the person."""
    said = copy.copy(verb)
    said.help = say(inspect.cleandoc(verb.help or ""))
    said.short_help = say(verb.short_help or "")
    said.params = []
    for parameter in verb.params:
        own = copy.copy(parameter)
        if isinstance(own, click.Option) and own.help:
            own.help = say(own.help)
        said.params.append(own)
    return said
