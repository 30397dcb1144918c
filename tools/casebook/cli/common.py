"""What the verbs share: options, and how problems are reported."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import os
import socket
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

from casebook.messages import say, say_problem
from casebook.problems import Code, Problem, Severity
from casebook.project import SETTINGS, Project, Snapshot, load, wrong_settings

Verb = TypeVar("Verb", bound=Callable[..., Any])


def _in_a_base(context: click.Context, parameter: click.Parameter, value: Path) -> Path:
    """End with status 1 outside a knowledge base, where nobody said which one is meant."""
    is_default = (
        context.get_parameter_source(parameter.name or "") is click.core.ParameterSource.DEFAULT
    )
    if context.params.get("explain"):
        return value  # nothing is written, so that no knowledge base is needed
    if is_default and not value.is_dir() and not Path(SETTINGS).exists():
        here = value.absolute().parent
        detail = next((f"There is one in {base}." for base in _bases_near(here)), "")
        print_problems((Problem(Code.NO_BASE, here.as_posix(), 0, detail),))
        raise click.exceptions.Exit(1)
    return value


def _bases_near(folder: Path) -> Iterator[str]:
    """Yield the knowledge bases that a folder lies in or holds, as a person would name them."""
    for number, above in enumerate(folder.parents, 1):
        if (above / SETTINGS).is_file():
            yield "/".join([".."] * number)
    with contextlib.suppress(OSError):
        yield from sorted(path.parent.name for path in folder.glob(f"*/{SETTINGS}"))


articles_option = click.option(
    "--articles",
    type=click.Path(path_type=Path, readable=False),  # reading it says what is wrong
    default=Path("articles"),
    show_default=True,
    envvar="CASEBOOK_ARTICLES",
    callback=_in_a_base,
    help="Folder of the cleaned articles.",
)
docs_option = click.option(
    "--docs",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="CASEBOOK_DOCS",
    help="Folder of the Sphinx source. Default: docs of the knowledge base.",
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


def _check_config(
    _context: click.Context, _parameter: click.Parameter, value: Path | None
) -> Path | None:
    """Let only the default be missing: a name that was given is a file that was meant."""
    if value and not value.exists():
        raise click.BadParameter(
            say("file {name} does not exist", name=repr(printable(str(value))))
        )
    return value


config_option = click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path, dir_okay=False),
    callback=_check_config,
    envvar="CASEBOOK_CONFIG",
    help="Settings. Default: casebook.toml above the articles, else that of the current "
    "folder; without the file every setting has its default.",
)


def _day(
    _context: click.Context, _parameter: click.Parameter, value: dt.datetime | None
) -> dt.date:
    """Return the day that was given, else today."""
    return (value or dt.datetime.now().astimezone()).date()


class _Day(click.DateTime):
    """A day as it is written in the files."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.datetime:
        """Read the day; show one where it cannot be read."""
        try:
            day: dt.datetime = super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(say("a day is written as 2026-01-02"), param, ctx)
        return day


day_option = click.option(
    "--date",
    "day",
    type=_Day(),
    metavar="YYYY-MM-DD",
    callback=_day,
    help="Day that history.jsonl gives to the change. Default: today.",
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


HOST = "127.0.0.1"
"""This machine, and nobody else's."""


def listening_at(port: int) -> socket.socket:
    """Take a port of this machine; end with status 1 where it is not to be had."""
    try:
        return socket.create_server((HOST, port))
    except OSError as error:
        why = "" if error.errno == errno.EADDRINUSE else f"({os.strerror(error.errno or 0)})"
        print_problems((Problem(Code.PORT_TAKEN, f"{HOST}:{port}", 0, why),))
        raise click.exceptions.Exit(1) from error


def print_problems(problems: Iterable[Problem]) -> None:
    """Print problems on standard error, one a line.

    What to do about an error or a warning stands below the first of its code in a run.
    """
    context = click.get_current_context(silent=True)
    explained = context.find_root().meta.setdefault(_EXPLAINED, set()) if context else set()
    for problem in problems:
        click.echo(printable(say_problem(problem)), err=True)
        if problem.code.severity is not Severity.NOTE and problem.code not in explained:
            explained.add(problem.code)
            click.echo(f"        → {printable(say(problem.code.remedy))}", err=True)


_EXPLAINED = "casebook.explained"
"""The codes whose remedy was printed, in what a run of the program remembers."""


def is_bad(problems: Iterable[Problem]) -> bool:
    """Whether a problem is an error, so that the exit status must be 1."""
    return any(problem.code.severity is Severity.ERROR for problem in problems)


def load_snapshot(
    articles: Path,
    settings_file: Path | None,
    docs: Path | None = None,
    cache: Callable[[], Path | None] = lambda: None,
) -> Snapshot:
    """Load a knowledge base; end the program with status 1 where there is nothing to build.

    Without a folder of articles, or with wrong settings, what was built before stays.
    Parameters are those of :meth:`casebook.project.Project.of`.

    :param cache: returns the folder in which annotation is saved; called where there are articles.
    """
    stop_without_articles(articles)
    project = Project.of(articles, settings_file, docs)
    if project.docs.resolve() == articles.resolve():  # pages would be read as articles
        print_problems((Problem(Code.BUILD_AMONG_SOURCES, project.docs.as_posix()),))
        raise click.exceptions.Exit(1)
    snapshot = load(project, cache(), texts=False)
    stop_at_wrong_settings(snapshot.problems)
    of_folder = [item for item in snapshot.problems if item.file == articles.as_posix()]
    if of_folder:
        print_problems(of_folder)
        raise click.exceptions.Exit(1)
    return snapshot


def stop_without_articles(articles: Path) -> None:
    """End the program with status 1 where there is no folder of articles."""
    if not articles.is_dir():
        print_problems((Problem(Code.FOLDER_MISSING, articles.as_posix()),))
        raise click.exceptions.Exit(1)


def stop_at_wrong_settings(problems: Iterable[Problem]) -> None:
    """End the program with status 1 where the settings are wrong."""
    if wrong := wrong_settings(problems):
        print_problems(wrong)
        raise click.exceptions.Exit(1)


def stop_among_sources(project: Project, build_folder: Path) -> None:
    """End with status 1 where the build folder is a folder of sources, or lies in one.

    It may hold them: a build removes only what its manifest lists.
    """
    build = build_folder.resolve()
    sources = [folder.resolve() for folder in (project.articles, project.docs, project.data)]
    if any(source in (build, *build.parents) for source in sources):
        print_problems((Problem(Code.BUILD_AMONG_SOURCES, build_folder.as_posix()),))
        raise click.exceptions.Exit(1)
