"""What is on the pages of a PDF: characters, ruled lines, pictures.  The only user of PDFium.

Places are in points; ``top`` and ``bottom`` are measured from the upper edge of the page.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Any, NamedTuple

from casebook.ingest.read.package import UnreadableError
from casebook.ingest.read.pdf.streams import check_streams
from casebook.problems import Code

MAX_PAGES = 2_000
MAX_MARKS = 4_000_000
"""Characters, and points of lines, of a file; a book of 1,000 pages has a million characters."""
_PASSWORD = 4
_HYPHEN = 0x02
"""What PDFium says for a hyphen at the end of a row (``cpdf_textpage.cpp``)."""
_TURNED = 0.1
"""Radians from which a character does not stand upright: a watermark."""
_SHORTEST = 8.0
"""Points of the shortest ruled line."""
_THIN = 3.0
_WHITE = 255
"""What each of red, green and blue is of white."""
_OVER = 0.9
"""Share of the page from which a picture hides the text that was drawn before it."""
_STATED, _BOLD = 600, ("bold", "black", "heavy", "heiti", "simhei")


@dataclass(frozen=True, slots=True)
class Char:
    """A character where it stands."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    bold: bool = False

    @property
    def size(self) -> float:
        """The height of its box, near the size of the type."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across (``top == bottom``) or down (``left == right``)."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def across(self) -> bool:
        """Whether it runs from left to right."""
        return self.top == self.bottom


class Frame(NamedTuple):
    """A rectangle that is drawn: a shade, or the lines round a box."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(slots=True)
class Sheet:
    """One page: its size in points, and what is on it."""

    width: float
    height: float
    chars: list[Char] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    shades: list[Frame] = field(default_factory=list)
    turned: str = ""
    pictures: int = 0
    covered: float = 0.0
    """Share of the page that the largest picture takes."""
    written: int = 0
    """Pieces of text, and how many of them nobody sees: without ink, or under a picture."""
    unseen: int = 0
    unmapped: int = 0
    marks: int = 0
    """Characters and points of lines: what it takes to read the page."""


def sheets_of(data: bytes) -> tuple[list[Sheet], dict[str, str]]:
    """Read all pages and the properties of a PDF.

    :raises UnreadableError: PDFium is not installed, or the file is encrypted, damaged or too long.
    """
    try:
        pdfium: Any = import_module("pypdfium2")
        raw: Any = import_module("pypdfium2.raw")
    except ImportError as error:
        raise UnreadableError(Code.EXTRA_MISSING, "(pypdfium2: casebook[pdf])") from error
    check_streams(data)
    try:
        document = pdfium.PdfDocument(data)
        count = len(document)
    except pdfium.PdfiumError as error:
        encrypted = getattr(error, "err_code", 0) == _PASSWORD
        code = Code.DOCUMENT_ENCRYPTED if encrypted else Code.DOCUMENT_BROKEN
        raise UnreadableError(code) from error
    try:
        if count > MAX_PAGES:
            raise UnreadableError(Code.PACKAGE_TOO_LARGE, f"({count} pages)")
        if document.get_formtype() != raw.FORMTYPE_NONE:
            document.init_forms()
        made: list[Sheet] = []
        total = 0
        for at in range(count):
            made.append(_sheet(document, at, raw, MAX_MARKS - total))
            total += made[-1].marks
        if not made:
            raise UnreadableError(Code.DOCUMENT_BROKEN, "(no pages)")
        return made, dict(document.get_metadata_dict())
    except pdfium.PdfiumError as error:
        raise UnreadableError(Code.DOCUMENT_BROKEN) from error
    finally:
        document.close()


def _sheet(document: Any, at: int, raw: Any, most: int) -> Sheet:
    page = document[at]
    if document.formenv and _shown_fields(page, document.formenv, raw):
        page.close()
        page = document[at]
    try:
        width, height = page.get_size()
        sheet = Sheet(width, height)
        text = page.get_textpage()
        try:
            _count(sheet, text.count_chars(), at, most)
            _chars(text, sheet, raw)
        finally:
            text.close()
        kinds = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_TEXT)
        for item in page.get_objects(filter=kinds, max_depth=4):
            if item.type == raw.FPDF_PAGEOBJ_TEXT:
                sheet.written += 1
                mode = raw.FPDFTextObj_GetTextRenderMode(item)
                sheet.unseen += mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE
            elif item.type == raw.FPDF_PAGEOBJ_IMAGE:
                sheet.pictures += 1
                left, bottom, right, top = item.get_bounds()
                share = (right - left) * (top - bottom) / (width * height or 1)
                if share >= _OVER:
                    sheet.unseen = sheet.written  # what was drawn before lies under it
                sheet.covered = max(sheet.covered, share)
            else:
                _count(sheet, 1 + raw.FPDFPath_CountSegments(item), at, most)
                sheet.rules += _rules(item, height, raw)
                sheet.shades += _shades(item, height, raw)
        return sheet
    finally:
        page.close()


def _shown_fields(page: Any, forms: Any, raw: Any) -> bool:
    """Make what is filled in on a page a part of the page; return whether there is any.

    A field has its value beside the text (ISO 32000-1, 12.7), and a viewer draws it.  Buttons,
    signatures and what readers noted on the page are none of its text.
    """
    for at in reversed(range(raw.FPDFPage_GetAnnotCount(page))):
        note = raw.FPDFPage_GetAnnot(page, at)
        kind = raw.FPDFAnnot_GetFormFieldType(forms, note)
        raw.FPDFPage_CloseAnnot(note)
        if kind in {-1, raw.FPDF_FORMFIELD_PUSHBUTTON, raw.FPDF_FORMFIELD_SIGNATURE}:
            raw.FPDFPage_RemoveAnnot(page, at)
    return bool(raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS)


def _count(sheet: Sheet, marks: int, at: int, most: int) -> None:
    """Count marks of a page before they are read.

    :raises UnreadableError: the file has more of them than any document.
    """
    sheet.marks += marks
    if sheet.marks > most:
        raise UnreadableError(Code.PACKAGE_TOO_LARGE, f"(page {at + 1})")


def _chars(text: Any, sheet: Sheet, raw: Any) -> None:
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    matrix = raw.FS_MATRIX()
    bold: dict[bytes, bool] = {}
    glyph: Char | None = None
    stands_for = 0
    for at in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, at)
        if code in {0, 10, 13} or raw.FPDFText_IsGenerated(text, at) == 1:
            continue
        if code == _HYPHEN:
            code = ord("-")
        if raw.FPDFText_HasUnicodeMapError(text, at) == 1 or _is_no_sign(code):
            sheet.unmapped += 1
            code = 0xFFFD
        sign = chr(code)
        if abs(math.remainder(raw.FPDFText_GetCharAngle(text, at), math.tau)) > _TURNED:
            # The angle is that of the strokes that stand: letters that lean are not turned.
            raw.FPDFText_GetMatrix(text, at, matrix)
            if abs(math.atan2(matrix.b, matrix.a)) > _TURNED:
                sheet.turned += sign
                continue
        raw.FPDFText_GetLooseCharBox(text, at, box)
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        size = raw.FPDFText_GetFontInfo(text, at, name, len(name), flags)
        key = name.value if 0 < size <= len(name) else b""
        if key not in bold:
            plain = key.decode("utf-8", "replace").lower()
            heavy = raw.FPDFText_GetFontWeight(text, at) >= _STATED
            bold[key] = heavy or any(word in plain for word in _BOLD)
        height = sheet.height
        place = box.left, height - box.top, box.right, height - box.bottom, height - y.value
        char = Char(sign, *place, bold[key])
        same = glyph and (glyph.left, glyph.right, glyph.base) == (char.left, char.right, char.base)
        if same and code != 0xFFFD and _is_of_one_object(text, at, raw):
            stands_for += 1
        else:  # both halves of a character beyond U+FFFF are one sign that is none
            stands_for = 1
        glyph = char
        sheet.chars.append(char)
        if stands_for > 1:
            sheet.chars[-stands_for:] = _shares(sheet.chars[-stands_for:], char)


def _is_of_one_object(text: Any, at: int, raw: Any) -> bool:
    """Whether a piece of text sets a character and the one before it.

    What is set twice in one place, to look bold, is two pieces.
    """
    items = (raw.FPDFText_GetTextObject(text, x) for x in (at - 1, at))
    held, other = (ctypes.cast(item, ctypes.c_void_p).value for item in items)
    return held is not None and held == other


def _shares(chars: list[Char], glyph: Char) -> list[Char]:
    """Give each character of a ligature (——, ffi) its share of the box, which PDFium gives to all.

    :param glyph: the last of them, with that box.
    """
    share = (glyph.right - glyph.left) / len(chars)
    places = (glyph.left + at * share for at in range(len(chars)))
    return [
        replace(char, left=left, right=left + share)
        for char, left in zip(chars, places, strict=True)
    ]


def _is_no_sign(code: int) -> bool:
    """Whether a number is no character that a text may have: XML 1.0, 2.2."""
    control = code < 0x20 and code != 0x09
    return control or 0xD800 <= code <= 0xDFFF or code in {0xFFFE, 0xFFFF} or code > 0x10FFFF


def _rules(item: Any, height: float, raw: Any) -> Iterator[Rule]:
    """Yield the straight lines of a path: its strokes, and rectangles so thin that they are one."""
    left, bottom, right, top = item.get_bounds()
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, mode, stroked)
    if min(right - left, top - bottom) <= _THIN:
        yield from _straight(left, height - top, right, height - bottom)
        return
    if not stroked.value:
        return
    matrix = item.get_matrix()
    before: tuple[float, float] | None = None
    first: tuple[float, float] | None = None
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(raw.FPDFPath_CountSegments(item)):
        segment = raw.FPDFPath_GetPathSegment(item, at)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif before:
            yield from _between(before, point, height)
        if raw.FPDFPathSegment_GetClose(segment) and first:
            yield from _between(point, first, height)
        before = point


def _shades(item: Any, height: float, raw: Any) -> Iterator[Frame]:
    """Yield the place of a path that is filled, unless it is white or so thin that it is a line."""
    left, bottom, right, top = item.get_bounds()
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, mode, stroked)
    if mode.value == raw.FPDF_FILLMODE_NONE or min(right - left, top - bottom) <= _SHORTEST:
        return
    colour = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(item, *colour)
    if colour[3].value and min(part.value for part in colour[:3]) < _WHITE:
        yield Frame(left, height - top, right, height - bottom)


def _between(
    item: tuple[float, float], other: tuple[float, float], height: float
) -> Iterator[Rule]:
    (x, y), (u, v) = item, other
    yield from _straight(min(x, u), height - max(y, v), max(x, u), height - min(y, v))


def _straight(left: float, top: float, right: float, bottom: float) -> Iterator[Rule]:
    wide, tall = right - left, bottom - top
    if tall <= _THIN and wide >= _SHORTEST:
        middle = (top + bottom) / 2
        yield Rule(left, middle, right, middle)
    elif wide <= _THIN and tall >= _SHORTEST:
        middle = (left + right) / 2
        yield Rule(middle, top, middle, bottom)
