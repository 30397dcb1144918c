"""Which element of a page holds the article: by the weight of its lines, and by its name.

The lines are weighed elsewhere (:mod:`casebook.ingest.read.content`); here their weights
are summed up the tree.  The article is the deepest element of the greatest sum.  What names
itself the body of an article (``articleBody``, ``js_content``, ``TRS_Editor``) holds more
than that where its own sum is hardly smaller.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from casebook import resources
from casebook.ingest.lexicon import words
from casebook.ingest.read.dom import DomLine

_WORDS = re.compile(r"[a-z]+")
_NAMES = re.compile(r"[^\s]+")
_BESIDE = frozenset(["nav", "aside", "footer"])
_OF_TEXT = frozenset(["p", "section", "article", "main"])
_AROUND = 0.5
"""Share of the weight of a paragraph that what is around it must have to be the article."""
_NAMED = 0.8
"""Share of the greatest weight that an element named as the body of an article must have."""
_APART = 0.25
"""Share of the greatest weight that text of the same article elsewhere in it must have."""
_FURNITURE = -40
"""Sum of weights below which a part of the article's element is furniture."""


@dataclass(slots=True)
class Tree:
    """The elements that hold lines, up to the document; those above stand before those below."""

    order: list[HtmlElement] = field(default_factory=list)
    parent: dict[HtmlElement, HtmlElement | None] = field(default_factory=dict)
    furniture: set[HtmlElement] = field(default_factory=set)
    """Those that are furniture by tag or name, however much text they hold."""

    def upwards(self, element: HtmlElement) -> Iterator[HtmlElement]:
        """The element itself and what it stands in, from the inside out."""
        at: HtmlElement | None = element
        while at is not None:
            yield at
            at = self.parent[at]

    def below(self, root: HtmlElement) -> set[HtmlElement]:
        """The element and every known one in it."""
        result: set[HtmlElement] = set()
        for element in self.order:
            if element is root or self.parent[element] in result:
                result.add(element)
        return result


@dataclass(frozen=True, slots=True)
class Root:
    """The element that holds the article, and what its parts weigh.

    ``named`` are the elements that are furniture by their name.
    """

    element: HtmlElement
    sums: dict[HtmlElement, float]
    named: frozenset[HtmlElement]

    def open_elements(self, tree: Tree) -> set[HtmlElement]:
        """Elements below the root that are not, and do not stand in, furniture."""
        result: set[HtmlElement] = set()
        for element in tree.order:
            inside = tree.parent[element] in result and not (
                element in self.named
                or (self.sums.get(element, 0.0) < _FURNITURE and not is_body(element))
            )
            if element is self.element or inside:
                result.add(element)
        return result


def tree_of(lines: Iterable[DomLine]) -> Tree:
    """Collect the elements that the lines stand in."""
    tree = Tree()
    for line in lines:
        chain: list[HtmlElement] = []
        at: HtmlElement | None = line.block
        while at is not None and at not in tree.parent:
            chain.append(at)
            above = at.getparent()
            tree.parent[at] = above
            at = above
        tree.order += reversed(chain)
    tree.furniture.update(filter(is_beside, tree.order))
    return tree


def find_root(tree: Tree, lines: Sequence[DomLine], weights: Sequence[float]) -> Root:
    """Find the element that holds the article.

    :param lines: the lines between the title and the related links.
    :param weights: of each of them; positive for running text.
    """
    sums, named = _sums(tree, lines, weights)
    best = max(sums.values())
    depth: dict[HtmlElement, int] = {}
    for element in tree.order:
        above = tree.parent[element]
        depth[element] = depth[above] + 1 if above is not None else 0
    root = max((e for e, total in sums.items() if total >= best - 1e-6), key=depth.__getitem__)
    above = tree.parent[root]
    leaf = any(line.block is root for line in lines)
    if leaf and above is not None and sums.get(above, 0.0) >= best * _AROUND:
        # A single paragraph is no article: what stands beside it may be its lead or a list.
        root = above
    named_root = next(
        (
            element
            for element in tree.upwards(root)
            if element.get("itemprop") == "articleBody"
            or (is_body(element) and sums.get(element, 0.0) >= best * _NAMED)
        ),
        root,
    )
    result = Root(named_root, sums, named)
    return _with_text_apart(tree, result, lines, weights)


def _with_text_apart(
    tree: Tree, root: Root, lines: Sequence[DomLine], weights: Sequence[float]
) -> Root:
    """Widen the root to the whole article where a good part of its text stands apart.

    Between a lead and the text a box of links may lie that weighs more than either; the
    element that names itself an article holds them all.
    """
    inner = tree.below(root.element)
    for element in tree.upwards(root.element):
        if element is root.element or not is_article(element):
            continue
        wider = Root(element, root.sums, root.named)
        others = wider.open_elements(tree) - inner
        apart = sum(
            weight
            for line, weight in zip(lines, weights, strict=True)
            if weight > 0 and line.block in others
        )
        return wider if apart >= _APART * root.sums[root.element] else root
    return root


def _sums(
    tree: Tree, lines: Sequence[DomLine], weights: Sequence[float]
) -> tuple[dict[HtmlElement, float], frozenset[HtmlElement]]:
    """Sum the weights of the lines below every element; find which elements are named furniture.

    What is furniture by its name weighs against the article, unless most of the text is in it.
    """
    good = _summed(tree, lines, [max(weight, 0.0) for weight in weights])
    half = sum(weight for weight in weights if weight > 0) / 2
    named: set[HtmlElement] = set()
    beside: set[HtmlElement] = set()
    for element in tree.order:
        if element in tree.furniture and good.get(element, half) < half:
            named.add(element)
        if element in named or tree.parent[element] in beside:
            beside.add(element)
    values = [
        -abs(weight) if line.block in beside else weight
        for line, weight in zip(lines, weights, strict=True)
    ]
    return _summed(tree, lines, values), frozenset(named)


def _summed(
    tree: Tree, lines: Sequence[DomLine], values: Sequence[float]
) -> dict[HtmlElement, float]:
    """Sum a value of the lines for every element that holds one of them."""
    sums: dict[HtmlElement, float] = {}
    for line, value in zip(lines, values, strict=True):
        sums[line.block] = sums.get(line.block, 0.0) + value
    for element in reversed(tree.order):
        above = tree.parent[element]
        if above is not None and element in sums:
            sums[above] = sums.get(above, 0.0) + sums[element]
    return sums


def is_beside(element: HtmlElement) -> bool:
    """Whether tag or name of an element say that it stands beside an article."""
    tag, own = element.tag, element.get("id")
    if tag in _BESIDE:
        return True
    if tag in _OF_TEXT:
        return False
    if own == "meta_content":  # the row of account and day of WeChat
        return True
    kinds = element.get("class")
    return bool(own or kinds) and _names_beside(f"{kinds or ''} {own or ''}")


@resources.recalled
def _names_beside(name: str) -> bool:
    return not _listed("beside").isdisjoint(_WORDS.findall(name.lower()))


def is_body(element: HtmlElement) -> bool:
    """Whether an element names itself the body of an article."""
    return element.get("itemprop") == "articleBody" or _is_called(element, "body")


def is_article(element: HtmlElement) -> bool:
    """Whether an element names itself an article, with its title and what belongs to it."""
    return element.tag == "article" or _is_called(element, "article")


def _is_called(element: HtmlElement, key: str) -> bool:
    name = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return len(name) > 1 and not _listed(key).isdisjoint(_NAMES.findall(name))


@resources.cached
def _listed(key: str) -> frozenset[str]:
    return frozenset(words("markup", key))
