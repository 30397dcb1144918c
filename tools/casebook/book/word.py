"""A case as a Word document, for an office that edits it (ECMA-376).

Headings, lists, captions and quotations are styles, so that the document can be given
another look, a table of contents and an outline.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import docx
import typst
from docx.document import Document
from docx.image.exceptions import UnrecognizedImageError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph

from casebook.book.archive import archive, whole_day
from casebook.book.blocks import (
    Aside,
    Block,
    ChapterText,
    Charts,
    Cited,
    Fields,
    Figure,
    Grid,
    Heading,
    Inline,
    Item,
    Numbered,
    Para,
    Piece,
    Points,
    Ref,
    Style,
    Styled,
    Web,
    WebAddress,
    plain,
)
from casebook.book.pictures import Pictures
from casebook.book.source import string
from casebook.records import Script
from casebook.text.catalogue import N_
from casebook.text.printer import Printer

_PAPERS = {"a4": (210, 297), "16k": (184, 260)}
# Faces that offices have: of the text and of headings.
_FACES = {Script.HANT: ("新細明體", "微軟正黑體"), Script.HANS: ("宋体", "黑体")}
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_WIDEST = 0.8
"""Of the measure: the widest picture."""
_PIXELS = 96
"""Of an inch, in which pictures are drawn that Word may not know."""
_STYLES = {
    Style.STRONG: "bold",
    Style.EMPHASIS: "italic",
    Style.SUBSCRIPT: "subscript",
    Style.SUPERSCRIPT: "superscript",
}
_BROKEN, _LOST = N_("（圖片無法讀取）"), N_("（圖片未隨文保存）")


def word_document(
    chapter: ChapterText,
    printer: Printer,
    pictures: Pictures,
    *,
    author: str,
    date: str,
    paper: str,
) -> bytes:
    """Return a case as a ``.docx`` file.

    :param pictures: checks its pictures.
    :param author: words of the edition.
    :param date: of the book, ISO 8601 of any precision.
    :param paper: ``a4`` or ``16k``.
    """
    made = _WordWriter(printer, pictures, paper).write(chapter)
    properties = made.core_properties
    properties.title, properties.author = _text(chapter.title), _text(author)
    properties.language, properties.comments = printer.edition.tag, ""
    moment = datetime.fromisoformat(whole_day(date)).replace(tzinfo=UTC)
    properties.created = properties.modified = moment
    buffer = io.BytesIO()
    made.save(buffer)
    with zipfile.ZipFile(buffer) as packed:
        return archive(((name, packed.read(name)) for name in packed.namelist()), date)


class _WordWriter:
    def __init__(self, printer: Printer, pictures: Pictures, paper: str) -> None:
        self._printer = printer
        self._pictures = pictures
        self._made: Document = docx.Document()
        self._level = 0
        section = self._made.sections[0]
        width, height = _PAPERS[paper]
        section.page_width, section.page_height = Mm(width), Mm(height)
        section.left_margin = section.right_margin = Mm(28)
        section.top_margin = section.bottom_margin = Mm(25)
        self._measure = Mm(width - 56)
        self._look()

    def _look(self) -> None:
        """Let the styles have Chinese faces, the language, and the indents of paragraphs."""
        edition = self._printer.edition
        serif, sans = _FACES[edition.script]
        for style in self._made.styles:
            properties = style.element.find(qn("w:rPr"))
            name = style.name or ""
            heads = name.startswith(("Heading", "Title", "Caption", "Subtitle"))
            if properties is None and name != "Normal":
                continue
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
            fonts.set(qn("w:eastAsia"), sans if heads else serif)
        normal = self._made.styles["Normal"]
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "en-US")
        language.set(qn("w:eastAsia"), f"zh-{edition.region}")
        normal.element.get_or_add_rPr().append(language)
        normal.font.size = Pt(11)

    def write(self, chapter: ChapterText) -> Document:
        self._level = chapter.level
        self._made.add_paragraph(_text(chapter.title), style="Title")
        self._blocks(chapter.blocks)
        return self._made

    def _blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            self._block(block)

    # One case for each kind of block: split up it would only be harder to follow.
    def _block(self, block: Block) -> None:  # noqa: C901 - see above
        match block:
            case Heading(level=level, inside=inside):
                style = f"Heading {min(level - self._level, 9)}"
                self._line(self._made.add_paragraph(style=style), inside)
            case Para(inside=inside):
                self._indented(inside)
            case Aside(inside=inside):
                self._line(self._made.add_paragraph(style="Subtitle"), inside)
            case Points():
                self._points(block, 1)
            case Numbered(items=items):
                for item in items:
                    self._line(self._made.add_paragraph(style="List Number"), item.inside)
                    self._blocks(item.below)
            case Fields():
                self._fields(block)
            case Grid():
                self._grid(block)
            case Figure():
                self._figure(block)
            case Charts():
                # They say again what the paragraph before them says, and cannot be edited.
                pass
            case _:
                # A case has no other blocks; hand-written pages do not come here.
                pass

    def _indented(self, inside: Inline) -> None:
        paragraph = self._made.add_paragraph()
        self._line(paragraph, inside)
        indent = OxmlElement("w:ind")
        # Two characters, whatever the size of the text.
        indent.set(qn("w:firstLineChars"), "200")
        paragraph._p.get_or_add_pPr().append(indent)  # noqa: SLF001 - python-docx has no such unit

    def _points(self, points: Points, depth: int) -> None:
        style = "List Bullet" if depth == 1 else f"List Bullet {min(depth, 3)}"
        for item in points.items:
            if points.bare:
                self._indented(item.inside)
            else:
                self._line(self._made.add_paragraph(style=style), item.inside)
            for below in item.below:
                if isinstance(below, Points):
                    self._points(below, depth + 1)
                else:
                    self._block(below)

    def _fields(self, fields: Fields) -> None:
        table = self._made.add_table(0, 2, style="Table Grid")
        for name, value in fields.rows:
            left, right = table.add_row().cells
            self._line(left.paragraphs[0], (Styled(Style.STRONG, name),))
            self._line(right.paragraphs[0], value.inside)
            left.width, right.width = int(self._measure * 0.2), int(self._measure * 0.8)
        self._made.add_paragraph()

    def _grid(self, grid: Grid) -> None:
        if grid.caption:
            caption = self._made.add_paragraph(style="Caption")
            caption.paragraph_format.keep_with_next = True
            self._line(caption, grid.caption)
        table = self._made.add_table(len(grid.rows), len(grid.rows[0]), style="Table Grid")
        for number, (row, cells) in enumerate(zip(table.rows, grid.rows, strict=True)):
            if number < grid.heads:
                # The head stands again on every page that the table goes on to.
                row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - there is no other way
            for place, cell in zip(row.cells, cells, strict=True):
                self._cell(place.paragraphs[0], cell, head=number < grid.heads)
        self._made.add_paragraph()

    def _cell(self, paragraph: Paragraph, cell: Item, *, head: bool) -> None:
        self._line(paragraph, (Styled(Style.STRONG, cell.inside),) if head else cell.inside)

    def _figure(self, figure: Figure) -> None:
        here = self._printer.interface
        note = "" if figure.file else here(_LOST)
        if figure.file:
            name = self._pictures.take(figure.file)
            if name:
                self._picture(self._pictures.folder / name, figure.alt)
            else:
                note = here(_BROKEN)
        credit = ("　", *figure.credit) if figure.credit and figure.caption else figure.credit
        self._line(self._made.add_paragraph(style="Caption"), (*figure.caption, *credit, note))

    def _picture(self, file: Path, alt: str) -> None:
        """Put a picture in, no larger than it is."""
        paragraph = self._made.add_paragraph()
        run = paragraph.add_run()
        try:
            picture = run.add_picture(str(file))
        except UnrecognizedImageError:
            picture = run.add_picture(io.BytesIO(_drawn(file)))
        widest = int(self._measure * _WIDEST)
        if picture.width > widest:
            picture.height = Length(picture.height * widest / picture.width)
            picture.width = Length(widest)
        picture._inline.docPr.set("descr", _text(alt))  # noqa: SLF001 - there is no other way
        paragraph.paragraph_format.keep_with_next = True

    # --- within a line -------------------------------------------------------------

    def _line(self, paragraph: Paragraph, inside: Inline) -> None:
        for piece in inside:
            self._piece(paragraph, piece)

    def _piece(self, paragraph: Paragraph, piece: Piece) -> None:
        match piece:
            case str():
                paragraph.add_run(_text(piece))
            case Styled(style=style, inside=inside):
                run = paragraph.add_run(_text(plain(inside)))
                setattr(run.font, _STYLES[style], True)
            case Ref(inside=inside):
                self._line(paragraph, inside)
            case Web(url=url, inside=inside):
                _link(paragraph, url, plain(inside))
            case WebAddress(url=url):
                _link(paragraph, url, url)
            case Cited(number=number):
                self._piece(paragraph, Styled(Style.SUPERSCRIPT, (f"[{number}]",)))
            case _:
                paragraph.add_run(_text(plain((piece,))))


def _drawn(file: Path) -> bytes:
    """Return a picture of a kind that Word may not know (WebP, SVG) as PNG."""
    source = "#set page(width: auto, height: auto, margin: 0pt)\n" + f"#image({string(file.name)})"
    main = file.with_suffix(".typ")
    main.write_text(source, encoding="utf-8")
    made = typst.compile(str(main), root=str(file.parent), format="png", ppi=float(_PIXELS))
    assert isinstance(made, bytes)
    return made


def _link(paragraph: Paragraph, url: str, label: str) -> None:
    """Add a hyperlink, for which python-docx has no function."""
    link = OxmlElement("w:hyperlink")
    relation = paragraph.part.relate_to(_text(url), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), relation)
    run = paragraph.add_run(_text(label))
    link.append(run._r)  # noqa: SLF001 - there is no other way
    paragraph._p.append(link)  # noqa: SLF001 - there is no other way


def _text(words: str) -> str:
    """Return words without what XML 1.0 does not take."""
    return _CONTROL.sub(" ", words)
