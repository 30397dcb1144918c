"""Plain pages of cases, for every search that is measured."""

from __future__ import annotations

import html
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus import HANT
from playwright.sync_api import Browser, Playwright

from casebook.search import EntryKind, SearchCase

_BODY = {EntryKind.HEADING: "h2", EntryKind.PARAGRAPH: "p", EntryKind.CAPTION: "p"}


@contextmanager
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The system's Chromium."""
    arguments = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"]
    opened = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
    yield opened
    opened.close()


def case_body(case: SearchCase) -> str:
    """Title and text of a case in its Traditional edition, as HTML."""
    lines = [
        f'<{_BODY[entry.kind]} id="{entry.id}">'
        f"{html.escape(entry.text[HANT])}</{_BODY[entry.kind]}>"
        for entry in case.entries
        if entry.kind in _BODY
    ]
    return "\n".join([f"<h1>{html.escape(case.title[HANT])}</h1>", *lines])


def write_site(cases: Iterable[SearchCase], folder: Path) -> None:
    """Write a page for every case, and the search page."""
    for case in cases:
        _write(folder / case.path, case_body(case), "../")
    mount = (
        f'<div id="casebook-search" data-edition="{HANT}" data-root=""></div>'
        '<script defer src="search/search-page.js"></script>'
    )
    _write(folder / "search.html", mount, "")


def _write(path: Path, body: str, up: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f'<!doctype html><html lang="{HANT}"><head><meta charset="utf-8"><title>案例</title>'
        f'<link rel="stylesheet" href="{up}search/search.css">'
        f'<script defer src="{up}search/search.js" data-edition="{HANT}"></script></head>'
        f"<body><main>{body}</main></body></html>\n",
        "utf-8",
    )
