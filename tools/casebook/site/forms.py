"""The directive ``{search-form}``: a field to search from, in the middle of a page."""

from __future__ import annotations

from html import escape

from docutils import nodes
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

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
        printer = printer_of(translator.config)
        button = escape(printer.interface("搜尋"))
        hint = escape(printer.interface("全文搜尋，繁簡不拘"))
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
