"""Pages are read into the script of the edition that is being built.

Each piece of text has the script of the nearest element around it with a class
``hant`` or ``hans``; without one, that of its page (``casebook_script`` in the
front matter, Traditional where there is none).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from casebook.ext.addresses import page_metadata
from casebook.model import Edition, Script
from casebook.script import to_edition

_CLASSES = {"hant": Script.HANT, "hans": Script.HANS}
# Attributes that readers see; all others are addresses.
_ATTRIBUTES = ("alt", "caption", "rawcaption", "reftitle")


class EditionText(SphinxTransform):
    """Convert all text of a page."""

    # After MyST and Sphinx have built the page, before titles are collected (880).
    default_priority = 830

    def apply(self, **kwargs: Any) -> None:  # noqa: ARG002 - the signature is docutils'
        """Replace text nodes and visible attributes in place."""
        edition = Edition(self.config.casebook_edition)
        default = Script(page_metadata(self.document).get("casebook_script", Script.HANT))
        for node, script in list(_texts(self.document, default)):
            old = str(node)
            new = to_edition(old, edition, script=script)
            if new != old:
                node.parent.replace(node, nodes.Text(new))
        for element in self.document.findall(nodes.Element):
            for name in _ATTRIBUTES:
                value = element.get(name)
                if isinstance(value, str):
                    element[name] = to_edition(value, edition, script=default)
        for toctree in self.document.findall(addnodes.toctree):
            toctree["entries"] = [
                (to_edition(title, edition, script=default) if title else title, ref)
                for title, ref in toctree["entries"]
            ]


def _texts(node: nodes.Element, script: Script) -> Iterator[tuple[nodes.Text, Script]]:
    """Yield every text node with the script that it is in."""
    classes: list[str] = node.get("classes", [])
    for name in classes:
        script = _CLASSES.get(name, script)
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield child, script
        elif isinstance(child, nodes.Element) and not isinstance(child, nodes.raw | nodes.comment):
            yield from _texts(child, script)
