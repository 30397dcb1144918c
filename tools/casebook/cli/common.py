"""What the verbs share: options, and how problems are told."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from casebook.problems import Code, Problem, Severity
from casebook.project import Project, Snapshot, load
from casebook.settings import Settings, read_settings

Verb = TypeVar("Verb", bound=Callable[..., Any])

articles_option = click.option(
    "--articles",
    type=click.Path(path_type=Path),
    default=Path("articles"),
    show_default=True,
    envvar="CASEBOOK_ARTICLES",
    help="Folder of the cleaned articles.",
)
docs_option = click.option(
    "--docs",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("docs"),
    show_default=True,
    envvar="CASEBOOK_DOCS",
    help="Folder of the Sphinx source.",
)
build_option = click.option(
    "--build",
    "build_folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build"),
    show_default=True,
    envvar="CASEBOOK_BUILD",
    help="Folder of what is built.",
)


def _check_config(context: click.Context, parameter: click.Parameter, value: Path) -> Path:
    """Let only the default be missing: a name that was given is a file that was meant."""
    given = context.get_parameter_source(str(parameter.name)) is not ParameterSource.DEFAULT
    if given and not value.exists():
        raise click.BadParameter(f"file {printable(str(value))!r} does not exist")
    return value


config_option = click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path, dir_okay=False),
    callback=_check_config,
    default=Path("casebook.toml"),
    show_default=True,
    envvar="CASEBOOK_CONFIG",
    help="Settings; without the file every setting has its default.",
)


# Takes what stands on the line off a terminal, so that something else can be printed there.
CLEAR_LINE = "\r\x1b[K"

# Control and format characters, lone surrogates, line and paragraph separators.
_CONTROLS = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def printable(text: str) -> str:
    """Return text for one line of a terminal: what would control it is written as an escape."""
    return "".join(
        char.encode("unicode_escape").decode() if unicodedata.category(char) in _CONTROLS else char
        for char in text
    )


def many(number: int, noun: str) -> str:
    """Return a number with an English noun: 1 article, 2 articles."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def tell(problems: Iterable[Problem]) -> None:
    """Print problems on standard error, one a line."""
    for problem in problems:
        click.echo(printable(str(problem)), err=True)


def is_bad(problems: Iterable[Problem]) -> bool:
    """Whether a problem is an error, so that the exit status must be 1."""
    return any(problem.code.severity is Severity.ERROR for problem in problems)


def load_snapshot(articles: Path, settings_file: Path) -> Snapshot:
    """Load a knowledge base; end the program with status 1 where there is nothing to build.

    Without a folder of articles, or with wrong settings, what was built before stays.
    """
    if not articles.is_dir():
        tell((Problem(Code.FOLDER_MISSING, articles.as_posix()),))
        raise click.exceptions.Exit(1)
    snapshot = load(Project.of(articles, settings_file))
    wrong = [one for one in snapshot.problems if one.code in (Code.CONFIG_BROKEN, Code.CONFIG_KEY)]
    if wrong:
        tell(wrong)
        raise click.exceptions.Exit(1)
    return snapshot


def load_config(file: Path) -> Settings:
    """Read the settings; end the program with status 1 where they are wrong."""
    config, problems = read_settings(file)
    tell(problems)
    if problems:
        raise click.exceptions.Exit(1)
    return config
