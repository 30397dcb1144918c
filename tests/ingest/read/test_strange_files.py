"""Files that say of themselves what is not so: each is read or has a code, and others are done."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest
from tests.ingest.read.test_archives import A, page
from tests.ingest.read.test_bad_archives import GOOD
from tests.ingest.read.test_pdf import LONG, file_of, pdf
from tests.ingest.read.test_pdf import TEXT as PDF_TEXT
from tests.ingest.read.test_word import FIRST, SECOND, TEXT
from tests.ingest.read.word_files import NUMBERING, STYLES, docx, package, par

import casebook
from casebook.ingest.pipeline import Cleaned
from casebook.problems import Code, Severity
from casebook.records import block_texts, walk
from casebook.records.article import Section


def texts(done: Cleaned) -> list[str]:
    if done.article is None:
        return []
    blocks = [x.content for x in walk(done.article) if not isinstance(x.content, Section)]
    return [text for block in blocks for text in block_texts(block)]


def errors(*every: Cleaned) -> set[Code]:
    problems = [problem for done in every for problem in done.problems]
    return {problem.code for problem in problems if problem.code.severity is Severity.ERROR}


def with_a_part_twice() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx(*TEXT))) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        with pytest.warns(UserWarning, match="Duplicate"):
            new.writestr("word/document.xml", old.read("word/document.xml"))
    return made.getvalue()


IN_A_CIRCLE = STYLES.replace(
    "<w:name w:val='Normal'/>", "<w:name w:val='Normal'/><w:basedOn w:val='2'/>"
)
WIDE = (
    "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='999999999'/></w:tcPr>"
    f"{par('甲')}</w:tc></w:tr><w:tr><w:tc>{par('乙')}</w:tc></w:tr></w:tbl>"
)
FAR = NUMBERING.replace("<w:startOverride w:val='5'/>", "<w:startOverride w:val='99999999999'/>")
ITEM = (
    "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='4'/></w:numPr></w:pPr>"
    f"<w:r><w:t>{SECOND}</w:t></w:r></w:p>"
)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(docx(*TEXT, **{"word/styles.xml": IN_A_CIRCLE}), id="styles in a circle"),
        pytest.param(with_a_part_twice(), id="a part twice"),
        pytest.param(docx(*TEXT, WIDE), id="a cell over a milliard of columns"),
        pytest.param(docx(*TEXT, ITEM, **{"word/numbering.xml": FAR}), id="a list from 10^11"),
    ],
)
def test_word_documents_that_are_read_all_the_same(data: bytes) -> None:
    done = casebook.clean_bytes(data)
    assert errors(done) == set()
    assert FIRST in texts(done)


def test_bytes_of_a_mail_before_a_pdf() -> None:
    done = casebook.clean_bytes(b"X-Mail: scanner\r\n" * 40 + pdf(LONG))
    assert texts(done) == [LONG]


def test_pages_of_a_pdf_that_hold_themselves() -> None:
    loop = file_of(PDF_TEXT).replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]")
    assert errors(casebook.clean_bytes(loop)) == {Code.DOCUMENT_BROKEN}


def answer(length: int | None = None, status: str = "HTTP/1.1 200 OK", body: str = GOOD) -> bytes:
    """A response of a web archive; ``length`` is what it says of its own length."""
    content = f"{status}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}".encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {A}?{len(body)}\r\n"
        "WARC-Date: 2024-06-07T08:09:10Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(content) if length is None else length}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        pytest.param(answer() + answer(10**12, body="x"), {Code.DOCUMENT_BROKEN}, id="too long"),
        pytest.param(answer() + answer(-5, body="x"), {Code.DOCUMENT_BROKEN}, id="below nought"),
        pytest.param(answer() + answer(status="hello", body="x"), set(), id="no status"),
        pytest.param(
            gzip.compress(answer()) + b"\0" * 5000, {Code.DOCUMENT_BROKEN}, id="bytes behind"
        ),
    ],
)
def test_what_stands_in_a_web_archive_before_the_damage(data: bytes, codes: set[Code]) -> None:
    pytest.importorskip("warcio")
    done = casebook.clean_archive(data, name="x.warc")
    assert [x.article.title for x in done if x.article] == ["甲街推行街长制"]
    assert errors(*done) == codes


def changed(place: int, value: bytes, local: int | None = None) -> bytes:
    """A ZIP of two pages; bytes of the entry of the second are changed."""
    made = bytearray(package({"a.html": GOOD, "b.html": page("乙街推行街长制")}))
    central = made.find(b"PK\x01\x02", made.find(b"PK\x01\x02") + 4)
    made[central + place : central + place + len(value)] = value
    if local is not None:
        at = made.find(b"PK\x03\x04", 4)
        made[at + local : at + local + len(value)] = value
    return bytes(made)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(changed(10, b"\x4d\0", local=8), id="packed in an unknown way"),
        pytest.param(changed(16, b"\1\2\3\4"), id="another checksum"),
    ],
)
def test_a_damaged_page_of_a_zip_leaves_the_others(data: bytes) -> None:
    done = casebook.clean_archive(data)
    assert [x.article.title for x in done if x.article] == ["甲街推行街长制"]
    assert errors(*done) == {Code.DOCUMENT_BROKEN}


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"7z\xbc\xaf\x27\x1c" + bytes(40), "7z"),
        (b"Rar!\x1a\x07\x01\x00" + bytes(40), "RAR"),
        (b"\xfd7zXZ\x00" + bytes(40), "xz"),
        (b"bplist00" + bytes(40), "Safari"),
        (b"CAJ\x00" + bytes(40), "CAJ"),
        (b"KDH " + bytes(40), "CAJ"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "PNG, a picture"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "JPEG, a picture"),
        (b"GIF89a" + bytes(40), "GIF, a picture"),
        (b"II*\x00" + bytes(40), "TIFF, a picture"),
        (b"MM\x00*" + bytes(40), "TIFF, a picture"),
        (b"RIFF\x40\x00\x00\x00WEBP" + bytes(40), "RIFF, as WebP, a picture"),
        (bytes(257) + b"ustar" + bytes(40), "tar"),
        (package({"OFD.xml": "<ofd/>"}), "OFD"),
        (b'{"log": {"version": "1.2", "entries": []}}', "HAR"),
        (b'\xef\xbb\xbf{\n "log" : {\n  "pages" : []}}', "HAR"),
        (b'{"log": {"text": "HAR"}}', "JSON"),
        (b'\xef\xbb\xbf[3, {"title": "a"}]', "JSON"),
        (b'{"title": "a"}\n{"title": "b"}\n', "JSON"),
        (b"BZh91AY&SY" + bytes(40), "bzip2"),
        (b"\x28\xb5\x2f\xfd" + bytes(40), "zstd"),
        (b"%!PS-Adobe-3.0\n(a) show\n", "PostScript"),
        (gzip.compress(bytes(257) + b"ustar" + bytes(40), mtime=0), "tar"),
        (gzip.compress(gzip.compress(b"<html><p>a</p></html>", mtime=0), mtime=0), "gzip in gzip"),
        (b"<?xml version='1.0'?>\n<!-- <html> -->\n<rss version='2.0'/>", "XML: rss"),
        (
            b"<?xml version='1.0'?><?a b?><!DOCTYPE doc SYSTEM 'x.dtd'><a:doc>x</a:doc>",
            "XML: a:doc",
        ),
    ],
)
def test_files_of_other_programs_are_named(data: bytes, name: str) -> None:
    (made,) = casebook.clean_bytes(data).problems
    assert (made.code, made.detail) == (Code.OTHER_FORMAT, f"({name})")


@pytest.mark.parametrize(
    "data",
    [
        bytes(256) + b"ustar" + bytes(40),
        b'{"log": {"text": "HAR"}',
        b'["a", "b"]',
        b"[1] a\n[2] b",
        b"<rss version='2.0'/>",
        b"<?xml version='1.0'?><!DOCTYPE html><html><p>a</p></html>",
        b"<?xml version='1.0'?><x:div xmlns:x='http://www.w3.org/1999/xhtml'>a</x:div>",
        b"<?xml version='1.0'?>a<rss/>",
        b"%!PS a",
    ],
)
def test_what_only_looks_like_one_is_not(data: bytes) -> None:
    assert Code.OTHER_FORMAT not in errors(casebook.clean_bytes(data))


@pytest.mark.parametrize(
    ("element", "name"),
    [
        ("w:wordDocument", "Word XML"),
        ("pkg:package", "Word XML"),
        ("office:document", "OpenDocument"),
    ],
)
def test_office_documents_of_one_file_of_xml_are_named(element: str, name: str) -> None:
    data = f"<?xml version='1.0'?><?mso-application progid='Word.Document'?><{element} a='b'/>"
    (made,) = casebook.clean_bytes(data.encode()).problems
    assert (made.code, made.detail) == (Code.OLD_OFFICE, f"({name})")


def test_the_first_element_is_looked_for_at_the_head_alone() -> None:
    for blanks, is_named in ((4096 - 26, True), (4096 - 25, False)):
        data = b"<?xml version='1.0'?>" + b" " * blanks + b"<rss>"
        assert (Code.OTHER_FORMAT in errors(casebook.clean_bytes(data))) == is_named


def test_an_answer_without_an_address_damages_its_archive() -> None:
    data = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 10\r\n\r\nabc"
    assert errors(*casebook.clean_archive(data)) == {Code.DOCUMENT_BROKEN}
