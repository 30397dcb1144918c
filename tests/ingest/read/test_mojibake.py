"""Text decoded wrongly before it was saved: undone where nothing was lost, else reported."""

from __future__ import annotations

import pytest

from casebook.ingest.read.mojibake import restore

GOOD = "全县推开改革，村民都说办事更加方便了。"
PLAIN = "第一行没有问题。\n"


@pytest.mark.parametrize(("wrong", "right"), [("cp1252", "gb18030"), ("latin-1", "utf-8")])
def test_wrong_decoding_that_lost_nothing_is_undone(wrong: str, right: str) -> None:
    try:
        bad = GOOD.encode(right).decode(wrong)
    except UnicodeDecodeError:
        bad = GOOD.encode(right).decode("latin-1")
    text, changed, broken = restore(PLAIN + bad)
    assert text == PLAIN + GOOD
    assert changed == ((2, bad, GOOD),)
    assert broken == 0


def test_utf_8_read_as_gbk_is_undone() -> None:
    good = "改革，创新机制，方法"
    assert restore(good.encode().decode("gb18030"))[0] == good


def test_utf_8_read_as_gbk_with_loss_is_reported() -> None:
    bad = "完善制度，健全机制，创新方法。".encode().decode("gb18030", "replace")
    assert "\ufffd" in bad
    assert restore(bad) == (bad, (), 1)


def test_what_is_lost_is_reported_and_left() -> None:
    bad = "改革锟斤拷锟斤拷创新"
    assert restore(bad) == (bad, (), 1)


def test_good_text_is_left() -> None:
    text = PLAIN * 3 + "Café, naïve, über; 涓涓細流，浜松市，鍾鏈。"
    assert restore(text) == (text, (), 0)


def garbled(text: str) -> str:
    """Text in GB18030 as a browser reads it that takes it for Windows-1252."""
    return "".join(
        chr(byte) if byte in b"\x81\x8d\x8f\x90\x9d" else bytes([byte]).decode("cp1252")
        for byte in text.encode("gb18030")
    )


@pytest.mark.parametrize(
    ("line", "comes_back"),
    [
        ("作者：王喆", True),
        ("记者 周镕 通讯员 祁旻", True),
        ("编：翀旻", True),
        ("：翀旻", False),
    ],
)
def test_a_short_line_with_rare_characters_comes_back_with_its_page(
    line: str, comes_back: bool
) -> None:
    text, _, _ = restore(garbled(f"{GOOD}好\n{line}"))
    assert text == f"{GOOD}好\n{line if comes_back else garbled(line)}"


@pytest.mark.parametrize("line", ["Müller, Jürgen", "Café é", "à la carte ÄÖ"])
def test_foreign_words_beside_such_a_page_stay(line: str) -> None:
    assert restore(f"{garbled(GOOD * 3)}\n{line}")[0] == f"{GOOD * 3}\n{line}"


def test_a_way_is_proved_by_forty_characters() -> None:
    for good, proved in ((GOOD + "好", True), (GOOD, False)):
        bad = f"{good}\n编辑：王喆".encode("gb18030").decode("latin-1")
        assert (restore(bad)[0] == f"{good}\n编辑：王喆") is proved


@pytest.mark.parametrize(
    ("broken", "right"),
    [
        ("拿舊紙來換?,F(xiàn)場稱重", "拿舊紙來換。現場稱重"),
        ("路不好走?,F在修好了", "路不好走。現在修好了"),
        ("跑了3趟\ufffd，F有窗口", "跑了3趟。現有窗口"),
        # Whatever follows the stop, up to the first character whose second half is of ASCII.
        ("心里特別舍不得?！奔议L(zhǎng)梁女士說", "心里特別舍不得。”家長梁女士說"),
        ("他是河長?！拔覀儸F在走的這一段", "他是河長。“我們現在走的這一段"),
        ("全長1.5公里?！毙炖じ嬖V記者", "全長1.5公里。”徐坤告訴記者"),
        ("到了年底?_@個辦法推開了", "到了年底。這個辦法推開了"),
        ("會議開完了？＝涍^三個月", "會議開完了。經過三個月"),
        ("全縣都這樣?！皩嵭泻娱L制", "全縣都這樣。“實行河長制"),
        ("再安排專門的人清理?！?/p>", "再安排專門的人清理。”"),
        ("水面就干凈了?/p>", "水面就干凈了。"),
        ("你知道嗎?,F座在哪", ""),
        ("多少錢？！太貴了B區", ""),
        ("誰?7點見", ""),
        ("價格?=100", ""),
        ("查詢?,From here", ""),
    ],
)
def test_a_stop_torn_from_the_character_behind_it_comes_back(broken: str, right: str) -> None:
    changed = ((2, broken, right),) if right else ()
    assert restore(f"甲\n{broken}") == (f"甲\n{right or broken}", changed, 0)


@pytest.mark.parametrize("lost", ["結果公示??τ挟愖h的", "公里?！罢掌蠋в薪浘暥?發到群裡"])
def test_a_stop_that_took_half_a_character_along_is_told_of_beside_others(lost: str) -> None:
    assert restore(lost) == (lost, (), 0)
    assert restore(f"收入多了?_^去少\n{lost}")[2] == 1
