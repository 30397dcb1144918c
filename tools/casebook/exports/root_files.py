"""What a web server and its visitors look for at the root of a site: ``robots.txt``, ``404.html``.

Both need the address of the site, ``base_url``: the page for what is not there is shown at
any depth, so that no relative link in it would hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from casebook.policy import policy_of
from casebook.text.catalogue import N_
from casebook.text.printer import Printer

_MISSING = N_("這個網址沒有頁面。")
_FIND = N_("搜尋")


def root_files(title: str, base_url: str, printers: Sequence[Printer]) -> dict[str, bytes]:
    """Return the files by name; none where the site has no address.

    :param title: of the knowledge base, in Traditional Chinese.
    :param printers: one for each edition.
    """
    if not base_url:
        return {}
    return {
        "robots.txt": _robots(base_url, printers).encode("utf-8"),
        "404.html": _not_found(title, base_url, printers).encode("utf-8"),
    }


def _robots(base_url: str, printers: Sequence[Printer]) -> str:
    maps = (f"Sitemap: {base_url}{printer.edition.folder}/sitemap.xml\n" for printer in printers)
    return "User-agent: *\nAllow: /\n\n" + "".join(maps)


def _not_found(title: str, base_url: str, printers: Sequence[Printer]) -> str:
    template = files("casebook").joinpath("exports/not_found.html").read_text("utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    editions = [
        {
            "tag": printer.edition.tag,
            "name": printer.edition.name if len(printers) > 1 else "",
            "title": printer.interface(title),
            "missing": printer.interface(_MISSING),
            "find": printer.interface(_FIND),
            "home": f"{base_url}{printer.edition.folder}/index.html",
            "search": f"{base_url}{printer.edition.folder}/search.html",
        }
        for printer in printers
    ]
    return (
        environment.from_string(template).render(editions=editions, policy=policy_of(template))
        + "\n"
    )
