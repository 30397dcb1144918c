"""Pages of many names: one a letter, so that addresses stay when names come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from casebook.library.redirects import Redirects
from casebook.pages import myst
from casebook.pages.lists import toctree
from casebook.pages.split import by_letter, name_key
from casebook.records import Script

LETTERED = "casebook_lettered"
"""What the front matter of a list of names says, which an edition sorts in its own order."""


class Entry(NamedTuple):
    """What is known of a name, on the page of its letter; ``case`` is whose words it has."""

    slug: str
    name: str
    script: Script
    case: str
    blocks: Iterable[str]


def lettered_pages(
    kind: str, title: str, lead: str, entries: Iterable[Entry], redirects: Redirects
) -> Iterator[tuple[str, str]]:
    """Yield a page for each letter of the alphabet and the list of all names.

    :param redirects: former slugs stand beside present ones: they begin with the same letter.
    """
    index = [myst.heading(1, title, "top"), lead]
    letters = by_letter(
        entries, lambda item: item.slug, lambda item: name_key(item.name, item.slug)
    )
    for letter, here in letters.items():
        # A page is called by its address alone: the list of all names may go by strokes.
        shown = "0–9" if letter == "0" else letter.upper()
        names = [
            f"- {myst.link(element.name, f'#{kind}:{element.slug}', element.script, element.case)}"
            for element in here
        ]
        index += [myst.heading(2, shown, f"letter-{letter}"), "\n".join(["{.names}", *names])]
        blocks = [myst.heading(1, f"{title}（{shown}）", "top")]
        for item in here:
            name = myst.span(item.name, item.script, item.case)
            blocks.append(myst.heading(2, name, f"{kind}-{item.slug}"))
            if former := redirects.former.get((kind, item.slug)):
                hidden = myst.anchors(f"{kind}-{slug}" for slug in former)
                blocks.append(f"{{.former}}\n{hidden}")
            blocks += item.blocks
        yield f"{kind}s/{letter}.md", myst.page({"casebook_objects": kind} | myst.PAGE, blocks)
    head = {LETTERED: kind} | myst.WIDE_PAGE
    yield f"{kind}s/index.md", myst.page(head, [*index, toctree(letters)])
