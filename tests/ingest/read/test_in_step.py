"""Text in GB 18030 and Big5 some bytes of which were lost, read without losing step."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import casebook
from casebook.ingest.read.decode import decode
from casebook.ingest.read.in_step import halves, read_in_step

HANT = (
    "縣府推動鄉鎮公所聯合櫃檯，民眾只要跑一次就能辦好戶籍、地政與稅務三項業務。",
    "水利會與農會共同建立輪灌制度，缺水期間依照渠道長短分配時數，糾紛少了一半。",
    "社區發展協會把閒置的舊穀倉整修成共餐據點，獨居長者不必再自己開伙。",
    "衛生所引進遠距診療設備，醫師透過螢幕替離島病患看診，藥品由巡迴車送到漁村。",
)
HANS = (
    "县里把分散在九个部门的审批事项集中到一个窗口，群众办事平均少跑两趟。",
    "合作社与龙头企业签订保底收购协议，菌菇棚从最初的三十座扩展到两百多座。",
    "水价改革试点以来，灌区推行按方计量、阶梯收费，用水量下降了三成。",
)
TEXTS = [*((text, encoding) for text in HANT for encoding in ("big5hkscs", "gb18030"))]
TEXTS += [(text, "gb18030") for text in HANS]
MOST = 4
"""Characters that a byte may cost in these sentences; of 900 drops in real text none cost more."""


def cost(text: str, got: str) -> int:
    """Count the characters of a text that are not in what was read."""
    before = next(
        (n for n, (a, b) in enumerate(zip(text, got, strict=False)) if a != b),
        min(len(text), len(got)),
    )
    rest, tail = text[before:], got[before:]
    after = next(
        (n for n, (a, b) in enumerate(zip(rest[::-1], tail[::-1], strict=False)) if a != b),
        min(len(rest), len(tail)),
    )
    return len(rest) - after


def pages(text: str, encoding: str) -> list[bytes]:
    """Drop each byte of the middle of three sentences in turn."""
    first, last = ("\n" + text).encode(encoding), (text + "\n").encode(encoding)
    data = first + b"\n" + last
    return [data[:at] + data[at + 1 :] for at in range(len(first) // 2, len(first) + len(last) - 1)]


@pytest.mark.parametrize(("text", "encoding"), TEXTS)
def test_a_dropped_byte_costs_one_or_two_characters(text: str, encoding: str) -> None:
    whole = f"\n{text}\n{text}\n"
    costs = []
    for data in pages(text, encoding):
        decoded = decode(data)
        assert decoded is not None
        assert decoded.encoding == encoding
        costs.append(cost(whole, decoded.text))
    assert max(costs) <= MOST
    assert sum(cost > 2 for cost in costs) <= len(costs) * 0.1
    assert sorted(costs)[len(costs) // 2] == 1


@given(
    st.lists(st.sampled_from(HANT + HANS), min_size=1, max_size=5),
    st.sampled_from(["big5hkscs", "gb18030"]),
    st.data(),
)
@settings(max_examples=80, deadline=None)
def test_what_stands_away_from_a_lost_byte_stays(
    lines: list[str], encoding: str, data: st.DataObject
) -> None:
    text = "\n".join(lines)
    written = text.encode(encoding, "ignore")
    text = written.decode(encoding)
    at = data.draw(st.integers(0, len(written) - 1))
    line = written[:at].count(b"\n")
    got = read_in_step(written[:at] + written[at + 1 :], encoding).split("\n")
    if written[at : at + 1] != b"\n":
        assert got[:line] == text.split("\n")[:line]
        assert got[line + 1 :] == text.split("\n")[line + 1 :]


@given(st.text(st.sampled_from("".join(HANT + HANS) + "īěǎμ茜釷│％（）•A股12.5km"), max_size=60))
@settings(max_examples=200, deadline=None)
def test_whole_text_of_such_lines_is_left_alone(text: str) -> None:
    written = text.encode("gb18030")
    sentence = HANS[0]
    whole = f"{sentence}{text}{sentence}"
    got = read_in_step(sentence.encode("gb18030") + written + sentence.encode("gb18030"), "gb18030")
    assert got.startswith(sentence)
    assert got.endswith(sentence)
    assert got.count("\ufffd") <= 1 or got == whole


@pytest.mark.parametrize(
    "text",
    [
        "長江經(jīng)濟帶",
        "難聽(tīng)的話",
        "五十三微米（μm）篩網",
        "純度│96％（v/v）以上",
        "鈾、釷等礦物",
        "演员王茜20岁",
        "• 索引号",
        "A股市场的改革",
        "县城的T恤厂",
    ],
)
@pytest.mark.parametrize("encoding", ["gb18030", "big5hkscs"])
def test_rare_characters_and_letters_are_no_loss(text: str, encoding: str) -> None:
    written = text.encode(encoding, "ignore")
    assert read_in_step(written, encoding) == written.decode(encoding)


def half(text: str, at: int) -> str:
    """Read a text in Big5 of which the first byte of a character was lost."""
    before = len(text[:at].encode("big5hkscs"))
    written = text.encode("big5hkscs")
    return read_in_step(written[:before] + written[before + 1 :], "big5hkscs")


@pytest.mark.parametrize("word", ["提出", "檢查", "農會"])
def test_a_letter_left_of_a_character_is_found(word: str) -> None:
    text = f"{HANT[0]}鄉公所的{word}已經公布。{HANT[1]}"
    at = text.index(word)
    read = half(text, at + (word != "農會"))
    found = halves(read, "big5hkscs")
    assert len(found) == 1
    assert found[0] in read


@pytest.mark.parametrize(
    "text", ["A股市場", "X光檢查", "T恤工廠", "卡拉OK大賽", "訊息|分享", "第一_節"]
)
def test_letters_of_words_and_signs_are_no_halves(text: str) -> None:
    assert halves(f"{HANT[0]}村裡的{text}也算在內。{HANT[1]}", "big5hkscs") == ()


def test_text_with_several_letters_has_no_halves() -> None:
    """Formulas and placeholders: a third letter says that letters are meant."""
    text = f"{HANT[0]}鄉公所的檢查已經公布。{HANT[1]}"
    read = half(text, text.index("查"))
    assert halves(f"{read}另有q縣。", "big5hkscs")
    assert halves(f"{read}另有q縣與w縣。", "big5hkscs") == ()


def test_simplified_text_has_no_halves() -> None:
    assert halves(f"{HANS[0]}县里的p画已经公布。{HANS[1]}", "gb18030") == ()


def test_a_letter_that_is_left_is_reported_with_its_place() -> None:
    text = f"鄉公所的檢查\n\n{HANT[0]}鄉公所的檢查已經公布。{HANT[1]}"
    at = text.rindex("查")
    before = len(text[:at].encode("big5"))
    written = text.encode("big5")
    done = casebook.clean_bytes(written[:before] + written[before + 1 :], media_type="text/plain")
    reported = [problem for problem in done.problems if problem.code.code == "R008"]
    assert len(reported) == 1
    assert "檢d已經" in reported[0].detail
