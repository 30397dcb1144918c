"""Which lines of an HTML page are the article.

Every line is weighed: running text for, links and furniture against.  The
article is the element whose lines weigh most in sum, less the parts in it
that are furniture by their own weight or by their name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from lxml.html import HtmlElement

from casebook.ingest.facts.line_kinds import names_people
from casebook.ingest.facts.masthead import is_masthead_line
from casebook.ingest.headings.themes import theme_of
from casebook.ingest.headings.title import Choice, bigrams
from casebook.ingest.lexicon import any_word, is_furniture, is_listed
from casebook.ingest.read.between import filled, headings_between, is_icon
from casebook.ingest.read.copies import copied
from casebook.ingest.read.dom import DomLine
from casebook.ingest.read.flash import flash_of
from casebook.ingest.read.headed import headed_below
from casebook.ingest.read.link_lists import is_link, lists_of_text
from casebook.ingest.read.linked_text import linked_sentences
from casebook.ingest.read.replies import are_replies
from casebook.ingest.read.root import Root, Tree, find_root, is_article, is_body, tree_of
from casebook.ingest.read.second import second_opinion
from casebook.ingest.read.title import title_again, title_lines
from casebook.records import Role
from casebook.text.numbering import number_of

_STOPS = re.compile(r"[，。；！？、,;]")
_COLON = re.compile(r"\s*[:：/]")
_FOOT_ROW = re.compile(r"[|｜][^|｜]{0,40}(?:\d{4}(?!\d*年)|@)")
"""How the foot of a page says in a row where its site is reached: … | 信箱：…@…."""
_MAX_EDITORS = 40
"""Characters of a line of editors."""
_MIN_TEXT = 15
"""Characters from which a line with stops counts as running text."""
_TEASERS, _TEASER = 3, 90
"""Blocks of one form in a row below an article, and characters of each, that lead elsewhere."""
_UNSEEN = {Role.HIDDEN, Role.DELETED, Role.READING}
_SHORT_LINES = {Role.TEXT, Role.BOLD, Role.ITEM, Role.NUMBERED}
_PLAIN = {Role.TEXT, Role.ITEM, Role.NUMBERED, Role.ROW}
"""Roles of lines that are none of a headline above the title."""
_FOOT = 0.1
"""Share of the running text of a page that stands below its title at least."""
_FURNITURE, _NOTICE = 120, 320
"""Characters of the longest line of furniture that weighs against the article, and of a notice
of the site, which weighs nothing."""
_UNSTOPPED = 60
"""Characters of a line without a stop that weigh against the article: a longer one is text."""
_GOES_ON = 40
"""Characters of text that no link leads, by which an article goes on after a box of links."""
_COLUMN = 8
"""Characters of the name of a column."""
_NAMED = 9.0
"""Score of a title that the page itself names so."""
_MIN_ARTICLE = 60
"""Characters of running text before a heading of related links is believed to end it."""


_LITTLE, _POEM = 200, 40
"""Running text of a page with which it may be a poem, and characters of one."""

Chosen = tuple[frozenset[int], tuple[int, ...], Choice]


def choose(lines: list[DomLine], markup: str, page_title: str) -> Chosen:
    """Choose the lines of the article.

    :param lines: all lines of the page.
    :param markup: the page, decoded, for a second opinion where the lines give no article.
    :param page_title: text of its ``<title>``.
    :returns: positions in ``lines`` of the article without its title, the positions of
        the lines that show the title, none where none does, and how it was chosen.
    """
    sentences = linked_sentences(lines)
    sentences |= lists_of_text(lines, sentences)
    weights = [_weight(line, at in sentences) for at, line in enumerate(lines)]
    if sum(weight for weight in weights if weight > 0) < _LITTLE:
        weights = _of_named_body(lines, weights)
    flash = flash_of(lines, weights, page_title)
    for at, weight in enumerate(weights):
        weights[at] = weight if not flash or at in flash else min(weight, 0.0)
    copy = copied(lines, weights)
    for at in copy:
        weights[at] = 0.0
    running = sum(weight for weight in weights if weight > 0)
    text = "".join(line.text for line, weight in zip(lines, weights, strict=True) if weight > 0)
    if running < _MIN_ARTICLE and not flash:
        other = _second(lines, markup)
        if sum(len(lines[at].text) for at in other) > running * 2 or _holds(other, lines, weights):
            first = next((at for at in sorted(other) if weights[at] > 0), min(other))
            titles, choice = title_lines(lines, first, max(other), page_title, text)
            other = filled(lines, other, titles[-1] if titles else -1)
            return other - set(titles), titles, choice
        if not running:
            return frozenset(), (), Choice()
    for at in copy:
        if lines[at].role not in _UNSEEN:
            lines[at].role = Role.OUTSIDE  # nor is it the lead beside a title
    tree = tree_of(lines)
    everywhere = tree.below(find_root(tree, lines, weights).element)
    heavy = [at for at, line in enumerate(lines) if weights[at] > 0 and line.role is not Role.ROW]
    first = next((at for at in heavy if lines[at].block in everywhere), 0)
    titles, choice = title_lines(lines, first, _last(lines, weights), page_title, text)
    head = headed_below(lines, weights, first) if choice.score < _NAMED else None
    if head is not None:
        titles, choice = (head,), Choice(head, _NAMED)
    title = titles[-1] if titles else -1
    # Without a title nothing says that what stands above the text belongs to it.
    end, boxes = _end(lines, weights, title if titles else first, tree)
    start = max(title, 0)
    root = find_root(tree, lines[start:end], weights[start:end])
    inside = root.open_elements(tree)
    again = title_again(lines, titles, page_title)
    inside |= _unlinked(lines, weights, tree, root, inside)
    chosen = [
        at
        for at, line in enumerate(lines)
        if line.block in inside
        and (head is None or at > head)
        and at not in titles
        and at not in again
        and at not in boxes
        and at not in copy
        and line.role not in _UNSEEN
        and (at in sentences or not is_link(line))
        and not is_icon(lines, at)
    ]
    beside = _teasers(lines, weights, chosen, tree, root.element)
    beside |= _above_title(lines, weights, chosen, sorted(again) or titles, tree, root.element)
    chosen = [at for at in chosen if at not in beside]
    parents = {id(lines[at].block.getparent()) for at in chosen if at < end and weights[at] > 0}
    kept = frozenset(
        at
        for at in chosen
        if at < end or (weights[at] > 0 and id(lines[at].block.getparent()) in parents)
    )
    return kept | headings_between(lines, kept, title), titles, choice


def _second(lines: list[DomLine], markup: str) -> frozenset[int]:
    """Ask for a second opinion; that of a page without text is a row of its foot."""
    other = second_opinion(lines, markup)
    texts = [lines[at].text for at in other]
    foot = any(map(_FOOT_ROW.search, texts)) and not any(map(_STOPS.search, texts))
    return frozenset() if foot else other


def _unlinked(
    lines: list[DomLine],
    weights: list[float],
    tree: Tree,
    root: Root,
    inside: set[HtmlElement],
) -> set[HtmlElement]:
    """Find the parts of an article that weigh like furniture and hold neither link nor furniture.

    Between running text such a part is a list of names or of places, a verse, a letter.
    """
    heavy = [at for at, line in enumerate(lines) if weights[at] > 0 and line.block in inside]
    inner = tree.below(root.element)
    shut: dict[HtmlElement, list[int]] = {}
    for at in range(heavy[0], heavy[-1]) if heavy else ():
        block = lines[at].block
        if block in inner and block not in inside:
            chain = list(tree.upwards(block))
            top = next(x for x, above in pairwise(chain) if above in inside)
            shut.setdefault(top, []).append(at)
    made: set[HtmlElement] = set()
    for top, held in shut.items():
        plain = not any(
            lines[at].linked or lines[at].role is Role.ROW or is_furniture(lines[at].text)
            for at in held
        )
        if plain and top not in root.named and top not in tree.furniture:
            made |= tree.below(top)
    return made


def _holds(other: frozenset[int], lines: list[DomLine], weights: list[float]) -> bool:
    """Whether a second opinion holds all running text, and more only right beside it."""
    own = {at for at, weight in enumerate(weights) if weight > 0}
    beside = {lines[at].block.getparent() for at in own}
    below = [at for at in other if at >= min(own, default=0)]
    return own < other and all(lines[at].block.getparent() in beside for at in below)


def _last(lines: list[DomLine], weights: list[float]) -> int:
    """Return the last line that a title may stand above: below it is hardly any text.

    At the foot of a page a title may stand once more, with a sentence for search engines.
    """
    least = _FOOT * sum(weight for weight in weights if weight > 0)
    below = 0.0
    for at in range(len(lines) - 1, -1, -1):
        below += max(weights[at], 0.0) if lines[at].role is not Role.ROW else 0.0
        if below and below >= least:
            return at
    return len(lines)


def _above_title(
    lines: list[DomLine],
    weights: list[float],
    chosen: list[int],
    titles: Sequence[int],
    tree: Tree,
    root: HtmlElement,
) -> frozenset[int]:
    """Find what stands above the title in the element of the article and is none of it.

    That is the last step of a breadcrumb, the name of a column, a table of what is filed; the
    number of an official document stays.  Where running text stands above the title, all stays.
    """
    above = [at for at in chosen if titles and at < titles[0]]
    if not above or any(weights[x] > 0 and lines[x].role is not Role.ROW for x in above):
        return frozenset()
    pairs = bigrams("".join(lines[at].text for at in (*titles, *chosen) if at not in above))
    return frozenset(
        at
        for at in above
        if (lines[at].role in _PLAIN or _is_column(lines[at], pairs))
        and not _DOCUMENT_NUMBER.search(lines[at].text)
        and (theme_of(lines[at].text) is None or _is_in_furniture(tree, lines[at], root))
    )


def _is_column(line: DomLine, pairs: frozenset[str]) -> bool:
    """Whether a heading above the title is short and says nothing of it: 新闻中心."""
    heads = line.role is Role.HEADING and len(line.text) <= _COLUMN
    return heads and bigrams(line.text).isdisjoint(pairs)


def _of_named_body(lines: list[DomLine], weights: list[float]) -> list[float]:
    """Weigh the lines of the element that names itself the body of an article, and no others.

    Poems and posts of a few short lines have no running text; where the page has less of it
    elsewhere than the element has text, the name of the element is the second sign.
    """
    tree = tree_of(lines)
    held: dict[HtmlElement, list[int]] = {}
    for at, line in enumerate(lines):
        if line.role in _SHORT_LINES and not is_link(line) and not is_furniture(line.text):
            body = next(filter(is_body, tree.upwards(line.block)), None)
            if body is not None:
                held.setdefault(body, []).append(at)
    sizes = {body: sum(len(lines[at].text) for at in own) for body, own in held.items()}
    best = max(sizes, key=sizes.__getitem__, default=None)
    if best is None or sizes[best] < _POEM:
        return weights
    inside = frozenset(held[best])
    elsewhere = sum(weight for at, weight in enumerate(weights) if weight > 0 and at not in inside)
    if elsewhere >= sizes[best]:
        return weights
    return [
        float(len(lines[at].text)) if at in inside else min(weight, 0.0)
        for at, weight in enumerate(weights)
    ]


def _is_in_furniture(tree: Tree, line: DomLine, root: HtmlElement) -> bool:
    """Whether a line stands in what is furniture by its name, inside of an element."""
    for element in tree.upwards(line.block):
        if element is root:
            return False
        if element in tree.furniture:
            return True
    return False


def _teasers(
    lines: list[DomLine],
    weights: list[float],
    chosen: list[int],
    tree: Tree,
    root: HtmlElement,
) -> frozenset[int]:
    """Find the teasers of other articles below the text.

    They are blocks of one tag and class in a row, each a heading that is neither numbered
    nor of a theme with a short text below it, after the text itself.  Where running text
    stands between them, they are its headings, each in a box.
    """
    blocks: dict[HtmlElement, list[int]] = {}
    for at in chosen:
        for element in tree.upwards(lines[at].block):
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
        if len(row) < _TEASERS or not all(
            _is_teaser([lines[at] for at in blocks[element]]) for element in row
        ):
            continue
        members = [at for element in row for at in blocks[element]]
        first, last = min(members), max(members)
        if any(first < at < last and weights[at] > 0 for at in chosen if at not in members):
            continue
        if sum(len(lines[at].text) for at in chosen if at < first) >= _MIN_ARTICLE:
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


_DOCUMENT_NUMBER = re.compile(r"[〔\[（(]\s*\d{4}\s*[〕\]）)]\s*第?\s*\d{1,5}\s*[号號]$")


def _end(
    lines: list[DomLine], weights: list[float], title: int, tree: Tree
) -> tuple[int, frozenset[int]]:
    """Find where the article ends at the latest; the number of lines if nothing marks it.

    It ends before the heading of related links or comments, and after the line of editors,
    unless more of it follows than stands before.  Links in a box in the middle of the text end
    nothing.

    :returns: that position, and the positions of such boxes before it.
    """
    seen = 0.0
    boxes: set[int] = set()
    for at in range(max(title, 0), len(lines)):
        text = lines[at].text
        seen += max(weights[at], 0)
        if seen < _MIN_ARTICLE:
            continue
        if is_listed("tails", text) or are_replies(lines, at):
            return at, frozenset(boxes)
        if is_listed("related", text):
            if not _goes_on(lines, weights, at, tree):
                return at, frozenset(boxes)
            boxes |= _box(lines, at)
        if (
            len(text) <= _MAX_EDITORS
            and _is_of_editors(text)
            and _text_after(lines, weights, at, tree)[1] <= seen
        ):
            return at + 1, frozenset(boxes)
    return len(lines), frozenset(boxes)


def _is_of_editors(text: str) -> bool:
    """Whether a line names editors: after their label, or as part of a whole masthead."""
    label, bare = any_word("masthead", "editor"), text.lstrip(" [【(（")
    begins = label.match(bare)
    led = begins and _COLON.match(bare, begins.end())
    return bool(led or (label.search(bare) and is_masthead_line(text))) and names_people(text)


def _goes_on(lines: list[DomLine], weights: list[float], at: int, tree: Tree) -> bool:
    """Whether the article goes on after the heading of a box of links.

    It does where more text follows, and most of it is not led by a link as a teaser is.
    """
    led, free = _text_after(lines, weights, at, tree)
    return free >= _GOES_ON and 2 * free >= led


def _text_after(
    lines: list[DomLine], weights: list[float], at: int, tree: Tree
) -> tuple[float, float]:
    """Weigh the text that follows in the same element as the text before a line.

    That element may also be the one that names itself the article.

    :returns: the weight of what a link leads, and of what none leads.
    """
    before = next(x for x in range(at, -1, -1) if weights[x] > 0)
    above = list(tree.upwards(lines[before].block))
    held = {element for element in above if is_body(element) or is_article(element)}
    held |= set(above[1:2])
    led, free = 0.0, 0.0
    link = False
    for x in range(at + 1, len(lines)):
        line = lines[x]
        if line.role is Role.PICTURE or line.role in _UNSEEN:
            continue
        if weights[x] > 0 and _stands_in(tree, line, held):
            led, free = (led + weights[x], free) if link else (led, free + weights[x])
        link = is_link(line)
    return led, free


def _stands_in(tree: Tree, line: DomLine, held: set[HtmlElement]) -> bool:
    """Whether a line stands in one of the elements, and not in furniture in it."""
    for element in tree.upwards(line.block):
        if element in held:
            return True
        if element in tree.furniture:
            return False
    return False


def _box(lines: list[DomLine], at: int) -> frozenset[int]:
    """Find the heading of a box of links and the links in it; nothing where no link follows."""
    shown = [x for x in range(at + 1, len(lines)) if lines[x].role not in _UNSEEN]
    links: list[int] = []
    for x in shown:
        if not (lines[x].role is Role.PICTURE or is_link(lines[x])):
            break
        links.append(x)
    return frozenset([at, *links]) if any(is_link(lines[x]) for x in links) else frozenset()


def _weight(line: DomLine, sentence: bool) -> float:
    """Weigh a line: its length, positive for running text, negative for links and furniture."""
    size = len(line.text) - line.text.count(" ")
    if line.role in _UNSEEN or line.role is Role.PICTURE or not size:
        return 0.0
    if sentence:
        return float(size) / 2
    link = is_link(line)
    if link or (size <= _NOTICE and is_furniture(line.text)):
        return 0.0 if size > _FURNITURE and not link else -float(size)
    if line.role == Role.ROW:
        return 0.2 * size
    if size >= _MIN_TEXT and _STOPS.search(line.text):
        return float(size - line.linked)
    return -0.3 * min(size, _UNSTOPPED)
