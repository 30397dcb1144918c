"""``casebook edit``: articles are corrected on a page in the browser."""

from __future__ import annotations

import secrets
from functools import partial
from pathlib import Path

import click
import uvicorn

from casebook.build import annotations_cache
from casebook.cli.common import (
    HOST,
    articles_option,
    build_option,
    config_option,
    listening_at,
    load_snapshot,
)
from casebook.edit.editor import Editor
from casebook.edit.server import application


@click.command("edit", short_help="Correct articles on a page in the browser.")
@articles_option
@build_option
@config_option
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    show_default=True,
    help="Port of this machine; 0 for any that is free.",
)
def edit(articles: Path, build_folder: Path, config_file: Path | None, port: int) -> None:
    """Show every article beside what was cut from its page, and let it be corrected.

    Prints an address to be opened in a browser of this machine; nobody else can use
    it.  Title, facts, themes and outline are corrected there, what was cut is put
    back, and proofreading, figures and links are decided.  Everything is written at
    once into the plain files of the articles; nothing is overwritten that was changed
    meanwhile.  A broken article is reported, and can be corrected as text.  Ctrl-C
    ends it.

    Example: casebook edit
    """
    cache = partial(annotations_cache, build_folder)
    project = load_snapshot(articles, config_file, cache=cache).project
    listening = listening_at(port)
    port = listening.getsockname()[1]
    token = secrets.token_urlsafe(32)
    app = application(Editor(project, cache()), port, token)
    click.echo(f"http://{HOST}:{port}/?token={token}")
    config = uvicorn.Config(app, log_level="warning", server_header=False)
    with listening:
        uvicorn.Server(config).run(sockets=[listening])
