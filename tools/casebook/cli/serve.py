"""``casebook serve``: the site while it is edited, in a browser that follows."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import uvicorn
from sphinx_autobuild.middleware import JavascriptInjectorMiddleware
from sphinx_autobuild.server import RebuildServer
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Mount, WebSocketRoute
from starlette.staticfiles import StaticFiles

from casebook.build import Order
from casebook.cli.build import build_once
from casebook.cli.common import (
    HOST,
    articles_option,
    build_option,
    config_option,
    docs_option,
    listening_at,
    stop_among_sources,
)
from casebook.library.ids import ids_path
from casebook.library.layout import STATE
from casebook.library.redirects import redirects_path
from casebook.messages import say
from casebook.pages.sync import is_generated
from casebook.processes import end_with
from casebook.project import Project


@dataclass(frozen=True, slots=True)
class _Rebuild:
    """Builds the site; is sent to a process of its own for every change."""

    order: Order
    articles: Path
    config_file: Path | None

    def __call__(self, changed_paths: Sequence[Path] = ()) -> None:
        """Build, and report what is wrong; the last good site is served on."""
        if multiprocessing.parent_process():  # the first build has no process of its own
            end_with(os.getppid())
        for path in changed_paths[:3]:
            click.echo(say("changed: {path}", path=path), err=True)
        try:
            build_once(self.order, self.articles, self.config_file)
        except click.exceptions.Exit:
            click.echo(say("The site was not built."), err=True)


@dataclass(frozen=True, slots=True)
class _Ignored:
    """Says which files of the watched folders are no reason to build.

    Paths are absolute.  What a build writes itself must not lead to another one: pages, ids
    of paragraphs, redirects, and the lock of the articles.
    """

    articles: Path
    docs: Path
    build: Path

    def __call__(self, name: str) -> bool:
        path = Path(name)
        if path.name.startswith(".") or path.name.endswith("~") or self.build in path.parents:
            return True
        written = {ids_path(self.articles, "").parent, self.articles / STATE}
        if written.intersection(path.parents) or path == redirects_path(self.articles):
            return True
        return self.docs in path.parents and is_generated(path, self.docs)


@click.command("serve", short_help="Show the site in a browser while it is edited.")
@articles_option
@docs_option
@build_option
@config_option
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Port of this machine; 0 for any that is free.",
)
def serve(
    articles: Path, docs: Path | None, build_folder: Path, config_file: Path | None, port: int
) -> None:
    """Build the site, show it at an address of this machine, and follow what is edited.

    The site is the whole one, in every edition and with its search.  When an
    article, a hand-written page or a setting changes, it is built again and open
    pages are loaded again; what is wrong is reported, and the last good site is shown
    on.  Ctrl-C ends it.

    Example: casebook serve --port 8001
    """
    project = Project.of(articles, config_file, docs)
    stop_among_sources(project, build_folder)
    listening = listening_at(port)  # from now on: the first build takes seconds
    order = Order(("html",), project.docs, build_folder)
    rebuild = _Rebuild(order, articles, config_file)
    rebuild()
    site = build_folder / "html"
    if not site.is_dir():
        raise click.exceptions.Exit(1)
    watched = [articles, project.docs, project.settings_file, project.data]
    server = RebuildServer(
        [path for path in watched if path.exists()],
        _Ignored(articles.resolve(), project.docs.resolve(), build_folder.resolve()),
        rebuild,
    )
    address = f"{HOST}:{listening.getsockname()[1]}"
    app = Starlette(
        routes=[
            WebSocketRoute("/websocket-reload", server, name="reload"),
            Mount("/", app=StaticFiles(directory=site, html=True), name="static"),
        ],
        middleware=[
            # A name that leads here, of somebody else's, is no way for his page to read this one.
            Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"]),
            Middleware(JavascriptInjectorMiddleware, ws_url=address),
        ],
        lifespan=server.lifespan,
    )
    click.echo(f"http://{address}/")
    with listening:
        uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])
