"""The lists of names in the order in which readers of an edition look names up.

The pages group them by the letters of pinyin; an edition in Traditional script has them by
strokes or zhuyin, as the index of its book has.  ICU knows these orders; it comes with the extra
``book``, and without it the order of the pages stays.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from casebook.pages.lettered import LETTERED
from casebook.records import Script
from casebook.site.addresses import page_metadata
from casebook.site.snapshot import printer_of

_SORTED = (nodes.title, nodes.bullet_list)


class Collation(SphinxTransform):
    """Sort the names of a page anew, each group of them below its heading."""

    # After ids were made local (840), before domains and tables of contents are collected (850).
    default_priority = 845

    def apply(self, **kwargs: Any) -> None:  # noqa: ARG002 - the signature is docutils'
        """Replace the sections of letters by groups of strokes."""
        printer = printer_of(self.config)
        if LETTERED not in page_metadata(self.document) or printer.edition.script is Script.HANS:
            return
        if not find_spec("icu"):
            return
        from casebook.text.collate import grouped, order_of  # noqa: PLC0415 - needs ICU

        lists = [
            node for node in self.document.findall(nodes.bullet_list) if "names" in node["classes"]
        ]
        items = [item for node in lists for item in node.findall(nodes.list_item)]
        order = order_of(printer.edition, self.config.casebook_order)
        groups = grouped(items, nodes.Element.astext, order, printer.interface("其他"))
        top = next(self.document.findall(nodes.section))
        for node in lists:
            section = node.parent
            rest = [child for child in section.children if not isinstance(child, _SORTED)]
            # The address of a letter leads to its first name: both editions have the same ids.
            next(node.findall(nodes.list_item))["ids"] += section["ids"]
            top.remove(section)
            top += rest
        for heading, names in groups:
            top += nodes.rubric("", heading, **{"heading-level": 2})
            top += nodes.bullet_list("", *names, classes=["names"])
