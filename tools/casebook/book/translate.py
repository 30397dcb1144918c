"""Resolved doctrees become Typst source.

Every kind of node that pages of the knowledge base hold is known here; any
other stops the build with its name and place, so that nothing is lost in
silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from docutils import nodes
from sphinx.errors import SphinxError
from sphinx.locale import admonitionlabels
from sphinx.util.logging import get_node_location

from casebook.book.case import OWN_NUMBER, grid_table, web_address
from casebook.book.context import Context, address
from casebook.book.source import array, call, content, shown, string
from casebook.book.tables import fit
from casebook.problems import Code, Problem

_SILENT = frozenset(
    {"docinfo", "comment", "toctree", "index", "target", "substitution_definition", "meta"}
)
_PLAIN = frozenset(
    {"inline", "abbreviation", "container", "compound", "legend", "glossary", "block_quote"}
)


class UnknownNodeError(SphinxError):
    """A page holds a kind of node that the book cannot print."""

    category = "Book error"


class PageTranslator:
    """Translates the nodes of one page.

    :param docs: the folder that addresses of pictures are relative to.
    :param top: the level in the book of the page's own title.
    """

    def __init__(self, docname: str, context: Context, docs: Path, *, top: int) -> None:
        self._docname = docname
        self._docs = docs
        self._context = context
        self._level = top

    def translate(self, node: nodes.Node) -> str:
        """Return Typst content of one node.

        :raises UnknownNodeError: where the node, or one in it, is of an unknown kind.
        """
        name = type(node).__name__
        if name in _SILENT:
            return ""
        if isinstance(node, nodes.admonition) or name in admonitionlabels:
            assert isinstance(node, nodes.Element)
            return self._admonition(node)
        known = "_plain" if name in _PLAIN else f"_do_{name.lower()}"
        method: Callable[[nodes.Node], str] | None = getattr(self, known, None)
        if method is None:
            place = get_node_location(node) or self._docname
            raise UnknownNodeError(f"{place}: {Code.BOOK_NODE.code} unknown node: {name}")
        return method(node)

    def inside(self, node: nodes.Element, skip: type[nodes.Node] | None = None) -> str:
        """Return the content of what a node holds."""
        return "".join(
            self.translate(child)
            for child in node.children
            if skip is None or not isinstance(child, skip)
        )

    def text(self, text: str) -> str:
        """Return content of text."""
        return self._context.text(text, self._docname)

    def anchors(self, node: nodes.Element) -> str:
        """Return the anchors of a node that something refers to."""
        ids: list[str] = node.get("ids", [])
        return "".join(
            self._context.anchor(address(self._docname, element_id)) for element_id in ids
        )

    # --- text ------------------------------------------------------------------

    def _do_text(self, node: nodes.Text) -> str:
        return self.text(str(node))

    def _plain(self, node: nodes.Element) -> str:
        classes: list[str] = node.get("classes", [])
        inside = self.anchors(node) + self.inside(node)
        if "picture-missing" in classes:
            return call("missing", content(inside))
        if isinstance(node, nodes.block_quote):
            return call("quoted", content(inside))
        if "facts" in classes:
            return shown("　") + inside
        if "case-record" in classes or "checksum" in classes:
            return call("small", content(inside))
        return inside

    def _do_emphasis(self, node: nodes.Element) -> str:
        return call("emph", content(self.inside(node)))

    def _do_strong(self, node: nodes.Element) -> str:
        return call("strong", content(self.inside(node)))

    def _do_literal(self, node: nodes.Element) -> str:
        return self.inside(node)

    def _do_subscript(self, node: nodes.Element) -> str:
        return call("sub", content(self.inside(node)))

    def _do_superscript(self, node: nodes.Element) -> str:
        return call("super", content(self.inside(node)))

    def _do_title_reference(self, node: nodes.Element) -> str:
        return self.inside(node)

    def _do_reference(self, node: nodes.Element) -> str:
        label = self.inside(node)
        uri: str = node.get("refuri", "")
        if node.get("refid"):
            return self._context.see(address(self._docname, node["refid"]), label)
        if node.get("internal"):
            return self._context.see(uri if "#" in uri else f"{uri}#", label)
        if node.astext() == uri:
            return web_address(uri)
        return call("web", string(uri), content(label)) if uri else label

    def _do_footnote_reference(self, node: nodes.Element) -> str:
        assert node.document is not None
        notes = node.document.findall(nodes.footnote)
        note = next((item for item in notes if node.get("refid") in item["ids"]), None)
        return call("footnote", content(self._loose(note))) if note else ""

    def _do_footnote(self, node: nodes.Element) -> str:  # noqa: ARG002 - printed at its reference
        return ""

    # --- blocks ----------------------------------------------------------------

    def _do_document(self, node: nodes.Element) -> str:
        return self.inside(node)

    def _do_section(self, node: nodes.Element) -> str:
        done = self.heading(node)
        self.go_below()
        done += self.inside(node, nodes.title)
        self._level -= 1
        return done

    def title(self, section: nodes.Element) -> str:
        """Return the content of the title of a section."""
        return self.inside(next(section.findall(nodes.title)))

    def go_below(self) -> None:
        """Take what follows as standing one level deeper."""
        self._level += 1

    def heading(self, node: nodes.Element) -> str:
        """Return the heading of a section, with the anchors that lead to it."""
        head = content(self.title(node))
        # Outside the heading, whose content the bookmarks repeat.
        anchors = self.anchors(node)
        if self._level == 1:
            key = string(address(self._docname, ""))
            return call("matter", key, head) + anchors
        if self._level == 2:
            return call("group", head) + anchors
        return call("section", str(min(self._level, 6)), head) + anchors

    def _do_paragraph(self, node: nodes.Element) -> str:
        if _is_picture(node):
            return self.anchors(node) + self.inside(node)
        inside = self.anchors(node) + self.inside(node)
        classes: list[str] = node.get("classes", [])
        for name in ("kicker", "subtitle"):
            if name in classes:
                return call("aside", string(name), content(inside))
        return call("p", content(inside))

    def _admonition(self, node: nodes.Element) -> str:
        """Return a note, a warning and the like, with its own title or that of its kind."""
        titled = isinstance(node, nodes.admonition)
        head = "" if titled else self.text(str(admonitionlabels[node.tagname]))
        return call("boxed", content(head), content(self.inside(node)))

    def _do_topic(self, node: nodes.Element) -> str:
        return call("boxed", "[]", content(self.inside(node)))

    def _do_title(self, node: nodes.Element) -> str:
        """Return the title of a box; those of sections and tables are taken by them."""
        return call("label-line", content(self.inside(node)))

    def _do_rubric(self, node: nodes.Element) -> str:
        return call("label-line", content(self.anchors(node) + self.inside(node)))

    def _do_caption(self, node: nodes.Element) -> str:
        return call("label-line", content(self.inside(node)))

    def _do_attribution(self, node: nodes.Element) -> str:
        return call("attribution", content(self.inside(node)))

    def _do_line_block(self, node: nodes.Element) -> str:
        return call("quoted", content(call("linebreak").join(map(self.translate, node.children))))

    def _do_line(self, node: nodes.Element) -> str:
        return self.inside(node)

    def _do_bullet_list(self, node: nodes.Element) -> str:
        children = [child for child in node.children if isinstance(child, nodes.list_item)]
        bare = all(OWN_NUMBER.match(item.astext()) for item in children)
        return call("points", "true" if bare else "false", *self._items(children))

    def _do_enumerated_list(self, node: nodes.Element) -> str:
        children = [child for child in node.children if isinstance(child, nodes.list_item)]
        return call("numbered", str(int(node.get("start", 1))), *self._items(children))

    def _items(self, items: Iterable[nodes.Element]) -> list[str]:
        return [content(self.anchors(item) + self._loose(item)) for item in items]

    def _loose(self, item: nodes.Element) -> str:
        """Return the content of a point or a note; a first paragraph stands beside its mark."""
        children = [child for child in item.children if not isinstance(child, nodes.label)]
        if not children or not isinstance(children[0], nodes.paragraph):
            return "".join(map(self.translate, children))
        first, *rest = children
        assert isinstance(first, nodes.paragraph)
        head = self.anchors(first) + self.inside(first)
        return head + "".join(call("parbreak") + self.translate(child) for child in rest)

    def _do_field_list(self, node: nodes.Element) -> str:
        rows = []
        for child in node.children:
            if not isinstance(child, nodes.field):
                continue
            name, body = child.children
            assert isinstance(name, nodes.Element)
            assert isinstance(body, nodes.Element)
            pair = (content(self.inside(name)), content(self._loose(body)))
            rows.append(array(pair))
        return call("fields", array(rows))

    def _do_definition_list(self, node: nodes.Element) -> str:
        items = []
        for item in node.children:
            if not isinstance(item, nodes.definition_list_item):
                continue
            terms = [child for child in item.children if isinstance(child, nodes.term)]
            meaning = [child for child in item.children if isinstance(child, nodes.definition)]
            head = "".join(self.anchors(term) + self.inside(term) for term in terms)
            body = "".join(self._loose(part) for part in meaning)
            items.append(array((content(head), content(body))))
        return call("definitions", *items)

    def _do_literal_block(self, node: nodes.Element) -> str:
        lines = [content(self.text(line)) for line in node.astext().splitlines()]
        return call("quoted", content(call("linebreak").join(line[1:-1] for line in lines)))

    def _do_transition(self, node: nodes.Element) -> str:  # noqa: ARG002 - it holds nothing
        return call("rule")

    # --- tables and pictures -----------------------------------------------------

    def _do_table(self, node: nodes.Element) -> str:
        rows = list(node.findall(nodes.row))
        heads = [row for row in rows if isinstance(row.parent, nodes.thead)]
        title = next(node.findall(nodes.title), None)
        texts = [[cell.astext() for cell in row.findall(nodes.entry)] for row in rows]
        return self.anchors(node) + grid_table(
            [self._cells(row) for row in rows],
            fit(texts),
            heads=len(heads),
            caption=self.inside(title) if title is not None else "",
            continued=self.text(self._context.words["continued"]),
        )

    def _cells(self, row: nodes.Element) -> list[str]:
        return [
            content(self._loose(cell)) for cell in row.children if isinstance(cell, nodes.Element)
        ]

    def _do_figure(self, node: nodes.Element) -> str:
        image = next(node.findall(nodes.image))
        caption = next(node.findall(nodes.caption), None)
        legend = next(node.findall(nodes.legend), None)
        said = self.inside(caption) if caption is not None else ""
        said += self.inside(legend) if legend is not None else ""
        path = self._picture(image)
        if not path:
            note = said + self.text(self._context.words["broken"])
            return call("missing", content(self.anchors(node) + note))
        alt = caption.astext() if caption is not None else image.get("alt", "")
        return self.anchors(node) + call("picture", string(path), content(said), "[]", string(alt))

    def _do_image(self, node: nodes.Element) -> str:
        path = self._picture(node)
        alt = string(node.get("alt", ""))
        # Typst leaves out a block within a paragraph.
        if isinstance(node.parent, nodes.TextElement) and not _is_picture(node.parent):
            broken = self.text(self._context.words["broken"])
            return call("small-picture", string(path), alt) if path else broken
        if not path:
            return call("missing", content(self.text(self._context.words["broken"])))
        return call("picture", string(path), "[]", "[]", alt)

    def _picture(self, image: nodes.Element) -> str:
        """Return the path of a picture for Typst, ``""`` also for one on the web."""
        uri: str = image["uri"]
        if "://" in uri:
            self._context.problems.append(Problem(Code.BOOK_PICTURE, uri))
            return ""
        return self._context.picture(self._docs / uri)


def _is_picture(node: nodes.Element) -> bool:
    """Return whether a paragraph is a picture and nothing else."""
    children = node.children
    return (
        isinstance(node, nodes.paragraph)
        and len(children) == 1
        and isinstance(children[0], nodes.image)
    )
