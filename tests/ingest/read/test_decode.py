"""Encodings are judged by what they yield, not by what the page says of itself."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from casebook.ingest.read.decode import decode, is_binary

HANS = "河口镇去年开始整治村庄环境，先从清理河道做起，再到修整道路和院落。村民们说：“变化真大！”\n"
HANT = "青溪河全長七十公里，流經三個鄉鎮。十年前，河水又黑又臭，沿岸的人家都不敢開窗。\n"
LONG = HANS * 40


def page(text: str, label: str) -> str:
    return (
        f'<html><head><meta charset="{label}"><title>网页</title></head><body>{text}</body></html>'
    )


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (HANS, "utf-8"),
        (HANS, "gb2312"),
        (HANS, "gbk"),
        (HANS, "gb18030"),
        (HANT, "gbk"),
        (HANT, "big5"),
        (HANT, "big5hkscs"),
        (HANT, "utf-8"),
        (HANS, "utf-16-le"),
        (HANT, "utf-16-be"),
    ],
)
def test_encodings_without_any_label(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded is not None
    assert decoded.text == text
    assert decoded.broken == 0


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_byte_order_marks_are_taken_off(bom: bytes, encoding: str) -> None:
    decoded = decode(bom + HANT.encode(encoding))
    assert decoded is not None
    assert decoded.text == HANT


@pytest.mark.parametrize("label", ["GB2312", "gbk", "big5", "utf-8"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_labels_that_lie(label: str, encoding: str) -> None:
    written = page(HANS, label)
    decoded = decode(written.encode(encoding))
    assert decoded is not None
    assert decoded.text == written
    assert decoded.encoding == encoding


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_one_broken_byte_in_a_long_file(encoding: str) -> None:
    data = bytearray(LONG.encode(encoding))
    at = LONG[: len(LONG) // 2].encode(encoding)
    data[len(at)] = 0xFF
    decoded = decode(bytes(data))
    assert decoded is not None
    assert decoded.encoding == encoding
    assert decoded.broken == (3 if encoding == "utf-8" else 1)
    before, *_, after = decoded.text.split("\ufffd")
    assert LONG.startswith(before)
    assert LONG.endswith(after)
    assert len(before) + len(after) >= len(LONG) - 2


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_broken_byte_costs_its_neighbours_only(data: st.DataObject) -> None:
    encoding = data.draw(st.sampled_from(["gb18030", "big5hkscs"]))
    written = bytearray(HANT.encode(encoding) * 8)
    at = data.draw(st.integers(len(written) // 4, len(written) * 3 // 4))
    written[at] = 0xFF
    decoded = decode(bytes(written))
    assert decoded is not None
    before = written[:at].decode(encoding, "ignore")
    assert decoded.text.startswith(before[:-1])
    assert decoded.text.endswith(written[at + 1 :].decode(encoding, "ignore")[-len(HANT) :])
    assert abs(len(decoded.text) - len(HANT) * 8) <= 2


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", b"PK\3\4\x14\0\6\0\x08\0" * 9, bytes(200)]
)
def test_binary_data_is_known(data: bytes) -> None:
    assert is_binary(data)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "utf-16-le", "utf-16"])
def test_text_is_not_binary(encoding: str) -> None:
    assert not is_binary(HANT.encode(encoding, "replace"))


def test_bytes_of_no_encoding() -> None:
    assert decode(bytes(range(0x80, 0x100)) * 20) is None


@given(st.text(st.sampled_from(HANS + HANT), min_size=30, max_size=300))
@settings(max_examples=60, deadline=None)
def test_utf_8_comes_back_whole(text: str) -> None:
    decoded = decode(text.encode())
    assert decoded is not None
    assert decoded.text == text


_WORDS = "老街不许拆，只许修，瓦片要用旧窑烧的；海塘加高一米，堤内的虾塘改成湿地公园。"


@pytest.mark.parametrize("size", [5, 6, 8, 13, 21])
@pytest.mark.parametrize("encoding", ["gb18030", "big5hkscs", "utf-8"])
def test_a_few_characters_are_read_rightly_or_their_doubt_is_reported(
    size: int, encoding: str
) -> None:
    text = OpenCC("s2tw").convert(_WORDS) if encoding == "big5hkscs" else _WORDS
    for start in range(len(text) - size):
        part = text[start : start + size]
        decoded = decode(part.encode(encoding))
        assert decoded
        assert decoded.text == part or decoded.rival == encoding


@pytest.mark.parametrize(
    ("text", "encoding", "rival"),
    [
        ("学校", "gb18030", "gb18030"),  # it is UTF-8, too: ѧУ
        ("枚一枚", "gb18030", "gb18030"),  # öһö
        ("住房", "gb18030", "big5hkscs"),
    ],
)
def test_what_may_be_in_either_of_two_encodings_is_in_doubt(
    text: str, encoding: str, rival: str
) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded
    assert rival == decoded.rival or encoding == decoded.encoding
    assert decoded.rival


@pytest.mark.parametrize("text", ["窗口改革", "Café", "Привет", "某省改革案例", "abc", "¥12"])
def test_utf8_is_in_no_doubt(text: str) -> None:
    decoded = decode(text.encode())
    assert decoded
    assert (decoded.text, decoded.rival) == (text, "")
