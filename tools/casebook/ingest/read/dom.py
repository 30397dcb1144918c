"""A parsed HTML page becomes lines, each with what its markup says of it.

Nothing is judged and nothing left out here: every text that a browser could
show becomes part of exactly one line, in the order of the document, so that
whatever is removed later can be recorded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from casebook import resources
from casebook.ingest.lexicon import words
from casebook.ingest.read.page import clean_text

_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:left|top|text-indent)\s*:\s*-\s*\d{3,}"
    r"|font-size\s*:\s*0(?:px|pt|em|;|$)|opacity\s*:\s*0(?:;|$)",
    re.IGNORECASE,
)


@resources.cached
def _tags(kind: str) -> frozenset[str]:
    """Return the elements whose text no reader sees (``skipped``), or that break no line."""
    return frozenset(words("markup", kind))


_MOSTLY, _LEAST = 3, 300
"""Hidden running text, against what is shown and in characters, that must be the article."""


@dataclass(slots=True)
class DomLine:
    """One line of a page with its place in the document.

    ``block`` is the innermost element that is no inline one; ``linked`` and
    ``bold`` count the characters inside links and inside bold type.
    """

    text: str
    block: HtmlElement
    role: str = ""
    depth: int = 0
    linked: int = 0
    bold: int = 0
    src: str = ""
    cells: tuple[str, ...] = ()
    taken: str = ""


@dataclass(slots=True)
class _Run:
    """Text collected for the line that is being read."""

    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    bold: int = 0


class _Walker:
    """Walks the tree once, without recursion, and emits lines."""

    def __init__(self, *, heed_hiding: bool) -> None:
        self.heed_hiding = heed_hiding
        self.lines: list[DomLine] = []
        self.run = _Run()
        self.unseen = _Run()
        self.blocks: list[HtmlElement] = []
        self.hidden = self.links = self.bolds = self.lists = self.skipped = self.items = 0
        self.heading = 0
        self.captions = 0

    def add(self, text: str | None) -> None:
        if not text or self.skipped:
            return
        if self.hidden:
            self.unseen.pieces.append(text)
            return
        self.run.pieces.append(text)
        if self.links or self.bolds:
            size = len(text.strip())
            self.run.linked += size if self.links else 0
            self.run.bold += size if self.bolds else 0

    def flush(self) -> None:
        """End the line that is being read, and before it what is hidden in it."""
        self._flush_unseen()
        run = self.run
        if not run.pieces:
            return
        self.run = _Run()
        text, taken = clean_text("".join(run.pieces))
        if not (text or taken) or not self.blocks:
            return
        role, depth = self._role()
        if text:
            if not role and run.bold >= len(text.replace(" ", "")) * 0.9:
                role = "bold"
            self.lines.append(
                DomLine(text, self.blocks[-1], role, depth, run.linked, run.bold, "", (), taken)
            )

    def _flush_unseen(self) -> None:
        text, taken = clean_text("".join(self.unseen.pieces))
        self.unseen = _Run()
        if text and self.blocks:
            self.lines.append(DomLine(text, self.blocks[-1], "hidden", taken=taken))

    def _role(self) -> tuple[str, int]:
        if self.heading:
            return "heading", self.heading
        if self.captions:
            return "caption", 0
        if self.items:
            return "item", max(self.lists, 1)
        return "", 0

    def start(self, element: HtmlElement, tag: str) -> None:
        """Enter an element."""
        if tag in _tags("skipped"):
            self.skipped += 1
        if self.skipped:
            return
        if tag == "br":
            self.flush()
        elif tag == "img":
            self._picture(element)
        else:
            if tag not in _tags("inline"):
                self.flush()
                self.blocks.append(element)
            self._count(element, tag, 1)
        self.add(element.text)

    def end(self, element: HtmlElement, tag: str) -> None:
        """Leave an element; the text behind it belongs to what it stands in."""
        if tag in _tags("skipped"):
            self.skipped -= 1
        elif not self.skipped and tag not in {"br", "img"}:
            if tag not in _tags("inline"):
                self.flush()
                self.blocks.pop()
            self._count(element, tag, -1)
        self.add(element.tail)

    def _count(self, element: HtmlElement, tag: str, by: int) -> None:
        """Keep count of the open elements that say something of the text in them."""
        if self.heed_hiding and is_hidden(element):
            self.hidden += by
        match tag:
            case "a":
                self.links += by
            case "b" | "strong":
                self.bolds += by
            case "ul" | "ol":
                self.lists += by
            case "li" | "dd":
                self.items += by
            case "figcaption":
                self.captions += by
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self.heading = int(tag[1]) if by > 0 else 0

    def _picture(self, element: HtmlElement) -> None:
        self.flush()
        alt, taken = clean_text(element.get("alt") or "")
        src = _source(element)
        if self.blocks:
            role = "hidden" if self.hidden else "picture"
            line = DomLine(alt, self.blocks[-1], role, 0, 0, 0, clean_text(src)[0], (), taken)
            self.lines.append(line)

    def table(self, element: HtmlElement) -> None:
        """Emit a data table as rows of cells and leave its inside alone."""
        self.flush()
        for row in element.iter("tr"):
            cells = tuple(
                clean_text(" ".join(_visible(cell)))[0]
                for cell in row
                if isinstance(cell.tag, str) and cell.tag in {"td", "th"}
            )
            if any(cells):
                role = "hidden" if self.hidden else "row"
                head = all(cell.tag == "th" for cell in row if cell.tag in {"td", "th"})
                text = " ".join(cell for cell in cells if cell)
                self.lines.append(DomLine(text, row, role, int(head), 0, 0, "", cells))


# Where a page has the address of a picture that is shown when the reader comes to it.
_LATER = ("data-src", "data-original", "data-lazy-src")


def _source(element: HtmlElement) -> str:
    """Return the address of a picture.

    Until it is shown, ``src`` is that of a placeholder.  Once it was shown, the browser
    that saved the page wrote there where it put the picture, under the same name.
    """
    shown = element.get("src") or ""
    later = next((element.get(name) for name in _LATER if element.get(name)), "") or ""
    return shown if not later or _file_name(shown) == _file_name(later) else later


def _file_name(address: str) -> str:
    return re.split("[?#]", address)[0].rpartition("/")[2]


def dom_lines(root: HtmlElement) -> list[DomLine]:
    """Read every text of a page, line by line, in the order of the document.

    Where a page hides most of its running text until a script runs, nothing
    in it counts as hidden.
    """
    lines = _walk(root, heed_hiding=True)
    running = [line for line in lines if "。" in line.text]
    hidden = sum(len(line.text) for line in running if line.role == "hidden")
    shown = sum(len(line.text) for line in running) - hidden
    if hidden > _MOSTLY * shown + _LEAST:
        return _walk(root, heed_hiding=False)
    return lines


def _walk(root: HtmlElement, *, heed_hiding: bool) -> list[DomLine]:
    walker = _Walker(heed_hiding=heed_hiding)
    inside: HtmlElement | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if inside is not None:
            if event == "end" and element is inside:
                inside = None
                walker.add(element.tail)
            continue
        if event == "start" and tag == "table" and not walker.skipped and is_data_table(element):
            walker.table(element)
            inside = element
            continue
        (walker.start if event == "start" else walker.end)(element, tag)
    walker.flush()
    return walker.lines


def is_hidden(element: HtmlElement) -> bool:
    """Whether the element's own markup keeps it from being shown."""
    attributes = element.attrib
    if not attributes:
        return False
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return bool(style and _HIDING.search(style))


def is_data_table(table: HtmlElement) -> bool:
    """Whether a table holds data, rather than laying out a page.

    Data tables have two rows and two columns at least, nothing nested, and
    cells short enough to be read across.
    """
    if next(table.iterdescendants("table", "ul", "h1", "h2", "script"), None) is not None:
        return False
    rows = [
        [cell for cell in row if isinstance(cell.tag, str) and cell.tag in {"td", "th"}]
        for row in table.iter("tr")
    ]
    rows = [row for row in rows if row]
    if len(rows) < 2 or sum(len(row) >= 2 for row in rows) < 2:
        return False
    lengths = [len("".join(_visible(cell)).strip()) for row in rows for cell in row]
    return sum(lengths) > 0 and sorted(lengths)[len(lengths) // 2] <= 60


def _visible(element: HtmlElement) -> Iterator[str]:
    """Text of an element without scripts and hidden parts."""
    unseen = 0
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        if not isinstance(inner.tag, str):
            continue
        if inner.tag in _tags("skipped") or is_hidden(inner):
            unseen += 1 if event == "start" else -1
        text = inner.text if event == "start" else inner.tail
        if text and not unseen and not (event == "end" and inner is element):
            yield text
