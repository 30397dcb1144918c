"""Which lines of an HTML page are the article.

Every line is weighed: running text for, links and furniture against.  The
article is the element whose lines weigh most in sum, less the parts in it
that are furniture by their own weight or by their name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from casebook import resources
from casebook.ingest.facts.masthead import names_people
from casebook.ingest.headings.themes import theme_of
from casebook.ingest.headings.title import Choice
from casebook.ingest.lexicon import any_of, any_word, words
from casebook.ingest.read.dom import DomLine
from casebook.ingest.read.second import second_opinion
from casebook.ingest.read.title import title_lines
from casebook.records import Role
from casebook.text.numbering import number_of

_STOPS = re.compile(r"[，。；！？、,;]")
_WORDS = re.compile(r"[a-z]+")
_COLON = re.compile(r"\s*[:：/]")
_MAX_EDITORS = 40
"""Characters of a line of editors."""
_MIN_TEXT = 15
"""Characters from which a line with stops counts as running text."""
_AROUND = 0.5
"""Share of the weight of a paragraph that what is around it must have to be the article."""
_TEASERS, _TEASER = 3, 90
"""Blocks of one form in a row below an article, and characters of each, that lead elsewhere."""
_LEAD_IN = 5
"""Characters of a line with a colon that announces a list of links."""
_FREE = 6
"""Characters outside links from which a line with a full stop is a sentence."""
_UNSEEN = {Role.HIDDEN, Role.DELETED, Role.READING}
_MIN_ARTICLE = 60
"""Characters of running text before a heading of related links is believed to end it."""


Chosen = tuple[frozenset[int], tuple[int, ...], Choice]


def choose(lines: list[DomLine], markup: str, page_title: str) -> Chosen:
    """Choose the lines of the article.

    :param lines: all lines of the page.
    :param markup: the page, decoded, for a second opinion where the lines give no article.
    :param page_title: text of its ``<title>``.
    :returns: positions in ``lines`` of the article without its title, the positions of
        the lines that show the title, none where none does, and how it was chosen.
    """
    sentences = _sentences(lines)
    weights = [_weight(line, at in sentences) for at, line in enumerate(lines)]
    running = sum(weight for weight in weights if weight > 0)
    text = "".join(line.text for line, weight in zip(lines, weights, strict=True) if weight > 0)
    if running < _MIN_ARTICLE:
        other = second_opinion(lines, markup)
        if sum(len(lines[at].text) for at in other) > running * 2:
            titles, choice = title_lines(lines, min(other), page_title, text)
            return other - set(titles), titles, choice
        if not running:
            return frozenset(), (), Choice()
    everywhere, _, _ = _root(lines, weights, 0, len(lines))
    inside = (
        at
        for at, line in enumerate(lines)
        if weights[at] > 0 and any(element is everywhere for element in _upwards(line.block))
    )
    first = next(inside, 0)
    titles, choice = title_lines(lines, first, page_title, text)
    title = titles[-1] if titles else -1
    # Without a title nothing says that what stands above the text belongs to it.
    end = _end(lines, weights, title if titles else first)
    root, sums, named = _root(lines, weights, max(title, 0), end)
    chosen = [
        at
        for at, line in enumerate(lines)
        if at not in titles
        and line.role not in _UNSEEN
        and (at in sentences or not _is_link(line))
        and _inside(line, root, sums, named)
    ]
    teasers = _teasers(lines, chosen, root)
    chosen = [at for at in chosen if at not in teasers]
    beside = {id(lines[at].block.getparent()) for at in chosen if at < end and weights[at] > 0}
    return (
        frozenset(
            at
            for at in chosen
            if at < end or (weights[at] > 0 and id(lines[at].block.getparent()) in beside)
        ),
        titles,
        choice,
    )


def _teasers(lines: list[DomLine], chosen: list[int], root: HtmlElement) -> frozenset[int]:
    """Find the teasers of other articles below the text.

    They are blocks of one tag and class in a row, each a heading that is neither numbered
    nor of a theme with a short text below it, after the text itself.
    """
    blocks: dict[HtmlElement, list[int]] = {}
    for at in chosen:
        for element in _upwards(lines[at].block):
            if element is root:
                break
            if element.get("class"):
                blocks.setdefault(element, []).append(at)
    rows: dict[tuple[int, str, str], list[HtmlElement]] = {}
    for element in blocks:
        key = (id(element.getparent()), str(element.tag), element.get("class") or "")
        rows.setdefault(key, []).append(element)
    result: set[int] = set()
    for row in rows.values():
        members = [at for element in row for at in blocks[element]]
        before = sum(len(lines[at].text) for at in chosen if at < min(members))
        if (
            len(row) >= _TEASERS
            and before >= _MIN_ARTICLE
            and all(_is_teaser([lines[at] for at in blocks[element]]) for element in row)
        ):
            result.update(members)
    return frozenset(result)


def _is_teaser(block: list[DomLine]) -> bool:
    head = block[0]
    return (
        1 < len(block) <= 4
        and sum(len(line.text) for line in block) <= _TEASER
        and (head.role is Role.HEADING or head.role is Role.BOLD or head.linked > 0)
        and number_of(head.text) is None
        and theme_of(head.text) is None
    )


def _sentences(lines: list[DomLine]) -> frozenset[int]:
    """Find lines of many links that are text: sentences, and points below a lead-in.

    A sentence has a stop and words between its links; a list of links is text where a
    line of the text announces it (出台的制度有：).
    """
    result: set[int] = set()
    lead: HtmlElement | None = None
    for at, line in enumerate(lines):
        if not line.linked:
            plain = line.role in {Role.TEXT, Role.ITEM} and line.text.endswith(("：", ":"))
            lead = line.block if plain and _STOPS.search(line.text + "，") else None
            lead = lead if plain and len(line.text) >= _LEAD_IN else None
            continue
        free = len(line.text) - line.linked
        if (
            line.text.rstrip("”」）)").endswith("。") and free >= _FREE and _STOPS.search(line.text)
        ) or (lead is not None and line.role in {Role.ITEM, Role.NUMBERED}):
            result.add(at)
    return frozenset(result)


def _end(lines: list[DomLine], weights: list[float], title: int) -> int:
    """Find where the article ends at the latest; the number of lines if nothing tells.

    It ends before the heading of related links or comments, and after the line of editors.
    """
    opener, label = any_of("chrome", "tails"), any_word("masthead", "editor")
    seen = 0.0
    for at in range(max(title, 0), len(lines)):
        text = lines[at].text
        seen += max(weights[at], 0)
        if seen < _MIN_ARTICLE:
            continue
        if opener.fullmatch(text):
            return at
        bare = text.lstrip(" [【(（")
        named = label.match(bare) if len(text) <= _MAX_EDITORS else None
        if named and _COLON.match(bare, named.end()) and names_people(text):
            return at + 1
    return len(lines)


def _root(
    lines: list[DomLine], weights: list[float], start: int, end: int
) -> tuple[HtmlElement, dict[HtmlElement, float], dict[HtmlElement, bool]]:
    """Find the deepest element whose lines weigh most, between title and related links."""
    sums, named = _sums(lines[start:end], weights[start:end])
    best = max(sums.values())
    heaviest = [element for element, total in sums.items() if total >= best - 1e-6]
    root = max(heaviest, key=lambda element: sum(1 for _ in element.iterancestors()))
    above = root.getparent()
    leaf = any(line.block is root for line in lines[start:end])
    if leaf and above is not None and sums.get(above, 0.0) >= best * _AROUND:
        # A single paragraph is no article: what stands beside it may be its lead or a list.
        root = above
    return root, sums, named


def _weight(line: DomLine, sentence: bool) -> float:
    """Weigh a line: its length, positive for running text, negative for links and furniture."""
    size = len(line.text) - line.text.count(" ")
    if line.role in _UNSEEN or line.role is Role.PICTURE or not size:
        return 0.0
    if sentence:
        return float(size) / 2
    if _is_link(line) or (size <= 120 and any_of("chrome", "lines").fullmatch(line.text)):
        return -float(size)
    if line.role == Role.ROW:
        return 0.2 * size
    if size >= _MIN_TEXT and _STOPS.search(line.text):
        return float(size - line.linked)
    return -0.3 * size


def _is_link(line: DomLine) -> bool:
    size = len(line.text) - line.text.count(" ")
    return line.linked > size / 2


def _sums(
    lines: list[DomLine], weights: list[float]
) -> tuple[dict[HtmlElement, float], dict[HtmlElement, bool]]:
    """Sum the weights of the lines below every element; tell which elements are named furniture."""
    sums: dict[HtmlElement, float] = {}
    named: dict[HtmlElement, bool] = {}
    total = sum(weight for weight in weights if weight > 0)
    good: dict[HtmlElement, float] = {}
    for line, weight in zip(lines, weights, strict=True):
        if weight > 0:
            for element in _upwards(line.block):
                good[element] = good.get(element, 0.0) + weight
    for line, weight in zip(lines, weights, strict=True):
        chain = list(_upwards(line.block))
        beside = False
        for element in chain:
            if element not in named:
                named[element] = _is_named(element) and good.get(element, 0.0) < total / 2
            beside = beside or named[element]
        value = -abs(weight) if beside else weight
        for element in chain:
            sums[element] = sums.get(element, 0.0) + value
    return sums, named


def _upwards(element: HtmlElement) -> Iterator[HtmlElement]:
    at: HtmlElement | None = element
    while at is not None:
        yield at
        at = at.getparent()


def _is_named(element: HtmlElement) -> bool:
    if element.tag in {"nav", "aside", "footer"}:
        return True
    if element.tag in {"p", "section", "article", "main"}:
        return False
    name = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return not _beside().isdisjoint(_WORDS.findall(name))


@resources.cached
def _beside() -> frozenset[str]:
    return frozenset(words("markup", "beside"))


def _inside(
    line: DomLine,
    root: HtmlElement,
    sums: dict[HtmlElement, float],
    named: dict[HtmlElement, bool],
) -> bool:
    for element in _upwards(line.block):
        if element is root:
            return True
        if named.get(element) or sums.get(element, 0.0) < -40:
            return False
    return False
