"""``{case:source}`slug/2```: the number of a source at the end of a paragraph."""

from __future__ import annotations

from typing import cast

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from casebook.site.snapshot import printer_of, snapshot_of
from casebook.text import labels
from casebook.text.catalogue import N_

_SOURCE = N_("來源：")


class SourceMark(SphinxRole):
    """Link a number to the source in the list of the case, on its own page."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the link; it says on hover which source it is."""
        slug, _, number = self.text.partition("/")
        article = snapshot_of(self.config).casebook.case(slug).article
        source = article.sources[int(number) - 1]
        printer = printer_of(self.config)
        said = filter(None, (source.title, labels.publisher(source)))
        printed = [printer.source(text, article) for text in said]
        when = printer.interface(labels.date(source.published))
        # Its words are in the script of the edition already.
        mark = nodes.reference(
            "", f"[{number}]", refid=f"source-{number}", classes=["source-mark", "as-is"]
        )
        # The first mark of a source says it; a script lets the others say the same.
        seen = cast("set[str]", self.env.temp_data.setdefault("casebook_sources", set()))
        note = "，".join([*printed, *filter(None, (when,))])
        if note and number not in seen:
            mark["reftitle"] = printer.interface(_SOURCE) + note
        seen.add(number)
        return [mark], []
