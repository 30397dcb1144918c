"""Pages out of archives, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.crawl.conftest import case_page, parquet_of
from tests.ingest.read.test_archives import record, web
from tests.ingest.read.test_bad_archives import locked, wacz
from tests.ingest.read.word_files import package

from casebook.crawl import sources
from casebook.crawl.picks import COLUMNS, load_marks, page_of
from casebook.crawl.sources import pages_at
from casebook.crawl.steps import write_parquet
from casebook.ingest.read.archives import warc
from casebook.ingest.read.archives.member import Member
from casebook.ingest.read.package import UnreadableError
from casebook.problems import Code

pa = pytest.importorskip("pyarrow")

PAGE = case_page("青河县")
WARC = web(*(record(f"http://a.example/{at}", PAGE) for at in range(3)))


def read(tmp_path: Path, content: bytes) -> list[tuple[str, Code | None]]:
    """Read an archive: the addresses of its pages, and codes of what cannot be read."""
    path = tmp_path / "archive"
    path.write_bytes(content)
    said: list[tuple[str, Code | None]] = []
    try:
        for item in pages_at(str(path)):
            if isinstance(item, Member):
                assert item.data == PAGE
                said.append((item.url, None))
            else:
                said.append(("", item.code))
    except UnreadableError as error:
        said.append(("end", error.code))
    return said


ALL = [(f"http://a.example/{at}", None) for at in range(3)]


def test_web_archives(tmp_path: Path) -> None:
    assert read(tmp_path, WARC) == ALL
    assert read(tmp_path, wacz(WARC)) == ALL
    plain = b"".join(record(f"http://a.example/{at}", PAGE) for at in range(3))
    assert read(tmp_path, plain) == ALL


@pytest.mark.parametrize("content", ["page", "content", "html", "text"])
@pytest.mark.parametrize("address", ["address", "url"])
def test_parquet(tmp_path: Path, content: str, address: str) -> None:
    rows = [{content: PAGE, address: f"http://a.example/{at}"} for at in range(3)]
    assert read(tmp_path, parquet_of(rows)) == ALL
    texts = [row | {content: PAGE.decode()} for row in rows]
    assert read(tmp_path, parquet_of(texts)) == ALL


def test_text_in_parquet_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(parquet_of([{"text": x, "url": "http://a.example/"} for x in ("<p>改", "改")]))
    kinds = [item.media_type for item in pages_at(str(path)) if isinstance(item, Member)]
    assert kinds == ["text/html; charset=utf-8", "text/plain"]


def test_archives_that_are_damaged(tmp_path: Path) -> None:
    assert read(tmp_path, WARC[:-300]) == [*ALL[:2], ("end", Code.DOCUMENT_BROKEN)]
    assert read(tmp_path, wacz(WARC)[:-30]) == [("end", Code.DOCUMENT_BROKEN)]
    assert read(tmp_path, locked(wacz(WARC))) == [("end", Code.DOCUMENT_ENCRYPTED)]
    assert read(tmp_path, package({"a.html": PAGE})) == [("end", Code.ARCHIVE_WITHOUT_PAGE)]
    assert read(tmp_path, b"PAR1" + b"x" * 99) == [("end", Code.DOCUMENT_BROKEN)]
    assert read(tmp_path, parquet_of([{"html": PAGE}])) == [("end", Code.CRAWL_SOURCE)]
    assert read(tmp_path, b"") == [("end", Code.CRAWL_SOURCE)]


def test_a_page_that_is_too_large_leaves_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (warc, sources):
        monkeypatch.setattr(module, "MAX_PART", len(PAGE))
    large = record("http://a.example/l", PAGE + b"x")
    assert read(tmp_path, web(large) + WARC) == [("", Code.PACKAGE_TOO_LARGE), *ALL]
    rows = [{"html": PAGE + b"x", "url": "http://a.example/l"}]
    rows += [{"html": PAGE, "url": f"http://a.example/{at}"} for at in range(3)]
    assert read(tmp_path, parquet_of(rows)) == [("", Code.PACKAGE_TOO_LARGE), *ALL]


def test_a_page_is_found_in_whatever_group_of_rows_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casebook.crawl.steps._GROUP", 2)
    path = tmp_path / "cases-000.parquet"
    names = [("address", pa.string()), ("saved", pa.string()), ("media_type", pa.string())]
    schema = pa.schema([*names, ("page", pa.binary()), ("mirrors", pa.list_(pa.string()))])
    rows = [
        {"address": f"http://a.example/{at}", "saved": "", "media_type": "", "page": b"%d" % at}
        for at in range(5)
    ]
    write_parquet(path, rows, schema)
    for at in range(5):
        page = page_of(path, at)
        assert (page.url, page.data) == (f"http://a.example/{at}", b"%d" % at)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_marks_as_editors_and_spreadsheets_write_them(tmp_path: Path, encoding: str) -> None:
    sums = [letter * 64 for letter in "abcdef"]
    lines = [
        "\t".join(COLUMNS),
        f"x\t0.9\t\t\t0\t甲\thttp://a.example/\t{sums[0]}",
        f"\t0.8\t\t\t0\t乙\thttp://a.example/\t{sums[1]}",
        f'"是"\t0.7\t\t\t0\t"丙，一"\thttp://a.example/\t"{sums[2]}"',
        f" 1 \t0.6\t\t\t0\t丁\thttp://a.example/\t{sums[3]}",
        "",
        f"x\t{sums[4]}",
        f"x\t0.5\t\t\t0\t戊\thttp://a.example/\t{sums[5][:-1]}",
    ]
    (tmp_path / "picks.tsv").write_bytes(
        ("\ufeff" * (encoding == "utf-16-be") + "\r\n".join(lines)).encode(encoding)
    )
    marks, problems = load_marks(tmp_path)
    assert marks == {sums[0]: "x", sums[2]: "是", sums[3]: "1"}
    assert [(problem.line, problem.code) for problem in problems] == [
        (7, Code.PICKS_BROKEN),
        (8, Code.PICKS_BROKEN),
    ]
    assert load_marks(tmp_path / "elsewhere") == ({}, ())
