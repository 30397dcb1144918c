"""``sitemap.xml`` of an edition: the addresses of its pages, where the site has an address.

One file holds 50,000 addresses at most (sitemaps.org); of more there are several, and
``sitemap.xml`` lists them.  No dates: the same articles give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from sphinx.application import Sphinx

from casebook.output import write_whole
from casebook.site.snapshot import printer_of, snapshot_of

MOST = 50_000
"""Addresses in one file, after sitemaps.org."""

NAME = "sitemap.xml"
_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


def write_sitemap(app: Sphinx, error: Exception | None) -> None:
    """Write the sitemap of the edition beside its pages."""
    base = app.config.casebook_base_url
    if error is not None or not base or app.builder.name != "html":
        return
    gone = {f"cases/{entry.slug}" for entry in snapshot_of(app.config).withdrawn}
    root = f"{base}{printer_of(app.config).edition.folder}/"
    pages = [f"{root}{page}.html" for page in sorted(app.env.found_docs - gone)]
    for name, text in sitemaps(pages, root):
        write_whole(Path(app.outdir, name), text.encode("utf-8"))


def sitemaps(addresses: Sequence[str], root: str, most: int = MOST) -> Iterator[tuple[str, str]]:
    """Yield name and text of each file.

    :param root: the address of the folder that the files lie in.
    :param most: addresses in one file.
    """
    parts = [addresses[start : start + most] for start in range(0, len(addresses), most)]
    if len(parts) <= 1:
        yield NAME, _file("urlset", "url", addresses)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield NAME, _file("sitemapindex", "sitemap", [f"{root}{name}" for name in names])
    for name, part in zip(names, parts, strict=True):
        yield name, _file("urlset", "url", part)


def _file(around: str, each: str, addresses: Sequence[str]) -> str:
    lines = (f"<{each}><loc>{escape(address)}</loc></{each}>\n" for address in addresses)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<{around} xmlns="{_SCHEMA}">\n{"".join(lines)}</{around}>\n'
    )
