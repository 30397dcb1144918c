"""Resolved doctrees of hand-written pages become blocks of a book.

Every kind of node that a hand-written page may hold is known here; a page with any
other is refused with the name and place of the node, so that nothing is lost in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from docutils import nodes
from sphinx.errors import SphinxError
from sphinx.locale import admonitionlabels
from sphinx.util.logging import get_node_location

from casebook.book.blocks import (
    Anchor,
    Attribution,
    Block,
    ChapterText,
    Definitions,
    Fields,
    Figure,
    Grid,
    Group,
    Heading,
    Icon,
    Inline,
    Item,
    Label,
    Lines,
    Note,
    Numbered,
    Para,
    Piece,
    Points,
    Ref,
    Rule,
    Style,
    Styled,
    Web,
    WebAddress,
    address,
    plain,
)
from casebook.problems import Code, Problem

_SILENT = frozenset(
    {
        *("docinfo", "comment", "toctree", "index", "target", "substitution_definition", "meta"),
        # Printed at its reference.
        "footnote",
    }
)
_HOLDERS = frozenset({"document", "container", "compound", "legend", "glossary"})
_PLAIN = frozenset({"inline", "abbreviation", "literal", "title_reference"})
_STYLES = {
    "emphasis": Style.EMPHASIS,
    "strong": Style.STRONG,
    "subscript": Style.SUBSCRIPT,
    "superscript": Style.SUPERSCRIPT,
}


class UnknownNodeError(SphinxError):
    """A page holds a kind of node that the book cannot print."""

    category = "Book error"


class PageTranslator:
    """Translates the nodes of one page.

    :param docs: the folder that addresses of pictures are relative to.
    """

    def __init__(self, docname: str, docs: Path) -> None:
        self._docname = docname
        self._docs = docs
        self._level = 1
        self._ids: frozenset[str] = frozenset()
        self.problems: list[Problem] = []

    def chapter(self, tree: nodes.document) -> ChapterText:
        """Return a page as a chapter.

        :raises UnknownNodeError: where a node is of an unknown kind, or the page has no heading.
        """
        section = next(tree.findall(nodes.section), None)
        if section is None:
            raise UnknownNodeError(f"{self._docname}: the page has no heading")
        listed: list[list[str]] = [node.get("ids", []) for node in tree.findall(nodes.Element)]
        self._ids = frozenset(element_id for ids in listed for element_id in ids)
        blocks: list[Block] = []
        for child in tree.children:
            if child is section:
                self._level += 1
                blocks += self._inside(section, nodes.title)
                self._level -= 1
            else:
                blocks += self.blocks(child)
        title = plain(self.line(next(section.findall(nodes.title))))
        return ChapterText(address(self._docname, ""), title, 1, tuple(blocks), self._keys(section))

    def _unknown(self, node: nodes.Node) -> UnknownNodeError:
        place = get_node_location(node) or self._docname
        name = type(node).__name__
        return UnknownNodeError(f"{place}: {Code.BOOK_NODE.code} unknown node: {name}")

    def _keys(self, node: nodes.Element) -> tuple[str, ...]:
        ids: list[str] = node.get("ids", [])
        return tuple(address(self._docname, element_id) for element_id in ids)

    # --- text ------------------------------------------------------------------

    def line(self, node: nodes.Element) -> Inline:
        """Return what a node holds in a line.

        :raises UnknownNodeError: where a node in it is of an unknown kind.
        """
        return tuple(piece for child in node.children for piece in self.pieces(child))

    def pieces(self, node: nodes.Node) -> Iterator[Piece]:
        """Yield what stands in a line for one node.

        :raises UnknownNodeError: where the node, or one in it, is of an unknown kind.
        """
        name = type(node).__name__
        if isinstance(node, nodes.Text):
            yield str(node)
            return
        if name in _SILENT:
            return
        assert isinstance(node, nodes.Element)
        if name in _PLAIN:
            yield from map(Anchor, self._keys(node))
            if "facts" in node.get("classes", []):
                yield "　"
            yield from self.line(node)
        elif name in _STYLES:
            yield Styled(_STYLES[name], self.line(node))
        elif isinstance(node, nodes.reference):
            yield from self._reference(node)
        elif isinstance(node, nodes.footnote_reference):
            yield from self._note(node)
        elif isinstance(node, nodes.image):
            yield Icon(self._picture(node), node.get("alt", ""))
        else:
            raise self._unknown(node)

    def _reference(self, node: nodes.reference) -> Iterator[Piece]:
        label = self.line(node)
        uri: str = node.get("refuri", "")
        if node.get("refid"):
            # What Sphinx does not find it takes for an id of the page.
            if node["refid"] not in self._ids and not node["refid"].startswith("part:"):
                said = f"{node['refid']!r} in {node.astext()[:30]!r}"
                self.problems.append(Problem(Code.BOOK_REFERENCE, self._docname, 0, said))
            yield Ref(address(self._docname, node["refid"]), label)
        elif node.get("internal"):
            yield Ref(uri if "#" in uri else f"{uri}#", label)
        elif uri and node.astext() == uri:
            yield WebAddress(uri)
        elif uri:
            yield Web(uri, label)
        else:
            yield from label

    def _note(self, node: nodes.Element) -> Iterator[Piece]:
        assert node.document is not None
        notes = node.document.findall(nodes.footnote)
        note = next((item for item in notes if node.get("refid") in item["ids"]), None)
        if note is not None:
            yield Note(self._item(note))

    # --- blocks ----------------------------------------------------------------

    def blocks(self, node: nodes.Node) -> Iterator[Block]:
        """Yield the blocks that one node becomes.

        :raises UnknownNodeError: where the node, or one in it, is of an unknown kind.
        """
        name = type(node).__name__
        if name in _SILENT:
            return
        if isinstance(node, nodes.admonition) or name in admonitionlabels:
            assert isinstance(node, nodes.Element)
            # One with a title of its own holds it.
            titled = isinstance(node, nodes.admonition)
            head = () if titled else (str(admonitionlabels[node.tagname]),)
            yield Group("boxed", tuple(self._inside(node)), head)
            return
        known = "_inside" if name in _HOLDERS else f"_do_{name.lower()}"
        method: Callable[[nodes.Node], Iterable[Block]] | None = getattr(self, known, None)
        if method is None:
            raise self._unknown(node)
        yield from method(node)

    def _inside(self, node: nodes.Element, skip: type[nodes.Node] | None = None) -> Iterator[Block]:
        for child in node.children:
            if skip is None or not isinstance(child, skip):
                yield from self.blocks(child)

    def _do_section(self, node: nodes.Element) -> Iterator[Block]:
        title = self.line(next(node.findall(nodes.title)))
        yield Heading(self._level, title, self._keys(node))
        self._level += 1
        yield from self._inside(node, nodes.title)
        self._level -= 1

    def _do_paragraph(self, node: nodes.Element) -> Iterator[Block]:
        children = node.children
        if len(children) == 1 and isinstance(children[0], nodes.image):
            yield from self._do_image(children[0], self._keys(node))
        else:
            yield Para(self.line(node), self._keys(node))

    def _do_block_quote(self, node: nodes.Element) -> Iterator[Block]:
        yield Group("quoted", tuple(self._inside(node)))

    def _do_topic(self, node: nodes.Element) -> Iterator[Block]:
        yield Group("boxed", tuple(self._inside(node)))

    def _do_title(self, node: nodes.Element) -> Iterator[Block]:
        """Yield the title of a box; those of sections and tables are taken by them."""
        yield Label(self.line(node))

    def _do_rubric(self, node: nodes.Element) -> Iterator[Block]:
        yield Label((*map(Anchor, self._keys(node)), *self.line(node)))

    _do_caption = _do_title

    def _do_attribution(self, node: nodes.Element) -> Iterator[Block]:
        yield Attribution(self.line(node))

    def _do_line_block(self, node: nodes.Element) -> Iterator[Block]:
        yield Lines(tuple(self.line(line) for line in node.findall(nodes.line)))

    def _do_bullet_list(self, node: nodes.Element) -> Iterator[Block]:
        yield Points(self._items(node))

    def _do_enumerated_list(self, node: nodes.Element) -> Iterator[Block]:
        yield Numbered(self._items(node), int(node.get("start", 1)))

    def _items(self, node: nodes.Element) -> tuple[Item, ...]:
        return tuple(
            self._item(item) for item in node.children if isinstance(item, nodes.list_item)
        )

    def _item(self, node: nodes.Element) -> Item:
        """Return a point, a note or a cell; a first paragraph stands beside its mark."""
        children = [child for child in node.children if not isinstance(child, nodes.label)]
        inside: Inline = ()
        keys = self._keys(node)
        if children and isinstance(children[0], nodes.paragraph):
            first, *children = children
            assert isinstance(first, nodes.paragraph)
            inside, keys = self.line(first), keys + self._keys(first)
        return Item(
            inside, tuple(block for child in children for block in self.blocks(child)), keys
        )

    def _do_field_list(self, node: nodes.Element) -> Iterator[Block]:
        rows = []
        for item in node.children:
            if isinstance(item, nodes.field):
                name, body = item.children
                assert isinstance(name, nodes.Element)
                assert isinstance(body, nodes.Element)
                rows.append((self.line(name), self._item(body)))
        yield Fields(tuple(rows))

    def _do_definition_list(self, node: nodes.Element) -> Iterator[Block]:
        rows = []
        for item in node.children:
            if isinstance(item, nodes.definition_list_item):
                terms = [child for child in item.children if isinstance(child, nodes.term)]
                meaning = [child for child in item.children if isinstance(child, nodes.definition)]
                keys = tuple(key for term in terms for key in self._keys(term))
                head = Item(tuple(p for term in terms for p in self.line(term)), (), keys)
                first, *rest = [self._item(part) for part in meaning] or [Item(())]
                below = (*first.below, *(Para(item.inside, item.keys) for item in rest))
                rows.append((head, Item(first.inside, below, first.keys)))
        yield Definitions(tuple(rows))

    def _do_literal_block(self, node: nodes.Element) -> Iterator[Block]:
        yield Lines(tuple((line,) for line in node.astext().splitlines()))

    def _do_transition(self, node: nodes.Element) -> Iterator[Block]:  # noqa: ARG002 - holds nothing
        yield Rule()

    # --- tables and pictures -----------------------------------------------------

    def _do_table(self, node: nodes.Element) -> Iterator[Block]:
        rows = list(node.findall(nodes.row))
        heads = sum(isinstance(row.parent, nodes.thead) for row in rows)
        title = next(node.findall(nodes.title), None)
        cells = tuple(
            tuple(self._item(cell) for cell in row.children if isinstance(cell, nodes.Element))
            for row in rows
        )
        yield Grid(cells, heads, self.line(title) if title is not None else (), self._keys(node))

    def _do_figure(self, node: nodes.Element) -> Iterator[Block]:
        image = next(node.findall(nodes.image))
        caption = next(node.findall(nodes.caption), None)
        legend = next(node.findall(nodes.legend), None)
        said = self.line(caption) if caption is not None else ()
        if legend is not None:
            for paragraph in legend.findall(nodes.paragraph):
                said += self.line(paragraph)
        alt = caption.astext() if caption is not None else image.get("alt", "")
        yield Figure(self._picture(image), alt, said, (), self._keys(node))

    def _do_image(self, node: nodes.Element, keys: tuple[str, ...] = ()) -> Iterator[Block]:
        yield Figure(self._picture(node), node.get("alt", ""), keys=keys)

    def _do_reference(self, node: nodes.Element) -> Iterator[Block]:
        """Yield a picture that is a link: nothing else is one outside a paragraph."""
        for image in node.findall(nodes.image):
            yield from self._do_image(image)

    def _picture(self, image: nodes.Element) -> Path | None:
        """Return the file of a picture, ``None`` for one on the web."""
        uri: str = image["uri"]
        if "://" in uri:
            self.problems.append(Problem(Code.BOOK_PICTURE, uri))
            return None
        return self._docs / uri
