"""The text of an EPUB is packed, with the pages of the printed book in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html import escape
from pathlib import Path

from casebook.book.archive import whole_day, write_archive
from casebook.book.epub import Document, EpubText
from casebook.book.plan import Places
from casebook.book.source import JOINER
from casebook.book.texts import TextsWriter, read_text
from casebook.book.xhtml import id_of, text

_STYLE = Path(__file__).parent / "static" / "book.css"
_FOLDER = "EPUB"
_PLACE = re.compile(r"<\?(at|break|pages) ([^?]*)\?>")
_MEDIA = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}


class _Pages:
    """Puts the pages of the printed book into documents, each once, in order.

    :param places: the volume and the page of every address.
    """

    def __init__(self, made: EpubText, places: Places) -> None:
        self._words = made.words
        self._places = places
        self._volumes = len({volume for volume, _ in places.values()}) > 1
        documents = (*made.before, *made.documents)
        self._tops = {document.key: document.name for document in documents if document.key}
        self._files = {key: document.name for document in documents for key in document.keys}
        self.listed: dict[str, str] = {}
        """Where every page begins, by its name."""

    def put(self, body: str, name: str) -> str:
        """Return the content of a document with its pages.

        :param name: of the document.
        """

        def results(match: re.Match[str]) -> str:
            if match[1] == "at":
                return escape(self._href(match[2]))
            keys = match[2].split()
            if match[1] == "break":
                return self._break(keys[0], name)
            links = [*self._links(keys)]
            return "、".join([*links[:-2], f"、{JOINER}".join(links[-2:])])  # none alone on a line

        return _PLACE.sub(results, body)

    def _href(self, key: str) -> str:
        """Return where an address is in the EPUB, ``""`` for nowhere."""
        if key in self._tops:
            return self._tops[key]
        return f"{self._files[key]}#{id_of(key)}" if key in self._files else ""

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
            href = self._href(key)
            if name not in done and href:
                done.add(name)
                said = self._words["page"].format(name)
                yield f'<a href="{href}" aria-label="{said}">{name}</a>'


def pack(made: EpubText, bodies: Path, places: Places, cover: bytes, file: Path) -> None:
    """Write the EPUB; no more than one document is held.

    :param bodies: the file that the documents lie in.
    :param places: the volume and the page of every address of the printed book.
    :param cover: a picture of the cover, PNG.
    :raises OSError: where a picture cannot be read, or the file cannot be written.
    :raises ValueError: where a document is missing.
    """
    pages = _Pages(made, places)
    documents = (*made.before, *made.documents)
    paged = file.with_name(f"{file.stem}.pages.txt")
    # The list of pages stands before the documents that say where they begin.
    with TextsWriter(paged) as texts:
        put = [
            replace(entry, body=texts.add(pages.put(read_text(bodies, entry.body), entry.name)))
            for entry in documents
        ]
    nav = _nav(made, put, pages.listed)
    spine = [entry.name for entry in made.before] + ["nav.xhtml"]
    spine += [entry.name for entry in made.documents]

    def files() -> Iterator[tuple[str, bytes]]:
        # The first file says what the archive is, and is not packed (OCF 3.3, 4.2).
        yield "mimetype", b"application/epub+zip"
        yield "META-INF/container.xml", _CONTAINER.encode()
        yield f"{_FOLDER}/package.opf", _package(made, spine, pages.listed).encode()
        yield f"{_FOLDER}/nav.xhtml", nav.encode()
        yield f"{_FOLDER}/book.css", _STYLE.read_bytes()
        yield f"{_FOLDER}/cover.png", cover
        for entry in put:
            yield f"{_FOLDER}/{entry.name}", _page(entry, read_text(paged, entry.body), made)
        for name, path in made.pictures.items():
            yield f"{_FOLDER}/{name}", Path(path).read_bytes()

    try:
        write_archive(file, files(), made.front.date, stored="mimetype")
    finally:
        paged.unlink()


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


def _page(document: Document, body: str, made: EpubText) -> bytes:
    role = f' role="{_ROLES[document.kind]}"' if document.kind in _ROLES else ""
    matter = _MATTER.get(document.kind, "bodymatter")
    inside = (
        f'<section epub:type="{document.kind}"{role} aria-label="{text(document.title)}">\n'
        f"{body}</section>"
    )
    return _xhtml(made, document.title, inside, matter).encode()


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
    properties = {entry.name: ' properties="svg"' for entry in made.documents if entry.drawn} | {
        "nav.xhtml": ' properties="nav"'
    }
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
