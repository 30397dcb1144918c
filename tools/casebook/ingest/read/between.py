"""Short lines of an article that its weights, or a second opinion, leave out of it.

A heading weighs nothing for the article, and what is a link, or stands in an element that is
called as furniture is (``share-title``), weighs against it.  Two signs bring it back: its place,
between title and last line of the text, right above a line of it and hardly an element away;
and its form.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from casebook.ingest.facts.masthead import is_masthead_line
from casebook.ingest.headings.themes import is_of_subject, theme_of
from casebook.ingest.lexicon import is_furniture, is_listed
from casebook.ingest.read.dom import DomLine
from casebook.ingest.read.link_lists import is_link
from casebook.ingest.read.root import is_beside
from casebook.records import Role
from casebook.text.numbering import number_of

_LONGEST = 60
"""Characters of a heading at most."""
_NEAR = 3
"""Elements up from two lines in which both stand: a heading, its box, the box of both."""
_SEVERAL = 2
"""Lines in elements of one name, each above text, that are headings for each other's sake."""
_SECTIONS = {"chapter", "capital", "han", "hanpar"}
"""Kinds of numbers that lists of the most read do not have."""
_STOPS = ("。", "；", "，", "、")
_UNSEEN = {Role.HIDDEN, Role.DELETED, Role.READING}
_SHORT = {Role.TEXT, Role.HEADING, Role.BOLD, Role.ITEM, Role.NUMBERED, Role.TABLE_TITLE}


def headings_between(
    lines: Sequence[DomLine], inside: Collection[int], title: int
) -> frozenset[int]:
    """Find the headings between the lines of an article that are none of them.

    :param inside: positions of the lines of the article.
    :param title: position of its title, -1 where the page shows none.
    """
    last = max(inside, default=0)
    first = title + 1 if title >= 0 else min(inside, default=0)
    results: set[int] = set()
    named: dict[tuple[str, str], list[int]] = {}
    below = -1
    for at in range(last, first - 1, -1):
        line = lines[at]
        if at in inside:
            below = at
        elif line.role is Role.PICTURE or line.role in _UNSEEN:
            continue
        elif below >= 0 and _may_head(line) and _is_near(line, lines[below]):
            furniture = next(filter(is_beside, _around(line)), None)
            if line.linked and leads_to_itself(line.block):
                named.setdefault(("#", ""), []).append(at)
            elif line.linked and _is_section(line):
                named.setdefault(("a", ""), []).append(at)
            elif not line.linked and furniture is not None:
                key = (str(furniture.tag), furniture.get("class") or "")
                named.setdefault(key, []).append(at)
            below = -1
        else:
            below = -1
    for (tag, _), row in named.items():
        if _are_headings(lines, tag, row):
            results.update(row)
    return frozenset(results)


def _are_headings(lines: Sequence[DomLine], tag: str, row: list[int]) -> bool:
    """Whether lines of one kind are headings: links down the page, others, or furniture."""
    if tag == "#":
        return len(row) > 1 or not _is_button(lines, row[0])
    texts = {lines[at].text for at in row}
    alone = tag != "a" and all(_is_section(lines[at]) for at in row)
    return len(row) == len(texts) >= _SEVERAL or alone


def _is_button(lines: Sequence[DomLine], at: int) -> bool:
    """Whether a line without a heading tag stands right below a masthead: 我要评论 leads down."""
    unseen = {*_UNSEEN, Role.PICTURE}
    above = next((x.text for x in lines[at - 1 :: -1] if x.text and x.role not in unseen), "")
    return lines[at].role is not Role.HEADING and is_masthead_line(above)


def filled(lines: Sequence[DomLine], chosen: frozenset[int], title: int) -> frozenset[int]:
    """Add to the lines of a very short article the short ones between them, and beside the last.

    :param chosen: positions of lines that were found to be the article.
    :param title: position of its title, -1 where the page shows none.
    """
    results = set(chosen)
    above = title if title >= 0 else _begins(lines, min(chosen)) - 1
    last = max(chosen)
    ends = {lines[last].block.getparent()}
    for at in range(above + 1, len(lines)):
        line = lines[at]
        if at > last and line.block.getparent() not in ends:
            break
        if at not in chosen and _is_plain(line):
            beside = (x for x in (at - 1, at + 1) if x in results and x != title)
            if at > last or any(_is_near(line, lines[x]) for x in beside) or _is_section(line):
                results.add(at)
    return frozenset(results) | headings_between(lines, results, title)


def _begins(lines: Sequence[DomLine], first: int) -> int:
    """Return the first of the headings that stand right above the first line of a text."""
    while first > 0:
        line = lines[first - 1]
        heads = line.role is Role.HEADING or _is_section(line)
        if not (heads and _is_plain(line) and _is_near(line, lines[first])):
            break
        first -= 1
    return first


def _is_plain(line: DomLine) -> bool:
    """Whether a line is shown, short and no furniture, by its words and by where it stands."""
    shown = line.role in {Role.PICTURE, Role.CAPTION} or _may_head(line)
    return shown and not line.linked and not any(map(is_beside, _around(line)))


def _may_head(line: DomLine) -> bool:
    return (
        line.role in _SHORT
        and 0 < len(line.text) <= _LONGEST
        and not (line.linked and line.text.endswith(_STOPS))
        and not is_furniture(line.text)
        and not any(is_listed(kind, line.text) for kind in ("related", "tails"))
        and not is_masthead_line(line.text)
    )


def _is_section(line: DomLine) -> bool:
    """Whether a line heads a part of an article by its number or its theme."""
    number = number_of(line.text)
    if number is not None and number.kind in _SECTIONS:
        return True
    # The title of another text, to which a link leads, may name a theme of its subject.
    return theme_of(line.text) is not None and not (line.linked and is_of_subject(line.text))


def leads_to_itself(block: HtmlElement) -> bool:
    """Whether the links of a line lead to a place on the page itself."""
    links = [link.get("href") or "" for link in block.iter("a")]
    return bool(links) and all(link.startswith("#") and len(link) > 1 for link in links)


def is_icon(lines: Sequence[DomLine], at: int) -> bool:
    """Whether a picture is that of a button which leads to a place on the page: same words."""
    if lines[at].role is not Role.PICTURE or not lines[at].text or at + 1 == len(lines):
        return False
    below = lines[at + 1]
    return below.text == lines[at].text and below.linked > 0 and leads_to_itself(below.block)


def _is_near(line: DomLine, below: DomLine) -> bool:
    around = {*_around(line)}
    return not is_link(below) and any(element in around for element in _around(below))


def _around(line: DomLine) -> Iterator[HtmlElement]:
    """Yield the element of a line and those right above it."""
    yield line.block
    yield from islice(line.block.iterancestors(), _NEAR - 1)
