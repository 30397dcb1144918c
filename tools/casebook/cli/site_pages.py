"""A first look at the pages that are added together: what those of one site have in common."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from casebook.files import read_file
from casebook.ingest.clean.elsewhere import SharedLines, shared_lines
from casebook.ingest.read.archives import is_archive
from casebook.ingest.read.formats import read_bytes_of_page
from casebook.pool import Failure, Limits, in_order

_SITE = re.compile(
    rb"(?:saved from url=\(\d+\)|<link\b[^>]*?canonical[^>]*?href=[\"']?"
    rb"|og:url[\"']?\s+content=[\"']?|^(?:source|url|URL Source):\s*[\"']?)"
    rb"\s*https?://([^/\s\"'>]+)",
    re.IGNORECASE | re.MULTILINE,
)
"""The site of a page, where the browser or the page itself names its address."""
_DOCUMENTS = (b"%PDF", b"PK")
"""How documents begin that no site made of its parts."""
_HEAD = 20_000
"""Bytes at the head of a page in which that stands."""
_LEAST, _MOST = 3, 24
"""Pages of a site of which something is known, and how many of them are looked at."""


def shared_of_sites(
    paths: Sequence[Path], max_bytes: int, limits: Limits
) -> dict[Path, SharedLines]:
    """Find what the pages of each site have in common, by its pages.

    Pages of one site are those of one folder that name the same site, or none.  Of many pages
    some are looked at, spread evenly over their names: what stands on a third of all stands on
    those, too.  The order of the pages means nothing.

    :param max_bytes: the size above which a page is passed over.
    :param limits: of time and memory; a page that goes beyond them is passed over.
    """
    sites: defaultdict[tuple[Path, bytes], list[Path]] = defaultdict(list)
    for path in sorted(set(paths)):
        sites[path.parent, _site_of(path)].append(path)
    groups = [group for group in sites.values() if len(group) >= _LEAST]
    looked = [group[:: -(-len(group) // _MOST)] for group in groups]
    work = partial(lines_of_page, max_bytes)
    texts = in_order(work, [path for group in looked for path in group], _no_lines, limits)
    found: dict[Path, SharedLines] = {}
    for group, some in zip(groups, looked, strict=True):
        shared = shared_lines([lines for _, lines in zip(some, texts, strict=False) if lines])
        if shared.pairs:
            found |= dict.fromkeys(group, shared)
    return found


def lines_of_page(max_bytes: int, path: Path) -> tuple[str, ...]:
    """Return the lines of a page as it is read; none of what is no page of a site."""
    data, problems = read_file(path, max_bytes)
    if not data or problems or is_archive(data) or data.startswith(_DOCUMENTS):
        return ()
    page, _ = read_bytes_of_page(data, path.name)
    return tuple(line.text for line in page.lines) if page else ()


def _no_lines(_path: Path, _failure: Failure, _reason: str) -> tuple[str, ...]:
    return ()


def _site_of(path: Path) -> bytes:
    if not path.is_file():
        return b""  # A pipe would wait for who writes into it.
    try:
        with path.open("rb") as file:
            named = _SITE.search(file.read(_HEAD))
    except (OSError, ValueError):
        return b""
    return named[1].lower() if named else b""
