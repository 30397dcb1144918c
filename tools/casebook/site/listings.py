"""Lists and tables of links are written from their lines, without a tree.

A list of all cases has a line for each, and of each line docutils would make a dozen nodes that
every transform walks over.  Here a list is one node: its HTML in pieces, between which stand the
references, which are looked up when the page is written.  What comes out is what the translator
writes of the tree (a test builds both ways).  Only a build by Casebook makes such nodes: where
Sphinx runs for anything else, lists are trees as ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import NamedTuple, Protocol

from docutils import nodes
from sphinx.util.logging import getLogger
from sphinx.writers.html5 import HTML5Translator

from casebook.site.domain import CaseDomain, Leading, Target, anchor_target
from casebook.site.editions import AS_IS, MARKS, OwnText, Reading, Shown
from casebook.site.markup import SILENT
from casebook.themes import themes

logger = getLogger(__name__)

_FORMS = frozenset(
    {
        *("bullet_list", "list_item", "paragraph", "inline", "span"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }
)
_KINDS = frozenset(CaseDomain.object_types)


class Token(Protocol):
    """What is read of a page (:mod:`casebook.site.reading`)."""

    @property
    def type(self) -> str: ...  # noqa: D102
    @property
    def content(self) -> str: ...  # noqa: D102
    @property
    def children(self) -> Sequence[Token]: ...  # noqa: D102
    @property
    def attrs(self) -> Mapping[str, str]: ...  # noqa: D102


class Link(NamedTuple):
    """A reference in a list.

    :param target: what it leads to, as in ``[label](#target)``.
    :param label: HTML; ``""`` for the title of what it leads to.
    """

    target: str
    label: str


class Listing(nodes.General, OwnText, Leading):
    """A list or a table: ``token`` as it was read, ``pieces`` in the script of the edition."""

    def print(self, reading: Reading, shown: Shown) -> None:
        """Make the pieces of what was read."""
        pieces: list[str | Link] = []
        for piece in _Writing(shown).block(self.attributes.pop("token"), reading):
            if isinstance(piece, str) and pieces and isinstance(pieces[-1], str):
                pieces[-1] += piece
            else:
                pieces.append(piece)
        self["pieces"] = pieces

    @property
    def targets(self) -> Iterator[Target]:
        """What the references lead to."""
        for piece in self["pieces"]:
            if isinstance(piece, Link):
                yield anchor_target(piece.target, is_labelled=bool(piece.label))


def is_listing(token: Token) -> bool:
    """Whether a list or a table holds nothing but text, spans, and links to objects."""
    if token.type not in {"bullet_list", "table"}:
        return False
    # Names are sorted anew for an edition (casebook.site.collation).
    return token.attrs.get("class") != "names" and _is_known(token)


def _is_known(token: Token) -> bool:
    match token.type:
        case "text":
            return True
        case "link":
            names = token.attrs.get("class", "").split()
            if "title" in token.attrs or not _leads(token.attrs["href"]) or any(_said(names)):
                return False
        case kind if kind not in _FORMS:
            return False
    return "id" not in token.attrs and all(map(_is_known, token.children))


def _leads(address: str) -> bool:
    """Whether an address is that of an object that the domain may know."""
    kind, colon, _ = address.partition(":")
    return bool(colon) and kind[:1] == "#" and (kind[1:] in _KINDS or kind[1:] in themes())


def _said(names: Iterable[str]) -> Iterator[str]:
    """Yield the classes that are printed: not those that only say how to read."""
    return (name for name in names if name not in SILENT and not name.startswith(MARKS))


class _Writing:
    """Writes what was read as docutils' translator writes its tree."""

    def __init__(self, shown: Shown) -> None:
        self._shown = shown

    def block(self, token: Token, reading: Reading) -> Iterator[str | Link]:
        """Yield a list or a table."""
        names = token.attrs.get("class", "").split()
        reading = reading.inside(names)
        if token.type == "bullet_list":
            yield f'<ul class="{" ".join((*_said(names), "simple"))}">\n'
            yield from self._items(token, reading)
            yield "</ul>\n"
            return
        yield (
            '<div class="pst-scrollable-table-container">'
            f'<table class="{" ".join((*_said(names), "table"))}">\n'
        )
        for part, cell, head in zip(
            token.children, ("th", "td"), (' class="head"', ""), strict=False
        ):
            yield f"<{part.type}>\n"
            for row in part.children:
                yield "<tr>"
                for item in row.children:
                    yield f"<{cell}{head}><p>"
                    yield from self._inside(item, reading)
                    yield f"</p></{cell}>\n"
                yield "</tr>\n"
            yield f"</{part.type}>\n"
        yield "</table>\n</div>\n"

    def _items(self, token: Token, reading: Reading) -> Iterator[str | Link]:
        for item in token.children:
            line, *below = item.children
            yield "<li><p>"
            yield from self._inside(line, reading)
            yield "</p>\n" if below else "</p>"
            for points in below:
                yield "<ul>\n"
                yield from self._items(points, reading)
                yield "</ul>\n"
            yield "</li>\n"

    def _inside(self, token: Token, reading: Reading | None) -> Iterator[str | Link]:
        """Yield what stands in a line; without a reading as it is."""
        for part in token.children:
            names = part.attrs.get("class", "").split()
            inside = None if reading is None or AS_IS in names else reading.inside(names)
            match part.type:
                case "text":
                    text = part.content if reading is None else self._shown(part.content, reading)
                    yield text.translate(_ENTITIES)
                case "link":
                    target = part.attrs["href"][1:]
                    if reading is not None:
                        inside = reading.linked(target).inside(names)
                    # No link stands in a link.
                    yield Link(target, "".join(map(str, self._inside(part, inside))))
                case "inline":
                    yield from self._inside(part, reading)
                case "span":
                    said = " ".join(_said(names))
                    yield f'<span class="{said}">' if said else ""
                    yield from self._inside(part, inside)
                    yield "</span>" if said else ""


_ENTITIES = HTML5Translator.special_characters


def write_listing(translator: HTML5Translator, node: nodes.Element) -> None:
    """Write a list with what its references lead to.

    :raises docutils.nodes.SkipNode: always.
    """
    builder, page = translator.builder, translator.docnames[0]
    domain = builder.env.get_domain(CaseDomain.name)
    assert isinstance(domain, CaseDomain)
    way_to = cache(partial(builder.get_relative_uri, page))
    for piece in node["pieces"]:
        if isinstance(piece, str):
            translator.body.append(piece)
            continue
        target, label = piece
        found = domain.leads_to(target)
        if not found:
            message = "'myst' cross-reference target not found: %r"
            logger.warning(message, target, location=page, type="myst", subtype="xref_missing")
            translator.body.append(label)
            continue
        _, entry = found[0]
        # As make_refnode of Sphinx, without a node.
        way = "" if entry.docname == page and entry.anchor else way_to(entry.docname)
        address = f"{way}#{entry.anchor}" if entry.anchor else way or "#"
        label = label or entry.title.translate(_ENTITIES)
        translator.body.append(f'<a href="{translator.attval(address)}">{label}</a>')
    raise nodes.SkipNode
