"""A first look at pages that come together: what those of one site have in common.

Of a folder ``casebook add`` looks at the files; here are the pages of an archive, which are read
where it is cleaned.  The order of the pages means nothing.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from casebook.ingest.clean.elsewhere import SharedLines, shared_lines
from casebook.ingest.clean.overrules import Overrules
from casebook.ingest.read.archives import Member, is_archive, members
from casebook.ingest.read.formats import read_bytes_of_page
from casebook.text.urls import site_of

_SITE = re.compile(
    rb"(?:saved from url=\(\d+\)|<link\b(?=[^>]{0,400}canonical)[^>]{0,400}?href=[\"']?"
    rb"|og:url[\"']?\s+content=[\"']?"
    rb"|^(?:source|url|URL Source|(?:Snapshot-)?Content-Location):\s*+[\"']?)"
    rb"\s*+https?://([^/\s\"'>]+)",
    re.IGNORECASE | re.MULTILINE,
)
"""The site of a page, where the browser or the page itself names its address."""
HEAD = 20_000
"""Bytes at the head of a page in which that stands."""
_DOCUMENTS = (b"%PDF", b"PK")
"""How documents begin that no site made of its parts."""
LEAST, _MOST = 3, 24
"""Pages of a site of which something is known, and how many of them are looked at."""
_SITES = 10
"""Sites of an archive that are looked at, those with the most pages: a crawl may hold thousands."""

Page = TypeVar("Page")


def site_in(head: bytes) -> bytes:
    """Return the site that the first bytes of a page name; ``b""`` where they name none."""
    named = _SITE.search(head[:HEAD])
    return named[1].lower() if named else b""


def spread(group: Sequence[Page]) -> Sequence[Page]:
    """Return those pages of a site that are looked at: all, or some evenly between them."""
    return group[:: -(-len(group) // _MOST)]


def lines_in(data: bytes, name: str) -> tuple[str, ...]:
    """Return the lines of a page as it is read; none of what is no page of a site.

    :param name: what the page is called.
    """
    if not data or is_archive(data) or data.startswith(_DOCUMENTS):
        return ()
    page, _ = read_bytes_of_page(data, name)
    return tuple(line.text for line in page.lines) if page else ()


def shared_of_members(data: bytes, name: str) -> dict[int, SharedLines]:
    """Find what the pages of an archive have in common, those of each site by themselves.

    Pages of one site have addresses on it; where the archive has no addresses, they lie in one
    folder and name the same site, or none.  The archive is unpacked once to count them, and once
    more where there are three of a site; only the pages that are looked at are read.

    :param data: the archive.
    :param name: what problems call the archive.
    :returns: by position, as :func:`casebook.ingest.read.archives.members` counts pages and
        problems.
    """
    sites: defaultdict[tuple[str, bytes], list[int]] = defaultdict(list)
    for at, member in enumerate(members(data, name)):
        if isinstance(member, Member):
            sites[_site_of(member)].append(at)
    largest = sorted(sites.values(), key=len, reverse=True)[:_SITES]
    groups = [group for group in largest if len(group) >= LEAST]
    wanted = {at for group in groups for at in spread(group)}
    texts = {
        at: lines_in(member.data, member.name)
        for at, member in enumerate(members(data, name) if wanted else ())
        if at in wanted and isinstance(member, Member)
    }
    found: dict[int, SharedLines] = {}
    for group in groups:
        shared = shared_lines([lines for at in spread(group) if (lines := texts[at])])
        if shared.pairs:
            found |= dict.fromkeys(group, shared)
    return found


def with_shared(overrules: Overrules | None, shared: SharedLines | None) -> Overrules | None:
    """Return the overrules for a page of an archive, which may have lines of its site."""
    return replace(overrules or Overrules(), shared=shared) if shared else overrules


def _site_of(member: Member) -> tuple[str, bytes]:
    if member.url:
        return "", site_of(member.url).encode("utf-8", "replace")
    return posixpath.dirname(member.name), site_in(member.data)
