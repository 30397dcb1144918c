"""A first look at the pages that are added together: what those of one site have in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from casebook.files import read_file
from casebook.ingest.clean.elsewhere import SharedLines, shared_lines
from casebook.ingest.first_look import HEAD, LEAST, lines_in, site_in, spread
from casebook.pool import Failure, Limits, in_order


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
    groups = [group for group in sites.values() if len(group) >= LEAST]
    looked = [spread(group) for group in groups]
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
    return lines_in(data, path.name) if data and not problems else ()


def _no_lines(_path: Path, _failure: Failure, _reason: str) -> tuple[str, ...]:
    return ()


def _site_of(path: Path) -> bytes:
    if not path.is_file():
        return b""  # A pipe would wait for who writes into it.
    try:
        with path.open("rb") as file:
            return site_in(file.read(HEAD))
    except (OSError, ValueError):
        return b""
