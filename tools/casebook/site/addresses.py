"""Ids of generated pages become the addresses of the domain's objects.

MyST registers every ``{#id}`` as a target of the whole project.  The ids of
case pages repeat from case to case (``measures-1-p2``), so they are made local
to their page here, and the domain knows them as ``slug/measures-1-p2``.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from casebook.pages.lists import PART_PREFIX
from casebook.site.domain import CaseDomain, Entry
from casebook.themes import id_pattern

_TITLE_LENGTH = 40


def page_metadata(document: nodes.document) -> dict[str, str]:
    """Return the ``casebook_…`` entries of a page's front matter."""
    result: dict[str, str] = {}
    for first in document.children[:2]:
        if isinstance(first, nodes.docinfo | nodes.field_list):
            for field in first.findall(nodes.field):
                key = field[0].astext()
                if key.startswith("casebook_"):
                    result[key] = field[1].astext()
    return result


class Addresses(SphinxTransform):
    """Register the objects of a generated page and make its ids local."""

    # After the text is in its edition (830), before domains collect targets (850).
    default_priority = 840

    def apply(self, **kwargs: Any) -> None:  # noqa: ARG002 - the signature is docutils'
        """Walk the sections and blocks that carry an id of ours."""
        metadata = page_metadata(self.document)
        if not metadata:
            return  # written by a person: its targets are the project's, as usual
        slug, theme = metadata.get("casebook_case"), metadata.get("casebook_theme")
        kind_here = metadata.get("casebook_objects")
        domain = self.env.get_domain("case")
        assert isinstance(domain, CaseDomain)
        docname = self.env.docname
        if slug is not None:
            title = next(self.document.findall(nodes.title), nodes.title())
            domain.note("case", slug, Entry(docname, "", title.astext()))
        if about := metadata.get("casebook_object"):
            kind, _, name = about.partition(":")
            title = next(self.document.findall(nodes.title), nodes.title())
            domain.note(kind, name, Entry(docname, "", title.astext()))
        for node in self.document.findall(nodes.Element):
            for name in _strings(node, "names"):
                self.document.nametypes[name] = False
            for anchor in _strings(node, "ids"):
                is_section = isinstance(node, nodes.section)
                if theme is not None and is_section and anchor.startswith(PART_PREFIX):
                    name = f"{theme}:{anchor.removeprefix(PART_PREFIX)}"
                    entry = Entry(docname, anchor, _title(node), metadata.get("casebook_parts", ""))
                    domain.note("part", name, entry)
                elif kind_here is not None and is_section and anchor.startswith(f"{kind_here}-"):
                    name = anchor.removeprefix(f"{kind_here}-")
                    domain.note(kind_here, name, Entry(docname, anchor, _title(node)))
                elif slug is not None and id_pattern().fullmatch(anchor):
                    kind = "section" if is_section else "paragraph"
                    domain.note(kind, f"{slug}/{anchor}", Entry(docname, anchor, _title(node)))


def _strings(node: nodes.Element, attribute: str) -> list[str]:
    result: list[str] = node.get(attribute, [])
    return result


def _title(node: nodes.Element) -> str:
    text = node[0].astext() if isinstance(node, nodes.section) else node.astext()
    return text if len(text) <= _TITLE_LENGTH else text[:_TITLE_LENGTH] + "…"
