"""A second opinion on what the article is, where the weights of lines give none."""

from __future__ import annotations

import trafilatura

from casebook.ingest.lexicon import is_furniture
from casebook.ingest.read.dom import DomLine
from casebook.records import Role


def second_opinion(lines: list[DomLine], markup: str) -> frozenset[int]:
    """Ask trafilatura, in precision mode, which lines of a page are the article.

    Poems and lists of few words have no running text to weigh.

    :param markup: the page as decoded text; fed bytes, trafilatura garbles GB18030.
    :returns: positions of the lines that it keeps and that are no furniture of a site.
    """
    text = trafilatura.extract(
        markup, favor_precision=True, include_tables=True, include_comments=False
    )
    kept = "".join((text or "").split())
    # It moves lines: the first of a page may come last.
    whole = {"".join(line.split()) for line in (text or "").splitlines()}
    inside: set[int] = set()
    at = 0
    for position, line in enumerate(lines):
        bare = "".join(line.text.split())
        asked = bare and line.role != Role.HIDDEN and not is_furniture(line.text)
        if asked and bare in whole:
            inside.add(position)
        elif asked and (begins := kept.find(bare, at)) >= 0:
            inside.add(position)
            at = begins + len(bare)
    return frozenset(inside)
