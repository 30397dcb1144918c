"""Where the text of an article links to: terms and policy documents."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from casebook.pages import myst
from casebook.records import Article, Case, Casebook, Mention, Script
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


def links_of(case: Case, casebook: Casebook, articles: Mapping[str, Article]) -> Links:
    """Link each term and each policy document at its first mention in a case.

    :param articles: all articles by slug.
    """
    result: dict[str, list[Link]] = defaultdict(list)
    for term in casebook.terms:
        if first := _first(term.mentions, case.slug):
            source = articles[(term.defined or term.first).case]
            script = labels.script_of(term.definition, source)
            target, note = f"#term:{term.slug}", term.definition
            result[first.paragraph].append(
                Link(first.start, first.end, target, note, script, source.slug)
            )
    for policy in casebook.policies:
        if first := _first(policy.mentions, case.slug):
            result[first.paragraph].append(Link(first.start, first.end, f"#policy:{policy.slug}"))
    return {paragraph: _apart(links) for paragraph, links in result.items()}


def _first(mentions: tuple[Mention, ...], slug: str) -> Mention | None:
    return next((mention for mention in mentions if mention.case == slug), None)


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
