"""The book as EPUB 3.3: its text alone, in its order, with the pages of the printed book.

What Sphinx leaves (:class:`EpubWriter`) waits until the book is set; then it is packed with
the page numbers that the PDF has (:mod:`casebook.book.package`).
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Container, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from casebook.book.blocks import ChapterText, PartText
from casebook.book.front import CONTENTS, COVER, IMPRINT, TITLE_PAGE, Front
from casebook.book.order import GLOSSARY
from casebook.book.pictures import Pictures
from casebook.book.texts import Kept, TextsWriter
from casebook.book.walks import keys_in
from casebook.book.xhtml import XhtmlWriter, file_of, text
from casebook.output import write_whole
from casebook.text.catalogue import N_
from casebook.text.printer import Printer

SUFFIX = ".epub.json"
"""What Sphinx leaves lies beside the manuscript, its documents in a file of their own."""
_BODIES = ".documents.txt"

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
    :param body: where its content lies.
    :param key: the address that leads to the whole, ``""`` for none.
    :param keys: the addresses within.
    :param drawn: whether it holds drawings.
    """

    name: str
    title: str
    kind: str
    depth: int
    body: Kept
    key: str = ""
    keys: tuple[str, ...] = ()
    drawn: bool = False


@dataclass(frozen=True, slots=True)
class EpubText:
    """An EPUB without its page numbers.

    :param language: the BCP 47 tag of the edition.
    :param before: documents before the contents; the contents stand after them.
    :param pictures: where the pictures lie on this machine, by their address in the EPUB.
    """

    language: str
    identifier: str
    front: Front
    words: Mapping[str, str]
    before: tuple[Document, ...]
    documents: tuple[Document, ...]
    pictures: Mapping[str, str]


def bodies_of(file: Path) -> Path:
    """Return the file that the documents of the text of an EPUB lie in."""
    return file.with_name(file.name.removesuffix(SUFFIX) + _BODIES)


class EpubWriter:
    """Writes a book as the documents of an EPUB: into a file, as they come.

    :param addresses: those that are printed in the book.
    :param texts: takes the documents.
    :param identity: identifier of the knowledge base.
    """

    def __init__(
        self,
        front: Front,
        addresses: Container[str],
        printer: Printer,
        pictures: Pictures,
        texts: TextsWriter,
        identity: str,
    ) -> None:
        self._front, self._edition = front, printer.edition
        self._words = {name: printer.interface(word) for name, word in _WORDS.items()}
        self._identity, self._pictures, self._texts = identity, pictures, texts
        self._taken: dict[str, None] = {}
        self._writer = XhtmlWriter(addresses, self._picture, self._words)
        self._before = [
            Document(name, title, kind, 0, texts.add(body))
            for name, title, kind, body in _front(front, self._words)
        ]
        self._documents: list[Document] = []
        self._part = PartText("", "", ())
        self._chapters: list[Document] = []

    def preface(self, chapter: ChapterText) -> None:
        """Take a hand-written page before the contents."""
        self._before.append(self._chapter(chapter, 1, "preface"))

    def part(self, part: PartText) -> None:
        """Begin a part."""
        self._end_part()
        self._part = part

    def chapter(self, chapter: ChapterText) -> None:
        """Take a chapter of the part that is begun."""
        depth = 2 if self._part.title else 1
        listed = depth if chapter.listed else 0
        self._chapters.append(self._chapter(chapter, listed, _kind(chapter)))

    def made(self) -> EpubText:
        """Return the text of what was taken."""
        self._end_part()
        named = f"{self._identity}#{self._edition.tag}"
        return EpubText(
            language=self._edition.tag,
            identifier=f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, named)}",
            front=self._front,
            words=self._words,
            before=tuple(self._before),
            documents=tuple(self._documents),
            pictures={name: str(self._pictures.folder / name) for name in self._taken},
        )

    def _picture(self, file: Path) -> str:
        if name := self._pictures.take(file):
            self._taken[name] = None
        return name

    def _chapter(self, chapter: ChapterText, depth: int, kind: str) -> Document:
        body = self._writer.chapter(chapter)
        return Document(
            file_of(chapter.key),
            chapter.title,
            kind,
            depth,
            self._texts.add(body),
            chapter.key,
            tuple(keys_in(chapter)),
            "<svg " in body,
        )

    def _end_part(self) -> None:
        """Add the part that is begun: its page lists its chapters, so that it is written last."""
        part, chapters = self._part, self._chapters
        self._chapters = []
        if part.title and chapters:
            listed = "".join(
                f'<li><a href="{entry.name}">{text(entry.title)}</a></li>\n' for entry in chapters
            )
            name = f"<h1><?break {part.key}?>{text(part.title)}</h1>"
            body = self._texts.add(f'{name}\n<ul class="names">{listed}</ul>')
            self._documents.append(
                Document(file_of(part.key), part.title, "part", 1, body, part.key)
            )
        self._documents += chapters


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
            name: tuple(
                Document(**entry | {"body": Kept(**entry["body"]), "keys": tuple(entry["keys"])})
                for entry in known[name]
            )
            for name in ("before", "documents")
        }
        return EpubText(**known | {"front": Front(**front)} | lists)
    except (KeyError, TypeError) as error:
        raise ValueError(f"no text of an EPUB: {error}") from None


def _front(front: Front, words: Mapping[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """Yield the name, title, kind and content of what stands before the text."""
    title = text(front.title)
    alt = text("，".join(filter(None, (front.title, front.edition, front.author))))
    yield (
        *("cover.xhtml", words["cover"], "cover"),
        f'<img class="cover" src="cover.png" alt="{alt}"/>',
    )
    lines = (front.edition, front.author, front.publisher, front.printed_date)
    below = "".join(f"<p>{text(line)}</p>\n" for line in lines if line and line != front.title)
    inside = f'<h1 class="title">{title}</h1>\n{below}'
    yield "title-page.xhtml", words["title-page"], "titlepage", inside
    rows = "".join(
        f"<dt>{text(name)}</dt><dd>{text(value)}</dd>\n" for name, value in front.imprint
    )
    cip = "".join(f"<p>{text(line)}</p>\n" for line in front.cip)
    inside = f'<h1>{text(words["imprint"])}</h1>\n{cip}<dl class="facts">{rows}</dl>'
    yield "imprint.xhtml", words["imprint"], "copyright-page", inside


def _kind(chapter: ChapterText) -> str:
    name = chapter.key.partition("#")[0]
    return {"back/index": "index", GLOSSARY: "glossary"}.get(name, "chapter")
