"""Pages are read and written without work that changes nothing on them.

docutils and Sphinx walk the whole tree of a page for each of some fifty transforms, most of
which look for what a page of cases does not have: footnotes, code, formulas.  The kinds of
nodes of a page are collected once, and a transform that looks for none of them is left out.
A child of many is found without a search from the first one on.
What comes out is the same, byte for byte (a test builds both ways).
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache, partial
from typing import Any, SupportsIndex

import yaml
from docutils import nodes
from docutils.frontend import Values, get_default_settings
from docutils.transforms import Transform, misc, references
from myst_parser.mdit_to_docutils import base, transforms
from myst_parser.sphinx_ext.myst_refs import MystReferenceResolver
from pydata_sphinx_theme import short_link  # type: ignore[import-untyped]
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.latex import transforms as latex
from sphinx.domains import c, citation, cpp
from sphinx.environment.collectors import EnvironmentCollector, asset
from sphinx.environment.collectors.toctree import TocTreeCollector
from sphinx.events import EventListener
from sphinx.transforms import (
    ApplySourceWorkaround,
    AutoIndexUpgrader,
    DefaultSubstitutions,
    DoctestTransform,
    GlossarySorter,
    HandleCodeBlocks,
    MoveModuleTargets,
    ReorderConsecutiveTargetAndIndexNodes,
    SphinxTransform,
    i18n,
    post_transforms,
)
from sphinx.transforms.post_transforms import code
from sphinx.transforms.post_transforms import images as post_images
from sphinx.transforms.references import SphinxDanglingReferences
from sphinx.util import docutils as sphinx_docutils

from casebook.site.addresses import page_metadata
from casebook.site.lean_references import LeanReferences
from casebook.site.written import is_generated

_FOOTNOTES = (nodes.footnote, nodes.footnote_reference)
_CITATIONS = (nodes.citation, nodes.citation_reference)
_TARGETS = (nodes.target,)

LOOKED_FOR: Mapping[type[Transform], tuple[type[nodes.Element], ...]] = {
    DefaultSubstitutions: (nodes.substitution_reference,),
    references.Substitutions: (nodes.substitution_reference, nodes.substitution_definition),
    MoveModuleTargets: _TARGETS,
    ReorderConsecutiveTargetAndIndexNodes: _TARGETS,
    references.PropagateTargets: _TARGETS,
    references.ExternalTargets: _TARGETS,
    references.InternalTargets: _TARGETS,
    AutoIndexUpgrader: (addnodes.index,),
    DoctestTransform: (nodes.doctest_block,),
    GlossarySorter: (addnodes.glossary,),
    misc.Transitions: (nodes.transition,),
    HandleCodeBlocks: (nodes.block_quote,),
    transforms.UnreferencedFootnotesDetector: _FOOTNOTES,
    transforms.SortFootnotes: _FOOTNOTES,
    transforms.CollectFootnotes: _FOOTNOTES,
    latex.FootnoteDocnameUpdater: latex.FootnoteDocnameUpdater.TARGET_NODES,
    citation.CitationDefinitionTransform: _CITATIONS,
    citation.CitationReferenceTransform: _CITATIONS,
}
"""The kinds of nodes that a transform looks for; none of them comes from another transform."""

UNTRANSLATED: frozenset[type[Transform]] = frozenset(
    {
        ApplySourceWorkaround,
        i18n.PreserveTranslatableMessages,
        i18n.TranslationProgressTotaliser,
        i18n.AddTranslationClasses,
        i18n.RemoveTranslatableInline,
    }
)
"""Transforms that serve the catalogues of Sphinx, by which no generated page is translated."""


FEW = 50
"""Children of an element that may be searched from the first on each time."""


class Neighbours(list[nodes.Node]):
    """Children that are looked for in their order, each from where the last one was found.

    docutils replaces a reference by a search among its neighbours, so that a paragraph with a
    thousand references took a million comparisons, three times over.
    """

    __slots__ = ("_last",)

    def __init__(self, children: Iterable[nodes.Node]) -> None:
        super().__init__(children)
        self._last = 0

    def index(
        self, value: nodes.Node, start: SupportsIndex = 0, stop: SupportsIndex = sys.maxsize
    ) -> int:
        """Return where a child is; two texts are one to docutils where they say the same."""
        if start == 0 and not isinstance(value, nodes.Text):
            try:
                self._last = super().index(value, self._last, stop)
            except ValueError:
                self._last = super().index(value, 0, stop)
            return self._last
        return super().index(value, start, stop)


def prefer_neighbours(node: nodes.Node) -> None:
    """Let the children of an element with many be found fast."""
    if isinstance(node, nodes.Element) and len(node.children) > FEW:
        node.children = Neighbours(node.children)


@lru_cache(maxsize=1)
def kinds_of(document: nodes.document) -> frozenset[type[nodes.Node]]:
    """Return the kinds of nodes of a page as they are when it is first asked for."""
    return frozenset(map(type, document.findall()))


class LeanReading(SphinxTransform):
    """Takes out of the list of a generated page the transforms that would find nothing there."""

    # The first of all.
    default_priority = 0

    def apply(self, **kwargs: Any) -> None:  # noqa: ARG002 - the signature is docutils'
        """Look through the page once."""
        if not page_metadata(self.document):
            return  # written by a person, who may use anything
        named = anonymous = False
        for node in self.document.findall():
            prefer_neighbours(node)
            if isinstance(node, nodes.Element):
                named = named or "refname" in node.attributes
                anonymous = anonymous or "anonymous" in node.attributes
        present = {kind for each in kinds_of(self.document) for kind in each.__mro__}
        idle = {kind for kind, wanted in LOOKED_FOR.items() if present.isdisjoint(wanted)}
        idle |= UNTRANSLATED
        if not named and nodes.target not in present:
            # It looks for references by name, and for targets that nothing refers to.
            idle.add(SphinxDanglingReferences)
        if not anonymous:
            idle.add(references.AnonymousHyperlinks)
        left = self.document.transformer.transforms
        left[:] = [entry for entry in left if entry[1] not in idle]


WRITTEN_FOR: Mapping[type[SphinxTransform], tuple[type[nodes.Element], ...]] = {
    post_transforms.OnlyNodeTransform: (addnodes.only,),
    post_transforms.PropagateDescDomain: (addnodes.desc_signature,),
    post_images.ImageDownloader: (nodes.image,),
    post_images.DataURIExtractor: (nodes.image,),
    code.HighlightLanguageTransform: (nodes.literal_block, addnodes.highlightlang),
    code.TrimDoctestFlagsTransform: (nodes.literal_block, nodes.doctest_block),
}
"""The same for transforms after reading; resolving references makes none of these kinds."""


BY_HAND: tuple[type[SphinxTransform], ...] = (
    *(c.AliasTransform, cpp.AliasTransform, short_link.ShortenLinkTransform),
)
"""Transforms after reading that look for what only a person writes: aliases, bare addresses."""


def _on_pages_by_hand(kind: type[SphinxTransform]) -> type[SphinxTransform]:
    """Return a transform that leaves generated pages alone."""

    class OnPagesByHand(kind):  # type: ignore[misc, valid-type]
        def apply(self, **kwargs: Any) -> None:
            if not is_generated(self.env, self.env.docname):
                super().apply(**kwargs)

    return OnPagesByHand


def where_found(
    kind: type[SphinxTransform], wanted: tuple[type[nodes.Element], ...]
) -> type[SphinxTransform]:
    """Return a transform that leaves alone the generated pages without what it looks for."""

    class WhereFound(kind):  # type: ignore[misc, valid-type]
        def apply(self, **kwargs: Any) -> None:
            is_ours = is_generated(self.env, self.env.docname)
            if not is_ours or any(issubclass(item, wanted) for item in kinds_of(self.document)):
                super().apply(**kwargs)

    return WhereFound


_THEMES = ("pydata_sphinx_theme", "sphinx_book_theme")


def settle_once(app: Sphinx) -> None:
    """Work out once what is the same for all pages, and leave out what nobody reads.

    Only in a process that builds a site and ends.
    """
    if not app.config.casebook_inputs:
        return
    # Private, but there are no settings; without all of it every page must still be right.
    posts = app.registry.post_transforms
    posts[posts.index(MystReferenceResolver)] = LeanReferences
    for kind, wanted in WRITTEN_FOR.items():
        posts[posts.index(kind)] = where_found(kind, wanted)
    posts[:] = [_on_pages_by_hand(kind) if kind in BY_HAND else kind for kind in posts]
    listeners = app.events.listeners
    # What the themes tell their templates, none of which is used.
    listeners["html-page-context"] = [
        item
        for item in listeners["html-page-context"]
        if item.handler.__module__.partition(".")[0] not in _THEMES
    ]
    listeners["doctree-read"] = [_lean_collecting(item) for item in listeners["doctree-read"]]
    base.get_default_settings = cache(get_default_settings)  # type: ignore[attr-defined, assignment]
    sphinx_docutils._get_settings = _Settled(sphinx_docutils._get_settings)  # noqa: SLF001
    # Front matter, twice for each page.
    yaml.safe_load = partial(yaml.load, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    logging.disable(logging.DEBUG)


_NO_CONTENTS = nodes.bullet_list()


COLLECTED: Mapping[type[EnvironmentCollector], type[nodes.Element]] = {
    TocTreeCollector: addnodes.toctree,
    asset.ImageCollector: nodes.image,
    asset.DownloadFileCollector: addnodes.download_reference,
}
"""What Sphinx collects from each page that it has read."""


def _lean_collecting(listener: EventListener) -> EventListener:
    """Let Sphinx collect nothing from a generated page that has none of it.

    Nor does it keep a tree of the contents of such a page, for lists of contents across pages,
    which are not shown: three quarters of all that it knew of a page.  The shell makes the
    contents of a page from the page itself.
    """
    collector = getattr(listener.handler, "__self__", None)
    if not isinstance(collector, EnvironmentCollector) or type(collector) not in COLLECTED:
        return listener
    wanted = COLLECTED[type(collector)]

    def collect(app: Sphinx, doctree: nodes.document) -> None:
        env = app.env
        page = env.docname
        is_ours = is_generated(env, page)
        if not is_ours or wanted in kinds_of(doctree):
            collector.process_doc(app, doctree)
        if is_ours and isinstance(collector, TocTreeCollector):
            env.tocs[page] = _NO_CONTENTS
            env.toc_num_entries[page] = 0

    return listener._replace(handler=collect)


class _Settled:
    """Works out settings anew only where what they are made of differs from the last time."""

    def __init__(self, work_out: Callable[..., Values]) -> None:
        self._work_out = work_out
        self._basis: tuple[object, ...] = ()
        self._settings = Values()

    def __call__(self, *components: object, **keywords: Any) -> Values:
        kinds = [part if isinstance(part, type) else type(part) for part in components]
        basis = (kinds, keywords)
        if basis != self._basis:
            self._settings = self._work_out(*components, **keywords)
            self._basis = (kinds, {**keywords, "defaults": {**keywords["defaults"]}})
        return self._settings.copy()
