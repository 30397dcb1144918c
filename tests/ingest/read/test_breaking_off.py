"""Pages that break off, and pictures that stand in a page itself."""

from __future__ import annotations

from base64 import b64encode

import pytest

import casebook
from casebook.ingest.pipeline import Cleaned
from casebook.ingest.read.cut import is_cut
from casebook.ingest.read.embedded import without_embedded
from casebook.ingest.read.origin import unpack
from casebook.problems import Code
from casebook.records import Line, Role

TEXT = "河口镇去年开始整治村庄环境，先从清理河道做起，再到修整道路和院落。" * 5
BODY = f"<h1>整治村庄环境</h1><p>{TEXT}</p>"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("markup", "last", "cut"),
    [
        ("<body><p>清理河", Line(1, "清理河"), True),
        ("<body><p>清理河道。", Line(1, "清理河道。"), False),
        ("<body><p>清理河</body>", Line(1, "清理河"), False),
        ("<body><p>清理河</HTML >" + " " * 1992, Line(1, "清理河"), False),
        ("<body><p>清理河</HTML >" + " " * 1993, Line(1, "清理河"), True),
        ("<p>清理河", Line(1, "清理河"), False),
        ("<body><p>上一篇", Line(1, "上一篇", Role.OUTSIDE), False),
        ("<body><p>清理河道。<img src='data:image/png", Line(1, "清理河道。"), True),
        ("<body><p>清理河道。x <y", Line(1, "清理河道。"), False),
        ("", Line(1, ""), False),
    ],
)
def test_whether_a_page_breaks_off(markup: str, last: Line, *, cut: bool) -> None:
    assert is_cut(markup, [last]) == cut


def _picture(size: int) -> str:
    return f"data:image/png;base64,{b64encode(PNG.ljust(size, b'x')).decode()}"


SAVED = "<!--\n Page saved with SingleFile"


@pytest.mark.parametrize(
    ("image", "held"),
    [
        ("<img alt='a' src='{}'>", True),
        ('<img src="{}">', True),
        ("<img src={} alt=a>", True),
        ("<img data-src='a.png' src='{}'>", False),
        (SAVED + "--><img data-src='a.png' src='{}'>", True),
        (SAVED.rjust(4096) + "--><img data-src='a.png' src='{}'>", True),
        (SAVED.rjust(4097) + "--><img data-src='a.png' src='{}'>", False),
        ("<img data-src='{}'>", False),
        ("<p title='{}'>", False),
    ],
)
def test_pictures_in_a_page(image: str, *, held: bool) -> None:
    markup, pictures = without_embedded(image.format(_picture(2000)))
    assert list(pictures) == (["cid:picture-1"] if held else [])
    assert ("base64" not in markup) == held
    if held:
        assert pictures["cid:picture-1"].content == PNG.ljust(2000, b"x")


def test_small_pictures_and_other_kinds_are_left() -> None:
    small = f"<img src='{_picture(1999)}'>"
    assert without_embedded(small) == (small, {})
    vector = "<img src='data:image/svg+xml;base64,{}'>".format(b64encode(b"<svg>" * 500).decode())
    assert without_embedded(vector) == (vector, {})
    broken = "<img src='data:image/png;base64,A'>"
    assert without_embedded(broken) == (broken, {})


def test_a_picture_of_single_file_is_one_of_the_article() -> None:
    image = f"<img data-src='https://example.org/a.png' alt='河道清理现场' src='{_picture(2000)}'>"
    page = f"<html>{SAVED}--><body>{BODY}{image}<p>{TEXT}</p></body></html>"
    assert [x.name for x in casebook.clean_bytes(page.encode(), name="a").pictures] == [
        "picture-1.png"
    ]


def _archive(*parts: bytes, end: bytes = b"--x--\r\n") -> bytes:
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
    return head + b"".join(b"--x\r\n" + part + b"\r\n" for part in parts) + end


def _page(charset: str, body: str, name: str = "a", kind: str = "text/html") -> bytes:
    head = f"Content-Type: {kind}; charset={charset}\r\nContent-ID: <{name}>\r\n"
    head += f"Content-Location: https://example.org/n/{name}.html\r\n"
    head += "Content-Transfer-Encoding: base64\r\n\r\n"
    return head.encode() + b64encode(f"<html><body>{body}</body></html>".encode(charset))


def _read(data: bytes) -> Cleaned:
    return casebook.clean_bytes(data, name="a.mht")


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + _archive(_page("utf-8", BODY)),
        _archive(_page("utf-8", BODY, kind="application/xhtml+xml")),
        # Chrome keeps the encoding of each frame, and a frame may be framed.
        _archive(_page("gbk", "<iframe src='cid:b'></iframe>"), _page("gbk", BODY, "b")),
        _archive(
            _page("utf-8", "<iframe src='cid:b'></iframe>"),
            _page("gbk", "<p>首页</p><iframe src='cid:c'></iframe>", "b"),
            _page("utf-8", "<p>新闻</p><iframe src='cid:d'></iframe>", "c"),
            _page("gb18030", BODY, "d"),
        ),
    ],
)
def test_archives_as_programs_write_them(data: bytes) -> None:
    done = _read(data)
    assert done.article is not None, done.problems
    assert [x.text for s in done.article.sections for x in s.blocks] == [TEXT]  # type: ignore[union-attr]
    assert Code.PAGE_CUT not in {problem.code for problem in done.problems}


def test_frames_come_to_an_end() -> None:
    frames = [_page("utf-8", f"<iframe src='cid:{b}'></iframe>", a) for a, b in ("ab", "bc", "cd")]
    deep = [*frames, _page("utf-8", "<iframe src='cid:e'></iframe>", "d"), _page("gbk", BODY, "e")]
    assert _read(_archive(*deep)).article is None
    assert _read(_archive(_page("utf-8", "<iframe src='cid:a'></iframe>"))).article is None


def test_the_encoding_of_a_page_is_that_of_its_part() -> None:
    assert unpack(_archive(_page("big5", "<p>鎮</p>"))).media_type == "text/html; charset=big5"


def test_a_picture_is_found_from_where_the_page_was() -> None:
    picture = b"Content-Type: image/png\r\nContent-Location: https://example.org/n/i/p.png\r\n\r\n"
    held = unpack(_archive(_page("utf-8", BODY), picture + PNG)).pictures
    assert set(held) == {"https://example.org/n/i/p.png", "i/p.png"}


def test_an_archive_without_its_end_is_named() -> None:
    done = _read(_archive(_page("utf-8", BODY), end=b""))
    assert done.article is not None
    assert Code.PAGE_CUT in {problem.code for problem in done.problems}
