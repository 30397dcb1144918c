"""The text of a book becomes XHTML, as EPUB 3 takes it.

Which printed page a paragraph stands on is only known when the book is set: processing
instructions, which no text can become, mark where :mod:`casebook.book.epub` puts it.
``<?break KEY?>`` stands where the element of an address begins, ``<?pages KEY KEY …?>``
where page numbers are listed.  ``<?at KEY?>`` stands for where an address is: chapters are
written one by one, and which file it is in need not be known yet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from urllib.parse import quote

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
    Style,
    Styled,
    Web,
    WebAddress,
)
from casebook.book.context import LONG_RUN, pieces
from casebook.book.source import JOINER
from casebook.book.tables import SIZES, fit
from casebook.book.walks import text_of
from casebook.charts import svg

# XML 1.0 takes none of these.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
# Signs that an address holds as they are (RFC 3986, 2.2 and 2.3), and the mark of others.
_OF_ADDRESSES = ":/?#@!$&'()*+,;=-._~%"
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" '
_DEEPEST = 6
# Between words and their page number, which does not stand alone on a line.
_BESIDE = "\N{NO-BREAK SPACE}"
_TAGS = {
    Style.STRONG: "strong",
    Style.EMPHASIS: "em",
    Style.SUBSCRIPT: "sub",
    Style.SUPERSCRIPT: "sup",
}


def text(words: str) -> str:
    """Return XHTML that shows words as they are."""
    return escape(_CONTROL.sub(" ", words))


def _breakable(words: str) -> str:
    """Return XHTML that shows words, of which a long run may break where it does in print.

    Or the line before it would be one word with wide gaps.
    """
    done, start = "", 0
    for run in LONG_RUN.finditer(words):
        done += text(words[start : run.start()]) + "<wbr/>".join(map(text, pieces(run[0])))
        start = run.end()
    return done + text(words[start:])


def id_of(key: str) -> str:
    """Return the id of an address: unique in the book, whatever file it stands in."""
    page, _, element_id = key.partition("#")
    name = f"{page.rpartition('/')[2]}.{element_id}" if element_id else page.replace("/", ".")
    return name if re.match(r"[^\W\d]", name) else f"_{name}"


def file_of(key: str) -> str:
    """Return the name of the file that the chapter or part of an address is."""
    page, _, element_id = key.partition("#")
    return "-".join(filter(None, (*page.split("/"), element_id))) + ".xhtml"


class XhtmlWriter:
    """Writes the blocks of one chapter.

    :param addresses: those of the book.
    :param pictures: takes the file of a picture, returns its address beside the chapter, ``""``
        where it cannot be read.
    :param words: what is printed where a picture is missing: ``broken``, ``lost``.
    """

    def __init__(
        self,
        addresses: Container[str],
        pictures: Callable[[Path], str],
        words: Mapping[str, str],
    ) -> None:
        self._addresses = addresses
        self._pictures = pictures
        self._words = words
        self._base = 0
        self._notes: list[str] = []
        self._name = ""

    def chapter(self, chapter: ChapterText) -> str:
        """Return the content of the body of a chapter, title and notes included."""
        # The title of a chapter is the first heading of its file.
        self._base = chapter.level - 1
        self._notes = []
        self._name = id_of(chapter.key)
        title = _tag("h1", f"<?break {chapter.key}?>" + text(chapter.title))
        inside = "".join(map(_spot, chapter.keys)) + title + self.blocks(chapter.blocks)
        return inside + "".join(self._notes)

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Return blocks one after the other."""
        return "".join(map(self.block, blocks))

    # One case for each kind of block: split up it would only be harder to follow.
    def block(self, block: Block) -> str:  # noqa: C901, PLR0911, PLR0912 - see above
        """Return a block."""
        match block:
            case Heading(level=level, inside=inside, keys=keys):
                return self._keyed(f"h{min(level - self._base, _DEEPEST)}", inside, keys)
            case Para(inside=inside, keys=keys):
                return self._keyed("p", inside, keys)
            case Spot(keys=keys):
                return "".join(map(_spot, keys))
            case Aside(name=name, inside=inside):
                return _tag("p", self.line(inside), name)
            case Charts():
                return self._charts(block)
            case Points(items=items, bare=bare):
                return _tag("ul", self._items(items), "bare" if bare else "")
            case Numbered(items=items, start=start):
                first = f' start="{start}"' if start != 1 else ""
                return f"<ol{first}>{self._items(items)}</ol>\n"
            case Fields(rows=rows):
                pairs = (
                    f"<dt>{self.line(name)}</dt><dd>{self._item(value)}</dd>\n"
                    for name, value in rows
                )
                return _tag("dl", "".join(pairs), "facts")
            case Definitions(rows=rows):
                pairs = (
                    self._keyed("dt", term.inside, term.keys) + _tag("dd", self._item(meaning))
                    for term, meaning in rows
                )
                return _tag("dl", "".join(pairs))
            case Grid():
                return self._grid(block)
            case Figure():
                return self._figure(block)
            case Group(name=name, inside=inside_, head=head):
                label = _tag("p", self.line(head), "label") if head else ""
                tag = "blockquote" if name == "quoted" else "div"
                return _tag(tag, label + self.blocks(inside_), name)
            case Label(inside=inside):
                return _tag("p", self.line(inside), "label")
            case Attribution(inside=inside):
                return _tag("p", self.line(inside), "attribution")
            case Lines(lines=lines):
                return _tag("p", "<br/>".join(map(self.line, lines)), "lines")
            case Rule():
                return "<hr/>\n"
            case Names(groups=groups):
                return "".join(map(self._group_of_names, groups))
            case Documents(entries=entries):
                return _tag("ul", "".join(map(self._named, entries)), "names")
            case Figures(cases=cases):
                return "".join(map(self._figures, cases))

    def _keyed(self, tag: str, inside: Inline, keys: tuple[str, ...]) -> str:
        """Return an element that bears its first address; others stand in it."""
        if not keys:
            return _tag(tag, self.line(inside))
        first, *others = keys
        spots = "".join(f'<span id="{id_of(key)}"></span>' for key in others)
        return f'<{tag} id="{id_of(first)}"><?break {first}?>{spots}{self.line(inside)}</{tag}>\n'

    def _items(self, items: Iterable[Item]) -> str:
        return "".join(f"<li{_id(item.keys)}>{self._item(item)}</li>\n" for item in items)

    def _item(self, item: Item) -> str:
        mark = f"<?break {item.keys[0]}?>" if item.keys else ""
        return mark + self.line(item.inside) + self.blocks(item.below)

    def _grid(self, grid: Grid) -> str:
        caption = f"<caption>{self.line(grid.caption)}</caption>" if grid.caption else ""
        heads, rows = grid.rows[: grid.heads], grid.rows[grid.heads :]
        head = "".join(self._row(row, 'th scope="col"') for row in heads)
        texts = [[text_of(cell) for cell in row] for row in grid.rows]
        wide = "wide" if _is_wide(texts) else ""
        names = texts[0] if wide and grid.heads == 1 else ()
        body = "".join(self._row(row, "td", names) for row in rows)
        table = _tag("table", f"{caption}{head and _tag('thead', head)}{_tag('tbody', body)}", wide)
        return f'<div class="table"{_id(grid.keys)}>{_mark(grid.keys)}{table}</div>\n'

    def _row(self, row: Sequence[Item], cell: str, names: Sequence[str] = ()) -> str:
        """Return a row; each cell bears its name, for screens on which it stands as a line."""
        end = cell.partition(" ")[0]
        cells = (
            f"<{cell}{name}>{self._item(thing)}</{end}>"
            for thing, name in zip(row, _labels(names, len(row)), strict=True)
        )
        return "<tr>" + "".join(cells) + "</tr>\n"

    def _figure(self, figure: Figure) -> str:
        source = self._pictures(figure.file) if figure.file else ""
        caption = self.line(figure.caption)
        if figure.credit:
            caption += f' <span class="credit">{self.line(figure.credit)}</span>'
        if source:
            drawn = f'<img src="{escape(source)}" alt="{text(figure.alt)}"/>'
        else:
            note = self._words["broken" if figure.file else "lost"]
            drawn = f'<p class="missing">{text(note)}</p>'
        said = f"<figcaption>{caption}</figcaption>" if caption else ""
        return f"<figure{_id(figure.keys)}>{_mark(figure.keys)}{drawn}{said}</figure>\n"

    def _charts(self, block: Charts) -> str:
        drawn = (
            f"<figure><figcaption>{text(title)}</figcaption>"
            f"{svg(chart).replace('<svg ', _SVG, 1)}</figure>\n"
            for chart, title in zip(block.charts, block.titles, strict=True)
        )
        return _tag("div", "".join(drawn), "charts")

    def _named(self, entry: Listed) -> str:
        facts = f' <span class="facts">{text(entry.facts)}</span>' if entry.facts else ""
        pages = f"{_BESIDE}<?pages {' '.join(entry.keys)}?>" if entry.keys else ""
        see = f" {text(self._words['see'])} {text(entry.see)}" if entry.see else ""
        if entry.also:
            see += f"；{text(self._words['also'])} {text('、'.join(entry.also))}"
        return f"<li>{text(entry.name)}{facts}{pages}{see}</li>\n"

    def _group_of_names(self, group: Rubric) -> str:
        listed = (self._named(thing) for thing in group.entries if isinstance(thing, Listed))
        return self._keyed("h2", (group.title,), group.keys) + _tag("ul", "".join(listed), "names")

    def _figures(self, case: Rubric) -> str:
        """Return the figures of a case as a list: columns do not fit on a small screen."""
        listed = (
            f"<li>{text(thing.words)}{_BESIDE}<?pages {thing.key}?></li>\n"
            for thing in case.entries
            if isinstance(thing, Measured)
        )
        return self._keyed("h2", (case.title,), case.keys) + _tag("ul", "".join(listed), "figures")

    # --- within a line -------------------------------------------------------------

    def line(self, inside: Inline) -> str:
        """Return what stands in a line."""
        return "".join(map(self._piece, inside))

    def _piece(self, piece: Piece) -> str:  # noqa: C901, PLR0911 - one case for each kind
        match piece:
            case str():
                return _breakable(piece)
            case Styled(style=style, inside=inside):
                return f"<{_TAGS[style]}>{self.line(inside)}</{_TAGS[style]}>"
            case Ref(key=key, inside=inside):
                label = self.line(inside)
                return f'<a href="<?at {key}?>">{label}</a>' if key in self._addresses else label
            case Web(url=url, inside=inside):
                return _link(url, self.line(inside))
            case WebAddress(url=url):
                return _link(url, text(url))
            case Note(item=item):
                return self._note(item)
            case Anchor(key=key):
                return f'<span id="{id_of(key)}"></span>'
            case Cited(key=key, number=number):
                link = f'<a role="doc-biblioref" href="<?at {key}?>">[{number}]</a>'
                # No line begins with it.
                return f"{JOINER}<sup>{link}</sup>"
            case Break():
                return "<br/>"
            case Icon(file=file, alt=alt):
                source = self._pictures(file) if file else ""
                if not source:
                    return text(self._words["broken"])
                return f'<img class="icon" src="{escape(source)}" alt="{text(alt)}"/>'

    def _note(self, item: Item) -> str:
        number = len(self._notes) + 1
        note_id = f"{self._name}-note-{number}"
        self._notes.append("")
        back = f'<a href="#{note_id}-mark" role="doc-backlink">{number}</a> '
        self._notes[number - 1] = (
            f'<aside id="{note_id}" epub:type="footnote" role="doc-footnote">'
            f"<p>{back}{self.line(item.inside)}</p>{self.blocks(item.below)}</aside>\n"
        )
        return (
            f'<a id="{note_id}-mark" class="mark" epub:type="noteref" role="doc-noteref" '
            f'href="#{note_id}">{number}</a>'
        )


def _tag(name: str, inside: str, kind: str = "") -> str:
    of = f' class="{kind}"' if kind else ""
    return f"<{name}{of}>{inside}</{name}>\n"


def _is_wide(texts: Sequence[Sequence[str]]) -> bool:
    """Whether a table is set smaller, turned or divided on paper."""
    (first, *others) = fit(texts)
    return bool(others) or first.turned or first.size < SIZES[0]


def _labels(names: Sequence[str], count: int) -> Iterable[str]:
    """Return an attribute for each cell of a row with the name of its column, ``""`` without."""
    return (f' data-name="{text(name)}"' for name in names) if names else [""] * count


def _id(keys: tuple[str, ...]) -> str:
    return f' id="{id_of(keys[0])}"' if keys else ""


def _mark(keys: tuple[str, ...]) -> str:
    return f"<?break {keys[0]}?>" if keys else ""


def _spot(key: str) -> str:
    return f'<div id="{id_of(key)}"></div>'


def _link(url: str, label: str) -> str:
    """Return a link; what an address may not hold is written as RFC 3986, 2.1 says."""
    href = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quote(_CONTROL.sub("", url), safe=_OF_ADDRESSES))
    return f'<a href="{escape(href)}">{label}</a>'
