"""A parsed HTML page becomes lines, each with what its markup says of it.

Nothing is judged and nothing left out here: every text that a browser could
show becomes part of exactly one line, in the order of the document, so that
whatever is removed later can be recorded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial

from lxml import etree
from lxml.html import HtmlElement

from casebook import resources
from casebook.ingest.headings.title import are_halves
from casebook.ingest.lexicon import is_furniture, words
from casebook.ingest.read.counted import list_kind, marker
from casebook.ingest.read.hiding import (
    Hides,
    hides_but_folded,
    is_hidden,
    is_hidden_within,
    sets_apart,
    skipped,
    unfolds,
)
from casebook.ingest.read.inline import lowered, raised
from casebook.ingest.read.normal import Change
from casebook.ingest.read.page import CleanText, clean_text
from casebook.ingest.read.pictures import is_of_page
from casebook.ingest.read.tables import grid, is_data_table, pictures_of
from casebook.records import Role


@resources.cached
def _tags() -> dict[str, int]:
    """Return what each known tag does to the walk; any other one only breaks the line."""
    skips, inline = skipped(), frozenset(words("markup", "inline"))
    return {
        tag: (tag in skips) * _SKIPS
        | (tag in _EMPTY) * _ALONE
        | (tag not in inline) * _BREAKS
        | (tag in _COUNTED) * _COUNTS
        for tag in skips | inline | _EMPTY | _COUNTED
    }


_EMPTY = frozenset(["br", "img"])
_DELETED = frozenset(["del", "s", "strike"])
_READING = frozenset(["rt", "rp", "rtc"])
_COUNTED = frozenset(
    [
        *(*_DELETED, *_READING, "a", "b", "strong", "ul", "ol", "li", "dd", "figcaption"),
        *("sup", "sub", "h1", "h2", "h3", "h4", "h5", "h6"),
    ]
)
"""Elements that say something of the text in them, so that they are counted while open."""
_SKIPS, _ALONE, _BREAKS, _COUNTS = 1, 2, 4, 8
"""What a tag does to the walk: its text is not read, it has none, it breaks the line, it counts."""
_MOSTLY, _LEAST = 3, 300
"""Hidden running text, against what is shown and in characters, that must be the article."""
_ARTICLE = 60
"""Characters of running text without which what is shown is no article."""
_NUMBERED = re.compile(r"^[\s　]*[\d一二三四五六七八九十（(①-⑳]")


@dataclass(slots=True)
class DomLine:
    """One line of a page with its place in the document.

    ``block`` is the innermost element that is no inline one; ``linked`` and
    ``bold`` count the characters inside links and inside bold type.
    """

    text: str
    block: HtmlElement
    role: Role = Role.TEXT
    depth: int = 0
    linked: int = 0
    bold: int = 0
    src: str = ""
    cells: tuple[str, ...] = ()
    taken: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(slots=True)
class _Run:
    """Text collected for the line that is being read."""

    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    bold: int = 0


class _Walker:
    """Walks the tree once, without recursion, and emits lines.

    It has thousands of elements, most of which say nothing: these are to cost next to nothing.
    """

    def __init__(self, hides: Hides) -> None:
        self.hides = hides
        self.unseen: set[HtmlElement] = set()
        self.apart: set[HtmlElement] = set()
        self.tags = _tags()
        self.lines: list[DomLine] = []
        self.run = _Run()
        self.aside: dict[Role, list[str]] = {}
        self.blocks: list[HtmlElement] = []
        self.hidden = self.links = self.bolds = self.lists = self.skipped = self.items = 0
        self.deleted = self.readings = self.captions = 0
        self.heading = 0
        self.counters: list[int | None] = []
        self.marker = ""
        self.forms: list[str] = []

    def add(self, text: str) -> None:
        if self.skipped:
            return
        if self.hidden or self.deleted or self.readings:
            aside = Role.HIDDEN if self.hidden else Role.DELETED if self.deleted else Role.READING
            self.aside.setdefault(aside, []).append(text)
            return
        run = self.run
        if not run.pieces and text.isspace():
            return  # between two elements; no line begins with it
        if self.forms:
            text = raised(text) if self.forms[-1] == "sup" else lowered(text)
        run.pieces.append(text)
        if self.links or self.bolds:
            size = len(text.strip())
            run.linked += size if self.links else 0
            run.bold += size if self.bolds else 0

    def flush(self) -> None:
        """End the line that is being read, and before it what is hidden in it."""
        if self.aside:
            self._flush_aside()
        run = self.run
        if not run.pieces:
            return
        self.run = _Run()
        clean = clean_text("".join(run.pieces))
        text = clean.text
        if not (text or clean.taken) or not self.blocks:
            return
        role, depth = self._role()
        if not text:
            return
        size = len(text.replace(" ", ""))
        if not role and run.bold >= size * 0.9:
            role = Role.BOLD
        if role is Role.ITEM and self.marker and run.linked <= size / 2:
            if not _NUMBERED.match(text):
                text, role = f"{self.marker} {text}", Role.NUMBERED
            self.marker = ""
        self.lines.append(
            DomLine(
                text,
                self.blocks[-1],
                role,
                depth,
                run.linked,
                run.bold,
                taken=clean.taken,
                changes=clean.changes,
            )
        )

    def _flush_aside(self) -> None:
        aside, self.aside = self.aside, {}
        for role, pieces in aside.items():
            clean = clean_text("".join(pieces))
            if clean.text and self.blocks:
                line = DomLine(clean.text, self.blocks[-1], role)
                line.taken, line.changes = clean.taken, clean.changes
                self.lines.append(line)

    def _role(self) -> tuple[Role, int]:
        if self.heading:
            return Role.HEADING, self.heading
        if self.captions:
            return Role.CAPTION, 0
        if self.items:
            return Role.ITEM, max(self.lists, 1) + self._goes_on()
        return Role.TEXT, 0

    def _goes_on(self) -> bool:
        """Whether a paragraph stands below the words of the point that it is part of."""
        block, before = self.blocks[-1], self.lines[-1] if self.lines else None
        point = block.getparent() if block.tag == "p" else None
        if before is None or point is None or point.tag != "li":
            return False
        beside = before.block.getparent() is point and before.depth > max(self.lists, 1)
        return before.block is point or beside

    def start(self, element: HtmlElement, tag: str) -> None:
        """Enter an element."""
        does = self.tags.get(tag, _BREAKS)
        if does & _SKIPS:
            self.skipped += 1
        if self.skipped:
            return
        if does & _ALONE:
            (self._break if tag == "br" else self._picture)(element)
            return
        if does & _BREAKS:
            if self.run.pieces or self.aside:
                self.flush()
            self.blocks.append(element)
        said = element.keys()  # what hides an element are these
        styled = "style" in said
        if styled and not does & _BREAKS and sets_apart(element):
            self.apart.add(element)
            self._part("".join(element.itertext()) if self.heading else "")
        may_hide = styled or "hidden" in said or "role" in said
        if may_hide and self.hides(element):
            self.unseen.add(element)
            self.hidden += 1
        if does & _COUNTS:
            self._count(element, tag, 1)
        if text := element.text:
            self.add(text)

    def _break(self, element: HtmlElement) -> None:
        """End the line before what follows an element."""
        following = (element.tail or "").strip()
        inner = element.getnext() if not following else None
        if inner is not None and isinstance(inner.tag, str):
            following = inner.text_content()
        self._part(following)

    def _part(self, following: str) -> None:
        """End the line; inside a heading a break only folds it, unless a subtitle follows."""
        following = following.strip()
        if self.heading and not following.startswith(("—", "─", "--")):
            # Two halves of a title have a space between them, one that is broken has none.
            above = "".join(self.run.pieces).strip()
            self.run.pieces.append(" " if are_halves(above, following) else "\n")
        else:
            self.flush()

    def end(self, element: HtmlElement, tag: str) -> None:
        """Leave an element; the text after it belongs to what it stands in."""
        does = self.tags.get(tag, _BREAKS)
        if does & _SKIPS:
            self.skipped -= 1
        elif not self.skipped and not does & _ALONE:
            if does & _BREAKS:
                if self.run.pieces or self.aside:
                    self.flush()
                self.blocks.pop()
            elif self.apart and element in self.apart:
                self._break(element)
            if self.hidden and element in self.unseen:
                self.hidden -= 1
            if does & _COUNTS:
                self._count(element, tag, -1)
        if tail := element.tail:
            self.add(tail)

    def _count(self, element: HtmlElement, tag: str, by: int) -> None:
        """Keep count of the open elements that say something of the text in them."""
        match tag:
            case "a" if element.get("href") is not None or element.get("onclick"):
                # A browser lets a named place that is never closed (<a name>) go on and on.
                self.links += by
            case "b" | "strong":
                self.bolds += by
            case "ul" | "ol":
                self.lists += by
                self._count_list(element, tag, by)
            case "li" | "dd":
                self.items += by
                self._count_item(element, by)
            case "figcaption":
                self.captions += by
            case "sup" | "sub":
                self.forms = [*self.forms, tag] if by > 0 else self.forms[:-1]
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self.heading = int(tag[1]) if by > 0 else 0
            case _ if tag in _DELETED:
                self.deleted += by
            case _ if tag in _READING:
                self.readings += by

    def _count_list(self, element: HtmlElement, tag: str, by: int) -> None:
        if by < 0:
            self.counters.pop()
            return
        start = element.get("start") or "1"
        first = int(start) if start.isascii() and start.isdigit() else 1
        self.counters.append(first if tag == "ol" or list_kind(element) else None)

    def _count_item(self, element: HtmlElement, by: int) -> None:
        """Set the number of a point; what the page counts is text for its reader."""
        self.marker = ""
        if by < 0 or not self.counters or self.counters[-1] is None:
            return
        value = element.get("value") or ""
        number = int(value) if value.isascii() and value.isdigit() else self.counters[-1]
        self.counters[-1] = number + 1
        around = element.getparent()
        kind = list_kind(element) or (list_kind(around) if around is not None else "")
        self.marker = marker(number, kind)

    def _picture(self, element: HtmlElement) -> None:
        self.flush()
        if self.blocks:
            self._show(element, self.blocks[-1], clean_text(element.get("alt") or ""))

    def _show(self, element: HtmlElement, block: HtmlElement, alt: CleanText) -> None:
        role = Role.HIDDEN if self.hidden else Role.PICTURE
        src = clean_text(_source(element)).text
        line = DomLine(alt.text, block, role, src=src)
        line.taken, line.changes = alt.taken, alt.changes
        self.lines.append(line)

    def table(self, element: HtmlElement) -> None:
        """Emit a data table as rows of cells and leave its inside alone."""
        self.flush()
        caption = element.find("caption")
        if caption is not None and not self.hidden:
            named = clean_text(caption.text_content())
            if named.text:
                self.lines.append(DomLine(named.text, element, Role.TABLE_TITLE))
        shown = pictures_of(element)
        below = frozenset(picture.below for picture in shown)
        for row in grid(element):
            if row.element in below:
                continue  # it holds nothing but their captions
            cells = tuple(cell.text for cell in row.cells)
            role = Role.HIDDEN if self.hidden else Role.ROW
            text = " ".join(cell for cell in cells if cell)
            line = DomLine(text, row.element, role, int(row.head), cells=cells)
            line.changes = tuple(change for cell in row.cells for change in cell.changes)
            self.lines.append(line)
        for picture in shown:
            self._show(picture.element, picture.row, picture.caption)


# Where a page has the address of a picture that is shown when the reader comes to it.
_LATER = (
    *("data-src", "data-original", "data-lazy-src", "data-actualsrc", "data-lazyload"),
    *("data-lazy", "data-url", "data-echo", "data-original-src", "_src", "src2"),
)


def _source(element: HtmlElement) -> str:
    """Return the address of a picture.

    Until it is shown, ``src`` is that of a placeholder.  Once it was shown, the browser
    that saved the page wrote there where it put the picture, under the same name.
    """
    shown = element.get("src") or ""
    shown = "" if shown.startswith("data:") else shown
    later = next((element.get(name) for name in _LATER if element.get(name)), "") or ""
    later = later or _from_set(element.get("srcset") or element.get("data-srcset"))
    around = element.getparent()
    if not (later or shown) and around is not None:
        later = next(
            filter(None, map(_from_set, (x.get("srcset") for x in around.iter("source")))), ""
        )
        after = element.getnext()
        if not later and after is not None and after.tag == "noscript":
            later = next((x.get("src") or "" for x in after.iter("img")), "")
    if not later or _file_name(shown) == _file_name(later) or _is_saved(shown, later):
        return shown or later
    return later


def _is_saved(shown: str, later: str) -> bool:
    """Whether ``src`` is where the browser put the picture: a file beside, not a placeholder."""
    return is_of_page(shown) and bool(re.match(r"https?:|//", later))


def _from_set(value: str | None) -> str:
    """Return the last, largest picture of a ``srcset``."""
    parts = [part.split() for part in (value or "").split(",") if part.strip()]
    return parts[-1][0] if parts else ""


def _file_name(address: str) -> str:
    return re.split("[?#]", address)[0].rpartition("/")[2]


def dom_lines(root: HtmlElement) -> list[DomLine]:
    """Read every text of a page, line by line, in the order of the document.

    Hidden text is weighed: where what is shown is no article and what is hidden is, or
    most of the running text is hidden until a script runs, that is shown, and not what is
    hidden within it; where a button unfolds the article, what it unfolds does not count.
    """
    hides = is_hidden
    lines = _walk(root, hides)
    if any(line.role is Role.HIDDEN for line in lines) and any(unfolds(x.text) for x in lines):
        hides = hides_but_folded
        lines = _walk(root, hides)
    depth = 0
    while _is_mostly_hidden(lines):
        depth += 1
        lines = _walk(root, partial(is_hidden_within, hides=hides, depth=depth))
    return lines


def _is_mostly_hidden(lines: list[DomLine]) -> bool:
    unseen = [line for line in lines if line.role is Role.HIDDEN and _is_running(line)]
    hidden = sum(len(line.text) for line in unseen)
    shown = sum(len(x.text) for x in lines if _is_running(x)) - hidden if hidden else 0
    return hidden > _MOSTLY * shown + _LEAST or (shown < _ARTICLE <= hidden)


def _is_running(line: DomLine) -> bool:
    return "。" in line.text and not is_furniture(line.text)


def _walk(root: HtmlElement, hides: Hides) -> list[DomLine]:
    walker = _Walker(hides)
    inside: HtmlElement | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if inside is not None:
            if event == "end" and element is inside:
                inside = None
                walker.add(element.tail or "")
        elif event == "end":
            walker.end(element, tag)
        elif tag == "table" and not walker.skipped and is_data_table(element):
            walker.table(element)
            inside = element
        else:
            walker.start(element, tag)
    walker.flush()
    return walker.lines
