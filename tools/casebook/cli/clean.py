"""``casebook clean``: delete what was built."""

from __future__ import annotations

from pathlib import Path

import click

from casebook.cli.common import build_option, print_problems, printable
from casebook.messages import counted, say
from casebook.output import Output
from casebook.problems import Code, Problem


@click.command("clean", short_help="Delete what `casebook build` made.")
@build_option
def clean(build_folder: Path) -> None:
    """Delete what `casebook build` made in the build folder.

    Only files that its manifest lists are deleted, and the work folders that bear
    Casebook's mark; other files stay.  A folder without the manifest is not
    touched, and the exit status is 1.

    Example: casebook clean --build build
    """
    if not build_folder.exists():
        click.echo(say("{folder}: nothing to delete", folder=printable(str(build_folder))))
        return
    output = Output(build_folder)
    problems = output.load()
    if not problems and not output.manifest.is_file():
        if build_folder.is_dir() and not any(build_folder.iterdir()):
            click.echo(say("{folder}: nothing to delete", folder=printable(str(build_folder))))
            return
        problems = (Problem(Code.NO_MANIFEST, build_folder.as_posix()),)
    if problems:
        print_problems(problems)
        raise click.exceptions.Exit(1)
    try:
        changes = output.clean()
    except OSError as error:
        path = error.filename or build_folder.as_posix()
        print_problems((Problem(Code.NOT_WRITTEN, str(path), 0, error.strerror or ""),))
        raise click.exceptions.Exit(1) from error
    files = counted(len(changes.deleted), "{number} file", "{number} files")
    said = say("{folder}: {files} deleted", folder=printable(str(build_folder)), files=files)
    if build_folder.exists():
        said += "; " + say("what Casebook did not make is still there")
    click.echo(said)
