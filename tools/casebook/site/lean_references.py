"""References to cases and their parts are looked up in the domain that knows them.

MyST asks every domain of Sphinx for each reference, so that one of any kind is found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from myst_parser.sphinx_ext.myst_refs import MystReferenceResolver

from casebook.site.domain import CaseDomain
from casebook.site.written import is_generated

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref


class LeanReferences(MystReferenceResolver):
    """MyST's transform, which asks one domain for what no other can have."""

    def resolve_myst_ref_any(
        self,
        refdoc: str,
        node: pending_xref,
        contnode: nodes.Element,
        only_domains: list[str] | None,
    ) -> nodes.Element | None:
        """Return what a reference leads to; other domains are asked where it may be theirs."""
        target: str = node["reftarget"]
        if ":" in target and not self._is_label(target) and is_generated(self.env, refdoc):
            domain = self.env.get_domain(CaseDomain.name)
            builder = self.env._app.builder  # noqa: SLF001 - the public name warns, each time
            found = domain.resolve_any_xref(self.env, refdoc, builder, target, node, contnode)
            if len(found) == 1:
                role, result = found[0]
                if len(result) > 0 and isinstance(result[0], nodes.Element):
                    result[0]["classes"] = [
                        *result[0].get("classes", []),
                        CaseDomain.name,
                        role.replace(":", "-"),
                    ]
                return result
        return super().resolve_myst_ref_any(refdoc, node, contnode, only_domains)

    def _is_label(self, target: str) -> bool:
        """Whether a person named a place of a page so."""
        labels = self.env.domains.standard_domain
        return target.lower() in labels.anonlabels or target.lower() in labels.labels
