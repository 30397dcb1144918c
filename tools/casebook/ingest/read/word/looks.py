"""What only the whole of a Word document shows: which of its lines are headings by their look."""

from __future__ import annotations

import itertools
import re
from collections import Counter

from casebook.ingest.read.below_title import no_headings
from casebook.ingest.read.cover import Cover
from casebook.ingest.read.official_forms import Official
from casebook.ingest.read.typed_captions import caption_role
from casebook.ingest.read.word.paragraph import Paragraph
from casebook.records import Role

_LARGER = 2
"""Half-points by which the type of a heading is larger than that of the text."""
_MAX_LOOK = 40
"""Characters of a paragraph whose type alone makes it a heading."""
_STOP = re.compile(r"[。；！？]")
_OUTLINE = re.compile(r"\d+(?:\.\d+)+\.?\s*[^\d.\s]")
_BULLET = re.compile(r"[•●○◦▪■□◆◇►▶➢‣⁃★☆✓√]\s*(?=\S)")
_BLACK = re.compile("黑体|黑體|SimHei|方正小标宋")
_KAI = re.compile("楷体|楷體|KaiTi|STKaiti|华文楷体|方正楷体")
"""How the names of the types begin in which GB/T 9704-2012 sets headings: first, second level."""
_Type = tuple[int, str, bool]
"""Size in half-points, font, and whether all is bold."""


def settle(made: list[Paragraph], cover: Cover | None, parts: Official | None) -> None:
    """Give the lines the roles that only the whole document shows."""
    cover = cover or Cover((), "")
    titles = cover.titles
    beside = (parts.beside if parts else frozenset()) | cover.beside
    sizes = Counter[tuple[int, str]]()
    for item in made:
        if item.role is Role.TEXT:
            sizes[item.look.size or 0, item.look.font] += len(item.text)
    usual = sizes.most_common(1)[0][0] if sizes else (0, "")
    running = _of_text(made)
    shown = ["" if item.role is Role.SUBTITLE else item.text for item in made]
    points = _points(made) | no_headings(shown, titles) | cover.plain
    points |= parts.signs if parts else frozenset()
    if cover.kicker >= 0:
        made[cover.kicker].role = Role.KICKER
    _settle_captions(made)
    _settle_titles(made, titles, beside)
    for at, item in enumerate(made):
        if at not in points and item.role is Role.TEXT and _stands_out(item, usual, running):
            item.role = Role.BOLD
    for item in _below_headings(made, usual, running):
        item.role = Role.BOLD


def _settle_titles(made: list[Paragraph], titles: tuple[int, ...], beside: frozenset[int]) -> None:
    """Let the lines of the title alone be titles, and take out what stands beside the text."""
    for at, item in enumerate(made):
        if at in titles:
            item.role, item.depth = Role.TITLE, 0
        elif item.role is Role.TITLE:
            item.role, item.depth = Role.HEADING, 1
        elif at in beside:
            item.role, item.apart = Role.OUTSIDE, True


def _settle_captions(made: list[Paragraph]) -> None:
    """Make captions of lines that have the form of one right above or below a picture or table.

    What its style calls a caption is that of a table, where its form says so, or no picture
    stands beside it.
    """
    filled = [item for item in made if item.text or item.src]
    for before, item, after in zip([None, *filled], filled, [*filled[1:], None], strict=False):
        beside = {x.role for x in (before, after) if x}
        role = caption_role(item.text) if item.role in {Role.TEXT, Role.CAPTION} else None
        if role and beside & {Role.PICTURE, Role.ROW}:
            item.role = role
        elif item.role is Role.CAPTION and Role.ROW in beside and Role.PICTURE not in beside:
            item.role = Role.TABLE_TITLE


def _points(made: list[Paragraph]) -> set[int]:
    """Find lines behind a typed bullet right above or below another one: points, no headings."""
    typed = {
        at for at, item in enumerate(made) if item.role is Role.TEXT and _BULLET.match(item.text)
    }
    return {at for at in typed if {at - 1, at + 1} & typed}


def _type(item: Paragraph) -> _Type:
    return item.look.size or 0, item.look.font, item.bold


def _of_text(made: list[Paragraph]) -> set[_Type]:
    """Return the types in which more is set of sentences than of short lines: no headings."""
    more = Counter[_Type]()
    for item in made:
        if item.role is Role.TEXT:
            sentence = len(item.text) > _MAX_LOOK or _STOP.search(item.text)
            more[_type(item)] += len(item.text) if sentence else -len(item.text)
    return {type_ for type_, balance in more.items() if balance > 0}


def _stands_out(item: Paragraph, usual: tuple[int, str], running: set[_Type]) -> bool:
    """Whether the type of a short paragraph makes it a heading: bold, larger, 黑体.

    :param running: types of running text, in which only what counts as 1.2 is a heading.
    """
    if not _is_short(item):
        return False
    if _type(item) in running and not _OUTLINE.match(item.text):
        return False
    size, font = usual
    larger = (item.look.size or 0) >= size + _LARGER
    black = item.look.font != font and _BLACK.match(item.look.font)
    return item.bold or larger or bool(black)


def _is_short(item: Paragraph) -> bool:
    return not item.boxed and len(item.text) <= _MAX_LOOK and not _STOP.search(item.text)


def _below_headings(
    made: list[Paragraph], usual: tuple[int, str], running: set[_Type]
) -> list[Paragraph]:
    """Return the short lines in 楷体 that are headings: GB/T 9704-2012, 7.3.3, second level.

    A signature, a day below the title and a note to the text are set in it as well: so one stands
    below a heading in 黑体, and a sentence follows it.
    """
    filled = [item for item in made if item.text]
    below, found = False, list[Paragraph]()
    for item, after in itertools.pairwise(filled):
        below = below or (item.role is Role.BOLD and bool(_BLACK.match(item.look.font)))
        kai = item.look.font != usual[1] and _KAI.match(item.look.font)
        follows = after.role is Role.TEXT and _STOP.search(after.text)
        if below and kai and follows and item.role is Role.TEXT and _is_short(item):
            found += [item] if _type(item) not in running else []
    return found
