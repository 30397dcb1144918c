"""Headings of dumps that stand on two lines, and the day in front of a title on the first line."""

from __future__ import annotations

import pytest

from casebook import clean_bytes
from casebook.ingest.headings.two_parts import in_two_parts, is_called, is_couplet
from casebook.ingest.read import two_lines
from casebook.ingest.read.on_one_line import part_day
from casebook.ingest.read.page import Page
from casebook.ingest.read.two_lines import join_headings
from casebook.records import Line, Role, Section, walk

ABOVE = "每月初五，柳树村的议事会准时开场，谁家门前的路灯坏了都能说，说了就有人管。"
BELOW = "在柳树村，议事会的桌子摆在晒谷场边，谁有事谁发言，邻居们一起出主意。"
AGAIN = "议事会的第二件事是看账，村里每一笔收支都贴在墙上，看不懂的可以当场问。"


def joined(*texts: str) -> list[str]:
    lines = tuple(Line(at, text, Role.TEXT) for at, text in enumerate(texts, 1))
    return [line.text for line in join_headings(Page(lines)).lines]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("小事不出院", "大事大家定"),
        ("六楼老人盼“下楼”", "十年愿望终“落地”"),
        ("线下建成治理平台", "实现治理体系全覆盖"),
        ("盼了十年", "电梯装好了"),
    ],
)
def test_two_lines_of_one_length_between_paragraphs_are_a_heading(first: str, second: str) -> None:
    done = clean_bytes(f"村民议事会\n{ABOVE}\n{first}\n{second}\n{BELOW}".encode())
    assert done.article
    parts = [p.content for p in walk(done.article) if isinstance(p.content, Section)]
    assert f"{first} {second}" in [part.heading for part in parts]
    assert any(
        repair.reason == "the two lines of a heading are one" for repair in done.ledger.repairs
    )


@pytest.mark.parametrize(
    ("first", "far", "one"),
    [
        ("石桥镇：", 4, True),
        ("石桥镇：", 5, False),
        ("老镇长周海明：", 4, True),
        ("老镇长周海明：", 5, False),
        ("镇长周海明：", 4, False),  # too short for a person with what he is
    ],
)
def test_a_place_or_person_is_told_of_within_four_lines(first: str, far: int, *, one: bool) -> None:
    below = (
        [BELOW] + [AGAIN] * (far - 2) + ["石桥镇的周海明每天来看账，账上的数字一笔一笔都对得上。"]
    )
    lines = joined(ABOVE, first, "每天来看账本", *below)
    assert (f"{first}每天来看账本" in lines) == one


@pytest.mark.parametrize(
    "texts",
    [
        ("小事不出院", "大事大家定", "邻里都来帮"),  # verses
        ("小事不出", "大事大家定夺好"),  # lengths that differ by three
        ("青河县农业农村局", "青河县财政局"),
        ("旋耕机两台。", "插秧机四台。"),
        ("主要做法", "一窗受理"),
        ("1.小事不出院", "2.大事大家定"),
    ],
)
def test_other_short_lines_between_paragraphs_stay_apart(texts: tuple[str, ...]) -> None:
    assert joined(ABOVE, *texts, BELOW) == [ABOVE, *texts, BELOW]


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ("“一张桌”：", "谁有事谁来说，谁都听得见", True),
        ("“一张桌”制度：", "谁有事谁来说", True),
        ("议事之初遇尴尬——", "老人不愿来，年轻人不在家", True),
        ("“一张桌”制度来了吗：", "谁有事谁来说", False),
        ("怎么议：", "谁有事谁来说", False),
        ("“一张桌”：", "谁有事谁来说。", False),
        ("“一张桌”：", "“谁有事谁来说”", False),
        ("议事——", "老人不愿来，年轻人不在家", False),
    ],
)
def test_a_quoted_line_or_one_with_a_dash_goes_on_below(
    first: str, second: str, *, one: bool
) -> None:
    lines = (f"{first}{second}",) if one else (first, second)
    assert joined(ABOVE, first, second, BELOW) == [ABOVE, *lines, BELOW]
    assert joined(first, second, BELOW) == [first, second, BELOW]  # it may be the title
    short = "谁家的事都能在桌上说!没有人摆架子"
    assert joined(ABOVE, first, second, f"{short}了。。") == [ABOVE, *lines, f"{short}了。。"]
    assert joined(ABOVE, first, second, short) == [ABOVE, first, second, short]


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ("“1+2+N”议事会", "让村民只进一扇门", True),
        ("一张议事会的桌子", "让村民“当场说、当场问”", True),
        ("▲一张议事会的桌子", "▲让村民“当场说、当场问”", False),
        ("图为议事会的桌子", "让村民“当场说、当场问”", False),
        ("议事会的桌子资料图", "让村民“当场说、当场问”", False),
        ("议事会的桌子（村民供图）", "让村民“当场说、当场问”", False),
        ("议事会的桌子", "议事会的桌子让村民当场说、当场问", False),
        ("赵家老屋", "昨夜停电又逢大雨", False),  # nothing of the text around
    ],
)
def test_two_lines_that_are_likely_one_heading(first: str, second: str, *, one: bool) -> None:
    below = f"“一张桌子摆在晒谷场边，村民进一扇门就能当场说、当场问。”老何说，{BELOW}{AGAIN}"
    lines = (f"{first} {second}",) if one else (first, second)
    assert joined(ABOVE, first, second, below) == [ABOVE, *lines, below]
    assert joined(first, second, below) == [first, second, below]  # it may be the title
    longest = second.ljust(24, "说")
    assert len(joined(ABOVE, first, longest, below)) == (3 if one else 4)
    assert len(joined(ABOVE, first, f"{longest}说", below)) == 4


@pytest.mark.parametrize(
    ("told", "lines_between", "likely", "one"),
    [
        ("那天开了议事会。", 15, 0.65, True),
        ("那天开了议事会。", 16, 0.65, False),  # no longer the text around
        ("那天他们议事。", 15, 0.65, False),  # one pair
        ("那天开了议事会。", 15, 0.649, False),
    ],
)
def test_what_makes_two_lines_likely_one_heading(
    monkeypatch: pytest.MonkeyPatch, told: str, lines_between: int, likely: float, *, one: bool
) -> None:
    monkeypatch.setattr(two_lines, "likelihood", lambda *_: likely)
    other = "雨水漫过田埂，他们只好绕道回家，走了很久才看见自家的屋檐和灯火，心里终于踏实下来。"
    lines = (told, *(other,) * lines_between)
    pair = ("“1+2+N”议事会", "让村民只进一扇门")
    assert len(joined(*lines, *pair, other)) == len(lines) + (2 if one else 3)


def test_lines_that_a_sentence_announces_are_no_heading() -> None:
    lines = (f"{ABOVE[:-1]}，具体分工如下。", "旋耕机两台", "插秧机四台", BELOW)
    assert joined(*lines) == list(lines)


def test_pairs_speak_for_each_other_whatever_their_lengths() -> None:
    one = ("柳荫社区", "一张长桌连起百家")
    two = ("河湾社区", "一支队伍护一条河")
    assert joined(ABOVE, *one, BELOW, *two, AGAIN)[1::2] == [" ".join(one), " ".join(two)]
    assert joined(ABOVE, *one, BELOW, AGAIN) == [ABOVE, *one, BELOW, AGAIN]


def test_calls_of_three_characters_speak_for_each_other() -> None:
    one, two = ("做减法", "把议事会的两道手续并成一道"), ("做加法", "添一本账、一张桌子")
    shown = [" ".join(one), " ".join(two)]
    assert joined(ABOVE, *one, BELOW, *two, AGAIN)[1::2] == shown
    cut = "议事会的第二件事是看账，村里每一笔收支都贴在墙上，看不懂的可"
    done = clean_bytes("\n".join(("村民议事会", ABOVE, *one, BELOW, *two, cut)).encode())
    assert done.article
    parts = [p.content for p in walk(done.article) if isinstance(p.content, Section)]
    assert [part.heading for part in parts][1:] == shown
    assert joined(ABOVE, *one, BELOW, AGAIN) == [ABOVE, *one, BELOW, AGAIN]
    signed = ("吴江摄", "村民在晒谷场边看账"), ("周海摄", "议事会的桌子摆在场边")
    lines = [ABOVE, *signed[0], BELOW, *signed[1], AGAIN]
    assert joined(*lines) == lines


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("做减法 下放审批", True),
        ("做减法 下放审", False),
        ("做减 下放审批", False),
        ("做减法吧 下放审批", False),
        ("周海摄 下放审批", False),  # who took a picture
        ("“统”起来 下放审批、监管", True),
        ("做减法 " + "放" * 26, True),
        ("做减法 " + "放" * 27, False),
    ],
)
def test_the_form_of_a_call(text: str, *, called: bool) -> None:
    assert is_called(text) is called


def test_a_picture_with_its_caption_may_stand_beside_the_two_lines() -> None:
    lines = (ABOVE, "图片", "小事不出院", "大事大家定", "图片", "议事会的桌子。", BELOW)
    assert "小事不出院 大事大家定" in joined(*lines)


@pytest.mark.parametrize(("size", "whole"), [(29, False), (30, True)])
def test_how_long_the_paragraphs_beside_are(size: int, *, whole: bool) -> None:
    above = "村" * (size - 1) + "。"
    assert (len(joined(above, "小事不出院", "大事大家定", BELOW)) == 3) is whole


@pytest.mark.parametrize(
    ("text", "two", "couplet"),
    [
        ("小事不出 大事大家定", True, True),
        ("小事不 大事大家定", False, False),
        ("议" * 14 + " " + "事" * 14, True, True),
        ("议" * 15 + " " + "事" * 14, False, False),
        ("柳荫社区 一张长桌连起百家", True, False),
        ("盼“下楼” 终落地了", True, True),
    ],
)
def test_the_forms_of_headings_in_two_parts(text: str, *, two: bool, couplet: bool) -> None:
    assert (in_two_parts(text), is_couplet(text)) == (two, couplet)


def parted(first: str) -> list[str]:
    page = Page((Line(1, first, Role.TEXT), Line(2, BELOW, Role.TEXT)))
    return [line.text for line in part_day(page).lines][:-1]


@pytest.mark.parametrize(
    ("day", "title"),
    [
        ("date 2026-01-01", "河口縣再獲兩項服務獎"),
        ("2026/1/1 09:30", "河口县长者食堂开张"),
        ("发布日期：2025年12月15日", "河口区一窗办成十件事"),
        ("时间：2024-02-03", "河口区一窗办成十件事"),
        ("2025.12.15", "河口區長者食堂開張，長者不再奔波。"),
    ],
)
def test_a_day_in_front_of_the_title_is_a_line_of_its_own(day: str, title: str) -> None:
    assert parted(f"{day} {title}") == [day, title]


@pytest.mark.parametrize(
    "line",
    [
        "2025年12月15日 河口区召开现场会",  # as chronicles tell
        "2026-01-01 来源：青河日报 作者：周海",
        "2026-01-01 一窗办成十事",  # seven characters
        "毕业年份：2026-01-01 河口区一窗办成十件事",
        "2026-01-01河口区一窗办成十件事",
    ],
)
def test_other_days_on_the_first_line_stay_there(line: str) -> None:
    assert parted(line) == [line]


def test_a_number_on_a_line_of_its_own_counts_a_heading_on_two_lines() -> None:
    lines = (
        ABOVE,
        "01",
        "小事不出院",
        "大事大家定",
        BELOW,
        "02",
        "账本晒在墙上",
        "疑问当面说清",
        AGAIN,
    )
    assert joined(*lines) == [
        *(ABOVE, "01", "小事不出院 大事大家定", BELOW),
        *("02", "账本晒在墙上 疑问当面说清", AGAIN),
    ]
    done = clean_bytes("\n".join(("村民议事会", *lines)).encode())
    assert done.article
    assert "01 小事不出院 大事大家定" in [line.text for line in done.kept]


LED = (("改革背景：", "柳树村没有路灯"), ("灯亮了 账清了——", "改革的成效"))


def test_a_line_that_leads_to_the_next_one_is_a_heading_with_it() -> None:
    lines = (ABOVE, *LED[0], BELOW, *LED[1], AGAIN)
    assert joined(*lines) == [ABOVE, "".join(LED[0]), BELOW, "".join(LED[1]), AGAIN]


@pytest.mark.parametrize(
    "lines",
    [
        (ABOVE, *LED[0], BELOW),  # one alone
        (ABOVE, "村里的事：", "柳树村没有路灯", BELOW, "灯亮了——", "账清了", AGAIN),  # no theme
        (ABOVE, *LED[0], BELOW, "改革成效：", "（一）灯亮了", AGAIN),  # a number
        (ABOVE, *LED[0], BELOW, *LED[1], AGAIN, "账贴在墙上", BELOW),  # headings below a theme
    ],
)
def test_other_lines_with_a_colon_stay_apart(lines: tuple[str, ...]) -> None:
    assert joined(*lines) == list(lines)


def test_the_number_of_a_case_on_its_own_line_is_joined_to_its_title() -> None:
    cases = f"案例1\n村民议事会\n{ABOVE}\n案例2\n晒谷场的账\n{BELOW}"
    texts = [line.text for line in clean_bytes(f"柳树村案例选\n{cases}".encode()).kept]
    assert [text for text in texts if text.startswith("案例")] == [
        "案例1：村民议事会",
        "案例2：晒谷场的账",
    ]
