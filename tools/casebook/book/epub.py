"""The book as EPUB 3.3: its text alone, in its order, with the pages of the printed book.

What Sphinx leaves (:func:`epub_text`) waits until the book is set; then it is packed with
the page numbers that the PDF has (:func:`pack`).
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from html import escape
from pathlib import Path

from casebook.book.archive import archive, whole_day
from casebook.book.blocks import BookText, ChapterText, Figure, Icon, PartText
from casebook.book.front import CONTENTS, COVER, IMPRINT, TITLE_PAGE, Front
from casebook.book.order import GLOSSARY
from casebook.book.pictures import Pictures
from casebook.book.plan import Places
from casebook.book.source import JOINER
from casebook.book.walks import records_in
from casebook.book.xhtml import XhtmlWriter, file_of, hrefs_of, text
from casebook.output import write_whole
from casebook.text.catalogue import N_
from casebook.text.printer import Printer

SUFFIX = ".epub.json"
"""What Sphinx leaves lies beside the manuscript."""

_STYLE = Path(__file__).parent / "static" / "book.css"
_FOLDER = "EPUB"
_PLACE = re.compile(r"<\?(break|pages) ([^?]*)\?>")
_MEDIA = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
_WORDS = {
    "cover": COVER,
    "title-page": TITLE_PAGE,
    "imprint": IMPRINT,
    "contents": CONTENTS,
    "start": N_("正文"),
    "pages": N_("頁碼"),
    "landmarks": N_("導覽"),
    "index": N_("索引"),
    "page": N_("第 {} 頁"),
    "see": N_("見"),
    "also": N_("參見"),
    "printed": N_("同一版本的 PDF"),
    "summary": N_(
        "文字可由螢幕報讀軟體讀出，有目次、導覽、標題層級和與 PDF 相同的頁碼；圖片有替代文字。"
    ),
    "broken": N_("（圖片無法讀取）"),
    "lost": N_("（圖片未隨文保存）"),
}


@dataclass(frozen=True, slots=True)
class Document:
    """A file of the EPUB.

    :param kind: its ``epub:type`` and role, as ``chapter``.
    :param depth: in the contents, from 1; 0 where they do not name it.
    """

    name: str
    title: str
    kind: str
    depth: int
    body: str


@dataclass(frozen=True, slots=True)
class EpubText:
    """An EPUB without its page numbers.

    :param language: the BCP 47 tag of the edition.
    :param before: documents before the contents; the contents stand after them.
    :param hrefs: where every address is.
    :param pictures: where the pictures lie on this machine, by their address in the EPUB.
    """

    language: str
    identifier: str
    front: Front
    words: Mapping[str, str]
    before: tuple[Document, ...]
    documents: tuple[Document, ...]
    hrefs: Mapping[str, str]
    pictures: Mapping[str, str]


def epub_text(
    book: BookText, front: Front, printer: Printer, pictures: Pictures, identity: str
) -> EpubText:
    """Return a book as the documents of an EPUB.

    :param identity: identifier of the knowledge base.
    """
    words = {name: printer.interface(word) for name, word in _WORDS.items()}
    chapters = tuple(book.chapters)
    hrefs = hrefs_of(chapters) | {part.key: file_of(part.key) for part in book.parts if part.title}
    results = {
        entry.file: pictures.take(entry.file)
        for entry in records_in(*chapters)
        if isinstance(entry, Figure | Icon) and entry.file
    }
    writer = XhtmlWriter(hrefs, results, words)
    edition = printer.edition
    return EpubText(
        language=edition.tag,
        identifier=f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{identity}#{edition.tag}')}",
        front=front,
        words=words,
        before=(
            *_front(front, words),
            *(_chapter(entry, writer, 1, "preface") for entry in book.preface),
        ),
        documents=tuple(entry for part in book.parts for entry in _part(part, writer)),
        hrefs=hrefs,
        pictures={name: str(pictures.folder / name) for name in results.values() if name},
    )


def write_epub_text(made: EpubText, file: Path) -> None:
    """Write what :func:`read_epub_text` reads."""
    write_whole(file, json.dumps(asdict(made), ensure_ascii=False).encode("utf-8"))


def read_epub_text(file: Path) -> EpubText:
    """Read what :func:`write_epub_text` wrote.

    :raises OSError: where the file cannot be read.
    :raises ValueError: where it is no such file.
    """
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
        front = known["front"]
        front["subjects"], front["cip"] = tuple(front["subjects"]), tuple(front["cip"])
        front["imprint"] = tuple(map(tuple, front["imprint"]))
        lists = {
            name: tuple(Document(**entry) for entry in known[name])
            for name in ("before", "documents")
        }
        return EpubText(**known | {"front": Front(**front)} | lists)
    except (KeyError, TypeError) as error:
        raise ValueError(f"no text of an EPUB: {error}") from None


def _front(front: Front, words: Mapping[str, str]) -> Iterator[Document]:
    title = text(front.title)
    alt = text("，".join(filter(None, (front.title, front.edition, front.author))))
    picture = f'<img class="cover" src="cover.png" alt="{alt}"/>'
    yield Document("cover.xhtml", words["cover"], "cover", 0, picture)
    lines = (front.edition, front.author, front.publisher, front.printed_date)
    below = "".join(f"<p>{text(line)}</p>\n" for line in lines if line and line != front.title)
    inside = f'<h1 class="title">{title}</h1>\n{below}'
    yield Document("title-page.xhtml", words["title-page"], "titlepage", 0, inside)
    rows = "".join(
        f"<dt>{text(name)}</dt><dd>{text(value)}</dd>\n" for name, value in front.imprint
    )
    cip = "".join(f"<p>{text(line)}</p>\n" for line in front.cip)
    inside = f'<h1>{text(words["imprint"])}</h1>\n{cip}<dl class="facts">{rows}</dl>'
    yield Document("imprint.xhtml", words["imprint"], "copyright-page", 0, inside)


def _part(part: PartText, writer: XhtmlWriter) -> Iterator[Document]:
    depth = 1
    if part.title:
        listed = "".join(
            f'<li><a href="{file_of(entry.key)}">{text(entry.title)}</a></li>\n'
            for entry in part.chapters
        )
        inside = f'<h1><?break {part.key}?>{text(part.title)}</h1>\n<ul class="bare">{listed}</ul>'
        yield Document(file_of(part.key), part.title, "part", 1, inside)
        depth = 2
    for entry in part.chapters:
        yield _chapter(entry, writer, depth if entry.listed else 0, _kind(entry))


def _kind(chapter: ChapterText) -> str:
    name = chapter.key.partition("#")[0]
    return {"back/index": "index", GLOSSARY: "glossary"}.get(name, "chapter")


def _chapter(chapter: ChapterText, writer: XhtmlWriter, depth: int, kind: str) -> Document:
    return Document(file_of(chapter.key), chapter.title, kind, depth, writer.chapter(chapter))


# --- packing --------------------------------------------------------------------------


class _Pages:
    """Puts the pages of the printed book into documents, each once, in order.

    :param places: the volume and the page of every address.
    """

    def __init__(self, made: EpubText, places: Places) -> None:
        self._made = made
        self._places = places
        self._volumes = len({volume for volume, _ in places.values()}) > 1
        self.listed: dict[str, str] = {}
        """Where every page begins, by its name."""

    def put(self, document: Document) -> Document:
        """Return a document with its pages."""

        def results(match: re.Match[str]) -> str:
            keys = match[2].split()
            if match[1] == "break":
                return self._break(keys[0], document.name)
            links = [*self._links(keys)]
            return "、".join([*links[:-2], f"、{JOINER}".join(links[-2:])])  # none alone on a line

        return replace(document, body=_PLACE.sub(results, document.body))

    def _name(self, key: str) -> str:
        if key not in self._places:
            return ""
        volume, page = self._places[key]
        return f"{volume}-{page}" if self._volumes else page

    def _order(self, key: str) -> tuple[int, int]:
        volume, page = self._places.get(key, (0, "0"))
        return volume, int(page) if page.isdecimal() else 0

    def _break(self, key: str, file: str) -> str:
        name = self._name(key)
        if not name or name in self.listed:
            return ""
        self.listed[name] = f"{file}#page-{name}"
        return (
            f'<span id="page-{name}" epub:type="pagebreak" role="doc-pagebreak" '
            f'aria-label="{name}"></span>'
        )

    def _links(self, keys: Iterable[str]) -> Iterator[str]:
        """Yield a link to each page; one to what is on no page has a sign for its words."""
        done = set()
        for key in sorted(keys, key=self._order):
            name = self._name(key) or "→"
            if name not in done and key in self._made.hrefs:
                done.add(name)
                said = self._made.words["page"].format(name)
                href = self._made.hrefs[key]
                yield f'<a href="{href}" aria-label="{said}">{name}</a>'


def pack(made: EpubText, places: Places, cover: bytes) -> bytes:
    """Return the EPUB.

    :param places: the volume and the page of every address of the printed book.
    :param cover: a picture of the cover, PNG.
    :raises OSError: where a picture cannot be read.
    """
    pages = _Pages(made, places)
    before = [pages.put(entry) for entry in made.before]
    documents = [pages.put(entry) for entry in made.documents]
    nav = _nav(made, [*before, *documents], pages.listed)
    spine = [entry.name for entry in before] + ["nav.xhtml"] + [entry.name for entry in documents]
    files: dict[str, bytes] = {
        "META-INF/container.xml": _CONTAINER.encode(),
        f"{_FOLDER}/package.opf": _package(made, spine, pages.listed).encode(),
        f"{_FOLDER}/nav.xhtml": nav.encode(),
        f"{_FOLDER}/book.css": _STYLE.read_bytes(),
        f"{_FOLDER}/cover.png": cover,
    }
    files |= {
        f"{_FOLDER}/{entry.name}": _page(entry, made).encode() for entry in (*before, *documents)
    }
    files |= {f"{_FOLDER}/{name}": Path(path).read_bytes() for name, path in made.pictures.items()}
    # The first file says what the archive is, and is not packed (OCF 3.3, 4.2).
    files = {"mimetype": b"application/epub+zip", **files}
    return archive(files, made.front.date, stored="mimetype")


_CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>
"""
_ROLES = {
    "chapter": "doc-chapter",
    "part": "doc-part",
    "index": "doc-index",
    "glossary": "doc-glossary",
    "preface": "doc-preface",
}
# What stands in the front and at the back; the rest is the body.
_MATTER = {
    "cover": "frontmatter",
    "titlepage": "frontmatter",
    "copyright-page": "frontmatter",
    "preface": "frontmatter",
    "index": "backmatter",
    "glossary": "backmatter",
}


def _page(document: Document, made: EpubText) -> str:
    role = f' role="{_ROLES[document.kind]}"' if document.kind in _ROLES else ""
    matter = _MATTER.get(document.kind, "bodymatter")
    inside = (
        f'<section epub:type="{document.kind}"{role} aria-label="{text(document.title)}">\n'
        f"{document.body}</section>"
    )
    return _xhtml(made, document.title, inside, matter)


def _xhtml(made: EpubText, title: str, inside: str, matter: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{made.language}" xml:lang="{made.language}">\n'
        f'<head><meta charset="utf-8"/><title>{text(title)}</title>'
        '<link rel="stylesheet" type="text/css" href="book.css"/></head>\n'
        f'<body epub:type="{matter}">\n{inside}\n</body>\n</html>\n'
    )


def _nav(made: EpubText, documents: list[Document], pages: Mapping[str, str]) -> str:
    words = made.words
    listed = [entry for entry in documents if entry.depth]
    contents = f"<h1>{text(words['contents'])}</h1>\n{_tree(listed)}"
    body = next((entry.name for entry in made.documents), "title-page.xhtml")
    marks = [
        ("cover", "cover.xhtml", words["cover"]),
        ("titlepage", "title-page.xhtml", words["title-page"]),
        ("copyright-page", "imprint.xhtml", words["imprint"]),
        ("toc", "nav.xhtml", words["contents"]),
        ("bodymatter", body, words["start"]),
    ]
    marks += [
        (entry.kind, entry.name, entry.title)
        for entry in listed
        if entry.kind in {"index", "glossary"}
    ]
    landmarks = "".join(
        f'<li><a epub:type="{kind}" href="{href}">{text(title)}</a></li>\n'
        for kind, href, title in marks
    )
    numbers = "".join(f'<li><a href="{href}">{name}</a></li>\n' for name, href in pages.items())
    inside = (
        f'<nav epub:type="toc" role="doc-toc" id="toc">{contents}</nav>\n'
        f'<nav epub:type="landmarks" id="landmarks" aria-label="{text(words["landmarks"])}" '
        f'hidden="hidden"><ol>{landmarks}</ol></nav>\n'
    )
    if numbers:
        inside += (
            f'<nav epub:type="page-list" role="doc-pagelist" id="page-list" '
            f'aria-label="{text(words["pages"])}" hidden="hidden"><ol>{numbers}</ol></nav>\n'
        )
    return _xhtml(made, words["contents"], inside, "frontmatter")


def _tree(documents: list[Document]) -> str:
    """Return the contents: what has a greater depth stands below what comes before it."""
    done, depth = "<ol>\n", 1
    for number, entry in enumerate(documents):
        if number and entry.depth <= depth:
            done += "</li>\n" + "</ol>\n</li>\n" * (depth - entry.depth)
        elif number:
            done += "\n<ol>\n" * (entry.depth - depth)
        depth = entry.depth
        done += f'<li><a href="{entry.name}">{text(entry.title)}</a>'
    return done + "</li>\n" + "</ol>\n</li>\n" * (depth - 1) + "</ol>\n"


def _package(made: EpubText, spine: list[str], pages: Mapping[str, str]) -> str:
    pictures = {name: _MEDIA[Path(name).suffix] for name in made.pictures}
    properties = {
        entry.name: ' properties="svg"' for entry in made.documents if "<svg " in entry.body
    } | {"nav.xhtml": ' properties="nav"'}
    items = [
        '<item id="style" href="book.css" media-type="text/css"/>',
        '<item id="cover" href="cover.png" media-type="image/png" properties="cover-image"/>',
    ]
    items += [
        f'<item id="p{number}" href="{name}" media-type="{kind}"/>'
        for number, (name, kind) in enumerate(pictures.items())
    ]
    items += [
        f'<item id="d{number}" href="{escape(name)}" media-type="application/xhtml+xml"'
        f"{properties.get(name, '')}/>"
        for number, name in enumerate(spine)
    ]
    refs = "".join(f'<itemref idref="d{number}"/>\n' for number in range(len(spine)))
    metadata = "".join(f"{line}\n" for line in _metadata(made, pages=bool(pages)))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="own" '
        f'xml:lang="{made.language}" prefix="schema: http://schema.org/ '
        'a11y: http://www.idpf.org/epub/vocab/package/a11y/#">\n'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n{metadata}</metadata>\n'
        "<manifest>\n" + "\n".join(items) + f"\n</manifest>\n<spine>\n{refs}</spine>\n</package>\n"
    )


def _metadata(made: EpubText, *, pages: bool) -> Iterator[str]:
    front = made.front
    yield f'<dc:identifier id="own">{made.identifier}</dc:identifier>'
    if front.isbn:
        yield f"<dc:identifier>urn:isbn:{re.sub('[^0-9X]', '', front.isbn)}</dc:identifier>"
    yield f"<dc:title>{text(front.title)}</dc:title>"
    yield f"<dc:language>{made.language}</dc:language>"
    yield f'<dc:creator id="creator">{text(front.author)}</dc:creator>'
    yield '<meta refines="#creator" property="role" scheme="marc:relators">edt</meta>'
    if front.publisher:
        yield f"<dc:publisher>{text(front.publisher)}</dc:publisher>"
    if front.date:
        yield f"<dc:date>{front.date}</dc:date>"
    yield f"<dc:description>{text(front.description)}</dc:description>"
    yield f"<dc:rights>{text(front.rights)}</dc:rights>"
    yield from (f"<dc:subject>{text(name)}</dc:subject>" for name in front.subjects)
    yield f'<meta property="dcterms:modified">{whole_day(front.date)}T00:00:00Z</meta>'
    for name, values in (
        ("accessMode", ("textual", "visual") if made.pictures else ("textual",)),
        ("accessModeSufficient", ("textual",)),
        (
            "accessibilityFeature",
            (
                *("structuralNavigation", "tableOfContents", "readingOrder", "index"),
                *("alternativeText", "displayTransformability"),
                *(("pageBreakMarkers", "pageNavigation") if pages else ()),
            ),
        ),
        ("accessibilityHazard", ("none",)),
        ("accessibilitySummary", (made.words["summary"],)),
    ):
        yield from (f'<meta property="schema:{name}">{text(value)}</meta>' for value in values)
    if pages:
        yield f'<meta property="pageBreakSource">{text(made.words["printed"])}</meta>'
