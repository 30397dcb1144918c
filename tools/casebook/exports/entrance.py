"""The entrance page: it leads to the reader's edition, and names all that there are."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from casebook.policy import POLICY
from casebook.text.printer import Printer


def entrance(title: str, printers: Sequence[Printer]) -> bytes:
    """Return the page.

    :param title: of the knowledge base, in Traditional Chinese.
    :param printers: one for each edition; the first is the default.
    """
    template = files("casebook").joinpath("exports/entrance.html").read_text("utf-8")
    editions = [printer.edition for printer in printers]
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    page = environment.from_string(template).render(
        policy=POLICY,
        titles=list(dict.fromkeys(printer.interface(title) for printer in printers)),
        editions=editions,
        choices=[
            {"tag": edition.tag, "folder": edition.folder, "languages": edition.languages}
            for edition in editions
        ],
    )
    return f"{page}\n".encode()


def entrance_files(title: str, printers: Sequence[Printer]) -> dict[str, bytes]:
    """Return the page and what it loads: no script and no style stands in the page itself.

    So it keeps to a strict Content-Security-Policy.  ``.nojekyll`` lets GitHub Pages serve
    folders that begin with ``_``.
    """
    beside = files("casebook").joinpath("exports")
    return {
        "index.html": entrance(title, printers),
        **{name: beside.joinpath(name).read_bytes() for name in ("entrance.css", "entrance.js")},
        ".nojekyll": b"",
    }
