"""A Word document (``.docx``, ECMA-376) becomes lines.

Its body is the article: nothing has to be separated from furniture, so that the lines are made
from the document and not by way of HTML.  What stands beside the text (heads and feet of
pages, comments, properties) is kept as lines that are ``apart``: they go to the ledger, and
nothing is read from them.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from casebook.ingest.facts.names import is_name
from casebook.ingest.read.by_form import by_form
from casebook.ingest.read.cover import Cover, joined_title, of_form
from casebook.ingest.read.official_forms import Official, has_form
from casebook.ingest.read.package import Package, UnreadableError
from casebook.ingest.read.page import STEP, Facts, Page, clean_text, read_repairs
from casebook.ingest.read.pictures import SavedPicture, attachment
from casebook.ingest.read.tables import grid, is_data_table
from casebook.ingest.read.word.contents import contents_of, is_contents_style, settle_contents
from casebook.ingest.read.word.forms import form_of
from casebook.ingest.read.word.looks import settle
from casebook.ingest.read.word.numbers import Label, Numbers
from casebook.ingest.read.word.paragraph import Paragraph, beside_cells
from casebook.ingest.read.word.parts import properties_of, relations_of
from casebook.ingest.read.word.runs import Kind, Piece, Seen, field_codes, pieces
from casebook.ingest.read.word.styles import Look, Styles, look_of
from casebook.ingest.read.word.tables import as_html, cells_of, deleted_in, inserted_in, rows_of
from casebook.ingest.read.word.titles import cover_of
from casebook.ingest.read.word.xml import attr, child, children, goes_on, switch, tag, value
from casebook.problems import Code, Problem
from casebook.records import Line, Repair, Role
from casebook.text.numbering import number_of

_RELATION = "/officeDocument"
_MAX_HEADING = 60
_MAX_PROMPT = 40
"""Characters of what an empty control asks for (單擊或點按這裡以輸入文字。)."""
_DEEPEST = 40
"""Tables and boxes in each other; deeper ones are an attack."""
_CAPTIONS = {"caption", "题注", "題註", "图题", "表题"}
_STOP = re.compile(r"[。；！？]")
_MARK = re.compile(r"\[\d+\]")
_UNSEEN = {
    Kind.DELETED: (Role.DELETED, "a tracked deletion is accepted"),
    Kind.HIDDEN: (Role.HIDDEN, "hidden text"),
    Kind.STRUCK: (Role.DELETED, "struck out"),
    Kind.PROMPT: (Role.HIDDEN, "prompt of an empty content control"),
    Kind.READING: (Role.READING, "a reading set above its characters"),
}
_BESIDE = ("header", "footer", "comments")
_BESIDE_NAME = re.compile(r"word/(?:header\d*|footer\d*|comments)\.xml")
_PROPERTIES = ("title", "creator", "lastModifiedBy", "created", "modified")


@dataclass(slots=True)
class _Document:
    package: Package
    styles: Styles
    numbers: Numbers
    relations: dict[str, str] | None
    """What the part that is read refers to; ``None`` of a part whose pictures are not read."""
    parts: dict[str, list[str]]
    """The parts of a kind (``comments``, ``header``)."""
    attached: dict[str, SavedPicture] = field(default_factory=dict)
    seen: Seen = field(default_factory=Seen)
    contents: set[etree._Element] = field(default_factory=set)
    """Paragraphs that are a list of contents."""

    def blocks(self, parent: etree._Element, depth: int = 0) -> Iterator[Paragraph]:
        """Yield what stands in a body, a cell or a box."""
        if depth > _DEEPEST:
            raise UnreadableError(Code.DOCUMENT_BROKEN, "(tables in tables without end)")
        open_: list[Piece] = []
        for element in parent:
            name = tag(element)
            if name == "p":
                look, made = self._pieces(element)
                open_ += made
                deleted = child(element, "pPr", "rPr", "del") is not None
                self.seen.deleted += deleted
                if deleted or goes_on(element):
                    continue  # its end was deleted, or it is an initial
                yield from self._paragraph(element, look, open_, depth)
                open_ = []
            elif name == "tbl":
                yield from self._table(element, depth)
            elif name in {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"}:
                yield from self.blocks(element, depth + 1)
            elif name == "oMathPara":
                yield from self._paragraph(element, *self._pieces(element), depth)
            elif name in {"altChunk", "subDoc"}:
                self.seen.unread["embedded files"] += 1

    def _pieces(self, element: etree._Element) -> tuple[Look, list[Piece]]:
        own = child(element, "pPr")
        look = self.styles.paragraph(value(own, "pStyle")).under(look_of(own, None))
        self.seen.codes = field_codes(element)
        kind = Kind.PROMPT if _is_prompt(element) else Kind.TEXT
        return look, list(pieces(element, look, self.styles, self.seen, kind))

    def _paragraph(
        self, element: etree._Element, look: Look, made: list[Piece], depth: int
    ) -> Iterator[Paragraph]:
        style = self.styles.name(value(element, "pPr", "pStyle"))
        shown = [piece for piece in made if piece.kind is Kind.TEXT and piece.text.strip()]
        label = self._label(element, look, shown=bool(shown))
        if label and not shown and not label.bullet and _is_cell(element.getparent()):
            made, label = [Piece(Kind.TEXT, label.text, look)], None  # a column that Word numbers
        type_ = Counter[Look]()
        for piece in shown:
            type_[piece.look] += len(piece.text)
        usual = type_.most_common(1)[0][0] if type_ else look
        bold = bool(shown) and all(piece.look.bold for piece in shown)
        role = Role.OUTSIDE if element in self.contents else Role.TEXT
        for text, changes in _lines(made):
            line = Paragraph(text, role, look=usual, bold=bold, style=style, changes=changes)
            here, label = (label, None) if text else (None, label)
            _set_role(line, look, here)
            if text or changes:
                yield line
        yield from self._set_off(made, depth)

    def _set_off(self, made: list[Piece], depth: int) -> Iterator[Paragraph]:
        """Yield what a paragraph holds besides its text: pictures, boxes, diagrams."""
        for piece in made:
            if piece.kind is Kind.PICTURE:
                yield Paragraph("", Role.PICTURE, src=self._picture(piece.text))
            elif piece.kind is Kind.BOX and piece.element is not None:
                yield from self._box(piece.element, depth)
            elif piece.kind is Kind.DIAGRAM:
                data = self.package.xml((self.relations or {}).get(piece.text, ""))
                for point in () if data is None else data.iter("{*}pt"):
                    if (said := child(point, "t")) is not None:
                        yield from self._box(said, depth)

    def _box(self, element: etree._Element, depth: int) -> Iterator[Paragraph]:
        lines = list(self.blocks(element, depth + 1))
        bound = has_form("".join(line.text for line in lines), "binding")
        for line in lines:
            line.boxed = True
            if bound:
                line.role, line.apart = Role.OUTSIDE, True
            yield line

    def _label(self, element: etree._Element, look: Look, *, shown: bool) -> Label | None:
        """Count a paragraph of a list; an empty one counts, unless its mark is hidden."""
        if not shown and switch(child(element, "pPr", "rPr"), "vanish"):
            return None
        at = look.list_level
        if child(element, "pPr", "numPr") is None:  # its style says which level it is
            chain = self.styles.chain(value(element, "pPr", "pStyle"))
            at = self.numbers.level_of(look.list_id, chain, at)
        return self.numbers.label(look.list_id, at)

    def part(self, kind: str) -> str:
        """Return the name of a part, as the document says it or as Word calls it."""
        return self.parts.get(kind, [f"word/{kind}.xml"])[-1]

    def refer(self, part: str) -> None:
        """Begin to read a part; what it refers to has ids of its own."""
        self.relations = {key: name for key, _, name in relations_of(self.package, part)}

    def _picture(self, relation: str) -> str:
        if self.relations is None:
            return ""
        name = self.relations.get(relation, "")
        content = self.package.read(name)
        picture = attachment(name, content) if content else None
        if picture:
            self.attached[name] = picture
        elif content:
            self.seen.unread["pictures of a kind that is not kept"] += 1
        elif not name:
            self.seen.unread["pictures that are not in the file"] += 1
        return name

    def _table(self, table: etree._Element, depth: int) -> Iterator[Paragraph]:
        yield from self._rows(table, depth)
        self.seen.inserted += inserted_in(table)
        for text in deleted_in(table):
            self.seen.deleted += 1
            yield Paragraph("", changes=[(text, _UNSEEN[Kind.DELETED][1])])

    def _rows(self, table: etree._Element, depth: int) -> Iterator[Paragraph]:
        held: dict[etree._Element, list[Paragraph]] = {}

        def text_of(cell: etree._Element) -> list[str]:
            held[cell] = list(self.blocks(cell, depth + 1))
            return [item.text for item in held[cell] if item.text]

        made = as_html(table, text_of)
        inside = [line for lines in held.values() for line in lines]
        nested = any(tag(x) == "tbl" for row in rows_of(table) for c in cells_of(row) for x in c)
        form = form_of(table, held)
        if form or nested or not is_data_table(made):
            yield from form or inside
            return
        for row in grid(made):
            cells = tuple(cell.text for cell in row.cells)
            shown = " ".join(filter(None, cells))
            yield Paragraph(shown, Role.ROW, int(row.head), cells=cells)
        yield from beside_cells(inside)


def _is_prompt(element: etree._Element) -> bool:
    """Whether a paragraph is what an empty control asks for: it says so, and is short."""
    control = next(element.iterancestors("{*}sdt"), None)
    asks = control is not None and switch(child(control, "sdtPr"), "showingPlcHdr")
    return bool(asks) and len("".join(map(str, element.itertext("{*}t")))) <= _MAX_PROMPT


def _is_cell(element: etree._Element | None) -> bool:
    """Whether an element is a cell of a table with one paragraph."""
    return element is not None and tag(element) == "tc" and len(list(children(element, "p"))) == 1


def _lines(made: list[Piece]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Cut the pieces of a paragraph at its line breaks."""
    text, changes = "", list[tuple[str, str]]()
    for piece in made:
        if piece.kind is Kind.BREAK:
            yield text.strip(), changes
            text, changes = "", []
        elif piece.kind is Kind.TEXT:
            text += piece.text
        elif piece.kind in _UNSEEN and piece.text.strip():
            why = _UNSEEN[piece.kind][1]
            if changes and changes[-1][1] == why:
                changes[-1] = (changes[-1][0] + piece.text, why)
            else:
                changes.append((piece.text, why))
    yield text.strip(), changes


def _numbered(label: str, text: str) -> str:
    gap = "" if not label[-1:].isalnum() and not text[:1].isascii() else " "
    return f"{label}{gap}{text}"


def _set_role(line: Paragraph, look: Look, label: Label | None) -> None:
    """Give a line the number of its list, and the role that its style or its list says.

    A heading of a list is a heading; a number that says itself what it is needs no role.
    """
    bullet = label is not None and label.bullet
    if label and not bullet:
        line.text = _numbered(label.text, line.text)
    if line.role is not Role.TEXT:
        return
    if line.style in {"title", "标题", "標題"}:
        line.role = Role.TITLE
    elif line.style in {"subtitle", "副标题", "副標題"}:
        line.role = Role.SUBTITLE
    elif is_contents_style(line.style):
        line.role = Role.OUTSIDE
    elif line.style in _CAPTIONS:
        line.role = Role.CAPTION
    elif look.level and len(line.text) <= _MAX_HEADING and not _is_sentence(line.text):
        line.role, line.depth = Role.HEADING, min(look.level, 6)
    elif label and (bullet or number_of(line.text) is None):
        line.role, line.depth = Role.ITEM if bullet else Role.NUMBERED, look.list_level + 1


def _is_sentence(text: str) -> bool:
    """Whether stops make a sentence of a line; that of a heading may end it with its number."""
    ended = text.endswith(("。", "；")) and number_of(text) is None
    return ended or bool(_STOP.search(text[:-1]))


def read_docx(package: Package, name: str) -> tuple[Page, tuple[Problem, ...]]:
    """Read a Word document.

    :param name: what problems call it.
    :returns: its lines, and what a person should know: tracked changes that were accepted,
        parts that are not read, macros that are never run.
    :raises UnreadableError: it is encrypted, damaged, or unpacks without end.
    """
    main = _main(package)
    document = _open(package, main)
    root = package.xml(main)
    body = child(root, "body")
    if body is None:
        raise UnreadableError(Code.DOCUMENT_BROKEN, f"({main})")
    document.contents = contents_of(body)
    made = list(document.blocks(body))
    settle_contents(made)
    properties = properties_of(package)
    parts = by_form(
        [item.text if item.role in {Role.TEXT, Role.TITLE, Role.HEADING} else "" for item in made],
        [bool(item.look.centred) for item in made],
    )
    cover = of_form(cover_of(made, parts), (item.cells for item in made))
    titles = cover.titles if cover else ()
    settle(made, cover, parts)
    made += _notes(document)
    made += _beside(document, properties)
    if cover and document.seen.notes:  # a note of the title is none of it
        cover = replace(cover, title=_MARK.sub("", cover.title))
    facts = _facts(made, cover, parts, properties)
    choice = cover.choice if cover else None
    page = replace(_page(made, titles, facts, document.attached), choice=choice)
    return page, _problems(package, document.seen, name)


def _main(package: Package) -> str:
    root = package.xml("_rels/.rels")
    for relation in children(root, "Relationship"):
        if attr(relation, "Type").endswith(_RELATION):
            return attr(relation, "Target").lstrip("/")
    return "word/document.xml"


def _open(package: Package, main: str) -> _Document:
    folder = posixpath.dirname(main)
    relations: dict[str, str] = {}
    parts: dict[str, list[str]] = {}
    for key, kind, target in relations_of(package, main):
        relations[key] = target
        parts.setdefault(kind, []).append(target)
    styles = Styles.of(package.xml(parts.get("styles", [f"{folder}/styles.xml"])[-1]))
    numbers = Numbers.of(package.xml(parts.get("numbering", [f"{folder}/numbering.xml"])[-1]))
    return _Document(package, styles, numbers, relations, parts)


def _notes(document: _Document) -> Iterator[Paragraph]:
    """Yield the text of foot- and endnotes, each with the number that stands in the text."""
    roots: dict[str, etree._Element | None] = {}
    at = 0
    while at < len(document.seen.notes):  # a note may refer to a note
        kind, key = document.seen.notes[at]
        at += 1
        if kind not in roots:
            roots[kind] = document.package.xml(document.part(kind))
        document.refer(document.part(kind))
        note = next((x for x in children(roots[kind], kind[:-1]) if attr(x, "id") == key), None)
        if note is None:
            document.seen.unread["notes"] += 1
            continue
        for line, item in enumerate(document.blocks(note)):
            item.text = f"[{at}] {item.text}" if line == 0 else item.text
            item.role = Role.TEXT if item.role in {Role.BOLD, Role.HEADING} else item.role
            yield item


def _beside(document: _Document, properties: dict[str, str]) -> Iterator[Paragraph]:
    """Yield what stands beside the text: heads and feet of pages, comments, properties."""
    said = {part for kind in _BESIDE for part in document.parts.get(kind, ())}
    for part in sorted(document.package.names):
        if part not in said and not _BESIDE_NAME.fullmatch(part):
            continue
        root = document.package.xml(part)
        document.relations = None  # its pictures are none of the article
        holders = list(children(root, "comment")) or ([] if root is None else [root])
        for holder in holders:
            for item in document.blocks(holder):
                if item.text:
                    yield Paragraph(item.text, Role.OUTSIDE, changes=item.changes, apart=True)
    for key in _PROPERTIES:
        if properties.get(key):
            yield Paragraph(f"{key}: {properties[key]}", Role.OUTSIDE, apart=True)


def _facts(
    made: list[Paragraph],
    cover: Cover | None,
    parts: Official | None,
    properties: dict[str, str],
) -> Facts:
    """Take down what the document says of itself.

    The creator is whoever sat at the machine: he is an author only where the text names
    him, too.  The days of the file say when it was typed, never when it was published.
    """
    creator = properties.get("creator", "")
    named = is_name(creator) and any(
        creator in item.text.replace(" ", "") for item in made if item.role is not Role.OUTSIDE
    )
    return Facts(
        title=cover.title if cover else "",
        published=parts.signed if parts else cover.published if cover else "",
        publisher=parts.body if parts else cover.publisher if cover else "",
        authors=(creator,) if named else cover.authors if cover else (),
        formal=bool(parts),
        note=parts.number if parts else "",
    )


def _page(
    made: list[Paragraph],
    titles: tuple[int, ...],
    facts: Facts,
    attached: dict[str, SavedPicture],
) -> Page:
    lines: list[Line] = []
    repairs: list[Repair] = []
    for at, item in enumerate(made):
        number = at + 1
        clean = clean_text(item.text)
        repairs += read_repairs(number, clean)
        text = clean.text
        if at in titles:
            title = clean_text(facts.title).text if at == titles[0] else ""
            repairs += joined_title(number, text, title, alone=len(titles) == 1)
            text = title
            if not text:
                continue
        shown = bool(text or item.src)
        if shown:
            repairs += [
                Repair(number, clean_text(gone).text, "", STEP, why) for gone, why in item.changes
            ]
            line = Line(number, text, item.role, item.depth, item.src, item.cells)
            lines.append(replace(line, apart=item.apart))
        for gone, why in () if shown else item.changes:
            role = next(role for role, reason in _UNSEEN.values() if reason == why)
            lines.append(Line(number, clean_text(gone).text, role))
    return Page(tuple(lines), tuple(repairs), facts, markup=True, attached=attached)


def _problems(package: Package, seen: Seen, name: str) -> tuple[Problem, ...]:
    made: list[Problem] = []
    if seen.inserted or seen.deleted:
        detail = f"({seen.inserted} insertions, {seen.deleted} deletions)"
        made.append(Problem(Code.TRACKED_CHANGES, name, 0, detail))
    if package.entities:
        seen.unread["entities"] += package.entities
    if seen.unread:
        listed = ", ".join(f"{what}: {count}" for what, count in sorted(seen.unread.items()))
        made.append(Problem(Code.PARTS_UNREAD, name, 0, f"({listed})"))
    if any(part.lower().endswith("vbaproject.bin") for part in package.names):
        made.append(Problem(Code.MACROS, name))
    return tuple(made)
