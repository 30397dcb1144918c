"""Where a page was saved from, and pages in web archives."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import pytest
from click.testing import CliRunner

import casebook
from casebook.cli import main
from casebook.ingest.read.origin import Origin, is_mhtml, origin_of, unpack
from casebook.ingest.read.pictures import SavedPicture
from casebook.problems import Code

ARCHIVE = Path(__file__).parents[1] / "clean" / "web-archive" / "in.mhtml"
ADDRESS = "https://www.example.org/nanpo/2023/0712/c12-345.html"


def test_a_page_saved_as_a_single_file_is_read() -> None:
    article, _, _ = casebook.clean_page(ARCHIVE)
    assert article is not None
    source = article.sources[0]
    assert (article.title, source.publisher) == ("山村通了冷链车", "南坡网")
    # Half past five in the afternoon of Greenwich is the next day in China.
    assert (source.url, source.saved) == (ADDRESS, "2023-07-14")


@pytest.mark.parametrize(
    "data",
    [
        b"<html><p>MIME-Version: 1.0\nContent-Type: multipart/related</p></html>",
        "MIME-Version 是什么".encode(),
        b"",
    ],
)
def test_other_files_are_no_archives(data: bytes) -> None:
    assert not is_mhtml(data)


PAGE = "<html><body><h1>渡船夜班</h1><p>渡口夜里留一条船，有人轮流值守。</p></body></html>"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (b"text/html; charset=gb2312\r\nContent-Transfer-Encoding: base64", "gb18030"),
        (b'TEXT/HTML;\r\n\tcharset="utf-8"\r\nContent-Transfer-Encoding: base64', "utf-8"),
    ],
)
def test_a_page_without_pictures_is_a_message_of_one_part(kind: bytes, body: str) -> None:
    head = b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: " + kind
    data = head + b"\r\n\r\n" + b64encode(PAGE.encode(body))
    done = casebook.clean_bytes(data)
    assert done.article is not None
    assert done.article.title == "渡船夜班"
    assert not is_mhtml(data.replace(b"MIME-Version", b"Version"))


@pytest.mark.parametrize(("mails", "is_page"), [(1, True), (90, True), (110, False)])
def test_who_took_a_mail_along_wrote_above_what_it_holds(mails: int, *, is_page: bool) -> None:
    taken = b"Received: from a.example by b.example; Mon, 3 Mar 2025 10:00:00 +0800\r\n\tid 12345 "
    taken = taken.ljust(160, b"x") + b"\r\n"
    head = taken * mails + b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    assert is_mhtml(head + PAGE.encode()) is is_page


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (b"From: a@example.org\nSubject: x\n", {Code.OTHER_FORMAT}),
        (b"Subject: x\n", set()),
        ("河口镇推广公文。\n\nFrom: a@example.org\n".encode(), set()),  # a text of mails
    ],
)
def test_a_mail_with_files_is_named(head: bytes, code: set[Code]) -> None:
    head += b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\n"
    done = casebook.clean_bytes(head + "河口镇去年开始整治村庄环境，先清理河道。".encode() * 9)
    assert {x.code for x in done.problems} & {Code.OTHER_FORMAT} == code


HEAD = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
NESTED = b"".join(
    b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (at, at + 1)
    for at in range(2000)
)


@pytest.mark.parametrize(
    "data",
    [
        HEAD,
        HEAD + b"--x\r\nContent-Type: image/png\r\n\r\nabc\r\n--x--\r\n",
        HEAD + b"--x\r\nContent-Type: text/html\r\n\r\n\r\n--x--\r\n",
        HEAD.replace(b"boundary=x", b"boundary=b0") + NESTED,
    ],
)
def test_an_archive_without_a_page_is_refused(tmp_path: Path, data: bytes) -> None:
    assert is_mhtml(data)
    path = tmp_path / "page.mhtml"
    path.write_bytes(data)
    article, _, problems = casebook.clean_page(path)
    assert article is None
    assert [problem.code for problem in problems] == [Code.MHTML_WITHOUT_PAGE]


def test_an_address_that_is_none_is_left_out() -> None:
    data = ARCHIVE.read_bytes().replace(ADDRESS.encode(), b"javascript:alert(1)")
    assert unpack(data).origin.url == ""


def test_comments_of_browsers() -> None:
    assert origin_of(f"<!DOCTYPE html>\n<!-- saved from url=(0051){ADDRESS} -->\n<html>") == Origin(
        ADDRESS
    )
    single = f"<html><!--\n Page saved with SingleFile \n url: {ADDRESS} \n saved date: {{}} \n-->"
    zone = "Fri Jul 14 2023 09:30:00 GMT+0800 (中国标准时间)"
    assert origin_of(single.format(zone)) == Origin(ADDRESS, "2023-07-14")
    assert origin_of(single.format("Fri Jul 99 2023")) == Origin(ADDRESS)
    assert origin_of("<html><p>saved from url=(0051)https://example.org</p>") == Origin()


def test_what_the_browser_wrote_goes_before_what_the_page_says(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    text = "河口镇去年开始整治村庄环境，先从清理河道做起，再到修整道路和院落。" * 3
    path.write_text(
        f"<!-- saved from url=(0051){ADDRESS} --><html><head>"
        f"<link rel=canonical href='https://example.org/m'></head><body><p>{text}</p></body></html>",
        "utf-8",
    )
    article, _, _ = casebook.clean_page(path)
    assert article is not None
    assert article.sources[0].url == ADDRESS
    assert article.sources[0].published == "2023-07-12"


def _archive(*parts: tuple[str, bytes]) -> bytes:
    page = "<p><img src='{}'><img src='cid:two@x'></p>".format("https://example.org/a%20b.JPG?w=1")
    page_part = b"--x\r\nContent-Type: text/html\r\n\r\n" + page.encode()
    shown = [
        b"\r\n--x\r\n%s\r\nContent-Transfer-Encoding: base64\r\n\r\n%s"
        % (head.replace("\n", "\r\n").encode(), b64encode(content))
        for head, content in parts
    ]
    return HEAD + page_part + b"".join(shown) + b"\r\n--x--\r\n"


JPEG, PNG = b"\xff\xd8\xffone", b"\x89PNG\r\n\x1a\ntwo"


def test_pictures_of_an_archive_are_found_by_their_addresses() -> None:
    data = _archive(
        (
            "Content-Type: image/jpeg\nContent-Location: https://example.org/a%20b.JPG?w=1",
            JPEG,
        ),
        ("Content-Type: image/png\nContent-ID: <two@x>", PNG),
        ("Content-Type: image/svg+xml\nContent-Location: https://example.org/c.svg", b"<svg/>"),
        ("Content-Type: image/png\nContent-Location: https://example.org/none.png", b""),
        ("Content-Type: image/png\nContent-Location: https://[broken/d.png", PNG),
        ("Content-Type: text/css\nContent-Location: https://example.org/e.png", b"p {}"),
    )
    assert unpack(data).pictures == {
        "https://example.org/a%20b.JPG?w=1": SavedPicture("a b.jpg", JPEG),
        "cid:two@x": SavedPicture("two@x.png", PNG),
    }


def test_pictures_of_an_archive_are_written_beside_the_article(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    arguments = ["add", str(ARCHIVE), "--slug", "ice", "--articles", str(articles)]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    (picture,) = (articles / "pictures" / "ice").iterdir()
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert f"]({picture.name} " in (articles / "ice.md").read_text("utf-8")
