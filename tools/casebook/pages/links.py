"""Where the text of an article links to: terms and policy documents."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from casebook.knowledge.first_mentions import first_mentions
from casebook.pages import myst
from casebook.records import Casebook, Script, Term
from casebook.text import labels


@dataclass(frozen=True, slots=True)
class Link:
    """A span of a block's text that links to an object.

    :param note: shows on hover.
    :param script: the script of the note.
    :param case: the slug of the case whose words the note has.
    """

    start: int
    end: int
    target: str
    note: str = ""
    script: Script = Script.HANT
    case: str = ""


Links = Mapping[str, tuple[Link, ...]]
"""Links by the id of the block that they stand in, in order, not overlapping."""


def all_links(casebook: Casebook) -> dict[str, Links]:
    """Link each term and each policy document at its first mention in each case.

    :returns: by the slug of the case.
    """
    terms, policies = first_mentions(casebook.terms), first_mentions(casebook.policies)
    targets = {term.slug: _target(term, casebook) for term in casebook.terms}
    result: dict[str, Links] = {}
    for case in casebook.cases:
        links: dict[str, list[Link]] = defaultdict(list)
        for term, first in terms.get(case.slug, ()):
            links[first.paragraph].append(Link(first.start, first.end, *targets[term.slug]))
        for policy, first in policies.get(case.slug, ()):
            links[first.paragraph].append(Link(first.start, first.end, f"#policy:{policy.slug}"))
        result[case.slug] = {paragraph: _apart(those) for paragraph, those in links.items()}
    return result


def _target(term: Term, casebook: Casebook) -> tuple[str, str, Script, str]:
    """Return what a link to a term has besides its span."""
    source = casebook.case((term.defined or term.first).case).article
    script = labels.script_of(term.definition, source)
    return f"#term:{term.slug}", term.definition, script, source.slug


def _apart(links: list[Link]) -> tuple[Link, ...]:
    """Keep the longer of two links that overlap."""
    kept: list[Link] = []  # by their places, none over another
    for link in sorted(links, key=lambda link: (link.start - link.end, link.start)):
        at = bisect_right(kept, link.start, key=lambda other: other.start)
        is_free = at == 0 or kept[at - 1].end <= link.start
        if is_free and (at == len(kept) or link.end <= kept[at].start):
            kept.insert(at, link)
    return tuple(kept)


def line(text: str, links: tuple[Link, ...]) -> str:
    """Return text at the beginning of a line as MyST, with its links."""
    parts: list[str] = []
    end = 0
    for link in links:
        before = text[end : link.start]
        if before:
            parts.append(myst.inline(before) if parts else myst.line(before))
        note = f' "{myst.inline(link.note)}"' if link.note else ""
        mark = myst.whose(link.script, link.case).replace(".", f".{myst.NOTE_PREFIX}")
        parts.append(
            f"[{myst.inline(text[link.start : link.end])}]({link.target}{note})"
            f"{mark if note else ''}"
        )
        end = link.end
    rest = text[end:]
    if rest:
        parts.append(myst.inline(rest) if parts else myst.line(rest))
    return "".join(parts)
