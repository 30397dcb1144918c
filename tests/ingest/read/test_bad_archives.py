"""Encrypted, cut off, empty, and a bomb, at every door of archives: a code, and others are done."""

from __future__ import annotations

import gzip

import pytest
from tests.ingest.read.test_archives import A, codes, epub, page, record, titles, web
from tests.ingest.read.test_word import TEXT
from tests.ingest.read.word_files import docx, package

import casebook
from casebook.ingest.read import package as limits
from casebook.ingest.read.archives import gzipped, warc
from casebook.problems import Code

GOOD = page("甲街推行街长制")
BOMB = b" " * (limits.MAX_PART + 1)
"""More than a part may have; packed it has 65 kB."""


def locked(data: bytes, name: str = "") -> bytes:
    """Say of a part of a ZIP package, or of all, that it is encrypted."""
    made = bytearray(data)
    at = 0
    while (at := made.find(b"PK\x01\x02", at)) >= 0:
        length = int.from_bytes(made[at + 28 : at + 30], "little")
        if not name or made[at + 46 : at + 46 + length] == name.encode():
            made[at + 8] |= 1
        at += 4
    return bytes(made)


def wacz(archive: bytes) -> bytes:
    return package({"datapackage.json": "{}", "archive/data.warc.gz": archive})


WARC = web(record(A, GOOD.encode()), record(f"{A}?2", page("乙街推行街长制").encode()))
WHOLE = {
    "zip": package({"a.html": GOOD, "b.docx": docx(*TEXT)}),
    "epub": epub(),
    "wacz": wacz(WARC),
}


@pytest.mark.parametrize("kind", WHOLE)
def test_encrypted(kind: str) -> None:
    if kind == "wacz":
        pytest.importorskip("warcio")
    assert set(codes(casebook.clean_archive(locked(WHOLE[kind])))) == {Code.DOCUMENT_ENCRYPTED}


@pytest.mark.parametrize("kind", WHOLE)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_cut_off(kind: str, share: float) -> None:
    data = WHOLE[kind]
    done = casebook.clean_bytes(data[: int(len(data) * share)], name="x")
    assert done.article is None
    assert [problem.code for problem in done.problems] == [Code.DOCUMENT_BROKEN]


def test_one_page_that_is_encrypted_leaves_the_others() -> None:
    data = package(
        {"a.html": page("甲街推行街长制"), "b.html": GOOD, "c.html": page("丙街推行街长制")}
    )
    made = casebook.clean_archive(locked(data, "b.html"))
    assert titles(made) == ["甲街推行街长制", "丙街推行街长制"]
    assert codes(made) == [Code.DOCUMENT_ENCRYPTED]


def test_a_bomb_leaves_the_others() -> None:
    made = casebook.clean_archive(package({"a.html": BOMB, "b.html": GOOD}))
    assert titles(made) == ["甲街推行街长制"]
    assert codes(made) == [Code.PACKAGE_TOO_LARGE]
    made = casebook.clean_archive(epub(**{"OEBPS/text/b.xhtml": BOMB}))
    assert titles(made) == ["甲街推行街长制"]
    assert codes(made)[0] is Code.PACKAGE_TOO_LARGE
    assert codes(casebook.clean_archive(wacz(BOMB))) == [Code.PACKAGE_TOO_LARGE]


def test_a_page_of_a_web_archive_that_is_too_large_leaves_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("warcio")
    large = record(f"{A}?3", page("丙街", "x" * 20_000).encode())
    monkeypatch.setattr(warc, "MAX_PART", 20_000)
    made = casebook.clean_archive(web(large) + WARC)
    assert titles(made) == ["甲街推行街长制", "乙街推行街长制"]
    assert codes(made) == [Code.PACKAGE_TOO_LARGE]


def test_all_pages_of_a_web_archive_have_a_limit_together(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("warcio")
    total = len(GOOD.encode()) + len(page("乙街推行街长制").encode())
    for limit in (total, total - 1):
        monkeypatch.setattr(warc, "MAX_UNPACKED", limit)
        made = casebook.clean_archive(WARC)
        assert len(titles(made)) == (2 if limit == total else 1)
        assert (Code.PACKAGE_TOO_LARGE in codes(made)) == (limit < total)


@pytest.mark.parametrize(
    ("data", "called"),
    [
        (GOOD.encode(), ["甲.html"]),
        (package({"b.html": GOOD}), ["b.html"]),
        (epub(), ["b.xhtml", "a.xhtml"]),
    ],
    ids=["page", "zip", "epub"],
)
@pytest.mark.parametrize("name", ["c/甲.html.gz", "c/甲.html"])
def test_what_gzip_packed_is_read_whatever_it_is_called(
    data: bytes, called: list[str], name: str
) -> None:
    made = casebook.clean_archive(gzip.compress(data) + bytes(20), name=name)
    articles = [item.article for item in made if item.article]
    assert [x.sources[0].file for x in articles] == called


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (gzip.compress(GOOD.encode(), mtime=0)[:-9], Code.DOCUMENT_BROKEN),
        (gzip.compress(GOOD.encode(), mtime=0)[:-8] + bytes(8), Code.DOCUMENT_BROKEN),
        (gzip.compress(GOOD.encode(), mtime=0)[:12] + bytes(200), Code.DOCUMENT_BROKEN),
        (gzip.compress(b" \n", mtime=0), Code.FILE_EMPTY),
        (gzip.compress(b"PK\x03\x04", mtime=0), Code.DOCUMENT_BROKEN),
    ],
    ids=["cut", "checksum", "other bytes", "blank", "broken ZIP"],
)
def test_what_is_wrong_with_what_gzip_packed_is_said(data: bytes, code: Code) -> None:
    assert [problem.code for problem in casebook.clean_bytes(data).problems] == [code]


def test_what_gzip_packed_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    size = len(GOOD.encode())
    for limit in (size, size - 1):
        monkeypatch.setattr(gzipped, "MAX_PART", limit)
        made = casebook.clean_archive(gzip.compress(GOOD.encode(), mtime=0))
        assert len(titles(made)) == (limit == size)
        assert (Code.PACKAGE_TOO_LARGE in codes(made)) == (limit < size)


def test_a_package_of_empty_pages() -> None:
    made = casebook.clean_archive(package({"a.html": "", "b.md": " ", "c.docx": ""}))
    assert titles(made) == []
    said = {problem.code for item in made for problem in item.problems}
    assert Code.FILE_EMPTY in said
