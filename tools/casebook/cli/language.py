"""Help, and what click says, in the language of the person at the terminal."""

from __future__ import annotations

import contextlib
import copy
import errno
import gettext
import importlib
import inspect
import os
import re
import sys
from collections.abc import Iterable, Iterator, MutableMapping
from typing import Any
from unicodedata import east_asian_width

import click

from casebook.files import FULL
from casebook.messages import current, say
from casebook.problems import Code, Problem
from casebook.settings_text import in_script


class Modules(MutableMapping[str, click.Command]):
    """Commands, each loaded from the module of its name when it is asked for.

    A verb need not wait for what only others use.
    """

    def __init__(self, package: str, names: Iterable[str]) -> None:
        self._package = package
        self._commands: dict[str, click.Command | None] = dict.fromkeys(names)

    def __getitem__(self, name: str) -> click.Command:
        command = self._commands[name]
        if command is None:
            module = importlib.import_module(f"{self._package}.{name}")
            command = self._commands[name] = getattr(module, f"{name}_verb", None) or getattr(
                module, name
            )
        return command

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._commands[name] = command

    def __delitem__(self, name: str) -> None:
        del self._commands[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._commands)

    def __len__(self) -> int:
        return len(self._commands)


class Verbs(click.Group):
    """The verbs, each with its help in the language of the person.

    The commands themselves stay as they were declared, in English.
    """

    def main(self, *arguments: Any, **options: Any) -> Any:
        """Run a verb."""
        _open_closed()
        _let_click_say()
        return super().main(*arguments, **options)

    def make_context(self, *arguments: Any, **options: Any) -> click.Context:
        """Read the call of the program itself."""
        with _typeset(), _written(), _allowed():
            return super().make_context(*arguments, **options)

    def invoke(self, ctx: click.Context) -> Any:
        """Read the call of a verb, and do it."""
        with _typeset(), _written(), _allowed():
            return super().invoke(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a verb, as click asks for it to run it or to list it."""
        verb = super().get_command(ctx, cmd_name)
        return in_language(verb) if verb else None

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the options of the program itself."""
        return [*map(_said, super().get_params(ctx))]

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return what a call is made of, for the line of usage."""
        return [say(piece) for piece in super().collect_usage_pieces(ctx)]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option for help, which click would keep in the words of its first use."""
        self._help_option = None
        return super().get_help_option(ctx)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write what the program does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(say(inspect.cleandoc(self.help or "")))


_REFUSED = (errno.EACCES, errno.EPERM, errno.ENAMETOOLONG)


def _open_closed() -> None:
    """Let standard input, output and errors be the null device where they are closed.

    Else the next file that is opened has the number of one of them, and is written into.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            null = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, os.fdopen(null, mode, encoding="utf-8", closefd=False))


def _is_stdout_full() -> bool:
    """Whether what waits to be written to standard output still cannot be."""
    try:
        sys.stdout.write("")
        sys.stdout.flush()
    except OSError as error:
        return error.errno in FULL
    return False


@contextlib.contextmanager
def _written() -> Iterator[None]:
    """Say that what was to be said could not be written: its file is on a full disk."""
    try:
        yield
    except OSError as error:
        if error.errno not in FULL or not _is_stdout_full():
            raise
        # Only here: help needs no knowledge base.
        from casebook.cli.common import print_problems  # noqa: PLC0415

        # Python would try once more at its end, and say so (docs.python.org, note on SIGPIPE).
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        with contextlib.suppress(OSError):
            print_problems((Problem(Code.NOT_WRITTEN, "<stdout>", 0, error.strerror or ""),))
        raise click.exceptions.Exit(1) from error


@contextlib.contextmanager
def _allowed() -> Iterator[None]:
    """Say what the system does not let the program have: the sight of a file, memory.

    It may be any file that a person names, or that lies in a folder that may not be searched,
    and a question as small as whether it is there.
    """
    try:
        yield
    except OSError as error:
        if error.errno not in _REFUSED or error.filename is None:
            raise
        name, reason = os.fsdecode(error.filename), error.strerror or ""
        problem = Problem(Code.FILE_UNREADABLE, name, 0, reason)
    except MemoryError:
        problem = Problem(Code.PROGRAM_MEMORY, ".")
    else:
        return
    # Only here: help needs no knowledge base.
    from casebook.cli.common import print_problems  # noqa: PLC0415

    print_problems((problem,))
    raise click.exceptions.Exit(1)


@contextlib.contextmanager
def _typeset() -> Iterator[None]:
    """Set what is said of a wrong call as Chinese is: click puts sentences together as English."""
    try:
        yield
    except click.UsageError as error:
        if not current():
            raise
        message = error.format_message()
        if isinstance(error, click.MissingParameter):
            message = re.sub(r"(?<!\.)\.(?= |$)", "。", message)
        message = re.sub("(?<=[。？）]) ", "", message)
        raise click.UsageError(message, error.ctx) from error


def _let_click_say() -> None:
    """Let click take its words from the catalogues of the program.

    It asks gettext, whose catalogues are compiled files in folders that the system names, and
    counts characters where it sets columns, of which a Chinese one takes two.
    """
    functions = ((gettext.gettext, say), (gettext.ngettext, _say_many), (_LENGTH, _columns))
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "click":
            for function, own in functions:
                known = [key for key, value in vars(module).items() if value is function]
                for key in known:
                    setattr(module, key, own)


_LENGTH = vars(click.formatting)["term_len"]


def _columns(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in click.unstyle(text))


def _say_many(one: str, many: str, number: int) -> str:
    return say(one if number == 1 else many)


def in_language(verb: click.Command) -> click.Command:
    """Return a verb whose help is in the language of the person."""
    said = copy.copy(verb)
    said.help = say(inspect.cleandoc(verb.help or ""))
    said.short_help = say(verb.short_help or "")
    said.options_metavar = say(verb.options_metavar or "") or None
    said.params = [*map(_said, verb.params)]
    return said


def _said(parameter: click.Parameter) -> click.Parameter:
    """Return an option or an argument in the language of the person, with what it takes."""
    own = copy.copy(parameter)
    if isinstance(own, click.Option) and own.help:
        own.help = say(own.help)
    if not current():
        return own
    if isinstance(own.default, str):
        own.default = in_script(own.default)
    own.type = copy.copy(own.type)
    own.type.name = _name("value", own.type.name)
    if own.metavar:
        own.metavar = " ".join(_name("argument", part) for part in own.metavar.split(" "))
    elif isinstance(own, click.Argument) and not isinstance(own.type, click.Choice):
        name = _name("argument", (own.name or "").upper())
        more = "..." if own.nargs != 1 else ""
        own.metavar = f"{name if own.required else f'[{name}]'}{more}"
    return own


def _name(kind: str, name: str) -> str:
    """Return what an argument or a value is called; signs around its name stay."""
    bare = name.strip("[].")
    known = say(f"{kind} {bare}")
    return name if known == f"{kind} {bare}" else name.replace(bare, known)
