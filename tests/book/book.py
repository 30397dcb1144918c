"""Builds a book from articles, as `make pdf` does, inside this process."""

from __future__ import annotations

import ctypes
import io
import struct
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pikepdf
import pypdfium2
from pypdfium2 import raw
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils
from tests.conftest import ROOT
from tests.site.build import LANGUAGES, write_docs

from casebook.book.manuscript import SUFFIX
from casebook.book.setting import set_books
from casebook.library import dump
from casebook.records import Article, Paragraph, Script, Section, Table, walk


def write_book_docs(articles: Iterable[Article], folder: Path) -> None:
    """Write articles and their pages into ``folder/articles`` and ``folder/docs``."""
    shelf = folder / "articles"
    shelf.mkdir(parents=True)
    results = list(articles)
    for article in results:
        (shelf / f"{article.slug}.md").write_text(dump(article), encoding="utf-8")
    write_docs(results, folder / "docs")


def build_book(folder: Path, script: Script, **settings: str | int) -> tuple[Path, str]:
    """Build one edition; return its PDF (of one volume), and what Sphinx and the press report."""
    warnings = io.StringIO()
    out = folder / "-".join((script.value, *map(str, settings.values())))
    with patch_docutils(str(ROOT)), docutils_namespace():
        app = Sphinx(
            str(folder / "docs"),
            str(ROOT),
            str(out),
            str(folder / f"doctrees-{script.value}"),
            "typst",
            {
                "casebook_edition": LANGUAGES[script],
                "casebook_articles": str(folder / "articles"),
                **settings,
            },
            status=None,
            warning=warnings,
        )
        app.build()
    manuscript = out / f"casebook-zh-{script.value}{SUFFIX}"
    _, problems = set_books([manuscript], lambda _: None)
    reported = "".join(f"{problem}\n" for problem in problems)
    return out / f"casebook-zh-{script.value}.pdf", warnings.getvalue() + reported


def metadata(pdf: Path) -> str:
    """Return the XMP metadata of a PDF."""
    with pikepdf.open(pdf) as document:
        return bytes(document.Root.Metadata.read_bytes()).decode()


def language(pdf: Path) -> str:
    """Return the language of a PDF."""
    with pikepdf.open(pdf) as document:
        return str(document.Root.Lang)


def is_tagged(pdf: Path) -> bool:
    """Whether a PDF says that it is tagged."""
    with pikepdf.open(pdf) as document:
        return bool(document.Root.MarkInfo.Marked)


def face_names(pdf: Path) -> set[str]:
    """Return the names of all fonts of a PDF."""
    with pikepdf.open(pdf) as document:
        fonts = (element for element in document.objects if isinstance(element, pikepdf.Dictionary))
        return {str(element.BaseFont)[1:] for element in fonts if element.get("/BaseFont")}


def page_texts(pdf: Path) -> list[str]:
    """Return the text of each page."""
    with pypdfium2.PdfDocument(str(pdf)) as document:
        return [page.get_textpage().get_text_range() for page in document]


def bare(text: str) -> str:
    """Text without white space and what lines end with."""
    return "".join(char for char in text if not char.isspace() and char not in "\ufffe\u00ad")


# Head and foot of every paper are at least this high, in points.
MARGIN = 65


def printed(pdfs: Iterable[Path]) -> str:
    """Return all text without running heads, page numbers and white space."""
    parts = []
    for pdf in pdfs:
        with pypdfium2.PdfDocument(str(pdf)) as document:
            for page in document:
                text = page.get_textpage()
                top = page.get_height() - MARGIN
                parts.append(text.get_text_bounded(bottom=MARGIN, top=top))
    return bare("".join(parts))


def folio(page: pypdfium2.PdfPage) -> str:
    """Return the page number that stands at the foot of a page."""
    return str(page.get_textpage().get_text_bounded(top=MARGIN)).strip()


def links(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> Iterator[tuple[str, int]]:
    """Yield the text of each link within the book and the index of the page it leads to."""
    text = page.get_textpage()
    place, link, box = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    while raw.FPDFLink_Enumerate(page, place, link):
        target = raw.FPDFLink_GetDest(document, link)
        if target:
            raw.FPDFLink_GetAnnotRect(link, box)
            said = text.get_text_bounded(box.left, box.bottom, box.right, box.top)
            yield said.strip(), raw.FPDFDest_GetDestPageIndex(document, target)


def bookmarks(pdf: Path) -> list[tuple[int, str, int]]:
    """Return level, title and page index of every bookmark."""
    with pypdfium2.PdfDocument(str(pdf)) as document:
        return [
            (entry.level, entry.get_title(), entry.get_dest().get_index())
            for entry in document.get_toc()
        ]


def texts(article: Article) -> list[str]:
    """Return every text of an article in its own script."""
    result = [article.title]
    for place in walk(article):
        content = place.content
        if isinstance(content, Section):
            result.append(content.heading)
        elif isinstance(content, Paragraph):
            result.append(content.text)
        elif isinstance(content, Table):
            result += [content.caption, *(cell for row in content.rows for cell in row)]
        else:
            result += [content.caption, content.credit]
    return result


def png(width: int, height: int) -> bytes:
    """Return a picture of one grey, without a resolution."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


NOT_FIRST = "，。、；：！？）」』》”"
NOT_LAST = "（「『《“"


def signs_of(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float, str]]:
    """Yield each sign: its base line counted down, its left and right edge in points, itself."""
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    for n in range(text.count_chars()):
        char = text.get_text_range(n, 1)
        if char.strip():
            raw.FPDFText_GetCharOrigin(text, n, x, y)
            yield -y.value, x.value, text.get_charbox(n)[2], char


def lines(pdf: Path) -> Iterator[str]:
    """Yield every line as it is printed: the signs on one base line, from left to right."""
    with pypdfium2.PdfDocument(str(pdf)) as document:
        for page in document:
            signs = [(down, left, char) for down, left, _, char in signs_of(page)]
            row: list[tuple[float, str]] = []
            base = 0.0
            for height, left, char in sorted(signs):
                if row and height - base > 2:
                    yield "".join(entry for _, entry in sorted(row))
                    row = []
                base = height
                row.append((left, char))
            if row:
                yield "".join(item for _, item in sorted(row))
