"""Every verb says what it does, shows an example, and what bad input gets."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from casebook.cli import main
from casebook.cli.problems import code_page


def _verbs(group: click.Group, way: tuple[str, ...] = ()) -> dict[tuple[str, ...], click.Command]:
    result: dict[tuple[str, ...], click.Command] = {}
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            result |= _verbs(command, (*way, name))
        else:
            result[*way, name] = command
    return result


VERBS = _verbs(main)
# What a verb says of bad input: how it is reported, or what is left out.
_BAD_INPUT = ("exit status", "reported", "file:line: CODE", "left out")


@pytest.mark.parametrize("way", VERBS, ids=" ".join)
def test_verb_is_documented(way: tuple[str, ...]) -> None:
    verb = VERBS[way]
    assert verb.short_help
    help_text = verb.help or ""
    assert f"Example: casebook {' '.join(way)}" in help_text
    reads_input = any(parameter.name != "help" for parameter in verb.params)
    assert not reads_input or any(words in help_text for words in _BAD_INPUT)
    for parameter in verb.params:
        assert isinstance(parameter, click.Argument) or parameter.help, parameter.name


@pytest.mark.parametrize("way", VERBS, ids=" ".join)
def test_verb_shows_its_help(way: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(main, [*way, "--help"])
    assert shown.exit_code == 0
    assert f"casebook {' '.join(way)}" in shown.output.replace("main", "casebook")


@pytest.mark.parametrize("way", VERBS, ids=" ".join)
def test_verb_called_wrongly_ends_with_status_2(way: tuple[str, ...]) -> None:
    assert CliRunner().invoke(main, [*way, "--no-such-option"]).exit_code == 2


def test_program_lists_its_verbs() -> None:
    shown = CliRunner().invoke(main, ["-h"]).output
    for name, verb in main.commands.items():
        assert name in shown
        assert (verb.short_help or "").split()[0] in shown


def test_problems_prints_the_page_of_codes() -> None:
    assert CliRunner().invoke(main, ["problems"]).stdout == code_page()
