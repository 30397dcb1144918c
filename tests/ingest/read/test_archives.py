"""Archives of pages: each page once, by its address, nothing outside the archive."""

from __future__ import annotations

import gzip
import io
import re
import stat
import sys
import warnings
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.ingest.read.test_word import FIRST, SECOND, TEXT, THIRD, content
from tests.ingest.read.word_files import PNG, docx, package

import casebook
from casebook.cli import main
from casebook.ingest import first_look
from casebook.ingest.clean.elsewhere import SharedLines
from casebook.ingest.clean.overrules import Overrules
from casebook.ingest.pipeline import Cleaned
from casebook.ingest.read.archives import is_archive, warc
from casebook.problems import Code
from casebook.records import Picture, Table

MANY = [FIRST, SECOND, THIRD]


def page(title: str, *more: str) -> str:
    body = "".join(f"<p>{text}</p>" for text in MANY)
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title></head><body><h1>{title}</h1>"
        f"<p>2024-05-06 来源：青河日报</p>{body}{''.join(more)}</body></html>"
    )


def titles(made: tuple[Cleaned, ...]) -> list[str]:
    return [item.article.title for item in made if item.article]


def codes(made: tuple[Cleaned, ...]) -> list[Code]:
    return [
        problem.code for item in made for problem in item.problems if problem.code.code[0] == "D"
    ]


def test_a_zip_of_pages_word_documents_and_pictures() -> None:
    data = package(
        {
            "乙/街长制.html": page(
                "乙街推行街长制", "<img src='乙_files/../图.png'><p>图：街长</p>"
            ),
            "乙/图.png": PNG,
            "甲.docx": docx(*TEXT),
            "甲的副本.docx": docx(*TEXT),
            "丙.html": "<p></p>",
            "__MACOSX/._甲.docx": b"x",
            "统计.xlsx": b"x",
        }
    )
    made = casebook.clean_archive(data, name="包.zip")
    assert titles(made) == ["乙街推行街长制", "青河市推行“街长制”的做法"]
    assert [picture.content for picture in made[1].pictures] == [PNG]
    assert made[1].article is not None
    assert made[1].article.sources[0].file == "街长制.html"
    assert codes(made) == [Code.ARCHIVE_DUPLICATE, Code.ARCHIVE_PASSED_OVER]
    assert any(problem.file == "包.zip/丙.html" for problem in made[0].problems)


@pytest.mark.parametrize(
    "name", ["../../etc/a.html", "/etc/a.html", "C:\\a.html", "a/../../b.html"]
)
def test_names_in_an_archive_are_no_paths(name: str) -> None:
    source = page("街长制", "<img src='../../../../etc/passwd'><img src='/etc/hostname'>")
    (item,) = casebook.clean_archive(package({name: source}), name="包.zip")
    assert item.article is not None
    assert item.pictures == ()
    assert "/" not in item.article.sources[0].file


def test_one_page_alone_is_a_page_and_several_are_said() -> None:
    alone = package({"甲.html": page("甲街推行街长制")})
    assert casebook.clean_bytes(alone).article is not None
    several = package({"甲.html": page("甲街推行街长制"), "乙.html": page("乙街推行街长制")})
    done = casebook.clean_bytes(several, name="包.zip")
    assert done.article is None
    assert [x.code for x in done.problems] == [Code.SEVERAL_PAGES]


def epub(**more: str | bytes) -> bytes:
    opf = (
        "<package xmlns='http://www.idpf.org/2007/opf' xmlns:dc='d'><metadata>"
        "<dc:publisher>青河出版社</dc:publisher><dc:date>2023-02-01</dc:date></metadata><manifest>"
        "<item id='n' href='nav.xhtml' properties='nav'/><item id='a' href='text/a.xhtml'/>"
        "<item id='b' href='text/b.xhtml'/><item id='c' href='text/c.xhtml'/></manifest>"
        "<spine><itemref idref='c'/><itemref idref='b'/><itemref idref='a'/></spine></package>"
    )
    return package(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": (
                "<container><rootfiles><rootfile full-path='OEBPS/book.opf'/>"
                "</rootfiles></container>"
            ),
            "OEBPS/book.opf": opf,
            "OEBPS/text/a.xhtml": page("甲街推行街长制"),
            "OEBPS/text/b.xhtml": page("乙街推行街长制"),
            "OEBPS/text/c.xhtml": "<html><body><p>封面</p></body></html>",
            **more,
        }
    )


def test_chapters_of_a_book_in_the_order_of_its_spine() -> None:
    made = casebook.clean_archive(epub(), name="书.epub")
    assert titles(made) == ["乙街推行街长制", "甲街推行街长制"]
    locked = epub(**{"META-INF/encryption.xml": "<encryption>aes</encryption>"})
    assert codes(casebook.clean_archive(locked)) == [Code.DOCUMENT_ENCRYPTED]
    assert codes(casebook.clean_archive(epub(**{"OEBPS/book.opf": ""}))) == [Code.DOCUMENT_BROKEN]


def noted(mark: str, notes: str, *, file: str = "") -> tuple[str, ...]:
    """Return the last paragraphs of a chapter with a mark of a note, and what the book lacks."""
    chapter = page("甲街推行街长制", f"<p>办结136件{mark}，比去年多。</p>", notes)
    made = casebook.clean_archive(epub(**{"OEBPS/text/a.xhtml": chapter, "OEBPS/n.xhtml": file}))
    assert made[1].article is not None
    gone = [removal.text for removal in made[1].ledger.removals]
    return (*content(made[1].article)[len(MANY) :], *(x for x in gone if "不含" in x))


WHOLE = ("办结136件[1]，比去年多。", "[1] 不含网上办件。")


@pytest.mark.parametrize(
    ("mark", "notes", "shown"),
    [
        (
            "<a epub:type='noteref' href='#n1'>1</a>",
            "<aside epub:type='footnote' id='n1'><p>1 不含网上办件。</p></aside>",
            WHOLE,
        ),
        (
            "<sup id='r1'><a role='doc-noteref' href='#n1'>[1]</a></sup>",
            "<section><h2>注</h2><ol><li id='n1'>不含网上办件。<a href='#r1'>↩</a></ol></section>",
            WHOLE,
        ),
        (
            "<a epub:type='noteref' href='#n1'><img src='n.png' alt='注'/></a>",
            "<ol><li id='n1' class='duokan-footnote-item'><p>不含</p><p>网上办件。</p></li></ol>",
            ("办结136件[1]，比去年多。", "[1] 不含 网上办件。"),
        ),
        (
            "<a epub:type='noteref' href='#n7'>７</a>和<a epub:type='noteref' href='#n7'>7</a>",
            "<aside id='n7'>【7】不含网上办件。</aside>",
            ("办结136件[7]和[7]，比去年多。", "[7] 不含网上办件。"),
        ),
        (
            "<a epub:type='noteref' href='#n1'>1</a>",
            "<div id='n1'>1.5万件不含网上办件。</div>",
            ("办结136件[1]，比去年多。", "[1] 1.5万件不含网上办件。"),
        ),
        (
            "<a epub:type='noteref' href='#n1'>1</a>",
            "<div id='n1'>1个县不含在内。</div>",
            ("办结136件[1]，比去年多。", "[1] 1个县不含在内。"),
        ),
        (  # It refers to itself by its own name.
            "<a epub:type='noteref' href='a.xhtml#n1'>1</a>",
            "<ol><li id='n1'>不含网上办件。</li></ol>",
            WHOLE,
        ),
        # It leads to no note: it stays what it is.
        ("<a epub:type='noteref' href='#n2'>1</a>", "<p id='n1'>不含网上办件。</p>", None),
        # It does not say that it is a mark: what it leads to stays where it is.
        (
            "<a href='#n1'>（注）</a>",
            "<p id='n1'>不含网上办件。</p><p>完了以后再来一遍。</p>",
            None,
        ),
    ],
)
def test_notes_of_a_chapter_stand_at_its_end(
    mark: str, notes: str, shown: tuple[str, ...] | None
) -> None:
    made = noted(mark, notes)
    assert made == shown if shown else not any("[1]" in text for text in made), made


ICON = "<img src='i.png' alt='注'/>"


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        (
            (
                "<p>分年如下：</p><table><tr><th>年</th><th>件</th></tr>"
                "<tr><td>2019</td><td>12</td></tr></table><p>不含网上。</p>"
            ),
            ["[1] 分年如下： 不含网上。", "年 件|2019 12"],
        ),
        ("<p>不含网上。</p><p><img src='../n.png' alt='流程'/></p>", ["[1] 不含网上。", "流程"]),
        ("<p>如图<img src='../n.png' alt='流程'/>。</p>", ["[1] 如图。", "流程"]),
        (
            "<figure><img src='../n.png'/><figcaption>图1</figcaption></figure>见图。",
            ["[1] 见图。", "图1"],
        ),
        # What marks a note, or leads back from it.
        (f"<p>{ICON}不含网上。</p>", ["[1] 不含网上。"]),
        (f"<p>不含网上。<a href='#r1'>{ICON}</a></p>", ["[1] 不含网上。"]),
    ],
)
@pytest.mark.parametrize("file", ["", "../notes/n.xhtml"])
def test_tables_and_pictures_of_a_note_stand_below_it(
    note: str, shown: list[str], file: str
) -> None:
    mark = f"<p>{FIRST}<a id='r1' epub:type='noteref' href='{file}#n1'>1</a></p>"
    held = f"<aside epub:type='footnote' id='n1'>{note}</aside>"
    files: dict[str, str | bytes] = {
        "OEBPS/text/a.xhtml": page("甲街推行街长制", mark, "" if file else held),
        "OEBPS/notes/n.xhtml": f"<html><body>{held}</body></html>",
        "OEBPS/n.png": PNG,
    }
    made = casebook.clean_archive(epub(**files))[1]
    assert made.article is not None
    blocks = made.article.sections[-1].blocks
    pictures = [block for block in blocks if isinstance(block, Picture)]
    assert all(picture.file for picture in pictures)
    said = [
        "|".join(map(" ".join, block.rows))
        if isinstance(block, Table)
        else block.caption
        if isinstance(block, Picture)
        else getattr(block, "text", "")
        for block in blocks
    ]
    assert said[said.index(f"{FIRST}[1]") + 1 :] == shown


@pytest.mark.parametrize(
    "form",
    [
        "<section epub:type='chapter'><h1>{0}</h1>{1}{2}</section>",
        "<header><h1>{0}</h1></header><section>{1}{2}</section>",
        "<div><div><h1>{0}</h1>{1}</div><div><hr/>{2}</div></div>",
        "<article><h1>{0}</h1>{1}</article>{2}",
        (
            "<section><h1>{0}</h1><section><h2>一、做法</h2>{1}{2}</section><section>"
            "<h2>二、成效</h2><p>两年来办结三万件，群众少跑路四万公里，投诉降到十二件。</p>"
            "</section></section>"
        ),
    ],
)
def test_notes_stand_in_the_part_that_holds_the_text(form: str) -> None:
    mark = "<a epub:type='noteref' href='#n1'>1</a>"
    text = "".join(f"<p>{said}</p>" for said in MANY) + f"<p>{FIRST}{mark}</p>"
    note = "<aside epub:type='footnote' id='n1'><p>1 不含网上办件。</p></aside>"
    chapter = "<html><head><title>甲街</title></head><body>{}</body></html>".format(
        form.format("甲街推行街长制", text, note)
    )
    made = casebook.clean_archive(epub(**{"OEBPS/text/a.xhtml": chapter}))[1]
    assert made.article is not None
    assert content(made.article)[-1] == "[1] 不含网上办件。"
    assert f"{FIRST}[1]" in content(made.article)


PART = "<p>渔民上岸以前，卖鱼要先到乡里盖章，再到县城排队，一年误工二十多天。</p>" * 3
BEGUN = f"<h1>码头小屋：盖章不进城</h1><h2>{{}}</h2>{PART}<h2>{{}}</h2>{PART}"
LAST = "两年来码头小屋办件九千件，投诉只有五件。"


@pytest.mark.parametrize(
    ("headings", "title", "more", "joined"),
    [
        (("改革背景", "主要做法"), "码头", f"<h2>取得成效</h2><p>{LAST}</p>", True),
        (("一、改革背景", "二、做法"), "码头", f"<h2>三、少误工</h2><p>{LAST}</p>", True),
        (("一、改革背景", "二、做法"), "码头（续）", f"<p>{LAST}</p>", True),
        (("一、改革背景", "二、做法"), "码头", f"<h2>三、成效</h2>{PART}<p>{LAST}</p>", True),
        # A theme that is there, another number, no themes, a heading of the same level.
        (("改革背景", "主要做法"), "码头", f"<h2>创新做法</h2>{PART}<p>{LAST}</p>", False),
        (("一、改革背景", "二、做法"), "码头", f"<h2>四、少误工</h2>{PART}<p>{LAST}</p>", False),
        (("一、小屋", "二、冰库"), "码头", f"<h2>三、渔港</h2>{PART}<p>{LAST}</p>", False),
        (("一、改革背景", "二、做法"), "码头（续）", f"<h1>渔港</h1>{PART}<p>{LAST}</p>", False),
        (("一、改革背景", "二、做法"), "持续", f"{PART}<p>{LAST}</p>", False),
    ],
)
def test_a_chapter_in_two_files_is_one(
    headings: tuple[str, str], title: str, more: str, *, joined: bool
) -> None:
    def of(title: str, body: str) -> str:
        return f"<html><head><title>{title}</title></head><body>{body}</body></html>"

    files = {
        "OEBPS/text/b.xhtml": of("码头", BEGUN.format(*headings)),
        "OEBPS/text/a.xhtml": of(title, more),
    }
    made = casebook.clean_archive(epub(**files))
    assert made[0].article is not None
    assert (LAST in content(made[0].article)) is joined
    assert len(titles(made)) == 2 - joined


def test_notes_of_a_chapter_in_two_files_stand_at_its_end() -> None:
    def of(body: str, at: int) -> str:
        mark = "<a epub:type='noteref' href='#n1'>1</a>"
        note = f"<aside epub:type='footnote' id='n1'>第{at}条。</aside>"
        return f"<html><body><section>{body}<p>{LAST}{mark}</p>{note}</section></body></html>"

    files = {
        "OEBPS/text/b.xhtml": of(BEGUN.format("一、改革背景", "二、做法"), 1),
        "OEBPS/text/a.xhtml": of("<h2>三、成效</h2>", 2),
    }
    made = casebook.clean_archive(epub(**files))[0]
    assert made.article is not None
    assert content(made.article)[-2:] == ["[1] 第1条。", "[2] 第2条。"]
    assert [f"{LAST}[{at}]" in content(made.article) for at in (1, 2)] == [True, True]


@pytest.mark.parametrize(
    ("named", "heading", "title", "gone"),
    [
        ("案例三", "<h1>案例三　甲街推行街长制</h1>", "甲街推行街长制", ["案例三"]),
        ("第五章", "<h1>第五章 甲街推行街长制</h1>", "甲街推行街长制", ["第五章"]),
        ("选编", "<h1>典型案例之2：甲街推行街长制</h1>", "甲街推行街长制", ["选编", "典型案例之2"]),
        (
            "案例三",
            "<h1><span>案例三</span><br/><b>甲街推行街长制</b></h1>",
            "甲街推行街长制",
            ["案例三"],
        ),
        ("案例1", "<h1>案例1：街长制</h1>", "案例1", []),  # a title has four characters
        ("案例", "<h1>案例五十步笑百步</h1>", "案例五十步笑百步", []),
    ],
)
def test_the_number_of_a_chapter_is_none_of_its_title(
    named: str, heading: str, title: str, gone: list[str]
) -> None:
    text = "".join(f"<p>{said}</p>" for said in MANY)
    chapter = f"<html><head><title>{named}</title></head><body>{heading}{text}</body></html>"
    made = casebook.clean_archive(epub(**{"OEBPS/text/a.xhtml": chapter}))[1]
    assert made.article is not None
    assert made.article.title == title
    assert set(gone) <= {removal.text for removal in made.ledger.removals}


@pytest.mark.parametrize(
    ("below", "publisher"),
    [
        ("<p>甲县城市管理局</p>", "甲县城市管理局"),
        ("<p>街长管街面</p>", "青河出版社"),
        ("<h2>甲县城市管理局</h2>", "青河出版社"),
    ],
)
def test_a_body_alone_below_the_title_of_a_chapter_goes_before_the_press(
    below: str, publisher: str
) -> None:
    text = "".join(f"<p>{said}</p>" for said in MANY)
    heading = f"<h1>案例一　甲街推行街长制</h1>{below}<h2>主要做法</h2>"
    chapter = f"<html><head><title>案例一</title></head><body>{heading}{text}</body></html>"
    made = casebook.clean_archive(epub(**{"OEBPS/text/a.xhtml": chapter}))[1]
    assert made.article is not None
    assert made.article.title == "甲街推行街长制"
    assert made.article.sources[0].publisher == publisher


def test_notes_of_a_book_in_a_file_of_their_own() -> None:
    many = "".join(f"<li id='n{at}'><p>不含网上办件。</p></li>" for at in range(9))
    file = f"<html><body><section epub:type='endnotes'><ol>{many}</ol></section></body></html>"
    mark = "<a epub:type='noteref' href='../n.xhtml#n4'>*</a>"
    assert noted(mark, "", file=file) == WHOLE
    assert noted(mark, "", file="") == ("办结136件*，比去年多。",)
    data = epub(**{"OEBPS/text/c.xhtml": file})
    assert len(titles(casebook.clean_archive(data))) == 2
    data = epub(**{"OEBPS/text/c.xhtml": file.replace("endnotes", "chapter")})
    assert len(casebook.clean_archive(data)) > 2


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def record(
    url: str,
    body: bytes,
    media: str = "text/html",
    status: str = "200 OK",
    more: str = "",
) -> bytes:
    typed = f"Content-Type: {media}\r\n" if media else ""
    answer = f"HTTP/1.1 {status}\r\n{typed}{more}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2024-06-07T08:09:10Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def web(*records: bytes) -> bytes:
    return b"".join(gzip.compress(item, mtime=0) for item in records)


A = "http://example.org/a.html"


def test_a_web_archive_names_pages_by_address_and_day() -> None:
    pytest.importorskip("warcio")
    big5 = page("青河市推行街長制").translate(str.maketrans("过个务复", "過個務復"))
    first = record(A, page("甲街推行街长制").encode())
    data = web(
        first,
        record("http://mirror.example.org/a", page("甲街推行街长制").encode()),
        record(
            "http://example.org/b",
            page("乙街推行街长制").encode("gb18030"),
            "text/html; charset=gbk",
        ),
        record("http://example.org/404", page("没有这一页").encode(), status="404 Not Found"),
        record("http://example.org/x.png", PNG, "image/png"),
        record("file:///etc/passwd", big5.encode()),
    )
    made = casebook.clean_archive(data, name="a.warc.gz")
    assert titles(made) == ["甲街推行街长制", "乙街推行街长制"]
    assert made[0].article is not None
    source = made[0].article.sources[0]
    assert (source.url, source.saved, source.file) == (A, "2024-06-07", "a.html")
    assert codes(made) == [Code.ARCHIVE_DUPLICATE]
    wacz = package({"datapackage.json": "{}", "archive/data.warc.gz": data})
    assert titles(casebook.clean_archive(wacz)) == titles(made)


@pytest.mark.parametrize(
    ("media", "body", "outcome"),
    [
        ("", page("乙街推行街长制").encode(), "乙街推行街长制"),
        ("application/octet-stream", b"\n<!-- x --><html>" + page("乙街推行").encode(), "乙街推行"),
        ("application/force-download", docx(*TEXT), "青河市推行“街长制”的做法"),
        ("application/zip", docx(*TEXT), "青河市推行“街长制”的做法"),
        ("binary/octet-stream", docx(*TEXT)[:-400], Code.DOCUMENT_BROKEN),
        ("unknown", OLD + "WordDocument".encode("utf-16-le"), Code.OLD_OFFICE),
        ("application/octet-stream", b"\r\n" * 500 + b"%PDF-1.4", Code.DOCUMENT_BROKEN),
        # Beyond its head a file says no more what it is, and these are no pages.
        ("application/octet-stream", b"\r\n" * 510 + b"%PDF-1.4", None),
        ("application/octet-stream", OLD + "Workbook".encode("utf-16-le"), None),
        ("application/octet-stream", package({"[Content_Types].xml": "x", "xl/a": "x"}), None),
        ("application/octet-stream", package({"a.html": page("丙街")}), None),
        ("application/javascript", page("丙街").encode(), None),
        ("image/png", page("丙街").encode(), None),
        ("", b"body { color: red }", None),
        ("application/octet-stream", b"\0" * 5000, None),
    ],
)
def test_an_answer_whose_type_says_nothing_is_known_by_its_bytes(
    media: str, body: bytes, outcome: str | Code | None
) -> None:
    pytest.importorskip("warcio")
    first = record(A, page("甲街推行街长制").encode())
    made = casebook.clean_archive(web(record("http://example.org/b", body, media), first))
    assert titles(made)[-1] == "甲街推行街长制"
    found = titles(made)[:-1] + [x for x in codes(made) if x is not Code.EXTRA_MISSING]
    assert found == ([outcome] if outcome else [])


BROTLI = "Content-Encoding: br\r\n"


def test_pages_that_servers_packed() -> None:
    brotli = pytest.importorskip("brotli")
    pytest.importorskip("warcio")
    first, second = page("甲街推行街长制").encode(), page("乙街推行街长制").encode()
    third = page("丙街推行街长制").encode()
    data = web(
        record(f"{A}?1", brotli.compress(first), more=BROTLI),
        record(f"{A}?2", gzip.compress(second), more="Content-Encoding: gzip\r\n"),
        record(f"{A}?3", third, more=BROTLI),  # only says so
    )
    made = casebook.clean_archive(data, name="a.warc.gz")
    assert titles(made) == ["甲街推行街长制", "乙街推行街长制", "丙街推行街长制"]
    assert codes(made) == []


def test_a_page_that_unpacks_without_end_leaves_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    brotli = pytest.importorskip("brotli")
    pytest.importorskip("warcio")
    bomb = brotli.compress(b" " * (3 << 20))
    good = page("乙街推行街长制").encode()
    data = web(record(A, bomb, more=BROTLI), record(f"{A}?2", good))
    monkeypatch.setattr(warc, "MAX_PART", 1 << 20)
    made = casebook.clean_archive(data, name="a.warc.gz")
    assert (titles(made), codes(made)) == (["乙街推行街长制"], [Code.PACKAGE_TOO_LARGE])


def test_without_brotli_it_is_said_and_the_others_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("warcio")
    monkeypatch.setitem(sys.modules, "brotli", None)
    good = page("乙街推行街长制").encode()
    data = web(record(A, b"x", more=BROTLI), record(f"{A}?2", good))
    made = casebook.clean_archive(data, name="a.warc.gz")
    assert (titles(made), codes(made)) == (["乙街推行街长制"], [Code.EXTRA_MISSING])


@pytest.mark.parametrize("packed", [True, False])
def test_a_web_archive_is_whole_or_it_is_said_wherever_it_is_cut(*, packed: bool) -> None:
    """Also within a record that is passed over, and within its head."""
    first = record(A, page("甲街推行街长制").encode())
    style = record(f"{A}s.css", b"a {}" * 30, media="text/css")
    whole, before = (web(first, style), web(first)) if packed else (first + style, first)
    places = range(len(before) + 1, len(whole) - 4, 11)
    wrong = [
        at for at in places if codes(casebook.clean_archive(whole[:at])) != [Code.DOCUMENT_BROKEN]
    ]
    assert wrong == []
    assert codes(casebook.clean_archive(whole)) == codes(casebook.clean_archive(before)) == []


def test_a_web_archive_that_is_cut_off_gives_what_stands_before() -> None:
    pytest.importorskip("warcio")
    whole = web(record(A, page("甲街推行街长制").encode()), record(f"{A}?2", page("乙街").encode()))
    made = casebook.clean_archive(whole[:-200], name="a.warc.gz")
    assert titles(made) == ["甲街推行街长制"]
    assert codes(made) == [Code.DOCUMENT_BROKEN]
    assert codes(casebook.clean_archive(b"\x1f\x8babc")) == [Code.DOCUMENT_BROKEN]


def test_a_web_archive_that_unpacks_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("warcio")
    body = page("甲街推行街长制").encode()
    monkeypatch.setattr(warc, "MAX_PART", len(body))
    assert len(titles(casebook.clean_archive(web(record(A, body))))) == 1
    monkeypatch.setattr(warc, "MAX_PART", len(body) - 1)
    assert codes(casebook.clean_archive(web(record(A, body)))) == [Code.PACKAGE_TOO_LARGE]


def test_empty_archives() -> None:
    empty = io.BytesIO(b"PK\x05\x06" + b"\0" * 18).getvalue()
    assert is_archive(empty)
    assert codes(casebook.clean_archive(empty)) == [Code.ARCHIVE_WITHOUT_PAGE]
    assert codes(casebook.clean_archive(package({"a.png": PNG}))) == [Code.ARCHIVE_WITHOUT_PAGE]


def test_add_makes_an_article_of_each_page(tmp_path: Path) -> None:
    archive = tmp_path / "包.zip"
    archive.write_bytes(
        package(
            {"甲.html": page("甲街推行街长制"), "坏.docx": b"PK\x03\x04", "乙.docx": docx(*TEXT)}
        )
    )
    articles = tmp_path / "articles"
    articles.mkdir()
    call = ["add", str(archive), "--articles", str(articles)]
    done = CliRunner().invoke(main, call)
    assert done.exit_code == 1  # one of the three is broken; the others are there
    assert "包.zip/坏.docx:1: D003" in done.output
    made = sorted(path.stem for path in articles.glob("*.md"))
    assert len(made) == 2
    again = CliRunner().invoke(main, call)
    assert sorted(path.stem for path in articles.glob("*.md")) == made
    assert again.exit_code == 1


def test_cases_of_one_title_have_names_with_numbers(tmp_path: Path) -> None:
    def of(county: str) -> str:
        return page("典型案例", f"<p>{county}把审批并入一个窗口，三天办完。</p>")

    archive = tmp_path / "包.zip"
    one = {"甲/index.html": of("甲县"), "乙/index.html": of("乙县"), "丙.html": of("丙县")}
    archive.write_bytes(package(one))
    articles = tmp_path / "articles"
    articles.mkdir()
    call = ["add", str(archive), "--articles", str(articles)]
    named = CliRunner().invoke(main, [*call, "--slug", "x"])
    assert (named.exit_code, list(articles.iterdir())) == (1, [])
    assert "包.zip:1: D015" in named.output
    made = ["dian-xing-an-li", "dian-xing-an-li-2", "dian-xing-an-li-3"]
    for more in ([], [], ["--force"]):
        done = CliRunner().invoke(main, [*call, *more])
        assert "F013" not in done.output
        assert sorted(path.stem for path in articles.glob("*.md")) == made
        text = "".join(path.read_text("utf-8") for path in articles.glob("*.md"))
        assert [text.count(f"{county}县把审批") for county in "甲乙丙"] == [1, 1, 1]
    # Another archive: its page has the title of one that is there.
    archive.write_bytes(package({"a.html": of("丁县"), "b.html": "<p></p>"}))
    assert "dian-xing-an-li-4.md" in CliRunner().invoke(main, call).output
    # A single file is named by a person.
    alone = tmp_path / "戊.html"
    alone.write_text(of("戊县"), "utf-8")
    assert "F013" in CliRunner().invoke(main, ["add", str(alone), *call[2:4]]).output


@pytest.mark.parametrize(("address", "count"), [(A, 1), ("http://b.example.org/a.html", 2)])
def test_a_page_saved_twice_is_one_case(address: str, count: int, tmp_path: Path) -> None:
    """Of an address the last capture counts; another address with its title is another page."""
    pytest.importorskip("warcio")
    archive = tmp_path / "a.warc.gz"
    later = page("典型案例", "<p>乙县把审批并入一个窗口，三天办完。</p>")
    archive.write_bytes(web(record(A, page("典型案例").encode()), record(address, later.encode())))
    done = CliRunner().invoke(main, ["add", str(archive), "--articles", str(tmp_path / "articles")])
    assert done.exit_code == 0, done.output
    assert len(list((tmp_path / "articles").glob("*.md"))) == count


def test_the_text_of_a_chapter_is_whole() -> None:
    made = casebook.clean_archive(epub())
    assert made[0].article is not None
    assert content(made[0].article) == MANY


def test_names_that_older_programs_wrote_in_gb_18030() -> None:
    shown = page("甲街推行街长制", "<img src='甲乙/甲乙.png'><p>图：街长</p>")
    data = package({"aaaa.html": shown, "aaaa/aaaa.png": PNG})
    made = casebook.clean_archive(data.replace(b"aaaa", "甲乙".encode("gb18030")))
    assert made[0].article is not None
    assert made[0].article.sources[0].file == "甲乙.html"
    assert [picture.content for picture in made[0].pictures] == [PNG]


def test_two_files_of_one_name_are_two_pages_and_a_link_is_none() -> None:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as archive:
        warnings.simplefilter("ignore")
        for title in ("甲街推行街长制", "乙街推行街长制"):
            archive.writestr(zipfile.ZipInfo("a.html"), page(title))
        link = zipfile.ZipInfo("b.html")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    made = casebook.clean_archive(out.getvalue(), name="包.zip")
    assert titles(made) == ["甲街推行街长制", "乙街推行街长制"]
    assert codes(made) == [Code.ARCHIVE_PASSED_OVER]  # the link


def test_a_web_archive_that_was_packed_as_one() -> None:
    pytest.importorskip("warcio")
    pages = [record(f"http://example.org/{at}", page(f"{at}街推行街长制").encode()) for at in "abc"]
    whole = gzip.compress(b"".join(pages), mtime=0)
    made = casebook.clean_archive(whole, name="a.warc.gz")
    assert titles(made) == [f"{at}街推行街长制" for at in "abc"]
    assert codes(made) == []
    cut = casebook.clean_archive(whole[:-60], name="a.warc.gz")
    assert codes(cut) == [Code.DOCUMENT_BROKEN]


FRAME = ("文化长廊", "影像天地", "读者俱乐部"), ("影城上映表", "周末市集摊位图", "掌上频道")


def of_site(town: str) -> list[str]:
    """The lines of a page of a site: its columns, an article, its columns."""
    told = (
        f"{town}小事由村民自己办",
        "2023年3月5日",
        f"{town}把村里的小型工程交给村民商量，由村民会议定下项目，工钱和料钱都写在墙上给人看。",
        f"到年底，{town}办成了三十件小事，平均每件花费不到一万元，坏了的当月就由管护员修好。",
        f"{town}的村民说，路通了，水也不漏了，夜里有灯，孩子上学不用绕远路，老人也少走路。",
    )
    return [*FRAME[0], *told, *FRAME[1]]


def packed_site(kind: str, towns: tuple[str, ...]) -> bytes:
    """An archive of pages of one site."""
    if kind == "zip":
        return package({f"站/{town}.txt": "\n".join(of_site(town)) for town in towns})
    html = ["".join(f"<p>{x}</p>" for x in of_site(town)) for town in towns]
    html = [re.sub("<p>(.{2}小事.*?)</p>", r"<h1>\1</h1>", text) for text in html]
    if kind == "warc":
        pytest.importorskip("warcio")
        at = [f"https://site{'' if n < 3 else n}.example/{n}" for n in range(len(towns))]
        return web(
            *(record(url, f"<html>{x}</html>".encode()) for url, x in zip(at, html, strict=True))
        )
    names = ("a", "b", "c")[: len(towns)]
    return epub(
        **{
            f"OEBPS/text/{n}.xhtml": f"<html><body>{x}</body></html>"
            for n, x in zip(names, html, strict=True)
        }
    )


def frame_left(data: bytes) -> int:
    made = casebook.clean_archive(data, name="a")
    texts = "".join(casebook.library.dump(item.article) for item in made if item.article)
    return sum(texts.count(word) for word in (*FRAME[0], *FRAME[1]))


@pytest.mark.parametrize("kind", ["zip", "warc", "epub"])
def test_what_three_pages_of_a_site_have_in_common_goes_from_an_archive(kind: str) -> None:
    assert frame_left(packed_site(kind, ("丙镇", "丁镇"))) >= 6
    assert frame_left(packed_site(kind, ("丙镇", "丁镇", "戊镇"))) == 0


def test_pages_of_an_archive_on_other_sites_are_none_of_its_site() -> None:
    pytest.importorskip("warcio")
    others = packed_site("warc", ("丙镇", "丁镇", "戊镇", "己镇"))
    assert 0 < frame_left(others) <= 6  # the fourth page is of another site


def test_of_an_archive_the_largest_sites_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    towns = ("丙镇", "丁镇", "戊镇", "己镇")
    folders = {"甲": towns[:3], "乙": towns}
    pages = {
        f"{at}/{x}.txt": "\n".join((*of_site(x), at)) for at, held in folders.items() for x in held
    }
    data = package(pages)
    assert len(first_look.shared_of_members(data, "a")) == 7
    monkeypatch.setattr(first_look, "_SITES", 1)
    assert len(first_look.shared_of_members(data, "a")) == 4


def test_what_is_known_of_a_page_is_not_looked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed_site("zip", ("丙镇", "丁镇", "戊镇"))
    monkeypatch.setattr(first_look, "shared_lines", lambda _: pytest.fail("looked again"))
    known = Overrules(shared=SharedLines(texts=frozenset(FRAME[1])))
    (made, *_) = casebook.clean_archive(data, overrules=known)
    gone = {item.text for item in made.ledger.removals if item.step == "elsewhere"}
    assert gone == set(FRAME[1])


@pytest.mark.parametrize(
    ("head", "site"),
    [
        (
            b"From: <Saved>\r\nSnapshot-Content-Location: https://Site.example/a\r\n",
            b"site.example",
        ),
        (b"Content-Location: http://site.example:81/a", b"site.example:81"),
        (b"url: https://site.example/a\n---", b"site.example"),
        (b"see https://site.example/a", b""),
        (b'<link href="https://site.example/a" rel="canonical">', b"site.example"),
        (b'<link rel="icon" href="https://other.example/a">', b""),
        (b"<link canonical " * 1300, b""),  # in no time
        (b" " * 20_000 + b"\nurl: https://site.example/a", b""),
        (b"<link rel=canonical %b href=https://site.example/a" % (b"a" * 384), b"site.example"),
        (b"<link rel=canonical %b href=https://site.example/a" % (b"a" * 385), b""),
        (b"<link href=http://site.example/ %b rel=canonical" % (b"a" * 368), b"site.example"),
        (b"<link href=http://site.example/ %b rel=canonical" % (b"a" * 369), b""),
    ],
)
def test_the_site_that_a_page_names(head: bytes, site: bytes) -> None:
    assert first_look.site_in(head) == site


def test_a_page_at_an_address_that_is_none_stops_no_archive() -> None:
    pytest.importorskip("warcio")
    page_ = f"<html>{''.join(f'<p>{line}</p>' for line in of_site('丙镇'))}</html>"
    assert casebook.clean_archive(web(record("http://[bad/1", page_.encode())))[0].article
