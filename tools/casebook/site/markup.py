"""The HTML of a page, without what no style sheet and no script of the site reads.

docutils, Sphinx and MyST say of each element where it came from: that a link is internal, that a
row is odd, that a piece of text was a reference of MyST.  Nothing here asks for that, and on
pages of cases it was a sixth of what lies on the disk.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from jinja2.ext import Extension
from sphinx.writers.html5 import HTML5Translator

TEMPLATES = Path(__file__).parent / "templates"

SILENT = frozenset(
    {
        *("docutils", "reference", "internal", "external", "xref", "myst"),
        *("std", "std-doc", "std-ref", "std-term", "any"),
        *("case", "case-case", "case-section", "case-paragraph", "case-part", "case-term"),
        *("case-policy", "case-organisation", "case-place", "case-data", "case-feed"),
        *("field-odd", "field-even", "row-odd", "row-even"),
        # How a piece of text was read; what is printed is in the script of the edition.
        *("hant", "hans"),
    }
)
"""Classes that say nothing to a style sheet or a script: a test holds them against these."""

_ALONE = "as-is"
"""A class that style sheets ask of what has no other: characters to proofread."""
_RECORDS = frozenset({"case-head", "case-record"})
"""Lists of facts without a colon behind their names."""

# What a translator says of every container, and the theme takes back again.
_BY_KIND = SILENT | {"container"}


class LeanTranslator(HTML5Translator):
    """Sphinx's translator, without classes and elements that nothing asks for."""

    def starttag(
        self,
        node: Any,
        tagname: str,
        suffix: str = "\n",
        empty: bool = False,
        **attributes: Any,
    ) -> str:
        """Return a start tag; the node loses the classes that are left out."""
        if node.get("classes"):
            names = [name for name in node["classes"] if name not in SILENT]
            node["classes"] = [name for name in names if name != _ALONE or names == [_ALONE]]
        for key in ("class", "CLASS"):
            if key in attributes:
                names = attributes[key].split()
                attributes[key] = " ".join(name for name in names if name not in _BY_KIND)
        if "classes" in attributes:
            attributes["classes"] = [name for name in attributes["classes"] if name not in SILENT]
        tag: str = super().starttag(node, tagname, suffix, empty, **attributes)
        return tag

    def visit_inline(self, node: nodes.inline) -> None:
        """Write no element for text of which nothing is said."""
        if _is_named(node):
            super().visit_inline(node)

    def depart_inline(self, node: nodes.inline) -> None:
        """End what :meth:`visit_inline` began."""
        if _is_named(node):
            super().depart_inline(node)

    def depart_field_name(self, node: nodes.field_name) -> None:
        """End the name of a fact, with a colon where it is shown."""
        around = node.parent.parent.parent
        if _RECORDS.isdisjoint(around.get("classes", ()) if around else ()):
            super().depart_field_name(node)
        else:
            self.body.append("</dt>\n")

    def add_permalink_ref(self, node: nodes.Element, title: str) -> None:  # noqa: ARG002
        """Write the link to a heading; a script says on hover what it is."""
        if node["ids"] and self.config.html_permalinks and self.builder.add_permalinks:
            self.body.append(f'<a class="headerlink" href="#{node["ids"][0]}">#</a>')


def _is_named(node: nodes.inline) -> bool:
    return bool(node["ids"]) or not SILENT.issuperset(node["classes"])


class _NoIndents(Extension):
    """Takes the indents and the empty lines of our templates away: they mean nothing there."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """Return the text of a template, of ours with its lines alone."""
        is_ours = filename is not None and Path(filename).parent == TEMPLATES
        return re.sub(r"\n\s+", "\n", source) if is_ours else source


def set_up_templates(templates: Any) -> None:
    """Let the templates of the pages write no more than is read.

    :param templates: the bridge of Sphinx to Jinja.
    """
    templates.environment.add_extension(_NoIndents)
    # Characters as they are: \u5f15 takes twice as many bytes.
    policy = {"sort_keys": True, "ensure_ascii": False, "separators": (",", ":")}
    templates.environment.policies["json.dumps_kwargs"] = policy
