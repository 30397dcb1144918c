"""The directive ``{search-form}``: a field to search from, in the middle of a page."""

from __future__ import annotations

from html import escape

from docutils import nodes
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from casebook.records import Script
from casebook.site.snapshot import printer_of


class SearchFormNode(nodes.General, nodes.Element):
    """Where the form stands."""


class SearchForm(SphinxDirective):
    """Put the search form here; pages that are not HTML leave it out."""

    def run(self) -> list[nodes.Node]:
        """Return the form's node."""
        return [SearchFormNode()]


def write_form(translator: HTML5Translator, node: nodes.Element) -> None:
    """Write the form in the script of the edition, where the site has a search page.

    :raises docutils.nodes.SkipNode: always; nothing follows the form.
    """
    if translator.config.casebook_search:
        action = translator.builder.get_relative_uri(translator.docnames[0], "search")
        simplified = printer_of(translator.config).edition.script is Script.HANS
        button = "搜索" if simplified else "搜尋"
        hint = "全文搜索，繁简不拘" if simplified else "全文搜尋，繁簡不拘"
        translator.body.append(
            f'<form class="casebook-find wide" action="{escape(action)}" role="search" '
            f'aria-label="{hint}"><input type="search" name="q" aria-label="{hint}" '
            f'placeholder="{hint}"><button type="submit">{button}</button></form>\n'
        )
    leave_out(translator, node)


def leave_out(translator: object, node: nodes.Element) -> None:  # noqa: ARG001
    """Write nothing.

    :raises docutils.nodes.SkipNode: always.
    """
    raise nodes.SkipNode
