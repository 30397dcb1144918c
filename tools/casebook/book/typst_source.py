"""The text of a book becomes Typst, whose functions are those of ``book.typ``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from math import ceil

from casebook.book.blocks import (
    Anchor,
    Aside,
    Attribution,
    Block,
    Break,
    ChapterText,
    Charts,
    Cited,
    Definitions,
    Documents,
    Fields,
    Figure,
    Figures,
    Grid,
    Group,
    Heading,
    Icon,
    Inline,
    Item,
    Label,
    Lines,
    Listed,
    Measured,
    Names,
    Note,
    Numbered,
    Para,
    Piece,
    Points,
    Ref,
    Rubric,
    Rule,
    Spot,
    Styled,
    Web,
    WebAddress,
    plain,
)
from casebook.book.context import Context, pieces
from casebook.book.source import JOINER, array, call, content, string
from casebook.book.tables import MEASURE, fit, width
from casebook.book.walks import text_of
from casebook.charts import described
from casebook.problems import Code, Problem

# Before the last character of a text, and before the last three of a title, whose lines are
# longer: no line is a single character.  A narrow column holds what is kept together so.
_HAN, _CLOSING = "[\u4e00-\u9fff]", "[。！？；：，、…」』》”’）]{0,3}$"
_TAIL = re.compile(f"(?<=.{{6}}{_HAN})(?={_HAN}{_CLOSING})", re.DOTALL)
_TITLE_TAIL = re.compile(f"(?<=.{{14}}{_HAN})(?={_HAN}{{1,3}}{_CLOSING})", re.DOTALL)
_DEEPEST = 6
"""Headings have six levels."""
# A list of facts below a title gets as much room as the highest headings.
_FACTS = 3
_LONG = 130
"""Em of a paragraph that has four lines on either paper: three on A4 have 114."""
_VALUES = MEASURE / 0.9
"""Em of a line of a list of facts on the narrower paper."""
_WHOLE_LINES = 12
"""Lines of the longest list of facts that stays whole on a page."""
_BESIDE_BAR = 8.5
"""Em of a drawing, about 20 wide, that names and figures take at most."""
_LONGEST_ADDRESS = 8_000
"""Bytes of an address that Typst 0.15 takes as a link."""


class TypstWriter:
    """Writes chapters and their blocks.

    :param context: what the pages of the book share.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        self._where = "book"
        self._rooms = 0
        self._headed = False
        self._inner = False

    # --- chapters ----------------------------------------------------------------

    def title(self, words: str) -> str:
        """Return the content of the title of a part, ``""`` for none."""
        return content(self._shown(words)) if words else ""

    def chapter(self, chapter: ChapterText, head: str = "") -> tuple[str, str]:
        """Return the content of the title of a chapter, and of the whole.

        :param head: the title of its part, as content.
        """
        self._where = chapter.key
        # Unlike a heading, a title may stand apart from what is below it.
        self._headed = False
        key, title = string(chapter.key), content(self._ended((chapter.title,), _TITLE_TAIL))
        short = content(self._shown(chapter.short)) if chapter.short else title
        # Outside the heading, whose content running heads repeat.
        inside = self._anchors(chapter.keys) + self.blocks(chapter.blocks)
        if chapter.level == 1:
            return title, call("chapter", key, short, content(call("matter", key, title) + inside))
        return title, call("case", key, head or title, short, title, content(inside))

    # --- blocks ------------------------------------------------------------------

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Return the content of blocks."""
        done = ""
        for block in blocks:
            done += self.block(block)
            self._headed = isinstance(block, Heading)
        return done

    # One case for each kind of block: split up it would only be harder to follow.
    def block(self, block: Block) -> str:  # noqa: C901, PLR0911, PLR0912 - see above
        """Return the content of a block."""
        keys: tuple[str, ...] = getattr(block, "keys", ())
        if keys:
            self._where = keys[0]
        anchors = self._anchors(keys)
        match block:
            case Heading(level=level, inside=inside):
                return self._heading(level, content(self._ended(inside, _TITLE_TAIL))) + anchors
            case Para(inside=inside):
                return self._long(inside, call("p", content(anchors + self._ended(inside))))
            case Spot():
                return anchors
            case Grid():
                return self._grid(block, anchors)
            case Figure():
                return self._figure(block, anchors)
            case Charts():
                return self._charts(block)
            case Points(items=items, bare=bare):
                return call("points", _code(bare), _code(self._inner), *self._items(items))
            case Numbered(items=items, start=start):
                return call("numbered", str(start), _code(self._inner), *self._items(items))
            case Fields(rows=rows):
                pairs = (
                    array((content(self.line(name)), content(self._item(value))))
                    for name, value in rows
                )
                indent = max((width(plain(name)) for name, _ in rows), default=0) + 1
                lines = sum(ceil(width(text_of(value)) / (_VALUES - indent)) for _, value in rows)
                given = (f"{indent:.2f}em", array(pairs), _code(lines > _WHOLE_LINES))
                return self._room(_FACTS) + call("fields", *given)
            case Definitions(rows=rows):
                pairs = (array(content(self._item(element)) for element in row) for row in rows)
                return call("definitions", *pairs)
            case Group():
                return self._group(block)
            case Aside(name=name, inside=inside):
                return call("aside", string(name), content(self.line(inside)))
            case Label(inside=inside):
                return call("label-line", content(self.line(inside)))
            case Attribution(inside=inside):
                return call("attribution", content(self.line(inside)))
            case Lines(lines=lines):
                return call("quoted", content(call("linebreak").join(map(self.line, lines))))
            case Rule():
                return call("rule")
            case Names(groups=groups):
                return call("index", string(groups[0].keys[0]), array(map(self._named, groups)))
            case Documents(entries=entries):
                return call("policies", array(map(self._document, entries)))
            case Figures():
                return self._figures(block)

    def _heading(self, level: int, head: str) -> str:
        if level == 2:
            return call("group", head)
        level = min(level, _DEEPEST)
        return self._room(level) + call("heading", head, level=str(level))

    def _room(self, level: int = 0) -> str:
        """Return what a short page may have room for; right below a heading there is none.

        :param level: of the heading below it, or what counts as much; 0 above other blocks.
        """
        self._rooms += 1
        return "" if self._headed else call("room-above", string(str(self._rooms)), str(level))

    def _items(self, items: Iterable[Item]) -> Iterator[str]:
        return (content(self._item(item)) for item in items)

    def _item(self, item: Item) -> str:
        if item.keys:
            self._where = item.keys[0]
        inside = self._anchors(item.keys) + self._long(item.inside, self._ended(item.inside))
        if not item.below:
            return inside
        outer, self._inner = self._inner, True
        between = call("parbreak") if item.inside else ""
        inside += "".join(between + self.block(below) for below in item.below)
        self._inner = outer
        return inside

    @staticmethod
    def _long(inside: Inline, made: str) -> str:
        """Return the content of a paragraph, marked where it has four lines for sure."""
        return call("long", content(made)) if width(plain(inside)) > _LONG else made

    def _grid(self, grid: Grid, anchors: str) -> str:
        """Return a table, in as many pieces as it is fitted to."""
        texts = [[text_of(cell) for cell in row] for row in grid.rows]
        cells = [[content(self._item(cell)) for cell in row] for row in grid.rows]
        caption = self._ended(grid.caption)
        done = ""
        for number, element in enumerate(fit(texts)):
            picked = [[row[column] for column in element.columns] for row in cells]
            columns = (
                array(f"{width}fr" for width in element.widths)
                if element.widths
                else str(len(element.columns))
            )
            further = self._word("continued") if number else ""
            done += "" if element.turned else self._room()
            done += "" if number else anchors
            done += call(
                "grid-table",
                columns,
                array(cell for row in picked[: grid.heads] for cell in row),
                array(array(row) for row in picked[grid.heads :]),
                content(caption + further),
                f"{element.size}em",
                _code(element.turned),
                _code(element.breaks),
            )
        return done

    def _figure(self, figure: Figure, anchors: str) -> str:
        path = self.context.picture(figure.file) if figure.file else ""
        caption, credit = self._ended(figure.caption), self.line(figure.credit)
        if not path:
            note = self._word("broken" if figure.file else "lost")
            return call("missing", content(anchors + caption + credit + note))
        said = (content(caption), content(credit), string(figure.alt))
        return self._room() + anchors + call("picture", string(path), *said)

    def _charts(self, block: Charts) -> str:
        """Return drawings; the longest bar of each has the length 1."""
        drawn = []
        for chart, title in zip(block.charts, block.titles, strict=True):
            most = max(bar.size for bar in chart.bars)
            bars = (
                array(
                    (
                        content(self._shown(bar.label)),
                        f"{bar.size / most:.4f}",
                        content(self._shown(bar.words)),
                    )
                )
                for bar in chart.bars
            )
            alt = string(f"{title}：{described(chart)}")
            drawn.append(
                array(
                    (
                        content(self._shown(title)),
                        alt,
                        _room_for(bar.label for bar in chart.bars),
                        _room_for(bar.words for bar in chart.bars),
                        array(bars),
                    )
                )
            )
        return self._room() + call("charts", *drawn)

    def _group(self, group: Group) -> str:
        outer, self._inner = self._inner, True
        inside = content(self.blocks(group.inside))
        self._inner = outer
        if group.name == "boxed":
            return call("boxed", content(self.line(group.head)), inside)
        return call(group.name, inside)

    # --- lists at the back ---------------------------------------------------------

    def _named(self, group: Rubric) -> str:
        listed = (
            array(
                (
                    content(self._shown(element.name)),
                    array(map(string, element.keys)),
                    content(self._shown(element.see)) if element.see else "none",
                    content(self._shown("、".join(element.also))) if element.also else "none",
                )
            )
            for element in group.entries
            if isinstance(element, Listed)
        )
        label = self._anchors(group.keys) + self._shown(group.title)
        return array((content(label), array(listed)))

    def _document(self, entry: Listed) -> str:
        keys = array(map(string, entry.keys))
        return array((content(self._shown(entry.name)), content(self._shown(entry.facts)), keys))

    def _figures(self, block: Figures) -> str:
        cases = (
            array(
                (
                    content(self._anchors(case.keys) + self._shown(case.title)),
                    array(
                        array(
                            (
                                content(self._ended((element.words,))),
                                string(element.key),
                            )
                        )
                        for element in case.entries
                        if isinstance(element, Measured)
                    ),
                )
            )
            for case in block.cases
        )
        return call("indicators", string(block.cases[0].keys[0]), array(cases))

    # --- within a line -------------------------------------------------------------

    def line(self, inside: Inline, before: str = "", after: str = "") -> str:
        """Return the content of what stands in a line.

        :param before: the sign that stands before it in the line, ``""`` for none.
        :param after: the sign that stands after it.
        """
        texts = [before, *(plain((piece,)) for piece in inside), after]
        return "".join(
            self._piece(piece, texts[at][-1:], texts[at + 2][:1]) for at, piece in enumerate(inside)
        )

    def _ended(self, inside: Inline, tail: re.Pattern[str] = _TAIL) -> str:
        """Return a paragraph or a title whose last line is not a single character."""
        if not inside or not isinstance(inside[-1], str):
            return self.line(inside)
        return self.line((*inside[:-1], tail.sub(JOINER, inside[-1])))

    # One case for each kind.
    def _piece(self, piece: Piece, before: str, after: str) -> str:  # noqa: C901, PLR0911 - see above
        match piece:
            case str():
                return self._shown(piece, before, after)
            case Styled(style=style, inside=inside):
                return call(style, content(self.line(inside, before, after)))
            case Ref(key=key, inside=inside):
                return self.context.see(key, self.line(inside))
            case Web(url=url, inside=inside):
                label = self.line(inside, before, after)
                return call("web", string(url), content(label)) if self._fits(url) else label
            case WebAddress(url=url):
                broken = array(map(string, pieces(url)))
                if not self._fits(url):
                    return call("breakable", broken)
                return call("address", string(url), broken)
            case Note(item=item):
                return call("footnote", content(self._item(item)))
            case Anchor(key=key):
                return self.context.anchor(key)
            case Cited(key=key, number=number):
                return call("cited", string(key), string(f"{JOINER}[{number}]"))
            case Break():
                return call("linebreak")
            case Icon(file=file, alt=alt):
                path = self.context.picture(file) if file else ""
                broken = self._word("broken")
                return call("small-picture", string(path), string(alt)) if path else broken

    def _fits(self, url: str) -> bool:
        """Whether Typst takes an address as a link; one that it does not is reported."""
        if len(url.encode()) <= _LONGEST_ADDRESS:
            return True
        self.context.problems.append(Problem(Code.BOOK_ADDRESS, self._where, 0, f"{url[:40]}…"))
        return False

    def _shown(self, text: str, before: str = "", after: str = "") -> str:
        return self.context.text(text, self._where, before, after)

    def _word(self, name: str) -> str:
        return self._shown(self.context.words[name])

    def _anchors(self, keys: Iterable[str]) -> str:
        return "".join(map(self.context.anchor, keys))


def _room_for(texts: Iterable[str]) -> str:
    """Return the width of the longest text beside a bar, to which it leaves some room."""
    return f"{min(max(map(width, texts)) + 0.3, _BESIDE_BAR):.2f}em"


def _code(value: bool) -> str:
    return "true" if value else "false"
