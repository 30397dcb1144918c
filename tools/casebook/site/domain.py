"""The Sphinx domain ``case``: cases, their sections, paragraphs and theme parts.

Objects are registered from finished pages (see :mod:`casebook.site.addresses`)
and referred to as

* ``{case:case}`slug```, ``[label](#case:slug)``,
* ``{case:section}`slug/measures-1```, ``[label](#case:slug/measures-1)``,
* ``{case:paragraph}`slug/measures-1-p2```, ``[label](#case:slug/measures-1-p2)``,
* ``{case:part}`measures:slug```, ``[label](#measures:slug)``: the same case on a
  theme page,
* ``{case:term}`slug```, ``[label](#term:slug)``, and the same for ``policy``,
  ``organisation`` and ``place`` (by its code),
* ``[label](#data:cases.json)``: a data file, which is put beside the pages later,
* ``[label](#feed:all)``, ``[label](#feed:FIELD)``: a feed, likewise,
* ``{case:similar} slug``, a directive: the list of the cases that are like one.

A reference without a label prints the title of its object.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.domains import Domain, ObjType
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode
from sphinx.util.osutil import relative_uri

from casebook.exports.citations import COLLECTED
from casebook.exports.data import DATA_FILES
from casebook.exports.feeds import FEED, feed_fields, field_feed
from casebook.site.similar import SIMILAR, facts, likenesses
from casebook.site.snapshot import printer_of, snapshot_of

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils.nodes import Element
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from casebook.knowledge.names import Name


_FILES = DATA_FILES.union(COLLECTED)


Target = tuple[str, str, str, str]
"""A reference as MyST and Sphinx note it: domain, type, target, and an id on that page.

``[label](#target)`` is of no domain, and of the type that says whether it prints a title.
"""
LABELLED, TITLED = "labelled", "titled"
"""Types of such references."""


class Leading(nodes.Element):
    """An element that holds references otherwise than as nodes."""

    @property
    def targets(self) -> Iterator[Target]:
        """What they lead to."""
        raise NotImplementedError


def anchor_target(target: str, *, is_labelled: bool) -> Target:
    """Return what ``[label](#target)`` refers to."""
    return ("", LABELLED if is_labelled else TITLED, target, "")


class Entry(NamedTuple):
    """Where an object is: page, HTML id (``""`` for the page itself), title.

    ``lasting`` is the page that its address stays on when it stands on another for now.
    """

    docname: str
    anchor: str
    title: str
    lasting: str = ""


class CaseDomain(Domain):
    """Objects of the knowledge base, by type and name."""

    name = "case"
    label = "Reform cases"
    object_types: ClassVar[dict[str, ObjType]] = {
        "case": ObjType("case", "case"),
        "section": ObjType("section", "section"),
        "paragraph": ObjType("paragraph", "paragraph"),
        "part": ObjType("part", "part"),
        "term": ObjType("term", "term"),
        "policy": ObjType("policy", "policy"),
        "organisation": ObjType("organisation", "organisation"),
        "place": ObjType("place", "place"),
    }
    roles: ClassVar[dict[str, Any]] = {kind: XRefRole(warn_dangling=True) for kind in object_types}
    initial_data: ClassVar[dict[str, Any]] = {"objects": {}, "pages": {}, "targets": {}}
    data_version = 6
    dangling_warnings: ClassVar[dict[str, str]] = {
        kind: f"no such {kind}: %(target)s" for kind in object_types
    }

    @property
    def objects(self) -> dict[tuple[str, str], Entry]:
        """Every object by its type and name."""
        objects: dict[tuple[str, str], Entry] = self.data["objects"]
        return objects

    @property
    def pages(self) -> dict[str, list[tuple[str, str]]]:
        """The keys of the objects of each page: what is read again costs its own objects."""
        pages: dict[str, list[tuple[str, str]]] = self.data["pages"]
        return pages

    def note(self, kind: str, name: str, entry: Entry) -> None:
        """Register an object; names are unique by construction of the pages."""
        key = (kind, name)  # once for both
        self.objects[key] = entry
        self.pages.setdefault(entry.docname, []).append(key)

    @property
    def targets(self) -> dict[str, tuple[Target, ...]]:
        """What each page refers to: :meth:`found` says what a reference leads to now."""
        targets: dict[str, tuple[Target, ...]] = self.data["targets"]
        return targets

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Note what a page refers to."""
        targets = {
            (
                str(node.get("refdomain") or ""),
                str(node.get("reftype") or ""),
                str(node.get("reftarget") or ""),
                str(node.get("reftargetid") or ""),
            )
            for node in document.findall(addnodes.pending_xref)
        }
        # What MyST makes references of only after this.
        for node in document.findall(nodes.reference):
            if node.get("id_link"):
                target = str(node["refuri"]).removeprefix("#")
                targets.add(anchor_target(target, is_labelled=bool(node.children)))
        for leading in document.findall(Leading):
            targets.update(leading.targets)
        self.targets[docname] = tuple(sorted(targets))

    def found(self, target: Target) -> object:
        """Return all that a reference prints and where it leads, as a value to compare."""
        kind, typ, name, anchor = target
        if kind == "doc":
            title = self.env.titles.get(name)
            slugs = self.env.metadata.get(name, {}).get("myst_slugs", {})
            return title.astext() if title is not None else None, slugs.get(anchor)
        if kind == self.name and typ == SIMILAR:
            return self._similar(name)
        if kind == self.name:
            return self._find(typ, name)
        prefix, _, rest = name.partition(":")
        if prefix == "feed":
            return self._feed(rest)
        leads = [
            (item, entry[:2] if typ == LABELLED else entry) for item, entry in self.leads_to(name)
        ]
        if leads:
            return leads
        standard = self.env.domains.standard_domain
        return standard.labels.get(name), standard.anonlabels.get(name)

    def clear_doc(self, docname: str) -> None:
        """Forget the objects of a page that is read again or gone."""
        self.targets.pop(docname, None)
        for key in self.pages.pop(docname, ()):
            # Another page may have taken the name over since.
            if key in self.objects and self.objects[key].docname == docname:
                del self.objects[key]

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over the objects that a parallel reading process found on its pages."""
        for docname in docnames:
            self.targets[docname] = otherdata["targets"].get(docname, ())
            for kind, name in otherdata["pages"].get(docname, ()):
                self.note(kind, name, otherdata["objects"][kind, name])

    # A list may stand for a reference, too.
    def resolve_xref(  # type: ignore[override]
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: addnodes.pending_xref,
        contnode: Element,
    ) -> Element | None:
        """Resolve ``{case:typ}`target```, and ``{case:similar} target``."""
        if typ == SIMILAR:
            return self.similar_list(fromdocname, builder, target)
        entry = self._find(typ, target)
        if entry is None:
            return None
        label = contnode if node.get("refexplicit") else nodes.inline("", entry.title)
        return make_refnode(builder, fromdocname, entry.docname, entry.anchor, label)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: addnodes.pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Resolve ``[label](#target)`` against objects of every type."""
        prefix, _, name = target.partition(":")
        if prefix == "data" and name in _FILES:
            uri = relative_uri(builder.get_target_uri(fromdocname), f"data/{name}")
            return [("case:data", nodes.reference("", "", contnode, internal=True, refuri=uri))]
        if prefix == "feed":
            address = self._feed(name)
            if address:
                uri = relative_uri(builder.get_target_uri(fromdocname), address)
                return [("case:feed", nodes.reference("", "", contnode, internal=True, refuri=uri))]
        result: list[tuple[str, nodes.reference]] = []
        for kind, entry in self.leads_to(target):
            label = contnode if contnode.astext() else nodes.inline("", entry.title)
            reference = make_refnode(builder, fromdocname, entry.docname, entry.anchor, label)
            result.append((f"case:{kind}", reference))
        return result

    def leads_to(self, target: str) -> list[tuple[str, Entry]]:
        """Return the objects that ``[label](#target)`` may mean, each with its type."""
        prefix, _, name = target.partition(":")
        if prefix == "case":
            keys = [("case", name), ("section", name), ("paragraph", name)]
        elif prefix in self.object_types:
            keys = [(prefix, name)]
        else:
            keys = [("part", target)]
        # Former names are looked for only where nothing has this one now.
        present = [(key[0], entry) for key in keys if (entry := self.objects.get(key))]
        return present or [(key[0], entry) for key in keys if (entry := self._find(*key))]

    def _similar(self, slug: str) -> list[tuple[Entry, tuple[str | Name, ...]]]:
        """Return where the cases are that are like a case, and why they are like it."""
        listed = likenesses(snapshot_of(self.env.config), slug)
        return [(self.objects["case", other], pieces) for other, pieces in listed]

    def similar_list(self, fromdocname: str, builder: Builder, slug: str) -> nodes.bullet_list:
        """Return the list of the cases that are like a case, as its page prints it."""
        printer, result = printer_of(self.env.config), nodes.bullet_list()
        for entry, pieces in self._similar(slug):
            label = nodes.inline("", entry.title, classes=["case", "case-case"])
            link = make_refnode(builder, fromdocname, entry.docname, entry.anchor, label)
            line = nodes.paragraph("", "", link, nodes.Text(" "), facts(pieces, printer, slug))
            result += nodes.list_item("", line)
        return result

    def _feed(self, name: str) -> str:
        """Return the address of a feed in its edition: of ``all``, or of the key of a field."""
        snapshot = snapshot_of(self.env.config)
        if name == "all":
            return FEED if snapshot.changes else ""
        fields = {field.key: field for field in feed_fields(snapshot)}
        return field_feed(fields[name]) if name in fields else ""

    def _find(self, kind: str, name: str) -> Entry | None:
        """Return the object of a name, or of a former name."""
        entry = self.objects.get((kind, name))
        entry = entry or self.objects.get((kind, self._present(kind, name)))
        return entry or self._moved(kind, name) or self._withdrawn(kind, name)

    def _moved(self, kind: str, name: str) -> Entry | None:
        """Return where a paragraph is that went to another case: it may be a section there."""
        present = snapshot_of(self.env.config).redirects.present.get(("paragraph", name))
        if kind not in {"section", "paragraph"} or present is None:
            return None
        kinds = ("paragraph", "section", "case")
        return next(filter(None, (self.objects.get((item, present)) for item in kinds)), None)

    def _withdrawn(self, kind: str, name: str) -> Entry | None:
        """Return the page that stands in the place of a case that was withdrawn."""
        slug = name.partition("/")[0]
        entries = snapshot_of(self.env.config).withdrawn
        title = next((entry.title or slug for entry in entries if entry.slug == slug), "")
        is_case = kind in {"case", "section", "paragraph"} and title
        return Entry(f"cases/{slug}", "", title) if is_case else None

    def _present(self, kind: str, name: str) -> str:
        present = snapshot_of(self.env.config).redirects.present
        if kind in {"section", "paragraph"}:
            slug, _, anchor = name.partition("/")
            return f"{present.get(('case', slug), slug)}/{anchor}"
        if kind == "part":
            theme, _, slug = name.partition(":")
            return f"{theme}:{present.get(('case', slug), slug)}"
        return present.get((kind, name), name)

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Yield what ``objects.inv`` lists."""
        return self._inventory()

    def _inventory(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        former = snapshot_of(self.env.config).redirects.former
        for (kind, name), entry in self.objects.items():
            for known_as in (name, *former.get((kind, name), ())):
                page = entry.lasting or entry.docname
                yield known_as, entry.title, kind, page, entry.anchor, 1
